package cli

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/store"
)

type ideasArgs struct {
	slug, data string
	hcl, json  bool
}

func newIdeas(env Env) *cobra.Command {
	var a ideasArgs
	c := &cobra.Command{
		Use: "ideas SLUG", Short: "List what was proposed, and what became of it", Args: required("SLUG"),
		Long: "Lists the rounds in which the parties looked for goals together: every proposal, also those that\n" +
			"were declined, how much it matters to each party, and what became of it. With --hcl it writes a\n" +
			"goal block for each that was accepted, to complete and to paste. What is still sealed is not\n" +
			"shown. It reads the store, so no worker has to run.",
		Example: "  rapport ideas teapot-kettle\n  rapport ideas teapot-kettle --hcl >> goals.hcl",
		RunE: func(c *cobra.Command, args []string) error {
			a.slug = args[0]
			return runIdeas(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().BoolVar(&a.hcl, "hcl", false, "write a goal block for each accepted proposal")
	jsonFlag(c, &a.json)
	c.MarkFlagsMutuallyExclusive("hcl", "json")
	return c
}

func runIdeas(ctx context.Context, env Env, a ideasArgs) error {
	found, err := fromStore(ctx, a.data, func(s *store.Store) (app.Ideas, error) { return app.ReadIdeas(ctx, s, a.slug) })
	if err != nil {
		return err
	}
	switch {
	case a.json:
		return writeJSON(env.Stdout, viewIdeas(a.slug, found))
	case a.hcl:
		_, err = io.WriteString(env.Stdout, goalBlocks(found))
		return err
	}
	return showIdeas(env, a.slug, found)
}

// ideasView is what was proposed, for machines.
type ideasView struct {
	FormatVersion int              `json:"format_version"`
	Slug          string           `json:"slug"`
	Rounds        []ideasRoundView `json:"rounds"`
}

type ideasRoundView struct {
	Name      string         `json:"name"`
	Date      string         `json:"date"`
	Workflow  string         `json:"workflow"`
	Stage     string         `json:"stage"`
	Outcome   string         `json:"outcome,omitempty"`
	Proposals []proposalView `json:"proposals"` // the most significant first
}

type proposalView struct {
	Number       int                `json:"number"`
	Text         string             `json:"text"`
	By           []string           `json:"by"`                  // people
	Competing    string             `json:"competing,omitempty"` // of the joint goal of competing interests
	Place        int                `json:"place,omitempty"`
	Significance *decimal.Decimal   `json:"significance"` // null: nobody gave a mark
	Parties      []partyOpinionView `json:"parties"`
	Disagree     bool               `json:"disagree"`
	Decision     string             `json:"decision,omitempty"`
	Said         []ideas.Said       `json:"said"`
}

type partyOpinionView struct {
	Party        string           `json:"party"`
	Place        int              `json:"place,omitempty"`
	Significance *decimal.Decimal `json:"significance"`
}

func viewIdeas(slug string, found app.Ideas) ideasView {
	v := ideasView{FormatVersion: formatVersion, Slug: slug, Rounds: []ideasRoundView{}}
	for _, r := range found.Rounds {
		round := ideasRoundView{Name: r.Name, Date: r.Date, Workflow: r.Workflow, Stage: string(r.Stage), Outcome: string(r.Outcome), Proposals: []proposalView{}}
		for _, p := range r.Proposals {
			one := proposalView{
				Number: p.Number, Text: p.Text, By: orEmpty(p.By), Competing: p.Competing, Place: p.Place, Significance: rounded(p.Mark),
				Parties: []partyOpinionView{}, Disagree: p.Disagree(), Decision: string(p.Decision), Said: orEmpty(p.Said),
			}
			for _, o := range p.Parties {
				one.Parties = append(one.Parties, partyOpinionView{Party: o.Party, Place: o.Place, Significance: rounded(o.Mark)})
			}
			round.Proposals = append(round.Proposals, one)
		}
		v.Rounds = append(v.Rounds, round)
	}
	return v
}

func rounded(r measure.Ratio) *decimal.Decimal {
	if !r.OK {
		return nil
	}
	d := r.Value.Round(2)
	return &d
}

func showIdeas(env Env, slug string, found app.Ideas) error {
	if len(found.Rounds) == 0 {
		fmt.Fprintf(env.Stdout, "%s: nobody was asked for proposals yet. An ideas block or the update begin-ideas begins a round.\n", printable(slug))
		return nil
	}
	for i, r := range found.Rounds {
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		how := string(r.Stage)
		if r.Outcome != "" {
			how = string(r.Outcome)
		}
		fmt.Fprintf(env.Stdout, "%s, %s: %s\n", printable(r.Name), r.Date, how)
		if len(r.Proposals) == 0 {
			fmt.Fprintln(env.Stdout, "What was proposed is sealed until all have answered or their time is over.")
			continue
		}
		if err := showProposals(env, found.Spec, r); err != nil {
			return err
		}
	}
	return nil
}

func showProposals(env Env, spec partnership.Spec, r app.IdeasRound) error {
	t := newTable(env, "No.", "Proposal", "By", "Matters", "To each party", "Became")
	for _, p := range r.Proposals {
		by := nameAll(spec, p.By)
		if p.Competing != "" {
			by = "competing." + p.Competing
		}
		var each []string
		for _, o := range p.Parties {
			if o.Mark.OK {
				each = append(each, o.Party+" "+o.Mark.Value.Round(1).String())
			}
		}
		to := strings.Join(each, ", ")
		if p.Disagree() {
			to += " (they disagree)"
		}
		matters := "n/a"
		if p.Mark.OK {
			matters = p.Mark.Value.Round(1).String()
		}
		t.row(strconv.Itoa(p.Number), printable(p.Text), printable(by), matters, printable(to), became(p.Decision, r))
	}
	if err := t.print(); err != nil {
		return err
	}
	for _, p := range r.Proposals {
		for _, s := range p.Said {
			if s.Why != "" {
				fmt.Fprintf(env.Stdout, "No. %d, %s (%s): %s, %s\n", p.Number, printable(nameOf(spec, s.Person)), s.Party, s.Decision, printable(s.Why))
			}
		}
	}
	return nil
}

// became says what became of a proposal.
func became(d significance.Decision, r app.IdeasRound) string {
	switch {
	case r.Outcome == "":
		return "open"
	case d == significance.Accept:
		return "accepted"
	case d == significance.No:
		return "declined"
	case d == significance.Later:
		return "later"
	default:
		return "undecided"
	}
}

// nameAll names people, also those who have left.
func nameAll(spec partnership.Spec, ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, nameOf(spec, id))
	}
	return strings.Join(names, ", ")
}
