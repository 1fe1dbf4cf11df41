package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// cast is who can be played and what they can be asked.
type cast struct {
	people, questions map[string]bool
	// contacts are levels of a conflict that have a contact of their own.
	contacts map[string]bool
	// unclear is set when declarations were refused that may hold more of both.
	unclear bool
}

func newCast() *cast {
	c := &cast{people: map[string]bool{}, questions: map[string]bool{}, contacts: map[string]bool{}}
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
	if conflict := s.root.Conflict; conflict != nil {
		for _, level := range conflict.Levels {
			c.contacts[level.name] = c.contacts[level.name] || level.Contact.set
		}
	}
	for _, checkIn := range s.root.CheckIns {
		for _, q := range checkIn.all(s) {
			c.questions[q.name] = true
		}
	}
	if len(s.root.Ideas) > 0 || len(s.root.Goals) == 0 { // without goals there is a round of ideas
		c.addIdeas()
	}
	c.questions[vote.Question], c.questions[vote.QuestionOpinion] = true, true // anything can be put to the vote
}

// addIdeas knows what is asked in a round of ideas; what is asked about proposals has their
// numbers, which nobody knows before.
func (c *cast) addIdeas() {
	for _, q := range ideas.Questions(wording.English().Ideas) {
		c.questions[q.ID] = true
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
	if s.Conflict != nil {
		for _, level := range s.Conflict.Levels {
			c.contacts[level.ID] = c.contacts[level.ID] || level.Contact != ""
		}
	}
	for _, checkIn := range s.CheckIns {
		for _, q := range checkIn.Questions {
			c.questions[q.ID] = true
		}
	}
	if len(s.Ideas) > 0 {
		c.addIdeas()
	}
}

// checkPersona reports what a rehearsal could not use. An empty cast knows
// nobody and is not asked.
func (r *reports) checkPersona(p *personaDecl, c *cast) {
	r.duplicates(headers(p.Answers), " in this persona")
	r.duplicates(headers(p.Replies), " in this persona")
	for _, a := range p.Away {
		a.check(r)
	}
	if p.Silent.value && (p.After.set || len(p.Answers)+len(p.Replies) > 0) {
		r.report(codeContradiction, p.at(p.Silent.at), "The persona never answers, so its delay, answers and replies mean nothing. Remove \"silent\", or remove the rest.")
	}
	for _, reply := range p.Replies {
		r.checkTemplate(reply)
	}
	if c.unclear || len(c.people) == 0 {
		return
	}
	switch {
	case c.people[p.name], c.contacts[p.name]:
	default:
		r.report(codeNobodysRole, p.named(), "No person is named %q.%s", p.name, hint(p.name, slices.Sorted(maps.Keys(c.people))))
	}
	for _, a := range p.Answers {
		if !c.questions[a.name] {
			r.report(codeUnasked, a.named(), "No KPI, question or topic is named %q.%s", a.name, hint(a.name, slices.Sorted(maps.Keys(c.questions))))
		}
	}
}

// checkTemplate reports a reply to mails that nobody gets.
func (r *reports) checkTemplate(reply *replyDecl) {
	name := procedure.Template(reply.name)
	all, asking := kinds.Templates(kinds.All())
	switch {
	case slices.Contains(asking, name):
	case name == "reminder":
		r.report(codeUnknownTemplate, reply.named(), "A reminder is one more mail of the template that it reminds of: write its reply there as the next text, with \"\" before it for the silence that it follows.")
	case slices.Contains(all, name):
		r.report(codeUnknownTemplate, reply.named(), "Mails of the template %q answer what their reader wrote and ask nothing. Replies can be scripted to: %s.", name, strings.Join(wordsOf(asking), ", "))
	default:
		r.report(codeUnknownTemplate, reply.named(), "No mail has the template %q.%s", name, hint(reply.name, wordsOf(asking)))
	}
}

// checkRehearsal checks what stands in the directory beside the partnerships.
func (l *loader) checkRehearsal(scopes []*scope) {
	c := newCast()
	for _, s := range scopes {
		c.addScope(s)
	}
	l.checkPlayed(c)
}

// checkPlayed checks personas and commands against whom and what there is.
func (l *loader) checkPlayed(c *cast) {
	for _, p := range l.doc.Personas {
		l.checkPersona(p, c)
	}
	for _, d := range l.doc.Commands {
		d.check(l.reports)
	}
}
