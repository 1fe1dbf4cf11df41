package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// slip is a piece of free text with the question that it speaks of.
type slip struct {
	text       string
	start, end int // its place in the whole text
	line       int
	sentence   int
	question   int // noQuestion, severalQuestions or its index
	asked      bool
	aside      bool
	label      bool // it begins with the name of its question and a stroke
	dealt      bool // it is part of what was read as an answer
	of         int  // the question that it was dealt to
	weighed    bool // its text is no more than the figure
}

const (
	noQuestion       = -1
	severalQuestions = -2
)

// slipsOf parts a text at its clauses, and where two subjects are joined.
func (b *book) slipsOf(text string) []slip {
	if slips, ok := b.parted[text]; ok {
		return slices.Clone(slips)
	}
	slips := b.part(text)
	if b.parted == nil {
		b.parted = map[string][]slip{}
	}
	b.parted[text] = slices.Clone(slips)
	return slips
}

// part parts a text that has not been parted yet.
func (b *book) part(text string) []slip {
	var slips []slip
	start, sentence := 0, 0
	for n, line := range strings.Split(text, "\n") {
		from, last := 0, -1
		for _, c := range clauses(line) {
			if last >= 0 && c.sentence != last {
				sentence++
			}
			last = c.sentence
			lead, rest := b.leadOf(c.text)
			for i, part := range append(lead, b.joined(rest)...) {
				from += max(0, strings.Index(line[from:], part))
				s := slip{text: part, start: start + from, end: start + from + len(part), line: n, sentence: sentence, asked: c.asked, aside: c.aside || i < len(lead)}
				s.name(b)
				slips = append(slips, s)
				from += len(part)
			}
		}
		sentence++
		start += len(line) + 1
	}
	slips = withDates(withMends(slips))
	b.nameLeft(slips)
	return slips
}

// withMends joins the words of a correction that stand alone with what they lead up to:
// "collected 41, recycled 29 - sorry, 39 collected".
func withMends(slips []slip) []slip {
	out := slips[:0]
	for i := 0; i < len(slips); i++ {
		s := slips[i]
		if i+1 < len(slips) && slips[i+1].sentence == s.sentence && slips[i+1].question >= 0 && hasRunFigure(slips[i+1].text) && isOnlyMend(s.text) {
			next := slips[i+1]
			next.text, next.start = s.text+", "+next.text, s.start
			out = append(out, next)
			i++
			continue
		}
		out = append(out, s)
	}
	return out
}

// withDates joins a day that follows its weekday: "Monday, May 4th".
func withDates(slips []slip) []slip {
	out := slips[:0]
	for _, s := range slips {
		if last := len(out) - 1; last >= 0 && out[last].sentence == s.sentence && out[last].line == s.line && endsInWeekday.Matches(out[last].text) && beginsDate.Matches(s.text) {
			out[last].text += ", " + s.text
			out[last].end = s.end
			continue
		}
		out = append(out, s)
	}
	return out
}

var (
	endsInWeekday = prose.Lazily(`(?i)(?:^|\s)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понедельник|вторник|среда|среду|четверг|пятница|пятницу|суббота|субботу|воскресенье)$`)
	beginsDate    = prose.Lazily(`(?i)^(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th|-?го|-?е)?[.\s]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s+\d)`)
)

// isOnlyMend reports whether a text is no more than the words of a correction.
func isOnlyMend(text string) bool {
	at := softMend().FindStringIndex(text + " ")
	return at != nil && at[0] == 0 && at[1] >= len(text)
}

// leadOf parts a clause behind what only leads up to it: "January in short: 47
// leads".
func (b *book) leadOf(text string) (lead []string, rest string) {
	head, behind, ok := strings.Cut(text, ": ")
	if !ok || !hasValue(behind) || hasFigure(head) || len(head) > maxNamedPhrase || len(b.subjectsIn(head)) > 0 || len(b.subjectsIn(behind)) == 0 && !saysLast(head) && !b.ratesOpen(head) || !leadsOnly(head) {
		return nil, text
	}
	return []string{head}, behind
}

// saysLast reports whether words before a colon announce no more than that one thing
// more is said, so that they are not its name: "and lastly: a ten".
func saysLast(text string) bool {
	return !slices.ContainsFunc(prose.Words(text), func(w string) bool {
		return !leadingTies[w] && !fillers[w] && !lastlyWords[w] && monthNamed(w) == 0 && periods[w] == 0
	})
}

var lastlyWords = setOf("last|lastly|finally|least|not|thing|one|последнее|последний|напоследок|вопрос")

// ratesOpen reports whether words lead up to a point on a scale that is asked for.
func (b *book) ratesOpen(text string) bool {
	return rates.Matches(prose.Fold(text)) && slices.ContainsFunc(b.Questions, onScale)
}

// leadsOnly reports whether words before a colon say nothing of the figures behind
// it: not what they are of, nor on what they depend.
func leadsOnly(text string) bool {
	words := prose.Words(text)
	return !isConditional(words) && !slices.ContainsFunc(words, func(w string) bool {
		return otherWords[w] || pastWords[w] || boundWords[w] || changeWords[w] || lossWords[w] || beginsWith(w, elsewhereStems) || beginsWith(w, wishing)
	})
}

// nameLeft finds the question of a slip whose words several ones share, where the
// other slips name all of these but one: "units 87, returned 4".
func (b *book) nameLeft(slips []slip) {
	var others []int
	for _, s := range slips {
		if s.question >= 0 {
			others = append(others, s.question)
		}
	}
	if len(others) == 0 {
		return
	}
	for i := range slips {
		if s := &slips[i]; s.question == severalQuestions || s.question == noQuestion && hasFigure(s.text) {
			if q := b.onlyLeft(s.text, others); q >= 0 && isFigureKind(b.Questions[q].Kind) {
				s.question = q
			}
		}
	}
}

// name finds the question that a slip speaks of.
func (s *slip) name(b *book) {
	if k := keyOf(s.text, b.Questions); k.question >= 0 && k.rest != "" && b.Questions[k.question].Kind == partnership.KindText {
		s.question, s.label = k.question, k.rest != s.text
		return
	}
	s.question = b.subjectOf(s.text)
	if s.question >= 0 && isFigureKind(b.Questions[s.question].Kind) {
		s.byUnit(b)
	}
	if s.question < 0 && hasRunFigure(s.text) {
		s.question = b.byVeryWord(s.text, s.question)
	}
	if s.question < 0 && !s.asked {
		s.question = b.readerAmong(b.subjectsIn(s.text), s.text, s.question)
	}
}

// byVeryWord is the only question that has a long word of a text in this very form,
// where others have but another form of it: «спонсоров» is no «спонсорские»; else what
// was found without.
func (b *book) byVeryWord(text string, otherwise int) int {
	found := noQuestion
	for _, w := range prose.Words(firstWords(text)) {
		if utf8.RuneCountInString(w) < 5 || !tellsQuestion(w) {
			continue
		}
		for i, q := range b.Questions {
			if q.Kind == partnership.KindText || !slices.Contains(wordsOf(q).text, w) {
				continue
			}
			if found >= 0 && found != i {
				return otherwise
			}
			found = i
		}
	}
	if found < 0 {
		return otherwise
	}
	return found
}

// byUnit finds the question whose unit a slip has, where the one that it names asks
// for another unit: "14,300 litres" names the price per litre.
func (s *slip) byUnit(b *book) {
	asked := parseUnit(b.Questions[s.question].Unit).group
	foreign := func(w string) bool { u := unitOf(w); return u.group != 0 && u.group != asked && !u.short }
	if !hasFigure(s.text) || !slices.ContainsFunc(prose.Words(s.text), foreign) {
		return
	}
	if _, why := b.readDealt(s.question, s.text); why != reasonUnit {
		return
	}
	if q := b.byUnit(s.text); q >= 0 {
		s.question = q
	}
}

// readerAmong is the only one of several questions that can read a text as its
// answer, or the one that most of its words name; else what was found without
// reading.
func (b *book) readerAmong(named []int, text string, otherwise int) int {
	found, most, tied := noQuestion, 0, false
	for _, i := range named {
		if b.Questions[i].Kind == partnership.KindText {
			continue
		}
		if _, why := b.readDealt(i, text); why != understood {
			continue
		}
		switch n := b.namesIn(i, text); {
		case n > most:
			found, most, tied = i, n, false
		case n == most:
			tied = true
		}
	}
	if found < 0 || tied {
		return otherwise
	}
	return found
}

// namesIn counts the words of a text that name a question.
func (b *book) namesIn(question int, text string) int {
	n := 0
	for _, w := range prose.Words(firstWords(text)) {
		if b.isNameOf(question, w) {
			n++
		}
	}
	return n
}

// sentenceSlips are the indices of the slips of each sentence.
func sentenceSlips(slips []slip) [][]int {
	var out [][]int
	for i, s := range slips {
		if i == 0 || s.sentence != slips[i-1].sentence {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], i)
	}
	return out
}
