package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// kindNames are words by which people call questions that most check-ins have,
// whatever the language of the question's ID.
var kindNames = []struct {
	id    string
	names []string
}{
	{"confidence", []string{"confidence", "conf", "уверенность", "уверен", "уверена", "уверены"}},
	{"blockers", []string{"blockers", "blocker", "блокеры", "блокер", "препятствия", "препятствие", "помехи"}},
	{"changed", []string{"changed", "changes", "изменения", "изменилось"}},
	{"idea", []string{"idea", "ideas", "идея", "идеи"}},
}

// namesOfQuestion lists the word sequences that name a question in front of an
// answer: its ID, its KPI and the customary words.
func namesOfQuestion(q partnership.Question) [][]string {
	names := [][]string{prose.Words(q.ID)}
	if q.KPI != "" {
		_, last, _ := strings.Cut(q.KPI, ".")
		names = append(names, prose.Words(q.KPI), prose.Words(last))
	}
	for _, k := range kindNames {
		if q.ID != k.id && (k.id != "confidence" || q.Kind != partnership.KindConfidence) {
			continue
		}
		for _, n := range k.names {
			names = append(names, []string{n})
		}
	}
	return names
}

// keyed is an answer with the question that it names.
type keyed struct {
	question int // -1 when none is named
	rest     string
}

var notKeyed = keyed{question: -1}

// keyOf reads "mql 130", "MQL: 130", "Leads so far = 130" or "откл 4".
func keyOf(text string, questions []partnership.Question) keyed {
	if k := nameKey(text, questions); k.question >= 0 {
		if label := likelyKey(text, questions); k.rest == text && label.question == k.question {
			return label // "Next step: ..." to the question called "next"
		}
		return k
	}
	if k := absentKey(text, questions); k.question >= 0 && !strings.ContainsAny(text, ":=") {
		return k
	}
	if k := likelyKey(text, questions); k.question >= 0 {
		return k
	}
	return topicKey(text, questions)
}

// nameKey matches the full names of questions; the longest one wins.
func nameKey(text string, questions []partnership.Question) keyed {
	words := prose.Words(firstWords(text))
	if len(words) == 0 || isDigit(rune(words[0][0])) && !slices.ContainsFunc(questions, beginsWithDigit) {
		return notKeyed
	}
	best, length := notKeyed, 0
	for i, q := range questions {
		for _, name := range wordsOf(q).names {
			n := len(name)
			if n == 0 || n > len(words) || n < length || !slices.Equal(words[:n], name) {
				continue
			}
			if isCommonWord(name, q) && !isParted(text, n) {
				continue
			}
			if n == length && best.question != i {
				return notKeyed
			}
			best, length = keyed{question: i, rest: valuePart(text, n, q)}, n
		}
	}
	return unlessAnswer(text, length, best, questions)
}

// isCommonWord reports whether the name of a question for words could as well be a word of
// the answer to another one: "so", "do", "why".
func isCommonWord(name []string, q partnership.Question) bool {
	const short = 3
	return q.Kind == partnership.KindText && len(name) == 1 && len(name[0]) <= short
}

// isParted reports whether a colon or an equals sign stands behind a name.
func isParted(text string, name int) bool {
	behind := strings.TrimSpace(afterName(text, name))
	return strings.HasPrefix(behind, ":") || strings.HasPrefix(behind, "=")
}

// unlessAnswer leaves a name of so many words out that is the answer itself.
func unlessAnswer(text string, name int, k keyed, questions []partnership.Question) keyed {
	if k.question >= 0 && isAnswerItself(text, name, k.rest, questions[k.question]) {
		return notKeyed
	}
	return k
}

// isAnswerItself reports whether what looks like the name of a question is the
// answer: "Done yesterday" to the one called "done", "day after tomorrow" to the
// one called "day", unless a colon or a value follows. A question back begins like
// a text, and is none.
func isAnswerItself(text string, name int, rest string, q partnership.Question) bool {
	behind := strings.TrimSpace(afterName(text, name))
	parted := isParted(text, name)
	switch q.Kind {
	case partnership.KindYesNo:
		words := strings.TrimSuffix(strings.TrimSpace(text), behind)
		valued := saysYesOrNo(rest, q) && talk.Says(talk.Items(rest), verdictSenses...)
		return !parted && saysYesOrNo(words, q) && !valued
	case partnership.KindText:
		return !parted && rest == text && strings.HasSuffix(strings.TrimSpace(text), "?") && !slices.Equal(prose.Words(text), wordsOf(q).text)
	case partnership.KindDate:
		return !parted && (strings.HasPrefix(prose.Fold(rest), "after ") || strings.HasPrefix(prose.Fold(rest), "of "))
	default:
		return false
	}
}

// beginsWithDigit reports whether a name of a question does.
func beginsWithDigit(q partnership.Question) bool {
	return slices.ContainsFunc([]string{q.ID, q.KPI, q.Text, q.Unit}, func(s string) bool { return s != "" && isDigit(rune(s[0])) })
}

// openingOf returns the words of a question up to its first sign, if there are
// several: "What is in your way".
func openingOf(text string) []string {
	if at := strings.IndexAny(text, "?.:;("); at > 0 {
		text = text[:at]
	}
	if words := prose.Words(text); len(words) > 1 {
		return words
	}
	return nil
}

// absentKey reads "no blockers" and "блокеров нет" as the answer to the
// question for text of that name.
func absentKey(text string, questions []partnership.Question) keyed {
	words := prose.Words(firstWords(text))
	if len(words) != 2 {
		return notKeyed
	}
	name := words[1]
	if noneWords[words[1]] {
		name = words[0]
	} else if !noneWords[words[0]] {
		return notKeyed
	}
	for i, q := range questions {
		for _, known := range wordsOf(q).shortNames() {
			if (q.Kind == partnership.KindText || q.Kind == partnership.KindYesNo && questionFor(q.Text).aim.ofTrouble()) && len(known) == 1 && sameStem(known[0], name) {
				return keyed{question: i, rest: text}
			}
		}
	}
	return notKeyed
}

// firstWords bounds what is compared with names.
func firstWords(text string) string {
	if len(text) > 400 {
		return strings.ToValidUTF8(text[:400], "")
	}
	return text
}

// valuePart takes a question's name off an answer. Free text keeps a name that
// no separator parts from it, because it is the first word of the sentence.
func valuePart(text string, n int, q partnership.Question) string {
	rest := strings.TrimLeft(afterName(text, n), " \t")
	cut := trimSeparator(rest)
	if q.Kind == partnership.KindText && cut == rest && rest != "" && !noneWords[foldWords(rest)] {
		return text
	}
	return cut
}

var noneWords = setOf("none|no|nothing|nope|nil|n a|нет|ничего|не|нету|отсутствуют|нет таких")

// trimSeparator removes the stroke between a name and its value. A minus that
// touches a digit stays.
func trimSeparator(s string) string {
	for _, sep := range []string{"=>", "->", ":", "=", "→", "–>", "|"} {
		if rest, ok := strings.CutPrefix(s, sep); ok {
			return strings.TrimSpace(rest)
		}
	}
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	if isDash(r) && unicode.IsSpace(next) {
		return strings.TrimSpace(s[size:])
	}
	return strings.TrimSpace(s)
}

// afterName is afterWords without eating the sign of the value.
func afterName(text string, n int) string {
	inWord := false
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || inWord && (r == '\'' || r == '’')
		if !letter && inWord {
			n--
		}
		inWord = letter
		if n == 0 {
			return strings.TrimLeft(text[i:], " \t?\"»*_)`")
		}
	}
	return ""
}

func isFigureKind(k partnership.QuestionKind) bool {
	switch k {
	case partnership.KindNumber, partnership.KindMoney, partnership.KindScale, partnership.KindConfidence, partnership.KindNPS:
		return true
	default:
		return false
	}
}

// likelyKey matches abbreviated names: every word before the value must belong
// to one and the same question, and to no other.
func likelyKey(text string, questions []partnership.Question) keyed {
	head, rest, marked := headOf(text)
	words := strings.FieldsFunc(prose.Fold(head), func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	if len(words) == 0 || len(words) > 6 || rest == "" {
		return notKeyed
	}
	found := -1
	for i, q := range questions {
		if !isFigureKind(q.Kind) && q.Kind != partnership.KindDate && !marked || !suits(q, rest) {
			continue
		}
		if !allBelong(words, q) && !isLabelOf(words, q) || q.Kind == partnership.KindYesNo && saysYesOrNo(head, q) {
			continue
		}
		if found >= 0 {
			return notKeyed
		}
		found = i
	}
	return keyed{question: found, rest: rest}
}

// isLabelOf reports whether words before a stroke are a question's for words, in
// its own form: "Next step: ...". None of them need mean anything by itself.
func isLabelOf(words []string, q partnership.Question) bool {
	return (q.Kind == partnership.KindText || q.Kind == partnership.KindYesNo && len(words) > 1) && !slices.ContainsFunc(words, func(w string) bool {
		w = strings.Trim(w, ".-–—()*_ ")
		return !slices.Contains(wordsOf(q).text, w) || noneWord[w]
	})
}

// suits reports whether a value can be of the kind that a question asks for: a day
// answers no question for a figure, and the other way round.
func suits(q partnership.Question, value string) bool {
	switch {
	case q.Kind == partnership.KindDate:
		return namesDay(value) || !hasValue(value)
	case isFigureKind(q.Kind):
		return !namesDay(value)
	default:
		return true
	}
}

// namesDay reports whether a text holds what only days have.
func namesDay(text string) bool {
	text = firstWords(text)
	if dayFigure.Matches(text) {
		return true
	}
	return slices.ContainsFunc(prose.Words(firstWords(text)), func(w string) bool { return monthNamed(w) > 0 && w != "may" && w != "mar" })
}

var dayFigure = prose.Lazily(`\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)\b|(?i:\bmay\s+\d|\d\s+may\b)`)

// headOf parts what stands before the value: up to a separator, or up to the
// first figure.
func headOf(text string) (head, rest string, marked bool) {
	for i, r := range text {
		switch {
		case r == ':' || r == '=':
			return text[:i], strings.TrimLeft(text[i+1:], " >"), true
		case r == '→' || r == '-' && strings.HasPrefix(text[i:], "->"):
			return text[:i], strings.TrimLeft(text[i:], " ->→"), true
		case i > 0 && isDash(r) && text[i-1] == ' ' && strings.HasPrefix(text[i+utf8.RuneLen(r):], " "):
			return text[:i], strings.TrimSpace(text[i+utf8.RuneLen(r):]), true
		case isDigit(r) && i > 0:
			at := i
			if text[i-1] == '-' || text[i-1] == '+' {
				at--
			}
			return text[:at], text[at:], false
		}
	}
	return "", "", false
}

func allBelong(words []string, q partnership.Question) bool {
	named := false
	for _, w := range words {
		w = strings.Trim(w, ".-–—()*_ ")
		switch {
		case w == "", fillers[w] && named, leadIns[w] && len(words) > 1, named && slices.Contains(wordsOf(q).text, w):
		case otherWords[w], changeWords[w], pastWords[w], !belongs(w, q):
			return false
		default:
			named = true
		}
	}
	return named
}

// leadIns stand before the name of a question: "in our way: legal".
var leadIns = setOf("by|in|our|my|the|on|what|is|что|нам|у|нас|по")

// belongs reports whether a word is a beginning or a form of a word of the
// question.
func belongs(w string, q partnership.Question) bool {
	if w == prose.Fold(q.Unit) {
		return true
	}
	if parts := prose.Words(w); len(parts) > 1 {
		return allBelong(parts, q)
	}
	if utf8.RuneCountInString(w) < 3 || isNegation(w) {
		return false
	}
	return slices.ContainsFunc(wordsOf(q).own, func(own string) bool {
		return own == w || utf8.RuneCountInString(own) > 3 && (strings.HasPrefix(own, w) || sameStem(own, w))
	})
}
