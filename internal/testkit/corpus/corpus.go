// Package corpus holds rules to what they have done before. It steps a procedure
// through hundreds of random scripts and compares which effects it returned, in
// which order, with a file. An effect becomes a command in a history, so another
// order under the same rules breaks the replay of whatever runs: recorded
// histories show that for a few cases, a corpus for many.
//
// It knows no procedure. Whoever calls it says how to begin one and what may
// happen to it.
package corpus

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Stepper is a procedure: it takes an event and the time, and returns effects.
type Stepper[E, F any] interface {
	Step(event E, now time.Time) []F
}

// Script is one procedure and what happens to it.
type Script[E, F any] struct {
	Procedure Stepper[E, F]
	// Next gives the next event and its time, knowing the effects of the step
	// before: nil at first. It returns false when nothing more happens.
	Next func(effects []F) (event E, at time.Time, more bool)
}

// Corpus is many scripts of one kind of procedure.
type Corpus[E, F any] struct {
	// Rules is the version of the rules under which the procedures step. It
	// names the file.
	Rules int
	// Scripts is how many to play, and Steps where each is cut off.
	Scripts, Steps int
	// Write makes a script by chance, and by nothing else.
	Write func(chance *rand.Rand) Script[E, F]
	// Event and Effect name what is compared in a word or two: the kind. Without
	// Effect it is the name of the effect's type.
	Event  func(E) string
	Effect func(F) string
}

// seed makes the scripts the same everywhere. Another one means other scripts,
// and with them other files.
const seed = 1

// play steps through a script and writes a line for each step: the event and
// the effects that followed, "woke: Record Send Wake".
func (c Corpus[E, F]) play(n int) (lines []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("script %d panics after %d steps: %v", n, len(lines), r)
		}
	}()
	script := c.Write(rand.New(rand.NewPCG(seed, uint64(n))))
	var effects []F
	for range c.Steps {
		event, at, more := script.Next(effects)
		if !more {
			break
		}
		effects = script.Procedure.Step(event, at)
		line := c.Event(event) + ":"
		for _, effect := range effects {
			line += " " + c.kind(effect)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func (c Corpus[E, F]) kind(effect F) string {
	if c.Effect != nil {
		return c.Effect(effect)
	}
	name := fmt.Sprintf("%T", effect)
	return name[strings.LastIndexByte(name, '.')+1:]
}

// Check plays the corpus and compares it with the file of its rules in a folder,
// "rules-1.txt.gz". With update it writes the file instead.
func (c Corpus[E, F]) Check(t testing.TB, folder string, update bool) {
	t.Helper()
	var played [][]string
	steps := 0
	for n := range c.Scripts {
		lines, err := c.play(n)
		if err != nil {
			t.Fatal(err)
		}
		played = append(played, lines)
		steps += len(lines)
	}
	if steps == 0 {
		t.Fatal("a corpus without a step proves nothing")
	}
	file := filepath.Join(folder, fmt.Sprintf("rules-%d.txt.gz", c.Rules))
	if update {
		if err := write(file, played); err != nil {
			t.Fatal(err)
		}
		return
	}
	recorded, err := read(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("rules %d have no corpus %s: record it with -update", c.Rules, file)
	}
	if err != nil {
		t.Fatal(err)
	}
	if found := compare(recorded, played); found != "" {
		t.Errorf("%s: %s", file, found)
	}
}

// scriptMark begins a script in the file.
const scriptMark = "#"

func write(file string, played [][]string) error {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("pack corpus: %w", err)
	}
	for n, lines := range played {
		fmt.Fprintf(zip, "%s%d\n", scriptMark, n)
		for _, line := range lines {
			fmt.Fprintln(zip, line)
		}
	}
	if err := zip.Close(); err != nil {
		return fmt.Errorf("pack corpus: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("write corpus: %w", err)
	}
	if err := os.WriteFile(file, packed.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write corpus: %w", err)
	}
	return nil
}

func read(file string) ([][]string, error) {
	packed, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read corpus: %w", err)
	}
	defer func() { _ = packed.Close() }()
	zip, err := gzip.NewReader(packed)
	if err != nil {
		return nil, fmt.Errorf("unpack corpus %s: %w", file, err)
	}
	text, err := io.ReadAll(zip)
	if err != nil {
		return nil, fmt.Errorf("unpack corpus %s: %w", file, err)
	}
	var scripts [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, scriptMark) {
			scripts = append(scripts, nil)
			continue
		}
		last := len(scripts) - 1
		if last < 0 {
			return nil, fmt.Errorf("corpus %s begins with no script", file)
		}
		scripts[last] = append(scripts[last], line)
	}
	return scripts, nil
}
