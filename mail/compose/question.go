package compose

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/significance"
)

const (
	// maxTaps bounds the ready-made answers to one question: 0 to 10 fits.
	maxTaps = 11
	// maxTapLength bounds a choice that is offered as a ready-made answer.
	maxTapLength = 60
	// exampleAnswers is how many lines the example of a whole answer has.
	exampleAnswers = 3
)

// questionView is a question as a mail shows it. Number is its place in the
// whole ask, also when only some questions are shown.
type questionView struct {
	Number   int
	Label    string
	Kind     partnership.QuestionKind
	Unit     string
	Others   string // other currencies than Unit that an amount can be in
	Last     string
	Before   string // Last, as a person would type it
	Min, Max string
	Choices  string
	Optional bool
	Own      bool // only the own side reads the answer
	// Example is one possible answer, as a person would type it.
	Example string
	// Model is how an answer in words could read.
	Model string
	Taps  []tap
}

// tap is a ready-made answer: a link that opens a mail with the answer in it.
type tap struct{ Label, URL string }

// questioner turns questions into views.
type questioner struct {
	locale locale
	spec   partnership.Spec
	soon   cadence.Date // a day that somebody could promise
	sealed bool         // no side reads the answers
	// answer gives the link that opens a mail with the given answer lines.
	answer func(lines ...string) string
}

func (r questioner) view(number int, q partnership.Question) questionView {
	v := questionView{
		Number: number, Label: label(q), Kind: q.Kind, Unit: oneLine(q.Unit), Optional: q.Optional, Own: ownOnly(q) && !r.sealed,
		Choices: choices(q), Others: strings.Join(q.Currencies, ", "),
	}
	if v.Label == v.Unit {
		v.Unit = ""
	}
	if q.Last != nil {
		v.Before = r.typed(q)
		v.Last, v.Unit = r.last(q, v.Unit), "" // one mention is enough
	}
	if onScale(q.Kind) || q.Min != nil && q.Max != nil {
		low, high := bounds(q)
		v.Min, v.Max = r.locale.Number(low), r.locale.Number(high)
	}
	v.Example = line(number, r.example(q))
	for _, ready := range r.readyAnswers(q) {
		v.Taps = append(v.Taps, tap{Label: ready.label, URL: r.answer(line(number, ready.text))})
	}
	return v
}

// choices lists what can be chosen.
func choices(q partnership.Question) string {
	between := ", "
	if strings.Contains(strings.Join(q.Choices, ""), ",") {
		between = "; "
	}
	return oneLine(strings.Join(q.Choices, between))
}

// last is the value reported before, in words where the answer is one.
func (r questioner) last(q partnership.Question, unit string) string {
	if q.Kind == partnership.KindYesNo {
		return r.locale.YesNo(*q.Last)
	}
	return r.locale.Quantity(*q.Last, unit)
}

// typed is the value reported before as an answer.
func (r questioner) typed(q partnership.Question) string {
	if q.Kind == partnership.KindYesNo {
		return r.locale.YesNo(*q.Last)
	}
	return r.locale.Typed(*q.Last)
}

// onScale reports whether the answer is a point between two ends.
func onScale(k partnership.QuestionKind) bool {
	return k == partnership.KindScale || k == partnership.KindConfidence || k == partnership.KindNPS
}

// label names a question to people; a KPI without a title goes by its ID.
func label(q partnership.Question) string {
	if text := oneLine(q.Text); text != "" {
		return text
	}
	return oneLine(q.ID)
}

// line is an answer with the number of its question before it.
func line(number int, text string) string { return fmt.Sprintf("%d) %s", number, text) }

// example is an answer that shows the form without suggesting the content, as
// far as that is possible.
func (r questioner) example(q partnership.Question) string {
	switch q.Kind {
	case partnership.KindNumber, partnership.KindMoney:
		return r.locale.Typed(r.exampleNumber(q))
	case partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		low, high := bounds(q)
		return r.locale.Typed(low.Add(high.Sub(low).Mul(decimal.NewFromFloat(0.7))).Round(0))
	case partnership.KindYesNo:
		return r.locale.Yes
	case partnership.KindChoice:
		if len(q.Choices) > 0 {
			return oneLine(q.Choices[0])
		}
	case partnership.KindDate:
		return r.locale.Date(r.soon)
	case partnership.KindTask:
		return r.locale.Done
	case partnership.KindPick:
		return partnership.PickValue(q.SomeListed()).String()
	case partnership.KindMarks:
		return "4 3"
	case partnership.KindSame:
		return "3=7"
	case partnership.KindRank:
		return significance.FirstsValue(q.SomeFirst()).String()
	case partnership.KindDecide:
		return r.locale.Ideas.Accept
	case partnership.KindVote:
		return r.locale.Vote.For
	case partnership.KindText, partnership.KindMinutes:
	}
	return r.locale.Nothing
}

func (r questioner) exampleNumber(q partnership.Question) decimal.Decimal {
	if q.Last != nil {
		return *q.Last
	}
	if _, kpi, ok := r.spec.KPI(q.KPI); ok {
		return between(kpi.Baseline, kpi.Target)
	}
	if q.Min != nil && !q.Min.IsZero() {
		return *q.Min
	}
	if q.Kind == partnership.KindMoney {
		return decimal.NewFromInt(1200)
	}
	return decimal.NewFromInt(10)
}

// between is a number on the way from a baseline to a target: the baseline itself would
// look like news.
func between(baseline, target decimal.Decimal) decimal.Decimal {
	way := target.Sub(baseline)
	third := baseline.Add(way.DivRound(decimal.NewFromInt(3), 4))
	for places := int32(0); places < 4; places++ {
		if n := third.Round(places); !n.Equal(baseline) && !n.Equal(target) {
			return n
		}
	}
	return baseline.Add(decimal.NewFromInt(1))
}

// bounds are a scale's ends, 0 and 10 unless declared.
func bounds(q partnership.Question) (low, high decimal.Decimal) {
	low, high = decimal.Zero, decimal.NewFromInt(10)
	if q.Min != nil {
		low = *q.Min
	}
	if q.Max != nil {
		high = *q.Max
	}
	return low, high
}

// readyAnswer is what a tap says and what it writes.
type readyAnswer struct{ label, text string }

// readyAnswers lists the common answers to a question.
func (r questioner) readyAnswers(q partnership.Question) []readyAnswer {
	words := r.locale
	switch q.Kind {
	case partnership.KindNumber, partnership.KindMoney:
		if q.Last != nil {
			return []readyAnswer{{words.Same + ": " + r.locale.Quantity(*q.Last, oneLine(q.Unit)), r.locale.Typed(*q.Last)}}
		}
	case partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		return scaleAnswers(q)
	case partnership.KindYesNo:
		return []readyAnswer{{words.Yes, words.Yes}, {words.No, words.No}}
	case partnership.KindTask:
		return []readyAnswer{{words.Done, words.Done}}
	case partnership.KindChoice:
		return choiceAnswers(q)
	case partnership.KindText:
		if q.ID == checkin.QuestionBlockers {
			return []readyAnswer{{words.Nothing, words.Nothing}}
		}
	case partnership.KindSame:
		return []readyAnswer{{words.Nothing, words.Nothing}}
	case partnership.KindDecide:
		return []readyAnswer{
			{words.Ideas.Accept, words.Ideas.Accept}, {words.Ideas.Later, words.Ideas.Later}, {words.Ideas.No + ": …", words.Ideas.No + ": "},
		}
	case partnership.KindVote:
		if q.Optional {
			return []readyAnswer{{words.Vote.Veto + ": …", strings.ToUpper(words.Vote.Veto) + ": "}}
		}
		return []readyAnswer{
			{words.Vote.For, words.Vote.For}, {words.Vote.Against + ": …", words.Vote.Against + ": "}, {words.Vote.Abstain, words.Vote.Abstain},
		}
	case partnership.KindDate, partnership.KindPick, partnership.KindMarks, partnership.KindRank, partnership.KindMinutes:
	}
	return nil
}

// scaleAnswers lists the whole numbers of a scale, unless they are too many.
func scaleAnswers(q partnership.Question) []readyAnswer {
	low, high := bounds(q)
	steps := high.Sub(low)
	if !low.IsInteger() || steps.IsNegative() || steps.GreaterThanOrEqual(decimal.NewFromInt(maxTaps)) {
		return nil
	}
	var answers []readyAnswer
	for n, last := low.IntPart(), high.IntPart(); n <= last; n++ {
		text := strconv.FormatInt(n, 10)
		answers = append(answers, readyAnswer{text, text})
	}
	return answers
}

// choiceAnswers lists the choices, unless they are too many or too long.
func choiceAnswers(q partnership.Question) []readyAnswer {
	if len(q.Choices) > maxTaps {
		return nil
	}
	var answers []readyAnswer
	for _, choice := range q.Choices {
		text := oneLine(choice)
		if len([]rune(text)) > maxTapLength {
			return nil
		}
		answers = append(answers, readyAnswer{text, text})
	}
	return answers
}
