package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/calling"
	"github.com/rapport-engine/rapport/partnership/outline"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/revision"
	"github.com/rapport-engine/rapport/store"
)

type amendmentsArgs struct {
	slug, data string
	hcl, json  bool
}

func newAmendments(env Env) *cobra.Command {
	var a amendmentsArgs
	c := &cobra.Command{
		Use: "amendments SLUG", Short: "List what is to change of what was agreed", Args: required("SLUG"),
		Long: "Lists the amendment that waits for signatures, with what it changes and who has not signed, and the\n" +
			"changes that reviews have decided on and that nobody has written into the spec yet.\n" +
			"With --hcl it prints the blocks and attributes that those concern, to change and to paste. It reads\n" +
			"the store, so no worker has to run.",
		Example: "  rapport amendments teapot-kettle\n  rapport amendments teapot-kettle --hcl",
		RunE: func(c *cobra.Command, args []string) error {
			a.slug = args[0]
			return runAmendments(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().BoolVar(&a.hcl, "hcl", false, "print the blocks that reviews want changed")
	jsonFlag(c, &a.json)
	c.MarkFlagsMutuallyExclusive("hcl", "json")
	return c
}

func runAmendments(ctx context.Context, env Env, a amendmentsArgs) error {
	found, err := fromStore(ctx, a.data, func(s *store.Store) (app.Amendments, error) { return app.ReadAmendments(ctx, s, a.slug) })
	if err != nil {
		return err
	}
	switch {
	case a.json:
		return writeJSON(env.Stdout, amendmentsView{
			FormatVersion: formatVersion, Slug: a.slug, Proposed: found.Proposed, Changes: orEmpty(found.Changes), Decided: orEmpty(found.Decided),
		})
	case a.hcl:
		_, err = io.WriteString(env.Stdout, blocksOf(found))
		return err
	}
	return showAllAmendments(env, a.slug, found)
}

// amendmentsView is what is to change, for machines.
type amendmentsView struct {
	FormatVersion int                   `json:"format_version"`
	Slug          string                `json:"slug"`
	Proposed      string                `json:"proposed"` // how far the open amendment has come
	Changes       []revision.Change     `json:"changes"`  // of the open amendment
	Decided       []procedure.Amendment `json:"decided"`  // by reviews
}

func showAllAmendments(env Env, slug string, a app.Amendments) error {
	if a.Proposed == "" && len(a.Decided) == 0 {
		fmt.Fprintf(env.Stdout, "%s: nothing is to change of what was agreed.\n", slug)
		return nil
	}
	if a.Proposed != "" {
		t := planText{out: new(strings.Builder), colours: env.Color}
		t.line(0, "%s", printable(a.Proposed))
		for _, c := range a.Changes {
			t.change(c)
		}
		if _, err := io.WriteString(env.Stdout, t.out.String()); err != nil {
			return err
		}
	}
	for _, d := range a.Decided {
		fmt.Fprintf(env.Stdout, "To take into the spec: %s\n", decidedWords(d))
	}
	return nil
}

func decidedWords(d procedure.Amendment) string {
	return decidedOf(d).words(d.At.Format(time.DateOnly))
}

// blocksOf prints the goals that reviews want changed, as they are declared, below what was
// decided on each. What is to stop is to be taken out.
func blocksOf(a app.Amendments) string {
	var out strings.Builder
	whole := outline.Of(a.Spec)
	for _, d := range a.Decided {
		fmt.Fprintf(&out, "# %s\n", decidedWords(d))
		switch d.Kind {
		case procedure.AmendsTerm:
			fmt.Fprintf(&out, "# In the partnership block:\nend = %q\n\n", d.End)
			continue
		case procedure.AmendsParty:
			out.WriteString(withoutParty(a.Spec, whole, d.Party))
			continue
		case procedure.AmendsRules:
			out.WriteString(withPrinciple(a.Spec, d.What))
			continue
		case procedure.AmendsSigner:
			out.WriteString(withSigner(a.Spec, d))
			continue
		default: // of a goal
		}
		if d.Way == partnership.GoalStops {
			out.WriteString("# Take this block out:\n")
		}
		i := slices.IndexFunc(whole.Blocks, func(b outline.Block) bool { return b.Kind == "goal" && b.Name == d.Goal })
		if i >= 0 {
			out.WriteString(whole.Blocks[i].HCL(nil) + "\n")
		}
	}
	return out.String()
}

// withPrinciple prints the principles with one more, which two sides agreed on.
func withPrinciple(spec partnership.Spec, text string) string {
	var out strings.Builder
	out.WriteString("# In the partnership block, or wherever it belongs:\nprinciples = [\n")
	for _, p := range append(slices.Clone(spec.Principles), strings.Join(strings.Fields(text), " ")) {
		fmt.Fprintf(&out, "  %s,\n", outline.Text(p))
	}
	return out.String() + "]\n\n"
}

// withSigner prints the party with whoever is named as its signatory, where that is one of its
// people; else as it is, to change and to paste.
func withSigner(spec partnership.Spec, d procedure.Amendment) string {
	spec.Parties = slices.Clone(spec.Parties)
	i := slices.IndexFunc(spec.Parties, func(p partnership.Party) bool { return p.ID == d.Party })
	if i < 0 {
		return ""
	}
	people := slices.Clone(spec.Parties[i].People)
	spec.Parties[i].People = people
	words := "# Nobody of it is called that. Add the person with the role signatory, and take that role from " + d.Person + ":\n"
	if named := calling.Who(people, d.What); len(named) == 1 && named[0].ID != d.Person {
		words = "# Take this block in the place of the one that is there:\n"
		for j := range people {
			switch people[j].ID {
			case named[0].ID:
				people[j].Roles = append(withoutSigning(people[j].Roles), partnership.RoleSignatory)
			case d.Person:
				people[j].Roles = withoutSigning(people[j].Roles)
			}
		}
	}
	whole := outline.Of(spec)
	b := slices.IndexFunc(whole.Blocks, func(b outline.Block) bool { return b.Kind == "party" && b.Name == d.Party })
	return words + whole.Blocks[b].HCL(nil) + "\n"
}

func withoutSigning(roles []partnership.Role) []partnership.Role {
	return slices.DeleteFunc(slices.Clone(roles), func(r partnership.Role) bool { return r == partnership.RoleSignatory })
}

// withoutParty says what to take out when a party leaves, and prints the blocks that name
// somebody of it, to change and to paste.
func withoutParty(spec partnership.Spec, whole outline.Block, id string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# Take the block party %q out.", id)
	i := slices.IndexFunc(spec.Parties, func(p partnership.Party) bool { return p.ID == id })
	if i < 0 {
		return out.String() + "\n"
	}
	var naming []string
	for _, b := range whole.Blocks {
		if b.Kind == "party" && b.Name == id {
			continue
		}
		if text := b.HCL(nil); namesSomebody(text, spec.Parties[i].People) {
			naming = append(naming, text)
		}
	}
	if len(naming) > 0 {
		out.WriteString(" These blocks name somebody of it:")
	}
	return out.String() + "\n" + strings.Join(naming, "\n") + "\n"
}

// namesSomebody reports whether a block refers to one of some people.
func namesSomebody(block string, people []partnership.Person) bool {
	refers := func(r rune) bool {
		return r != '.' && r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	words := strings.FieldsFunc(block, refers)
	return slices.ContainsFunc(people, func(p partnership.Person) bool { return slices.Contains(words, "person."+p.ID) })
}
