package procedure_test

import (
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestASummaryShortensTheNameAndNotTheWords(t *testing.T) {
	t.Parallel()
	const long = "Константин Константинович Преображенский-Вознесенский"
	for name, want := range map[string]string{
		"Ann":       "Reminder 1 of 2 to Ann, due Wed 9 Dec 15:00 Oslo",
		long + long: "Reminder 1 of 2 to " + long + "К…, due Wed 9 Dec 15:00 Oslo",
	} {
		got := procedure.Summary("Reminder 1 of 2 to ", name, ", due Wed 9 Dec 15:00 Oslo")
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		testkit.CheckSummary(t, got)
	}
}
