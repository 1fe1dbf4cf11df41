package condition

import (
	"slices"
	"strings"
)

// Kind is a kind of metric that conditions may look at.
type Kind struct {
	Word string // how conditions write it
	// Doc says what it is and which formula computes it.
	Doc string
	// Of says what its name refers to, such as a KPI; empty for kinds without.
	Of string
	// Number says that it is compared with a number, Share that the number is a
	// share which percent may express too.
	Number, Share bool
	// Words are the words that it is compared with by = and !=.
	Words []string
}

// Kinds lists every kind in the order in which messages name them. Shares run
// from 0 to 1 and may be written in percent.
func Kinds() []Kind { return slices.Clone(kinds) }

var colours = []string{"red", "amber", "green"}

var kinds = []Kind{
	{Word: "kpi", Of: "KPI", Number: true, Words: colours, Doc: "the current value of a KPI in the KPI's unit, or its verdict (F3)"},
	{Word: "goal", Of: "goal", Number: true, Share: true, Words: colours, Doc: "the progress of a goal, or its verdict (F5)"},
	{Word: "pace", Of: "goal", Number: true, Share: true, Doc: "how far a goal is, over how far it should be by now, 1 being on plan (F3)"},
	{Word: "milestone", Of: "milestone", Words: []string{"met", "overdue", "missed"}, Doc: "how a milestone stands"},
	{Word: "progress", Number: true, Share: true, Doc: "the progress of all goals together (F5)"},
	{Word: "health", Number: true, Words: colours, Doc: "the health of the partnership from 0 to 100, or its verdict (F11)"},
	{Word: "balance", Number: true, Share: true, Doc: "how evenly value is shared, 1 being fair (F10)"},
	{Word: "effort_balance", Number: true, Share: true, Doc: "how evenly promised hours are given, 1 being even (F10)"},
	{Word: "response_rate", Number: true, Share: true, Doc: "the share of asks that were answered (F6)"},
	{Word: "on_time", Number: true, Share: true, Doc: "the share of due milestones that were met in time (F6)"},
	{Word: "confidence", Number: true, Doc: "the mean confidence from 0 to 10 of the least confident party (F4)"},
	{Word: "perception_gap", Number: true, Doc: "how far the parties' confidence is apart, 0 to 10 (F4)"},
	{Word: "nps", Number: true, Doc: "the net promoter score of the latest survey, -100 to 100 (F8)"},
	{Word: "roi", Number: true, Share: true, Doc: "what all parties gained over what they put in (F9)"},
	{Word: "net", Number: true, Doc: "what all parties gained less what they put in, as money (F9)"},
	{Word: "budget_used", Number: true, Share: true, Doc: "the share of the budget that is spent (F9)"},
	{Word: "burn", Number: true, Doc: "the share of the budget over the share of the term that is used up (F9)"},
	{Word: "open_conflicts", Number: true, Doc: "how many conflicts are open"},
	{Word: "days_silent", Number: true, Doc: "days since anybody of the quietest party answered anything"},
}

func kindOf(word string) (Kind, bool) {
	for _, k := range kinds {
		if k.Word == word {
			return k, true
		}
	}
	return Kind{}, false
}

// form is how conditions write the kind: kpi.NAME or balance.
func (k Kind) form() string {
	if k.Of == "" {
		return k.Word
	}
	return k.Word + ".NAME"
}

func forms() string {
	var list []string
	for _, k := range kinds {
		list = append(list, k.form())
	}
	return strings.Join(list, ", ")
}

// takes says what the kind is compared with.
func (k Kind) takes() string {
	var list []string
	switch {
	case k.Share:
		list = append(list, "a share such as 0.8 or 80%")
	case k.Number:
		list = append(list, "a number")
	}
	return strings.Join(append(list, k.Words...), ", ")
}
