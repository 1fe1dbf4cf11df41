package app

import (
	"context"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/revision"
	"github.com/rapport-engine/rapport/store"
)

// Amendments are what is to change of what the parties agreed on, as it stood after the
// latest step that was kept: also while nothing runs.
type Amendments struct {
	Spec partnership.Spec // in force
	// Proposed says how far the amendment has come that waits for signatures, and Changes
	// are what it changes; empty without one.
	Proposed string
	Changes  []revision.Change
	// Decided are changes that reviews have decided on and that nobody has written into the
	// spec yet.
	Decided []procedure.Amendment
}

// ReadAmendments reads from a store what is to change in a partnership.
func ReadAmendments(ctx context.Context, s *store.Store, slug string) (Amendments, error) {
	spec, err := appliedSpec(ctx, s, slug, "amendments of "+slug)
	if err != nil {
		return Amendments{}, err
	}
	state, err := partnershipIn(ctx, s, slug)
	if err != nil {
		return Amendments{}, err
	}
	a := Amendments{Spec: spec, Proposed: state.ProposedWords(), Decided: state.Amendments}
	if state.Proposed != nil {
		a.Changes = revision.Compare(spec, state.Proposed.Spec)
	}
	return a, nil
}
