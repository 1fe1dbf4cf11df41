package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

type awayArgs struct {
	verbArgs
	person, until, partnership string
	back                       bool
}

func newAway(env Env) *cobra.Command {
	var a awayArgs
	c := &cobra.Command{
		Use: "away PERSON", Short: "Note that somebody is away", Args: required("PERSON"),
		Long: "Notes that a person is away up to and including a day, as if they had written AWAY: a deputy is\n" +
			"asked in their place, what is theirs alone waits, and the first answer of theirs ends it. It holds\n" +
			"in all partnerships in which a person has the same address, or in the one that is named. --back\n" +
			"ends it. An absence in the spec is ended there.",
		Example: "  rapport away astrid --until 2027-01-10 --reason \"told on the phone\"\n" +
			"  rapport away astrid --until 2027-01-10 --partnership teapot-kettle\n" +
			"  rapport away astrid --back",
		RunE: func(c *cobra.Command, args []string) error {
			a.person = args[0]
			return runAway(c.Context(), env, a)
		},
	}
	a.flags(c, whyJournal)
	c.Flags().StringVar(&a.until, "until", "", "last `day` of the absence, such as 2027-01-10")
	c.Flags().BoolVar(&a.back, "back", false, "the person is here again")
	c.Flags().StringVar(&a.partnership, "partnership", "", "`slug` of the only partnership that it is about")
	return c
}

func runAway(ctx context.Context, env Env, a awayArgs) error {
	until, err := a.last(env)
	if err != nil {
		return err
	}
	planner, err := openPlanner(ctx, env, planArgs{data: a.data, engine: a.engine}, nil)
	if err != nil {
		return err
	}
	v := &verb{env: env, args: a.verbArgs, planner: planner}
	defer v.close()
	parts, err := v.parts(ctx, a)
	if err != nil {
		return err
	}
	var done []doneView
	var noted, refusals []string
	for _, part := range parts {
		d, err := v.order(ctx, app.PartnershipID(part.Slug), procedure.Command{Name: procedure.Away, Person: part.Person, Until: until.String()})
		var no *app.OrderRefusedError
		switch {
		case errors.As(err, &no):
			refusals = append(refusals, no.Reason)
		case err != nil:
			return err
		default:
			done, noted = append(done, d), append(noted, part.Slug)
		}
	}
	if len(done) == 0 {
		return refused(errors.New(strings.Join(refusals, "\n")))
	}
	for _, why := range refusals {
		fmt.Fprintf(env.Stderr, "Not done: %s\n", why)
	}
	state := "is away until " + until.String()
	if a.back {
		state = "is here again"
	}
	return v.tell(done, fmt.Sprintf("%s %s in %s.", parts[0].Name, state, english.List(noted)))
}

// last is the last day of the absence: yesterday for who is here again.
func (a awayArgs) last(env Env) (cadence.Date, error) {
	switch {
	case a.back && a.until != "":
		return cadence.Date{}, errors.New("--back and --until say two things: choose one")
	case a.back:
		return cadence.DateOf(env.Now()).AddDays(-2), nil // a day that has passed everywhere
	case a.until == "":
		return cadence.Date{}, errors.New("--until is required: the last day of the absence, like 2027-01-10")
	}
	until, err := cadence.ParseDate(a.until)
	if err != nil {
		return until, fmt.Errorf("--until: %w", err)
	}
	if until.Before(cadence.DateOf(env.Now()).AddDays(-1)) {
		return until, fmt.Errorf("--until %s: it has passed; --back says that somebody is here again", until)
	}
	return until, nil
}

// parts are the partnerships that it is about.
func (v *verb) parts(ctx context.Context, a awayArgs) ([]app.Part, error) {
	if a.partnership != "" {
		var err error
		if v.spec, err = v.planner.Ready(ctx, "away in", a.partnership); err != nil {
			return nil, said(err)
		}
		if err := v.knows(procedure.Away, a.person); err != nil {
			return nil, err
		}
		return []app.Part{{Slug: a.partnership, Person: a.person, Name: nameIn(v.spec, a.person)}}, nil
	}
	parts, err := v.planner.PartnershipsOf(ctx, a.person)
	if err != nil {
		return nil, said(err)
	}
	if len(parts) == 0 {
		return nil, refused(fmt.Errorf("away %s: nobody is called so in any partnership that was applied", a.person))
	}
	if _, err := v.planner.Ready(ctx, "away in", parts[0].Slug); err != nil {
		return nil, said(err)
	}
	return parts, nil
}
