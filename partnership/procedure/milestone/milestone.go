// Package milestone is a day that people have agreed on: it warns, asks whether
// the thing is done, has the other side accept it, moves the day by consent, and
// climbs a ladder while it is late, until it is met or settled otherwise
// (procedures 3).
package milestone

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// Type is the workflow type.
const Type = procedure.Milestone

const noun = "milestone"

// The mails that only milestones write.
const (
	TemplateWarning    procedure.Template = "milestone-warning"
	TemplateDue        procedure.Template = "milestone-due"
	TemplateDay        procedure.Template = "milestone-day" // its day passed before all had signed
	TemplateAcceptance procedure.Template = "milestone-acceptance"
	TemplateRefused    procedure.Template = "milestone-refused" // not accepted, or no new day
	TemplateRequest    procedure.Template = "extension-request"
	TemplateExtended   procedure.Template = "milestone-extended"
	TemplateLate       procedure.Template = "milestone-late"
	TemplateMet        procedure.Template = "milestone-met"
	TemplateWithdrawn  procedure.Template = "milestone-withdrawn"
)

// Kind is all that the rest of the program knows of milestones.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: noun, Due: due, New: begin,
		Blank: func() procedure.Procedure { return &Milestone{} },
		Commands: []procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter the owner's answer in their place. {"person": "tom", "answers": [{"question": "done", "value": "no"}, {"question": "day", "value": "2026-12-15"}], "reason": "told on the phone"}`,
		}},
		Templates: []procedure.Template{
			TemplateWarning, TemplateDue, TemplateDay, TemplateAcceptance, TemplateRefused, TemplateRequest, TemplateExtended, TemplateLate,
			TemplateMet, TemplateWithdrawn,
		},
		Asks:   []procedure.Template{TemplateWarning, TemplateDue, TemplateDay, TemplateAcceptance, TemplateRefused, TemplateRequest, TemplateLate},
		Lines:  []procedure.Template{TemplateDue, TemplateDay, TemplateAcceptance},
		Alarms: []procedure.Template{TemplateLate},
		Items:  []partnership.CommandName{partnership.CommandDone, partnership.CommandExtend},
	}
}

// Milestone is the state of one milestone between its warning and its outcome.
type Milestone struct {
	procedure.Base
	Occasion procedure.Occasion `json:"occasion"`
	Title    string             `json:"title"`
	// Phrases are its title in other languages.
	Phrases partnership.Phrases `json:"phrases,omitempty"`
	// LastDay is the goal's own: beyond it a new day would be an amendment.
	LastDay string `json:"last_day"`
	// Evidence says that the acceptance asks for something to be shown.
	Evidence bool `json:"evidence,omitempty"`
	// Owner has to do it, Acceptor takes it off their hands; Consent are those whose
	// yes a new day needs.
	Owner    string   `json:"owner"`
	Acceptor string   `json:"acceptor,omitempty"`
	Consent  []string `json:"consent,omitempty"`
	People   []Person `json:"people"`
	// Unmet are the milestones that this one waits for, HoldsUp those that wait for
	// it, and InTime what was met by its day before.
	Unmet   []Other  `json:"unmet,omitempty"`
	HoldsUp []Other  `json:"holds_up,omitempty"`
	InTime  []string `json:"in_time,omitempty"`

	// Warnings are to come; Warned says that one mail has gone out.
	Warnings []time.Time `json:"warnings,omitempty"`
	Warned   bool        `json:"warned,omitempty"`
	// AskAt is when the owner is asked, LateAt the first moment at which it is late.
	AskAt  time.Time `json:"ask_at"`
	LateAt time.Time `json:"late_at"`
	Late   bool      `json:"late,omitempty"`

	Inquiries []Inquiry `json:"inquiries,omitempty"`
	// Opening are inquiries whose people are being looked up.
	Opening []Opening     `json:"opening,omitempty"`
	Ladder  ladder.Ladder `json:"ladder"`
	// Confirm is the ladder of the accepting side, climbed when it does not answer.
	Confirm     ladder.Ladder `json:"confirm"`
	Unconfirmed bool          `json:"unconfirmed,omitempty"`

	Claim *Claim `json:"claim,omitempty"`
	// Refusals counts how often the other side did not accept it.
	Refusals int                `json:"refusals,omitempty"`
	Request  *procedure.Request `json:"request,omitempty"`
	// Said is what the owner said last.
	Said procedure.Words `json:"said,omitzero"`
	// HeldUntil is until when its ladder waits, if it does.
	HeldUntil time.Time `json:"held_until,omitzero"`
	// ByReply and ByOrder are why it began before its time, until that is heard.
	ByReply *procedure.Reply `json:"by_reply,omitempty"`
	ByOrder *procedure.Order `json:"by_order,omitempty"`
}

// Person is somebody of the partnership.
type Person struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Party     string `json:"party"`
	Language  string `json:"language,omitempty"`
	Head      bool   `json:"head,omitempty"` // speaks for the party
	Executive bool   `json:"executive,omitempty"`
}

// Other is another milestone and who owns it.
type Other struct {
	Milestone string `json:"milestone"`
	Owner     string `json:"owner,omitempty"`
	Due       string `json:"due,omitempty"` // as agreed when this one began
}

// Claim is the owner's word that it is done.
type Claim struct {
	At    time.Time `json:"at"`
	By    string    `json:"by"`
	Words string    `json:"words,omitempty"`
	Late  bool      `json:"late,omitempty"`
}

// kept is what the next turn takes over.
type kept struct {
	Alarmed []ladder.Alarmed `json:"alarmed,omitempty"`
	Claim   *Claim           `json:"claim,omitempty"`
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	m := New(spec, b)
	return m, m.attributes()
}

func (m *Milestone) name() string { return title(m.Occasion.Name) }

// Step applies one event.
func (m *Milestone) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	out := procedure.Because(ev)
	if m.Ended {
		return nil
	}
	s := step{Milestone: m, out: &out, now: now}
	asking.Take(&s, &s.Seen, ev)
	if !m.Ended {
		s.advance()
	}
	if m.Ended || s.Any {
		s.report()
	}
	if m.Ended {
		s.close()
	}
	out.Add(procedure.Show{Card: m.card(now), Attributes: m.attributes()})
	if !m.Ended {
		s.wake()
	}
	return out.Effects()
}

// step is a milestone while it takes one event.
type step struct {
	*Milestone
	out *procedure.Out
	now time.Time
	asking.News
	// course is what the partnership hears of the day itself.
	course *procedure.Course
	// amendments are for the spec.
	amendments []procedure.Amendment
}

// Start takes up why it began before its time, and what the turn before has left.
func (s *step) Start() {
	switch {
	case s.ByOrder != nil:
		o := *s.ByOrder
		s.ByOrder = nil
		s.Obey(o)
	case s.ByReply != nil:
		r := *s.ByReply
		s.ByReply = nil
		s.Hear(r)
	case s.Claim != nil:
		s.askAcceptance()
	}
}

// Obey follows the partnership. A pause holds no agreed day.
func (s *step) Obey(o procedure.Order) {
	switch o.Kind {
	case procedure.OrderWithdraw:
		s.withdraw(o.Gone)
	case procedure.OrderAmended:
		s.amended(o)
	case procedure.OrderAnew:
		s.anew(o)
	case procedure.OrderMove:
		s.move(o.Day, o.By, o.Reason)
	case procedure.OrderMet:
		late := s.Occasion.Date < o.Day
		s.settle(outcomeOf(late), o.By, o.Reason)
	case procedure.OrderWaive:
		s.settle(procedure.OutcomeWaived, o.By, o.Reason)
	case procedure.OrderReach, procedure.OrderPresence:
		asking.Inform(&s.Base, o, len(s.Inquiries), func(i int, ev procedure.Event) { s.pass(&s.Inquiries[i], ev) })
	case procedure.OrderHold:
		s.hold(o.Until)
	case procedure.OrderPause, procedure.OrderResume, procedure.OrderItems, procedure.OrderReopen, procedure.OrderJoin, procedure.OrderLevel,
		procedure.OrderExternal, procedure.OrderClose, procedure.OrderPart, procedure.OrderStay, procedure.OrderCured: // of the rounds, of what is owed, and of conflicts
	}
}

func outcomeOf(late bool) procedure.Outcome {
	if late {
		return procedure.OutcomeMetLate
	}
	return procedure.OutcomeMet
}

// amended follows people: names, addresses, and who has left.
func (s *step) amended(o procedure.Order) {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		d := s.desk(in)
		for _, a := range in.Circle.Amended(d, o) {
			s.NoteLeft(s.out, s.now, a.Person, o.Spec)
		}
	}
	s.Spec, s.Reach = o.Spec, o.Reach
	for _, c := range o.People {
		i := slices.IndexFunc(s.People, func(p Person) bool { return p.ID == c.Person })
		switch {
		case i < 0:
		case c.Left:
			s.People = slices.Delete(s.People, i, i+1)
			s.Ladder.Without(c.Person)
			s.Confirm.Without(c.Person)
		default:
			s.People[i].Name = c.Name
		}
	}
	if o.Sides != nil {
		s.follow(*o.Sides)
	}
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over {
			s.pass(in, procedure.Event{Kind: procedure.Woke})
		}
	}
}

// advance does whatever the time asks for.
func (s *step) advance() {
	s.warn()
	s.askOwner()
	s.turnLate()
	s.climb()
	s.climbToConfirm()
}

// warn sends one mail at the largest warning; later ones ride along.
func (s *step) warn() {
	due := 0
	for due < len(s.Warnings) && !s.Warnings[due].After(s.now) {
		due++
	}
	if due == 0 {
		return
	}
	s.Warnings = s.Warnings[due:]
	if s.Claim != nil || !s.now.Before(s.AskAt) {
		return
	}
	l := s.letter(TemplateWarning, s.Owner, procedure.FormNotice, s.about(TemplateWarning))
	l.Rides = s.Warned
	if s.Warned {
		l.Key = warningKey(s.Turn(), s.Owner, "again")
		l.Topic = string(TemplateWarning) + "/" + s.Occasion.Name
	}
	s.Warned = true
	s.write(l)
}

// Turn counts how often it has begun before.
func (m *Milestone) Turn() int { return m.Occasion.Turn }

// askOwner asks on the due day, unless the owner has spoken already.
func (s *step) askOwner() {
	if s.now.Before(s.AskAt) || s.Claim != nil || s.open(inquiryDue) || s.asked(inquiryDue) {
		return
	}
	if s.Warned { // a warning that has not gone out would say less
		s.out.Add(procedure.Recall{Keys: []string{warningKey(s.Turn(), s.Owner, "again")}})
	}
	if s.Occasion.Overtaken { // its time counts from the mail that asks
		s.inquire(Opening{Kind: inquiryDue, Template: TemplateDay, People: []string{s.answers()}})
		return
	}
	s.inquire(Opening{Kind: inquiryDue, Template: TemplateDue, People: []string{s.Owner}, Due: s.LateAt})
}

// turnLate begins the time in which it is late. Nobody is late who was not asked.
func (s *step) turnLate() {
	if s.Late || s.Claim != nil || s.now.Before(s.LateAt) || !s.reached() {
		return
	}
	s.Late = true
	s.Any = true
	s.Facts = append(s.Facts, procedure.Fact{Kind: procedure.FactLate, Of: s.Workflow, At: s.now})
	s.note(procedure.Entry{Kind: procedure.EntryPhase, Text: s.name() + " is late"}, "late", s.LateAt.UTC().Format(time.DateOnly))
}

// reached reports whether the owner, or whoever stands in, was really asked, or
// cannot be.
func (m *Milestone) reached() bool {
	for _, in := range m.Inquiries {
		if in.Kind != inquiryDue {
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

// climb takes the steps of the owner's ladder.
func (s *step) climb() {
	if !s.Late || s.Claim != nil {
		return
	}
	news := s.tidings()
	a, climbs := s.Ladder.Climb(s.now, news)
	if !climbs {
		return
	}
	s.Any = true
	if a.Skipped {
		s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: s.name() + ": step " + a.ID + " has nobody to notify and is skipped", Outcome: procedure.OutcomeSkipped}, "skipped", a.ID, s.turn())
		return
	}
	s.alarm(a, &s.Ladder, false, news)
}

// tidings are what an alarm has to say beside its step: they tell two mails apart.
func (m *Milestone) tidings() string {
	t := m.Said.Text
	if m.Request != nil {
		t += "\x00" + m.Request.Day
	}
	if m.Refusals > 0 { // it was said to be done, and is not
		t += fmt.Sprint("\x00", m.Refusals)
	}
	return t
}

// climbToConfirm takes the steps of the side that does not say whether it accepts.
func (s *step) climbToConfirm() {
	if !s.Unconfirmed || s.Claim == nil {
		return
	}
	news := s.Claim.At.UTC().Format(time.RFC3339)
	a, climbs := s.Confirm.Climb(s.now, news)
	if !climbs {
		return
	}
	s.Any = true
	if a.Skipped {
		s.note(procedure.Entry{Kind: procedure.EntryOutcome, Text: s.name() + ": step " + a.ID + " of the accepting side has nobody to notify and is skipped", Outcome: procedure.OutcomeSkipped}, "confirm-skipped", a.ID, s.turn())
		return
	}
	s.alarm(a, &s.Confirm, true, news)
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
	if s.Claim == nil {
		if len(s.Warnings) > 0 {
			sooner(s.Warnings[0], "Warning")
		}
		sooner(s.AskAt, procedure.Summary("Ask whether ", s.Title, " is done"))
		sooner(s.LateAt, procedure.Summary("", s.Title, " is late"))
		if s.Late {
			sooner(s.Ladder.Next(), s.ahead(&s.Ladder))
		}
	}
	if s.Unconfirmed {
		sooner(s.Confirm.Next(), s.ahead(&s.Confirm))
	}
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over {
			t, summary := in.Circle.Next(s.desk(in))
			sooner(t, summary)
		}
	}
	if len(s.Opening) > 0 {
		return // the answer of the calendar comes in this very moment
	}
	if s.Claim != nil && !s.Unconfirmed && s.WakeAt.After(s.now) && s.WakeAt.Before(at) {
		return // a clock that rings earlier runs already, and two events are spared
	}
	s.Alarm(s.out, at, why)
}

func (s *step) ahead(l *ladder.Ladder) string {
	if next, ok := l.Coming(); ok {
		return "Alarm: step " + next.ID
	}
	return "The latest alarm again"
}

func (m *Milestone) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: m.stage(), DueAt: m.LateAt}
	if m.Late && m.Decided == "" && m.Claim == nil {
		a.Overdue = 1
	}
	return a
}

// stage is a word for the state machine of a milestone (domain 4.3).
func (m *Milestone) stage() string {
	switch {
	case m.Decided != "":
		return string(m.Decided)
	case m.Ended:
		return "planned"
	case m.Claim != nil:
		return "claimed"
	case m.Late && m.Ladder.Taken > 0:
		return "escalated"
	case m.Late:
		return "overdue"
	case m.asked(inquiryDue):
		return "due"
	case m.Warned || len(m.Warnings) > 0 && !m.Occasion.At.Before(m.Warnings[0]):
		return "due_soon"
	default:
		return "planned"
	}
}

// Check refuses commands that a milestone cannot carry out.
func (m *Milestone) Check(cmd procedure.Command, _ time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	return m.check(cmd)
}
