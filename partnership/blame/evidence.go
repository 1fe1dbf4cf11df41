package blame

import "unicode/utf8"

// trait is something that a sentence has and that leans one way: a word, two words
// that follow each other, a sign in what is said of the reader. A sign's own points
// stand at its head; those of all other traits are in the files of words.
type trait struct {
	kind traitKind
	of   person // of whom the clause speaks that has it; anybody if it does not matter
	name string
	then string // the word that follows
}

// traitKind is what a trait is.
type traitKind byte

// The kinds.
const (
	kindSign    traitKind = iota // a sign in a clause that speaks of somebody
	kindDenied                   // a sign behind a "not"
	kindRow                      // a row in a clause that speaks of somebody
	kindClause                   // a clause that speaks of somebody
	kindFirst                    // the first clause speaks of somebody
	kindAddress                  // the reader is spoken of anywhere
	kindAsked                    // the sentence asks
	kindQuoting                  // it quotes
	kindWord                     // a word
	kindPair                     // two words, one after the other
	kindEnding                   // a word's last letters
)

// kindNames are what the tables call them.
var kindNames = []string{
	kindSign: "sign", kindDenied: "denied", kindRow: "row", kindClause: "clause", kindFirst: "first", kindAddress: "address",
	kindAsked: "asked", kindQuoting: "quoting", kindWord: "word", kindPair: "pair", kindEnding: "ending",
}

// Where a pair has no word before or behind it.
const (
	atStart = "^" // of a clause
	aNumber = "#"
)

// evidence is what is weighed of a sentence.
type evidence struct {
	rows    []hit
	signs   map[*family]hit // those that count, each where it stands first
	spared  bool            // something is left alone whatever else there is
	persons []person
	traits  []trait // each once, in the order of the sentence
	seen    map[trait]bool
}

func (m *matcher) evidence() *evidence {
	e := &evidence{rows: m.hits(), signs: m.present()}
	if e.spared = m.spared(e.signs); e.spared {
		return e
	}
	e.persons = m.persons()
	most := 4*len(e.persons) + 2*len(e.signs)
	e.traits, e.seen = make([]trait, 0, most), make(map[trait]bool, most)
	e.sentence(m)
	e.said(m)
	for _, f := range m.table.signs {
		h, ok := e.signs[f]
		if !ok {
			continue
		}
		if m.denies(h.from) {
			delete(e.signs, f)
			e.add(trait{kind: kindDenied, of: anybody, name: f.name})
			continue
		}
		e.add(trait{kind: kindSign, of: e.persons[h.from], name: f.name})
	}
	return e
}

func (e *evidence) add(t trait) {
	if !e.seen[t] {
		e.seen[t] = true
		e.traits = append(e.traits, t)
	}
}

// sentence adds what the sentence is as a whole.
func (e *evidence) sentence(m *matcher) {
	if m.isAddressed() {
		e.add(trait{kind: kindAddress, of: anybody})
	}
	if m.sentence.question {
		e.add(trait{kind: kindAsked, of: anybody})
	}
	if m.sentence.quotes {
		e.add(trait{kind: kindQuoting, of: anybody})
	}
	if len(e.persons) > 0 {
		e.add(trait{kind: kindFirst, of: e.persons[0]})
	}
	for i, t := range m.sentence.tokens {
		if t.isWord() {
			e.add(trait{kind: kindClause, of: e.persons[i]})
		}
	}
	if len(e.rows) > 0 {
		e.add(trait{kind: kindRow, of: e.persons[e.rows[0].from]})
	}
}

// said adds the words, and which follow which.
func (e *evidence) said(m *matcher) {
	m.effort += len(m.sentence.tokens)
	before := atStart
	for i, t := range m.sentence.tokens {
		if !t.isWord() {
			before = atStart
			continue
		}
		w := stem(t.word)
		if w == "" {
			before = aNumber
			continue
		}
		e.add(trait{kind: kindWord, of: anybody, name: w})
		e.add(trait{kind: kindWord, of: e.persons[i], name: w})
		e.add(trait{kind: kindPair, of: anybody, name: before, then: w})
		if end := ending(t.word); end != "" {
			e.add(trait{kind: kindEnding, of: anybody, name: end})
		}
		before = w
	}
}

// endingLength is how many letters of a word's end count.
const endingLength = 3

// ending is the end of a word that is longer than that.
func ending(word string) string {
	if utf8.RuneCountInString(word) < endingLength+2 {
		return ""
	}
	from := len(word)
	for range endingLength {
		_, size := utf8.DecodeLastRuneInString(word[:from])
		from -= size
	}
	return word[from:]
}
