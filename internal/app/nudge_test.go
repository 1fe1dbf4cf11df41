//go:build !slim

package app

import (
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// TestAMailThatIsSentAgainIsOneOfItsOwnAndEitherCounts: the second mail asks the same under
// a Message-ID of its own, also where the server was away, and one answer is enough.
func TestAMailThatIsSentAgainIsOneOfItsOwnAndEitherCounts(t *testing.T) {
	t.Parallel()
	sent := map[string]string{}
	s := setStage(t, duo(), instant(t, "2091-01-02 09:00"), stageOptions{})
	s.sent = func(m activities.Message, l procedure.Letter) { sent[l.Key] = m.ID + " " + l.Ask }
	s.begin().
		when("2091-01-02 12:00").mailServer(down).
		when("2091-01-02 12:01").command(round1, procedure.Command{Name: procedure.Resend, Person: "lars"}).
		when("2091-01-02 13:00").mailServer(nil).
		when("2091-01-02 14:00").reply(round1, "lars", number("mql", "130")).
		until("2091-01-04 12:00").
		expect(after(
			"2091-01-02 12:01 command: Check-in fortnightly: an admin had the mail sent to lars again",
			"2091-01-02 12:01 resend: done",
			"2091-01-02 13:08 ask/lars/2 check-in to lars",
			"2091-01-02 14:00 measure: mql = 130",
			"2091-01-02 14:00 outcome: Check-in fortnightly: answered",
			"2091-01-02 14:00 receipt/mail-4 receipt to lars",
		)...)
	if len(sent["ask/lars"]) == 0 || sent["ask/lars"] == sent["ask/lars/2"] {
		t.Errorf("the second mail is not one of its own: %v", sent)
	}
}

// TestMoreTimeIsSeenByThePartnership: what status shows, and when the round closes.
func TestMoreTimeIsSeenByThePartnership(t *testing.T) {
	t.Parallel()
	s := play(t, duo(), "2091-01-02 09:00").
		when("2091-01-03 16:00").command(round1, procedure.Command{Name: procedure.Extend, To: "2091-01-08", Reason: "the books are not closed"}).
		until("2091-01-07 12:00")
	open := state[lifecycle.Partnership](s, "duo").Running[0].Shown.Open
	if want := instant(t, "2091-01-08 10:00"); len(open) != 1 || !open[0].Due.Equal(want) || open[0].Late {
		t.Errorf("the partnership shows %+v, want lars until %s", open, want)
	}
	s.until("2091-01-09 00:00").expectFrom("2091-01-08 00:00",
		"2091-01-08 10:00 outcome: Check-in fortnightly: missed",
		"2091-01-08 10:00 phase: lars let the check-in fortnightly pass without an answer")
}
