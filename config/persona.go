package config

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Persona says how a person behaves in a rehearsal.
type Persona struct {
	Person string
	After  cadence.Span // from the ask to the answer; an hour unless declared
	Silent bool         // never answers
	Away   []partnership.Absence
	// Answers are ordered by question.
	Answers []PersonaAnswer
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
}

func (p *personaDecl) schema() schema {
	return schema{
		doc: "How a person behaves in a rehearsal; the name is the person's. A person without a persona answers everything after an hour.",
		attributes: []attribute{
			{name: "after", standard: `"1h"`, value: span(&p.After, false), doc: "How long the person takes to answer. Longer than the window is too late."},
			{name: "silent", standard: "false", value: truth(&p.Silent), doc: "Whether the person never answers."},
		},
		blocks: []nested{
			repeated("away", &p.Away),
			labelled("answer", "a KPI or a question", &p.Answers),
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
	return binding{called("list of text, numbers, true or false"), func(r *reader, e hcl.Expression) {
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

// cast is who can be played and what they can be asked.
type cast struct {
	people, questions map[string]bool
	// unclear is set when declarations were refused that may hold more of both.
	unclear bool
}

func newCast() *cast {
	c := &cast{people: map[string]bool{}, questions: map[string]bool{}}
	for _, t := range []partnership.Topic{partnership.TopicConfidence, partnership.TopicBlockers} {
		c.questions[string(t)] = true
	}
	return c
}

func (c *cast) addScope(s *scope) {
	c.unclear = c.unclear || s.partial || len(s.root.lost) > 0
	for name := range s.people {
		c.people[name] = true
	}
	for name := range s.kpis {
		c.questions[name] = true
	}
	for _, checkIn := range s.root.CheckIns {
		for _, q := range checkIn.all(s) {
			c.questions[q.name] = true
		}
	}
}

func (c *cast) addSpec(s partnership.Spec) {
	for _, party := range s.Parties {
		for _, p := range party.People {
			c.people[p.ID] = true
		}
	}
	for _, g := range s.Goals {
		for _, k := range g.KPIs {
			c.questions[k.ID] = true
		}
	}
	for _, checkIn := range s.CheckIns {
		for _, q := range checkIn.Questions {
			c.questions[q.ID] = true
		}
	}
}

// checkPersona reports what a rehearsal could not use. An empty cast knows
// nobody and is not asked.
func (r *reports) checkPersona(p *personaDecl, c *cast) {
	r.duplicates(headers(p.Answers), " in this persona")
	for _, a := range p.Away {
		a.check(r)
	}
	if p.Silent.value && (p.After.set || len(p.Answers) > 0) {
		r.report(codeContradiction, p.at(p.Silent.at), "The persona never answers, so its delay and its answers mean nothing. Remove \"silent\", or remove the rest.")
	}
	if c.unclear || len(c.people) == 0 {
		return
	}
	if !c.people[p.name] {
		r.report(codeNobodysRole, p.named(), "No person is named %q.%s", p.name, hint(p.name, slices.Sorted(maps.Keys(c.people))))
	}
	for _, a := range p.Answers {
		if !c.questions[a.name] {
			r.report(codeUnasked, a.named(), "No KPI, question or topic is named %q.%s", a.name, hint(a.name, slices.Sorted(maps.Keys(c.questions))))
		}
	}
}

func (l *loader) checkPersonas(scopes []*scope) {
	c := newCast()
	for _, s := range scopes {
		c.addScope(s)
	}
	for _, p := range l.doc.Personas {
		l.checkPersona(p, c)
	}
}
