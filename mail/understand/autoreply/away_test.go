package autoreply

import (
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestAway(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"I am out of the office until 7 January.":                  "2027-01-07",
		"I will be away until January 7th, 2027":                   "2027-01-07",
		"Out until Monday, 7 December":                             "2026-12-07",
		"I'm back on 8 Jan.":                                       "2027-01-07",
		"I will return on December 1":                              "2026-11-30",
		"I am away from 24 December to 7 January and read no mail": "2027-01-07",
		"away through 2026-12-31":                                  "2026-12-31",
		"Away until 13/12/2026":                                    "2026-12-13",
		"Away until 05/12/2026":                                    "", // May or December
		"Я в отпуске до 7 января.":                                 "2027-01-07",
		"В отпуске с 28 декабря по 8 января включительно":    "2027-01-08",
		"Буду с 8 января, по срочным вопросам звоните Ивану": "2027-01-07",
		"Вернусь 8 января":                            "2027-01-07",
		"Отсутствую до 07.01.2027":                    "2027-01-07",
		"Буду на связи со вторника, 8 декабря":        "2026-12-07",
		"Нахожусь в отпуске по 30.11":                 "2026-11-30",
		"I have limited access to mail.":              "",
		"Call me until I answer":                      "",
		"Отвечу на письмо по возвращении, до встречи": "",
		"I was away until 3 November 2026":            "",
		"until 1 January 2035":                        "",
		"until 31 February":                           "",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got := ""
			if day := LastDayAway(text, time.Date(2026, time.November, 23, 10, 15, 2, 0, time.UTC)); day != nil {
				got = day.String()
			}
			if got != want {
				t.Errorf("away until %q, want %q", got, want)
			}
		})
	}
}

func TestAwayWithoutDateOfMail(t *testing.T) {
	t.Parallel()
	want := cadence.Date{Year: 2027, Month: 1, Day: 7}
	if day := LastDayAway("Back on 8 January 2027", time.Time{}); day == nil || *day != want {
		t.Errorf("away until %v, want %v", day, want)
	}
	if day := LastDayAway("Back on 8 January", time.Time{}); day != nil {
		t.Errorf("away until %v, want nothing: the year is unknown", day)
	}
}
