package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TemplateTermEnds tells the leads long before that the last day comes: they prolong, or let
// it end.
const TemplateTermEnds procedure.Template = "term-ends"

// phrasesNotice word what is said to somebody whose notice has no effect.
const phrasesNotice procedure.Template = "exit-confirm"

// Departing is how far the end of the partnership has come.
type Departing struct {
	procedure.Parting
	// Told is the last day of which the leads were told long before, and Ending the one
	// for which the end has begun by itself.
	Told string `json:"told,omitempty"`
	// Asked is the last day of which the leads were asked whether to go on after it.
	Asked  string `json:"asked,omitempty"`
	Ending string `json:"ending,omitempty"`
	// Workflow leads to it; none for the first one of a partnership.
	Workflow string `json:"workflow,omitempty"`
	// Beside are parties that leave beside the first one, and Left those that have left and
	// are still declared.
	Beside []Beside `json:"beside,omitempty"`
	Left   []string `json:"left,omitempty"`
	// Gone is what those have learned who have left while others went on.
	Gone []procedure.Lesson `json:"gone,omitempty"`
}

const (
	// toldBefore is how many days before the last one the leads hear that the term ends, and
	// endsBefore from when on it ends unless a changed spec has prolonged it. Where all have
	// said that they go on, and only signatures are missing, it is shortBefore.
	toldBefore  = 90
	endsBefore  = 30
	shortBefore = 21
	// toldAt is the time of day at which they hear, an hour more or less where clocks are changed.
	toldAt = 9 * time.Hour
)

// parts reports whether the partnership goes by rules under which its end is led to. A spec of
// before there were agreements says nothing about it, unless it says how to part.
func (p *Partnership) parts() bool {
	return p.Rules >= 2 && (p.Declared.Agreement != nil || p.Declared.Exit != nil)
}

// runs reports whether rounds begin.
func (p *Partnership) runs() bool { return p.Phase == PhaseActive || p.Phase == PhaseExiting }

// leaves reports whether it is known that and when the whole partnership ends.
func (p *Partnership) leaves() bool { return p.Leaving.Ends() && p.Leaving.LastDay != "" }

// partsEarly reports whether the last day is another one than that of the term: nothing that
// is open then is waited for.
func (p *Partnership) partsEarly() bool {
	return p.leaves() && p.Leaving.Cause != procedure.PartingTerm
}

// lastDay is the last day, where it is not simply the spec's; else zero.
func (p *Partnership) lastDay() cadence.Date {
	if !p.partsEarly() {
		return cadence.Date{}
	}
	day, _ := cadence.ParseDate(p.Leaving.LastDay)
	return day
}

// daysBefore is a morning some days before the last one; zero if the partnership had not
// begun by then.
func (p *Partnership) daysBefore(days int) time.Time {
	at := p.Agenda.EndsAt.UTC().AddDate(0, 0, -days-1).Add(toldAt) // whether or not zones are known
	if p.Agenda.EndsAt.IsZero() || !p.Agenda.StartsAt.Before(at) {
		return time.Time{}
	}
	return at
}

// nextOfTerm is when the leads are told next of the end of the term, or the end begins.
func (p *Partnership) nextOfTerm() time.Time {
	if !p.parts() || !p.lives() || p.leaves() || p.Leaving.Ending == p.term() {
		return time.Time{}
	}
	tell, end := p.termDays()
	if first := p.daysBefore(tell); tell > 0 && !first.IsZero() && p.Leaving.Told != p.term() {
		return first
	}
	return p.daysBefore(end)
}

func (p *Partnership) term() string { return p.Declared.End.String() }

// endTerm tells the leads that the term ends, and leads to the end if nobody has prolonged
// it.
func (p *Partnership) endTerm(out *procedure.Out, now time.Time) {
	next := p.nextOfTerm()
	if next.IsZero() || now.Before(next) {
		return
	}
	if p.ends(now) { // nothing ran before: the last day is over, and only what is open is waited for
		p.Leaving.Told, p.Leaving.Ending = p.term(), p.term()
		return
	}
	_, end := p.termDays()
	if ends := p.daysBefore(end); !ends.IsZero() && !now.Before(ends) {
		p.Leaving.Told, p.Leaving.Ending = p.term(), p.term()
		p.part(out, procedure.Parting{Cause: procedure.PartingTerm}, now)
		return
	}
	p.Leaving.Told = p.term()
	p.record(out, now, procedure.EntryPhase, "The leads are told that the term ends on "+p.term(), "term", p.term())
	for _, head := range p.Declared.Heads() {
		p.write(out, p.notice(TemplateTermEnds, head.ID, now).With(TermEnding{
			LastDay: p.term(), Begins: p.Declared.End.AddDays(-end).String(), Renews: p.prolongs(),
		}))
	}
}

// TermEnding is what the leads are told of the end of the term.
type TermEnding struct {
	LastDay string `json:"last_day"`
	Begins  string `json:"begins"` // when the end begins, unless the spec has another one
	// Renews is the last day until which they have agreed to go on, and which is not signed
	// yet.
	Renews string `json:"renews,omitempty"`
}

// exiting is the place of the procedure that leads to the end, -1 if none does.
func (p *Partnership) exiting() int { return p.waiting(p.exit()) }

// exit is the workflow that leads to the end.
func (p *Partnership) exit() string {
	if p.Leaving.Workflow != "" {
		return p.Leaving.Workflow
	}
	return p.Declared.Slug + "/" + procedure.NounExit
}

// waiting is the place of a procedure that has not come out, -1 if there is none.
func (p *Partnership) waiting(workflow string) int {
	return slices.IndexFunc(p.Running, func(r Running) bool { return r.Workflow == workflow && r.waits() })
}

// part begins what leads to the end, or tells it of one more reason.
func (p *Partnership) part(out *procedure.Out, why procedure.Parting, now time.Time) {
	if i := p.exiting(); i >= 0 {
		p.order(out, p.Running[i].Workflow, procedure.Order{Kind: procedure.OrderPart, Parting: &why}, now)
		return
	}
	p.beginExitOf(out, why, "", now)
}

// beginExitOf begins what leads to an end: of all, or of a party that leaves beside another.
func (p *Partnership) beginExitOf(out *procedure.Out, why procedure.Parting, party string, now time.Time) {
	o := procedure.Occasion{
		Type: procedure.Exit, Noun: procedure.NounExit, Name: party, Date: cadence.DateOf(p.here(now)).String(), At: p.here(now), Asks: []procedure.AskTimes{},
		Closes: p.Agenda.EndsAt, Until: p.Agenda.EndsAt, Agreed: true, Turn: procedure.CourseOf(p.Courses, procedure.Exit, party).Turn,
	}
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool { return r.Workflow == o.Workflow(p.Declared.Slug) })
	p.beginWith(out, procedure.Brief{Parting: &why, Occasion: o}, now)
}

// followParting takes how the end stands, and reports whether a new agenda has to come
// first.
func (p *Partnership) followParting(out *procedure.Out, m procedure.Parting, from string, now time.Time) (waits bool) {
	if p.Phase == PhaseClosed {
		return false
	}
	if from != p.exit() && !p.followBeside(out, m, from, now) {
		return false
	}
	before, day := p.leaves(), p.Leaving.LastDay
	if before && (m.Outcome == procedure.OutcomeClosed || m.Outcome == procedure.OutcomeTerminated) {
		// The clocks of both strike at one moment, and the exit's was the first: the end holds.
		p.Running = slices.DeleteFunc(p.Running, func(r Running) bool { return r.Workflow == from })
		return false
	}
	if m.Outcome != "" {
		p.cameOut(p.Leaving.Parting, m, from)
		p.nextLeaves()
		return before && p.carryOn(out, now)
	}
	p.Leaving.Parting = m
	if !p.leaves() || before && day == p.Leaving.LastDay {
		return false
	}
	p.dropBeside(out, now)
	p.Amendments = slices.DeleteFunc(p.Amendments, func(a procedure.Amendment) bool { return a.Kind == procedure.AmendsParty })
	if p.Phase == PhaseActive {
		p.enter(out, PhaseExiting, now, string(PhaseExiting), p.Leaving.LastDay)
	}
	p.replan(out, now)
	return true
}

// carryOn plans anew what the end would have cut off.
func (p *Partnership) carryOn(out *procedure.Out, now time.Time) (waits bool) {
	p.recant(out, now)
	p.replan(out, now)
	return true
}

// recant takes the end back: what was to be done for it is owed no more.
func (p *Partnership) recant(out *procedure.Out, now time.Time) {
	p.Leaving.Parting = procedure.Parting{}
	if p.Phase == PhaseExiting {
		p.enter(out, PhaseActive, now)
	}
	for _, r := range p.Running {
		for _, o := range r.Shown.Owed {
			if procedure.OfExit(o.ID) {
				p.keepItems(out, procedure.Order{Kind: procedure.OrderWaive, Item: o.ID, Reason: "the partnership goes on"}, now)
			}
		}
	}
	p.Handed = slices.DeleteFunc(p.Handed, func(i procedure.Item) bool { return procedure.OfExit(i.ID) })
}

// prolonged reports whether a changed spec has the partnership go on that was to end with its
// term.
func (p *Partnership) prolonged(old partnership.Spec) bool {
	return p.Leaving.Ends() && p.Leaving.Cause == procedure.PartingTerm && old.End.Before(p.Declared.End)
}

// unfitNotice says why a notice is none: whose it is, what it says, and how it came.
func (p *Partnership) unfitNotice(h procedure.Heard, parting procedure.Parting, breach bool) string {
	switch {
	case breach && !p.Declared.Signs(h.Person) && !p.leadsParty(h.Person):
		return "breach-not-lead"
	case !breach && !p.Declared.Signs(h.Person):
		return "notice-not-signer"
	case h.Unfit != "":
		return string(h.Unfit)
	case !p.parts() || !p.lives():
		return "notice-not-begun"
	case p.Leaving.Leaves() && (breach || !p.canLeave(h.Person)):
		return "notice-under-way"
	case breach && parting.Against == "":
		return "breach-whose"
	case breach && parting.Reason == "":
		return "breach-what"
	default:
		return ""
	}
}

// hearsNotice asks whoever has given notice whether they mean it, or says why it is none. Who
// it was and why is on no record before they have said yes.
func (p *Partnership) hearsNotice(out *procedure.Out, h procedure.Heard, now time.Time) {
	asked := p.askedToConfirm(h.Person)
	parting, breach := p.breachOf(h)
	why := p.unfitNotice(h, parting, breach)
	if why == "" && asked {
		why = "notice-again"
	}
	note := func(text string) {
		out.Record(procedure.Entry{At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryCommand, Text: text, Source: h.Source}, "notice", h.Reply)
	}
	if why == "" || why == "notice-again" {
		note("A notice came in; nobody hears of it before its writer says yes to it")
		p.hand(out, parting, now)
	} else {
		note("A notice has no effect: " + why)
	}
	if why != "" {
		l := p.notice(procedure.TemplateReceipt, h.Person, now)
		l.Key, l.Form, l.Phrases, l.Urgent, l.InReplyTo = "notice/"+h.Reply, procedure.FormReceipt, phrasesNotice, true, h.Source
		l.Explained = []procedure.Explanation{{Why: why}}
		out.Add(procedure.Send{Letter: l})
	}
}

// checkExit refuses to begin an end that cannot be.
func (p *Partnership) checkExit(cmd procedure.Command, now time.Time) error {
	slug := p.Declared.Slug
	day, err := cadence.ParseDate(cmd.Date)
	today := cadence.DateOf(p.here(now))
	switch {
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`%s of %s: say why in "reason"; everybody reads it`, cmd.Name, slug)
	case !p.lives():
		return fmt.Errorf("%s of %s: it has not begun; end it with the update end", cmd.Name, slug)
	case p.leaves():
		return fmt.Errorf("%s of %s: it ends on %s already; the update end would end it now", cmd.Name, slug, p.Leaving.LastDay)
	case cmd.Date == "":
	case err != nil:
		return fmt.Errorf(`%s of %s: "date" is %q; write the last day like 2027-03-15`, cmd.Name, slug, cmd.Date)
	case day.Before(today):
		return fmt.Errorf("%s of %s: %s has passed; today is %s", cmd.Name, slug, day, today)
	case p.Declared.End.Before(day):
		return fmt.Errorf("%s of %s: %s is after the last day of the partnership, %s", cmd.Name, slug, day, p.Declared.End)
	}
	return nil
}

// beginExit begins the end by an admin's word.
func (p *Partnership) beginExit(out *procedure.Out, cmd procedure.Command, now time.Time) {
	p.record(out, now, procedure.EntryCommand, "An admin begins the end of the partnership: "+cmd.Reason)
	p.part(out, procedure.Parting{Cause: procedure.PartingAdmin, Reason: strings.Join(strings.Fields(cmd.Reason), " "), LastDay: cmd.Date}, now)
}

// leavingWords say at a glance that and when it ends.
func (p *Partnership) leavingWords(now time.Time) string {
	last, err := cadence.ParseDate(p.Leaving.LastDay)
	if !p.Leaving.Leaves() || err != nil || p.Phase == PhaseClosed {
		return ""
	}
	left := max(0, cadence.DateOf(p.here(now)).DaysUntil(last))
	if p.Leaving.Party != "" {
		words := fmt.Sprintf("%s leaves on %s, in %s, and the others go on: apply a spec without it by then.", p.partyName(p.Leaving.Party), last, procedure.Counted(left, "day"))
		return words + p.besideWords()
	}
	return fmt.Sprintf("It ends on %s, in %s.", last, procedure.Counted(left, "day"))
}
