//go:build !slim

package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// staffed is duo with a lead beside lars, who only reports.
func staffed() partnership.Spec {
	spec := duo()
	lead := member("sofie", "north")
	lead.Roles = []partnership.Role{partnership.RoleLead}
	lars := spec.Parties[0].People[0]
	lars.Roles = []partnership.Role{partnership.RoleMember}
	spec.Parties[0].People = []partnership.Person{lars, lead}
	return spec
}

// TestADeadAddressIsToldToTheLeadWhoStandsIn and an answer ends it.
func TestADeadAddressIsToldToTheLeadWhoStandsIn(t *testing.T) {
	t.Parallel()
	s := play(t, staffed(), "2091-01-02 09:00").
		when("2091-01-02 10:30").deliver(round1, procedure.Reply{Person: "lars", Class: procedure.ReplyBounce, Bounce: procedure.SetbackPermanent}).
		when("2091-01-02 12:00").reply(round1, "lars", number("mql", "130")).
		until("2091-01-02 13:00").
		expect(after(
			"2091-01-02 10:30 address-dead/sofie/lars address-dead to sofie",
			"2091-01-02 10:30 ask/sofie/for/lars check-in to sofie",
			"2091-01-02 10:30 channel: Nothing is sent to lars any more: mail comes back",
			"2091-01-02 12:00 all-clear/sofie/lars all-clear to sofie",
			"2091-01-02 12:00 channel: Mail reaches lars again",
			"2091-01-02 12:00 measure: mql = 130",
			"2091-01-02 12:00 outcome: Check-in fortnightly: answered",
			"2091-01-02 12:00 receipt/mail-2 receipt to lars",
		)...)
	if p := state[lifecycle.Partnership](s, "duo"); len(p.Channels) > 0 {
		t.Errorf("the partnership still knows %+v", p.Channels)
	}
}

// TestAFullMailboxIsNoDeadAddress says that nobody hears of it and the reminder
// is sent all the same.
func TestAFullMailboxIsNoDeadAddress(t *testing.T) {
	t.Parallel()
	full := procedure.Reply{Person: "lars", Class: procedure.ReplyBounce, Bounce: procedure.SetbackFull}
	play(t, staffed(), "2091-01-02 09:00").
		when("2091-01-02 10:30").deliver(round1, full).
		when("2091-01-03 15:00").deliver(round1, full).
		until("2091-01-05 00:00").
		expect(after(
			"2091-01-03 14:48 remind-1/lars check-in to lars",
			"2091-01-04 10:00 outcome: Check-in fortnightly: undelivered",
		)...)
}

// TestASuccessorWhomTheSpecDoesNotKnowReadsTheMailAfterAYes and is asked in the
// next round, too, at their own address.
func TestASuccessorWhomTheSpecDoesNotKnowReadsTheMailAfterAYes(t *testing.T) {
	t.Parallel()
	spec := staffed()
	domain := strings.SplitN(spec.Parties[0].People[0].Email, "@", 2)[1]
	var to []string
	s := setStage(t, spec, instant(t, "2091-01-02 09:00"), stageOptions{})
	s.sent = func(m activities.Message, l procedure.Letter) {
		if l.Person == "lars" {
			to = append(to, string(l.Template)+" to "+m.To)
		}
	}
	left := &procedure.Departure{Name: "Anna Moe", Address: "anna@" + domain}
	s.begin().
		when("2091-01-02 10:30").deliver(round1, procedure.Reply{Person: "lars", Class: procedure.ReplyAuto, Departure: left}).
		when("2091-01-02 12:00").answerTo("successor", procedure.Reply{Person: "sofie", Answers: []partnership.Answer{
		{Question: "successor", Value: partnership.BoolValue(true)},
	}}).
		until("2091-01-16 11:00")
	want := []string{
		"check-in to " + spec.Parties[0].People[0].Email, "handover to anna@" + domain, "check-in to anna@" + domain,
	}
	if got := slices.Compact(to); !slices.Equal(got, want) {
		t.Errorf("lars' mail goes\n%s\nwant\n%s", strings.Join(to, "\n"), strings.Join(want, "\n"))
	}
}

// answerTo answers the latest letter of a template, as the intake would find it.
func (s *stage) answerTo(template procedure.Template, r procedure.Reply) *stage {
	s.t.Helper()
	return s.do(func(ctx context.Context, _ int) error {
		s.mu.Lock()
		for _, l := range s.letters {
			if l.Template == template && l.Opens {
				r.Ask = l.Ask
			}
		}
		s.mu.Unlock()
		r.ID, r.Class = "word", procedure.ReplyAnswer
		return procedures{s.client}.Reply(ctx, s.spec.Slug, r)
	})
}
