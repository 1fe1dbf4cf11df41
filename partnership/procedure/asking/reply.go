package asking

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	// CorrectionPeriod is how long an answer may be replaced by its author.
	CorrectionPeriod = 24 * time.Hour
	// mostPromises is how often a promise holds reminders back.
	mostPromises = 2
	// unknownDay stands for an absence whose end was not announced.
	unknownDay = "?"
)

// promiseSpan is how long a promise without a day holds.
var promiseSpan = cadence.Span{Count: 2, Unit: cadence.BusinessDays}

// find returns the ask that a reply belongs to.
func (c *Circle) find(id string) *Ask {
	for i := range c.Asks {
		if c.Asks[i].ID == id {
			return &c.Asks[i]
		}
	}
	return nil
}

// reply takes one incoming mail. The same mail twice changes nothing.
func (c *Circle) reply(d Desk, r procedure.Reply) []Happening {
	a := c.find(r.Ask)
	if a == nil || d.Ended || !d.Seen.Add(r.ID) {
		return nil
	}
	if a = c.answeredBy(d, a, r); a == nil {
		return nil
	}
	if c.passedOn(d, a, r) {
		return nil
	}
	happening := Happening{Ask: a, Reply: &r, Again: c.again(d, a, r)}
	switch r.Class {
	case procedure.ReplyBounce:
		c.returned(d, a, r.Bounce)
		d.note(r, "mail to "+a.Person+" bounced")
		happening.Kind, happening.Setback = Bounced, r.Bounce
	case procedure.ReplyAuto:
		happening.Kind = c.automatic(d, a, r)
	case procedure.ReplyAbsence:
		c.absence(d, a, r)
		happening.Kind = Away
	case procedure.ReplyPromise:
		c.promise(d, a, r)
		happening.Kind = Promised
	case procedure.ReplyUnread:
		a.Unread++
		d.note(r, a.Person+" wrote, but it could not be read")
		happening.Kind = Unread
	case procedure.ReplyAnswer:
		happening.Answers = c.answer(d, a, r)
		happening.Kind = happening.written()
		if happening.Kind == "" { // thanks, or what was said before
			return c.orders(d, a, r, false)
		}
	case procedure.ReplyHeld: // for the partnership
		return nil
	}
	return append([]Happening{happening}, c.orders(d, a, r, len(happening.Answers) > 0)...)
}

// again reports whether somebody is heard of after mail to them had come back; they
// can be reached then.
func (c *Circle) again(d Desk, a *Ask, r procedure.Reply) bool {
	if !d.Covers() || !r.Written() || !a.lost() && a.Returned == "" {
		return false
	}
	c.reached(a, procedure.Reach{Reader: a.Reader})
	return true
}

// automatic takes what a mailbox answers in its owner's place.
func (c *Circle) automatic(d Desk, a *Ask, r procedure.Reply) HappeningKind {
	if r.Departure != nil {
		d.note(r, "the mailbox of "+a.Person+" says that they have left")
		return Departing
	}
	c.away(d, a, r)
	return Away
}

// written is what a mail in which somebody answers comes to; nothing if it says
// nothing new.
func (h Happening) written() HappeningKind {
	switch r := h.Reply; {
	case len(h.Answers) > 0:
		return Answered
	case len(r.Answers) == 0 && len(r.Problems) > 0:
		return Unread
	case r.Departure != nil:
		return Departing
	case h.Again:
		return Answered
	default:
		return ""
	}
}

func (d Desk) note(r procedure.Reply, text string) {
	d.Note(d.Out, d.Now, procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: text, Source: r.Source}, r.ID)
}

// recasts reports whether a ballot comes in the place of an earlier one. Nobody knows
// which of its answers are others.
func (d Desk) recasts(a *Ask) bool { return d.Anonymous && len(a.Given) > 0 }

// answer merges what a person wrote and says back what was understood. It
// returns what is new.
func (c *Circle) answer(d Desk, a *Ask, r procedure.Reply) []partnership.Answer {
	var news, replaced []partnership.Answer
	var kept []string
	again := d.recasts(a)
	for _, answer := range r.Answers {
		old, outcome := a.merge(answer, d.Now, r.By)
		if c.Outdone(*a, answer.Question) {
			continue
		}
		switch outcome {
		case added:
			news = append(news, answer)
		case changed:
			news, replaced = append(news, answer), append(replaced, old)
		case refused:
			kept = append(kept, answer.Question)
		case same, stray:
		}
	}
	d.note(r, fmt.Sprintf("%s answered %s", a.Person, procedure.Counted(len(r.Answers), "question")))
	a.Doubt = len(r.Problems) > 0
	promised := a.Promise
	if len(news) > 0 {
		a.Bounced, a.Pending, a.Away, a.Back, a.Covered, a.Promise, a.Unread = false, false, "", time.Time{}, false, nil, 0
		if a.Complete() {
			a.AnsweredAt = d.Now
		}
		c.spare(d, a)
	}
	if len(r.Answers) == 0 && len(r.Problems) > 0 {
		a.Unread++
	}
	owed := Receipt{Problems: r.Problems, Unopened: r.Unopened, Replaced: replaced, Kept: kept, Reactions: c.obey(d, a, r), Again: again}
	switch {
	case a.Complete():
		r.Promised, r.Away = false, ""
	case r.Promised && r.Away == "":
		a.Promise = promised // whoever answers bit by bit has no more promises
		if c.putOff(d, a, r, owed) {
			return news // the receipt follows with the day
		}
	case r.Away != "":
		a.Away = r.Away
		c.standIn(d, a)
	}
	c.respond(d, a, r, owed)
	return news
}

// spare takes back what was meant for the others who were asked for the same
// answer, and what was going to remind the person.
func (c *Circle) spare(d Desk, a *Ask) {
	if !a.Complete() {
		return
	}
	var keys []string
	for n := 1; n <= a.Reminded; n++ {
		keys = append(keys, fmt.Sprintf("remind%s-%d/%s", stageKey(c.Stage), n, a.keyed()))
	}
	for i := range c.Asks {
		other := &c.Asks[i]
		if other.ID != a.ID && other.Subject() == a.Subject() && !other.Complete() {
			other.Covered = true
			if !other.Arrived() && other.Key != "" {
				keys = append(keys, other.Key)
			}
		}
	}
	if len(keys) > 0 {
		d.Out.Add(procedure.Recall{Keys: keys})
	}
}

// merging says what became of an answer.
type merging int

const (
	added merging = iota
	changed
	same    // it says what was said before
	refused // the time for corrections has passed
	stray   // nobody asked that
)

// merge puts an answer beside the others, or in the place of an earlier one to
// the same question.
func (a *Ask) merge(answer partnership.Answer, now time.Time, by string) (old partnership.Answer, m merging) {
	q, known := a.Question(answer.Question)
	if !known {
		return old, stray
	}
	i := slices.IndexFunc(a.Given, func(g Given) bool { return g.Question == answer.Question })
	if i < 0 {
		a.Given = append(a.Given, Given{Answer: answer, At: now, By: by})
		return old, added
	}
	old = a.Given[i].Answer
	switch {
	case q.SaysSame(old, answer):
		a.Given[i].Provisional, a.Given[i].Unlikely = answer.Provisional, answer.Unlikely
		return old, same
	case by == "" && now.Sub(a.Given[i].At) > CorrectionPeriod:
		return old, refused
	}
	a.Given[i] = Given{Answer: answer, At: now, By: by}
	return old, changed
}

// respond answers commands with what they ask for and everything else with a
// receipt. Thanks alone get none.
func (c *Circle) respond(d Desk, a *Ask, r procedure.Reply, owed Receipt) {
	nothing := len(r.Answers) == 0 && len(r.Problems) == 0 && len(owed.Reactions) == 0 && !r.Cast
	if nothing && (len(r.Commands) > 0 || a.Complete() && !a.Voluntary()) || d.Quiet && len(owed.Problems)+len(owed.Reactions)+len(owed.Kept) == 0 && r.By == "" {
		return
	}
	l := c.receipt(d, a, r)
	owed.fill(&l)
	l.By, l.Reason, l.Departure = r.By, r.Reason, r.Departure
	l.Passed = d.Covers() && r.By == "" && a.Unread >= unclearLimit
	if r.Orders().Stops() {
		l.Open, l.Complete = nil, true
	}
	d.Out.Add(procedure.Send{Letter: l})
}

// Receipt is what a receipt says besides the state of things. It is kept while
// the day of a promise is being reckoned.
type Receipt struct {
	Problems  []string             `json:"problems,omitempty"`
	Unopened  []string             `json:"unopened,omitempty"`
	Replaced  []partnership.Answer `json:"replaced,omitempty"`
	Kept      []string             `json:"kept,omitempty"`
	Reactions []procedure.Reaction `json:"reactions,omitempty"`
	// Again says that there were earlier answers of which nobody knows which have changed.
	Again bool `json:"again,omitempty"`
}

func (r Receipt) fill(l *procedure.Letter) {
	l.Problems, l.Unopened, l.Replaced, l.Kept, l.Reactions, l.Again = r.Problems, r.Unopened, r.Replaced, r.Kept, r.Reactions, r.Again
}

func (c *Circle) receipt(d Desk, a *Ask, r procedure.Reply) procedure.Letter {
	l := c.letter(d, a, procedure.FormReceipt, "receipt/"+r.ID)
	l.Template, l.Phrases, l.Urgent, l.InReplyTo = procedure.TemplateReceipt, d.Template, r.By == "", r.Source
	l.Writings = nil // what others wrote stands in the mail that asks
	l.Understood, l.Open = a.Answers(), a.open()
	l.Complete, l.Late, l.Away = a.Complete(), c.Closed(), r.Away
	return l
}

// away takes an automatic reply, or a person's word that they are away: the ask
// goes to somebody else, unless the person is back early enough, or the ask is
// theirs alone.
func (c *Circle) away(d Desk, a *Ask, r procedure.Reply) {
	a.Away = r.Until
	if a.Away == "" {
		a.Away = unknownDay
	}
	d.note(r, a.Person+" is away")
	c.standIn(d, a)
}

// standIn looks for somebody who answers in the place of a person who is away,
// and for the day on which they are back. A mailbox may answer before it is known
// that the mail has arrived; the window has to be known first.
func (c *Circle) standIn(d Desk, a *Ask) {
	if a.Complete() || c.Closed() || a.Covered || !a.Arrived() {
		return
	}
	reckon := procedure.Reckon{Spec: d.Spec, Presence: d.Presence}
	if back, err := cadence.ParseDate(a.Away); err == nil {
		reckon.Instants = append(reckon.Instants, procedure.Instant{
			Key: backKey(a.ID), Person: a.Person, From: d.Now, Day: back.AddDays(1).String(),
		})
	}
	if !d.alone() {
		reckon.StandIns = append(reckon.StandIns, procedure.StandIn{
			Key: coverKey(a.ID), Person: a.Subject(), At: d.Now, Not: c.absentees(d, a.Subject()),
		})
	}
	if len(reckon.Instants)+len(reckon.StandIns) > 0 {
		d.Out.Add(reckon)
	}
}

// absentees lists who is not to be asked for an answer: who has been already and
// is away, and whom no mail reaches.
func (c *Circle) absentees(d Desk, subject string) []string {
	var away []string
	if d.Covers() {
		away = c.unreachable(d)
	}
	for _, a := range c.Asks {
		if a.Subject() == subject && !a.Unasked {
			away = append(away, a.Person)
		}
	}
	return away
}

// absence takes a person's own word that they are away: unlike a mailbox they get
// a receipt.
func (c *Circle) absence(d Desk, a *Ask, r procedure.Reply) {
	c.away(d, a, r)
	r.Away = r.Until
	owed := Receipt{Reactions: c.obey(d, a, r)}
	if a.Complete() && len(owed.Reactions) == 0 {
		return
	}
	l := c.receipt(d, a, r)
	owed.fill(&l)
	d.Out.Add(procedure.Send{Letter: l})
}

// promise takes a reply that promises an answer and gives none.
func (c *Circle) promise(d Desk, a *Ask, r procedure.Reply) {
	d.note(r, a.Person+" promises to answer")
	owed := Receipt{Reactions: c.obey(d, a, r)}
	if !c.putOff(d, a, r, owed) {
		l := c.receipt(d, a, r)
		owed.fill(&l)
		d.Out.Add(procedure.Send{Letter: l})
	}
}

// putOff holds reminders back until a day that the person has named, or for two
// business days; the receipt follows with the day. Promising is no way out: it
// works twice, and never past the window.
func (c *Circle) putOff(d Desk, a *Ask, r procedure.Reply, owed Receipt) bool {
	count := 1
	if a.Promise != nil {
		count = a.Promise.Count + 1
	}
	if count > mostPromises || a.Complete() || c.Closed() {
		return false
	}
	a.Promise = &Promise{Count: count, Receipt: owed}
	i := procedure.Instant{Key: promiseKey(a.ID) + "/" + r.ID + "/" + r.Source, Person: a.Person, From: d.Now, Span: promiseSpan}
	if day, err := cadence.ParseDate(r.Until); err == nil {
		i.Day = day.AddDays(1).String() // the day itself is theirs
	}
	d.Out.Add(procedure.Reckon{Spec: d.Spec, Instants: []procedure.Instant{i}})
	return true
}

func backKey(ask string) string    { return "back/" + ask }
func coverKey(ask string) string   { return "cover/" + ask }
func promiseKey(ask string) string { return "promise/" + ask }
