package activities

import (
	"context"
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
)

// OpenAsk is an ask that still takes answers, with the texts of its spec in other
// languages: people may have read there what they answer.
type OpenAsk struct {
	Ask
	Phrases partnership.Phrases
}

// spoken adds to asks the other languages of their specs.
func (in *Intake) spoken(ctx context.Context, asks []Ask) ([]OpenAsk, error) {
	var list []OpenAsk
	for _, ask := range asks {
		phrases, err := in.phrases(ctx, ask)
		if err != nil {
			return nil, err
		}
		list = append(list, OpenAsk{ask, phrases})
	}
	return list, nil
}

// phrases are the texts of an ask's spec in other languages.
func (in *Intake) phrases(ctx context.Context, ask Ask) (partnership.Phrases, error) {
	if len(ask.Questions) == 0 {
		return nil, nil
	}
	spec, err := in.Specs.Spec(ctx, ask.Spec)
	if err != nil {
		return nil, fmt.Errorf("spec of ask %s: %w", ask.ID, err)
	}
	return spec.Phrases, nil
}
