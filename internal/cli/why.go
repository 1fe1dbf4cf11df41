package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

type whyArgs struct {
	slug, kpi  string
	asOf, data string
	json       bool
}

func newWhy(env Env) *cobra.Command {
	var a whyArgs
	c := &cobra.Command{
		Use: "why SLUG.KPI", Short: "Show where a figure comes from", Args: required("SLUG.KPI"),
		Long: "Shows every value that a KPI was ever given: who said it, when, in which words and in which mail,\n" +
			"what it was corrected from, whether it was called provisional, and which value counts of each\n" +
			"period. With --as-of it shows what was known on a day. The words are read out of the mail as the\n" +
			"engine reads it today; of a mail that is sealed or deleted there are none.",
		Example: "  rapport why teapot-kettle.mql\n  rapport why teapot-kettle.mql --as-of 2026-03-31",
		RunE: func(c *cobra.Command, args []string) error {
			var ok bool
			if a.slug, a.kpi, ok = strings.Cut(args[0], "."); !ok || a.slug == "" || a.kpi == "" {
				return fmt.Errorf("%q names no KPI of a partnership: write it like teapot-kettle.mql", args[0])
			}
			return runWhy(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().StringVar(&a.asOf, "as-of", "", "leave out what came after a `day`, such as 2026-03-31")
	jsonFlag(c, &a.json)
	return c
}

func runWhy(ctx context.Context, env Env, a whyArgs) error {
	var asOf cadence.Date
	if a.asOf != "" {
		var err error
		if asOf, err = cadence.ParseDate(a.asOf); err != nil {
			return fmt.Errorf("--as-of: %w", err)
		}
	}
	s, err := app.OpenStore(ctx, a.data)
	if err != nil {
		return world(err)
	}
	defer s.Close() //nolint:errcheck // nothing was written
	p, err := app.ReadProvenance(ctx, s, a.slug, a.kpi, asOf)
	if err != nil {
		return refused(err)
	}
	if a.json {
		return writeJSON(env.Stdout, whyOf(p, a))
	}
	return showWhy(env, p, asOf)
}

// whyView is where the values of a KPI come from, for machines.
type whyView struct {
	FormatVersion int        `json:"format_version"`
	Slug          string     `json:"slug"`
	KPI           string     `json:"kpi"`
	Unit          string     `json:"unit"`
	AsOf          string     `json:"as_of"` // empty: all that is known
	Values        []whyValue `json:"values"`
}

type whyValue struct {
	ID     string `json:"id"`
	Period string `json:"period"`
	Value  string `json:"value"`
	// By said so: a person by ID, and by name, or an admin.
	By       string    `json:"by"`
	ByName   string    `json:"by_name"`
	At       time.Time `json:"at"`
	Late     bool      `json:"late"`
	Counts   bool      `json:"counts"` // in its period
	Disputed bool      `json:"disputed"`
	// Corrects is the value that it took the place of, empty for none.
	Corrects string `json:"corrects"`
	// Verified is "both" where people of two sides say the same, "admin" where an admin has
	// recorded the value, Reason says why; else "reported".
	Verified string `json:"verified"`
	Reason   string `json:"reason"`
	// Mail is the ID of the mail in the inbox, empty for none.
	Mail        string   `json:"mail"`
	Words       string   `json:"words"`
	From        string   `json:"from"` // where in an attached table
	Provisional bool     `json:"provisional"`
	Admin       bool     `json:"admin"` // the mail was taken on an admin's word
	Checks      []string `json:"checks"`
}

func whyOf(p app.Provenance, a whyArgs) whyView {
	v := whyView{FormatVersion: formatVersion, Slug: a.slug, KPI: a.kpi, Unit: p.KPI.Unit, AsOf: a.asOf, Values: []whyValue{}}
	for _, said := range p.Said {
		w := whyValue{
			ID: said.ID, Period: said.Period, Value: said.Value.String(), By: said.Reporter, ByName: nameIn(p.Spec, said.Reporter),
			At: said.At.In(p.Zone), Late: said.Late, Counts: said.Counts, Disputed: said.Disputed, Checks: []string{},
			Verified: string(said.Verified), Reason: printable(said.Reason),
		}
		if said.Corrects != nil {
			w.Corrects = said.Corrects.Value.String()
		}
		if m := said.Mail; m != nil {
			w.Mail, w.Words, w.From, w.Provisional, w.Admin = m.ID, printable(m.Words), printable(m.From), m.Provisional, m.Admin
			w.Checks = append(w.Checks, m.Checks...)
		}
		v.Values = append(v.Values, w)
	}
	return v
}

// showWhy prints the values by period, the latest first.
func showWhy(env Env, p app.Provenance, asOf cadence.Date) error {
	head := p.Spec.Slug + ": " + cmp.Or(p.KPI.Title, p.KPI.ID)
	if !asOf.IsZero() {
		head += ", as known on " + english.Date(asOf)
	}
	fmt.Fprintln(env.Stdout, printable(head))
	if len(p.Said) == 0 {
		fmt.Fprintln(env.Stdout, "Nobody has said anything of it.")
		return nil
	}
	list := slices.Clone(p.Said)
	slices.SortStableFunc(list, func(a, b app.Said) int { return cmp.Compare(b.Period, a.Period) })
	period := ""
	for _, said := range list {
		if said.Period != period {
			period = said.Period
			fmt.Fprintf(env.Stdout, "\n%s\n", periodOf(period))
		}
		fmt.Fprintf(env.Stdout, "  %s, said by %s on %s%s\n", printable(english.Quantity(said.Value, p.KPI.Unit)), printable(reporterIn(p, said)),
			said.At.In(p.Zone).Format("Mon 2 Jan 2006 15:04"), standingOf(said))
		for _, line := range behind(p, said) {
			fmt.Fprintf(env.Stdout, "    %s\n", printable(line))
		}
	}
	return nil
}

// periodOf is the day of a round as people write it.
func periodOf(period string) string {
	if d, err := cadence.ParseDate(period); err == nil {
		return english.Date(d)
	}
	return printable(period)
}

func reporterIn(p app.Provenance, said app.Said) string {
	if said.Reporter == measure.Arbiter {
		return "an admin"
	}
	return nameIn(p.Spec, said.Reporter)
}

// standingOf says what became of a value.
func standingOf(said app.Said) string {
	var words []string
	if said.Late {
		words = append(words, "late")
	}
	if said.Mail != nil && said.Mail.Provisional {
		words = append(words, "provisional")
	}
	switch {
	case said.Disputed:
		words = append(words, "counts until those who differ agree")
	case said.Counts:
		words = append(words, "counts")
	}
	if len(words) == 0 {
		return ""
	}
	return ": " + strings.Join(words, ", ")
}

// verifiedWords say how sure a value is.
func verifiedWords(s standing.Source) string {
	switch s.Verified {
	case standing.ByBoth:
		return "confirmed by two sides"
	case standing.ByAdmin:
		return strings.TrimSuffix("recorded by an admin: "+s.Reason, ": ")
	case standing.AsReported:
	}
	return "as reported"
}

// behind are the lines about where a value comes from.
func behind(p app.Provenance, said app.Said) []string {
	var lines []string
	if said.Corrects != nil {
		lines = append(lines, fmt.Sprintf("in place of %s, said on %s", english.Quantity(said.Corrects.Value, p.KPI.Unit), said.Corrects.At.In(p.Zone).Format("Mon 2 Jan 2006 15:04")))
	}
	if said.Counts {
		lines = append(lines, verifiedWords(said.Source))
	}
	m := said.Mail
	if m == nil {
		return lines
	}
	if m.Words != "" {
		lines = append(lines, fmt.Sprintf("in the words %q", m.Words))
	}
	if m.From != "" {
		lines = append(lines, "from "+m.From)
	}
	source := fmt.Sprintf("mail %.8s", m.ID)
	switch {
	case m.Admin:
		source += ", taken on an admin's word"
	case len(m.Checks) > 0:
		source += ", whose header says of the sender " + strings.Join(m.Checks, ", ")
	}
	return append(lines, source)
}
