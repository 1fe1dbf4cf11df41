package activities

import (
	"context"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Joined is a letter that stands together with others in one mail.
type Joined struct {
	Letter procedure.Letter
	Ask    Ask
	Window procedure.Arrival
}

// held is until when a letter stays at home: for its reader's hours, and for others
// that it may stand together with.
func (p *Postman) held(ctx context.Context, spec partnership.Spec, l procedure.Letter, now time.Time) (time.Time, error) {
	opens := timing.HeldUntil(spec, l, now)
	if opens.After(now) || !asking.Joins(l, p.Lines) {
		return opens, nil
	}
	_, last, err := p.Post.Lines(ctx, l.Slug, l.Person, p.Lines)
	return timing.LineHeldUntil(spec, l, last, now), err
}

// together lists what may stand in one mail with a letter that goes out, itself among
// it. A letter that stands alone is the only one.
func (p *Postman) together(ctx context.Context, l procedure.Letter, now time.Time) ([]procedure.Letter, error) {
	alone := []procedure.Letter{l}
	if !asking.Joins(l, p.Lines) {
		return alone, nil
	}
	waiting, _, err := p.Post.Lines(ctx, l.Slug, l.Person, p.Lines)
	if err != nil {
		return nil, err
	}
	same := func(o procedure.Letter) bool { return o.Workflow == l.Workflow && o.Key == l.Key }
	if !slices.ContainsFunc(waiting, same) {
		return alone, nil // another has taken it along
	}
	return slices.DeleteFunc(waiting, func(o procedure.Letter) bool {
		return !asking.Joins(o, p.Lines) || o.Spec != l.Spec || o.Expired(now) || o.NotBefore.After(now)
	}), nil
}

// depart joins the letters that stand together, each with its own window, counted from
// now. It returns the letter that is composed, and what is kept of each.
func (p *Postman) depart(spec partnership.Spec, parts []procedure.Letter, now time.Time) (procedure.Letter, []Joined) {
	windows := map[string]procedure.Arrival{}
	for i := range parts {
		windows[parts[i].Workflow+"\x00"+parts[i].Key] = timing.Depart(spec, &parts[i], now)
	}
	l := asking.Join(parts, p.Lines)
	var joined []Joined
	for _, part := range l.Parts {
		joined = append(joined, Joined{Letter: part, Ask: askOf(spec, part, Message{}, now), Window: windows[part.Workflow+"\x00"+part.Key]})
	}
	return l, joined
}

// askOf is what is kept of a letter for the replies to it.
func askOf(spec partnership.Spec, l procedure.Letter, m Message, now time.Time) Ask {
	return Ask{
		ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, Locale: l.Language(spec), Spec: l.Spec, Sealed: l.Sealed,
		MessageID: m.ID, Parts: asking.PartsOf(l), Questions: l.Questions, Text: m.Text, Recipient: m.To, SentAt: now, Due: l.Due,
	}
}
