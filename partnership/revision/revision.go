// Package revision compares what runs with what is declared: which attributes
// changed, whether a change is material, who has to sign it, and which timers
// and mails move.
//
// Everything is computed from two specs; nothing here knows a server or a file.
package revision

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// Action says what became of an attribute or a block.
type Action string

// The actions.
const (
	Added   Action = "added"
	Removed Action = "removed"
	Changed Action = "changed"
)

// Change is one difference between two specs.
type Change struct {
	Path   partnership.Path `json:"path"`
	Action Action           `json:"action"`
	// Block is the whole block that came or went; nil when an attribute changed.
	Block *outline.Block `json:"block,omitempty"`
	// Old and New are an attribute's values; nil where it was absent.
	Old *outline.Value `json:"old,omitempty"`
	New *outline.Value `json:"new,omitempty"`
	// Gained and Lost say how a list without order changed.
	Gained []outline.Value `json:"gained,omitempty"`
	Lost   []outline.Value `json:"lost,omitempty"`
	// Material changes need a new signature of all parties (domain 4.3).
	Material bool `json:"material"`
	// Why says in words why the change is material, or why it is not.
	Why string `json:"why"`
}
