package compose

import (
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Whoever answers like the example has promised a day on which they work, and time enough.
func TestAnExampleOfADayCouldBePromised(t *testing.T) {
	t.Parallel()
	holidays := cadence.StandardWeek()
	holidays.Name = "holidays"
	for day := 24; day <= 31; day++ {
		holidays.Holidays = append(holidays.Holidays, cadence.Date{Year: 2026, Month: time.December, Day: day})
	}
	for _, tt := range []struct{ name, calendar, today, want string }{
		{"two weeks on", "", "2026-12-01", "15 Dec 2026"},
		{"on a Saturday", "", "2026-12-05", "21 Dec 2026"},
		{"on a Sunday", "", "2026-12-06", "21 Dec 2026"},
		{"over the reader's holidays", "holidays", "2026-12-11", "1 Jan 2027"},
		{"of another calendar", "", "2026-12-11", "25 Dec 2026"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			today, err := cadence.ParseDate(tt.today)
			if err != nil {
				t.Fatal(err)
			}
			w := letterWriter{spec: partnership.Spec{Calendars: []cadence.Calendar{holidays}}, person: partnership.Person{Calendar: tt.calendar}}
			r := questioner{locale: localeNamed(t, "en"), soon: w.soon(today)}
			if got := r.example(partnership.Question{Kind: partnership.KindDate}); got != tt.want {
				t.Errorf("on %s the example is %s, want %s", tt.today, got, tt.want)
			}
		})
	}
}
