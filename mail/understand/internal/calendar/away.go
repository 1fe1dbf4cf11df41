package calendar

import (
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
		`возвращаюсь|на связи|на работе|на месте|на рабочем месте|в офисе|снова|приступлю)(?:\s+(?:в офис|на работу|на связь|к работе|из отпуска|` +
		`снова))*(?:\s+(?:со?|от|не раньше))?)`)
)

// LastDayAway finds the last day of an absence that a folded text announces, or
// nil. An absence that is over, or longer than a year, is none.
func LastDayAway(folded string, today cadence.Date) *cadence.Date {
	last := announced(folded, awayLast, today)
	if last == nil {
		back := announced(folded, awayBack, today)
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
		day, _, ok := At(text[at[1]:], today)
		if ok && (latest == nil || latest.Before(day)) {
			latest = &day
		}
	}
	return latest
}
