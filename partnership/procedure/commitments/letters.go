package commitments

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// Content is what mails about items say. Which fields are set depends on the mail;
// days are as RFC 3339 full-dates, people by ID.
type Content struct {
	// Items are those that the mail is about.
	Items []Row `json:"items,omitempty"`
	// At is when the mail was decided on.
	At time.Time `json:"at,omitzero"`
	// Number counts the repeats of an alarm, Last says that no more follow.
	Number int  `json:"number,omitempty"`
	Last   bool `json:"last,omitempty"`
	// Next is when the next step is taken, and NextPeople who hear of it then.
	Next       time.Time `json:"next,omitzero"`
	NextPeople []string  `json:"next_people,omitempty"`
}

// Row is an item as a mail shows it.
type Row struct {
	ID       string             `json:"id"`
	What     string             `json:"what"`
	Kind     procedure.ItemKind `json:"kind,omitempty"`
	About    string             `json:"about,omitempty"` // the figure that a corrective action is for
	Owner    string             `json:"owner,omitempty"`
	For      string             `json:"for,omitempty"`
	Due      string             `json:"due,omitempty"`
	Evidence string             `json:"evidence,omitempty"`
	// By is who put it up, and Command what they wrote it with.
	By      string                  `json:"by,omitempty"`
	Command partnership.CommandName `json:"command,omitempty"`
	Since   time.Time               `json:"since,omitzero"`
	Said    procedure.Words         `json:"said,omitzero"`
	Lacks   procedure.Words         `json:"lacks,omitzero"`
	// Asked is a day that somebody wants, NewDay the one that counts from now on.
	Asked  string `json:"asked,omitempty"`
	NewDay string `json:"new_day,omitempty"`
	// Stage is how it ended, if it has; Actor is who decided, Reason what they said,
	// and Refused that they said no.
	Stage   procedure.ItemStage `json:"stage,omitempty"`
	Actor   string              `json:"actor,omitempty"`
	Reason  string              `json:"reason,omitempty"`
	Refused bool                `json:"refused,omitempty"`
	// Mine says that the reader has to act, Own that their side has.
	Mine bool `json:"mine,omitempty"`
	Own  bool `json:"own,omitempty"`
}

func (s *step) row(it *Item) Row {
	r := Row{
		ID: it.ID, What: it.What, Kind: it.Kind, Owner: it.Owner, For: it.For, Due: it.Due, Evidence: it.Evidence, By: it.By, Command: it.Command,
		Said: it.Said, Lacks: it.Lacks,
	}
	if it.Stage == procedure.ItemOverdue {
		r.Since = it.LateAt
	}
	if it.Request != nil {
		r.Asked, r.Reason = it.Request.Day, it.Request.Words
	}
	if it.Stage.Settled() {
		r.Stage = it.Stage
	}
	return r
}

// about is what a mail that asks says of its items, and what comes next.
func (s *step) about(items []*Item) Content {
	c := Content{At: s.now}
	for _, it := range items {
		c.Items = append(c.Items, s.row(it))
	}
	return c
}

// notice is what one person is told in a step, of one item or several: nobody gets
// two mails that differ in the item only.
type notice struct {
	template procedure.Template
	person   string
	rides    bool
	rows     []Row
	// follows are the alarms of which one has to have gone out, and unless those of
	// which none may.
	follows, unless []string
}

// tell notes what somebody is told of an item; what rides waits for another mail.
func (s *step) tell(template procedure.Template, it *Item, person string, rides bool, change func(*Row)) {
	s.put(notice{template: template, person: person, rides: rides}, it, change)
}

// tellBut tells somebody who gets no all-clear, which would say the same.
func (s *step) tellBut(told []ladder.Alarmed, template procedure.Template, it *Item, person string, rides bool, change func(*Row)) {
	a, was := ladder.Of(told, person)
	if !was || len(a.Letters) > 0 {
		s.put(notice{template: template, person: person, rides: rides, unless: a.Letters}, it, change)
	}
}

// put adds an item to a notice of its sort.
func (s *step) put(n notice, it *Item, change func(*Row)) {
	row := s.row(it)
	change(&row)
	i := slices.IndexFunc(s.notices, func(o notice) bool {
		return o.template == n.template && o.person == n.person && o.rides == n.rides && slices.Equal(o.unless, n.unless)
	})
	if i < 0 {
		i, s.notices = len(s.notices), append(s.notices, n)
		s.notices[i].follows = nil
	}
	s.notices[i].rows = append(s.notices[i].rows, row)
	s.notices[i].follows = procedure.Once(append(s.notices[i].follows, n.follows...))
}

// post writes what people are told.
func (s *step) post() {
	for _, n := range s.notices {
		l := s.letter(n.template, n.person, Content{Items: n.rows})
		first := n.rows[0]
		l.Key = fmt.Sprintf("%s/%s/%s/%s/%s", n.template, first.ID, n.person, first.Due, s.cause())
		l.Rides, l.FollowsAny, l.Unless = n.rides, n.follows, n.unless
		if n.rides && len(n.rows) == 1 {
			l.Topic = string(n.template) + "/" + first.ID
			if it := s.item(first.ID); it != nil && n.template == TemplateDone {
				it.Noted = l.Key
			}
		}
		if n.template == procedure.TemplateAllClear {
			l.Phrases = PhrasesSettled
		}
		s.write(l)
	}
	s.notices = nil
}

// letter is a notice of the commitments' own.
func (s *step) letter(template procedure.Template, person string, c Content) procedure.Letter {
	l := procedure.Letter{
		Template: template, Form: procedure.FormNotice, Slug: s.Slug, Spec: s.Spec, Workflow: s.Workflow, Person: person,
		Ask: procedure.AskID(s.Workflow, "letter", person), At: s.now,
	}
	if len(c.Items) == 1 {
		l.About = c.Items[0].What
	}
	return l.With(c)
}

// write sends a letter, unless nothing reaches its reader or they want no mail, and
// reports whether it does.
func (s *step) write(l procedure.Letter) bool {
	if _, there := s.Known.Person(l.Person); !there || !s.Address(&l) {
		return false
	}
	s.out.Add(procedure.Send{Letter: l})
	return true
}

// sound sends an alarm, and remembers it with what it speaks of.
func (s *step) sound(l procedure.Letter, alarms []alarm) {
	if !s.write(l) || !s.FollowsUp() {
		return
	}
	for _, a := range alarms {
		a.item.Ladder.Wrote(l.Person, l.Key)
	}
}

// allClear tells everybody who was alarmed about an item that it is over; it
// returns them. An alarm that nobody has read, and that speaks of nothing else, is
// taken back instead.
func (s *step) allClear(it *Item, said func(*Row)) []ladder.Alarmed {
	alarmed := it.Ladder.AllClear()
	speaksOfOthers := func(key string) bool {
		return slices.ContainsFunc(s.Items, func(o Item) bool { return slices.Contains(ladder.LettersOf(o.Ladder.Alarmed), key) })
	}
	if keys := slices.DeleteFunc(ladder.LettersOf(alarmed), speaksOfOthers); len(keys) > 0 {
		s.out.Add(procedure.Recall{Keys: keys})
	}
	for _, a := range alarmed {
		s.put(notice{template: procedure.TemplateAllClear, person: a.Person, follows: a.Letters}, it, said)
	}
	return alarmed
}

// alarm is a step that was taken for an item.
type alarm struct {
	ladder.Alarm
	item *Item
}

// climb takes the steps that are due. All alarms of one moment to one person are
// one mail.
func (s *step) climb() {
	var alarms []alarm
	for i := range s.Items {
		it := &s.Items[i]
		if it.Stage != procedure.ItemOverdue {
			continue
		}
		a, climbs := it.Ladder.Climb(s.now, tidings(it))
		switch {
		case !climbs:
		case a.Skipped:
			s.Any = true
			s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: title(*it) + ": step " + a.ID + " has nobody to notify and is skipped", Outcome: procedure.OutcomeSkipped}, "skipped", it.ID, a.ID, it.turn())
		default:
			s.Any = true
			s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: fmt.Sprintf("%s: step %s%s", title(*it), a.ID, repeated(a.Number))},
				"step", it.ID, a.ID, fmt.Sprint(a.Number), it.turn())
			alarms = append(alarms, alarm{a, it})
		}
	}
	s.alertAll(alarms)
}

// alertAll writes one letter to each who hears of any of some alarms.
func (s *step) alertAll(alarms []alarm) {
	var readers []string
	for _, a := range alarms {
		readers = append(readers, a.To...)
	}
	for _, person := range procedure.Once(readers) {
		s.alert(person, slices.DeleteFunc(slices.Clone(alarms), func(a alarm) bool { return !slices.Contains(a.To, person) }))
	}
}

func repeated(number int) string {
	if number == 0 {
		return ""
	}
	return fmt.Sprintf(", repeated (%d)", number)
}

// tidings are what an alarm has to say beside its step: they tell two mails apart.
func tidings(it *Item) string {
	t := it.Said.Text
	if it.Request != nil {
		t += "\x00" + it.Request.Day
	}
	return t
}

// alert writes to one person about all that has climbed to them. Owners, and
// whoever stands in, are asked again; to the others it is news that wants help.
func (s *step) alert(person string, alarms []alarm) {
	first := alarms[0]
	c := Content{Number: first.Number, Last: true}
	urgent := false
	for _, a := range alarms {
		row := s.row(a.item)
		row.Mine, row.Own = person == a.item.Owner, s.party(person) == s.party(a.item.Owner)
		c.Items = append(c.Items, row)
		c.Last = c.Last && a.item.Ladder.Spent()
		urgent = urgent || a.Urgent
		if next, ok := a.item.Ladder.Coming(); ok && (c.Next.IsZero() || next.At.Before(c.Next)) {
			c.Next, c.NextPeople = next.At, next.Notify
		}
	}
	key := fmt.Sprintf("late/%s/%s/%s/%d/%d", first.item.ID, person, first.ID, first.Number, first.At.Unix())
	if s.askAgain(person, alarms, c, key, urgent) {
		return
	}
	l := s.letter(TemplateLate, person, c)
	l.Key, l.Urgent = key, urgent
	s.sound(l, alarms)
}

// askAgain asks an open question once more in an alarm, of whoever it was asked of.
func (s *step) askAgain(person string, alarms []alarm, c Content, key string, urgent bool) bool {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over || in.Kind != inquiryDue && in.Kind != inquiryIssue && in.Kind != inquiryExperiment {
			continue
		}
		if !slices.ContainsFunc(alarms, func(a alarm) bool { return slices.Contains(in.Items, a.item.ID) }) {
			continue
		}
		d := s.desk(in)
		d.Template, d.Content = TemplateLate, procedure.Encode(c)
		for j := range in.Circle.Asks {
			a := &in.Circle.Asks[j]
			if a.Subject() != person && a.Person != person || a.Left() || a.Covered || a.Complete() || !a.Arrived() {
				continue
			}
			l := in.Circle.Letter(d, a, procedure.FormAsk, key)
			l.Window, l.Due, l.Urgent, l.Understood = procedure.Window{}, time.Time{}, urgent, a.Answers()
			for _, x := range alarms {
				if a.Person != person {
					x.item.Ladder.Tell(a.Person, tidings(x.item))
				}
			}
			s.sound(l, alarms)
			return true
		}
	}
	return false
}

// party is that of a person; one who has left has none.
func (c *Commitments) party(person string) string {
	p, _ := c.Known.PartyOf(person)
	return p.ID
}

func (c *Commitments) name(person string) string {
	if p, ok := c.Known.Person(person); ok {
		return p.Name
	}
	return person
}

// zoneOf is where an issue's owner is, as their ask's times show.
func (s *step) zoneOf(it *Item) *time.Location {
	for _, in := range s.Inquiries {
		for _, a := range in.Circle.Asks {
			if slices.Contains(in.Items, it.ID) && a.Subject() == it.Owner {
				return a.Due.Location()
			}
		}
	}
	return time.UTC
}
