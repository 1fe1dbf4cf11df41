package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// named returns the choice that a clause names, with what else the clause says.
func (p *pick) named(text string) (int, string) {
	text = strings.TrimRight(text, ".! ")
	for _, by := range []func([]string, string) []int{equalChoice, indexChoice, statusChoice} {
		switch hits := by(p.choices, text); len(hits) {
		case 0:
		case 1:
			return hits[0], ""
		default:
			return several, ""
		}
	}
	if to := changedTo().FindStringSubmatch(talk.Plain(text)); to != nil {
		if at, rest := p.named(to[2]); at >= 0 {
			if from, _ := p.named(to[1]); from >= 0 {
				return at, rest // "from green to yellow"
			}
		}
	}
	words := talk.Tokens(text)
	if at, rest := p.byLetter(text); at != none {
		return at, rest
	}
	at, rest := none, words
	for _, find := range []func([]string) (int, []string){p.byOnlyName, p.byPhrase, p.byName, p.byLabel, p.byOrdinal, p.byStatus, p.byStem} {
		if at, rest = find(words); at != none {
			break
		}
	}
	return at, strings.Join(rest, " ")
}

// changedTo finds what something was, and what it has become.
var changedTo = prose.Lazily(`(?:^| )(?:from|из|с|со) (.{2,40}?) (?:to|into|в|на|до) (.{2,60})$`)

// byLetter finds the choices of which a clause has the capital letter: "Not A, I'd
// go for B".
func (p *pick) byLetter(text string) (int, string) {
	fields := strings.Fields(text)
	at, rest := none, text
	for i, f := range fields {
		letter := []rune(strings.Trim(f, ".,!;:()«»\"'"))
		if len(letter) != 1 || !unicode.IsUpper(letter[0]) || i == 0 && letter[0] == 'А' && len(fields) > 1 {
			continue
		}
		n, ok := p.lettered(prose.Fold(string(letter)))
		switch {
		case !ok:
		case at != none && at != n:
			return several, text
		default:
			at, rest = n, strings.Join(append(slices.Clone(fields[:i]), fields[i+1:]...), " ")
		}
	}
	if at != none {
		words := strings.Fields(rest) // "option" stands before its letter
		rest = strings.Join(slices.DeleteFunc(words, func(w string) bool { return labelWords[prose.Fold(w)] }), " ")
	}
	return at, rest
}

// byOrdinal finds "the second one", «второй вариант».
func (p *pick) byOrdinal(words []string) (int, []string) {
	for i, w := range words {
		n, ok := ordinalPlaces[w]
		switch {
		case !ok, i+1 < len(words) && countsThing(words[i+1]):
			continue
		case n < 0:
			n = len(p.choices)
		}
		if n <= len(p.choices) {
			rest := append(slices.Clone(words[:i]), words[i+1:]...)
			return n - 1, slices.DeleteFunc(rest, func(w string) bool { return labelWords[w] || w == "one" || w == "ones" })
		}
	}
	return none, words
}

// countsThing reports whether a word behind an ordinal is what it counts: "the
// last day".
func countsThing(w string) bool {
	return !labelWords[w] && w != "one" && w != "ones" && hasSense(talk.Inner(w), talk.Unknown)
}

var ordinalPlaces = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "1st": 1, "2nd": 2, "3rd": 3,
	"первый": 1, "первого": 1, "первому": 1, "второй": 2, "второго": 2, "второму": 2, "третий": 3, "третьего": 3, "четвертый": 4, "последний": -1,
}

// byPhrase finds a status in several words.
func (p *pick) byPhrase(words []string) (int, []string) {
	if at, rest := p.onTime(words); at != none {
		return at, rest
	}
	return p.statusOf(words, 2)
}

// byOnlyName finds the one choice that a clause has word for word: "ahead of
// schedule" is "ahead" where that may be chosen.
func (p *pick) byOnlyName(words []string) (int, []string) {
	if at, rest := p.byName(words); at >= 0 {
		return at, rest
	}
	return none, words
}

// byName finds the choice whose text stands in a clause.
func (p *pick) byName(words []string) (int, []string) {
	hits := namedChoice(p.choices, strings.Join(words, " "))
	switch len(hits) {
	case 0:
		return none, words
	case 1:
		in := " " + strings.Join(words, " ") + " "
		return hits[0], strings.Fields(strings.Replace(in, " "+foldWords(p.choices[hits[0]])+" ", " ", 1))
	default:
		return several, words
	}
}

// byLabel finds "option B", «я за А», "2nd": a letter or a number that is said to
// be one of a choice.
func (p *pick) byLabel(words []string) (int, []string) {
	for i, w := range words {
		if hits := indexChoice(p.choices, w); len(hits) == 1 && i > 0 && labelWords[words[i-1]] {
			return hits[0], append(slices.Clone(words[:i-1]), words[i+1:]...)
		}
	}
	return none, words
}

// lettered finds the choice that is named by a letter of its own: "Option C".
func (p *pick) lettered(w string) (int, bool) {
	if len([]rune(w)) != 1 {
		return none, false
	}
	at := none
	for i, c := range p.choices {
		words := strings.Fields(foldWords(c))
		if len(words) == 2 && words[1] == w {
			at = i
		}
	}
	return at, at >= 0
}

// byStatus finds a status word among others.
func (p *pick) byStatus(words []string) (int, []string) { return p.statusOf(words, 1) }

// statusOf finds the longest status of at least so many words.
func (p *pick) statusOf(words []string, least int) (int, []string) {
	for n := min(4, len(words)); n >= least; n-- {
		for i := 0; i+n <= len(words); i++ {
			if hits := statusChoice(p.choices, strings.Join(words[i:i+n], " ")); len(hits) == 1 {
				return hits[0], append(slices.Clone(words[:i]), words[i+n:]...)
			}
		}
	}
	return none, words
}

// onTime finds that all goes to plan, in whatever words.
func (p *pick) onTime(words []string) (int, []string) {
	items := talk.Items(strings.Join(words, " "))
	green := choicesWhere(p.choices, func(c string) bool { return slices.Contains(rowsOf(c), rowGreen) })
	at := slices.IndexFunc(items, func(i talk.Item) bool { return i.Sense == talk.OnTime })
	if at < 0 || len(green) != 1 || hasSense(items, talk.Not) {
		return none, words
	}
	var rest []string
	for n, i := range items {
		if n != at {
			rest = append(rest, i.Text)
		}
	}
	return green[0], rest
}

// byStem finds a choice in another form: «самовывозом», «в красной зоне», or with
// a number in digits.
func (p *pick) byStem(words []string) (int, []string) {
	at, rest := none, words
	for c, choice := range p.choices {
		name := strings.Fields(foldWords(choice))
		for i := 0; len(name) > 0 && i+len(name) <= len(words); i++ {
			if !formsOf(words[i:i+len(name)], name) {
				continue
			}
			if at != none && at != c {
				return several, words
			}
			at, rest = c, append(slices.Clone(words[:i]), words[i+len(name):]...)
		}
	}
	return at, rest
}

func formsOf(words, name []string) bool {
	for i, w := range words {
		n := name[i]
		if strings.HasSuffix(w, "ish") {
			return false // "greenish"
		}
		same := w == n || isCyrillic(w) && hasEnding(n, infinitives) && hasEnding(w, imperatives) && sharesStem(w, n) || len([]rune(w)) >= 4 && len([]rune(n)) >= 4 && sameStem(w, n)
		if d, ok := digitWords[w]; ok {
			same = same || d[n]
		}
		if !same {
			return false
		}
	}
	return true
}

// A choice of what to do is bidden: «распродайте».
var (
	infinitives = []string{"ть", "ти"}
	imperatives = []string{"йте", "ите", "ьте", "ем", "им", "ую", "аю"}
)

// digitWords are the small numbers that stand in choices.
var digitWords = map[string]wordSet{
	"1": setOf("one|один|одну|раз"), "2": setOf("two|два|две"), "3": setOf("three|три"), "4": setOf("four|четыре"), "5": setOf("five|пять"), "6": setOf("six|шесть"),
}

// labelWords stand before the letter or the number of a choice.
var labelWords = setOf("option|variant|choice|answer|number|no|letter|вариант|варианта|вариантом|варианте|пункт|номер|ответ|букву|под|за|for")
