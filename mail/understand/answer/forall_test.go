package answer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// decides is what the chair of a review of progress is asked about some goals.
func decides(language string, goals ...string) []partnership.Question {
	words := wording.In(language).Review
	var list []partnership.Question
	for _, id := range goals {
		list = append(list, partnership.Question{ID: "goal-" + id, Kind: partnership.KindChoice, Text: "Grow " + id, Choices: words.Progress.Ways[:]})
	}
	return append(list,
		partnership.Question{ID: "change", Kind: partnership.KindText, Text: words.Progress.Change, Optional: true, Readers: partnership.ReadersAll},
		partnership.Question{ID: "step-1", Kind: partnership.KindText, Text: words.Progress.Steps[0], Readers: partnership.ReadersAll},
		partnership.Question{ID: "step-1-owner", Kind: partnership.KindChoice, Text: words.Owner, Choices: []string{"Lars Hauge", "Анна Иванова"}, Optional: true},
		partnership.Question{ID: "step-1-by", Kind: partnership.KindDate, Text: words.By, Optional: true},
		partnership.Question{ID: "why-not", Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll})
}

func TestOneWordOnAllGoalsIsUnderstood(t *testing.T) {
	t.Parallel()
	const all = "goal-leads=continue goal-cost=continue goal-fair=continue"
	for _, tc := range []struct{ language, text, want string }{
		{"en", "all continue", all},
		{"en", "All continue.", all},
		{"en", "continue all", all},
		{"en", "Continue with all of them", all},
		{"en", "all stop", strings.ReplaceAll(all, "continue", "stop")},
		{"en", "all continue\n5: A stand at the fair", all + " step-1=A stand at the fair"},
		{"en", "1: continue\n2: adjust\n3: pause\n4: The aim is 55", "goal-leads=continue goal-cost=adjust goal-fair=pause change=The aim is 55"},
		{"en", "1 continue\n2 stop\n3 continue", "goal-leads=continue goal-cost=stop goal-fair=continue"},
		{"en", "all fine", ""},
		{"ru", "все продолжать", strings.ReplaceAll(all, "continue", "продолжать")},
		{"ru", "Всё продолжать!", strings.ReplaceAll(all, "continue", "продолжать")},
		{"ru", "1: продолжать\n2: приостановить\n3: прекратить", "goal-leads=продолжать goal-cost=приостановить goal-fair=прекратить"},
	} {
		t.Run(tc.text, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, a := range Read(tc.text, Context{Questions: decides(tc.language, "leads", "cost", "fair"), Locale: tc.language}).Answers {
				got = append(got, fmt.Sprintf("%s=%s", a.Question, a.Value))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOneWordOnAllGoalsIsNoCopyOfOurMail(t *testing.T) {
	t.Parallel()
	const sent = "Questions\n1) Grow leads (43%, at risk)\n   one of: continue, adjust, pause, stop\n2) Grow cost (no figures yet)\n   one of: continue, adjust, pause, stop\n" +
		"3) If not all continue: what changes, and why?\n   in your own words; optional\n\nAn answer can begin like this: all continue\n"
	r := Read("all continue\n\n> "+strings.ReplaceAll(sent, "\n", "\n> "), Context{Questions: decides("en", "leads", "cost"), Locale: "en", Sent: sent})
	if len(r.Answers) != 2 || len(r.Problems) > 0 {
		t.Errorf("it says %v, %q", r.Answers, r.Problems)
	}
}
