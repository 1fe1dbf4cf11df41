package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// quantity is a figure with what was written around it.
type quantity struct {
	value  decimal.Decimal
	scaled bool
	unit   unit
	outOf  *decimal.Decimal // "7 of 10"
	rough  bool             // "about 130", "not final"
	thing  bool             // it counts things, as "47 deliveries" does
}

// readAmount finds the one figure in a text that answers a question for a
// number. The figure must stand in a clause that says nothing else; other
// clauses may compare it, or remark on it. Anything that could be another
// answer makes it unclear, unless words say that it takes the other one's place.
func readAmount(q partnership.Question, text, locale string) (quantity, reason) {
	if isPlain(text) {
		v, why := parsePlain(text)
		return quantity{value: v}, why
	}
	text = behindComparison(text)
	if containsAny(text, "ок.", "Ок.", "рибл.", "ример.", "ориент.") {
		text = aboutShort().ReplaceAllString(text, "${1}около ")
	}
	text = ofAskedYear(q, text)
	if containsAny(text, " by ", " per ", " from ", " on ", " according", " across ", " over ", " по ", " на ") {
		text = bySource().ReplaceAllString(text, "$1")
	}
	text = withHoursApart(withoutIdioms(usualSigns.Replace(text)))
	if isNoSingle(q, text) {
		return quantity{}, reasonSeveral
	}
	if atPlace.Matches(text) {
		return quantity{}, reasonUnclear
	}
	text = tolerance().ReplaceAllString(text, "$1, roughly")
	if m, ok := mendIn(text); ok {
		if mendsOther(q, m.before, locale) {
			return quantity{}, reasonSeveral
		}
		n, why := readAmount(q, m.after, locale)
		if why == understood || m.before != "" && m.settles(why) {
			return n, why
		}
		if m.before == "" {
			text = m.after
		}
	}
	parts := clauses(withoutReferences(withoutEcho(text, locale)))
	claims := claimsOf(q, parts, locale)
	at, why := chosenClaim(q, parts, claims)
	if why != understood {
		return quantity{}, why
	}
	c := claims[at]
	if why := remarksOn(q, parts, c.part); why != understood {
		return quantity{}, why
	}
	c.rough = c.rough || saysRough(parts)
	return c.quantity, understood
}

// aboutShort finds the short forms of "about".
var aboutShort = prose.Lazily(`(?i)(^|[\s(])(?:ок|прибл|пример|ориент)\.\s*`)

// isNoSingle reports whether a text takes its figure back, adds another one to it, or takes a
// part of it.
func isNoSingle(q partnership.Question, text string) bool {
	return shouldBe.Matches(text) || adds.Matches(text) || q.Kind == partnership.KindMoney && fraction.Matches(text)
}

// mendsOther reports whether of several figures before a correction the last one, which
// it takes back, is not the one that was asked for: "19, demos: 5 - wait, 6".
func mendsOther(q partnership.Question, before, locale string) bool {
	parts := clauses(before)
	claims := claimsOf(q, parts, locale)
	last := len(claims) - 1
	return last > 0 && claims[0].why == understood && !claims[0].beside && !claims[0].past && claims[last].why == reasonOther && claims[last].part > claims[0].part
}

// usualSigns writes out what else would be two words.
var usualSigns = strings.NewReplacer(" w/ ", " with ", "US$", "USD ", "us$", "USD ", "U.S.$", "USD ", "CA$", "CAD ", "C$", "CAD ", "AU$", "AUD ", "A$", "AUD ", "NZ$", "NZD ", "HK$", "HKD ", "S$", "SGD ", "кВт·ч", "кВтч", "кВт*ч", "кВтч", "МВт·ч", "МВтч", "МВт*ч", "МВтч", "kW·h", "kWh")

// containsAny spares texts without any of the words a search for their pattern.
func containsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// bySource finds what a figure was read from, behind it: "640 by the clicker at the
// door", "4.7 from 212 reviews".
var bySource = prose.Lazily(`(?i)(\d\s?%?)\s+(?:(?:by|per|from|on|according\s+to|по|судя\s+по)\s+(?:the\s+|our\s+|my\s+|данным\s+|нашему\s+)?(?:clicker|counter|tally|turnstile|register|ledger|log|system|sheet|till|meter|scales?|сч[её]тчику|турникету|журналу|системе|таблице|кассе|весам|учёту|учету|базе|ведомости)(?:\s+(?:at|on|in|на|в|у)\s+(?:the\s+)?\p{L}+)?|(?:from|based\s+on|across|over|по|на\s+основании)\s+\d+\s+(?:reviews?|ratings?|votes?|answers?|responses?|отзыв\p{L}+|оцен\p{L}+|голос\p{L}+|ответ\p{L}+|анкет\p{L}+))(?:\s*[.!]*)$`)

// ofAskedYear leaves of lines that a year begins the one of the year that is asked
// for: "2026: 512", "2025: 471".
func ofAskedYear(q partnership.Question, text string) string {
	if !strings.Contains(text, "20") || !yearLabel.Matches(text) {
		return text
	}
	for _, m := range yearLabel().FindAllStringSubmatch(text, maxPieces) {
		if slices.Contains(wordsOf(q).text, m[1]) {
			return m[2]
		}
	}
	return text
}

var yearLabel = prose.Lazily(`(?m)^\s*(20\d\d)\s*[:=–—-]\s*([^\n]+)$`)

// shouldBe finds a figure that takes another one back, or only says what is usual:
// "nurses 5, should be 6".
var shouldBe = prose.Lazily(`(?i)\d\s?[\p{L}%]{0,12},\s*should\s+be\s+\d`)

// atPlace finds how far somebody has come in what is numbered: "we're at page 88".
var atPlace = prose.Lazily(`(?i)(?:^|\s)(?:at|on|to|until|reached|на|до|дошли до)\s+(?:page|chapter|level|row|step|lot|batch|странице|страницы|главе|главы|этапе|шаге)\s+\d`)

// tolerance is by how much a figure may be off: "14 days, give or take two".
var tolerance = prose.Lazily(`(?i)(\d[^.!?\n]{0,30}?),?\s(?:плюс[\s-]минус|give\s+or\s+take|plus\s+or\s+minus|plus\s+minus|±)\s(?:\d+(?:[.,]\d+)?|one|two|three|four|five|ten|один|два|две|три|четыре|пять|десять|пара)(?:\s?(?:%|\p{L}+))?\s*[.!]?$`)

// behindComparison leaves what stands behind "fewer than I hoped:".
func behindComparison(text string) string {
	if head, rest, ok := strings.Cut(text, ": "); ok && !hasFigure(head) && comparison.Matches(head) {
		return rest
	}
	return text
}

var comparison = prose.Lazily(`(?i)^(?:(?:a\s+(?:bit|little)|slightly|much|чуть|немного|сильно)\s+)?(?:fewer|less|more|better|worse|lower|higher|меньше|больше|хуже|лучше|ниже|выше)\s+(?:than|чем|плана|ожиданий|ожидаемого)`)

// isPlain reports whether a text is digits and nothing else, as most answers are.
func isPlain(text string) bool {
	return text != "" && len(text) <= maxDigits && strings.Trim(text, "0123456789") == ""
}

// claimsOf lists what the clauses of a text say with a figure.
func claimsOf(q partnership.Question, parts []clause, locale string) []claim {
	var claims []claim
	for i, p := range parts {
		for _, c := range claimsIn(q, p.text, locale) {
			c.beside = c.beside || opposesTax(q, p.text) || len(parts) > 1 && unreal.Matches(prose.Fold(p.text))
			c.ended = c.ended || drawsSum.Matches(p.text)
			c.part, c.aside, c.asked = i, p.aside && len(parts) > 1, p.asked
			claims = append(claims, c)
		}
	}
	if len(claims) == 1 {
		claims[0].aside = false // "quite confident (7)"
	}
	return claims
}

// adds finds a second amount behind what the first one was for: "3500 (ads) + 1200 (fair)".
// Nobody but the writer knows what the sum is of.
var adds = prose.Lazily(`(?i)\d[^()\n]{0,20}\([^()\n]*\)\s*(?:\+|plus\b|плюс\s)\s*[€$£₽]?\s*\d`)

// fraction finds a part of something: "1/2 of the 8000".
var fraction = prose.Lazily(`(?i)^\s*\d{1,2}\s*/\s*\d{1,2}(?:\s+(?:of|из|от)\s.*)?$`)

// drawsSum finds a clause that draws the sum of what stands before it.
var drawsSum = prose.Lazily(`(?i)^(?:so|therefore|thus|hence|поэтому|значит|следовательно|стало быть|так что|выходит)\s`)

// unreal finds what only would have been: "with better coffee it would have been a 9".
var unreal = prose.Lazily(`\bwould(?:ve| have) been\b|\bwould be (?:an? )?\d|(?:^|\s)был[аои]? бы(?:$|\s)|(?:^|\s)бы был`)

// chosenClaim finds the claim that is the answer. A claim that is none of the
// question's must not be able to be one.
func chosenClaim(q partnership.Question, parts []clause, claims []claim) (int, reason) {
	at := onlyTotal(claims)
	if at >= 0 && !monthElsewhere(q, parts, claims[at].part) {
		return at, understood
	}
	at, why := likeliest(q, parts, claims)
	if why != understood {
		return -1, why
	}
	answer := claims[at]
	for i, c := range claims {
		if i != at && !addsUp(claims, answer) && c.spoils(parts, answer) {
			return -1, c.reason()
		}
	}
	switch {
	case passesOver(q, claims, at):
		return -1, reasonSeveral
	case answer.said && at < len(claims)-1 && !claims[len(claims)-1].beside:
		return -1, reasonSeveral
	case answer.asked:
		return -1, reasonUnsure
	default:
		return at, understood
	}
}

// passesOver reports whether a figure that says nothing of what was asked would be
// taken while one before it, which nothing sets off, could not be read: "3 won, 540
// hrs" may tell how many were won.
func passesOver(q partnership.Question, claims []claim, at int) bool {
	answer, asked := claims[at], parseUnit(q.Unit)
	if answer.speaksForItself() || asked.group != 0 && answer.unit.base == asked.base {
		return false
	}
	return slices.ContainsFunc(claims[:at], func(c claim) bool {
		inUnit := c.unit.group == 0 || c.unit.group == asked.group
		return inUnit && c.part < answer.part && c.isUnread() && !c.isSetAside()
	})
}

// speaksForItself reports whether a claim says that it is the answer.
func (c claim) speaksForItself() bool {
	return c.ownLeft || c.ownRight || c.now || c.ended || c.total || c.mine
}

// isUnread reports whether a claim could not be read, and not because it is another one.
func (c claim) isUnread() bool {
	switch c.why {
	case reasonOther, reasonUnit, reasonUnclear, reasonSeveral, reasonBound:
		return true
	default:
		return false
	}
}

// isSetAside reports whether a claim tells of something else by what it says.
func (c claim) isSetAside() bool {
	return c.beside || c.aside || c.past || c.said || c.foreign || c.lost || c.depends
}

// monthElsewhere reports whether another clause with a figure names the month that is
// asked for: "310 km in total, 47 of them laid in August".
func monthElsewhere(q partnership.Question, parts []clause, than int) bool {
	names := func(c clause) bool {
		return slices.ContainsFunc(prose.Words(c.text), func(w string) bool { return ownMonth(q, w) })
	}
	return !names(parts[than]) && slices.ContainsFunc(parts, func(c clause) bool { return hasFigure(c.text) && names(c) })
}

// addsUp reports whether the figures in brackets are the parts of the answer: "42
// (Lena 20, me 22)".
func addsUp(claims []claim, answer claim) bool {
	sum, n := decimal.Zero, 0
	for _, c := range claims {
		if c.part != answer.part {
			sum, n = sum.Add(c.value), n+1
		}
	}
	return n > 1 && sum.Equal(answer.value)
}

// likeliest finds the claim that can be the answer. Of several, one must be what
// is now, or the others must compare.
func likeliest(q partnership.Question, parts []clause, claims []claim) (int, reason) {
	found := -1
	for i, c := range claims {
		switch {
		case !c.canAnswer() || c.foreign && hasOther(claims, i):
		case found < 0, c.outdoes(q, parts, claims[found]):
			found = i
		case wasFirst(parts, claims[found], c):
			found = i
		case c.yields(q, parts, claims[found]):
		default:
			return -1, reasonSeveral
		}
	}
	if found < 0 {
		return -1, whyNone(claims)
	}
	return found, understood
}

// outdoes reports whether a claim takes the place of one before it: it tells of now, it
// draws the sum, it is the writer's own, it is of what was asked.
func (c claim) outdoes(q partnership.Question, parts []clause, found claim) bool {
	switch {
	case found.past && (c.now || c.ended), c.ended && !found.ended && c.part > found.part:
		return true
	default:
		return c.mine && !found.mine || c.deed && found.otherDeed(q, parts)
	}
}

// yields reports whether a claim behind another one leaves it the answer.
func (c claim) yields(q partnership.Question, parts []clause, found claim) bool {
	switch {
	case isElsewhereInMail(parts, found, c), c.value.Equal(found.value), c.past && found.now:
		return true
	default:
		return found.mine && !c.mine || found.deed && c.otherDeed(q, parts) || c.comparesTo(parts, found)
	}
}

// otherDeed reports whether a claim tells of a doing that was not asked for.
func (c claim) otherDeed(q partnership.Question, parts []clause) bool {
	return !c.deed && slices.ContainsFunc(prose.Words(parts[c.part].text), func(w string) bool { return tells(w) && !outcomes[w] && !fillers[w] && !ownWord(q, w) })
}

// wasFirst reports whether of two claims the first begins by saying what was, and
// the second one doesn't: "was a 6, is a 7".
func wasFirst(parts []clause, first, second claim) bool {
	begins := func(c claim) bool {
		words := prose.Words(parts[c.part].text)
		return len(words) > 1 && beginsWas[words[0]]
	}
	return first.part < second.part && begins(first) && !begins(second) && !second.past
}

var beginsWas = setOf("was|were|had been|был|была|было|были")

// canAnswer reports whether a claim says a figure, and of nothing else.
func (c claim) canAnswer() bool { return c.why == understood && !c.beside && !c.aside }

// onlyTotal finds the only claim that is the sum of the others.
func onlyTotal(claims []claim) int {
	at := -1
	for i, c := range claims {
		if !c.total || !c.canAnswer() || c.asked {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	if len(claims) < 2 {
		return -1
	}
	return at
}

// hasOther reports whether another claim than the one at i can be the answer.
func hasOther(claims []claim, i int) bool {
	for j, c := range claims {
		if j != i && c.canAnswer() && !c.foreign {
			return true
		}
	}
	return false
}

// isElsewhereInMail reports whether a claim stands in another block of lines
// than the answer and is not all of its line, as figures of signatures do.
func isElsewhereInMail(parts []clause, answer, c claim) bool {
	return parts[c.part].block != parts[answer.part].block && (!parts[c.part].whole || c.leftOther) && !c.named
}

// whyNone says why no claim is the answer: what is wrong with the first one that
// was meant to be it.
func whyNone(claims []claim) reason {
	if len(claims) == 0 {
		return reasonNoNumber
	}
	at := slices.IndexFunc(claims, func(c claim) bool { return !c.beside && !c.aside && c.why != understood })
	if at < 0 {
		return reasonUnclear
	}
	return claims[at].why
}

// comparesTo reports whether a claim behind the answer begins with the words of
// a comparison: "130, up from 120", "130, was 120".
func (c claim) comparesTo(parts []clause, answer claim) bool {
	return c.part > answer.part && startsAside(parts[c.part].text)
}

// spoils reports whether a claim beside the answer could be the answer, too.
func (c claim) spoils(parts []clause, answer claim) bool {
	if c.part == answer.part {
		return false
	}
	words := prose.Words(parts[c.part].text)
	switch {
	case offersOther(words), onCondition(words), !c.beside && len(words) > 1 && (words[0] == "plus" || words[0] == "плюс"):
		return true // "66, plus two half pallets"
	case c.beside, c.comparesTo(parts, answer):
		return false
	case c.aside:
		return c.canSayOther(answer)
	case c.why == understood, c.isRemark(parts, answer), answer.ownLeft && c.leftOther && c.why == reasonOther:
		return false
	default:
		lost := slices.ContainsFunc(words, func(w string) bool { return lossWords[w] })
		return lost || c.bare || c.why == reasonRange || c.why == reasonAmbiguous
	}
}

// canSayOther reports whether a claim in brackets gives another value: "130 (140)".
func (c claim) canSayOther(answer claim) bool {
	return c.bare && c.why == understood && !c.said && !c.value.Equal(answer.value)
}

// isRemark reports whether a claim that says no clear figure only remarks on the
// answer.
func (c claim) isRemark(parts []clause, answer claim) bool {
	switch {
	case c.spoken:
		return c.why != reasonRange && c.why != reasonSeveral
	case c.depends && c.part > answer.part && !answer.depends:
		return true
	default:
		return c.foreign || c.why == reasonChange || isElsewhereInMail(parts, answer, c)
	}
}

// reason is why a claim keeps another one from being the answer.
func (c claim) reason() reason {
	if c.why == understood || c.why == reasonUnit || c.why == reasonOther {
		return reasonSeveral
	}
	return c.why
}

// onCondition reports whether a clause begins with another value on a condition of its
// own: «890, а при предоплате 850».
func onCondition(words []string) bool {
	return len(words) > 2 && words[0] == "а" && words[1] == "при" && !beginsWith(words[2], elsewhereStems)
}

// offersOther reports whether a clause begins with the words of another value.
func offersOther(words []string) bool {
	for i, w := range words {
		switch {
		case orWords[w]:
			return true
		case i > 1 || !tieWords[w] && w != "хотя" && w != "though" && w != "although":
			return false
		}
	}
	return false
}

// orWords begin a clause that offers another value.
var orWords = setOf("or|maybe|perhaps|possibly|probably|rather|или|либо|может|возможно|наверное|вероятно|скорее")

// startsAside reports whether a clause with a figure only compares: "was 120".
func startsAside(text string) bool {
	words := prose.Words(text)
	return len(words) > 1 && asideWords[words[0]] && !strings.ContainsAny(firstField(text), "'’") // "we're" is no "were"
}
