package app

import (
	"context"
	"fmt"
	"strings"

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
	if err := readTexts(ctx, s, a.Decided); err != nil {
		return Amendments{}, fmt.Errorf("amendments of %s: %w", slug, err)
	}
	if state.Proposed != nil {
		a.Changes = revision.Compare(spec, state.Proposed.Spec)
	}
	return a, nil
}

// readTexts fills in what both sides of a conflict agreed on and want the terms to say. It is
// kept where it was written; nothing else of a conflict is read.
func readTexts(ctx context.Context, s *store.Store, list []procedure.Amendment) error {
	var asks []string
	for _, d := range list {
		if d.Text != nil {
			asks = append(asks, d.Text.Ask)
		}
	}
	if len(asks) == 0 {
		return nil
	}
	kept, err := s.Unseal(ctx, asks)
	if err != nil {
		return fmt.Errorf("read what was agreed on: %w", err)
	}
	for i := range list {
		if w := list[i].Text; w != nil {
			list[i].What = strings.TrimSpace(partnership.Answers(kept[w.Ask].Answers).Text(w.Question))
		}
	}
	return nil
}
