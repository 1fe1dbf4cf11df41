package record

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// given is a signature in the journal.
type given struct {
	procedure.Signature
	workflow string
	seq      int64
}

// take adds the signature of an entry to those before it, or has the one go that the entry
// takes back.
func take(before []given, seq int64, e procedure.Entry) []given {
	switch {
	case e.Kind != procedure.EntrySignature:
		return before
	case e.Signature == nil:
		return slices.DeleteFunc(before, func(g given) bool { return g.Person == e.Actor && g.workflow == e.Workflow })
	default:
		return append(before, given{*e.Signature, e.Workflow, seq})
	}
}

// Same reports whether two specs say the same in all that needs the consent of the parties:
// a signature under one holds for the other.
func Same(a, b partnership.Spec) bool { return !revision.Material(revision.Compare(a, b)) }

// Signatures lists the signatures of a journal that were not taken back, in the order in
// which they were given.
func Signatures(journal []chain.Row) ([]procedure.Signature, error) {
	var all []given
	for _, row := range journal {
		var e procedure.Entry
		if err := json.Unmarshal([]byte(row.Entry), &e); err != nil {
			return nil, fmt.Errorf("read entry %d: %w", row.Seq, err)
		}
		all = take(all, row.Seq, e)
	}
	var list []procedure.Signature
	for _, g := range all {
		list = append(list, g.Signature)
	}
	return list, nil
}
