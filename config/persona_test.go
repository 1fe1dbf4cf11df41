package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestLoadPersonas(t *testing.T) {
	t.Parallel()
	got, diags := config.LoadPersonas("testdata/personas/personas.hcl")
	if len(diags) > 0 {
		t.Fatalf("findings: %v", diags)
	}
	hours := func(n int) cadence.Span { return cadence.Span{Count: n, Unit: cadence.HoursUnit} }
	want := []config.Persona{
		{Person: "conor", After: hours(1), Silent: true},
		{Person: "lars", After: hours(3), Answers: []config.PersonaAnswer{
			{Question: "confidence", Values: []string{"8", "8", "3"}},
			{Question: "mql", Values: []string{"130", "150.5", "не знаю", "yes"}},
		}},
		{Person: "tom", After: hours(1), Away: []partnership.Absence{{
			From: cadence.Date{Year: 2026, Month: 12, Day: 20}, Until: cadence.Date{Year: 2027, Month: 1, Day: 7},
		}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("personas (-want +got):\n%s", diff)
	}
}

func TestPersonasAreCheckedAgainstSpecs(t *testing.T) {
	t.Parallel()
	spec := loadLayout(t, "one-file")
	_, diags := config.LoadPersonas("testdata/personas/personas.hcl", spec)
	want := []string{
		"RAP080 personas.hcl", // lars
		"RAP081 personas.hcl", // mql
		"RAP080 personas.hcl", // conor
		"RAP080 personas.hcl", // tom
	}
	if diff := cmp.Diff(want, codesOf(diags, 9)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestPersonaFileHoldsPersonasOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "personas.hcl")
	src := "persona \"ann\" {\n  after = \"soon\"\n}\npartnership \"tea\" {\n}\n"
	if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	got, diags := config.LoadPersonas(path)
	if diff := cmp.Diff([]string{"RAP025 personas.hcl", "RAP010 personas.hcl"}, codesOf(diags, 9)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if got != nil {
		t.Errorf("personas %v came back with errors", got)
	}
	if _, diags := config.LoadPersonas(path + ".missing"); !has(diags, "RAP005") {
		t.Errorf("a missing file gave %v, want RAP005", diags)
	}
}
