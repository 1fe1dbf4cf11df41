package config_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"testing/fstest"

	"github.com/rapport-engine/rapport/config"
)

// BenchmarkLoad loads a thousand partnerships, a file each.
func BenchmarkLoad(b *testing.B) {
	src, err := os.ReadFile("testdata/layout/split/a.hcl")
	if err != nil {
		b.Fatal(err)
	}
	calendars, err := os.ReadFile("testdata/layout/one-file/all.hcl")
	if err != nil {
		b.Fatal(err)
	}
	calendars, _, _ = bytes.Cut(calendars, []byte("partnership"))
	dir := fstest.MapFS{"calendars.hcl": {Data: calendars}}
	size := 0
	for i := range 1000 {
		one := bytes.Replace(src, []byte(`partnership "tea"`), fmt.Appendf(nil, `partnership "tea-%04d"`, i), 1)
		dir[fmt.Sprintf("%04d.hcl", i)] = &fstest.MapFile{Data: one}
		size += len(one)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		if got := config.Load(dir, config.Options{}); len(got.Specs) != 1000 {
			b.Fatalf("%d specs, want 1000: %v", len(got.Specs), got.Diagnostics[:1])
		}
	}
}
