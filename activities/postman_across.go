package activities

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// crowd are the letters that wait, in all partnerships, and may stand together with those
// of others to the same address. It is looked for once a round, if anybody needs it.
type crowd struct {
	once    sync.Once
	letters map[string][]procedure.Letter // by address
	specs   map[string]partnership.Spec   // by digest
	err     error
}

// across lists what waits for the reader of a letter in all partnerships and can be one mail
// with it, itself among it, and the specs that they speak of; none where only one partnership
// has something.
func (p *Postman) across(ctx context.Context, l procedure.Letter, spec partnership.Spec) ([]procedure.Letter, map[string]partnership.Spec, error) {
	if !p.Together.Spans(l) || p.crowd == nil {
		return nil, nil, nil
	}
	c := p.crowd
	c.once.Do(func() { c.err = p.gather(ctx, c) })
	if c.err != nil {
		return nil, nil, c.err
	}
	waiting := slices.DeleteFunc(slices.Clone(c.letters[addressOf(spec, l)]), func(o procedure.Letter) bool { return !p.Together.Adjoin(l, o, p.Now()) })
	same := func(o procedure.Letter) bool { return o.Slug == l.Slug }
	if slices.ContainsFunc(waiting, func(o procedure.Letter) bool { return !same(o) }) && slices.ContainsFunc(waiting, same) {
		return waiting, c.specs, nil
	}
	return nil, nil, nil
}

// day is how long before its last moment a notice may go along with those of others.
const day = 24 * time.Hour

// gather finds the crowd. What has no spec stands alone, and is dealt with there.
func (p *Postman) gather(ctx context.Context, c *crowd) error {
	letters, err := p.Post.Spanning(ctx, p.Together.Beyond(), p.Now().Add(day))
	if err != nil {
		return err
	}
	c.letters, c.specs = map[string][]procedure.Letter{}, map[string]partnership.Spec{}
	for _, l := range letters {
		spec, known := c.specs[l.Spec]
		if !known {
			if spec, err = p.Specs.Spec(ctx, l.Spec); errors.Is(err, ErrNoSpec) {
				continue
			} else if err != nil {
				return err
			}
			c.specs[l.Spec] = spec
		}
		if to := addressOf(spec, l); to != "" && p.Together.Spans(l) {
			c.letters[to] = append(c.letters[to], l)
		}
	}
	return nil
}

// addressOf is where a letter goes.
func addressOf(spec partnership.Spec, l procedure.Letter) string {
	person, _ := l.Addressed(spec).Person(l.Person)
	return strings.ToLower(person.Email)
}

// longestGathering is how long letters of many partnerships wait for each other at most:
// one apply may begin very many.
const longestGathering = 10 * time.Minute

// gathers is until when a letter waits for those of other partnerships: until no further
// one has come for a moment.
func (c company) gathers(now time.Time) time.Time {
	if len(c.across) == 0 || c.across[0].Rides {
		return now
	}
	first, last := c.across[0].At, c.across[0].At
	for _, l := range c.across {
		first, last = sooner(first, l.At), procedure.Later(last, l.At)
	}
	return sooner(last.Add(timing.Settles), first.Add(longestGathering))
}

func sooner(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// adjoining lists what stands in one mail with a letter that goes out, itself among it, of
// several partnerships.
func adjoining(c company, now time.Time) []procedure.Letter {
	var parts []procedure.Letter
	for _, o := range c.across {
		if !timing.HeldUntil(c.specs[o.Spec], o, now).After(now) {
			parts = append(parts, o)
		}
	}
	return parts
}

// adjoined joins a letter that goes out with those to its reader's address in other
// partnerships. It reports false where there are none.
func (p *Postman) adjoined(c company, now time.Time) (mail, bool) {
	parts := adjoining(c, now)
	if len(parts) < 2 {
		return mail{}, false
	}
	windows := depart(c.specs, parts, now)
	joined := p.Together.JoinAcross(parts)
	return mail{joined, c.specs[joined.Spec], kept(joined, c.specs, windows, now)}, true
}
