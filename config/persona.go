package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Rehearsal says how partnerships are played: how people behave, ordered by
// person, and what admins do.
type Rehearsal struct {
	Personas []Persona
	Commands []AdminCommand
}

// Persona says how a person behaves in a rehearsal.
type Persona struct {
	Person string
	After  cadence.Span // from the ask to the answer; an hour unless declared
	Silent bool         // never answers
	Away   []partnership.Absence
	// Answers are ordered by question, Replies by template.
	Answers []PersonaAnswer
	Replies []PersonaReply
	Writes  []PersonaWrite
}

// PersonaAnswer scripts the answers to one question: one value for each ask as
// a person would type it, the last one for all that follow.
type PersonaAnswer struct {
	Question string // a KPI, a question, "confidence" or "blockers"
	Values   []string
}

type personaDecl struct {
	header
	After   field[cadence.Span]
	Silent  field[bool]
	Away    []*awayDecl
	Answers []*answerDecl
	Replies []*replyDecl
	Writes  []*writeDecl
}

func (p *personaDecl) schema() schema {
	return schema{
		doc: "How a person behaves in a rehearsal; the name is the person's. A person without a persona answers everything after an hour. The contact of a conflict level is played under the level's name.",
		attributes: []attribute{
			{name: "after", standard: `"1h"`, value: span(&p.After, false), doc: "How long the person takes to answer. Longer than the window is too late."},
			{name: "silent", standard: "false", value: truth(&p.Silent), doc: "Whether the person never answers."},
		},
		blocks: []nested{
			repeated("away", &p.Away),
			labelled("answer", "a KPI or a question", &p.Answers),
			labelled("reply", "a template", &p.Replies),
			repeated("write", &p.Writes),
		},
	}
}

func (p *personaDecl) compile() Persona {
	persona := Persona{
		Person: p.name, Silent: p.Silent.value,
		After: p.After.or(cadence.Span{Count: 1, Unit: cadence.HoursUnit}),
	}
	for _, a := range p.Away {
		persona.Away = append(persona.Away, a.compile())
	}
	for _, a := range sorted(p.Answers) {
		persona.Answers = append(persona.Answers, PersonaAnswer{Question: a.name, Values: a.Values.value})
	}
	for _, r := range sorted(p.Replies) {
		persona.Replies = append(persona.Replies, r.compile())
	}
	for _, w := range p.Writes {
		persona.Writes = append(persona.Writes, w.compile())
	}
	return persona
}

// awayDecl is an absence that only the rehearsal knows of.
type awayDecl struct{ absenceDecl }

func (a *awayDecl) schema() schema {
	s := a.absenceDecl.schema()
	s.doc = "Days on which only the person's mailbox answers, automatically. The person does after coming back."
	return s
}

type answerDecl struct {
	header
	Values field[[]string]
}

func (a *answerDecl) schema() schema {
	return schema{
		doc: "What the person answers to one question, ask after ask; the last value stays.",
		attributes: []attribute{
			{name: "values", required: true, value: typedIn(&a.Values), doc: "The answers as the person would type them: numbers, text, true or false."},
		},
	}
}

// typedIn binds a list of values as a person would type them into a reply.
func typedIn(into *field[[]string]) binding {
	return binding{kind: called("list of text, numbers, true or false"), read: func(r *reader, e hcl.Expression) {
		expressions, diags := hcl.ExprList(e)
		if diags.HasErrors() || len(expressions) == 0 {
			r.report(codeEmptyList, r.at(e.Range()), "A list with at least one answer is wanted. Write the values in brackets: [130, 150].")
			return
		}
		var values []string
		for _, one := range expressions {
			v, ok := r.literal(one, "an answer")
			if !ok {
				continue
			}
			text, ok := typed(v)
			if !ok {
				r.report(codeType, r.at(one.Range()), "%s was found where text, a number, true or false is wanted.", sentence(typeWord(v)))
				continue
			}
			values = append(values, text)
		}
		into.give(values, e.Range())
	}}
}

func typed(v cty.Value) (string, bool) {
	switch {
	case v.IsNull():
		return "", false
	case v.Type() == cty.String:
		return v.AsString(), true
	case v.Type() == cty.Bool && v.True():
		return "yes", true
	case v.Type() == cty.Bool:
		return "no", true
	case v.Type() == cty.Number:
		d, ok := amount(v)
		return d.String(), ok
	default:
		return "", false
	}
}
