package procedure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// told takes a check-in's report. The same report twice changes nothing.
func (p *Partnership) told(out *effects, r Report, now time.Time) {
	if !p.Seen.Add(r.ID) {
		return
	}
	p.keep(r.Readings)
	p.recallAnswer(r.Readings, now)
	for _, b := range r.Blockers {
		p.block(b)
	}
	i := slices.IndexFunc(p.Running, func(running Running) bool { return running.Workflow == r.From })
	if i >= 0 {
		p.Running[i].Open = r.Open
	}
	if r.Outcome == "" {
		return
	}
	name := r.From
	if i >= 0 {
		name, p.Running[i].Outcome = p.Running[i].Name, r.Outcome
	}
	p.recall(now, fmt.Sprintf("Check-in %s: %s", name, r.Outcome))
}

// recallAnswer shows among the recent happenings what somebody reported.
func (p *Partnership) recallAnswer(readings []measure.Reading, now time.Time) {
	if len(readings) == 0 {
		return
	}
	var figures []string
	for _, r := range readings {
		figures = append(figures, r.KPI+" "+p.figure(r))
	}
	p.recall(now, fmt.Sprintf("%s answered: %s", p.name(readings[0].Reporter), strings.Join(figures, ", ")))
}

// block replaces what a person says is in the way; no text takes it back.
func (p *Partnership) block(b Blocker) {
	p.Blockers = slices.DeleteFunc(p.Blockers, func(known Blocker) bool { return known.Person == b.Person })
	if b.Text != "" {
		p.Blockers = append(p.Blockers, b)
	}
}

// lateReply answers a mail whose round has closed for good: the text is kept
// in the journal and its sender hears that it came too late.
func (p *Partnership) lateReply(out *effects, r Reply, now time.Time) {
	if r.Class != ReplyAnswer || !p.Seen.Add(r.ID) {
		return
	}
	p.record(out, now, EntryReply, fmt.Sprintf("%s answered a round that had closed", r.Person))
	if _, there := p.Declared.Person(r.Person); !there && p.Rules >= rulesOfAdoption {
		return // nobody writes to people who have left
	}
	letter := Letter{
		Template: TemplateClosed, Slug: p.Declared.Slug, Spec: p.Digest, Workflow: p.Declared.Slug,
		Person: r.Person, Ask: r.Ask, At: now, InReplyTo: r.Source, Understood: r.Answers,
	}
	if len(r.Commands) > 0 {
		letter.Template = templateFor(r.Commands[0])
	}
	letter.Key = fmt.Sprintf("%s/%s", letter.Template, r.ID)
	out.add(Send{Letter: letter, Summary: fmt.Sprintf("%s to %s", letter.Template, r.Person)})
}

// Check refuses commands that make no sense now, and says what would.
func (p *Partnership) Check(cmd Command) error {
	switch {
	case p.Phase == PhaseClosed:
		return fmt.Errorf("%s partnership %s: it is closed", cmd.Name, p.Declared.Slug)
	case cmd.Name == Pause && p.Phase == PhaseSuspended:
		return fmt.Errorf("pause partnership %s: it is paused already, since %s", p.Declared.Slug, p.Since.Format(time.DateOnly))
	case cmd.Name == Resume && p.Phase != PhaseSuspended:
		return fmt.Errorf("resume partnership %s: it is not paused", p.Declared.Slug)
	case cmd.Name == EndNow && strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`end partnership %s: say why in "reason"; it is kept in the journal`, p.Declared.Slug)
	case cmd.Name == RecordKPI:
		_, err := p.recorded(cmd)
		return err
	case cmd.Name == AnswerFor:
		return fmt.Errorf("answer for %s: send answer-for to the check-in itself (%s)", cmd.Person, p.runningNames())
	}
	return nil
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

// recorded reads the KPI and the value of a record-kpi command.
func (p *Partnership) recorded(cmd Command) (decimal.Decimal, error) {
	_, k, ok := p.Declared.KPI(cmd.KPI)
	if !ok {
		var known []string
		for _, g := range p.Declared.Goals {
			for _, k := range g.KPIs {
				known = append(known, k.ID)
			}
		}
		return decimal.Zero, fmt.Errorf("record kpi %q: the partnership %s has %s", cmd.KPI, p.Declared.Slug, strings.Join(known, ", "))
	}
	if k.Direction == partnership.Binary {
		yes, err := readYesNo(strings.TrimSpace(cmd.Value))
		if err != nil {
			return decimal.Zero, fmt.Errorf("record kpi %s: %w", cmd.KPI, err)
		}
		value, _ := measured(partnership.BoolValue(yes))
		return value, nil
	}
	value, err := decimal.NewFromString(strings.TrimSpace(cmd.Value))
	if err != nil {
		return decimal.Zero, fmt.Errorf("record kpi %s: %q is not a number; write it like 130 or 4150.5", cmd.KPI, cmd.Value)
	}
	return value, nil
}

// command carries out what Check has let pass.
func (p *Partnership) command(out *effects, cmd Command, now time.Time) {
	if p.Check(cmd) != nil || cmd.ID != "" && !p.Seen.Add("command:"+cmd.ID) {
		return
	}
	switch cmd.Name {
	case Pause:
		p.journalCommand(out, cmd, now, "paused")
		p.enter(out, PhaseSuspended, now)
		p.tellRunning(out, ReportPaused)
	case Resume:
		p.journalCommand(out, cmd, now, "resumed")
		p.resume(out, now)
	case RecordKPI:
		p.recordKPI(out, cmd, now)
	case EndNow:
		p.journalCommand(out, cmd, now, "ended")
		p.tellRunning(out, ReportWithdraw)
		p.enter(out, PhaseClosed, now)
		out.add(End{Outcome: OutcomeEnded})
	case AnswerFor: // Check refuses it here
	}
}

// resume goes on from now: what would have been sent meanwhile is not made up.
func (p *Partnership) resume(out *effects, now time.Time) {
	phase := PhaseActive
	if now.Before(p.Agenda.StartsAt) {
		phase = PhaseProposed
	}
	p.enter(out, phase, now)
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.add(Plan{After: now, Kickoff: len(p.Begun) == 0})
	p.tellRunning(out, ReportResumed)
}

func (p *Partnership) recordKPI(out *effects, cmd Command, now time.Time) {
	value, _ := p.recorded(cmd)
	p.Recorded++
	reading := measure.Reading{
		ID:  fmt.Sprintf("%s/admin/%d", p.Declared.Slug, p.Recorded),
		KPI: cmd.KPI, Period: now.In(p.Agenda.From.Location()).Format(time.DateOnly), Value: value, Reporter: "admin", At: now,
	}
	p.keep([]measure.Reading{reading})
	out.measure(p.Declared.Slug, []measure.Reading{reading})
	p.recall(now, fmt.Sprintf("%s recorded by an admin: %s", cmd.KPI, p.figure(reading)))
}

// figure shows a reading as its KPI is shown.
func (p *Partnership) figure(r measure.Reading) string {
	_, k, _ := p.Declared.KPI(r.KPI)
	return figureOf(k, r.Value)
}

func (p *Partnership) journalCommand(out *effects, cmd Command, now time.Time, verb string) {
	text := "An admin " + verb + " the partnership"
	if cmd.Reason != "" {
		text += ": " + cmd.Reason
	}
	p.record(out, now, EntryCommand, text)
}

func (p *Partnership) tellRunning(out *effects, kind ReportKind) {
	for _, r := range p.Running {
		p.Recorded++
		out.add(Tell{To: r.Workflow, Report: Report{
			ID: fmt.Sprintf("%s#%d", p.Declared.Slug, p.Recorded), From: p.Declared.Slug, Kind: kind,
		}})
	}
}
