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
