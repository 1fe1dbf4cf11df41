package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// Whoever picks from a numbered list writes numbers and little else. With any other word
// a number can be a count, a rank or a part of all, and with a blank alone between them
// the first of two can be that of the question: then nothing is picked.

const (
	oneNumber = `(?:(?:remarks?|comments?|numbers?|points?|замечани[еяй]|комментари[ийя]\p{L}*|номера?|пункты?)\s*:?\s*)?[#№]?\s*\d{1,3}(?:[-–]\d{1,3})?`
	takingUp  = `(?:(?:we|i|will|take|up|choose|pick|мы|я|возьмем|берем|возьму|беру|выбираем|выбираю|в|работу)\s+)*`
	between   = `(?:\s*[,;&+]\s*(?:(?:and|и)\s+)?|\s+(?:and|и)\s+)`
)

var (
	pickedList    = prose.Lazily(`^` + takingUp + oneNumber + `(?:` + between + oneNumber + `)*[\s.!]*$`)
	pickedNumbers = prose.Lazily(`(\d{1,3})(?:[-–](\d{1,3}))?`)
	pickedAll     = prose.Lazily(`^` + takingUp + `(?:all(?: of (?:them|these))?|all (?:the )?(?:remarks|comments|numbers|points)|everything|все(?: замечания| комментарии| номера| пункты| из них)?)$`)
	pickedNone    = prose.Lazily(`^(?:none(?: of (?:them|these))?|no|nothing|нет|ничего|ни одно(?:го|й)?|ни один|никаких|никакие|ни одного из них)$`)
)

// readPick reads which numbers of a list are meant.
func readPick(q partnership.Question, text string) (reading, reason) {
	pick := func(numbers []int) (reading, reason) {
		return reading{value: partnership.PickValue(numbers)}, understood
	}
	text = strings.TrimSpace(prose.Fold(withoutChat(text)))
	words := strings.Join(prose.Words(text), " ")
	switch {
	case len(text) > maxMended:
		return reading{}, reasonNoPick
	case pickedNone.Matches(words):
		return pick(nil)
	case pickedAll.Matches(words):
		return pick(taskSpan(1, q.Listed()))
	case !anyDigit(text):
		return reading{}, reasonNoPick
	case !pickedList.Matches(text):
		return reading{}, reasonPick
	}
	var numbers []int
	for _, m := range pickedNumbers().FindAllStringSubmatch(text, -1) {
		from, to := atoi(m[1]), atoi(m[1])
		if m[2] != "" {
			to = atoi(m[2])
		}
		if from > to {
			return reading{}, reasonPick
		}
		numbers = append(numbers, taskSpan(from, to)...)
	}
	if slices.Min(numbers) < 1 || slices.Max(numbers) > q.Listed() {
		return reading{}, reasonPickBeyond
	}
	return pick(numbers)
}

// withoutChat is a text of one line without the sentences at its end that only say
// goodbye.
func withoutChat(text string) string {
	parts := sentences(text)
	n := len(parts)
	for n > 1 && isChat(parts[n-1]) {
		n--
	}
	if n == len(parts) || strings.Contains(text, "\n") {
		return text
	}
	return strings.TrimSpace(text[:strings.LastIndex(text, parts[n])])
}

// placePick takes a text that names no question and is a pick as a whole. Of numbers that
// are none nobody knows what they are.
func (b *book) placePick(text string) bool {
	i := slices.IndexFunc(b.Questions, func(q partnership.Question) bool { return q.Kind == partnership.KindPick })
	switch {
	case i < 0 || len(b.attempts[i]) > 0:
		return false
	case b.onlyNumbers(text):
		b.attempt(i, text)
		return true
	}
	if _, why := readPick(b.Questions[i], text); why != understood {
		return false
	}
	b.attempt(i, text)
	return true
}

// onlyNumbers reports whether the answer to a question for text has no words, where a
// list is asked about, too: then it was meant for that.
func (b *book) onlyNumbers(text string) bool {
	return !hasLetter(text) && anyDigit(text) && slices.ContainsFunc(b.Questions, func(q partnership.Question) bool { return q.Kind == partnership.KindPick })
}
