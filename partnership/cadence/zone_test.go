package cadence_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestLoadZone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Europe/Oslo", "America/Argentina/Buenos_Aires", "UTC", "Asia/Bishkek"} {
		if loc, err := cadence.LoadZone(name); err != nil || loc.String() != name {
			t.Errorf("LoadZone(%q) = %v, %v", name, loc, err)
		}
	}
	for _, tt := range []struct{ name, zone, want string }{
		{"empty", "", "empty"},
		{"the machine's own", "Local", "differs from machine to machine"},
		{"transposed letters", "Europe/Olso", `did you mean "Europe/Oslo"?`},
		{"another case", "europe/oslo-", `did you mean "Europe/Oslo"?`},
		{"city alone", "oslo", `did you mean "Europe/Oslo"?`},
		{"space for underscore", "America/New York", `did you mean "America/New_York"?`},
		{"offset", "UTC+3", "never an offset"},
		{"outside the database", "../../etc/passwd", "no such zone"},
		{"very long", strings.Repeat("Europe/", 10_000), "no such zone"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if loc, err := cadence.LoadZone(tt.zone); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("LoadZone = %v, %v, want an error about %q", loc, err, tt.want)
			}
		})
	}
}

func TestCity(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string]string{
		"Europe/Oslo": "Oslo", "America/New_York": "New York", "America/Argentina/Buenos_Aires": "Buenos Aires", "UTC": "UTC", "": "",
	} {
		if got := cadence.City(zone); got != want {
			t.Errorf("City(%q) = %q, want %q", zone, got, want)
		}
	}
}
