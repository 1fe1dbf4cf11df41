package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// What was asked in these mails: two counts, an amount and a point on a scale.
var (
	wonCases = partnership.Question{ID: "won", Kind: partnership.KindNumber, Text: "Cases won"}
	lateJobs = partnership.Question{ID: "late", Kind: partnership.KindNumber, Text: "Jobs that were late"}
	income   = partnership.Question{ID: "income", Kind: partnership.KindMoney, Text: "Income last month", Unit: "EUR"}
	sureness = partnership.Question{ID: "sure", Kind: partnership.KindConfidence, Text: "How confident are you (0-10)?"}
)

// TestFiguresNeedEvidence holds the gate: what a value is taken from must speak for its
// question, and what speaks against it leaves the question open.
func TestFiguresNeedEvidence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		about     string
		questions []partnership.Question
		text      string
		want      map[string]string
	}{
		{"a figure in another unit is not the one that its name stands with", []partnership.Question{wonCases, sureness}, "3 won (2 lost, sadly), 540 hrs, 4", nil},
		{"a bare figure behind none is another one's", []partnership.Question{income, lateJobs}, "8,360 euros, no late jobs, 5", map[string]string{"income": "8360", "late": "0"}},
		{"what is not known takes no figure beside it", []partnership.Question{wonCases, income}, "9 cases won, income not closed yet, confidence 7", map[string]string{"won": "9"}},
		{"points are no count", []partnership.Question{wonCases, income}, "Income was 4,100 euros. 9 from me.", map[string]string{"income": "4100"}},
		{"a label that is not known names its figure", []partnership.Question{wonCases, income}, "Income: 4,100. Basket: 49.", map[string]string{"income": "4100"}},
		{"names that stand before their figures take none from the left", []partnership.Question{wonCases, income}, "faults 4 won 46 income 9200", nil},
		{"two figures for one question are asked about", []partnership.Question{lateJobs, income}, "120 jobs done, 7 late jobs, income 900", map[string]string{"income": "900"}},
		{"a correction takes back the figure before it alone", []partnership.Question{wonCases, income}, "Won: 19, demos: 5 - wait, 6. Income 900.", map[string]string{"income": "900"}},
	} {
		got := map[string]string{}
		for _, a := range Read(c.text, Context{Questions: c.questions, Locale: "en"}).Answers {
			got[a.Question] = a.Value.String()
		}
		for id, v := range got {
			if c.want[id] != v {
				t.Errorf("%s: %q: %s = %s, want %q", c.about, c.text, id, v, c.want[id])
			}
		}
		for id, v := range c.want {
			if got[id] != v {
				t.Errorf("%s: %q: %s = %q, want %s", c.about, c.text, id, got[id], v)
			}
		}
	}
}

// TestRunGoesOnBehindTheLastFigure reads a run whose last figure has no name, and words
// behind that.
func TestRunGoesOnBehindTheLastFigure(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{
		{ID: "tickets", Kind: partnership.KindNumber, Text: "Tickets sold"},
		{ID: "bugs", Kind: partnership.KindNumber, Text: "Bugs found"},
		{ID: "snacks", Kind: partnership.KindNumber, Text: "Snacks eaten"},
		sureness,
	}
	got := map[string]string{}
	for _, a := range Read("tickets 20, bugs 7, snacks 5, 8, sadly", Context{Questions: questions, Locale: "en"}).Answers {
		got[a.Question] = a.Value.String()
	}
	if got["tickets"] != "20" || got["bugs"] != "7" || got["snacks"] != "" && got["snacks"] != "5" {
		t.Errorf("answers: %v", got)
	}
}
