package lifecycle_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// renewalOf is the review in which it is decided whether the partnership of a year goes on.
const renewalOf = "duo/review/renewal/2027-09-02"

// renewing is a partnership whose leads are asked whether they go on.
func renewing(t *testing.T, change ...func(*partnership.Spec)) *life {
	t.Helper()
	spec := specs.Duo()
	spec.Exit = &partnership.Exit{}
	for _, f := range change {
		f(&spec)
	}
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), review.Kind()).until("2027-09-02 09:00")
	if !slices.Contains(l.began(), renewalOf) {
		t.Fatalf("it has begun %v", l.began())
	}
	return l
}

// decides has the review come out, with an amendment if they go on.
func (l *life) decides(end string) *life {
	l.t.Helper()
	m := procedure.Message{Shown: &procedure.Shown{Stage: "decided", Outcome: procedure.OutcomeDecided}}
	if end != "" {
		m.Amendments = []procedure.Amendment{{ID: "renewal", From: "Review renewal", Kind: procedure.AmendsTerm, End: end, Said: []procedure.Words{{By: "tom", Text: "One budget"}}}}
	}
	return l.report(renewalOf, m)
}

// ending is what the letters say that tell of the end of the term, by day.
func (l *life) termLetters() (list []string) {
	for _, letter := range l.Letters {
		if letter.Template != lifecycle.TemplateTermEnds {
			continue
		}
		var c lifecycle.TermEnding
		if err := json.Unmarshal(letter.Content, &c); err != nil {
			l.t.Fatal(err)
		}
		list = append(list, dated(letter.At)+" "+letter.Person+" "+c.Renews)
	}
	return list
}

// TestWhatIsSaidOfTheEndOfTheTerm plays what was decided on going on: who is asked, or has
// said so, is told nothing that they know, and the end begins when there is no more hope.
func TestWhatIsSaidOfTheEndOfTheTerm(t *testing.T) {
	t.Parallel()
	unsigned := []string{"2027-10-31 sofie 2028-11-30", "2027-10-31 tom 2028-11-30"}
	for _, c := range []struct {
		name    string
		decided func(*life)
		told    []string
		exit    string // when the end begins
	}{
		{"they let it end", func(l *life) { l.decides("") }, nil, "2027-10-31"},
		{"they are asked until the last moment", func(*life) {}, nil, "2027-11-09"},
		{"they go on, and nobody writes it down", func(l *life) { l.decides("2028-11-30") }, unsigned, "2027-11-09"},
		{"they go on, and it is in the spec", func(l *life) {
			l.decides("2028-11-30").amend(func(s *partnership.Spec) { s.End = specs.Date("2028-11-30") })
		}, nil, ""},
		{"a day that has passed renews nothing", func(l *life) { l.decides("2027-11-30") }, nil, "2027-10-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := renewing(t)
			c.decided(l)
			l.until("2027-11-30 12:00")
			if got := l.termLetters(); !slices.Equal(got, c.told) {
				t.Errorf("told are %q, want %q", got, c.told)
			}
			began := ""
			for _, b := range l.Begun {
				if b.Brief.Workflow == exitOf {
					began = b.Brief.Occasion.Date
				}
			}
			if began != c.exit {
				t.Errorf("the end begins on %q, want %q", began, c.exit)
			}
		})
	}
}

func TestWhatWasDecidedIsToBeTakenIntoTheSpec(t *testing.T) {
	t.Parallel()
	l := renewing(t).decides("2028-11-30").shows("**prolong** the term until 2028-11-30", "Tom wants changed: One budget")
	l.amend(func(s *partnership.Spec) { s.Purpose = "Still two." })
	if len(l.partnership().Amendments) != 1 {
		t.Error("another change takes it in")
	}
	l.amend(func(s *partnership.Spec) { s.End = specs.Date("2028-05-31") })
	if len(l.partnership().Amendments) != 0 {
		t.Error("it is still to be taken in when the spec has another last day")
	}
	l.until("2028-03-03 12:00")
	if began := l.began(); began[len(began)-1] != "duo/review/renewal/2028-03-03" && !slices.Contains(began, "duo/review/renewal/2028-03-03") {
		t.Errorf("of the next term nobody is asked: %v", began)
	}
}

func TestAnotherLastDayIsToldToWhoIsAsked(t *testing.T) {
	t.Parallel()
	l := renewing(t).amend(func(s *partnership.Spec) { s.End = specs.Date("2028-11-30") })
	if o := l.lastOrder(renewalOf); o == nil || o.Kind != procedure.OrderAnew {
		t.Errorf("the review hears %+v", o)
	}
	l = renewing(t).parts(procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Since: l.Now, LastDay: "2027-10-15"})
	if o := l.lastOrder(renewalOf); o == nil || o.Kind != procedure.OrderWithdraw || !o.Gone {
		t.Errorf("after a notice the review hears %+v", o)
	}
}

func TestWhoWasPausedIsAskedAfterwards(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Exit = &partnership.Exit{}
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), review.Kind()).until("2027-08-20 09:00")
	l.command(procedure.Command{Name: procedure.Pause, Reason: "summer"}).until("2027-09-10 09:00")
	l.command(procedure.Command{Name: procedure.Resume, Reason: "back"}).until("2027-09-10 12:00")
	if !slices.Contains(l.began(), "duo/review/renewal/2027-09-10") {
		t.Errorf("after the pause it has begun %v", l.began())
	}
	l = begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), review.Kind()).until("2027-08-20 09:00")
	l.command(procedure.Command{Name: procedure.Pause, Reason: "long"}).until("2027-10-25 09:00")
	l.command(procedure.Command{Name: procedure.Resume, Reason: "back"}).until("2027-10-25 12:00")
	if got := l.termLetters(); len(got) != 2 {
		t.Errorf("where it is too late to ask, told are %v of %v", got, l.began())
	}
}
