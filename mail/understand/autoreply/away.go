package autoreply

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// An absence is announced by its last day ("until 7 January", "по 7 января")
// or by the day of return ("back on 8 January", "буду с 8 января").
var (
	awayLast = prose.Lazily(`(?i)(?:\b(?:until|till|til|through|thru|up to|from [^.\n]{2,40}? to)|` +
		`(?:^|[^\p{L}])(?:до|по))(?:\s+(?:and including|включительно))?`)
	awayBack = prose.Lazily(`(?i)(?:\b(?:back(?: in the office| in| at work| online| again| to work)*(?: on| from| at)?|` +
		`return(?:ing)?(?: to (?:the office|work))?(?: on)?|(?:available|at work|in the office|reachable) (?:again )?(?:from|on))|` +
		`(?:^|[^\p{L}])(?:буду(?: на месте| в офисе| на связи| на работе| доступ\S+| снова)*|верн\S+|появлюсь|выйду|выхожу|` +
		`возвращаюсь|на связи|на работе|на месте|приступлю)(?:\s+(?:в офис|на работу|на связь|к работе|из отпуска|` +
		`снова))*(?:\s+(?:со?|от|не раньше))?)`)
)

// maxAwayText is how much of an auto-reply is read for dates.
const maxAwayText = 8 << 10

// LastDayAway finds the last day of an announced absence, or nil. A date
// without a year is the first such day on or after the day of the mail; an
// absence that is over, or longer than a year, is none.
func LastDayAway(text string, sent time.Time) *cadence.Date {
	var today cadence.Date
	if !sent.IsZero() {
		today = cadence.DateOf(sent)
	}
	return LastDay(text, today)
}

// LastDay is LastDayAway for a mail of which only the day is known.
func LastDay(text string, today cadence.Date) *cadence.Date {
	text = prose.Fold(strings.ToValidUTF8(text[:min(len(text), maxAwayText)], ""))
	last := announced(text, awayLast, today)
	if last == nil {
		back := announced(text, awayBack, today)
		if back == nil {
			return nil
		}
		day := back.AddDays(-1)
		last = &day
	}
	if !today.IsZero() && (last.Before(today) || today.AddDays(366).Before(*last)) {
		return nil
	}
	return last
}

// announced returns the latest date that follows a phrase.
func announced(text string, phrase prose.Pattern, today cadence.Date) *cadence.Date {
	var latest *cadence.Date
	for _, at := range phrase().FindAllStringIndex(text, 50) {
		day, _, ok := calendar.At(text[at[1]:], today)
		if ok && (latest == nil || latest.Before(day)) {
			latest = &day
		}
	}
	return latest
}
