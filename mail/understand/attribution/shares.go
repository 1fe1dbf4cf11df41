// Package attribution reads which parts several parties have in an amount of money: "deal
// Lidl: us 60 %, Fjordmail 40 %". It is pure, and never guesses: what it is not sure of is a
// fault that says what would be right.
package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// Side is a party that can have a part, with all by which people call it. The first of a
// list is the writer's own.
type Side struct {
	Party string   `json:"party"`
	Names []string `json:"names"`
}

// SidesOf are the parties of a partnership, the one of the writer first; none where the
// writer belongs to none of them.
func SidesOf(parties []partnership.Party, own string) []Side {
	var sides []Side
	for _, p := range parties {
		side := Side{Party: p.ID, Names: []string{p.Name, p.ID}}
		if p.LegalName != "" {
			side.Names = append(side.Names, p.LegalName)
		}
		if p.ID == own {
			sides = slices.Insert(sides, 0, side)
		} else {
			sides = append(sides, side)
		}
	}
	if len(sides) < 2 || sides[0].Party != own {
		return nil
	}
	return sides
}

// maxShares bounds a text that is read as parts.
const maxShares = 20

var hundred = decimal.NewFromInt(100)

// Shares reads the parts of a deal. The first side has what the others leave where nothing
// is said of it; a number alone is its part.
func Shares(text string, sides []Side) ([]partnership.Share, Fault) {
	text = strings.Trim(prose.Normalise(text), " \t.;,:()[]–—-")
	if text == "" || len(sides) < 2 {
		return nil, Fault{Why: NoParts, Seen: text}
	}
	if evenly.Matches(text) {
		return even(text, sides)
	}
	if !hasPercent.Matches(text) && fraction.Matches(text) {
		return nil, Fault{Why: NoParts, Seen: text} // thirds are no percent
	}
	r := shareReader{sides: sides}
	if r, _ := utf8.DecodeRuneInString(text); unicode.IsLetter(r) {
		text = apart().ReplaceAllString(text, "$1, ")
	}
	parts := strings.FieldsFunc(joints().ReplaceAllString(text, ";"), func(c rune) bool { return c == ';' })
	if len(parts) > maxShares {
		return nil, Fault{Why: NoParts, Seen: text}
	}
	for _, part := range parts {
		if f := r.take(strings.TrimSpace(part)); f.Why != None {
			return nil, f
		}
	}
	return r.done(text)
}

// even reads that two parties have the same part. Of more, nobody knows which.
func even(text string, sides []Side) ([]partnership.Share, Fault) {
	if len(sides) != 2 {
		return nil, Fault{Why: NoParts, Seen: text}
	}
	half := decimal.NewFromInt(50)
	return []partnership.Share{{Party: sides[0].Party, Percent: half}, {Party: sides[1].Party, Percent: half}}, Fault{}
}

// shareReader collects the parts of a text.
type shareReader struct {
	sides  []Side
	shares []partnership.Share
	// rest is who has what the others leave, waiting whoever was named without a part.
	rest, waiting string
	alone         bool // a number that names nobody: the own part
}

// piece is what one part of the text says: whose part, how much, and whether it is what the
// others leave, or all.
type piece struct {
	party         string
	percent       decimal.Decimal
	figure, words bool
	rest, whole   bool
}

// take reads one piece: "us 60 %", "the rest Fjordmail", "всё нам".
func (r *shareReader) take(part string) Fault {
	p, fault := r.piece(part)
	if fault.Why != None {
		return fault
	}
	r.guess(&p)
	last := len(r.shares) - 1
	switch {
	case p.party == "" && p.figure && !p.words && last >= 0 && r.shares[last].Percent.Equal(p.percent):
		return Fault{} // "all ours, 100 %"
	case p.party == "":
		return Fault{Why: WhoseParts, Seen: part}
	case p.rest && !p.figure:
		r.rest = p.party
		return Fault{}
	case p.whole && !p.figure:
		p.percent = hundred
	case !p.figure:
		r.waiting = p.party
		return Fault{}
	}
	return r.give(p, part)
}

// piece reads what stands in one part of the text.
func (r *shareReader) piece(part string) (p piece, fault Fault) {
	percent, figure, rest := percentIn(part)
	if !figure && strings.ContainsFunc(rest, unicode.IsDigit) {
		return p, Fault{Why: NoParts, Seen: part} // a range, or several numbers
	}
	words := meaningful(rest)
	p = piece{percent: percent, figure: figure}
	p.rest = slices.ContainsFunc(words, func(w string) bool { return restWords[w] })
	p.whole = slices.ContainsFunc(words, func(w string) bool { return wholeWords[w] })
	words = slices.DeleteFunc(words, func(w string) bool { return restWords[w] || wholeWords[w] })
	p.words = len(words) > 0
	p.party, fault = r.named(words, part)
	return p, fault
}

// guess finds whose a piece is that names nobody, where that can be only one.
func (r *shareReader) guess(p *piece) {
	switch {
	case p.party != "":
	case r.waiting != "":
		p.party, r.waiting = r.waiting, ""
	case p.figure && !p.words && len(r.shares) == 0 && !p.rest: // a number alone
		p.party, r.alone = r.sides[0].Party, true
	case p.rest && !p.figure && len(r.sides) == 2:
		p.party = r.sides[1].Party
		if r.has(p.party) {
			p.party = r.sides[0].Party
		}
	}
}

// give notes a part. One that was named before can be said again, and not be another one.
func (r *shareReader) give(p piece, part string) Fault {
	i := slices.IndexFunc(r.shares, func(s partnership.Share) bool { return s.Party == p.party })
	switch {
	case i < 0:
		r.shares = append(r.shares, partnership.Share{Party: p.party, Percent: p.percent})
	case !r.shares[i].Percent.Equal(p.percent):
		return Fault{Why: WhoseParts, Seen: part}
	}
	return Fault{}
}

func (r *shareReader) has(party string) bool {
	return slices.ContainsFunc(r.shares, func(s partnership.Share) bool { return s.Party == party })
}

// named finds the one side that words name; none where there are no words.
func (r *shareReader) named(words []string, part string) (string, Fault) {
	if len(words) == 0 {
		return "", Fault{}
	}
	found := ""
	for i, side := range r.sides {
		if side.isNamed(words, i == 0, len(r.sides) == 2) {
			if found != "" {
				return "", Fault{Why: WhoseParts, Seen: part}
			}
			found = side.Party
		}
	}
	if found == "" {
		return "", Fault{Why: NoSide, Seen: part}
	}
	return found, Fault{}
}

// done puts the parts together.
func (r *shareReader) done(text string) ([]partnership.Share, Fault) {
	sum := decimal.Zero
	for _, s := range r.shares {
		sum = sum.Add(s.Percent)
	}
	own := r.sides[0].Party
	switch {
	case r.waiting != "" || len(r.shares) == 0:
		return nil, Fault{Why: NoParts, Seen: text}
	case r.alone && len(r.shares) > 1:
		return nil, Fault{Why: WhoseParts, Seen: text}
	case !hasPercent.Matches(text) && !r.alone && r.rest == "" && !sum.Equal(hundred):
		return nil, Fault{Why: NoParts, Seen: text} // numbers of what?
	case sum.GreaterThan(hundred):
		return nil, Fault{Why: TooMuch, Seen: text, Sum: sum}
	case r.rest != "" && r.has(r.rest):
		return nil, Fault{Why: WhoseParts, Seen: text}
	case r.rest == "" && !r.has(own):
		r.rest = own
	}
	if r.rest != "" {
		r.shares = append(r.shares, partnership.Share{Party: r.rest, Percent: hundred.Sub(sum)})
	}
	slices.SortFunc(r.shares, func(a, b partnership.Share) int { return r.place(a.Party) - r.place(b.Party) })
	return r.shares, Fault{}
}

func (r *shareReader) place(party string) int {
	return slices.IndexFunc(r.sides, func(s Side) bool { return s.Party == party })
}

// isNamed reports whether words are a name of the side, or a word for it.
func (s Side) isNamed(words []string, own, pair bool) bool {
	if own && !slices.ContainsFunc(words, func(w string) bool { return !ownWords[w] }) {
		return true
	}
	if !own && pair && !slices.ContainsFunc(words, func(w string) bool { return !otherWords[w] }) {
		return true
	}
	return slices.ContainsFunc(s.Names, func(name string) bool { return isName(words, meaningful(name)) })
}

// isName reports whether words are all of a name, or its telling ones: "Fjord" of "Fjordmail
// AS". Russian names come in their cases.
func isName(words, name []string) bool {
	if len(name) == 0 {
		return false
	}
	for _, w := range words {
		if !slices.ContainsFunc(name, func(n string) bool { return likeName(w, n) }) {
			return false
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return !legalForms[w] && utf8.RuneCountInString(w) > 1 })
}

const tellingLetters = 4

func likeName(word, name string) bool {
	if word == name {
		return true
	}
	w, n := []rune(word), []rune(name)
	same := 0
	for same < min(len(w), len(n)) && w[same] == n[same] {
		same++
	}
	cyrillic := unicode.Is(unicode.Cyrillic, n[0])
	return same >= tellingLetters && (same == len(w) || cyrillic && len(w)-same <= 2 && len(n)-same <= 2)
}

// percentIn finds the one number of a piece, and what stands beside it.
func percentIn(part string) (percent decimal.Decimal, found bool, rest string) {
	at := percentFigure().FindStringSubmatchIndex(part)
	if at == nil {
		return decimal.Zero, false, part
	}
	rest = part[:at[0]] + " " + part[at[1]:]
	if strings.ContainsFunc(rest, unicode.IsDigit) {
		return decimal.Zero, false, rest
	}
	percent, err := decimal.NewFromString(strings.Replace(part[at[2]:at[3]], ",", ".", 1))
	return percent, err == nil, rest
}

// meaningful are the words of a text that say who.
func meaningful(text string) []string {
	return slices.DeleteFunc(prose.Words(text), func(w string) bool { return silentWords[w] })
}

var (
	// evenly finds that all have the same part.
	evenly = prose.Lazily(`(?i)^(?:(?:each|both|we|us|split|shared?|по)\s+)?(?:50\s?%?\s?[/:–-]\s?50\s?%?|fifty[\s-]fifty|half(?:\s+(?:and\s+half|each|of\s+it\s+each))?|halves|equally|evenly|in\s+half|пополам|поровну|по\s*50\s?%|(?:по\s+)?половин[аеу](?:\s+на\s+половину)?)(?:\s+each)?$`)
	// joints part the pieces. A comma between digits is a decimal sign.
	joints = prose.Lazily(`\s*(?:;|,(?:\s|$)|\s/\s|/|\+|\s(?:and|und|и|а)\s)\s*`)
	// apart finds a number behind which the next side follows at once: "us 60% Lumen 40%".
	apart         = prose.Lazily(`(?i)(\d\s?(?:%|per\s?cent|percent|проц(?:\.|\p{L}*)))\s+`)
	fraction      = prose.Lazily(`\d\s?/\s?\d`)
	percentFigure = prose.Lazily(`(?i)(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|per\s?cent|percent|проц(?:\.|\p{L}*))?`)
)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		set[w] = true
	}
	return set
}

var (
	ownWords    = words("us|we|our|ours|ourselves|own|me|my|mine|i|мы|нам|нас|нами|наш|наша|наше|наши|нашей|мне|мой|моя|свой|своя|себе|себя")
	otherWords  = words("them|they|their|theirs|partner|partners|other|you|your|yours|им|их|они|ними|партнер|партнеру|партнера|партнеры|другая|другой|другим|вы|вам|ваш|ваша|вас")
	restWords   = words("rest|remaining|remainder|balance|остальное|остальные|остаток|остается")
	wholeWords  = words("all|whole|everything|entirely|fully|все|всю|целиком|полностью|весь|вся")
	silentWords = words("and|и|а|the|of|for|to|is|are|has|have|get|gets|take|takes|share|shares|part|parts|side|each|with|goes|go|at|a|it|s|belongs|by|доля|доли|долю|часть|части|сторона|стороне|стороны|стороной|у|на|для|за|это|в|нему|ей|из|получает|получаем|составляет")
	legalForms  = words("as|ltd|llc|gmbh|inc|ag|ab|oy|plc|sa|bv|co|company|group|ооо|оао|зао|пао|ао|ип|компания|группа")
)
