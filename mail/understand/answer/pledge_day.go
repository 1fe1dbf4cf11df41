package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// vow takes the day of a promise: that of the clause that promises an answer, or
// else the only one of the sentence; "then" means the day before.
func (p *pledges) vow(sentence string, clauses []string, answers bool) {
	p.words = append(p.words, prose.Words(sentence)...)
	day := p.onlyDay(vowed(clauses))
	if day == nil && !afterwards().MatchString(talk.Plain(sentence)) {
		day = p.onlyDay(ahead(sentence))
	}
	if day == nil {
		day = p.onlyDay(promised(sentence))
	}
	if day == nil && refersBack(sentence) {
		day = p.back // "then"
	}
	switch {
	case p.promise == nil:
		p.promise = &Promise{}
	case day == nil || p.answers && !answers:
		return
	}
	if day != nil && (p.promise.Until.IsZero() || p.promise.Until.Before(*day) || answers && !p.answers) {
		p.promise.Until = *day
		p.answers = answers
	}
}

// vowed is what promises an answer in clauses: of one that comes right after something only
// that, whose day is not the day of this.
func vowed(clauses []string) string {
	said := strings.Join(clauses, ", ")
	if later := promised(said); later != "" && afterwards().MatchString(" "+later+" ") {
		return later // "the board meets on the 12th and I will write right after"
	}
	return said
}

// ahead leaves out the clauses of a sentence whose day is over, or another one: "we
// had planned the 25th".
func ahead(sentence string) string {
	for _, c := range clauses(sentence) {
		if slices.ContainsFunc(prose.Words(c.text), func(w string) bool { return dayElsewhere[w] && !pledgedWords[w] }) {
			sentence = strings.Replace(sentence, c.text, " ", 1)
		}
	}
	return sentence
}

// pledgedWords make a day another one only where it is asked for.
var pledgedWords = setOf("call|ping|remind|meeting|invoice|holiday|vacation|leave|счет|встреча|напомни|напомните|отпуск|отпуске")

// promised is what follows the last "I will" of a sentence: what happens before
// has days of its own.
func promised(sentence string) string {
	folded := talk.Plain(sentence)
	at := willDo().FindAllStringIndex(folded, -1)
	if len(at) == 0 {
		return ""
	}
	return folded[at[len(at)-1][1]:]
}

var willDo = prose.Lazily(`(?:^| )(?:i|we) (?:will|shall|can) `)

// onlyDay is the one day that a text names, or nil. What happens after a day is
// not on it.
func (p *pledges) onlyDay(text string) *cadence.Date {
	folded := talk.Plain(text)
	var only *cadence.Date
	for _, n := range calendar.Find(folded, p.today) {
		if notOn().MatchString(folded[:n.Start]) {
			return nil
		}
		if only != nil && *only != n.Day {
			return nil
		}
		day := n.Day
		only = &day
	}
	return only
}

var notOn = prose.Lazily(`(?:^|[^\p{L}])(?:after|since|following|from|past|not before|earliest|после|с|со|не раньше|раньше)\s+(?:the\s+)?$`)

// afterwards put an answer off until something is over that day.
var afterwards = prose.Lazily(`(?:^|[^\p{L}])(?:right after|straight after|just after|immediately after|сразу после|сразу потом|как только|по итогам|по результатам|после этого|после (?:него|нее|них|чего|совещания|встречи|правления)|after (?:it|this|that)|afterwards|after which)(?:$|[^\p{L}])`)

var thenWords = setOf("then|тогда|тогда же|потом")

func refersBack(sentence string) bool {
	return slices.ContainsFunc(prose.Words(sentence), func(w string) bool { return thenWords[w] })
}

// keepsWord reports whether a sentence only names a new day for the promise that the one
// before recalls, as in "I promised it for today. It will be tomorrow, sorry.".
func (p *pledges) keepsWord(sentence string) bool {
	return p.recalls && !anyDigit(sentence) && namesNewDay.Matches(prose.Fold(sentence)) && p.onlyDay(sentence) != nil
}

var (
	recallsPromise = prose.Lazily(`\b(?:i|we)(?:['’]d| had|['’]ve| have)? promised\b|(?:^|\s)обещал(?:а|и)?(?:$|[\s,.])`)
	namesNewDay    = prose.Lazily(`^(?:so |sorry,? |but |now |unfortunately,? )*(?:it(?:['’]ll| will) (?:be|come|take)|that(?:['’]ll| will) be|will be|now)\b|^(?:извините,? |простите,? |увы,? |к сожалению,? |теперь |но )*(?:будет|будут|получится|выйдет|сделаю)(?:$|\s)`)
	// pleading parts a clause at a please.
	pleading = prose.Lazily(`(?i),\s*(please|пожалуйста|плиз)\s*,`)
)
