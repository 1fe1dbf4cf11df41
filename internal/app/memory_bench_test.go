//go:build !slim

package app

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// BenchmarkMemory tells what a partnership with an open check-in costs in
// memory, at 500 and at 3,000 of them: live heap and stacks after a collection,
// above what the idle program has. The embedded server runs in this process;
// what it holds is told from what the engine holds by the stacks that allocated
// it, and the memoryParts of both are logged. SQLite's own page caches lie outside the
// heap of Go and are bounded.
//
// Up to a bound a worker keeps its workflows in memory, so the engine's part of
// each partnership shrinks when there are more of them than it keeps.
//
//	go test ./internal/app -run - -bench 'Memory' -benchtime 1x -timeout 30m
//	go test ./internal/app -run - -bench 'Memory/500$' -benchtime 1x
func BenchmarkMemory(b *testing.B) {
	sampled := runtime.MemProfileRate
	runtime.MemProfileRate = 16 << 10
	defer func() { runtime.MemProfileRate = sampled }()
	for _, n := range []int{500, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := range b.N {
				s := openBench(b, nil)
				idle := weigh()
				r := newRace(n)
				s.now.Store(r)
				if err := s.begin(b.Context(), askers(b, fmt.Sprintf("weight-%d", i), n)); err != nil {
					b.Fatal(err)
				}
				r.asked.await(b, "asked")
				r.answers = nil // the benchmark's own
				weigh().report(b, idle, n)
			}
		})
	}
}

// weight is what lives in memory after a collection.
type weight struct {
	heap, stacks float64
	memoryParts  map[part]float64 // of the heap, as the profile knows it
}

// part is memory that one package allocated, or had allocated for it.
type part struct {
	server bool
	name   string
}

func weigh() weight {
	runtime.GC()
	runtime.GC() // what had finalizers goes with the second one
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return weight{heap: float64(stats.HeapAlloc), stacks: float64(stats.StackInuse), memoryParts: memoryParts()}
}

// report tells what has come to a weight, for each of n partnerships.
func (w weight) report(b *testing.B, idle weight, n int) {
	b.Helper()
	each := func(bytes float64) float64 { return bytes / 1024 / float64(n) }
	var server, known float64
	for p, bytes := range w.memoryParts {
		grown := bytes - idle.memoryParts[p]
		known += grown
		if p.server {
			server += grown
		}
		w.memoryParts[p] = grown
	}
	b.ReportMetric(each(w.heap-idle.heap), "heap-KB/partnership")
	b.ReportMetric(each((w.heap-idle.heap)*(1-server/known)), "heap-KB/partnership-without-server")
	b.ReportMetric(each(w.stacks-idle.stacks), "stack-KB/partnership")
	b.ReportMetric(idle.heap/1024/1024, "idle-heap-MB")
	heaviest := slices.SortedFunc(maps.Keys(w.memoryParts), func(x, y part) int { return cmp.Compare(w.memoryParts[y], w.memoryParts[x]) })
	for _, p := range heaviest[:min(len(heaviest), 16)] {
		side := "engine"
		if p.server {
			side = "server"
		}
		b.Logf("%6.1f KB  %s  %s", each(w.memoryParts[p]), side, p.name)
	}
}

// memoryParts reads the heap's profile, which knows a sample of it.
func memoryParts() map[part]float64 {
	var records []runtime.MemProfileRecord
	for n, ok := runtime.MemProfile(nil, false); !ok; {
		records = make([]runtime.MemProfileRecord, n+50)
		n, ok = runtime.MemProfile(records, false)
		records = records[:min(n, len(records))]
	}
	found := map[part]float64{}
	for _, r := range records {
		if objects := r.InUseObjects(); objects > 0 {
			size := float64(r.InUseBytes()) / float64(objects)
			whole := 1 / (1 - math.Exp(-size/float64(runtime.MemProfileRate)))
			found[owner(r.Stack())] += float64(r.InUseBytes()) * whole
		}
	}
	return found
}

// owner is whom a stack allocates for: the innermost package of the server, of
// Temporal's SDK or of this program.
func owner(stack []uintptr) (p part) {
	frames := runtime.CallersFrames(stack)
	for {
		frame, more := frames.Next()
		name := packageOf(frame.Function)
		if strings.HasPrefix(name, "go.temporal.io/server") || strings.HasPrefix(frame.Function, "google.golang.org/grpc.(*Server)") {
			p.server = true
		}
		if p.name == "" && (strings.HasPrefix(name, "go.temporal.io/") || strings.HasPrefix(name, "github.com/rapport-engine/")) {
			p.name = name
		}
		if !more {
			p.name = cmp.Or(p.name, name)
			return p
		}
	}
}

// packageOf is the package of a function's full name.
func packageOf(function string) string {
	slash := strings.LastIndex(function, "/") + 1
	name, _, _ := strings.Cut(function[slash:], ".")
	return function[:slash] + name
}
