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
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

const (
	firstSWOT  = "duo/review/swot/2091-02-05"
	secondSWOT = "duo/review/swot/2091-03-05"
)

// withReview is duo with a SWOT each month that some people of each party see to.
func withReview(each int) proof {
	p := withSurvey(each)
	v := partnership.Review{
		ID: "swot", Method: partnership.ReviewSWOT, Rule: *p.spec.Surveys[0].Rule, Window: span("3bd"), Ask: p.spec.Surveys[0].Ask, Chair: "p01",
	}
	p.spec.Surveys, p.spec.Reviews = nil, []partnership.Review{v}
	p.spec.End, p.until = date("2091-05-31"), date("2091-03-31")
	said := map[string][]string{
		"p01": {"strength: Fast quinces: within a day", "weakness: No budget", "opportunity: A new fair", "threat: A rival", "same: 1=2"},
		"q01": {"strength: FAST quinces", "weakness: Медленные договоры", "opportunity: нет", "threat: Соперник с севера"},
		"p02": {"strength: Quick medlars: the same day", "weakness: no budget.", "opportunity: nothing", "threat: nothing"},
	}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Answers = nil
		for _, one := range said[persona.Person] {
			question, text, _ := strings.Cut(one, ": ")
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: []string{text}})
		}
		if said[persona.Person] == nil {
			for _, question := range []string{"strength", "weakness", "opportunity", "threat"} {
				persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: []string{"nothing"}})
			}
		}
		for _, question := range []string{"strength-2", "weakness-2", "opportunity-2", "threat-2", "strength-3", "weakness-3", "opportunity-3", "threat-3"} {
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: []string{"nothing"}})
		}
		persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: "s1", Values: []string{fmt.Sprintf("%d 4", 3+i%3)}})
		if persona.Person == "p01" {
			for _, q := range []string{"so", "wo", "st", "wt"} {
				persona.Answers = append(persona.Answers,
					config.PersonaAnswer{Question: q, Values: []string{"A step for " + q}},
					config.PersonaAnswer{Question: q + "-owner", Values: []string{p.spec.Parties[0].People[0].Name}},
					config.PersonaAnswer{Question: q + "-by", Values: []string{"2091-05-02"}})
			}
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: review.QuestionWhyNot, Values: []string{"nothing"}})
		}
		slices.SortFunc(persona.Answers, func(a, b config.PersonaAnswer) int { return strings.Compare(a.Question, b.Question) })
	}
	p.repertoire = repertoire{kinds: kinds.All()}
	return p
}

func TestASWOTIsRehearsedAsItIsServed(t *testing.T) {
	t.Parallel()
	p := withReview(2)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	results, lookedBack := map[string]int{}, 0
	for _, m := range served.mails {
		sealed := m.Template == string(review.TemplateSeen) || m.Template == string(procedure.TemplateClosed)
		if sealed && strings.Contains(m.Text, "medlars") {
			t.Errorf("the %s to %s holds what somebody put in", m.Template, m.To)
		}
		if m.Workflow == secondSWOT && m.Template == string(review.TemplateSeen) && strings.Contains(m.Text, "A step for wo") {
			lookedBack++
		}
		if m.Template != string(review.TemplateResult) || !strings.Contains(m.Text, "A step for wt") {
			continue
		}
		results[m.Workflow]++
		for _, want := range []string{"quinces", "medlars", "within a day", "A step for so", "+----", "No budget", "договоры", "A new fair", "севера"} {
			if !strings.Contains(m.Text, want) {
				t.Errorf("the result to %s lacks %q:\n%s", m.To, want, m.Text)
			}
		}
		if again := strings.Contains(m.Text, "still there") || strings.Contains(m.Text, "остаётся"); again != (m.Workflow == secondSWOT) {
			t.Errorf("%s compares with the last time: %t\n%s", m.Workflow, again, m.Text)
		}
	}
	for _, id := range []string{firstSWOT, secondSWOT} {
		if got := s.ended(id); got != procedure.OutcomeDecided || results[id] != 3 { // the chair has written it
			t.Errorf("%s ended as %q, and %d people hear of it", id, got, results[id])
		}
	}
	if lookedBack < 4 {
		t.Errorf("%d people hear at the second SWOT what became of the steps of the first, want 4", lookedBack)
	}
	words := privacy.Plants{privacy.Word("p02", "medlars"), privacy.Word("p01", "quinces")}
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Clean(t, "the log", s.log.Text())
	if !slices.Contains(s.timeline.Workflows(), "duo/"+procedure.NounCommitments) {
		t.Error("nobody keeps the steps that were decided")
	}
}

// reviewBudgets are the most events that a SWOT may take over all its workflows, by the
// number of people asked.
var reviewBudgets = []struct{ people, events int }{{2, 160}, {4, 175}, {8, 215}}

// TestASWOTKeepsItsBudget counts what one SWOT costs on a real server, with all that
// follows, when everybody answers in time.
func TestASWOTKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range reviewBudgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			p := withReview(b.people / 2)
			s := p.open(t)
			p.until = date("2091-02-28")
			p.play(t, s)
			own := s.history(firstSWOT)
			share := s.between("duo", "2091-02-05 00:00", "2091-02-28 00:00") // from the eve of the review until everybody has heard
			t.Logf("a SWOT of %d people takes %d events\n%s", b.people, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a SWOT of %d people takes %d events, want at most %d", b.people, n, b.events)
			}
		})
	}
}
