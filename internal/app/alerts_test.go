package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// watch is an engine that watches over itself: a real store and composer, with a
// clock and a mail server of the test's own.
type watch struct {
	t      *testing.T
	path   string
	store  *store.Store
	now    time.Time
	words  *compose.Composer
	write  func(compose.Alert, time.Time) (compose.Message, error)
	alerts *alerts
	server error // what the mail server says; nil: it takes all
	tries  int
	taken  []activities.Message
	log    bytes.Buffer
	mails  uint32
}

func newWatch(t *testing.T) *watch {
	t.Helper()
	w := &watch{t: t, path: filepath.Join(t.TempDir(), storeFile), now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
	keys, err := token.New(bytes.Repeat([]byte{1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	w.words, err = compose.New(compose.Settings{
		From: mail.Address{Name: "Rapport", Address: "rapport@ops.example"}, Addressing: token.Plus, Keys: keys, Instance: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	w.write = w.words.Alert
	w.begin()
	return w
}

// begin begins the program anew: it knows what is in the store, and no more.
func (w *watch) begin() {
	w.t.Helper()
	kept, err := store.Open(w.t.Context(), "sqlite:"+w.path, store.Options{Now: func() time.Time { return w.now }})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = kept.Close() })
	w.store = kept
	w.alerts = &alerts{
		store: kept, mailer: w, to: "ops@ops.example", logger: slog.New(slog.NewTextHandler(&w.log, nil)),
		write: func(a compose.Alert, at time.Time) (compose.Message, error) { return w.write(a, at) },
	}
}

func (w *watch) Send(_ context.Context, m activities.Message) error {
	w.tries++
	if w.server == nil {
		w.taken = append(w.taken, m)
	}
	return w.server
}

// let lets time pass, with a round of the postman every so often.
func (w *watch) let(pass, every time.Duration) {
	w.t.Helper()
	for until := w.now.Add(pass); w.now.Before(until); {
		w.now = w.now.Add(every)
		w.check()
	}
}

func (w *watch) check() {
	w.t.Helper()
	if err := w.alerts.check(w.t.Context(), w.now); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watch) post(key string) procedure.Letter {
	w.t.Helper()
	l := procedure.Letter{
		Key: key, Template: "check-in", Form: procedure.FormAsk, Slug: "tea-kettle", Spec: "digest", Workflow: teaRound, Person: "ann",
		Ask: "a/" + key, Opens: true, At: w.now,
	}
	if err := (records{w.store}).Commit(w.t.Context(), activities.Record{Slug: "tea-kettle", Workflow: teaRound, State: []byte(`{}`), At: w.now, Letters: []procedure.Letter{l}}); err != nil {
		w.t.Fatal(err)
	}
	return l
}

// fail is a letter that cannot be written.
func (w *watch) fail(reason string) {
	w.t.Helper()
	if err := w.store.MarkUnwritten(w.t.Context(), w.post(reason), reason); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watch) quarantine(class, reason string) {
	w.t.Helper()
	w.mails++
	row, err := w.store.StoreRaw(w.t.Context(), store.Incoming{Account: "main", Mailbox: "INBOX", UIDValidity: 1, UID: w.mails, Raw: []byte(reason)})
	if err == nil {
		err = w.store.SetInboxState(w.t.Context(), row.ID, store.InboxQuarantined, store.InboxDetail{Class: class, Reason: reason})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// told checks the mails so far by a text that each must hold.
func (w *watch) told(want ...string) {
	w.t.Helper()
	if len(w.taken) != len(want) {
		w.t.Fatalf("%d mails were sent by %s, want %d", len(w.taken), w.now, len(want))
	}
	for i, m := range w.taken {
		if !strings.Contains(m.Text, want[i]) {
			w.t.Errorf("mail %d does not hold %q:\n%s", i, want[i], m.Text)
		}
	}
}

const hour = time.Hour

func refuses(class activities.DeliveryClass) error {
	return &activities.DeliveryError{Class: class, Err: errors.New("no route to host")}
}

func TestTheAdminHearsOnceADay(t *testing.T) {
	t.Parallel()
	w := newWatch(t)
	w.let(72*hour, hour)
	w.told() // nothing to tell: no mail
	w.fail("no phrase")
	w.check()
	w.told() // there may be more of it
	w.fail("no figure")
	w.let(hour, time.Minute)
	const both = "2 letters could not be written"
	w.told(both)
	m := w.taken[0]
	if !strings.Contains(m.Text, teaRound+": check-in to ann\n  no phrase") || m.To != "ops@ops.example" || !strings.Contains(string(m.Wire), "X-Rapport-Loop: test") {
		t.Errorf("the mail to %s is\n%s", m.To, m.Wire)
	}
	w.let(48*hour, hour)
	w.told(both) // everything was told
	w.fail("no words")
	w.let(time.Hour, 10*time.Minute)
	w.told(both, "no words")
	w.fail("no letters")
	w.let(22*hour, hour)
	w.told(both, "no words") // not again on one day
	w.begin()
	w.let(2*hour, 10*time.Minute)
	w.told(both, "no words", "1 letter could not be written")
	w.quarantine("reply", "it answers no mail of ours")
	w.let(25*hour, hour)
	w.told(both, "no words", "no letters", "* it answers no mail of ours")
	if ids := map[string]bool{w.taken[0].ID: true, w.taken[1].ID: true, w.taken[2].ID: true, w.taken[3].ID: true}; len(ids) != 4 {
		t.Errorf("mails share an ID: %v", ids)
	}
}

func TestLettersThatWaitAreToldDayByDay(t *testing.T) {
	t.Parallel()
	w := newWatch(t)
	l := w.post("ask")
	w.let(23*hour, hour)
	w.told()
	w.let(2*hour, hour)
	w.let(24*hour, hour)
	const waits = "1 letter has waited for more than a day, since Mon 1 Mar 09:00, UTC"
	w.told(waits, waits)
	if err := w.store.MarkSent(t.Context(), l, w.now); err != nil {
		t.Fatal(err)
	}
	w.let(48*hour, hour)
	w.told(waits, waits)
}

// TestAMailServerThatIsDownDelaysTheAlert: it goes out once, as things stand by
// then.
func TestAMailServerThatIsDownDelaysTheAlert(t *testing.T) {
	t.Parallel()
	w := newWatch(t)
	w.server = refuses(activities.DeliveryTemporary)
	w.fail("no phrase")
	w.let(24*hour, 10*time.Minute)
	w.begin()
	w.fail("no figure")
	w.let(24*hour, 10*time.Minute)
	if w.tries < 10 || w.tries > 60 {
		t.Errorf("%d tries in two days", w.tries)
	}
	w.told()
	w.server = nil
	w.begin()
	w.let(23*hour, 10*time.Minute)
	w.told("2 letters could not be written")
	w.let(48*hour, hour)
	w.told("2 letters could not be written")
}

// TestAnAlertThatMayHaveArrivedIsRepeatedByteForByte: whoever gets it twice can
// see that it is one.
func TestAnAlertThatMayHaveArrivedIsRepeatedByteForByte(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*watch){
		"the connection broke": func(w *watch) { w.server = refuses(activities.DeliveryUnknown); w.let(hour, 10*time.Minute) },
		"the program was killed": func(w *watch) {
			ctx, kill := context.WithCancel(t.Context())
			w.server = errors.New("killed")
			w.now = w.now.Add(hour)
			w.alerts.mailer = killer{w, kill}
			if err := w.alerts.check(ctx, w.now); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatch(t)
			w.t = t
			w.fail("no phrase")
			stop(w)
			kept, err := w.store.LastAlert(t.Context())
			if err != nil || kept.State != store.OutboxPacked || w.tries == 0 {
				t.Fatalf("after %d tries: %+v, %v", w.tries, kept, err)
			}
			w.now = w.now.Add(time.Minute)
			w.fail("no figure")
			w.server = nil
			w.begin()
			w.let(2*hour, 10*time.Minute)
			w.told("1 letter could not be written")
			if !bytes.Equal(w.taken[0].Wire, kept.Mail.Wire) {
				t.Error("it is not the mail that may have arrived")
			}
			w.let(24*hour, hour)
			w.told("no phrase", "no figure")
		})
	}
}

// killer ends the program while it hands over a mail.
type killer struct {
	*watch
	kill func()
}

func (k killer) Send(ctx context.Context, m activities.Message) error {
	k.kill()
	return k.watch.Send(ctx, m)
}

// TestWhatIsWrongWithAnAlertIsNotItsNews: it is tried again a day later, and
// tells the same, not of itself.
func TestWhatIsWrongWithAnAlertIsNotItsNews(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*watch){
		"it cannot be written": func(w *watch) {
			w.write = func(compose.Alert, time.Time) (compose.Message, error) {
				return compose.Message{}, errors.New("no words")
			}
		},
		"it is refused for good": func(w *watch) { w.server = refuses(activities.DeliveryPermanent) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatch(t)
			spoil(w)
			w.fail("no phrase")
			w.let(70*hour, 10*time.Minute)
			last, err := w.store.LastAlert(t.Context())
			if err != nil || last.Seq != 3 || last.Reason == "" {
				t.Errorf("after three days the last alert is %+v, %v", last, err)
			}
			if outbox, err := w.store.Outbox(t.Context(), store.OutboxQuery{}); err != nil || len(outbox) != 1 {
				t.Errorf("the outbox has %d letters, %v", len(outbox), err)
			}
			if log := w.log.String(); !strings.Contains(log, "mail to the admin") || strings.Contains(log, "@") {
				t.Errorf("the log says %s", log)
			}
			w.write, w.server = w.words.Alert, nil
			w.let(24*hour, hour)
			w.told("1 letter could not be written")
		})
	}
}

// TestAnAlertBringsAboutNoOther: what machines answer to it, or send back, goes
// into quarantine and is no news.
func TestAnAlertBringsAboutNoOther(t *testing.T) {
	t.Parallel()
	w := newWatch(t)
	w.fail("no phrase")
	w.let(hour, 10*time.Minute)
	for i, class := range []activities.MailClass{activities.MailBounce, activities.MailAuto, activities.MailFeedback, activities.MailOther} {
		w.quarantine(string(class), fmt.Sprint("it answers no mail of ours ", i))
	}
	w.let(72*hour, hour)
	w.told("no phrase")
}

func TestAlertsFailWithTheirStore(t *testing.T) {
	t.Parallel()
	w := newWatch(t)
	if err := w.store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.alerts.check(t.Context(), w.now); err == nil {
		t.Error("a closed store is no trouble")
	}
}

// TestStatusCountsWhatWaits of one partnership, and forgets what was put aside
// long ago.
func TestStatusCountsWhatWaits(t *testing.T) {
	t.Parallel()
	w := newWatch(t)
	if err := w.store.PutSpec(t.Context(), partnership.Spec{Slug: "tea-kettle", Title: "Tea", Zone: "Etc/UTC"}); err != nil {
		t.Fatal(err)
	}
	w.fail("no phrase")
	w.now = w.now.AddDate(0, 0, AsideDays)
	w.fail("no figure")
	w.post("ask")
	if err := w.store.MarkRetry(t.Context(), w.post("second"), "temporary failure: reply 421", false, w.now); err != nil {
		t.Fatal(err)
	}
	status, err := (&StatusReader{store: w.store}).Read(t.Context(), "tea-kettle", w.now)
	want := store.Backlog{Due: 1, Failing: 1, FailingSince: w.now, FailingFor: "temporary failure: reply 421", Unwritten: 1}
	if err != nil || status.Outbox != want {
		t.Errorf("got %+v, %v, want %+v", status.Outbox, err, want)
	}
}

// sends has a mail go out.
func (w *watch) sends(key string) {
	w.t.Helper()
	l := w.post(key)
	mail := store.Mail{ID: key + "@ops.example", To: "ann@tea.example", Text: "How many?", Wire: []byte("raw")}
	ask := store.Ask{ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, MessageID: mail.ID, SentAt: w.now}
	err := w.store.Pack(w.t.Context(), l, mail, ask, procedure.Arrival{Key: key}, nil, nil)
	if err == nil {
		err = w.store.MarkSent(w.t.Context(), l, w.now)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestTheAdminHearsWhereTheBudgetOfMailBreaks(t *testing.T) {
	t.Parallel()
	w := newWatch(t) // on a Monday
	for i := range 4 {
		w.sends(fmt.Sprint("ask/", i))
		w.let(hour, 10*time.Minute)
	}
	w.let(3*hour, hour)
	w.told() // four a week are meant
	w.sends("ask/5")
	w.let(3*hour, hour)
	const once = "ann: 5 in the week of 1 Mar 2027, 4 are meant: 5 check-in (tea-kettle/check-in/"
	w.told(once)
	if strings.Contains(w.taken[0].Text, "ann@") {
		t.Errorf("it holds an address:\n%s", w.taken[0].Text)
	}
	w.let(72*hour, hour)
	w.told(once) // it was told
	w.sends("ask/6")
	w.let(3*hour, hour)
	w.told(once, "ann: 6 in the week")
}
