// Package review looks back together and ends in decisions: people put in what they see,
// the chair puts it in order, everybody judges it, and the chair says which steps follow,
// or why none does (procedures 9). What a review looks at is its method, a file each.
//
// What people put in stays under seal. The state knows who wrote, when and where it is
// kept, and not a word of it.
package review

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Review
	Noun = procedure.NounReview
)

// The mails that only reviews write.
const (
	TemplateSeen    procedure.Template = "swot-input"       // to all: what is strong, what is weak?
	TemplateMoney   procedure.Template = "money"            // to finance people: what did your side put in and get?
	TemplateDiffers procedure.Template = "money-differs"    // to those whose amounts do not fit together
	TemplateAccount procedure.Template = "money-result"     // to the chair: which step? Then to all, with it
	TemplateMerge   procedure.Template = "swot-merge"       // to the chair: what means the same?
	TemplateScoring procedure.Template = "swot-scoring"     // to all: how much, how likely?
	TemplateResult  procedure.Template = "swot-result"      // to the chair: which steps? Then to all, with them
	TemplateLeft    procedure.Template = "review-withdrawn" // nobody waits for an answer any more
)

// Kind is all that the rest of the program knows of reviews.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, Due: due, New: begin,
		Blank: func() procedure.Procedure { return &Review{} },
		Commands: append([]procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter what the chair of a review says; never what people put in or how they score it. {"person": "lars", "answers": [{"question": "so", "value": "A stand at the fair"}], "reason": "told on the phone"}`,
		}}, asking.Nudges()...),
		Templates: append(asks(), TemplateReading, TemplateRenewalResult, TemplateLeft),
		Asks:      asks(),
	}
}

// asks are the mails that ask something.
func asks() []procedure.Template {
	return slices.Concat([]procedure.Template{TemplateSeen, TemplateMerge, TemplateScoring, TemplateResult, TemplateHealth}, MoneyTemplates(), []procedure.Template{TemplateInput, TemplateDecisions, TemplateRenewalInput, TemplateRenewalDecision})
}

// MoneyTemplates are the mails of a review of money.
func MoneyTemplates() []procedure.Template {
	return []procedure.Template{TemplateMoney, TemplateDiffers, TemplateAccount}
}

// Review is the state of one. Nothing that people put in is in it.
type Review struct {
	procedure.Base
	Occasion procedure.Occasion       `json:"occasion"`
	Method   partnership.ReviewMethod `json:"method"`
	Stage    Stage                    `json:"stage"`
	// OutOfTurn says that a guard has begun it, and that nobody is asked for anything new.
	OutOfTurn bool `json:"out_of_turn,omitempty"`
	// Until is when the stage ends at the latest, whatever the mail server does.
	Until time.Time `json:"until,omitzero"`
	// Rests is when the stage goes on while nobody is asked in it.
	Rests time.Time `json:"rests,omitzero"`
	// Wonders says that the review wants to know something before it goes on.
	Wonders bool `json:"wonders,omitempty"`
	// Circles are those who are asked, by stage.
	Collecting  asking.Circle `json:"collecting"`
	Reconciling asking.Circle `json:"reconciling,omitzero"`
	Reading     asking.Circle `json:"reading,omitzero"`
	Deciding    asking.Circle `json:"deciding,omitzero"`
	// Heads are who can lead the review, whoever is its chair first, and Members all who are
	// asked.
	Heads   []asking.Member `json:"heads,omitempty"`
	Members []asking.Member `json:"members,omitempty"`
	// Written is where what people put in is kept, the latest to each question.
	Written []procedure.Writing `json:"written,omitempty"`
	// Untold is what the partnership hears with the next report.
	Untold Untold `json:"untold,omitzero"`
	// Told says that everybody has heard what came of it.
	Told     bool     `json:"told,omitempty"`
	SWOT     SWOT     `json:"swot,omitzero"`
	Money    Money    `json:"money,omitzero"`
	Health   Health   `json:"health,omitzero"`
	Progress Progress `json:"progress,omitzero"`
	Renewal  Renewal  `json:"renewal,omitzero"`
}

// Untold is what has no hurry: that the people of a stage have had their time is told
// together with until when the next ones are asked.
type Untold struct {
	Facts   []procedure.Fact `json:"facts,omitempty"`
	Entries []ledger.Entry   `json:"entries,omitempty"`
}

func (u *Untold) add(facts []procedure.Fact, entries []ledger.Entry) {
	u.Facts, u.Entries = append(u.Facts, facts...), append(u.Entries, entries...)
}

// Stage is how far a review has come. Values are written into histories.
type Stage string

// The stages. What is decided is done.
const (
	Collecting  Stage = "collecting"
	Reconciling Stage = "reconciling"
	Reading     Stage = "reading"
	Deciding    Stage = "deciding"
	Done        Stage = "done"
)

// due lists the reviews that the calendar brings. They look back, so the first comes when
// there is something to look back on.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	var rounds []timing.Round
	for _, v := range h.Spec.Reviews {
		if len(v.Ask) == 0 {
			continue
		}
		m := methodOf(v.Method)
		round := timing.Round{Type: Type, Noun: Noun, Name: v.ID, Rule: v.Rule, Looking: true, Ask: m.asked(h.Spec, v), Window: windowOf(v), Lead: m.lead(v)}
		if heads := headsOf(h.Spec, v); len(heads) > 0 {
			round.Of = heads[0].Person
			if !gathers(m) {
				round.Ask, round.Window = []string{heads[0].Person}, decideWindow()
			}
		}
		rounds = append(rounds, round)
	}
	all, err := timing.Rounds(h, rounds)
	if err != nil {
		return procedure.Calendar{}, err
	}
	afterMeeting(h.Spec, all.Occasions)
	once, err := renewal(h)
	all.Declared, all.Occasions = append(all.Declared, once.Declared...), append(all.Occasions, once.Occasions...)
	return all, err
}

// windowOf is how long people have to put something in. One reminder comes when most of
// it is over.
func windowOf(v partnership.Review) procedure.Window {
	return procedure.Window{Span: v.Window, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}}
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	r := New(spec, b)
	return r, r.attributes()
}

// New prepares the review of an occasion.
func New(spec partnership.Spec, b procedure.Brief) *Review {
	declared, outOfTurn, _ := spec.Review(b.Occasion.Name)
	r := &Review{Base: procedure.NewBase(b), Occasion: b.Occasion, Method: declared.Method, Stage: Collecting, OutOfTurn: outOfTurn}
	r.Until = procedure.Later(r.Occasion.At, r.part(decided)).Add(longest)
	r.Heads = headsOf(spec, declared)
	m := r.method()
	m.prepare(r, spec, b)
	switch {
	case gathers(m) && !outOfTurn:
		r.Collecting.Invite(spec, b, windowOf(declared), func(p partnership.Person) []partnership.Question {
			r.Members = append(r.Members, asking.MembersOf(spec, p.ID)...)
			return m.input(r, p.ID, wording.In(p.Language).Review)
		})
	default:
		r.Members = asking.MembersOf(spec, declared.Ask...)
		m.hasten(r)
	}
	r.Occasion.Asks = nil
	return r
}

// longest is how long a stage may wait for people whom no mail reaches.
const longest = 30 * 24 * time.Hour

// headsOf are the chair, the leads who are asked, and who speaks for the parties.
func headsOf(spec partnership.Spec, declared partnership.Review) []asking.Member {
	var people []string
	if declared.Chair != "" {
		people = append(people, declared.Chair)
	}
	for _, id := range declared.Ask {
		if p, _ := spec.Person(id); slices.Contains(p.Roles, partnership.RoleLead) {
			people = append(people, id)
		}
	}
	for _, head := range spec.Heads() {
		people = append(people, head.ID)
	}
	return asking.MembersOf(spec, procedure.Once(people)...)
}

func (r *Review) title() string { return "Review " + r.Occasion.Name }
