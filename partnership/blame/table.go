package blame

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

var (
	//go:embed table/en.txt
	englishTable string
	//go:embed table/ru.txt
	russianTable string
	//go:embed table/en-signs.txt
	englishSigns string
	//go:embed table/ru-signs.txt
	russianSigns string
	//go:embed table/en-words.txt
	englishWords string
	//go:embed table/ru-words.txt
	russianWords string

	english = sync.OnceValue(func() *table { return readTable(englishTable + englishSigns + englishWords) })
	russian = sync.OnceValue(func() *table { return readTable(russianTable + russianSigns + russianWords) })
)

func tableFor(language string) *table {
	if language == "ru" {
		return russian()
	}
	return english()
}

// table holds the patterns of one language.
type table struct {
	sets     map[string]*set
	patterns []*pattern
	left     []*pattern // what is left alone
	begin    *index     // of the patterns

	signs      []*family
	beginSigns *index        // of the signs' patterns and of what is left alone
	row        int           // points of a row
	points     map[trait]int // of all that is neither sign nor row
	enough     int           // with so many points a sentence sounds like blame

	numbered int      // sets that have a number
	filler   *set     // words that may stand between the words of a pattern
	barrier  *set     // words that no gap passes over
	denying  *set     // words that turn a sign behind them into its contrary
	persons  []*set   // words that say of whom a clause speaks, by the person
	problems []string // what was not understood of the file
}

// family is a group of patterns that one suggestion fits.
type family struct {
	name    string
	sort    Sort
	leave   bool // its patterns say what is left alone
	sign    bool // its patterns have no examples
	points  int  // of a sign or of what is left alone; below zero where it speaks against blame
	instead string
}

// pattern is a row of the table.
type pattern struct {
	family  *family
	items   []item
	example string
	line    int
}

// item is one place of a pattern.
type item struct {
	set      *set
	optional bool
	gap      int // up to so many words; the set is nil
	mark     rune
}

// The marks of items that are no words.
const (
	markComma = ','
	markStart = '^'
	markEnd   = '$'
	markAsk   = '?'
)

// set is what may stand in one place: words, beginnings (wreck*), ends (*ете),
// or several words (let down).
type set struct {
	words, stems, ends map[string]bool
	any                bool   // _
	firsts             firsts // of words and stems
	phrases            [][]*set
	number             int // of a set that has phrases
}

// longestWord bounds what is compared of a word.
const longestWord = 32

func (s *set) has(word string) bool {
	if len(s.ends) == 0 && !s.any && !s.firsts.has(word) {
		return false
	}
	if s.any || s.words[word] {
		return true
	}
	if len(s.stems) == 0 && len(s.ends) == 0 {
		return false
	}
	word = word[:min(len(word), 2*longestWord)]
	for i := range word {
		if i > 0 && s.stems[word[:i]] || len(s.ends) > 0 && s.ends[word[i:]] {
			return true
		}
	}
	return s.stems[word]
}

// firsts are the first letters of some words, a bit each; two letters may share one.
// Most words that are looked for begin with another.
type firsts uint64

func (f *firsts) add(word string) { *f |= 1 << (firstOf(word) % 64) }

func (f firsts) has(word string) bool { return f&(1<<(firstOf(word)%64)) != 0 }

func firstOf(word string) rune {
	r, _ := utf8.DecodeRuneInString(word)
	return r
}

func newSet() *set {
	return &set{words: map[string]bool{}, stems: map[string]bool{}, ends: map[string]bool{}}
}

// reader reads a table line by line.
type reader struct {
	*table
	family *family
	line   int
	alone  bool // a word is all of a pattern
}

func readTable(text string) *table {
	r := reader{table: &table{sets: map[string]*set{}, begin: newIndex(), beginSigns: newIndex(), points: map[trait]int{}}}
	for line := range strings.Lines(text) {
		r.line++
		r.read(strings.TrimSpace(line))
	}
	r.filler, r.barrier, r.denying = r.named("filler"), r.named("barrier"), r.named("denying")
	r.persons = []*set{ofReader: r.named("reader"), ofAuthor: r.named("author"), ofNamed: r.named("others")}
	return r.table
}

// named is a set that every table needs.
func (r *reader) named(name string) *set {
	if s := r.sets[name]; s != nil {
		return s
	}
	r.problem("it has no set %q", name)
	return newSet()
}

func (r *reader) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf("line %d: ", r.line)+fmt.Sprintf(format, args...))
}

func (r *reader) read(line string) {
	rest, isSet := strings.CutPrefix(line, "set ")
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
	case isSet:
		r.readSet(rest)
	case strings.HasPrefix(line, "["):
		r.readFamily(strings.Trim(line, "[]"))
	case strings.HasPrefix(line, "enough "):
		r.enough = r.number(strings.TrimPrefix(line, "enough "))
	case strings.HasPrefix(line, "row "):
		r.row = r.number(strings.TrimPrefix(line, "row "))
	case strings.HasPrefix(line, "weigh "):
		r.readTraits(strings.Fields(strings.TrimPrefix(line, "weigh ")))
	case r.family == nil:
		r.problem("no family begins above it")
	case strings.HasPrefix(line, "instead: "):
		r.family.instead = strings.TrimPrefix(line, "instead: ")
	case r.family.sign:
		r.readSignRow(line)
	default:
		r.readPattern(line)
	}
}

func (r *reader) readFamily(head string) {
	sort, name, _ := strings.Cut(head, " ")
	if sort == "sign" || sort == "leave" {
		r.readSign(strings.Fields(name))
		r.family.sign, r.family.leave = sort == "sign", sort == "leave"
		return
	}
	r.family = &family{name: name, sort: Sort(sort)}
	if !slices.Contains(Sorts(), r.family.sort) {
		r.problem("no sort is called %q", sort)
	}
}

func (r *reader) readSet(line string) {
	name, list, ok := strings.Cut(line, " = ")
	if !ok {
		r.problem("want: set NAME = word, word")
		return
	}
	if r.sets[name] == nil {
		r.sets[name] = newSet()
	}
	r.fill(r.sets[name], list)
}

// fill adds a list of words and phrases to a set.
func (r *reader) fill(s *set, list string) {
	for entry := range strings.SplitSeq(list, ",") {
		words := strings.Fields(entry)
		if len(words) == 1 {
			r.add(s, words[0])
			continue
		}
		var phrase []*set
		for _, w := range words {
			one := newSet()
			for alternative := range strings.SplitSeq(w, "/") {
				r.add(one, alternative)
			}
			phrase = append(phrase, one)
		}
		if len(phrase) > 0 {
			s.phrases = append(s.phrases, phrase)
		}
	}
	r.giveNumber(s)
}

// giveNumber numbers a set with phrases: where it was found is remembered.
func (r *reader) giveNumber(s *set) {
	if len(s.phrases) > 0 && s.number == 0 {
		r.numbered++
		s.number = r.numbered
	}
}

// add adds a word or all of another set.
func (r *reader) add(s *set, word string) {
	if name, ok := strings.CutPrefix(word, "{"); ok {
		other := r.sets[strings.TrimSuffix(name, "}")]
		if other == nil {
			r.problem("no set is called %s", word)
			return
		}
		s.addAll(other)
		return
	}
	word = fold(word)
	switch stem, isStem := strings.CutSuffix(word, "*"); {
	case word == "_":
		s.any = true
	case isStem:
		s.stems[stem] = true
		s.firsts.add(stem)
	case strings.HasPrefix(word, "*"):
		s.ends[word[1:]] = true
		if familiar := strings.TrimSuffix(word[1:], "те"); familiar != word[1:] {
			s.ends[familiar+"шь"] = true
		}
	default:
		s.words[word] = true
		s.firsts.add(word)
		if r.alone {
			return
		}
		for _, form := range kindred(word) {
			s.words[form] = true
		}
	}
}

func (s *set) addAll(other *set) {
	for _, pair := range []struct{ to, from map[string]bool }{{s.words, other.words}, {s.stems, other.stems}, {s.ends, other.ends}} {
		for w := range pair.from {
			pair.to[w] = true
		}
	}
	s.any = s.any || other.any
	s.firsts |= other.firsts
	s.phrases = append(s.phrases, other.phrases...)
}

func (r *reader) readPattern(line string) {
	row, example, ok := strings.Cut(line, " | ")
	if !ok {
		r.problem("want: PATTERN | EXAMPLE")
		return
	}
	p := &pattern{family: r.family, example: strings.TrimSpace(example), line: r.line}
	for word := range strings.FieldsSeq(row) {
		p.items = append(p.items, r.readItem(word))
	}
	if r.family.leave {
		r.left = append(r.left, p)
		r.beginSigns.add(p)
		return
	}
	r.patterns = append(r.patterns, p)
	r.begin.add(p)
}

func (r *reader) readItem(word string) item {
	inner, optional := strings.CutPrefix(word, "(")
	if optional {
		inner = strings.TrimSuffix(inner, ")")
	}
	if strings.ContainsAny(inner, "()") {
		r.problem("%s: brackets hold one word or words with / between them", word)
	}
	switch inner {
	case "..":
		return item{gap: 3}
	case "...":
		return item{gap: 7}
	case string(markComma), string(markStart), string(markEnd), string(markAsk):
		return item{mark: rune(inner[0])}
	}
	if name, ok := strings.CutPrefix(inner, "{"); ok && r.sets[strings.TrimSuffix(name, "}")] != nil {
		return item{set: r.sets[strings.TrimSuffix(name, "}")], optional: optional}
	}
	s := newSet()
	for alternative := range strings.SplitSeq(inner, "/") {
		r.add(s, alternative)
	}
	r.giveNumber(s)
	return item{set: s, optional: optional}
}
