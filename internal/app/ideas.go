package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/store"
)

// Ideas are the rounds in which a partnership looked for goals, the oldest first, as they
// stood after the latest step that was kept.
type Ideas struct {
	Spec   partnership.Spec // in force
	Rounds []IdeasRound
}

// IdeasRound is a round with the words of its proposals. While it is open nobody knows whose
// they are, and before they are opened nobody reads them.
type IdeasRound struct {
	ideas.Round
	Outcome   procedure.Outcome // empty while it is open
	Proposals []IdeasProposal
}

// IdeasProposal is a proposal, how it stands, and what became of it.
type IdeasProposal struct {
	Text      string
	By        []string // people
	Competing string   // ID, of the joint goal of competing interests
	significance.Ranked
	Decision significance.Decision
	Said     []ideas.Said
}

// ReadIdeas reads from a store what was proposed in a partnership.
func ReadIdeas(ctx context.Context, s *store.Store, slug string) (Ideas, error) {
	spec, err := appliedSpec(ctx, s, slug, "ideas of "+slug)
	if err != nil {
		return Ideas{}, err
	}
	state, err := partnershipIn(ctx, s, slug)
	if err != nil {
		return Ideas{}, err
	}
	found := Ideas{Spec: spec}
	for _, c := range state.Courses {
		if c.Type != procedure.Ideas {
			continue
		}
		var r ideas.Round
		if err := json.Unmarshal(c.Kept, &r); err != nil {
			return Ideas{}, fmt.Errorf("read round %s of %s: %w", c.Name, slug, err)
		}
		found.Rounds = append(found.Rounds, IdeasRound{Round: r, Outcome: c.Outcome})
	}
	for _, r := range state.Running {
		if r.Type != procedure.Ideas || r.Shown.Outcome != "" {
			continue
		}
		open, err := openIdeas(ctx, s, r.Workflow)
		if err != nil {
			return Ideas{}, err
		}
		found.Rounds = append(found.Rounds, open...)
	}
	slices.SortStableFunc(found.Rounds, func(a, b IdeasRound) int { return a.At.Compare(b.At) })
	for i := range found.Rounds {
		if err := found.Rounds[i].read(ctx, s, spec); err != nil {
			return Ideas{}, err
		}
	}
	return found, nil
}

// openIdeas is a round that runs; none where nothing is known of it yet.
func openIdeas(ctx context.Context, s *store.Store, workflow string) ([]IdeasRound, error) {
	rows, err := s.Procedures(ctx, procedure.SlugOf(workflow), string(procedure.Ideas))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.Workflow != workflow {
			continue
		}
		var state ideas.Ideas
		if err := json.Unmarshal(row.State, &state); err != nil {
			return nil, fmt.Errorf("read state of %s: %w", workflow, err)
		}
		r := state.Round()
		for i := range r.Proposals {
			for j := range r.Proposals[i].Writings {
				r.Proposals[i].Writings[j].By = ""
			}
		}
		return []IdeasRound{{Round: r}}, nil
	}
	return nil, nil
}

// read puts in the words, the most significant proposal first.
func (r *IdeasRound) read(ctx context.Context, s *store.Store, spec partnership.Spec) error {
	var asks []string
	for _, p := range r.Round.Proposals {
		for _, w := range p.Writings {
			asks = append(asks, w.Ask)
		}
	}
	kept, err := s.Unseal(ctx, procedure.Once(asks))
	if err != nil {
		return err
	}
	for _, ranked := range significance.Rank(len(r.Round.Proposals), r.Given) {
		p := r.Round.Proposals[ranked.Number-1]
		found := IdeasProposal{Competing: p.Competing, Ranked: ranked, Decision: p.Decision, Said: p.Said}
		var texts []string
		for _, w := range p.Writings {
			if w.By != "" && !slices.Contains(found.By, w.By) {
				found.By = append(found.By, w.By)
			}
			texts = append(texts, kept[w.Ask].Text(w.Question))
		}
		found.Text = ideas.Words(texts)
		if i := slices.IndexFunc(spec.Competing, func(c partnership.Competing) bool { return c.ID == p.Competing }); i >= 0 {
			found.Text = spec.Competing[i].JointGoal
		}
		r.Proposals = append(r.Proposals, found)
	}
	return nil
}
