package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// ruled declares some decision rules.
func ruled(ids ...string) func(*partnership.Spec) {
	return func(s *partnership.Spec) {
		for _, id := range ids {
			s.DecisionRules = append(s.DecisionRules, partnership.DecisionRule{ID: id})
		}
	}
}

// motions are what the partnership has put to the vote.
func (l *life) motions() (list []procedure.Motion) {
	for _, b := range l.Begun {
		if b.Type == procedure.Vote {
			list = append(list, *b.Brief.Motion)
		}
	}
	return list
}

// Whoever leads a party puts something to the vote by a line of a mail; what cannot be is
// explained to its writer, and nobody else hears of it.
func TestAVoteIsCalledByALine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, person, argument string
		rules                  []string
		why, rule, text, goal  string
	}{
		{"by name", "sofie", "assembly: The fair is ours", []string{"assembly", "steering"}, "vote-called", "assembly", "The fair is ours", ""},
		{"by name, as people write it", "sofie", "Assembly :  The fair\nis ours", []string{"assembly", "steering"}, "vote-called", "assembly", "The fair is ours", ""},
		{"the only rule", "tom", "The fair is ours", []string{"assembly"}, "vote-called", "assembly", "The fair is ours", ""},
		{"the only rule, with a colon in the text", "tom", "Two things: the fair and the stand", []string{"assembly"}, "vote-called", "assembly", "Two things: the fair and the stand", ""},
		{"without any rule", "tom", "The fair is ours", nil, "vote-called", "", "The fair is ours", ""},
		{"with its goal", "tom", "The fair is ours (goal: leads)", nil, "vote-called", "", "The fair is ours", "leads"},
		{"with its goal in Russian", "tom", "Выставка за нами (цель: leads).", nil, "vote-called", "", "Выставка за нами", "leads"},
		{"with a goal that there is not", "tom", "The fair is ours (goal: fame)", nil, "vote-called", "", "The fair is ours (goal: fame)", ""},
		{"by none of two rules", "tom", "The fair is ours", []string{"assembly", "steering"}, "vote-rule", "", "", ""},
		{"by a rule that there is not", "tom", "parliament: The fair is ours", []string{"assembly", "steering"}, "vote-rule", "", "", ""},
		{"without a text", "tom", "assembly:", []string{"assembly", "steering"}, "vote-what", "", "", ""},
		{"by a member", "lars", "assembly: The fair is ours", []string{"assembly"}, "vote-not-lead", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := open(t, spec(ruled(tt.rules...))).wrote(tt.person, partnership.CommandVote, tt.argument)
			answer := l.Letters[len(l.Letters)-1]
			if answer.Person != tt.person || len(answer.Explained) != 1 || answer.Explained[0].Why != tt.why {
				t.Fatalf("%s reads %+v, want %s", answer.Person, answer.Explained, tt.why)
			}
			motions := l.motions()
			if (tt.why == "vote-called") != (len(motions) == 1) {
				t.Fatalf("put to the vote are %+v", motions)
			}
			if len(motions) == 0 {
				return
			}
			if m := motions[0]; m.Rule != tt.rule || m.Text != tt.text || m.Goal != tt.goal || m.By != tt.person || m.Raised.IsZero() {
				t.Errorf("put to the vote is %+v", m)
			}
		})
	}
}

// The same words are voted on once at a time, and votes are numbered for good.
func TestTheSameWordsAreVotedOnOnceAtATime(t *testing.T) {
	t.Parallel()
	l := open(t, spec(ruled("assembly"))).wrote("tom", partnership.CommandVote, "The fair is ours")
	l.wrote("sofie", partnership.CommandVote, "The fair is ours")
	if n := len(l.motions()); n != 1 {
		t.Fatalf("%d votes are open", n)
	}
	if why := l.Letters[len(l.Letters)-1].Explained[0].Why; why != "vote-again" {
		t.Errorf("sofie reads %s", why)
	}
	l.report("duo/vote/1", procedure.Message{Shown: &procedure.Shown{Stage: "carried", Outcome: procedure.OutcomeCarried, Over: true}})
	l.wrote("sofie", partnership.CommandVote, "The fair is ours")
	if last := l.Begun[len(l.Begun)-1]; last.Brief.Workflow != "duo/vote/2" {
		t.Errorf("the next vote is %s", last.Brief.Workflow)
	}
}

// A party that has not put right in time what it broke has no vote.
func TestADefaultingPartyHasNoVote(t *testing.T) {
	t.Parallel()
	l := open(t, spec(ruled("assembly")))
	l.partnership().Leaving.Defaulting = "lumen"
	l.wrote("sofie", partnership.CommandVote, "The fair is ours")
	if got := l.motions()[0].Excluded; len(got) != 1 || got[0] != "lumen" {
		t.Errorf("without a vote are %v", got)
	}
}

func TestAnAdminPutsSomethingToTheVote(t *testing.T) {
	t.Parallel()
	l := open(t, spec(ruled("assembly", "steering")))
	for want, c := range map[string]procedure.Command{
		"on what":          {Rule: "assembly", Reason: "asked"},
		"none of those":    {Rule: "parliament", What: "The fair", Reason: "asked"},
		"assembly, steeri": {What: "The fair", Reason: "asked"},
		"no goal":          {Rule: "assembly", What: "The fair", Goal: "fame", Reason: "asked"},
		"say why":          {Rule: "assembly", What: "The fair"},
	} {
		c.Name = procedure.BeginVote
		if err := l.P.Check(c, l.Now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want a word of %q", c, err, want)
		}
	}
	l.command(procedure.Command{Name: procedure.BeginVote, Rule: "assembly", What: "The fair", Goal: "leads", Reason: "asked on the phone"})
	if m := l.motions()[0]; m.By != procedure.Admin || m.Rule != "assembly" || m.Goal != "leads" {
		t.Errorf("put to the vote is %+v", m)
	}
	waits := begin(t, specs.Duo(), "2026-11-01 09:00")
	if err := waits.P.Check(procedure.Command{Name: procedure.BeginVote, What: "The fair", Reason: "asked"}, waits.Now); err == nil {
		t.Error("a partnership that has not begun votes")
	}
}
