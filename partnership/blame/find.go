package blame

import (
	"cmp"
	"slices"
	"strings"
)

// Sort is what a finding sounds like.
type Sort string

// The sorts.
const (
	SortBlame       Sort = "blame"        // the fault is put on the reader
	SortAbsolute    Sort = "absolute"     // always, never, everybody, nothing
	SortThreat      Sort = "threat"       // harm is announced, unlike a right that the contract gives
	SortMindReading Sort = "mind_reading" // what the reader thinks, wants or feels is stated as known
	SortContempt    Sort = "contempt"     // insults, mockery, talking down
)

// Sorts lists all sorts.
func Sorts() []Sort {
	return []Sort{SortBlame, SortAbsolute, SortThreat, SortMindReading, SortContempt}
}

// Finding is a part of a statement that its reader will hear as an attack.
type Finding struct {
	Start, End int    // bytes of the statement, from a word's first to a word's last
	Sort       Sort   // what it sounds like
	Said       string // the words as written, on one line
	Instead    string // what to write, in the language of the sentence
}

// How many words around the telling ones are quoted at most: enough for a whole
// clause, little enough for a phone.
const (
	mostBefore = 10
	mostAfter  = 12
)

// Find returns what sounds like blame, in the order of the text, without
// overlaps. A sentence counts as written in the language of its script; the
// locale, such as "en" or "ru", decides where that tells nothing. The text may be
// of any length and hold any bytes: the effort grows with its length.
func Find(text, locale string) []Finding {
	findings, _ := find(text, locale)
	return findings
}

// find also returns the number of words that were compared.
func find(text, locale string) (findings []Finding, effort int) {
	for _, s := range sentences(text) {
		t := tableFor(s.language(locale))
		m := matcher{table: t, sentence: s}
		hits := m.weigh()
		for i, h := range hits {
			from, to := s.around(h, hits, i)
			start, end := s.tokens[from].start, s.tokens[to-1].end
			findings = append(findings, Finding{
				Start: start, End: end, Sort: h.pattern.family.sort,
				Said: strings.Join(strings.Fields(text[start:end]), " "), Instead: h.pattern.family.instead,
			})
		}
		effort += m.effort
	}
	return findings, effort
}

// around widens a hit to the clause that it stands in, but not into its
// neighbours.
func (s sentence) around(h hit, hits []hit, i int) (from, to int) {
	first, last := 0, len(s.tokens)
	if i > 0 {
		first = hits[i-1].to
	}
	if i+1 < len(hits) {
		last = hits[i+1].from
	}
	from, to = h.from, h.to
	if i == 0 { // or else the words before belong to the finding before
		for from > first && h.from-from < mostBefore && s.tokens[from-1].isWord() {
			from--
		}
	}
	for to < last && to-h.to < mostAfter && s.tokens[to].isWord() {
		to++
	}
	for to == last && to > h.to && s.joins(to-1) {
		to--
	}
	return s.wholeWords(from, to)
}

// wholeWords takes in the other half of a contraction: "you" and "ve".
func (s sentence) wholeWords(from, to int) (int, int) {
	for from > 0 && s.tokens[from-1].end == s.tokens[from].end {
		from--
	}
	for to < len(s.tokens) && s.tokens[to].isWord() && s.tokens[to].start == s.tokens[to-1].start {
		to++
	}
	return from, to
}

// joins reports whether a word only leads on to the next finding.
func (s sentence) joins(i int) bool {
	return slices.Contains([]string{
		"and", "but", "because", "so", "or", "since", "that", "who", "which", "you", "your",
		"и", "а", "но", "потому", "что", "так", "как", "или", "который",
	}, s.tokens[i].word)
}

// hits are the patterns' hits in a sentence, in order and without overlaps. Of
// two that overlap, the one that knows more of the words counts.
func (m *matcher) hits() []hit {
	all := m.candidates()
	slices.SortStableFunc(all, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.known, a.known), cmp.Compare(a.pattern.line, b.pattern.line))
	})
	taken := make([]bool, len(m.sentence.tokens))
	kept := all[:0]
	for _, h := range all {
		if slices.Contains(taken[h.from:h.to], true) {
			continue
		}
		for i := h.from; i < h.to; i++ {
			taken[i] = true
		}
		kept = append(kept, h)
	}
	slices.SortFunc(kept, func(a, b hit) int { return cmp.Compare(a.from, b.from) })
	return kept
}
