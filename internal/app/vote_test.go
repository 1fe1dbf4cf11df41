//go:build !slim

package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
)

const firstVote = "duo/vote/1"

// voting is duo with two rules, whose people can put something to the vote.
func voting() partnership.Spec {
	spec := duo()
	spec.CheckIns = nil
	share := decimal.RequireFromString("0.6667")
	spec.DecisionRules = []partnership.DecisionRule{
		{ID: "assembly", Quorum: &share, Majority: &share, WrittenProcedure: span("10d"), VetoWindow: span("15d")},
		{ID: "publication", Notice: span("30d"), Extension: span("60d"), SilenceConsents: true},
	}
	spec.Parties[1].People[0].Language = "ru"
	return spec
}

// aVote is a vote that Lars calls by mail, and Tom vetoes after it was carried.
func aVote() proof {
	lars := config.Persona{Person: "lars", After: span("1h"), Writes: []config.PersonaWrite{
		{At: wall("2091-01-08", 10), Text: "VOTE assembly: The tariff is 1.20 from May (goal: leads)"},
	}}
	tom := config.Persona{Person: "tom", After: span("2h"), Replies: []config.PersonaReply{
		{Template: string(vote.TemplateVote), Texts: []string{"Мы за. Давно пора."}},
		{Template: string(vote.TemplateResult), Texts: []string{"ВЕТО: тариф устанавливает только наш совет"}},
	}}
	return proof{
		spec: voting(), until: date("2091-02-15"), zone: time.UTC, repertoire: standardRepertoire(),
		script: config.Rehearsal{Personas: []config.Persona{lars, tom}},
	}
}

// voteBudget is the most events that a vote of two parties takes with a veto, over its own
// workflow and the partnership's.
const voteBudget = 90

// A vote goes on a real server as in the rehearsal: called by a line of a mail, voted on in two
// languages, carried, and vetoed. The journal's log says so, and holds together.
func TestAVoteOnTheServerIsWhatWasRehearsed(t *testing.T) {
	t.Parallel()
	p := aVote()
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	if got := s.ended(firstVote); got != procedure.OutcomeVetoed {
		t.Fatalf("the vote ended as %q:\n%s", got, strings.Join(s.happened(), "\n"))
	}
	found, err := ReadDecisions(t.Context(), s.store, "duo")
	if err != nil || len(found.Log) != 1 {
		t.Fatalf("the log is %+v, %v", found.Log, err)
	}
	d := found.Log[0]
	if d.Result != decision.Vetoed || d.Vetoed != "south" || d.Why != "тариф устанавливает только наш совет" || d.Goal != "leads" || d.By != "lars" || d.Text != "The tariff is 1.20 from May" {
		t.Errorf("the log says %+v", d)
	}
	if took := d.Took(); took < time.Hour || took > 4*24*time.Hour {
		t.Errorf("it took %s", took)
	}
	if err := s.store.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
	own, share := s.history(firstVote), s.between("duo", "2091-01-08 10:00", "2091-02-01 00:00")
	all := slices.Concat(own, share)
	t.Logf("a vote of two parties with a veto takes %d events\n%s", len(all), table(own, share))
	if len(all) > voteBudget {
		t.Errorf("a vote of two parties takes %d events, want at most %d", len(all), voteBudget)
	}
}

// recordVote keeps a vote to which somebody objects, and that is carried in the end.
func recordVote(t *testing.T, folder string) {
	p := aVote()
	p.script.Personas[0].Writes[0].Text = "VOTE publication: The paper goes out"
	p.script.Personas[1].Replies = []config.PersonaReply{
		{Template: string(vote.TemplateVote), Texts: []string{"против: патент ещё не подан"}},
		{Template: string(vote.TemplateStands), Texts: []string{"за"}},
	}
	s := p.open(t)
	p.play(t, s)
	if got := s.ended(firstVote); got != procedure.OutcomeCarried {
		t.Errorf("the vote ended as %q", got)
	}
	keep(t, filepath.Join(folder, "vote-objected.json"), s.history(firstVote))
}
