package app

import (
	"context"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// Decisions are what the parties of a partnership have decided together, the oldest first, each
// as it stands now.
type Decisions struct {
	Spec partnership.Spec // in force
	Log  []procedure.Decision
}

// ReadDecisions reads the log of decisions from a partnership's journal.
func ReadDecisions(ctx context.Context, s *store.Store, slug string) (Decisions, error) {
	spec, err := appliedSpec(ctx, s, slug, "decisions of "+slug)
	if err != nil {
		return Decisions{}, err
	}
	log, err := s.Decisions(ctx, slug)
	return Decisions{Spec: spec, Log: log}, err
}
