package answer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
)

// voting asks for one vote.
func voting() []partnership.Question {
	return []partnership.Question{{ID: "vote", Kind: partnership.KindVote, Text: "How does your side vote?", Readers: partnership.ReadersAll}}
}

// Replies to a vote as people write them. A vote that nobody gave binds a party to what it did
// not say, so there must be none; of the others most are to be read. The second half of each
// language was written with the first, and not looked at while the reading was built.
func TestVotesAreReadFromReplies(t *testing.T) {
	t.Parallel()
	for _, locale := range []string{"en", "ru"} {
		for half := 1; half <= 2; half++ {
			name := fmt.Sprintf("%s_%d.txt", locale, half)
			data, err := os.ReadFile(filepath.Join("testdata", "vote", name))
			if err != nil {
				t.Fatal(err)
			}
			var exact, wrong, all int
			for line := range strings.Lines(string(data)) {
				want, text, _ := strings.Cut(strings.TrimSpace(line), " | ")
				text = strings.ReplaceAll(text, `\n`, "\n")
				got, said := "open", ""
				for _, a := range Read(text, Context{Questions: voting(), Locale: locale}).Answers {
					said = a.Value.String()
					b := decision.ReadValue(said)
					if got = string(b.Vote); b.Veto {
						got = "veto"
					}
				}
				all++
				switch {
				case got == want:
					exact++
				case got != "open":
					wrong++
					t.Errorf("%s: %q is read as %s, want %s", name, text, said, want)
				case testing.Verbose() && half == 1:
					t.Logf("%s: %q is asked back, want %s", name, text, want)
				}
			}
			t.Logf("%s: %d of %d exact, %d wrong", name, exact, all, wrong)
		}
	}
}
