// Package conflict leads two sides of a partnership through a disagreement by
// mail: what happened, said without blame; each in the other's words; interests
// before proposals; one text that both say yes to; and a look back after some
// weeks. A clock that nobody stops by silence takes it to those with more say
// (procedures 8).
//
// What people write stays under seal. The state knows who wrote, when and where it
// is kept, and not a word of it.
package conflict

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Type is the workflow type.
const Type = procedure.Conflict

// Noun names a conflict in workflow IDs.
const Noun = procedure.NounConflict

// The mails that only conflicts write.
const (
	TemplateEntry     procedure.Template = "conflict-entry"
	TemplateOpened    procedure.Template = "conflict-opened"
	TemplateStatement procedure.Template = "statement"
	TemplateCheck     procedure.Template = "statement-check"
	TemplateRestate   procedure.Template = "restate"
	TemplateConfirm   procedure.Template = "confirm-restatement"
	TemplateExplore   procedure.Template = "explore"
	TemplateOptions   procedure.Template = "options"
	TemplateProposal  procedure.Template = "proposal"
	TemplateForward   procedure.Template = "from-now-on"
	TemplateFollowUp  procedure.Template = "conflict-follow-up"
	TemplateBrief     procedure.Template = "brief"
	TemplateMediator  procedure.Template = "mediator-letter"
	TemplateLevelUp   procedure.Template = "level-up"
	TemplateWithdrawn procedure.Template = "conflict-withdrawn"
	TemplateSpeaker   procedure.Template = "conflict-speaker"
	TemplateNews      procedure.Template = "conflict-news"
)

// Kind is all that the rest of the program knows of conflicts.
func Kind() procedure.Kind {
	asks := []procedure.Template{
		TemplateEntry, TemplateOpened, TemplateStatement, TemplateCheck, TemplateRestate, TemplateConfirm, TemplateExplore,
		TemplateOptions, TemplateProposal, TemplateForward, TemplateFollowUp, TemplateBrief, TemplateMediator, TemplateLevelUp, TemplateWithdrawn,
		TemplateSpeaker,
	}
	return procedure.Kind{
		Type: Type, Noun: Noun, New: begin,
		Blank:     func() procedure.Procedure { return &Conflict{} },
		Templates: append(slices.Clone(asks), TemplateNews),
		Asks:      asks,
		Unmetered: true,
		Items:     items(),
	}
}

// items are the commands of a conflict.
func items() []partnership.CommandName {
	return []partnership.CommandName{
		partnership.CommandGo, partnership.CommandWait, partnership.CommandWithdraw, partnership.CommandProposal, partnership.CommandAgreed,
		partnership.CommandNotQuite, partnership.CommandUp, partnership.CommandExtend,
	}
}

// Stage is how far a conflict has come. Values are written into histories.
type Stage string

// The stages. The level stands beside them.
const (
	Raised     Stage = "raised"     // only whoever raised it knows of it
	Framed     Stage = "framed"     // both sides write what happened
	Understood Stage = "understood" // each says in its own words what the other means
	Exploring  Stage = "exploring"  // interests, options and criteria
	Proposed   Stage = "proposed"   // texts that both can say yes to
	Agreed     Stage = "agreed"     // both have
	Forward    Stage = "forward"    // who does what by when
	FollowUp   Stage = "follow_up"  // does it hold?
)

// Conflict is the state of one conflict.
type Conflict struct {
	procedure.Base
	Dispute procedure.Dispute `json:"dispute"`
	Stage   Stage             `json:"stage"`
	People  []Person          `json:"people"`
	// Matters are what it can be about, Levels those who can settle it, and Others the
	// conflicts that were open when it was raised.
	Matters []procedure.Matter  `json:"matters,omitempty"`
	Levels  []Level             `json:"levels"`
	Others  []procedure.Dispute `json:"others,omitempty"`
	// CoolingOff is for how long a statement can be held, once. Looks are how long
	// after the agreement everybody is asked whether it holds.
	CoolingOff cadence.Span   `json:"cooling_off,omitzero"`
	Looks      []cadence.Span `json:"looks"`

	// Sides are those who have something to settle, the raiser's first.
	Sides [2]Side `json:"sides"`
	// Waited says that the raiser has asked for time; WaitsUntil is its end, as long as
	// it has not come.
	Waited     bool      `json:"waited,omitempty"`
	WaitsUntil time.Time `json:"waits_until,omitzero"`
	Clock      Clock     `json:"clock,omitzero"`

	Inquiries []Inquiry  `json:"inquiries,omitempty"`
	Proposals []Proposal `json:"proposals,omitempty"`
	// Accepted is the number of the text that both have said yes to.
	Accepted int `json:"accepted,omitempty"`
	// LookAt are the moments at which both are asked whether it holds.
	LookAt []time.Time `json:"look_at,omitempty"`
	Looked int         `json:"looked,omitempty"`
	// Sought are the speakers in whose absence it was asked who speaks for their side.
	Sought []string `json:"sought,omitempty"`
	// Mediator is how far it is with one, on a level that has one.
	Mediator Mediation `json:"mediator,omitzero"`
	// Recorded is what an admin has put on record of a level outside.
	Recorded []Record `json:"recorded,omitempty"`
	// Letters counts what is written to each side, so that keys differ.
	Letters int `json:"letters,omitempty"`
}

// Side is one of the two who have something to settle.
type Side struct {
	Party string `json:"party"`
	// Person is concerned, Speaker speaks for the side on this level.
	Person  string `json:"person"`
	Speaker string `json:"speaker"`
	// ReadsFirst says that they want to read before they write.
	ReadsFirst bool `json:"reads_first,omitempty"`
	// Statement is where its parts are kept, and StatedAt when it could be passed on.
	Statement []procedure.Writing `json:"statement,omitempty"`
	StatedAt  time.Time           `json:"stated_at,omitzero"`
	HeldUntil time.Time           `json:"held_until,omitzero"`
	Passed    bool                `json:"passed,omitempty"` // the other side has it
	// Restated is how this side has put what the other means; Mended is what the
	// other side says is not quite right about it.
	Restated  []procedure.Writing `json:"restated,omitempty"`
	Mended    []procedure.Writing `json:"mended,omitempty"`
	Confirmed bool                `json:"confirmed,omitempty"` // the other side says that it is what they mean
	Heard     bool                `json:"heard,omitempty"`     // its restating has come to an end
	Copied    bool                `json:"copied,omitempty"`    // they were asked for words of their own
	Explored  []procedure.Writing `json:"explored,omitempty"`
	// Part is what they do from now on, by the day Day.
	Part []procedure.Writing `json:"part,omitempty"`
	Day  string              `json:"day,omitempty"`
	// Rule says that they want the terms of the partnership to say what was agreed on.
	Rule bool `json:"rule,omitempty"`
	// Up says that they want the next level to take it; Longer is how much more time
	// they want.
	Up     bool   `json:"up,omitempty"`
	Longer string `json:"longer,omitempty"`
	// Holds says that they want the goal on hold before both have written.
	Holds bool `json:"holds,omitempty"`
	// Sends says that the mediator may be written to.
	Sends bool `json:"sends,omitempty"`
	// Held counts the looks back at which this side said that it holds.
	Held int `json:"held,omitempty"`
}

// Proposal is a numbered text for both to say yes to.
type Proposal struct {
	Number int `json:"number"`
	// By is the place of the side that wrote it; the mediator's has none.
	By       int               `json:"by"`
	Mediator bool              `json:"mediator,omitempty"`
	Text     procedure.Writing `json:"text"`
	Spoken   bool              `json:"spoken,omitempty"` // they say that both have agreed on it
	Gone     bool              `json:"gone,omitempty"`   // another took its place, or it was not accepted
	Yes      [2]bool           `json:"yes"`
}

// Record is a day on a level outside, and what an admin says of it.
type Record struct {
	Day  string `json:"day"`
	What string `json:"what"`
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	c := New(spec, b)
	return c, c.attributes()
}

// Step applies one event.
func (c *Conflict) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	out := procedure.Because(ev)
	if c.Ended {
		return nil
	}
	s := step{Conflict: c, out: &out, now: now}
	before := c.reported()
	if ev.Kind == procedure.Looked {
		s.examined(*ev.Examined)
	} else {
		asking.Take(&s, &s.Seen, ev)
	}
	if !c.Ended { // what came may have come at the very moment at which a window ends
		s.Circulate(procedure.Event{Kind: procedure.Woke})
	}
	if !c.Ended {
		s.advance()
	}
	if c.Ended || before != c.reported() || len(s.Facts)+len(s.Heard)+len(s.items)+len(s.amendments) > 0 || ev.Kind == procedure.Started {
		s.report()
	}
	if c.Ended {
		s.close()
	}
	out.Add(procedure.Show{Card: c.card(now), Attributes: c.attributes()})
	if !c.Ended {
		s.wake()
	}
	return together(out.Effects())
}

// together awaits the arrival of all that a step asks at once: an activity costs
// events, and both sides are mostly asked in one moment.
func together(effects []procedure.Effect) []procedure.Effect {
	first := -1
	var list []procedure.Effect
	for _, effect := range effects {
		await, ok := effect.(procedure.Await)
		switch {
		case !ok:
			list = append(list, effect)
		case first < 0:
			first, list = len(list), append(list, await)
		default:
			all := list[first].(procedure.Await)
			all.Keys = append(slices.Clone(all.Keys), await.Keys...)
			all.Summary = procedure.Summary("", all.Summary, "; and others")
			list[first] = all
		}
	}
	return list
}

// step is a conflict while it takes one event.
type step struct {
	*Conflict
	out *procedure.Out
	now time.Time
	asking.News
	// receipted says that the mail of this step has had its receipt.
	receipted bool
	// items are what the sides will do, for the partnership to keep.
	items []procedure.Item
	// amendments are for the spec.
	amendments []procedure.Amendment
}

// Start asks whoever raised it.
func (s *step) Start() {
	s.askEntry()
}

// advance does whatever the time and the stage ask for.
func (s *step) advance() {
	switch s.Stage {
	case Raised:
		s.lookAtEntry()
	case Framed:
		s.exchange()
	case Understood:
		s.lookAtUnderstanding()
	case Exploring:
		s.lookAtOptions()
	case Proposed:
		s.lookAtMediator()
	case Agreed, Forward:
	case FollowUp:
		s.lookBack()
	}
	if !s.Ended && s.Dispute.Level > 0 && s.Accepted == 0 {
		s.lookAtClock()
	}
	if !s.Ended && s.Dispute.Level > 0 && s.Accepted == 0 {
		s.seekSpeakers()
	}
}

// enter changes the stage.
func (s *step) enter(stage Stage) {
	if s.Stage == stage {
		return
	}
	s.Stage = stage
	s.note(procedure.EntryPhase, "", s.name()+" is "+string(stage))
}

// close ends it for good.
func (s *step) close() {
	s.forget()
	s.Close(s.out, true)
}

// forget has the words deleted after their time, but for the text that both have
// accepted.
func (s *step) forget() {
	f := procedure.Forget{At: s.now.Add(procedure.SealedFor)}
	if p := s.proposal(s.Accepted); p != nil {
		f.Keep = []procedure.Writing{p.Text}
	}
	s.out.Add(f)
}

// end decides how it came out.
func (s *step) end(outcome procedure.Outcome) {
	if s.Ended {
		return
	}
	if s.Dispute.Stated && outcome != procedure.OutcomeResolved {
		s.tellBefore("ended-by-others")
	}
	s.Decide(s.out, s.now, outcome, s.name())
	s.Dispute.ClosedAt, s.Dispute.Outcome, s.Ended = s.now, outcome, true
	for i := range s.Inquiries {
		s.conclude(&s.Inquiries[i])
	}
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
	if s.Stage == Raised {
		sooner(s.WaitsUntil, "The raiser's time to think ends")
	}
	for _, side := range s.Sides {
		if !side.Passed {
			sooner(side.HeldUntil, "A statement has been held long enough")
		}
	}
	if s.Dispute.Level > 0 && s.Accepted == 0 {
		sooner(s.Clock.of(s.Stage), "The time of this stage ends")
		sooner(s.Clock.Ends, "The time of this level ends")
		sooner(s.Clock.Refused, "Silence counts as a refusal")
		sooner(s.Mediator.Until, "The mediator has had time to answer")
		s.nextSeek(sooner)
	}
	if s.Looked < len(s.LookAt) {
		sooner(s.LookAt[s.Looked], "Ask whether the agreement holds")
	}
	for i := range s.Inquiries {
		if in := &s.Inquiries[i]; !in.Over {
			t, summary := in.Circle.Next(s.desk(in))
			sooner(t, summary)
		}
	}
	if s.Accepted == 0 && s.WakeAt.After(s.now) && s.WakeAt.Before(at) {
		return // a clock that rings earlier runs already: while much happens, events are spared
	}
	s.Alarm(s.out, at, why)
}

func (c *Conflict) attributes() procedure.Attributes {
	return procedure.Attributes{Stage: c.stage(), DueAt: c.Clock.Ends}
}

func (c *Conflict) stage() string {
	if c.Decided != "" {
		return string(c.Decided)
	}
	return string(c.Stage)
}
