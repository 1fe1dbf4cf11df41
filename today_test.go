package rapport_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

// TestReadmeSaysWhatWorks holds the README's table of what works today against
// what `rapport validate` notes of a spec that declares all there is.
func TestReadmeSaysWhatWorks(t *testing.T) {
	t.Parallel()
	noted := notCarriedOut()
	rows := promises(read(t, "README.md"))
	if len(rows) == 0 {
		t.Fatal("the README has no rows")
	}
	for _, fault := range untrue(rows, noted) {
		t.Error(fault)
	}
}

// notCarriedOut lists what is noted of a spec that declares all there is.
func notCarriedOut() []string {
	var noted []string
	for _, spec := range config.Load(os.DirFS("config/testdata/reference"), config.Options{}).Specs {
		for _, feature := range spec.NotCarriedOut() {
			noted = append(noted, feature.Block)
		}
	}
	return noted
}

// TestExamplesPromiseNothingOfWhatWorks: what an example declares of the kinds that are
// carried out is carried out whole.
func TestExamplesPromiseNothingOfWhatWorks(t *testing.T) {
	t.Parallel()
	works := []string{"agreement", "signatory", "exit", "survey", "review", "perspective", "milestone", "obligation", "resource", "experiment", "escalation", "corrective_action", "guard", "competing", "report", "area", "meeting", "after"}
	for _, name := range []string{"quickstart", "handshake", "fjordmail-lumen", "halden-ulvik", "smk-severtrans", "vektor-dealer", "clean-water", "dealers"} {
		specs := config.Load(os.DirFS("examples/"+name), config.Options{}).Specs
		if len(specs) == 0 {
			t.Errorf("%s declares nothing", name)
		}
		for _, spec := range specs {
			for _, feature := range spec.NotCarriedOut() {
				if slices.Contains(works, feature.Block) {
					t.Errorf("%s: of %s it is noted that %s", spec.Slug, feature.Block, feature.Missing)
				}
			}
		}
	}
	for _, row := range promises(read(t, "README.md")) {
		for _, name := range works {
			if !row.works && slices.Contains(row.names, name) {
				t.Errorf("the README says that %s is to come", name)
			}
		}
	}
}

// TestUntrueRowsAreFound has the check find every way in which a row gets out
// of date.
func TestUntrueRowsAreFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		table string
		noted []string
		want  []string
	}{
		"true": {
			table: "| Goals | works | `goal` |\n| Talks | to come | `meeting`, `survey` |\n",
			noted: []string{"meeting", "survey"},
		},
		"works too early": {
			table: "| Talks | works | `meeting` |\n| Talks | to come | `meeting` |\n",
			noted: []string{"meeting"},
			want:  []string{"Talks works, but meeting is noted as not carried out"},
		},
		"not said": {
			table: "| Talks | to come | `meeting` |\n",
			noted: []string{"meeting", "survey"},
			want:  []string{"survey is noted as not carried out, but not among what is to come"},
		},
		"has come": {
			table: "| Talks | to come | `meeting`, `survey` |\n",
			noted: []string{"survey"},
			want:  []string{"Talks is to come, but meeting is no longer noted"},
		},
		"to come without a name": {
			table: "| Talks | to come | |\n",
			want:  []string{"Talks is to come, but names nothing that could be noted"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := gocmp.Diff(c.want, untrue(promises(c.table), c.noted)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// promise is a row of the README's table of what works today.
type promise struct {
	what  string
	works bool
	names []string // of the blocks, attributes and roles that declare it
}

var (
	promiseRow = regexp.MustCompile(`(?m)^\| ([^|]+) \| (works|to come) \|([^|]*)\|$`)
	quoted     = regexp.MustCompile("`([^`]+)`")
)

func promises(page string) []promise {
	var rows []promise
	for _, m := range promiseRow.FindAllStringSubmatch(page, -1) {
		row := promise{what: m[1], works: m[2] == "works"}
		for _, name := range quoted.FindAllStringSubmatch(m[3], -1) {
			row.names = append(row.names, name[1])
		}
		rows = append(rows, row)
	}
	return rows
}

// untrue lists where the rows contradict what is noted as not carried out.
func untrue(rows []promise, noted []string) []string {
	var faults, toCome []string
	for _, row := range rows {
		if !row.works && len(row.names) == 0 {
			faults = append(faults, fmt.Sprintf("%s is to come, but names nothing that could be noted", row.what))
		}
		for _, name := range row.names {
			switch missing := slices.Contains(noted, name); {
			case row.works && missing:
				faults = append(faults, fmt.Sprintf("%s works, but %s is noted as not carried out", row.what, name))
			case !row.works && !missing:
				faults = append(faults, fmt.Sprintf("%s is to come, but %s is no longer noted", row.what, name))
			}
		}
		if !row.works {
			toCome = append(toCome, row.names...)
		}
	}
	for _, name := range noted {
		if !slices.Contains(toCome, name) {
			faults = append(faults, fmt.Sprintf("%s is noted as not carried out, but not among what is to come", name))
		}
	}
	return faults
}
