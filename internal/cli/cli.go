// Package cli is the command line: one file per command, each parsing its
// arguments, calling the packages that do the work, and showing the result to a
// person or, with --json, to a program.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/build"
	"golang.org/x/term"
)

// Exit codes.
const (
	ExitOK      = 0
	ExitFinding = 1 // findings in a spec, or a refusal
	ExitUsage   = 2
	ExitWorld   = 3 // a server, the mail system or the store failed
)

// formatVersion is the version of every JSON output.
const formatVersion = 1

// Env is everything outside the program that a command may see.
type Env struct {
	Args      []string // without the program's name
	Stdin     io.Reader
	Stdout    io.Writer
	Stderr    io.Writer
	LookupEnv func(string) (string, bool)
	Now       func() time.Time
	// Color allows colours, unless the user's settings forbid them.
	Color bool
	// Width is the width of the terminal, 0 when there is none.
	Width int
	// Redraws says that stderr is a terminal, on which a line can be written over.
	Redraws bool
	// Interactive says that a person reads what is asked and can answer.
	Interactive bool
}

// OSEnv is the environment of this process.
func OSEnv() Env {
	e := Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		LookupEnv: os.LookupEnv, Now: time.Now,
	}
	e.Redraws = term.IsTerminal(int(os.Stderr.Fd()))
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		// Findings go to either output, so both have to understand colours.
		e.Color = term.IsTerminal(int(os.Stderr.Fd()))
		if width, _, err := term.GetSize(fd); err == nil {
			e.Width = width
		}
		e.Interactive = term.IsTerminal(int(os.Stdin.Fd()))
	}
	return e
}

// exit is an error with an exit code. A silent one has been shown already.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// found ends a command whose findings have been shown.
func found() error { return &exit{code: ExitFinding} }

// refused ends a command that did nothing because of its input.
func refused(err error) error { return &exit{code: ExitFinding, err: err} }

// world ends a command that could not reach or use something outside.
func world(err error) error { return &exit{code: ExitWorld, err: err} }

// Run carries out one command line and returns its exit code.
func Run(ctx context.Context, env Env) int {
	env.Color = env.Color && colours(env.LookupEnv)
	if kind, _ := env.LookupEnv("TERM"); kind == "dumb" {
		env.Redraws = false
	}
	root := newRoot(env)
	root.SetArgs(longFlags(env.Args))
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return ExitOK
	}
	var e *exit
	if !errors.As(err, &e) {
		fmt.Fprintf(env.Stderr, "Error: %v\n\nRun '%s --help' for usage.\n", err, command.CommandPath())
		return ExitUsage
	}
	if e.err != nil {
		fmt.Fprintf(env.Stderr, "Error: %v\n", e.err)
	}
	return e.code
}

// colours reports whether the user's settings let a terminal show colours:
// NO_COLOR (https://no-color.org), CLICOLOR (https://bixense.com/clicolors) and
// terminals that know none.
func colours(lookup func(string) (string, bool)) bool {
	no, _ := lookup("NO_COLOR")
	cli, _ := lookup("CLICOLOR")
	terminal, _ := lookup("TERM")
	return no == "" && cli != "0" && terminal != "dumb"
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "rapport",
		Short: "Business partnerships as code",
		Long: "Rapport runs business partnerships as code: declare goals, people and cadence in HCL,\n" +
			"and it mails the check-ins, reads the replies, and shows what is late and why.\n\n" +
			"Exit codes: 0 fine; 1 findings in a spec, or a refusal; 2 wrong usage; 3 a server, the mail\n" +
			"system or the store failed.",
		Example:      "  rapport validate examples/quickstart\n  rapport up examples/quickstart",
		SilenceUsage: true, SilenceErrors: true,
	}
	root.AddCommand(
		newInit(env), newUp(env), newWorker(env), newValidate(env), newFmt(env), newAgenda(env), newRehearse(env), newPlan(env), newApply(env), newShow(env), newCharter(env), newWelcome(env),
		newStatus(env), newLinks(env), newPause(env), newResume(env), newRecord(env), newAnswerFor(env), newExtend(env), newRemind(env), newResend(env), newAway(env), newEnd(env), newCommitments(env), newAmendments(env), newIdeas(env), newDecisions(env), newLedger(env), newReport(env), newWhy(env), newInbox(env), newExport(env), newVerify(env), newBackup(env), newRestore(env), newMail(env), newSchema(env), newCompletion(env), newVersion(env),
	)
	completions(root)
	root.Version = build.Version()
	root.SetVersionTemplate("rapport {{.Version}}\n")
	root.SetHelpCommand(newHelp(root))
	return root
}

// longFlags lets long flags begin with one dash, as Terraform's do. There are
// no combined short flags that this could hide. What follows -- is no flag.
func longFlags(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if a == "--" {
			break
		}
		if name, ok := strings.CutPrefix(a, "-"); ok && len(name) > 1 && unicode.IsLetter(rune(name[0])) {
			out[i] = "--" + name
		}
	}
	return out
}
