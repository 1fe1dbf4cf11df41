package workflows

import (
	"encoding/json"
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// ShellVersion is the version of what the shell itself writes into histories. A workflow
// keeps the one that it has begun with until it continues as new:
//
//	version  predicate       what changed
//	1                        the first shell
//	2        awaitsArrivals  an alarm is set when the letters that are on their way have arrived,
//	                         which is when it is known
//	3        shown           search attributes say what a workflow is called, a partnership's stage,
//	                         whether somebody is blocked, and how many mails lie in quarantine
const ShellVersion = 3

// Carried is what a procedure's workflow starts with and what it continues as
// new with: the same struct, so that a run can end after any step.
type Carried struct {
	// Shell is the version of the shell that wrote this.
	Shell     int             `json:"shell"`
	Procedure json.RawMessage `json:"procedure"`
	Started   bool            `json:"started,omitempty"`
	Alarm     Alarm           `json:"alarm,omitzero"`
	// Shown are the search attributes as the server has them.
	Shown procedure.Attributes `json:"shown,omitzero"`
	// LastStep is the time of the latest step. A new run on another machine may
	// start with an earlier clock, and time must not go back.
	LastStep time.Time `json:"last_step,omitzero"`
}

// Begin is what a procedure's first run starts with.
func Begin(state json.RawMessage, shown procedure.Attributes) Carried {
	return Carried{Shell: ShellVersion, Procedure: state, Shown: shown}
}

// Alarm is the one moment at which a procedure wants to be woken.
type Alarm struct {
	At      time.Time `json:"at,omitzero"`
	Summary string    `json:"summary,omitempty"`
}

// Result is what a finished workflow shows.
type Result struct {
	Outcome procedure.Outcome `json:"outcome"`
}

// Run returns the workflow that carries any procedure of some kinds: it is
// registered under the name of each. It turns signals, updates and timers into
// events, and effects into activities and timers.
//
// Signals: reply, message, wake. Updates: the kind's commands.
func Run(all []procedure.Kind) func(workflow.Context, Carried) (Result, error) {
	return func(ctx workflow.Context, carried Carried) (Result, error) {
		kind, p := decode(ctx, all, carried)
		s := newShell(ctx, kind, p, carried)
		for _, doc := range kind.Commands {
			if err := s.command(ctx, doc); err != nil {
				return Result{}, err
			}
		}
		return s.run(ctx)
	}
}

// decode reads a state. One that this program cannot go on from stops the
// workflow's task, which is tried again until a program that can is there: an
// error would fail the workflow and lose it.
func decode(ctx workflow.Context, all []procedure.Kind, carried Carried) (procedure.Kind, procedure.Procedure) {
	info := workflow.GetInfo(ctx)
	stop := func(format string, args ...any) {
		//nolint:forbidigo // fails the workflow task, not the workflow
		panic(fmt.Sprintf("run %s: %s", info.WorkflowExecution.ID, fmt.Sprintf(format, args...)))
	}
	kind, known := kinds.Of(all, procedure.Type(info.WorkflowType.Name))
	if !known {
		stop("this program knows no procedure of type %s; run the version of rapport that began it, or a newer one", info.WorkflowType.Name)
	}
	if carried.Shell > ShellVersion {
		stop("it was written by a newer rapport (shell %d, this program knows %d); run that one", carried.Shell, ShellVersion)
	}
	p := kind.Blank()
	if err := json.Unmarshal(carried.Procedure, p); err != nil {
		stop("its state cannot be read: %v", err)
	}
	if rules := p.UnderRules(); rules > procedure.Rules {
		stop("it goes by rules %d, and this program knows %d; run a newer rapport", rules, procedure.Rules)
	}
	return kind, p
}
