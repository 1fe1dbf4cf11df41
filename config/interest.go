package config

import (
	"github.com/rapport-engine/rapport/partnership"
)

type interestDecl struct {
	header
	Statement field[words]
}

func (i *interestDecl) schema() schema {
	return schema{
		doc: "What the party wants for itself. Goals name the interests that they serve; the name is unique in the partnership.",
		attributes: []attribute{
			{name: "statement", required: true, value: spokenLine(&i.Statement, 300), doc: "The interest in a sentence."},
		},
	}
}

func (i *interestDecl) compile(s *scope) partnership.Interest {
	return partnership.Interest{ID: i.name, Statement: s.say(i.Statement)}
}

// competingDecl names interests that cannot all be served to the full.
type competingDecl struct {
	header
	Interests            field[[]field[ref]]
	Statement, JointGoal field[words]
}

func (c *competingDecl) schema() schema {
	return schema{
		doc: "Interests that pull in different directions, and what all sides can want instead.",
		attributes: []attribute{
			{name: "interests", required: true, value: listOf(&c.Interests, interestRef), doc: "The interests that compete, two at least."},
			{name: "statement", value: spokenLine(&c.Statement, 300), doc: "What they compete about."},
			{name: "joint_goal", required: true, value: spokenLine(&c.JointGoal, 300), doc: "What serves them all."},
		},
	}
}

func (c *competingDecl) check(s *scope) {
	s.resolveAll(c.Interests, &c.header)
	if c.Interests.set && !c.Interests.partial && len(c.Interests.value) < 2 {
		s.report(codeFewValues, c.at(c.Interests.at), "An interest competes with another one. Name at least two.")
	}
}

func (c *competingDecl) compile(s *scope) partnership.Competing {
	return partnership.Competing{
		ID: c.name, Interests: namesOf(c.Interests),
		Statement: s.say(c.Statement), JointGoal: s.say(c.JointGoal),
	}
}
