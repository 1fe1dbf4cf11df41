package survey

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
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
	circle := &s.Circle
	if circle.Closed() {
		circle = &s.Leads
	}
	return procedure.Attributes{Stage: s.stage(), DueAt: circle.LastDue()}
}

// card shows how the round stands: who has answered, and of what was answered nothing.
func (s *Survey) card(now time.Time) string {
	people := card.People("People", s.Circle.Standing(now))
	leads := card.People("What follows", s.Leads.Standing(now))
	asked, answered := s.Circle.Counts()
	intro := fmt.Sprintf("Survey **%s** of partnership `%s`: **%s**, answered by %d of %d", card.Cell(s.Occasion.Name), s.Slug, s.stage(), answered, asked)
	if s.Anonymous {
		intro += ". Answers are anonymous: nobody reads them before they are counted, and nobody knows afterwards whose they were"
	}
	return card.Render(intro, card.Sections(people, leads)...)
}
