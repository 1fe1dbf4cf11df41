//go:build !slim

package app

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// reportBudget is the most events that a report may take, to however many readers.
const reportBudget = 8

// TestAReportKeepsItsBudget counts what a report costs on a real server: it is no workflow, and
// nobody waits for its mails.
func TestAReportKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, people := range []int{1, 12} {
		t.Run(fmt.Sprint(people), func(t *testing.T) {
			t.Parallel()
			spec := choir(people)
			var readers []string
			for _, p := range spec.Parties[0].People {
				readers = append(readers, p.ID)
			}
			spec.Reports = []partnership.Report{{ID: "monthly", Rule: rule("month", "25th", "14:00"), To: readers}}
			s := play(t, spec, "2091-01-02 09:00")
			s.when("2091-01-02 12:00").reply(round1, "p01", number("mql", "130"))
			begins := len(s.until("2091-01-25 13:00").history("duo"))
			share := s.until("2091-01-25 17:00").history("duo")[begins:]
			t.Logf("a report to %d people takes %d events\n%s", people, len(share), table(nil, share))
			if len(share) > reportBudget {
				t.Errorf("a report takes %d events, want at most %d", len(share), reportBudget)
			}
			told := 0
			for _, line := range s.happened() {
				if strings.Contains(line, " report to ") {
					told++
				}
			}
			if told != people {
				t.Errorf("%d of %d people read it:\n%s", told, people, strings.Join(s.happened(), "\n"))
			}
		})
	}
}
