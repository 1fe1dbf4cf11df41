package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// remarkWords begin a remark that may hold figures of its own, because it says
// why or of what: "130 including 20 resellers".
var remarkWords = setOf("because|due|thanks|including|incl|counting|вместе|считая|потому|из-за|благодаря|включая")

// judgeRemark judges a remark behind a figure in its clause. A "but" that takes
// something back leaves the figure open.
func judgeRemark(tokens []lexeme) reason {
	explains := remarkWords[tokens[0].text]
	turns := contrary[tokens[0].text]
	for _, t := range tokens[1:] {
		switch {
		case t.kind == figureLexeme && !t.spoken && !explains, t.text == "?":
			return reasonUnclear
		case turns && takesBack[t.text]:
			return reasonUnclear
		}
	}
	return understood
}

// isLooseRemark reports whether the words behind a figure and its noun are a
// remark of no consequence: "5400 EUR по счёту агентства". A place, a part, a
// rate or a condition is none.
func isLooseRemark(q partnership.Question, tokens []lexeme) bool {
	if partWords[tokens[0].text] {
		return false
	}
	for i, t := range tokens {
		switch {
		case i > 0 && (commentWords[t.text] || t.text == "so"):
			return judgeRemark(tokens[i:]) == understood
		case t.text == "?", t.text == "%", t.kind == signLexeme && strings.ContainsAny(t.text, "/=+<>"):
			return false
		case t.kind != wordLexeme:
		case otherWords[t.text], boundWords[t.text], changeWords[t.text], lossWords[t.text], isElsewhere(q, t.text), notAllWords[t.text], isVerb(t.text) && beginsWith(t.text, undoing) && !ownWord(q, t.text):
			return false
		}
	}
	return true
}

// notAllWords say that a figure is a part of what was asked for.
var notAllWords = setOf("only|just|part|partly|half|first|second|each|alone|extra|so|другим|часть|частично|половина|половину|первый|первая|первую|первой|первом|этап|этапа|новому|другой|другие|других|чужих|либо")

var (
	contrary = setOf("but|though|although|while|however|but|но|хотя|однако|правда|зато")
	// takesBack are words that, behind a "but", make the figure another one.
	takesBack = setOf("not|no|half|some|part|partly|without|except|excluding|last|previous|plan|target|planned|forecast|old|whole|group|wrong|unsure|sure|doubt|maybe|might|could|may|half|most|both|together|combined|double|twice|all|if|only|incomplete|partial|не|нет|половина|часть|частично|без|кроме|план|плана|прошлый|прошлого|прошлую|прошлой|прогноз|старая|старые|вместе|может|возможно|если|только|неполные|неполная|вся|весь|всей|дубли|спам")
)

// remarksOn judges what the clauses without the figure say about it: a
// condition, or that the figure is another one.
func remarksOn(q partnership.Question, parts []clause, at int) reason {
	for i, c := range parts {
		if i == at || c.aside && c.sentence != parts[at].sentence {
			continue
		}
		words := prose.Words(c.text)
		if len(words) == 0 {
			continue
		}
		switch {
		case isConditionOf(parts, i, at, words):
			return reasonUnsure
		case hasFigure(c.text):
		case isLeadIn(parts, i, at) && narrows(q, words), disclaims(words), opposesTax(q, c.text):
			return reasonUnclear
		}
	}
	return understood
}

// isConditionOf reports whether the figure of a clause depends on the clause at i:
// on any condition in its sentence but one that an aside begins with, and on an
// "if" right behind it.
func isConditionOf(parts []clause, i, at int, words []string) bool {
	if i == at+1 && (words[0] == "if" || words[0] == "если") {
		return true
	}
	if i > at && hasFigure(parts[i].text) && hopes(words) {
		return false // "310k, we hope for 350k"
	}
	return parts[i].sentence == parts[at].sentence && isConditional(words) && (i <= at || !startsAside(parts[i].text))
}

// isLeadIn reports whether the clause at i stands before the figure's one in its
// sentence.
func isLeadIn(parts []clause, i, at int) bool {
	return i < at && parts[i].sentence == parts[at].sentence
}

// isConditional reports whether a clause makes its sentence depend on something:
// "120, if the deal closes".
func isConditional(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return conditions[w] }) && !saysRoughly(words)
}

// hopes reports whether a clause tells what somebody hopes for.
func hopes(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w == "hope" || w == "надеемся" || w == "надеюсь" })
}

var conditions = setOf("permitting|условии|условием|условие|condition|if|unless|hope|hopefully|maybe|perhaps|probably|possibly|assuming|provided|если|надеюсь|надеемся|наверное|наверно|возможно|вероятно|видимо|кажется|вроде|похоже")

// narrows reports whether a clause that leads up to a figure says where or in
// what it holds: "In Oslo, 50".
func narrows(q partnership.Question, words []string) bool {
	return partWords[words[0]] && len(words) < 6 && (len(words) == 1 || !officialese[words[1]]) && slices.ContainsFunc(words[1:], func(w string) bool {
		return !fillers[w] && !ownWord(q, w) && periods[w] == 0 && !roughWords[w] && !hedgeWords[w] && !nowWords[w] && !partWords[w] && !sameThing(q, w)
	})
}

// officialese follows a preposition without narrowing anything down: "in reply to".
var officialese = setOf("request|letter|mail|email|enquiry|inquiry|message|questions|запрос|запросу|письмо|письму|обращение|вопросы|исполнение|соответствии|ответ|целях|рамках|связи|дополнение|продолжение|итогам|результатам|результате|согласованию|reply|response|accordance|line|addition|reference|regard|answer|summary|short|brief|general|fact|particular|total")

func hasFigure(text string) bool { return strings.ContainsAny(text, "0123456789") }

// disclaims reports whether a clause without a figure says that the figure is
// another one: "that's last month's", "without Poland", "это план".
func disclaims(words []string) bool {
	if len(words) > 8 {
		return false
	}
	if leavesOut.Matches(strings.Join(words, " ")) {
		return !hasSense(talk.Items(strings.Join(words[1:], " ")), talk.Objection, talk.Hindrance, talk.Amiss) && !slices.ContainsFunc(words[1:], func(w string) bool { return beginsWith(w, harmlessLack) })
	}
	if tieWords[words[0]] && !pointers[words[0]] {
		words = words[1:]
	}
	if len(words) < 2 || !pointers[words[0]] {
		return false
	}
	other := false
	for _, w := range words[1:] {
		if better[w] {
			return false
		}
		other = other || disclaimed[w] || slices.ContainsFunc(elsewhereStems, func(s string) bool { return strings.HasPrefix(w, s) })
	}
	return other
}

var (
	leavesOut = prose.Lazily(`^(?:minus|less|net of|apart from|not including|за вычетом|минус|without|excluding|excl|except|ignoring|not counting|кроме|исключая|без|не счит\p{L}+)(?:\s|$)`)
	pointers  = setOf("thats|that|this|it|its|those|these|they|which|figure|number|data|numbers|for|from|as|это|эта|этот|эти|данные|цифра|цифры|число|за|по|на")
	// harmlessLack begin the names of what nobody misses: "84 pallets, without damage".
	harmlessLack = []string{"damage", "loss", "incident", "complain", "problem", "issue", "delay", "exception", "trouble", "drama", "surpris", "defect", "hiccup", "discrepan", "breakage", "расхожд", "потер", "брак", "реклам", "замечан", "проблем", "сбо", "наклад", "опозд", "возврат", "претенз", "задерж", "исключ", "сюрприз", "приключ", "боя", "недостач", "травм", "жалоб", "нареч", "отклонен", "происшеств", "дефект", "поврежд", "инцидент", "округл", "вопрос", "сомнен"}
	better       = setOf("than|above|below|better|worse|more|less|same|like|beat|beats|ahead|behind|чем|выше|ниже|лучше|хуже|больше|меньше|фоне|плану")
	disclaimed   = setOf("last|previous|prior|target|plan|planned|forecast|projected|projection|budget|yesterday|yesterdays|goal|wrong|old|outdated|guess|вчера|вчерашняя|вчерашние|старая|старые|неверно|неправильно")
)

// saysRough reports whether a text calls its figure rough or not final.
func saysRough(parts []clause) bool {
	for i, c := range parts {
		if words := prose.Words(c.text); saysRoughly(words) && (len(words) <= 10 || i == 0) {
			return true
		}
	}
	return false
}

// saysRoughly reports whether words call a figure not final.
func saysRoughly(words []string) bool {
	in := " " + strings.Join(words, " ") + " "
	return slices.ContainsFunc(roughPhrases, func(p string) bool { return strings.Contains(in, p) })
}

// roughPhrases stand anywhere in a text and call its figure rough. A space ends
// a whole word.
var roughPhrases = []string{
	" not final", " not yet final", " isnt final", " preliminary", " provisional", " tentative", " to be confirmed ", " tbc ", " not confirmed", " unconfirmed", " unaudited", " not audited",
	" may change", " might change", " could change", " can change", " can still change", " will change", " still change", " might still", " may still", " subject to", " rough ", " roughly ", " estimate", " still counting", " and counting", " give or take", " approximate", " approx",
	" not exact", " ballpark", " more or less", " need to double check", " needs checking", " need to check", " to be verified", " will confirm", " ill confirm", " well confirm", " still to confirm", " not complete yet", " for now ", " not closed yet", " not closed the books", " first figure", " draft", " from memory", " off the top of my head", " pending ", " awaiting ", " waiting for the final", " not the final", " not 100", " or so ", " or thereabouts ", " nothing final", " plus minus ", " interim ",
	" предварительн", " не окончательн", " неокончательн", " не финальн", " не итогов", " ориентировочн", " примерн", " приблизительн", " оценочн", " уточн", " может измениться", " может поменяться", " может еще", " могут измениться", " могут поменяться", " еще изменится", " еще поменяется", " скорректир", " не точн", " неточн", " навскидку", " плюс минус", " еще считаем", " еще сверяем", " еще закрываем", " еще свод", " не сведен", " сверка", " на глаз", " по памяти", " перепровер", " подтвержу", " без финальной", " черновик", " чернов", " не закрыт", " пока не все", " больше меньше", " не подтвержден", " промежуточн", " грубо говоря", " около того", " где то ", " будут правки", " еще не финал", " не финал",
}
