package activities_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	book "github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// slip is a letter in the outbox.
type slip struct {
	activities.Parcel
	state string // waiting, packed, bound, sent, or how it ended
	due   time.Time
	at    time.Time // when it was sent
	heard bool
}

// wait is an activity that waits for letters.
type wait struct {
	token   string
	keys    []string
	since   time.Time
	settled bool
}

// outbox is a Post in memory. The store's own is tested where it is; this one
// does what the postman needs of it, and no more.
type outbox struct {
	slips  []*slip
	waits  []*wait
	asks   []activities.Ask
	sealed map[string][]partnership.Answer // by ask
	reads  int                             // of what is sealed
	// fail names calls that go wrong, each once.
	fail map[string]error
	// before is called before a letter is packed: something happens meanwhile.
	before func(procedure.Letter)
}

func (o *outbox) post(letters ...procedure.Letter) {
	for _, l := range letters {
		s := &slip{Parcel: activities.Parcel{Letter: l, Window: procedure.Arrival{Key: l.Key}}, state: "waiting", due: l.NotBefore, heard: !l.Opens}
		if l.Rides {
			s.due = l.Until
		}
		o.slips = append(o.slips, s)
	}
}

func (o *outbox) of(l procedure.Letter) *slip {
	return o.slips[slices.IndexFunc(o.slips, func(s *slip) bool { return s.Letter.Workflow == l.Workflow && s.Letter.Key == l.Key })]
}

func (o *outbox) failing(call string) error {
	err := o.fail[call]
	delete(o.fail, call)
	return err
}

// states lists how far each letter has come.
func (o *outbox) states() map[string]string {
	found := map[string]string{}
	for _, s := range o.slips {
		found[s.Letter.Key] = s.state
	}
	return found
}

func (o *outbox) Due(_ context.Context, now time.Time, limit int) (due []activities.Parcel, next time.Time, err error) {
	for _, s := range o.slips {
		switch {
		case s.state != "waiting" && s.state != "packed":
		case !s.due.After(now):
			if len(due) < limit {
				due = append(due, s.Parcel)
			}
		case next.IsZero() || s.due.Before(next):
			next = s.due
		}
	}
	return due, next, o.failing("due")
}

func (o *outbox) Riders(_ context.Context, slug, person string) ([]procedure.Letter, error) {
	var riders []procedure.Letter
	for _, s := range o.slips {
		if s.Letter.Rides && s.state == "waiting" && s.Letter.Slug == slug && s.Letter.Person == person {
			riders = append(riders, s.Letter)
		}
	}
	return riders, o.failing("riders")
}

func (o *outbox) Company(_ context.Context, slug, person string, templates, daily []procedure.Template) (waiting []procedure.Letter, last time.Time, err error) {
	for _, s := range o.slips {
		if s.Letter.Slug != slug || s.Letter.Person != person || !slices.Contains(templates, s.Letter.Template) {
			continue
		}
		if s.state == "waiting" {
			waiting = append(waiting, s.Letter)
		}
		if slices.Contains(daily, s.Letter.Template) {
			last = procedure.Later(last, s.at)
		}
	}
	return waiting, last, o.failing("lines")
}

func (o *outbox) Latest(_ context.Context, address, but string, templates []procedure.Template, since time.Time) (last time.Time, err error) {
	for _, s := range o.slips {
		if s.state == "sent" && strings.HasPrefix(address, s.Packed.To+"@") && s.Letter.Slug != but && slices.Contains(templates, s.Letter.Template) && !s.at.Before(since) {
			last = procedure.Later(last, s.at)
		}
	}
	return last, o.failing("latest")
}

func (o *outbox) Spanning(_ context.Context, templates []procedure.Template, until time.Time) (waiting []procedure.Letter, err error) {
	for _, s := range o.slips {
		if l := s.Letter; s.state == "waiting" && (slices.Contains(templates, l.Template) || l.Divided != "" || l.Rides && !l.Until.After(until)) {
			waiting = append(waiting, l)
		}
	}
	return waiting, o.failing("spanning")
}

func (o *outbox) Pack(
	_ context.Context, l procedure.Letter, m activities.Message, ask activities.Ask, window procedure.Arrival, also []procedure.Letter,
	joined []activities.Joined,
) error {
	if o.before != nil {
		o.before(l)
	}
	s := o.of(l)
	if s.state != "waiting" {
		return activities.ErrNotWaiting
	}
	o.asks = append(o.asks, ask)
	s.state, s.Packed, s.Window = "packed", &m, window
	for _, rider := range also {
		bound := o.of(rider)
		bound.state, bound.Packed = "bound", &m
	}
	for _, j := range joined {
		if other := o.of(j.Letter); other != s {
			other.state, other.Packed, other.Window = "bound", &m, j.Window
		}
	}
	return o.failing("pack")
}

func (o *outbox) Sent(_ context.Context, l procedure.Letter, at time.Time) error {
	if err := o.failing("sent"); err != nil {
		return err
	}
	id := o.of(l).Packed.ID
	o.of(l).Window.At = at
	for _, s := range o.slips {
		if s.Packed != nil && s.Packed.ID == id {
			s.state, s.at = "sent", at
			if s.Letter.Opens {
				s.Window.At = at
			}
		}
	}
	return nil
}

func (o *outbox) Failed(_ context.Context, l procedure.Letter, cause *activities.DeliveryError, next time.Time) error {
	s := o.of(l)
	s.Attempts++
	s.due = next
	if cause.Class == activities.DeliveryUnknown {
		return nil
	}
	o.unbind(s)
	s.state, s.Packed = "waiting", nil
	if cause.Class == activities.DeliveryPermanent {
		s.state, s.Window = "refused", procedure.Arrival{Key: l.Key, Refused: true}
	}
	return nil
}

func (o *outbox) unbind(carrier *slip) {
	for _, s := range o.slips {
		if s.state == "bound" && s.Packed == carrier.Packed {
			s.state, s.Packed = "waiting", nil
		}
	}
}

func (o *outbox) Unwritten(_ context.Context, l procedure.Letter, reason string) error {
	if err := o.failing("unwritten"); err != nil {
		return err
	}
	o.of(l).state, o.of(l).Window = "unwritten", procedure.Arrival{Key: l.Key, Unwritten: true, Reason: reason}
	return nil
}

func (o *outbox) Postpone(_ context.Context, l procedure.Letter, until time.Time) error {
	o.of(l).due = until
	return nil
}

func (o *outbox) Expire(_ context.Context, l procedure.Letter) error {
	o.of(l).state, o.of(l).heard = "expired", true
	return nil
}

func final(a procedure.Arrival) bool { return !a.At.IsZero() || a.Refused || a.Unwritten }

func (o *outbox) arrivals(w *wait) (known []procedure.Arrival, all bool) {
	all = true
	for _, s := range o.slips {
		if slices.Contains(w.keys, s.Letter.Key) {
			known, all = append(known, s.Window), all && final(s.Window)
		}
	}
	return known, all
}

func (o *outbox) Await(_ context.Context, _, step string, token []byte, now time.Time) ([]procedure.Arrival, bool, error) {
	for _, w := range o.waits {
		if w.keys[0] == step {
			w.token, w.since = string(token), now
			known, all := o.arrivals(w)
			w.settled = all
			return known, all, o.failing("await")
		}
	}
	return nil, true, nil
}

func (o *outbox) Awaited(_ context.Context, since time.Time) ([]activities.Awaited, error) {
	var ready []activities.Awaited
	for _, w := range o.waits {
		if known, all := o.arrivals(w); !w.settled && w.token != "" && (all || w.since.Before(since)) {
			ready = append(ready, activities.Awaited{Workflow: "duo/round", Step: w.keys[0], Token: []byte(w.token), Arrivals: known})
		}
	}
	return ready, o.failing("awaited")
}

func (o *outbox) Settle(_ context.Context, a activities.Awaited) error {
	if err := o.failing("settle"); err != nil {
		return err
	}
	for _, w := range o.waits {
		w.settled = w.settled || w.keys[0] == a.Step
	}
	return o.Heard(context.Background(), activities.News{Workflow: a.Workflow, Arrivals: a.Arrivals})
}

func (o *outbox) Result(_ context.Context, workflow string) ([]opinion.Wave, []opinion.Remark, error) {
	return []opinion.Wave{{Date: workflow}}, []opinion.Remark{{Text: "more visits"}}, nil
}

func (o *outbox) Entries(_ context.Context, slug string) ([]book.Entry, error) {
	return []book.Entry{{ID: slug}}, o.failing("entries")
}

func (o *outbox) Decided(_ context.Context, slug string) ([]procedure.Decision, error) {
	return []procedure.Decision{{Key: slug}}, o.failing("decided")
}

func (o *outbox) Days(_ context.Context, slug string) ([]procedure.AgreedDay, error) {
	return []procedure.AgreedDay{{Milestone: slug}}, o.failing("days")
}

func (o *outbox) Sealed(_ context.Context, asks []string) (map[string]procedure.Sealed, error) {
	o.reads++
	kept := map[string]procedure.Sealed{}
	for _, ask := range asks {
		if answers, ok := o.sealed[ask]; ok {
			kept[ask] = procedure.Sealed{Answers: answers, Problems: []string{"what is meh?"}}
		}
	}
	return kept, o.failing("sealed")
}

func (o *outbox) News(context.Context) ([]activities.News, error) {
	awaited := func(s *slip) bool {
		return slices.ContainsFunc(o.waits, func(w *wait) bool { return !w.settled && slices.Contains(w.keys, s.Letter.Key) })
	}
	news := map[string]*activities.News{}
	var list []activities.News
	for _, s := range o.slips {
		if final(s.Window) && !s.heard && !awaited(s) {
			n := news[s.Letter.Workflow]
			if n == nil {
				n = &activities.News{Workflow: s.Letter.Workflow}
				news[s.Letter.Workflow] = n
			}
			n.Arrivals = append(n.Arrivals, s.Window)
		}
	}
	for _, n := range news {
		list = append(list, *n)
	}
	return list, o.failing("news")
}

func (o *outbox) Heard(_ context.Context, n activities.News) error {
	if err := o.failing("heard"); err != nil {
		return err
	}
	for _, a := range n.Arrivals {
		if final(a) {
			o.of(procedure.Letter{Workflow: n.Workflow, Key: a.Key}).heard = true
		}
	}
	return nil
}

func (o *outbox) Backlog(_ context.Context, now time.Time) (b activities.Backlog, err error) {
	for _, s := range o.slips {
		switch {
		case s.state != "waiting" && s.state != "packed" || s.Letter.Rides:
		case s.Attempts > 0:
			b.Failing, b.Since = b.Failing+1, noon
		case s.due.After(now):
			b.Held++
		default:
			b.Due++
		}
	}
	return b, o.failing("backlog")
}
