package ledger

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// ReadBy reports whether the people of a party may read an entry: it is their own, or
// whoever said it was told that all read it.
func (e Entry) ReadBy(party string) bool {
	return e.Party == party || e.Readers == partnership.ReadersAll
}

// Readable are the entries that the people of a party may read.
func Readable(entries []Entry, party string) []Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return !e.ReadBy(party) })
}

// Open reports whether the people of a party may read all that another one has said. Of one
// that is not open they read what it comes to: what was put in and got.
func Open(entries []Entry, of, party string) bool {
	return !slices.ContainsFunc(entries, func(e Entry) bool { return e.Party == of && !e.ReadBy(party) })
}
