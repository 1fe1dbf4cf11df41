package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/store"
)

// postOffice is a postman over a real store, with a mail server, a clock and a
// workflow of the test's own.
type postOffice struct {
	path   string
	store  *store.Store
	digest string
	now    time.Time
	server func(activities.Message) error
	taken  []activities.Message
	heard  map[string]int // arrivals by key, however the workflow heard of them
	seen   []string       // IDs of messages to the workflow
	ended  []string       // tokens of activities that have ended
	dies   string         // the call after which the postman dies
	before bool           // he dies before it
	dead   bool           // nothing works until another one begins
}

var errKilled = errors.New("killed")

const (
	teaRound = "tea-kettle/check-in/weekly/2027-03-02"
	fifty    = 50
)

func newPostOffice(t *testing.T) *postOffice {
	t.Helper()
	o := &postOffice{
		path: filepath.Join(t.TempDir(), storeFile), now: time.Date(2027, 3, 2, 10, 0, 0, 0, time.UTC), heard: map[string]int{},
	}
	o.open(t)
	spec := partnership.Spec{Slug: "tea-kettle", Zone: "Etc/UTC", Parties: []partnership.Party{{ID: "tea"}}}
	for i := range fifty {
		spec.Parties[0].People = append(spec.Parties[0].People, partnership.Person{ID: fmt.Sprint("p", i), Language: "en", Zone: "Etc/UTC"})
	}
	o.digest = spec.Digest()
	if err := o.store.PutSpec(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	return o
}

// open opens the store as a program does that has just begun.
func (o *postOffice) open(t *testing.T) {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite:"+o.path, store.Options{Now: func() time.Time { return o.now }})
	if err != nil {
		t.Fatal(err)
	}
	o.store = kept
	t.Cleanup(func() { _ = kept.Close() })
}

func (o *postOffice) letter(key, person string, form procedure.Form) procedure.Letter {
	return procedure.Letter{
		Key: key + "/" + person, Template: "check-in", Form: form, Slug: "tea-kettle", Spec: o.digest, Workflow: teaRound, Person: person,
		Ask: "a/" + person, Opens: form == procedure.FormAsk, At: o.now,
		Asking: procedure.Asking{Window: procedure.Window{Span: cadence.Span{Count: 2, Unit: cadence.BusinessDays}}},
	}
}

// commit is a step of the round that posts letters and waits for what asks.
func (o *postOffice) commit(t *testing.T, await []string, letters ...procedure.Letter) {
	t.Helper()
	record := activities.Record{Slug: "tea-kettle", Workflow: teaRound, State: []byte(`{}`), At: o.now, Letters: letters}
	if len(await) > 0 {
		record.Awaits = []procedure.Await{{Keys: await}}
	}
	if err := (records{o.store}).Commit(t.Context(), record); err != nil {
		t.Fatal(err)
	}
}

// round is one of a postman who remembers nothing.
func (o *postOffice) round(t *testing.T) error {
	t.Helper()
	o.dead = false
	p := activities.Postman{
		Post: mortal{post{o.store}, o}, Specs: specs{o.store}, Readings: o.store, Composer: o, Mailer: o, Procedures: o,
		Complete: func(_ context.Context, token []byte, arrivals []procedure.Arrival) error {
			if slices.Contains(o.ended, string(token)) {
				return activities.ErrClosed
			}
			o.ended = append(o.ended, string(token))
			o.hear(arrivals)
			return nil
		},
		Now: func() time.Time { return o.now }, Logger: slog.New(slog.DiscardHandler), Carriers: 1,
	}
	_, err := p.Round(t.Context())
	return err
}

func (o *postOffice) Compose(_ partnership.Spec, l procedure.Letter, also []procedure.Letter, _ standing.Standing, at time.Time) (activities.Message, error) {
	return activities.Message{
		ID: l.Key + "@rapport.example", To: l.Person, Text: fmt.Sprintf("%s, at %s, with %d notices", l.Key, at.Format(time.RFC3339), len(also)), Wire: []byte("mail"),
	}, nil
}

func (o *postOffice) Send(_ context.Context, m activities.Message) error {
	if o.server != nil {
		if err := o.server(m); err != nil {
			return err
		}
	}
	o.taken = append(o.taken, m)
	return nil
}

func (o *postOffice) Begin(context.Context, activities.Start) error        { return nil }
func (o *postOffice) Reply(context.Context, string, procedure.Reply) error { return nil }
func (o *postOffice) Running(context.Context, string) (bool, error)        { return true, nil }
func (o *postOffice) Tell(_ context.Context, _ string, m procedure.Message) error {
	if !slices.Contains(o.seen, m.ID) {
		o.seen = append(o.seen, m.ID)
		o.hear(m.Arrivals)
	}
	return nil
}

func (o *postOffice) hear(arrivals []procedure.Arrival) {
	for _, a := range arrivals {
		if !a.At.IsZero() || a.Refused || a.Unwritten {
			o.heard[a.Key]++
		}
	}
}

// mortal is an outbox that dies once, before or after a call.
type mortal struct {
	post
	office *postOffice
}

func (m mortal) do(call string, what func() error) error {
	dies := m.office.dies == call
	if dies {
		m.office.dies = ""
		m.office.dead = m.office.before
	}
	if m.office.dead {
		return errKilled
	}
	if err := what(); err != nil || !dies {
		return err
	}
	m.office.dead = true
	return errKilled
}

func (m mortal) Awaited(ctx context.Context, since time.Time) (waiting []activities.Awaited, err error) {
	err = m.do("awaited", func() (err error) { waiting, err = m.post.Awaited(ctx, since); return err })
	return waiting, err
}

func (m mortal) News(ctx context.Context) (news []activities.News, err error) {
	err = m.do("news", func() (err error) { news, err = m.post.News(ctx); return err })
	return news, err
}

func (m mortal) Pack(ctx context.Context, l procedure.Letter, mail activities.Message, ask activities.Ask, window procedure.Arrival, also []procedure.Letter, joined []activities.Joined) error {
	return m.do("pack", func() error { return m.post.Pack(ctx, l, mail, ask, window, also, joined) })
}

func (m mortal) Company(ctx context.Context, slug, person string, templates, daily []procedure.Template) (waiting []procedure.Letter, last time.Time, err error) {
	err = m.do("company", func() (err error) {
		waiting, last, err = m.post.Company(ctx, slug, person, templates, daily)
		return err
	})
	return waiting, last, err
}

func (m mortal) Latest(ctx context.Context, address, but string, templates []procedure.Template, since time.Time) (last time.Time, err error) {
	err = m.do("latest", func() (err error) {
		last, err = m.post.Latest(ctx, address, but, templates, since)
		return err
	})
	return last, err
}

func (m mortal) Spanning(ctx context.Context, templates []procedure.Template, until time.Time) (waiting []procedure.Letter, err error) {
	err = m.do("spanning", func() (err error) {
		waiting, err = m.post.Spanning(ctx, templates, until)
		return err
	})
	return waiting, err
}

func (m mortal) Sent(ctx context.Context, l procedure.Letter, at time.Time) error {
	return m.do("sent", func() error { return m.post.Sent(ctx, l, at) })
}

func (m mortal) Settle(ctx context.Context, a activities.Awaited) error {
	return m.do("settle", func() error { return m.post.Settle(ctx, a) })
}

func (m mortal) Heard(ctx context.Context, n activities.News) error {
	return m.do("heard", func() error { return m.post.Heard(ctx, n) })
}

// TestAfterADayWithoutMailServerEveryLetterGoesOnce: people are asked late, but
// once, and nobody is reminded of what they were never asked.
func TestAfterADayWithoutMailServerEveryLetterGoesOnce(t *testing.T) {
	t.Parallel()
	o := newPostOffice(t)
	var asks, reminders []procedure.Letter
	for i := range fifty {
		person := fmt.Sprint("p", i)
		asks = append(asks, o.letter("ask", person, procedure.FormAsk))
		reminders = append(reminders, o.letter("remind-1", person, procedure.FormReminder))
	}
	o.commit(t, nil, append(asks, reminders...)...)
	tries := 0
	o.server = func(activities.Message) error {
		tries++
		return &activities.DeliveryError{Class: activities.DeliveryTemporary, Err: errors.New("no route to host")}
	}
	for range 24 {
		if err := o.round(t); err != nil {
			t.Fatal(err)
		}
		o.now = o.now.Add(time.Hour)
	}
	if tries == 0 || tries > 24*3 || len(o.taken) > 0 {
		t.Errorf("%d tries in 24 rounds, %d mails", tries, len(o.taken))
	}
	o.server = nil
	back := o.now
	for range 4 {
		o.open(t) // the program is begun anew
		if err := o.round(t); err != nil {
			t.Fatal(err)
		}
		o.now = o.now.Add(time.Minute)
	}
	at := map[string]int{}
	for i, m := range o.taken {
		if _, twice := at[m.ID]; twice {
			t.Errorf("%s was sent twice", m.ID)
		}
		at[m.ID] = i
	}
	for i := range fifty {
		asked, isAsked := at[fmt.Sprintf("ask/p%d@rapport.example", i)]
		reminded, isReminded := at[fmt.Sprintf("remind-1/p%d@rapport.example", i)]
		if !isAsked || !isReminded || reminded < asked || o.heard[fmt.Sprint("ask/p", i)] != 1 {
			t.Errorf("p%d: asked %t, reminded %t, places %d and %d", i, isAsked, isReminded, asked, reminded)
		}
	}
	// Windows count from the mail that was taken.
	sent, err := o.store.AskByMessageID(t.Context(), "ask/p0@rapport.example")
	if err != nil || sent.SentAt.Before(back) || sent.Due.Before(back.AddDate(0, 0, 2)) {
		t.Errorf("p0 was asked at %v, due %v, %v", sent.SentAt, sent.Due, err)
	}
}

// TestAKilledPostmanLosesNothing: another one over the same store goes on where
// he died.
func TestAKilledPostmanLosesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		dies          string
		before, waits bool
		mails         int
	}{
		"before packing":                      {dies: "pack", before: true, mails: 1},
		"between packing and sending":         {dies: "pack", mails: 1},
		"between sending and noting it":       {dies: "sent", before: true, mails: 2}, // of one Message-ID
		"between noting and telling":          {dies: "sent", mails: 1},
		"between telling and noting it":       {dies: "heard", before: true, mails: 1},
		"after all":                           {dies: "heard", mails: 1},
		"between noting and completing":       {dies: "sent", waits: true, mails: 1},
		"between completing and noting it":    {dies: "settle", before: true, waits: true, mails: 1},
		"after all, with somebody who waited": {dies: "settle", waits: true, mails: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newPostOffice(t)
			ask := o.letter("ask", "p0", procedure.FormAsk)
			notice := o.letter("summary", "p0", procedure.FormNotice)
			notice.Rides, notice.Until = true, o.now.AddDate(0, 0, 14)
			var await []string
			if c.waits {
				await = []string{ask.Key}
			}
			o.commit(t, await, ask, notice)
			if c.waits {
				if _, all, err := (post{o.store}).Await(t.Context(), teaRound, ask.Key, []byte("token"), o.now); all || err != nil {
					t.Fatalf("await: %v, %v", all, err)
				}
			}
			o.dies, o.before = c.dies, c.before
			if err := o.round(t); !errors.Is(err, errKilled) {
				t.Fatalf("the postman lives: %v", err)
			}
			for range 3 {
				o.open(t)
				o.now = o.now.Add(time.Minute)
				if err := o.round(t); err != nil {
					t.Fatal(err)
				}
			}
			if len(o.taken) != c.mails || o.taken[0].Text != o.taken[len(o.taken)-1].Text || o.taken[0].ID != o.taken[len(o.taken)-1].ID {
				t.Errorf("mails %+v, want %d the same", o.taken, c.mails)
			}
			if o.heard[ask.Key] != 1 || c.waits != (len(o.ended) == 1) {
				t.Errorf("heard %v, activities that ended %v", o.heard, o.ended)
			}
			rows, err := o.store.Outbox(t.Context(), store.OutboxQuery{States: []store.OutboxState{store.OutboxSent}})
			if err != nil || len(rows) != 2 {
				t.Errorf("%d letters are sent, %v, want the ask with its notice", len(rows), err)
			}
		})
	}
}
