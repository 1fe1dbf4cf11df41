//go:build !slim

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
)

// embedded says that this program carries the servers that `up` starts.
const embedded = true

func newUp(env Env) *cobra.Command {
	var s app.UpSettings
	var v vars
	var verbose bool
	c := &cobra.Command{
		Use: "up [DIR]", Short: "Run everything here: Temporal, mail, store, and the partnerships of DIR", Args: optional("DIR"),
		Long: "Starts a Temporal server with its Web UI, a mail server with a webmail page, a worker and the\n" +
			"store in this one process, applies the partnerships declared in DIR, and prints where\n" +
			"everything is. No mail leaves the machine. The same command again goes on where it stopped.",
		Example: "  rapport up examples/quickstart\n  rapport up . --data /var/lib/rapport --ui-port 9233",
		RunE: func(c *cobra.Command, args []string) error {
			s.SpecDir = dirArg(args)
			s.Logger = logger(env.Stderr, verbose)
			return runUp(c.Context(), env, s, v)
		},
	}
	f := c.Flags()
	f.StringVar(&s.Data, "data", ".rapport", "`directory` for all files")
	f.Var(port(&s.TemporalPort, 7233), "temporal-port", "port of the Temporal server; 0 takes a free one, here and below")
	f.Var(port(&s.UIPort, 8233), "ui-port", "port of the Temporal Web UI")
	f.Var(port(&s.WebmailPort, 8025), "webmail-port", "port of the webmail page")
	f.Var(port(&s.SMTPPort, 1025), "smtp-port", "port of the mail server for sending")
	f.Var(port(&s.IMAPPort, 1143), "imap-port", "port of the mail server for reading")
	adoptFlag(c, &s.Adopt)
	varFlags(c, &v)
	f.BoolVar(&verbose, "verbose", false, "log what happens")
	return c
}

func runUp(ctx context.Context, env Env, s app.UpSettings, v vars) error {
	result, err := loadValid(env, s.SpecDir, v)
	if err != nil {
		return err
	}
	s.Specs, s.Engine = result.Specs, result.Engine
	starting := env.begin("Starting", 0)
	s.Begun = starting.sized
	up, err := app.Up(ctx, s)
	starting.end()
	if err != nil {
		return world(explain(err))
	}
	showUp(env.Stdout, up)
	first, err := up.FirstMail(ctx)
	if line := first.String(); err == nil && line != "" {
		fmt.Fprintln(env.Stdout, line)
	}
	fmt.Fprintln(env.Stdout, "\nCtrl-C stops it; the same command goes on.")
	if e := s.Engine; e != nil && (e.Mail.SMTP != nil || e.Mail.IMAP != nil || e.Temporal.Address != "") {
		fmt.Fprintln(env.Stdout, "Note: `up` uses its own servers; those of the engine block are for `rapport worker`.")
	}
	select {
	case <-ctx.Done():
		fmt.Fprintln(env.Stdout, "\nStopping. The same command goes on from here.")
	case err = <-up.Err():
	}
	if stopped := up.Stop(); err != nil || stopped != nil {
		return world(errors.Join(err, stopped))
	}
	return nil
}

// portFlag is the value of a flag that takes a port.
type portFlag int

// port binds a flag to a port, with the usual one as its default.
func port(into *int, usual int) *portFlag {
	*into = usual
	return (*portFlag)(into)
}

// Set takes the flag's text.
func (p *portFlag) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return errors.New("want a number from 0 to 65535")
	}
	*p = portFlag(n)
	return nil
}

func (p *portFlag) String() string { return strconv.Itoa(int(*p)) }

// Type names the value in the help.
func (p *portFlag) Type() string { return "port" }

// explain names the flag behind a port that is taken.
func explain(err error) error {
	var taken *app.PortTakenError
	if !errors.As(err, &taken) {
		return err
	}
	flag := map[app.Service]string{
		app.ServiceTemporal: "--temporal-port", app.ServiceUI: "--ui-port", app.ServiceWebmail: "--webmail-port",
		app.ServiceSMTP: "--smtp-port", app.ServiceIMAP: "--imap-port",
	}[taken.Service]
	why := "is taken by another program"
	if !errors.Is(err, syscall.EADDRINUSE) {
		why = fmt.Sprintf("cannot be used (%v)", cause(taken.Err))
	}
	return fmt.Errorf("port %d for the %s %s; choose another with %s, or %s 0 for any free one",
		taken.Port, taken.Service, why, flag, flag)
}

// cause is the innermost error: what the system said.
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

func showUp(w io.Writer, up *app.Running) {
	e := up.Endpoints()
	fmt.Fprintf(w, "Rapport is up. No mail leaves this machine.\n\n")
	for _, line := range [][2]string{
		{"Webmail", e.Webmail + "  (read and answer mail as any person)"},
		{"Temporal Web UI", e.UI + "  (what is late, and why)"},
		{"what is late", viewURL(e, "Late")},
		{"what is red", viewURL(e, "Red")},
		{"Temporal server", e.Temporal + ", namespace " + e.Namespace},
		{"SMTP and IMAP", e.SMTP + " and " + e.IMAP + "; the user is an address, its password in " + e.PasswordFile},
		{"Files", e.Data},
	} {
		fmt.Fprintf(w, "  %-16s %s\n", line[0], line[1])
	}
	fmt.Fprintln(w)
	for _, note := range up.Notes() {
		fmt.Fprintf(w, "Note: %s\n\n", note)
	}
	showApplied(w, e, up.Applied())
	fmt.Fprintln(w)
}

// fewUnchanged is how many partnerships are linked to in which a start has changed nothing.
const fewUnchanged = 3

// showApplied links to the cards of partnerships: of the first ones, and of
// every one that needs attention.
func showApplied(w io.Writer, e app.Endpoints, applied []app.Applied) {
	quiet, unchanged, hidden := 0, 0, 0
	for _, a := range applied {
		hint := attention(a)
		if hint == "" {
			quiet++
			if a.Result == app.NoChange {
				unchanged++
			}
			if quiet > shownNames || a.Result == app.NoChange && unchanged > fewUnchanged {
				hidden++
				continue
			}
		}
		fmt.Fprintf(w, "  %-16s %s  %s\n", a.Result, a.Slug, cardURL(e, a))
		if hint != "" {
			fmt.Fprintf(w, "  %-16s %s\n", "", hint)
		}
	}
	if hidden > 0 {
		fmt.Fprintf(w, "  %-16s %d more; the Web UI lists them all\n", "and", hidden)
	}
}

// attention says what to know about a partnership that was not brought to what
// is declared.
func attention(a app.Applied) string {
	switch a.Result {
	case app.StayEnded, app.NotBegun:
		return a.Note
	case app.LeftAlone:
		return "It runs, but is not declared here; `rapport apply --prune --reason \"...\"` would end it."
	case app.Refused, app.Failed:
		return fmt.Sprint(a.Err)
	case app.InPart, app.Proposed:
		return "It changes what was agreed: all who sign are asked, and until all have signed what was agreed before holds."
	case app.NoChange:
		return a.Note
	case app.Started, app.Changed, app.TakenBack, app.EndedNow:
	}
	return ""
}

// cardURL is where the Web UI shows a partnership's card. The run is found when the address
// is opened: it changes, and the address can be kept.
func cardURL(e app.Endpoints, a app.Applied) string {
	return app.CardURL(e.UI, e.Namespace, app.PartnershipID(a.Slug), "")
}

// viewURL is where the Web UI shows one of the saved views.
func viewURL(e app.Endpoints, name string) string {
	for _, v := range app.Views() {
		if v.Name == name {
			return app.WorkflowsURL(e.UI, e.Namespace, v.Query)
		}
	}
	return app.WorkflowsURL(e.UI, e.Namespace, "")
}
