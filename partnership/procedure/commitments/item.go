package commitments

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// title names an item to admins.
func title(it Item) string { return "Commitment " + it.ID }

func (c *Commitments) item(id string) *Item {
	i := slices.IndexFunc(c.Items, func(it Item) bool { return it.ID == id })
	if i < 0 {
		return nil
	}
	return &c.Items[i]
}

// asks reports whether its owner is asked in a list, or about an experiment, when
// its day has come.
func (i Item) asks() bool { return i.Kind == procedure.ItemTask || i.Kind == procedure.ItemExperiment }

// turn tells in the journal what happens to an item again from what did before: it may
// be done twice by one day.
func (i Item) turn() string {
	if i.Reopened == 0 {
		return i.Due
	}
	return fmt.Sprintf("%s/%d", i.Due, i.Reopened)
}

// add takes an item up. The same item twice changes nothing.
func (s *step) add(i procedure.Item) {
	if i.ID == "" || s.item(i.ID) != nil {
		return
	}
	if _, there := s.Known.Person(i.Owner); !there {
		s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: "Commitment " + i.ID + " has no owner and is kept nowhere", Outcome: procedure.OutcomeWithdrawn}, "ownerless", i.ID)
		return
	}
	s.Any = true
	s.Items = append(s.Items, Item{Item: i, Stage: procedure.ItemOpen})
	it := &s.Items[len(s.Items)-1]
	if i.Declared {
		it.DeclaredDue = i.Due
	}
	s.note(procedure.Entry{Kind: procedure.EntryBegin, Actor: i.By, Text: fmt.Sprintf("%s of %s%s", title(*it), i.Owner, dueWords(i.Due))}, i.ID, i.Due)
	switch {
	case i.Kind == procedure.ItemIssue:
		s.raise(it)
	case i.Kind == procedure.ItemCorrective:
		s.askCorrective(it, it.Owner)
	case i.Due == "" && !i.Within.IsZero():
		s.reckon.Instants = append(s.reckon.Instants, procedure.Instant{Key: "within/" + i.ID, Person: i.Owner, From: s.now, Span: i.Within})
	case i.Proposed || i.Kind == procedure.ItemIdea:
		it.Stage = procedure.ItemProposed
		s.propose(it)
	default:
		s.plan(it)
	}
}

func dueWords(day string) string {
	if day == "" {
		return ""
	}
	return ", due " + day
}

// plan asks the calendars when its owner is asked and when it is late, and sets the
// ladder. What is due already when it comes leaves its owner a business day.
func (s *step) plan(it *Item) {
	it.AskAt, it.LateAt = time.Time{}, time.Time{}
	it.Ladder.Steps = ladder.Steps(s.Known, ladder.Action, it.Owner, it.For)
	it.Ladder.Taken, it.Ladder.Repeated = 0, 0
	s.reckon.Instants = append(s.reckon.Instants,
		procedure.Instant{Key: "ask/" + it.ID, Person: it.Owner, Day: it.Due, Of: procedure.MomentAsk, From: s.now},
		procedure.Instant{Key: "late/" + it.ID, Person: it.Owner, With: it.For, Day: it.Due, Of: procedure.MomentLate, From: s.now},
		procedure.Instant{Key: "grace/" + it.ID, Person: it.Owner, Span: businessDay, From: s.now},
	)
}

var businessDay = cadence.Span{Count: 1, Unit: cadence.BusinessDays}

// planned takes what the calendars say of items.
func (s *step) planned(r procedure.Reckoning) {
	for _, i := range r.Instants {
		kind, id, _ := strings.Cut(i.Key, "/")
		it := s.item(id)
		if it == nil || it.Stage.Settled() {
			continue
		}
		switch kind {
		case "within":
			it.Due = i.At.Format(time.DateOnly)
			s.plan(it)
		case "ask":
			it.AskAt = i.At
			s.Any = true
		case "late":
			it.LateAt = i.At
		case "grace": // comes last
			if !it.AskAt.After(s.now) && it.LateAt.Before(i.At) {
				it.LateAt = i.At
			}
		case "tomorrow":
			it.AskAt = i.At
			it.LateAt = procedure.Later(it.LateAt, i.At.Add(24*time.Hour)).In(it.LateAt.Location())
		}
	}
	for i := range s.Items {
		s.Items[i].Ladder.Reckoned("ladder/"+s.Items[i].ID, r)
	}
}

// anew plans an item again: it has another owner or another day.
func (s *step) anew(it *Item) {
	s.release(it.ID)
	it.Stage, it.Request = procedure.ItemOpen, nil
	it.SettledAt = time.Time{}
	switch it.Kind {
	case procedure.ItemIssue:
		s.raise(it)
	case procedure.ItemCorrective:
		s.askCorrective(it, it.Owner)
	case procedure.ItemTask, procedure.ItemExperiment, procedure.ItemIdea:
		s.plan(it)
	}
}

// declare compares what the spec declares now with what is kept of it. What was
// settled stays so, unless its day is another one.
func (s *step) declare(items []procedure.Item) {
	for i := range s.Items {
		it := &s.Items[i]
		if it.Declared && !slices.ContainsFunc(items, func(d procedure.Item) bool { return d.ID == it.ID }) && !it.Stage.Settled() {
			s.drop(it, "", "")
		}
	}
	for _, d := range items {
		it := s.item(d.ID)
		switch {
		case it == nil:
			s.add(d)
		case it.Stage.Settled() && it.DeclaredDue == d.Due:
		case it.Stage.Settled():
			s.Items = slices.DeleteFunc(s.Items, func(known Item) bool { return known.ID == d.ID })
			s.add(d)
		case it.What != d.What || it.Owner != d.Owner || it.For != d.For:
			if it.DeclaredDue != d.Due {
				it.Due, it.DeclaredDue = d.Due, d.Due
			}
			it.What, it.Owner, it.For, it.Evidence = d.What, d.Owner, d.For, d.Evidence
			s.Any = true
			s.anew(it)
		case it.DeclaredDue != d.Due:
			it.DeclaredDue = d.Due
			if it.Due != d.Due {
				s.move(it, d.Due, "", "")
			}
		default:
			it.Evidence = d.Evidence
		}
	}
}

// askOwners asks each owner for all that is due, in one mail, and not twice a day.
func (s *step) askOwners() {
	for i := range s.Items {
		it := &s.Items[i]
		if it.Stage != procedure.ItemOpen || !it.asks() || it.AskAt.IsZero() || s.now.Before(it.AskAt) {
			continue
		}
		if it.Kind == procedure.ItemExperiment {
			it.Stage = procedure.ItemDue
			s.inquire(Opening{Kind: inquiryExperiment, Template: TemplateExperiment, Items: []string{it.ID}, People: []string{it.Owner}, Due: it.LateAt})
			continue
		}
		today := s.now.In(it.AskAt.Location())
		if s.listed(it.Owner, today.Format(time.DateOnly)) {
			s.reckon.Instants = append(s.reckon.Instants, procedure.Instant{
				Key: "tomorrow/" + it.ID, Person: it.Owner, Day: cadence.DateOf(today).AddDays(1).String(), From: s.now,
			})
			it.AskAt = time.Time{}
			continue
		}
		s.list(it.Owner)
	}
	for _, it := range s.Items {
		if it.Stage == procedure.ItemDue && it.Kind == procedure.ItemTask && !s.onList(it.ID) {
			s.list(it.Owner)
		}
	}
}

func (s *step) listed(person, day string) bool {
	return slices.Contains(s.Lists, Listed{Person: person, Day: day})
}

// list asks an owner for everything due or overdue. A newer list takes the place of
// an older one.
func (s *step) list(owner string) {
	var ids []string
	var due time.Time
	for i := range s.Items {
		it := &s.Items[i]
		if it.Owner != owner || it.Kind != procedure.ItemTask || it.AskAt.IsZero() && it.Stage == procedure.ItemOpen || s.now.Before(it.AskAt) {
			continue
		}
		switch it.Stage {
		case procedure.ItemOpen:
			it.Stage = procedure.ItemDue
			ids = append(ids, it.ID)
			if due.IsZero() || it.LateAt.Before(due) {
				due = it.LateAt
			}
			s.Lists = slices.DeleteFunc(s.Lists, func(l Listed) bool { return l.Person == owner })
			s.Lists = append(s.Lists, Listed{Person: owner, Day: s.now.In(it.AskAt.Location()).Format(time.DateOnly)})
		case procedure.ItemDue, procedure.ItemOverdue:
			ids = append(ids, it.ID)
		case procedure.ItemProposed, procedure.ItemClaimed, procedure.ItemDone, procedure.ItemDropped:
		}
	}
	if len(ids) == 0 {
		return
	}
	slices.SortStableFunc(ids, func(a, b string) int { return strings.Compare(s.item(a).Due, s.item(b).Due) })
	s.supersede(func(in Inquiry) bool { return in.Kind == inquiryDue && in.of(owner) })
	s.inquire(Opening{Kind: inquiryDue, Template: TemplateDue, Items: ids, People: []string{owner}, Due: due})
}

// turnLate begins the time in which something is late. Nobody is late who was not
// asked.
func (s *step) turnLate() {
	for i := range s.Items {
		it := &s.Items[i]
		if it.Stage != procedure.ItemDue || it.LateAt.IsZero() || s.now.Before(it.LateAt) || !s.reached(it.ID) {
			continue
		}
		s.overdue(it, it.LateAt)
	}
}

// overdue begins an item's ladder.
func (s *step) overdue(it *Item, from time.Time) {
	it.Stage = procedure.ItemOverdue
	s.Any = true
	s.Facts = append(s.Facts, procedure.Fact{Kind: procedure.FactLate, Of: s.Workflow + "/" + it.ID, At: s.now})
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: title(*it) + " is late"}, "late", it.ID, it.turn())
	instants := it.Ladder.Instants("ladder/"+it.ID, it.Owner, from)
	if it.Kind == procedure.ItemIssue && len(instants) > 0 { // its two days have passed
		it.Ladder.Steps[0].At, instants = from, instants[1:]
	}
	s.reckon.Instants = append(s.reckon.Instants, instants...)
}

// reached reports whether whoever has to answer for an item was really asked, or
// cannot be.
func (s *step) reached(id string) bool {
	for _, in := range s.Inquiries {
		if in.Over || !slices.Contains(in.Items, id) || in.Kind != inquiryDue && in.Kind != inquiryExperiment {
			continue
		}
		for _, a := range in.Circle.Asks {
			if a.Arrived() || a.Bounced || a.Failed != "" || a.Left() {
				return true
			}
		}
	}
	return false
}

// done is the end that everybody wants: who waits hears of it, at once who was
// alarmed.
func (s *step) done(it *Item, by, words string) {
	if words != "" {
		it.Said = procedure.Words{By: by, Text: words}
	}
	s.settle(it, procedure.ItemDone, by)
	said := func(r *Row) { r.Actor, r.Reason = by, words }
	told := s.allClear(it, said)
	for _, person := range s.concerned(it) {
		if person != by {
			s.tellBut(told, TemplateDone, it, person, true, said)
		}
	}
	s.Facts = append(s.Facts, procedure.Fact{Kind: procedure.FactMet, Of: s.Workflow + "/" + it.ID, At: s.now})
	s.note(procedure.Entry{Kind: procedure.EntryOutcome, Actor: by, Text: title(*it) + " is done" + procedure.ByAdmin(by, words), Outcome: procedure.OutcomeMet}, "done", it.ID, it.turn())
}

// drop ends an item that need not be done: an admin says so, or the spec does.
func (s *step) drop(it *Item, by, reason string) {
	asked := s.wereAsked(it.ID)
	waits := it.Stage == procedure.ItemProposed || it.Kind == procedure.ItemCorrective
	rides := it.Kind == procedure.ItemCorrective && by == "" // what was wrong is over
	s.settle(it, procedure.ItemDropped, by)
	said := func(r *Row) { r.Actor, r.Reason = by, reason }
	told := s.allClear(it, said)
	for _, person := range procedure.Once(append(asked, it.For)) {
		if person != "" && (!waits || person != it.For) {
			s.tellBut(told, TemplateDropped, it, person, rides || !slices.Contains(asked, person), said)
		}
	}
	s.note(procedure.Entry{Kind: procedure.EntryOutcome, Actor: by, Text: title(*it) + " is dropped" + procedure.ByAdmin(by, reason), Outcome: procedure.OutcomeWaived}, "dropped", it.ID, it.turn())
}

func (s *step) settle(it *Item, stage procedure.ItemStage, by string) {
	it.Stage, it.SettledAt, it.SettledBy, it.Request = stage, s.now, by, nil
	s.release(it.ID)
	s.Any = true
}

// concerned are who hears that an item is done: who waits for it, and who put it up.
func (s *step) concerned(it *Item) []string {
	var people []string
	for _, person := range []string{it.For, it.By} {
		if _, there := s.Known.Person(person); there && person != it.Owner {
			people = append(people, person)
		}
	}
	return procedure.Once(people)
}

// freely is how many days an owner may move something once, on their own.
const freely = 7

// possible reports whether a day can be that of an item, and explains why not.
func (s *step) possible(it *Item, day string) bool {
	e := procedure.Explanation{Item: it.What, Day: day, Limit: it.Due}
	switch e.Why = s.impossible(it, day); e.Why {
	case "":
		return true
	case whyBeyond:
		e.Limit = s.Known.End.String()
	case whyPast:
		e.Limit = s.today(it)
	}
	s.explain(e)
	return false
}

// newDay takes a day that the owner names, and reports whether it may come to pass.
func (s *step) newDay(it *Item, by, day, words string) bool {
	if !s.possible(it, day) {
		return false
	}
	e := procedure.Explanation{Item: it.What, Day: day, Limit: it.Due}
	due, err := cadence.ParseDate(it.Due)
	if err == nil && !it.Moved && day <= due.AddDays(freely).String() || it.For == "" {
		it.Moved = true
		e.Why = whyMoved
		s.explain(e)
		s.move(it, day, by, words)
		return true
	}
	e.Why, e.Person = whyAsked, it.For
	s.explain(e)
	if it.Request != nil && it.Request.Day == day {
		return true
	}
	it.Request = &procedure.Request{Day: day, By: by, Words: words}
	s.Any = true
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: title(*it) + ": another day is asked for, " + day}, "request", it.ID, s.cause())
	s.supersede(func(in Inquiry) bool { return in.Kind == inquiryDay && slices.Contains(in.Items, it.ID) })
	s.inquire(Opening{Kind: inquiryDay, Template: TemplateDay, Items: []string{it.ID}, People: []string{it.For}})
	return true
}

// impossible says why a day cannot be taken.
func (s *step) impossible(it *Item, day string) string {
	switch {
	case day == "":
		return whyNoDay
	case day <= s.today(it):
		return whyPast
	case day <= it.Due:
		return whyEarlier
	case day > s.Known.End.String():
		return whyBeyond
	default:
		return ""
	}
}

// today is the owner's day. What was reckoned carries the offset of their zone.
func (s *step) today(it *Item) string { return s.now.In(it.LateAt.Location()).Format(time.DateOnly) }

// move gives an item another day. Whoever was alarmed hears that it is over.
func (s *step) move(it *Item, day, by, reason string) {
	said := func(r *Row) { r.NewDay, r.Actor, r.Reason = day, by, reason }
	old := it.Due
	told := s.allClear(it, said)
	readers := []string{it.For}
	if by != it.Owner || it.Request != nil {
		readers = append(readers, it.Owner)
	}
	for _, person := range procedure.Once(readers) {
		if _, there := s.Known.Person(person); there {
			s.tellBut(told, TemplateMoved, it, person, person != it.Owner, said)
		}
	}
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: fmt.Sprintf("%s moves from %s to %s%s", title(*it), old, day, procedure.ByAdmin(by, reason))}, "moved", it.ID, day, s.cause())
	it.Due = day
	s.Any = true
	s.anew(it)
}

// decline keeps the day. Silence is no consent.
func (s *step) decline(it *Item, by, words string) {
	if it.Request == nil {
		return
	}
	asked := *it.Request
	it.Request = nil
	s.Any = true
	s.reopen(it.ID)
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Actor: by, Text: title(*it) + ": the day stays, " + it.Due}, "declined", it.ID, s.cause())
	s.tell(TemplateStays, it, asked.By, false, func(r *Row) { r.Asked, r.Actor, r.Reason = asked.Day, by, words })
}

// kept is for how long it is known what has become of a settled item.
const kept = 30 * 24 * time.Hour

// forget drops items that were settled long ago, and inquiries that are over. What
// the spec declares stays known: it must not begin again.
func (s *step) forget() {
	s.Items = slices.DeleteFunc(s.Items, func(it Item) bool {
		return it.Stage.Settled() && !it.Declared && s.now.Sub(it.SettledAt) > kept
	})
	const most = 6
	over := 0
	for _, in := range s.Inquiries {
		if in.Over {
			over++
		}
	}
	s.Inquiries = slices.DeleteFunc(s.Inquiries, func(in Inquiry) bool {
		if in.Over && over > most {
			over--
			return true
		}
		return false
	})
}
