package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TemplateClosing is the last mail of a partnership with goals: what came of them, what each
// side put in and got, what was kept and learned.
const TemplateClosing procedure.Template = "closing-report"

// Closing is what the last mail says. How the goals ended and what each side put in and got
// is filled in where it is composed.
type Closing struct {
	Outcome    procedure.Outcome      `json:"outcome"`
	Cause      procedure.PartingCause `json:"cause,omitempty"`
	By         string                 `json:"by,omitempty"`
	Continuity string                 `json:"continuity,omitempty"`
	// Milestones are all of the spec, of which some are Met and some of those InTime.
	Milestones int `json:"milestones,omitempty"`
	Met        int `json:"met,omitempty"`
	InTime     int `json:"in_time,omitempty"`
	// Lessons are what people have said, in the order in which they were asked.
	Lessons []procedure.Lesson `json:"lessons,omitempty"`
	// Conflicts are those that go on after the end, of the reader's side.
	Conflicts int `json:"conflicts,omitempty"`
}

// finish ends the partnership. Nothing stays open but conflicts of which both sides know, and
// everybody who has had mail of it hears so.
func (p *Partnership) finish(out *procedure.Out, outcome procedure.Outcome, now time.Time) {
	for _, r := range p.Running {
		p.dismiss(out, r, now)
	}
	p.unreport(out, now, func(string, string) bool { return true }) // the last mail says it all
	// Its last day and the last answer may come in either order, and in both once.
	p.enter(out, PhaseClosed, now, string(PhaseClosed))
	if len(p.Begun) > 0 {
		closing := p.closing(outcome)
		for _, person := range p.people() {
			p.write(out, p.lastLetter(person, closing, now))
		}
	}
	p.Running, p.Blockers, p.Held, p.Doubted, p.Silent, p.Differences, p.Warnings, p.Amendments, p.Proposed, p.Ended = nil, nil, nil, nil, nil, nil, nil, nil, nil, outcome
	p.Agenda.Occasions, p.Agenda.Agreed, p.Agenda.Complete = nil, nil, true
	out.Add(procedure.End{Outcome: outcome})
}

// dismiss lets a procedure know that the partnership has ended. A conflict of which both sides
// know goes on all the same.
func (p *Partnership) dismiss(out *procedure.Out, r Running, now time.Time) {
	order := procedure.Order{Kind: procedure.OrderWithdraw}
	switch {
	case r.Type == procedure.Agreement:
		order.Reason = procedure.VoidEnded
	case r.Type == procedure.Exit && p.Leaving.Leaves():
		order.Kind = procedure.OrderClose
	}
	p.order(out, r.Workflow, order, now)
}

// lastLetter is the last mail to somebody: a report where there were goals.
func (p *Partnership) lastLetter(person string, c Closing, now time.Time) procedure.Letter {
	if !p.parts() || len(p.Declared.Goals) == 0 {
		return p.notice(TemplateEnded, person, now).With(Ending{Outcome: c.Outcome})
	}
	for _, d := range p.Disputes {
		if d.Level > 0 && d.Outcome == "" && (p.sameParty(d.Raiser, person) || p.sameParty(d.With, person)) {
			c.Conflicts++
		}
	}
	l := p.notice(TemplateClosing, person, now).With(c)
	l.Accounts = true
	return l
}

// closing looks back on the whole partnership.
func (p *Partnership) closing(outcome procedure.Outcome) Closing {
	c := Closing{Outcome: outcome, Lessons: slices.Concat(p.Leaving.Gone, p.Leaving.Lessons)}
	if p.leaves() {
		c.Cause, c.By = p.Leaving.Cause, p.Leaving.By
	}
	if p.Declared.Exit != nil {
		c.Continuity = p.Declared.Exit.Continuity
	}
	for _, g := range p.Declared.Goals {
		for _, m := range g.Milestones {
			c.Milestones++
			switch procedure.CourseOf(p.Courses, procedure.Milestone, g.ID+"/"+m.ID).Outcome {
			case procedure.OutcomeMet:
				c.Met, c.InTime = c.Met+1, c.InTime+1
			case procedure.OutcomeMetLate:
				c.Met++
			default: // not met, or given up
			}
		}
	}
	return c
}
