package asking

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// Typed reads what an admin answers in a person's place, as a reply.
func (c *Circle) Typed(cmd procedure.Command) (procedure.Reply, error) {
	i := c.askedOf(cmd.Person)
	if i < 0 {
		names := make([]string, 0, len(c.Asks))
		for _, a := range c.Asks {
			names = append(names, a.Person)
		}
		return procedure.Reply{}, fmt.Errorf("answer for %q: asked are %s", cmd.Person, strings.Join(names, ", "))
	}
	a := c.Asks[i]
	if len(cmd.Answers) == 0 {
		return procedure.Reply{}, fmt.Errorf(`answer for %q: no answers given; send {"person": %q, "answers": [{"question": %q, "value": "..."}]}`,
			cmd.Person, cmd.Person, a.Questions[0].ID)
	}
	r := procedure.Reply{
		ID: "admin:" + cmd.ID, Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer, By: procedure.Admin, Reason: cmd.Reason,
	}
	for _, typed := range cmd.Answers {
		answer, err := a.read(typed)
		if err != nil {
			return procedure.Reply{}, fmt.Errorf("answer for %q: %w", cmd.Person, err)
		}
		r.Answers = append(r.Answers, answer)
	}
	return r, nil
}

// Nameable are those who are asked, as an admin may name them, on a day of theirs.
func (c *Circle) Nameable(now time.Time) procedure.Known {
	var k procedure.Known
	if c == nil {
		c = &Circle{} // of a stage that asks nobody
	}
	for _, a := range c.Asks {
		k.People = append(k.People, partnership.Person{ID: a.Person, Name: a.Name})
		if k.Today.IsZero() && !a.Due.IsZero() {
			k.Today = cadence.DateOf(now.In(a.Due.Location()))
		}
	}
	if k.Today.IsZero() {
		k.Today = cadence.DateOf(now)
	}
	return k
}

// askedOf is the place of the ask that wants a person's answer, whoever gives it,
// or else of one that the person gives in another's place.
func (c *Circle) askedOf(person string) int {
	i := slices.IndexFunc(c.Asks, func(a Ask) bool { return a.Subject() == person })
	if i < 0 {
		i = slices.IndexFunc(c.Asks, func(a Ask) bool { return a.Person == person })
	}
	return i
}

func (a Ask) read(typed procedure.TypedAnswer) (partnership.Answer, error) {
	q, ok := a.Question(typed.Question)
	if !ok {
		ids := make([]string, 0, len(a.Questions))
		for _, q := range a.Questions {
			ids = append(ids, q.ID)
		}
		return partnership.Answer{}, fmt.Errorf("no question %q; the questions are %s", typed.Question, strings.Join(ids, ", "))
	}
	text, unit := inCurrency(q, strings.TrimSpace(string(typed.Value)))
	value, err := readValue(q, text)
	if err != nil {
		return partnership.Answer{}, fmt.Errorf("question %s: %w", q.ID, err)
	}
	return partnership.Answer{Question: q.ID, Value: value, Unit: unit, Raw: string(typed.Value)}, nil
}

// inCurrency parts an amount from the other currency that it is in: "2000 USD".
func inCurrency(q partnership.Question, s string) (text, unit string) {
	for _, currency := range q.Currencies {
		if amount, ok := strings.CutSuffix(s, " "+currency); ok {
			return amount, currency
		}
	}
	return s, q.Unit
}

// readValue reads an admin's exact notation; people's mails are read elsewhere.
func readValue(q partnership.Question, s string) (partnership.Value, error) {
	switch q.Kind {
	case partnership.KindNumber, partnership.KindMoney, partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		return readNumber(q, s)
	case partnership.KindYesNo:
		yes, err := ReadYesNo(s)
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
	case partnership.KindTask:
		return readTask(s), nil
	case partnership.KindPick:
		numbers, err := partnership.ParsePick(s, q.Listed())
		return partnership.PickValue(numbers), err
	case partnership.KindMarks, partnership.KindSame:
		return readStatements(q, s)
	case partnership.KindRank, partnership.KindDecide:
		return readProposals(q, s)
	case partnership.KindMinutes: // they have a command of their own
	case partnership.KindVote:
		return partnership.Value{}, errors.New("a vote is its party's alone to give")
	}
	return partnership.Value{}, fmt.Errorf("kind %q is unknown", q.Kind)
}

// readStatements reads the marks of a statement, or which statements mean the same.
func readStatements(q partnership.Question, s string) (partnership.Value, error) {
	if q.Kind == partnership.KindMarks {
		m, ok := swot.ReadMarks(s)
		if !ok || !m.Fit() {
			return partnership.Value{}, fmt.Errorf("%q is not two whole numbers from %d to %d; write them like 4 3", s, swot.LowestMark, swot.HighestMark)
		}
		return partnership.TextValue(m.String()), nil
	}
	if s == partnership.NoneSame {
		return partnership.TextValue(s), nil
	}
	groups, ok := swot.ReadSame(s)
	if _, refused := groups.Merge(swot.FieldsOf(q.Choices)); !ok || len(refused) > 0 {
		return partnership.Value{}, fmt.Errorf("%q joins no numbers of one field; write them like 3=7, or - for none", s)
	}
	return partnership.TextValue(groups.String()), nil
}

// readProposals reads which proposals come first, or what becomes of one.
func readProposals(q partnership.Question, s string) (partnership.Value, error) {
	if q.Kind == partnership.KindRank {
		numbers, why := significance.ReadFirsts(s, q.Listed())
		if why != "" {
			return partnership.Value{}, fmt.Errorf("%q is not up to %d different numbers from 1 to %d; write them like 2, 1, the most important first", s, significance.Firsts, q.Listed())
		}
		return significance.FirstsValue(numbers), nil
	}
	v, why := significance.ReadVerdict(s)
	if why != significance.Read {
		return partnership.Value{}, fmt.Errorf("%q decides nothing; write accept, later, or no: and why", s)
	}
	return v.Value(), nil
}

// readTask reads what is said of something owed: yes or no, a day, or words.
func readTask(s string) partnership.Value {
	if yes, err := ReadYesNo(s); err == nil {
		return partnership.BoolValue(yes)
	}
	if d, err := cadence.ParseDate(s); err == nil {
		return partnership.DateValue(d)
	}
	return partnership.TextValue(s)
}

// ReadYesNo reads a truth value in an admin's notation.
func ReadYesNo(s string) (bool, error) {
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
