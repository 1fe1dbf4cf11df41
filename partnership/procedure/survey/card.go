package survey

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// stage is how far the round has come.
func (s *Survey) stage() string {
	switch {
	case s.overAndDone():
		return string(s.Decided)
	case s.Paused():
		return "paused"
	case s.Decided == procedure.OutcomePublished:
		return stageResponding
	case s.Decided != "":
		return string(s.Decided)
	case s.Circle.Closed():
		return "closed"
	default:
		return "open"
	}
}

func (s *Survey) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: s.stage()}
	asks := s.Circle.Asks
	if s.Circle.Closed() {
		asks = s.Leads.Asks
	}
	for _, ask := range asks {
		if !ask.Left() {
			a.DueAt = procedure.Later(a.DueAt, ask.Due)
		}
	}
	return a
}

// card shows how the round stands: who has answered, and of what was answered nothing.
func (s *Survey) card(now time.Time) string {
	people := section("People", s.Circle.Asks, s.Circle.Closed(), now)
	leads := section("What follows", s.Leads.Asks, s.Leads.Closed(), now)
	asked, answered := s.counts()
	intro := fmt.Sprintf("Survey **%s** of partnership `%s`: **%s**, answered by %d of %d", card.Cell(s.Occasion.Name), s.Slug, s.stage(), answered, asked)
	if s.Anonymous {
		intro += ". Answers are anonymous: nobody reads them before they are counted, and nobody knows afterwards whose they were"
	}
	return card.Render(intro, card.Sections(people, leads)...)
}

func section(title string, asks []asking.Ask, over bool, now time.Time) card.Section {
	list := card.Section{Title: title, Intro: card.Head("Who", "Asked", "Due", ""), Noun: "people"}
	for _, a := range asks {
		list.Rows = append(list.Rows, card.Row(card.Cell(a.Name), a.AskedAt(), procedure.Local(a.Due, a.City), a.Word(over, now)))
	}
	return list
}
