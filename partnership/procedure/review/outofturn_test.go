package review_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// outOfTurn is a review that a guard has begun.
func outOfTurn(t *testing.T, then partnership.GuardAction) *play {
	t.Helper()
	spec := accounted(func(s *partnership.Spec) { s.Guards = []partnership.Guard{{ID: "balance", Then: then}} })
	at := solo.At("2027-01-05 10:00")
	o := procedure.Occasion{Type: review.Type, Noun: review.Noun, Name: "guard.balance", Date: "2027-01-05", At: at, Closes: at.AddDate(0, 2, 0), Until: at.AddDate(0, 2, 0)}
	b := procedure.Brief{Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: o}
	state, _ := review.Kind().New(spec, b)
	p := &play{Play: solo.New(t, spec, state, review.Kind().Blank, at), t: t, kept: map[string]procedure.Sealed{}}
	p.Start()
	return p
}

// A review of money that a guard begins asks nobody for anything new: the first of those who
// speak for the parties says what follows, and the others hear it.
func TestAReviewOfMoneyOutOfTurnAsksWhatFollowsAtOnce(t *testing.T) {
	t.Parallel()
	p := outOfTurn(t, partnership.ThenValueReview)
	p.Expect("01-05 10:00 ask-deciding/sofie money-result to sofie")
	if l := p.Letters[0]; l.About != "balance" || !l.Accounts {
		t.Errorf("it is about %q, with the ledger: %t", l.About, l.Accounts)
	}
	p.Skip()
	step := p.askOf("sofie").Questions[0].ID
	p.says("sofie", step+"=Move 2,000 to the fair")
	p.Until("2027-01-05 12:00")
	lines := p.Lines()
	if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasSuffix(l, "money-result to tom") }) || p.P.Outcome() != procedure.OutcomeDecided {
		t.Errorf("it ended %q with %v", p.P.Outcome(), lines)
	}
	if len(p.Booked) > 0 {
		t.Errorf("%v is booked", p.booked())
	}
}

// A review of progress that a guard begins asks those who speak for the parties, for a short
// time, and has the first of them decide as soon as that is over.
func TestAReviewOfProgressOutOfTurnTakesAShortTime(t *testing.T) {
	t.Parallel()
	p := outOfTurn(t, partnership.ThenReview)
	p.Expect("01-05 10:00 ask/sofie review-input to sofie", "01-05 10:00 ask/tom review-input to tom")
	p.said("tom").Skip()
	p.Until("2027-01-08 10:00")
	p.Expect(
		"01-07 08:00 remind-1/sofie review-input to sofie",
		"01-08 10:00 review-reading/sofie review-reading to sofie", "01-08 10:00 review-reading/tom review-reading to tom", "01-08 10:00 ask-deciding/sofie review-decisions to sofie",
	)
	if page, _ := p.pageTo(review.TemplateReading, "tom"); !page.At.IsZero() || p.Letters[0].About != "balance" {
		t.Errorf("it decides at %s, about %q", page.At, p.Letters[0].About)
	}
	p.says("sofie", "goal-leads=continue", "step-1=A stand at the fair")
	if p.state().Decided != procedure.OutcomeDecided {
		t.Errorf("it ended %q", p.state().Decided)
	}
}
