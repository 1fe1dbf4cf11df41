package procedure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

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
	case partnership.KindNumber, partnership.KindMoney, partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		return readNumber(q, s)
	case partnership.KindYesNo:
		yes, err := readYesNo(s)
		return partnership.BoolValue(yes), err
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

func readYesNo(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "yes", "true":
		return true, nil
	case "no", "false":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither yes nor no", s)
}

func readNumber(q partnership.Question, s string) (partnership.Value, error) {
	d, err := decimal.NewFromString(s)
	low, high := q.Min, q.Max
	if q.Kind == partnership.KindNPS {
		nought, ten := decimal.Zero, decimal.NewFromInt(10)
		low, high = &nought, &ten
	}
	switch {
	case err != nil:
		return partnership.Value{}, fmt.Errorf("%q is not a number; write it like 130 or 4150.5", s)
	case low != nil && d.LessThan(*low), high != nil && d.GreaterThan(*high):
		return partnership.Value{}, fmt.Errorf("%s is outside the scale", s)
	case q.Kind == partnership.KindNPS && !d.IsInteger():
		return partnership.Value{}, fmt.Errorf("%s is no whole number", s)
	}
	return partnership.NumberValue(d), nil
}
