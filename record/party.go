package record

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// LeftOut is what a record for one party holds back: lines of the ledger that only another
// side reads, and entries of the journal, whose hashes stand for them.
type LeftOut struct {
	LedgerLines    int `json:"ledger_lines"`
	JournalEntries int `json:"journal_entries"`
}

// ForParty leaves out what the people of a party may not read. The journal keeps its chain:
// an entry that is withheld is there with its hash.
func (r Record) ForParty(party string) (Record, error) {
	i := slices.IndexFunc(r.InForce.Parties, func(p partnership.Party) bool { return p.ID == party })
	if i < 0 {
		var known []string
		for _, p := range r.InForce.Parties {
			known = append(known, p.ID)
		}
		return Record{}, fmt.Errorf("record of %s for %q: there is no such party; there are %s", r.InForce.Slug, party, strings.Join(known, ", "))
	}
	r.For, r.ForName = party, r.InForce.Parties[i].Name
	open := ledger.Readable(r.Ledger, party)
	r.LeftOut.LedgerLines, r.Ledger = len(r.Ledger)-len(open), open
	r.Journal = slices.Clone(r.Journal)
	for i := range r.Journal {
		if told, err := toldToAll(r.Journal[i]); err != nil {
			return Record{}, err
		} else if !told {
			r.Journal[i].Entry = ""
			r.LeftOut.JournalEntries++
		}
	}
	return r, nil
}

// toldToAll reports whether every party knows of an entry: who has signed, what was decided
// together, what was reported, and how joint work has come out. All else may be the affair of
// one side, as who has let a mail lie, or what an admin has corrected; conflicts and promises
// are that of those concerned.
func toldToAll(row chain.Row) (bool, error) {
	var e procedure.Entry
	if err := json.Unmarshal([]byte(row.Entry), &e); err != nil {
		return false, fmt.Errorf("journal entry %d: %w", row.Seq, err)
	}
	switch e.Kind {
	case procedure.EntrySignature, procedure.EntryDecision:
		return true, nil
	case procedure.EntryMeasure:
		return true, nil
	case procedure.EntryOutcome:
		_, joint, _ := strings.Cut(e.Workflow, "/")
		noun, _, _ := strings.Cut(joint, "/")
		return noun != "" && noun != procedure.NounConflict && noun != procedure.NounCommitments, nil
	default:
		return false, nil
	}
}
