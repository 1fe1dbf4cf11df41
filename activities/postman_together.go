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

// company is what a letter may stand together with.
type company struct {
	joins   bool
	waiting []procedure.Letter // to its reader, itself among them
	last    time.Time          // when the latest mail of this sort went to its reader
}

// companyOf looks for the company of a letter; one that stands alone has none.
func (p *Postman) companyOf(ctx context.Context, l procedure.Letter) (c company, err error) {
	if with := p.Together.With(l); len(with) > 0 {
		c.joins = true
		c.waiting, c.last, err = p.Post.Company(ctx, l.Slug, l.Person, with, p.Together.Daily(l))
	}
	return c, err
}

// heldUntil is until when a letter stays at home: for its reader's hours, and for
// others that it may stand together with.
func (c company) heldUntil(spec partnership.Spec, l procedure.Letter, now time.Time) time.Time {
	opens := timing.HeldUntil(spec, l, now)
	if opens.After(now) || !c.joins {
		return opens
	}
	return timing.LineHeldUntil(spec, l, c.last, now)
}

// without reports whether a letter that was to join waits no more: another has taken it
// along since, or it was taken back.
func (c company) without(l procedure.Letter) bool {
	same := func(o procedure.Letter) bool { return o.Workflow == l.Workflow && o.Key == l.Key }
	return c.joins && !slices.ContainsFunc(c.waiting, same)
}

// together lists what stands in one mail with a letter that goes out, itself among
// it. A letter that stands alone is the only one.
func (p *Postman) together(l procedure.Letter, c company, now time.Time) []procedure.Letter {
	if !c.joins {
		return []procedure.Letter{l}
	}
	return slices.DeleteFunc(c.waiting, func(o procedure.Letter) bool { return !p.Together.Stand(l, o, now) })
}

// depart joins the letters that stand together, each with its own window, counted from
// now. It returns the letter that is composed, and what is kept of each: first of the
// one that carries the others.
func (p *Postman) depart(spec partnership.Spec, parts []procedure.Letter, now time.Time) (procedure.Letter, []Joined) {
	windows := map[string]procedure.Arrival{}
	for i := range parts {
		windows[parts[i].Workflow+"\x00"+parts[i].Key] = timing.Depart(spec, &parts[i], now)
	}
	l := p.Together.Join(parts)
	var joined []Joined
	for _, part := range l.Parts {
		joined = append(joined, Joined{Letter: part, Ask: askOf(spec, part, Message{}, now), Window: windows[part.Workflow+"\x00"+part.Key]})
	}
	return l, joined
}

// askOf is what is kept of a letter for the replies to it.
func askOf(spec partnership.Spec, l procedure.Letter, m Message, now time.Time) Ask {
	return Ask{
		ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, Locale: l.Language(spec), Spec: l.Spec, Sealed: l.Sealed, Anonymous: l.Anonymous,
		MessageID: m.ID, Parts: asking.PartsOf(l), Questions: l.Questions, Text: m.Text, Recipient: m.To, SentAt: now, Due: l.Due,
	}
}
