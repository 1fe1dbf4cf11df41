package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// reason says why a text is not an answer to a question. It is worded for the
// reader in locale.go.
type reason uint8

const (
	understood reason = iota
	reasonUnclear
	reasonNoNumber
	reasonAmbiguous
	reasonRange
	reasonSeveral
	reasonBound
	reasonChange
	reasonUnsure
	reasonSign
	reasonUnit
	reasonCurrency
	reasonSharedSign
	reasonOutOfRange
	reasonNotWhole
	reasonScaleOf
	reasonNotYesNo
	reasonNotChoice
	reasonNotDate
	reasonDateAmbiguous
	reasonWeekday
	reasonNoLast
	reasonContradiction
	reasonWhich
	reasonOther
	reasonVague
	reasonFraction
	reasonScaled
	reasonDateOther
	reasonDateVague
	reasonNoPick
	reasonPick
	reasonPickBeyond
	reasonOnlyNumbers
	reasonNotMarks
	reasonNotSame
	reasonNoStatement
	reasonAcrossFields
	reasonNotFirsts
	reasonFirstTwice
	reasonFirstMany
	reasonFirstBeyond
	reasonNotVerdict
	reasonCondition
	reasonNoReason
	reasonNotVote
	reasonVoteCondition
	reasonVotePart
	reasonVetoWhy
)

// reading is what was read from the text given as an answer.
type reading struct {
	value partnership.Value
	unit  string
	rough bool // the person calls it rough or not final
}

// readAnswer reads a text as the answer to a question. It never guesses: a
// text with two readings gives a reason instead of a value.
func readAnswer(q partnership.Question, text string, c Context) (reading, reason) {
	if q.Kind == partnership.KindDecide { // a reason may say anything
		return readDecision(text)
	}
	if q.Kind == partnership.KindVote { // so may that of a vote
		return readVote(text)
	}
	if isWithheld(q, text) {
		return reading{}, reasonUnclear
	}
	if r, why, done := readPhrase(q, text); done {
		return r, why
	}
	switch q.Kind {
	case partnership.KindNumber, partnership.KindMoney:
		return readCount(q, text, c)
	case partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		return readScale(q, withoutAskedMonth(q, text, c.Today), c.Locale)
	case partnership.KindYesNo:
		return readWorded(text, func(s string) (partnership.Value, reason) { return readYesNo(s, q) })
	case partnership.KindChoice:
		return readWorded(text, func(s string) (partnership.Value, reason) { return readChoice(s, q) })
	case partnership.KindDate:
		return readDay(q, text, c)
	case partnership.KindTask:
		return readTask(text, c)
	case partnership.KindPick:
		return readPick(q, text)
	case partnership.KindMarks:
		return readMarks(text)
	case partnership.KindSame:
		return readGroups(q, text)
	case partnership.KindRank:
		return readFirsts(q, text)
	default:
		return reading{value: partnership.TextValue(text)}, understood
	}
}

// readCount reads how many or how much. Where nothing else is asked, a figure with
// its name beside it is the answer, whatever the rest of the text tells.
func readCount(q partnership.Question, text string, c Context) (reading, reason) {
	text, ok := asDenied(q, text)
	if !ok || fewTimes.Matches(prose.Fold(text)) {
		return reading{}, reasonOther
	}
	text = withoutAskedMonth(q, text, c.Today)
	q, why := inItsCurrency(q, text)
	if why != understood {
		return reading{}, why
	}
	r, why := readFigure(q, text, c.Locale)
	if bound, ok := boundFigure(q, text, false); ok && len(c.Questions) == 1 && (why == reasonUnclear || why == reasonOther) {
		return readFigure(q, bound, c.Locale)
	}
	return r, why
}

// fewTimes finds a round number that is multiplied by a few: "a couple of dozen".
var fewTimes = prose.Lazily(`\b(?:couple|few|several)(?: of)? (?:dozen|hundred|thousand|million)|(?:^|\s)(?:пар[ауы]|несколько|нескольких) (?:десятк|сот|тысяч|миллион|дюжин)`)

// readDay reads a date. A weekday is the next one, unless it is said to be over.
func readDay(q partnership.Question, text string, c Context) (reading, reason) {
	text, unsure := rewordDay(text, len(c.Questions) == 1)
	d, rough, why := readDate(q, text, c.Today)
	rough = rough || unsure
	if why == understood && isOverBy(text) && c.Today.Before(d) && d.Before(c.Today.AddDays(8)) {
		d = d.AddDays(-7) // "we sent it on Friday already"
	}
	if why == reasonDateOther && len(c.Questions) == 1 {
		d, rough, why = readOpenDate(q, text, c.Today)
	}
	if done, ok := readDone(q, text, c.Today); ok && why != understood {
		return reading{value: partnership.DateValue(done)}, understood
	}
	if why == understood {
		why = whyOtherDay(q, text, d, c.Today)
	}
	if why != understood {
		return reading{}, why
	}
	return reading{value: partnership.DateValue(d), rough: rough}, why
}

// whyOtherDay is why a day that was read is not the one that is asked for.
func whyOtherDay(q partnership.Question, text string, d, today cadence.Date) reason {
	switch {
	case d.Before(today) && asksComing.Matches(prose.Fold(q.Text)):
		return reasonDateOther // the next one has not been yet
	case namesOtherMonth(text, d):
		return reasonDateVague // "June, a Saturday"
	default:
		return understood
	}
}

// isOverBy reports whether a text says that something has been done on its weekday.
func isOverBy(text string) bool {
	return alreadyOn.Matches(text) || lastTime.Matches(prose.Fold(text)) && !onlyIntended.Matches(prose.Fold(text))
}

// asksComing finds questions for the day of what comes next.
var asksComing = prose.Lazily(`\b(?:next|upcoming|following)\b|следующ|ближайш|очередн`)

// namesOtherMonth reports whether a text with a weekday and no day of a month names
// months, and none of them is that of the day that was read.
func namesOtherMonth(text string, d cadence.Date) bool {
	if anyDigit(text) || len(text) > maxMended {
		return false
	}
	other := false
	for _, w := range prose.Words(text) {
		m := monthNamed(w)
		if m == int(d.Month) {
			return false
		}
		other = other || m > 0 && w != "may" && w != "mar"
	}
	return other
}

// alreadyOn finds a weekday on which something has been done.
var alreadyOn = prose.Lazily(`(?i)(?:\balready\b.*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*\balready\b|(?:^|\s)(?:в|во)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\s+уже\s|(?:^|\s)уже\s+\p{L}+л[иао]?\s+(?:в|во)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))`)

// isWithheld reports whether a value is known and not told. A question for text
// takes that as its answer.
func isWithheld(q partnership.Question, text string) bool {
	return q.Kind != partnership.KindText && !isPlain(text) && mayWithhold(text) && withheld.Matches(text)
}

// mayWithhold spares most texts the longer search.
func mayWithhold(text string) bool {
	return containsAny(text, "onfidential", "ecret", "NDA", "isclos", "hare", "ublish", "eveal", "не ", "Не ", "тайна", "онфиденц")
}

// withheld finds that somebody knows and does not tell: neither none nor unknown.
var withheld = prose.Lazily(`(?i)\b(?:confidential|trade secret|under nda|(?:can['’]?t|cannot|can\s?not|won['’]?t|will not|not allowed to|may not|must not|not going to|rather not) (?:disclose|share|publish|reveal)\p{L}*)\b|(?:^|\s)не (?:дам|дадим|раскро[ею]\p{L}*|раскрыва\p{L}+|разглаша\p{L}+|назов[уе]м?|подел\p{L}+)(?:$|[\s,.!])|коммерческая тайна|конфиденциальн`)

// readWorded reads an answer in words; the last word counts.
func readWorded(text string, read func(string) (partnership.Value, reason)) (reading, reason) {
	if v, ok := readMended(text, read); ok {
		return reading{value: v}, understood
	}
	v, why := read(text)
	return reading{value: v}, why
}

// readPhrase reads "don't know" and "same as last time".
func readPhrase(q partnership.Question, text string) (reading, reason, bool) {
	parts := clauses(text)
	switch {
	case len(parts) == 0 && q.Kind == partnership.KindYesNo:
		return reading{}, understood, false // a sign may say yes
	case q.ID == partnership.QuestionAttend && comesPerhaps.Matches(text):
		return reading{value: partnership.UnknownValue()}, understood, true
	case len(parts) == 0, q.Kind == partnership.KindText:
		return reading{value: partnership.UnknownValue()}, understood, isPhrase(text, unknownPhrases)
	case saysUnknown(q, text, parts):
		return reading{value: partnership.UnknownValue()}, understood, true
	case isFigureKind(q.Kind) && saysSame(parts[0].text):
		return readSame(q, parts[1:])
	default:
		return reading{}, understood, false
	}
}

// comesPerhaps finds that somebody comes to a meeting perhaps, whatever else they say of it:
// "maybe, I may be late".
var comesPerhaps = prose.Lazily(`(?i)^\s*(?:maybe|perhaps|possibly|tentative|not sure|может быть|может,? приду|возможно|наверное|пока не знаю|не уверена?)(?:$|[\s,.;:!…–—-])`)

// withoutOwn leaves the words of the question out: "pilot date not known yet".
func withoutOwn(q partnership.Question, text string) string {
	if len(text) > 80 || isDigit(rune(text[0])) {
		return ""
	}
	words := prose.Words(text)
	if len(words) > 1 && aboutWords[words[0]] {
		words = words[1:]
	}
	words = slices.DeleteFunc(words, func(w string) bool { return !hedgeWords[w] && !fillers[w] && !isNegation(w) && ownWord(q, w) })
	return strings.Join(words, " ")
}

// aboutWords stand before what one does not know: "on revenue no data".
var aboutWords = setOf("по|про|насчет|о|об|с|on|for|about|regarding|re|as")

// saysSame reports whether a clause points to the value reported before.
func saysSame(text string) bool {
	return isPhrase(sinceLast().ReplaceAllString(sinceFirst().ReplaceAllString(prose.Fold(text), ""), ""), samePhrases) || len(text) < 80 && sameAsLast.Matches(text)
}

var sameAsLast = prose.Lazily(`(?i)^(?:(?:it['’]?s\s+)?(?:still|exactly|again)?\s*(?:the\s+)?same(?:\s+(?:number|figure|value|result|amount|score|level|count|again|here))*(?:\s+as(?:\s+(?:in|for))?(?:\s+(?:the\s+)?(?:last|previous|prior)(?:\s+\p{L}+)?|\s+(?:before|previously)))?|(?:ровно\s+|опять\s+)?(?:столько\s+же|то\s+же(?:\s+самое)?|та\s+же(?:\s+цифра)?|те\s+же(?:\s+цифры)?|тот\s+же(?:\s+(?:показатель|уровень))?|цифр\p{L}\s+(?:та|те)\s+же)(?:,?\s+(?:что|сколько|как))?(?:\s+и)?(?:\s+(?:в|на)\s+(?:прошл\p{L}+|предыдущ\p{L}+)\s+\p{L}+|\s+раньше)?)\s*[.!]*$`)

// sinceFirst is the same where it comes first.
var sinceFirst = prose.Lazily(`^(?:since|compared (?:to|with)|с|со|к|по сравнению с)\s+(?:the\s+)?(?:last|previous|прошл\p{L}+|предыдущ\p{L}+)\s+\p{L}+,?\s+`)

// sinceLast is what "no change" compares with.
var sinceLast = prose.Lazily(`\s+(?:since|from|compared (?:to|with)|against|on|к|с|по сравнению с)\s+(?:the\s+)?(?:last|previous|прошл\p{L}+|предыдущ\p{L}+)\s+\p{L}+$`)

// readSame takes the value reported before. A figure beside the phrase speaks
// for itself unless it contradicts.
func readSame(q partnership.Question, rest []clause) (reading, reason, bool) {
	figure := anyFigure(q, rest)
	switch {
	case figure && q.Last == nil:
		return reading{}, understood, false
	case figure:
		for _, c := range rest {
			if n, why := readClause(q, c.text, localeEnglish); why == understood && n.value.Equal(*q.Last) {
				return reading{}, understood, false
			}
		}
		return reading{}, reasonContradiction, true
	case q.Last == nil:
		return reading{}, reasonNoLast, true
	default:
		return reading{value: partnership.NumberValue(*q.Last), unit: q.Unit}, understood, true
	}
}

func anyFigure(q partnership.Question, parts []clause) bool {
	for _, c := range parts {
		if holdsFigure(q, c.text, localeEnglish) {
			return true
		}
	}
	return false
}

// readFigure reads a number or an amount of money in the question's unit.
func readFigure(q partnership.Question, text, locale string) (reading, reason) {
	if saysNone(q, withoutIdioms(text)) {
		return reading{value: partnership.NumberValue(decimal.Zero), unit: q.Unit}, understood
	}
	n, why := readAmount(q, text, locale)
	if why != understood {
		return reading{}, why
	}
	asked := parseUnit(q.Unit)
	if why := fitsAsked(q, n, asked); why != understood {
		return reading{}, why
	}
	v, why := inUnit(n, asked)
	if why == reasonScaled && !n.scaled && n.unit.isZero() && isUsual(q, n.value) {
		v, why = n.value, understood // 6300 thousand, where it was 6100 thousand before
	}
	switch {
	case why != understood:
		return reading{}, why
	case isOnlyNew(q, v, text):
		return reading{}, reasonChange
	case asked.group == unitPercent && n.unit.isZero() && isFraction(q, v):
		return reading{}, reasonFraction
	case !within(v, q.Min, q.Max):
		return reading{}, reasonOutOfRange
	}
	unit := q.Unit
	if unit == "" {
		unit = n.unit.base
	}
	return reading{value: partnership.NumberValue(v), unit: unit, rough: n.rough}, understood
}

// isOnlyNew reports whether a figure is said to be of new ones, and is much too small for
// all that were counted before: "280 new users" where there were 5200.
func isOnlyNew(q partnership.Question, v decimal.Decimal, text string) bool {
	if q.Kind != partnership.KindNumber || q.Last == nil || wordsOf(q).fresh || wordsOf(q).change || !v.IsPositive() {
		return false
	}
	return v.Mul(decimal.NewFromInt(4)).LessThan(*q.Last) && slices.ContainsFunc(prose.Words(text), func(w string) bool { return newWords[w] })
}

// isUsual reports whether a figure is of the size of the one reported before.
func isUsual(q partnership.Question, v decimal.Decimal) bool {
	two := decimal.NewFromInt(2)
	return q.Last != nil && q.Last.IsPositive() && v.LessThanOrEqual(q.Last.Mul(two)) && v.GreaterThanOrEqual(q.Last.Div(two))
}

// fitsAsked judges whether a figure counts what the question asks for, and in
// what.
func fitsAsked(q partnership.Question, n quantity, asked unit) reason {
	switch {
	case n.outOf != nil && (q.Max == nil || !q.Max.Equal(*n.outOf)):
		return reasonScaleOf
	case asked.group == unitMoney && n.unit.group == unitMoney && !asked.fits(n.unit):
		return reasonCurrency
	case !asked.fits(n.unit), q.Unit == "" && q.Kind == partnership.KindNumber && isForeignUnit(q, n.unit), n.countsWhere(asked):
		return reasonUnit
	case asked.group == 0 && asked.scale.GreaterThan(decimal.NewFromInt(1)) && n.thing && !n.scaled:
		return reasonScaled // "130 leads" for a question in thousands of leads
	default:
		return understood
	}
}

// countsWhere reports whether a figure counts things where a sum or a share is asked for, and
// has no such unit itself.
func (n quantity) countsWhere(asked unit) bool {
	return (asked.group == unitPercent || asked.group == unitMoney) && n.thing && n.unit.group != asked.group
}

// isForeignUnit reports whether a unit can't be that of a question which names
// none: one of another dimension where it asks how many there are, and an
// abbreviation that can be something else.
func isForeignUnit(q partnership.Question, u unit) bool {
	if u.group == 0 || u.group == unitCount || ownWord(q, u.base) {
		return false
	}
	if u.group == unitMoney && !aboutMoney.Matches(prose.Fold(q.Text)) {
		return true
	}
	return u.short || wordsOf(q).counts
}

// aboutMoney finds questions for a sum that are asked as ones for a number.
var aboutMoney = prose.Lazily(`pric|cost|value|revenue|turnover|sum\b|amount|fee|spen[dt]|sales|income|money|budget|donat|paid|pay|earn|profit|margin|salary|wage|order|ticket|basket|rate|pipeline|mrr|arr|цен[аыу]|стоим|сумм|чек|доход|выруч|расход|затрат|оборот|бюджет|потрат|заработ|плат|прибыл|марж|сбор|деньг|денег|взнос|долг|тариф|ставк|воронк`)

var asksCount = prose.Lazily(`\bhow many\b|\bnumber of\b|сколько|количество|^число`)

// isFraction reports whether a number without a sign of per cent is more likely
// a share of one than so many per cent.
func isFraction(q partnership.Question, v decimal.Decimal) bool {
	one := decimal.NewFromInt(1)
	small := func(d *decimal.Decimal) bool { return d != nil && d.Abs().LessThanOrEqual(one) }
	return !v.IsZero() && v.Abs().LessThan(one) && !small(q.Last) && !small(q.Target)
}

// inUnit converts a figure to a question's scaled unit: "1 200 000 ₽" and
// "1,2 млн ₽" are both 1.2 where the unit is "млн ₽".
func inUnit(n quantity, asked unit) (decimal.Decimal, reason) {
	v := n.value
	if !n.unit.isZero() && !n.unit.scale.IsZero() {
		v = v.Mul(n.unit.scale)
	}
	one, ten := decimal.NewFromInt(1), decimal.NewFromInt(10)
	explicit := n.scaled || !n.unit.isZero() && n.unit.scale.GreaterThan(one)
	switch {
	case asked.scale.IsZero() || asked.scale.Equal(one), !explicit && n.unit.isZero() && v.LessThan(asked.scale.Mul(ten)):
		return v, understood
	case explicit || v.GreaterThanOrEqual(asked.scale) && !n.unit.isZero():
		return v.Div(asked.scale), understood
	case v.GreaterThanOrEqual(decimal.New(1, 6)) && v.GreaterThanOrEqual(asked.scale) && v.Mod(decimal.New(1, 3)).IsZero():
		return v.Div(asked.scale), understood // "3 100 000" for a question in thousands
	default:
		return v, reasonScaled // "5 ₽" or "50 000" for a question in thousands
	}
}

// readScale reads a point on a scale. A confidence may lie between two points;
// other scales have whole points only.
func readScale(q partnership.Question, text, locale string) (reading, reason) {
	n, why := readAmount(q, text, locale)
	if why != understood {
		return reading{}, why
	}
	lo, hi := q.Min, q.Max
	if outOfTen(q.Kind) {
		lo, hi = orElse(lo, 0), orElse(hi, 10)
	}
	switch {
	case n.outOf != nil && (hi == nil || !hi.Equal(*n.outOf)):
		return reading{}, reasonScaleOf
	case !parseUnit(q.Unit).fits(n.unit) || q.Unit == "" && !n.unit.isZero() && n.unit.group != unitCount, n.scaled:
		return reading{}, reasonUnit
	case !within(n.value, lo, hi):
		return reading{}, reasonOutOfRange
	case q.Kind != partnership.KindConfidence && !n.value.IsInteger():
		return reading{}, reasonNotWhole
	}
	return reading{value: partnership.NumberValue(n.value), unit: q.Unit, rough: n.rough}, understood
}

// outOfTen reports whether the kind is a scale from 0 to 10 by its nature.
func outOfTen(k partnership.QuestionKind) bool {
	return k == partnership.KindConfidence || k == partnership.KindNPS
}

func orElse(d *decimal.Decimal, v int64) *decimal.Decimal {
	if d != nil {
		return d
	}
	def := decimal.NewFromInt(v)
	return &def
}

func within(v decimal.Decimal, lo, hi *decimal.Decimal) bool {
	return (lo == nil || !v.LessThan(*lo)) && (hi == nil || !v.GreaterThan(*hi))
}
