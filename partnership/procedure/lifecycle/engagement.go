package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Answering is how many were asked in a round and there to answer, and how many have.
type Answering struct {
	Round    string    `json:"round"` // workflow
	At       time.Time `json:"at"`
	Asked    int       `json:"asked"`
	Answered int       `json:"answered"`
	// Late counts those of Answered who had let the round pass.
	Late int `json:"late,omitempty"`
}

// Settled is something owed that was done, in time or not.
type Settled struct {
	Item string    `json:"item"`
	At   time.Time `json:"at"`
	Late bool      `json:"late,omitempty"`
}

const (
	// LookBack is how far back shares of answers, milestones and promises reach.
	LookBack = 90 * 24 * time.Hour
	// fewestAsks and fewestDays are how many asks, and how many milestones or promises,
	// there must be for a share to mean anything (procedures 12).
	fewestAsks = 10
	fewestDays = 3
)

// engagement is a share of formula F6, of the last 90 days.
type engagement struct {
	health.Counted
	asOf string
}

func (e engagement) figure() condition.Figure {
	f := ratioFigure(e.Ratio(), e.asOf)
	if !f.Known {
		f.AsOf = ""
	}
	return f
}

// answered is how many asks were answered.
func (p *Partnership) answered(now time.Time) (e engagement) {
	for _, a := range p.Answering {
		if now.Sub(a.At) <= LookBack {
			e.Whole, e.Part, e.asOf = e.Whole+a.Asked, e.Part+a.Answered, a.Round
		}
	}
	e.Known = e.Whole >= fewestAsks
	return e
}

// EngagementWords say to admins how many of those asked have answered, and how much was done
// in time, in the last 90 days (F6); nothing where nothing was asked or due.
func (p *Partnership) EngagementWords(now time.Time) string {
	var words []string
	if e := p.answered(now); e.Whole > 0 {
		late := 0
		for _, a := range p.Answering {
			if now.Sub(a.At) <= LookBack {
				late += a.Late
			}
		}
		words = append(words, fmt.Sprintf("%d of %s answered, %d in time", e.Part, procedure.Counted(e.Whole, "ask"), e.Part-late))
	}
	if e := p.metInTime(now); e.Whole > 0 {
		words = append(words, fmt.Sprintf("%d of %s met in time", e.Part, procedure.Counted(e.Whole, "milestone")))
	}
	if e := p.keptInTime(now); e.Whole > 0 {
		words = append(words, fmt.Sprintf("%d of %s kept in time", e.Part, procedure.Counted(e.Whole, "promise")))
	}
	if len(words) == 0 {
		return ""
	}
	return "Last 90 days: " + strings.Join(words, "; ")
}

// metInTime is how many milestones were met in time, of those whose day lies in the last
// 90 days. Who owns the others can change it.
func (p *Partnership) metInTime(now time.Time) (e engagement) {
	for _, g := range p.Declared.Goals {
		for _, m := range g.Milestones {
			c := procedure.CourseOf(p.Courses, procedure.Milestone, g.ID+"/"+m.ID)
			recent := !c.At.IsZero() && now.Sub(c.At) <= LookBack
			switch {
			case c.Outcome == procedure.OutcomeMet && recent:
				e.Whole, e.Part = e.Whole+1, e.Part+1
			case (c.Outcome == procedure.OutcomeMetLate || c.Outcome == procedure.OutcomeDropped) && recent,
				c.Outcome == "" && slices.Contains(p.Late, g.ID+"/"+m.ID):
				e.Whole++
				e.Who = append(e.Who, p.ownerOf(g))
			}
		}
	}
	e.Who, e.Known, e.asOf = procedure.Once(e.Who), e.Whole >= fewestDays, fmt.Sprintf("%d/%d", e.Part, e.Whole)
	return e
}

// keptInTime is how many promises were kept in time, of those that were kept and those that
// are late.
func (p *Partnership) keptInTime(now time.Time) (e engagement) {
	kept, late := p.KeptLately(now)
	e.Whole, e.Part = kept, kept-late
	for _, r := range p.Running {
		for _, o := range r.Shown.Owed {
			if !o.Since.IsZero() {
				e.Whole++
			}
		}
	}
	e.Known = e.Whole >= fewestDays
	return e
}

// KeptLately is how many promises were kept in the last 90 days, and how many of those late.
func (p *Partnership) KeptLately(now time.Time) (kept, late int) {
	for _, s := range p.Settled {
		if now.Sub(s.At) > LookBack {
			continue
		}
		kept++
		if s.Late {
			late++
		}
	}
	return kept, late
}

// counted remembers how many have answered a round. What is too old for any share is
// forgotten.
func (p *Partnership) counted(f procedure.Fact, now time.Time) {
	if !p.followsUp() {
		return
	}
	p.Answering = slices.DeleteFunc(p.Answering, func(a Answering) bool { return a.Round == f.Of || now.Sub(a.At) > LookBack })
	p.Answering = append(p.Answering, Answering{Round: f.Of, At: f.At, Asked: f.Asked, Answered: f.Answered})
}

// answeredLate counts the answer of somebody who had let a round pass.
func (p *Partnership) answeredLate(round string, now time.Time) {
	for i := range p.Answering {
		if a := &p.Answering[i]; a.Round == round && a.Answered < a.Asked && a.At.Before(now) {
			a.Answered++
			a.Late++
		}
	}
}

// settled remembers what was owed by a day and is done now, by how it stood before. What is
// too old for any share is forgotten.
func (p *Partnership) settled(f procedure.Fact, from string, now time.Time) {
	item, ok := strings.CutPrefix(f.Of, from+"/")
	if i := p.keeping(); !ok || !p.followsUp() || i < 0 || p.Running[i].Workflow != from {
		return
	}
	p.Settled = slices.DeleteFunc(p.Settled, func(s Settled) bool { return s.Item == item || now.Sub(s.At) > LookBack })
	for _, o := range p.Running[p.keeping()].Shown.Owed {
		if o.ID == item && o.Due != "" {
			p.Settled = append(p.Settled, Settled{Item: item, At: f.At, Late: !o.Since.IsZero()})
		}
	}
}
