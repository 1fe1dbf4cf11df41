package blame

// index finds the patterns that can begin with a word, so that few of some
// thousand are tried at each.
type index struct {
	words, stems map[string][]*pattern
	any          []*pattern // those that begin with any word, or are told by its end
}

func newIndex() *index {
	return &index{words: map[string][]*pattern{}, stems: map[string][]*pattern{}}
}

// add files a pattern under all that it can begin with.
func (x *index) add(p *pattern) {
	first := newSet()
	for _, it := range p.items {
		if it.mark != 0 {
			continue
		}
		if it.gap > 0 {
			first.any = true
			break
		}
		it.set.beginnings(first)
		if !it.optional {
			break
		}
	}
	if first.any || len(first.ends) > 0 {
		x.any = append(x.any, p)
		return
	}
	for w := range first.words {
		x.words[w] = append(x.words[w], p)
	}
	for w := range first.stems {
		x.stems[w] = append(x.stems[w], p)
	}
}

// beginnings adds what a set's words and phrases begin with.
func (s *set) beginnings(to *set) {
	single := *s
	single.phrases = nil
	to.addAll(&single)
	for _, phrase := range s.phrases {
		phrase[0].beginnings(to)
	}
}

// at calls try with each pattern that can begin with a word.
func (x *index) at(word string, try func(*pattern)) {
	each := func(list []*pattern) {
		for _, p := range list {
			try(p)
		}
	}
	each(x.words[word])
	word = word[:min(len(word), 2*longestWord)]
	for i := range word {
		if i > 0 {
			each(x.stems[word[:i]])
		}
	}
	each(x.stems[word])
	each(x.any)
}
