package rehearsal

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/ledger"
)

// book keeps the ledger of the partnership, each entry once.
func (st *stage) book(entries []ledger.Entry) {
	for _, e := range entries {
		if !slices.ContainsFunc(st.ledger, func(known ledger.Entry) bool { return known.ID == e.ID }) {
			st.ledger = append(st.ledger, e)
		}
	}
}

// entries is the ledger; a rehearsal has one partnership.
func (st *stage) entries(string) ([]ledger.Entry, error) { return st.ledger, nil }
