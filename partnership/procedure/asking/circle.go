// Package asking is how every procedure asks people: who is asked, reminded,
// away, out of reach, late or corrected, and what they are told. One piece of
// machinery, so that a person meets the same manners everywhere.
package asking

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Circle is the people who are asked in one stage of a procedure.
type Circle struct {
	Stage string `json:"stage,omitempty"`
	Asks  []Ask  `json:"asks"`
	// ClosedAt is when the windows of all had passed, if they have.
	ClosedAt time.Time `json:"closed_at,omitzero"`
}

// Desk is what a procedure lends to its circle: where it stands, and how its
// letters are worded.
type Desk struct {
	*procedure.Base
	Out *procedure.Out
	Now time.Time
	// Template names the mail that asks; its phrases word all letters about it.
	Template procedure.Template
	// About names the procedure as declared, and Title as an admin reads it:
	// "fortnightly", "Check-in fortnightly".
	About, Title string
	// Until is when late answers stop counting.
	Until time.Time
	// Personal asks never move: to a deputy, a colleague, or whoever reads the mail of
	// somebody who has left.
	Personal bool
	// Sealed answers stay in the store. Of those that are Anonymous nobody learns who gave
	// them.
	Sealed, Anonymous bool
	// Content is what the letters say of the template's own, Writings what they show
	// of what others wrote.
	Content  json.RawMessage
	Writings []procedure.Writing
	// Result is the workflow of a survey whose figures the letters show.
	Result string
	// Accounts says that the letters show the ledger.
	Accounts bool
	// Dates says that the letters show what has become of milestones.
	Dates bool
	// Quiet says that an answer of which everything was understood gets no receipt.
	Quiet bool
	// Unwaited says that nobody waits for the answers: the partnership need not hear when
	// all are asked.
	Unwaited bool
}

// Happening is what an event came to.
type Happening struct {
	Kind    HappeningKind
	Ask     *Ask
	Reply   *procedure.Reply
	Answers []partnership.Answer // those that are new
	// Setback says why a mail came back.
	Setback procedure.Setback
	// Again says that the person is heard of after mail to them had come back.
	Again bool
	Heard []procedure.Heard // what is asked of the partnership
}

// HappeningKind names a happening.
type HappeningKind string

// The happenings.
const (
	Answered    HappeningKind = "answered"    // something new was said
	Away        HappeningKind = "away"        // the mailbox answered for its owner, or they say so themselves
	Promised    HappeningKind = "promised"    // an answer will come
	Unread      HappeningKind = "unread"      // somebody wrote, and nothing was understood
	Bounced     HappeningKind = "bounced"     // no mail reaches the person
	Undelivered HappeningKind = "undelivered" // the mail server has not taken the mail yet
	Delivered   HappeningKind = "delivered"   // it has, after some time
	Unwritten   HappeningKind = "unwritten"   // a letter could not be composed
	Covering    HappeningKind = "covering"    // a deputy is asked
	Departing   HappeningKind = "departing"   // the person has left, or says so
	Ordered     HappeningKind = "ordered"     // somebody asks something of the partnership
	Closed      HappeningKind = "closed"      // the last window has passed
	Nudged      HappeningKind = "nudged"      // an admin has given more time
)

// Add puts a person into the circle. Nothing is sent before the next step.
func (c *Circle) Add(workflow string, a Ask) {
	person := a.Subject()
	if a.For != "" {
		person += "/" + a.Person
	}
	a.ID = procedure.AskID(workflow, c.Stage, person)
	c.Asks = append(c.Asks, a)
}

// Begin puts those into the circle who are asked in a stage from a time on, as far as they can
// be reached and want mail. Nothing is sent before the next step.
func (c *Circle) Begin(b *procedure.Base, stage string, at time.Time, asks []Ask) {
	c.Stage = stage
	for _, a := range asks {
		a.Send = at
		c.Add(b.Workflow, a)
	}
	c.Reaching(b.Reach)
	for i := range c.Asks {
		c.Asks[i].Stopped = b.Presence.HasStopped(c.Asks[i].Person)
	}
}

// Answered reports whether everybody who can answer has.
func (c *Circle) Answered() bool {
	return !slices.ContainsFunc(c.Asks, func(a Ask) bool { return !a.Settled() && !a.Left() && !a.Covered })
}

// CutShort ends the asking for an admin, who says why: what has not gone out stays at home.
func (c *Circle) CutShort(d Desk, stage, why string) {
	d.Note(d.Out, d.Now, procedure.Entry{
		Kind: procedure.EntryCommand, Actor: procedure.Admin, Text: fmt.Sprintf("%s: an admin ended the part %q: %s", d.Title, stage, why),
	})
	c.TakeBack(d.Out)
	c.ClosedAt = d.Now
}

// CheckCutShort refuses to end a part for an admin in which nobody is asked, or without a
// reason.
func (c *Circle) CheckCutShort(b *procedure.Base, reason string) error {
	switch {
	case b.Ended || b.Decided != "" || c.Closed():
		return fmt.Errorf("end stage of %s: nobody is asked anything in it now", b.Workflow)
	case b.Paused():
		return fmt.Errorf("end stage of %s: the partnership is paused; resume it first", b.Workflow)
	case strings.TrimSpace(reason) == "":
		return fmt.Errorf(`end stage of %s: say why in "reason"; all who take part read it`, b.Workflow)
	}
	return nil
}

// Outdone reports whether a deputy's answer to a question counts no more, because
// the person has answered it.
func (c *Circle) Outdone(a Ask, question string) bool {
	return a.For != "" && slices.ContainsFunc(c.Asks, func(own Ask) bool { return own.Person == a.For && own.For == "" && own.answered(question) })
}

// Holds reports whether an ask is one of the circle's.
func (c *Circle) Holds(ask string) bool { return c.find(ask) != nil }

// Letter is one more letter about an ask, such as an alarm that asks again.
func (c *Circle) Letter(d Desk, a *Ask, form procedure.Form, key string) procedure.Letter {
	return c.letter(d, a, form, key)
}

// Closed reports whether the windows of all have passed.
func (c *Circle) Closed() bool { return !c.ClosedAt.IsZero() }

// Ends is when late answers stop counting: as a rule until the next round, but
// not before the windows of all who were asked.
func (c *Circle) Ends(until time.Time) time.Time {
	if until.IsZero() {
		return until
	}
	for _, a := range c.Asks {
		if a.Arrived() {
			until = procedure.Later(until, a.Due)
		}
	}
	return until
}

// Step applies an event and does whatever the time asks for.
func (c *Circle) Step(d Desk, ev procedure.Event) []Happening {
	var happened []Happening
	c.keep(d)
	switch ev.Kind {
	case procedure.Replied:
		happened = c.reply(d, *ev.Reply)
	case procedure.Arrived:
		happened = c.arrived(d, ev.Arrivals)
	case procedure.Reckoned:
		happened = c.reckoned(d, *ev.Reckoning)
	case procedure.Told:
		if ev.Message.Order != nil {
			c.ordered(d, *ev.Message.Order)
		}
		happened = c.arrived(d, ev.Message.Arrivals)
	case procedure.Started:
		c.seekLost(d)
	case procedure.Commanded:
		happened = c.nudge(d, *ev.Command)
	case procedure.Woke, procedure.Planned, procedure.Tallied, procedure.Looked, procedure.Published:
	}
	d.Until = c.Ends(d.Until) // the end of a pause moves the windows
	if !d.Ended && !d.Paused() {
		c.post(d)
		c.remind(d)
		happened = append(happened, c.close(d)...)
	}
	return happened
}

// over reports whether answers count no more, however late.
func (d Desk) over() bool { return !d.Until.IsZero() && !d.Now.Before(d.Until) }

// post writes the letters that ask, and awaits their arrival. After a pause it
// may be too late to ask at all.
func (c *Circle) post(d Desk) {
	if c.Closed() || d.over() {
		return
	}
	var await procedure.Await
	var names []string
	var due time.Time
	city := ""
	for i := range c.Asks {
		a := &c.Asks[i]
		if a.Key != "" || a.Left() || a.lost() || a.Covered || a.Unasked || a.Complete() && !a.Voluntary() {
			continue
		}
		d.Out.Add(procedure.Send{Letter: c.ask(d, a)})
		if a.Send.After(d.Now) {
			continue // held until then; the arrival comes as a message
		}
		await.Keys = append(await.Keys, a.Key)
		names = append(names, a.Name)
		if due.IsZero() || a.Due.Before(due) {
			due, city = a.Due, a.City
		}
	}
	if len(names) > 0 {
		await.Summary = summary("Ask", names, ", due "+procedure.Local(due, city))
		d.Out.Add(await)
	}
}

// ask is the letter that asks somebody for the first time, or again at another
// address or after a pause.
func (c *Circle) ask(d Desk, a *Ask) procedure.Letter {
	a.Posted++
	a.Key = c.askKey(a)
	l := c.letter(d, a, procedure.FormAsk, a.Key)
	l.Opens, l.NotBefore, l.Until = true, a.Send, d.Until
	if a.Arrived() { // asked again: the window goes on
		l.Window = procedure.Window{}
		l.Understood = a.Answers()
	}
	return l
}

// keyed names an ask in the keys of its letters: a person may be asked for
// themselves and for somebody else.
func (a Ask) keyed() string {
	if a.For == "" {
		return a.Person
	}
	return a.Person + "/for/" + a.For
}

// askKey is the key of the latest letter that asked somebody.
func (c *Circle) askKey(a *Ask) string { return c.KeyOf(*a, a.Posted) }

// KeyOf is the key of the letter that asked somebody for the nth time.
func (c *Circle) KeyOf(a Ask, nth int) string {
	key := fmt.Sprintf("ask%s/%s", stageKey(c.Stage), a.keyed())
	if nth > 1 {
		key += fmt.Sprintf("/%d", nth)
	}
	return key
}

func stageKey(stage string) string {
	if stage == "" {
		return ""
	}
	return "-" + stage
}

// summary names people as far as an admin's line holds them.
func summary(verb string, names []string, rest string) string {
	for shown := len(names); shown > 0; shown-- {
		s := verb + " " + list(names, shown) + rest
		if len([]rune(s)) <= procedure.SummaryLimit {
			return s
		}
	}
	return verb + " " + procedure.Counted(len(names), "person") + rest
}

func list(names []string, shown int) string {
	more := len(names) - shown
	switch {
	case more > 0:
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), more)
	case len(names) == 1:
		return names[0]
	default:
		last := len(names) - 1
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
}

// remind sends the reminders whose time has come. After a long outage one
// reminder stands for all those that were missed.
func (c *Circle) remind(d Desk) {
	if c.Closed() {
		return
	}
	for i := range c.Asks {
		a := &c.Asks[i]
		due := a.remindersDue(d.Now)
		if due <= a.Reminded || !a.Arrived() {
			continue
		}
		a.Reminded = due
		if !a.chased() || !d.Now.Before(a.Due) {
			continue
		}
		l := c.letter(d, a, procedure.FormReminder, fmt.Sprintf("remind%s-%d/%s", stageKey(c.Stage), due, a.keyed()))
		l.Number, l.Of, l.Understood, l.Until = due, len(a.Remind), a.Answers(), a.Due
		if a.Promise != nil && !a.Promise.Quoted {
			l.Promised, a.Promise.Quoted = a.Promise.Until, true
		}
		d.Out.Add(procedure.Send{Letter: l})
	}
}

// close ends the time in which answers count as in time. While somebody has not
// been asked yet it stays open, but not for ever.
func (c *Circle) close(d Desk) []Happening {
	if c.Closed() {
		return nil
	}
	over := d.over()
	if !over && slices.ContainsFunc(c.Asks, func(a Ask) bool { return !a.settled(d.Now) }) {
		return nil
	}
	if !over && d.Now.Before(c.firstDue()) && !c.idle() {
		return nil // there is time for corrections
	}
	c.ClosedAt = d.Now
	return []Happening{{Kind: Closed}}
}

// Shift moves the rest of all windows by a time in which they did not count, or back.
func (c *Circle) Shift(now time.Time, by time.Duration) {
	for i := range c.Asks {
		if a := &c.Asks[i]; a.Arrived() && !a.settled(now) {
			a.shift(now, by)
		}
	}
}

// Of finds an ask by its ID; nil if it is none of the circle's.
func (c *Circle) Of(ask string) *Ask { return c.find(ask) }

// idle reports whether nobody can answer any more: all have left or are out of
// reach.
func (c *Circle) idle() bool {
	return !slices.ContainsFunc(c.Asks, func(a Ask) bool { return !a.Left() && (!a.lost() || a.Pending) && a.Failed == "" && !a.Covered })
}

// firstDue is when the first window ends.
func (c *Circle) firstDue() time.Time {
	var first time.Time
	for _, a := range c.Asks {
		if !a.Left() && (first.IsZero() || a.Due.Before(first)) {
			first = a.Due
		}
	}
	return first
}

// Next is when the circle wants to look again, and why; zero for never. What has
// passed while a mail had not arrived waits for the mail server.
func (c *Circle) Next(d Desk) (at time.Time, why string) {
	if c.Closed() || d.Paused() || d.Ended {
		return time.Time{}, ""
	}
	sooner := func(t time.Time, summary string) {
		if t.After(d.Now) && (at.IsZero() || t.Before(at)) {
			at, why = t, summary
		}
	}
	closes, open := c.firstDue(), false
	for _, a := range c.Asks {
		if a.settled(d.Now) {
			continue
		}
		if !open || a.Due.After(closes) {
			closes, open = a.Due, true
		}
		if a.Reminded < len(a.Remind) && !a.Covered && !a.Complete() {
			sooner(a.Remind[a.Reminded], procedure.Summary(
				fmt.Sprintf("Reminder %d of %d to ", a.Reminded+1, len(a.Remind)), a.Name, ", due "+procedure.Local(a.Due, a.City)))
		}
	}
	sooner(closes, "Window closes")
	return at, why
}

// Unsent reports whether a letter that asks may still be on its way. Reminders
// that are take care of themselves: they expire with the window.
func (c *Circle) Unsent() bool {
	return slices.ContainsFunc(c.Asks, func(a Ask) bool { return a.Key != "" && !a.Arrived() && !a.lost() && a.Failed == "" })
}

// Open lists who has not answered yet.
func (c *Circle) Open(now time.Time) []procedure.OpenAsk {
	var open []procedure.OpenAsk
	for _, a := range c.Asks {
		if a.Complete() || a.Left() || a.Covered || a.Unasked {
			continue
		}
		o := procedure.OpenAsk{Person: a.Person, Since: a.SentAt, Due: a.Due, Late: a.Late(now), Note: a.Remark()}
		if a.Promise != nil {
			o.Promised = a.Promise.Until
		}
		if o.Note == notAskedYet && a.Send.After(now) {
			o.Held, o.Note = a.Send, ""
		}
		open = append(open, o)
	}
	return open
}

const notAskedYet = "not asked yet"

// Remark says in words what keeps an answer away, if anything does.
func (a Ask) Remark() string {
	switch {
	case a.Complete():
		return ""
	case a.Stopped:
		return "wants no mail"
	case a.Replaced != "":
		return "another is asked"
	case a.Left():
		return "has left"
	case a.Failed != "":
		return "the mail could not be written: " + a.Failed
	case a.Gone:
		return "has left"
	case a.Bounced:
		return "mail bounced"
	case a.Returned != "":
		return "mail came back: " + a.Returned.Words()
	case a.Away == unknownDay:
		return "away"
	case a.Away != "":
		return "away until " + a.Away
	case a.Promise != nil && !a.Promise.Until.IsZero():
		return "promised for " + a.Promise.Until.Format("Mon 2 Jan")
	case a.Unread > 0:
		return NothingRead
	case a.Waiting:
		return "the mail server has not taken the mail yet"
	case !a.Arrived():
		return notAskedYet
	default:
		return ""
	}
}

func (c *Circle) letter(d Desk, a *Ask, form procedure.Form, key string) procedure.Letter {
	spec := d.Spec
	if a.LeftWith != "" {
		spec = a.LeftWith
	}
	return procedure.Letter{
		Key: key, Template: d.Template, Form: form, Slug: d.Slug, Spec: spec, Workflow: d.Workflow,
		Person: a.Person, Reader: a.Reader, Ask: a.ID, About: d.About, At: d.Now, Writings: d.Writings, Result: d.Result, Accounts: d.Accounts, Dates: d.Dates,
		Asking:  procedure.Asking{For: a.For, Delegated: a.Delegated, Window: a.Window, Due: a.Due, Questions: a.Questions, Sealed: d.Sealed, Anonymous: d.Anonymous},
		Content: d.Content,
	}
}
