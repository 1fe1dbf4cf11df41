package blame

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a sentence, or a break between its clauses.
type token struct {
	word       string // folded; empty for a break
	start, end int    // bytes of the text
}

func (t token) isWord() bool { return t.word != "" }

type sentence struct {
	tokens   []token
	question bool
	quotes   bool // something longer is quoted in it, and left out
}

// language tells a sentence's language by its script.
func (s sentence) language(locale string) string {
	cyrillic, latin := 0, 0
	for _, t := range s.tokens {
		switch r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(t.word, quoted)); {
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch {
	case cyrillic > latin:
		return "ru"
	case latin > cyrillic:
		return "en"
	}
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "_", "-")), "-")
	return base
}

// scanner cuts a text into sentences of folded words.
type scanner struct {
	text  string
	quote []span // left out, in order
	all   []sentence
	now   sentence
}

// sentences cuts a text into sentences. What is quoted leaves a break, but for a
// word or two in quotation marks, which may be a sneer (your "experts").
func sentences(text string) []sentence {
	s := scanner{text: text, quote: quotes(text)}
	for i := 0; i < len(text); {
		if len(s.quote) > 0 && i == s.quote[0].start {
			i = s.skipQuote()
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isLetter(r):
			i = s.word(i)
			continue
		case r == '\n':
			if s.lineEnds(i) {
				s.end()
			}
		case strings.ContainsRune("!?…", r):
			s.now.question = s.now.question || r == '?'
			s.end()
		case r == '.':
			if s.stops(i) {
				s.end()
			}
		case parts(r):
			s.brk()
		}
		i += size
	}
	s.end()
	return s.all
}

// parts reports whether a rune stands between clauses, or is none at all.
func parts(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && r != '\t' && r != '\r' || strings.ContainsRune(",;:()[]—–/-", r)
}

func (s *scanner) end() {
	if len(s.now.tokens) > 0 {
		s.all = append(s.all, s.now)
	}
	s.now = sentence{}
}

// brk ends a clause.
func (s *scanner) brk() {
	if n := len(s.now.tokens); n > 0 && s.now.tokens[n-1].isWord() {
		s.now.tokens = append(s.now.tokens, token{})
	}
}

func (s *scanner) skipQuote() int {
	q := s.quote[0]
	s.quote = s.quote[1:]
	if word := q.sneer(s.text); word != "" && !s.introduces() {
		s.now.tokens = append(s.now.tokens, token{word: quoted + word, start: q.start, end: q.end})
		return q.end
	}
	s.brk()
	s.now.quotes = true
	// "... deadlines." She went on: the stop is inside the quote.
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.text[q.start:q.end], `"”»“’'`)); strings.ContainsRune(".!?…", r) && !q.line {
		if next := firstRune(s.text[q.end:]); unicode.IsUpper(next) {
			s.end()
		}
	}
	if q.line {
		s.end()
	}
	return q.end
}

// introducing are beginnings of words that a quotation follows, however short.
var introducing = []string{
	"word", "said", "say", "wrote", "writ", "call", "shout", "yell", "scream", "phrase", "sentence", "line", "read", "answer", "repl", "told", "quote", "reads",
	"слов", "сказ", "говор", "пиш", "напис", "назва", "назыв", "крик", "крич", "выкрик", "фраз", "строк", "стро", "ответ", "прозвуч", "надпис", "подпис",
}

// introduces reports whether the word before a quotation says that somebody spoke or
// wrote, so that it is no sneer.
func (s *scanner) introduces() bool {
	n := len(s.now.tokens)
	return n > 0 && slices.ContainsFunc(introducing, func(begin string) bool { return strings.HasPrefix(s.now.tokens[n-1].word, begin) })
}

// word takes the word that begins at i and returns where it ends. Hyphens and
// apostrophes between letters belong to it; what an apostrophe contracts becomes
// two words of the same place.
func (s *scanner) word(i int) int {
	end := i
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if !isLetter(r) && !isInvisible(r) {
			if !isApostrophe(r) && !isHyphen(r) {
				break
			}
			if next, _ := utf8.DecodeRuneInString(s.text[end+size:]); !isLetter(next) {
				break
			}
		}
		end += size
	}
	for _, w := range expand(fold(s.text[i:end])) {
		s.now.tokens = append(s.now.tokens, token{word: w, start: i, end: end})
	}
	return end
}

// titles stand before a name, with a full stop behind them.
var titles = []string{"mr", "mrs", "ms", "dr", "prof", "г", "гр", "им"}

// stops reports whether the full stop at i ends a sentence rather than an
// abbreviation or half a number.
func (s *scanner) stops(i int) bool {
	rest := s.text[i+1:]
	if next, _ := utf8.DecodeRuneInString(rest); isLetter(next) {
		return false
	}
	n := len(s.now.tokens)
	if n > 0 && slices.Contains(titles, s.now.tokens[n-1].word) {
		return false
	}
	next := firstRune(rest)
	if unicode.IsDigit(next) {
		return n == 0 || utf8.RuneCountInString(s.now.tokens[n-1].word) > 3 // cl. 4, п. 4
	}
	return !unicode.IsLower(next)
}

// shortLine is shorter than the lines that mail programs fold.
const shortLine = 50

// lineEnds reports whether the line break at i ends a sentence: before an empty
// line and an item of a list, and where a short line is followed by a capital.
func (s *scanner) lineEnds(i int) bool {
	line, _, _ := strings.Cut(s.text[i+1:], "\n")
	line = strings.TrimSpace(line[:min(len(line), 2*shortLine)])
	if line == "" || strings.ContainsAny(line[:1], "-*>") || strings.HasPrefix(line, "•") || isNumbered(line) {
		return true
	}
	from := max(0, i-2*shortLine)
	if at := strings.LastIndexByte(s.text[from:i], '\n'); at >= 0 {
		from += at + 1
	}
	return unicode.IsUpper(firstRune(line)) && utf8.RuneCountInString(s.text[from:i]) < shortLine
}

// isNumbered is about "1. We waited" and "2) You", not about "30 crates".
func isNumbered(line string) bool {
	rest := strings.TrimLeft(line, "0123456789")
	return rest != line && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")"))
}

// firstRune is the first that is neither space nor mark-up, looked for nearby.
func firstRune(s string) rune {
	s = strings.TrimLeft(s[:min(len(s), 100)], " \t\r\n\u00a0*_\"«“„()")
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isLetter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

// isInvisible is about what mail programs put into words.
func isInvisible(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u200d' || r == '\u200c'
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' }

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }
