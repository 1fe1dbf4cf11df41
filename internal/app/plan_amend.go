package app

import (
	"context"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// knows compares a declared change with the amendment that waits for signatures, and
// reports whether it is the same: then there is nothing to do but to wait.
func (i *Item) knows(state lifecycle.Partnership, consent string) bool {
	if state.Proposed == nil {
		return false
	}
	i.Proposed = state.Proposed.Digest
	if i.Proposed != i.Digest || consent != "" {
		return false
	}
	i.Action, i.Spec, i.Warnings = Unchanged, nil, append(i.Warnings, state.ProposedWords())
	return true
}

// takesBack says that what is in force is declared again: an amendment that waits is asked
// for no more, and one that was declined is put aside.
func (i *Item) takesBack(state lifecycle.Partnership) {
	if state.Proposed == nil || state.Digest != i.Digest {
		return
	}
	i.Action, i.Spec, i.Proposed = Change, &state.Declared, state.Proposed.Digest
	follows := "applying takes it back, and whoever was asked hears so"
	if state.Proposed.Outcome != "" {
		follows = "applying puts it aside for good"
	}
	i.Warnings = append(i.Warnings, state.ProposedWords()+" It is not declared here any more: "+follows+".")
}

// part says which of the changes wait until all have signed, and returns what takes effect
// at once.
func (i *Item) part(old partnership.Spec, plan Plan, state lifecycle.Partnership) (atOnce partnership.Spec) {
	if err := state.Refuses(*i.Spec); err != nil {
		i.Refusal = err.Error()
	}
	if plan.Consent != "" {
		return *i.Spec
	}
	if i.Waits = state.Waits(*i.Spec); len(i.Waits) == 0 {
		return *i.Spec
	}
	atOnce, _ = revision.Halves(old, *i.Spec)
	if state.Proposed != nil && state.Proposed.Outcome == "" {
		i.Warnings = append(i.Warnings, state.ProposedWords()+" What changes of it is asked about anew.")
	}
	return atOnce
}

// acquaint adds to a plan of a program that has just started which amendments wait for
// signatures: what is proposed already is not proposed again.
func (p *Planner) acquaint(ctx context.Context, plan *Plan) error {
	return inParallel(ctx, len(plan.Items), func(ctx context.Context, i int) error {
		item := &plan.Items[i]
		if item.Action != Change {
			return nil
		}
		state, err := p.state(ctx, item.Slug)
		if err == nil {
			item.knows(state, plan.Consent)
		}
		return err
	})
}
