package asking_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// unasked delivers what sofie wrote in answer to the mail that lars was sent.
func (s *table) unasked(answers ...partnership.Answer) *table {
	s.t.Helper()
	s.Reply(procedure.Reply{Person: "sofie", Named: "Sofie", Ask: s.of("lars").ID, Answers: answers})
	return s
}

// two asks a second question, so that an answer may be a part.
func two(_ *table, p *poll) {
	for i := range p.Circle.Asks {
		p.Circle.Asks[i].Questions = append(p.Circle.Asks[i].Questions, partnership.Question{ID: "calls", Kind: partnership.KindNumber})
	}
}

func TestADeputyWhoAnswersUnaskedAnswersForTheColleague(t *testing.T) {
	t.Parallel()
	s := begin(t).unasked(specs.Number("mql", "140"))
	s.Expect("12-01 10:00 receipt/mail-1 receipt to sofie")
	if a := s.of("sofie"); a.Subject() != "lars" || !a.Complete() || a.Name != "Sofie" || a.Party != s.of("lars").Party {
		t.Errorf("the answer is %+v", a)
	}
	if l := s.Letter("receipt/mail-1"); l.For != "lars" || l.Ask == s.of("lars").ID || !l.Complete {
		t.Errorf("the receipt is %+v", l)
	}
	s.happened(asking.Answered)          // there is time for corrections
	s.until("2026-12-10 00:00").Expect() // lars is not reminded
	s.happened(asking.Answered, asking.Closed)
	if open := s.circle().Open(s.Now); len(open) != 0 {
		t.Errorf("open asks are %v", open)
	}
}

func TestADeputysPartLeavesTheRestToTheColleague(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), two).skip().unasked(specs.Number("mql", "140"))
	s.Expect("12-01 10:00 receipt/mail-1 receipt to sofie")
	if l := s.Letter("receipt/mail-1"); len(l.Open) != 1 || l.Open[0] != "calls" {
		t.Errorf("the receipt names as open %v", l.Open)
	}
	if open := s.circle().Open(s.Now); len(open) != 1 || open[0].Person != "lars" {
		t.Errorf("open asks are %v", open)
	}
	s.until("2026-12-03 10:00").Expect("12-02 14:48 remind-1/lars poll to lars")
	if s.of("sofie").Late(s.Now) || !s.of("lars").Late(s.Now) {
		t.Error("the deputy is late with what nobody asked of her")
	}
}

func TestADeputyWhoAnsweredAPartUnaskedIsAskedForTheRestWhenTheColleagueIsAway(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), two).unasked(specs.Number("mql", "140")).skip().mail("lars", auto("2027-01-07"))
	s.Expect("12-01 10:00 ask/sofie/for/lars poll to sofie")
	if n := len(s.circle().Asks); n != 2 {
		t.Errorf("there are %d asks, want no second one of the deputy", n)
	}
	if a := s.of("sofie"); a.Unasked || !a.Arrived() || len(a.Given) != 1 {
		t.Errorf("the deputy's ask is %+v", a)
	}
}

func TestThePersonsOwnAnswerBeatsThatOfADeputyNobodyAsked(t *testing.T) {
	t.Parallel()
	s := begin(t).answers("lars", "130").unasked(specs.Number("mql", "140"))
	s.happened(asking.Answered)
	if !s.circle().Outdone(*s.of("sofie"), "mql") {
		t.Error("the deputy's answer counts beside the person's own")
	}
	s = begin(t).unasked(specs.Number("mql", "140")).answers("lars", "130")
	s.happened(asking.Answered, asking.Answered)
	if !s.circle().Outdone(*s.of("sofie"), "mql") {
		t.Error("the deputy's earlier answer counts beside the person's own")
	}
}

func TestNobodyAnswersAPersonalOrSealedAskInAnothersPlace(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*table, *poll){
		"personal": func(_ *table, p *poll) { p.Personal = true },
		"sealed":   func(_ *table, p *poll) { p.Sealed = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := ask(t, specs.Duo(), prepare).skip().unasked(specs.Number("mql", "140"))
			s.Expect()
			s.happened()
			if n := len(s.circle().Asks); n != 1 || s.of("lars").Complete() {
				t.Errorf("%d asks, lars complete %t", n, s.of("lars").Complete())
			}
			last := s.Entries[len(s.Entries)-1]
			if last.Actor != "sofie" || !strings.Contains(last.Text, "who alone can answer") {
				t.Errorf("the journal says %+v", last)
			}
		})
	}
}
