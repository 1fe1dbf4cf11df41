package config

import (
	"github.com/rapport-engine/rapport/partnership"
)

type guardDecl struct {
	header
	When field[when]
	Then field[partnership.GuardAction]
}

func (g *guardDecl) schema() schema {
	return schema{
		doc: "Watches a figure of the partnership and begins something when it goes wrong.",
		attributes: []attribute{
			{name: "when", required: true, value: conditionOf(&g.When), doc: "The condition, such as \"balance < 0.6\"."},
			{name: "then", required: true, value: oneOf(&g.Then, partnership.GuardActions()), doc: "What begins."},
		},
	}
}

func (g *guardDecl) check(s *scope) { s.checkCondition(g.When, &g.header) }

func (g *guardDecl) compile(*scope) partnership.Guard {
	return partnership.Guard{ID: g.name, When: g.When.value.condition, Then: g.Then.value}
}
