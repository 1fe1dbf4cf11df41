//go:build !slim

package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

const firstProgress = "duo/review/progress/2091-02-19"

// withProgress is duo with a look at its progress on the third Monday of a month, of which
// everybody says what they see; the chair adjusts the goal.
func withProgress(each int) proof {
	p := withSurvey(each)
	p.spec.Reviews = []partnership.Review{{
		ID: "progress", Method: partnership.ReviewProgress, Rule: rule("month", "third monday", "09:30"), Window: span("3bd"), Ask: p.spec.Surveys[0].Ask, Chair: "p01",
	}}
	p.spec.Surveys = nil
	p.spec.Goals[0].Owner = fmt.Sprintf("q%02d", each)
	p.spec.Goals[0].KPIs[0].Perspective = partnership.Strategic
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Answers = nil
		answers := []string{"achieved: Quinces by " + persona.Person, "problem: nothing", "weak: Медленные договоры", "market: nothing", "right-leads: yes"}
		if persona.Person == "p01" {
			answers = append(answers,
				"goal-leads: adjust", "change: 250 are enough", "step-1: A visit", "step-1-owner: "+p.spec.Parties[1].People[0].Name, "step-1-by: 2091-03-05",
				"step-2: nothing", "step-3: nothing", "why-not: nothing")
		}
		for _, one := range answers {
			question, text, _ := strings.Cut(one, ": ")
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: []string{text}})
		}
		slices.SortFunc(persona.Answers, func(a, b config.PersonaAnswer) int { return strings.Compare(a.Question, b.Question) })
	}
	return p
}

func TestAReviewOfProgressIsRehearsedAsItIsServed(t *testing.T) {
	t.Parallel()
	p := withProgress(2)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	pages, told := 0, 0
	for _, m := range served.mails {
		page := m.Template == string(review.TemplateReading)
		switch {
		case page && strings.Contains(m.Text, "Quinces by q02") && strings.Contains(m.Text, "договоры") && (strings.Contains(m.Text, "Strategic: mql") || strings.Contains(m.Text, "Стратегия: mql")):
			pages++
		case m.Template == string(review.TemplateDecisions) && strings.Contains(m.Text, "250 are enough"):
			told++
		case page:
			t.Errorf("the page for %s says\n%s", m.To, m.Text)
		}
	}
	if got := s.ended(firstProgress); got != procedure.OutcomeDecided || pages != 4 || told != 3 { // the chair has written it
		t.Errorf("it ended as %q; %d read the page, and %d hear what was decided", got, pages, told)
	}
	words := privacy.Plants{privacy.Word("q02", "Quinces by q02"), privacy.Word("p01", "Quinces by p01")}
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Clean(t, "the log", s.log.Text())
	row, err := s.store.Procedure(t.Context(), "duo")
	if err != nil || !strings.Contains(string(row.State), `"amendments":[{"id":"review-progress-2091-02-19-leads"`) {
		t.Errorf("the partnership keeps %s, %v", row.State, err)
	}
}

// progressBudgets are the most events that a review of progress may take over all its
// workflows, by the number of people asked.
var progressBudgets = []struct{ people, events int }{{2, 115}, {4, 125}, {8, 145}}

// TestAReviewOfProgressKeepsItsBudget counts what one costs on a real server, with all that
// follows, when everybody answers in time.
func TestAReviewOfProgressKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range progressBudgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			p := withProgress(b.people / 2)
			s := p.open(t)
			p.play(t, s)
			own := s.history(firstProgress)
			share := s.between("duo", "2091-02-06 00:00", "2091-02-28 00:00") // from the eve of the review until everybody has heard
			t.Logf("a review of progress of %d people takes %d events\n%s", b.people, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a review of progress of %d people takes %d events, want at most %d", b.people, n, b.events)
			}
		})
	}
}
