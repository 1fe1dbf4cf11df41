package significance

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Decision is what somebody who speaks for a party says of a proposal. Values are written
// into histories.
type Decision string

// The decisions. Undecided is whoever has said nothing.
const (
	Accept    Decision = "accept"
	Later     Decision = "later"
	No        Decision = "no"
	Undecided Decision = ""
)

// Verdict is a decision and why.
type Verdict struct {
	Decision Decision `json:"decision,omitempty"`
	Why      string   `json:"why,omitempty"`
}

// Value writes a verdict as the answer to a question of KindDecide.
func (v Verdict) Value() partnership.Value {
	text := string(v.Decision)
	if v.Why != "" {
		text += ": " + v.Why
	}
	return partnership.TextValue(text)
}

// ReadValue reads what Value wrote; nothing was decided where it is something else.
func ReadValue(text string) Verdict {
	word, why, _ := strings.Cut(text, ": ")
	if d := Decision(word); d == Accept || d == Later || d == No {
		return Verdict{Decision: d, Why: why}
	}
	return Verdict{}
}

// Together is what the verdicts of all parties come to. Silence is no consent to a goal: it
// becomes one when every party accepts it, and one no is a no. Everything else is for later.
func Together(verdicts []Verdict) Decision {
	is := func(d Decision) func(Verdict) bool { return func(v Verdict) bool { return v.Decision == d } }
	switch {
	case slices.ContainsFunc(verdicts, is(No)):
		return No
	case len(verdicts) > 0 && !slices.ContainsFunc(verdicts, func(v Verdict) bool { return v.Decision != Accept }):
		return Accept
	case slices.ContainsFunc(verdicts, func(v Verdict) bool { return v.Decision != Undecided }):
		return Later
	default:
		return Undecided
	}
}

// Unread says why a text is no verdict.
type Unread string

// What makes it none.
const (
	Read        Unread = ""
	Unclear     Unread = "unclear"     // no word that decides
	Conditional Unread = "conditional" // a yes on a condition
	Unreasoned  Unread = "unreasoned"  // a no without a reason
)

var (
	accepting = regexp.MustCompile(`(?i)^(?:we\s+|i\s+|мы\s+|я\s+)?(?:accept(?:ed|s)?|agree[ds]?|yes|ok(?:ay)?|да|принять|принято|принимаем|принимаю|приняли|согласн[аоы]|согласен|за)(?:$|[^\p{L}])`)
	deferring = regexp.MustCompile(`(?i)^(?:later|not\s+(?:now|yet)|позже|позднее|потом|пока\s+нет|не\s+сейчас|отложить|отложим|откладываем)(?:$|[^\p{L}])`)
	refusing  = regexp.MustCompile(`(?i)^(?:we\s+|i\s+|мы\s+|я\s+)?(?:no|reject(?:ed)?|decline[ds]?|refuse|нет|против|отклонить|отклоняем|отклоняю|отклонено|не\s+принимаем|не\s+принимаю|не\s+согласн[аоы]|не\s+согласен)(?:$|[^\p{L}])`)
	binding   = regexp.MustCompile(`(?i)^(?:because|since|as|так\s+как|потому\s+что|поскольку)\s`)
	condition = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:if|unless|provided|once|when|until|subject\s+to|as\s+soon\s+as|except|but|если|когда|как\s+только|при\s+условии|после\s+того|кроме|но)(?:$|[^\p{L}])`)
)

// ReadVerdict reads what somebody writes of a proposal: "accept", "later", "no: too early",
// «нет, рано». A yes on a condition is none.
func ReadVerdict(text string) (Verdict, Unread) {
	text = strings.Join(strings.Fields(strings.Trim(text, " \t\r\n\"«»'“”.!")), " ")
	for _, one := range []struct {
		decision Decision
		words    *regexp.Regexp
	}{{Later, deferring}, {No, refusing}, {Accept, accepting}} {
		word := one.words.FindString(text)
		if word == "" {
			continue
		}
		v := Verdict{Decision: one.decision, Why: reason(text[len(word):])}
		switch {
		case v.Decision == No && partnership.SaysNothing(v.Why):
			return Verdict{}, Unreasoned
		case v.Decision == Accept && condition.MatchString(v.Why):
			return Verdict{}, Conditional
		}
		return v, Read
	}
	return Verdict{}, Unclear
}

// reason is what follows the word that decides.
func reason(rest string) string {
	rest = strings.TrimLeft(rest, " ,;:.–—-")
	return strings.TrimSpace(rest[len(binding.FindString(rest)):])
}

// Misread says why numbers put nothing first.
type Misread string

// What makes them none.
const (
	NotNumbers Misread = "not-numbers"
	Beyond     Misread = "beyond" // one is not in the list
	Twice      Misread = "twice"
	TooMany    Misread = "too-many"
)

// between are what may stand beside the numbers of those that come first.
var between = regexp.MustCompile(`(?i)(?:first|second|third|then|and|numbers?|proposals?|затем|потом|и|сначала|первое|второе|третье|номера?|предложени[ея])|[\s,;.>#№&+()!-]+`)

var digits = regexp.MustCompile(`\d+`)

// ReadFirsts reads which of so many proposals come first: "4, 1, 7", "4 > 1", «4, затем 1».
// Fewer than three are enough.
func ReadFirsts(text string, of int) ([]int, Misread) {
	if strings.Trim(between.ReplaceAllString(text, ""), "0123456789") != "" {
		return nil, NotNumbers
	}
	var numbers []int
	for _, found := range digits.FindAllString(text, -1) {
		n, err := strconv.Atoi(found)
		switch {
		case err != nil || n < 1 || n > of:
			return nil, Beyond
		case slices.Contains(numbers, n):
			return nil, Twice
		}
		numbers = append(numbers, n)
	}
	switch {
	case len(numbers) == 0:
		return nil, NotNumbers
	case len(numbers) > Firsts:
		return nil, TooMany
	}
	return numbers, ""
}

// FirstsValue writes which come first as the answer to a question of KindRank.
func FirstsValue(numbers []int) partnership.Value {
	var words []string
	for _, n := range numbers {
		words = append(words, strconv.Itoa(n))
	}
	return partnership.TextValue(strings.Join(words, ", "))
}
