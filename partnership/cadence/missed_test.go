package cadence_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestDue(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, time.December, n, 10, 0, 0, 0, time.UTC) }
	tuesdays := []time.Time{day(1), day(8), day(15), day(22)}
	for _, tt := range []struct {
		name    string
		policy  cadence.MissedPolicy
		window  int // days
		now     time.Time
		send    int // a day of December; 0 is none
		skipped []int
	}{
		{"latest inside its window", cadence.MissedSendLatest, 2, day(16), 15, []int{1, 8}},
		{"the default sends too", "", 2, day(16), 15, []int{1, 8}},
		{"all windows are closed", cadence.MissedSendLatest, 2, day(18), 0, []int{1, 8, 15}},
		{"at the end of its window it is closed", cadence.MissedSendLatest, 2, day(17), 0, []int{1, 8, 15}},
		{"several open windows, one mail", cadence.MissedSendLatest, 30, day(16), 15, []int{1, 8}},
		{"on time", cadence.MissedSendLatest, 2, day(1), 1, nil},
		{"nothing has passed", cadence.MissedSendLatest, 2, day(1).Add(-1), 0, nil},
		{"skip sends none", cadence.MissedSkip, 2, day(16), 0, []int{1, 8, 15}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			windowEnd := func(at time.Time) time.Time { return at.AddDate(0, 0, tt.window) }
			send, skipped := cadence.Rule{Missed: tt.policy}.Due(tuesdays, windowEnd, tt.now)
			var sent int
			if send != nil {
				sent = send.Day()
			}
			var days []int
			for _, at := range skipped {
				days = append(days, at.Day())
			}
			if diff := cmp.Diff([]any{tt.send, tt.skipped}, []any{sent, days}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
