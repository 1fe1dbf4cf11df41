package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
)

// dealers makes a store of two hundred partnerships with a year of weekly figures: in every
// fiftieth an answer is late, the seventh is paused.
func dealers(t *testing.T, data string) (all []partnership.Spec, now time.Time) {
	t.Helper()
	result := config.Load(os.DirFS("../../examples/dealers"), config.Options{})
	if len(result.Specs) < 200 {
		t.Fatalf("%d dealers", len(result.Specs))
	}
	fill(t, data, "../../examples/dealers")
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for i, spec := range result.Specs {
		life := lifecycle.Partnership{Rules: procedure.Rules, Declared: spec, Digest: spec.Digest(), Phase: lifecycle.PhaseActive}
		for week := range 52 {
			day := spec.Start.AddDays(7 * week)
			now = time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
			for _, g := range spec.Goals {
				for _, k := range g.KPIs {
					life.Readings = append(life.Readings, measure.Reading{
						KPI: k.ID, Period: day.String(), Value: k.Baseline.Add(decimal.NewFromInt(int64(week))), Reporter: k.Reporters[0], At: now,
					})
				}
			}
		}
		if i%50 == 0 {
			life.Running = []lifecycle.Running{{
				Workflow: spec.Slug + "/check-in/x", Type: checkin.Type,
				Shown: procedure.Shown{Open: []procedure.OpenAsk{{Person: spec.Parties[0].People[0].ID, Late: true}}},
			}}
		}
		if i == 7 {
			life.Phase = lifecycle.PhaseSuspended
		}
		row := store.ProcedureRow{Workflow: spec.Slug, Slug: spec.Slug, Kind: string(procedure.Partnership), State: procedure.Encode(life), UpdatedAt: now}
		if err := s.PutProcedure(t.Context(), row); err != nil {
			t.Fatal(err)
		}
	}
	return result.Specs, now
}

// status runs the command on a store and returns what it prints.
func status(t *testing.T, now time.Time, data string, color bool, args ...string) string {
	t.Helper()
	var out, trouble bytes.Buffer
	env := environment(append([]string{"status", "--data", data}, args...)...)
	env.Stdout, env.Stderr, env.Color, env.Now = &out, &trouble, color, func() time.Time { return now }
	if color {
		env.Width = 80
	}
	if code := cli.Run(t.Context(), env); code != cli.ExitOK {
		t.Fatalf("status %v: exit code %d: %s", args, code, trouble.String())
	}
	return out.String()
}

// patience is what a list may take here, where other tests take the machine's time too. Alone
// it takes a fraction of a second.
const patience = 10 * time.Second

// TestTwoHundredPartnershipsAreOneScreen: the worst first, within a second, in less than
// forty lines of at most eighty columns.
func TestTwoHundredPartnershipsAreOneScreen(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	all, now := dealers(t, data)
	began := time.Now()
	page := status(t, now, data, false)
	took := time.Since(began)
	t.Logf("%d partnerships in %s", len(all), took)
	if took > patience {
		t.Errorf("it took %s", took)
	}
	lines := strings.Split(strings.TrimSuffix(page, "\n"), "\n")
	if len(lines) >= 40 {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		if lipgloss.Width(line) > 80 || strings.ContainsRune(line, '\x1b') {
			t.Errorf("not for eighty columns without colours: %q", line)
		}
	}
	if !strings.HasPrefix(lines[0], fmt.Sprintf("%d partnerships: ", len(all))) || !strings.Contains(lines[0], "4 with something late, 1 paused") {
		t.Errorf("the sum is %q", lines[0])
	}
	table := strings.Index(page, "Partnership")
	if first := strings.Index(page[table:], all[0].Slug); first < 0 || !strings.Contains(page, "more, none of them worse: rapport status --all") {
		t.Errorf("who is late is not on the first screen:\n%s", page)
	}
	if !strings.ContainsRune(status(t, now, data, true), '\x1b') {
		t.Error("a terminal gets no colours")
	}
	checkLists(t, data, all, now)
}

// checkLists has lists of the late, the red and all.
func checkLists(t *testing.T, data string, all []partnership.Spec, now time.Time) {
	t.Helper()
	late := status(t, now, data, false, "--late")
	for i, spec := range all {
		if (i%50 == 0) != strings.Contains(late, "\n"+spec.Slug+" ") {
			t.Errorf("%s, the %dth, is shown wrongly:\n%s", spec.Slug, i, late)
		}
	}
	if red := status(t, now, data, false, "--red"); strings.Contains(red, " amber ") || strings.Contains(red, " green ") {
		t.Errorf("not all are red:\n%s", red)
	}
	if n := strings.Count(status(t, now, data, false, "--all"), "\n"); n < len(all) {
		t.Errorf("--all shows %d lines", n)
	}
}

// TestATableBreaksNoWord prints a table that is too wide for its terminal.
func TestATableBreaksNoWord(t *testing.T) {
	t.Parallel()
	text := "Grow qualified workshop leads from 120 to 300 a quarter by the end of 2030"
	page := cli.Table(80, []string{"Goal", "KPI", "Now", "Progress", "Expected"},
		[]string{text, "response", "not measured", "no figures yet", "45 %"}, []string{text + " " + text, "mql", "12", "3 %", ""})
	for line := range strings.Lines(page) {
		if n := lipgloss.Width(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
	for _, word := range append(strings.Fields(text), "response", "Progress", "Expected") {
		if !strings.Contains(page, word) {
			t.Errorf("%q is broken:\n%s", word, page)
		}
	}
	if strings.Contains(page, "…") {
		t.Errorf("something is cut:\n%s", page)
	}
}
