package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/store"
)

// Result says what became of one partnership.
type Result string

// The results.
const (
	Started   Result = "started"
	Changed   Result = "changed"
	NoChange  Result = "unchanged"
	EndedNow  Result = "ended"
	StayEnded Result = "stays ended" // it had ended before and cannot be started again
	NotBegun  Result = "not started" // its last day has passed
	LeftAlone Result = "left alone"  // it runs, but is not declared
	InPart    Result = "part"        // what is not material is in force, and the rest waits for signatures
	Proposed  Result = "proposed"    // all of it waits for signatures
	TakenBack Result = "withdrawn"   // the amendment is asked for no more
	Refused   Result = "refused"     // the partnership does not take the change
	Failed    Result = "failed"      // the world did not let it be done
)

// Applied is what became of one partnership.
type Applied struct {
	Slug   string
	Result Result
	Run    string // the workflow run to look at, if it is known
	Note   string // why it was not started, a sentence
	Err    error  // why it was refused or failed
}

// MovedError says that partnerships are no longer what the plan was made against.
type MovedError struct{ Slugs []string }

// Error names the partnerships and what to do.
func (e *MovedError) Error() string {
	const shown = 5
	names := e.Slugs
	more := ""
	if len(names) > shown {
		names, more = names[:shown], fmt.Sprintf(" and %d more", len(e.Slugs)-shown)
	}
	return fmt.Sprintf("%s%s changed since the plan was made: plan again; nothing was done", strings.Join(names, ", "), more)
}

// ErrOtherInstallation says that a plan was made for another server.
var ErrOtherInstallation = errors.New("the plan was made for another installation: plan again; nothing was done")

// NoWorkerError says that nobody works for the server, so that no running
// partnership could take a change.
type NoWorkerError struct{}

// Error says what to do.
func (NoWorkerError) Error() string {
	return "no worker runs, and running partnerships change or end only while one does: start `rapport up` or `rapport worker`; nothing was done"
}

// batch is how many specs are stored at once, ahead of the partnerships that
// carry them out.
const batch = 250

// Apply carries out a plan. It reports each partnership that something was done
// with as soon as it is done, one at a time, and goes on with the others when
// one fails. When ctx ends it finishes what it has begun; to apply the same
// again is always safe. The error says why the rest was not tried.
func (p *Planner) Apply(ctx context.Context, plan Plan, report func(Applied)) error {
	if err := p.ready(ctx, plan); err != nil {
		return err
	}
	var mu sync.Mutex
	for items := range slices.Chunk(plan.touched(), batch) {
		if err := p.store.PutSpecs(ctx, specsOf(items)); err != nil {
			return err
		}
		err := inParallel(ctx, len(items), func(ctx context.Context, i int) error {
			// What was sent must be waited for: nobody could say otherwise what became of it.
			applied := p.applyItem(context.WithoutCancel(ctx), items[i], plan)
			mu.Lock()
			defer mu.Unlock()
			report(applied)
			if unreachable(applied.Err) {
				return applied.Err
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func specsOf(items []Item) []partnership.Spec {
	var specs []partnership.Spec
	for _, item := range items {
		if item.Spec != nil {
			specs = append(specs, *item.Spec)
		}
	}
	return specs
}

// ready reports why nothing of a plan could be carried out.
func (p *Planner) ready(ctx context.Context, plan Plan) error {
	if p.worked || plan.Count(Change)+plan.Count(End) == 0 {
		return nil
	}
	works, err := p.staffed(ctx)
	if err != nil {
		return err
	}
	if !works {
		return NoWorkerError{}
	}
	return nil
}

// Unmoved refuses a plan that was made for another installation or against
// partnerships that have changed since.
func (p *Planner) Unmoved(ctx context.Context, plan Plan) error {
	if p.installation != plan.Installation {
		return ErrOtherInstallation
	}
	items := plan.touched()
	moved := make([]bool, len(items))
	err := inParallel(ctx, len(items), func(ctx context.Context, i int) error {
		found, err := p.look(ctx, items[i].Slug)
		moved[i] = found.digest != items[i].Base || found.ended
		return err
	})
	if err != nil {
		return err
	}
	var e MovedError
	for i, item := range items {
		if moved[i] {
			e.Slugs = append(e.Slugs, item.Slug)
		}
	}
	if len(e.Slugs) > 0 {
		return &e
	}
	return nil
}

// bring makes what is declared run, for a program that has just started. It
// returns what became of each partnership, in the order of the slugs. One that
// does not take its change keeps none of the others from running.
func (p *Planner) bring(ctx context.Context, specs []partnership.Spec, begun func(done, total int)) ([]Applied, error) {
	plan, err := p.survey(ctx, specs, PlanOptions{Now: time.Now()})
	if err != nil {
		return nil, err
	}
	if err := p.acquaint(ctx, &plan); err != nil {
		return nil, err
	}
	lacking, err := p.regain(ctx, plan, specs)
	if err != nil {
		return nil, err
	}
	var all []Applied
	for _, item := range plan.Items {
		if item.touches() {
			continue
		}
		applied := item.untouched()
		if err := lacking[item.Slug]; err != nil {
			applied.Result, applied.Err = Failed, err
		}
		all = append(all, applied)
	}
	var failed []error
	done, total := 0, plan.Touched()
	err = p.Apply(ctx, plan, func(a Applied) {
		all = append(all, a)
		if done++; begun != nil {
			begun(done, total)
		}
		if a.Result == Failed {
			failed = append(failed, a.Err)
		}
	})
	slices.SortFunc(all, func(a, b Applied) int { return cmp.Compare(a.Slug, b.Slug) })
	if len(failed) > 0 {
		err = errors.Join(failed...)
	}
	return all, err
}

// regain gives the store the specs in force that it lacks, as one does that
// took the place of a lost one: without them nothing could be mailed. It returns
// what could not be learnt, by slug.
func (p *Planner) regain(ctx context.Context, plan Plan, declared []partnership.Spec) (lacking map[string]error, err error) {
	known := make(map[string]partnership.Spec, len(declared))
	for _, spec := range declared {
		known[spec.Slug] = spec
	}
	var mu sync.Mutex
	var found []partnership.Spec
	lacking = map[string]error{}
	err = inParallel(ctx, len(plan.Items), func(ctx context.Context, i int) error {
		item := plan.Items[i]
		if item.Base == "" {
			return nil // nothing runs
		}
		if _, err := p.store.Spec(ctx, item.Base); !errors.Is(err, store.ErrNotFound) {
			return err
		}
		spec := known[item.Slug]
		var err error
		if item.Action != Unchanged {
			spec, err = p.inForce(ctx, item.Slug, item.Base)
		}
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			lacking[item.Slug] = err
		} else {
			found = append(found, spec)
		}
		return nil
	})
	if err == nil && len(found) > 0 {
		err = p.store.PutSpecs(ctx, found)
	}
	return lacking, err
}
