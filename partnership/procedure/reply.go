package procedure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// reply takes one incoming mail. The same mail twice changes nothing.
func (c *CheckIn) reply(out *effects, r Reply, now time.Time) {
	i := slices.IndexFunc(c.Rounds, func(round Round) bool { return round.Ask == r.Ask })
	if i < 0 || c.Ended || !c.Seen.Add(r.ID) {
		return
	}
	round := &c.Rounds[i]
	switch r.Class {
	case ReplyBounce:
		round.Bounced = true
		c.note(out, r, now, "mail to "+round.Person+" bounced")
		c.tell(out, Report{}, now)
	case ReplyAuto:
		round.Away = r.Away
		c.note(out, r, now, round.Person+" is away")
		c.tell(out, Report{}, now)
	case ReplyAnswer:
		c.answer(out, round, r, now)
	}
}

func (c *CheckIn) note(out *effects, r Reply, now time.Time, text string) {
	out.record(Entry{At: now, Workflow: c.Workflow, Kind: EntryReply, Actor: r.Person, Text: text, Source: r.Source}, r.ID)
}

// answer merges what a person wrote into their round, measures it, and says
// back what was understood.
func (c *CheckIn) answer(out *effects, round *Round, r Reply, now time.Time) {
	for _, a := range r.Answers {
		round.merge(a)
	}
	if len(r.Answers) > 0 && round.complete() {
		round.AnsweredAt = now
	}
	if len(r.Answers) > 0 {
		round.Bounced, round.Away = false, ""
	}
	readings := c.readings(round, r, now)
	c.note(out, r, now, fmt.Sprintf("%s answered %s", round.Person, counted(len(r.Answers), "question")))
	out.measure(c.Workflow, readings)
	if len(r.Answers) > 0 {
		// The outcome travels with the answer that brought it about.
		c.tell(out, Report{Readings: readings, Blockers: blockers(*round, r.Answers), Outcome: c.newOutcome(out, now)}, now)
	}
	c.respond(out, round, r, now)
}

// respond answers commands with what they ask for and everything else with a
// receipt.
func (c *CheckIn) respond(out *effects, round *Round, r Reply, now time.Time) {
	for _, command := range r.Commands {
		letter := c.letter(round, templateFor(command), "", now)
		letter.Key = fmt.Sprintf("%s/%s", letter.Template, r.ID)
		letter.InReplyTo, letter.Understood = r.Source, round.Answers
		out.add(Send{Letter: letter, Summary: fmt.Sprintf("%s for %s", letter.Template, round.Name)})
	}
	if len(r.Commands) > 0 && len(r.Answers) == 0 {
		return
	}
	letter := c.letter(round, TemplateReceipt, "receipt/"+r.ID, now)
	letter.Understood, letter.Problems, letter.Open = round.Answers, r.Problems, round.openQuestions()
	letter.Complete, letter.Late, letter.InReplyTo = round.complete(), c.closed(), r.Source
	out.add(Send{Letter: letter, Summary: "Receipt to " + round.Name})
}

func templateFor(c partnership.Command) Template {
	if c.Name == partnership.CommandStatus {
		return TemplateStatus
	}
	return TemplateHelp
}

// readings turns the answers about KPIs, and confidence, into measurements. An
// answer of "I don't know" measures nothing.
func (c *CheckIn) readings(round *Round, r Reply, now time.Time) []measure.Reading {
	var readings []measure.Reading
	for _, a := range r.Answers {
		q, ok := round.question(a.Question)
		value, isFigure := measured(a.Value)
		confidence := q.ID == QuestionConfidence && a.Value.Number != nil
		if !ok || !isFigure || q.KPI == "" && !confidence {
			continue
		}
		readings = append(readings, measure.Reading{
			ID: fmt.Sprintf("%s/%s/%s", c.Workflow, r.ID, q.ID), KPI: q.ID, Period: c.Date,
			Value: value, Reporter: round.subject(), At: now, Late: c.closed(), Source: r.Source,
		})
	}
	return readings
}

// measured is an answer as a number: a yes is 1 and a no is 0.
func measured(v partnership.Value) (decimal.Decimal, bool) {
	switch {
	case v.Number != nil:
		return *v.Number, true
	case v.Bool != nil && *v.Bool:
		return decimal.NewFromInt(1), true
	default:
		return decimal.Zero, v.Bool != nil
	}
}

// nothingBlocks are the usual ways of saying that nothing is in the way.
var nothingBlocks = []string{"", "no", "none", "nothing", "n/a", "-", "нет", "ничего", "ничто", "не мешает", "ничего не мешает"}

func blockers(round Round, answers []partnership.Answer) []Blocker {
	for _, a := range answers {
		if a.Question != QuestionBlockers || a.Value.Text == nil {
			continue
		}
		text := strings.TrimSpace(*a.Value.Text)
		if slices.Contains(nothingBlocks, strings.ToLower(strings.TrimRight(text, ".!"))) {
			text = ""
		}
		return []Blocker{{Person: round.subject(), Text: text}}
	}
	return nil
}
