// Package poll is a kind of procedure that only tests know: once a month it asks
// the leads two questions under seal and tells everybody what the answers come
// to, and each of the leads what they wrote themselves. It proves what a kind costs,
// which is a folder and a line in a list, that nothing sealed leaves the store, and
// that nothing stays there for ever.
package poll

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Type is the workflow type.
const Type procedure.Type = "Poll"

// The mails that only polls write.
const (
	TemplateAsk    procedure.Template = "poll"
	TemplateResult procedure.Template = "poll-result"
)

// The questions.
const (
	QuestionTrust  = "trust"
	QuestionChange = "change"
)

const (
	noun = "poll"
	name = "monthly"
)

//go:embed en ru
var phrases embed.FS

// Phrases are the words of a poll's mails, by locale.
func Phrases() fs.FS { return phrases }

// Kind is all that the rest of the program knows of polls.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: noun, Due: due, New: begin,
		Blank:     func() procedure.Procedure { return &Poll{} },
		Templates: []procedure.Template{TemplateAsk, TemplateResult},
		Asks:      []procedure.Template{TemplateAsk},
	}
}

// Poll is the state of one poll. The answers are not in it.
type Poll struct {
	procedure.Base
	Circle   asking.Circle `json:"circle"`
	Until    time.Time     `json:"until"`
	Audience []string      `json:"audience"`
	Tallied  bool          `json:"tallied,omitempty"`
	// Examined says what the answers in words are like.
	Examined *procedure.Examined `json:"examined,omitempty"`
}

// Kept is how long answers are kept after a poll has closed.
const Kept = 14 * 24 * time.Hour

// window is how long people have.
var window = procedure.Window{
	Span: cadence.Span{Count: 3, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}},
}

// due polls the leads once a month.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	rule, err := cadence.ParseRule("month", "first monday", "09:30")
	if err != nil {
		return procedure.Calendar{}, err
	}
	leads := people(h.Spec, func(p partnership.Person) bool { return slices.Contains(p.Roles, partnership.RoleLead) })
	if len(leads) == 0 {
		return procedure.Calendar{}, nil
	}
	return timing.Rounds(h, []timing.Round{{Type: Type, Noun: noun, Name: name, Rule: rule, Window: window, Ask: leads}})
}

func people(spec partnership.Spec, wanted func(partnership.Person) bool) []string {
	var ids []string
	for _, party := range spec.Parties {
		for _, p := range party.People {
			if wanted(p) {
				ids = append(ids, p.ID)
			}
		}
	}
	return ids
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	p := &Poll{
		Base: procedure.NewBase(b), Until: b.Occasion.Until,
		Audience: people(spec, func(partnership.Person) bool { return true }),
	}
	for _, times := range b.Occasion.Asks {
		person, _ := spec.Person(times.Person)
		party, _ := spec.PartyOf(person.ID)
		p.Circle.Add(p.Workflow, asking.Ask{
			AskTimes: times, Name: person.Name, Party: party.ID, Window: window, Questions: questions(person.Language),
		})
	}
	return p, p.attributes()
}

func questions(language string) []partnership.Question {
	one, five := decimal.NewFromInt(1), decimal.NewFromInt(5)
	trust, change := "How well do we work together?", "What would you change?"
	if language == "ru" {
		trust, change = "Насколько хорошо мы работаем вместе?", "Что бы вы изменили?"
	}
	return []partnership.Question{
		{ID: QuestionTrust, Kind: partnership.KindScale, Text: trust, Min: &one, Max: &five},
		{ID: QuestionChange, Kind: partnership.KindText, Text: change, Optional: true},
	}
}

func (p *Poll) desk(out *procedure.Out, now time.Time) asking.Desk {
	return asking.Desk{
		Base: &p.Base, Out: out, Now: now, Template: TemplateAsk, About: name, Title: "Poll " + name, Until: p.Until,
		Personal: true, Sealed: true,
	}
}

// Step applies one event.
func (p *Poll) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	out := procedure.Because(ev)
	if p.Ended {
		return nil
	}
	switch ev.Kind {
	case procedure.Told:
		if !p.Seen.Add(ev.Message.ID) {
			return nil
		}
		if ev.Message.Order != nil {
			p.obey(&out, *ev.Message.Order, now)
		}
	case procedure.Tallied:
		p.conclude(&out, *ev.Tally, now)
	case procedure.Looked:
		p.Examined = ev.Examined
	case procedure.Started, procedure.Woke, procedure.Replied, procedure.Arrived, procedure.Commanded,
		procedure.Planned, procedure.Reckoned, procedure.Published:
	}
	if !p.Ended {
		p.ask(&out, ev, now)
	}
	out.Add(procedure.Show{Card: p.card(now), Attributes: p.attributes()})
	return out.Effects()
}

// ask lets the circle go on, and has the answers counted when its window has
// passed.
func (p *Poll) ask(out *procedure.Out, ev procedure.Event, now time.Time) {
	d := p.desk(out, now)
	for _, h := range p.Circle.Step(d, ev) {
		switch h.Kind {
		case asking.Closed:
			out.Add(procedure.Tally{Questions: p.Circle.Asks[0].Questions})
			out.Add(procedure.Examine{Of: p.writings("")})
			out.Add(procedure.Forget{At: now.Add(Kept)})
		case asking.Answered:
		default: // whatever keeps an answer away
			p.Report(out, now, procedure.Message{Shown: p.shown(now)})
		}
	}
	at, why := p.Circle.Next(d)
	p.Alarm(out, at, why)
}

func (p *Poll) obey(out *procedure.Out, o procedure.Order, now time.Time) {
	switch o.Kind {
	case procedure.OrderWithdraw:
		p.Decide(out, now, procedure.OutcomeWithdrawn, "Poll "+name)
		p.Close(out, p.Circle.Unsent())
	case procedure.OrderAmended:
		p.Circle.Amended(p.desk(out, now), o)
		p.Audience = slices.DeleteFunc(p.Audience, func(id string) bool {
			return slices.ContainsFunc(o.People, func(c procedure.PersonChange) bool { return c.Left && c.Person == id })
		})
	default: // for the circle
	}
}

// Result is what everybody hears: how the answers are spread, and nobody's.
type Result struct {
	Date   string  `json:"date"`
	Asked  int     `json:"asked"`
	Marks  []Mark  `json:"marks"`
	Mean   float64 `json:"mean"`
	Worded int     `json:"worded"` // answers in words, which stay sealed
}

// Mark is how often a mark was given.
type Mark struct {
	Mark  int `json:"mark"`
	Given int `json:"given"`
}

// conclude tells everybody what the answers come to and ends the poll.
func (p *Poll) conclude(out *procedure.Out, t procedure.Tallies, now time.Time) {
	if p.Tallied {
		return
	}
	p.Tallied = true
	r := p.result(t)
	p.Decide(out, now, p.outcome(), "Poll "+name)
	if len(r.Marks) > 0 {
		for _, id := range p.Audience {
			out.Add(procedure.Send{Letter: procedure.Letter{
				Key: fmt.Sprintf("%s/%s", TemplateResult, id), Template: TemplateResult, Form: procedure.FormNotice,
				Slug: p.Slug, Spec: p.Spec, Workflow: p.Workflow, Person: id,
				Ask: procedure.AskID(p.Workflow, "result", id), About: name, At: now, Writings: p.writings(id),
			}.With(r)})
		}
	}
	p.Report(out, now, procedure.Message{
		Shown: p.shown(now), Facts: []procedure.Fact{{Kind: procedure.FactClosed, Of: p.Workflow, At: now}},
	})
	p.Close(out, p.Circle.Unsent())
}

// writings are what was written in words: by one person, or by all.
func (p *Poll) writings(by string) []procedure.Writing {
	var list []procedure.Writing
	for _, a := range p.Circle.Asks {
		if by == "" || a.Person == by {
			list = append(list, procedure.Writing{Ask: a.ID, Question: QuestionChange, By: a.Person})
		}
	}
	return list
}

func (p *Poll) result(t procedure.Tallies) Result {
	r := Result{Date: p.Circle.ClosedAt.Format(time.DateOnly), Asked: len(p.Circle.Asks)}
	sum, n := 0, 0
	for _, q := range t.Questions {
		if q.Question == QuestionChange {
			r.Worded = q.N
			continue
		}
		for _, v := range q.Values {
			mark, err := strconv.Atoi(v.Value)
			if err != nil {
				continue // somebody doesn't know
			}
			r.Marks = append(r.Marks, Mark{Mark: mark, Given: v.N})
			sum, n = sum+mark*v.N, n+v.N
		}
	}
	if n > 0 {
		r.Mean = math.Round(10*float64(sum)/float64(n)) / 10
	}
	return r
}

func (p *Poll) outcome() procedure.Outcome {
	answered, asked := 0, 0
	for _, a := range p.Circle.Asks {
		if len(a.Given) > 0 {
			answered++
		}
		if a.Arrived() {
			asked++
		}
	}
	switch {
	case answered == len(p.Circle.Asks):
		return procedure.OutcomeAnswered
	case answered > 0:
		return procedure.OutcomePartial
	case asked == 0:
		return procedure.OutcomeUndelivered
	default:
		return procedure.OutcomeMissed
	}
}

func (p *Poll) shown(now time.Time) *procedure.Shown {
	return &procedure.Shown{Stage: p.stage(), Open: p.Circle.Open(now), Outcome: p.Decided}
}

func (p *Poll) stage() string {
	if p.Decided != "" {
		return string(p.Decided)
	}
	return "sent"
}

func (p *Poll) attributes() procedure.Attributes { return procedure.Attributes{Stage: p.stage()} }

func (p *Poll) card(now time.Time) string {
	section := card.Section{Noun: "people"}
	for _, o := range p.Circle.Open(now) {
		section.Rows = append(section.Rows, card.Item(card.Cell(o.Person)))
	}
	return card.Render(fmt.Sprintf("Poll of partnership `%s`: **%s**", p.Slug, p.stage()), card.Sections(section)...)
}

// Check refuses every command: what is sealed is nobody else's to say.
func (p *Poll) Check(cmd procedure.Command, _ time.Time) error {
	return errors.New(string(cmd.Name) + ": a poll takes no commands")
}
