package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// roundArgs are what commands have in common that go to whatever asks people.
type roundArgs struct {
	verbArgs
	in string
}

func (a *roundArgs) flags(c *cobra.Command, why string) {
	a.verbArgs.flags(c, why)
	c.Flags().StringVar(&a.in, "in", "", "`name` of the check-in or the like, if several are open")
}

// toRounds sends a command to what is open and waits for the person, or for anybody. What
// changes an answer or a day goes to one round; several have to be told apart then.
func toRounds(ctx context.Context, env Env, a roundArgs, slug string, cmd procedure.Command, one bool, line func(who, rounds string) string) error {
	v, err := a.open(ctx, env, cmd.Name, slug)
	if err != nil {
		return err
	}
	defer v.close()
	if err := v.knows(cmd.Name, cmd.Person); err != nil {
		return err
	}
	rounds, err := v.rounds(ctx, a, slug, cmd)
	if err != nil {
		return err
	}
	if one && len(rounds) > 1 {
		return refused(fmt.Errorf("%s %s: several are open: %s; say which with --in", cmd.Name, slug, names(rounds)))
	}
	var done []doneView
	for _, r := range rounds {
		d, err := v.order(ctx, r.Workflow, cmd)
		if err != nil {
			return err
		}
		done = append(done, d)
	}
	who := "Everybody who has not answered"
	if cmd.Person != "" {
		who = nameIn(v.spec, cmd.Person)
	}
	return v.tell(done, line(who, titles(rounds)))
}

// knows refuses somebody who is not in the partnership.
func (v *verb) knows(name procedure.CommandName, person string) error {
	if person == "" {
		return nil
	}
	if _, there := v.spec.Person(person); there {
		return nil
	}
	return refused(fmt.Errorf("%s %s: nobody there is called %q; there are %s", name, v.spec.Slug, person, strings.Join(peopleOf(v.spec), ", ")))
}

func peopleOf(spec partnership.Spec) []string {
	var list []string
	for _, party := range spec.Parties {
		for _, p := range party.People {
			list = append(list, p.ID)
		}
	}
	return list
}

// rounds are those that a command is for: the one that is named, or those in which somebody
// is waited for, or else all that could take it.
func (v *verb) rounds(ctx context.Context, a roundArgs, slug string, cmd procedure.Command) ([]app.Round, error) {
	open, err := v.planner.Rounds(ctx, slug, cmd.Name)
	if err != nil {
		return nil, said(err)
	}
	if len(open) == 0 {
		return nil, refused(fmt.Errorf("%s %s: nothing is open there in which people are asked; `rapport status %s` says what comes next", cmd.Name, slug, slug))
	}
	if a.in != "" {
		named := slices.DeleteFunc(slices.Clone(open), func(r app.Round) bool { return r.Name != a.in && r.Workflow != a.in })
		if len(named) == 0 {
			return nil, refused(fmt.Errorf("%s %s: nothing that is called %q is open; open are %s", cmd.Name, slug, a.in, names(open)))
		}
		return named, nil
	}
	waiting := slices.DeleteFunc(slices.Clone(open), func(r app.Round) bool {
		return len(r.Open) == 0 || cmd.Person != "" && !slices.Contains(r.Open, cmd.Person)
	})
	if len(waiting) > 0 {
		return waiting, nil
	}
	if cmd.Name == procedure.AnswerFor || len(open) == 1 {
		return open, nil // it says itself why not
	}
	who := "nobody is"
	if cmd.Person != "" {
		who = cmd.Person + " is not"
	}
	return nil, refused(fmt.Errorf("%s %s: %s waited for in %s", cmd.Name, slug, who, names(open)))
}

func names(rounds []app.Round) string {
	var list []string
	for _, r := range rounds {
		list = append(list, r.Name)
	}
	return strings.Join(list, ", ")
}

func titles(rounds []app.Round) string {
	var list []string
	for _, r := range rounds {
		list = append(list, strings.ToLower(r.Title[:1])+r.Title[1:])
	}
	return english.List(list)
}

func newAnswerFor(env Env) *cobra.Command {
	var a roundArgs
	c := &cobra.Command{
		Use: "answer-for SLUG PERSON QUESTION=VALUE...", Short: "Answer in a person's place", Args: cobra.MinimumNArgs(3),
		Long: "Enters what somebody has told you, in their place: they get a receipt that says so, with your\n" +
			"reason, and may correct it. A question is called as its KPI, or as the check-in calls it:\n" +
			"confidence, blockers. What people think, sign or vote nobody enters for them.",
		Example: "  rapport answer-for teapot-kettle astrid mql=130 --reason \"told on the phone\"\n" +
			"  rapport answer-for teapot-kettle astrid mql=130 \"blockers=the kiln is cold\" --in fortnightly",
		RunE: func(c *cobra.Command, args []string) error {
			cmd := procedure.Command{Name: procedure.AnswerFor, Person: args[1]}
			for _, pair := range args[2:] {
				question, value, ok := strings.Cut(pair, "=")
				if !ok || question == "" {
					return fmt.Errorf("%q is no answer: write QUESTION=VALUE, such as mql=130", pair)
				}
				cmd.Answers = append(cmd.Answers, procedure.TypedAnswer{Question: question, Value: procedure.Text(value)})
			}
			return toRounds(c.Context(), env, a, args[0], cmd, true, func(who, rounds string) string {
				return fmt.Sprintf("Entered for %s in %s. A receipt tells them.", who, rounds)
			})
		},
	}
	a.flags(c, "why; the person reads the `text`, and the journal keeps it")
	return c
}

func newExtend(env Env) *cobra.Command {
	var a roundArgs
	var to string
	c := &cobra.Command{
		Use: "extend SLUG [PERSON]", Short: "Give more time to answer", Args: oneAnd("SLUG", "PERSON"),
		Long: "Moves the time until which an open check-in waits for a person, or for everybody who has not\n" +
			"answered. They get a reminder with the new day, at the same hour. Days of milestones and of what is\n" +
			"owed are moved by the update reschedule and by their owners.",
		Example: "  rapport extend teapot-kettle --to 2026-12-04 --reason \"the books are not closed\"\n" +
			"  rapport extend teapot-kettle astrid --to 2d",
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(to) == "" {
				return errors.New("--to is required: until when, like 2026-12-04, or for how long, like 2d or 1w")
			}
			cmd := procedure.Command{Name: procedure.Extend, To: to, Person: second(args)}
			return toRounds(c.Context(), env, a, args[0], cmd, true, func(who, rounds string) string {
				return fmt.Sprintf("%s gets more time in %s: %s.", who, rounds, to)
			})
		},
	}
	a.flags(c, whyJournal)
	c.Flags().StringVar(&to, "to", "", "`day` such as 2026-12-04, or for how long: 2d, 1w (required)")
	return c
}

func newRemind(env Env) *cobra.Command {
	var a roundArgs
	c := &cobra.Command{
		Use: "remind SLUG [PERSON]", Short: "Remind who has not answered, now", Args: oneAnd("SLUG", "PERSON"),
		Long: "Sends a reminder now, to a person or to everybody who has not answered, of all that is open. It\n" +
			"stands for the next reminder that was planned, so that nobody is reminded twice in a short time.\n" +
			"It goes out in the person's working hours, as every reminder does.",
		Example: "  rapport remind teapot-kettle\n  rapport remind teapot-kettle astrid",
		RunE: func(c *cobra.Command, args []string) error {
			cmd := procedure.Command{Name: procedure.Remind, Person: second(args)}
			return toRounds(c.Context(), env, a, args[0], cmd, false, func(who, rounds string) string {
				return fmt.Sprintf("%s is reminded of %s.", who, rounds)
			})
		},
	}
	a.flags(c, whyJournal)
	return c
}

func newResend(env Env) *cobra.Command {
	var a roundArgs
	c := &cobra.Command{
		Use: "resend SLUG PERSON", Short: "Send the mail that asks once more", Args: required("SLUG", "PERSON"),
		Long: "Sends a person the mail that asks once more, as a mail of its own: for one that was deleted or lies\n" +
			"in a spam folder. An answer to either counts. The time to answer stays as it was.",
		Example: "  rapport resend teapot-kettle astrid --reason \"was in the spam folder\"",
		RunE: func(c *cobra.Command, args []string) error {
			cmd := procedure.Command{Name: procedure.Resend, Person: args[1]}
			return toRounds(c.Context(), env, a, args[0], cmd, false, func(who, rounds string) string {
				return fmt.Sprintf("%s gets the mail of %s again.", who, rounds)
			})
		},
	}
	a.flags(c, whyJournal)
	return c
}

// second is the second argument, if there is one.
func second(args []string) string {
	if len(args) < 2 {
		return ""
	}
	return args[1]
}
