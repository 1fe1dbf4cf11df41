package revision

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMerge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"the same", "a b", "a b", "a b"},
		{"one comes", "a c", "a b c", "a +b c"},
		{"one goes", "a b c", "a c", "a -b c"},
		{"one goes at the end", "a b", "a", "a -b"},
		{"another order", "a b c", "c a b", "c a b"},
		{"another order, and one goes", "a b c d", "d a c", "-b d a c"},
		{"all are others", "a b", "c d", "+c +d -a -b"},
		{"one twice", "a a b", "a b", "a -a b"},
		{"one three times", "a", "a a a", "a +a +a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := merged(strings.Fields(c.old), strings.Fields(c.new)); got != c.want {
				t.Errorf("%q and %q merge to %q, want %q", c.old, c.new, got, c.want)
			}
		})
	}
}

// merged marks what comes and goes.
func merged(old, new []string) string {
	var words []string
	for _, p := range merge(old, new, func(s string) string { return s }) {
		switch {
		case p.old == nil:
			words = append(words, "+"+*p.new)
		case p.new == nil:
			words = append(words, "-"+*p.old)
		default:
			words = append(words, *p.new)
		}
	}
	return strings.Join(words, " ")
}

// TestMergeLosesNothing draws sorted lists, as specs have them: both come back
// whole, and nothing that stays comes or goes.
func TestMergeLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SliceOf(rapid.SampledFrom(strings.Split("abcdef", "")))
		old, new := letters.Draw(t, "old"), letters.Draw(t, "new")
		slices.Sort(old)
		slices.Sort(new)
		var was, is, gone []string
		for _, p := range merge(old, new, func(s string) string { return s }) {
			if p.old != nil {
				was = append(was, *p.old)
			}
			if p.new != nil {
				is = append(is, *p.new)
			} else {
				gone = append(gone, *p.old)
			}
		}
		if slices.Sort(was); !slices.Equal(was, old) || !slices.Equal(is, new) {
			t.Fatalf("merged %v and %v, got %v and %v", old, new, was, is)
		}
		if len(gone) > 0 && slices.Equal(old, new) {
			t.Fatalf("%v goes from equal lists", gone)
		}
	})
}
