package answer

import (
	"slices"
	"strings"

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
	if strings.Contains(text, "аза в ") {
		text = onceEvery().ReplaceAllString(text, "${1}раз в ")
	}
	if fallsBack.Matches(prose.Fold(text)) {
		return partnership.Value{}, reasonNotChoice
	}
	whole := strings.TrimRight(strings.TrimSpace(text), ".!")
	if containsAny(whole, "lease", "pls", "hank", "thx", "ожалуйста", "плз", "пасибо") {
		whole = strings.TrimRight(strings.TrimSpace(politely().ReplaceAllString(whole, "")), ".!")
	}
	if at := middleOf(choices, whole); at >= 0 {
		return partnership.TextValue(choices[at]), understood
	}
	for _, by := range []func([]string, string) []int{equalChoice, indexChoice, prefixChoice, statusChoice} {
		if strings.HasSuffix(whole, "?") {
			break
		}
		if found := by(choices, whole); len(found) == 1 {
			return partnership.TextValue(choices[found[0]]), understood
		}
	}
	p := pick{choices: choices, asked: wordsOf(asked).text, found: none}
	for _, c := range saidClauses(text) {
		p.hear(c)
	}
	switch {
	case p.clueless && p.found == none && !p.unclear && !asksBack(text):
		return partnership.UnknownValue(), understood
	case p.leavesOne() >= 0:
		return partnership.TextValue(choices[p.leavesOne()]), understood
	case p.unclear, p.found < 0:
		return partnership.Value{}, reasonNotChoice
	}
	return partnership.TextValue(choices[p.found]), understood
}

// fallsBack finds a second choice beside the first.
var fallsBack = prose.Lazily(`\b(?:at a pinch|failing that|as a fallback|second choice|plan b|or else|if need be|if that['’]?s taken)\b|на худой конец|в крайнем случае|запасной вариант|если (?:нельзя|не выйдет|не получится|занято)`)

var (
	politely  = prose.Lazily(`(?i)[\s,]+(?:please|pls|thanks|thank\s+you|thx|пожалуйста|плз|спасибо)(?:[\s,]+(?:thanks|thx|спасибо))?$`)
	onceEvery = prose.Lazily(`(?i)(^|\s)раза в `)
	theMiddle = prose.Lazily(`^(?:the )?(?:middle one|one in the middle|middle option)$|^(?:тот|та|то|вариант)?[, ]*(?:что |который |которая )?(?:посередине|посредине|в середине)$|^средний вариант$`)
)

// middleOf is the place of the choice that stands in the middle, if a text says that; else
// it is below zero.
func middleOf(choices []string, text string) int {
	if len(choices)%2 == 0 || len(text) > maxNamedPhrase || !theMiddle.Matches(prose.Fold(strings.Trim(text, " .!,"))) {
		return none
	}
	return len(choices) / 2
}

// leavesOne is the only choice that is left where all others have been turned down, two at
// least; else it is below zero.
func (p *pick) leavesOne() int {
	if p.unclear || p.found >= 0 || len(p.denied) < 2 || len(p.denied) != len(p.choices)-1 {
		return none
	}
	for i := range p.choices {
		if !slices.Contains(p.denied, i) {
			return i
		}
	}
	return none
}

// pick is what the clauses of a text choose.
type pick struct {
	choices  []string
	asked    []string
	found    int
	unclear  bool
	clueless bool
	former   bool  // a choice was named that holds no longer, or is denied
	denied   []int // those that are turned down with a "not"
	alone    bool  // the choice was a sentence by itself
	sentence int   // where the choice was found
	explains int   // the sentence whose rest gives reasons, plus one
}

const (
	none    = -1
	several = -2
)

// hear takes in one clause.
func (p *pick) hear(c clause) {
	items := p.items(c.text)
	if talk.Says(items, talk.Courtesy, talk.Filler) && !p.isChoice(c.text) {
		return
	}
	at, rest := p.named(c.text)
	said := items
	items = p.inner(rest)
	if p.rivals(at) {
		p.doubt(p.parts(c, at))
		if !p.clean(items) {
			at, items = none, p.items(c.text) // it speaks of something else
		}
	}
	p.settle(at, said, items, c)
}

// parts reports whether a clause gives another choice for a part, in the sentence of the
// one before: "on track with the pilot, late with the rest".
func (p *pick) parts(c clause, at int) bool {
	return c.sentence == p.sentence && beginsWithChoice(c.text, p.choices[at])
}

// settle takes in what a clause says of the choice at a place, beside what else it says.
func (p *pick) settle(at int, said, items []talk.Item, c clause) {
	switch {
	case c.asked:
		p.doubt(p.found < 0 || at != none)
	case p.comesBack(at, items):
	case at == several:
		p.doubt(true)
	case p.explains == c.sentence+1:
		p.doubt(p.rivals(at) || hasSense(items, talk.Limit, talk.But))
	case at >= 0 && inIdiom(said, p.choices[at]):
		return
	case at == none && p.dropped(c.text):
		p.found, p.former = none, true
	case at == none:
		p.remark(items, c)
	default:
		p.weigh(at, items, c)
	}
}

// beginsWithChoice reports whether a clause begins with a choice, word for word, and
// says of what it is so.
func beginsWithChoice(text, choice string) bool {
	words, name := prose.Words(withoutTie(text)), prose.Words(choice)
	return len(name) > 0 && len(words) > len(name) && slices.Equal(words[:len(name)], name) && (scopeWords[words[len(name)]] || elseWords[words[len(name)]])
}

// isChoice reports whether a text is a choice, or its letter or number, which may
// look like a courtesy or a filler.
func (p *pick) isChoice(text string) bool {
	return len(equalChoice(p.choices, text)) > 0 || len(indexChoice(p.choices, text)) > 0
}

// comesBack reports whether a clause names again what was chosen, and says
// something else of it: without a hard limit, that takes nothing back.
func (p *pick) comesBack(at int, items []talk.Item) bool {
	return at >= 0 && at == p.found && !p.clean(items) && !slices.ContainsFunc(items, isHard)
}

// dropped reports whether a clause turns down what was named before it: "weekly -
// overkill".
func (p *pick) dropped(text string) bool {
	return p.found >= 0 && turnsDown.Matches(talk.Plain(text))
}

func (p *pick) doubt(when bool) { p.unclear = p.unclear || when }

// rivals reports whether another choice has been taken.
func (p *pick) rivals(at int) bool { return at >= 0 && p.found >= 0 && at != p.found }

// weigh takes a choice that a clause names, unless it was or will be so.
func (p *pick) weigh(at int, items []talk.Item, c clause) {
	switch {
	case hasSense(items, talk.Was, talk.Not, talk.Refusal, talk.Unwanted) || hasSense(items, talk.Before) && !isFinished(p.choices[at]) || isFormer(c.text):
		p.former = true // "was at risk", "not late"
		if hasSense(items, talk.Not) && talk.Says(items, talk.Not, talk.Filler) && !slices.Contains(p.denied, at) {
			p.denied = append(p.denied, at)
		}
	case p.rivals(at) && p.alone && !isCountered(items):
		// "A. B reminds me of our competitor"
	case p.rivals(at):
		hoped := statusRow(p.choices[at]) >= 0 && (hasSense(items, talk.Later, talk.Willing, talk.Coming, talk.Hope) ||
			slices.ContainsFunc(items, func(i talk.Item) bool { return i.Text == "should be" || i.Text == "should" }))
		p.doubt(!hoped)
	default:
		p.choose(at, items, c)
	}
}

// isFormer reports whether a clause tells how things were, or what somebody
// thought of first.
func isFormer(text string) bool {
	return formerly().MatchString(wouldBe.Replace(talk.Plain(text)))
}

// wouldBe is a wish, and no past.
var wouldBe = strings.NewReplacer("было бы", "", "был бы", "", "была бы", "", "были бы", "")

var formerly = prose.Lazily(`(?:^|[^\p{L}])(?:used to|no longer|not any more|not anymore|больше не|уже не|thought|at first|was|were|until recently|too \p{L}+|is out|overkill|won t|перебор|мал|мала|малы|мало|маловат\p{L}*|велик|велика|велики|дорог|дорога|отпадает|отпадают|неудобно|дорого|далеко|долго|раньше|прежде|отставал\p{L}*|опаздывал\p{L}*|задерживал\p{L}*|\p{L}+овато|сначала|думал\p{L}*|шли|шел|шла|шло|был\p{L}?|до (?:праздников|отпуска|этого)|слишком|хотели)(?:$|[^\p{L}])`)

// choose takes a choice by what stands beside it in its clause.
func (p *pick) choose(at int, items []talk.Item, c clause) {
	p.sentence = c.sentence
	p.found, p.alone = at, len(items) == 0 && c.sentence == 0
	tail := p.tailOf(at, items, c.text)
	for n, i := range items {
		switch i.Sense {
		case talk.But:
			p.doubt(n > 0 || !p.former)
		case talk.Reason:
			p.explains = c.sentence + 1
			return
		default:
			p.doubt(!p.harmless(i, at) && (n < tail || !p.tells(i, at, c.text)))
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
	case talk.Wish, talk.Limit, talk.Unknown:
		return wishesFor[i.Text] || spanWords[i.Text]
	case talk.Number, talk.Part, talk.Day:
		return at >= 0 && troubled(p.choices[at])
	default:
		return harmlessSenses[i.Sense]
	}
}

// harmlessSenses leave a choice what it is.
var harmlessSenses = sensesOf(talk.Filler, talk.Courtesy, talk.Yes, talk.Surely, talk.Okay, talk.Assent, talk.True, talk.Hedge, talk.SoFar,
	talk.Good, talk.Well, talk.OnTime, talk.Echo, talk.Willing, talk.Coming, talk.Favour, talk.Degree)

// remark takes in a clause that names no choice. Behind one it may explain it.
func (p *pick) remark(items []talk.Item, c clause) {
	bad, well := false, false
	if p.found >= 0 {
		bad, well = troubled(p.choices[p.found]), good(p.choices[p.found])
		if saysNoTrouble(items) { // "no surprises"
			p.doubt(bad)
			return
		}
	}
	own := p.found >= 0 && isOwnWords(items)
	for _, i := range items {
		switch kind := remarks[i.Sense]; {
		case i.Sense == talk.Reason:
			p.explains = c.sentence + 1
			return
		case kind == remarkHarmless, i.Sense == talk.But && p.former && p.found < 0:
		case kind == remarkGood:
			p.doubt(bad)
		case kind == remarkLimits:
			p.doubt(!bad && !own)
		case kind == remarkBad:
			p.doubt(well || p.found < 0 && !p.former)
		case i.Sense == talk.Clueless:
			p.clueless = true
		}
	}
}

// isOwnWords reports whether a clause has words that we do not know, and no hard
// limit: what it limits is something else than the choice.
func isOwnWords(items []talk.Item) bool {
	return hasSense(items, talk.Unknown) && !slices.ContainsFunc(items, isHard)
}

// saysNoTrouble reports whether a clause says that nothing is wrong.
func saysNoTrouble(items []talk.Item) bool {
	said := partOf(items, &question{aim: aimTrouble})
	return len(said.votes) > 0 && !slices.Contains(said.votes, voteYes) && !said.is(markLimited|markStrange)
}

// What a phrase says beside a choice.
const (
	remarkOther = iota
	remarkHarmless
	remarkGood   // that things are well
	remarkBad    // that they are not
	remarkLimits // that it is not quite so
)

var remarks = map[talk.Sense]int{
	talk.Filler: remarkHarmless, talk.Courtesy: remarkHarmless, talk.Yes: remarkHarmless, talk.Surely: remarkHarmless, talk.Okay: remarkHarmless,
	talk.Assent: remarkHarmless, talk.True: remarkHarmless, talk.Hedge: remarkHarmless, talk.SoFar: remarkHarmless, talk.Echo: remarkHarmless,
	talk.Good: remarkGood, talk.Well: remarkGood, talk.OnTime: remarkGood,
	talk.Limit: remarkLimits, talk.But: remarkLimits, talk.Part: remarkLimits,
	talk.Objection: remarkBad, talk.Hindrance: remarkBad, talk.Undone: remarkBad, talk.NotYet: remarkBad, talk.Amiss: remarkBad,
	talk.Late: remarkBad, talk.Refusal: remarkBad, talk.No: remarkBad, talk.Unwanted: remarkBad,
}

func hasSense(items []talk.Item, senses ...talk.Sense) bool {
	return slices.ContainsFunc(items, func(i talk.Item) bool { return slices.Contains(senses, i.Sense) })
}

func (p *pick) items(text string) []talk.Item { return p.echoing(talk.Items(text)) }

func (p *pick) inner(text string) []talk.Item { return p.echoing(talk.Inner(text)) }

func (p *pick) echoing(items []talk.Item) []talk.Item {
	for i := range items {
		if (items[i].Sense == talk.Unknown || troubleSenses[items[i].Sense]) && isEcho(items[i].Text, p.asked) {
			items[i].Sense = talk.Echo
		}
	}
	return items
}

// troubled reports whether a choice says that something is wrong.
func troubled(choice string) bool {
	return slices.ContainsFunc(rowsOf(choice), func(row int) bool { return row == rowAmber || row == rowRed || row == rowLate || row == rowBlocked })
}

// good reports whether a choice says that all is well.
func good(choice string) bool {
	return slices.ContainsFunc(rowsOf(choice), func(row int) bool { return row == rowGreen || row == rowDone })
}
