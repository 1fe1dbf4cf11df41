package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// withoutAskedMonth puts the word for a month in the place of the name of the one
// that a question asks for: "revenue for July", said in August. Months of days, and
// what a question for another time is told of a month, stay.
func withoutAskedMonth(q partnership.Question, text string, today cadence.Date) string {
	if today.IsZero() || len(text) > maxReferring || !asksMonth(q) {
		return text
	}
	last := (int(today.Month)+10)%12 + 1
	fields := strings.Fields(text)
	found := slices.IndexFunc(fields, func(f string) bool { return monthNamed(strings.Join(prose.Words(f), " ")) == last })
	if found < 0 || isDay(fields, found) || found == len(fields)-1 && found > 0 && hasFigure(fields[found-1]) {
		return text
	}
	name := strings.Trim(fields[found], ".,:;!?()")
	month := "month"
	if isCyrillic(prose.Fold(name)) {
		month = "месяце"
	}
	return strings.Replace(text, name, month, 1)
}

// isDay reports whether the month at a place belongs to a day: a figure of one or
// two digits stands right beside it.
func isDay(fields []string, at int) bool {
	day := func(i int) bool {
		if i < 0 || i >= len(fields) {
			return false
		}
		d := strings.Trim(fields[i], ".,:;stndrhth-гое")
		return len(d) > 0 && len(d) <= 2 && isPlain(d)
	}
	return day(at-1) || day(at+1) && !strings.ContainsAny(fields[at], ":,;–—")
}

// asksMonth reports whether a question asks for the month that is over.
func asksMonth(q partnership.Question) bool {
	month := false
	for _, w := range wordsOf(q).text {
		if periods[w] > 0 && periods[w] != periods["month"] || monthNamed(w) > 0 && w != "may" || nowWords[w] || aheadAsked[w] {
			return false
		}
		month = month || periods[w] == periods["month"]
	}
	return month
}

// aheadAsked are the words of questions for what is to come.
var aheadAsked = setOf("next|will|expect|plan|coming|this|следующем|следующий|будет|ожидаете|планируете|этом|текущем")
