package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// A store and a Temporal namespace that work together bear the same
// installation ID, and whoever starts compares them. Apart they do harm that
// nobody would notice: with an empty store, what was sent and answered is
// forgotten; with an empty namespace, everything that runs begins again. In
// both cases people are asked twice. See docs/adr/0011.

// side is what the store or the namespace says of the installation that it
// belongs to.
type side struct {
	id string // empty: it says nothing
	// used says that there is something to lose: an ID, or partnerships from
	// before there were IDs.
	used bool
}

// match is how the two sides fit.
type match string

const (
	paired   match = "paired"   // they belong together
	unpaired match = "unpaired" // neither knows of another yet
	// The mismatches.
	storeLost     match = "store lost"
	namespaceLost match = "namespace lost"
	strangers     match = "strangers" // each belongs to another
)

// compare says how a store and a namespace fit.
func compare(s, n side) match {
	switch {
	case s.id != "" && s.id == n.id:
		return paired
	case s.id == "" && n.id == "" && s.used == n.used:
		return unpaired
	case !s.used:
		return storeLost
	case !n.used:
		return namespaceLost
	default:
		return strangers
	}
}

// code is what an admin repeats to go on with two sides that do not fit. It
// stands for this very mismatch: left in a script, it does not let the next one
// pass.
func code(m match, s, n side) string {
	sum := sha256.Sum256([]byte(string(m) + "\x00" + s.id + "\x00" + n.id))
	return hex.EncodeToString(sum[:4])
}

// PairingError says that a store and a namespace do not belong together.
// Nothing was started or changed.
type PairingError struct {
	Store     string // where its file is, or was looked for
	Server    string
	Namespace string
	Files     string // directory of the embedded server's files, if it is one
	// Code is what --adopt takes to go on all the same; empty where that cannot
	// be decided.
	Code string

	match                match
	ofStore, ofNamespace side
}

// Error says what is missing, what would happen and what to do.
func (e *PairingError) Error() string {
	text := "pair store and Temporal: " + map[match]func() string{
		unpaired: e.unpaired, storeLost: e.storeLost, namespaceLost: e.namespaceLost, strangers: e.strangers,
	}[e.match]()
	if e.Code != "" {
		text += fmt.Sprintf(" To go on with what is there all the same, add --adopt %s.", e.Code)
	}
	return text
}

// temporal names the server's side.
func (e *PairingError) temporal() string {
	if e.Files != "" {
		return "the Temporal database in " + e.Files
	}
	return fmt.Sprintf("namespace %s of the Temporal server %s", e.Namespace, e.Server)
}

func (e *PairingError) unpaired() string {
	return fmt.Sprintf("the store %s and %s do not know each other yet; start `rapport up` or `rapport worker` first.", e.Store, e.temporal())
}

func (e *PairingError) storeLost() string {
	return fmt.Sprintf("there is no store at %s, or an empty one, but %s belongs to %s. "+
		"Without it the journal, the answers and the record of what was sent are gone, and people would be asked again. "+
		"Restore the store from its backup, or name the directory that it is in with --data.", e.Store, e.temporal(), named(e.ofNamespace))
}

func (e *PairingError) namespaceLost() string {
	way := "Connect to the server and the namespace that it worked with (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE or the engine block)"
	if e.Files != "" {
		way = "Restore that directory from the backup that was made with the store's"
	}
	return fmt.Sprintf("the store %s belongs to %s, but %s holds nothing of it. "+
		"Every partnership that ran would begin again, and people would be asked again. %s.", e.Store, named(e.ofStore), e.temporal(), way)
}

func (e *PairingError) strangers() string {
	return fmt.Sprintf("the store %s belongs to %s, but %s belongs to %s. "+
		"What one did the other does not know: people would be asked again, and answers find nobody who asked. "+
		"Name the store and the server that belong together (--data, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE or the engine block), "+
		"or restore both from one backup.", e.Store, named(e.ofStore), e.temporal(), named(e.ofNamespace))
}

// named says which installation a side belongs to.
func named(s side) string {
	if s.id == "" {
		return "an installation without an ID"
	}
	return "installation " + s.id
}
