package wording

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

// Every city stands for a time zone, or nobody would ever read it.
func TestCitiesAreThoseOfTimeZones(t *testing.T) {
	for _, l := range Languages() {
		for city := range l.Cities {
			if !isZone(strings.ReplaceAll(city, " ", "_")) {
				t.Errorf("%s: no time zone is called after %q", l.Code, city)
			}
		}
	}
}

func isZone(city string) bool {
	for _, continent := range []string{"Europe", "Asia", "Africa", "America", "America/Argentina", "Australia"} {
		if _, err := time.LoadLocation(continent + "/" + city); err == nil {
			return true
		}
	}
	return false
}

func TestAMomentNamesItsCityInTheReadersLanguage(t *testing.T) {
	at := time.Date(2026, 12, 9, 2, 0, 0, 0, time.UTC)
	for _, tc := range []struct{ city, want string }{
		{"Moscow", "ср 9 декабря, 02:00, Москва"},
		{"Los Angeles", "ср 9 декабря, 02:00, Лос-Анджелес"},
		{"Troll", "ср 9 декабря, 02:00, Troll"},
	} {
		if got := Russian().Moment(at, tc.city); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.city, got, tc.want)
		}
	}
	if got := English().Moment(at, "Moscow"); got != "Wed 9 Dec 02:00, Moscow" {
		t.Errorf("in English: %q", got)
	}
}

func TestNobodyIsAskedByMidnight(t *testing.T) {
	for _, tc := range []struct {
		at     time.Time
		en, ru string
	}{
		{time.Date(2026, 12, 9, 0, 0, 0, 0, time.UTC), "the end of Tue 8 Dec, Oslo", "конца вт 8 декабря, Осло"},
		{time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), "the end of Thu 31 Dec, Oslo", "конца чт 31 декабря, Осло"},
		{time.Date(2026, 12, 9, 0, 30, 0, 0, time.UTC), "Wed 9 Dec 00:30, Oslo", "ср 9 декабря, 00:30, Осло"},
	} {
		if en, ru := English().Deadline(tc.at, "Oslo"), Russian().Deadline(tc.at, "Oslo"); en != tc.en || ru != tc.ru {
			t.Errorf("%s: %q and %q, want %q and %q", tc.at, en, ru, tc.en, tc.ru)
		}
	}
}
