package config_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rapport-engine/rapport/config"
)

// TestFiguresWrittenAsElsewhereAreSetRight says what is right in place of what the parser
// stumbles over, and says it of nothing else.
func TestFiguresWrittenAsElsewhereAreSetRight(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		`target = 900,000`:       "A number is written without anything between its digits: 900000, not 900,000.",
		`target = 1 200 000`:     "1200000, not 1 200 000",
		`target = 12_500 # pots`: "12500, not 12_500",
		`remind = [50%]`:         `A part of a time is a text: write it in quotes, as "50%".`,
		`remind = 62.5 %`:        `as "62.5%"`,
		`text = "a, 50% of it`:   "Invalid multi-line string",
		`target = 900,00`:        "Unexpected comma after argument",
	} {
		files := fstest.MapFS{"rapport.hcl": {Data: []byte("partnership \"tea\" {\n  " + line + "\n}\n")}}
		var said strings.Builder
		config.Load(files, config.Options{}).Diagnostics.WriteText(&said, config.TextOptions{})
		if got := strings.Join(strings.Fields(said.String()), " "); !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s\nwant %q", line, said.String(), want)
		}
	}
}
