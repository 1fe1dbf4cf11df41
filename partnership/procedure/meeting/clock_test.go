package meeting_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// Oslo goes to summer time on 28 March 2027 and back on 31 October.
func TestAMeetingKeepsItsHourOverTheChangeOfClocksBothWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		after           string
		first, then     string
		hour, utc, utc0 string
	}{
		{"2027-02-20", "2027-04-08", "2027-04-09", "15:00", "13:00", "14:00"}, // into summer time
		{"2027-09-20", "2027-11-11", "2027-11-12", "15:00", "14:00", "13:00"}, // and out of it
	} {
		p := call(t, meets(func(s *partnership.Spec) {
			s.Zone = "Europe/Oslo"
			for i := range s.Parties {
				for j := range s.Parties[i].People {
					s.Parties[i].People[j].Zone = "Europe/Oslo"
				}
			}
		}), c.after)
		if m := p.state(); m.Starts.Format("15:04") != c.hour || m.Starts.UTC().Format("15:04") != c.utc0 {
			t.Fatalf("it is to begin at %s", m.Starts)
		}
		for _, day := range []string{c.first, c.then} {
			p.command("lars", partnership.CommandMove, day)
			m := p.state()
			if m.Starts.Format("2006-01-02 15:04") != day+" "+c.hour || m.Starts.UTC().Format("15:04") != c.utc {
				t.Errorf("moved to %s it begins at %s", day, m.Starts)
			}
			if got := m.Ends.Sub(m.Starts).Minutes(); got != 45 {
				t.Errorf("it takes %v minutes", got)
			}
		}
	}
}
