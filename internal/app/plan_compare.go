package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/partnership/revision"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// compare says of what is to be done what it consists of.
func (p *Planner) compare(ctx context.Context, plan *Plan) error {
	return inParallel(ctx, len(plan.Items), func(ctx context.Context, i int) error {
		item := &plan.Items[i]
		switch item.Action {
		case Change:
			old, err := p.inForce(ctx, item.Slug, item.Base)
			if err != nil {
				return err
			}
			state, err := p.state(ctx, item.Slug)
			if err != nil {
				return err
			}
			if item.knows(state, plan.Consent) {
				return nil
			}
			return item.compare(old, *plan, state)
		case End, Undeclared:
			old, err := p.inForce(ctx, item.Slug, item.Base)
			item.Title = old.Title
			return err
		case Create:
			item.NotCarriedOut = features(*item.Spec)
		case Unchanged:
			state, err := p.state(ctx, item.Slug)
			if err != nil {
				return err
			}
			item.Warnings = state.ToWrite(state.Declared)
			item.takesBack(state)
		case EndedBefore, Past:
		}
		return nil
	})
}

// horizon is how far ahead moved times are looked for: a quarter shows every
// usual rhythm.
const horizon = 92 * 24 * time.Hour

// compare says how the partnership changes.
func (i *Item) compare(old partnership.Spec, plan Plan, state lifecycle.Partnership) error {
	now := plan.MadeAt
	i.Changes = revision.Compare(old, *i.Spec)
	i.Signers = revision.Signers(old, *i.Spec, i.Changes)
	i.NotCarriedOut = features(*i.Spec)
	i.Warnings = append(warnings(old, *i.Spec, i.Changes, now), state.ToWrite(*i.Spec)...)
	atOnce := i.part(old, plan, state)
	// Who is away or wants no mail, by what they wrote, is asked by neither spec.
	moves, err := revision.Moves(kinds.All(), timing.There(old, state.Presence), timing.There(atOnce, state.Presence), now, horizon, state.Begun)
	if err != nil {
		return fmt.Errorf("compare partnership %s: %w", i.Slug, err)
	}
	// What is not carried out has no timers that could move.
	idle := append(features(old), i.NotCarriedOut...)
	i.Moves = slices.DeleteFunc(moves, func(m revision.Move) bool {
		return slices.ContainsFunc(idle, func(f Feature) bool { return slices.Contains(f.Paths, m.Path) })
	})
	return nil
}

// state is how a running partnership stands, as the store has it; nothing of one that
// it does not know.
func (p *Planner) state(ctx context.Context, slug string) (lifecycle.Partnership, error) {
	return partnershipIn(ctx, p.store, slug)
}

// partnershipIn reads how a partnership stands from a store.
func partnershipIn(ctx context.Context, s *store.Store, slug string) (lifecycle.Partnership, error) {
	var state lifecycle.Partnership
	row, err := s.Procedure(ctx, workflows.PartnershipID(slug))
	if errors.Is(err, store.ErrNotFound) {
		return state, nil
	}
	if err != nil {
		return state, err
	}
	if err := json.Unmarshal(row.State, &state); err != nil {
		return state, fmt.Errorf("read state of %s: %w", slug, err)
	}
	return state, nil
}

// inForce returns the spec that a partnership carries out: from the store, or
// from the partnership itself when another installation's store has it.
func (p *Planner) inForce(ctx context.Context, slug, digest string) (partnership.Spec, error) {
	spec, err := p.store.Spec(ctx, digest)
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return spec, err
	}
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	var state lifecycle.Partnership
	answer, err := p.client.QueryWorkflow(ctx, workflows.PartnershipID(slug), "", workflows.QueryState)
	if err == nil {
		err = answer.Get(&state)
	}
	if err != nil {
		return partnership.Spec{}, fmt.Errorf("read spec in force of %s: the store does not have it and no worker told: %w", slug, err)
	}
	return state.Declared, nil
}
