package vote

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// stage is how far the vote has come, as an admin sees it.
func (v *Vote) stage() string {
	switch {
	case v.Decided != "":
		return string(v.Decided)
	case v.Paused():
		return "paused"
	default:
		return string(v.Stage)
	}
}

func (v *Vote) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: v.stage()}
	if v.Decided == "" {
		a.DueAt = v.circle().LastDue()
	}
	return a
}

// card shows what is put to the vote and who has voted; how they vote is shown when it is
// counted.
func (v *Vote) card(now time.Time) string {
	asked, answered := v.Voting.Counts()
	intro := fmt.Sprintf("Vote %s of partnership `%s`: **%s**, %d of %d have voted", v.Occasion.Name, v.Slug, v.stage(), answered, asked)
	if v.Tally == nil {
		intro += ". How is shown when the votes are counted"
	}
	if v.Moved != "" {
		intro += ". An admin ended the part before: " + card.Escape(v.Moved)
	}
	return card.Render(intro, card.Sections(
		v.motionSection(), v.tallySection(), card.People("What people think of it", v.Consulting.Standing(now)), card.People("Who votes", v.Voting.Standing(now)),
		card.People("Whether their objection stands", v.Standing.Standing(now)), card.People("Whether they veto it", v.Vetoing.Standing(now)),
	)...)
}

func (v *Vote) motionSection() card.Section {
	s := card.Section{Title: "What is put to the vote", Noun: "lines"}
	s.Rows = append(s.Rows, card.Item(card.Cell(v.Motion.Text)))
	if v.Rule.ID != "" {
		s.Rows = append(s.Rows, card.Item("decided by the rule "+card.Cell(v.Rule.ID)))
	}
	if v.Motion.Goal != "" {
		s.Rows = append(s.Rows, card.Item("serves the goal "+card.Cell(v.Motion.Goal)))
	}
	if len(v.Excluded) > 0 {
		s.Rows = append(s.Rows, card.Item(card.Cell(strings.Join(v.Excluded, ", "))+" has no vote: what it broke is not put right"))
	}
	return s
}

// tallySection is the vote as counted.
func (v *Vote) tallySection() card.Section {
	s := card.Section{Title: "As counted", Noun: "lines"}
	if v.Tally == nil {
		return s
	}
	for _, one := range []struct {
		what    string
		parties []string
	}{
		{"for", v.Tally.For}, {"for, by silence", v.Tally.Consenting}, {"against", v.Tally.Against}, {"abstained", v.Tally.Abstained}, {"silent", v.Tally.Silent},
	} {
		if len(one.parties) > 0 {
			s.Rows = append(s.Rows, card.Item(one.what+": "+card.Cell(strings.Join(one.parties, ", "))))
		}
	}
	s.Rows = append(s.Rows, card.Item("**"+string(v.Tally.Result)+"**"))
	if v.Veto != nil {
		s.Rows = append(s.Rows, card.Item("vetoed by "+card.Cell(v.Veto.Party)+": "+card.Cell(v.Veto.Why)))
	}
	return s
}

func (v *Vote) shown(now time.Time) *procedure.Shown {
	shown := &procedure.Shown{Stage: v.stage(), Outcome: v.Decided, Over: v.Decided != ""}
	if v.Decided == "" && !v.circle().Closed() {
		shown.Open = v.circle().Open(now)
	}
	return shown
}
