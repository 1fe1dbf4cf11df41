package lifecycle

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Also is another address of a person, by their own word. It is theirs in this
// partnership until the spec says so, or knows them no more.
type Also struct {
	Person  string    `json:"person"`
	Address string    `json:"address"`
	At      time.Time `json:"at"`
}

// owns reports whether an address is a person's by their own word.
func (p *Partnership) owns(person, address string) bool {
	return slices.ContainsFunc(p.Also, func(a Also) bool { return a.Person == person && a.Address == address })
}

// own takes a person's word that an address is theirs.
func (p *Partnership) own(out *procedure.Out, person, address string, now time.Time) {
	if address == "" || p.owns(person, address) {
		return
	}
	p.Also = append(p.Also, Also{Person: person, Address: address, At: now})
	p.record(out, now, procedure.EntryChannel, person+" writes from another address, too; add it in the spec", person, "also", address)
}
