package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

const round = "acme/check-in/weekly/2026-12-01"

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// letter is one that asks lars in the round.
func letter(key string, change ...func(*procedure.Letter)) procedure.Letter {
	l := procedure.Letter{
		Key: key, Template: "check-in", Form: procedure.FormAsk, Slug: "acme", Spec: "digest", Workflow: round,
		Person: "lars", Ask: "a1", Opens: true, At: noon,
	}
	for _, f := range change {
		f(&l)
	}
	return l
}

func form(f procedure.Form) func(*procedure.Letter) {
	return func(l *procedure.Letter) { l.Form, l.Opens = f, f == procedure.FormAsk }
}

func of(workflow string) func(*procedure.Letter) {
	return func(l *procedure.Letter) { l.Workflow = workflow }
}

// notice is one that waits for another letter to lars until the next day.
func notice(key, topic string, change ...func(*procedure.Letter)) procedure.Letter {
	return letter(key, append([]func(*procedure.Letter){func(l *procedure.Letter) {
		l.Form, l.Opens, l.Rides, l.Topic, l.Until, l.Ask = procedure.FormNotice, false, true, topic, noon.AddDate(0, 0, 1), "n/"+key
	}}, change...)...)
}

// step is a record of the round.
func step(letters ...procedure.Letter) Record {
	return Record{
		Slug: "acme", Letters: letters,
		Procedure: &ProcedureRow{Workflow: round, Slug: "acme", Kind: "CheckIn", State: []byte(`{}`), UpdatedAt: noon},
	}
}

// pack composes a letter as the postman does.
func pack(t *testing.T, s *Store, l procedure.Letter, also ...procedure.Letter) {
	t.Helper()
	mail := Mail{ID: l.Key + "@eng.test", To: "lars@acme.test", Subject: "Check-in", Text: "How many?", HTML: "<p>How many?</p>", Wire: []byte("raw")}
	ask := Ask{ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, MessageID: mail.ID, SentAt: noon}
	check(t, s.Pack(t.Context(), l, mail, ask, procedure.Arrival{Key: l.Key, Due: noon.AddDate(0, 0, 2)}, also, nil))
}

// states lists the outbox by key.
func states(t *testing.T, s *Store) map[string]OutboxState {
	t.Helper()
	found := make(map[string]OutboxState)
	for _, m := range must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{})) {
		found[m.Letter.Key] = m.State
	}
	return found
}

// due lists the keys of the letters that may go out, in their order.
func due(t *testing.T, s *Store, now time.Time) (keys []string, next time.Time) {
	t.Helper()
	letters, next, err := s.DueLetters(t.Context(), now, 100)
	check(t, err)
	for _, l := range letters {
		keys = append(keys, l.Letter.Key)
	}
	return keys, next
}

func TestALetterIsPostedOnce(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Commit(t.Context(), step(letter("ask/lars"))))
	first := must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{Slug: "acme"}))
	changed := letter("ask/lars", func(l *procedure.Letter) { l.About = "composed anew" })
	check(t, s.Commit(t.Context(), step(changed)))
	diff(t, first, must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{Slug: "acme"})))
	if len(first) != 1 || first[0].State != OutboxQueued || first[0].CreatedAt.IsZero() {
		t.Errorf("the outbox has %+v", first)
	}

	pack(t, s, letter("ask/lars"))
	check(t, s.MarkSent(t.Context(), letter("ask/lars"), noon))
	check(t, s.Commit(t.Context(), step(letter("ask/lars"))))
	if keys, _ := due(t, s, noon); len(keys) != 0 {
		t.Errorf("sent letters are due again: %v", keys)
	}
	sent := must[Outgoing](t)(s.Outgoing(t.Context(), "ask/lars@eng.test"))
	if sent.Mail.HTML != "<p>How many?</p>" || sent.Attempts != 1 || !sent.Arrival.At.Equal(noon) {
		t.Errorf("the mail is %+v", sent)
	}
}

func TestANewerNoticeReplacesTheOlderOfItsTopic(t *testing.T) {
	t.Parallel()
	const next = "acme/check-in/weekly/2026-12-08"
	for name, c := range map[string]struct {
		posted []procedure.Letter
		want   []string // riders, as workflow/key
	}{
		"a newer one":                        {[]procedure.Letter{notice("one", "summary"), notice("two", "summary")}, []string{round + "/two"}},
		"itself once more":                   {[]procedure.Letter{notice("one", "summary"), notice("one", "summary")}, []string{round + "/one"}},
		"the older one once more":            {[]procedure.Letter{notice("one", "summary"), notice("two", "summary"), notice("one", "summary")}, []string{round + "/two"}},
		"of another topic":                   {[]procedure.Letter{notice("one", "summary"), notice("two", "minutes")}, []string{round + "/one", round + "/two"}},
		"of no topic":                        {[]procedure.Letter{notice("one", ""), notice("two", "")}, []string{round + "/one", round + "/two"}},
		"to another person":                  {[]procedure.Letter{notice("one", "summary"), notice("two", "summary", func(l *procedure.Letter) { l.Person = "anna" })}, []string{round + "/one"}},
		"of the next round, by the same key": {[]procedure.Letter{notice("summary/lars", "summary"), notice("summary/lars", "summary", of(next))}, []string{next + "/summary/lars"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			for _, l := range c.posted {
				check(t, s.Commit(t.Context(), Record{Slug: "acme", Letters: []procedure.Letter{l}}))
			}
			var got []string
			for _, l := range must[[]procedure.Letter](t)(s.Riders(t.Context(), "acme", "lars")) {
				got = append(got, l.Workflow+"/"+l.Key)
			}
			diff(t, c.want, got)
		})
	}
}

func TestLettersAreDueInTheirOrderAndHours(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	at := func(h int) func(*procedure.Letter) {
		return func(l *procedure.Letter) { l.NotBefore = noon.Add(time.Duration(h) * time.Hour) }
	}
	check(t, s.Commit(t.Context(), step(
		letter("b", at(-1)), letter("a"), letter("later", at(3)), letter("soon", at(1)), notice("notice", "summary"),
	)))
	for hour, want := range map[int]struct {
		keys []string
		next time.Duration
	}{
		0:  {[]string{"b", "a"}, time.Hour},
		1:  {[]string{"b", "a", "soon"}, 3 * time.Hour},
		24: {[]string{"b", "a", "later", "soon", "notice"}, 0}, // the notice's last day
	} {
		keys, next := due(t, s, noon.Add(time.Duration(hour)*time.Hour))
		diff(t, want.keys, keys)
		if want.next != 0 && !next.Equal(noon.Add(want.next)) || want.next == 0 && !next.IsZero() {
			t.Errorf("after %d hours: the next letter is due at %v", hour, next)
		}
	}
	// A reader's hours, found out later.
	check(t, s.Postpone(t.Context(), letter("b"), noon.Add(2*time.Hour)))
	check(t, s.Postpone(t.Context(), notice("notice", "summary"), noon.Add(30*time.Hour)))
	keys, next := due(t, s, noon)
	diff(t, []string{"a"}, keys)
	if !next.Equal(noon.Add(time.Hour)) {
		t.Errorf("the next letter is due at %v", next)
	}
	if first, _, err := s.DueLetters(t.Context(), noon.AddDate(0, 0, 9), 2); err != nil || len(first) != 2 || first[0].Letter.Key != "b" {
		t.Errorf("a bounded list has %v, %v", first, err)
	}
	if got := states(t, s)["notice"]; got != OutboxRides {
		t.Errorf("a notice put off is %s", got)
	}
}

// A server that was away makes the ask due later than its reminder.
func TestAReminderDoesNotOvertakeItsAsk(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ask, reminder := letter("ask/lars"), letter("remind-1/lars", form(procedure.FormReminder))
	receipt := letter("receipt/1", form(procedure.FormReceipt))
	check(t, s.Commit(t.Context(), step(ask, reminder, receipt)))
	pack(t, s, ask)
	check(t, s.MarkRetry(t.Context(), ask, "421", false, noon.Add(time.Minute)))
	keys, _ := due(t, s, noon)
	diff(t, []string{"receipt/1"}, keys)
	keys, _ = due(t, s, noon.Add(time.Minute))
	diff(t, []string{"ask/lars", "receipt/1"}, keys)
	check(t, s.MarkUnwritten(t.Context(), ask, "no person"))
	keys, _ = due(t, s, noon)
	diff(t, []string{"remind-1/lars", "receipt/1"}, keys)
}

func TestOutboxStates(t *testing.T) {
	t.Parallel()
	const packed, retried, unknown, failed, unwritten, expired, postponed, sent, recalled = "packed", "retried", "unknown", "failed",
		"unwritten", "expired", "postponed", "sent", "recalled"
	actions := map[string]func(*Store, *testing.T, procedure.Letter) error{
		packed: func(s *Store, t *testing.T, l procedure.Letter) error {
			return s.Pack(t.Context(), l, Mail{ID: "m@eng.test", Wire: []byte("raw")}, Ask{ID: "a1", MessageID: "m@eng.test"}, procedure.Arrival{Key: l.Key}, nil, nil)
		},
		retried: func(s *Store, t *testing.T, l procedure.Letter) error {
			return s.MarkRetry(t.Context(), l, "451", false, noon)
		},
		unknown: func(s *Store, t *testing.T, l procedure.Letter) error {
			return s.MarkRetry(t.Context(), l, "connection lost", true, noon)
		},
		failed: func(s *Store, t *testing.T, l procedure.Letter) error {
			return s.MarkFailed(t.Context(), l, "550", procedure.SetbackPermanent)
		},
		unwritten: func(s *Store, t *testing.T, l procedure.Letter) error {
			return s.MarkUnwritten(t.Context(), l, "no words")
		},
		expired:   func(s *Store, t *testing.T, l procedure.Letter) error { return s.Expire(t.Context(), l) },
		postponed: func(s *Store, t *testing.T, l procedure.Letter) error { return s.Postpone(t.Context(), l, noon) },
		sent:      func(s *Store, t *testing.T, l procedure.Letter) error { return s.MarkSent(t.Context(), l, noon) },
		recalled: func(s *Store, t *testing.T, _ procedure.Letter) error {
			r := step()
			r.Recalls = []procedure.Recall{{Keys: []string{"ask/lars"}}}
			return s.Commit(t.Context(), r)
		},
	}
	for name, c := range map[string]struct {
		do       []string
		want     OutboxState
		attempts int
		reason   string
		gone     bool // the last step finds nothing to do
	}{
		"sent at once":                    {do: []string{packed, sent}, want: OutboxSent, attempts: 1},
		"sent twice over":                 {do: []string{packed, sent, sent}, want: OutboxSent, attempts: 1},
		"sent after a refusal for now":    {do: []string{packed, retried, packed, sent}, want: OutboxSent, attempts: 2},
		"waits after a refusal for now":   {do: []string{packed, retried}, want: OutboxQueued, attempts: 1, reason: "451"},
		"perhaps taken":                   {do: []string{packed, unknown}, want: OutboxPacked, attempts: 1, reason: "connection lost"},
		"perhaps taken again and again":   {do: []string{packed, unknown, unknown, unknown}, want: OutboxPacked, attempts: 3, reason: "connection lost"},
		"perhaps taken, then sent":        {do: []string{packed, unknown, sent}, want: OutboxSent, attempts: 2},
		"refused for good":                {do: []string{packed, failed}, want: OutboxFailed, attempts: 1, reason: "550"},
		"put off":                         {do: []string{postponed}, want: OutboxQueued},
		"put off after a failure":         {do: []string{packed, retried, postponed}, want: OutboxQueued, attempts: 1},
		"too late":                        {do: []string{expired}, want: OutboxExpired},
		"never to be written":             {do: []string{unwritten}, want: OutboxUnwritten, reason: "no words"},
		"taken back":                      {do: []string{recalled}, want: OutboxRecalled},
		"taken back between two attempts": {do: []string{packed, retried, recalled}, want: OutboxRecalled, attempts: 1, reason: "451"},
		"taken back while under way":      {do: []string{packed, recalled}, want: OutboxPacked},
		"taken back too late":             {do: []string{packed, sent, recalled}, want: OutboxSent, attempts: 1},
		"taken back, then put off":        {do: []string{recalled, postponed}, want: OutboxRecalled},
		"taken back, then too late":       {do: []string{recalled, expired}, want: OutboxRecalled},
		"taken back, then unwritten":      {do: []string{recalled, unwritten}, want: OutboxRecalled},
		"taken back, then packed":         {do: []string{recalled, packed}, want: OutboxRecalled, gone: true},
		"sent, then failed":               {do: []string{packed, sent, failed}, want: OutboxSent, attempts: 1},
		"sent, then packed":               {do: []string{packed, sent, packed}, want: OutboxSent, attempts: 1, gone: true},
		"refused for good, then tried":    {do: []string{packed, failed, packed}, want: OutboxFailed, attempts: 1, reason: "550", gone: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			l := letter("ask/lars")
			check(t, s.Commit(t.Context(), step(l)))
			for i, do := range c.do {
				err := actions[do](s, t, l)
				if gone := c.gone && i == len(c.do)-1; gone != errors.Is(err, ErrNotFound) || !gone && err != nil {
					t.Fatalf("%s: %v", do, err)
				}
			}
			row := must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{}))[0]
			if row.State != c.want || row.Attempts != c.attempts || row.Reason != c.reason {
				t.Errorf("got %s after %d attempts because of %q, want %s, %d, %q", row.State, row.Attempts, row.Reason, c.want, c.attempts, c.reason)
			}
		})
	}
}

func TestNoticesGoTheWayOfTheirCarrier(t *testing.T) {
	t.Parallel()
	carrier, later, rider := letter("ask/lars"), letter("ask-2/lars"), notice("notice", "summary")
	for name, c := range map[string]struct {
		do   func(*testing.T, *Store)
		want OutboxState
		mail string // that carries it
	}{
		"under way":           {func(*testing.T, *Store) {}, OutboxBound, "ask/lars@eng.test"},
		"taken by the server": {func(t *testing.T, s *Store) { check(t, s.MarkSent(t.Context(), carrier, noon)) }, OutboxSent, "ask/lars@eng.test"},
		"refused for now":     {func(t *testing.T, s *Store) { check(t, s.MarkRetry(t.Context(), carrier, "451", false, noon)) }, OutboxRides, ""},
		"perhaps taken":       {func(t *testing.T, s *Store) { check(t, s.MarkRetry(t.Context(), carrier, "eof", true, noon)) }, OutboxBound, "ask/lars@eng.test"},
		"refused for good": {func(t *testing.T, s *Store) {
			check(t, s.MarkFailed(t.Context(), carrier, "550", procedure.SetbackPermanent))
		}, OutboxRides, ""},
		"composed anew, without it": {func(t *testing.T, s *Store) {
			check(t, s.MarkRetry(t.Context(), carrier, "451", false, noon))
			pack(t, s, carrier)
		}, OutboxRides, ""},
		"taken along by a later one": {func(t *testing.T, s *Store) {
			check(t, s.MarkFailed(t.Context(), carrier, "550", procedure.SetbackPermanent))
			pack(t, s, later, rider)
			check(t, s.MarkSent(t.Context(), later, noon))
		}, OutboxSent, "ask-2/lars@eng.test"},
		"replaced while it was under way": {func(t *testing.T, s *Store) {
			check(t, s.Commit(t.Context(), step(notice("newer", "summary"))))
			check(t, s.MarkFailed(t.Context(), carrier, "550", procedure.SetbackPermanent))
		}, OutboxReplaced, ""},
		"not replaced once it was taken": {func(t *testing.T, s *Store) {
			check(t, s.Commit(t.Context(), step(notice("newer", "summary"))))
			check(t, s.MarkSent(t.Context(), carrier, noon))
		}, OutboxSent, "ask/lars@eng.test"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			check(t, s.Commit(t.Context(), step(carrier, later, rider)))
			diff(t, []procedure.Letter{rider}, must[[]procedure.Letter](t)(s.Riders(t.Context(), "acme", "lars")))
			pack(t, s, carrier, rider)
			if riders := must[[]procedure.Letter](t)(s.Riders(t.Context(), "acme", "lars")); len(riders) != 0 {
				t.Errorf("a notice under way waits for another letter: %v", riders)
			}
			c.do(t, s)
			rows := must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{}))
			row := rows[slices.IndexFunc(rows, func(m Outgoing) bool { return m.Letter.Key == rider.Key })]
			if row.State != c.want || row.Mail.ID != c.mail {
				t.Errorf("the notice is %s with %q, want %s with %q", row.State, row.Mail.ID, c.want, c.mail)
			}
		})
	}
}

func TestANoticeGoesAloneOnItsLastDay(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	alone, other := notice("notice", "summary"), notice("other", "minutes")
	check(t, s.Commit(t.Context(), step(alone, other)))
	pack(t, s, alone, other)
	// The other was due as well; it is under way.
	if err := s.Pack(t.Context(), other, Mail{ID: "x@eng.test"}, Ask{}, procedure.Arrival{}, nil, nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("a notice under way was packed once more: %v", err)
	}
	check(t, s.MarkRetry(t.Context(), alone, "451", false, noon.AddDate(0, 0, 2)))
	diff(t, map[string]OutboxState{"notice": OutboxRides, "other": OutboxRides}, states(t, s))
	pack(t, s, alone, other)
	check(t, s.MarkSent(t.Context(), alone, noon))
	diff(t, map[string]OutboxState{"notice": OutboxSent, "other": OutboxSent}, states(t, s))
}

// TestWhoWantsNoMailGetsOnlyWhatAnswersTheirs takes back what waits for a person in
// all procedures of the partnership that gives the order.
func TestWhoWantsNoMailGetsOnlyWhatAnswersTheirs(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tom := func(l *procedure.Letter) { l.Person = "tom" }
	elsewhere := func(l *procedure.Letter) { l.Slug, l.Workflow = "other", "other/check-in" }
	check(t, s.Commit(t.Context(), step(
		letter("ask"), letter("remind", form(procedure.FormReminder)), letter("receipt", form(procedure.FormReceipt)),
		letter("answer", form(procedure.FormAnswer)), notice("notice", ""), letter("of tom", tom), letter("gone"))))
	check(t, s.Commit(t.Context(), Record{Slug: "other", Letters: []procedure.Letter{letter("elsewhere", elsewhere)}}))
	pack(t, s, letter("gone"))
	check(t, s.MarkSent(t.Context(), letter("gone"), noon))

	last := step(letter("to the lead", of("acme"), tom))
	last.Procedure.Workflow, last.Recalls = "acme", []procedure.Recall{{Person: "lars"}}
	want := map[string]OutboxState{
		"ask": OutboxRecalled, "remind": OutboxRecalled, "notice": OutboxRecalled, "receipt": OutboxQueued, "answer": OutboxQueued,
		"of tom": OutboxQueued, "gone": OutboxSent, "elsewhere": OutboxQueued, "to the lead": OutboxQueued,
	}
	for range 2 { // a worker that was killed commits once more
		check(t, s.Commit(t.Context(), last))
		diff(t, want, states(t, s))
	}
}

func TestRecallTakesBackWhatAsks(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	letters := []procedure.Letter{
		letter("ask"), letter("remind", form(procedure.FormReminder)), letter("receipt", form(procedure.FormReceipt)),
		letter("closed", form(procedure.FormClosed)), letter("gone"), notice("notice", ""),
	}
	check(t, s.Commit(t.Context(), step(letters...)))
	check(t, s.Commit(t.Context(), Record{Slug: "acme", Letters: []procedure.Letter{letter("of another", of("acme/other"))}}))
	pack(t, s, letter("gone"))
	check(t, s.MarkSent(t.Context(), letter("gone"), noon))

	last := step(letter("ask again"))
	last.Recalls = []procedure.Recall{{All: true}}
	want := map[string]OutboxState{
		"ask": OutboxRecalled, "remind": OutboxRecalled, "receipt": OutboxQueued, "closed": OutboxQueued, "gone": OutboxSent,
		"notice": OutboxRides, "of another": OutboxQueued, "ask again": OutboxQueued,
	}
	for range 2 { // a worker that was killed commits once more
		check(t, s.Commit(t.Context(), last))
		diff(t, want, states(t, s))
	}
	if workflows, _, err := s.News(t.Context()); err != nil || len(workflows) != 1 {
		t.Errorf("there are news for %v, %v, of the one letter that was sent", workflows, err)
	}
}

func TestPackKeepsWhatRepliesAreReadAgainst(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	l := letter("ask/lars")
	check(t, s.Commit(t.Context(), step(l)))
	ask := Ask{
		ID: "a1", Slug: "acme", Workflow: round, Person: "lars", Locale: "nb", Spec: "digest", Sealed: true,
		MessageID: "m@eng.test", Text: "first", SentAt: noon, Due: noon.AddDate(0, 0, 1),
	}
	check(t, s.Pack(t.Context(), l, Mail{ID: "m@eng.test"}, ask, procedure.Arrival{Key: l.Key}, nil, nil))
	check(t, s.MarkRetry(t.Context(), l, "451", false, noon))
	ask.Text, ask.SentAt, ask.Due = "composed anew", noon.Add(time.Hour), noon.AddDate(0, 0, 2)
	check(t, s.Pack(t.Context(), l, Mail{ID: "m@eng.test"}, ask, procedure.Arrival{Key: l.Key}, nil, nil))
	diff(t, ask, must[Ask](t)(s.AskByMessageID(t.Context(), "m@eng.test")))
}

// TestAnAllClearGoesOutOnlyWhereTheAlarmDid takes an alarm back before and after it
// went out.
func TestAnAllClearGoesOutOnlyWhereTheAlarmDid(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Commit(t.Context(), step(letter("unread", form(procedure.FormNotice)), letter("read", form(procedure.FormNotice)), notice("hint", ""))))
	pack(t, s, letter("read"))
	check(t, s.MarkSent(t.Context(), letter("read"), noon))
	follows := func(key, other string) procedure.Letter {
		l := letter(key, form(procedure.FormNotice))
		l.Follows = other
		return l
	}
	last := step(follows("clear unread", "unread"), follows("clear read", "read"), follows("clear nothing", "never written"))
	last.Recalls = []procedure.Recall{{Keys: []string{"unread", "read", "hint"}}}
	want := map[string]OutboxState{
		"unread": OutboxRecalled, "read": OutboxSent, "hint": OutboxRecalled, "clear read": OutboxQueued,
	}
	for range 2 { // a worker that was killed commits once more
		check(t, s.Commit(t.Context(), last))
		diff(t, want, states(t, s))
	}
}

// An all-clear goes out where one of several alarms did, and what says the same only
// where none did.
func TestWhatSaysTheSameGoesOutOnce(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	alarms := []string{"first", "second"}
	for _, key := range append(alarms, "unread") {
		check(t, s.Commit(t.Context(), step(letter(key, form(procedure.FormNotice)))))
	}
	pack(t, s, letter("first"))
	check(t, s.MarkSent(t.Context(), letter("first"), noon))
	says := func(key string, any, unless []string) procedure.Letter {
		l := letter(key, form(procedure.FormNotice))
		l.FollowsAny, l.Unless = any, unless
		return l
	}
	last := step(
		says("clear", alarms, nil), says("met", nil, alarms),
		says("clear unread", []string{"unread"}, nil), says("met unread", nil, []string{"unread"}),
	)
	last.Recalls = []procedure.Recall{{Keys: append(alarms, "unread")}}
	check(t, s.Commit(t.Context(), last))
	diff(t, map[string]OutboxState{
		"first": OutboxSent, "second": OutboxRecalled, "unread": OutboxRecalled, "clear": OutboxQueued, "met unread": OutboxQueued,
	}, states(t, s))
}
