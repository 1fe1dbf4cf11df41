package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/cli"
)

// TestInitAsks plays somebody who answers, with some slips.
func TestInitAsks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	said := interview(t, cli.ExitOK, dir, nil,
		"ru",     // language
		"9", "5", // kind: no such number, then one
		"", "Исток", // an answer is needed
		"Айгуль Асанова", "aigul", "aigul@istok.example", // no address, then one
		"", // no deputy
		"Town of Osh",
		"Nurlan Bekov", "aigul@istok.example", "nurlan@osh.example", // somebody else's address
		"Dana Kim", "dana@osh.example", // a deputy
		"", // the usual title
		"Asia/Bishkec", "Asia/Bishkek",
		"", // next Monday
	)
	for _, want := range []string{
		"5  ngo", `"9" is no kind`, "Здесь нужен ответ.", `"aigul" is not a mail address`, "An answer has to come from one person",
		`did you mean "Asia/Bishkek"?`, "[2026-11-30]", "[Исток × Town of Osh]", "rapport rehearse " + dir + " --until 2027-01-29",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q was not said:\n%s", want, said)
		}
	}
	out := printed(t, cli.ExitOK, "validate", dir)
	if !strings.Contains(out, "1 partnership") {
		t.Errorf("what was written is not valid:\n%s", out)
	}
	spec := read(t, filepath.Join(dir, "istok-town.hcl"))
	for _, want := range []string{`playbook   = playbook.ngo`, `start      = "2026-11-30"`, `deputy = person.dana`, `language   = "ru"`} {
		if !strings.Contains(spec, want) {
			t.Errorf("the spec lacks %s:\n%s", want, spec)
		}
	}
}

// TestInitAsksOnlyTheRest takes what flags say without asking.
func TestInitAsksOnlyTheRest(t *testing.T) {
	t.Parallel()
	said := interview(t, cli.ExitOK, t.TempDir(), []string{
		"--language", "en", "--kind", "supply", "--party", "A", "--party", "B", "--title", "T", "--start", "2027-01-04",
		"--person", "Ann Vik <ann@a.example>", "--person", "Bo Daly <bo@b.example>", "--timezone", "Europe/Oslo",
	}, "", "")
	for _, unwanted := range []string{"Language", "Kind", "Name of", "Title", "Time zone", "First day"} {
		if strings.Contains(said, unwanted) {
			t.Errorf("%q was asked:\n%s", unwanted, said)
		}
	}
}

// TestInitTakesAnAddressWithAName does not ask for what was typed already.
func TestInitTakesAnAddressWithAName(t *testing.T) {
	t.Parallel()
	said := interview(t, cli.ExitOK, t.TempDir(), []string{"--language", "en", "--kind", "supply", "--party", "A", "--party", "B"},
		"Ann Vik <ann@a.example>", "", "Bo Daly <bo@b.example>", "Cy Fox <cy@b.example>", "", "Europe/Oslo", "")
	if strings.Contains(said, "Mail address of") {
		t.Errorf("an address was asked for:\n%s", said)
	}
}

// TestInitInterrupted ends the answers early.
func TestInitInterrupted(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new")
	interview(t, cli.ExitFinding, dir, nil, "en", "supply")
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("something was written: %v", err)
	}
}

// TestInitKnowsTheMachine takes language and zone from its settings.
func TestInitKnowsTheMachine(t *testing.T) {
	t.Parallel()
	env := environment("init", "--yes", t.TempDir(), "--party", "A", "--party", "B",
		"--person", "Ann Vik <ann@a.example>", "--person", "Bo Daly <bo@b.example>")
	env.LookupEnv = func(name string) (string, bool) {
		value, set := map[string]string{"LANG": "ru_RU.UTF-8", "TZ": ":Asia/Omsk"}[name]
		return value, set
	}
	dir := env.Args[2]
	if code := cli.Run(t.Context(), env); code != cli.ExitOK {
		t.Fatalf("exit code %d: %s", code, env.Stderr)
	}
	spec := read(t, filepath.Join(dir, "a-b.hcl"))
	for _, want := range []string{`timezone   = "Asia/Omsk"`, `language   = "ru"`} {
		if !strings.Contains(spec, want) {
			t.Errorf("the spec lacks %s:\n%s", want, spec)
		}
	}
}

// interview runs init for somebody who types lines, and returns what it says.
func interview(t *testing.T, code int, dir string, flags []string, lines ...string) string {
	t.Helper()
	var out, trouble bytes.Buffer
	env := environment(append([]string{"init", dir}, flags...)...)
	env.Stdin, env.Stdout, env.Stderr = strings.NewReader(strings.Join(lines, "\n")+"\n"), &out, &trouble
	env.Interactive = true
	if diff := cmp.Diff(code, cli.Run(t.Context(), env)); diff != "" {
		t.Fatalf("exit code (-want +got):\n%s%s%s", diff, out.String(), trouble.String())
	}
	return out.String()
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
