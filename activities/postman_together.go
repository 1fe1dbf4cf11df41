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
	across  []procedure.Letter // to its reader's address, in all partnerships, itself among them
	specs   map[string]partnership.Spec
}

// companyOf looks for the company of a letter; one that stands alone has none.
func (p *Postman) companyOf(ctx context.Context, l procedure.Letter, spec partnership.Spec) (c company, err error) {
	if l.Rides { // within its partnership it travels by itself
		c.across, c.specs, err = p.across(ctx, l, spec)
		return c, err
	}
	with := p.Together.With(l)
	if len(with) == 0 {
		return c, nil
	}
	c.joins = true
	if c.waiting, c.last, err = p.Post.Company(ctx, l.Slug, l.Person, with, p.Together.Daily(l)); err != nil {
		return c, err
	}
	if p.Together.Digest(l) {
		if c.last, err = p.Post.Latest(ctx, addressOf(spec, l), l.Slug, p.Together.Digests, p.Now().Add(-day)); err != nil {
			return c, err
		}
	}
	c.across, c.specs, err = p.across(ctx, l, spec)
	return c, err
}

// heldUntil is until when a letter stays at home: for its reader's hours, and for
// others that it may stand together with.
func (c company) heldUntil(spec partnership.Spec, l procedure.Letter, now time.Time) time.Time {
	opens := timing.HeldUntil(spec, l, now)
	if opens.After(now) || !c.joins {
		return opens
	}
	return procedure.Later(timing.LineHeldUntil(spec, l, c.last, now), c.gathers(now))
}

// without reports whether a letter that was to join waits no more: another has taken it
// along since, or it was taken back.
func (c company) without(l procedure.Letter) bool {
	same := func(o procedure.Letter) bool { return o.Workflow == l.Workflow && o.Key == l.Key }
	return c.joins && !slices.ContainsFunc(c.waiting, same)
}

// mail is a letter that is composed of those that stand together in it, and what is kept of
// each: first of the one that carries the others.
type mail struct {
	letter procedure.Letter
	spec   partnership.Spec
	each   []Joined
}

// together joins a letter that goes out with those of its partnership that stand in one
// mail with it. It reports false where there are none.
func (p *Postman) together(spec partnership.Spec, l procedure.Letter, c company, now time.Time) (mail, bool) {
	if !c.joins {
		return mail{}, false
	}
	parts := slices.DeleteFunc(c.waiting, func(o procedure.Letter) bool { return !p.Together.Stand(l, o, now) })
	if len(parts) < 2 {
		return mail{}, false
	}
	specs := map[string]partnership.Spec{l.Spec: spec}
	windows := depart(specs, parts, now)
	joined := p.Together.Join(parts)
	return mail{joined, spec, kept(joined, specs, windows, now)}, true
}

// depart counts the window of each letter from now.
func depart(specs map[string]partnership.Spec, parts []procedure.Letter, now time.Time) map[letterID]procedure.Arrival {
	windows := map[letterID]procedure.Arrival{}
	for i := range parts {
		windows[idOf(parts[i])] = timing.Depart(specs[parts[i].Spec], &parts[i], now)
	}
	return windows
}

// kept is what is kept of each letter that stands in a mail.
func kept(l procedure.Letter, specs map[string]partnership.Spec, windows map[letterID]procedure.Arrival, now time.Time) []Joined {
	var each []Joined
	for _, part := range l.Parts {
		each = append(each, Joined{Letter: part, Ask: askOf(specs[part.Spec], part, Message{}, now), Window: windows[idOf(part)]})
	}
	return each
}

// letterID tells a letter from all others.
type letterID struct{ workflow, key string }

func idOf(l procedure.Letter) letterID { return letterID{l.Workflow, l.Key} }

// askOf is what is kept of a letter for the replies to it.
func askOf(spec partnership.Spec, l procedure.Letter, m Message, now time.Time) Ask {
	return Ask{
		ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, Locale: l.Language(spec), Spec: l.Spec, Sealed: l.Sealed, Anonymous: l.Anonymous,
		MessageID: m.ID, Parts: asking.PartsOf(l), Questions: l.Questions, Text: m.Text, Recipient: m.To, SentAt: now, Due: l.Due,
	}
}
