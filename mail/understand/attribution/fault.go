package attribution

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Why says what is wrong with what was written about a deal.
type Why uint8

// What can be wrong.
const (
	None       Why = iota
	NoName         // which deal it is
	NoParts        // which part who has
	WhoseParts     // whose part a number is
	NoSide         // who is named belongs to no side
	TooMuch        // the parts are more than the whole
	NoAmount       // how much of the line it is
	Larger         // the deals are more than the line
	NotShared      // what was put in belongs to whoever did
)

// String names it for tests and logs; no person's words are in it.
func (w Why) String() string {
	return [...]string{"None", "NoName", "NoParts", "WhoseParts", "NoSide", "TooMuch", "NoAmount", "Larger", "NotShared"}[w]
}

// Fault is what is wrong, and what it is about.
type Fault struct {
	Why  Why
	Seen string
	Sum  decimal.Decimal
}

// Words says it to the person, in their language: what is wrong, and what would be right.
func (f Fault) Words(locale string) string {
	sentences, point := english, "."
	if locale == "ru" || strings.HasPrefix(locale, "ru-") {
		sentences, point = russian, ","
	}
	sentence := sentences[f.Why]
	if f.Why == TooMuch {
		return fmt.Sprintf(sentence, clip(f.Seen), strings.Replace(f.Sum.String(), ".", point, 1))
	}
	return fmt.Sprintf(sentence, clip(f.Seen))
}

// The sentences of a language have a place for what was written.
var (
	english = map[Why]string{
		None: "%s", NoParts: `I could not read the parts in "%s"; please write them in percent: us 60%%, partner 40%%`,
		NoName:     `"%s" names no deal; please write it like 40,000 (deal Lidl: us 60%%, partner 40%%)`,
		WhoseParts: `"%s" does not say whose part it is; please write it like: us 60%%, partner 40%%`,
		NoSide:     `"%s" names none of the sides; only sides of the partnership can have a part`,
		TooMuch:    `the parts in "%s" come to %s%%; there can be at most 100%%`,
		NoAmount:   `"%s" does not say how much of it is that deal; please write the amount behind its name`,
		Larger:     `the deals in "%s" are more than the amount of the line; please check it`,
		NotShared:  `"%s": only revenue and savings have parts; please write what your side alone has`,
	}
	russian = map[Why]string{
		None: "%s", NoParts: "не поняли доли в «%s»; напишите их, пожалуйста, в процентах: мы 60 %%, партнёр 40 %%",
		NoName:     "в «%s» не названа сделка; напишите, пожалуйста, так: 40 000 (сделка Лента: мы 60 %%, партнёр 40 %%)",
		WhoseParts: "из «%s» неясно, чья это доля; напишите, пожалуйста, так: мы 60 %%, партнёр 40 %%",
		NoSide:     "«%s» не называет ни одну из сторон; доли бывают только у сторон партнёрства",
		TooMuch:    "доли в «%s» вместе дают %s %%; больше 100 %% быть не может",
		NoAmount:   "из «%s» неясно, какая сумма относится к сделке; напишите её, пожалуйста, после названия",
		Larger:     "сделки в «%s» больше, чем сумма строки; проверьте, пожалуйста",
		NotShared:  "«%s»: доли бывают только у выручки и экономии; напишите, пожалуйста, лишь то, что вложила ваша сторона",
	}
)

// clip bounds what is repeated.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > 60 {
		return string(letters[:59]) + "…"
	}
	return text
}
