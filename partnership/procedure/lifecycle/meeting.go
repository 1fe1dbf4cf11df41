package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// convenes is what a spec says of a meeting to which people are invited already.
func convenes(spec partnership.Spec, name string) *procedure.Convening {
	m, ok := spec.MeetingNamed(name)
	if !ok {
		return nil // it is withdrawn with the next agenda
	}
	c := procedure.Convening{Title: m.Title, Place: m.Place, Chair: m.Chair}
	for _, party := range spec.Parties {
		for _, p := range party.People {
			if slices.Contains(m.Invite, p.ID) {
				c.Invite = append(c.Invite, procedure.HeadOf(p, party))
			}
		}
	}
	return &c
}

// reconvene tells the meetings to which people are invited whose rhythm has another hour for
// them by now, or not their day any more. Of an earlier one that is still being minuted an
// agenda says nothing.
func (p *Partnership) reconvene(out *procedure.Out, declared []procedure.Rhythm, now time.Time) {
	for i := range p.Running {
		r := &p.Running[i]
		if r.Type != procedure.Meeting || !r.waits() {
			continue
		}
		for _, d := range declared {
			if d.Type != r.Type || d.Name != r.Name || d.Date == "" || d.Terms == r.Terms || !strings.HasSuffix(r.Workflow, "/"+d.Date) {
				continue
			}
			r.Terms = d.Terms
			order := procedure.Order{Kind: procedure.OrderAnew}
			if d.Terms != "" {
				order = procedure.Order{Kind: procedure.OrderMove, Day: d.Terms}
			}
			p.order(out, r.Workflow, order, now)
		}
	}
}

// reviewMoved tells a review for which people meet at another time when they will have met.
func (p *Partnership) reviewMoved(out *procedure.Out, f procedure.Fact, meeting string, now time.Time) {
	i := slices.IndexFunc(p.Running, func(r Running) bool { return r.Workflow == meeting })
	if f.Kind != procedure.FactMoved || i < 0 {
		return
	}
	date := meeting[strings.LastIndexByte(meeting, '/'):]
	for _, r := range p.Running {
		if r.Type == procedure.Review && r.Name == p.Running[i].Name && strings.HasSuffix(r.Workflow, date) && r.waits() {
			p.order(out, r.Workflow, procedure.Order{Kind: procedure.OrderMove, Day: f.At.Format(time.RFC3339)}, now)
		}
	}
}

// Gathered is somebody who was at a meeting without an agenda.
type Gathered struct {
	procedure.Met
	At time.Time `json:"at"`
}

// stale is how long after a meeting nobody remembers any more how it was.
const stale = 45 * 24 * time.Hour

// gathered remembers who was at a meeting without an agenda, to ask them in their next check-in
// how it was, and begins what follows it. Of two meetings the later one is asked about.
func (p *Partnership) gathered(out *procedure.Out, f procedure.Fact, workflow string, now time.Time) {
	i := slices.IndexFunc(p.Running, func(r Running) bool { return r.Workflow == workflow })
	if i < 0 {
		return
	}
	name := p.Running[i].Name
	m, _ := p.Declared.MeetingNamed(name)
	for _, person := range f.People {
		p.Gathered = slices.DeleteFunc(slices.Clone(p.Gathered), func(g Gathered) bool { return g.Person == person })
		p.Gathered = append(p.Gathered, Gathered{Met: procedure.Met{Person: person, Meeting: cmp.Or(m.Title, name)}, At: f.At})
	}
	p.survey(out, partnership.AfterMeeting, "the meeting "+name, f.People, now)
}

// askMet is who of a check-in is asked how it was, each once.
func (p *Partnership) askMet(o procedure.Occasion, now time.Time) []procedure.Met {
	if o.Type != procedure.CheckIn || len(p.Gathered) == 0 {
		return nil
	}
	var list []procedure.Met
	for _, a := range o.Asks {
		for _, g := range p.Gathered {
			if g.Person == a.Person && a.For == "" && now.Sub(g.At) < stale {
				list = append(list, g.Met)
			}
		}
	}
	p.Gathered = slices.DeleteFunc(slices.Clone(p.Gathered), func(g Gathered) bool {
		return now.Sub(g.At) >= stale || slices.Contains(list, g.Met)
	})
	return list
}

// moodSection shows the atmosphere over time.
func (p *Partnership) moodSection() card.Section {
	s := card.Section{Title: "Atmosphere, from 1 to 5", Noun: "months"}
	for _, m := range standing.Moods(p.Readings) {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s: %s, said by %d", m.Month, wording.English().Number(m.Mean), m.N)))
	}
	return s
}
