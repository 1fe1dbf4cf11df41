package config

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type escalationDecl struct {
	header
	Warn  field[[]field[cadence.Span]]
	Steps []*stepDecl
}

func (e *escalationDecl) schema() schema {
	return schema{
		doc: "The ladder that a missed date climbs. Its name is the kind of thing that is late: " + strings.Join(partnership.Escalates(), ", ") + ".",
		attributes: []attribute{
			{name: "warn", value: listOf(&e.Warn, length), doc: "How long before the due time the owner is warned."},
		},
		blocks: []nested{labelled("step", "a name", &e.Steps)},
	}
}

func (e *escalationDecl) check(s *scope) {
	if !slices.Contains(partnership.Escalates(), e.name) {
		s.report(codeChoice, e.named(), "%q is nothing that an escalation can be declared for.%s", e.name, hint(e.name, partnership.Escalates()))
	}
	if len(e.Steps) == 0 && !e.mayLack("step") {
		s.report(codeNoSteps, e.named(), "The escalation %q has no step, so nobody would hear of what is late. Add a step block.", e.name)
	}
	s.duplicates(headers(e.Steps), " in this escalation")
	checkAll(s, e.Steps)
}

func (e *escalationDecl) compile(s *scope) partnership.Escalation {
	escalation := partnership.Escalation{ID: e.name, Warn: plain(e.Warn.value)}
	sortSpans(escalation.Warn)
	slices.Reverse(escalation.Warn)
	for _, step := range e.Steps {
		escalation.Steps = append(escalation.Steps, step.compile(s))
	}
	return escalation
}

// stepDecl is one rung of a ladder.
type stepDecl struct {
	header
	After  field[cadence.Span]
	Notify field[[]field[ref]]
	Repeat field[int]
	Urgent field[bool]
}

func (p *stepDecl) schema() schema {
	return schema{
		doc: "One rung of the ladder: who hears of it after how long. Steps are climbed in the order in which they are written.",
		attributes: []attribute{
			{name: "after", required: true, value: length(&p.After), doc: "How long after the due time."},
			{name: "notify", required: true, value: someOf(&p.Notify, personOrRole), doc: "Who hears of it; role.owner is whoever owns the late thing."},
			{name: "repeat", standard: "0", value: integer(&p.Repeat, 0, 52), doc: "How often the step is repeated, a week apart."},
			{name: "urgent", standard: "false", value: truth(&p.Urgent), doc: "Whether it may arrive outside of hours."},
		},
	}
}

// others are those to notify who are named, beside the owner.
func (p *stepDecl) others() field[[]field[ref]] {
	others := p.Notify
	others.value = slices.DeleteFunc(slices.Clone(p.Notify.value), func(f field[ref]) bool { return f.value == ownerRole })
	return others
}

func (p *stepDecl) notifiesOwner() bool { return len(p.others().value) < len(p.Notify.value) }

func (p *stepDecl) check(s *scope) {
	if p.notifiesOwner() {
		s.resolveAll(p.others(), &p.header)
		return
	}
	s.checkPeopleIn(p.Notify, &p.header, "notified")
}

func (p *stepDecl) compile(s *scope) partnership.EscalationStep {
	return partnership.EscalationStep{
		ID: p.name, After: p.After.value, Owner: p.notifiesOwner(),
		Notify: s.peopleOf(p.others().value), Repeat: p.Repeat.value, Urgent: p.Urgent.value,
	}
}
