package revision

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
)

// TestEverythingIsClassified holds the table against the whole language: every
// attribute, block and meaningful order is judged once, and nothing else is.
func TestEverythingIsClassified(t *testing.T) {
	t.Parallel()
	missing := map[string]bool{}
	for _, name := range append(language(outline.Of(specs.Full()), ""), " slug", " schema") {
		missing[name] = true
	}
	judged := map[string]bool{}
	for _, c := range classes() {
		if c.why == "" {
			t.Errorf("%q %q: no reason is given", c.block, c.names)
		}
		for _, name := range strings.Fields(c.names) {
			key := c.block + " " + name
			if judged[key] {
				t.Errorf("%q is judged twice", key)
			}
			if !missing[key] {
				t.Errorf("%q is judged, but the language has no such thing", key)
			}
			judged[key] = true
			delete(missing, key)
		}
	}
	for name := range missing {
		t.Errorf("%q has no class: say whether its change is material", name)
	}
}

// language lists what can change: "goal/kpi target", "goal/kpi *" for the block
// itself and "conflict level" for the order of levels.
func language(b outline.Block, at string) []string {
	var list []string
	for _, a := range b.Attributes {
		list = append(list, at+" "+a.Name)
	}
	for _, inner := range b.Blocks {
		block := strings.TrimPrefix(at+"/"+inner.Kind, "/")
		list = append(append(list, block+" *"), language(inner, block)...)
		if slices.Contains(outline.OrderedKinds(), inner.Kind) {
			list = append(list, at+" "+inner.Kind)
		}
	}
	return list
}

// TestDomainIsMaterial holds the table against the list of domain 4.3.
func TestDomainIsMaterial(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path partnership.Path
		want bool
	}{
		{"goal.x/statement", true},
		{"goal.x/due", true},
		{"goal.x/kpi.y/target", true},
		{"goal.x/kpi.y/baseline", true},
		{"party.a/share", true},
		{"start", true},
		{"end", true},
		{"conflict/level.direct/within", true},
		{"escalation.milestone/step.owner/after", true},
		{"title", false},
		{"check_in.weekly/at", false},
		{"survey.pulse/question.q/text", false},
		{"resource.folder/url", false},
		{"goal.x/owner", false},
		{"something/nobody.classified/yet", true},
	} {
		change := Change{Path: c.path, Action: Changed}
		change.judge(classes(), partnership.Spec{}, partnership.Spec{})
		if change.Material != c.want || change.Why == "" {
			t.Errorf("%s is material: %t (%s), want %t", c.path, change.Material, change.Why, c.want)
		}
	}
}
