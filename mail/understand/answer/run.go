package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// A run is a clause of several figures that no sign parts, as people type it on a
// phone: "calls 12 visits 3", "47 leads revenue 18k confidence 7". What stands
// between two figures is the name of the first, of the second, or of both in turn.
// Each figure gets the name beside it that no other one has.
type run struct {
	words   []string
	named   [][]int // the questions that each word names
	figures []runFigure
}

// runFigure is the place of a figure, with its multiplier and unit.
type runFigure struct{ from, to int }

// maxRun is how long a run is.
const maxRun = 400

// alongRun parts a clause at its figures, if each part names a question of its own.
func (b *book) alongRun(text string) []string {
	if len(text) > maxRun {
		return []string{text}
	}
	if parts := b.labelRun(text); len(parts) > 0 {
		return parts
	}
	r := b.runOf(strings.Fields(text))
	if r.namesAhead(b) {
		return []string{text}
	}
	if len(r.figures) < 1 || len(r.figures) == 1 && !strings.Contains(text, ":") && len(text) > maxNamedPhrase {
		return []string{text}
	}
	cuts := r.cuts(b)
	if len(cuts) == 0 {
		return []string{text}
	}
	var parts []string
	from := 0
	for _, at := range append(cuts, len(r.words)) {
		parts = append(parts, strings.Join(r.words[from:at], " "))
		from = at
	}
	if !b.eachItsOwn(parts) {
		return []string{text}
	}
	return parts
}

// namesAhead reports whether every figure but the first has its name before it, and the
// first one a word that is not known: "faults 4 sites 46 speed 92". It is no run of these
// names then, of which each would get the figure of the one before.
func (r run) namesAhead(b *book) bool {
	if len(r.figures) < 2 {
		return false
	}
	first, last := r.figures[0], r.figures[len(r.figures)-1]
	if first.from == 0 || len(r.namedBetween(0, first.from)) > 0 || last.to < len(r.words) && r.namesFigure(b, last.to) {
		return false
	}
	return isStrangeLabel(r.words[first.from-1]) && len(r.namedBetween(first.to, r.figures[1].from)) == 1 && len(r.namedBetween(r.figures[len(r.figures)-2].to, last.from)) > 0
}

// isStrangeLabel reports whether a word before a figure can only be what the writer calls
// that: it is not known to say anything else.
func isStrangeLabel(word string) bool {
	w := prose.Fold(strings.Trim(word, ",.:()"))
	return !fillers[w] && !roughWords[w] && !tells(w) && !leadingTies[w] && !partWords[w] && monthNamed(w) == 0
}

// isStrangeNoun reports whether a word is long enough for a name, too, and no other word
// that leads up to a figure.
func isStrangeNoun(word string) bool {
	w := strings.Join(prose.Words(word), "")
	return utf8.RuneCountInString(w) > 3 && isStrangeLabel(word) && !hasFigure(w) && !nowWords[w] && !pastWords[w] && !otherWords[w] && !changeWords[w] && !boundWords[w] && !isNumberWord(w)
}

// eachItsOwn reports whether every part names a question of its own, or shares its
// words with others of which only one is left.
func (b *book) eachItsOwn(parts []string) bool {
	var seen []int
	var open []string
	for _, p := range parts {
		switch named := b.namedIn(p); {
		case len(named) != 1:
			open = append(open, p)
		case slices.Contains(seen, named[0]):
			return false
		default:
			seen = append(seen, named[0])
		}
	}
	for _, p := range open {
		q := b.onlyLeft(p, seen)
		if q < 0 {
			return false
		}
		seen = append(seen, q)
	}
	return len(seen) == len(parts)
}

// onlyLeft is the only question that shares a word with a text and is not one of
// those that others name, or noQuestion.
func (b *book) onlyLeft(text string, others []int) int {
	left := slices.DeleteFunc(b.subjectsIn(text), func(q int) bool { return slices.Contains(others, q) })
	if len(left) != 1 {
		return noQuestion
	}
	return left[0]
}

func (b *book) runOf(words []string) run {
	r := run{words: words, named: make([][]int, len(words)), figures: figuresAmong(words)}
	for i := range words {
		r.named[i] = b.spokenBy(words[i])
		if i > 0 && prose.Fold(words[i-1]) == "не" {
			r.named[i] = append(r.named[i], b.spokenBy("не"+words[i])...)
		}
	}
	return r
}

// figuresAmong finds the figures of a clause.
func figuresAmong(words []string) []runFigure {
	var figures []runFigure
	for i := 0; i < len(words); i++ {
		if !isRunFigure(words[i]) {
			continue
		}
		f := runFigure{i, i + 1}
		for f.to < len(words) && goesOn(words[i:f.to], words[f.to]) {
			f.to++
		}
		figures = append(figures, f)
		i = f.to - 1
	}
	return figures
}

// goesOn reports whether a word belongs to the figure before it: further digits,
// "13 900", number words, a multiplier, a unit.
func goesOn(figure []string, word string) bool {
	last := figure[len(figure)-1]
	if strings.ContainsAny(last[len(last)-1:], ",;:)!") || strings.HasSuffix(last, ".") && !abbreviations[prose.Fold(strings.TrimSuffix(last, "."))] {
		return false
	}
	if hasFigure(word) {
		return threeDigits.MatchString(word) && isDigit(rune(last[0])) && strings.Trim(last, "0123456789") == "" && len(last) <= 3
	}
	return isRunFigure(word) && !hasFigure(figure[0]) || goesWithFigure(word)
}

var threeDigits = regexp.MustCompile(`^\d{3}(?:[.,]\d+)?[\p{L}%€₽$,;.:)!]*$`)

// spokenBy lists the questions that a field names, by their own words or by those
// that they share.
func (b *book) spokenBy(field string) []int {
	var named []int
	for _, w := range prose.Words(field) {
		for q, s := range b.allSubjects() {
			if !slices.Contains(named, q) && (namesAny(s.words, w) || namesAny(s.shared, w) || s.namesKindred(w) || s.topic.isNamedBy(w)) {
				named = append(named, q)
			}
		}
	}
	return named
}

// isRunFigure reports whether a word is a figure, in digits or in words.
func isRunFigure(word string) bool {
	w := strings.Join(prose.Words(word), "")
	return hasFigure(word) || isNumeric(w) && w != "one"
}

// goesWithFigure reports whether a word belongs to the figure before it.
func goesWithFigure(word string) bool {
	w := strings.Join(prose.Words(word), "")
	return w != "" && (!multipliers[w].IsZero() || unitOf(w).group != 0) || word == "%" || word == "€" || word == "₽" || word == "$"
}

// cuts are the places where another question's part begins.
func (r run) cuts(b *book) []int {
	var cuts []int
	from := 0
	for i := range r.figures[:len(r.figures)-1] {
		if at := r.cutBehind(b, i, from); at >= 0 {
			cuts = append(cuts, at)
			from = at
		}
	}
	if last := r.figures[len(r.figures)-1]; r.endsInWords(b, from, last) {
		cuts = append(cuts, last.to) // "confidence 5 blocked by the holidays"
	}
	return cuts
}

// cutBehind is where the part of a figure ends that began at a place, or -1 where the
// next figure belongs to it, too.
func (r run) cutBehind(b *book, figure, from int) int {
	f, next, last := r.figures[figure], r.figures[figure+1], r.figures[len(r.figures)-1]
	left := r.leftNames(from, f, next)
	at := r.cutBetween(f.to, next.from, left)
	switch {
	case len(left) == 0 && f.from > from && isStrangeNoun(r.words[f.from-1]) && next.from == f.to+1 && len(r.named[f.to]) == 1:
		return f.to // "waste 4 flour 610": what the first one is called is not known
	case at >= 0 && len(left) == 0 && from == 0 && f.from > 0 && goesWithFigure(r.words[f.from-1]) && !r.namesFigure(b, last.to):
		return f.to // names stand before their figures, though this one's is not known
	case at < 0 && len(left) > 0 && !r.tiesFigures(f.to, next.from) && r.namesAnother(next.from, figure+1, left):
		return f.to // "96 kW were done by four crews"
	default:
		return at
	}
}

// leftNames lists the questions that the words from a place up to a figure name,
// without the one that must be the next figure's.
func (r run) leftNames(from int, f, next runFigure) []int {
	left := r.namedBetween(from, f.to) // its unit may name it, too
	if right := r.namedBetween(next.from, len(r.words)); len(left) > 1 && len(right) == 1 {
		left = slices.DeleteFunc(left, func(q int) bool { return q == right[0] }) // "revenue stands at 135k with 90 stands"
	}
	return left
}

// endsInWords reports whether what stands behind the last figure answers a question
// for words, while the figure has a name of its own before it.
func (r run) endsInWords(b *book, from int, last runFigure) bool {
	label, tail := r.namedBetween(from, last.from), r.namedBetween(last.to, len(r.words))
	if len(label) != 1 || len(tail) != 1 || tail[0] == label[0] {
		return false
	}
	kind := b.Questions[tail[0]].Kind
	return !isFigureKind(kind) && kind != partnership.KindDate
}

// namesFigure reports whether the words from a place on name a question for a figure.
func (r run) namesFigure(b *book, from int) bool {
	return slices.ContainsFunc(r.namedBetween(from, len(r.words)), func(q int) bool { return isFigureKind(b.Questions[q].Kind) })
}

// tiesFigures reports whether the words between two figures make one of them:
// "8 out of 10", "from 40 to 46".
func (r run) tiesFigures(from, to int) bool {
	return slices.ContainsFunc(r.words[from:to], func(w string) bool { return figureTies[prose.Fold(strings.Trim(w, ",.()"))] })
}

var figureTies = setOf("of|out|to|from|against|vs|versus|or|till|until|was|instead|not|plan|планом|плане|из|до|с|от|против|или|вместо|не|было|план|плана|-|–|—|/|>|->")

// namesAnother reports whether the words from a figure up to the next one name a
// question that the figure before it doesn't.
func (r run) namesAnother(from, figure int, left []int) bool {
	to := len(r.words)
	if figure+1 < len(r.figures) {
		to = r.figures[figure+1].from
	}
	return slices.ContainsFunc(r.namedBetween(from, to), func(q int) bool { return !slices.Contains(left, q) })
}

// cutBetween is where the words between two figures are parted, or -1: before the
// first one that names another question than the left figure's name; left of all of
// them where that figure has its name before it.
func (r run) cutBetween(from, to int, left []int) int {
	if from == to {
		return from
	}
	own := left
	for i := from; i < to; i++ {
		switch {
		case len(r.named[i]) == 0:
		case len(left) > 0:
			return from
		case len(own) > 0 && !slices.ContainsFunc(r.named[i], func(q int) bool { return slices.Contains(own, q) }):
			return r.behindTies(from, i)
		default:
			own = r.named[i]
		}
	}
	if len(own) > 0 && len(left) == 0 {
		return r.behindTies(from, to)
	}
	return -1
}

// behindTies moves a cut before the small words that lead up to what follows it.
func (r run) behindTies(from, at int) int {
	for at-1 > from && runTies[prose.Fold(r.words[at-1])] {
		at--
	}
	return at
}

// runTies lead up to the next part of a run.
var runTies = setOf("and|at|with|for|the|our|my|a|и|а|на|при|с|по|в|у|это|то|ну")

// namedBetween lists the questions that words name.
func (r run) namedBetween(from, to int) []int {
	var named []int
	for _, all := range r.named[from:to] {
		for _, q := range all {
			if !slices.Contains(named, q) {
				named = append(named, q)
			}
		}
	}
	return named
}
