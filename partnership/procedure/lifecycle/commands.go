package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func commands() []procedure.CommandDoc {
	return []procedure.CommandDoc{
		{Name: procedure.Pause, Description: `Send nothing until resumed; open questions stay open. {"reason": "summer break"}`},
		{Name: procedure.Resume, Description: `Go on after a pause. {"reason": "back at work"}`},
		{Name: procedure.RecordKPI, Description: `Enter a KPI's value yourself, or correct one: yours counts, and settles what people report differently. {"kpi": "mql", "value": 130, "date": "2026-12-01", "reason": "both systems checked"}`},
		{Name: procedure.Away, Description: `Note that a person is away up to and including a day, as if they had written AWAY; a past day ends it. {"person": "lars", "until": "2027-01-10", "reason": "told on the phone"}`},
		{Name: procedure.AnswerFor, Description: `Is taken by an open check-in, not here; this tells you its workflow ID. {"person": "lars"}`},
		{Name: procedure.CompleteMilestone, Description: `Say that a milestone is met, today or on a date. {"goal": "qualified-leads", "milestone": "attribution-rules", "reason": "seen at the meeting"}`},
		{Name: procedure.Reschedule, Description: `Move a milestone to another day. {"goal": "qualified-leads", "milestone": "attribution-rules", "to": "2027-03-15", "reason": "agreed on the phone"}`},
		{Name: procedure.Waive, Description: `Say that a milestone need not be met. {"goal": "qualified-leads", "milestone": "attribution-rules", "reason": "the product was withdrawn"}`},
		{Name: procedure.AddCommitment, Description: `Put something on somebody, due on a day; the answer is its ID. {"what": "Send the draft contract", "owner": "tom", "due": "2027-03-05", "for": "lars"}`},
		{Name: procedure.CompleteCommitment, Description: `Say that something owed is done. {"commitment": "contract", "reason": "seen at the meeting"}`},
		{Name: procedure.DropCommitment, Description: `Say that something owed need not be done. {"commitment": "contract", "reason": "the product was withdrawn"}`},
		{Name: procedure.RaiseConflict, Description: `Raise a conflict for somebody; nobody else hears of it before they say GO. {"person": "lars", "with": "tom", "goal": "qualified-leads"}`},
		{Name: procedure.MoveConflict, Description: `Take a conflict to another of its levels, or on to its next "stage"; both sides read why. {"conflict": 1, "level": "leads", "reason": "agreed on the phone"}`},
		{Name: procedure.RecordExternal, Description: `Put on record what happened outside, such as in court. {"conflict": 1, "date": "2027-03-15", "reason": "claim filed"}`},
		{Name: procedure.CloseConflict, Description: `End a conflict as lapsed or external; both sides read why. {"conflict": 1, "outcome": "lapsed", "reason": "both have left"}`},
		{Name: procedure.CorrectEntry, Description: `Book an entry that takes the place of another one; 0 takes it out. rapport ledger --entries lists their IDs. {"entry": "e-3f9a0c", "amount": 11000, "reason": "a digit too much"}`},
		{Name: procedure.BeginAgreement, Description: `Ask for signatures again after somebody declined or time ran out. {"reason": "all are back from the summer break"}`},
		{Name: procedure.BeginIdeas, Description: `Have the parties look for goals together, as declared or as is usual; the answer is the workflow ID. {"ideas": "next-year", "reason": "the term ends in March"}`},
		{Name: procedure.BeginVote, Description: `Put something to the vote of the parties by a decision rule, in writing; the answer is the workflow ID. {"rule": "publication", "what": "The paper on membranes goes to the journal", "goal": "papers", "reason": "asked for on the phone"}`},
		{Name: procedure.BeginExit, Description: `Begin the end of the partnership, with the agreed notice or on a date; everybody reads why. {"reason": "the product is withdrawn", "date": "2027-06-30"}`},
		{Name: procedure.RecordBreach, Description: `Put on record what a party has broken; it hears so, and until when it can put that right. {"party": "lumen", "reason": "the lead data were sold"}`},
		{Name: procedure.RecordCured, Description: `Put on record that what a party had broken is put right. {"reason": "seen at the meeting"}`},
		{Name: procedure.SendReport, Description: `Send a report of the spec out of turn, to whoever reads it; the next one speaks of what has changed since. {"report": "monthly", "reason": "the steering committee meets tomorrow"}`},
		{Name: procedure.EndNow, Description: `End the partnership for good; the reason is kept in the journal. {"reason": "the contract was cancelled"}`},
		{Name: procedure.ApplySpec, Description: `Adopt a changed spec; rapport apply sends it. {"spec": {}, "planned": "the digest that the plan was made against"}`},
	}
}

// Nameable is what an admin may name in a command.
func (p *Partnership) Nameable(now time.Time) procedure.Known {
	k := procedure.Known{Today: cadence.DateOf(p.here(now))}
	for _, party := range p.Declared.Parties {
		k.People = append(k.People, party.People...)
	}
	for _, g := range p.Declared.Goals {
		k.Goals = append(k.Goals, g.ID)
		for _, kpi := range g.KPIs {
			k.KPIs = append(k.KPIs, kpi.ID)
		}
	}
	return k
}

// Check refuses commands that make no sense now, and says what would.
func (p *Partnership) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch slug := p.Declared.Slug; {
	case cmd.Name == procedure.ApplySpec:
		return p.accepts(cmd)
	case p.Phase == PhaseClosed:
		return fmt.Errorf("%s partnership %s: it is closed", cmd.Name, slug)
	case cmd.Name == procedure.Pause && p.Phase == PhaseSuspended:
		return fmt.Errorf("pause partnership %s: it is paused already, since %s", slug, p.Since.Format(time.DateOnly))
	case cmd.Name == procedure.Resume && p.Phase != PhaseSuspended:
		return fmt.Errorf("resume partnership %s: it is not paused", slug)
	case cmd.Name == procedure.EndNow && strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`end partnership %s: say why in "reason"; it is kept in the journal`, slug)
	case cmd.Name == procedure.RecordKPI || cmd.Name == procedure.Away:
		return p.checkTold(cmd, now)
	case cmd.Name == procedure.AnswerFor:
		return fmt.Errorf("answer for %s: send answer-for to the check-in, the milestone or the commitments themselves (%s)", cmd.Person, p.runningNames())
	case ofMilestone(cmd.Name):
		_, err := p.agreedDay(cmd, now)
		return err
	case ofConflict(cmd.Name):
		return p.checkConflict(cmd)
	case cmd.Name == procedure.CorrectEntry:
		_, err := p.correction(cmd, now)
		return err
	default:
		return p.checkItem(cmd, now)
	}
}

// checkTold refuses a figure or an absence that an admin cannot enter.
func (p *Partnership) checkTold(cmd procedure.Command, now time.Time) error {
	if cmd.Name == procedure.Away {
		_, _, err := p.absence(cmd, now)
		return err
	}
	_, day, err := p.recorded(cmd, now)
	if err != nil {
		return err
	}
	return p.settles(cmd, day)
}

// accepts refuses a spec that this partnership cannot adopt, or that was planned
// against another spec than the one in force.
func (p *Partnership) accepts(cmd procedure.Command) error {
	slug := p.Declared.Slug
	switch {
	case cmd.Spec == nil:
		return fmt.Errorf(`apply spec of %s: no "spec" given; rapport apply sends one`, slug)
	case cmd.Spec.Slug != slug:
		return fmt.Errorf("apply spec of %q: this partnership is %q", cmd.Spec.Slug, slug)
	case p.Phase == PhaseClosed:
		return fmt.Errorf("apply spec of %s: the partnership is closed; give the new one another slug", slug)
	case cmd.Planned != "" && cmd.Planned != p.Digest && cmd.Spec.Digest() != p.Digest:
		return &procedure.Refusal{Code: procedure.RefusalMoved, Text: fmt.Sprintf(
			"apply spec of %q: it was changed since the plan was made (planned against %.12s, in force is %.12s); plan again and look at the changes",
			slug, cmd.Planned, p.Digest)}
	}
	return p.acceptsAmendment(cmd)
}

func (p *Partnership) runningNames() string {
	if len(p.Running) == 0 {
		return "none is open now"
	}
	names := make([]string, 0, len(p.Running))
	for _, r := range p.Running {
		names = append(names, r.Workflow)
	}
	return strings.Join(names, ", ")
}

// recorded reads the KPI, the value and the day of a record-kpi command.
func (p *Partnership) recorded(cmd procedure.Command, now time.Time) (decimal.Decimal, cadence.Date, error) {
	_, k, ok := p.Declared.KPI(cmd.KPI)
	if !ok {
		var known []string
		for _, g := range p.Declared.Goals {
			for _, k := range g.KPIs {
				known = append(known, k.ID)
			}
		}
		return decimal.Zero, cadence.Date{}, fmt.Errorf("record kpi %q: the partnership %s has %s", cmd.KPI, p.Declared.Slug, strings.Join(known, ", "))
	}
	day := cadence.DateOf(p.here(now))
	if cmd.Date != "" {
		var err error
		if day, err = cadence.ParseDate(cmd.Date); err != nil {
			return decimal.Zero, day, fmt.Errorf("record kpi %s: date %q: write it like 2026-12-01", cmd.KPI, cmd.Date)
		}
		if today := cadence.DateOf(p.here(now)); today.Before(day) {
			return decimal.Zero, day, fmt.Errorf("record kpi %s: date %s is still to come; today is %s", cmd.KPI, day, today)
		}
	}
	typed := strings.TrimSpace(string(cmd.Value))
	if k.Direction == partnership.Binary {
		yes, err := asking.ReadYesNo(typed)
		if err != nil {
			return decimal.Zero, day, fmt.Errorf("record kpi %s: %w", cmd.KPI, err)
		}
		value, _ := standing.Measured(partnership.BoolValue(yes))
		return value, day, nil
	}
	value, err := decimal.NewFromString(typed)
	if err != nil {
		return decimal.Zero, day, fmt.Errorf("record kpi %s: %q is not a number; write it like 130 or 4150.5", cmd.KPI, cmd.Value)
	}
	return value, day, nil
}

// command carries out what Check has let pass, and reports whether nothing else
// can be decided before a new agenda is there.
func (p *Partnership) command(out *procedure.Out, cmd procedure.Command, now time.Time) (waits bool) {
	if p.Check(cmd, now) != nil || cmd.ID != "" && !p.Seen.Add("command:"+cmd.ID) {
		return false
	}
	switch cmd.Name {
	case procedure.Pause, procedure.Resume:
		p.stopOrGoOn(out, cmd, now)
	case procedure.RecordKPI:
		p.recordKPI(out, cmd, now)
	case procedure.CompleteMilestone, procedure.Reschedule, procedure.Waive:
		p.settleDay(out, cmd, now)
	case procedure.AddCommitment, procedure.CompleteCommitment, procedure.DropCommitment:
		p.commandItem(out, cmd, now)
	case procedure.RaiseConflict, procedure.MoveConflict, procedure.RecordExternal, procedure.CloseConflict:
		p.commandConflict(out, cmd, now)
	case procedure.CorrectEntry:
		p.correctEntry(out, cmd, now)
	case procedure.BeginIdeas:
		p.commandIdeas(out, cmd, now)
	case procedure.BeginAgreement, procedure.BeginVote, procedure.BeginExit, procedure.RecordBreach, procedure.RecordCured, procedure.SendReport:
		p.beginByAdmin(out, cmd, now)
	case procedure.EndNow:
		p.journal(out, cmd, now, "ended")
		p.finish(out, procedure.OutcomeEnded, now)
	case procedure.Away:
		return p.noteAbsence(out, cmd, now)
	case procedure.ApplySpec:
		return p.apply(out, cmd, now)
	case procedure.AnswerFor, procedure.Remind, procedure.Resend, procedure.Extend, procedure.EndStage, procedure.MoveMeeting, procedure.CancelMeeting, procedure.RecordMinutes, procedure.ReplayMail, procedure.DismissMail: // they are for others
	}
	return false
}

// stopOrGoOn pauses the partnership, or lets it go on.
func (p *Partnership) stopOrGoOn(out *procedure.Out, cmd procedure.Command, now time.Time) {
	if cmd.Name == procedure.Resume {
		p.journal(out, cmd, now, "resumed")
		p.shiftFollowUps(now.Sub(p.Since))
		p.resume(out, now)
		return
	}
	p.journal(out, cmd, now, "paused")
	p.enter(out, PhaseSuspended, now)
	p.orderAll(out, procedure.OrderPause, now)
	p.unreport(out, now, func(string, string) bool { return true })
	p.Held = p.waitedFor()
	p.tellPeople(out, TemplatePaused, p.Held, now)
}

// beginByAdmin begins the signing anew, a vote, or the end, or sends a report.
func (p *Partnership) beginByAdmin(out *procedure.Out, cmd procedure.Command, now time.Time) {
	switch cmd.Name {
	case procedure.SendReport:
		p.commandReport(out, cmd, now)
		return
	case procedure.BeginVote:
		p.commandVote(out, cmd, now)
		return
	case procedure.BeginExit:
		p.beginExit(out, cmd, now)
		return
	case procedure.RecordBreach, procedure.RecordCured:
		p.commandBreach(out, cmd, now)
		return
	default: // BeginAgreement
	}
	p.record(out, now, procedure.EntryCommand, "An admin has signatures asked for again: "+cmd.Reason)
	p.askAgain()
}

// resume goes on from now: what would have been begun meanwhile is not made up.
func (p *Partnership) resume(out *procedure.Out, now time.Time) {
	phase := PhaseActive
	switch {
	case p.leaves():
		phase = PhaseExiting
	case p.discovers() && !p.consented():
		phase = PhaseDiscovery
	case !p.consented() && p.Consent.Revision > 0:
		phase = PhaseSigning
	case !p.consented() || now.Before(p.Agenda.StartsAt):
		phase = PhaseProposed
	}
	p.enter(out, phase, now)
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.Add(p.plan(now, !p.begunAny()))
	p.orderAll(out, procedure.OrderResume, now)
	p.tellPeople(out, TemplateResumed, p.Held, now)
	p.Held = nil
}

// waitedFor lists the people whose answers are open.
func (p *Partnership) waitedFor() []string {
	var people []string
	for _, r := range p.Running {
		for _, o := range r.Shown.Open {
			if !r.Agreed && r.waits() && !slices.Contains(people, o.Person) {
				people = append(people, o.Person)
			}
		}
	}
	return people
}

func (p *Partnership) tellPeople(out *procedure.Out, template procedure.Template, people []string, now time.Time) {
	for _, id := range people {
		if _, there := p.Declared.Person(id); there {
			p.write(out, p.notice(template, id, now))
		}
	}
}

func (p *Partnership) recordKPI(out *procedure.Out, cmd procedure.Command, now time.Time) {
	value, day, _ := p.recorded(cmd, now)
	reading := measure.Reading{
		ID:  fmt.Sprintf("%s/admin/%s/%s/%s/%s/%d", p.Declared.Slug, cmd.KPI, day, value, cmd.ID, now.UnixNano()),
		KPI: cmd.KPI, Period: day.String(), Value: value, Reporter: procedure.Admin, At: now, Reason: cmd.Reason,
	}
	p.keep([]measure.Reading{reading})
	out.Measure(p.Declared.Slug, []measure.Reading{reading})
	p.recall(now, fmt.Sprintf("%s recorded by an admin: %s", cmd.KPI, p.figure(reading)))
	p.compare(out, []measure.Reading{reading}, judged{reason: cmd.Reason}, now)
	p.judge(out, condition.Moment{}, now)
}

func (p *Partnership) journal(out *procedure.Out, cmd procedure.Command, now time.Time, verb string) {
	text := "An admin " + verb + " the partnership"
	if cmd.Reason != "" {
		text += ": " + cmd.Reason
	}
	p.record(out, now, procedure.EntryCommand, text)
}

func (p *Partnership) orderAll(out *procedure.Out, kind procedure.OrderKind, now time.Time) {
	for _, r := range p.Running {
		p.order(out, r.Workflow, procedure.Order{Kind: kind}, now)
	}
}
