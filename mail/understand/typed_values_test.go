package understand

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// typedValue is a number or a day in the words of a person. Some expect a
// number, some a day, some one of either of several.
type typedValue struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind"`
	Locale   string          `json:"locale"`
	Today    string          `json:"today"`
	Input    string          `json:"input"`
	Expected json.RawMessage `json:"expected"`
}

// TestTypedValueCorpus reads numbers and days in words. A wrong value counts
// against the reader whatever else is right; asking back does not.
func TestTypedValueCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("measures one reader at a time, which takes minutes under the race detector")
	}
	t.Parallel()
	f, err := os.Open(filepath.Join(corpora(t), "typed_values.jsonl"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer f.Close()
	all, right, wrong := 0, 0, 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var v typedValue
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		all++
		u := Text(v.Input, v.context(t))
		switch {
		case len(u.Answers) == 0:
			t.Logf("%s: %q asked back, want %s: %v", v.ID, v.Input, v.Expected, u.Problems)
		case v.isRight(u.Answers[0].Value):
			right++
		default:
			wrong++
			t.Errorf("%s: %q read as %s, want %s", v.ID, v.Input, u.Answers[0].Value, v.Expected)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("right: %d of %d, wrong: %d", right, all, wrong)
	if right*100 < 80*all {
		t.Errorf("right: %d of %d, want 80 %%", right, all)
	}
}

func (v typedValue) context(t *testing.T) Context {
	t.Helper()
	today, err := cadence.ParseDate(v.Today)
	if err != nil {
		t.Fatal(err)
	}
	q := partnership.Question{ID: "value", Kind: partnership.QuestionKind(v.Kind), Text: "How many?"}
	if q.Kind == partnership.KindDate {
		q.Text = "When?"
	}
	return Context{Questions: []partnership.Question{q}, Locale: v.Locale, Today: today}
}

func (v typedValue) isRight(got partnership.Value) bool {
	switch {
	case got.Number != nil:
		want, err := decimal.NewFromString(string(v.Expected))
		return err == nil && got.Number.Equal(want)
	case got.Date != nil:
		return string(v.Expected) == `"`+got.Date.String()+`"`
	default:
		return false
	}
}
