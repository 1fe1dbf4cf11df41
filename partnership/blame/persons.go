package blame

// person is of whom a clause speaks: the same word weighs differently in what is
// said of the reader, of the author, and of the weather.
type person byte

// The persons.
const (
	ofNobody person = iota
	ofReader
	ofAuthor
	ofNamed // the other side, spoken of by its name
	anybody // in traits: whoever is spoken of
)

// personNames are what the tables call them.
var personNames = []string{ofNobody: "nobody", ofReader: "reader", ofAuthor: "author", ofNamed: "named", anybody: "any"}

// persons tells of whom each token's clause speaks: of the first that it names.
func (m *matcher) persons() []person {
	all := make([]person, len(m.sentence.tokens))
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && m.sentence.tokens[to].isWord() {
			to++
		}
		of := m.spokenOf(from, to)
		for i := from; i < to; i++ {
			all[i] = of
		}
		from = to + 1
	}
	return all
}

// spokenOf is the first person that a clause names.
func (m *matcher) spokenOf(from, to int) person {
	for i := from; i < to; i++ {
		for who, set := range m.table.persons {
			if set != nil && m.begins(set, i) {
				return person(who)
			}
		}
	}
	return ofNobody
}

// begins reports whether a set's word or phrase begins at a token.
func (m *matcher) begins(s *set, at int) bool {
	if s.has(m.sentence.tokens[at].word) {
		return true
	}
	return len(s.phrases) > 0 && len(m.endsOf(s, at)) > 0
}

// isAddressed reports whether the reader is spoken of anywhere in the sentence.
func (m *matcher) isAddressed() bool {
	for i, t := range m.sentence.tokens {
		if t.isWord() && m.begins(m.table.persons[ofReader], i) {
			return true
		}
	}
	return false
}
