package procedure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
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
		if !ok || a.Value.Number == nil || (q.KPI == "" && q.ID != QuestionConfidence) {
			continue
		}
		readings = append(readings, measure.Reading{
			ID: fmt.Sprintf("%s/%s/%s", c.Workflow, r.ID, q.ID), KPI: q.ID, Period: c.Date,
			Value: *a.Value.Number, Reporter: round.subject(), At: now, Late: c.closed(), Source: r.Source,
		})
	}
	return readings
}

// subject is the person whose answer it is, also when a deputy gives it.
func (r Round) subject() string {
	if r.For != "" {
		return r.For
	}
	return r.Person
}

func (r Round) question(id string) (partnership.Question, bool) {
	for _, q := range r.Questions {
		if q.ID == id {
			return q, true
		}
	}
	return partnership.Question{}, false
}

// merge puts an answer in the place of an earlier one to the same question.
func (r *Round) merge(a partnership.Answer) {
	if _, known := r.question(a.Question); !known {
		return
	}
	for i := range r.Answers {
		if r.Answers[i].Question == a.Question {
			r.Answers[i] = a
			return
		}
	}
	r.Answers = append(r.Answers, a)
}

func (r Round) openQuestions() []string {
	var open []string
	for _, q := range r.Questions {
		if !r.answered(q.ID) {
			open = append(open, q.ID)
		}
	}
	return open
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

// Check refuses commands that a check-in cannot carry out.
func (c *CheckIn) Check(cmd Command) error {
	if cmd.Name != AnswerFor {
		return fmt.Errorf("%s check-in: a check-in takes only %s; send %s to the partnership %q", cmd.Name, AnswerFor, cmd.Name, c.Slug)
	}
	if c.Ended {
		return fmt.Errorf("answer for %s: this check-in has ended; use record-kpi on the partnership %q", cmd.Person, c.Slug)
	}
	_, _, err := c.typed(cmd)
	return err
}

// answerFor takes answers that an admin enters in a person's place.
func (c *CheckIn) answerFor(out *effects, cmd Command, now time.Time) {
	round, answers, err := c.typed(cmd)
	if err != nil || c.Ended {
		return // refused by Check before it came here
	}
	c.reply(out, Reply{
		ID: "admin:" + cmd.ID, Ask: round.Ask, Person: round.Person, Class: ReplyAnswer, Answers: answers, By: cmd.By,
	}, now)
}

// typed finds the person's round and reads the values as the questions want.
func (c *CheckIn) typed(cmd Command) (Round, []partnership.Answer, error) {
	i := slices.IndexFunc(c.Rounds, func(r Round) bool { return r.Person == cmd.Person || r.For == cmd.Person })
	if i < 0 {
		names := make([]string, 0, len(c.Rounds))
		for _, r := range c.Rounds {
			names = append(names, r.Person)
		}
		return Round{}, nil, fmt.Errorf("answer for %q: this check-in asks %s", cmd.Person, strings.Join(names, ", "))
	}
	round := c.Rounds[i]
	if len(cmd.Answers) == 0 {
		return round, nil, fmt.Errorf(`answer for %q: no answers given; send {"person": %q, "answers": [{"question": %q, "value": "..."}]}`,
			cmd.Person, cmd.Person, round.Questions[0].ID)
	}
	var answers []partnership.Answer
	for _, typed := range cmd.Answers {
		a, err := round.read(typed)
		if err != nil {
			return round, nil, fmt.Errorf("answer for %q: %w", cmd.Person, err)
		}
		answers = append(answers, a)
	}
	return round, answers, nil
}

func (r Round) read(typed TypedAnswer) (partnership.Answer, error) {
	q, ok := r.question(typed.Question)
	if !ok {
		ids := make([]string, 0, len(r.Questions))
		for _, q := range r.Questions {
			ids = append(ids, q.ID)
		}
		return partnership.Answer{}, fmt.Errorf("no question %q; the questions are %s", typed.Question, strings.Join(ids, ", "))
	}
	value, err := readValue(q, strings.TrimSpace(typed.Value))
	if err != nil {
		return partnership.Answer{}, fmt.Errorf("question %s: %w", q.ID, err)
	}
	return partnership.Answer{Question: q.ID, Value: value, Unit: q.Unit, Raw: typed.Value}, nil
}

// readValue reads an admin's exact notation; people's mails are read elsewhere.
func readValue(q partnership.Question, s string) (partnership.Value, error) {
	switch q.Kind {
	case partnership.KindNumber, partnership.KindMoney, partnership.KindScale, partnership.KindConfidence:
		return readNumber(q, s)
	case partnership.KindYesNo:
		switch strings.ToLower(s) {
		case "yes", "true":
			return partnership.BoolValue(true), nil
		case "no", "false":
			return partnership.BoolValue(false), nil
		}
		return partnership.Value{}, fmt.Errorf("%q is neither yes nor no", s)
	case partnership.KindDate:
		d, err := cadence.ParseDate(s)
		return partnership.DateValue(d), err
	case partnership.KindChoice:
		if !slices.Contains(q.Choices, s) {
			return partnership.Value{}, fmt.Errorf("%q is none of %s", s, strings.Join(q.Choices, ", "))
		}
		return partnership.TextValue(s), nil
	case partnership.KindText:
		return partnership.TextValue(s), nil
	}
	return partnership.Value{}, fmt.Errorf("kind %q is unknown", q.Kind)
}

func readNumber(q partnership.Question, s string) (partnership.Value, error) {
	d, err := decimal.NewFromString(s)
	switch {
	case err != nil:
		return partnership.Value{}, fmt.Errorf("%q is not a number; write it like 130 or 4150.5", s)
	case q.Min != nil && d.LessThan(*q.Min), q.Max != nil && d.GreaterThan(*q.Max):
		return partnership.Value{}, fmt.Errorf("%s is outside the scale", s)
	}
	return partnership.NumberValue(d), nil
}

// counted gives "1 question", "2 questions".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
