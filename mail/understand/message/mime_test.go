package message

import (
	"fmt"
	"strings"
	"testing"
)

// TestHostileNesting holds the walk to its bounds. Unclosed nested multiparts
// double the work of a common library with every level; here the number of
// parts that are read shows that the work stays within depth times size.
func TestHostileNesting(t *testing.T) {
	t.Parallel()
	nested := func(levels int, boundary func(int) string) []byte {
		var b strings.Builder
		b.WriteString("From: a@b.example\n")
		for i := range levels {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=%q\n\n--%s\n", boundary(i), boundary(i))
		}
		b.WriteString("Content-Type: text/plain\n\nseven\n")
		return []byte(b.String())
	}
	distinct := func(i int) string { return fmt.Sprintf("level%d-", i) }
	same := func(int) string { return "b" }
	growing := func(i int) string { return strings.Repeat("b", i+1) }
	for name, c := range map[string]struct {
		raw      []byte
		maxParts int
	}{
		"twenty levels":                {nested(20, distinct), maxDepth + 1},
		"two thousand levels":          {nested(2000, distinct), maxDepth + 1},
		"one boundary for all levels":  {nested(2000, same), maxParts},
		"boundaries that are prefixes": {nested(200, growing), maxParts},
		"a hundred thousand parts": {
			[]byte("Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 100_000)), maxParts,
		},
		"mails in mails": {[]byte(strings.Repeat("Content-Type: message/rfc822\n\n", 5000)), maxDepth + 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var w walker
			root := w.root(c.raw)
			if w.parts > c.maxParts {
				t.Errorf("%d parts read, want at most %d", w.parts, c.maxParts)
			}
			if deepest := depthOf(root); deepest > maxDepth {
				t.Errorf("%d levels read, want at most %d", deepest, maxDepth)
			}
			if len(w.defects) == 0 {
				t.Error("no defect is named")
			}
		})
	}
}

// depthOf counts the levels below a part.
func depthOf(p *Part) int {
	deepest := 0
	for _, child := range p.Children {
		deepest = max(deepest, 1+depthOf(child))
	}
	return deepest
}

func TestTwentyLevelsAreStillRead(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range maxDepth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=l%d-\n\n--l%d-\n", i, i)
	}
	b.WriteString("\nseven\n")
	if got := read([]byte(b.String())).Text; got != "seven" {
		t.Errorf("text %q, want %q", got, "seven")
	}
}

func TestUnflow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		delSp bool
		want  string
	}{
		"joins":                    {"one \ntwo\nthree", false, "one two\nthree"},
		"deletes the blank":        {"сло \nво", true, "слово"},
		"keeps depths apart":       {"> one \n>> two \nthree", false, "> one \n>> two \nthree"},
		"joins a quote":            {"> one \n> two", false, "> one two"},
		"takes off space-stuffing": {" From here \nto there", false, "From here to there"},
		"delimiter stays":          {"one\n-- \nLars \nHauge", false, "one\n-- \nLars Hauge"},
		"flows into a delimiter":   {"one \n-- \nLars", false, "one \n-- \nLars"},
		"open end":                 {"one ", true, "one "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := unflow(c.text, c.delSp); got != c.want {
				t.Errorf("unflow = %q, want %q", got, c.want)
			}
		})
	}
}
