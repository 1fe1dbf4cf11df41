package cli_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/rapport-engine/rapport/internal/cli"
)

// findings has an unknown reference behind letters that take one, two and three
// bytes, one or two UTF-16 units, and a secret.
const findings = `partnership "чай" {}
/* ж𝄞 */ partnership "tea" { calendar = calendar.norway }
engine {
  mail {
    smtp {
      host     = "smtp.tea.example"
      username = "rapport"
      password = "hunter2"
    }
  }
}
`

// TestSARIFIsValid holds the output to the schema that OASIS publishes, which
// the library carries.
func TestSARIFIsValid(t *testing.T) {
	t.Parallel()
	for name, dir := range map[string]string{
		"no findings": quickstart, "findings": specDir(t, findings), "nothing declared": specDir(t, ""), "no directory": "nowhere",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := sarifOf(t, dir).Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSARIFResult(t *testing.T) {
	t.Parallel()
	report := sarifOf(t, specDir(t, findings))
	run := report.Runs[0]
	if got := *run.ColumnKind; got != "utf16CodeUnits" {
		t.Errorf("columns are counted in %s", got)
	}
	var reference *sarif.Result
	for _, r := range run.Results {
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		if *rule.ID != *r.RuleID || rule.DefaultConfiguration.Level != r.Level || !strings.HasSuffix(*rule.HelpURI, "/docs/codes/"+*r.RuleID+".md") {
			t.Errorf("rule %s at %s of a result %s", *rule.ID, *rule.HelpURI, *r.RuleID)
		}
		if *r.RuleID == "RAP014" {
			reference = r
		}
	}
	if reference == nil {
		t.Fatal("no result speaks of the unknown calendar")
	}
	place := reference.Locations[0].PhysicalLocation
	if got := *place.ArtifactLocation.URI; got != "tea%20spec.hcl" {
		t.Errorf("the file is %s", got)
	}
	type region struct {
		line, column, endColumn, offset, length int
		text                                    string
	}
	at := place.Region
	got := region{*at.StartLine, *at.StartColumn, *at.EndColumn, at.ByteOffset, *at.ByteLength, *at.Snippet.Text}
	before, _, _ := strings.Cut(findings, "calendar.norway")
	// The clef is two units, so the column is one more than that of characters.
	want := region{2, 42, 57, len(before), len("calendar.norway"), "calendar.norway"}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(region{})); diff != "" {
		t.Errorf("region (-want +got):\n%s", diff)
	}
	if context := place.ContextRegion; *context.StartLine != 2 || *context.StartColumn != 11 {
		t.Errorf("the context begins at line %d, column %d", *context.StartLine, *context.StartColumn)
	}
}

// TestSARIFPaths names files from the root of the checkout that the command
// runs in, and by themselves where the directory lies elsewhere.
func TestSARIFPaths(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]string{
		"testdata/sarif": "testdata/sarif/tea.hcl", "./testdata//sarif/": "testdata/sarif/tea.hcl",
		"../cli/testdata/sarif": "tea.hcl",
	} {
		location := sarifOf(t, dir).Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation
		if *location.URI != want {
			t.Errorf("%s: the file is %s, want %s", dir, *location.URI, want)
		}
		if rooted := location.URIBaseID != nil; rooted != strings.HasPrefix(want, "testdata") {
			t.Errorf("%s: named from the root of the checkout: %v", dir, rooted)
		}
	}
}

// TestSARIFKeepsSecrets looks for a password that findings speak of.
func TestSARIFKeepsSecrets(t *testing.T) {
	t.Parallel()
	out := printed(t, cli.ExitFinding, "validate", "--format=sarif", specDir(t, findings))
	if !strings.Contains(out, `"RAP070"`) || strings.Contains(out, "hunter2") {
		t.Errorf("want a finding about the password without it:\n%s", out)
	}
}

// TestSARIFFingerprintsStay inserts lines above findings.
func TestSARIFFingerprintsStay(t *testing.T) {
	t.Parallel()
	prints := func(text string) []string {
		var list []string
		for _, r := range sarifOf(t, specDir(t, text)).Runs[0].Results {
			for _, print := range r.PartialFingerprints {
				list = append(list, print)
			}
		}
		return list
	}
	before := prints(findings)
	if diff := cmp.Diff(before, prints("# News\n\n"+findings)); diff != "" {
		t.Errorf("fingerprints changed (-before +after):\n%s", diff)
	}
	seen := map[string]bool{}
	for _, print := range before {
		if seen[print] {
			t.Errorf("two findings have the fingerprint %s", print)
		}
		seen[print] = true
	}
}

func specDir(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if text != "" {
		write(t, filepath.Join(dir, "tea spec.hcl"), text)
	}
	return dir
}

// printed runs a command, wants an exit code and returns standard output.
func printed(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, trouble bytes.Buffer
	env := environment(args...)
	env.Stdout, env.Stderr = &out, &trouble
	if got := cli.Run(t.Context(), env); got != code {
		t.Errorf("%v: exit code %d, want %d: %s", args, got, code, trouble.String())
	}
	return out.String()
}

// sarifOf reads the findings about a directory as a code review tool would.
func sarifOf(t *testing.T, dir string) *sarif.Report {
	t.Helper()
	code := cli.ExitFinding
	if dir == quickstart {
		code = cli.ExitOK
	}
	report, err := sarif.FromString(printed(t, code, "validate", "--format", "sarif", dir), sarif.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	return report
}
