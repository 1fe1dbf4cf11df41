package commitments

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// A corrective action is what the owner of a figure that is off track does about it
// (procedures 2). Until they have said so it is a question; their answer is a task
// like any other. Whoever is asked in vain is followed by the lead of their side.

// askCorrective asks somebody what is done about a figure, and by when.
func (s *step) askCorrective(it *Item, person string) {
	s.inquire(Opening{Kind: inquiryCorrective, Template: TemplateCorrective, Items: []string{it.ID}, People: []string{person}, Span: it.Within})
}

// partsOf are what is owed for the same reason, where the spec declares times for it.
func (s *step) partsOf(it *Item) []*Item {
	var parts []*Item
	for i := range s.Items {
		other := &s.Items[i]
		if it.Kind == procedure.ItemCorrective && strings.HasPrefix(other.ID, it.ID+"-") && !other.Stage.Settled() {
			parts = append(parts, other)
		}
	}
	return parts
}

// correctiveSaid takes what is done and by when. Whoever has said so owes it; the lead
// of their side and who waits hear of it.
func (s *step) correctiveSaid(in *Inquiry, h asking.Happening) {
	it := s.item(in.Items[0])
	if it == nil || it.Kind != procedure.ItemCorrective || it.Stage.Settled() {
		return
	}
	all := partnership.Answers(h.Ask.Answers())
	what, day := strings.Join(strings.Fields(all.Text(QuestionAction)), " "), all.Day(QuestionDay)
	if what == "" || day == "" || !s.takes(it, day, h) {
		return // the receipt says what is missing
	}
	about, person := it.What, h.Ask.Person
	it.Kind, it.What, it.Owner, it.Due = procedure.ItemTask, what, person, day
	s.explain(procedure.Explanation{Why: whyTaken, Item: what, Day: day, Person: it.For})
	readers := []string{it.For}
	if head, ok := s.Known.LeadOf(person); ok {
		readers = append(readers, head.ID)
	}
	for _, reader := range procedure.Once(readers) {
		if reader != person && reader != "" {
			s.tell(TemplateAnswered, it, reader, true, func(r *Row) { r.Kind, r.About, r.Actor, r.NewDay = procedure.ItemCorrective, about, person, day })
		}
	}
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: person, Text: title(*it) + " is taken by " + person + ", due " + day}, "taken", it.ID, day)
	s.anew(it)
}
