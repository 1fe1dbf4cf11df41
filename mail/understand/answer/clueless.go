package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// saysUnknown reports whether a text answers that the person does not know. Of a
// yes or a choice, what stands beside it is read with it.
func saysUnknown(q partnership.Question, text string, parts []clause) bool {
	first := parts[0].text
	switch {
	case q.Kind == partnership.KindYesNo:
		return isPhrase(text, unknownPhrases) && hasLetter(text) && !hasSense(talk.Items(text), talk.Unwanted)
	case isPhrase(text, unknownPhrases), text == "-", text == "–", text == "—":
		return true
	case q.Kind == partnership.KindChoice:
		return false
	case isFigureKind(q.Kind) && len(text) < maxNamedPhrase && !hasFigure(text) && notThereYet.Matches(prose.Fold(text)) && !willTell.Matches(text) && !anyFigure(q, parts):
		return true
	case saysClueless(text), len(text) < maxMended && noneYet.Matches(text) && !anyFigure(q, parts) && !willTell.Matches(text):
		return true
	default:
		contrasts := slices.ContainsFunc(parts[1:], func(c clause) bool { return hasSense(talk.Items(c.text), talk.But) })
		return !contrasts && (isPhrase(first, unknownPhrases) || isPhrase(withoutOwn(q, first), unknownPhrases)) && !anyFigure(q, parts[1:]) && !asksBack(text)
	}
}

// noneYet says that what is asked for isn't there yet: "no date from them yet".
var noneYet = prose.Lazily(`(?i)^(?:sorry[,.]?\s+)?(?:(?:there\s+is|we\s+have|i\s+have|still|as\s+yet)\s+)?no\s+(?:\p{L}+\s+)?(?:date|day|numbers?|figures?|data|info|information|word|idea|news|results?|count|estimate|feedback)\b[^.!?\n,;]{0,60}\b(?:yet|so\s+far|at\s+hand|available)\b|^(?:по\s+\p{L}+\s+)?(?:(?:пока|еще|ещё|к\s+сожалению|на\s+сегодня)[,\s]+)*(?:нет\s+(?:\p{L}+\s+)?(?:даты|срока|данных|цифр\p{L}?|информации|сведений|понимания|ясности|ответа|итогов|подсчета)|(?:даты|срока|данных|цифр|информации|сведений|итогов|факта)\s+(?:пока|еще|ещё)\s+нет)`)

// notThereYet says that whoever has to is still at it: "not booked yet", "still
// waiting on accounts", «бухгалтерия ещё не дала».
var notThereYet = prose.Lazily(`\bnot (?:been )?\p{L}+(?:ed|en|unted) yet\b|\bnot (?:in|there|ready|available|final|out) yet\b|\b(?:still|are|is) (?:being )?(?:waiting|counting|counted|calculated|calculating|collected|collecting|checking|checked|reconciling)\b|(?:^|\s)(?:еще|пока) (?:никто )?не \p{L}{2,}(?:ла|ли|ло|ла|л|лся|лась|лось|лись|ны|но|на|ен|ан|ем|им|ют|ят|ет|ит)(?:$|[\s,.])|(?:^|\s)(?:еще|пока) (?:ждем|жду|считаем|считает|считают|сводит|сводим|сводят|собираем|собирает|уточняем|сверяем|сверяет)(?:$|[\s,.])`)

// willTell finds a word of what is to come, which is no word of not knowing.
var willTell = prose.Lazily(`(?i)\b(?:will|shall|going\s+to|soon|as\s+soon\s+as)\b|['’]ll\b|сообщ|пришл|верн[уе]|уточн|отпиш|дам\b|скаж|напиш|позже`)

// saysClueless reports whether a text says that the person does not know, and
// nothing that could be the answer after all.
func saysClueless(text string) bool {
	said := false
	for _, c := range clauses(text) {
		if anyDigit(c.text) || hasValue(c.text) {
			return false
		}
		items := talk.Items(c.text)
		if talk.AbsenceIn(c.text) {
			return false // when they return is not known
		}
		said = said || hasSense(items, talk.Clueless)
		if hasSense(items, talk.But) && len(items) > 1 {
			return false
		}
	}
	return said && !asksBack(text)
}

// asksBack reports whether a person does not know what they are asked: "no idea
// what you want from me".
func asksBack(text string) bool {
	tokens := talk.Tokens(text)
	return slices.ContainsFunc(tokens, func(w string) bool { return questionWords[w] }) &&
		slices.ContainsFunc(tokens, func(w string) bool { return askerWords[w] })
}

var (
	questionWords = setOf("what|who|which|why|what's|что|чего|кто|какой|какие|какую|зачем|о")
	askerWords    = setOf("you|your|this|that|mean|means|explain|вы|вам|вас|ваш|ваше|речь|имеете|имеется|хотите|объясните|поясните")
)
