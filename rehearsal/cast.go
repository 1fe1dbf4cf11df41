package rehearsal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Persona is how one person behaves in a rehearsal.
type Persona struct {
	Person string
	// After is how long the person takes to answer; zero is an hour.
	After  cadence.Span
	Silent bool
	// Away are stretches of days in which the person's mailbox answers for them.
	Away []partnership.Absence
	// Scripts are answers in the person's own words.
	Scripts []Script
	// Replies are whole replies to mails of a template; they beat Scripts.
	Replies []Reply
	// Writes are mails that the person writes unasked.
	Writes []Write
}

// Script is what a person answers to a question: one value per ask, and the
// last one from then on.
type Script struct {
	Question string
	Values   []string
}

// Reply is what a person writes back to mails of a template: one text per mail,
// and the last one from then on. An empty text is silence.
type Reply struct {
	Template procedure.Template
	Texts    []string
	// After is how long the person takes; zero is as long as for everything else.
	After cadence.Span
}

// Write is a mail that a person writes unasked, at a time in their own zone.
type Write struct {
	At   cadence.WallTime
	Text string
}

// Reaction is one mail that a person, or their mailbox, sends.
type Reaction struct {
	At   time.Time // on the person's clock
	Text string
	// Whole says that the text is a mail in the person's own words, not the
	// answers to one question after the other.
	Whole bool
	// Away is the last day of the absence that an automatic reply announces.
	Away string
}

// Cast plays the people. A person without a persona is diligent: answers after
// an hour, with numbers that move evenly towards the target.
type Cast struct {
	personas []Persona
	command  CommandReader
	asked    map[string]int       // how often each person was asked by each check-in
	mailed   map[string]int       // how many mails of each template a person has replied to or left
	writing  map[string]time.Time // until when a person is busy with the reply to an ask
}

// CommandReader is the command that a line begins with, and its name as it is typed.
type CommandReader func(line string) (form partnership.CommandForm, typed string, found bool)

// NewCast plays people by their personas. Command reads their lines as the reader of
// their mail does: what is typed under a number is no command any more.
func NewCast(personas []Persona, command CommandReader) *Cast {
	return &Cast{personas: personas, command: command, asked: map[string]int{}, mailed: map[string]int{}, writing: map[string]time.Time{}}
}

// hour is how long a diligent person takes.
var hour = cadence.Span{Count: 1, Unit: cadence.HoursUnit}

// React returns what the reader of a letter sends, in order of time. A reminder
// is another mail of the template that it reminds of: a scripted reply goes on
// to its next text, unless the person is writing to that ask already. Whoever
// answers by question has decided on the answer by then.
func (c *Cast) React(spec partnership.Spec, l procedure.Letter) ([]Reaction, error) {
	person, ok := spec.Person(l.Person)
	if !ok {
		return nil, fmt.Errorf("react to letter %s: no person %q", l.Key, l.Person)
	}
	zone, err := cadence.LoadZone(person.Zone)
	if err != nil {
		return nil, err
	}
	persona := c.persona(playedBy(l))
	reply, scripted := persona.reply(l.Template)
	if len(l.Parts) > 0 && !scripted {
		return c.reactTogether(spec, l)
	}
	if persona.Silent || l.Responds() || c.leaves(l, scripted) {
		return nil, nil
	}
	reactions, opened := persona.autoReply(l, l.At.In(zone))
	after := cmp.Or(reply.After, persona.After, hour)
	at := after.After(opened, spec.CalendarNamed(person.Calendar))
	var text string
	switch {
	case !scripted && proposes(l):
		text = proposal(l.Language(spec))
	case !scripted && signs(l):
		text = signature(l.Language(spec))
	case scripted:
		text = reply.Texts[min(c.nth(c.mailed, l.Slug, string(l.Template), l.Person), len(reply.Texts)-1)]
	default:
		text = c.text(spec, persona, l, cadence.DateOf(at))
	}
	if strings.TrimSpace(text) == "" {
		return reactions, nil
	}
	c.writing[l.Ask] = at
	return append(reactions, Reaction{At: at, Text: text, Whole: scripted || proposes(l)}), nil
}

// leaves reports whether somebody has nothing to write back to a mail: it wants no
// answer, or reminds of one that is on its way.
func (c *Cast) leaves(l procedure.Letter, scripted bool) bool {
	switch l.Form {
	case procedure.FormNotice:
		return !scripted && !proposes(l)
	case procedure.FormReminder:
		return !scripted || l.At.Before(c.writing[l.Ask])
	default:
		return false
	}
}

// reply is what the person writes back to mails of a template, if that is scripted.
func (p Persona) reply(template procedure.Template) (Reply, bool) {
	i := slices.IndexFunc(p.Replies, func(r Reply) bool { return r.Template == template && len(r.Texts) > 0 })
	if i < 0 {
		return Reply{}, false
	}
	return p.Replies[i], true
}

// autoReply is what the mailbox of an absent person sends, and when the person
// opens the mail. The mailbox answers an ask once; then the mail lies there.
func (p Persona) autoReply(l procedure.Letter, opened time.Time) ([]Reaction, time.Time) {
	var reactions []Reaction
	for _, a := range p.Away {
		if today := cadence.DateOf(opened); today.Before(a.From) || a.Until.Before(today) {
			continue
		}
		if len(reactions) == 0 && l.Opens {
			reactions = append(reactions, Reaction{At: opened.Add(time.Minute), Away: a.Until.String(), Text: "Away until " + a.Until.String()})
		}
		back := cadence.Clock{Hour: opened.Hour(), Minute: opened.Minute()}
		opened = cadence.In(a.Until.AddDays(1), back, opened.Location())
	}
	return reactions, opened
}

func (c *Cast) persona(person string) Persona {
	for _, p := range c.personas {
		if p.Person == person {
			return p
		}
	}
	return Persona{Person: person}
}

// text answers every question by number, as a person would who replies line by
// line.
func (c *Cast) text(spec partnership.Spec, p Persona, l procedure.Letter, today cadence.Date) string {
	nth := c.nth(c.asked, l.Slug, l.About, l.Person)
	var b strings.Builder
	for i, q := range l.Questions {
		if !p.leavesOut(l, i) {
			fmt.Fprintf(&b, "%d: %s\n", i+1, answer(spec, p, l, q, nth, today))
		}
	}
	return b.String()
}

// templateDecisions asks how goals go on, and templateRenewal whether all of it does.
const (
	templateDecisions procedure.Template = "review-decisions"
	templateRenewal   procedure.Template = "renewal-decision"
)

// leavesOut reports whether a diligent person, who says yes to the one thing that a
// mail wants to know, has nothing to say to a question that is there for a no. To all goals
// that go on they add one step and no more, and of those that look back two are enough, as is one proposal.
func (p Persona) leavesOut(l procedure.Letter, i int) bool {
	q, first := l.Questions[i], l.Questions[0]
	decides := first.Kind == partnership.KindYesNo && first.KPI == "" && !first.Optional || l.Template == templateDecisions || l.Template == templateRenewal
	scripted := slices.ContainsFunc(p.Scripts, func(s Script) bool { return s.Question == q.ID })
	return (i > 0 && decides || l.Template == templateLessons || l.Template == templateIdeas) && q.Optional && !scripted
}

// nth counts one more of what the words name and returns how many came before.
func (c *Cast) nth(counts map[string]int, words ...string) int {
	key := strings.Join(words, "/")
	counts[key]++
	return counts[key] - 1
}

// forTheTerms asks whether what was settled belongs into the terms: mostly it does not.
const forTheTerms = "rule"

// asksForDay asks for another day for a milestone: one that is to come.
const asksForDay procedure.Template = "milestone-day"

// day is today, or two weeks later where something is still to be done by it.
func day(l procedure.Letter, q partnership.Question, today cadence.Date) string {
	if l.Template == asksForDay && !q.Optional {
		return today.AddDays(14).String()
	}
	return today.String()
}

func answer(spec partnership.Spec, p Persona, l procedure.Letter, q partnership.Question, nth int, today cadence.Date) string {
	for _, s := range p.Scripts {
		if s.Question == q.ID && len(s.Values) > 0 {
			return s.Values[min(nth, len(s.Values)-1)]
		}
	}
	russian := l.Language(spec) == "ru"
	if text, ok := ofItsOwn(spec, l, q, russian); ok {
		return text
	}
	switch q.Kind {
	case partnership.KindConfidence, partnership.KindNPS:
		return "7"
	case partnership.KindNumber, partnership.KindMoney, partnership.KindScale:
		return number(spec, q, nth, today)
	case partnership.KindYesNo:
		return pick(russian, "да", "yes")
	case partnership.KindChoice:
		return spec.Said(l.Language(spec), q.Choices[0])
	case partnership.KindDate:
		return day(l, q, today)
	case partnership.KindTask:
		return pick(russian, "готово", "done")
	case partnership.KindPick, partnership.KindMarks, partnership.KindSame, partnership.KindVote:
		return ofList(q.Kind, russian)
	case partnership.KindText, partnership.KindRank, partnership.KindDecide, partnership.KindMinutes: // said above
	}
	if words, ok := inAConflict[q.ID]; ok && l.Sealed {
		return pick(russian, words[1], words[0])
	}
	if q.ID == string(partnership.TopicBlockers) {
		return pick(russian, "нет", "none")
	}
	return pick(russian, "Всё по плану.", "All going to plan.")
}

// ofItsOwn is what a diligent person says where a kind of question has an answer of its own.
func ofItsOwn(spec partnership.Spec, l procedure.Letter, q partnership.Question, russian bool) (string, bool) {
	if q.ID == forTheTerms && l.Sealed {
		return pick(russian, "нет", "no"), true
	}
	if text, ok := parting(l, q, russian); ok {
		return text, true
	}
	if text, ok := meets(q, russian); ok {
		return text, true
	}
	return findsGoals(spec, l, q, russian)
}

// ofList answers a question about numbered things, or about a proposal.
func ofList(k partnership.QuestionKind, russian bool) string {
	switch k {
	case partnership.KindMarks:
		return "3 3"
	case partnership.KindSame:
		return pick(russian, "нет", "none")
	case partnership.KindVote:
		return pick(russian, "за", "for")
	default:
		return "1"
	}
}

// number is the value that is expected of a KPI on the day, or the middle of a
// scale. Nth counts the rounds before this one.
func number(spec partnership.Spec, q partnership.Question, nth int, today cadence.Date) string {
	goal, k, ok := spec.KPI(q.KPI)
	total, elapsed := goal.Start.DaysUntil(goal.Due), goal.Start.DaysUntil(today)
	switch {
	case ok && k.Direction == partnership.InRange && k.Low != nil && k.High != nil:
		return middle(*k.Low, *k.High).String()
	case ok && k.Direction == partnership.Cumulative:
		before := elapsed * (nth - 1) / max(nth, 1) // rounds are about as far apart as ever
		return onTheWay(k, elapsed, total).Sub(onTheWay(k, max(before, 0), total)).String()
	case ok:
		return onTheWay(k, elapsed, total).String()
	case q.Min != nil && q.Max != nil:
		return middle(*q.Min, *q.Max).Round(0).String()
	default:
		return "1"
	}
}

// onTheWay is the value that a KPI is expected to have reached after some of all
// days; a cumulative one is summed from nothing.
func onTheWay(k partnership.KPI, elapsed, total int) decimal.Decimal {
	from := k.Baseline
	if k.Direction == partnership.Cumulative {
		from = decimal.Zero
	}
	share := decimal.NewFromInt(int64(max(0, min(elapsed, total)))).Div(decimal.NewFromInt(int64(max(total, 1))))
	value := from.Add(k.Target.Sub(from).Mul(share))
	return value.Round(max(-k.Baseline.Exponent(), -k.Target.Exponent(), 0))
}

func middle(low, high decimal.Decimal) decimal.Decimal {
	return low.Add(high).Div(decimal.NewFromInt(2))
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}
