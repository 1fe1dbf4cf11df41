package procedure_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// read decodes what an admin typed, which must always succeed: what is wrong is
// for Malformed to say.
func read(t *testing.T, input string) procedure.Command {
	t.Helper()
	var c procedure.Command
	if err := json.Unmarshal([]byte(input), &c); err != nil {
		t.Fatalf("%s: %v", input, err)
	}
	c.Name = procedure.RecordKPI
	return c
}

func TestANumberMayBeTypedWithAndWithoutQuotes(t *testing.T) {
	t.Parallel()
	for _, input := range []string{`130`, `"130"`, ` "130" `} {
		c := read(t, `{"kpi": "mql", "value": `+input+`, "answers": [{"question": "mql", "value": `+input+`}]}`)
		if c.Malformed() != nil || c.Value != "130" || c.Answers[0].Value != "130" {
			t.Errorf("%s is read as %q and %v: %v", input, c.Value, c.Answers, c.Malformed())
		}
	}
	for input, want := range map[string]procedure.Text{`true`: "true", `4150.50`: "4150.50", `null`: "", `"a \"b\""`: `a "b"`} {
		if c := read(t, `{"value": `+input+`}`); c.Malformed() != nil || c.Value != want {
			t.Errorf("%s is read as %q: %v", input, c.Value, c.Malformed())
		}
	}
}

func TestWhatIsWrongWithACommandIsSaidInPlainWords(t *testing.T) {
	t.Parallel()
	for input, want := range map[string]string{
		`{"valu": 130}`:                  `no field is named "valu"; did you mean "value"?`,
		`{"colour": "red"}`:              `no field is named "colour"; there are reason, kpi, value, date, person, answers, goal, milestone, to, commitment, what, owner, due, for, conflict, with, level, stage, outcome, ideas, report, party, entry, amount, deal, shares, present, decisions, actions, until, mail, partnership`,
		`{"reason": 5}`:                  `reason: found a number where a text in quotes is wanted`,
		`{"kpi": ["mql"]}`:               `kpi: found a list where a text in quotes is wanted`,
		`{"kpi": true}`:                  `kpi: found true or false where a text in quotes is wanted`,
		`{"answers": "mql"}`:             `answers: found a text where a list such as [{"question": "mql", "value": 130}] is wanted`,
		`{"answers": [130]}`:             `found a number where an object is wanted`,
		`{"value": {"a": 1}}`:            `want a number or a text`,
		`{"answers": [{"quesiton": 1}]}`: `did you mean "question"?`,
		`[]`:                             `want an object such as {"reason": "..."}, found a list`,
		`"pause"`:                        `want an object such as {"reason": "..."}, found a text`,
		`12`:                             `want an object such as {"reason": "..."}, found a number`,
	} {
		c := read(t, input)
		err := c.Malformed()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", input, err, want)
			continue
		}
		for _, jargon := range []string{"json", "unmarshal", "Go ", "struct", "slice", "Command", "array", "bool"} {
			if strings.Contains(err.Error(), jargon) {
				t.Errorf("%s: %q is not for admins", input, err)
			}
		}
	}
}

func TestAProperCommandIsNotMalformed(t *testing.T) {
	t.Parallel()
	for _, input := range []string{`{}`, `null`, `{"reason": "x", "kpi": "mql", "value": 1, "date": "2026-12-01", "person": "lars", "answers": []}`, `{"spec": {}, "planned": "x"}`} {
		if err := read(t, input).Malformed(); err != nil {
			t.Errorf("%s: %v", input, err)
		}
	}
}
