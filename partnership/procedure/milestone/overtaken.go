package milestone

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// A milestone whose day passed before all had signed is put before who leads its owner's side
// (procedures 4): they name another day, to which the other side agrees as to any other, or
// say that it is done. It is late only if nobody names one in time.

// dayWindow is how long they have to name one.
var dayWindow = procedure.Window{
	Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}},
}

// window is how long people have to answer what is opened.
func (o Opening) window() procedure.Window {
	if o.Template == TemplateDay {
		return dayWindow
	}
	return window
}

// answers is who has to say when it is done: its owner, or whoever leads their side while
// there is no day that counts.
func (m *Milestone) answers() string {
	if head, ok := m.headOf(m.Owner); ok && m.Occasion.Overtaken {
		return head
	}
	return m.Owner
}

// planOvertaken sets the instants of a milestone that has no day: it is asked for at once, and
// the rest counts from then.
func (m *Milestone) planOvertaken(spec partnership.Spec) {
	asked := m.answers()
	m.Warnings, m.AskAt = nil, timing.Opens(spec, asked, m.Occasion.At)
	r := timing.Reckon(spec, procedure.Reckon{Instants: []procedure.Instant{{Key: "day", Person: asked, From: m.AskAt, Span: dayWindow.Span}}})
	for _, i := range r.Instants {
		m.LateAt = i.At
	}
}

// dayQuestions ask for another day first: a bare day is the whole answer.
func (m *Milestone) dayQuestions(words wording.Language) []partnership.Question {
	return []partnership.Question{
		{ID: QuestionDay, Kind: partnership.KindDate, Text: fmt.Sprintf(words.Questions.NewDay, m.Phrases.In(words.Code, m.Title))},
		{ID: QuestionDone, Kind: partnership.KindYesNo, Text: words.Questions.Already, Optional: true},
	}
}

// unhurry has nothing late before the time is over in which another day could be named.
func (s *step) unhurry() {
	for _, in := range s.Inquiries {
		for _, a := range in.Circle.Asks {
			if in.Template == TemplateDay && a.Arrived() && a.Due.After(s.LateAt) {
				s.shift(a.Due.Sub(s.LateAt))
			}
		}
	}
}
