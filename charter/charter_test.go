package charter_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/revision"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// example is a spec of the examples.
func example(t *testing.T, name string) partnership.Spec {
	t.Helper()
	r := config.Load(os.DirFS("../examples/"+name), config.Options{})
	if r.Diagnostics.HasErrors() || len(r.Specs) == 0 {
		t.Fatalf("load example %s: %v", name, r.Diagnostics)
	}
	return r.Specs[0]
}

func written(t *testing.T, c charter.Charter, language string) charter.Document {
	t.Helper()
	d, err := charter.In(c, language)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestTheCharterReadsAsItWasLookedAt keeps the charters of examples in both languages.
func TestTheCharterReadsAsItWasLookedAt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ example, language string }{
		{"quickstart", "en"}, {"quickstart", "ru"}, {"fjordmail-lumen", "en"}, {"smk-severtrans", "ru"}, {"halden-ulvik", "en"}, {"clean-water", "ru"},
	} {
		name := filepath.Join("testdata", tt.example+"."+tt.language+".txt")
		got := written(t, charter.Charter{Spec: example(t, tt.example)}, tt.language).Text(90)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// said is everything that a charter says, but for the digest, which says that something is
// different and not what.
func said(t *testing.T, spec partnership.Spec, language string) string {
	t.Helper()
	d := written(t, charter.Charter{Spec: spec}, language)
	d.Foot = strings.ReplaceAll(d.Foot, spec.Digest(), "")
	return d.Text(0)
}

// TestNothingThatNeedsConsentIsLeftOut changes one field of a whole spec at a time: where the
// change needs everybody's consent, the charter reads differently, in every language.
func TestNothingThatNeedsConsentIsLeftOut(t *testing.T) {
	t.Parallel()
	languages := []string{"en", "ru"}
	seen := map[string]bool{} // by language and field
	for _, d := range []partnership.Direction{partnership.Increase, partnership.InRange, partnership.Cumulative} {
		old, spec := variant(d), variant(d)
		before := map[string]string{}
		for _, l := range languages {
			before[l] = said(t, old, l)
		}
		for _, edit := range specs.Edits(&spec) {
			undo := edit.Apply()
			if material(revision.Compare(old, spec)) {
				for _, l := range languages {
					key := l + ": " + edit.Field
					seen[key] = seen[key] || said(t, spec, l) != before[l]
				}
			}
			undo()
		}
	}
	for field, shown := range seen { // the name that a part has in the files says nothing to people
		elsewhere := strings.HasPrefix(field, "en: Phrases") // they are Russian, and are read there
		if !shown && !elsewhere && !strings.HasSuffix(field, ".ID") {
			t.Errorf("the charter does not show a change of %s", field)
		}
	}
}

// variant is a whole spec whose figures have a direction, and what only some values show. How
// often people talk needs nobody's consent, and rules have a grammar: they are left out.
func variant(d partnership.Direction) partnership.Spec {
	spec := specs.Full()
	spec.CheckIns, spec.Meetings, spec.Surveys, spec.Ideas, spec.Reviews, spec.Reports = nil, nil, nil, nil, nil, nil
	for i := range spec.Conflict.Levels { // who settles it: people, a mediator, or a court
		level := &spec.Conflict.Levels[i]
		level.External = d == partnership.Cumulative
		if d != partnership.InRange {
			level.Contact, level.Alternate = "", ""
		}
	}
	for i := range spec.Goals {
		spec.Goals[i].Kind = partnership.Aspirational
		for k := range spec.Goals[i].KPIs {
			spec.Goals[i].KPIs[k].Direction = d
			spec.Goals[i].KPIs[k].Window = "12 months"
			spec.Goals[i].KPIs[k].Curve = partnership.StepCurve
		}
	}
	return spec
}

// TestFiguresOfNoMeaningAreLeftOut keeps weights from being read as percent, and a budget of
// nothing from being one.
func TestFiguresOfNoMeaningAreLeftOut(t *testing.T) {
	t.Parallel()
	spec := example(t, "quickstart")
	text := written(t, charter.Charter{Spec: spec}, "en").Text(0)
	for _, never := range []string{"200%", "0 are set aside", "Co..", "<no value>", "%!"} {
		if strings.Contains(text, never) {
			t.Errorf("the charter says %q", never)
		}
	}
	if !strings.Contains(text, "counts for 67% of all goals") {
		t.Error("a goal that weighs twice as much as the other does not count for two thirds")
	}
}

// TestNothingInACharterDeceives writes a spec in which people tried: markup stays text, and
// what turns the direction of writing, or breaks the line, is gone.
func TestNothingInACharterDeceives(t *testing.T) {
	t.Parallel()
	spec := example(t, "quickstart")
	spec.Title = "Tea <script>alert(1)</script>\u202e"
	spec.Purpose = "We share.\n\n99. Nobody pays\u2066 anything"
	spec.Parties[0].Name = `<img src="https://strangers.example/x.png">`
	spec.Goals[0].Statement = "Grow\u200f \x1b[31mfast"
	d := written(t, charter.Charter{Spec: spec}, "en")
	var page strings.Builder
	if err := d.Page(&page); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{page.String(), d.Text(80)} {
		for _, bad := range []string{"\u202e", "\u2066", "\u200f", "\x1b", "\n99."} {
			if strings.Contains(text, bad) {
				t.Errorf("%q is in the charter", bad)
			}
		}
	}
	for _, bad := range []string{"<script", "<img"} {
		if strings.Contains(page.String(), bad) {
			t.Errorf("%s is on the page", bad)
		}
	}
}

func material(changes []revision.Change) bool {
	for _, c := range changes {
		if c.Material {
			return true
		}
	}
	return false
}

// TestARoundOfIdeasIsWordedWheneverItBegins: by a rhythm, on a day, or when an administrator
// begins it. One without words could never be signed.
func TestARoundOfIdeasIsWordedWheneverItBegins(t *testing.T) {
	t.Parallel()
	rule := specs.Rule("year", "first tuesday", "10:00")
	for name, round := range map[string]partnership.Ideas{
		"by a rhythm": {ID: "next", Rule: &rule}, "on a day": {ID: "next", Date: specs.Date("2027-05-04")}, "when it is begun": {ID: "next"},
	} {
		for language, want := range map[string]string{"en": "Looking for goals together", "ru": "Совместный поиск целей"} {
			spec := specs.Duo()
			spec.Ideas = []partnership.Ideas{round}
			if text := written(t, charter.Charter{Spec: spec}, language).Text(0); !strings.Contains(text, want) {
				t.Errorf("%s, in %s: nothing says %q", name, language, want)
			}
		}
	}
}
