package answer

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/significance"
)

const (
	localeEnglish = "en"
	localeRussian = "ru"
)

// baseLocale maps a language tag to one that we write problems in.
func baseLocale(tag string) string {
	base, _, _ := strings.Cut(prose.Fold(strings.ReplaceAll(tag, "_", "-")), "-")
	if base == localeRussian {
		return localeRussian
	}
	if base == "" {
		return localeEnglish
	}
	return base
}

// speech holds the sentences of one language. {seen} is the person's text,
// {unit} and {bounds} are the question's, with the space before them, {example}
// is an answer that fits it, and {readings} are what the text can mean.
type speech struct {
	reasons  map[reason]string
	between  string // the bounds of a question, from "%s" to "%s"
	atLeast  string
	atMost   string
	noSuch   string // the number %d before an answer belongs to no question
	unplaced string
	nothing  string
	oneWord  string // more than that was written
	instead  string // the currencies %s that an amount can be in, too
	or       string // between two readings
	point    string // the decimal sign
}

var english = speech{
	reasons: map[reason]string{
		reasonUnclear:       "I am not sure about {seen}; please send the number alone, like {example}",
		reasonNoNumber:      "I found no number in {seen}; please send one, like {example}",
		reasonAmbiguous:     "{seen} can mean {readings}; please write the one you mean, with its unit or as plain digits",
		reasonRange:         "{seen} looks like a range; please send one number, like {example}",
		reasonSeveral:       "{seen} has several numbers; please send the one that counts, like {example}",
		reasonBound:         "{seen} is a bound, not a number; please send the number itself, like {example}",
		reasonChange:        "{seen} looks like a change; please send the value itself, like {example}",
		reasonUnsure:        "{seen} does not sound certain; please confirm the number",
		reasonSign:          "{seen} can be a minus or a list mark; please send the number alone",
		reasonUnit:          "{seen} has another unit than asked{unit}; please send the number in that unit",
		reasonCurrency:      "{seen} is in another currency than asked{unit}; please convert it{currencies}",
		reasonSharedSign:    "{seen} can be in several currencies; please write which: {taken}",
		reasonOutOfRange:    "{seen} is outside what is possible; please send a number {bounds}",
		reasonNotWhole:      "{seen} is not a point on the scale; please send a whole number {bounds}",
		reasonScaleOf:       "{seen} counts on another scale; please send a number {bounds}",
		reasonNotYesNo:      "I could not tell yes from no in {seen}; please answer yes or no",
		reasonNotChoice:     "{seen} is none of the choices; please send one of: {choices}",
		reasonNotDate:       "I found no date in {seen}; please write it like 2026-12-01",
		reasonDateAmbiguous: "{seen} can be more than one date; please write it like 2026-12-01",
		reasonWeekday:       "the weekday and the date in {seen} do not agree; please write the date like 2026-12-01",
		reasonNoLast:        "{seen} refers to an earlier value, but none is known; please send the number",
		reasonContradiction: "I found different answers, {seen}; please send the right one",
		reasonOther:         "{seen} seems to say more than the number; please send the number alone, like {example}",
		reasonVague:         "{seen} is no exact number; please send one, like {example}",
		reasonFraction:      "{seen} can be {readings}; please write which, with the % sign",
		reasonScaled:        "I am not sure about the size of {seen}; please write it with its unit{unit}",
		reasonDateOther:     "I am not sure that {seen} gives the day asked for; please send the day alone, like 2026-12-01",
		reasonDateVague:     "{seen} names no exact day; please send one, like 2026-12-01",
		reasonNoPick:        "I found no number in {seen}; please send those that you mean {bounds}, like {pick}, or all, or none",
		reasonPick:          "I am not sure which numbers {seen} means, so none of them counts yet; please send them alone, like {pick}, or all, or none",
		reasonPickBeyond:    "{seen} has a number that is not in the list, so none of them counts yet; please send all that you mean {bounds}, like {pick}",
		reasonOnlyNumbers:   "{seen} has no words; please say in words what you mean, and put numbers from the list behind the question that asks for them",
		reasonWhich:         "I could not tell which question {seen} answers; please put its number or name in front",
		reasonNotMarks:      "{seen} is not two whole numbers from 1 to 5; please send both, like 4 3",
		reasonNotSame:       "I could not read {seen}; please join the numbers of the lines that mean the same, like 3=7, or write none",
		reasonNoStatement:   "{seen} has a number that no line has; please look at the numbers again",
		reasonAcrossFields:  "{seen} joins lines of different fields; only lines of one field can mean the same",
		reasonNotFirsts:     "I could not read {seen}; please send the numbers of the lines alone, the most important first, like {firsts}, or none",
		reasonFirstTwice:    "{seen} names a line twice, so nothing is put first yet; please send different numbers, the most important first, like {firsts}",
		reasonFirstMany:     "{seen} has more than three numbers, so nothing is put first yet; please send three at most, the most important first, like {firsts}",
		reasonFirstBeyond:   "{seen} has a number that no line has, so nothing is put first yet; please send numbers {bounds}, like {firsts}",
		reasonNotVerdict:    "I could not tell what you decide in {seen}; please write accept, later, or no: and why",
		reasonCondition:     "{seen} accepts on a condition, so it counts as nothing yet; please write accept, or later: and what has to happen first",
		reasonNoReason:      "{seen} has no reason, which whoever proposed it is owed; please write no: and why",
		reasonNotVote:       "I could not tell how you vote in {seen}; please write for, against or abstain, and behind it why, if you like",
		reasonVoteCondition: "{seen} hangs on a condition, and all vote on the same text, so it counts as nothing yet; please write for or against, and tell the one who proposed it what you would change",
		reasonVotePart:      "{seen} is about a part, and all vote on the whole, so it counts as nothing yet; please write for, against or abstain",
		reasonVetoWhy:       "{seen} has no reason: a veto says which interest of your own is touched; please write VETO: and why",
	},
	between: " from %s to %s", atLeast: " of %s or more", atMost: " of %s or less",
	noSuch:   "there is no question %d; I did not use %s",
	unplaced: "I could not tell which question %s answers; please put the question's number in front",
	or:       " or ", point: ".",
	oneWord: "your answer counts only as the one word of a mail; to say it, reply with YES or NO and nothing else",
	nothing: "I found no new text in this mail; please write your answers above the quoted mail",
	instead: ", or send it in %s",
}

var russian = speech{
	reasons: map[reason]string{
		reasonUnclear:       "не уверены, что поняли {seen}; пришлите, пожалуйста, только число, например {example}",
		reasonNoNumber:      "в ответе {seen} нет числа; пришлите его, пожалуйста, например {example}",
		reasonAmbiguous:     "{seen} может значить {readings}; напишите, пожалуйста, нужное число с единицей или просто цифрами",
		reasonRange:         "{seen} похоже на диапазон; пришлите, пожалуйста, одно число, например {example}",
		reasonSeveral:       "в ответе {seen} несколько чисел; пришлите, пожалуйста, нужное, например {example}",
		reasonBound:         "{seen} — это граница, а не число; пришлите, пожалуйста, само число, например {example}",
		reasonChange:        "{seen} похоже на изменение; пришлите, пожалуйста, само значение, например {example}",
		reasonUnsure:        "{seen} звучит неуверенно; подтвердите, пожалуйста, число",
		reasonSign:          "в ответе {seen} черта может быть минусом или знаком списка; пришлите, пожалуйста, только число",
		reasonUnit:          "{seen} — не та единица, что в вопросе{unit}; пришлите, пожалуйста, число в ней",
		reasonCurrency:      "{seen} — не та валюта, что в вопросе{unit}; пересчитайте, пожалуйста{currencies}",
		reasonSharedSign:    "{seen} может быть в разных валютах; напишите, пожалуйста, в какой: {taken}",
		reasonOutOfRange:    "{seen} выходит за пределы возможного; пришлите, пожалуйста, число {bounds}",
		reasonNotWhole:      "{seen} — не деление шкалы; пришлите, пожалуйста, целое число {bounds}",
		reasonScaleOf:       "{seen} — по другой шкале; пришлите, пожалуйста, число {bounds}",
		reasonNotYesNo:      "из ответа {seen} неясно, да или нет; ответьте, пожалуйста, «да» или «нет»",
		reasonNotChoice:     "{seen} — нет среди вариантов; пришлите, пожалуйста, один из них: {choices}",
		reasonNotDate:       "в ответе {seen} нет даты; напишите её, пожалуйста, так: 2026-12-01",
		reasonDateAmbiguous: "{seen} может означать разные даты; напишите дату, пожалуйста, так: 2026-12-01",
		reasonWeekday:       "в ответе {seen} день недели не совпадает с датой; напишите дату, пожалуйста, так: 2026-12-01",
		reasonNoLast:        "{seen} ссылается на прежнее значение, но оно неизвестно; пришлите, пожалуйста, число",
		reasonContradiction: "найдены разные ответы, {seen}; пришлите, пожалуйста, верный",
		reasonOther:         "в ответе {seen} не только число; пришлите, пожалуйста, одно число, например {example}",
		reasonVague:         "{seen} — не точное число; пришлите его, пожалуйста, например {example}",
		reasonFraction:      "{seen} может значить {readings}; напишите, пожалуйста, со знаком %",
		reasonScaled:        "неясно, в каких единицах {seen}; напишите, пожалуйста, число с единицей{unit}",
		reasonDateOther:     "не уверены, что в ответе {seen} дата, о которой мы спрашивали; пришлите, пожалуйста, только её, например 2026-12-01",
		reasonDateVague:     "в ответе {seen} нет точного дня; пришлите его, пожалуйста, например 2026-12-01",
		reasonNoPick:        "в ответе {seen} нет номера; пришлите, пожалуйста, нужные номера {bounds}, например {pick}, или «все», или «ни одного»",
		reasonPick:          "неясно, какие номера имеются в виду в ответе {seen}, поэтому пока не учтён ни один; пришлите, пожалуйста, только номера, например {pick}, или «все», или «ни одного»",
		reasonPickBeyond:    "в ответе {seen} есть номер, которого нет в списке, поэтому пока не учтён ни один; пришлите, пожалуйста, все нужные номера {bounds}, например {pick}",
		reasonOnlyNumbers:   "в ответе {seen} нет слов; напишите, пожалуйста, словами, что имеете в виду, а номера из списка поставьте после того вопроса, который о них",
		reasonWhich:         "неясно, на какой вопрос отвечает {seen}; поставьте, пожалуйста, впереди его номер или имя",
		reasonNotMarks:      "{seen} — не два целых числа от 1 до 5; пришлите, пожалуйста, оба, например 4 3",
		reasonNotSame:       "не удалось прочитать {seen}; соедините, пожалуйста, номера строк об одном и том же, например 3=7, или напишите «нет»",
		reasonNoStatement:   "в ответе {seen} есть номер, которого нет в списке; посмотрите, пожалуйста, на номера ещё раз",
		reasonAcrossFields:  "{seen} соединяет строки из разных полей; об одном и том же могут быть только строки одного поля",
		reasonNotFirsts:     "не удалось прочитать {seen}; пришлите, пожалуйста, только номера строк, самое важное — первым, например {firsts}, или напишите «нет»",
		reasonFirstTwice:    "в ответе {seen} один номер назван дважды, поэтому пока ничего не выбрано; пришлите, пожалуйста, разные номера, самое важное — первым, например {firsts}",
		reasonFirstMany:     "в ответе {seen} больше трёх номеров, поэтому пока ничего не выбрано; пришлите, пожалуйста, не больше трёх, самое важное — первым, например {firsts}",
		reasonFirstBeyond:   "в ответе {seen} есть номер, которого нет среди строк, поэтому пока ничего не выбрано; пришлите, пожалуйста, номера {bounds}, например {firsts}",
		reasonNotVerdict:    "из ответа {seen} неясно, что вы решили; напишите, пожалуйста, «принять», «позже» или «нет:» и почему",
		reasonCondition:     "в ответе {seen} согласие с условием, поэтому пока оно не засчитано; напишите, пожалуйста, «принять» или «позже:» и что для этого нужно",
		reasonNoReason:      "в ответе {seen} нет причины, а её ждёт тот, кто это предложил; напишите, пожалуйста, «нет:» и почему",
		reasonNotVote:       "из ответа {seen} неясно, как вы голосуете; напишите, пожалуйста, «за», «против» или «воздержусь», а следом, если хотите, почему",
		reasonVoteCondition: "в ответе {seen} есть условие, а все голосуют за один и тот же текст, поэтому голос пока не засчитан; напишите, пожалуйста, «за» или «против», а автору предложения скажите, что бы вы изменили",
		reasonVotePart:      "в ответе {seen} речь о части, а голосуют за всё целиком, поэтому голос пока не засчитан; напишите, пожалуйста, «за», «против» или «воздержусь»",
		reasonVetoWhy:       "в ответе {seen} нет причины: тот, кто накладывает вето, называет, какие его интересы затронуты; напишите, пожалуйста, «ВЕТО:» и почему",
	},
	between: " от %s до %s", atLeast: " не меньше %s", atMost: " не больше %s",
	noSuch:   "вопроса %d нет; текст %s не использован",
	unplaced: "неясно, на какой вопрос отвечает %s; поставьте, пожалуйста, впереди номер вопроса",
	or:       " или ", point: ",",
	oneWord: "ответ засчитывается, только если в письме больше ничего нет; ответьте одним словом: ДА или НЕТ",
	nothing: "в письме нет нового текста; напишите, пожалуйста, ответы над цитатой",
	instead: ", или пришлите в %s",
}

func speechFor(locale string) speech {
	if baseLocale(locale) == localeRussian {
		return russian
	}
	return english
}

// problem words why the text seen is not an answer to the question, which it
// names as the mail does: by its number and its text.
func (s speech) problem(number int, q partnership.Question, seen string, why reason) string {
	unit := ""
	if q.Unit != "" {
		unit = " (" + q.Unit + ")"
	}
	currencies := ""
	if len(q.Currencies) > 0 {
		currencies = fmt.Sprintf(s.instead, strings.Join(q.Currencies, s.or))
	}
	taken := strings.Join(sharing(q, seen), s.or)
	fill := strings.NewReplacer("{seen}", quoted(seen), "{unit}", unit, "{currencies}", currencies, "{taken}", taken, " {bounds}", s.bounds(q), "{choices}", strings.Join(q.Choices, ", "),
		"{example}", s.number(exampleOf(q)), "{firsts}", significance.FirstsValue(q.SomeFirst()).String(), "{pick}", partnership.PickValue(q.SomeListed()).String(), "{readings}", s.readings(seen, why))
	return fmt.Sprintf("%d) %s %s", number, title(q), fill.Replace(s.reasons[why]))
}

// number writes a number as the language does, without grouping.
func (s speech) number(d decimal.Decimal) string { return strings.Replace(d.String(), ".", s.point, 1) }

// readings lists what a text can mean: 1200 and 1.2 for "1,200", a percentage
// and a share for "0.4".
func (s speech) readings(seen string, why reason) string {
	literal := literalPattern.FindString(seen)
	plain, err := decimal.NewFromString(strings.Replace(literal, ",", ".", 1))
	switch {
	case err != nil:
		return "…"
	case why == reasonFraction:
		return s.number(plain.Shift(2)) + " %" + s.or + s.number(plain) + " %"
	default:
		return s.number(plain.Shift(3)) + s.or + s.number(plain)
	}
}

var literalPattern = regexp.MustCompile(`\d*[.,]?\d+`)

// exampleOf is a number that fits a question: one that its writer has seen, or
// one between its bounds.
func exampleOf(q partnership.Question) decimal.Decimal {
	lo, hi := q.Min, q.Max
	if outOfTen(q.Kind) {
		lo, hi = orElse(lo, 0), orElse(hi, 10)
	}
	switch {
	case q.Last != nil:
		return *q.Last
	case q.Target != nil:
		return *q.Target
	case lo != nil && hi != nil:
		return lo.Add(hi.Sub(*lo).Mul(decimal.New(7, -1))).Round(0)
	case parseUnit(q.Unit).group == unitPercent:
		return decimal.NewFromInt(95)
	default:
		return decimal.NewFromInt(120)
	}
}

// title is the question's text in one line, or its ID when it has none, ready
// to be followed by what is the matter with it.
func title(q partnership.Question) string {
	text := strings.Join(strings.Fields(q.Text), " ")
	if letters := []rune(text); len(letters) > maxSeen {
		text = strings.TrimRight(string(letters[:maxSeen-1]), " ") + "…"
	}
	switch {
	case text == "":
		return q.ID + ":"
	case strings.HasSuffix(text, "?"):
		return text
	default:
		return strings.TrimRight(text, ".:") + ":"
	}
}

func (s speech) bounds(q partnership.Question) string {
	lo, hi := q.Min, q.Max
	if outOfTen(q.Kind) {
		lo, hi = orElse(lo, 0), orElse(hi, 10)
	}
	switch {
	case lo != nil && hi != nil:
		return fmt.Sprintf(s.between, lo, hi)
	case lo != nil:
		return fmt.Sprintf(s.atLeast, lo)
	case hi != nil:
		return fmt.Sprintf(s.atMost, hi)
	default:
		return ""
	}
}

// maxSeen is how much of a person's text a problem repeats.
const maxSeen = 60

func quoted(seen string) string {
	s := strings.Join(strings.Fields(seen), " ")
	if utf8.RuneCountInString(s) > maxSeen {
		s = strings.TrimSpace(string([]rune(s)[:maxSeen])) + "…"
	}
	return `"` + s + `"`
}

func formatSeen(text, seen string) string { return fmt.Sprintf(text, quoted(seen)) }
