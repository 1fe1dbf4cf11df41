package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// dueClauses are the clauses of a text; a "but" begins one.
func dueClauses(text string) []clause {
	var out []clause
	for _, c := range clauses(text) {
		for _, but := range []string{" but ", " но "} {
			if left, right, ok := strings.Cut(c.text, but); ok {
				first := c
				first.text, c.text = left, right
				first.asked = false
				out = append(out, first)
			}
		}
		out = append(out, c)
	}
	return out
}

// dueDay reads a clause that says by which day something will be done, or until
// when time is needed for it. Every word of it must be known to be about that; a
// day that is over is when something else was.
func dueDay(c clause, about partnership.Question, today cadence.Date) (reading, bool) {
	if today.IsZero() {
		return reading{}, false
	}
	marked, days := findDays(partnership.Question{Kind: partnership.KindDate}, spelledOut.Replace(prose.Fold(c.text)), today)
	var due cadence.Date
	var words []string
	for _, t := range dayTokens(latest.Replace(marked), days) {
		switch {
		case t.day == nil && !isDueWord(t.word, about):
			return reading{}, false
		case t.day == nil:
			words = append(words, t.word)
		case t.day.why != understood || t.day.date.Before(today) || !due.IsZero() && due != t.day.date:
			return reading{}, false
		default:
			due = t.day.date
		}
	}
	has := func(set wordSet) bool { return slices.ContainsFunc(words, func(w string) bool { return set[w] }) }
	weekday := slices.ContainsFunc(days, func(d foundDay) bool { return d.weekday })
	switch {
	case due.IsZero(), weekday && slices.ContainsFunc(words, pastForm.Matches) && !has(prospects): // "done on Monday"
		return reading{}, false
	case (c.asked || has(lengthWords)) && !has(untilWords), asksOthers(words):
		return reading{}, false
	default:
		return reading{value: partnership.DateValue(due), rough: has(dayRough)}, true
	}
}

// asksOthers reports whether somebody else is to do something by that day: "please
// sign by Friday". Who is asked for time is not.
func asksOthers(words []string) bool {
	has := func(set wordSet) bool { return slices.ContainsFunc(words, func(w string) bool { return set[w] }) }
	return has(pleaseWords) && slices.ContainsFunc(words, dueEvents.Matches) && !has(ownersWords) || has(yourWords) && !has(givingWords)
}

var (
	pleaseWords = setOf("please|пожалуйста|просим|прошу|просьба")
	ownersWords = setOf("we|i|us|me|will|мы|я|нам|мне")
	yourWords   = setOf("you|your|вы|вам|вас")
	givingWords = setOf("give|grant|allow|let|have|get|will|дать")
)

// isGuessed reports whether a word like "perhaps" stands beside a clause in its
// sentence.
func isGuessed(c clause, parts []clause) bool {
	return slices.ContainsFunc(parts, func(p clause) bool {
		words := prose.Words(p.text)
		return p.sentence == c.sentence && len(words) > 0 && len(words) <= 2 && words[0] != "not" && words[0] != "не" && dayVague[words[0]]
	})
}

// needsTime finds that time is needed for what is to be done by a day.
var needsTime = prose.Lazily(`(?:need|give|allow|grant|нужн|надо|дай|требу|необходим)\p{L}*\s(?:.*\s)?(?:time|days?|weeks?|until|till|времен|время|дн(?:я|ей)|недел|до(?:\s|$))`)

// isDueWord reports whether a word beside a day leaves it the day by which
// something is done.
func isDueWord(word string, about partnership.Question) bool {
	switch {
	case dueWords[word], lengthWords[word], dayRough[word], dueEvents.Matches(word):
		return true
	case notDue[word], dayVague[word], dayParts[word]:
		return false
	default:
		return isDayFiller(about, word)
	}
}

// spelledOut are contractions at length.
var spelledOut = strings.NewReplacer("n't", " not", "'ll", " will", "'re", " are", "'ve", " have", "'d", " would", "'s", " is",
	"n’t", " not", "’ll", " will", "’re", " are", "’ve", " have", "’d", " would", "’s", " is")

var (
	// dueWords stand beside the day until which time is needed.
	dueWords = setOf("until|till|til|need|needs|needed|require|give|grant|allow|extend|extension|more|some|another|would|like|could|can|may|have|earliest|realistic|realistically|should|able|track|there|go|goes|live|online|sorry|unfortunately|but|too|longer|push|move|shift|later|than",
		"до|нужно|надо|нужен|нужна|нужны|необходимо|требуется|дайте|дай|просим|прошу|просьба|продлить|продлите|перенести|перенесите|сдвинуть|еще|можно|можем|можете|реально|реальный|реальная|смогу|сможем|но|а|извините|к|сожалению|значит|поэтому|получится|должно|должны|хотим|хотели|бы|нам|мне|дать|запустим|запуск|подпишем|на")
	// lengthWords tell how long: the day is where that ends, if an "until" says so.
	lengthWords = setOf("time|week|weeks|day|days|время|времени|неделя|неделю|недели|день|дня|дней")
	// prospects say that what is done is to be done.
	prospects = setOf("will|be|by|until|till|til|need|needs|ready|should|can|could|going|get|have|к|до|будет|будут|нужно|надо|должно|должны")
	// notDue make another thing of a day: that of an answer, or of what is over.
	notDue = setOf("due|confirm|answer|ok|okay|fits|suits|works|agreed|confirmed|was|were|been|took|held|happened|подходит|подойдет|удобно|ок|состоялась|состоялось|состоялся|прошло|прошла|прошел|yes|да")
	// dueExceptions leave something of the whole out, or make it depend on something.
	dueExceptions = setOf("if|unless|once|except|apart|besides|provided|если|кроме|помимо|исключением|условии")
	dueEvents     = prose.Lazily(`^(?:sign|deliver|ship|launch|releas|publish|finish|complet)|^(?:сдела|додела|законч|заверш|подпиш|запуст|опублику|выпуст|выложи|сдад|сда|достав|успе|перенес)\p{L}*(?:ем|им|ю|у|ут|ят|ет|ит|ть|ется|ится)$`)
	pastForm      = prose.Lazily(`ed$|^(?:done|been|got|made)$`)
)

// excepts reports whether a text leaves something of the whole out, or makes it
// depend on something.
func excepts(text string) bool {
	return slices.ContainsFunc(talk.Tokens(text), func(w string) bool { return dueExceptions[w] })
}
