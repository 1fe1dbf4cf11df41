package blame

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestEffortGrowsWithTheText counts the words that are compared, in texts that
// nobody types: twice the text may cost twice the effort, and hardly more.
func TestEffortGrowsWithTheText(t *testing.T) {
	t.Parallel()
	const size = 2_000
	for _, said := range []string{
		"you ", "you really ", "you never ", "your team ", "you, ", "you always had ", "if you had ", "not ", "we would ", "\"you ", "'", "> you\n", "you. ",
		"вы ", "вы просто ", "вы никогда ", "ваши люди ", "вы, ", "не ", "всегда вечно ", "«вы ", "если бы вы ", "ни разу ", "a", "я", "\n", "-", "\xff",
	} {
		once, twice := strings.Repeat(said, size/len(said)), strings.Repeat(said, 2*size/len(said))
		_, small := find(once, "en")
		_, large := find(twice, "en")
		if large > 2*small+small/10 {
			t.Errorf("%q: %d comparisons for %d bytes, %d for twice as many", said, small, len(once), large)
		}
	}
	if testing.Short() {
		return
	}
	_, part := find(strings.Repeat("you ", size/4), "en")
	if _, whole := find(strings.Repeat("you ", 100*size/4), "en"); whole > 110*part {
		t.Errorf("%d comparisons for 2 kB, %d for 200 kB", part, whole)
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"You always miss the deadlines, and you never call.", "Вы всегда срываете сроки. «Вы врёте», сказал он.", "> you lied\nyou lied",
		"You’ve “never” \"helped\" us...", "you\xffnever", "You’ve \x9cnever” \"helped\" us...", "\u00adyou ne\u00adver", "«вы", "1. you lie\n2) you lie", "Pathetic", "ты не\u0301 слушаешь", "'", "",
	} {
		f.Add(text, "en")
		f.Add(text, "ru-RU")
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		end := 0
		for _, x := range Find(text, locale) {
			switch {
			case x.Start < end || x.End <= x.Start || x.End > len(text):
				t.Fatalf("%q: the finding %+v overlaps the one before or lies outside", text, x)
			case utf8.ValidString(text) && !utf8.ValidString(text[x.Start:x.End]):
				t.Fatalf("%q: the finding %+v cuts a letter", text, x)
			case x.Said != strings.Join(strings.Fields(text[x.Start:x.End]), " "):
				t.Fatalf("%q: the finding %+v says something else than its range", text, x)
			case x.Sort == "" || x.Instead == "":
				t.Fatalf("%q: the finding %+v says nothing", text, x)
			}
			end = x.End
		}
	})
}
