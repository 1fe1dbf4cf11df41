package answer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// hourOf are the ways to write a time of the day: "15:00", "15.30", "3 pm", "at 15h", «в 15
// часов».
var hourOf = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:(?:at|from|в|с|на|около)\s+)?(?:(\d{1,2})[:.](\d{2})\s*(am|pm|a\.m\.|p\.m\.)?|(\d{1,2})\s*(?:час\p{L}*\s+)?(am|pm|a\.m\.|p\.m\.|h|ч|ч\.|час\p{L}*|o['’]?clock|утра|дня|вечера)(?:\s*(\d{2}))?|(noon|полдень))(?:$|[\s,;.!)])`)

// readMoment reads the day and the time to which something is moved, and writes both behind
// the command: "2027-05-14 15:00"; without a time the day alone. What cannot be read stays as
// it is.
func (c Context) readMoment(h *heading) bool {
	rest := withoutPlease(h.rest)
	if word, behind, _ := strings.Cut(rest, " "); untilWords[prose.Fold(strings.TrimRight(word, ":"))] {
		rest = behind
	}
	clock, days := "", rest
	if m := lastMoment(rest); m != nil {
		read, ok := clockOf(rest, m)
		if ok {
			clock, days = read, strings.TrimSpace(rest[:m[0]]+" "+rest[m[1]:])
		}
	}
	folded := prose.Fold(strings.Trim(days, " .,;!"))
	day, length, ok := calendar.At(folded, c.Today)
	if left := strings.Trim(folded[min(length, len(folded)):], " .,;!)г"); ok && left == "" && !day.Before(c.Today) {
		h.rest = strings.TrimSpace(day.String() + " " + clock)
	}
	return h.shouted || h.colon
}

// lastMoment finds a time of the day; a date in figures with a dot is none: "14.05" has a month,
// and a time that could be one stands behind another word.
func lastMoment(text string) []int {
	var all [][]int
	for from := 0; from < len(text); {
		m := hourOf.FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += from
			}
		}
		all, from = append(all, m), max(m[1]-1, from+1) // what parts two of them belongs to both
	}
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		dotted := m[2] >= 0 && text[m[3]:m[4]] == "."
		if dotted && i == 0 && len(all) == 1 && !dayBefore.MatchString(text[:m[0]]) {
			continue
		}
		return m
	}
	return nil
}

// dayBefore finds that a day stands before a time.
var dayBefore = regexp.MustCompile(`\p{L}{3,}|\d[.]\d{1,2}\s`)

// clockOf reads a time that was found.
func clockOf(text string, m []int) (string, bool) {
	part := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return strings.ToLower(text[m[2*n]:m[2*n+1]])
	}
	hour, minute, half := part(1), part(2), part(3)
	if hour == "" {
		hour, minute, half = part(4), part(6), part(5)
	}
	if part(7) != "" {
		hour, minute, half = "12", "00", ""
	}
	n, err := strconv.Atoi(hour)
	if err != nil {
		return "", false
	}
	if minute == "" {
		minute = "00"
	}
	switch {
	case strings.HasPrefix(half, "p") && n < 12, (half == "дня" || half == "вечера") && n < 12:
		n += 12
	case strings.HasPrefix(half, "a") && n == 12:
		n = 0
	}
	if mm, _ := strconv.Atoi(minute); n > 23 || mm > 59 {
		return "", false
	}
	return fmt.Sprintf("%02d:%s", n, minute), true
}
