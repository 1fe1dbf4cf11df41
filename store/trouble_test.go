package store

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// at sets the store's clock.
func (s *Store) at(now time.Time) { s.now = func() time.Time { return now } }

func TestTroubleIsWhatHappenedSince(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	s.at(noon)
	if none := must[Trouble](t)(s.Trouble(ctx, time.Time{}, noon, 5)); !none.Since().IsZero() {
		t.Fatalf("an empty store has trouble: %+v", none)
	}
	check(t, s.Commit(ctx, step(letter("known"), letter("ask/lars"), letter("ask/anna"), letter("ask/eve"))))
	check(t, s.MarkUnwritten(ctx, letter("known"), "told yesterday"))

	s.at(noon.Add(time.Hour))
	check(t, s.MarkUnwritten(ctx, letter("ask/lars"), "no phrase"))
	pack(t, s, letter("ask/anna"))
	s.at(noon.Add(2 * time.Hour))
	check(t, s.MarkFailed(ctx, letter("ask/anna"), "permanent failure: reply 550", procedure.SetbackPermanent))
	for i, m := range []struct{ class, ask, reason string }{
		{"reply", "", "it answers no mail of ours"},
		{"reply", "a1", "another address"},
		{"bounce", "a1", "the partnership has ended"},
		{"bounce", "", "it answers no mail of ours"},
		{"auto_reply", "", "a loop"}, // of the mail to the admin itself, for example
	} {
		in := must[Inbound](t)(s.StoreRaw(ctx, incoming(uint32(i+1), m.reason)))
		s.at(noon.Add(3*time.Hour + time.Duration(i)*time.Minute))
		check(t, s.SetInboxState(ctx, in.ID, InboxQuarantined, InboxDetail{Class: m.class, Ask: m.ask, Reason: m.reason}))
	}
	got := must[Trouble](t)(s.Trouble(ctx, noon, noon.Add(-time.Hour), 2))
	lars := StrandedLetter{Slug: "acme", Workflow: round, Template: "check-in", Person: "lars", Reason: "no phrase", At: noon.Add(time.Hour)}
	anna := lars
	anna.Reason, anna.At = "permanent failure: reply 550", noon.Add(2*time.Hour)
	diff(t, Trouble{
		Until:       noon.Add(3*time.Hour + 4*time.Minute),
		Unwritten:   Stranded{Count: 1, Since: lars.At, Newest: []StrandedLetter{lars}},
		Refused:     Stranded{Count: 1, Since: anna.At, Newest: []StrandedLetter{anna}},
		Quarantined: 3, QuarantinedSince: noon.Add(3 * time.Hour), QuarantinedFor: []string{"the partnership has ended", "another address"},
		Lying: 5,
	}, got)
	if since := got.Since(); !since.Equal(lars.At) {
		t.Errorf("trouble since %v", since)
	}
	if later := must[Trouble](t)(s.Trouble(ctx, got.Until, noon.Add(-time.Hour), 2)); !later.Since().IsZero() {
		t.Errorf("it is told twice: %+v", later)
	}
}

// TestTroubleIsAlsoWhomMailDoesNotReach of the partnerships that go on.
func TestTroubleIsAlsoWhomMailDoesNotReach(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	s.at(noon.AddDate(0, 0, 1))
	put := func(slug, outcome string, channels ...lifecycle.Channel) {
		state, err := json.Marshal(lifecycle.Partnership{Channels: channels})
		check(t, err)
		check(t, s.PutProcedure(ctx, ProcedureRow{Workflow: slug, Slug: slug, Kind: "Partnership", State: state, Outcome: outcome, UpdatedAt: noon}))
	}
	put("acme", "",
		lifecycle.Channel{Person: "lars", News: "told already", NewsAt: noon}, lifecycle.Channel{Person: "tom"},
		lifecycle.Channel{Person: "anna", News: "anna has left, or will", NewsAt: noon.Add(time.Hour)},
		lifecycle.Channel{Person: "eve", News: "nothing is sent to eve", NewsAt: noon.Add(2 * time.Hour)})
	put("quiet", "")
	put("over", "ended", lifecycle.Channel{Person: "lars", News: "of a partnership that has ended", NewsAt: noon.Add(time.Hour)})
	got := must[Trouble](t)(s.Trouble(ctx, noon, noon, 1))
	diff(t, Trouble{
		Until: noon.AddDate(0, 0, 1), ChannelsCount: 2, ChannelsSince: noon.Add(time.Hour),
		Channels: []ChannelNews{{Slug: "acme", Text: "nothing is sent to eve", At: noon.Add(2 * time.Hour)}},
	}, got)
}

func TestLettersThatWaitLong(t *testing.T) {
	t.Parallel()
	day := noon.AddDate(0, 0, 1)
	retry := func(s *Store, l procedure.Letter, at time.Time) error {
		s.at(at)
		return s.MarkRetry(t.Context(), l, "temporary failure", false, at.Add(time.Minute))
	}
	for name, c := range map[string]struct {
		letter procedure.Letter
		happen func(*Store, procedure.Letter) error
		since  time.Time // zero: it is not waiting long
	}{
		"never tried":       {letter: letter("a"), since: noon},
		"tried in vain":     {letter: letter("a"), happen: func(s *Store, l procedure.Letter) error { return retry(s, l, noon) }, since: noon},
		"tried for an hour": {letter: letter("a"), happen: func(s *Store, l procedure.Letter) error { return retry(s, l, day.Add(-time.Hour)) }},
		"tried again and again": {letter: letter("a"), since: noon, happen: func(s *Store, l procedure.Letter) error {
			if err := retry(s, l, noon); err != nil {
				return err
			}
			return retry(s, l, day.Add(-time.Minute))
		}},
		"for the hours of its reader": {letter: letter("a"), happen: func(s *Store, l procedure.Letter) error {
			return s.Postpone(t.Context(), l, day.Add(time.Hour))
		}},
		"for its day":                 {letter: letter("a", func(l *procedure.Letter) { l.NotBefore = day.Add(-time.Hour) })},
		"a notice that rides":         {letter: notice("n", "", func(l *procedure.Letter) { l.Until = day.AddDate(0, 0, 7) })},
		"a notice after its last day": {letter: notice("n", "", func(l *procedure.Letter) { l.Until = noon }), since: noon},
		"a notice, alone and in vain": {letter: notice("n", ""), happen: func(s *Store, l procedure.Letter) error { return retry(s, l, noon) }, since: noon},
		"gone after all":              {letter: letter("a"), happen: func(s *Store, l procedure.Letter) error { return s.MarkSent(t.Context(), l, day) }},
		"failed, then put off by hour": {letter: letter("a"), happen: func(s *Store, l procedure.Letter) error {
			if err := retry(s, l, noon); err != nil {
				return err
			}
			return s.Postpone(t.Context(), l, day.Add(-time.Hour))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			s.at(noon)
			check(t, s.Commit(t.Context(), step(c.letter)))
			if c.happen != nil {
				check(t, c.happen(s, c.letter))
			}
			s.at(day)
			got := must[Trouble](t)(s.Trouble(t.Context(), day, day.AddDate(0, 0, -1), 5))
			if !got.WaitingSince.Equal(c.since) || (got.Waiting == 1) == c.since.IsZero() {
				t.Errorf("%d wait since %v, want since %v", got.Waiting, got.WaitingSince, c.since)
			}
		})
	}
}

func TestBacklog(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	s.at(noon)
	diff(t, Backlog{}, must[Backlog](t)(s.Backlog(ctx, "", noon, time.Time{})))
	later := func(l *procedure.Letter) { l.NotBefore = noon.Add(time.Hour) }
	other := letter("other", func(l *procedure.Letter) { l.Slug = "duo" }, of("duo/round"))
	check(t, s.Commit(ctx, step(letter("held", later), letter("due"), letter("first"), letter("second"), letter("lost"), letter("old"), notice("n", ""), other)))
	check(t, s.MarkUnwritten(ctx, letter("old"), "no phrase"))
	s.at(noon.Add(time.Minute))
	check(t, s.MarkRetry(ctx, letter("first"), "temporary failure: connect", false, noon.Add(time.Hour)))
	s.at(noon.Add(2 * time.Minute))
	check(t, s.MarkRetry(ctx, letter("second"), "temporary failure: reply 421", false, noon.Add(time.Hour)))
	check(t, s.MarkUnwritten(ctx, letter("lost"), "no phrase"))
	check(t, s.MarkFailed(ctx, other, "reply 550", procedure.SetbackPermanent))
	want := Backlog{
		Held: 1, Due: 1, Failing: 2, FailingSince: noon.Add(time.Minute), FailingFor: "temporary failure: reply 421", Unwritten: 1,
	}
	diff(t, want, must[Backlog](t)(s.Backlog(ctx, "acme", noon.Add(3*time.Minute), noon)))
	want.Refused = 1
	diff(t, want, must[Backlog](t)(s.Backlog(ctx, "", noon.Add(3*time.Minute), noon)))
}

func TestAnAlertIsKeptInPlace(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	s.at(noon)
	diff(t, Alert{}, must[Alert](t)(s.LastAlert(ctx)))
	first := Alert{
		Seq: 1, State: OutboxPacked, ToldUntil: noon, DueAt: noon, Attempts: 1, Reason: "temporary failure", UpdatedAt: noon,
		Mail: Mail{ID: "1@eng.test", From: "rapport@eng.test", To: "ops@eng.test", Subject: "Trouble", Text: "text", Wire: []byte("raw")},
	}
	for range 2 { // a repeat changes nothing
		check(t, s.PutAlert(ctx, first))
		diff(t, first, must[Alert](t)(s.LastAlert(ctx)))
	}
	if told := must[time.Time](t)(s.ToldUntil(ctx)); !told.IsZero() {
		t.Errorf("the admin knows until %v, though nothing was sent", told)
	}
	first.State = OutboxSent
	check(t, s.PutAlert(ctx, first))
	second := Alert{Seq: 2, State: OutboxFailed, ToldUntil: noon.Add(time.Hour), Mail: Mail{Wire: []byte{}}, UpdatedAt: noon}
	check(t, s.PutAlert(ctx, second))
	diff(t, second, must[Alert](t)(s.LastAlert(ctx)))
	if told := must[time.Time](t)(s.ToldUntil(ctx)); !told.Equal(noon) {
		t.Errorf("the admin knows until %v, want what has arrived", told)
	}
}
