// Package ideas finds goals together: everybody proposes under seal, all weigh what was
// proposed, also under seal, and whoever leads the parties decides what becomes a goal
// (procedures 5). Every proposal is kept, also one that is declined, with the reason.
//
// What people propose and expect stays in the store. The state knows where it is kept, and
// not a word of it.
package ideas

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Ideas
	Noun = procedure.NounIdeas
)

// The mails that only rounds of ideas write.
const (
	TemplateAsk     procedure.Template = "ideas"           // to all: what could we reach together, what do you expect?
	TemplateOpened  procedure.Template = "ideas-opened"    // to all: how much does each matter, which come first?
	TemplateResult  procedure.Template = "ideas-result"    // to who leads a party: accept, later, or no?
	TemplateDecided procedure.Template = "ideas-decided"   // to all: what came of every proposal
	TemplateLeft    procedure.Template = "ideas-withdrawn" // nobody waits for an answer any more
)

// Kind is all that the rest of the program knows of rounds of ideas.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, Due: due, New: begin,
		Blank: func() procedure.Procedure { return &Ideas{} },
		Commands: append([]procedure.CommandDoc{
			{
				Name:        procedure.AnswerFor,
				Description: `Enter what somebody who leads a party decides; never what people propose or how they weigh it. {"person": "lars", "answers": [{"question": "d1", "value": "no: too early"}], "reason": "told on the phone"}`,
			},
			{
				Name:        procedure.EndStage,
				Description: `End the part that is open now, with what has come in so far; all read why. {"reason": "Anna is ill for a month"}`,
			},
		}, asking.Nudges()...),
		Templates: []procedure.Template{TemplateAsk, TemplateOpened, TemplateResult, TemplateDecided, TemplateLeft},
		Asks:      []procedure.Template{TemplateAsk, TemplateOpened, TemplateResult},
	}
}

// Ideas is the state of a round. Nothing that people have proposed or expect is in it.
type Ideas struct {
	procedure.Base
	Occasion procedure.Occasion `json:"occasion"`
	Stage    Stage              `json:"stage"`
	// First says that the partnership has no goals yet and waits for what is found.
	First bool `json:"first,omitempty"`
	// Window is how long people have to propose, and to weigh.
	Window procedure.Window `json:"window"`
	// Until is when the stage ends at the latest, whatever the mail server does.
	Until time.Time `json:"until,omitzero"`
	// Wonders says that the round wants to know something before it goes on.
	Wonders bool `json:"wonders,omitempty"`
	// Circles are those who are asked, by stage.
	Proposing asking.Circle `json:"proposing"`
	Weighing  asking.Circle `json:"weighing,omitzero"`
	Deciding  asking.Circle `json:"deciding,omitzero"`
	// Members are all who take part, and Heads who can speak for a party, first who does.
	Members []asking.Member `json:"members,omitempty"`
	Heads   []asking.Member `json:"heads,omitempty"`
	// Competing are the competing interests of the spec, whose joint goals are weighed, too.
	Competing []string `json:"competing,omitempty"`
	// Written is where what people propose and expect is kept, the latest to each question.
	Written []procedure.Writing `json:"written,omitempty"`
	// Proposals are numbered from 1, and Given is what each party gives them.
	Proposals []Proposal           `json:"proposals,omitempty"`
	Given     []significance.Party `json:"given,omitempty"`
	// Moved is why an admin ended the stage before, in their words.
	Moved string `json:"moved,omitempty"`
	// Told says that everybody has heard what came of it.
	Told bool `json:"told,omitempty"`
}

// Proposal is something that the parties could reach together, and where its words are kept;
// what was proposed in the same words is one. That of competing interests stands in the spec.
type Proposal struct {
	Writings  []procedure.Writing `json:"writings,omitempty"`
	Competing string              `json:"competing,omitempty"`
}

// Stage is how far a round has come. Values are written into histories.
type Stage string

// The stages. What is decided is done.
const (
	Proposing Stage = "proposing"
	Weighing  Stage = "weighing"
	Deciding  Stage = "deciding"
	Done      Stage = "done"
)

// stages in which people are asked.
func stages() []Stage { return []Stage{Proposing, Weighing, Deciding} }

// due lists the rounds that the calendar brings: those with a rhythm or a date. What begins
// at the start is begun by the partnership.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	var rounds []timing.Round
	var others procedure.Calendar
	for _, v := range h.Spec.Ideas {
		if len(v.Ask) == 0 {
			continue
		}
		switch {
		case v.Rule != nil:
			rounds = append(rounds, timing.Round{
				Type: Type, Noun: Noun, Name: v.ID, Rule: *v.Rule, Looking: true, Ask: v.Ask, Window: windowOf(v),
			})
		default:
			others.Declared = append(others.Declared, procedure.Rhythm{Type: Type, Name: v.ID})
			o, wanted, err := timing.OnDay(h, timing.Round{Type: Type, Noun: Noun, Name: v.ID, Ask: v.Ask, Window: windowOf(v)}, v.Date)
			if err != nil {
				return procedure.Calendar{}, err
			}
			if wanted {
				others.Occasions = append(others.Occasions, o)
			}
		}
	}
	calendar, err := timing.Rounds(h, rounds)
	calendar.Declared = append(calendar.Declared, others.Declared...)
	calendar.Occasions = append(calendar.Occasions, others.Occasions...)
	return calendar, err
}

func windowOf(v partnership.Ideas) procedure.Window {
	return procedure.Window{Span: v.Window, Remind: v.Remind}
}

// decideWindow is how long whoever leads a party has to decide. After it the result goes out
// with what was said, and says so.
func decideWindow() procedure.Window {
	return procedure.Window{Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}
}

// longest is how long a stage may wait for people whom no mail reaches.
const longest = 30 * 24 * time.Hour

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	i := New(spec, b)
	return i, i.attributes()
}

// New prepares the round of an occasion. One that no calendar brings asks as it is declared,
// or whoever speaks for the parties.
func New(spec partnership.Spec, b procedure.Brief) *Ideas {
	declared, ok := spec.IdeasNamed(b.Occasion.Name)
	if !ok {
		declared = spec.UsualIdeas(b.Occasion.Name)
	}
	i := &Ideas{Base: procedure.NewBase(b), Occasion: b.Occasion, Stage: Proposing, First: len(spec.Goals) == 0, Window: windowOf(declared)}
	i.Until = b.Occasion.At.Add(longest)
	i.Heads = asking.SpeakersOf(spec)
	for _, c := range spec.Competing {
		i.Competing = append(i.Competing, c.ID)
	}
	if len(b.Occasion.Asks) == 0 {
		for _, id := range declared.Ask {
			b.Occasion.Asks = append(b.Occasion.Asks, procedure.AskTimes{Person: id, Send: b.Occasion.At})
		}
	}
	i.Proposing.Invite(spec, b, i.Window, func(p partnership.Person) []partnership.Question {
		party, _ := spec.PartyOf(p.ID)
		i.Members = append(i.Members, asking.MemberOf(p, party.ID))
		return Questions(wording.In(p.Language).Ideas)
	})
	for n := range i.Proposing.Asks {
		a := &i.Proposing.Asks[n]
		if a.City == "" { // no calendar has said where they are
			a.City = cityOf(i.Members, a.Person)
		}
		a.Stopped = b.Presence.HasStopped(a.Person)
	}
	i.Occasion.Asks = nil
	return i
}

func cityOf(members []asking.Member, person string) string {
	n := slices.IndexFunc(members, func(m asking.Member) bool { return m.Person == person })
	if n < 0 {
		return ""
	}
	return members[n].City
}

func (i *Ideas) title() string { return "Ideas " + i.Occasion.Name }
