package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// killedWriter names the environment variable that makes the test program
// write to the store it names until somebody kills it.
const killedWriter = "RAPPORT_TEST_KILLED_WRITER"

func TestMain(m *testing.M) {
	if path := os.Getenv(killedWriter); path != "" {
		writeForEver(path)
	}
	os.Exit(m.Run())
}

// writeForEver prints the number of every commit that returned.
func writeForEver(path string) {
	ctx := context.Background()
	s, err := Open(ctx, "sqlite:"+path, Options{})
	for i := 0; err == nil; i++ {
		id := fmt.Sprint(i)
		err = s.Commit(ctx, Record{
			Slug: "acme", Entries: []procedure.Entry{entry(id)}, Readings: []measure.Reading{reading(id)},
			Letters: []procedure.Letter{letter("ask/" + id)},
		})
		fmt.Println(i)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// What was acknowledged before a kill is there after it, whole and chained.
func TestKilledWriterLosesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rapport.db")
	acknowledged := 0
	for round := range 3 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), killedWriter+"="+path)
		out := must[interface{ Read([]byte) (int, error) }](t)(cmd.StdoutPipe())
		check(t, cmd.Start())
		lines := bufio.NewScanner(out)
		for n := 0; n < 7+round && lines.Scan(); n++ {
		}
		check(t, cmd.Process.Kill())
		var last int
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Fatalf("the writer said %q: %v", lines.Text(), err)
		}
		_ = cmd.Wait() // killed, as it should be
		acknowledged = max(acknowledged, last+1)

		s := openTest(t, path)
		check(t, s.Verify(t.Context(), "acme"))
		rows := must[[]JournalRow](t)(s.Journal(t.Context(), "acme", 0, 0))
		readings := must[[]measure.Reading](t)(s.Readings(t.Context(), "acme"))
		letters := must[[]Outgoing](t)(s.Outbox(t.Context(), OutboxQuery{}))
		if len(rows) < acknowledged || len(rows) != len(readings) || len(rows) != len(letters) {
			t.Errorf("round %d: %d entries, %d readings and %d letters, %d acknowledged",
				round, len(rows), len(readings), len(letters), acknowledged)
		}
		check(t, s.Close())
	}
}
