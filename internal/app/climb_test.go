//go:build !slim

package app

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/store"
)

const (
	// climbDir names the variable that makes a test process climb in that folder until
	// somebody kills it, and climbSeed the one that repeats a run.
	climbDir  = "RAPPORT_TEST_CLIMB"
	climbSeed = "RAPPORT_TEST_CLIMB_SEED"
	climbers  = 50
	// climbs is how often the program is killed.
	climbs = 6
)

// mountain is agreedDay with fifty milestones of Lars that nobody says a word about.
func mountain() partnership.Spec {
	spec := agreedDay()
	spec.Goals[0].Milestones = nil
	for n := range climbers {
		id := climber(n)
		spec.Goals[0].Milestones = append(spec.Goals[0].Milestones, partnership.Milestone{
			ID: id, Title: "Peak " + id, Due: date("2091-01-24"), Owner: "lars", AcceptBy: "tom",
		})
	}
	return spec
}

func climber(n int) string { return fmt.Sprintf("m%02d", n) }

func climbing(n int) string { return "duo/milestone/leads/" + climber(n) }

// TestKilledWhileFiftyMilestonesClimb kills the program again and again, server, worker
// and postman in one, while fifty milestones climb their ladders and are met at last, and
// starts it again over the same files. No step is taken twice, none is skipped, and
// everybody who was alarmed hears that it is over.
func TestKilledWhileFiftyMilestonesClimb(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Parallel()
	seed, err := strconv.ParseUint(os.Getenv(climbSeed), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Logf("%s=%d repeats this run", climbSeed, seed)
	random, dir := rand.New(rand.NewPCG(seed, 0)), t.TempDir()
	for kill := range climbs {
		p := climb(t, dir)
		p.awaitJumps(t, 1+random.IntN(5))
		time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait() // killed, as it should be
		t.Logf("kill %d at %s", kill+1, readClock(t, dir).Format(stamp))
	}
	p := climb(t, dir)
	if err := p.cmd.Wait(); err != nil {
		t.Fatalf("the last one failed: %v\n%s", err, p.said.String())
	}
	checkClimb(t, dir)
}

// climberProcess is a program that climbs.
type climberProcess struct {
	cmd  *exec.Cmd
	said bytes.Buffer
	dir  string
}

func climb(t *testing.T, dir string) *climberProcess {
	t.Helper()
	p := &climberProcess{dir: dir, cmd: exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestClimb$", "-test.timeout=8m")}
	p.cmd.Env = append(os.Environ(), climbDir+"="+dir)
	p.cmd.Stdout, p.cmd.Stderr = &p.said, &p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// awaitJumps waits until the clock of the program has jumped so often.
func (p *climberProcess) awaitJumps(t *testing.T, jumps int) {
	t.Helper()
	last, deadline := readClock(t, p.dir), time.Now().Add(2*time.Minute)
	for jumps > 0 && time.Now().Before(deadline) {
		if now := readClock(t, p.dir); now.After(last) {
			last, jumps = now, jumps-1
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func clockFile(dir string) string { return filepath.Join(dir, "clock") }

// readClock is the time to which the program has jumped last; the first of all before.
func readClock(t *testing.T, dir string) time.Time {
	t.Helper()
	text, err := os.ReadFile(clockFile(dir))
	if err != nil {
		return instant(t, "2091-01-02 09:00")
	}
	at, err := time.Parse(time.RFC3339Nano, string(text))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestClimb is the program that is killed.
func TestClimb(t *testing.T) {
	dir := os.Getenv(climbDir)
	if dir == "" {
		t.Skip("for TestKilledWhileFiftyMilestonesClimb")
	}
	_, err := os.Stat(clockFile(dir))
	s := setStage(t, mountain(), readClock(t, dir), stageOptions{dir: dir})
	s.timeline.Jumping = func(to time.Time) error {
		next := clockFile(dir) + ".next"
		if err := os.WriteFile(next, []byte(to.UTC().Format(time.RFC3339Nano)), 0o600); err != nil {
			return err
		}
		return os.Rename(next, clockFile(dir))
	}
	if err == nil { // somebody was here before
		s.timeline.Follow("duo")
		for n := range climbers {
			s.timeline.Follow(climbing(n))
		}
	} else {
		s.begin()
	}
	for n := range climbers {
		s.when("2091-02-25 12:00").settles(n, "due-0-1", "lars", "done", func(m milestone.Milestone) bool { return m.Claim == nil })
		s.when("2091-02-25 15:00").settles(n, "acceptance-0-2", "tom", "accept", func(m milestone.Milestone) bool { return m.Claim != nil })
	}
	s.until("2091-03-10 00:00")
}

// settles has a person say yes to a milestone that still waits for it. A mail has one ID,
// however often it is delivered.
func (s *stage) settles(n int, stage, person, question string, waits func(milestone.Milestone) bool) {
	workflow := climbing(n)
	s.do(func(ctx context.Context, _ int) error {
		if row, err := s.store.Procedure(ctx, workflow); err != nil || row.Outcome != "" {
			return err
		}
		if !waits(state[milestone.Milestone](s, workflow)) {
			return nil
		}
		return procedures{s.client}.Reply(ctx, workflow, procedure.Reply{
			ID: workflow + "/" + question, Person: person, Ask: procedure.AskID(workflow, stage, person), Class: procedure.ReplyAnswer,
			Answers: []partnership.Answer{said(question, true)},
		})
	})
}

// checkClimb looks at what is on record and what went out.
func checkClimb(t *testing.T, dir string) {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, storeFile), store.Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = kept.Close() }()
	if err := kept.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
	rows, err := kept.Journal(t.Context(), "duo", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	happened := map[string][]string{}
	for _, row := range rows {
		if e := row.Entry; e.Kind == procedure.EntryPhase || e.Kind == procedure.EntryOutcome {
			_, what, _ := strings.Cut(e.Text, climber(0)[:1])
			_, what, _ = strings.Cut(what, " ")
			happened[e.Workflow] = append(happened[e.Workflow], what)
		}
	}
	letters, err := kept.Outbox(t.Context(), store.OutboxQuery{})
	if err != nil {
		t.Fatal(err)
	}
	want := happened[climbing(0)]
	t.Logf("each goes %q", want)
	for n := range climbers {
		got := happened[climbing(n)]
		if !slices.Equal(got, want) || len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) || len(got) < 8 {
			t.Errorf("%s goes %q", climbing(n), got)
		}
		checkAllClear(t, climbing(n), letters)
	}
}

// checkAllClear wants everybody who was alarmed to have heard once that it is over.
func checkAllClear(t *testing.T, workflow string, letters []store.Outgoing) {
	t.Helper()
	alarmed, cleared := map[string]bool{}, map[string]int{}
	for _, o := range letters {
		l := o.Letter
		if l.Workflow != workflow {
			continue
		}
		if o.State != store.OutboxSent && o.State != store.OutboxRides && o.State != store.OutboxRecalled && o.State != store.OutboxReplaced {
			t.Errorf("%s: %s is %s", workflow, l.Key, o.State)
		}
		switch l.Template {
		case milestone.TemplateLate:
			alarmed[l.Person] = true
		case procedure.TemplateAllClear:
			cleared[l.Person]++
		}
	}
	if len(alarmed) < 4 {
		t.Errorf("%s: only %v were alarmed", workflow, alarmed)
	}
	for person := range alarmed {
		if cleared[person] != 1 {
			t.Errorf("%s: %s was alarmed and heard %d times that it is over", workflow, person, cleared[person])
		}
	}
}
