package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// readOpenDate reads the only day of a text that can be the answer to its only
// question, though its clause has words that nobody has listed: who did it, where,
// by which carrier. The clause must speak of what was asked or of nothing else, for
// of other things a day may be another one.
func readOpenDate(q partnership.Question, text string, today cadence.Date) (cadence.Date, bool, reason) {
	marked, days := findDays(q, text, today)
	parts := dayClauses(marked)
	at, c, ok := openDay(q, text, parts, days)
	if !ok || remarksOn(q, parts, at) != understood {
		return cadence.Date{}, false, reasonDateOther
	}
	return c.day, c.rough || saysRough(parts), understood
}

// openDay finds the only clause that can tell the day that was asked for.
func openDay(q partnership.Question, text string, parts []clause, days []foundDay) (int, dayClaim, bool) {
	o := dayTeller{q: q, names: namesIn(text)}
	at := -1
	var chosen dayClaim
	former := false // a day has been named that holds no longer
	for i, p := range parts {
		if former {
			p.text = withoutTie(p.text) // "we had promised the 20th, but it will be the 27th"
		}
		if takesDayBack(p) {
			return -1, dayClaim{}, false
		}
		if c, ok := dayClaimOf(q, p.text, days); ok && c.beside {
			former = true
			continue
		}
		c, ok := o.claim(p, days)
		switch {
		case !ok:
		case at >= 0 && chosen.day != c.day:
			return -1, c, false
		default:
			at, chosen = i, c
		}
	}
	return at, chosen, at >= 0 && !o.speaksElsewhere(parts, at)
}

// speaksElsewhere reports whether the clause at i does not speak of what was asked
// about, and one without a day does.
func (o dayTeller) speaksElsewhere(parts []clause, at int) bool {
	speaks := func(p clause) bool {
		return slices.ContainsFunc(prose.Words(p.text), func(w string) bool { return tellsQuestion(w) && (ownWord(o.q, w) || asksDeed(o.q, w)) })
	}
	return !speaks(parts[at]) && slices.ContainsFunc(parts, speaks)
}

// takesDayBack reports whether a clause refuses, limits or sets something against a
// day, be it its own or that of another clause.
func takesDayBack(p clause) bool {
	return slices.ContainsFunc(prose.Words(p.text), func(w string) bool { return stepWords[w] }) || hasSense(talk.Items(p.text), talk.But, talk.Not, talk.No, talk.Limit, talk.Refusal, talk.Unwanted, talk.NotYet, talk.Hope, talk.False)
}

// dayTeller judges whether clauses tell the day that a question asks for.
type dayTeller struct {
	q     partnership.Question
	names wordSet // the words of the text that are names
}

// claim reads a clause of marked text with one day.
func (o dayTeller) claim(p clause, days []foundDay) (dayClaim, bool) {
	tokens := beforeRemark(withoutPapers(dayTokens(latest.Replace(p.text), days)))
	at := slices.IndexFunc(tokens, func(t dayToken) bool { return t.day != nil })
	if at < 0 || p.asked || p.aside || tokens[at].day.why != understood || slices.ContainsFunc(tokens, o.spoils) {
		return dayClaim{}, false
	}
	second := slices.ContainsFunc(tokens[at+1:], func(t dayToken) bool { return t.day != nil })
	if second || !o.speaksOfAsked(tokens) || o.isConfined(tokens[at+1:]) {
		return dayClaim{}, false
	}
	return dayClaim{day: tokens[at].day.date, rough: slices.ContainsFunc(tokens, func(t dayToken) bool { return dayRough[t.word] })}, true
}

// spoils reports whether a word anywhere in a clause makes its day a vague one, or
// another one.
func (o dayTeller) spoils(t dayToken) bool {
	w := t.word
	switch {
	case w == "", wordsOf(o.q).past && pastWords[w], asksDeed(o.q, w):
		return false
	default:
		return otherDeed(o.q, w) || !wordsOf(o.q).past && isPast(w) && !dayFillers[w] || dayVague[w] || dayElsewhere[w] || dayParts[w] || isNegation(w) || beginsWith(w, partial) || dayMoved[w] || beginsWith(w, absent) || elsesWords[w]
	}
}

// absent begin the words of who is away until a day.
var absent = []string{"back", "return", "travel", "вернусь", "вернет", "возвращ", "команд"}

// speaksOfAsked reports whether a clause speaks of what was asked: it is the subject,
// or its verb is said, whoever does it. What its name only begins is another thing:
// "the pilot team".
func (o dayTeller) speaksOfAsked(tokens []dayToken) bool {
	own := false
	for i, t := range tokens {
		if t.day != nil {
			if !own {
				return false // so far it is the day of something else
			}
			continue
		}
		own = own || o.isSubject(tokens, i)
		if i == 0 || tokens[i-1].day != nil || judgeDayWord(o.q, t.word) != reasonDateOther || o.isAgent(tokens, i) {
			continue
		}
		last := tokens[i-1].word
		if ownWord(o.q, last) && tellsQuestion(last) && !asksDeed(o.q, last) && !o.tellsDoing(t.word) {
			return false
		}
	}
	return own
}

// isSubject reports whether the word at i is the question's own, and not only what
// something else is meant for.
func (o dayTeller) isSubject(before []dayToken, i int) bool {
	w := before[i].word
	if !asksDeed(o.q, w) && (!ownWord(o.q, w) || !tellsQuestion(w)) {
		return false
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		if purposes[before[j].word] {
			return false
		}
		if !articles[before[j].word] && !owners[before[j].word] {
			break
		}
	}
	return true
}

// isAgent reports whether the word at i is a name, or stands in a phrase that says
// who, where or with whom.
func (o dayTeller) isAgent(before []dayToken, i int) bool {
	if o.names[before[i].word] && (i == 0 || !articles[before[i-1].word] && !holdingWords[before[i-1].word]) {
		return true
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		w := before[j].word
		if agentTies[w] {
			return true
		}
		if !articles[w] && !owners[w] && !o.names[w] {
			return false
		}
	}
	return false
}

// tellsDoing reports whether a word is a verb: of what has been, if that is asked,
// and else of what is to come.
func (o dayTeller) tellsDoing(w string) bool {
	switch {
	case utf8.RuneCountInString(w) < 4:
		return false
	case wordsOf(o.q).past:
		return isPast(w) || isVerb(w)
	case isPast(w):
		return false
	default:
		return isVerb(w) || beginsWith(w, happening) || isCyrillic(w) && hasEnding(w, futureEndings) && !likeVerbs.Matches(w)
	}
}

// isConfined reports whether what stands behind a day says what it holds for. It
// may suit somebody.
func (o dayTeller) isConfined(after []dayToken) bool {
	for i, t := range after {
		if purposes[t.word] && (i+1 == len(after) || !suited[after[i+1].word]) {
			return true
		}
	}
	return false
}

// namesIn are the capitalised words of a text that no sentence begins with, and
// those in capitals.
func namesIn(text string) wordSet {
	names := wordSet{}
	for _, s := range sentences(text) {
		for i, field := range strings.Fields(s) {
			word := strings.Trim(field, `.,;:!?()"'«»“”`)
			r, size := utf8.DecodeRuneInString(word)
			capitals := utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word
			if !unicode.IsUpper(r) || i == 0 && !capitals || len(word) == size {
				continue
			}
			for _, w := range prose.Words(word) {
				names[w] = true
			}
		}
	}
	return names
}

var (
	agentTies = setOf("by|with|at|in|into|via|through|from|к|в|во|на|из|у|со|через|силами|при")
	// purposes say what something is meant for.
	purposes = setOf("for|of|about|regarding|to|для|под|насчет|о|об|по|ради")
	suited   = setOf("me|us|you|everyone|everybody|both|all|our|нас|меня|всех|вас")
	// elsesWords make a day somebody else's, or rule it out.
	elsesWords = setOf("your|yours|you|they|wish|propose|proposed|impossible|unavailable|taken|full|mention|mentioned|said|asked|wanted|вы|ваш|ваша|ваше|предложил|предложили|просили|хотел|хотели|невозможно|отпадает|исключено|занят|занята|заняты|мимо")
	// stepWords tell that something more has to happen.
	stepWords = setOf("then|plus|add|afterwards|thereafter|additional|followed|потом|затем|плюс|следом|далее|дальше")
	// holdingWords stand before what somebody has on a day.
	holdingWords = setOf("have|has|had|celebrate|attend|visit|есть")
	// likeVerbs are nouns that end as verbs do.
	likeVerbs     = prose.Lazily(`^(?:.*отчет|.*счет|бюджет|кредит|совет|.*визит|аудит|лимит|пакет|билет|макет|предмет|кабинет|комитет|приоритет|буклет|паспорт|сайт|транзит|дефицит|депозит|реквизит|интернет|ответ|привет|обед|монолит|гранит|элемент|.*мент|проект|объект)$`)
	futureEndings = []string{"ем", "им", "ют", "ят", "ет", "ит", "ут", "ется", "ится", "емся", "имся", "утся", "ятся"}
)
