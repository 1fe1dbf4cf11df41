//go:build !slim

package app

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	historypb "go.temporal.io/api/history/v1"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
)

const firstSurvey = "duo/survey/pulse/2091-02-05"

// said is what one person writes in a survey, in a word that nobody else uses.
const saidInSurvey = "More quinces in the jam"

// withSurvey is duo for seven weeks with an anonymous survey of some people of each
// party.
func withSurvey(each int) proof {
	spec := duo()
	spec.Start, spec.End = date("2091-01-02"), date("2091-03-20")
	spec.CheckIns = nil
	monthly := rule("month", "first monday", "09:30")
	v := partnership.Survey{
		ID: "pulse", Rule: &monthly, Window: span("3bd"), Remind: []cadence.Span{span("50%")}, Anonymous: true, MinN: 3, ByParty: true,
		Template: partnership.CommitmentPulse,
	}
	var script config.Rehearsal
	for i, letter := range []string{"p", "q"} {
		spec.Parties[i].People = nil
		for n := range each {
			m := member(fmt.Sprintf("%s%02d", letter, n+1), spec.Parties[i].ID)
			if n > 0 {
				m.Roles = []partnership.Role{partnership.RoleMember}
			}
			if i == 1 {
				m.Language = "ru"
			}
			spec.Parties[i].People = append(spec.Parties[i].People, m)
			v.Ask = append(v.Ask, m.ID)
			persona := config.Persona{Person: m.ID, After: span(fmt.Sprintf("%dm", 120+21*n+i))}
			for q, points := range map[string]int{"invest": 4 - i, "mutual": 2 + n%3, "kept": 3, "time": 5, "invest-mirror": 3 + i} {
				persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: q, Values: []string{fmt.Sprint(points)}})
			}
			words := "nothing"
			if m.ID == "p02" {
				words = saidInSurvey
			}
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: "easier", Values: []string{words}})
			if n == 0 {
				persona.Answers = append(persona.Answers,
					config.PersonaAnswer{Question: survey.QuestionDo, Values: []string{"A call each Monday"}},
					config.PersonaAnswer{Question: survey.QuestionBy, Values: []string{"2091-03-01"}})
			}
			slices.SortFunc(persona.Answers, func(a, b config.PersonaAnswer) int { return strings.Compare(a.Question, b.Question) })
			script.Personas = append(script.Personas, persona)
		}
	}
	spec.Surveys = []partnership.Survey{v}
	return proof{
		spec: spec, until: date("2091-03-01"), zone: time.UTC, script: script,
		repertoire: repertoire{kinds: kinds.All()},
	}
}

func TestASurveyIsRehearsedAsItIsServed(t *testing.T) {
	t.Parallel()
	p := withSurvey(3)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	if diff := gocmp.Diff(rehearsed.mails, served.mails); diff != "" {
		t.Errorf("the mails differ (-rehearsal +server):\n%s", diff)
	}
	if diff := gocmp.Diff(rehearsed.record, served.record); diff != "" {
		t.Errorf("the records differ (-rehearsal +server):\n%s", diff)
	}
	if got := s.ended(firstSurvey); got != procedure.OutcomePublished {
		t.Errorf("the survey ended as %q", got)
	}
	did := 0
	for _, m := range served.mails {
		if m.Workflow != firstSurvey {
			continue
		}
		if m.Template == string(survey.TemplateDid) {
			did++
			for _, want := range []string{"A call each Monday", "quinces", "±"} {
				if !strings.Contains(m.Text, want) {
					t.Errorf("the result to %s lacks %q:\n%s", m.To, want, m.Text)
				}
			}
		} else if m.Template != string(survey.TemplateHeard) && strings.Contains(m.Text, "quinces") {
			t.Errorf("the %s to %s holds what somebody wrote", m.Template, m.To)
		}
	}
	if did != 6 {
		t.Errorf("%d people hear what came of it, want 6", did)
	}
	s.expectAnonymous(t)
}

// expectAnonymous is the curious admin: the histories, cards and states of all
// workflows, the log, and the files of the store are in hand after the close.
func (s *stage) expectAnonymous(t *testing.T) {
	t.Helper()
	words := privacy.Plants{privacy.Word("p02", "quinces")}
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Clean(t, "the log", s.log.Text())
	for _, table := range []string{"ballots", "sealed"} {
		if n := s.rows(t, `SELECT COUNT(*) FROM `+table); n != 0 {
			t.Errorf("%d rows are left in %s", n, table)
		}
	}
	if n := s.rows(t, `SELECT COUNT(*) FROM inbox JOIN mail_raw USING (sha256) WHERE sealed LIKE 'duo/survey/%' AND (raw <> x'' OR size <> 0 OR body_sha256 <> '')`); n != 0 {
		t.Errorf("of %d mails with ballots something is left", n)
	}
	if n := s.rows(t, `SELECT COUNT(*) FROM inbox WHERE sealed LIKE 'duo/survey/%'`); n < 6 {
		t.Errorf("%d mails with ballots came, want one of each at least", n)
	}
	keys, err := os.ReadDir(filepath.Join(filepath.Dir(s.store.Path()), storeFile+".ballot-keys"))
	if err != nil || len(keys) > 0 {
		t.Errorf("keys are left: %v, %v", keys, err)
	}
}

// rows counts what a query counts in the file of the store.
func (s *stage) rows(t *testing.T, query string) int {
	t.Helper()
	db, err := sql.Open("sqlite", s.store.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// surveyBudgets are the most events that a survey may take over all its workflows, by
// the number of people asked.
var surveyBudgets = []struct{ people, events int }{{14, 150}, {100, 600}}

// TestASurveyKeepsItsBudget counts what one survey costs on a real server, with all that
// follows, when everybody answers in time.
func TestASurveyKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range surveyBudgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			if testing.Short() && b.people > 14 {
				t.Skip("asks a hundred people")
			}
			p := withSurvey(b.people / 2)
			s := p.open(t)
			p.until = date("2091-02-25")
			p.play(t, s)
			own := s.history(firstSurvey)
			var share []*historypb.HistoryEvent // from the eve of the survey until everybody has heard
			for _, e := range s.history("duo") {
				if at := e.GetEventTime().AsTime(); at.After(instant(t, "2091-02-05 00:00")) && at.Before(instant(t, "2091-02-10 00:00")) {
					share = append(share, e)
				}
			}
			t.Logf("a survey of %d people takes %d events\n%s", b.people, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a survey of %d people takes %d events, want at most %d", b.people, n, b.events)
			}
		})
	}
}
