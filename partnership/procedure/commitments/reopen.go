package commitments

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// What nobody has to accept is noted as done, and open again when whoever waited for
// it says what is missing within ten business days: nobody is reminded of that, and no
// clock runs (procedures 0.3).

// toContest is how long whoever waited for something may say that it is not done.
var toContest = cadence.Span{Count: 10, Unit: cadence.BusinessDays}

// Contested is an item of which somebody says that it is not done.
type Contested struct {
	Item  string          `json:"item"`
	Heard procedure.Heard `json:"heard"`
}

func (c Contested) clock() string { return "contest/" + c.Item + "/" + c.Heard.Reply }

// contest takes the word of somebody that what counts as done is not.
func (s *step) contest(h procedure.Heard) {
	var done []*Item
	for i := range s.Items {
		if it := &s.Items[i]; s.waited(h.Person, it) {
			done = append(done, it)
		}
	}
	if named := mentioned(done, h.Argument); len(named) > 0 {
		done = named
	}
	switch len(done) {
	case 0:
		s.explain(procedure.Explanation{Why: whyNotDone})
		s.answerHeard(h)
	case 1:
		c := Contested{Item: done[0].ID, Heard: h}
		s.Contested = append(s.Contested, c)
		s.reckon.Instants = append(s.reckon.Instants, procedure.Instant{Key: c.clock(), Person: h.Person, From: done[0].SettledAt, Span: toContest})
	default:
		var names []string
		for _, it := range done {
			names = append(names, it.What)
		}
		s.explain(procedure.Explanation{Why: whyWhat, Item: strings.Join(names, "; ")})
		s.answerHeard(h)
	}
}

// waited reports whether something is done that somebody, or their side, waited for.
func (s *step) waited(person string, it *Item) bool {
	if it.Stage != procedure.ItemDone || it.Kind != procedure.ItemTask || person == it.Owner {
		return false
	}
	other := s.party(person) != s.party(it.Owner)
	return person == it.For || person == it.By || other && s.party(person) == s.party(it.For)
}

// mentioned are the items that some words speak of.
func mentioned(items []*Item, words string) []*Item {
	return slices.DeleteFunc(slices.Clone(items), func(it *Item) bool { return !partnership.Mentions(words, it.What) })
}

// contested opens again what was contested in time.
func (s *step) contested(r procedure.Reckoning) {
	waiting := s.Contested
	s.Contested = nil
	for _, c := range waiting {
		i := slices.IndexFunc(r.Instants, func(known procedure.ReckonedInstant) bool { return known.Key == c.clock() })
		it := s.item(c.Item)
		switch {
		case i < 0:
			s.Contested = append(s.Contested, c)
		case it == nil || it.Stage != procedure.ItemDone: // it is open already
			s.explain(procedure.Explanation{Why: whyNotDone})
			s.answerHeard(c.Heard)
		case !s.now.Before(r.Instants[i].At):
			s.explain(procedure.Explanation{Why: whyTooLate, Item: it.What, Day: it.SettledAt.In(r.Instants[i].At.Location()).Format("2006-01-02"), Person: it.Owner})
			s.answerHeard(c.Heard)
		default:
			s.again(it, c.Heard)
		}
	}
}

// again asks the owner once more, with what is missing.
func (s *step) again(it *Item, h procedure.Heard) {
	it.Lacks = procedure.Words{By: h.Person, Text: strings.Join(strings.Fields(h.Argument), " ")}
	s.explain(procedure.Explanation{Why: whyAgain, Item: it.What, Person: it.Owner})
	s.answerHeard(h)
	s.openAgain(it, h.Person, h.Reply)
}

// openAgain has something owed again that was settled.
func (s *step) openAgain(it *Item, by, cause string) {
	it.SettledBy, it.Noted = "", ""
	it.Reopened++
	s.Any = true
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: title(*it) + " is open again"}, "again", it.ID, cause)
	s.anew(it)
}

// answerHeard says to whoever wrote what came of it. The mail itself may have had a
// receipt of its own.
func (s *step) answerHeard(h procedure.Heard) {
	r := procedure.Reply{ID: h.Reply + "/again", Person: h.Person, Source: h.Source, Ask: procedure.AskID(s.Workflow, "letter", h.Person)}
	s.answer(r)
	s.explained = nil
}
