package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type exitDecl struct {
	header
	Notice, Parallel field[cadence.Span]
	Continuity       field[words]
	Triggers         []*triggerDecl
	Tasks            []*taskDecl
}

func (x *exitDecl) schema() schema {
	return schema{
		doc: "How the partnership ends, agreed at its start.",
		attributes: []attribute{
			{name: "notice", value: length(&x.Notice), doc: "How long before the end a party says so; 30 days unless given."},
			{name: "continuity", value: spokenProse(&x.Continuity, proseLimit), doc: "What becomes of customers, data and things that the parties share."},
			{name: "parallel", value: length(&x.Parallel), doc: "How long the parties work side by side with whoever takes over."},
		},
		blocks: []nested{
			labelled("trigger", "a name", &x.Triggers),
			labelled("task", "a name", &x.Tasks),
		},
	}
}

func (x *exitDecl) check(s *scope) {
	s.duplicates(headers(x.Triggers), " in this exit")
	s.duplicates(headers(x.Tasks), " in this exit")
	checkAll(s, x.Triggers)
	checkAll(s, x.Tasks)
}

func (x *exitDecl) compile(s *scope) *partnership.Exit {
	return &partnership.Exit{
		Notice: x.Notice.value, Continuity: s.say(x.Continuity), Parallel: x.Parallel.value,
		Triggers: compileAll(s, x.Triggers), Tasks: compileAll(s, x.Tasks),
	}
}

// triggerDecl is a condition under which a party may ask for the end.
type triggerDecl struct {
	header
	When field[when]
}

func (t *triggerDecl) schema() schema {
	return schema{
		doc: "A condition under which a party may ask for the end.",
		attributes: []attribute{
			{name: "when", required: true, value: conditionOf(&t.When), doc: "The condition, such as \"kpi.mql < 120 for 2 reviews\"."},
		},
	}
}

func (t *triggerDecl) check(s *scope) { s.checkCondition(t.When, &t.header) }

func (t *triggerDecl) compile(*scope) partnership.ExitTrigger {
	return partnership.ExitTrigger{ID: t.name, When: t.When.value.condition}
}

// taskDecl is something to be done before the partnership is closed.
type taskDecl struct {
	header
	What   field[words]
	Owner  field[ref]
	Within field[cadence.Span]
}

func (t *taskDecl) schema() schema {
	return schema{
		doc: "Something to be done before the partnership is closed.",
		attributes: []attribute{
			{name: "what", required: true, value: spokenLine(&t.What, 300), doc: "What is to be done."},
			{name: "owner", value: reference(&t.Owner, "person"), doc: "Who does it."},
			{name: "within", value: length(&t.Within), doc: "How long after the notice it is done."},
		},
	}
}

func (t *taskDecl) check(s *scope) { s.resolve(t.Owner, &t.header) }

func (t *taskDecl) compile(s *scope) partnership.ExitTask {
	return partnership.ExitTask{ID: t.name, What: s.say(t.What), Owner: t.Owner.value.name, Within: t.Within.value}
}
