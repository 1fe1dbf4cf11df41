package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Where one of four parties or more is leaving, another one may leave, too, and the others
// still go on. Each leaves with an exit of its own; what ends it for all is told to the first.

// Beside is a party that leaves while another one does, by how its exit stands.
type Beside struct {
	Workflow string `json:"workflow"`
	procedure.Parting
}

// fewestParties is of how many at least a partnership is.
const fewestParties = 2

// goneParties are those that leave already, or have left and are still declared.
func (p *Partnership) goneParties() []string {
	var gone []string
	add := func(party string) {
		if party != "" && declaresParty(p.Declared, party) {
			gone = append(gone, party)
		}
	}
	for _, party := range p.Leaving.Left {
		add(party)
	}
	if p.Leaving.Leaves() {
		add(p.Leaving.Party)
	}
	for _, b := range p.Leaving.Beside {
		if b.Leaves() {
			add(b.Party)
		}
	}
	return procedure.Once(gone)
}

// leavesOne reports whether a partnership of which a party leaves already would be of one
// alone, if that of a person left, too: then it ends for all.
func (p *Partnership) leavesOne(person string) bool {
	left, there := p.remainWithout(person)
	return there && p.Leaving.Party != "" && left < fewestParties
}

// leavesBeside reports whether somebody's party can leave while another one does, and others
// still go on.
func (p *Partnership) leavesBeside(person string) bool {
	left, there := p.remainWithout(person)
	return there && p.Leaving.Party != "" && left >= fewestParties
}

// canLeave reports whether somebody's party can give notice while another one leaves.
func (p *Partnership) canLeave(person string) bool {
	return p.leavesOne(person) || p.leavesBeside(person)
}

// remainWithout counts the parties that would go on without that of a person, if that does not
// leave already.
func (p *Partnership) remainWithout(person string) (left int, there bool) {
	party, known := p.Declared.PartyOf(person)
	gone := p.goneParties()
	return len(p.Declared.Parties) - len(gone) - 1, known && !slices.Contains(gone, party.ID)
}

// exitOf is the workflow in which somebody's notice is taken up.
func (p *Partnership) exitOf(person string) string {
	if party, ok := p.Declared.PartyOf(person); ok && p.Leaving.Leaves() && p.leavesBeside(person) {
		return p.Declared.Slug + "/" + procedure.NounExit + "/" + party.ID
	}
	return p.exit()
}

// askedToConfirm reports whether somebody is asked already whether they mean their notice.
func (p *Partnership) askedToConfirm(person string) bool {
	workflow := p.exitOf(person)
	i := p.waiting(workflow)
	if i < 0 || workflow == p.exit() && p.Leaving.Leaves() {
		return false
	}
	return slices.ContainsFunc(p.Running[i].Shown.Open, func(o procedure.OpenAsk) bool { return o.Person == person })
}

// hand gives a notice to the exit that takes it up, which begins with it if need be.
func (p *Partnership) hand(out *procedure.Out, why procedure.Parting, now time.Time) {
	why.Gone = p.goneParties()
	workflow := p.exitOf(why.By)
	if workflow == p.exit() {
		p.part(out, why, now)
		return
	}
	if i := p.waiting(workflow); i >= 0 {
		p.order(out, workflow, procedure.Order{Kind: procedure.OrderPart, Parting: &why}, now)
		return
	}
	party, _ := p.Declared.PartyOf(why.By)
	p.beginExitOf(out, why, party.ID, now)
	p.Leaving.Beside = append(p.Leaving.Beside, Beside{Workflow: workflow})
}

// followBeside takes how the leave of another party stands. It reports whether it ends for all
// with that, which then leads to the end.
func (p *Partnership) followBeside(out *procedure.Out, m procedure.Parting, from string, now time.Time) (all bool) {
	i := slices.IndexFunc(p.Leaving.Beside, func(b Beside) bool { return b.Workflow == from })
	if i < 0 {
		return false
	}
	before := p.Leaving.Beside[i].Parting
	switch {
	case m.Outcome != "":
		p.Leaving.Beside = slices.Delete(p.Leaving.Beside, i, i+1)
		p.cameOut(before, m, from)
	case m.Ends():
		first := Beside{Workflow: p.exit(), Parting: p.Leaving.Parting}
		p.Leaving.Workflow, p.Leaving.Parting, p.Leaving.Beside[i] = from, before, first
		return true
	default:
		p.Leaving.Beside[i].Parting = m
	}
	return false
}

// cameOut notes how the end, or the leave of a party, has come out.
func (p *Partnership) cameOut(before, m procedure.Parting, from string) {
	party := strings.TrimPrefix(strings.TrimPrefix(from, p.Declared.Slug+"/"+procedure.NounExit), "/")
	course := procedure.CourseOf(p.Courses, procedure.Exit, party)
	course.Turn++
	p.put(course)
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool { return r.Workflow == from })
	went := before.Leaves() && before.Party != ""
	switch {
	case m.Outcome == procedure.OutcomeContinued: // nobody leaves after all
		p.Amendments = slices.DeleteFunc(p.Amendments, func(a procedure.Amendment) bool {
			return a.Kind == procedure.AmendsParty && (!went || a.Party == before.Party)
		})
	case went && (m.Outcome == procedure.OutcomeClosed || m.Outcome == procedure.OutcomeTerminated):
		p.Leaving.Gone = append(p.Leaving.Gone, m.Lessons...)
		p.Leaving.Left = append(p.Leaving.Left, before.Party)
	}
}

// nextLeaves has what has come out make room for the next party that leaves.
func (p *Partnership) nextLeaves() {
	p.Leaving.Parting, p.Leaving.Workflow = procedure.Parting{}, ""
	if len(p.Leaving.Beside) > 0 {
		next := p.Leaving.Beside[0]
		p.Leaving.Parting, p.Leaving.Workflow, p.Leaving.Beside = next.Parting, next.Workflow, p.Leaving.Beside[1:]
	}
}

// dropBeside ends what leads to the leave of single parties: it ends for all.
func (p *Partnership) dropBeside(out *procedure.Out, now time.Time) {
	for _, b := range p.Leaving.Beside {
		p.order(out, b.Workflow, procedure.Order{Kind: procedure.OrderWithdraw}, now)
		p.Running = slices.DeleteFunc(p.Running, func(r Running) bool { return r.Workflow == b.Workflow })
	}
	p.Leaving.Beside = nil
}

// besideWords say who leaves, too.
func (p *Partnership) besideWords() string {
	words := ""
	for _, b := range p.Leaving.Beside {
		if b.Leaves() {
			words += fmt.Sprintf(" %s leaves, too, on %s.", p.partyName(b.Party), b.LastDay)
		}
	}
	return words
}
