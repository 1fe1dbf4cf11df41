package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

type questionDecl struct {
	header
	Text, Unit field[string]
	Kind       field[partnership.QuestionKind]
	Min, Max   field[decimal.Decimal]
	Choices    field[[]field[string]]
	Optional   field[bool]
}

func (q *questionDecl) schema() schema {
	return schema{
		doc: "One question that is spelled out. Questions are asked in the order in which they are written.",
		attributes: []attribute{
			{name: "text", required: true, value: line(&q.Text, 300), doc: "The question as the mail asks it."},
			{name: "kind", standard: `"text"`, value: oneOf(&q.Kind, partnership.QuestionKinds()), doc: "What sort of answer is expected."},
			{name: "unit", value: line(&q.Unit, 40), doc: "What a number counts; for number and money."},
			{name: "min", standard: "1 for a scale", value: number(&q.Min, anyNumber), doc: "The least answer; for number, money and scale."},
			{name: "max", standard: "5 for a scale", value: number(&q.Max, anyNumber), doc: "The greatest answer; for number, money and scale."},
			{name: "choices", value: listOf(&q.Choices, func(f *field[string]) binding { return line(f, 80) }), doc: "The answers to choose from; for choice."},
			{name: "optional", standard: "false", value: truth(&q.Optional), doc: "Whether a missing answer is never chased."},
		},
		later: []string{"reversed", "dimension", "anchor", "ask", "dynamic"},
	}
}

func (q *questionDecl) kind() partnership.QuestionKind { return q.Kind.or(partnership.KindText) }

func (q *questionDecl) check(s *scope) {
	s.reserved(&q.header)
	if k := s.kpis[q.name]; k != nil {
		s.report(codeReserved, q.named(), "%q is a KPI too, at %s, so an answer line could mean either. Choose another name.", q.name, position(k.nameAt))
	}
	if q.given["kind"] && !q.Kind.set {
		return
	}
	q.checkBounds(s)
	q.checkChoices(s)
	if q.Unit.set && !q.kindIn(partnership.KindNumber, partnership.KindMoney) {
		q.unfit(s, q.Unit.at, "unit", "number or money")
	}
}

func (q *questionDecl) kindIn(kinds ...partnership.QuestionKind) bool {
	return slices.Contains(kinds, q.kind())
}

func (q *questionDecl) checkBounds(s *scope) {
	bounded := q.kindIn(partnership.KindNumber, partnership.KindMoney, partnership.KindScale)
	if q.Min.set && !bounded {
		q.unfit(s, q.Min.at, "min", "number, money or scale")
	}
	if q.Max.set && !bounded {
		q.unfit(s, q.Max.at, "max", "number, money or scale")
	}
	low, high := q.bounds()
	if bounded && low != nil && high != nil && !low.LessThan(*high) {
		at := q.Max.at
		if !q.Max.set {
			at = q.Min.at
		}
		s.report(codeQuestion, q.at(at), "The greatest answer is %s and the least is %s. The greatest has to be more.", high, low)
	}
}

func (q *questionDecl) checkChoices(s *scope) {
	choice := q.kind() == partnership.KindChoice
	switch {
	case q.Choices.set && !choice:
		q.unfit(s, q.Choices.at, "choices", "choice")
	case choice && !q.given["choices"]:
		s.report(codeQuestion, q.named(), "A question of the kind \"choice\" needs the attribute \"choices\" with at least two answers.")
	case choice && q.Choices.set && len(q.Choices.value) < 2:
		s.report(codeQuestion, q.at(q.Choices.at), "There are fewer than two answers to choose from. Name at least two different ones.")
	}
}

func (q *questionDecl) unfit(s *scope, at hcl.Range, name, kinds string) {
	s.report(codeQuestion, q.at(at), "%q means nothing for a question of the kind %q; it is for %s. Remove it or change the kind.", name, q.kind(), kinds)
}

// bounds gives the least and greatest answer; a scale and a confidence have
// usual ones.
func (q *questionDecl) bounds() (low, high *decimal.Decimal) {
	usual := func(a, b int64) (*decimal.Decimal, *decimal.Decimal) {
		l, h := decimal.New(a, 0), decimal.New(b, 0)
		return &l, &h
	}
	switch q.kind() {
	case partnership.KindConfidence:
		return usual(0, 10)
	case partnership.KindScale:
		low, high = usual(1, 5)
	default: // no usual bounds
	}
	if q.Min.set {
		low = &q.Min.value
	}
	if q.Max.set {
		high = &q.Max.value
	}
	return low, high
}

func (q *questionDecl) compile() partnership.Question {
	low, high := q.bounds()
	return partnership.Question{
		ID: q.name, Kind: q.kind(), Text: q.Text.value, Unit: q.Unit.value,
		Min: low, Max: high, Choices: plain(q.Choices.value), Optional: q.Optional.value,
	}
}
