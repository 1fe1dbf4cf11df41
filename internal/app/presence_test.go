package app

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

func TestPresencesAreReadFromAStore(t *testing.T) {
	data := t.TempDir()
	said := procedure.Presence{}.Leave("lea", cadence.Date{Year: 2026, Month: time.March, Day: 20}).Stop("max")
	kept, err := store.Open(t.Context(), storeIn(data), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	state, err := json.Marshal(lifecycle.Partnership{Presence: said})
	if err != nil {
		t.Fatal(err)
	}
	err = kept.PutProcedure(t.Context(), store.ProcedureRow{
		Workflow: workflows.PartnershipID("acme"), Slug: "acme", Kind: "partnership", State: state, UpdatedAt: time.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}

	presences, known, err := OpenPresences(t.Context(), data)
	if err != nil || !known {
		t.Fatalf("a store that is there is not read: %v, %v", known, err)
	}
	defer presences.Close()
	if got, err := presences.Of(t.Context(), "acme"); err != nil || !got.HasStopped("max") {
		t.Errorf("who wants no mail is lost: %+v, %v", got, err)
	} else if until, away := got.AwayUntil("lea"); !away || until.Day != 20 {
		t.Errorf("who is away is lost: %+v", got)
	}
	if got, err := presences.Of(t.Context(), "other"); err != nil || !got.IsZero() {
		t.Errorf("of a partnership that does not run something was said: %+v, %v", got, err)
	}
}

func TestWithoutAStoreNobodyHasSaidAnything(t *testing.T) {
	data := t.TempDir()
	presences, known, err := OpenPresences(t.Context(), data)
	if err != nil || known {
		t.Fatalf("a store that is missing is read: %v, %v", known, err)
	}
	if got, err := presences.Of(t.Context(), "acme"); err != nil || !got.IsZero() {
		t.Errorf("something was said: %+v, %v", got, err)
	}
	if err := presences.Close(); err != nil {
		t.Error(err)
	}
}
