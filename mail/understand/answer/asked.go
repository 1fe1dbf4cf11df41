package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// question is what the words of a question tell about its answers.
type question struct {
	aim       aim
	asked     string // folded
	words     []string
	figures   []string // its numbers, without separators
	deeds     []string // what leave is asked for: "publish" in "May we publish it?"
	heads     []string // its predicate: «готов» in «Готов ли пилот?»
	ofTime    bool     // it asks whether a day will be kept
	ofMeeting bool     // it asks whether somebody comes
	past      bool     // it asks after what has been
	ofAll     bool     // it asks whether all are so
	kin       uint32   // the families of its predicate
	deedKin   uint32   // the families of its deeds
}

// questionFor reads a question, or remembers it: the same few are asked over and
// over.
func questionFor(text string) *question {
	return readQuestions.of(text, newQuestion)
}

var readQuestions remembered[string, *question]

func newQuestion(text string) *question {
	words := prose.Words(text)
	has := func(set wordSet) bool { return slices.ContainsFunc(words, func(w string) bool { return set[w] }) }
	a := aimOf(text)
	var deeds []string
	if a == aimConsent {
		deeds = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !isDeed(w) })
		if proposes(words) {
			deeds = append(deeds, words[0])
		}
	}
	var figures []string
	for _, t := range talk.Tokens(text) {
		if anyDigit(t) {
			figures = append(figures, plainFigure(t))
		}
	}
	var family uint32
	if a == aimFact {
		for _, w := range words {
			if hasEnding(w, pastEndings) || stateWords[w] {
				family |= relatives(w)
			}
		}
	}
	var deedKin uint32
	for _, d := range deeds {
		deedKin |= relatives(d) & kinOfDeeds
	}
	return &question{
		asked:   prose.Fold(text),
		deedKin: deedKin, kin: family, figures: figures, aim: a, words: words, deeds: deeds, heads: headsOf(words, a.ofTrouble()),
		ofTime: has(timeWords), ofMeeting: has(meetingWords), past: has(beenWords), ofAll: a == aimFact && has(allWords),
	}
}

var (
	timeWords    = setOf("срок|сроки|срока|успеваете|успеете|уложитесь|успеваем|time|schedule|deadline|track|графике|вовремя")
	meetingWords = setOf("участвуете|участие|придете|будете|приедете|присутствовать|присоединитесь|встрече|встречу|встреча|join|attend|part|come|meeting|participate|call|workshop|there|visit|созвон|созвоне|приехать|сможете")
	allWords     = setOf("all|every|everyone|everybody|все|каждый|всех|всем")
	beenWords    = setOf("was|were|had|did|been|возникли|возникало|были|было|бывали|случилось|случались|произошло|столкнулись")
	// stateWords are predicates that have no ending of the past.
	stateWords = setOf("arrive|arrived|sent|paid|done|live|online|ready|held|receive|get|got|reach|start|take|met|готов|готова|готово|готовы|дошел|дошло|вышел|ушел|пришло|пришел|пришли|прошел|прошло|заработал|состоится")
	// helpers begin a question without being what it asks.
	helpers = setOf("не|были|был|была|было|вам|is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|shall|should|am|есть|можно|будет|будут|вы|вас|вам|у|ли|в|на|все|это|по|the|it|that|имеются|имеется|что|как|какие|наш|ваш")
)

// headsOf finds the words that an answer repeats to say yes: the one before «ли»,
// the verb at the beginning or behind «вы», what is done at the end.
func headsOf(words []string, trouble bool) []string {
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	switch at := slices.Index(words, "ли"); {
	case at > 0:
		return predicates(words[at-1])
	case !isCyrillic(words[0]):
		if stateAsked[words[0]] && (!trouble || strings.HasSuffix(last, "ed") || strings.HasSuffix(last, "ing")) {
			return predicates(last)
		}
		return verbsAsked(words)
	case (words[0] == "вы" || words[0] == "вас") && len(words) > 1:
		return predicates(words[1])
	case hasEnding(words[0], secondPerson) || hasEnding(words[0], pastEndings):
		return predicates(words[0])
	default:
		return predicates(last)
	}
}

// verbsAsked finds the verb of "Does it work?", in the forms of its answers.
func verbsAsked(words []string) []string {
	var heads []string
	for _, w := range words {
		if doing[w] {
			heads = append(heads, w, w+"s", strings.TrimSuffix(w, "e")+"ing")
		}
	}
	return heads
}

// doing are verbs that ask whether something does what it should.
var doing = setOf("work|function|operate|arrive|happen|exist|respond|connect|sync")

func predicates(w string) []string {
	if helpers[w] {
		return nil
	}
	return []string{w}
}

// stateAsked begin a question whose last word is its predicate: "Is it ready?".
var stateAsked = setOf("is|are|was|were|has|have|had")

func isCyrillic(w string) bool {
	r := firstRune(w)
	return r >= 'а' && r <= 'я'
}
