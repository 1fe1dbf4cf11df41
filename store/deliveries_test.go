package store

import (
	"database/sql"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// hour is one on the test's day; the test clock shows ten.
func hour(h int) time.Time { return time.Date(2026, 12, 1, h, 0, 0, 0, time.UTC) }

var none []procedure.Arrival

// awaiting is a step that posts letters and waits for them.
func awaiting(letters ...procedure.Letter) Record {
	r := step(letters...)
	var keys []string
	for _, l := range letters {
		keys = append(keys, l.Key)
	}
	r.Awaits = []procedure.Await{{Keys: keys}}
	return r
}

// arrive sends a letter.
func arrive(t *testing.T, s *Store, l procedure.Letter) procedure.Arrival {
	t.Helper()
	pack(t, s, l)
	check(t, s.MarkSent(t.Context(), l, noon))
	return procedure.Arrival{Key: l.Key, At: noon, Due: noon.AddDate(0, 0, 2)}
}

// await is a step's activity that has begun at nine.
func await(t *testing.T, s *Store, token string) (known []procedure.Arrival, all bool) {
	t.Helper()
	known, all, err := s.AwaitDelivery(t.Context(), round, "ask/lars", []byte(token), hour(9))
	check(t, err)
	return known, all
}

// heardOf settles every delivery and takes all news, as the postman does, and
// returns what the workflow has heard: first by its activity, then as news.
func heardOf(t *testing.T, s *Store, since time.Time) (activity, news []procedure.Arrival) {
	t.Helper()
	waiting, known, err := s.Deliveries(t.Context(), since)
	check(t, err)
	for i, d := range waiting {
		activity = append(activity, known[i]...)
		check(t, s.SettleDelivery(t.Context(), d, known[i]))
	}
	workflows, fresh, err := s.News(t.Context())
	check(t, err)
	for i, workflow := range workflows {
		news = append(news, fresh[i]...)
		check(t, s.Heard(t.Context(), workflow, fresh[i]))
	}
	return activity, news
}

// nothing checks that nobody hears a thing twice.
func nothing(t *testing.T, s *Store) {
	t.Helper()
	if activity, news := heardOf(t, s, hour(23)); len(activity)+len(news) > 0 {
		t.Errorf("heard twice: %v, %v", activity, news)
	}
}

func TestAnActivityThatBeginsLateHearsAtOnce(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Commit(t.Context(), awaiting(letter("ask/lars"))))
	want := arrive(t, s, letter("ask/lars"))
	if activity, news := heardOf(t, s, hour(0)); len(activity)+len(news) > 0 {
		t.Errorf("told before the activity has begun: %v, %v", activity, news)
	}
	for range 2 { // its answer may be lost, then it begins again
		known, all := await(t, s, "token")
		if !all {
			t.Error("the activity waits for what has arrived")
		}
		diff(t, []procedure.Arrival{want}, known)
	}
	nothing(t, s)
}

func TestAnActivityThatWaitsHearsWhenAllHaveArrived(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Commit(t.Context(), awaiting(letter("ask/lars"), letter("ask/anna"), letter("ask/ben"))))
	if known, all := await(t, s, "token"); all || len(known) != 3 {
		t.Errorf("before anything arrived: %v, %v", known, all)
	}
	want := []procedure.Arrival{
		arrive(t, s, letter("ask/lars")), {Key: "ask/anna", Refused: true, Setback: procedure.SetbackPermanent}, {Key: "ask/ben", Unwritten: true, Reason: "no words"},
	}
	check(t, s.MarkFailed(t.Context(), letter("ask/anna"), "550", procedure.SetbackPermanent))
	if activity, news := heardOf(t, s, hour(0)); len(activity)+len(news) > 0 {
		t.Errorf("told too early: %v, %v", activity, news)
	}
	check(t, s.MarkUnwritten(t.Context(), letter("ask/ben"), "no words"))
	waiting, _, err := s.Deliveries(t.Context(), hour(0))
	check(t, err)
	if len(waiting) != 1 || string(waiting[0].Token) != "token" || waiting[0].Step != "ask/lars" {
		t.Errorf("waiting: %+v", waiting)
	}
	activity, news := heardOf(t, s, hour(0))
	diff(t, want, activity)
	diff(t, none, news)
	nothing(t, s)
}

func TestPatienceEndsWithWhatIsKnown(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	held := letter("ask/held", func(l *procedure.Letter) { l.NotBefore = hour(15) })
	tried := letter("ask/tried")
	check(t, s.Commit(t.Context(), awaiting(letter("ask/lars"), held, tried, letter("ask/next"))))
	await(t, s, "token")
	arrived := arrive(t, s, letter("ask/lars"))
	pack(t, s, tried)
	check(t, s.MarkRetry(t.Context(), tried, "421", false, hour(16)))

	activity, news := heardOf(t, s, hour(9))
	diff(t, none, activity) // it has waited since nine, not since before
	diff(t, none, news)
	activity, news = heardOf(t, s, hour(9).Add(time.Second))
	diff(t, []procedure.Arrival{
		arrived, {Key: "ask/held", Held: hour(15)}, {Key: "ask/tried", Due: noon.AddDate(0, 0, 2)}, {Key: "ask/next"},
	}, activity)
	diff(t, none, news)
	nothing(t, s)

	want := []procedure.Arrival{arrive(t, s, held), arrive(t, s, tried)}
	activity, news = heardOf(t, s, hour(9))
	diff(t, none, activity)
	diff(t, want, news)
	nothing(t, s)
}

// A server that is away holds letters up as the reader's hours do, but then
// something is wrong.
func TestLettersArePutOffByHoursOnlyWhenTheyAreHeld(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(*testing.T, *Store, procedure.Letter)
		want time.Time
	}{
		"held for hours": {func(t *testing.T, s *Store, l procedure.Letter) {
			check(t, s.Postpone(t.Context(), l, hour(15)))
		}, hour(15)},
		"held, then refused for now": {func(t *testing.T, s *Store, l procedure.Letter) {
			check(t, s.Postpone(t.Context(), l, hour(9)))
			pack(t, s, l)
			check(t, s.MarkRetry(t.Context(), l, "421", false, hour(15)))
		}, time.Time{}},
		"refused for now, then held": {func(t *testing.T, s *Store, l procedure.Letter) {
			pack(t, s, l)
			check(t, s.MarkRetry(t.Context(), l, "421", false, hour(9)))
			check(t, s.Postpone(t.Context(), l, hour(15)))
		}, hour(15)},
		"hours have begun": {func(t *testing.T, s *Store, l procedure.Letter) {
			check(t, s.Postpone(t.Context(), l, hour(8)))
		}, time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			check(t, s.Commit(t.Context(), awaiting(letter("ask/lars"))))
			c.do(t, s, letter("ask/lars"))
			known, all := await(t, s, "token")
			if all || len(known) != 1 || !known[0].Held.Equal(c.want) || !known[0].At.IsZero() {
				t.Errorf("got %+v, %v, want it held until %v", known, all, c.want)
			}
		})
	}
}

func TestLettersThatWillNotGoOutHoldNothingUp(t *testing.T) {
	t.Parallel()
	for name, drop := range map[string]func(*testing.T, *Store){
		"taken back": func(t *testing.T, s *Store) {
			r := step()
			r.Recalls = []procedure.Recall{{Keys: []string{"ask/anna"}}}
			check(t, s.Commit(t.Context(), r))
		},
		"too late": func(t *testing.T, s *Store) { check(t, s.Expire(t.Context(), letter("ask/anna"))) },
		"lost": func(t *testing.T, s *Store) {
			must[sql.Result](t)(s.write.ExecContext(t.Context(), `DELETE FROM outbox WHERE letter = 'ask/anna'`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			check(t, s.Commit(t.Context(), awaiting(letter("ask/lars"), letter("ask/anna"))))
			await(t, s, "token")
			want := arrive(t, s, letter("ask/lars"))
			drop(t, s)
			activity, news := heardOf(t, s, hour(0))
			diff(t, []procedure.Arrival{want}, activity)
			diff(t, none, news)
			nothing(t, s)
		})
	}
}

func TestLettersThatNobodyWaitsForAreNews(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	const other = "acme/check-in/weekly/2026-12-08"
	check(t, s.Commit(t.Context(), step(letter("ask/lars"), letter("receipt", form(procedure.FormReceipt)), notice("notice", ""))))
	check(t, s.Commit(t.Context(), Record{Slug: "acme", Letters: []procedure.Letter{letter("ask/lars", of(other))}}))
	pack(t, s, letter("ask/lars"), notice("notice", ""))
	check(t, s.MarkSent(t.Context(), letter("ask/lars"), noon))
	arrive(t, s, letter("receipt", form(procedure.FormReceipt)))
	check(t, s.MarkFailed(t.Context(), letter("ask/lars", of(other)), "550", procedure.SetbackPermanent))

	workflows, news, err := s.News(t.Context())
	check(t, err)
	diff(t, []string{round, other}, workflows)
	diff(t, [][]procedure.Arrival{
		{{Key: "ask/lars", At: noon, Due: noon.AddDate(0, 0, 2)}}, {{Key: "ask/lars", Refused: true, Setback: procedure.SetbackPermanent}},
	}, news)
	check(t, s.Heard(t.Context(), round, news[0]))
	workflows, _, err = s.News(t.Context())
	check(t, err)
	diff(t, []string{other}, workflows)
}

// A delivery that nobody has recorded, as after a backup was put back, is not
// waited for.
func TestAnUnknownDeliveryIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	if known, all := await(t, newStore(t), "token"); !all || len(known) > 0 {
		t.Errorf("got %v, %v", known, all)
	}
}

func TestAnActivityThatIsTriedAgainTakesOver(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Commit(t.Context(), awaiting(letter("ask/lars"))))
	await(t, s, "first")
	heardOf(t, s, hour(23)) // patience is over, but the first try is dead
	await(t, s, "second")
	arrive(t, s, letter("ask/lars"))
	waiting, _, err := s.Deliveries(t.Context(), hour(0))
	check(t, err)
	if len(waiting) != 1 || string(waiting[0].Token) != "second" {
		t.Errorf("waiting: %+v", waiting)
	}
}
