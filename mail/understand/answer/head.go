package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// explains reports whether a clause begins with a plain yes or no, and goes on in
// words that can only explain it: they need not be known, as long as none of them
// stands where it could say what the answer is confined to.
func explains(items []talk.Item, q *question) bool {
	at := headAt(items, q)
	return at >= 0 && (refuses(items[:at]) || !q.confines(items[at:]))
}

// refuses reports whether a "not" stands before what a clause answers with: a no
// to a part is no yes.
func refuses(before []talk.Item) bool { return hasSense(before, talk.Not) }

// headSenses say yes or no by themselves at the beginning of a clause.
var headSenses = sensesOf(talk.Yes, talk.No, talk.Surely, talk.Okay, talk.Assent, talk.Refusal, talk.True, talk.Unwanted, talk.Demur,
	talk.EchoDone, talk.EchoNot, talk.Done, talk.Undone, talk.NotYet, talk.Deed, talk.Coming)

// takers are verbs whose object says to what they are confined: "we accept the
// hardware".
var takers = sensesOf(talk.Assent, talk.Refusal, talk.Unwanted, talk.True, talk.Coming, talk.Deed)

// headsOfTrouble do so where trouble is asked for.
var headsOfTrouble = sensesOf(talk.Yes, talk.No, talk.Okay, talk.Well, talk.OnTime, talk.Silence)

// headAt finds the phrase that a clause answers with, or -1. Whoever answers, and
// how, may stand before it.
func headAt(items []talk.Item, q *question) int {
	heads := headSenses
	if q.aim.ofTrouble() {
		heads = headsOfTrouble
	}
	at := firstSaid(items)
	switch {
	case at == len(items):
		return -1
	case q.aim.ofTrouble() && noneSenses[items[at].Sense]:
		if next := nextSaid(items, at+1); next < len(items) && troubleSenses[items[next].Sense] {
			return next // "no problems"
		}
	case items[at].Sense == talk.Nothing && q.aim == aimFact:
		return at // "nothing has shown up"
	case items[at].Sense == talk.Not || items[at].Sense == talk.Willing:
		return headBehind(items, at, heads)
	}
	if !heads[items[at].Sense] || countsNone(items, at) {
		return -1
	}
	return at
}

// noneSenses say that there is none of the troubles behind them.
var (
	noneSenses    = sensesOf(talk.No, talk.Nothing, talk.Without)
	troubleSenses = sensesOf(talk.Objection, talk.Hindrance)
)

// firstSaid finds where a clause begins to answer. A "not" counts before what it
// denies, which may stand first: «платить больше мы не готовы».
func firstSaid(items []talk.Item) int {
	at := nextSaid(items, 0)
	if to := behindInfinitives(items, at); to < len(items) && (items[to].Sense == talk.Not || items[to].Sense == talk.Refusal) {
		return to
	}
	return at
}

// headBehind finds what a "not" or a "will" leads up to, which is the answer then,
// or -1: "not signed", "will renew".
func headBehind(items []talk.Item, at int, heads map[talk.Sense]bool) int {
	next := nextSaid(items, at+1)
	if next == len(items) || items[next].Sense == talk.No || !heads[items[next].Sense] && items[next].Sense != talk.Deed {
		return -1
	}
	return next
}

// behindInfinitives passes over what is not going to be done, which stands first
// in Russian.
func behindInfinitives(items []talk.Item, at int) int {
	for at < len(items) {
		i := items[at]
		switch next := nextSaid(items, at); {
		case next > at:
			at = next
		case i.Text == "больше", i.Sense == talk.Unknown && isCyrillic(i.Text) && hasEnding(i.Text, infinitives):
			at++
		default:
			return at
		}
	}
	return at
}

// nextSaid passes over what says nothing: "we", "hereby", "gladly".
func nextSaid(items []talk.Item, at int) int {
	for at < len(items) && (items[at].Sense == talk.Filler || items[at].Sense == talk.Courtesy || items[at].Sense == talk.Was || isAdverb(items[at])) {
		at++
	}
	return at
}

// isAdverb recognises how something is said or done: "unanimously".
func isAdverb(i talk.Item) bool {
	return i.Sense == talk.Unknown && len(i.Text) > 5 && (strings.HasSuffix(i.Text, "ly") || isCyrillic(i.Text) && hasEnding(i.Text, adverbEndings))
}

var adverbEndings = []string{"но", "ло", "ко", "во", "ро", "шо", "жо", "чески"}

// countsNone reports whether the word at a place is no answer but belongs to what
// follows: "no rush", «нет света», «да какие там».
func countsNone(items []talk.Item, at int) bool {
	if at+1 == len(items) {
		return false
	}
	next := items[at+1]
	switch items[at].Text {
	case "no", "нет":
		return next.Sense == talk.Unknown || next.Sense == talk.Number || next.Sense == talk.Echo || next.Sense == talk.Degree || slices.Contains(strings.Fields(next.Text), "more")
	case "да", "yes", "yeah":
		return waves[next.Text] || at+2 < len(items) && notes[items[at+2].Text]
	default:
		return false
	}
}

// waves turn the yes before them away: «да какие проблемы».
var waves = setOf("какие|какой|какая|какое|откуда|где|кто|зачем|разве|куда|когда|right|whatever|какие там|ладно|что")

// notes take up what was written: "yes I know".
var notes = setOf("know|see|saw|understand|realise|realize|remember|hear|heard|i know|i see|i understand|i hear you")

// confines reports whether a word that we do not know stands in a phrase that
// says to what an answer is confined, or counts.
func (q *question) confines(tail []talk.Item) bool {
	scopes := confining
	if q.aim == aimFact {
		scopes = confiningFacts
	}
	object := takers[tail[0].Sense] && tail[0].Sense != talk.Refusal && tail[0].Sense != talk.Unwanted
	for i := 1; i < len(tail); i++ {
		switch tail[i].Sense {
		case talk.Number:
			return true
		case talk.Unknown:
			if isAdverb(tail[i]) {
				continue
			}
			if object || scoped(tail[:i], scopes) {
				return true
			}
		default:
			object = object && !pronounWords[tail[i].Text] && tail[i].Text != "by"
		}
	}
	return false
}

// maxPhrase is how many words lead up to one in its phrase.
const maxPhrase = 7

// scoped reports whether what leads up to a word is a preposition of scope.
func scoped(before []talk.Item, scopes wordSet) bool {
	for i := len(before) - 1; i > max(0, len(before)-maxPhrase); i-- {
		words := strings.Fields(before[i].Text)
		switch {
		case slices.ContainsFunc(words, func(w string) bool { return scopes[w] }):
			return true
		case before[i].Sense == talk.Deed && !pronounWords[before[i].Text]: // "to publish the charts"
		case before[i].Sense != talk.Filler && before[i].Sense != talk.Unknown && before[i].Sense != talk.Echo, pronounWords[before[i].Text]:
			return false // a new statement
		}
	}
	return false
}

var (
	confining      = setOf("for|as|regarding|concerning|in|on|about|to|по|на|для|насчет|касательно|в|за|о|с|со")
	confiningFacts = setOf("for|regarding|concerning|about|для|насчет|касательно|по")
	// pronounWords begin a statement of their own.
	pronounWords = setOf("i|we|they|it|you|there|я|мы|они|вы")
)
