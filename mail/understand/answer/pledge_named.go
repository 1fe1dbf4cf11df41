package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// A promise may be made for one question of several, in place of its answer.

// behindName is what stands behind the name of a question: "scrap: will send it on
// Monday".
func (p *pledges) behindName(clause string) (string, bool) {
	head, rest, marked := headOf(clause)
	words := prose.Words(head)
	if !marked || len(words) == 0 || len(words) > maxLabel || anyDigit(head) || len(p.questions) < 2 {
		return "", false
	}
	return rest, slices.ContainsFunc(words, p.names) && opensPledge().MatchString(talk.Plain(rest))
}

// names reports whether a word with a meaning of its own stands in a question, or
// names an answer.
func (p *pledges) names(w string) bool { return dataWords[w] || tellsQuestion(w) && p.asks(w) }

// opensPledge finds what a promise begins with whose subject is left out.
var opensPledge = prose.Lazily(`^(?:i|we|will|let|gonna|going to|sending|to follow|later|(?:за|от|при|на|со|у|вы|по|до|пере)?(?:шлю|шлем|пишу|пишем|общу|общим|вечу|ветим|скажу|точню|точним|знаю|верю|считаю|дам|дадим))(?: |$)`)

// follows reports whether a clause says that the answer to a question is on its
// way: "the damage figures follow on Wednesday". Where days are asked for, what
// comes then can be the thing itself, unless it is a figure or a date.
func (p *pledges) follows(clause string) bool {
	said := talk.Plain(clause)
	at := comesThen().FindStringIndex(said)
	if at == nil || len(p.questions) < 2 {
		return false
	}
	words := prose.Words(said[:at[0]])
	if origin := firstField(strings.TrimSpace(said[at[1]:])); origin == "from" || origin == "out" || origin == "от" || origin == "из" {
		return false // where it comes from
	}
	if len(words) == 0 || len(words) > maxLabel || !p.names(words[len(words)-1]) {
		return false
	}
	return !p.dated || slices.ContainsFunc(words, func(w string) bool { return dataWords[w] })
}

var (
	comesThen = prose.Lazily(`(?:^| )(?:follows?|will follow|to follow|comes?|will come|coming|to come|is on its way|are on their way|следует|придет|придут|подошлю|дошлю|будет позже|будут позже|будет завтра|будут завтра)(?: |$)`)
	dataWords = setOf("date|day|figure|figures|number|numbers|data|amount|value|rate|result|results|дата|дату|цифра|цифры|данные|число|сумма|значение")
)

// putsOff reports whether what names a question for text only says that somebody
// will write about it: "as to the obstacles, I'll send you a list on Monday". The
// promise is noted.
func (p *pledges) putsOff(text string) bool {
	if p.onlyPledge(text) {
		return true
	}
	said := talk.Plain(text)
	if len(said) > maxNamedPhrase || strings.Count(text, "\n") > 0 || !putOff.Matches(said) {
		return false
	}
	p.vow(text, []string{text}, true)
	return true
}

var putOff = prose.Lazily(`^(?:as to|as for|about|on|regarding|concerning) .*(?:^| )(?:i|we) (?:will|shall|would rather) |^(?:про|о|об|насчет|по|что|что касается) .* (?:на|рас|от|со|при|до|вы|пере)?(?:пишу|пишем|шлю|шлем|общу|общим|вечу|ветим|скажу|скажем|кажу)(?: |$)`)
