package partnership_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// digestsPinned is what somebody needs to know whose change breaks the pins.
const digestsPinned = `
A running partnership names its spec by the digest of the spec's JSON, and the
store finds it by that name. Were the same declaration to have another digest,
it would name a spec that the store lacks, and every partnership would look
changed in the next plan.
- A new field needs "omitempty", or "omitzero" for structs, so that specs
  without it keep their digest.
- A field that is renamed, retyped, moved or dropped changes digests. That can
  only be done before a release, or with a migration of the stored specs.
Only then: go test ./partnership ./examples -run Digest -update`

// TestDigestPinsZeroValues writes out the JSON of the zero value of every type
// in a spec. What a type writes while nothing is set is in the digest of every
// spec that uses the type.
func TestDigestPinsZeroValues(t *testing.T) {
	t.Parallel()
	types := map[reflect.Type]bool{}
	collect(reflect.TypeFor[partnership.Spec](), types)
	var lines []string
	for typ := range types {
		zero, err := json.Marshal(reflect.Zero(typ).Interface())
		if err != nil {
			t.Fatalf("encode zero %s: %v", typ, err)
		}
		lines = append(lines, fmt.Sprintf("%s %s\n", typ, zero))
	}
	slices.Sort(lines)
	pinned(t, "testdata/zero-values.golden", strings.Join(lines, ""))
}

// collect adds a type's structs, up to those that write their JSON themselves.
func collect(typ reflect.Type, types map[reflect.Type]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		collect(typ.Elem(), types)
	case reflect.Map:
		panic(fmt.Sprintf("%s: a spec holds no map", typ))
	case reflect.Struct:
		if types[typ] {
			return
		}
		types[typ] = true
		if typ.Implements(reflect.TypeFor[json.Marshaler]()) || typ.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
			return
		}
		for field := range typ.Fields() {
			if field.IsExported() {
				collect(field.Type, types)
			}
		}
	default:
	}
}

// TestDigestPinsSmallSpecs pins digests of specs that no file declares, so that
// nothing but the model can change them.
func TestDigestPinsSmallSpecs(t *testing.T) {
	t.Parallel()
	var got strings.Builder
	for _, small := range []struct {
		name string
		spec partnership.Spec
	}{
		{"empty", partnership.Spec{}},
		{"two people", twoPeople()},
		{"two people who check in", checkingIn()},
	} {
		fmt.Fprintf(&got, "%s: %s\n", small.name, small.spec.Digest())
	}
	pinned(t, "testdata/digests.golden", got.String())
}

func twoPeople() partnership.Spec {
	return partnership.Spec{
		Schema: 1, Slug: "duo", Title: "Duo", Purpose: "To be two.", Zone: "Europe/Oslo", Language: "en",
		Start: cadence.Date{Year: 2026, Month: 12, Day: 1}, End: cadence.Date{Year: 2027, Month: 11, Day: 30},
		Parties: []partnership.Party{
			{ID: "north", Name: "North", People: []partnership.Person{{ID: "lars", Name: "Lars", Email: "lars@north.example"}}},
			{ID: "south", Name: "South", People: []partnership.Person{{ID: "tom", Name: "Tom", Email: "tom@south.example"}}},
		},
	}
}

func checkingIn() partnership.Spec {
	spec := twoPeople()
	spec.Goals = []partnership.Goal{{ID: "leads", Statement: "Grow leads", KPIs: []partnership.KPI{{ID: "mql", Unit: "leads"}}}}
	spec.CheckIns = []partnership.CheckIn{{ID: "weekly", Ask: []string{"lars"}, About: []partnership.Topic{partnership.TopicKPIs}}}
	return spec
}

func pinned(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(bytes.TrimSpace(want)), strings.TrimSpace(got)); diff != "" {
		t.Errorf("%s (-pinned +now):\n%s\n%s", file, diff, digestsPinned)
	}
}
