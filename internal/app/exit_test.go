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
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

const theExit = "duo/exit"

// withExit is duo with some people of each party, of whom one gives notice in the first week
// and means it: it ends 30 days later.
func withExit(each int) proof {
	p := withSurvey(each)
	p.spec.Surveys = nil
	p.spec.End, p.until = date("2091-05-31"), date("2091-03-01")
	p.spec.CheckIns = []partnership.CheckIn{{
		ID: "fortnightly", Rule: rule("2 weeks", "tuesday", "10:00"), Ask: []string{"p01"}, About: []partnership.Topic{partnership.TopicKPIs}, Window: span("2bd"),
	}}
	p.spec.Exit = &partnership.Exit{
		Notice: span("30d"), Continuity: "Each side keeps its own.", Tasks: []partnership.ExitTask{{ID: "data", What: "Return the data", Owner: "p01", Within: span("10d")}},
	}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Answers = nil
		for _, question := range []string{exit.LessonChange, exit.LessonKeep} {
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: []string{question + " by " + persona.Person}})
		}
		if persona.Person == "q01" {
			persona.Writes = []config.PersonaWrite{{At: cadence.WallTime{Day: date("2091-01-08"), Clock: cadence.Clock{Hour: 7, Minute: 7}}, Text: "ВЫХОЖУ: слишком дорого"}}
			persona.Replies = []config.PersonaReply{{Template: string(exit.TemplateConfirm), Texts: []string{"Да"}}}
		}
	}
	return p
}

func TestAPartnershipEndsInARehearsalAsOnAServer(t *testing.T) {
	t.Parallel()
	p := withExit(2)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	got := map[string]int{}
	for _, m := range served.mails {
		got[m.Template]++
		switch m.Template {
		case string(exit.TemplateNoticed):
			if !strings.Contains(m.Text, "слишком дорого") || !strings.Contains(m.Text, "2091") {
				t.Errorf("%s hears\n%s", m.To, m.Text)
			}
		case string(lifecycle.TemplateClosing):
			for _, who := range []string{"p01", "p02", "q01", "q02"} {
				if !strings.Contains(m.Text, "keep by "+who) {
					t.Errorf("%s does not read what %s has learned:\n%s", m.To, who, m.Text)
				}
			}
		}
	}
	for template, n := range map[procedure.Template]int{exit.TemplateConfirm: 1, exit.TemplateNoticed: 4, exit.TemplateLessons: 4, lifecycle.TemplateClosing: 4, lifecycle.TemplateEnded: 0} {
		if got[string(template)] != n {
			t.Errorf("%d mails are %s, want %d", got[string(template)], template, n)
		}
	}
	if one, all := s.ended(theExit), s.ended("duo"); one != procedure.OutcomeClosed || all != procedure.OutcomeClosed {
		t.Errorf("the exit ended as %q, the partnership as %q", one, all)
	}
	words := privacy.Plants{privacy.Word("q01", "слишком дорого"), privacy.Word("p02", "keep by p02")}
	words.Clean(t, "the log", s.log.Text())
}

// exitBudgets are the most events that the end may take over all workflows, from the notice
// until the partnership has closed, by the number of people.
var exitBudgets = []struct{ people, events int }{{2, 180}, {4, 195}, {8, 265}}

// TestTheEndKeepsItsBudget counts what it costs on a real server.
func TestTheEndKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range exitBudgets {
		t.Run(fmt.Sprint(b.people), func(t *testing.T) {
			t.Parallel()
			p := withExit(b.people / 2)
			s := p.open(t)
			p.play(t, s)
			own := s.history(theExit)
			share := s.between("duo", "2091-01-08 07:00", "2099-01-01 00:00")
			all := slices.Concat(own, share)
			t.Logf("the end of %d people takes %d events\n%s", b.people, len(all), table(own, share))
			if len(all) > b.events {
				t.Errorf("the end of %d people takes %d events, want at most %d", b.people, len(all), b.events)
			}
		})
	}
}
