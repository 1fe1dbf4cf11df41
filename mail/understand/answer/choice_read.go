package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// readChoice finds the one choice that a text names: by its text, a beginning
// of it, its letter or number, or a word of the same status. Beside the choice
// stands nothing that could take it back: what was once, will be or might be so
// is no choice.
func readChoice(text string, asked partnership.Question) (partnership.Value, reason) {
	choices := asked.Choices
	whole := strings.TrimRight(strings.TrimSpace(text), ".!")
	for _, by := range []func([]string, string) []int{equalChoice, indexChoice, prefixChoice, statusChoice} {
		if strings.HasSuffix(whole, "?") {
			break
		}
		if found := by(choices, whole); len(found) == 1 {
			return partnership.TextValue(choices[found[0]]), understood
		}
	}
	p := pick{choices: choices, asked: prose.Words(asked.Text), found: none}
	for _, c := range saidClauses(text) {
		p.hear(c)
	}
	switch {
	case p.clueless && p.found == none && !p.unclear:
		return partnership.UnknownValue(), understood
	case p.unclear, p.found < 0:
		return partnership.Value{}, reasonNotChoice
	}
	return partnership.TextValue(choices[p.found]), understood
}

// pick is what the clauses of a text choose.
type pick struct {
	choices  []string
	asked    []string
	found    int
	unclear  bool
	clueless bool
	former   bool // a choice was named that holds no longer, or is denied
	explains int  // the sentence whose rest gives reasons, plus one
}

const (
	none    = -1
	several = -2
)

// hear takes in one clause.
func (p *pick) hear(c clause) {
	items := p.items(c.text)
	if talk.Says(items, talk.Courtesy, talk.Filler) && len(equalChoice(p.choices, c.text)) == 0 {
		return
	}
	at, rest := p.named(c.text)
	items = p.inner(rest)
	if at >= 0 && p.found >= 0 && at != p.found && !p.clean(items) {
		at, items = none, p.items(c.text) // it speaks of something else
	}
	switch {
	case c.asked:
		p.unclear = p.unclear || p.found < 0 || at != none
		return
	case at == several:
		p.unclear = true
		return
	case p.explains == c.sentence+1:
		p.unclear = p.unclear || at >= 0 && at != p.found || hasSense(items, talk.Limit, talk.But)
		return
	}
	switch {
	case at == none:
		p.remark(items, c)
	case hasSense(items, talk.Was, talk.Before, talk.Not) || isFormer(c.text):
		p.former = true // "was at risk", "not late"
	case p.found >= 0 && at != p.found && statusRow(p.choices[at]) >= 0 && hasSense(items, talk.Later, talk.Willing, talk.Coming, talk.Hope):
		// where it is hoped to get to
	case p.found >= 0 && at != p.found:
		p.unclear = true
	default:
		p.choose(at, items, c)
	}
}

// isFormer reports whether a clause tells how things were, or what somebody
// thought of first.
func isFormer(text string) bool {
	return formerly().MatchString(talk.Plain(text))
}

var formerly = prose.Lazily(`(?:^|[^\p{L}])(?:used to|no longer|not any more|not anymore|больше не|уже не|thought|at first|was|were|until recently|too much|too long|too often|too expensive|раньше|прежде|сначала|думал\p{L}*|шли|шел|шла|шло|был\p{L}?|до (?:праздников|отпуска|этого)|слишком|хотели)(?:$|[^\p{L}])`)

// choose takes a choice by what stands beside it in its clause.
func (p *pick) choose(at int, items []talk.Item, c clause) {
	p.found = at
	for n, i := range items {
		switch {
		case i.Sense == talk.But:
			p.unclear = p.unclear || n > 0 || !p.former
		case i.Sense == talk.Reason:
			p.explains = c.sentence + 1
			return
		default:
			p.unclear = p.unclear || !p.harmless(i, at)
		}
	}
}

// clean reports whether nothing but harmless words stands beside a choice.
func (p *pick) clean(items []talk.Item) bool {
	return !slices.ContainsFunc(items, func(i talk.Item) bool {
		return i.Sense != talk.But && i.Sense != talk.Later && i.Sense != talk.Hope && !p.harmless(i, none)
	})
}

// harmless reports whether a phrase beside a choice leaves it what it is. How
// much something is late does.
func (p *pick) harmless(i talk.Item, at int) bool {
	switch i.Sense {
	case talk.Filler, talk.Courtesy, talk.Yes, talk.Surely, talk.Okay, talk.Assent, talk.True, talk.Hedge, talk.SoFar, talk.Good, talk.Well, talk.OnTime, talk.Echo, talk.Willing, talk.Coming, talk.Favour, talk.Degree:
		return true
	case talk.Wish, talk.Limit:
		return wishesFor[i.Text]
	case talk.Number, talk.Part, talk.Day:
		return at >= 0 && troubled(p.choices[at])
	default:
		return spanWords[i.Text]
	}
}

// spanWords measure by how much something is late.
var spanWords = setOf("week|weeks|day|days|month|months|неделю|недели|недель|день|дня|дней|месяц|месяца|running|enough|ближе")

// wishesFor are the words that wish for a choice.
var wishesFor = setOf("предлагаю|предлагаем|i think|think|i believe|rather|лучше|думаю|полагаю|пожалуй|would|want|prefer|would prefer|wish|хочу|хотим|предпочитаю|предпочитаем|нужен|нужна|нужно|need")

// remark takes in a clause that names no choice. Behind one it may explain it.
func (p *pick) remark(items []talk.Item, c clause) {
	if said := partOf(items, &question{aim: aimTrouble}); len(said.votes) > 0 && !slices.Contains(said.votes, voteYes) && !said.is(markLimited|markStrange) && p.found >= 0 {
		p.unclear = p.unclear || troubled(p.choices[p.found])
		return // "no surprises"
	}
	for _, i := range items {
		switch i.Sense {
		case talk.Filler, talk.Courtesy, talk.Yes, talk.Surely, talk.Okay, talk.Assent, talk.True, talk.Hedge, talk.SoFar, talk.Echo:
		case talk.Good, talk.Well, talk.OnTime:
			p.unclear = p.unclear || p.found >= 0 && troubled(p.choices[p.found])
		case talk.Clueless:
			p.clueless = true
		case talk.Reason:
			p.explains = c.sentence + 1
			return
		case talk.Limit, talk.But, talk.Part:
			p.unclear = p.unclear || p.found < 0 || !troubled(p.choices[p.found])
		case talk.Objection, talk.Hindrance, talk.Undone, talk.NotYet, talk.Amiss, talk.Late, talk.Refusal, talk.No, talk.Unwanted:
			p.unclear = p.unclear || p.found >= 0 && good(p.choices[p.found]) || p.found < 0 && !p.former
		default:
			p.unclear = p.unclear || p.found < 0 && p.clueless
		}
	}
}

func hasSense(items []talk.Item, senses ...talk.Sense) bool {
	return slices.ContainsFunc(items, func(i talk.Item) bool { return slices.Contains(senses, i.Sense) })
}

func (p *pick) items(text string) []talk.Item { return p.echoing(talk.Items(text)) }

func (p *pick) inner(text string) []talk.Item { return p.echoing(talk.Inner(text)) }

func (p *pick) echoing(items []talk.Item) []talk.Item {
	for i := range items {
		if items[i].Sense == talk.Unknown && isEcho(items[i].Text, p.asked) {
			items[i].Sense = talk.Echo
		}
	}
	return items
}

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
	words := talk.Tokens(text)
	if at, rest := p.byLetter(text); at != none {
		return at, rest
	}
	at, rest := none, words
	for _, find := range []func([]string) (int, []string){p.byPhrase, p.byName, p.byLabel, p.byOrdinal, p.byStatus, p.byStem} {
		if at, rest = find(words); at != none {
			break
		}
	}
	return at, strings.Join(rest, " ")
}

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
		case !ok:
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

var ordinalPlaces = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "1st": 1, "2nd": 2, "3rd": 3,
	"первый": 1, "первого": 1, "первому": 1, "второй": 2, "второго": 2, "второму": 2, "третий": 3, "третьего": 3, "четвертый": 4, "последний": -1,
}

// byPhrase finds a status in several words.
func (p *pick) byPhrase(words []string) (int, []string) { return p.statusOf(words, 2) }

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
func (p *pick) byStatus(words []string) (int, []string) {
	if at, rest := p.onTime(words); at != none {
		return at, rest
	}
	return p.statusOf(words, 1)
}

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
		same := w == n || len([]rune(w)) >= 4 && len([]rune(n)) >= 4 && sameStem(w, n)
		if d, ok := digitWords[w]; ok {
			same = same || d[n]
		}
		if !same {
			return false
		}
	}
	return true
}

// digitWords are the small numbers that stand in choices.
var digitWords = map[string]wordSet{
	"1": setOf("one|один|одну|раз"), "2": setOf("two|два|две"), "3": setOf("three|три"), "4": setOf("four|четыре"), "5": setOf("five|пять"), "6": setOf("six|шесть"),
}

// labelWords stand before the letter or the number of a choice.
var labelWords = setOf("option|variant|choice|answer|number|no|letter|вариант|варианта|вариантом|варианте|пункт|номер|ответ|букву|под|за|for")

// troubled reports whether a choice says that something is wrong.
func troubled(choice string) bool {
	return slices.ContainsFunc(rowsOf(choice), func(row int) bool { return row == rowAmber || row == rowRed || row == rowLate || row == rowBlocked })
}

// good reports whether a choice says that all is well.
func good(choice string) bool {
	return slices.ContainsFunc(rowsOf(choice), func(row int) bool { return row == rowGreen || row == rowDone })
}
