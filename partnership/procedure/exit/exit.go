// Package exit leads a partnership to its end as it was agreed at its start: somebody gives
// notice and means it, or all leads say that a condition has come, or the term is over.
// Everybody hears from when to when, does what has to be done until then, and looks back
// (procedures 11).
package exit

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Exit
	Noun = procedure.NounExit
)

// The mails that only exits write.
const (
	TemplateConfirm   procedure.Template = "exit-confirm"    // do you give this notice?
	TemplateTrigger   procedure.Template = "exit-trigger"    // shall we begin the end?
	TemplateNoticed   procedure.Template = "exit-noticed"    // it ends, from when to when
	TemplateStay      procedure.Template = "exit-withdrawal" // do you agree that we go on?
	TemplateContinued procedure.Template = "exit-continued"  // it goes on
	TemplateOthers    procedure.Template = "exit-others"     // do you go on without them?
	TemplateLessons   procedure.Template = "lessons"         // what was learned?
)

// The questions.
const (
	QuestionConfirm = "notice"
	QuestionBegin   = "begin"
	QuestionStay    = "stay"
	QuestionGoOn    = "go-on"
)

// The stages. Values are written into histories.
const (
	StageAsked      = "asked"      // nothing is decided
	StageNoticed    = "noticed"    // everybody has heard of it
	StageContinuity = "continuity" // side by side with whoever takes over
	StageClosing    = "closing"    // people look back
)

// Kind is all that the rest of the program knows of exits.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, New: begin,
		Blank: func() procedure.Procedure { return &Exit{} },
		Commands: []procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter what somebody says was learned; never a notice or a consent. {"person": "lars", "answers": [{"question": "keep", "value": "the fortnightly call"}], "reason": "told on the phone"}`,
		}},
		Templates: []procedure.Template{TemplateConfirm, TemplateTrigger, TemplateNoticed, TemplateOthers, TemplateStay, TemplateContinued, TemplateLessons, TemplateBreach, TemplateCured, TemplateVerdict, TemplateNews},
		Asks:      []procedure.Template{TemplateConfirm, TemplateTrigger, TemplateOthers, TemplateStay, TemplateLessons, TemplateBreach, TemplateCured, TemplateVerdict},
		Items:     []partnership.CommandName{partnership.CommandWithdraw},
	}
}

// Exit is the state of one.
type Exit struct {
	procedure.Base
	// Turn counts how often one has begun before: the partnership went on each time.
	Turn int `json:"turn,omitempty"`
	// Ends is the last day by the spec, Until the end of it, and Notice how long before its end somebody says
	// that they leave.
	Ends   string       `json:"ends"`
	Until  time.Time    `json:"until"`
	Notice cadence.Span `json:"notice"`
	// Cure is how long a party has to put right what it is said to have broken.
	Cure       cadence.Span `json:"cure,omitzero"`
	Parallel   cadence.Span `json:"parallel,omitzero"`
	Continuity string       `json:"continuity,omitempty"`
	Tasks      []Task       `json:"tasks,omitempty"`
	// People are all who take part, Leads who speaks for the parties, and Parties the names.
	People  []asking.Member `json:"people"`
	Leads   []asking.Member `json:"leads"`
	Parties []Side          `json:"parties"`
	// Notices wait for the yes of whoever has written them.
	Notices []Notice `json:"notices,omitempty"`
	// Offer asks the leads about a condition that holds, and Offered says which.
	Offer   asking.Circle     `json:"offer,omitzero"`
	Offered procedure.Parting `json:"offered,omitzero"`
	// Parting is what was decided.
	Parting procedure.Parting `json:"parting,omitzero"`
	Stage   string            `json:"stage"`
	// Refused says that not all leads wanted what was offered, and Told that everybody has
	// heard of the end.
	Refused bool `json:"refused,omitempty"`
	Told    bool `json:"told,omitempty"`
	// Wish asks the other leads whether a notice is taken back, and Wishes counts that.
	Wish   asking.Circle `json:"wish,omitzero"`
	Wisher string        `json:"wisher,omitempty"`
	Wishes int           `json:"wishes,omitempty"`
	// Others asks those who lead the other parties whether they go on without one that leaves.
	Others asking.Circle `json:"others,omitzero"`
	// Lessons asks everybody what was learned.
	Lessons asking.Circle `json:"lessons,omitzero"`
	// Recorded is what an admin puts on record as broken, when it begins with that.
	Recorded procedure.Parting `json:"recorded,omitzero"`
	// Breach is what a party is said to have broken, the latest.
	Breach *Breach `json:"breach,omitempty"`
	// ParallelAt is when the parties begin to work side by side with whoever takes over, AskAt
	// when people are asked what was learned, and OverAt when a party has left that others go
	// on without.
	ParallelAt time.Time `json:"parallel_at,omitzero"`
	AskAt      time.Time `json:"ask_at,omitzero"`
	OverAt     time.Time `json:"over_at,omitzero"`
}

// Side is a party.
type Side struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Task is something to be done before the end.
type Task struct {
	ID   string `json:"id"`
	What string `json:"what"`
	// Phrases say it in other languages, as the spec does.
	Phrases partnership.Phrases `json:"phrases,omitempty"`
	Owner   string              `json:"owner"`
	For     string              `json:"for,omitempty"` // who waits for it
	Within  cadence.Span        `json:"within,omitzero"`
	// Due is the day, once it is decided; at the latest the last one.
	Due string `json:"due,omitempty"`
	// Given says that its owner owes it: what is decided anew later asks for it no second time.
	Given bool `json:"given,omitempty"`
}

// Notice is one that somebody has given.
type Notice struct {
	procedure.Parting
	Circle asking.Circle `json:"circle"`
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	x := New(spec, b)
	return x, x.attributes()
}

// New prepares an exit with all that it needs of the spec.
func New(spec partnership.Spec, b procedure.Brief) *Exit {
	x := &Exit{
		Base: procedure.NewBase(b), Turn: b.Occasion.Turn, Ends: spec.End.String(), Until: b.Occasion.Until, Notice: spec.NoticePeriod(), Cure: spec.CurePeriod(), Leads: asking.HeadsOf(spec),
	}
	for _, party := range spec.Parties {
		x.Parties = append(x.Parties, Side{ID: party.ID, Name: party.Name})
		for _, p := range party.People {
			x.People = append(x.People, asking.MemberOf(p, party.ID))
		}
	}
	if spec.Exit != nil {
		x.Parallel, x.Continuity = spec.Exit.Parallel, spec.Exit.Continuity
		for _, t := range spec.Exit.Tasks {
			x.Tasks = append(x.Tasks, Task{ID: t.ID, What: t.What, Phrases: spec.Phrases.Of(t.What), Owner: t.Owner, Within: t.Within})
		}
	}
	for i := range x.Tasks {
		t := &x.Tasks[i]
		if t.Owner == "" && len(x.Leads) > 0 {
			t.Owner = x.Leads[0].Person
		}
		t.For = asking.Other(x.Leads, x.partyOf(t.Owner))
	}
	if b.Parting != nil {
		x.want(*b.Parting)
	}
	return x
}

// want notes why somebody wants to part. What needs nobody's word is decided with it.
func (x *Exit) want(p procedure.Parting) {
	switch {
	case p.Cause == procedure.PartingBreach && p.By == "":
		x.Recorded = p
		return
	}
	switch p.Cause {
	case procedure.PartingNotice, procedure.PartingBreach:
		if p.Cause == procedure.PartingNotice && x.remaining(p) >= fewestParties {
			p.Party = x.partyOf(p.By)
		}
		n := Notice{Parting: p}
		n.Circle.Stage = fmt.Sprintf("notice-%d.%d", x.Turn, len(x.Notices)+1)
		x.Notices = append(x.Notices, n)
	case procedure.PartingTrigger:
		x.Offered = p
		x.Offer.Stage = fmt.Sprintf("offer-%d", x.Turn)
	default: // what has come, or an admin wants
		x.Parting = p
	}
}

// fewestParties is of how many at least a partnership is.
const fewestParties = 2

// leaves reports whether one party leaves and the others go on.
func (x *Exit) leaves() bool { return x.Parting.Party != "" }

// leavesOne reports whether a notice would leave fewer parties than a partnership is of,
// since another one leaves already: then it ends for all.
func (x *Exit) leavesOne(p procedure.Parting) bool {
	return p.Cause == procedure.PartingNotice && x.decided() && x.leaves() && x.partyOf(p.By) != x.Parting.Party && x.remaining(p) < fewestParties
}

// remaining counts the parties that would go on after a notice.
func (x *Exit) remaining(p procedure.Parting) int {
	own, left := x.partyOf(p.By), 0
	for _, party := range x.Parties {
		if party.ID != own && party.ID != x.Parting.Party && !slices.Contains(p.Gone, party.ID) {
			left++
		}
	}
	return left
}

// ends reports whether a notice ends for all what one party has left.
func (x *Exit) ends(n *Notice) bool { return n.Party == "" && x.leavesOne(n.Parting) }

// concerned are the people whose end it is: of the party that leaves, or all.
func (x *Exit) concerned() []asking.Member {
	return slices.DeleteFunc(slices.Clone(x.People), func(m asking.Member) bool { return x.leaves() && m.Party != x.Parting.Party })
}

// partOf reports whether a task is to be done: where one party leaves, only what is its own.
func (x *Exit) partOf(t Task) bool { return !x.leaves() || x.partyOf(t.Owner) == x.Parting.Party }

func (x *Exit) partyOf(person string) string { return asking.PartyOf(x.People, person) }

func (x *Exit) nameOf(party string) string {
	for _, s := range x.Parties {
		if s.ID == party {
			return s.Name
		}
	}
	return party
}

// decided reports whether it is decided that it ends.
func (x *Exit) decided() bool { return !x.Parting.Since.IsZero() }

func (x *Exit) title() string { return "Exit" }

// Check refuses commands that an exit cannot carry out.
func (x *Exit) Check(cmd procedure.Command, _ time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	if cmd.Name != procedure.AnswerFor {
		return fmt.Errorf("%s exit: an exit takes only %s; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, cmd.Name, x.Slug)
	}
	_, err := x.Typed(cmd)
	return err
}

// Typed reads what somebody says was learned, as an admin enters it.
func (x *Exit) Typed(cmd procedure.Command) (procedure.Reply, error) {
	if len(x.Lessons.Asks) == 0 || x.Ended {
		return procedure.Reply{}, errors.New("answer for a partner: nobody gives notice or consent for another; what was learned is asked for in the last two weeks")
	}
	return x.Lessons.Typed(cmd)
}

// lessons are what people have said so far, in the order in which they were asked.
func (x *Exit) lessons() []procedure.Lesson {
	var list []procedure.Lesson
	for _, a := range x.Lessons.Asks {
		for _, q := range a.Questions {
			if text := strings.TrimSpace(partnership.Answers(a.Answers()).Text(q.ID)); text != "" && !partnership.SaysNothing(text) {
				list = append(list, procedure.Lesson{Person: a.Subject(), Question: q.ID, Text: text})
			}
		}
	}
	return list
}
