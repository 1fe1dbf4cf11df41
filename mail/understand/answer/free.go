package answer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// placeFree finds the question of text that names none. A lone question takes
// it all; otherwise only one question may be able to take it.
func (b *book) placeFree() {
	text := strings.TrimSpace(strings.Join(b.free, "\n"))
	if len(b.Questions) > 1 {
		text = withoutSignature(text)
	}
	if text == "" || len(b.Questions) == 0 {
		return
	}
	if len(b.Questions) == 1 {
		b.placeLone(text)
		return
	}
	if b.placePick(text) {
		return
	}
	b.dealing = true
	if v, ok := verdictOf(b.Questions); ok && len(text) <= maxPlaced && !b.attempted() {
		b.placeVerdict(v, text)
		return
	}
	if len(text) <= maxPlaced {
		text = b.bySense(text)
	}
	if text != "" {
		b.deal(text)
	}
}

// withoutSignature leaves out the signature at the end of a text: lines with a
// phone or an address in them, and the name above; or a last block that is a name.
func withoutSignature(text string) string {
	if len(text) > maxPlaced {
		return text
	}
	lines := strings.Split(text, "\n")
	end := slices.IndexFunc(lines, contactLine.Matches)
	if last := len(lines) - 1; end < 0 && last > 0 && lines[last-1] == "" && signsText(lines[last]) {
		end = last
	}
	if last := len(lines) - 1; end < 0 && last > 0 && signsWithRole.MatchString(lines[last]) {
		end = last
	}
	for end > 0 && nameOnly.MatchString(lines[end-1]) {
		end--
	}
	if end < 1 {
		return text
	}
	return strings.TrimSpace(strings.Join(lines[:end], "\n"))
}

// signsText reports whether a last line by itself is a name, perhaps with a role:
// "Tomasz, shift B".
func signsText(line string) bool {
	return nameOnly.MatchString(line) || len(strings.Fields(line)) <= maxRole && personName.Matches(line) && strings.Contains(line, ",")
}

// signsWithRole finds a last line of a role and a name with initials: «Начальник
// отдела Шустер А. П.».
var signsWithRole = regexp.MustCompile(`^\p{Lu}[\p{L}-]+(?:\s[\p{L}-]+){0,4}\s(?:\p{Lu}[\p{L}-]+\s(?:\p{Lu}\.\s?){1,2}|(?:\p{Lu}\.\s?){1,2}\s?\p{Lu}[\p{L}-]+)$`)

// maxRole is how many words a name with a role has.
const maxRole = 5

// contactLine finds what only signatures have.
var contactLine = prose.Lazily(`(?i)\+\d[\d\s()-]{7,}|\b(?:tel|phone|mobile|fax)\b|(?:^|\s)(?:тел|моб|факс)[.:\s]|\S+@\S+\.\S+|https?://|www\.`)

// placeLone reads free text as the answer to the only question. Below an
// answer that was understood, free text is a remark unless it has a value.
func (b *book) placeLone(text string) {
	q := b.Questions[0]
	if q.Kind == partnership.KindText && b.saysNothing(text) {
		return
	}
	if len(b.attempts[0]) > 0 {
		if _, why := readAnswer(q, text, b.Context); q.Kind == partnership.KindText || why != understood || q.Kind == partnership.KindYesNo && !b.isAnswered(0) && !mends(text) {
			return
		}
	}
	b.attempt(0, text)
}

// saysNothing reports whether a text answers no question for text: it puts the
// answer off, or is polite, or a mere sign.
func (b *book) saysNothing(text string) bool {
	return b.pledged.onlyPledge(text) || isCourtesy(text) || onlySigns(text)
}

// byUnit finds the only question whose unit a line names beside a figure.
func (b *book) byUnit(l string) int {
	found := -1
	for i, q := range b.Questions {
		if !isFigureKind(q.Kind) || q.Unit == "" {
			continue
		}
		n, why := readAmount(q, l, b.Locale)
		if why != understood || !namesUnit(l, q.Unit) && (n.unit.isZero() || n.unit.base != parseUnit(q.Unit).base) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

func namesUnit(l, unit string) bool {
	in := " " + foldWords(l) + " "
	name := foldWords(unit)
	return name != "" && strings.Contains(in, " "+name+" ")
}

// placeProse gives text that is too long to be dealt to the only question for
// text that is still open, when nothing else can have been meant.
func (b *book) placeProse(text string) {
	texts := b.openTexts()
	if len(texts) == 1 && (!b.missesValue() || b.answered()) && b.isProseFor(texts[0], text) {
		b.attempt(texts[0], text)
		return
	}
	b.placeRest(text)
}

// placeRest reads what no question took as an answer to the only one for a value,
// or reports it.
func (b *book) placeRest(text string) {
	if politeness.MatchString(text) {
		return
	}
	if text = withoutCourtesies(text); text == "" {
		return
	}
	i := b.onlyTyped()
	if i < 0 && b.answered() && len(strings.Fields(text)) <= maxBare {
		i = b.onlyReader(text, nil)
	}
	if i >= 0 {
		if _, why := readAnswer(b.Questions[i], text, b.Context); !isSilent(why) {
			b.attempt(i, text)
			return
		}
	}
	if b.valueThenText(text) {
		return
	}
	if b.takesBack(text) || len(b.openTexts()) > 0 || b.missesValue() {
		b.unplaced(text)
	}
}

// takesBack reports whether a text that no question took takes a figure back all the
// same. Which one is not known, so none of them stands then.
func (b *book) takesBack(text string) bool {
	if len(text) > maxMended || !hasRunFigure(text) || !certainMend.Matches(text) && !wordedMend.Matches(firstField(text)+" ") {
		return false
	}
	for i, q := range b.Questions {
		if isFigureKind(q.Kind) && b.isAnswered(i) {
			b.attempts[i] = append(b.attempts[i], attempt{text: text, why: reasonSeveral})
		}
	}
	return true
}

// withoutCourtesies leaves out the sentences at the beginning of a text that only
// thank or greet.
func withoutCourtesies(text string) string {
	for {
		first, rest, more := strings.Cut(text, "\n")
		parts := sentences(first)
		if len(parts) == 0 || !courteous(parts[0]) {
			return strings.TrimSpace(text)
		}
		if len(parts) > 1 {
			return strings.TrimSpace(strings.Join(parts[1:], " ") + "\n" + rest)
		}
		if !more {
			return ""
		}
		text = rest
	}
}

func courteous(sentence string) bool {
	return isCourtesy(sentence) || askingThanks.Matches(sentence) || thanks.MatchString(sentence)
}

var askingThanks = prose.Lazily(`(?i)^(?:many\s+)?(?:thanks|thank\s+you|thx|спасибо|благодарю)\s+(?:for\s+(?:asking|the\s+\p{L}+|your\s+\p{L}+|reminding(?:\s+me)?|checking(?:\s+in)?)|за\s+\p{L}+)[.!]*$`)

// maxBare is how many words a bare answer has.
const maxBare = 6

// valueThenText parts "52. Nothing is holding us back." between the only question
// for a value and the only one for a text.
func (b *book) valueThenText(text string) bool {
	typed, texts := b.onlyTyped(), b.openTexts()
	parts := sentences(text)
	if typed < 0 || len(texts) != 1 || len(parts) < 2 || texts[0] < typed {
		return false
	}
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), parts[0]))
	if _, why := readAnswer(b.Questions[typed], parts[0], b.Context); why != understood || anyDigit(rest) || !b.isProseFor(texts[0], rest) {
		return false
	}
	b.attempt(typed, parts[0])
	b.attempt(texts[0], rest)
	return true
}

// openTexts returns the questions for text that nothing answers yet.
func (b *book) openTexts() []int {
	var open []int
	for i, q := range b.Questions {
		if q.Kind == partnership.KindText && len(b.attempts[i]) == 0 {
			open = append(open, i)
		}
	}
	return open
}

// missesValue reports whether a question that must be answered with something
// else than text is still open.
func (b *book) missesValue() bool {
	for i, q := range b.Questions {
		if q.Kind != partnership.KindText && !q.Optional && len(b.attempts[i]) == 0 {
			return true
		}
	}
	return false
}

// isProseFor reports whether a text is long enough to answer the question at i
// without its name, and cannot be meant for another one.
func (b *book) isProseFor(i int, text string) bool {
	return len(strings.Fields(text)) >= minProse && !b.looksTyped(text) && !b.namesOther(text, i)
}

// onlyTyped returns the only question that is not for text, if it is open.
func (b *book) onlyTyped() int {
	found := -1
	for i, q := range b.Questions {
		if q.Kind == partnership.KindText {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	if found >= 0 && len(b.attempts[found]) > 0 {
		return -1
	}
	return found
}

func (b *book) answered() bool {
	return slices.ContainsFunc(b.attempts, func(a []attempt) bool { return len(a) > 0 && a[0].why == understood })
}

func (b *book) attempted() bool {
	return slices.ContainsFunc(b.attempts, func(a []attempt) bool { return len(a) > 0 })
}

// looksTyped reports whether a text is more likely the value of an open
// question than prose.
func (b *book) looksTyped(text string) bool {
	for i, q := range b.Questions {
		if q.Kind == partnership.KindText || len(b.attempts[i]) > 0 {
			continue
		}
		if _, why := b.readBare(i, text); why == understood || !isSilent(why) && len(strings.Fields(text)) <= 4 {
			return true
		}
	}
	return false
}

// minProse is how many words text needs to answer a question that it does not
// name: "rest later" does not.
const minProse = 3

// namesOther reports whether a text speaks of another open question.
func (b *book) namesOther(text string, than int) bool {
	if at := b.subjectOf(text); at >= 0 && at != than && len(b.attempts[at]) == 0 {
		return true
	}
	in := " " + foldWords(text) + " "
	for i, q := range b.Questions {
		if i != than && len(b.attempts[i]) == 0 && strings.Contains(in, " "+foldWords(q.ID)+" ") {
			return true
		}
	}
	return false
}

func (b *book) unplaced(text string) {
	b.left = append(b.left, text)
}
