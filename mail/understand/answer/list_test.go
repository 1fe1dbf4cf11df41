package answer

import (
	"strings"
	"testing"
)

// TestALineOfSeparatorsAloneAnswersNothing: people rest a thumb on the comma.
func TestALineOfSeparatorsAloneAnswersNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{",", ",,", " , ", ";", "/", " / ", "|", "\t", "-", "–", "+", "и", "and", "&", ", and ,"} {
		for n := 1; n <= len(checkIn); n++ {
			r := Read(text, Context{Questions: checkIn[:n], Locale: "en"})
			for _, a := range r.Answers {
				if strings.ContainsAny(a.Value.String(), "0123456789") {
					t.Errorf("%q with %d questions is read as %v", text, n, a.Value)
				}
			}
		}
	}
}
