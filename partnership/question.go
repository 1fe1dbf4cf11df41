package partnership

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// QuestionKind says what sort of answer a question expects. The values are
// written into specs, mails' ask rows and histories: never change one.
type QuestionKind string

// The kinds of answers that a reply can carry.
const (
	KindNumber     QuestionKind = "number"
	KindMoney      QuestionKind = "money"
	KindScale      QuestionKind = "scale"
	KindConfidence QuestionKind = "confidence" // a scale from 0 to 10
	KindNPS        QuestionKind = "nps"        // whole numbers from 0 to 10, as F8 wants them
	KindYesNo      QuestionKind = "yes_no"
	KindChoice     QuestionKind = "choice"
	KindDate       QuestionKind = "date"
	KindText       QuestionKind = "text"
	// KindTask asks of something that somebody owes: it is done, it is not, another
	// day, or words about it.
	KindTask QuestionKind = "task"
	// KindPick asks which of the numbered things in the mail are meant: from 1 to Max
	// several, all or none.
	KindPick QuestionKind = "pick"
	// KindMarks asks for two points of a scale at once, as a SWOT does: how much a
	// statement matters and how likely it is. The value is a text: "4 3".
	KindMarks QuestionKind = "marks"
	// KindSame asks which of some numbered statements mean the same; Choices are the
	// fields in which they stand, the first is number 1. The value is a text: "3=7 4=8",
	// or "-" where none do.
	KindSame QuestionKind = "same"
	// KindRank asks which of the numbered things in the mail, of which there are Max, come
	// first: three at most. The value is a text, the most important first: "4, 1, 7".
	KindRank QuestionKind = "rank"
	// KindDecide asks whether something that was proposed is accepted. The value is a text:
	// "accept", "later", or "no: " and why.
	KindDecide QuestionKind = "decide"
	// KindMinutes asks for the minutes of a meeting: the answer has them line by line. Choices
	// are the names of the people and the parties that can stand in them.
	KindMinutes QuestionKind = "minutes"
	// KindVote asks how a party votes on a proposal. The value is a text: "for", "against" or
	// "abstain", or "veto", each with why behind a colon if that was said. It binds the party.
	KindVote QuestionKind = "vote"
)

// QuestionKinds lists the kinds that a spec can ask for, in the order in which
// messages name them.
func QuestionKinds() []QuestionKind {
	return []QuestionKind{KindNumber, KindMoney, KindScale, KindConfidence, KindNPS, KindYesNo, KindChoice, KindDate, KindText}
}

// QuestionAttend is the ID of the question whether somebody comes to a meeting. A calendar can
// answer it, and nobody who comes perhaps has to say yes or no.
const QuestionAttend = "attend"

// Question is one thing that a mail asks. ID is unique within the mail and is
// also the key that an answer line may use ("mql 130").
type Question struct {
	ID   string       `json:"id"`
	Kind QuestionKind `json:"kind"`
	Text string       `json:"text"`
	Unit string       `json:"unit,omitempty"`
	// Currencies are those that an amount of money may be in instead of Unit (ISO 4217).
	// The answer's Unit says which one it is in; nothing is converted.
	Currencies []string         `json:"currencies,omitempty"`
	Min        *decimal.Decimal `json:"min,omitempty"`
	Max        *decimal.Decimal `json:"max,omitempty"`
	Choices    []string         `json:"choices,omitempty"`
	// Version is raised when the wording changes its meaning, so that answers to
	// different wordings are never counted together; 0 means the first.
	Version int `json:"version,omitempty"`
	// Reversed scales count from the other end.
	Reversed bool `json:"reversed,omitempty"`
	// Dimension groups the questions of a survey, such as "trust".
	Dimension string `json:"dimension,omitempty"`
	// Anchored says that the choices are the points of a scale in words, the lowest
	// first.
	Anchored bool `json:"anchored,omitempty"`
	// Mirrors is the question whose answer by the other side is guessed here.
	Mirrors string `json:"mirrors,omitempty"`
	// Optional questions are asked but never chased.
	Optional bool `json:"optional,omitempty"`
	// KPI is the reference "goal.kpi" whose value the answer reports.
	KPI string `json:"kpi,omitempty"`
	// Readers says who reads a text; everything else is for all.
	Readers Readers `json:"readers,omitempty"`
	// Plain says that of a sealed ask's answers this one may be known to whoever
	// asked: a yes, a choice, a day. Words never are.
	Plain bool `json:"plain,omitempty"`
	// Lasting says that what is written under seal stays as it was when the writer
	// changes it later: others may have read it.
	Lasting bool `json:"lasting,omitempty"`
	// ByCommand says that a command alone gives the answer: mails offer no other, and
	// nothing else is one.
	ByCommand bool `json:"by_command,omitempty"`
	// Alone says that an answer counts only as the one word of a mail.
	Alone bool `json:"alone,omitempty"`
	// ForAll says that a mail that is nothing but a yes says it to all questions of this sort.
	ForAll bool `json:"for_all,omitempty"`
	// Last is the value reported before, for the reader's orientation.
	Last *decimal.Decimal `json:"last,omitempty"`
	// Target is the value that the KPI is to reach. With Last it tells a likely
	// answer from a slip of the hand.
	Target *decimal.Decimal `json:"target,omitempty"`
	// Claims are what people have said already, where the question is which of it is right:
	// an answer may point to one of them.
	Claims []Claim `json:"claims,omitempty"`
}

// Claim is an amount that somebody has named.
type Claim struct {
	// By are the names by which they are known: of the person, and where the other side is
	// meant of their party.
	By []string `json:"by"`
	// Own says that it is what the person who is asked has said.
	Own    bool            `json:"own,omitempty"`
	Amount decimal.Decimal `json:"amount"`
	Unit   string          `json:"unit,omitempty"`
}

// Readers says who reads an answer.
type Readers string

// The readers. Nothing declared means the own side for texts.
const (
	ReadersOwn Readers = "own" // the own side only
	ReadersAll Readers = "all" // everybody in the partnership
)

// AllReaders lists the readers in the order in which messages name them.
func AllReaders() []Readers { return []Readers{ReadersOwn, ReadersAll} }

// NoneSame is the answer that no two statements mean the same.
const NoneSame = "-"

// Value is a typed answer. Exactly one field is set; Unknown means that the
// person answered that they do not know, which is an answer but not a value.
type Value struct {
	Number  *decimal.Decimal
	Bool    *bool
	Date    *cadence.Date
	Text    *string
	Unknown bool
}

// NumberValue returns a number, an amount of money or a point on a scale.
func NumberValue(d decimal.Decimal) Value { return Value{Number: &d} }

// BoolValue returns a yes or a no.
func BoolValue(b bool) Value { return Value{Bool: &b} }

// DateValue returns a calendar date.
func DateValue(d cadence.Date) Value { return Value{Date: &d} }

// TextValue returns free text or one of a question's choices.
func TextValue(s string) Value { return Value{Text: &s} }

// UnknownValue says that the person answered without knowing.
func UnknownValue() Value { return Value{Unknown: true} }

// jsonValue keeps the type of a value, which a bare JSON string would lose.
type jsonValue struct {
	Number  *decimal.Decimal `json:"number,omitempty"`
	Bool    *bool            `json:"bool,omitempty"`
	Date    *cadence.Date    `json:"date,omitempty"`
	Text    *string          `json:"text,omitempty"`
	Unknown bool             `json:"unknown,omitempty"`
}

// MarshalJSON keeps the value's type, so that a state survives a round trip.
func (v Value) MarshalJSON() ([]byte, error) { return json.Marshal(jsonValue(v)) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (v *Value) UnmarshalJSON(b []byte) error {
	var j jsonValue
	if err := json.Unmarshal(b, &j); err != nil {
		return fmt.Errorf("decode answer value: %w", err)
	}
	*v = Value(j)
	return nil
}

// String renders the value as a person would write it in English.
func (v Value) String() string {
	switch {
	case v.Number != nil:
		return v.Number.String()
	case v.Bool != nil && *v.Bool:
		return "yes"
	case v.Bool != nil:
		return "no"
	case v.Date != nil:
		return v.Date.String()
	case v.Text != nil:
		return *v.Text
	default:
		return "unknown"
	}
}

// Answer is what was understood of a reply to one question.
type Answer struct {
	Question string `json:"question"`
	Value    Value  `json:"value"`
	Unit     string `json:"unit,omitempty"` // of a Value in numbers; of money, the currency
	// Deals are the parts of an amount of money that come from deals which several parties
	// share; the value is the whole.
	Deals []Deal `json:"deals,omitempty"`
	// Minutes are those of a meeting; the value is the text that they were read from.
	Minutes *Minutes `json:"minutes,omitempty"`
	// Raw is the text that the value was read from.
	Raw string `json:"raw,omitempty"`
	// From is where in an attached table that stands; empty for what a mail says itself.
	From string `json:"from,omitempty"`
	// Provisional says that the person called the value rough or not final:
	// "about 130", «предварительно 46». It counts, and is shown as that.
	Provisional bool `json:"provisional,omitempty"`
	// Unlikely says that the value is far off the KPI's course: it counts, and the
	// receipt asks about it.
	Unlikely bool `json:"unlikely,omitempty"`
}

// SaysSame reports whether two answers to a question say the same: one value, and of money
// one currency and the same parts of deals.
func (q Question) SaysSame(a, b Answer) bool {
	return a.Value.Equal(b.Value) && slices.EqualFunc(a.Deals, b.Deals, Deal.Equal) && (len(q.Currencies) == 0 || q.currency(a) == q.currency(b))
}

// currency is the one of an answer; an answer without a unit is in the asked one.
func (q Question) currency(a Answer) string {
	if a.Unit == "" {
		return q.Unit
	}
	return a.Unit
}

// Equal reports whether two values say the same.
func (v Value) Equal(o Value) bool {
	return equal(v.Number, o.Number, decimal.Decimal.Equal) &&
		equal(v.Bool, o.Bool, func(a, b bool) bool { return a == b }) &&
		equal(v.Date, o.Date, func(a, b cadence.Date) bool { return a == b }) &&
		equal(v.Text, o.Text, func(a, b string) bool { return a == b }) && v.Unknown == o.Unknown
}

func equal[T any](a, b *T, same func(T, T) bool) bool {
	return a == nil && b == nil || a != nil && b != nil && same(*a, *b)
}

// BindSeveral reports whether a mail asks of several things what a command alone answers:
// its numbers say which it is about.
func BindSeveral(questions []Question) bool {
	n := 0
	for _, q := range questions {
		if q.ByCommand {
			n++
		}
	}
	return n > 1
}
