package commitments

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// Nobody makes debts for others: what is put on somebody of another party, and an
// idea, is owed by nobody before a yes, and only a yes starts a day.

// propose asks whoever is to do something, or of an idea those who speak for the
// parties.
func (s *step) propose(it *Item) {
	people := []string{it.Owner}
	if it.Kind == procedure.ItemIdea {
		for _, p := range s.Known.Parties {
			if head, ok := p.Head(); ok && head.ID != it.By && !slices.Contains(people, head.ID) {
				people = append(people, head.ID)
			}
		}
	}
	s.inquire(Opening{Kind: inquiryProposed, Template: TemplateProposed, Items: []string{it.ID}, People: people})
}

// proposalSaid takes a yes with a day, another day, or a no with a reason. Whoever
// says yes owes it from then on.
func (s *step) proposalSaid(in *Inquiry, h asking.Happening) {
	it := s.item(in.Items[0])
	if it == nil || it.Stage != procedure.ItemProposed {
		return
	}
	all := h.Ask.Answers()
	yes, given := partnership.Answers(all).YesNo(QuestionAccept)
	day := partnership.Answers(all).Day(QuestionDay)
	if day == "" && given && yes {
		day = it.Due
	}
	switch person := h.Ask.Person; {
	case day != "" && (!given || yes): // a day is a yes
		s.accept(it, person, day, h)
	case given && yes:
		i := slices.IndexFunc(h.Ask.Questions, func(q partnership.Question) bool { return q.ID == QuestionDay })
		h.Ask.Questions = slices.Clone(h.Ask.Questions)
		h.Ask.Questions[i].Optional = false
		s.explain(procedure.Explanation{Why: whyWhen, Item: it.What})
	case given && (it.Kind != procedure.ItemIdea || declinedByAll(in.Circle)):
		s.refuse(it, person, partnership.Answers(all).Text(QuestionWhyNot))
	case given:
		s.explain(procedure.Explanation{Why: whyBack, Item: it.What, Person: it.By})
	}
}

// declinedByAll reports whether everybody who was asked has said no.
func declinedByAll(c asking.Circle) bool {
	return !slices.ContainsFunc(c.Asks, func(a asking.Ask) bool {
		yes, given := partnership.Answers(a.Answers()).YesNo(QuestionAccept)
		return !a.Left() && !a.Covered && (!given || yes)
	})
}

// accept makes a proposal a debt. A day that cannot be is asked for again.
func (s *step) accept(it *Item, person, day string, h asking.Happening) {
	if !s.takes(it, day, h) {
		return
	}
	it.Proposed, it.Owner, it.Due = false, person, day
	if it.Kind == procedure.ItemIdea {
		it.Kind = procedure.ItemTask
	}
	if it.For == person {
		it.For = it.By
	}
	s.explain(procedure.Explanation{Why: whyTaken, Item: it.What, Day: day, Person: it.By})
	s.tellAuthor(it, func(r *Row) { r.Actor, r.NewDay = person, day })
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: person, Text: title(*it) + " is taken by " + person + ", due " + day}, "taken", it.ID, day)
	s.anew(it)
}

// takes reports whether a day can be that of an item; one that cannot is asked for
// again.
func (s *step) takes(it *Item, day string, h asking.Happening) bool {
	e := procedure.Explanation{Item: it.What, Day: day}
	switch today := s.now.In(h.Ask.Due.Location()).Format("2006-01-02"); {
	case day < today:
		e.Why, e.Limit = whyPast, today
	case day > s.Known.End.String():
		e.Why, e.Limit = whyBeyond, s.Known.End.String()
	default:
		return true
	}
	h.Ask.Forget(QuestionDay)
	s.explain(e)
	return false
}

// refuse ends a proposal; who made it hears why.
func (s *step) refuse(it *Item, person, words string) {
	s.explain(procedure.Explanation{Why: whyBack, Item: it.What, Person: it.By})
	s.settle(it, procedure.ItemDropped, person)
	s.tellAuthor(it, func(r *Row) { r.Actor, r.Reason, r.Refused = person, words, true })
	s.note(procedure.Entry{Kind: procedure.EntryOutcome, Actor: person, Text: title(*it) + " is not taken by " + person, Outcome: procedure.OutcomeWaived}, "refused", it.ID)
}

// tellAuthor answers whoever put something up, at once.
func (s *step) tellAuthor(it *Item, said func(*Row)) {
	if _, there := s.Known.Person(it.By); there {
		s.tell(TemplateAnswered, it, it.By, false, said)
	}
}

// passOver asks who speaks for the party when somebody gives no word about a
// proposal. It climbs no further.
func (s *step) passOver(in *Inquiry, it *Item) {
	if it.Passed || it.Kind == procedure.ItemIdea {
		s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: "nobody has said yes or no to " + lower(title(*it))}, "unanswered", it.ID)
		return
	}
	it.Passed = true
	head, ok := s.Known.LeadOf(it.Owner)
	if !ok || in != nil && in.of(head.ID) {
		return
	}
	switch it.Kind {
	case procedure.ItemCorrective:
		s.askCorrective(it, head.ID)
	case procedure.ItemIssue:
		s.inquire(Opening{Kind: inquiryIssue, Template: TemplateIssue, Items: []string{it.ID}, People: []string{head.ID}})
	default:
		s.inquire(Opening{Kind: inquiryProposed, Template: TemplateProposed, Items: []string{it.ID}, People: []string{head.ID}})
	}
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// raise asks whoever has to answer a question, or can clear a blocker.
func (s *step) raise(it *Item) {
	it.Ladder.Steps = up(s.Known, it)
	it.Ladder.Taken, it.Ladder.Repeated = 0, 0
	s.inquire(Opening{Kind: inquiryIssue, Template: TemplateIssue, Items: []string{it.ID}, People: []string{it.Owner}})
}

// up is the ladder of an issue: when its two days have passed, who speaks for the
// party hears of it at once, and then it climbs as all items do.
func up(known partnership.Spec, it *Item) []ladder.Step {
	steps := ladder.Steps(known, ladder.Action, it.Owner, it.By)
	if len(steps) > 0 {
		first := steps[0]
		if head, ok := known.LeadOf(it.Owner); ok && !slices.Contains(first.Notify, head.ID) {
			first.Notify = append(slices.Clone(first.Notify), head.ID)
		}
		steps[0] = first
	}
	return steps
}

// overdueIssue is an issue that nobody has answered in time.
func (s *step) overdueIssue(it *Item) {
	if it.Stage != procedure.ItemOpen {
		return
	}
	if it.Proposed { // of another party: it owes no answer
		s.passOver(nil, it)
		return
	}
	it.LateAt = s.now.In(s.zoneOf(it))
	s.overdue(it, it.LateAt)
}

// answerIssue hands an answer to whoever has asked; they say whether it helps.
func (s *step) answerIssue(it *Item, person, words string) {
	if it == nil || it.Stage.Settled() {
		return
	}
	it.Said = procedure.Words{By: person, Text: words}
	it.Stage = procedure.ItemClaimed
	s.Any = true
	s.explain(procedure.Explanation{Why: whyPassed, Item: it.What, Person: it.By})
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: person, Text: title(*it) + " is answered"}, "answered", it.ID, s.cause())
	s.supersede(func(in Inquiry) bool { return in.Kind == inquiryHelps && slices.Contains(in.Items, it.ID) })
	if _, there := s.Known.Person(it.By); !there {
		s.done(it, person, "")
		return
	}
	s.inquire(Opening{Kind: inquiryHelps, Template: TemplateAnswer, Items: []string{it.ID}, People: []string{it.By}})
}

// judge takes the author's word whether an answer helps. One that does not is asked
// for again.
func (s *step) judge(it *Item, person string, helps bool, missing string) {
	switch {
	case it == nil || it.Stage != procedure.ItemClaimed:
	case helps:
		s.explain(procedure.Explanation{Why: whyHelped, Item: it.What})
		s.done(it, person, it.Said.Text)
	default:
		it.Lacks = procedure.Words{By: person, Text: missing}
		it.Stage = procedure.ItemOpen
		s.explain(procedure.Explanation{Why: whyLacking, Item: it.What, Person: it.Owner})
		s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: person, Text: title(*it) + " is open again"}, "lacking", it.ID, s.cause())
		s.anew(it)
	}
}
