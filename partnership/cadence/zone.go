package cadence

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// zoneNames lists the zones of tzdata's zone1970.tab and zone.tab, one a line,
// to find what a misspelt name may have meant. It does not decide what exists.
//
//go:embed zones.txt
var zoneNames string

// longestZone bounds the effort of a suggestion; no name comes near it.
const longestZone = 64

// zones holds the zones that were found, by name: there are some six hundred, and each is
// read from its file once.
var zones sync.Map

// LoadZone finds a zone by its IANA name, such as Europe/Oslo. The machine's
// own zone ("Local") is refused, since a spec must mean the same everywhere.
// The error of an unknown name suggests the likeliest one.
func LoadZone(name string) (*time.Location, error) {
	switch name {
	case "":
		return nil, errors.New("load zone: the name is empty; want an IANA name such as Europe/Oslo")
	case "Local":
		return nil, errors.New(`load zone "Local": it differs from machine to machine; want an IANA name such as Europe/Oslo`)
	}
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	if loc, err := time.LoadLocation(name); err == nil {
		zones.Store(name, loc)
		return loc, nil
	}
	if near := nearestZone(name); near != "" {
		return nil, fmt.Errorf("load zone %q: no such zone; did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("load zone %q: no such zone; want an IANA name such as Europe/Oslo, never an offset", name)
}

// City gives the place in a zone's name as people write it: "New York" for
// America/New_York.
func City(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}

// nearestZone finds the zone whose name, or whose city alone, is the fewest
// typing errors away; "" when none is close.
func nearestZone(name string) string {
	if len(name) > longestZone {
		return ""
	}
	wanted := foldZone(name)
	best, fewest := "", 1+len(wanted)/4
	for zone := range strings.Lines(zoneNames) {
		zone = strings.TrimSpace(zone)
		for _, spelling := range []string{zone, City(zone)} {
			if n := editDistance(wanted, foldZone(spelling)); n < fewest {
				best, fewest = zone, n
			}
		}
	}
	return best
}

func foldZone(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", " ", "", "-", "").Replace(s))
}
