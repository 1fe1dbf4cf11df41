package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

type questionDecl struct {
	header
	Text, Unit field[words]
	Kind       field[partnership.QuestionKind]
	Min, Max   field[decimal.Decimal]
	Choices    field[[]field[words]]
	Optional   field[bool]
	Version    field[int]
	Reversed   field[bool]
	Anchored   field[bool]
	Mirrors    field[string]
	Dimension  field[string]
	Readers    field[partnership.Readers]
}

func (q *questionDecl) schema() schema {
	return schema{
		doc: "One question that is spelled out. Questions are asked in the order in which they are written.",
		attributes: []attribute{
			{name: "text", required: true, value: spokenLine(&q.Text, 300), doc: "The question as the mail asks it."},
			{name: "kind", standard: `"text"`, value: oneOf(&q.Kind, partnership.QuestionKinds()), doc: "What sort of answer is expected."},
			{name: "unit", value: spokenLine(&q.Unit, 40), doc: "What a number counts; for number and money."},
			{name: "min", standard: "1 for a scale", value: number(&q.Min, anyNumber), doc: "The least answer; for number, money and scale."},
			{name: "max", standard: "5 for a scale", value: number(&q.Max, anyNumber), doc: "The greatest answer; for number, money and scale."},
			{name: "choices", value: spokenLines(&q.Choices, 80), doc: "The answers to choose from; for choice."},
			{name: "optional", standard: "false", value: truth(&q.Optional), doc: "Whether a missing answer is never chased."},
			{name: "version", standard: "1", value: integer(&q.Version, 1, 1000), doc: "Raise it when new words change the meaning, so that answers to different questions are never counted together."},
			{name: "reversed", standard: "false", value: truth(&q.Reversed), doc: "Whether a low answer is the good one; for scale."},
			{name: "anchored", standard: "false", value: truth(&q.Anchored), doc: "Whether the choices are the points of a scale in words, from the least to the most; for choice."},
			{name: "mirrors", value: line(&q.Mirrors, 60), doc: "The key of a question of the same survey: this one asks what the other side would answer to it. Beside what they say it shows who sees whom rightly; for scale."},
			{name: "dimension", value: line(&q.Dimension, 40), doc: "What the question is about, so that figures can be put together: \"trust\"."},
			{name: "readers", standard: `"own"`, value: oneOf(&q.Readers, partnership.AllReaders()), doc: "Who reads a text: the own side of whoever wrote it, or all; the mail says so. Everything but texts is for all."},
		},
	}
}

func (q *questionDecl) kind() partnership.QuestionKind { return q.Kind.or(partnership.KindText) }

func (q *questionDecl) check(r *reports) {
	r.reserved(&q.header)
	if q.given["kind"] && !q.Kind.set {
		return
	}
	q.checkBounds(r)
	q.checkChoices(r)
	if q.Unit.set && !q.kindIn(partnership.KindNumber, partnership.KindMoney) {
		q.unfit(r, q.Unit.at, "unit", "number or money")
	}
	if q.Reversed.value && !q.kindIn(partnership.KindScale) {
		q.unfit(r, q.Reversed.at, "reversed", "scale")
	}
	if q.Anchored.value && !q.kindIn(partnership.KindChoice) {
		q.unfit(r, q.Anchored.at, "anchored", "choice")
	}
	if q.Mirrors.set && !q.kindIn(partnership.KindScale) {
		q.unfit(r, q.Mirrors.at, "mirrors", "scale")
	}
	if q.Readers.set && !q.kindIn(partnership.KindText) {
		q.unfit(r, q.Readers.at, "readers", "text")
	}
}

func (q *questionDecl) kindIn(kinds ...partnership.QuestionKind) bool {
	return slices.Contains(kinds, q.kind())
}

func (q *questionDecl) checkBounds(r *reports) {
	low, high := q.bounds()
	if q.Min.set && (low == nil || !low.Equal(q.Min.value)) {
		q.unfit(r, q.Min.at, "min", "number, money or scale")
	}
	if q.Max.set && (high == nil || !high.Equal(q.Max.value)) {
		q.unfit(r, q.Max.at, "max", "number, money or scale")
	}
	if low != nil && high != nil && !low.LessThan(*high) {
		at := q.Max.at
		if !q.Max.set {
			at = q.Min.at
		}
		r.report(codeQuestion, q.at(at), "The greatest answer is %s and the least is %s. The greatest has to be more.", high, low)
	}
}

func (q *questionDecl) checkChoices(r *reports) {
	choice := q.kind() == partnership.KindChoice
	switch {
	case q.Choices.set && !choice:
		q.unfit(r, q.Choices.at, "choices", "choice")
	case choice && !q.given["choices"]:
		r.report(codeQuestion, q.named(), "A question of the kind \"choice\" needs the attribute \"choices\" with at least two answers.")
	case choice && q.Choices.set && len(q.Choices.value) < 2:
		r.report(codeQuestion, q.at(q.Choices.at), "There are fewer than two answers to choose from. Name at least two different ones.")
	}
	q.checkAlike(r)
}

// checkAlike reports choices that differ in one language and read the same in another: there
// nobody could say which is meant.
func (q *questionDecl) checkAlike(r *reports) {
	first := map[inLanguage]bool{}
	for _, choice := range q.Choices.value {
		for _, one := range choice.value.in {
			if first[one] {
				r.report(codeQuestion, q.at(choice.at), "Another answer reads %q in %q, too, so nobody could tell the two apart. Find other words for one of them.", one.says, one.language)
			}
			first[one] = true
		}
	}
}

func (q *questionDecl) unfit(r *reports, at hcl.Range, name, kinds string) {
	r.report(codeQuestion, q.at(at), "%q means nothing for a question of the kind %q; it is for %s. Remove it or change the kind.", name, q.kind(), kinds)
}

// bounds gives the least and greatest answer. Scales have usual ones, which
// confidence and nps cannot change.
func (q *questionDecl) bounds() (low, high *decimal.Decimal) {
	whole := func(n int64) *decimal.Decimal { d := decimal.New(n, 0); return &d }
	switch q.kind() {
	case partnership.KindConfidence, partnership.KindNPS:
		return whole(0), whole(10)
	case partnership.KindScale:
		low, high = whole(1), whole(5)
	case partnership.KindNumber, partnership.KindMoney:
	default:
		return nil, nil
	}
	if q.Min.set {
		low = &q.Min.value
	}
	if q.Max.set {
		high = &q.Max.value
	}
	return low, high
}

func (q *questionDecl) compile(s *scope) partnership.Question {
	low, high := q.bounds()
	version := q.Version.value
	if version == 1 {
		version = 0 // the first version is the one that nobody numbers
	}
	readers := q.Readers.value
	if readers == partnership.ReadersOwn {
		readers = "" // and so are the readers whom nobody names
	}
	return partnership.Question{
		ID: q.name, Kind: q.kind(), Text: s.say(q.Text), Unit: s.say(q.Unit),
		Min: low, Max: high, Choices: s.sayAll(q.Choices), Optional: q.Optional.value,
		Version: version, Reversed: q.Reversed.value,
		Anchored: q.Anchored.value, Mirrors: q.Mirrors.value, Dimension: q.Dimension.value, Readers: readers,
	}
}
