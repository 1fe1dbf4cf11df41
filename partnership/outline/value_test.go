package outline_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/outline"
)

func TestValue(t *testing.T) {
	t.Parallel()
	number := func(s string) outline.Value { return outline.Number(decimal.RequireFromString(s)) }
	for _, c := range []struct {
		name      string
		value     outline.Value
		hcl, json string
	}{
		{"text", outline.Text("Shared figures"), `"Shared figures"`, `"Shared figures"`},
		{"no text", outline.Text(""), `""`, `""`},
		{"quotes and backslashes", outline.Text(`say "no" \ yes`), `"say \"no\" \\ yes"`, `"say \"no\" \\ yes"`},
		{"lines", outline.Text("one\ntwo\tthree\r"), `"one\ntwo\tthree\r"`, `"one\ntwo\tthree\r"`},
		{"interpolation", outline.Text("${x} %{if} $5 50%"), `"$${x} %%{if} $5 50%"`, `"${x} %{if} $5 50%"`},
		{"doubled signs", outline.Text("$${x} %%{"), `"$$${x} %%%{"`, `"$${x} %%{"`},
		{"other alphabets", outline.Text("Цель — рост"), `"Цель — рост"`, `"Цель — рост"`},
		{"control characters", outline.Text("a\x00b\u007f"), `"a\u0000b\u007f"`, `"a\u0000b` + "\u007f" + `"`},
		{"text that would turn round", outline.Text("a\u202eb\U000e0041"), `"a\u202eb\U000e0041"`, `"a` + "\u202e" + `b` + "\U000e0041" + `"`},
		{"joined letters", outline.Text("a\u200db"), `"a` + "\u200d" + `b"`, `"a` + "\u200d" + `b"`},
		{"number", number("4150.50"), `4150.5`, `4150.5`},
		{"negative number", number("-0.25"), `-0.25`, `-0.25`},
		{"large number", number("1e9"), `1000000000`, `1000000000`},
		{"truth", outline.Bool(true), `true`, `true`},
		{"reference", outline.Reference("person", "lars-h"), `person.lars-h`, `{"reference":"person.lars-h"}`},
		{"reference to a name that begins with a digit", outline.Reference("goal", "2nd"), `goal["2nd"]`, `{"reference":"goal[\"2nd\"]"}`},
		{"set", outline.Set(outline.Text("a"), outline.Text("b")), `["a", "b"]`, `["a","b"]`},
		{"empty list", outline.Sequence(), `[]`, `[]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.value.String(); got != c.hcl {
				t.Errorf("HCL %s, want %s", got, c.hcl)
			}
			got, err := json.Marshal(c.value)
			if err != nil || string(got) != c.json {
				t.Errorf("JSON %s, %v, want %s", got, err, c.json)
			}
			var back outline.Value
			if err := json.Unmarshal(got, &back); err != nil {
				t.Fatal(err)
			}
			if again, _ := json.Marshal(back); string(again) != c.json {
				t.Errorf("JSON after a round trip %s, want %s", again, c.json)
			}
			if back.String() != c.hcl {
				t.Errorf("HCL after a round trip %s, want %s", back, c.hcl)
			}
		})
	}
}

func TestValueEqual(t *testing.T) {
	t.Parallel()
	a, b, c := outline.Text("a"), outline.Text("b"), outline.Text("c")
	for _, row := range []struct {
		name string
		x, y outline.Value
		want bool
	}{
		{"same text", a, outline.Text("a"), true},
		{"other text", a, b, false},
		{"text and reference", outline.Text("person.a"), outline.Reference("person", "a"), false},
		{"numbers spelt differently", outline.Number(decimal.New(500, -1)), outline.Number(decimal.New(5, 1)), true},
		{"set in another order", outline.Set(a, b), outline.Set(b, a), true},
		{"sequence in another order", outline.Sequence(a, b), outline.Sequence(b, a), false},
		{"more in a set", outline.Set(a, b), outline.Set(a, b, c), false},
		{"less in a set", outline.Set(a, b, c), outline.Set(a, b), false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.x.Equal(row.y); got != row.want {
				t.Errorf("%s equals %s: %t, want %t", row.x, row.y, got, row.want)
			}
		})
	}
}

func TestValueRefusesJSON(t *testing.T) {
	t.Parallel()
	for _, src := range []string{`null`, `nonsense`, `1e999999999`, `-1e-999999999`, `{"reference":1}`, `[null]`, `""x`, ``} {
		var v outline.Value
		if err := json.Unmarshal([]byte(src), &v); err == nil {
			t.Errorf("%s was read as %s, want an error", src, v)
		}
	}
}
