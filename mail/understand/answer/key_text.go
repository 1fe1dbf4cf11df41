package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// A topic is what a question for text is after, by the stems of the words that
// people use for it, whatever words the question has.
type topic struct {
	asked []string      // beginnings of words in the question or its ID
	named []string      // beginnings of words that name it in an answer
	label prose.Pattern // what stands before an answer without such a word
}

var topics = []topic{
	{
		asked: strings.Fields("block hind obstacl imped slow way prevent stop stuck challeng difficult trouble hold мешает мешают помех препят тормоз блок сложност трудност затрудн сдержив задерж"),
		named: strings.Fields("block blkr hind obstacl obstruct imped hurdl challeng difficult bottleneck roadblock showstopper slow brake barrier headache мешает мешают мешало помех препят тормоз блокер блокир сложност трудност затрудн преград барьер сдержив"),
		label: prose.Lazily(`(?:in|on) (?:our|my|the|your) way|узкое место|стоп фактор|голов(?:ная|ной) бол|о грустном|problems?|issues?|проблем`),
	},
	{
		asked: strings.Fields("help need support помо нужн поддерж требует"),
		named: strings.Fields("help need request support помощ помо нужн потребн поддерж просьб пожелан"),
		label: prose.Lazily(`from (?:you|your side)|ask|от вас|с вашей стороны`),
	},
}

// topicOf finds by its words what a question for text is after, or nil.
func topicOf(q partnership.Question, words []string) *topic {
	if q.Kind != partnership.KindText {
		return nil
	}
	for i := range topics {
		if slices.ContainsFunc(words, func(w string) bool { return beginsWithAny(w, topics[i].asked) }) {
			return &topics[i]
		}
	}
	return nil
}

func beginsWithAny(w string, stems []string) bool {
	return slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(w, s) })
}

// isNamedBy reports whether a word names what a question for text is after.
func (t *topic) isNamedBy(w string) bool { return t != nil && beginsWithAny(w, t.named) }

// topicKey reads "Obstacles: the new CRM", whatever words the question has, and
// "obstacles none".
func topicKey(text string, questions []partnership.Question) keyed {
	head, rest, marked := headOf(text)
	var words []string
	if marked {
		if len(head) > maxNamedPhrase {
			return notKeyed
		}
		words = prose.Words(head)
	} else {
		if len(text) > maxNamedPhrase {
			return notKeyed
		}
		if words = prose.Words(text); len(words) != 2 || !bareNone[words[1]] {
			return notKeyed
		}
		rest, words = afterName(text, 1), words[:1]
	}
	if len(words) == 0 || len(words) > maxLabel || rest == "" && !strings.HasSuffix(text, ": ") {
		return notKeyed
	}
	found := noQuestion
	for i, q := range questions {
		t := wordsOf(q).topic
		if t == nil || !slices.ContainsFunc(words, t.isNamedBy) && !t.label.Matches(strings.Join(words, " ")) {
			continue
		}
		if found >= 0 {
			return notKeyed
		}
		found = i
	}
	return keyed{question: found, rest: rest}
}

// bareNone say that there is nothing, and make no sentence with the word before.
var bareNone = setOf("none|nothing|no|nil|nope")

// maxLabel is how many words the name of an answer has at most.
const maxLabel = 6
