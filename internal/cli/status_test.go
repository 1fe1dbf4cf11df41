package cli_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestStatusIsInOneZone has people of three zones be waited for. All that is
// printed is in the partnership's zone and says so, a day later where need be.
func TestStatusIsInOneZone(t *testing.T) {
	t.Parallel()
	waiting := []cli.WaitingStatus{
		{Name: "Astrid Vik", CheckIn: "weekly", Title: "Check-in weekly", Since: at(t, "2026-12-01T10:00:00+01:00"), Due: at(t, "2026-12-03T10:00:00+01:00")},
		{
			Name: "Bo Daly", CheckIn: "weekly", Title: "Check-in weekly", Since: at(t, "2026-12-01T09:00:00Z"), Due: at(t, "2026-12-02T19:30:00-05:00"),
			Late: true, Note: "mail bounced",
		},
		{Name: "Mei Sato", CheckIn: "weekly", Title: "Check-in weekly", Since: at(t, "2026-12-01T18:00:00+09:00"), Due: at(t, "2026-12-03T18:00:00+09:00")},
	}
	next := []cli.NextStatus{
		{At: at(t, "2026-12-08T09:00:00Z"), What: "check-in weekly"},
		{At: at(t, "2027-06-01T08:00:00Z"), What: "check-in yearly"}, // in summer
	}
	var out bytes.Buffer
	err := cli.ShowStatus(cli.Env{Stdout: &out}, []cli.PartnershipStatus{
		{Slug: "pots", Title: "Pots", Live: true, Phase: "active", GoalsRAG: "green", Zone: zone(t, "Europe/Oslo"), Waiting: waiting, Next: next},
		{Slug: "pans", Title: "Pans", Live: true, Phase: "active", GoalsRAG: "red", Zone: zone(t, "America/New_York"), Waiting: waiting[:1], Next: next[:1]},
		{Slug: "tins", Title: "Tins", Live: true, Phase: "proposed", GoalsRAG: "unknown", Zone: zone(t, "UTC"), Next: next[:1]},
	})
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "status-zones.txt"), out.String())
}

// TestStatusSaysWhyItIsSilent prints partnerships that did not answer, for every
// reason that there is. What many have in common is said once.
func TestStatusSaysWhyItIsSilent(t *testing.T) {
	t.Parallel()
	where := cli.SilenceStatus{Server: "127.0.0.1:7233", Namespace: "rapport", Error: "Workflow Task in failed state."}
	silent := func(slug string, cause app.Cause) cli.PartnershipStatus {
		s := where
		s.Cause, s.Workflow = cause, slug
		return cli.PartnershipStatus{Slug: slug, Title: "The " + slug, GoalsRAG: "unknown", Zone: zone(t, "Europe/Oslo"), Silence: &s}
	}
	paused, stopped := silent("pots", app.Paused), silent("pans", app.Paused)
	paused.Silence.Since, paused.Silence.By, paused.Silence.Reason = at(t, "2026-12-01T09:00:00Z"), "ann@ops.example", "merger talks"
	stopped.Silence.Since = at(t, "2026-12-01T23:30:00Z")
	var out bytes.Buffer
	err := cli.ShowStatus(cli.Env{Stdout: &out}, []cli.PartnershipStatus{
		silent("cups", app.NoWorker), silent("mugs", app.NoWorker), paused, stopped,
		silent("tins", app.NoServer), silent("jars", app.Unknown), silent("lids", app.Failing),
	})
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "status-silent.txt"), out.String())
}

// TestStatusSaysWhatWaitsInTheOutbox, in one line, whether the workflow answers or
// not.
func TestStatusSaysWhatWaitsInTheOutbox(t *testing.T) {
	t.Parallel()
	since := at(t, "2026-12-01T09:03:00Z")
	failing := cli.OutboxStatus{Failing: 3, Since: since, Reason: "temporary failure: send mail: connect: temporary failure"}
	all := failing
	all.Held, all.Due, all.Unwritten, all.Refused = 2, 1, 4, 5
	var list []cli.PartnershipStatus
	for _, outbox := range []cli.OutboxStatus{{}, {Held: 2}, {Due: 1}, failing, {Unwritten: 1}, all} {
		list = append(list, cli.PartnershipStatus{
			Slug: "pots", Title: "Pots", Live: true, Phase: "active", GoalsRAG: "green", Zone: zone(t, "Europe/Oslo"), Outbox: outbox,
			Next: []cli.NextStatus{{At: since, What: "check-in weekly"}},
		})
	}
	silent := list[len(list)-1]
	silent.Live, silent.Silence = false, &cli.SilenceStatus{Cause: app.NoWorker}
	var out bytes.Buffer
	if err := cli.ShowStatus(cli.Env{Stdout: &out}, append(list, silent)); err != nil {
		t.Fatal(err)
	}
	checkGolden(t, filepath.Join("testdata", "status-outbox.txt"), out.String())
}

// at reads a time as it comes out of JSON: with an offset and without a place.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	found, err := cadence.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return found
}
