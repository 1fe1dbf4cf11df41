//go:build !slim

package app

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

const theRenewal = "duo/review/renewal/2091-02-01"

// withRenewal is duo for some months, whose leads are asked before the end whether they go
// on: both want to, one of them with a change.
func withRenewal() proof {
	p := withExit(2)
	p.spec.End, p.until = date("2091-04-01"), date("2091-02-26")
	p.spec.CheckIns, p.spec.Renewal = nil, &partnership.Renewal{Before: span("60d"), Window: span("5bd")}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Writes, persona.Replies = nil, nil
		persona.Answers = []config.PersonaAnswer{{Question: review.QuestionResults, Values: []string{"Quinces by " + persona.Person}}}
		switch persona.Person {
		case "p01":
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: review.QuestionUntil, Values: []string{"2091-12-31"}})
		case "q01":
			persona.Replies = []config.PersonaReply{{Template: string(review.TemplateRenewalDecision), Texts: []string{"1) продлить с изменениями\n3) Один бюджет"}}}
		}
	}
	return p
}

func TestWhetherToGoOnIsRehearsedAsItIsServed(t *testing.T) {
	t.Parallel()
	p := withRenewal()
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	told := 0
	for _, m := range served.mails {
		switch m.Template {
		case string(review.TemplateRenewalDecision):
			if !strings.Contains(m.Text, "Quinces by p01") || !strings.Contains(m.Text, "Quinces by q01") {
				t.Errorf("the page for %s says\n%s", m.To, m.Text)
			}
		case string(review.TemplateRenewalResult):
			if told++; !strings.Contains(m.Text, "Один бюджет") {
				t.Errorf("%s hears\n%s", m.To, m.Text)
			}
		}
	}
	if got := s.ended(theRenewal); got != procedure.OutcomeDecided || told != 2 {
		t.Errorf("it ended as %q, and %d hear it", got, told)
	}
	row, err := s.store.Procedure(t.Context(), "duo")
	if err != nil || !strings.Contains(string(row.State), `"kind":"term"`) || !strings.Contains(string(row.State), `"end":"2091-12-31"`) {
		t.Errorf("the partnership keeps %s, %v", row.State, err)
	}
	words := privacy.Plants{privacy.Word("q01", "Quinces by q01"), privacy.Word("p01", "Quinces by p01")}
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Clean(t, "the log", s.log.Text())
}

// renewalBudget is the most events that it may take to ask two leads twice, over all
// workflows.
const renewalBudget = 100

// TestWhetherToGoOnKeepsItsBudget counts what it costs on a real server.
func TestWhetherToGoOnKeepsItsBudget(t *testing.T) {
	t.Parallel()
	p := withRenewal()
	s := p.open(t)
	p.play(t, s)
	own := s.history(theRenewal)
	share := s.between("duo", "2091-01-31 00:00", "2091-02-24 00:00")
	t.Logf("to ask two leads whether they go on takes %d events\n%s", len(own)+len(share), table(own, share))
	if n := len(own) + len(share); n > renewalBudget {
		t.Errorf("to ask two leads whether they go on takes %d events, want at most %d", n, renewalBudget)
	}
}
