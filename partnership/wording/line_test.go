package wording

import (
	"strings"
	"testing"
	"unicode"
)

// TestWhatIsLeftAsOneLineIsOne holds the short way against the characters that a line may
// not hold, each of them.
func TestWhatIsLeftAsOneLineIsOne(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		bad := unicode.IsControl(r) || unicode.IsSpace(r) && r != ' ' || unicode.Is(unicode.Bidi_Control, r)
		if bad && isOneLine("a"+string(r)+"b") {
			t.Errorf("%U is left in a line", r)
		}
	}
	for in, want := range map[string]string{
		"": "", " ": "", "a": "a", " a": "a", "a ": "a", "a  b": "a b", "a\nb": "a b", "a\u202eb": "ab", "a\u00a0b": "a b",
		"\xff": "\ufffd", "Анна: «да» — нет…": "Анна: «да» — нет…",
	} {
		if got := OneLine(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func FuzzOneLine(f *testing.F) {
	for _, s := range []string{"a  b", "a\tb", "\u2028", "x\u200e", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line := OneLine(s)
		if line != OneLine(line) && !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) }) {
			t.Errorf("%q becomes %q, and that %q", s, line, OneLine(line))
		}
		if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Errorf("%q holds what a line may not", line)
		}
	})
}
