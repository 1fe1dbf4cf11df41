package talk

import (
	"strings"
	"sync"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// phrases are written with commas between them. {a/b/} stands for one of several
// forms, the last of which may be none; a leading "=" marks a phrase that has its
// sense only as the whole of a clause.
type phrases struct {
	sense Sense
	list  string
}

// lexicon finds the longest phrase at a place. Its keys are phrases and all that
// they begin with.
type lexicon struct {
	known map[string]entry
	whole map[string]Sense
}

type entry struct {
	sense Sense
	ends  bool // a phrase, not only the beginning of one
}

// words is all that we know. It is built when the first reply is read.
var words = sync.OnceValue(func() *lexicon {
	return newLexicon(harmless, courtesies, affirmations, troubles, limits, wishes, times)
})

// newLexicon gathers ideas; the first sense that a phrase is given stays.
func newLexicon(ideas ...[]phrases) *lexicon {
	l := &lexicon{known: make(map[string]entry, 1<<15), whole: make(map[string]Sense)}
	for _, idea := range ideas {
		for _, p := range idea {
			l.add(p)
		}
	}
	return l
}

func (l *lexicon) add(p phrases) {
	for pattern := range strings.SplitSeq(strings.ReplaceAll(prose.Fold(p.list), "\n", ","), ",") {
		pattern, whole := strings.CutPrefix(strings.TrimSpace(pattern), "=")
		expand(pattern, func(phrase string) {
			switch phrase = join(strings.Fields(phrase)); {
			case phrase == "":
			case whole:
				l.whole[phrase] = p.sense
			default:
				l.put(phrase, p.sense)
			}
		})
	}
}

func (l *lexicon) put(phrase string, s Sense) {
	for i := range phrase {
		if phrase[i] != ' ' {
			continue
		}
		if _, ok := l.known[phrase[:i]]; !ok {
			l.known[phrase[:i]] = entry{}
		}
	}
	if !l.known[phrase].ends {
		l.known[phrase] = entry{sense: s, ends: true}
	}
}

// expand writes out the forms of a pattern.
func expand(pattern string, found func(string)) {
	head, rest, more := strings.Cut(pattern, "{")
	if !more {
		found(pattern)
		return
	}
	forms, tail, _ := strings.Cut(rest, "}")
	for form := range strings.SplitSeq(forms, "/") {
		expand(head+form+tail, found)
	}
}

// longest returns the length and the sense of the longest phrase that tokens
// begin with; zero if they begin with none.
func (l *lexicon) longest(tokens []string) (int, Sense) {
	length, sense := 0, Unknown
	var room [64]byte
	key := room[:0]
	for i, t := range tokens {
		if i == 0 {
			t = l.spelled(t)
		} else {
			key = append(key, ' ')
		}
		key = append(key, t...)
		e, ok := l.known[string(key)]
		if !ok {
			break
		}
		if e.ends {
			length, sense = i+1, e.sense
		}
	}
	return length, sense
}

// spelled finds the word of which letters were held down: "yesss", «дааа».
func (l *lexicon) spelled(t string) string {
	held := squeeze(t, 2)
	if held == t {
		return t
	}
	if _, ok := l.known[held]; ok {
		return held
	}
	return squeeze(t, 1)
}

// squeeze leaves at most n of what is repeated three times or more.
func squeeze(s string, n int) string {
	if !repeats(s) {
		return s
	}
	runes := []rune(s)
	var out []rune
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && runes[j] == runes[i] {
			j++
		}
		run := j - i
		if run >= 3 {
			run = n
		}
		for range run {
			out = append(out, runes[i])
		}
		i = j
	}
	return string(out)
}

// repeats reports whether a letter stands three times in a row.
func repeats(s string) bool {
	var last rune
	run := 0
	for _, r := range s {
		if r != last {
			last, run = r, 0
		}
		if run++; run >= 3 {
			return true
		}
	}
	return false
}
