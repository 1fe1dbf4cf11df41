package sheet

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// sum is what a table says of one question: the sum of its lines.
type sum struct {
	question int
	value    decimal.Decimal
	unit     string
	rough    bool
	deals    []partnership.Deal
	seen     []string // what its lines say
	at       []place
}

// totals are what a total can be of: all lines above it or those since the last one, with
// what is no money or without.
type totals struct {
	money, all, part, whole decimal.Decimal
	units                   []string
}

func (t *totals) take(v decimal.Decimal, unit string, money bool) {
	t.all, t.whole = t.all.Add(v), t.whole.Add(v)
	if !money {
		return
	}
	t.money, t.part = t.money.Add(v), t.part.Add(v)
	if unit != "" && !slices.Contains(t.units, unit) {
		t.units = append(t.units, unit)
	}
}

// add reads the numbers of a table and adds them up by question.
func (s *reader) add(entries []entry, sign rune) {
	var t totals
	for _, e := range entries {
		if e.question == total {
			s.checkTotal(e, sign, &t)
			continue
		}
		v, own, ok := s.number(e.amount, sign)
		if !ok {
			continue
		}
		if e.question == unasked {
			t.take(v, "", true)
			continue
		}
		a, ok := s.inUnit(e, v, own)
		if !ok {
			continue
		}
		if !s.shareIn(e, &a) {
			continue
		}
		t.take(*a.Value.Number, a.Unit, s.isMoney(e.question))
		s.put(e, a)
	}
}

// checkTotal holds a total against the lines that it can be of.
func (s *reader) checkTotal(e entry, sign rune, t *totals) {
	v, _, ok := s.number(e.amount, sign)
	if !ok {
		return
	}
	switch {
	case len(t.units) > 1:
		s.find(e.amount.at, s.says.totalOfSeveral)
	case v.Equal(t.money), v.Equal(t.all), v.Equal(t.part), v.Equal(t.whole):
	default:
		s.find(e.amount.at, s.says.wrongTotal, clip(e.amount.seen()), s.says.decimals(t.money.String()))
	}
	t.part, t.whole = decimal.Zero, decimal.Zero
}

// number reads the number in a cell, and what stands beside it there.
func (s *reader) number(c cell, sign rune) (v decimal.Decimal, beside string, ok bool) {
	if c.number != nil {
		return s.bookNumber(c)
	}
	minus, digits, beside, ok := written(c.text)
	if !ok {
		s.find(c.at, s.says.noNumber, clip(c.text))
		return v, "", false
	}
	shape, ok := shapeOf(digits)
	if !ok {
		s.find(c.at, s.says.noNumber, clip(c.text))
		return v, "", false
	}
	v, ok = shape.value(sign)
	if !ok {
		big, small := shape.readings()
		s.find(c.at, s.says.ambiguous, clip(c.text), big, s.says.decimals(small), big)
		return v, "", false
	}
	if minus {
		v = v.Neg()
	}
	return v, beside, true
}

// inUnit reads an amount in the currency that its cell, its column and its header say.
func (s *reader) inUnit(e entry, v decimal.Decimal, own string) (a partnership.Answer, ok bool) {
	q := s.Questions[e.question]
	units := slices.DeleteFunc(append([]string{own}, e.units...), func(u string) bool { return u == "" })
	if len(units) == 0 {
		units = []string{""}
	}
	for i, unit := range units {
		read, problem := answer.Amount(q, e.question+1, v, unit, s.Locale)
		switch {
		case problem != "":
			s.find(e.amount.at, "%s", problem)
			return a, false
		case i > 0 && (read.Unit != a.Unit || !read.Value.Equal(a.Value)):
			s.find(e.amount.at, s.says.twoUnits, clip(units[0]), clip(unit))
			return a, false
		}
		a = read
	}
	if _, err := ledger.ReadAmount(a.Value.Number.String(), ledger.Kind(q.ID)); err != nil {
		s.find(e.amount.at, s.says.outOfRange, clip(e.amount.seen()))
		return a, false
	}
	return a, true
}

// put adds an amount to the others of its question.
func (s *reader) put(e entry, a partnership.Answer) {
	for i := range s.sums {
		known := &s.sums[i]
		if known.question != e.question {
			continue
		}
		if known.unit != a.Unit {
			s.find(e.amount.at, s.says.severalCurrencies, s.calls(e.question), a.Unit, known.unit, s.where(known.at[0]))
			return
		}
		known.value, known.rough = known.value.Add(*a.Value.Number), known.rough || a.Provisional
		if !s.addDeals(known, a, e.amount.at) {
			return
		}
		known.seen, known.at = append(known.seen, e.amount.seen()), append(known.at, e.amount.at)
		return
	}
	s.sums = append(s.sums, sum{e.question, *a.Value.Number, a.Unit, a.Provisional, a.Deals, []string{e.amount.seen()}, []place{e.amount.at}})
}

// answers are the sums in the order of the questions.
func (s *reader) answers() []partnership.Answer {
	var list []partnership.Answer
	for i, q := range s.Questions {
		for _, sum := range s.sums {
			if sum.question == i {
				list = append(list, partnership.Answer{
					Question: q.ID, Value: partnership.NumberValue(sum.value), Unit: sum.unit, Provisional: sum.rough, Deals: sum.deals,
					Raw: clip(strings.Join(sum.seen, " + ")), From: s.from(sum.at),
				})
			}
		}
	}
	return list
}
