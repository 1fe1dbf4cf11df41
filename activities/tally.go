package activities

import (
	"context"
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TallyOrder names the sealed answers to be counted.
type TallyOrder struct {
	Workflow  string                 `json:"workflow"`
	Questions []partnership.Question `json:"questions"`
	Groups    []procedure.TallyGroup `json:"groups,omitempty"`
}

// Seals keeps sealed answers.
type Seals interface {
	// Tally counts what a procedure's sealed answers come to, without a name.
	Tally(ctx context.Context, workflow string, t procedure.Tally) ([]procedure.TalliedQuestion, error)
	// Publish counts the answers to a survey, once, and keeps what may be seen. Of an
	// anonymous one it deletes everything else.
	Publish(ctx context.Context, workflow string, p procedure.Publish) (procedure.Publication, error)
	// Unseal returns what is kept of asks, by their IDs.
	Unseal(ctx context.Context, asks []string) (map[string]procedure.Sealed, error)
}

// Tallier counts sealed answers.
type Tallier struct{ Seals Seals }

// Tally counts the sealed answers of a procedure. Nothing else of them ever
// enters a history.
func (t *Tallier) Tally(ctx context.Context, in TallyOrder) (procedure.Tallies, error) {
	questions, err := t.Seals.Tally(ctx, in.Workflow, procedure.Tally{Questions: in.Questions, Groups: in.Groups})
	if err != nil {
		return procedure.Tallies{}, fmt.Errorf("tally answers of %s: %w", in.Workflow, err)
	}
	return procedure.Tallies{Questions: questions}, nil
}
