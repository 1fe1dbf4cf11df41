//go:build !slim

package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

const theSecondExit = "duo/exit/west"

// writes has a person of a proof write something unasked, and answer some mails.
func (p *proof) writes(person, day, text string, replies ...config.PersonaReply) {
	i := slices.IndexFunc(p.script.Personas, func(one config.Persona) bool { return one.Person == person })
	if i < 0 {
		i = len(p.script.Personas)
		p.script.Personas = append(p.script.Personas, config.Persona{Person: person, After: span("3h")})
	}
	one := &p.script.Personas[i]
	one.Writes, one.Replies = nil, replies
	if text != "" {
		one.Writes = []config.PersonaWrite{{At: cadence.WallTime{Day: date(day), Clock: cadence.Clock{Hour: 7, Minute: 7}}, Text: text}}
	}
}

// toMail is what somebody writes to a mail of a template.
func toMail(template procedure.Template, texts ...string) config.PersonaReply {
	return config.PersonaReply{Template: string(template), Texts: texts}
}

// withTwoLeaving is a partnership of four parties, of which south gives notice in the first
// week, and west two days later. Those who stay go on, or both want it to end.
func withTwoLeaving(goOn bool) proof {
	p := withExit(2)
	p.spec.Parties = append(p.spec.Parties,
		partnership.Party{ID: "west", Name: "West", People: []partnership.Person{member("w01", "west")}},
		partnership.Party{ID: "east", Name: "East", People: []partnership.Person{member("e01", "east")}},
	)
	// A summary rides along for ten business days: the next round is not on the last of them.
	p.spec.CheckIns[0].Rule, p.spec.Exit.Tasks = rule("3 weeks", "tuesday", "10:00"), nil
	word := map[bool]string{true: "yes", false: "no"}[goOn]
	p.writes("w01", "2091-01-10", "NOTICE: it takes too much time", toMail(exit.TemplateConfirm, "Yes"))
	p.writes("p01", "", "", toMail(exit.TemplateOthers, "1) no"))
	p.writes("e01", "", "", toMail(exit.TemplateOthers, "1) "+word))
	return p
}

// TestTwoPartiesOfFourLeaveInARehearsalAsOnAServer has each leave with an exit of its own. One
// yes of those who stay is enough to go on; if all say no it ends for everybody.
func TestTwoPartiesOfFourLeaveInARehearsalAsOnAServer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		goOn                 bool
		first, second, whole procedure.Outcome
	}{
		"they go on":     {true, procedure.OutcomeClosed, procedure.OutcomeClosed, ""},
		"nobody goes on": {false, procedure.OutcomeWithdrawn, procedure.OutcomeClosed, procedure.OutcomeClosed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := withTwoLeaving(c.goOn)
			s := p.open(t)
			rehearsed, served := p.rehearse(t), p.play(t, s)
			rehearsed.expectAlike(t, served)
			var asked []string
			for _, m := range served.mails {
				if m.Template == string(exit.TemplateOthers) {
					asked = append(asked, m.To+" "+m.Workflow)
				}
			}
			want := []string{"e01@east.example duo/exit", "p01@north.example duo/exit", "w01@west.example duo/exit", "e01@east.example duo/exit/west", "p01@north.example duo/exit/west"}
			if diff := cmp.Diff(want, asked); diff != "" {
				t.Errorf("asked whether they go on are (-want +got):\n%s", diff)
			}
			if first, second, whole := s.ended(theExit), s.ended(theSecondExit), s.ended("duo"); first != c.first || second != c.second || whole != c.whole {
				t.Errorf("the first exit ended as %q, the second as %q, the partnership as %q", first, second, whole)
			}
			privacy.Plants{privacy.Word("w01", "too much time"), privacy.Word("q01", "слишком дорого")}.Clean(t, "the log", s.log.Text())
		})
	}
}

// leavingBudget is the most events that it may take over all workflows that two parties of
// four leave, from the first notice on.
const leavingBudget = 330

// TestTwoPartiesThatLeaveKeepTheirBudget counts what it costs on a real server.
func TestTwoPartiesThatLeaveKeepTheirBudget(t *testing.T) {
	t.Parallel()
	p := withTwoLeaving(true)
	s := p.open(t)
	p.play(t, s)
	own := slices.Concat(s.history(theExit), s.history(theSecondExit))
	share := s.between("duo", "2091-01-08 07:00", "2091-02-28 00:00")
	t.Logf("two parties of four leave with %d events\n%s", len(own)+len(share), table(own, share))
	if n := len(own) + len(share); n > leavingBudget {
		t.Errorf("two parties of four leave with %d events, want at most %d", n, leavingBudget)
	}
}

// headedBy is a spec in which another person of a party leads it, and who did is a member.
func headedBy(spec partnership.Spec, lead string) partnership.Spec {
	spec.Parties = slices.Clone(spec.Parties)
	for i := range spec.Parties {
		party := &spec.Parties[i]
		if !slices.ContainsFunc(party.People, func(p partnership.Person) bool { return p.ID == lead }) {
			continue
		}
		party.People = slices.Clone(party.People)
		for n := range party.People {
			party.People[n].Roles = []partnership.Role{partnership.RoleMember}
			if party.People[n].ID == lead {
				party.People[n].Roles = []partnership.Role{partnership.RoleLead}
			}
		}
	}
	return spec
}

// succession is a question that its lead leaves open, and whoever leads the side from a day on
// answers.
type succession struct {
	proof
	heir, at     string
	template     procedure.Template
	workflow     string
	outcome      procedure.Outcome
	from, before string // of the partnership's share of the events
	budget       int
}

// successions are one of each: whether the others go on, a breach, and whether to go on.
func successions() map[string]succession {
	others := withTwoLeaving(true)
	others.writes("p01", "", "", toMail(exit.TemplateOthers, ""))
	others.writes("e01", "", "", toMail(exit.TemplateOthers, "1) no"))
	others.writes("p02", "", "", toMail(exit.TemplateOthers, "1) yes"))
	others.writes("w01", "", "")

	breach := withBreach(2, true)
	breach.writes("q01", "", "", toMail(exit.TemplateBreach, ""))
	breach.writes("q02", "", "", toMail(exit.TemplateBreach, "1) исправлено\n2) согласия получены"))

	renewal := withRenewal()
	renewal.writes("p01", "", "", toMail(review.TemplateRenewalDecision, ""))
	renewal.writes("p02", "", "", toMail(review.TemplateRenewalDecision, "1) renew\n2) 2091-12-31"))
	return map[string]succession{
		"exit-others": {
			proof: others, heir: "p02", at: "2091-01-10 09:00", template: exit.TemplateOthers, workflow: theExit, outcome: procedure.OutcomeClosed,
			from: "2091-01-08 07:00", before: "2091-02-28 00:00", budget: 215,
		},
		"exit-breach": {
			proof: breach, heir: "q02", at: "2091-01-10 09:00", template: exit.TemplateBreach, workflow: theExit, outcome: procedure.OutcomeContinued,
			from: "2091-01-08 07:00", before: "2091-01-12 00:00", budget: 125,
		},
		"review-renewal": {
			proof: renewal, heir: "p02", at: "2091-02-14 09:00", template: review.TemplateRenewalDecision, workflow: theRenewal, outcome: procedure.OutcomeDecided,
			from: "2091-01-31 00:00", before: "2091-02-24 00:00", budget: 115,
		},
	}
}

// plays carries one out on a real server.
func (c succession) plays(t *testing.T) (*stage, played) {
	t.Helper()
	s := c.open(t)
	changed := headedBy(c.spec, c.heir)
	s.when(c.at).command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed})
	return s, c.play(t, s)
}

// TestWhoeverLeadsNowAnswersWhatTheFormerLeadLeftOpenOnTheServer changes a lead while their word
// is waited for: the new one is asked, answers, and it comes to an end as if they had led it
// from the start. What that costs stays within its budget.
func TestWhoeverLeadsNowAnswersWhatTheFormerLeadLeftOpenOnTheServer(t *testing.T) {
	t.Parallel()
	for name, c := range successions() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, served := c.plays(t)
			asked := 0
			for _, m := range served.mails {
				if m.Template == string(c.template) && strings.HasPrefix(m.To, c.heir+"@") && m.Workflow == c.workflow {
					asked++
				}
			}
			if got := s.ended(c.workflow); asked != 1 || got != c.outcome {
				t.Errorf("%s is asked %d times, and it ended as %q", c.heir, asked, got)
				for _, m := range served.mails {
					t.Log(m.At, m.Template, m.To, m.Workflow)
				}
			}
			own, share := s.history(c.workflow), s.between("duo", c.from, c.before)
			t.Logf("%s takes %d events\n%s", name, len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > c.budget {
				t.Errorf("it takes %d events, want at most %d", n, c.budget)
			}
			if err := s.store.Verify(t.Context(), "duo"); err != nil {
				t.Error(err)
			}
		})
	}
}
