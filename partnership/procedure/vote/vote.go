// Package vote decides in writing: a proposal is put before the parties, each has one vote
// that weighs as the spec says, and the rule by which they decide says what that comes to
// (procedures 6, domain 2.13). What was carried can be vetoed by whom it touches, and an
// objection can make the time longer once; both only where the rule says so.
//
// How the parties vote is shown to nobody before it is counted: nobody should vote with the
// one who was first.
package vote

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Vote
	Noun = procedure.NounVote
)

// The mails that only votes write.
const (
	TemplateSought procedure.Template = "consultation"   // to all who are consulted: what do you think of it?
	TemplateVote   procedure.Template = "vote"           // to each party: for, against, or abstain?
	TemplateStands procedure.Template = "vote-objected"  // to who is against it: does that stand?
	TemplateResult procedure.Template = "vote-result"    // to all: what it came to; to each party: do you veto it?
	TemplateLeft   procedure.Template = "vote-withdrawn" // nobody waits for a vote any more
)

// Kind is all that the rest of the program knows of votes. Facts begin them: somebody who
// leads a party, or an admin, puts something to the vote.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, New: begin,
		Blank: func() procedure.Procedure { return &Vote{} },
		Commands: append([]procedure.CommandDoc{{
			Name:        procedure.EndStage,
			Description: `End the part that is open now, with what has come in so far; all read why. Nobody's vote can be entered for them. {"reason": "all have told us on the phone that they will not vote"}`,
		}}, asking.Nudges()...),
		Templates: []procedure.Template{TemplateSought, TemplateVote, TemplateStands, TemplateResult, TemplateLeft},
		Asks:      []procedure.Template{TemplateSought, TemplateVote, TemplateStands, TemplateResult},
		Items:     []partnership.CommandName{partnership.CommandVeto},
	}
}

// Question is the one question of a vote, and QuestionOpinion the one before it.
const (
	Question        = "vote"
	QuestionOpinion = "opinion"
)

// Vote is the state of one.
type Vote struct {
	procedure.Base
	Occasion procedure.Occasion       `json:"occasion"`
	Motion   procedure.Motion         `json:"motion"`
	Rule     partnership.DecisionRule `json:"rule"`
	Voters   []decision.Voter         `json:"voters"`
	Stage    Stage                    `json:"stage"`
	// Until is when the stage ends at the latest, whatever the mail server does.
	Until time.Time `json:"until,omitzero"`
	// Heads are who can speak for a party, first who does; Excluded are the parties that have
	// no vote, since they have not put right what they broke.
	Heads    []asking.Member `json:"heads,omitempty"`
	Excluded []string        `json:"excluded,omitempty"`
	// Circles are those who are asked, by stage.
	Consulting asking.Circle `json:"consulting,omitzero"`
	Voting     asking.Circle `json:"voting"`
	Standing   asking.Circle `json:"standing,omitzero"`
	Vetoing    asking.Circle `json:"vetoing,omitzero"`
	// Tally is the vote as counted, and CountedAt when.
	Tally     *decision.Tally `json:"tally,omitempty"`
	CountedAt time.Time       `json:"counted_at,omitzero"`
	// Opinions are what people said of it before anybody voted.
	Opinions []Reason `json:"opinions,omitempty"`
	// Reasons are what parties say beside their votes, and Veto is the one that stopped it.
	Reasons []Reason `json:"reasons,omitempty"`
	Veto    *Reason  `json:"veto,omitempty"`
	// Moved is why an admin ended the stage before, in their words.
	Moved string `json:"moved,omitempty"`
}

// Reason is what a party says beside its vote.
type Reason struct {
	Party  string        `json:"party"`
	Person string        `json:"person"`
	Vote   decision.Vote `json:"vote,omitempty"`
	Why    string        `json:"why,omitempty"`
}

// Stage is how far a vote has come. Values are written into histories.
type Stage string

// The stages.
const (
	Consulting Stage = "consulting" // opinions are heard
	Voting     Stage = "voting"
	Standing   Stage = "standing" // somebody is against it: does that stand when the longer time is over?
	Vetoing    Stage = "vetoing"  // carried, and a party can still veto it
	Done       Stage = "done"
)

// stages in which people are asked.
func stages() []Stage { return []Stage{Consulting, Voting, Standing, Vetoing} }

// usualWindow is how long votes can be given where the rule does not say.
var usualWindow = cadence.Span{Count: 10, Unit: cadence.Days}

// windowOf is how long votes can be given: as the rule says of votes in writing, or the
// notice after which silence is consent. Two reminders come, one of them near the end: without
// one silence is nobody's consent.
func windowOf(rule partnership.DecisionRule) procedure.Window {
	span := usualWindow
	switch {
	case !rule.WrittenProcedure.IsZero():
		span = rule.WrittenProcedure
	case rule.SilenceConsents && !rule.Notice.IsZero():
		span = rule.Notice
	}
	return reminded(span)
}

// reminded is a window with its reminders.
func reminded(span cadence.Span) procedure.Window {
	return procedure.Window{Span: span, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}, {Count: 80, Unit: cadence.Percent}}}
}

// longest is how long a stage may wait for people whom no mail reaches.
const longest = 120 * 24 * time.Hour

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	v := New(spec, b)
	return v, v.attributes()
}

// New prepares the vote on a motion.
func New(spec partnership.Spec, b procedure.Brief) *Vote {
	v := &Vote{Base: procedure.NewBase(b), Occasion: b.Occasion, Stage: Voting}
	if b.Motion != nil {
		v.Motion, v.Excluded = *b.Motion, b.Motion.Excluded
	}
	if rule, ok := spec.RuleNamed(v.Motion.Rule); ok {
		v.Rule = rule
	}
	v.Until = b.Occasion.At.Add(longest)
	v.Voters = slices.DeleteFunc(decision.Voters(spec), func(one decision.Voter) bool { return slices.Contains(v.Excluded, one.Party) })
	v.Heads = speakers(spec, b.Occasion.At, windowOf(v.Rule).Span)
	asks := v.asks(v.parties(), windowOf(v.Rule))
	if !v.Rule.Consultation.IsZero() {
		v.Stage, asks = Consulting, v.opinions(spec)
	}
	v.circle().Begin(&v.Base, string(v.Stage), b.Occasion.At, asks)
	v.Occasion.Asks = nil
	return v
}

// speakers are who can speak for each party, in its order: its leads, then its executives. Who
// is away, by the spec, for the first half of the time comes after those who are not.
func speakers(spec partnership.Spec, at time.Time, span cadence.Span) []asking.Member {
	half := at.Add(span.After(at, spec.CalendarNamed(spec.Calendar)).Sub(at) / 2)
	var there, away []asking.Member
	for _, m := range asking.SpeakersOf(spec) {
		if p, _ := spec.Person(m.Person); p.AbsentOn(cadence.DateOf(at)) && p.AbsentOn(cadence.DateOf(half)) {
			away = append(away, m)
		} else {
			there = append(there, m)
		}
	}
	return append(there, away...)
}

// parties are those that have a vote.
func (v *Vote) parties() []string {
	var list []string
	for _, one := range v.Voters {
		list = append(list, one.Party)
	}
	return list
}

// asks are the asks of whoever speaks for some parties now.
func (v *Vote) asks(parties []string, w procedure.Window) []asking.Ask {
	var list []asking.Ask
	for _, party := range parties {
		head, ok := v.head(party)
		if !ok {
			continue
		}
		a := head.Ask(w)
		a.Questions = v.question(head, v.Stage == Vetoing)
		list = append(list, a)
	}
	return list
}

// opinions asks what people think of it before anybody votes: who can speak for a party, and
// whom an area of responsibility names as consulted (domain 2.5).
func (v *Vote) opinions(spec partnership.Spec) []asking.Ask {
	members := slices.Clone(v.Heads)
	for _, area := range spec.Areas {
		for _, id := range area.Consulted {
			person, ok := spec.Person(id)
			if party, _ := spec.PartyOf(id); ok && asking.PartyOf(members, id) == "" {
				members = append(members, asking.MemberOf(person, party.ID))
			}
		}
	}
	var list []asking.Ask
	for _, m := range members {
		a := m.Ask(procedure.Window{Span: v.Rule.Consultation, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}})
		a.Questions = []partnership.Question{{
			ID: QuestionOpinion, Kind: partnership.KindText, Text: wording.In(m.Language).Vote.Opinion, Readers: partnership.ReadersAll,
		}}
		list = append(list, a)
	}
	return list
}

// head is who speaks for a party: the first of those who can be reached and are not away, or
// just the first.
func (v *Vote) head(party string) (asking.Member, bool) {
	of := slices.DeleteFunc(slices.Clone(v.Heads), func(h asking.Member) bool { return h.Party != party })
	if len(of) == 0 {
		return asking.Member{}, false
	}
	there := slices.IndexFunc(of, func(h asking.Member) bool {
		_, away := v.Presence.AwayUntil(h.Person)
		return !away && v.Reaches(h.Person)
	})
	return of[max(0, there)], true
}

// question asks for the vote of a party, or whether it vetoes what was carried.
func (v *Vote) question(head asking.Member, vetoing bool) []partnership.Question {
	q := partnership.Question{ID: Question, Kind: partnership.KindVote, Text: wording.In(head.Language).Vote.How, Readers: partnership.ReadersAll}
	if vetoing {
		q.Text, q.Optional = wording.In(head.Language).Vote.Stops, true
	}
	return []partnership.Question{q}
}

func (v *Vote) title() string { return "Vote " + v.Occasion.Name }

// about is what mails call it: the rule by which is decided.
func (v *Vote) about() string { return strings.TrimSpace(v.Rule.ID) }
