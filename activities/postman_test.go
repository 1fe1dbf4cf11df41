package activities_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// ask is the letter that asks a person in the round.
func ask(person string) procedure.Letter {
	return procedure.Letter{
		Key: "ask/" + person, Template: "check-in", Form: procedure.FormAsk, Slug: "duo", Spec: "digest", Workflow: "duo/round",
		Person: person, Ask: "a/" + person, Opens: true, At: noon,
		Asking: procedure.Asking{Window: procedure.Window{Span: cadence.Span{Count: 4, Unit: cadence.HoursUnit}}},
	}
}

func reminder(person string) procedure.Letter {
	l := ask(person)
	l.Key, l.Form, l.Opens = "remind-1/"+person, procedure.FormReminder, false
	return l
}

func notice(key, person string) procedure.Letter {
	return procedure.Letter{
		Key: key, Template: "round-summary", Form: procedure.FormNotice, Slug: "duo", Spec: "digest", Workflow: "duo/round",
		Person: person, Ask: "n/" + key, Rides: true, At: noon, Until: noon.AddDate(0, 0, 14),
	}
}

// office is a postman with everything around him.
type office struct {
	outbox     *outbox
	procedures *procedures
	now        time.Time
	unworded   []string           // keys of letters for which there are no words
	server     func(string) error // what the mail server makes of the letter with a key; nil: it takes all
	composed   []string           // keys of the letters that were put into words
	mails      []string           // what the server was handed, as "key: text"
	completed  []string           // "token: arrivals"
	finish     error              // of completing an activity
	log        strings.Builder
	specs      specs
	together   asking.Together
}

func newOffice(letters ...procedure.Letter) *office {
	o := &office{outbox: &outbox{fail: map[string]error{}}, procedures: &procedures{running: []string{"duo", "duo/round"}}, now: noon}
	o.outbox.post(letters...)
	return o
}

// round is one of a postman who has just begun: he remembers nothing.
func (o *office) round(t *testing.T) (time.Time, error) {
	t.Helper()
	p := activities.Postman{
		Post: o.outbox, Specs: o.specs, Readings: &ledger{}, Composer: o, Mailer: o, Procedures: o.procedures, Complete: o.complete,
		Now: func() time.Time { return o.now }, Logger: slog.New(slog.NewTextHandler(&o.log, nil)), Carriers: 1, Together: o.together,
	}
	return p.Round(t.Context())
}

// rounds lets the postman look again and again while a time passes.
func (o *office) rounds(t *testing.T, n int, every time.Duration) {
	t.Helper()
	for range n {
		if _, err := o.round(t); err != nil {
			t.Fatal(err)
		}
		o.now = o.now.Add(every)
	}
}

func (o *office) Compose(_ partnership.Spec, l procedure.Letter, also []procedure.Letter, _ standing.Standing, at time.Time) (activities.Message, error) {
	o.composed = append(o.composed, l.Key)
	text := "composed " + at.Format("15:04")
	for _, letter := range slices.Concat([]procedure.Letter{l}, l.Parts, also) {
		if slices.Contains(o.unworded, letter.Key) {
			err := errors.New("no words")
			for _, w := range letter.Writings {
				err = fmt.Errorf("%w for %q", err, w.Text)
			}
			return activities.Message{}, err
		}
		if len(l.Parts) > 0 && letter.Key != l.Key && !letter.Rides {
			text += ", with " + letter.Key
			continue
		}
		if letter.Key != l.Key {
			text += ", also " + letter.Key
		}
	}
	if !l.Due.IsZero() {
		text += ", due " + l.Due.UTC().Format("15:04")
	}
	for _, letter := range slices.Concat([]procedure.Letter{l}, also) {
		for _, w := range letter.Writings {
			text += fmt.Sprintf(", %s wrote %q", w.By, w.Text)
		}
	}
	for _, part := range append([]procedure.Letter{l}, l.Parts...) {
		for _, d := range part.Decided {
			text += ", decided " + d.Key
		}
	}
	for _, a := range l.Understood {
		text += ", understood " + a.Value.String()
	}
	return activities.Message{ID: l.Workflow + "/" + l.Key, To: l.Person, Text: text}, nil
}

func (o *office) Send(_ context.Context, m activities.Message) error {
	key := strings.TrimPrefix(m.ID, "duo/round/")
	o.mails = append(o.mails, key+": "+m.Text)
	if o.server == nil {
		return nil
	}
	return o.server(key)
}

func (o *office) complete(_ context.Context, token []byte, arrivals []procedure.Arrival) error {
	if o.finish != nil {
		return o.finish
	}
	o.completed = append(o.completed, string(token)+": "+became(arrivals))
	return nil
}

// became says what became of letters.
func became(arrivals []procedure.Arrival) string {
	var words []string
	for _, a := range arrivals {
		word := "waits"
		switch {
		case a.Refused:
			word = "refused"
		case a.Unwritten:
			word = "unwritten"
		case !a.At.IsZero():
			word = "sent " + a.At.Format("15:04")
		}
		if !a.Due.IsZero() && !a.At.IsZero() {
			word += " due " + a.Due.UTC().Format("15:04")
		}
		words = append(words, a.Key+" "+word)
	}
	return strings.Join(words, ", ")
}

func failure(class activities.DeliveryClass) error {
	return &activities.DeliveryError{Class: class, Err: errBroken}
}

func (o *office) check(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestALetterIsSentAndItsProcedureHears(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"), notice("summary", "sofie"), notice("other", "hans"))
	o.rounds(t, 2, time.Minute)
	o.check(t, "mails", []string{"ask/sofie: composed 12:00, also summary, due 16:00"}, o.mails)
	o.check(t, "letters", map[string]string{"ask/sofie": "sent", "summary": "sent", "other": "waiting"}, o.outbox.states())
	if told := o.procedures.told["duo/round"]; len(told) != 1 || became(told[0].Arrivals) != "ask/sofie sent 12:00 due 16:00" {
		t.Errorf("told %+v", told)
	}
	want := []activities.Ask{{
		ID: "a/sofie", Slug: "duo", Workflow: "duo/round", Person: "sofie", Locale: "en", Spec: "digest",
		MessageID: "duo/round/ask/sofie", Text: "composed 12:00, also summary, due 16:00", Recipient: "sofie", SentAt: noon, Due: noon.Add(4 * time.Hour),
	}}
	o.check(t, "asks", want, o.outbox.asks)
}

func TestWhatCannotBeWrittenIsPutAsideAndToldOnce(t *testing.T) {
	t.Parallel()
	lost, stranger := ask("sofie"), ask("eve")
	lost.Key, lost.Spec = "lost/sofie", "lost"
	for name, c := range map[string]struct {
		letter procedure.Letter
		reason string
	}{
		"no words":       {ask("sofie"), "no words"},
		"no such spec":   {lost, "no such spec"},
		"no such person": {stranger, `the spec knows no person "eve"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(c.letter)
			o.unworded = []string{"ask/sofie"}
			o.outbox.fail["unwritten"] = errAway // killed between telling and putting aside
			if _, err := o.round(t); !errors.Is(err, errAway) {
				t.Errorf("got %v", err)
			}
			o.rounds(t, 3, time.Hour)
			o.check(t, "letters", map[string]string{c.letter.Key: "unwritten"}, o.outbox.states())
			if len(o.mails) > 0 {
				t.Errorf("sent %q", o.mails)
			}
			if facts := o.procedures.told["duo"]; len(facts) > 0 {
				t.Errorf("the partnership heard %+v, which is for the procedure to tell", facts)
			}
			if heard := o.procedures.told["duo/round"]; len(heard) != 1 || heard[0].Arrivals[0].Reason != c.reason {
				t.Errorf("the procedure heard %+v", heard)
			}
		})
	}
}

// TestTroubleOfTheStoreIsNoFaultOfTheLetter: it goes out when the store is back.
func TestTroubleOfTheStoreIsNoFaultOfTheLetter(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"specs", "due", "riders", "sealed", "pack", "sent", "news", "awaited"} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			l := ask("sofie")
			if call != "riders" { // a sealed letter takes nothing along
				l.Sealed, l.Understood = true, []partnership.Answer{{Question: "mood"}}
			}
			o := newOffice(l)
			if o.outbox.fail[call] = errAway; call == "specs" {
				o.specs.err = errAway
			}
			if _, err := o.round(t); !errors.Is(err, errAway) {
				t.Errorf("got %v", err)
			}
			o.specs.err = nil
			o.rounds(t, 2, time.Second)
			o.check(t, "letters", map[string]string{"ask/sofie": "sent"}, o.outbox.states())
			if texts := slices.Compact(slices.Clone(o.mails)); len(texts) != 1 {
				t.Errorf("different mails under one ID: %q", texts)
			}
		})
	}
}

func TestANoticeWithoutWordsHoldsNothingUp(t *testing.T) {
	t.Parallel()
	o := newOffice(notice("bad", "sofie"), notice("good", "sofie"), ask("sofie"))
	o.unworded = []string{"bad"}
	o.rounds(t, 1, 14*24*time.Hour)
	o.check(t, "mails", []string{"ask/sofie: composed 12:00, due 16:00"}, o.mails)
	// On its last day each goes alone.
	o.rounds(t, 2, time.Hour)
	o.check(t, "letters", map[string]string{"ask/sofie": "sent", "bad": "unwritten", "good": "sent"}, o.outbox.states())
	o.check(t, "the last mail", "good: composed 12:00", o.mails[len(o.mails)-1])
}

func TestTwoNoticesOfOneLastDayAreOneMail(t *testing.T) {
	t.Parallel()
	o := newOffice(notice("one", "sofie"), notice("two", "sofie"))
	o.now = noon.AddDate(0, 0, 14)
	o.rounds(t, 2, time.Hour)
	o.check(t, "mails", []string{"one: composed 12:00, also two"}, o.mails)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent"}, o.outbox.states())
}

func TestEachFailureHasItsWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err   error
		mails []string // of three looks, a minute apart
		heard string
	}{
		// The window counts from the mail that is taken.
		"for now: composed anew": {
			failure(activities.DeliveryTemporary),
			[]string{"ask/sofie: composed 12:00, due 16:00", "ask/sofie: composed 12:01, due 16:01"},
			"ask/sofie sent 12:01 due 16:01",
		},
		"of no class: for now": {
			errBroken,
			[]string{"ask/sofie: composed 12:00, due 16:00", "ask/sofie: composed 12:01, due 16:01"},
			"ask/sofie sent 12:01 due 16:01",
		},
		// It may have been taken: what the person holds must stay true.
		"unknown: the same bytes": {
			failure(activities.DeliveryUnknown),
			[]string{"ask/sofie: composed 12:00, due 16:00", "ask/sofie: composed 12:00, due 16:00"},
			"ask/sofie sent 12:01 due 16:00",
		},
		"for good: never again": {
			failure(activities.DeliveryPermanent),
			[]string{"ask/sofie: composed 12:00, due 16:00"},
			"ask/sofie refused",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(ask("sofie"))
			o.server = func(string) error { o.server = nil; return c.err }
			o.rounds(t, 3, time.Minute)
			o.check(t, "mails", c.mails, o.mails)
			if told := o.procedures.told["duo/round"]; len(told) != 1 || became(told[0].Arrivals) != c.heard {
				t.Errorf("heard %+v, want %s", told, c.heard)
			}
		})
	}
}

func TestThePartnershipHearsOfALetterThatNobodyAwaits(t *testing.T) {
	t.Parallel()
	l := ask("sofie")
	l.Opens, l.Form = false, procedure.FormReceipt
	o := newOffice(l)
	o.unworded = []string{"ask/sofie"}
	o.outbox.fail["unwritten"] = errAway // killed between telling and putting aside
	if _, err := o.round(t); !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
	o.rounds(t, 3, time.Hour)
	facts := o.procedures.told["duo"]
	if len(facts) != 1 || len(facts[0].Facts) != 1 || facts[0].Facts[0].Kind != procedure.FactUnwritten {
		t.Errorf("the partnership heard %+v", facts)
	}
}

func TestTriesGrowRarer(t *testing.T) {
	t.Parallel()
	for _, class := range []activities.DeliveryClass{activities.DeliveryTemporary, activities.DeliveryUnknown} {
		o := newOffice(ask("sofie"))
		o.server = func(string) error { return failure(class) }
		o.rounds(t, 3600, time.Second)
		// After 1, 2, 4 and so on to 512 seconds, then every ten minutes.
		if n := len(o.mails); n < 13 || n > 16 {
			t.Errorf("%s: %d tries in an hour", class, n)
		}
	}
}

func TestAfterThreeFailuresTheServerIsAway(t *testing.T) {
	t.Parallel()
	var letters []procedure.Letter
	for i := range 300 {
		l := ask("sofie")
		l.Slug = fmt.Sprint("duo", i) // different people
		letters = append(letters, l)
		letters[i].Key = fmt.Sprint("ask/", i)
	}
	o := newOffice(letters...)
	o.server = func(string) error { return failure(activities.DeliveryTemporary) }
	next, err := o.round(t)
	if err != nil || len(o.mails) != 3 {
		t.Errorf("%d tries, %v, want 3", len(o.mails), err)
	}
	if !next.IsZero() && !next.After(noon) {
		t.Error("the postman runs on though the server is away")
	}
	// A refusal of one recipient says that the server is there.
	refused := newOffice(letters[:9]...)
	refused.server = func(key string) error {
		if key == "ask/2" {
			return failure(activities.DeliveryPermanent)
		}
		return failure(activities.DeliveryTemporary)
	}
	if _, err := refused.round(t); err != nil || len(refused.mails) != 6 {
		t.Errorf("%d tries, %v, want 2, the refusal, and 3", len(refused.mails), err)
	}
	// With the server back, a full bag means that there is more.
	o.server = nil
	if next, err = o.round(t); err != nil || !next.Equal(o.now) {
		t.Errorf("next look at %v, %v, want at once", next, err)
	}
}

func TestNoLetterOvertakesAnotherToTheSamePerson(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"), reminder("sofie"), ask("lars"))
	o.server = func(string) error { o.server = nil; return failure(activities.DeliveryTemporary) }
	o.now = noon.Add(-11 * time.Hour) // ten in Tokyo
	o.rounds(t, 2, time.Minute)
	var keys []string
	for _, mail := range o.mails {
		key, _, _ := strings.Cut(mail, ":")
		keys = append(keys, key)
	}
	o.check(t, "mails", []string{"ask/sofie", "ask/lars", "ask/sofie", "remind-1/sofie"}, keys)
}

func TestHoursPutLettersOff(t *testing.T) {
	t.Parallel()
	urgent := ask("hans")
	urgent.Key, urgent.Urgent = "receipt/hans", true
	o := newOffice(ask("hans"), urgent)
	o.now = noon.Add(6 * time.Hour)
	if _, err := o.round(t); err != nil {
		t.Fatal(err)
	}
	o.check(t, "mails in the evening", []string{"receipt/hans: composed 18:00, due 09:00"}, o.mails)
	next, err := o.round(t)
	if morning := noon.Add(21 * time.Hour); err != nil || !next.Equal(morning) {
		t.Errorf("next look at %v, %v, want %v", next, err, morning)
	}
	o.now = next
	o.rounds(t, 1, time.Hour)
	o.check(t, "mails in the morning", "ask/hans: composed 09:00, due 13:00", o.mails[len(o.mails)-1])
}

func TestAReminderThatIsTooLateIsNotSent(t *testing.T) {
	t.Parallel()
	o := newOffice(reminder("sofie"), ask("sofie"))
	o.outbox.slips[0].Letter.Until, o.outbox.slips[1].Letter.Until = noon, noon.Add(time.Second)
	o.rounds(t, 2, time.Hour)
	o.check(t, "letters", map[string]string{"remind-1/sofie": "expired", "ask/sofie": "sent"}, o.outbox.states())
}

func TestALetterThatIsTakenBackMeanwhileStaysAtHome(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"))
	o.outbox.before = func(l procedure.Letter) { o.outbox.of(l).state = "recalled" }
	o.rounds(t, 2, time.Hour)
	if len(o.mails) > 0 || o.log.Len() > 0 {
		t.Errorf("sent %q, logged %s", o.mails, o.log.String())
	}
}

func TestWhatIsSealedIsReadOutToWhoeverSaidIt(t *testing.T) {
	t.Parallel()
	receipt := ask("sofie")
	receipt.Questions = []partnership.Question{{ID: "mood"}}
	receipt.Key, receipt.Sealed, receipt.Understood = "receipt/1", true, []partnership.Answer{{Question: "mood", Value: partnership.UnknownValue()}}
	open := ask("sofie")
	open.Sealed = true
	o := newOffice(receipt, open)
	o.outbox.sealed = map[string][]partnership.Answer{receipt.Ask: {{Question: "mood", Value: partnership.TextValue("good")}}}
	o.rounds(t, 1, time.Hour)
	o.check(t, "mails", []string{"receipt/1: composed 12:00, due 16:00, understood good", "ask/sofie: composed 12:00, due 16:00"}, o.mails)
	if !o.outbox.asks[0].Sealed {
		t.Error("the answer to a sealed letter would not be sealed")
	}
}

func TestWhatOthersWroteUnderSealIsInTheMailAndNowhereElse(t *testing.T) {
	t.Parallel()
	statement, told := ask("sofie"), notice("told", "sofie")
	statement.Writings = []procedure.Writing{
		{Ask: "lars/1", Question: "happened", By: "lars"}, {Ask: "lars/1", Question: "wish", By: "lars"}, {Ask: "hans/1", Question: "happened", By: "hans"},
	}
	told.Writings = []procedure.Writing{{Ask: "lars/2", Question: "text", By: "lars"}}
	successor := statement
	successor.Key, successor.Reader = "ask/nora", &procedure.Reader{Name: "Nora", Email: "nora@north.example"}
	o := newOffice(statement, told, successor)
	o.outbox.sealed = map[string][]partnership.Answer{
		"lars/1": {{Question: "happened", Value: partnership.TextValue("quinces")}, {Question: "wish", Value: partnership.TextValue("jam")}},
		"lars/2": {{Question: "text", Value: partnership.TextValue("a jar a week")}},
	}
	o.rounds(t, 1, time.Hour)
	o.check(t, "mails", []string{
		`ask/sofie: composed 12:00, also told, due 16:00, lars wrote "quinces", lars wrote "jam", hans wrote "", lars wrote "a jar a week"`,
		`ask/nora: composed 12:00, due 16:00, lars wrote "", lars wrote "", hans wrote ""`, // reads mail in her place
	}, o.mails)
	if o.outbox.reads != 1 {
		t.Errorf("looked into the store %d times, want once a mail that shows something", o.outbox.reads)
	}
	for _, s := range o.outbox.slips {
		if body, err := json.Marshal(s.Letter); err != nil || strings.Contains(string(body), "quinces") || strings.Contains(string(body), "jar") {
			t.Errorf("the letter %s holds sealed words: %s, %v", s.Letter.Key, body, err)
		}
	}
}

func TestWhatIsSealedStandsInNoCompany(t *testing.T) {
	t.Parallel()
	statement := ask("sofie")
	statement.Sealed = true
	o := newOffice(statement, notice("told", "sofie"))
	o.rounds(t, 1, time.Hour)
	o.check(t, "letters", map[string]string{"ask/sofie": "sent", "told": "waiting"}, o.outbox.states())
}

func TestWhyALetterCannotBeWrittenDoesNotRepeatWhatIsSealed(t *testing.T) {
	t.Parallel()
	statement := ask("sofie")
	statement.Writings = []procedure.Writing{{Ask: "lars/1", Question: "happened", By: "lars"}}
	o := newOffice(statement, ask("lars"))
	o.outbox.sealed = map[string][]partnership.Answer{"lars/1": {{Question: "happened", Value: partnership.TextValue("quinces")}}}
	o.unworded = []string{"ask/sofie", "ask/lars"}
	o.rounds(t, 2, time.Hour)
	var reasons []string
	for _, s := range o.outbox.slips {
		reasons = append(reasons, s.Window.Reason)
	}
	if said := strings.Join(reasons, "\n") + o.log.String(); strings.Contains(said, "quinces") || reasons[1] != "no words" {
		t.Errorf("said %s", said)
	}
}

func TestWhoWaitsHearsByTheActivity(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"), ask("lars"))
	o.now = noon.Add(-8 * time.Hour)
	o.outbox.waits = []*wait{{token: "t1", keys: []string{"ask/sofie", "ask/lars"}, since: o.now}}
	o.server = func(key string) error {
		if key == "ask/lars" {
			return failure(activities.DeliveryTemporary)
		}
		return nil
	}
	o.rounds(t, 2, 5*time.Minute)
	o.check(t, "completed", []string(nil), o.completed)
	o.rounds(t, 1, time.Minute)
	o.check(t, "completed when patience is over", []string{"t1: ask/sofie sent 04:00 due 08:00, ask/lars waits"}, o.completed)
	o.server = nil
	o.rounds(t, 3, time.Minute)
	if told := o.procedures.told["duo/round"]; len(told) != 1 || !strings.HasPrefix(became(told[0].Arrivals), "ask/lars sent 04:11") {
		t.Errorf("told %+v", told)
	}
	if len(o.completed) != 1 {
		t.Errorf("completed %q", o.completed)
	}
}

// TestACrashLosesNothingAndDoublesNothing kills the postman at every place where
// he has done one half of something, and has another one begin.
func TestACrashLosesNothingAndDoublesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fail    string // the call after which he dies
		waits   bool
		arrange func(*office)
		mails   int
	}{
		"between packing and sending":                 {fail: "pack", mails: 1},
		"between packing and sending, with a waiter":  {fail: "pack", waits: true, mails: 1},
		"between sending and noting it":               {fail: "sent", mails: 2}, // the same bytes under one ID
		"between noting and telling":                  {fail: "news", mails: 1},
		"between noting and completing":               {fail: "awaited", waits: true, mails: 1},
		"between telling and noting that it was told": {fail: "heard", mails: 1},
		"between completing and noting it": {fail: "settle", waits: true, mails: 1, arrange: func(o *office) {
			o.finish = activities.ErrClosed // the activity has ended
		}},
		"before the answer of whom he told": {mails: 1, arrange: func(o *office) {}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(ask("sofie"), notice("summary", "sofie"))
			if c.waits {
				o.outbox.waits = []*wait{{token: "t1", keys: []string{"ask/sofie"}, since: noon}}
			}
			if o.procedures.lost = c.fail == ""; c.fail != "" {
				o.outbox.fail[c.fail] = errAway
			}
			if _, err := o.round(t); err == nil {
				t.Fatal("nothing went wrong")
			}
			if c.arrange != nil {
				c.arrange(o)
			}
			o.rounds(t, 3, time.Minute)
			o.check(t, "letters", map[string]string{"ask/sofie": "sent", "summary": "sent"}, o.outbox.states())
			if texts := slices.Compact(slices.Clone(o.mails)); len(texts) != 1 || len(o.mails) != c.mails {
				t.Errorf("mails %q, want %d the same", o.mails, c.mails)
			}
			heard := len(o.procedures.told["duo/round"]) + len(o.completed)
			if heard != 1 || c.waits && len(o.completed) != 1 {
				t.Errorf("heard %+v and %q, want it once", o.procedures.told, o.completed)
			}
		})
	}
}

func TestOneWhoCannotBeToldKeepsNobodyFromHearing(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"))
	for i := range 9 {
		o.outbox.waits = append(o.outbox.waits, &wait{token: fmt.Sprint("t", i), keys: []string{fmt.Sprint("step", i)}, since: noon})
	}
	p := activities.Postman{
		Post: o.outbox, Specs: o.specs, Readings: &ledger{}, Composer: o, Mailer: o, Procedures: o.procedures,
		Complete: func(_ context.Context, token []byte, _ []procedure.Arrival) error {
			if o.completed = append(o.completed, string(token)); len(o.completed) < 3 {
				return errBroken
			}
			return nil
		},
		Now: func() time.Time { return noon }, Logger: slog.New(slog.DiscardHandler), Carriers: 1,
	}
	if _, err := p.Round(t.Context()); !errors.Is(err, errBroken) || len(o.completed) != 9 {
		t.Errorf("told %q, %v", o.completed, err)
	}
	// Nobody at all can be told: there is no use in trying all of them.
	o.completed = nil
	p.Complete = func(_ context.Context, token []byte, _ []procedure.Arrival) error {
		o.completed = append(o.completed, string(token))
		return errBroken
	}
	for _, w := range o.outbox.waits {
		w.settled = false
	}
	if _, err := p.Round(t.Context()); !errors.Is(err, errBroken) || len(o.completed) != 3 {
		t.Errorf("tried %q, %v", o.completed, err)
	}
}

// Each call waits for the server, so several workflows are told at once.
func TestWorkflowsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice()
	for i := range 4 {
		o.outbox.waits = append(o.outbox.waits, &wait{token: fmt.Sprint("t", i), keys: []string{fmt.Sprint("step", i)}, since: noon})
	}
	var together sync.WaitGroup // each call waits for another one
	together.Add(2)
	var calls atomic.Int32
	p := activities.Postman{
		Post: &shared{outbox: o.outbox}, Specs: o.specs, Readings: &ledger{}, Composer: o, Mailer: o, Procedures: o.procedures, Carriers: 2,
		Complete: func(context.Context, []byte, []procedure.Arrival) error {
			if calls.Add(1) <= 2 {
				together.Done()
			}
			together.Wait()
			return activities.ErrClosed
		},
		Now: func() time.Time { return noon }, Logger: slog.New(slog.DiscardHandler),
	}
	if _, err := p.Round(t.Context()); err != nil || calls.Load() != 4 {
		t.Errorf("told %d, %v", calls.Load(), err)
	}
}

// shared is an outbox for several callers at once.
type shared struct {
	*outbox
	mu sync.Mutex
}

// Settle forgets a delivery.
func (s *shared) Settle(ctx context.Context, a activities.Awaited) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.outbox.Settle(ctx, a)
}

func TestWhoHasEndedNeedsNotHear(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"), ask("eve"))
	o.procedures.running = nil
	o.rounds(t, 2, time.Minute)
	o.check(t, "letters", map[string]string{"ask/sofie": "sent", "ask/eve": "unwritten"}, o.outbox.states())
	if news, err := o.outbox.News(t.Context()); err != nil || len(news) > 0 {
		t.Errorf("news are left: %v, %v", news, err)
	}
}

func TestRunGoesOnAfterTroubleAndEndsWithItsContext(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"))
	o.outbox.fail["due"] = errAway
	ctx, cancel := context.WithCancel(t.Context())
	posted := make(chan struct{}, 1)
	posted <- struct{}{}
	p := activities.Postman{
		Post: o.outbox, Specs: o.specs, Readings: &ledger{}, Composer: o, Mailer: o, Procedures: o.procedures, Complete: o.complete,
		Now: func() time.Time { return o.now }, Logger: slog.New(slog.NewTextHandler(&o.log, nil)), Posted: posted, Carriers: 1,
		Trouble: func(context.Context, time.Time) error {
			if len(o.mails) > 0 {
				cancel()
			}
			return nil
		},
	}
	p.Run(ctx)
	if len(o.mails) != 1 || !strings.Contains(o.log.String(), errAway.Error()) {
		t.Errorf("mails %q, log %s", o.mails, o.log.String())
	}
}

func TestCarry(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spell time.Duration
		stop  bool // the worker stops
	}{
		"a spell comes to its end": {spell: time.Millisecond},
		"the worker stops":         {spell: time.Hour, stop: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice()
			p := &activities.Postman{
				Post: o.outbox, Specs: o.specs, Readings: &ledger{}, Composer: o, Mailer: o, Procedures: o.procedures, Complete: o.complete,
				Now: func() time.Time { return o.now }, Logger: slog.New(slog.DiscardHandler), Spell: c.spell, Carriers: 1,
			}
			suite := testsuite.WorkflowTestSuite{}
			suite.SetLogger(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)))
			env := suite.NewTestActivityEnvironment()
			stop := make(chan struct{})
			env.SetWorkerStopChannel(stop)
			if c.stop {
				close(stop)
			}
			env.RegisterActivity(p.Carry)
			if _, err := env.ExecuteActivity(p.Carry, "main"); err != nil {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLogsOfThePostmanHoldNoAddress(t *testing.T) {
	t.Parallel()
	o := newOffice(ask("sofie"))
	o.unworded = []string{"ask/sofie"}
	o.rounds(t, 1, time.Minute)
	if log := o.log.String(); strings.Contains(log, "@") || !strings.Contains(log, "letter=ask/sofie") {
		t.Errorf("the log says %s", log)
	}
}
