package revision_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// BenchmarkCompare measures what a plan does for each partnership whose digest
// has changed; Digest is what it does for all others.
func BenchmarkCompare(b *testing.B) {
	edited := shop()
	edited.Title, edited.Goals[0].KPIs[0].Target = "Tea", decimal.NewFromInt(150)
	for _, c := range []struct {
		name     string
		old, new partnership.Spec
	}{
		{"equal", shop(), shop()},
		{"two changes", shop(), edited},
		{"whole language equal", specs.Full(), specs.Full()},
		{"nothing in common", shop(), specs.Full()},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				revision.Compare(c.old, c.new)
			}
		})
	}
	b.Run("digest", func(b *testing.B) {
		spec := shop()
		b.ReportAllocs()
		for b.Loop() {
			_ = spec.Digest()
		}
	})
}

// BenchmarkMoves looks a quarter ahead.
func BenchmarkMoves(b *testing.B) {
	old, spec, now := shop(), shop(), at("03-01 12:00")
	spec.CheckIns[0].Rule = rule("week", "tuesday", "09:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := revision.Moves(kinds.All(), old, spec, now, 92*24*time.Hour, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHCL(b *testing.B) {
	block := outline.Of(shop())
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(block.HCL(nil))))
	}
}
