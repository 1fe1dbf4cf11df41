package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func spec(slug, purpose string) partnership.Spec {
	return partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: slug, Purpose: purpose, Zone: "Europe/Oslo",
		Start: cadence.Date{Year: 2026, Month: 12, Day: 1},
		Goals: []partnership.Goal{{ID: "leads", Weight: decimal.RequireFromString("0.5")}},
	}
}

func TestSpecs(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	s := openTest(t, path)
	ctx := t.Context()
	one, two, other := spec("acme", "one"), spec("acme", "two"), spec("beta", "other")
	for _, sp := range []partnership.Spec{one, two, two, other} {
		check(t, s.PutSpec(ctx, sp))
	}
	diff(t, []string{"acme", "beta"}, must[[]string](t)(s.Slugs(ctx)))
	diff(t, two.Digest(), must[partnership.Spec](t)(s.LatestSpec(ctx, "acme")).Digest())
	check(t, s.PutSpec(ctx, one)) // back to what was
	diff(t, one.Digest(), must[partnership.Spec](t)(s.LatestSpec(ctx, "acme")).Digest())
	check(t, s.Close())

	s = openTest(t, path)
	for range 2 { // from the file, then from memory
		for _, sp := range []partnership.Spec{one, two, other} {
			diff(t, sp, must[partnership.Spec](t)(s.Spec(ctx, sp.Digest())))
		}
	}
}

// TestWhatAStepAdoptsIsTheLatestSpec keeps a spec with the step of a procedure that adopts
// it: what was put beside it before, and only proposed, is not taken for what is in force.
func TestWhatAStepAdoptsIsTheLatestSpec(t *testing.T) {
	t.Parallel()
	s, ctx := openTest(t, filepath.Join(t.TempDir(), "rapport.db")), t.Context()
	inForce, proposed := spec("acme", "in force"), spec("acme", "proposed")
	check(t, s.PutSpec(ctx, proposed))
	check(t, s.Commit(ctx, Record{Slug: "acme", Adopted: &inForce}))
	diff(t, inForce.Digest(), must[partnership.Spec](t)(s.LatestSpec(ctx, "acme")).Digest())
	diff(t, inForce, must[partnership.Spec](t)(s.Spec(ctx, inForce.Digest())))
}

func TestPutSpecs(t *testing.T) {
	t.Parallel()
	s := openTest(t, filepath.Join(t.TempDir(), "rapport.db"))
	one, two := spec("acme", "one"), spec("beta", "two")
	check(t, s.PutSpecs(t.Context(), []partnership.Spec{one, two}))
	diff(t, []string{"acme", "beta"}, must[[]string](t)(s.Slugs(t.Context())))
	check(t, s.PutSpecs(t.Context(), nil))

	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.PutSpecs(stopped, []partnership.Spec{spec("gamma", "three"), spec("delta", "four")}); err == nil {
		t.Error("a cancelled batch was stored")
	}
	diff(t, []string{"acme", "beta"}, must[[]string](t)(s.Slugs(t.Context())))
}

// TestSpecsNaming looks into the latest spec of each partnership only.
func TestSpecsNaming(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ctx := t.Context()
	with := func(slug, address string) partnership.Spec {
		sp := spec(slug, "one")
		sp.Parties = []partnership.Party{{ID: "tea", People: []partnership.Person{{ID: "ada", Email: address}}}}
		return sp
	}
	for _, sp := range []partnership.Spec{with("acme", "ada@tea.example"), with("beta", "Ada@tea.example"), with("gone", "ada@tea.example"), with("gone", "bob@tea.example")} {
		check(t, s.PutSpec(ctx, sp))
	}
	var slugs []string
	for _, sp := range must[[]partnership.Spec](t)(s.SpecsNaming(ctx, "ada@tea.example")) {
		slugs = append(slugs, sp.Slug)
	}
	diff(t, []string{"acme", "beta"}, slugs)
}
