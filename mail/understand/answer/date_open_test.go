package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestTheDayOfWhatWasAskedCounts reads days whose clauses have words that nobody has
// listed, on Wednesday 11 March 2026, and leaves those of other things open.
func TestTheDayOfWhatWasAskedCounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		asked, text string
		want        string // "" is open
	}{
		{"When will the goods arrive?", "The goods arrive in Felixstowe on 29 April", "2026-04-29"},
		{"When will the goods arrive?", "The vessel is on schedule, the goods arrive in Felixstowe with Maersk on 29 April", "2026-04-29"},
		{"When will the goods arrive?", "The goods arrive on Monday 30 March between 8 and 10", "2026-03-30"},
		{"When will the goods arrive?", "We had promised the 20th, unfortunately it will be the 27th", "2026-03-27"},
		{"Когда будет аудит?", "Аудит перенесли на 3 июня: аудитор заболел", "2026-06-03"},

		{"When will the goods arrive?", "The goods leave Rotterdam on 29 April", ""},
		{"When will the goods arrive?", "The fair opens on 29 April", ""},
		{"When will the goods arrive?", "The goods arrive on 29 April if customs let them", ""},
		{"When will the goods arrive?", "The papers for the goods come on 29 April", ""},
		{"When will the goods arrive?", "We received your draft on Monday, thanks", ""},
		{"When do you go live?", "The date of 4 May that you mention is your wish, not ours", ""},
		{"When is the audit?", "The auditor proposed the 21st, we declined", ""},
		{"When will the pilot be ready?", "The pilot team meets on 29 April", ""},
		{"Когда начнётся производство?", "В понедельник, 16 марта, при условии что придёт пресс", ""},
	} {
		r := Read(c.text, Context{
			Questions: []partnership.Question{{ID: "day", Kind: partnership.KindDate, Text: c.asked}}, Locale: "en", Today: cadence.Date{Year: 2026, Month: 3, Day: 11},
		})
		got := ""
		if len(r.Answers) > 0 {
			got = r.Answers[0].Value.String()
		}
		if got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.asked, c.text, got, c.want)
		}
	}
}
