package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// told takes a procedure's report. The same report twice changes nothing.
func (p *Partnership) told(out *procedure.Out, m procedure.Message, now time.Time) {
	if !p.Seen.Add(m.ID) {
		return
	}
	p.keep(m.Readings)
	p.recallAnswers(m.Readings, now)
	for _, b := range m.Blockers {
		p.block(b)
	}
	for _, f := range m.Facts {
		p.hear(out, f, now)
	}
	i := slices.IndexFunc(p.Running, func(running Running) bool { return running.Workflow == m.From })
	if m.Shown == nil || i < 0 {
		return
	}
	r := &p.Running[i]
	news := m.Shown.Outcome != "" && m.Shown.Outcome != r.Shown.Outcome
	r.Shown = *m.Shown
	if news {
		p.recall(now, fmt.Sprintf("%s: %s", r.Title, m.Shown.Outcome))
	}
}

// hear shows a fact that an admin should know of. Guards, surveys and the way out
// will listen to the others.
func (p *Partnership) hear(_ *procedure.Out, f procedure.Fact, now time.Time) {
	switch f.Kind {
	case procedure.FactUnwritten:
		p.recall(now, "A letter could not be written: "+f.Of)
	case procedure.FactClosed, procedure.FactMissed, procedure.FactUndelivered:
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
// in the journal and its sender hears that it came too late.
func (p *Partnership) lateReply(out *procedure.Out, r procedure.Reply, now time.Time) {
	if !r.Class.Written() || !p.Seen.Add(r.ID) {
		return
	}
	out.Record(procedure.Entry{
		At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryReply, Actor: r.Person, Source: r.Source,
		Text: r.Person + " answered a round that had closed",
	}, r.ID)
	p.recall(now, p.name(r.Person)+" answered a round that had closed")
	if _, there := p.Declared.Person(r.Person); !there {
		return // nobody writes to people who have left
	}
	out.Add(procedure.Send{Letter: ClosedLetter(p.Declared.Slug, p.Digest, r, now)})
}

// ClosedLetter tells somebody that their reply came too late to count, or
// answers the command in it.
func ClosedLetter(slug, spec string, r procedure.Reply, now time.Time) procedure.Letter {
	l := procedure.Letter{
		Template: procedure.TemplateClosed, Form: procedure.FormClosed, Slug: slug, Spec: spec, Workflow: slug,
		Person: r.Person, Ask: r.Ask, At: now, Urgent: true, InReplyTo: r.Source,
		Asking: procedure.Asking{Understood: r.Answers, Sealed: r.Sealed},
	}
	if len(r.Commands) > 0 {
		l.Template = asking.TemplateFor(r.Commands[0])
		l.Form = procedure.Form(l.Template)
	}
	l.Key = fmt.Sprintf("%s/%s", l.Template, r.ID)
	return l
}

// AfterTheEnd tells somebody that the partnership has ended. Whoever takes the
// mail sends it, because no workflow is left to do it.
func AfterTheEnd(slug, spec, workflow string, r procedure.Reply, now time.Time) procedure.Letter {
	l := ClosedLetter(slug, spec, r, now)
	l.Workflow, l.Phrases = workflow, TemplateEnded
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
