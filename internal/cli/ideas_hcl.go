package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/config/latin"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
	"github.com/rapport-engine/rapport/partnership/significance"
)

// Limits of what a goal block takes from a proposal.
const (
	longestStatement = 300
	wordsOfName      = 4
)

// goalBlocks writes a goal block for each proposal that was accepted, below what was said of
// it. A figure is taken from the words where they hold one, "from 120 to 300"; else the goal
// is measured by a yes until somebody writes one.
func goalBlocks(found app.Ideas) string {
	var out strings.Builder
	taken := namesIn(found.Spec)
	for _, r := range found.Rounds {
		for _, p := range r.Proposals {
			if p.Decision != significance.Accept {
				continue
			}
			g, measured := goalFrom(found.Spec, p, &taken)
			spec := partnership.Spec{Goals: []partnership.Goal{g}}
			for _, line := range about(found.Spec, r, p, measured) {
				fmt.Fprintf(&out, "# %s\n", printable(line))
			}
			for _, b := range outline.Of(spec).Blocks {
				if b.Kind == "goal" {
					out.WriteString(b.HCL(nil) + "\n")
				}
			}
		}
	}
	return out.String()
}

// about says where a goal comes from, and what is to be written into it.
func about(spec partnership.Spec, r app.IdeasRound, p app.IdeasProposal, measured bool) []string {
	by := "Proposed by " + nameAll(spec, p.By)
	if p.Competing != "" {
		by = "The joint goal of competing." + p.Competing
	}
	lines := []string{fmt.Sprintf("%s, accepted by all parties in the round %s of %s.", by, r.Name, r.Date)}
	if p.Mark.OK {
		lines[0] += fmt.Sprintf(" It matters %s of 5.", p.Mark.Value.Round(1))
	}
	if measured {
		return append(lines, "To complete: what the figure counts, where it comes from, who reports it, and the due day.")
	}
	return append(lines, "To complete: a figure in the place of this yes or no, where it comes from, who reports it, and the due day.")
}

// goalFrom is a goal as far as a proposal says it. Whoever proposed it owns it; of a joint
// goal who speaks for the first party.
func goalFrom(spec partnership.Spec, p app.IdeasProposal, taken *[]string) (g partnership.Goal, measured bool) {
	g = partnership.Goal{
		ID: blockName(p.Text, taken), Statement: clipped(p.Text), Start: spec.Start, Due: spec.End, Weight: decimal.NewFromInt(1), Owner: ownerOf(spec, p.By),
	}
	if i := slices.IndexFunc(spec.Competing, func(c partnership.Competing) bool { return c.ID == p.Competing }); i >= 0 {
		g.Serves = spec.Competing[i].Interests
	}
	k := partnership.KPI{
		ID: unused(g.ID+"-reached", taken), Title: "Reached", Unit: "yes or no", Direction: partnership.Binary, Target: decimal.NewFromInt(1), Weight: decimal.NewFromInt(1),
	}
	if from, to, unit, ok := figuresIn(p.Text); ok {
		k.ID, k.Title, k.Unit, k.Baseline, k.Target, k.Direction = unused(g.ID+"-figure", taken), "", unit, from, to, partnership.Increase
		if to.LessThan(from) {
			k.Direction = partnership.Decrease
		}
		measured = true
	}
	if g.Owner != "" {
		k.Reporters = []string{g.Owner}
	}
	k.Source = "to be agreed"
	for _, party := range spec.Parties { // all have said yes to it
		g.Beneficiaries = append(g.Beneficiaries, party.ID)
	}
	g.KPIs = []partnership.KPI{k}
	return g, measured
}

func ownerOf(spec partnership.Spec, by []string) string {
	for _, id := range by {
		if _, there := spec.Person(id); there {
			return id
		}
	}
	if heads := spec.Heads(); len(heads) > 0 {
		return heads[0].ID
	}
	return ""
}

// clipped is a text on one line that a statement has room for.
func clipped(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		default:
			return r
		}
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestStatement {
		return string(runes[:longestStatement-1]) + "…"
	}
	return text
}

// fromTo finds two figures with what they count: "from 120 to 300 orders", «со 120 до 300».
var fromTo = regexp.MustCompile(`(?i)(?:from|со|с|от)\s+(\d{1,12}(?:[.,]\d{1,6})?)\s*(?:%|\p{L}{0,20}\.?)?\s+(?:to|до|на)\s+(\d{1,12}(?:[.,]\d{1,6})?)\s*(%|\p{Sc}|\p{L}{2,20})?`)

// figuresIn are the figures of a proposal, if it holds two that differ.
func figuresIn(text string) (from, to decimal.Decimal, unit string, ok bool) {
	m := fromTo.FindStringSubmatch(text)
	if m == nil {
		return from, to, "", false
	}
	from, errFrom := decimal.NewFromString(strings.Replace(m[1], ",", ".", 1))
	to, errTo := decimal.NewFromString(strings.Replace(m[2], ",", ".", 1))
	if errFrom != nil || errTo != nil || from.Equal(to) {
		return from, to, "", false
	}
	unit = m[3]
	if slices.Contains(notCounted, strings.ToLower(unit)) || unit == "" {
		unit = "units"
	}
	return from, to, unit, true
}

// notCounted are words behind a figure that say nothing of what it counts.
var notCounted = []string{"by", "a", "an", "per", "in", "until", "each", "every", "on", "of", "and", "within", "до", "за", "на", "по", "в", "во", "к", "ко", "и", "из"}

// namesIn are the names of goals and figures that are taken.
func namesIn(spec partnership.Spec) []string {
	var list []string
	for _, g := range spec.Goals {
		list = append(list, g.ID)
		for _, k := range g.KPIs {
			list = append(list, k.ID)
		}
	}
	return list
}

// blockName makes a name of the first words of a text.
func blockName(text string, taken *[]string) string {
	words := latin.Words(text)
	for len(words) > 0 && words[0][0] <= '9' { // a name begins with a letter
		words = words[1:]
	}
	if len(words) == 0 {
		words = []string{"goal"}
	}
	return unused(strings.Join(words[:min(len(words), wordsOfName)], "-"), taken)
}

// unused is a name that nothing else has.
func unused(base string, taken *[]string) string {
	name := base
	for n := 2; slices.Contains(*taken, name); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	*taken = append(*taken, name)
	return name
}
