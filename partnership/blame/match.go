package blame

// hit is where a pattern stands in a sentence.
type hit struct {
	pattern  *pattern
	from, to int // tokens
	known    int // how many words the pattern names
}

// matcher looks for a table's patterns in one sentence.
type matcher struct {
	table    *table
	sentence sentence
	found    [][]known // where sets with phrases were found, by their number
	fillers  []bool    // which tokens are fillers, once that was asked
	effort   int       // words compared so far
}

// candidates are all hits. They may overlap.
func (m *matcher) candidates() []hit {
	var all []hit
	for i, t := range m.sentence.tokens {
		if !t.isWord() {
			continue
		}
		m.table.begin.at(t.word, func(p *pattern) {
			if h, ok := m.try(p, i); ok {
				all = append(all, h)
			}
		})
	}
	return all
}

func (m *matcher) try(p *pattern, at int) (hit, bool) {
	to, known := m.match(p.items, at, at, 0)
	for to > at && !m.sentence.tokens[to-1].isWord() {
		to-- // a comma that a pattern ends with
	}
	return hit{pattern: p, from: at, to: to, known: known}, to > at
}

// bars reports whether a token turns what follows into its contrary or into a
// mere thought, so that no gap passes over it.
func (m *matcher) bars(at int) bool {
	return m.table.barrier.has(m.sentence.tokens[at].word)
}

// denies reports whether a "not" stands right before a token.
func (m *matcher) denies(at int) bool {
	return at > 0 && m.table.denying.has(m.sentence.tokens[at-1].word)
}

// mostFillers may stand between two words of a pattern.
const mostFillers = 3

// match returns where the items end that begin at a token, and how many words
// they named; 0 where they don't fit.
func (m *matcher) match(items []item, at, start, known int) (to, named int) {
	if len(items) == 0 {
		return at, known
	}
	m.effort++
	it, rest := items[0], items[1:]
	switch {
	case it.mark != 0:
		return m.matchMark(it.mark, rest, at, start, known)
	case it.gap > 0:
		for skip := 0; skip <= it.gap; skip++ {
			if to, named := m.match(rest, at+skip, start, known); to > 0 {
				return to, named
			}
			if at+skip >= len(m.sentence.tokens) || !m.sentence.tokens[at+skip].isWord() || m.bars(at+skip) {
				break
			}
		}
		return 0, 0
	}
	for next := at; ; next++ {
		if to, named := m.matchSet(it.set, rest, next, start, known); to > 0 {
			return to, named
		}
		if next == start || next == at+mostFillers || !m.mayskip(next) {
			break
		}
	}
	if it.optional {
		return m.match(rest, at, start, known)
	}
	return 0, 0
}

func (m *matcher) matchSet(s *set, rest []item, at, start, known int) (to, named int) {
	for _, e := range m.endsOf(s, at) {
		if to, named := m.match(rest, e.at, start, known+e.known); to > 0 {
			return to, named
		}
	}
	return 0, 0
}

// end is where a set's words end that begin at a token, and how many it names.
type end struct{ at, known int }

// known are the ends that were found at a token, once it was looked at.
type known struct {
	ends []end
	done bool
}

// endsOf are the ends of a set's phrases and words that begin at a token. Large
// sets stand in hundreds of patterns, so that they are looked for once a token.
func (m *matcher) endsOf(s *set, at int) []end {
	m.effort++
	if len(s.phrases) == 0 {
		return m.look(s, at)
	}
	if m.found == nil {
		m.found = make([][]known, m.table.numbered+1)
	}
	if m.found[s.number] == nil {
		m.found[s.number] = make([]known, len(m.sentence.tokens)+1)
	}
	k := &m.found[s.number][at]
	if !k.done {
		k.ends, k.done = m.look(s, at), true
	}
	return k.ends
}

func (m *matcher) look(s *set, at int) []end {
	tokens := m.sentence.tokens
	var ends []end
	for _, phrase := range s.phrases {
		to := at
		for to-at < len(phrase) && to < len(tokens) && tokens[to].isWord() && phrase[to-at].has(tokens[to].word) {
			to++
		}
		m.effort += to - at + 1
		if to-at == len(phrase) {
			ends = append(ends, end{to, len(phrase)})
		}
	}
	if at < len(tokens) && tokens[at].isWord() && s.has(tokens[at].word) && (!s.any || !m.bars(at)) {
		one := end{at + 1, 1}
		if s.any {
			one.known = 0
		}
		ends = append(ends, one)
	}
	return ends
}

// matchMark matches a place between words. A comma may be missing: few people
// set all of them.
func (m *matcher) matchMark(mark rune, rest []item, at, start, known int) (to, named int) {
	tokens := m.sentence.tokens
	isBreak := at == len(tokens) || !tokens[at].isWord()
	switch mark {
	case markStart:
		if at > 0 && tokens[at-1].isWord() {
			return 0, 0
		}
	case markEnd:
		if !isBreak {
			return 0, 0
		}
	case markAsk:
		if !m.sentence.question {
			return 0, 0
		}
	case markComma:
		if at < len(tokens) && isBreak {
			at++
		}
	}
	return m.match(rest, at, start, known)
}

// mayskip reports whether a token may be passed over: a filler, or a comma
// beside one.
func (m *matcher) mayskip(at int) bool {
	tokens := m.sentence.tokens
	if at >= len(tokens) {
		return false
	}
	if tokens[at].isWord() {
		return m.isFiller(at)
	}
	return m.isFiller(at-1) || m.isFiller(at+1)
}

// isFiller is asked of the same tokens by every pattern.
func (m *matcher) isFiller(at int) bool {
	if m.fillers == nil {
		m.fillers = make([]bool, len(m.sentence.tokens))
		for i, t := range m.sentence.tokens {
			m.fillers[i] = m.table.filler.has(t.word)
		}
	}
	return at >= 0 && at < len(m.fillers) && m.fillers[at]
}
