package workflows_test

import (
	"path/filepath"
	"testing"

	"go.temporal.io/sdk/converter"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// TestSummariesFitTheWebUI reads what admins have seen beside workflows, timers
// and activities in the histories of all versions.
func TestSummariesFitTheWebUI(t *testing.T) {
	t.Parallel()
	found := 0
	for _, version := range versions(t) {
		for _, file := range files(t, version) {
			t.Run(version+"/"+filepath.Base(file), func(t *testing.T) {
				for _, e := range load(t, file).GetEvents() {
					payload := e.GetUserMetadata().GetSummary()
					if payload == nil {
						continue
					}
					var summary string
					if err := converter.GetDefaultDataConverter().FromPayload(payload, &summary); err != nil {
						t.Fatalf("event %d: %v", e.GetEventId(), err)
					}
					found++
					testkit.CheckSummary(t, summary)
				}
			})
		}
	}
	if found == 0 {
		t.Error("no history holds a summary")
	}
}
