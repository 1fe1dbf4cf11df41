package ideas

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/significance"
)

// stage is how far the round has come, as an admin sees it.
func (i *Ideas) stage() string {
	switch {
	case i.Decided != "":
		return string(i.Decided)
	case i.Paused():
		return "paused"
	default:
		return string(i.Stage)
	}
}

func (i *Ideas) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: i.stage()}
	if i.Decided == "" {
		a.DueAt = i.circle().LastDue()
	}
	return a
}

// card shows how the round stands: who has answered, and of what was proposed nothing.
func (i *Ideas) card(now time.Time) string {
	asked, answered := i.Proposing.Counts()
	intro := fmt.Sprintf("Ideas **%s** of partnership `%s`: **%s**, proposed by %d of %d", card.Cell(i.Occasion.Name), i.Slug, i.stage(), answered, asked)
	if n := len(i.Proposals); n > 0 {
		intro += ", " + procedure.Counted(n, "proposal")
	}
	switch {
	case i.Decided != "":
	case i.Stage == Proposing:
		intro += ". What people propose is sealed until all have answered or their time is over"
	case i.Stage == Weighing:
		intro += ". How they weigh it is sealed until all have answered or their time is over"
	}
	if i.Moved != "" {
		intro += ". An admin ended the part before: " + card.Escape(i.Moved)
	}
	return card.Render(intro, card.Sections(
		i.rankedSection(), card.People("What people propose", i.Proposing.Standing(now)),
		card.People("How they weigh it", i.Weighing.Standing(now)), card.People("What becomes of it", i.Deciding.Standing(now)),
	)...)
}

// rankedSection is how the proposals stand, by their numbers: their words are the parties'.
func (i *Ideas) rankedSection() card.Section {
	s := card.Section{Title: "Proposals by significance", Noun: "proposals"}
	if len(i.Given) == 0 {
		return s
	}
	for _, r := range significance.Rank(len(i.Proposals), i.Given) {
		line := fmt.Sprintf("proposal %d: ", r.Number)
		if r.Mark.OK {
			line += r.Mark.Value.Round(1).String() + " of 5"
		} else {
			line += "not weighed"
		}
		if r.Disagree() {
			line += ", the parties disagree"
		}
		if d := decision(i.verdicts(r.Number)); d != significance.Undecided && i.Decided != "" {
			line += ", **" + string(d) + "**"
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	return s
}

func (i *Ideas) shown(now time.Time) *procedure.Shown {
	shown := &procedure.Shown{Stage: i.stage(), Outcome: i.Decided, Over: i.Decided != ""}
	if i.Decided == "" && !i.circle().Closed() {
		shown.Open = i.circle().Open(now)
	}
	return shown
}
