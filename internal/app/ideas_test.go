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
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

const firstIdeas = "duo/ideas/goals"

// withIdeas is duo without goals, in which some people of each party propose some.
func withIdeas(each int) proof {
	p := withSurvey(each)
	v := p.spec.UsualIdeas("goals")
	v.Ask, v.Window = p.spec.Surveys[0].Ask, span("3bd")
	p.spec.Surveys, p.spec.Goals, p.spec.CheckIns = nil, nil, nil
	p.spec.Ideas = []partnership.Ideas{v}
	p.spec.Competing = []partnership.Competing{{ID: "leads", Interests: []string{"a", "b"}, JointGoal: "Whoever is asked first answers"}}
	p.spec.End, p.until = date("2091-05-31"), date("2091-02-15")
	said := map[string][]string{
		"p01": {"proposal: Plant quinces from 0 to 40 trees", "expect: A basket of medlars"},
		"q01": {"proposal: Продать урожай айвы до зимы", "expect: нет"},
		"p02": {"proposal: plant QUINCES, from 0 to 40 trees!", "expect: nothing"},
	}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Answers = nil
		lines := said[persona.Person]
		if lines == nil {
			lines = []string{"proposal: nothing", "expect: nothing"}
		}
		for _, one := range lines {
			question, text, _ := strings.Cut(one, ": ")
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: []string{text}})
		}
		for n := range 3 {
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: ideas.MarkOf(n + 1), Values: []string{fmt.Sprint(1 + (i+2*n)%5)}})
		}
		persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: ideas.QuestionFirst, Values: []string{"2, 1"}})
		if persona.Person == "q01" {
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: ideas.DecisionOf(3), Values: []string{"нет: слишком рано"}})
		}
		slices.SortFunc(persona.Answers, func(a, b config.PersonaAnswer) int { return strings.Compare(a.Question, b.Question) })
	}
	p.repertoire = repertoire{kinds: kinds.All()}
	return p
}

// TestIdeasOnAServer has goals found on a real server as in a rehearsal, with nobody's words
// anywhere but in the mails of those who may read them.
func TestIdeasOnAServer(t *testing.T) {
	t.Parallel()
	p := withIdeas(2)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	told := 0
	for _, m := range served.mails {
		switch {
		case m.Template == string(ideas.TemplateAsk) && strings.Contains(m.Text, "uinces"):
			t.Errorf("%s reads a proposal before they are opened", m.To)
		case m.Template == string(ideas.TemplateOpened):
			for _, want := range []string{"quinces", "айвы", "Whoever is asked first answers", "medlars"} {
				if !strings.Contains(m.Text, want) {
					t.Errorf("the opened mail to %s lacks %q:\n%s", m.To, want, m.Text)
				}
			}
		case m.Template == string(ideas.TemplateDecided):
			told++
			if !strings.Contains(m.Text, "слишком рано") {
				t.Errorf("%s does not hear why something was declined:\n%s", m.To, m.Text)
			}
		}
	}
	if told != 4 || s.ended(firstIdeas) != procedure.OutcomeDecided {
		t.Errorf("%d people hear what became of it, and it ended as %q", told, s.ended(firstIdeas))
	}
	words := privacy.Plants{privacy.Word("p01", "quinces"), privacy.Word("p01", "medlars"), privacy.Word("q01", "айвы")}
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Clean(t, "the log", s.log.Text())
	for _, id := range s.timeline.Workflows() {
		if id != "duo" && id != firstIdeas {
			t.Errorf("%s runs before there are goals", id)
		}
	}
	found, err := ReadIdeas(t.Context(), s.store, "duo")
	if err != nil || len(found.Rounds) != 1 || len(found.Rounds[0].Proposals) != 3 {
		t.Fatalf("kept is %+v, %v", found.Rounds, err)
	}
	var texts []string
	for _, one := range found.Rounds[0].Proposals {
		texts = append(texts, one.Text)
	}
	if all := strings.Join(texts, "|"); !strings.Contains(all, "Plant quinces from 0 to 40 trees") || !strings.Contains(all, "Продать урожай айвы до зимы") {
		t.Errorf("the words kept are %q", all)
	}
}

// ideasBudgets are the most events that a round of ideas may take over all its workflows, by
// the number of people asked.
var ideasBudgets = []struct{ people, events int }{{2, 130}, {4, 150}, {8, 190}}

// TestIdeasKeepTheirBudget counts what a round costs on a real server when everybody answers
// in time.
func TestIdeasKeepTheirBudget(t *testing.T) {
	t.Parallel()
	for _, b := range ideasBudgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			p := withIdeas(b.people / 2)
			s := p.open(t)
			p.play(t, s)
			own := s.history(firstIdeas)
			share := s.between("duo", "2090-01-01 00:00", "2099-01-01 00:00")
			all := slices.Concat(own, share)
			t.Logf("a round of %d people takes %d events\n%s", b.people, len(all), table(own, share))
			if len(all) > b.events {
				t.Errorf("a round of %d people takes %d events, want at most %d", b.people, len(all), b.events)
			}
		})
	}
}

// discovered is duo without goals, whose leads find some, by mails as people write them, with
// what goes wrong on the way. What was accepted is in force then, as it was signed elsewhere.
func discovered(t *testing.T) *stage {
	t.Helper()
	spec := duo()
	spec.Goals = nil
	spec.Agreement = &partnership.Agreement{SignedOn: date("2090-12-01")}
	spec.Ideas = []partnership.Ideas{spec.UsualIdeas("goals")}
	decided := duo()
	decided.Agreement = spec.Agreement
	return play(t, spec, "2091-01-02 09:00").
		when("2091-01-02 11:00").writes("lars", ideas.TemplateAsk, "1) Joint leads from 120 to 300\n4) nothing").
		when("2091-01-02 12:00").writes("tom", ideas.TemplateAsk, "1) One price list\n4) An answer within a day").
		when("2091-01-03 09:00").writes("lars", ideas.TemplateOpened, "1) 5\n2) 9\n3) 1, 2, 2").
		when("2091-01-03 10:00").writes("lars", ideas.TemplateOpened, "2) 4\n3) 1, 2").
		when("2091-01-03 11:00").writes("tom", ideas.TemplateOpened, "1) 4\n2) 3\n3) 2").
		when("2091-01-04 09:00").writes("lars", ideas.TemplateResult, "accept all").
		when("2091-01-04 10:00").writes("tom", ideas.TemplateResult, "1) no\n2) accept").
		when("2091-01-04 11:00").writes("tom", ideas.TemplateResult, "1) no: we have no people for it").
		when("2091-01-05 09:00").writes("lars", ideas.TemplateAsk, "1) Something else").
		when("2091-01-05 10:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &decided}).
		until("2091-01-17 12:00")
}

func TestWhatPeopleWriteLeadsFromNoGoalsToTheFirstCheckIn(t *testing.T) {
	t.Parallel()
	s := discovered(t)
	if got := s.ended(firstIdeas); got != procedure.OutcomeDecided {
		t.Errorf("the round ended as %q:\n%s", got, strings.Join(s.happened(), "\n"))
	}
	happened := strings.Join(s.happened(), "\n")
	for _, want := range []string{"The partnership is discovery", "Ideas goals: decided", "The partnership is active", "Check-in fortnightly began"} {
		if !strings.Contains(happened, want) {
			t.Errorf("it lacks %q:\n%s", want, happened)
		}
	}
	var said []string
	s.mu.Lock()
	for id, l := range s.letters {
		if l.Responds() {
			said = append(said, s.words[id].Text)
		}
	}
	s.mu.Unlock()
	all := strings.Join(said, "\n")
	for _, want := range []string{"from 1 to 5", "names a line twice", "has no reason", "had been told before your mail came"} {
		if !strings.Contains(all, want) {
			t.Errorf("nobody is told %q:\n%s", want, all)
		}
	}
}
