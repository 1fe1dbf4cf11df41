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

func TestLoadRehearsal(t *testing.T) {
	t.Parallel()
	got, diags := config.LoadRehearsal("testdata/personas/personas.hcl")
	if len(diags) > 0 {
		t.Fatalf("findings: %v", codesOf(diags, 9))
	}
	hours := func(n int) cadence.Span { return cadence.Span{Count: n, Unit: cadence.HoursUnit} }
	want := config.Rehearsal{Personas: []config.Persona{
		{Person: "conor", After: hours(1), Silent: true},
		{Person: "lars", After: hours(3), Answers: []config.PersonaAnswer{
			{Question: "confidence", Values: []string{"8", "8", "3"}},
			{Question: "mql", Values: []string{"130", "150.5", "не знаю", "yes"}},
		}},
		{
			Person: "sofie", After: hours(1),
			Replies: []config.PersonaReply{
				{Template: "check-in", After: hours(5), Texts: []string{"", "1: 130\nThe till was closed for a week.", "1: 130\nThe till was closed for a week."}},
				{Template: "minutes", Texts: []string{"", "SIGN"}},
			},
			Writes: []config.PersonaWrite{{At: wallTime("2027-02-03 10:00"), Text: "STATUS"}},
		},
		{Person: "tom", After: hours(1), Away: []partnership.Absence{{
			From: cadence.Date{Year: 2026, Month: 12, Day: 20}, Until: cadence.Date{Year: 2027, Month: 1, Day: 7},
		}}},
	}, Commands: []config.AdminCommand{{
		At: wallTime("2027-02-15 09:00"), Name: "record-kpi", Input: map[string]string{"kpi": "mql", "value": "150.5", "reason": "agreed on the phone"},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("personas (-want +got):\n%s", diff)
	}
}

// wallTime is a time that a test wrote well, or none.
func wallTime(s string) cadence.WallTime {
	w, _ := cadence.ParseWallTime(s)
	return w
}

// TestPublishedPersonasLoad holds the language to the personas that the papers
// show: what they name and nobody does yet is a note.
func TestPublishedPersonasLoad(t *testing.T) {
	t.Parallel()
	const published = "../../shared/personas.hcl"
	if _, err := os.Stat(published); err != nil {
		t.Skip("the papers are not here")
	}
	got, diags := config.LoadRehearsal(published)
	for _, d := range diags {
		if d.Severity != config.Info {
			t.Errorf("%s on line %d: %s", d.Code, d.Subject.StartLine, d.Detail)
		}
	}
	var people []string
	for _, p := range got.Personas {
		people = append(people, p.Person)
	}
	if diff := cmp.Diff([]string{"aoife", "conor", "lars", "mediator", "sofie", "tom"}, people); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	if len(got.Commands) != 1 || got.Commands[0].Input["to"] != "2027-03-15" {
		t.Errorf("commands %+v", got.Commands)
	}
}

func TestPersonasAreCheckedAgainstSpecs(t *testing.T) {
	t.Parallel()
	spec := loadLayout(t, "one-file")
	_, diags := config.LoadRehearsal("testdata/personas/personas.hcl", spec)
	want := []string{
		"RAP080 personas.hcl", // lars
		"RAP081 personas.hcl", // mql
		"RAP080 personas.hcl", // conor
		"RAP080 personas.hcl", // tom
		"RAP080 personas.hcl", // sofie
	}
	if diff := cmp.Diff(want, codesOf(diags, 9)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestRehearsalFileHoldsNoPartnership(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "personas.hcl")
	src := "persona \"ann\" {\n  after = \"soon\"\n}\npartnership \"tea\" {\n}\n"
	if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	got, diags := config.LoadRehearsal(path)
	if diff := cmp.Diff([]string{"RAP025 personas.hcl", "RAP010 personas.hcl"}, codesOf(diags, 9)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if got.Personas != nil || got.Commands != nil {
		t.Errorf("%v came back with errors", got)
	}
	if _, diags := config.LoadRehearsal(path + ".missing"); !has(diags, "RAP005") {
		t.Errorf("a missing file gave %v, want RAP005", diags)
	}
}
