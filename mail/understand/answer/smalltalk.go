package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

var (
	greeting = regexp.MustCompile(`(?i)^(?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening|day)|greetings|привет|приветствую|здравствуйте|здравствуй|добр(?:ый|ое|ого)\s+(?:день|утро|вечер|времени суток|дня)|доброго времени суток|коллеги|уважаем\S+)(?:[\s,]+[^\s\d:;.!?]+){0,4}\s*[,.!:)]*$`)
	thanks   = regexp.MustCompile(`(?i)^(?:many\s+thanks|thanks|thank\s+you|thx|cheers|best|(?:best|kind|warm)\s+(?:regards|wishes)|regards|br|sincerely|yours|all\s+the\s+best|have\s+a\s+(?:nice|good|great|lovely|productive)\s+(?:\S+\s+)?\S+|(?:enjoy|happy)\s+(?:the|your)?\s*\S+|saludos|un\s+saludo|gr(?:ü|u)(?:ß|ss)e|cordialement|bien\s+(?:à|a)\s+(?:vous|toi)|pozdrawiam|groetjes?|hilsen|mvh|tervisi(?:n|tega)|cumprimentos|saluti|talk\s+soon|speak\s+soon|until\s+next\s+time|take\s+care|(?:хорошей|удачной|продуктивной|доброй|отличной)\s+\p{L}+(?:\s+\p{L}+)?|(?:всем|вам)\s+(?:хорош|удачн|доброг|отличн|мира|добра|пока)\p{L}*(?:\s+\p{L}+){0,2}|(?:отличн|удачн|приятн)\p{L}+\s+(?:дня|вечера|недели|выходных)|спасибо|благодарю|заранее\s+спасибо|с\s+(?:\S+\s+)?уважением|с\s+наилучшими\s+пожеланиями|всего\s+(?:доброго|наилучшего|хорошего)|хорошего\s+(?:дня|вечера)|хороших\s+выходных|до\s+связи|удачи|обнимаю|целую)(?:\s+(?:a\s+lot|again|so\s+much|very\s+much|in\s+advance|all|everyone|большое|огромное|заранее|всем|за\s+внимание))?(?-i:[\s,.!:)—–-]+\p{Lu}[\p{L}.'-]*){0,3}[\s,.!:)🙂🙏😊]*$`)
	// politeness is a line of thanks with more behind it.
	politeness = regexp.MustCompile(`(?i)^(?:many\s+thanks|thanks|thank\s+you|спасибо|благодарю)[,.!][^\n]{0,80}$`)
	intro      = regexp.MustCompile(`(?i)^(?:(?:please\s+)?(?:see|find)\s+)?(?:my\s+|our\s+|the\s+)?(?:answers?|repl(?:y|ies)|comments|responses?)?\s*(?:are\s+|is\s+)?(?:below|inline|in\s*-?line|attached|as\s+follows)?\s*[:.,]*$|^(?:мои\s+|наши\s+)?(?:ответ\S*|комментари\S*)(?:\s+(?:ниже|внизу|в\s+тексте|по\s+тексту|по\s+пунктам|на\s+вопросы|inline))?\s*[:.,]*$|^(?:отвечаю|см\.?)(?:\s+(?:ниже|по\s+пунктам|в\s+тексте))?\s*[:.,]*$`)
	nameOnly   = regexp.MustCompile(`^(?:[-—–~/]\s*)?\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]*\.?){0,2}\.?$`)
)

// maxPointers is how many lines of a mail can say where its answers stand.
const maxPointers = 5

// maxClosing is how many lines may follow the closing of a mail.
const maxClosing = 8

// markSmalltalk marks the lines that greet, close and sign, which would spoil
// a text answer and are no answer themselves.
func markSmalltalk(lines []typedLine, questions []partnership.Question) {
	typed := newLines(lines)
	for n, i := range typed {
		text := lines[i].Text
		if n == 0 && greeting.MatchString(text) || nothingElse.Matches(text) || leadsIn(text, n) {
			lines[i].idle = true
		}
	}
	for n := max(0, len(typed)-maxClosing); n < len(typed); n++ {
		i := typed[n]
		if (thanks.MatchString(lines[i].Text) || n > 0 && lines[i].Text == "—") && !anyNamed(lines, typed[n+1:], questions) {
			for _, j := range typed[n:] {
				lines[j].idle = true
			}
			return
		}
	}
	if len(typed) > 1 && signsOff(lines, typed[len(typed)-1], questions) {
		lines[typed[len(typed)-1]].idle = true
	}
}

// leadsIn reports whether the nth typed line only leads up to the answers.
func leadsIn(text string, n int) bool {
	return intro.MatchString(text) && hasLetter(text) || n < maxPointers && isPointer(text) || isHeading(text)
}

func newLines(lines []typedLine) []int {
	var typed []int
	for i, l := range lines {
		if l.Role == trim.RoleNew && l.Text != "" {
			typed = append(typed, i)
		}
	}
	return typed
}

// anyNamed reports whether one of the lines is an answer with its question, or
// a quote stands between them.
func anyNamed(lines []typedLine, at []int, questions []partnership.Question) bool {
	for n, i := range at {
		if m := prose.MarkerOf(lines[i].Text); m.Strong || nameKey(lines[i].Text, questions).question >= 0 {
			return true
		}
		if n > 0 && quoteBetween(lines[at[n-1]:i]) {
			return true
		}
	}
	return false
}

func quoteBetween(lines []typedLine) bool {
	for _, l := range lines {
		if l.Role == trim.RoleQuote {
			return true
		}
	}
	return false
}

// signsOff reports whether the last line is a name by itself below a gap. One
// word can be an answer, too: then it is not taken for a name.
func signsOff(lines []typedLine, i int, questions []partnership.Question) bool {
	text := lines[i].Text
	return nameOnly.MatchString(text) && belowGap(lines, i) &&
		!answersAny(text) && !answersOne(text, questions) && !slices.ContainsFunc(prose.Words(text), isValueWord)
}

// belowGap reports whether blank lines part line i from new text above.
func belowGap(lines []typedLine, i int) bool {
	if i == 0 || lines[i-1].Role != trim.RoleBlank {
		return false
	}
	above := i - 1
	for above > 0 && lines[above].Role == trim.RoleBlank {
		above--
	}
	return lines[above].Role == trim.RoleNew
}

// answersAny reports whether a text can be an answer to any question of its
// kind.
func answersAny(text string) bool {
	if noneWords[foldWords(text)] || isPhrase(text, unknownPhrases) || isPhrase(text, samePhrases) || statusRow(text) >= 0 {
		return true
	}
	items := talk.Items(text)
	return len(items) > 0 && !talk.Says(items, talk.Courtesy, talk.Filler) && !slices.ContainsFunc(items, func(i talk.Item) bool { return i.Sense == talk.Unknown })
}

// answersOne reports whether a text is a choice or the name of one of the
// questions.
func answersOne(text string, questions []partnership.Question) bool {
	if nameKey(text, questions).question >= 0 {
		return true
	}
	return slices.ContainsFunc(questions, func(q partnership.Question) bool {
		return len(equalChoice(q.Choices, text)) > 0 || len(prefixChoice(q.Choices, text)) > 0
	})
}

// isValueWord reports whether a word is a number or speaks of a day.
func isValueWord(w string) bool {
	_, near := relativeDay(w)
	return near || isNumeric(w) || monthNamed(w) > 0 || weekdayNamed(w) >= 0
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
