package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// askCurrency asks back bare amounts of a mail that speaks of another currency somewhere
// else, as in "all amounts are in dollars": they may be meant.
func (r *Result) askCurrency(c Context) {
	if !slices.ContainsFunc(c.Questions, func(q partnership.Question) bool { return len(q.Currencies) > 0 }) {
		return
	}
	elsewhere := r.currenciesElsewhere()
	for i, q := range c.Questions {
		asked := parseUnit(q.Unit)
		foreign := func(u unit) bool { return !u.couldBe(asked.base) }
		at := slices.IndexFunc(r.Answers, func(a partnership.Answer) bool { return a.Question == q.ID && isBareAmount(q, a) })
		if at < 0 || len(q.Currencies) == 0 || !slices.ContainsFunc(elsewhere, foreign) {
			continue
		}
		r.Problems = append(r.Problems, speechFor(c.Locale).problem(i+1, q, r.Answers[at].Raw, reasonSharedSign))
		r.Answers = slices.Delete(r.Answers, at, at+1)
		open := slices.IndexFunc(r.Open, func(id string) bool { return slices.IndexFunc(c.Questions, hasID(id)) > i })
		if open < 0 {
			open = len(r.Open)
		}
		r.Open = slices.Insert(slices.Clone(r.Open), open, q.ID)
	}
}

func hasID(id string) func(partnership.Question) bool {
	return func(q partnership.Question) bool { return q.ID == id }
}

// isBareAmount reports whether an answer is an amount that names no currency; nothing is
// nothing in all of them.
func isBareAmount(q partnership.Question, a partnership.Answer) bool {
	named, _ := currenciesIn(q, a.Raw)
	return len(named) == 0 && a.Unit == q.Unit && a.Value.Number != nil && !a.Value.Number.IsZero()
}

// currenciesElsewhere lists the currencies that a mail names away from any figure, outside
// of the lines of amounts in them.
func (r *Result) currenciesElsewhere() []unit {
	var list []unit
	for line := range strings.Lines(r.Text) {
		tokens := joinPhrases(lex(usualSigns.Replace(line), localeEnglish))
		for i := range tokens {
			u, ok := mentioned(tokens, i)
			if !ok || besideFigure(tokens, i) {
				continue
			}
			inIt := func(a partnership.Answer) bool { return u.couldBe(a.Unit) && strings.Contains(line, a.Raw) }
			if !slices.ContainsFunc(r.Answers, inIt) {
				list = append(list, u)
			}
		}
	}
	return list
}
