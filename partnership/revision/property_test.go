package revision_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// written are the fields that no file declares: a procedure writes them into a
// question when it asks it.
func written(field string) bool {
	return strings.Contains(field, "Questions") && (strings.HasSuffix(field, ".KPI") || strings.Contains(field, ".Last") || strings.Contains(field, ".Target") ||
		strings.HasSuffix(field, ".Plain") || strings.HasSuffix(field, ".ForAll") || strings.HasSuffix(field, ".Lasting") || strings.HasSuffix(field, ".ByCommand") || strings.HasSuffix(field, ".Alone") || strings.Contains(field, ".Claims") || strings.Contains(field, ".Currencies"))
}

// TestEveryEditIsAChange changes one field of the whole spec at a time.
func TestEveryEditIsAChange(t *testing.T) {
	t.Parallel()
	old, spec := specs.Full(), specs.Full()
	for _, edit := range specs.Edits(&spec) {
		if written(edit.Field) {
			continue
		}
		undo := edit.Apply()
		changes := revision.Compare(old, spec)
		if len(changes) == 0 {
			t.Errorf("a change of %s goes unseen", edit.Field)
		}
		for _, c := range changes {
			if c.Path == "" || c.Why == "" || c.Block == nil && c.Old == nil && c.New == nil {
				t.Errorf("the change of %s does not say what and why: %+v", edit.Field, c)
			}
		}
		undo()
	}
}

// TestChangesAreTheDigest edits specs at random: there are changes exactly when
// the digests differ, and as many backwards as forwards.
func TestChangesAreTheDigest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		old, spec := specs.Full(), specs.Full()
		all := specs.Edits(&spec)
		for range rapid.IntRange(0, 4).Draw(t, "edits") {
			if edit := rapid.SampledFrom(all).Draw(t, "edit"); !written(edit.Field) {
				edit.Apply()
			}
		}
		changes, back := revision.Compare(old, spec), revision.Compare(spec, old)
		if same := old.Digest() == spec.Digest(); same != (len(changes) == 0) {
			t.Fatalf("digests are equal: %t, but there are %d changes", same, len(changes))
		}
		if len(changes) != len(back) {
			t.Fatalf("%d changes forwards, %d backwards", len(changes), len(back))
		}
	})
}

// TestSameWhateverTheOrder reverses every list of blocks that names tell apart.
func TestSameWhateverTheOrder(t *testing.T) {
	t.Parallel()
	old, spec := specs.Full(), specs.Full()
	reverse(reflect.ValueOf(&spec).Elem())
	if changes := revision.Compare(old, spec); len(changes) > 0 {
		t.Errorf("another order of blocks makes %d changes:\n%s", len(changes), render(changes))
	}
}

// reverse turns lists of structs round, but not the ladders and questions whose
// order means something.
func reverse(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		reverse(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if v.Field(i).CanSet() && name != "Steps" && name != "Levels" && name != "Questions" {
				reverse(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Struct {
			return
		}
		for i := range v.Len() {
			reverse(v.Index(i))
		}
		swap := reflect.Swapper(v.Interface())
		for i, j := 0, v.Len()-1; i < j; i, j = i+1, j-1 {
			swap(i, j)
		}
	}
}

// TestChangesSurviveJSON writes changes into a file and reads them again, as a
// plan does.
func TestChangesSurviveJSON(t *testing.T) {
	t.Parallel()
	want := revision.Compare(shop(), specs.Full())
	src, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got []revision.Change
	if err := json.Unmarshal(src, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(render(want), render(got)); diff != "" {
		t.Errorf("changes after a round trip (-written +read):\n%s", diff)
	}
}
