package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// beginAgreed begins what was agreed for a day, however late, and also in a pause,
// which holds no such day.
func (p *Partnership) beginAgreed(out *procedure.Out, now time.Time) {
	if !p.lives() || !now.Before(p.Agenda.EndsAt) {
		return
	}
	for len(p.Agenda.Agreed) > 0 && !p.Agenda.Agreed[0].At.After(now) {
		o := p.Agenda.Agreed[0]
		p.Agenda.Agreed = p.Agenda.Agreed[1:]
		o.Overtaken = p.overtaken(o.Date)
		if p.begunIndex(o) < 0 && (p.putsBefore() || !o.Overtaken) {
			p.begin(out, o, now)
			p.markBegun(o)
		}
	}
}

// coming is what the partnership will begin, by time: in a pause only what was
// agreed for a day.
func (p *Partnership) coming() []procedure.Occasion {
	switch p.Phase {
	case PhaseActive, PhaseExiting:
		return p.Agenda.Coming()
	case PhaseSuspended:
		return p.Agenda.Agreed
	default:
		return nil
	}
}

// followCourse keeps what has become of an agreed day. One that has another day, or
// other terms, is planned again; it reports whether that agenda has to come first.
func (p *Partnership) followCourse(out *procedure.Out, c procedure.Course, from string, now time.Time) (waits bool) {
	if c.Type == procedure.Agreement {
		return p.followAgreement(out, c, from, now)
	}
	known := procedure.CourseOf(p.Courses, c.Type, c.Name)
	c.Turn = known.Turn
	p.notLate(c.Name)
	if c.Outcome != "" {
		c.Day, c.Declared = known.Day, known.Declared
		p.put(c)
		for i := range p.Running {
			if r := &p.Running[i]; r.Workflow == from {
				r.Until = now
			}
		}
		return false
	}
	c.Turn++
	if c.Day == "" {
		c.Day, c.Declared = known.Day, known.Declared
	} else {
		c.Declared = p.declaredDay(c.Name)
		p.recall(now, fmt.Sprintf("%s moves to %s", p.titleOf(from), c.Day))
	}
	p.put(c)
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool { return r.Workflow == from })
	p.Begun = slices.DeleteFunc(p.Begun, func(b procedure.Begun) bool { return b.Type == c.Type && b.Name == c.Name })
	p.replan(out, now)
	return true
}

// replan asks for the agenda anew, after what is due by the one so far.
func (p *Partnership) replan(out *procedure.Out, now time.Time) {
	after := p.catchUp(out, p.Declared, now)
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.Add(p.plan(after, !p.begunAny()))
}

func (p *Partnership) put(c procedure.Course) {
	i := slices.IndexFunc(p.Courses, func(known procedure.Course) bool { return known.Type == c.Type && known.Name == c.Name })
	if i < 0 {
		p.Courses = append(p.Courses, c)
		return
	}
	p.Courses[i] = c
}

// declaredDay is the day that the spec says.
func (p *Partnership) declaredDay(name string) string {
	_, id, _ := strings.Cut(name, "/")
	if _, m, ok := p.Declared.Milestone(id); ok {
		return m.Due.String()
	}
	return ""
}

func (p *Partnership) titleOf(workflow string) string {
	for _, r := range p.Running {
		if r.Workflow == workflow {
			return r.Title
		}
	}
	return workflow
}

// ofMilestone reports whether a command is about a milestone.
func ofMilestone(n procedure.CommandName) bool {
	return n == procedure.CompleteMilestone || n == procedure.Reschedule || n == procedure.Waive
}

// agreedDay reads which milestone a command is about, and what is wanted of it.
func (p *Partnership) agreedDay(cmd procedure.Command, now time.Time) (procedure.Occasion, error) {
	subject := fmt.Sprintf("%s %q", cmd.Name, cmd.Milestone)
	goal, m, ok := p.Declared.Milestone(strings.TrimPrefix(cmd.Milestone, cmd.Goal+"."))
	if !ok || cmd.Goal != "" && cmd.Goal != goal.ID {
		return procedure.Occasion{}, fmt.Errorf("%s: the partnership %s has %s", subject, p.Declared.Slug, strings.Join(p.milestones(), ", "))
	}
	o, course := p.occasionOf(goal, m, now)
	if course.Outcome != "" {
		return o, fmt.Errorf("%s: it is settled already: %s", subject, course.Outcome)
	}
	if err := checkDay(subject, cmd, o, goal, cadence.DateOf(p.here(now))); err != nil {
		return o, err
	}
	if strings.TrimSpace(cmd.Reason) == "" {
		return o, fmt.Errorf(`%s: say why in "reason"; all sides read it`, subject)
	}
	return o, nil
}

// checkDay refuses a day that a command about a milestone cannot mean.
func checkDay(subject string, cmd procedure.Command, o procedure.Occasion, goal partnership.Goal, today cadence.Date) error {
	switch cmd.Name {
	case procedure.Reschedule:
		day, err := cadence.ParseDate(cmd.To)
		switch {
		case err != nil:
			return fmt.Errorf(`%s: "to" is %q; write the day like 2027-03-15`, subject, cmd.To)
		case day.Before(today):
			return fmt.Errorf("%s: %s has passed; today is %s", subject, day, today)
		case goal.Due.Before(day):
			return fmt.Errorf("%s: %s is after the goal's last day, %s; change the goal in the spec", subject, day, goal.Due)
		case day.String() == o.Date:
			return fmt.Errorf("%s: it is due on %s already", subject, day)
		}
	case procedure.CompleteMilestone:
		if cmd.Date == "" {
			return nil
		}
		day, err := cadence.ParseDate(cmd.Date)
		switch {
		case err != nil:
			return fmt.Errorf("%s: date %q: write it like 2026-12-01", subject, cmd.Date)
		case today.Before(day):
			return fmt.Errorf("%s: date %s is still to come; today is %s", subject, day, today)
		}
	default: // needs no day
	}
	return nil
}

// occasionOf is a milestone that begins now, and what has become of it so far.
func (p *Partnership) occasionOf(g partnership.Goal, m partnership.Milestone, now time.Time) (procedure.Occasion, procedure.Course) {
	o := procedure.Occasion{
		Type: procedure.Milestone, Noun: "milestone", Asks: []procedure.AskTimes{}, Name: g.ID + "/" + m.ID, Agreed: true, At: now, Until: p.Agenda.EndsAt,
	}
	course := procedure.CourseOf(p.Courses, o.Type, o.Name)
	o.Date, o.Turn, o.Terms = course.DayOf(m.Due.String()), course.Turn, p.termsOf(o)
	o.Overtaken = p.putsBefore() && p.overtaken(o.Date)
	return o, course
}

func (p *Partnership) milestones() []string {
	names := []string{}
	for _, g := range p.Declared.Goals {
		for _, m := range g.Milestones {
			names = append(names, m.ID)
		}
	}
	if len(names) == 0 {
		return []string{"no milestones"}
	}
	return names
}

// termsOf are the terms by which the latest agenda declares an agreed day.
func (p *Partnership) termsOf(o procedure.Occasion) string {
	for _, d := range p.Agenda.Declared {
		if d.Type == o.Type && d.Name == o.Name {
			return d.Terms
		}
	}
	return ""
}

// settleDay carries out an admin's command about a milestone. One that has not
// begun begins with it.
func (p *Partnership) settleDay(out *procedure.Out, cmd procedure.Command, now time.Time) {
	o, err := p.agreedDay(cmd, now)
	if err != nil {
		return // refused by Check before it came here
	}
	order := procedure.Order{Kind: procedure.OrderWaive, By: procedure.Admin, Reason: cmd.Reason}
	verb := "waived"
	switch cmd.Name {
	case procedure.Reschedule:
		order.Kind, order.Day, verb = procedure.OrderMove, cmd.To, "moved to "+cmd.To
	case procedure.CompleteMilestone:
		order.Kind, order.Day, verb = procedure.OrderMet, cmd.Date, "completed"
		if order.Day == "" {
			order.Day = cadence.DateOf(p.here(now)).String()
		}
	default: // Waive
	}
	p.record(out, now, procedure.EntryCommand, fmt.Sprintf("An admin %s the milestone %s: %s", verb, cmd.Milestone, cmd.Reason))
	p.orderDay(out, o, procedure.Brief{Occasion: o, Order: &order}, now)
}

// orderDay hands an order or a mail to the procedure of an agreed day, which begins
// with it if it does not run.
func (p *Partnership) orderDay(out *procedure.Out, o procedure.Occasion, b procedure.Brief, now time.Time) {
	if i := slices.IndexFunc(p.Running, func(r Running) bool { return r.Type == o.Type && r.Name == o.Name && r.waits() }); i >= 0 {
		if b.Order != nil {
			p.order(out, p.Running[i].Workflow, *b.Order, now)
		}
		return
	}
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool { return r.Type == o.Type && r.Name == o.Name })
	p.Agenda.Agreed = slices.DeleteFunc(p.Agenda.Agreed, func(other procedure.Occasion) bool {
		return other.Type == o.Type && other.Name == o.Name
	})
	p.beginWith(out, b, now)
	p.markBegun(o)
}

// passedOn hands a mail whose procedure has ended to another, and reports whether
// there is one. One about an agreed day that is to come begins it, and a no to what
// was settled within the last day opens it again.
func (p *Partnership) passedOn(out *procedure.Out, r procedure.Reply, now time.Time) bool {
	o, course, ok := p.dayBehind(r.Of, now)
	switch {
	case !ok || r.Class != procedure.ReplyAnswer || p.Phase == PhaseClosed || p.WaitsToBegin() || len(r.Answers)+len(r.Commands) == 0:
	case course.Outcome == "":
		p.orderDay(out, o, procedure.Brief{Occasion: o, Reply: &r}, now)
		return true
	case refuses(r) && now.Sub(course.At) <= asking.CorrectionPeriod:
		course.Outcome, course.At, course.Closed = "", time.Time{}, ""
		course.Turn++
		p.put(course)
		o.Turn = course.Turn
		p.orderDay(out, o, procedure.Brief{Occasion: o, Reply: &r}, now)
		return true
	}
	return false
}

// refuses reports whether a mail says no.
func refuses(r procedure.Reply) bool {
	for _, a := range r.Answers {
		if a.Value.Bool != nil && !*a.Value.Bool {
			return true
		}
	}
	return false
}

// dayBehind finds the agreed day that a workflow was about.
func (p *Partnership) dayBehind(workflow string, now time.Time) (procedure.Occasion, procedure.Course, bool) {
	for _, g := range p.Declared.Goals {
		for _, m := range g.Milestones {
			if o, course := p.occasionOf(g, m, now); workflow != "" && o.Workflow(p.Declared.Slug) == workflow {
				return o, course, true
			}
		}
	}
	return procedure.Occasion{}, procedure.Course{}, false
}

// closedPhrases word the answer to a mail about something that is settled.
func (p *Partnership) closedPhrases(workflow string) procedure.Template {
	if p.isConflict(workflow) {
		return phrasesConflict
	}
	if exit := p.Declared.Slug + "/" + procedure.NounExit; workflow == exit || strings.HasPrefix(workflow, exit+"/") {
		return phrasesNotice
	}
	if _, name, found := strings.Cut(workflow, "/"+procedure.NounAgreement+"/"); found {
		return procedure.CourseOf(p.Courses, procedure.Agreement, name).Closed
	}
	if strings.HasPrefix(workflow, p.Declared.Slug+"/"+procedure.NounIdeas+"/") {
		return phrasesIdeas
	}
	if strings.HasPrefix(workflow, p.Declared.Slug+"/"+procedure.NounVote+"/") {
		return phrasesVote
	}
	_, course, _ := p.dayBehind(workflow, time.Time{})
	return course.Closed
}
