//go:build !slim

package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

const firstVital = "duo/review/vital/2091-02-19"

// withHealth is duo with a look at its health each month, two weeks after a survey.
func withHealth(each int) proof {
	p := withSurvey(each)
	p.spec.Reviews = []partnership.Review{{
		ID: "vital", Method: partnership.ReviewHealth, Rule: rule("month", "third monday", "09:30"), Window: span("3bd"), Ask: p.spec.Surveys[0].Ask, Chair: "p01",
	}}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		if persona.Person != "p01" {
			continue
		}
		for _, step := range review.HealthSteps() {
			persona.Answers = append(persona.Answers,
				config.PersonaAnswer{Question: step, Values: []string{"A visit for " + step}},
				config.PersonaAnswer{Question: step + "-owner", Values: []string{p.spec.Parties[0].People[0].Name}},
				config.PersonaAnswer{Question: step + "-by", Values: []string{"2091-03-05"}})
		}
		persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: review.QuestionWhyNot, Values: []string{"nothing"}})
		slices.SortFunc(persona.Answers, func(a, b config.PersonaAnswer) int { return strings.Compare(a.Question, b.Question) })
	}
	return p
}

func TestAReviewOfHealthIsRehearsedAsItIsServed(t *testing.T) {
	t.Parallel()
	p := withHealth(3)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	asked, told := 0, 0
	for _, m := range served.mails {
		if m.Workflow != firstVital || m.Template != string(review.TemplateHealth) {
			continue
		}
		if strings.Contains(m.Text, "A visit for step-1") {
			told++
		} else {
			asked++
		}
		if !strings.Contains(m.Text, "least content") && !strings.Contains(m.Text, "наименее довольная") {
			t.Errorf("the mail to %s does not say what costs most:\n%s", m.To, m.Text)
		}
	}
	if got := s.ended(firstVital); got != procedure.OutcomeDecided || asked != 1 || told != 5 { // the chair has written it
		t.Errorf("it ended as %q; %d are asked, and %d hear of it", got, asked, told)
	}
	if !slices.Contains(s.timeline.Workflows(), "duo/"+procedure.NounCommitments) {
		t.Error("nobody keeps the steps that were decided")
	}
}

// healthBudgets are the most events that a review of health may take over all its workflows,
// by the number of people who take part.
var healthBudgets = []struct{ people, events int }{{2, 60}, {6, 70}}

// TestAReviewOfHealthKeepsItsBudget counts what one costs on a real server, with all that
// follows, when the chair answers in time.
func TestAReviewOfHealthKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range healthBudgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			p := withHealth(b.people / 2)
			s := p.open(t)
			p.play(t, s)
			own := s.history(firstVital)
			share := s.between("duo", "2091-02-19 00:00", "2091-02-28 00:00") // from the eve of the review until everybody has heard
			t.Logf("a review of health of %d people takes %d events\n%s", b.people, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a review of health of %d people takes %d events, want at most %d", b.people, n, b.events)
			}
		})
	}
}
