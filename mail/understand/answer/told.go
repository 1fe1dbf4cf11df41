package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// soften takes the sting out of words that limit elsewhere: what is told of the
// past is no condition, and the name of a firm is only who speaks.
func (q *question) soften(items []talk.Item) []talk.Item {
	told := false
	if len(items) > 2 && items[0].Text == "пока" && hasSense(items[1:], talk.Not) {
		items[0].Sense = talk.Limit // «пока карьер не закроется»
	}
	if waitsFor(items) {
		items[0].Sense = talk.Limit
	}
	for i := range items {
		switch s := items[i].Sense; {
		case s == talk.Was, s == talk.Unknown && isPast(items[i].Text):
			told = true
		case headSenses[s] || s == talk.Deed:
			told = false
		case s == talk.Wish && isWanted(items, i):
			items[i].Sense, told = talk.Filler, true
		case told && s == talk.Limit && aheadWords[items[i].Text]:
			items[i].Sense = talk.Filler // "we met after the fair"
		}
	}
	return nameFirms(q.nouns(items))
}

// waitsFor reports whether a clause begins with what is to be done first: «как подпишут».
func waitsFor(items []talk.Item) bool {
	return len(items) > 1 && items[0].Text == "как" && items[1].Sense == talk.Unknown && isCyrillic(items[1].Text) && hasEnding(items[1].Text, futureEndings)
}

// isWanted reports whether a word tells what somebody wanted once: «сами хотели
// просить». With a «бы» it is wanted now.
func isWanted(items []talk.Item, i int) bool {
	return wantedWords[items[i].Text] && (i+1 == len(items) || items[i+1].Text != "бы") && (i == 0 || items[i-1].Text != "бы")
}

// nouns takes their verdict from words that are nouns here: "the fair", "the
// framework agreement", "tracking no. 7".
func (q *question) nouns(items []talk.Item) []talk.Item {
	for i := 1; i < len(items); i++ {
		switch {
		case nounWords[items[i].Text] && verdicts[items[i].Sense] && determined(items, i):
			items[i].Sense = talk.Unknown
			if isEcho(items[i].Text, q.words) {
				items[i].Sense = talk.Echo
			}
		case items[i].Text == "no" && i+1 < len(items) && items[i+1].Sense == talk.Number && items[i-1].Sense == talk.Unknown:
			items[i].Sense = talk.Filler
		}
	}
	return items
}

// determined reports whether an article stands before a noun, or before the noun
// that goes with it.
func determined(items []talk.Item, at int) bool {
	for i := at - 1; i >= max(0, at-3); i-- {
		switch {
		case articles[items[i].Text], owners[items[i].Text] && !granted[items[at].Text]:
			return true
		case items[i].Sense != talk.Unknown && items[i].Sense != talk.Echo && items[i].Sense != talk.Degree:
			return false
		}
	}
	return false
}

var (
	articles  = setOf("the|a|an|this|that|these|those|your|their|its|every|next")
	owners    = setOf("our|my")
	granted   = setOf("agreement|approval|consent|support|nod|confirmation|acceptance")
	verdicts  = sensesOf(talk.Assent, talk.Refusal, talk.Good, talk.Done, talk.True, talk.Favour)
	nounWords = setOf("fair|agreement|agreements|approval|deal|consent|object|support|decline|mind|confirmation|acceptance|works|sound|cool|right|nod|go|contract|sign|match|fine|second|green|like|run|open|ready")
)

// aheadWords make a condition of a time that lies ahead, or a wish.
var aheadWords = setOf("after|before|when|while|where|until|till|once|would|could|might|после|после того как|до|когда|прежде|раньше|ранее|сначала|сперва|тогда|бы")

// wantedWords tell what somebody wanted once.
var wantedWords = setOf("хотел|хотела|хотели|wanted")

// isPast recognises a verb that tells of the past.
func isPast(w string) bool {
	if isCyrillic(w) {
		return len([]rune(w)) >= 4 && hasEnding(w, toldEndings)
	}
	return len(w) >= 5 && strings.HasSuffix(w, "ed") || pastVerbs[w]
}

var (
	toldEndings = []string{"ал", "ала", "ало", "али", "ил", "ила", "ило", "или", "ел", "ела", "ели", "ул", "ула", "ули", "ял", "яла", "яли", "лся", "лась", "лось", "лись", "шел", "шла", "шли", "ез", "езла", "езли"}
	pastVerbs   = setOf("met|went|spoke|had|got|saw|sent|wrote|told|said|came|left|made|took|found|gave|held|read|ran|put|knew|felt|built|broke|lost|won|thought|brought|bought|sold|paid|heard|kept|began|drove|flew|fell|grew|chose|showed|set|led|stood|understood|spent|asked|used")
)

// nameFirms makes fillers of the names beside the form of a firm: "Acme GmbH",
// «ООО Дельта».
func nameFirms(items []talk.Item) []talk.Item {
	for i := range items {
		if !firmForms[items[i].Text] {
			continue
		}
		items[i].Sense = talk.Filler
		step, reach := 1, items[i+1:]
		if !isCyrillic(items[i].Text) {
			step, reach = -1, items[:i]
		}
		for n, at := 0, i+step; n < min(2, len(reach)) && items[at].Sense == talk.Unknown; n, at = n+1, at+step {
			items[at].Sense = talk.Filler
		}
	}
	return items
}

var firmForms = setOf("gmbh|ltd|llc|inc|plc|ag|bv|kg|corp|oy|ab|srl|ооо|оао|зао|ао|пао|ип|тоо|гк|нпо|фгуп")
