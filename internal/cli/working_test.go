package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// told runs some work of 12 steps that take a time each.
func told(t *testing.T, env Env, each time.Duration) string {
	t.Helper()
	var said strings.Builder
	env.Stderr = &said
	synctest.Test(t, func(*testing.T) {
		w := env.begin("Rehearsing", 12)
		for i := range 12 {
			w.at(i, "acme-"+string(rune('a'+i)))
			time.Sleep(each)
		}
		w.end()
	})
	return said.String()
}

func TestWhatIsQuickSaysNothing(t *testing.T) {
	t.Parallel()
	for _, env := range []Env{{}, {Redraws: true, Width: 80}} {
		if said := told(t, env, 80*time.Millisecond); said != "" {
			t.Errorf("it says %q", said)
		}
	}
}

func TestWhatTakesItsTimeSaysHowFarItIsInALineNowAndThen(t *testing.T) {
	t.Parallel()
	want := "Rehearsing: 0 of 12, acme-a (1 s)\nRehearsing: 5 of 12, acme-f (11 s)\nRehearsing: 10 of 12, acme-k (21 s)\n"
	if said := told(t, Env{}, 2*time.Second+time.Millisecond); said != want {
		t.Errorf("it says:\n%s", said)
	}
}

func TestATerminalHasOneLineThatIsRedrawnAndGoes(t *testing.T) {
	t.Parallel()
	said := told(t, Env{Redraws: true, Width: 30}, time.Second)
	if strings.Contains(said, "\n") || !strings.HasSuffix(said, "\r\x1b[K") || !strings.Contains(said, "\rRehearsing: 11 of 12") {
		t.Errorf("it says %q", said)
	}
	for _, line := range strings.Split(said, "\r") {
		if n := len([]rune(strings.TrimSuffix(line, "\x1b[K"))); n > 40 {
			t.Errorf("a line of %d columns: %q", n, line)
		}
	}
}
