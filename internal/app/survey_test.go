//go:build !slim

package app

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/mail/compose"
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
	s.mailbox = openMailbox(t, s.store, s.timeline.Clock.Now, s.work.Watcher.Intake.Take)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	if got := s.ended(firstSurvey); got != procedure.OutcomePublished {
		t.Errorf("the survey ended as %q", got)
	}
	told := map[string]bool{} // of the leads with another mail of theirs
	for _, m := range served.mails {
		switch result := strings.Contains(m.Text, "quinces in the jam → "); {
		case result:
			told[m.To] = true
			for _, want := range []string{"A call each Monday", "±"} {
				if !strings.Contains(m.Text, want) {
					t.Errorf("the result to %s lacks %q:\n%s", m.To, want, m.Text)
				}
			}
		case m.Workflow == firstSurvey && m.Template != string(survey.TemplateHeard) && strings.Contains(m.Text, "quinces"):
			t.Errorf("the %s to %s holds what somebody wrote", m.Template, m.To)
		}
	}
	if len(told) != 6 {
		t.Errorf("%d people hear what came of it, want 6", len(told))
	}
	s.expectAnonymous(t)
}

// expectAnonymous is the curious admin: the histories, cards and states of all
// workflows, the log, the mailbox, and the files of the store are in hand after the close.
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
	s.expectNoMail(t, nil)
	asked := 0
	for id, l := range s.letters {
		if l.Workflow != firstSurvey || l.Template != survey.TemplateAsk {
			continue
		}
		asked++
		for name, content := range s.mailbox.files() {
			if bytes.Contains(content, []byte(id)) {
				t.Errorf("the mailbox's file %s answers what %s was asked", name, l.Person)
			}
		}
	}
	if n := s.mailbox.folder("Rapport/Done"); n == 0 || asked != 6 {
		t.Errorf("%d people were asked, and %d other mails are kept", asked, n)
	}
	keys, err := os.ReadDir(filepath.Join(filepath.Dir(s.store.Path()), storeFile+".ballot-keys"))
	if err != nil || len(keys) > 0 {
		t.Errorf("keys are left: %v, %v", keys, err)
	}
}

// TestTheCuriousAdminFindsNoWordOfASurvey: after the close of one that too few have answered
// for anything to be published, no word of anybody is left in any folder of the mailbox, any
// column or byte of the store, any history, card or log. The mails come in on an IMAP server,
// and each time the program is killed when it has taken one. Among them are one that waits
// in quarantine at the close, one that came while the program was down over the close, and
// one that came too late.
func TestTheCuriousAdminFindsNoWordOfASurvey(t *testing.T) {
	t.Parallel()
	p := withSurvey(3)
	p.spec.Surveys[0].MinN = 6
	p.script.Personas[5].Silent = true // so that it stays open
	words := privacy.Plants{}
	for i, word := range []string{"quinces", "rhubarb", "lemons", "cherries", "plums"} {
		persona := &p.script.Personas[i]
		words = append(words, privacy.Word(persona.Person, word))
		for k, a := range persona.Answers {
			if a.Question == "easier" {
				persona.Answers[k].Values = []string{"More " + word}
			}
		}
	}
	s := p.open(t)
	s.mailbox = openMailbox(t, s.store, s.timeline.Clock.Now, s.work.Watcher.Intake.Take)
	s.mailbox.dies = true
	writes := func(when, person, from, word string, come func(context.Context, []byte) error) {
		words = append(words, privacy.Word(person, word))
		at := instant(t, when)
		s.timeline.At(at, func(ctx context.Context) error {
			writer, _ := s.spec.Person(person)
			writer.Email = from
			raw, err := answerFromPhone(s.askedIn(firstSurvey, person), writer, at, "1) 2\n6) More "+word)
			if err != nil {
				return err
			}
			return come(ctx, raw)
		})
	}
	stays := func(_ context.Context, raw []byte) error { return s.mailbox.deliver(raw) } // nobody works
	own, _ := s.spec.Person("p02")
	writes("2091-02-06 10:00", "p02", "p02@elsewhere.example", "medlars", s.mailbox.receive)
	s.timeline.At(instant(t, "2091-02-06 12:00"), func(context.Context) error {
		if n := s.rows(t, `SELECT COUNT(*) FROM inbox WHERE state = 'quarantined'`); n != 1 {
			t.Errorf("while it is open %d mails wait in quarantine, want 1", n)
		}
		s.expectNoMail(t, words)
		return nil
	})
	writes("2091-02-08 09:00", "p02", own.Email, "damsons", stays)
	s.timeline.At(instant(t, "2091-02-12 09:00"), func(ctx context.Context) error {
		if len(words.In(bytes.Join(slices.Collect(maps.Values(s.mailbox.files())), nil))) != 1 {
			t.Error("nothing waited in the mailbox over the close")
		}
		return s.mailbox.workOff(ctx, false)
	})
	writes("2091-02-12 10:00", "p02", own.Email, "apricots", s.mailbox.receive)
	p.play(t, s)
	if got := s.ended(firstSurvey); got != procedure.OutcomeSuppressed {
		t.Errorf("the survey ended as %q", got)
	}
	words.Grow(t, "the mail that came", s.mailbox.came...)
	s.expectNoMail(t, words)
	words.Forgotten(t, s.store.Path())
	for name, content := range filesIn(t, filepath.Dir(s.store.Path())) {
		words.Clean(t, "the file "+name, content)
	}
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Clean(t, "the log", s.log.Text())
}

// askedIn is the latest mail of a workflow to a person that asked something.
func (s *stage) askedIn(workflow, person string) (asked compose.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, l := range s.letters {
		if l.Workflow == workflow && l.Person == person && l.Template == survey.TemplateAsk {
			asked = s.words[id]
		}
	}
	return asked
}

// expectNoMail looks for words in every folder of the mailbox, which holds nothing that is
// still to be done.
func (s *stage) expectNoMail(t *testing.T, words privacy.Plants) {
	t.Helper()
	for name, content := range s.mailbox.files() {
		words.Clean(t, "the mailbox's file "+name, content)
	}
	doomed, err := s.store.Doomed(t.Context(), mailboxName)
	if n := s.mailbox.folder("INBOX"); err != nil || n > 0 || len(doomed) > 0 {
		t.Errorf("%d mails are left in the inbox, and %d to be deleted: %v", n, len(doomed), err)
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
			share := s.between("duo", "2091-02-05 00:00", "2091-02-10 00:00") // from the eve of the survey until everybody has heard
			t.Logf("a survey of %d people takes %d events\n%s", b.people, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a survey of %d people takes %d events, want at most %d", b.people, n, b.events)
			}
		})
	}
}
