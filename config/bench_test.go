package config_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/rapport-engine/rapport/config"
)

var partnerships = flag.Int("partnerships", 300, "how many partnerships benchmarks load; 10000 is the size that limits are stated for")

// BenchmarkLoad loads partnerships of 160 lines, written out as files or made by
// a fleet of the same content. The baseline does the least that anybody could
// with the files: hclparse and gohcl into bare structs, in the same run.
func BenchmarkLoad(b *testing.B) {
	sources := benchSources(b, *partnerships)
	written := fstest.MapFS{"calendar.hcl": {Data: benchFile(b, "calendar.hcl")}}
	for name, src := range sources {
		written[name] = &fstest.MapFile{Data: src}
	}
	b.Run("files", func(b *testing.B) { benchLoad(b, written, sources) })
	b.Run("fleet", func(b *testing.B) { benchLoad(b, benchFleet(b, *partnerships), sources) })
}

func benchLoad(b *testing.B, dir fstest.MapFS, baseline map[string][]byte) {
	var bare, load time.Duration
	var peak uint64
	for b.Loop() {
		b.StopTimer()
		runtime.GC()
		start := time.Now()
		decodeBare(b, baseline)
		bare += time.Since(start)
		runtime.GC()
		b.StartTimer()

		stop := watchHeap(&peak)
		start = time.Now()
		got := config.Load(dir, config.Options{})
		load += time.Since(start)
		stop()
		if len(got.Specs) != len(baseline) {
			b.Fatalf("%d specs, want %d: %+v", len(got.Specs), len(baseline), got.Diagnostics[:min(3, len(got.Diagnostics))])
		}
	}
	b.ReportMetric(float64(load)/float64(bare), "times-baseline")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
}

// watchHeap keeps the highest heap until it is stopped.
func watchHeap(peak *uint64) (stop func()) {
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapSys-m.HeapReleased)
			select {
			case <-tick.C:
			case <-done:
				return
			}
		}
	}()
	return func() { close(done); <-stopped }
}

func decodeBare(b *testing.B, sources map[string][]byte) {
	for name, src := range sources {
		file, diags := hclparse.NewParser().ParseHCL(src, name)
		if diags.HasErrors() {
			b.Fatal(diags)
		}
		var into bareFile
		if diags := gohcl.DecodeBody(file.Body, nil, &into); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}

func benchFile(b *testing.B, name string) []byte {
	b.Helper()
	src, err := os.ReadFile("testdata/bench/" + name)
	if err != nil {
		b.Fatal(err)
	}
	return src
}

// benchSources writes partnerships out, a file each.
func benchSources(b *testing.B, n int) map[string][]byte {
	b.Helper()
	src := benchFile(b, "partnership.hcl")
	sources := make(map[string][]byte, n)
	for i := range n {
		one := bytes.Replace(src, []byte(`"fjordmail-lumen"`), fmt.Appendf(nil, `"partner-%05d"`, i), 1)
		one = bytes.ReplaceAll(one, []byte("Lumen"), fmt.Appendf(nil, "Partner %d", i))
		sources[fmt.Sprintf("%05d.hcl", i)] = one
	}
	return sources
}

// benchFleet makes the same partnerships from a playbook and a table.
func benchFleet(b *testing.B, n int) fstest.MapFS {
	b.Helper()
	book := bytes.Replace(benchFile(b, "partnership.hcl"), []byte(`partnership "fjordmail-lumen"`), []byte(`playbook "marketing"`), 1)
	var rows bytes.Buffer
	rows.WriteString("slug,name,mail\n")
	for i := range n {
		fmt.Fprintf(&rows, "partner-%05d,Partner %d,conor%d@lumen.example\n", i, i, i)
	}
	return fstest.MapFS{
		"calendar.hcl": {Data: benchFile(b, "calendar.hcl")}, "playbook.hcl": {Data: book},
		"fleet.hcl": {Data: benchFile(b, "fleet.hcl")}, "partners.csv": {Data: rows.Bytes()},
	}
}
