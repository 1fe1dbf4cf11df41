package corpus_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit/corpus"
)

// A toy procedure: it asks at its start, reminds when it wakes, and thanks for
// an answer.
type (
	toy struct {
		rules    int
		answered bool
	}
	effect interface{ toyEffect() }
	send   struct{ what string }
	record struct{}
	wake   struct{ at time.Time }
	end    struct{}
)

func (send) toyEffect()   {}
func (record) toyEffect() {}
func (wake) toyEffect()   {}
func (end) toyEffect()    {}

func (p *toy) Step(event string, now time.Time) []effect {
	switch {
	case event == "panicked":
		panic("no such event")
	case event == "replied" && p.answered:
		return []effect{end{}}
	case event == "replied":
		p.answered = true
		if p.rules == 2 {
			return []effect{send{"receipt"}, record{}}
		}
		return []effect{record{}, send{"receipt"}}
	case p.answered:
		return nil
	}
	return []effect{send{event}, wake{now.Add(time.Hour)}}
}

// toys are scripts in which the procedure wakes as it asked to and is answered
// now and then. order is the rules that the procedure really follows.
func toys(rules, order int) corpus.Corpus[string, effect] {
	return corpus.Corpus[string, effect]{
		Rules: rules, Scripts: 200, Steps: 20,
		Write: func(chance *rand.Rand) corpus.Script[string, effect] {
			now, begun := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), false
			return corpus.Script[string, effect]{
				Procedure: &toy{rules: order},
				Next: func(effects []effect) (string, time.Time, bool) {
					if !begun {
						begun = true
						return "started", now, true
					}
					for _, e := range effects {
						switch e := e.(type) {
						case wake:
							now = e.at
						case end:
							return "", now, false
						}
					}
					if chance.IntN(4) == 0 {
						return "replied", now, true
					}
					return "woke", now, true
				},
			}
		},
		Event: func(event string) string { return event },
	}
}

func TestSameEffectsPass(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	toys(1, 1).Check(t, folder, true)
	toys(1, 1).Check(t, folder, false)
}

func TestAnotherOrderOfEffectsFails(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	toys(1, 1).Check(t, folder, true)
	said := failure(t, func(tb testing.TB) { toys(1, 2).Check(tb, folder, false) })
	for _, want := range []string{"rules-1.txt.gz", "of 200 scripts", "- replied: record send\n", "+ replied: send record\n", "raise them"} {
		if !strings.Contains(said, want) {
			t.Errorf("the failure lacks %q:\n%s", want, said)
		}
	}
}

func TestAnotherScriptIsToldFromOtherRules(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	toys(1, 1).Check(t, folder, true)
	other := toys(1, 1)
	write := other.Write
	other.Write = func(chance *rand.Rand) corpus.Script[string, effect] {
		chance.IntN(4)
		return write(chance)
	}
	said := failure(t, func(tb testing.TB) { other.Check(tb, folder, false) })
	if !strings.Contains(said, "Another event happened") {
		t.Error(said)
	}
}

func TestRulesHaveFilesOfTheirOwn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	toys(1, 1).Check(t, folder, true)
	said := failure(t, func(tb testing.TB) { toys(2, 2).Check(tb, folder, false) })
	if !strings.Contains(said, "rules 2 have no corpus") {
		t.Error(said)
	}
	toys(2, 2).Check(t, folder, true)
	toys(2, 2).Check(t, folder, false)
	toys(1, 1).Check(t, folder, false)
}

func TestOtherNumberOfScriptsFails(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	toys(1, 1).Check(t, folder, true)
	fewer := toys(1, 1)
	fewer.Scripts = 199
	said := failure(t, func(tb testing.TB) { fewer.Check(tb, folder, false) })
	if !strings.Contains(said, "200 scripts are recorded and 199 were played") {
		t.Error(said)
	}
}

func TestPanicNamesItsScript(t *testing.T) {
	t.Parallel()
	broken := toys(1, 1)
	broken.Write = func(*rand.Rand) corpus.Script[string, effect] {
		return corpus.Script[string, effect]{
			Procedure: &toy{},
			Next:      func([]effect) (string, time.Time, bool) { return "panicked", time.Time{}, true },
		}
	}
	said := failure(t, func(tb testing.TB) { broken.Check(tb, t.TempDir(), false) })
	if !strings.Contains(said, "script 0 panics after 0 steps: no such event") {
		t.Error(said)
	}
}

// TestFileIsSmallAndTheSame records twice: a file that is recorded anew without
// a change must not show in a diff.
func TestFileIsSmallAndTheSame(t *testing.T) {
	t.Parallel()
	var files []string
	for range 2 {
		folder := t.TempDir()
		toys(1, 1).Check(t, folder, true)
		packed, err := os.ReadFile(filepath.Join(folder, "rules-1.txt.gz"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, string(packed))
	}
	if files[0] != files[1] {
		t.Error("two recordings differ")
	}
	if size := len(files[0]); size > 10_000 {
		t.Errorf("200 scripts of a toy take %d bytes", size)
	}
}

// failed keeps what a check says instead of failing the test.
type failed struct {
	testing.TB
	said string
}

type fatal struct{}

func (f *failed) Helper()                           {}
func (f *failed) Errorf(format string, args ...any) { f.said += fmt.Sprintf(format, args...) }
func (f *failed) Fatalf(format string, args ...any) { f.Errorf(format, args...); panic(fatal{}) }
func (f *failed) Fatal(args ...any)                 { f.Fatalf("%s", fmt.Sprint(args...)) }

// failure returns what a check says when it fails, and fails if it does not.
func failure(t *testing.T, check func(testing.TB)) string {
	t.Helper()
	f := &failed{TB: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != (fatal{}) {
				panic(r)
			}
		}()
		check(f)
	}()
	if f.said == "" {
		t.Fatal("the check passes")
	}
	return f.said
}
