package answer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// attempt is one text that was meant as the answer to a question.
type attempt struct {
	text string
	reading
	why   reason
	mends bool // it takes back what was said before
	dealt bool // it was found by what it says, not by a number, a place or a name
}

// book enters what a person wrote under the questions that it answers.
type book struct {
	Context
	speech   speech
	attempts [][]attempt
	free     []string // texts without a question
	problems []string
	left     []string // texts that no question took
	mending  bool     // the statement takes back what was said before
	keyed    bool     // the name of the question has been taken off the text
	dealing  bool     // what names no question is dealt, piece by piece
	subjects []subject
	pledged  *pledges
	known    map[piece]taken   // what readDealt found
	parted   map[string][]slip // what slipsOf found
}

// piece is a text that is read as the answer to a question, and taken what that gave:
// the same few are looked at from several sides.
type piece struct {
	question int // below zero, if the text names none
	text     string
	keyed    bool
}

type taken struct {
	reading
	why reason
}

func newBook(c Context) *book {
	return &book{Context: c, speech: speechFor(c.Locale), attempts: make([][]attempt, len(c.Questions)), pledged: &pledges{}}
}

// enter reads a statement that names its question.
func (b *book) enter(s statement) {
	text := strings.TrimSpace(strings.Join(s.lines, "\n"))
	b.mending = s.mends || mends(text)
	b.keyed = s.question >= 0
	defer func() { b.keyed = false }()
	switch {
	case s.question < 0 && s.number > 0:
		b.problems = append(b.problems, fmt.Sprintf(b.speech.noSuch, s.number, quoted(text)))
		return
	case text == "":
		return
	case s.question < 0:
		b.free = append(b.free, text)
		return
	}
	q := b.Questions[s.question]
	text = b.withName(q, s, text)
	switch {
	case q.Kind == partnership.KindText:
		b.enterWords(s.question, text)
	case q.Kind == partnership.KindDecide: // its reason goes on to the end
		b.attempt(s.question, withoutSignature(text))
	case s.whole != "" && q.Kind == partnership.KindYesNo && b.byClause(s.whole):
	case s.whole != "" && b.namesSeveral(s.whole):
		b.free = append(b.free, strings.TrimSpace(strings.Join(append([]string{s.whole}, s.lines[1:]...), "\n")))
	default:
		b.enterValue(s, text)
	}
}

// enterWords enters the answer to a question for text. Where a list is asked about, too,
// bare numbers were meant for that.
func (b *book) enterWords(question int, text string) {
	q := b.Questions[question]
	switch {
	case b.onlyNumbers(text):
		b.problems = append(b.problems, b.speech.problem(question+1, q, text, reasonOnlyNumbers))
	case q.Lasting && !isCourtesy(text) && !onlySigns(text), !b.saysNothing(text): // what somebody undertakes is no promise to answer
		b.attempt(question, b.withoutFarewell(question, withoutSignature(text)))
	}
}

// withoutFarewell leaves out the sentences at the end of a text of one line that only
// say goodbye.
func (b *book) withoutFarewell(question int, text string) string {
	short := withoutChat(text)
	if short == text {
		return text
	}
	text = short
	if k := keyOf(strings.TrimRight(text, "."), b.Questions); k.question == question && isNone(k.rest) {
		return k.rest
	}
	return text
}

// enterValue enters the answer to a question for a value. What stands with it and
// is not the value may be meant for another question, so it is left free.
func (b *book) enterValue(s statement, text string) {
	if s.number == 0 && !s.inline && len(b.Questions) > 1 {
		text = b.ownPart(s.question, text)
	}
	q := b.Questions[s.question]
	text = b.withoutLabelled(s, text)
	first, rest, more := strings.Cut(text, "\n")
	r, why := b.readDealt(s.question, strings.TrimSpace(first))
	switch {
	case !more && b.saysTooMuch(s, text, why):
		b.free = append(b.free, s.whole)
	case !more || why != understood || continues(q, rest):
		b.attempt(s.question, text)
		if why == understood && !more && (isFigureKind(q.Kind) || q.Kind == partnership.KindDate) {
			b.free = append(b.free, b.behindAnswer(s.question, text)...)
		}
	default:
		b.attempts[s.question] = append(b.attempts[s.question], attempt{text: first, reading: r, mends: b.mending})
		b.free = append(b.free, strings.TrimSpace(rest))
	}
}

// saysTooMuch reports whether what stands behind a name can't be read because it answers
// more than the question named.
func (b *book) saysTooMuch(s statement, text string, why reason) bool {
	switch {
	case why == understood || s.whole == "", adds.Matches(text):
		return false
	default:
		return b.joinsSeveral(s.whole) || why == reasonSeveral && len(clauses(text)) > 2
	}
}

// withoutLabelled is a text without what a label begins in it, which is left free.
func (b *book) withoutLabelled(s statement, text string) string {
	own, others := beforeLabel(b.Questions[s.question], text)
	if others == "" || s.inline {
		return text
	}
	b.free = append(b.free, others)
	return own
}

// beforeLabel parts a figure of one line where a label with a colon begins something
// else: "9, start: we may move it".
func beforeLabel(q partnership.Question, text string) (own, others string) {
	if !isFigureKind(q.Kind) || strings.Contains(text, "\n") || len(text) > maxMended || mends(text) {
		return text, ""
	}
	parts := clauses(text)
	for _, c := range parts[min(1, len(parts)):] {
		label, rest, ok := strings.Cut(c.text, ": ")
		if !ok || rest == "" || hasFigure(label) || len(strings.Fields(label)) > 2 || saysLast(label) || c.aside {
			continue
		}
		if at := strings.Index(text, c.text); at > 0 {
			return strings.TrimRight(text[:at], " ,;"), text[at:]
		}
	}
	return text, ""
}

// ownPart is a text up to where it goes on with another question. The rest is left
// free.
func (b *book) ownPart(question int, text string) string {
	for _, before := range []func(int, string) (own, others string){b.beforeOthers, b.beforeWriter, b.beforeTotal} {
		own, others := before(question, text)
		if others == "" {
			continue
		}
		text = own
		if k := nameKey(others, b.Questions); b.keyed && b.asksWords(k.question) && !strings.Contains(others, "\n") {
			if rest := trimSeparator(afterName(others, b.nameLength(k.question, others))); rest != "" {
				b.attempt(k.question, rest) // "conf 7 risk budget": what names the figures names the text
				continue
			}
		}
		b.free = append(b.free, others)
	}
	return text
}

// nameLength is how many words of a text name a question at its beginning.
func (b *book) nameLength(question int, text string) int {
	words, length := prose.Words(firstWords(text)), 0
	for _, name := range wordsOf(b.Questions[question]).names {
		if n := len(name); n > length && n <= len(words) && slices.Equal(words[:n], name) {
			length = n
		}
	}
	return length
}

// joinsSeveral reports whether the first clause of a line that begins with a name
// answers several questions, so that the name alone can't claim it.
func (b *book) joinsSeveral(line string) bool {
	return line != "" && len(b.Questions) > 1 && len(b.joined(clauses(line)[0].text)) > 1
}

// withName gives an answer back the name of its question where that is a part of
// it: "signed yesterday" to a question with the ID "signed".
func (b *book) withName(q partnership.Question, s statement, text string) string {
	if s.whole == "" || q.Kind != partnership.KindYesNo && q.Kind != partnership.KindChoice {
		return text
	}
	whole := strings.Join(append([]string{s.whole}, s.lines[1:]...), "\n")
	if _, why := readAnswer(q, text, b.Context); why == understood {
		return text
	}
	if _, why := readAnswer(q, whole, b.Context); why != understood {
		return text
	}
	return whole
}

// namesSeveral reports whether a line that begins with the name of a question
// goes on with another one, which the first one's value can't hold.
func (b *book) namesSeveral(line string) bool {
	first := -1
	for _, s := range b.slipsOf(line) {
		switch {
		case s.question < 0:
		case first >= 0 && s.question != first:
			return true
		default:
			first = s.question
		}
	}
	return false
}

// beforeOthers parts a text where it goes on with another question than its own.
func (b *book) beforeOthers(question int, text string) (own, others string) {
	line, _, _ := strings.Cut(text, "\n")
	name := b.Questions[question].ID + " " // it has been taken off
	slips := b.slipsOf(name + line)
	for i := 1; i < len(slips); i++ {
		if q, at := slips[i].question, slips[i].start-len(name); q >= 0 && q != question && at > 0 {
			return strings.TrimRight(text[:at], " ,;"), text[at:]
		}
	}
	return text, ""
}

// beforeWriter parts a figure of one line where its writer goes on with another one
// that they give themselves: "two customers, and I'd give you an 8".
func (b *book) beforeWriter(question int, text string) (own, others string) {
	parts := clauses(text)
	if len(parts) < 2 || len(b.Questions) < 2 || strings.Contains(text, "\n") || !isFigureKind(b.Questions[question].Kind) || !hasValue(parts[0].text) || mends(text) {
		return text, ""
	}
	for _, p := range parts[1:] {
		words := prose.Words(withoutTie(p.text))
		if len(words) == 0 || !writerWords[words[0]] || !hasValue(p.text) || b.namesWord(question, words) {
			continue
		}
		if at := strings.Index(text, p.text); at > 0 {
			return strings.TrimRight(text[:at], " ,;"), text[at:]
		}
	}
	return text, ""
}

// beforeTotal parts a bare figure of one line where its writer goes on with a sum, which is
// of something else then: "peak 61, total 18,200".
func (b *book) beforeTotal(question int, text string) (own, others string) {
	parts := clauses(text)
	if len(parts) < 2 || strings.Contains(text, "\n") || !isFigureKind(b.Questions[question].Kind) || !isBareDigits(parts[0].text) {
		return text, ""
	}
	words := prose.Words(parts[1].text)
	if len(words) == 0 || !sumWords[words[0]] && words[0] != "всего" && words[0] != "итого" || !hasFigure(parts[1].text) {
		return text, ""
	}
	at := strings.Index(text, parts[1].text)
	return strings.TrimRight(text[:at], " ,;"), text[at:]
}

// namesWord reports whether one of the words names a question.
func (b *book) namesWord(question int, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return b.isNameOf(question, w) })
}

// writerWords begin what writers say of themselves.
var writerWords = setOf("i|id|im|ill|we|wed|well|were|я|мы")

// continues reports whether the line below an answer could be a second value.
func continues(q partnership.Question, rest string) bool {
	next, _, _ := strings.Cut(rest, "\n")
	if !isFigureKind(q.Kind) || strings.TrimSpace(next) == "" {
		return false
	}
	if words := prose.Words(next); len(words) > 0 && (orWords[words[0]] || mends(next)) && anyFigure(q, clauses(next)) {
		return true
	}
	_, why := readAmount(q, next, localeEnglish)
	return why == understood || why == reasonRange
}

func (b *book) attempt(question int, text string) {
	if b.dealing && b.Questions[question].Kind == partnership.KindPick {
		b.unplaced(text) // a piece of a text is no list
		return
	}
	r, why := b.readGiven(question, text)
	r, why = b.vouched(question, text, b.keyed, r, why)
	switch text := strings.TrimRight(text, ".! "); {
	case b.Questions[question].Kind == partnership.KindText && len(b.Questions) > 1 && isPhrase(text, samePhrases):
		return // the same as which?
	case r.value.Unknown && b.pledged.promise != nil && len(b.Questions) > 1 && comesLater.Matches(text):
		return // it is promised
	case r.value.Unknown && b.Questions[question].Kind == partnership.KindYesNo && b.pledged.away != nil:
		return // "I'm on leave and have no access to my mail"
	case r.value.Unknown && len(b.Questions) == 1 && b.pledged.promise != nil:
		return // "no idea yet, I'll let you know"
	}
	b.attempts[question] = append(b.attempts[question], attempt{text: text, reading: r, why: why, mends: b.mending, dealt: b.dealing})
}

// comesLater finds what says that a value is not there yet, but will be.
var comesLater = prose.Lazily(`(?i)\bto be (?:confirmed|announced|advised|decided)|\btb[acd]\b|\bpending\b|\bfollow|\blater\b|уточн|позже|позднее`)

// close settles every question.
func (b *book) close() (answers []partnership.Answer, open, problems []string) {
	for i, q := range b.Questions {
		a, why := settle(q, b.attempts[i])
		switch {
		case len(b.attempts[i]) == 0:
			open = append(open, q.ID)
		case why != understood:
			open = append(open, q.ID)
			problems = append(problems, b.speech.problem(i+1, q, a.Raw, why))
		default:
			answers = append(answers, a)
		}
	}
	problems = append(problems, b.problems...)
	for _, text := range b.left {
		problems = append(problems, formatSeen(b.speech.unplaced, text))
	}
	return answers, open, problems
}

// settle makes one answer of all attempts at a question. Two different values
// are no answer, and neither is a value beside an unclear one.
func settle(q partnership.Question, attempts []attempt) (partnership.Answer, reason) {
	var out partnership.Answer
	if len(attempts) == 0 {
		return out, understood
	}
	if q.Kind == partnership.KindText {
		return joinTexts(q, attempts), understood
	}
	attempts = lastWord(attempts)
	best := slices.IndexFunc(attempts, func(a attempt) bool { return a.why == understood })
	if best < 0 {
		return partnership.Answer{Raw: attempts[0].text}, attempts[0].why
	}
	chosen := attempts[best]
	for _, a := range attempts {
		if a.why == understood && !sameValue(a.value, chosen.value) || a.why != understood && !isSilent(a.why) {
			return partnership.Answer{Raw: chosen.text + " / " + a.text}, reasonContradiction
		}
		chosen.rough = chosen.rough || a.rough
	}
	return partnership.Answer{
		Question: q.ID, Value: chosen.value, Unit: chosen.unit, Raw: chosen.text,
		Provisional: chosen.rough, Unlikely: isUnlikely(q, chosen.value),
	}, understood
}

// lastWord leaves out the attempts that a later one takes back.
func lastWord(attempts []attempt) []attempt {
	for i := len(attempts) - 1; i > 0; i-- {
		if attempts[i].mends && !isSilent(attempts[i].why) {
			return attempts[i:]
		}
	}
	return attempts
}

// offCourse is how many times a KPI's target and last value a figure is that is
// more likely a slip of the hand.
var offCourse = decimal.NewFromInt(1000)

// isUnlikely reports whether a figure is far off its KPI's course.
func isUnlikely(q partnership.Question, v partnership.Value) bool {
	if v.Number == nil || q.Last == nil && q.Target == nil {
		return false
	}
	most, positive := decimal.Zero, true
	for _, known := range []*decimal.Decimal{q.Last, q.Target} {
		if known != nil {
			most = decimal.Max(most, known.Abs())
			positive = positive && known.IsPositive()
		}
	}
	return v.Number.IsNegative() && positive || !most.IsZero() && v.Number.Abs().GreaterThanOrEqual(most.Mul(offCourse))
}

// isSilent reports reasons that say that a text had no value at all.
func isSilent(why reason) bool {
	return why == reasonNoNumber || why == reasonNotYesNo || why == reasonNotChoice || why == reasonNotDate || why == reasonNoPick
}

func joinTexts(q partnership.Question, attempts []attempt) partnership.Answer {
	if len(attempts) == 1 {
		a := attempts[0]
		return partnership.Answer{Question: q.ID, Value: a.value, Raw: a.text}
	}
	var texts []string
	for _, a := range attempts {
		if !slices.Contains(texts, a.text) {
			texts = append(texts, a.text)
		}
	}
	joined := strings.Join(texts, "\n")
	return partnership.Answer{Question: q.ID, Value: partnership.TextValue(joined), Raw: joined}
}

func sameValue(a, b partnership.Value) bool {
	if a.Number != nil && b.Number != nil {
		return a.Number.Equal(*b.Number)
	}
	return a.Unknown == b.Unknown && a.String() == b.String()
}
