package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// told takes a procedure's report, and reports whether nothing else can be decided
// before a new agenda is there. The same report twice changes nothing.
func (p *Partnership) told(out *procedure.Out, m procedure.Message, now time.Time) (waits bool) {
	if !p.Seen.Add(m.ID) {
		return false
	}
	planned := p.hearReport(out, m, now)
	for i := range m.Heard {
		m.Heard[i].Of = m.From
	}
	return p.hearAll(out, m.Heard, now) || planned
}

// hearReport takes what a procedure measured, and how it stands. It reports whether
// a new agenda has to come first.
func (p *Partnership) hearReport(out *procedure.Out, m procedure.Message, now time.Time) (waits bool) {
	p.keep(m.Readings)
	p.account(out, m.Entries, now)
	p.recallAnswers(m.Readings, now)
	p.compare(out, m.Readings, judged{reporters: reporters(m.Readings)}, now)
	for _, b := range m.Blockers {
		p.block(b)
	}
	for _, f := range m.Facts {
		p.hear(out, f, m.From, now)
	}
	p.grant(out, m.Shut, now)
	p.hearDuties(out, m.Duties, now)
	if m.Dispute != nil {
		p.followDispute(out, *m.Dispute, now)
	}
	p.surveyed(m, now)
	if len(m.Items) > 0 && p.Phase != PhaseClosed {
		p.handOver(out, now, m.Items...)
	}
	p.keepAmendments(out, m.Amendments, now)
	if m.Quarantined != nil {
		p.Quarantined = *m.Quarantined
	}
	i := slices.IndexFunc(p.Running, func(running Running) bool { return running.Workflow == m.From })
	var over condition.Moment
	if m.Shown != nil && i >= 0 {
		r := &p.Running[i]
		news := m.Shown.Outcome != "" && m.Shown.Outcome != r.Shown.Outcome
		r.Shown = *m.Shown
		if news {
			p.recall(now, fmt.Sprintf("%s: %s", p.titled(r.Type, r.Name, r.Title), m.Shown.Outcome))
		}
		over = p.momentOf(*r, m, news)
	}
	if i >= 0 && p.Running[i].Standing {
		p.followItems(out, i, m, now)
		p.lookAgain(out, m, now)
		return false
	}
	waits = p.followOutcome(out, m, now)
	if p.overAt(m) || over.Review {
		p.judge(out, over, now)
	} else {
		p.lookAgain(out, m, now)
	}
	return waits
}

// followOutcome takes what has become of an agreed day, of signatures or of the end, and
// reports whether a new agenda has to come first.
func (p *Partnership) followOutcome(out *procedure.Out, m procedure.Message, now time.Time) (waits bool) {
	if m.Parting != nil {
		return p.followParting(out, *m.Parting, m.From, now)
	}
	return m.Course != nil && p.followCourse(out, *m.Course, m.From, now)
}

// hear shows a fact that an admin should know of, and has what follows from it begin.
func (p *Partnership) hear(out *procedure.Out, f procedure.Fact, from string, now time.Time) {
	p.reviewMoved(out, f, from, now)
	switch f.Kind {
	case procedure.FactUnwritten:
		p.recall(now, "A letter could not be written: "+f.Of)
	case procedure.FactReturned:
		p.returned(out, f.Of, f.Setback, now)
	case procedure.FactHeard:
		p.proven(out, f.Of, now)
		p.alive(out, f.Of, now)
	case procedure.FactDeparted:
		if f.Departure != nil {
			p.departed(out, f.Of, *f.Departure, now)
		}
	case procedure.FactUnclear:
		p.unclear(out, f, now)
	case procedure.FactLate:
		p.recall(now, p.titleOf(f.Of)+" is late")
		p.isLate(f.Of)
		p.borneOut(f.Of, now)
	case procedure.FactMissed:
		p.letPass(out, f, from, now)
	case procedure.FactAnswered:
		if p.silent(f.Of) != nil {
			p.answeredLate(from, now)
		}
		p.proven(out, f.Of, now)
		p.hasAnswered(f.Of, now)
		p.spoke(out, f.Of, now)
	case procedure.FactAway:
		p.excuse(out, f.Of, OverAway, now)
	case procedure.FactWarned:
		p.correct(out, f, now)
	case procedure.FactClosed:
		p.counted(f, now)
	case procedure.FactMet, procedure.FactGathered:
		p.surveyAfter(out, f, from, now)
	case procedure.FactMoved, procedure.FactUndelivered:
	}
}

// recallAnswers shows among the recent happenings what people reported.
func (p *Partnership) recallAnswers(readings []measure.Reading, now time.Time) {
	for len(readings) > 0 {
		who, rest := readings[0].Reporter, []measure.Reading{}
		var figures []string
		for _, r := range readings {
			if r.Reporter != who {
				rest = append(rest, r)
				continue
			}
			figures = append(figures, r.KPI+" "+p.figure(r))
		}
		p.recall(now, fmt.Sprintf("%s answered: %s", p.name(who), strings.Join(figures, ", ")))
		readings = rest
	}
}

// block replaces what a person says is in the way; no text takes it back.
func (p *Partnership) block(b procedure.Blocker) {
	p.Blockers = slices.DeleteFunc(p.Blockers, func(known procedure.Blocker) bool { return known.Person == b.Person })
	if b.Text != "" {
		p.Blockers = append(p.Blockers, b)
	}
}

// lateReply answers a mail whose round has closed for good: the text is kept
// in the journal and its sender hears that it came too late. Commands count all the
// same.
func (p *Partnership) lateReply(out *procedure.Out, r procedure.Reply, now time.Time) {
	what := "answered a round that had closed"
	if len(r.Commands) > 0 && len(r.Answers) == 0 {
		what = "wrote without answering anything"
	}
	p.recordReply(out, r, what, now)
	if _, there := p.Declared.Person(r.Person); there { // nobody writes to people who have left
		l := closedLetter(p.Declared.Slug, p.Digest, r, now)
		if l.Phrases = p.closedPhrases(r.Of); l.Phrases != "" { // it says what DONE comes too late for
			r.Commands = slices.DeleteFunc(slices.Clone(r.Commands), partnership.Command.OfItem)
		}
		p.respond(out, r, l, now)
	}
}

// respond answers a mail that no procedure takes with a letter that says so, unless
// its commands are all that it holds, and with what they ask for.
func (p *Partnership) respond(out *procedure.Out, r procedure.Reply, l procedure.Letter, now time.Time) {
	l.Reactions = p.answerCommands(out, r, now)
	onlyCommands := len(r.Commands) > 0 && len(r.Answers) == 0
	if onlyCommands && len(l.Reactions) == 0 {
		return
	}
	if onlyCommands {
		l.Key, l.Template, l.Form, l.Complete = "receipt/"+r.ID, procedure.TemplateReceipt, procedure.FormReceipt, true
	}
	out.Add(procedure.Send{Letter: l})
}

// aboutChannel takes what a mail says of the person's mail itself, whatever it was
// to answer.
func (p *Partnership) aboutChannel(out *procedure.Out, r procedure.Reply, now time.Time) {
	switch {
	case r.Class == procedure.ReplyBounce && r.Ask == p.formerAsk(r.Person):
	case r.Class == procedure.ReplyBounce:
		p.returned(out, r.Person, r.Bounce, now)
	case r.Written():
		p.alive(out, r.Person, now)
	}
	if r.Departure != nil {
		p.departed(out, r.Person, *r.Departure, now)
	}
}

// closedLetter tells somebody that their reply came too late to count.
func closedLetter(slug, spec string, r procedure.Reply, now time.Time) procedure.Letter {
	return procedure.Letter{
		Key: fmt.Sprintf("%s/%s", procedure.TemplateClosed, r.ID), Template: procedure.TemplateClosed, Form: procedure.FormClosed, Slug: slug, Spec: spec, Workflow: slug,
		Person: r.Person, Ask: r.Ask, At: now, Urgent: true, InReplyTo: r.Source,
		Asking: procedure.Asking{Understood: r.Answers, Sealed: r.Sealed},
	}
}

// AfterTheEnd tells somebody that the partnership has ended, or answers the command
// in their mail. Whoever takes the mail sends it, because no workflow is left to do it. What
// was asked says what the answers are to.
func AfterTheEnd(slug, spec, workflow string, asked []partnership.Question, r procedure.Reply, now time.Time) procedure.Letter {
	l := closedLetter(slug, spec, r, now)
	for _, c := range r.Commands {
		if template, answered := procedure.Answering(c); answered {
			l = answering(slug, spec, r, template, now)
			break
		}
	}
	l.Workflow, l.Phrases = workflow, TemplateEnded
	if l.Form == procedure.FormClosed {
		l.Questions = asked
	}
	return l
}

// figure shows a reading as its KPI is shown.
func (p *Partnership) figure(r measure.Reading) string {
	_, k, _ := p.Declared.KPI(r.KPI)
	return wording.English().Figure(k, r.Value)
}

// order tells a procedure what the partnership wants of it.
func (p *Partnership) order(out *procedure.Out, workflow string, o procedure.Order, now time.Time) {
	out.Tell(workflow, procedure.Message{Order: &o}, p.Declared.Slug, now)
}
