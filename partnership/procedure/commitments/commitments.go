// Package commitments keeps every promise of a partnership that has an owner and a
// day, wherever it came from: it asks whether things are done, once a day each
// owner, moves days by consent, climbs a ladder while something is late, and tells
// whoever was alarmed when it is over (procedures 1).
package commitments

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// Type is the workflow type.
const Type = procedure.Commitments

// The mails that only commitments write.
const (
	TemplateDue        procedure.Template = "commitments-due"
	TemplateLate       procedure.Template = "item-late"
	TemplateDay        procedure.Template = "item-day" // another day, for whoever waits to agree to
	TemplateStays      procedure.Template = "item-stays"
	TemplateMoved      procedure.Template = "item-moved"
	TemplateDone       procedure.Template = "item-done"
	TemplateDropped    procedure.Template = "item-dropped"
	TemplateHelp       procedure.Template = "item-help" // words of an owner for who could help
	TemplateProposed   procedure.Template = "item-proposed"
	TemplateAnswered   procedure.Template = "item-answered" // what became of a proposal, to who made it
	TemplateIssue      procedure.Template = "issue"
	TemplateAnswer     procedure.Template = "issue-answer"
	TemplateExperiment procedure.Template = "experiment-due"
	TemplateCorrective procedure.Template = "corrective-action"
)

// PhrasesSettled word what is said to whoever was alarmed.
const PhrasesSettled procedure.Template = "item-settled"

// Kind is all that the rest of the program knows of commitments.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: procedure.NounCommitments, New: begin,
		Blank: func() procedure.Procedure { return &Commitments{} },
		Commands: []procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter an owner's answer in their place: yes, no, a day, or words. {"person": "tom", "answers": [{"question": "contract", "value": "2026-12-15"}], "reason": "told on the phone"}`,
		}},
		Templates: []procedure.Template{
			TemplateDue, TemplateLate, TemplateDay, TemplateStays, TemplateMoved, TemplateDone, TemplateDropped, TemplateHelp,
			TemplateProposed, TemplateAnswered, TemplateIssue, TemplateAnswer, TemplateExperiment, TemplateCorrective,
		},
		Asks:   []procedure.Template{TemplateDue, TemplateLate, TemplateDay, TemplateProposed, TemplateIssue, TemplateAnswer, TemplateExperiment, TemplateCorrective},
		Lines:  []procedure.Template{TemplateDue},
		Alarms: []procedure.Template{TemplateLate},
		Items:  []partnership.CommandName{partnership.CommandDone, partnership.CommandExtend},
	}
}

// Commitments is the state of all items of a partnership.
type Commitments struct {
	procedure.Base
	Turn int `json:"turn,omitempty"` // how often it has begun before
	// Known is what it needs of the spec: people by party, and the ladder.
	Known partnership.Spec `json:"known"`
	Items []Item           `json:"items,omitempty"`

	Inquiries []Inquiry `json:"inquiries,omitempty"`
	// Opening are inquiries whose people are being looked up; Number counts all.
	Opening []Opening `json:"opening,omitempty"`
	Number  int       `json:"number,omitempty"`
	// Lists are when each owner was last sent a list: one a day is enough.
	Lists []Listed `json:"lists,omitempty"`
	// Contested are items of which somebody says that they are not done, until it is
	// known whether they say so in time.
	Contested []Contested `json:"contested,omitempty"`
	// EmptySince is when the last item was settled, if nothing is left, and EndsAt
	// when it ends for that.
	EmptySince time.Time `json:"empty_since,omitzero"`
	EndsAt     time.Time `json:"ends_at,omitzero"`
	// Unreported says that how things stand is told with what the calendars say.
	Unreported bool `json:"unreported,omitempty"`
	// ByOrder is what it began with, until that is heard.
	ByOrder *procedure.Order `json:"by_order,omitempty"`
}

// Item is something owed, and what has become of it.
type Item struct {
	procedure.Item
	Stage procedure.ItemStage `json:"stage"`
	// AskAt is when its owner is asked, and LateAt the first moment at which it is
	// late; zero while they are being reckoned.
	AskAt  time.Time     `json:"ask_at,omitzero"`
	LateAt time.Time     `json:"late_at,omitzero"`
	Ladder ladder.Ladder `json:"ladder"`
	// DeclaredDue is the day that the spec says: a moved one stays until it says
	// another.
	DeclaredDue string `json:"declared_due,omitempty"`
	// Moved says that the owner has moved it on their own; Request is another day
	// that somebody else has to agree to.
	Moved   bool               `json:"moved,omitempty"`
	Request *procedure.Request `json:"request,omitempty"`
	// Said is what its owner said last, or what an issue was answered with.
	Said procedure.Words `json:"said,omitzero"`
	// Lacks is what the author of an issue still misses.
	Lacks procedure.Words `json:"lacks,omitzero"`
	// Passed says that the lead was asked, because its owner gave no answer.
	Passed bool `json:"passed,omitempty"`
	// SettledAt and SettledBy are of the end.
	SettledAt time.Time `json:"settled_at,omitzero"`
	SettledBy string    `json:"settled_by,omitempty"`
	// Reopened counts how often it was open again.
	Reopened int `json:"reopened,omitempty"`
	// Noted is the letter, of it alone, that tells who waited that it is done.
	Noted string `json:"noted,omitempty"`
}

// Listed is the day of an owner's latest list, where they are.
type Listed struct {
	Person string `json:"person"`
	Day    string `json:"day"`
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	c := New(spec, b)
	return c, c.attributes()
}

// New prepares commitments with what they need of the spec. The order that begins
// them brings the first items.
func New(spec partnership.Spec, b procedure.Brief) *Commitments {
	c := &Commitments{Base: procedure.NewBase(b), Turn: b.Occasion.Turn, Known: procedure.Sides(spec), ByOrder: b.Order}
	if kept := procedure.CourseOf(b.Courses, Type, "").Kept; len(kept) > 0 {
		var settled []Item
		if json.Unmarshal(kept, &settled) == nil {
			c.Items = settled
		}
	}
	return c
}

// step is the commitments while they take one event.
type step struct {
	*Commitments
	out *procedure.Out
	now time.Time
	asking.News
	// reckon is what the calendars are asked, and explained what a mail is told.
	reckon    procedure.Reckon
	explained []procedure.Explanation
	notices   []notice
}

// Step applies one event.
func (c *Commitments) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	out := procedure.Because(ev)
	if c.Ended {
		return nil
	}
	s := step{Commitments: c, out: &out, now: now}
	asking.Take(&s, &s.Seen, ev)
	if !s.Ended {
		s.advance()
	}
	s.post()
	if s.reckons() {
		s.reckon.Spec, s.reckon.Presence = s.Spec, s.Presence
		out.Add(s.reckon)
	}
	s.report()
	if s.Ended {
		out.Add(procedure.Recall{All: true})
		out.Add(procedure.End{Outcome: s.Decided})
	}
	out.Add(procedure.Show{Card: c.card(now), Attributes: c.attributes()})
	if !s.Ended {
		s.wake()
	}
	return out.Effects()
}

// Start takes up the items that it began with.
func (s *step) Start() {
	if o := s.ByOrder; o != nil {
		s.ByOrder = nil
		s.Obey(*o)
	}
}

// Obey follows the partnership. A pause holds no agreed day.
func (s *step) Obey(o procedure.Order) {
	switch o.Kind {
	case procedure.OrderItems:
		s.know(o.Sides)
		if o.Sides != nil {
			s.declare(o.Items)
			return
		}
		for _, i := range o.Items {
			s.add(i)
		}
	case procedure.OrderAmended:
		s.amended(o)
	case procedure.OrderWithdraw:
		s.withdraw()
	case procedure.OrderMet:
		if it := s.item(o.Item); it != nil && !it.Stage.Settled() {
			s.done(it, o.By, o.Reason)
		}
	case procedure.OrderWaive:
		s.waive(o)
	case procedure.OrderReopen:
		if o.Heard != nil {
			s.contest(*o.Heard)
		}
	case procedure.OrderReach, procedure.OrderPresence:
		asking.Inform(&s.Base, o, len(s.Inquiries), func(i int, ev procedure.Event) { s.pass(&s.Inquiries[i], ev) })
	case procedure.OrderPause, procedure.OrderResume, procedure.OrderAnew, procedure.OrderMove,
		procedure.OrderHold, procedure.OrderJoin, procedure.OrderLevel, procedure.OrderExternal, procedure.OrderClose,
		procedure.OrderPart, procedure.OrderStay, procedure.OrderCured: // of the rounds, agreed days and conflicts
	}
}

// waive drops what an administrator does not need any more, what asks for measures about a
// figure that is on track again, or what was for an end that does not come.
func (s *step) waive(o procedure.Order) {
	it := s.item(o.Item)
	if it == nil || it.Stage.Settled() || o.By == "" && it.Kind != procedure.ItemCorrective && !procedure.OfExit(it.ID) {
		return // what was promised of it is owed all the same
	}
	s.drop(it, o.By, o.Reason)
}

func (s *step) know(sides *partnership.Spec) {
	if sides != nil {
		s.Known = *sides
	}
}

// amended follows people, and takes over what the spec declares now. What is owed
// by somebody who has left goes to who speaks for their side; what they waited for,
// too.
func (s *step) amended(o procedure.Order) {
	var left []departed
	for _, change := range o.People {
		if party, ok := s.Known.PartyOf(change.Person); ok && change.Left {
			left = append(left, departed{change.Person, party.ID})
		}
	}
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		for _, a := range in.Circle.Amended(s.desk(in), o) {
			s.NoteLeft(s.out, s.now, a.Person, o.Spec)
		}
	}
	s.Spec, s.Reach = o.Spec, o.Reach
	s.know(o.Sides)
	if o.Sides != nil {
		s.declare(o.Items)
	}
	var late []alarm
	for i := range s.Items {
		if inherited := s.inherit(&s.Items[i], left); !inherited && o.Sides != nil {
			late = append(late, s.followLadder(&s.Items[i])...)
		}
	}
	s.alertAll(late)
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over {
			s.pass(in, procedure.Event{Kind: procedure.Woke})
		}
	}
}

// departed is somebody who has left, and the party that they were of.
type departed struct{ person, party string }

// inherit gives an item over whose people have left, and reports whether it has another owner.
func (s *step) inherit(it *Item, left []departed) bool {
	if it.Stage.Settled() {
		return false
	}
	heir := func(person string) string {
		i := slices.IndexFunc(left, func(d departed) bool { return d.person == person })
		if i < 0 {
			return person
		}
		for _, p := range s.Known.Parties {
			if head, ok := p.Head(); ok && p.ID == left[i].party {
				return head.ID
			}
		}
		return ""
	}
	it.For = heir(it.For)
	for _, d := range left {
		it.Ladder.Without(d.person)
	}
	if owner := heir(it.Owner); owner != it.Owner {
		it.Owner = owner
		s.Any = true
		s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: title(*it) + " goes to " + owner + ", whose colleague has left"}, "heir", it.ID, s.cause())
		s.anew(it)
		return true
	}
	return false
}

// advance does whatever the time asks for.
func (s *step) advance() {
	s.askOwners()
	s.turnLate()
	s.climb()
	s.forget()
	s.rest()
}

// patience is how long it stays when nothing is left.
const patience = 30 * 24 * time.Hour

// rest ends it when nothing was left for long; it may begin again.
func (s *step) rest() {
	if slices.ContainsFunc(s.Items, func(it Item) bool { return !it.Stage.Settled() }) {
		s.EmptySince, s.EndsAt = time.Time{}, time.Time{}
		return
	}
	switch {
	case s.EmptySince.IsZero():
		s.EmptySince, s.EndsAt = s.now, s.now.Add(patience)
	case !s.now.Before(s.EndsAt):
		s.Decided, s.Ended = procedure.OutcomeCompleted, true
		s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: "Commitments: nothing is owed", Outcome: procedure.OutcomeCompleted}, "rest", s.EmptySince.UTC().Format(time.RFC3339))
	}
}

// withdraw ends it with the partnership, which everybody hears from that.
func (s *step) withdraw() {
	s.Decided, s.Ended = procedure.OutcomeWithdrawn, true
	s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: "Commitments: withdrawn", Outcome: procedure.OutcomeWithdrawn}, "withdrawn")
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	var at time.Time
	why := ""
	sooner := func(t time.Time, summary string) {
		if !t.IsZero() && t.After(s.now) && (at.IsZero() || t.Before(at)) {
			at, why = t, summary
		}
	}
	for _, it := range s.Items {
		switch {
		case it.Stage == procedure.ItemOpen && it.asks():
			sooner(it.AskAt, procedure.Summary("Ask whether ", it.What, " is done"))
		case it.Stage == procedure.ItemDue:
			sooner(it.LateAt, procedure.Summary("", it.What, " is late"))
		case it.Stage == procedure.ItemOverdue:
			sooner(it.Ladder.Next(), procedure.Summary("Alarm about ", it.What, ""))
		}
	}
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over {
			t, summary := in.Circle.Next(s.desk(in))
			sooner(t, summary)
		}
	}
	sooner(s.EndsAt, "Nothing is owed any more")
	if s.reckons() {
		return // the answer of the calendar comes in this very moment
	}
	s.Alarm(s.out, at, why)
}

func (s *step) note(e procedure.Entry, discriminator ...string) {
	s.Note(s.out, s.now, e, discriminator...)
}

// cause tells apart what may happen again to one item.
func (s *step) cause() string { return s.Seen.Latest() }

// reckons reports whether the calendars are asked: their answer comes in this very moment.
func (s *step) reckons() bool { return len(s.reckon.Instants)+len(s.reckon.StandIns) > 0 }

// report tells the partnership how things stand, if that is another than it knows. Where the
// calendars are about to say more, it hears both at once.
func (s *step) report() {
	news := s.Any || s.Unreported
	if s.Unreported = news && !s.Ended && s.reckons() && len(s.Facts)+len(s.Heard) == 0; s.Unreported || !news && !s.Ended {
		return
	}
	shown := &procedure.Shown{Stage: s.stage(), Open: s.waiting(), Outcome: s.Decided, Owed: s.Owed()}
	m := procedure.Message{Shown: shown, Facts: s.Facts, Heard: s.Heard}
	if s.Decided == procedure.OutcomeCompleted { // what the spec declares does not begin again
		m.Course = &procedure.Course{Type: Type, Kept: procedure.Encode(s.settled())}
	}
	s.Report(s.out, s.now, m)
}

// settled are the items of the spec that are.
func (c *Commitments) settled() []Item {
	var list []Item
	for _, it := range c.Items {
		if it.Declared && it.Stage.Settled() {
			it.Ladder, it.Request, it.Said, it.Lacks = ladder.Ladder{}, nil, procedure.Words{}, procedure.Words{}
			list = append(list, it)
		}
	}
	return list
}

// waiting lists whose answers are open, and from when on others will be asked.
func (s *step) waiting() []procedure.OpenAsk {
	var open []procedure.OpenAsk
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over {
			continue
		}
		for _, o := range in.Circle.Open(s.now) {
			o.Late = in.Kind == inquiryDue && slices.ContainsFunc(in.Items, func(id string) bool {
				it := s.item(id)
				return it != nil && it.Stage == procedure.ItemOverdue
			})
			open = append(open, o)
		}
	}
	for _, it := range s.Items {
		if it.Stage != procedure.ItemOpen || !it.asks() || it.AskAt.IsZero() {
			continue
		}
		o := procedure.OpenAsk{Person: it.Owner, Held: it.AskAt, Due: it.LateAt}
		if !slices.ContainsFunc(open, func(known procedure.OpenAsk) bool { return known.Person == o.Person && known.Held.Equal(o.Held) }) {
			open = append(open, o)
		}
	}
	return open
}

// late counts what is overdue.
func (c *Commitments) late() int {
	n := 0
	for _, it := range c.Items {
		if it.Stage == procedure.ItemOverdue {
			n++
		}
	}
	return n
}

func (c *Commitments) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: c.stage(), Overdue: c.late()}
	for _, it := range c.Items {
		if !it.Stage.Settled() && !it.LateAt.IsZero() && (a.DueAt.IsZero() || it.LateAt.Before(a.DueAt)) {
			a.DueAt = it.LateAt
		}
	}
	return a
}

// stage is a word for the worst of all items. What is due and not late is open
// here: an event is spared.
func (c *Commitments) stage() string {
	if c.Decided != "" {
		return string(c.Decided)
	}
	for _, stage := range []procedure.ItemStage{
		procedure.ItemOverdue, procedure.ItemOpen, procedure.ItemClaimed, procedure.ItemProposed,
	} {
		if slices.ContainsFunc(c.Items, func(it Item) bool {
			return it.Stage == stage || stage == procedure.ItemOpen && it.Stage == procedure.ItemDue
		}) {
			return string(stage)
		}
	}
	return "empty"
}
