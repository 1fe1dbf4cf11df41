package store

import (
	"errors"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	dayA = "acme/milestone/leads/rules"
	dayB = "acme/milestone/leads/campaign"
)

// lineLetter asks lars whether something is done.
func lineLetter(workflow, ask string) procedure.Letter {
	return letter("ask/lars", of(workflow), func(l *procedure.Letter) {
		l.Template, l.Ask = "milestone-due", ask
		l.Questions = []partnership.Question{{ID: "done", Kind: partnership.KindYesNo}}
	})
}

// together packs two letters into one mail, which the first carries.
func together(t *testing.T, s *Store, letters ...procedure.Letter) error {
	t.Helper()
	carrier := letters[0]
	mail := Mail{ID: "both@eng.test", To: "lars@acme.test", Text: "1) and 2)", Wire: []byte("raw")}
	both := Ask{ID: "both", Slug: "acme", Workflow: carrier.Workflow, Person: "lars", MessageID: mail.ID, SentAt: noon}
	var joined []Joined
	for _, l := range letters {
		both.Parts = append(both.Parts, procedure.Part{Ask: l.Ask, Workflow: l.Workflow, Questions: l.Questions})
		both.Questions = append(both.Questions, partnership.Question{ID: l.Ask, Kind: partnership.KindTask})
		joined = append(joined, Joined{
			Letter: l, Ask: Ask{ID: l.Ask, Slug: "acme", Workflow: l.Workflow, Person: "lars", Questions: l.Questions, SentAt: noon},
			Arrival: procedure.Arrival{Key: l.Key, Due: noon.AddDate(0, 0, len(joined)+1)},
		})
	}
	return s.Pack(t.Context(), carrier, mail, both, joined[0].Arrival, nil, joined)
}

func post(t *testing.T, s *Store, letters ...procedure.Letter) {
	t.Helper()
	for _, l := range letters {
		r := step(l)
		r.Procedure.Workflow = l.Workflow
		check(t, s.Commit(t.Context(), r))
	}
}

func stateOf(t *testing.T, s *Store, workflow string) OutboxState {
	t.Helper()
	for _, m := range must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{})) {
		if m.Letter.Workflow == workflow {
			return m.State
		}
	}
	return ""
}

func TestWhatStandsTogetherArrivesTogetherAndIsAnsweredApart(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	a, b := lineLetter(dayA, "a"), lineLetter(dayB, "b")
	post(t, s, a, b)
	check(t, together(t, s, a, b))
	if got := stateOf(t, s, dayB); got != OutboxBound {
		t.Errorf("the second is %s", got)
	}
	if keys, _ := due(t, s, noon); len(keys) != 1 {
		t.Errorf("due are %v, want the one that carries the other", keys)
	}
	check(t, s.MarkSent(t.Context(), a, noon))
	workflows, news, err := s.News(t.Context())
	check(t, err)
	if len(workflows) != 2 {
		t.Fatalf("%v hear that their letters have arrived", workflows)
	}
	for i, workflow := range workflows {
		want := noon.AddDate(0, 0, map[string]int{dayA: 1, dayB: 2}[workflow])
		if got := news[i][0]; !got.At.Equal(noon) || !got.Due.Equal(want) {
			t.Errorf("%s hears %+v, want its own window until %s", workflow, got, want)
		}
	}
	// A reply to the mail is about both, and each has an ask of its own.
	kept := must[Ask](t)(s.AskByMessageID(t.Context(), "both@eng.test"))
	if len(kept.Parts) != 2 || kept.Recipient != "lars@acme.test" {
		t.Errorf("of the mail %+v is kept", kept)
	}
	asked := must[[]Ask](t)(s.Asked(t.Context(), "acme", "lars"))
	if len(asked) != 2 || asked[0].Questions[0].ID != "done" {
		t.Errorf("lars is asked %+v", asked)
	}
	waiting, last, err := s.Company(t.Context(), "acme", "lars", []procedure.Template{"milestone-due"}, []procedure.Template{"milestone-due"})
	if err != nil || len(waiting) != 0 || last.IsZero() {
		t.Errorf("waiting are %v, the last went at %v, %v", waiting, last, err)
	}
}

func TestWhatStoodTogetherWaitsAgainWhenItsMailIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	a, b := lineLetter(dayA, "a"), lineLetter(dayB, "b")
	post(t, s, a, b)
	check(t, together(t, s, a, b))
	check(t, s.MarkRetry(t.Context(), a, "away", false, noon.Add(1)))
	if got := stateOf(t, s, dayB); got != OutboxQueued {
		t.Errorf("the second is %s", got)
	}
	// It goes out alone next time: what was kept of the mail is of it alone.
	check(t, s.recallNow(t, dayB, b.Key))
	pack(t, s, a)
	if kept := must[Ask](t)(s.Ask(t.Context(), "a")); len(kept.Parts) != 0 {
		t.Errorf("kept is %+v", kept)
	}
}

// recallNow takes a letter back.
func (s *Store) recallNow(t *testing.T, workflow, key string) error {
	t.Helper()
	r := step()
	r.Procedure.Workflow = workflow
	r.Recalls = []procedure.Recall{{Keys: []string{key}}}
	return s.Commit(t.Context(), r)
}

func TestNothingIsJoinedThatWasTakenBack(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	a, b := lineLetter(dayA, "a"), lineLetter(dayB, "b")
	post(t, s, a, b)
	check(t, s.recallNow(t, dayB, b.Key))
	if err := together(t, s, a, b); !errors.Is(err, ErrNotFound) {
		t.Errorf("packing gave %v", err)
	}
	if got := stateOf(t, s, dayA); got != OutboxQueued {
		t.Errorf("the first is %s, want it to be composed anew", got)
	}
}

// An alarm asks nothing that was not asked before, or nothing at all, and waits as a mail
// of its own where nothing takes it along.
func TestAlarmsThatStoodTogetherWaitAgainWhenTheirMailIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	alarm := func(workflow string) procedure.Letter {
		return letter("late/lars", of(workflow), form(procedure.FormNotice), func(l *procedure.Letter) { l.Template, l.Opens = "milestone-late", false })
	}
	a, b := alarm(dayA), alarm(dayB)
	post(t, s, a, b)
	check(t, together(t, s, a, b))
	check(t, s.MarkRetry(t.Context(), a, "away", false, noon.Add(1)))
	if got := stateOf(t, s, dayB); got != OutboxQueued {
		t.Errorf("the second is %s", got)
	}
	check(t, together(t, s, a, b))
	check(t, s.MarkSent(t.Context(), a, noon))
	if got := stateOf(t, s, dayB); got != OutboxSent {
		t.Errorf("the second is %s", got)
	}
	late := []procedure.Template{"milestone-late"}
	if _, last, err := s.Company(t.Context(), "acme", "lars", late, late); err != nil || last.IsZero() {
		t.Errorf("the last went at %v, %v", last, err)
	}
}

// TestWhatSpansPartnershipsIsFoundInAll of them: letters of some templates that wait, and
// receipts of mails that several procedures were told of.
func TestWhatSpansPartnershipsIsFoundInAll(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	put := func(slug, template, divided string) procedure.Letter {
		l := letter(template+"/lars", func(l *procedure.Letter) {
			l.Slug, l.Workflow, l.Template, l.Divided = slug, slug+"/agreement/1", procedure.Template(template), divided
		})
		check(t, s.Commit(t.Context(), Record{Slug: slug, Letters: []procedure.Letter{l}}))
		return l
	}
	first := put("acme", "signature", "")
	put("acme", "check-in", "")
	put("acme", "receipt", "")
	second := put("zenith", "signature", "")
	third := put("zenith", "receipt", "mail")
	gone := put("polar", "signature", "")
	soon := time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC)
	rides := func(slug string, until time.Time) procedure.Letter {
		l := letter("news/lars", func(l *procedure.Letter) {
			l.Slug, l.Workflow, l.Form, l.Rides, l.Until = slug, slug+"/round", procedure.FormNotice, true, until
		})
		check(t, s.Commit(t.Context(), Record{Slug: slug, Letters: []procedure.Letter{l}}))
		return l
	}
	fourth := rides("polar", soon)
	rides("zenith", soon.Add(time.Minute))
	check(t, s.Expire(t.Context(), gone))
	var got, want []string
	for _, l := range must[[]procedure.Letter](t)(s.Spanning(t.Context(), []procedure.Template{"signature"}, soon)) {
		got = append(got, l.Workflow+"/"+l.Key)
	}
	for _, l := range []procedure.Letter{first, second, third, fourth} {
		want = append(want, l.Workflow+"/"+l.Key)
	}
	diff(t, want, got)
}

// TestTheLatestMailToAnAddressIsThatOfOthers looks for it by the address, whoever that is in
// the other partnerships, and not in the one that asks.
func TestTheLatestMailToAnAddressIsThatOfOthers(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	told := letter("report/lars", func(l *procedure.Letter) { l.Template, l.Form = "report", procedure.FormNotice })
	post(t, s, told)
	latest := func(address, but string, since time.Time) time.Time {
		return must[time.Time](t)(s.Latest(t.Context(), address, but, []procedure.Template{"report"}, since))
	}
	if at := latest("lars@acme.test", "other", noon); !at.IsZero() {
		t.Errorf("it went at %s before it went", at)
	}
	check(t, s.Pack(t.Context(), told, Mail{ID: "one@eng.test", To: "Lars@acme.test", Wire: []byte("raw")}, Ask{ID: "r", Slug: "acme", Person: "lars", SentAt: noon}, procedure.Arrival{Key: told.Key}, nil, nil))
	check(t, s.MarkSent(t.Context(), told, noon))
	for name, tt := range map[string]struct {
		address, but string
		since        time.Time
		found        bool
	}{
		"of another partnership": {"lars@acme.test", "other", noon.AddDate(-10, 0, 0), true},
		"of its own":             {"lars@acme.test", "acme", noon.AddDate(-10, 0, 0), false},
		"to somebody else":       {"tom@acme.test", "other", noon.AddDate(-10, 0, 0), false},
		"of long ago":            {"lars@acme.test", "other", noon.AddDate(10, 0, 0), false},
	} {
		if at := latest(tt.address, tt.but, tt.since); at.IsZero() == tt.found {
			t.Errorf("%s: %s", name, at)
		}
	}
}
