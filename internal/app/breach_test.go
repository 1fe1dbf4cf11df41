//go:build !slim

package app

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
)

// withBreach is duo with some people of each party, of whom p01 says in the first week that
// south has broken something. South has put it right then, or says nothing at all and the
// partnership ends for it.
func withBreach(each int, cured bool) proof {
	p := withExit(each)
	p.spec.DecisionRules = []partnership.DecisionRule{{ID: "together", CurePeriod: span("10d")}}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Writes, persona.Replies = nil, nil
		switch persona.Person {
		case "p01":
			persona.Writes = []config.PersonaWrite{{At: cadence.WallTime{Day: date("2091-01-08"), Clock: cadence.Clock{Hour: 7, Minute: 7}}, Text: "NOTICE: breach: the list came without consent"}}
			persona.Replies = []config.PersonaReply{
				{Template: string(exit.TemplateConfirm), Texts: []string{"Yes"}},
				{Template: string(exit.TemplateCured), Texts: []string{"Yes"}},
				{Template: string(exit.TemplateVerdict), Texts: []string{"Yes"}},
			}
		case "q01":
			text := ""
			if cured {
				text = "1) исправлено\n2) согласия получены"
			}
			persona.Replies = []config.PersonaReply{{Template: string(exit.TemplateBreach), Texts: []string{text}}}
		}
	}
	if cured {
		p.until = date("2091-01-28")
	}
	return p
}

// TestABreachIsServedAsItIsRehearsed plays both ends of one on a real server. Who says nothing
// is reminded twice.
func TestABreachIsServedAsItIsRehearsed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cured   bool
		outcome procedure.Outcome
		mails   map[procedure.Template]int
	}{
		"put right":    {true, procedure.OutcomeContinued, map[procedure.Template]int{exit.TemplateConfirm: 1, exit.TemplateBreach: 1, exit.TemplateCured: 1, exit.TemplateVerdict: 0, exit.TemplateNoticed: 0}},
		"nothing said": {false, procedure.OutcomeTerminated, map[procedure.Template]int{exit.TemplateConfirm: 1, exit.TemplateBreach: 3, exit.TemplateCured: 0, exit.TemplateVerdict: 1, exit.TemplateNoticed: 4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := withBreach(2, c.cured)
			s := p.open(t)
			rehearsed, served := p.rehearse(t), p.play(t, s)
			rehearsed.expectAlike(t, served)
			got := map[procedure.Template]int{}
			for _, m := range served.mails {
				got[procedure.Template(m.Template)]++
			}
			for template, n := range c.mails {
				if got[template] != n {
					t.Errorf("%d mails are %s, want %d", got[template], template, n)
				}
			}
			if one := s.ended(theExit); one != c.outcome {
				t.Errorf("it ended as %q, want %q", one, c.outcome)
			}
			privacy.Plants{privacy.Word("p01", "without consent"), privacy.Word("q01", "согласия получены")}.Clean(t, "the log", s.log.Text())
		})
	}
}

// breachBudgets are the most events that a breach may take over all workflows, by the number
// of people: where it is put right, and where it all ends for it.
var breachBudgets = []struct {
	people int
	cured  bool
	events int
}{{2, true, 90}, {4, true, 90}, {4, false, 260}}

// TestABreachKeepsItsBudget counts what one costs on a real server.
func TestABreachKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range breachBudgets {
		t.Run(fmt.Sprintf("%d people, cured=%t", b.people, b.cured), func(t *testing.T) {
			t.Parallel()
			p := withBreach(b.people/2, b.cured)
			s := p.open(t)
			p.play(t, s)
			own := s.history(theExit)
			share := s.between("duo", "2091-01-08 07:00", map[bool]string{true: "2091-01-12 00:00", false: "2099-01-01 00:00"}[b.cured])
			all := slices.Concat(own, share)
			t.Logf("a breach among %d people takes %d events\n%s", b.people, len(all), table(own, share))
			if len(all) > b.events {
				t.Errorf("a breach among %d people takes %d events, want at most %d", b.people, len(all), b.events)
			}
		})
	}
}
