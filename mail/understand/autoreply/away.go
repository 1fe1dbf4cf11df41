package autoreply

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// maxAwayText is how much of an auto-reply is read for dates.
const maxAwayText = 8 << 10

// LastDayAway finds the last day of an announced absence, or nil. A date
// without a year is the first such day on or after the day of the mail.
func LastDayAway(text string, sent time.Time) *cadence.Date {
	var today cadence.Date
	if !sent.IsZero() {
		today = cadence.DateOf(sent)
	}
	return calendar.LastDayAway(prose.Fold(strings.ToValidUTF8(text[:min(len(text), maxAwayText)], "")), today)
}
