package answer

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func dateOf(year, month, day int) (cadence.Date, reason) {
	d := cadence.DateOf(time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC))
	if month < 1 || month > 12 || d.Day != day || int(d.Month) != month || year < 1900 || year > 2200 {
		return cadence.Date{}, reasonNotDate
	}
	return d, understood
}

const (
	// A date without a year is the coming one unless that is most of a year
	// off; then it is the past one if that was just now.
	mostAhead = 270
	mostPast  = 30
	// A year of two digits is not further off than this.
	mostYearsAhead = 30
)

// dateNear completes a date whose year is missing or short. A question for what
// has been is answered with the last such date.
func dateNear(year, month, day int, today cadence.Date, past bool) (cadence.Date, reason) {
	switch {
	case year >= 100:
		return dateOf(year, month, day)
	case year > 0 && !today.IsZero() && 2000+year > today.Year+mostYearsAhead:
		return cadence.Date{}, reasonDateAmbiguous
	case year > 0:
		return dateOf(2000+year, month, day)
	case today.IsZero():
		return cadence.Date{}, reasonDateAmbiguous
	}
	this, why := dateOf(today.Year, month, day)
	if why != understood {
		return this, why
	}
	if past {
		return lastSuch(this, today)
	}
	coming, before := this, this
	if this.Before(today) {
		coming, why = dateOf(today.Year+1, month, day)
	} else {
		before, _ = dateOf(today.Year-1, month, day)
	}
	switch {
	case why == understood && today.DaysUntil(coming) <= mostAhead:
		return coming, understood
	case !before.IsZero() && before.DaysUntil(today) <= mostPast:
		return before, understood
	default:
		return cadence.Date{}, reasonDateAmbiguous
	}
}

// lastSuch is the last such day up to today, if that is less than most of a year
// ago.
func lastSuch(this, today cadence.Date) (cadence.Date, reason) {
	if today.Before(this) {
		before, why := dateOf(this.Year-1, int(this.Month), this.Day)
		if why != understood {
			return cadence.Date{}, reasonDateAmbiguous
		}
		this = before
	}
	if this.DaysUntil(today) > mostAhead {
		return cadence.Date{}, reasonDateAmbiguous
	}
	return this, understood
}
