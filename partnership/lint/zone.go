package lint

import (
	"sync"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// zones remembers the zones that were loaded, because loading one takes longer
// than judging a whole spec.
type zones struct{ known sync.Map } // *time.Location by name, nil for none

// load finds a zone by name; nil when there is none.
func (z *zones) load(name string) *time.Location {
	if known, ok := z.known.Load(name); ok {
		return known.(*time.Location)
	}
	loc, err := cadence.LoadZone(name)
	if err != nil {
		loc = nil
	}
	z.known.Store(name, loc)
	return loc
}
