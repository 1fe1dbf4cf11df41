package autoreply

import (
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// An absence is announced by its last day ("until 7 January", "по 7 января")
// or by the day of return ("back on 8 January", "буду с 8 января").
var (
	awayLast = prose.Lazily(`(?i)(?:\b(?:until|till|til|through|thru|up to|from [^.\n]{3,40}? to)|` +
		`(?:^|[^\p{L}])(?:до|по))(?:\s+(?:and including|the end of|end of|включительно|the|конца|on))?`)
	awayBack = prose.Lazily(`(?i)(?:\b(?:back(?: in the office| at work| online)?(?: on| from| at)?|` +
		`return(?:ing)?(?: to (?:the office|work))?(?: on)?|available (?:again )?(?:from|on))|` +
		`(?:^|[^\p{L}])(?:буду(?: на месте| в офисе| на связи| доступ\S+| снова)*|верн\S+|выйду|выхожу|` +
		`возвращаюсь|на связи|приступлю)(?:\s+(?:в офис|на работу|на связь|к работе|из отпуска|` +
		`снова))*(?:\s+(?:со?|от|не раньше))?)`)
	awayDate = prose.Lazily(`(?i)^[\s,:(]*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+|` +
		`(?:понедельник|вторник|среду|среды|четверг|пятниц\p{L}|суббот\p{L}|воскресень\p{L})[аыу]?,?\s+|on\s+|` +
		`the\s+|с\s+)*(?:` +
		`(\d{4})-(\d{1,2})-(\d{1,2})|` +
		`(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?|` +
		`(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?(?:\s+of)?[\s.-]+(\p{L}{3,})\.?(?:,?\s+(\d{4}))?|` +
		`(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4}))?)`)
)

// maxAwayText is how much of an auto-reply is read for dates.
const maxAwayText = 8 << 10

// LastDayAway finds the last day of an announced absence, or nil. A date
// without a year is the first such day on or after the day of the mail; an
// absence that is over, or longer than a year, is none.
func LastDayAway(text string, sent time.Time) *cadence.Date {
	text = strings.ToValidUTF8(text[:min(len(text), maxAwayText)], "")
	last := announced(text, awayLast, sent)
	if last == nil {
		back := announced(text, awayBack, sent)
		if back == nil {
			return nil
		}
		day := back.AddDays(-1)
		last = &day
	}
	if today := cadence.DateOf(sent); !sent.IsZero() && (last.Before(today) || today.AddDays(366).Before(*last)) {
		return nil
	}
	return last
}

// announced returns the latest date that follows a phrase.
func announced(text string, phrase prose.Pattern, sent time.Time) *cadence.Date {
	var latest *cadence.Date
	for _, at := range phrase().FindAllStringIndex(text, 50) {
		d := readAwayDate(text[at[1]:min(len(text), at[1]+100)], sent)
		if d != nil && (latest == nil || latest.Before(*d)) {
			latest = d
		}
	}
	return latest
}

// readAwayDate reads the date at the start of a text.
func readAwayDate(text string, sent time.Time) *cadence.Date {
	m := awayDate().FindStringSubmatch(strings.ToValidUTF8(text, ""))
	if m == nil {
		return nil
	}
	switch {
	case m[1] != "":
		return awayOn(m[1], m[2], m[3], sent)
	case m[4] != "" && strings.Contains(m[0], "/"):
		return slashDate(m[4], m[5], m[6], sent)
	case m[4] != "":
		return awayOn(m[6], m[5], m[4], sent)
	case m[7] != "":
		return awayOn(m[9], monthNumber(m[8]), m[7], sent)
	default:
		return awayOn(m[12], monthNumber(m[10]), m[11], sent)
	}
}

// slashDate reads 13/01 and 01/13; a date that could be either is not read,
// because a wrong day of return is worse than none.
func slashDate(first, second, year string, sent time.Time) *cadence.Date {
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(second)
	switch {
	case a > 12 || a == b:
		return awayOn(year, second, first, sent)
	case b > 12:
		return awayOn(year, first, second, sent)
	}
	return nil
}

// awayOn makes a date of its written parts, which must be a real day.
func awayOn(year, month, day string, sent time.Time) *cadence.Date {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	y, err := strconv.Atoi(year)
	if y < 100 && err == nil {
		y += 2000
	}
	if err != nil {
		if sent.IsZero() {
			return nil
		}
		y = sent.Year()
	}
	date := cadence.DateOf(time.Date(y, time.Month(m), d, 12, 0, 0, 0, time.UTC))
	if m < 1 || m > 12 || date.Day != d {
		return nil
	}
	if err != nil && date.Before(cadence.DateOf(sent)) {
		date.Year++
	}
	return &date
}

// months are the stems by which English and Russian months are known.
var months = []string{
	"jan|янв", "feb|фев", "mar|мар", "apr|апр", "may|ма", "jun|июн", "jul|июл", "aug|авг", "sep|сен", "oct|окт", "nov|ноя", "dec|дек",
}

// monthNumber returns 1 to 12 in digits, or "" for a word that is no month.
func monthNumber(word string) string {
	word = strings.ToLower(word)
	for i, stems := range months {
		for stem := range strings.SplitSeq(stems, "|") {
			if strings.HasPrefix(word, stem) {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}
