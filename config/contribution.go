package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

type contributionDecl struct {
	header
	Money, Hours, Rate, InKind field[decimal.Decimal]
	What                       field[words]
	Goals                      field[[]field[ref]]
}

func (c *contributionDecl) schema() schema {
	return schema{
		doc: "What the party promises to put in over the term: money, hours, things, or several of them.",
		attributes: []attribute{
			{name: "money", value: number(&c.Money, positive), doc: "Money, in the partnership's currency."},
			{name: "hours", value: number(&c.Hours, positive), doc: "Hours of work."},
			{name: "rate", value: number(&c.Rate, positive), doc: "What an hour counts for, in the partnership's currency."},
			{name: "in_kind", value: number(&c.InKind, positive), doc: "The value of things that are given, in the partnership's currency."},
			{name: "what", value: spokenLine(&c.What, 300), doc: "What is given, in words."},
			{name: "goals", standard: "all goals", value: someOf(&c.Goals, goalRef), doc: "The goals that it is for."},
		},
	}
}

func (c *contributionDecl) check(s *scope) {
	s.resolveAll(c.Goals, &c.header)
	if !c.given["money"] && !c.given["hours"] && !c.given["in_kind"] {
		s.report(codeMissingAttribute, c.at(hcl.Range{}), "The %s needs at least one of the attributes \"money\", \"hours\" and \"in_kind\": how much is put in.", c)
	}
	if c.Rate.set && !c.given["hours"] {
		s.report(codeMissingAttribute, c.at(c.Rate.at), "A rate is what an hour counts for, and there are no hours. Add the attribute \"hours\", or remove the rate.")
	}
}

func (c *contributionDecl) compile(s *scope) partnership.Contribution {
	return partnership.Contribution{
		ID: c.name, Money: c.Money.pointer(), Hours: c.Hours.pointer(),
		Rate: c.Rate.pointer(), InKind: c.InKind.pointer(),
		What: s.say(c.What), Goals: namesOf(c.Goals),
	}
}

// benefitDecl is what a party expects to gain.
type benefitDecl struct {
	header
	Amount field[decimal.Decimal]
	What   field[words]
	Goals  field[[]field[ref]]
}

func (b *benefitDecl) schema() schema {
	return schema{
		doc: "What the party expects to gain over the term, as money, in words, or both.",
		attributes: []attribute{
			{name: "amount", value: number(&b.Amount, positive), doc: "Its value, in the partnership's currency."},
			{name: "what", value: spokenLine(&b.What, 300), doc: "The benefit in words."},
			{name: "goals", standard: "all goals", value: someOf(&b.Goals, goalRef), doc: "The goals that it comes from."},
		},
	}
}

func (b *benefitDecl) check(s *scope) {
	s.resolveAll(b.Goals, &b.header)
	if !b.given["amount"] && !b.given["what"] {
		s.report(codeMissingAttribute, b.at(hcl.Range{}), "The %s needs at least one of the attributes \"amount\" and \"what\": the benefit that is expected.", b)
	}
}

func (b *benefitDecl) compile(s *scope) partnership.Benefit {
	return partnership.Benefit{ID: b.name, Amount: b.Amount.pointer(), What: s.say(b.What), Goals: namesOf(b.Goals)}
}
