package asking_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// nudge has an admin send a command.
func (s *table) nudge(c procedure.Command) *table {
	s.t.Helper()
	s.Command(c)
	return s
}

// refuses compares why a command is refused; empty if it is not.
func (s *table) refuses(c procedure.Command, want string) {
	s.t.Helper()
	err := s.P.Check(c, s.Now)
	if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		s.t.Errorf("%s %s: got %v, want %q", c.Name, c.Person, err, want)
	}
}

func TestAReminderOutOfTurnStandsForTheNextOne(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-01 12:00")
	s.Skip()
	s.nudge(procedure.Command{Name: procedure.Remind, Reason: "the board meets"})
	s.Expect("12-01 12:00 remind-now-update-1/lars poll to lars", "12-01 12:00 command: Poll: an admin had lars reminded: the board meets")
	if l := s.Letter("remind-now-update-1/lars"); l.Form != procedure.FormReminder || l.Number != 1 || l.Of != 1 {
		t.Errorf("it is reminder %d of %d, a %s", l.Number, l.Of, l.Form)
	}
	s.Skip()
	s.until("2026-12-03 11:00").Expect() // the one of the next day stays away
}

func TestOnlyWhoHasNotAnsweredIsReminded(t *testing.T) {
	t.Parallel()
	s := ask(t, everybody(specs.Duo())).skip().answers("tom", "130")
	s.Skip()
	s.nudge(procedure.Command{Name: procedure.Remind})
	s.Expect("12-01 10:00 remind-now-update-2/lars poll to lars", "12-01 10:00 command: Poll: an admin had lars reminded")
	s.refuses(procedure.Command{Name: procedure.Remind, Person: "tom"}, "remind in duo/poll: tom has answered already")
	s.answers("lars", "130")
	s.refuses(procedure.Command{Name: procedure.Remind}, "there is nobody who was asked and has not answered")
}

func TestAMailIsSentAgainAsOneOfItsOwnAndTheWindowStays(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-01 12:00")
	s.Skip()
	due := s.of("lars").Due
	s.nudge(procedure.Command{Name: procedure.Resend, Person: "lars"})
	s.Expect("12-01 12:00 command: Poll: an admin had the mail sent to lars again", "12-01 12:00 ask/lars/2 poll to lars")
	if l := s.Letter("ask/lars/2"); l.Ask != s.of("lars").ID || !l.Opens || !l.Due.Equal(due) || !s.of("lars").Due.Equal(due) {
		t.Errorf("it asks %s until %s, want the same ask until %s", l.Ask, l.Due, due)
	}
	s.refuses(procedure.Command{Name: procedure.Resend}, "say to whom; asked are lars")
}

func TestWhoAnswersInAPersonsPlaceIsRemindedForThem(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", bounce(procedure.SetbackPermanent))
	s.Skip()
	s.nudge(procedure.Command{Name: procedure.Remind, Person: "lars"})
	s.Expect("12-01 10:00 remind-now-update-2/sofie/for/lars poll to sofie", "12-01 10:00 command: Poll: an admin had sofie reminded")
}

func TestMoreTimeMovesTheDueTimeAndTellsSo(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"2026-12-05", "2d", "to 2026-12-05"} {
		s := begin(t).until("2026-12-02 16:00") // reminded at 14:48
		s.Skip()
		s.nudge(procedure.Command{Name: procedure.Extend, To: to, Reason: "the books are not closed"})
		s.Expect("12-02 16:00 remind-now-update-1/lars poll to lars",
			"12-02 16:00 command: Poll: an admin gave lars more time, until "+to+": the books are not closed")
		s.due("lars", "2026-12-05 10:00")
		if l := s.Letter("remind-now-update-1/lars"); !l.Due.Equal(s.of("lars").Due) {
			t.Errorf("the mail says %s", l.Due)
		}
		s.happened(asking.Nudged)
		s.Skip()
		s.until("2026-12-05 09:00").Expect("12-04 01:00 remind-2/lars poll to lars")
		s.until("2026-12-05 11:00").happened(asking.Nudged, asking.Closed)
	}
}

func TestANudgeThatReachesNobodyIsRefusedAndSaysWhy(t *testing.T) {
	t.Parallel()
	extend := func(to string) procedure.Command { return procedure.Command{Name: procedure.Extend, To: to} }
	s := begin(t)
	s.refuses(procedure.Command{Name: procedure.Remind, Person: "vera"}, `"vera" is not asked in it; asked are lars`)
	s.refuses(extend(""), `write in "to" until when like 2026-12-04`)
	s.refuses(extend("soon"), `write in "to" until when like 2026-12-04`)
	s.refuses(extend("2026-12-03"), "lars is asked until Thu 3 Dec 10:00 UTC already; name a later day")
	s.refuses(extend("2027-06-01"), "more than 60 days after")
	s.refuses(extend("2026-12-04"), "")

	down(t, specs.Duo()).refuses(procedure.Command{Name: procedure.Remind, Person: "lars"}, "lars: not asked yet")
	lost := begin(t)
	lost.of("lars").Bounced = true
	lost.refuses(procedure.Command{Name: procedure.Resend, Person: "lars"}, "no mail reaches lars")
	begin(t).order(procedure.OrderPause).refuses(procedure.Command{Name: procedure.Remind}, "the partnership is paused; resume it first")
	begin(t).until("2026-12-03 11:00").refuses(extend("2026-12-10"), "its time is over, and nobody is asked in it any more")
}

func TestTheSameNudgeTwiceIsCarriedOutOnce(t *testing.T) {
	t.Parallel()
	s := begin(t)
	ev := procedure.Event{Kind: procedure.Commanded, Command: &procedure.Command{ID: "u", Name: procedure.Remind}}
	s.Step(ev)
	s.Skip()
	s.Step(ev)
	s.Expect()
}

// TestNobodyIsHeardOfTwiceForOneNudge is a property: whatever an admin does, each command
// brings at most one mail a person, and never one to somebody who has answered.
func TestNobodyIsHeardOfTwiceForOneNudge(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := ask(t, everybody(specs.Duo())).skip()
		answered := map[string]bool{}
		for n := range rapid.IntRange(1, 6).Draw(t, "commands") {
			if who := rapid.SampledFrom([]string{"", "", "lars", "tom"}).Draw(t, "answers"); who != "" && !answered[who] {
				s.answers(who, "130")
				answered[who] = true
			}
			s.Skip()
			c := procedure.Command{
				ID:   string(rune('a' + n)),
				Name: rapid.SampledFrom([]procedure.CommandName{procedure.Remind, procedure.Resend, procedure.Extend}).Draw(t, "name"),
				To:   rapid.SampledFrom([]string{"1d", "2d", "1 week"}).Draw(t, "to"), Person: rapid.SampledFrom([]string{"", "lars", "tom"}).Draw(t, "person"),
			}
			if s.P.Check(c, s.Now) != nil {
				continue
			}
			s.Command(c)
			got := map[string]int{}
			for _, line := range s.Lines() {
				for _, who := range []string{"lars", "tom"} {
					if strings.HasSuffix(line, " to "+who) {
						got[who]++
					}
				}
			}
			for who, mails := range got {
				if mails > 1 || answered[who] || c.Person != "" && c.Person != who {
					t.Fatalf("%s %s brings %s %d mails: %q", c.Name, c.Person, who, mails, s.Lines())
				}
			}
			if len(got) == 0 {
				t.Fatalf("%s %s was taken and reaches nobody", c.Name, c.Person)
			}
		}
	})
}
