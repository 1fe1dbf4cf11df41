package asking_test

import (
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

func facts(s *table, h ...asking.Happening) []procedure.Fact {
	p := s.P.(*poll)
	return p.Circle.Facts(p.desk(&procedure.Out{}, s.Now), h)
}

func bounce(why procedure.Setback) procedure.Reply {
	return procedure.Reply{Class: procedure.ReplyBounce, Bounce: why}
}

func TestTheDeputyIsAskedWhereNobodyIsBehindTheAddressAnyMore(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo()).skip().mail("lars", bounce(procedure.SetbackPermanent))
	s.Expect("12-01 10:00 ask/sofie/for/lars poll to sofie")
	s.happened(asking.Bounced, asking.Covering)
	s.note("sofie", "")
}

// TestWhatMayBeOverTomorrow says that a full mailbox and the like cost the person
// neither the ask nor the reminder, and that they are not late.
func TestWhatMayBeOverTomorrow(t *testing.T) {
	t.Parallel()
	for why, note := range map[procedure.Setback]string{
		procedure.SetbackFull: "mail came back: the mailbox is full", procedure.SetbackPolicy: "mail came back: their server does not take our mail",
		procedure.SetbackSpam: "mail came back: their server took it for spam", procedure.SetbackRate: "mail came back: too much mail at a time",
		procedure.SetbackTemporary: "mail came back: their server could not take it",
	} {
		t.Run(string(why), func(t *testing.T) {
			t.Parallel()
			s := ask(t, specs.Duo()).skip().mail("lars", bounce(why))
			s.note("lars", note)
			s.until("2026-12-03 11:00").Expect("12-02 14:48 remind-1/lars poll to lars")
			if s.of("lars").Late(s.Now) {
				t.Error("lars is late without having been reached")
			}
		})
	}
}

func TestNobodyIsAskedWhoIsKnownToBeOutOfReach(t *testing.T) {
	t.Parallel()
	for _, lost := range []procedure.Loss{procedure.LossDead, procedure.LossLeft} {
		t.Run(string(lost), func(t *testing.T) {
			t.Parallel()
			s := ask(t, specs.Duo(), func(_ *table, p *poll) {
				p.Reach = []procedure.Reach{{Person: "lars", Lost: lost}}
				p.Circle.Reaching(p.Reach)
			})
			s.Expect("12-01 10:00 ask/sofie/for/lars poll to sofie")
		})
	}
}

func TestTheSuccessorIsAskedBeforeTheDeputy(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) {
		p.Reach = []procedure.Reach{{Person: "lars", Lost: procedure.LossLeft, Successor: "tom"}}
		p.Circle.Reaching(p.Reach)
	})
	s.Expect("12-01 10:00 ask/tom/for/lars poll to tom")
}

func TestWhoeverReadsThePersonsMailIsAskedInTheirName(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo()).skip()
	anna := &procedure.Reader{Name: "Anna Moe", Email: "anna@north.example"}
	s.Order(procedure.Order{Kind: procedure.OrderReach, Reach: []procedure.Reach{{Person: "lars", Reader: anna}}})
	s.Expect("12-01 10:00 ask/lars/2 poll to lars")
	if l := s.Letter("ask/lars/2"); l.Reader == nil || *l.Reader != *anna {
		t.Errorf("the letter goes to %+v", l.Reader)
	}
	s.Order(procedure.Order{Kind: procedure.OrderReach, Reach: []procedure.Reach{{Person: "lars", Reader: anna}}}).Expect()
}

// TestWhatIsForOnePersonAloneIsReadByNobodyElse: neither by a successor nor by
// whoever reads the mail of somebody who has left, known before or told meanwhile.
func TestWhatIsForOnePersonAloneIsReadByNobodyElse(t *testing.T) {
	t.Parallel()
	for name, alone := range map[string]func(*poll){
		"personal": func(p *poll) { p.Personal = true },
		"sealed":   func(p *poll) { p.Sealed = true },
	} {
		for from, reach := range map[string]procedure.Reach{
			"a reader":    {Person: "lars", Reader: &procedure.Reader{Name: "Anna Moe", Email: "anna@north.example"}},
			"a successor": {Person: "lars", Lost: procedure.LossLeft, Successor: "tom"},
		} {
			t.Run(name+", from "+from, func(t *testing.T) {
				t.Parallel()
				before := ask(t, specs.Duo(), func(_ *table, p *poll) {
					alone(p)
					p.Reach = []procedure.Reach{reach}
					p.Circle.Reaching(p.Reach)
				})
				before.Expect()
				meanwhile := ask(t, specs.Duo(), func(_ *table, p *poll) { alone(p) }).skip()
				meanwhile.Order(procedure.Order{Kind: procedure.OrderReach, Reach: []procedure.Reach{reach}})
				meanwhile.Expect()
				meanwhile.until("2026-12-03 10:00")
				for _, l := range append(before.Letters, meanwhile.Letters...) {
					if l.Reader != nil || l.Person != "lars" {
						t.Errorf("%s goes to %s, %+v", l.Key, l.Person, l.Reader)
					}
				}
			})
		}
	}
}

func TestAPersonalAskWaitsForWhoeverIsOutOfReach(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Personal = true }).skip().mail("lars", bounce(procedure.SetbackPermanent))
	s.Expect()
	s.until("2026-12-03 09:00")
	if s.circle().Closed() {
		t.Error("the circle closed before the window")
	}
	s.until("2026-12-03 10:00")
	if got := s.circle().ClosedAt; !got.Equal(solo.At("2026-12-03 10:00")) {
		t.Errorf("the circle closed at %s, want the end of the window", got)
	}
}

// TestMailReachesThePersonAgain is about an answer to an earlier mail, and about
// news from the partnership.
func TestMailReachesThePersonAgain(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo()).mail("lars", bounce(procedure.SetbackPermanent)).skip()
	s.answers("lars", "130")
	s.happened(asking.Bounced, asking.Covering, asking.Answered)
	if facts := facts(s, asking.Happening{Kind: asking.Answered, Ask: s.of("lars"), Again: true}); len(facts) != 1 || facts[0].Kind != procedure.FactHeard {
		t.Errorf("the partnership hears %+v", facts)
	}

	s = ask(t, specs.Duo(), func(_ *table, p *poll) {
		p.Reach = []procedure.Reach{{Person: "lars", Lost: procedure.LossDead}}
		p.Circle.Reaching(p.Reach)
	}).skip()
	s.Order(procedure.Order{Kind: procedure.OrderReach}).Expect("12-01 10:00 ask/lars poll to lars")
}

func TestByTheFirstRulesABounceSettlesAnAsk(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Rules = 1 }).skip().mail("lars", bounce(procedure.SetbackFull))
	s.Expect()
	s.note("lars", "mail bounced")
	s.happened(asking.Bounced, asking.Closed)
}
