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

// A review that a guard begins asks nobody for anything new: the first of those who speak for
// the parties says what follows, and the others hear it.
func TestAReviewOutOfTurnAsksWhatFollowsAtOnce(t *testing.T) {
	t.Parallel()
	for then, template := range map[partnership.GuardAction]procedure.Template{
		partnership.ThenValueReview: review.TemplateAccount, partnership.ThenReview: review.TemplateHealth,
	} {
		t.Run(string(then), func(t *testing.T) {
			t.Parallel()
			spec := accounted(func(s *partnership.Spec) { s.Guards = []partnership.Guard{{ID: "balance", Then: then}} })
			at := solo.At("2027-01-05 10:00")
			o := procedure.Occasion{Type: review.Type, Noun: review.Noun, Name: "guard.balance", Date: "2027-01-05", At: at, Closes: at.AddDate(0, 2, 0), Until: at.AddDate(0, 2, 0)}
			b := procedure.Brief{Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: o}
			state, _ := review.Kind().New(spec, b)
			p := &play{Play: solo.New(t, spec, state, review.Kind().Blank, at), t: t, kept: map[string]procedure.Sealed{}}
			p.Start()
			p.Expect("01-05 10:00 ask-deciding/sofie " + string(template) + " to sofie")
			if l := p.Letters[0]; l.About != "balance" || l.Accounts != (then == partnership.ThenValueReview) {
				t.Errorf("it is about %q, with the ledger: %t", l.About, l.Accounts)
			}
			p.Skip()
			step := p.askOf("sofie").Questions[0].ID
			p.says("sofie", step+"=Move 2,000 to the fair")
			p.Until("2027-01-05 12:00")
			lines := p.Lines()
			if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasSuffix(l, string(template)+" to tom") }) || p.P.Outcome() != procedure.OutcomeDecided {
				t.Errorf("it ended %q with %v", p.P.Outcome(), lines)
			}
			if len(p.Booked) > 0 {
				t.Errorf("%v is booked", p.booked())
			}
		})
	}
}
