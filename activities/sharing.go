package activities

import (
	"context"
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// sharing are the parties that can have a part in an amount that one of some asks wants, and
// the one of the person asked; none where nothing of the kind is asked for.
func (in *Intake) sharing(ctx context.Context, asks ...Ask) (parties []partnership.Party, own string, err error) {
	i := slices.IndexFunc(asks, func(ask Ask) bool { return slices.ContainsFunc(ask.Questions, shared) })
	if i < 0 {
		return nil, "", nil
	}
	spec, err := in.Specs.Spec(ctx, asks[i].Spec)
	if err != nil {
		return nil, "", fmt.Errorf("spec of ask %s: %w", asks[i].ID, err)
	}
	party, _ := spec.PartyOf(asks[i].Person)
	return spec.Parties, party.ID, nil
}

// shared reports whether several parties can have a part in what a question asks for.
func shared(q partnership.Question) bool {
	return q.Kind == partnership.KindMoney && ledger.Kind(q.ID).Shared()
}
