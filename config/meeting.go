package config

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type meetingDecl struct {
	header
	recurrence
	Title, Place              field[words]
	Informal                  field[bool]
	Duration, Notice, Minutes field[cadence.Span]
	Chair, By                 field[ref]
	Invite, Hosts             field[[]field[ref]]
	Agenda                    field[[]field[words]]
}

func (m *meetingDecl) schema() schema {
	return schema{
		doc: "A regular meeting, with an agenda and minutes unless it is informal.",
		attributes: m.with(true,
			attribute{name: "title", value: spokenLine(&m.Title, titleLimit), doc: "What it is called, if its name does not say it."},
			attribute{name: "duration", value: length(&m.Duration), doc: "How long it takes, such as \"45m\"."},
			attribute{name: "chair", value: reference(&m.Chair, "person"), doc: "Who leads it."},
			attribute{name: "invite", required: true, value: listOf(&m.Invite, personOrRole), doc: "Who is invited."},
			attribute{name: "hosts", value: someOf(&m.Hosts, partyRef), doc: "The parties that take turns in hosting it, in this order."},
			attribute{name: "place", value: spokenLine(&m.Place, 200), doc: "Where it takes place."},
			attribute{name: "informal", standard: "false", value: truth(&m.Informal), doc: "Whether people only meet: no minutes are due and nothing is decided."},
			attribute{name: "agenda", value: spokenLines(&m.Agenda, 200), doc: "What is on every agenda, a line each."},
			attribute{name: "notice", value: length(&m.Notice), doc: "How long before it the invitation goes out."},
			attribute{name: "minutes", value: length(&m.Minutes), doc: "How long after it the minutes are due."},
			attribute{name: "decides_by", value: reference(&m.By, "decision_rule"), doc: "The rule by which it decides."},
		),
	}
}

func (m *meetingDecl) check(s *scope) {
	m.checkRule(s, &m.header)
	s.checkPeopleIn(m.Invite, &m.header, "invited")
	s.resolve(m.Chair, &m.header)
	s.resolve(m.By, &m.header)
	s.resolveAll(m.Hosts, &m.header)
	if !m.Informal.value {
		return
	}
	for _, formal := range []struct {
		name string
		set  bool
		at   hcl.Range
	}{{"minutes", m.Minutes.set, m.Minutes.at}, {"decides_by", m.By.set, m.By.at}} {
		if formal.set {
			s.report(codeExclusive, m.at(formal.at), "The meeting is informal, so there are neither minutes nor decisions, and %q means nothing. Remove one of the two.", formal.name)
		}
	}
}

func (m *meetingDecl) compile(s *scope) partnership.Meeting {
	return partnership.Meeting{
		ID: m.name, Title: s.say(m.Title), Rule: m.rule(), Informal: m.Informal.value,
		Duration: m.Duration.value, Chair: m.Chair.value.name,
		Invite: s.peopleOf(m.Invite.value), Hosts: authorsOrder(m.Hosts),
		Place: s.say(m.Place), Agenda: s.sayAll(m.Agenda),
		Notice: m.Notice.value, Minutes: m.Minutes.value, By: m.By.value.name,
	}
}
