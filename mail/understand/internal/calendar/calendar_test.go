package calendar

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestFind(t *testing.T) {
	t.Parallel()
	today := cadence.Date{Year: 2026, Month: 3, Day: 11} // a Wednesday
	for text, want := range map[string]string{
		"tomorrow":                "2026-03-12",
		"tomorrow morning":        "2026-03-12",
		"the day after tomorrow":  "2026-03-13",
		"on Monday":               "2026-03-16",
		"by Friday at the latest": "2026-03-13",
		"on Wednesday":            "2026-03-18",
		"next Monday":             "2026-03-16",
		"next Friday":             "",
		"next week":               "",
		"on the 14th":             "2026-03-14",
		"on the 3rd":              "2026-04-03",
		"by 24 April":             "2026-04-24",
		"April 24th":              "2026-04-24",
		"Thursday, 14 May":        "2026-05-14",
		"2026-05-15":              "2026-05-15",
		"on 15 May 2026":          "2026-05-15",
		"10/23":                   "2026-10-23",
		"05/06":                   "",
		"by end of day":           "2026-03-11",
		"this afternoon":          "2026-03-11",
		"tonight":                 "2026-03-11",
		"by the end of the week":  "2026-03-13",
		"in two days":             "2026-03-13",
		"in a week":               "2026-03-18",
		"in a few days":           "",
		"soon":                    "",
		"завтра":                  "2026-03-12",
		"послезавтра":             "2026-03-13",
		"в понедельник":           "2026-03-16",
		"к пятнице":               "2026-03-13",
		"16-го":                   "2026-03-16",
		"18.05":                   "2026-05-18",
		"до 24.04.2026":           "2026-04-24",
		"второго апреля":          "2026-04-02",
		"двадцать второго числа":    "2026-03-22",
		"сегодня до вечера":         "2026-03-11 2026-03-11",
		"до конца недели":           "2026-03-13",
		"через пару дней":           "2026-03-13",
		"через неделю":              "2026-03-18",
		"на следующей неделе":       "",
		"в следующий понедельник":   "2026-03-16",
		"в следующую пятницу":       "",
		"с 28 апреля по 11 мая":     "2026-04-28 2026-05-11",
		"from the 20th to the 24th": "2026-03-20 2026-03-24",
		"31 февраля":                "",
		"on Monday by noon":         "2026-03-16",
		"Friday EOD":                "2026-03-13",
		"Monday end of day":         "2026-03-16",
		"в понедельник после обеда": "2026-03-16",
		"в пятницу к вечеру":        "2026-03-13",
		"в пятницу до конца дня":    "2026-03-13",
		"маркетинг 5 марта":         "2027-03-05",
		"may be late":               "",
		"с понедельника":            "2026-03-16",
		"1 may":                     "2026-05-01",
		"сделаем 3 раза":            "",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, n := range Find(prose.Fold(text), today) {
				got = append(got, n.Day.String())
			}
			if strings.Join(got, " ") != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
