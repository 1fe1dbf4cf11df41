package trim

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// sentText is the mail that we sent, prepared so that lines of a reply can be
// found in it however the mail programs on the way wrapped and marked them.
type sentText struct {
	words []string
	// starts and ends say whether a word begins or ends a line of the mail.
	starts, ends []bool
	// at maps three words in a row to the places where they stand.
	at map[[3]string][]int
	// lines maps the words of a line shorter than that to its place.
	lines map[string][]int
}

// maxPlaces bounds how many places of one phrase are compared, which keeps the
// alignment linear for texts that repeat themselves.
const maxPlaces = 8

func prepareSent(text string) sentText {
	s := sentText{at: make(map[[3]string][]int), lines: make(map[string][]int)}
	for l := range strings.SplitSeq(prose.Normalise(text), "\n") {
		words := prose.Words(l)
		if len(words) == 0 {
			continue
		}
		if key := strings.Join(words, " "); len(words) < 3 && len(s.lines[key]) < maxPlaces {
			s.lines[key] = append(s.lines[key], len(s.words))
		}
		for i, w := range words {
			s.words = append(s.words, w)
			s.starts = append(s.starts, i == 0)
			s.ends = append(s.ends, i == len(words)-1)
		}
	}
	for i := 0; i+2 < len(s.words); i++ {
		key := [3]string{s.words[i], s.words[i+1], s.words[i+2]}
		if len(s.at[key]) < maxPlaces {
			s.at[key] = append(s.at[key], i)
		}
	}
	return s
}

// place is where a line of a reply stands in the mail that we sent.
type place struct {
	from, to int // words; from is negative when the line is not there
	rest     string
}

var nowhere = place{from: -1}

// find places a line. expected is where the line above ended, or negative.
func (s sentText) find(text string, expected int) place {
	words := prose.Words(text)
	if len(words) == 0 {
		return nowhere
	}
	var places []int
	if expected >= 0 {
		places = append(places, expected)
	}
	if len(words) >= 3 {
		places = append(places, s.at[[3]string{words[0], words[1], words[2]}]...)
	} else {
		places = append(places, s.lines[strings.Join(words, " ")]...)
	}
	best := nowhere
	for _, from := range places {
		n := s.common(words, from)
		switch {
		case n == len(words) && s.wholeEnough(from, n):
			return place{from: from, to: from + n}
		case n >= 2 && n < len(words) && s.ends[from+n-1] && n > best.to-best.from:
			best = place{from: from, to: from + n, rest: afterWords(text, n)}
		}
	}
	return best
}

// common counts the words that agree from a place on.
func (s sentText) common(words []string, from int) int {
	n := 0
	for n < len(words) && from+n < len(s.words) && words[n] == s.words[from+n] {
		n++
	}
	return n
}

// wholeEnough refuses a word or two at the start of a longer line of ours:
// "2" below the first question is an answer, not the start of "2) ...".
func (s sentText) wholeEnough(from, n int) bool {
	return n >= 3 || s.ends[from+n-1] || !s.starts[from]
}

// afterWords returns the text after its first n words.
func afterWords(text string, n int) string {
	inWord := false
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || inWord && (r == '\'' || r == '’')
		if !letter && inWord {
			n--
		}
		inWord = letter
		if n == 0 {
			return strings.TrimLeft(text[i:], " \t.,;:?!)»\"")
		}
	}
	return ""
}

// sureWords is how many words of ours an unmarked line must have to be ours on
// its own account; shorter ones only next to such a line.
const sureWords = 5

// align marks the lines of a reply that come from the mail that we sent, and
// parts the answers that were typed at the end of such a line.
func align(lines []Line, sent string, offered []string) {
	s := prepareSent(sent)
	choices := make(map[string]bool, len(offered))
	for _, o := range offered {
		choices[strings.Join(prose.Words(o), " ")] = true
	}
	places := make([]place, len(lines))
	expected := -1
	for i := range lines {
		places[i] = nowhere
		if lines[i].Role == RoleBlank {
			continue
		}
		places[i] = s.find(lines[i].Text, expected)
		if places[i].from >= 0 {
			expected = places[i].to
		}
		alone := places[i].to-places[i].from >= sureWords && !choices[strings.Join(prose.Words(lines[i].Text), " ")] && !s.exemplary(lines[i].Text, places[i])
		if places[i].from >= 0 && (lines[i].Depth > 0 || alone) {
			markOurs(&lines[i], places[i])
		}
	}
	spreadOurs(lines, places)
}

// exemplary reports whether a line begins with the number of a question, as answers do,
// and stands in the middle of a line of ours: "an answer can look like this: 1) 4; 2) 4".
// People answer like the example, and with the same values. A copy of our mail that is
// broken there shows by the line above.
func (s sentText) exemplary(text string, p place) bool {
	return p.from >= 0 && !s.starts[p.from] && numbered.MatchString(text)
}

var numbered = regexp.MustCompile(`^\s*\d{1,2}\s*[).:]`)

func markOurs(l *Line, p place) {
	l.Ours, l.Appended = true, p.rest
	l.Role = RoleQuote
}

// spreadOurs marks short lines that continue a line of ours, up or down.
func spreadOurs(lines []Line, places []place) {
	above := -1
	for i := range lines {
		if lines[i].Role == RoleBlank {
			continue
		}
		if p := places[i]; !lines[i].Ours && p.from >= 0 && above >= 0 && p.from == places[above].to {
			markOurs(&lines[i], p)
		}
		above = -1
		if lines[i].Ours {
			above = i
		}
	}
	below := -1
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].Role == RoleBlank {
			continue
		}
		if p := places[i]; !lines[i].Ours && p.from >= 0 && p.rest == "" && below >= 0 && p.to == places[below].from {
			markOurs(&lines[i], p)
		}
		below = -1
		if lines[i].Ours {
			below = i
		}
	}
}
