package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

var (
	yesWords = setOf("yes|y|yep|yeah|yup|yea|ya|sure|ok|okay|okey|k|agree|agreed|agreeing|true|correct|confirm|confirmed|absolutely|definitely|certainly|affirmative|exactly|indeed|fine|done|ja|oui|si|approved|accept|accepted",
		"да|ага|угу|ок|окей|окэй|конечно|разумеется|безусловно|согласен|согласна|согласны|согласовано|подтверждаю|подтверждаем|верно|точно|правильно|принято|принимаю|хорошо|годится|готово|сделано|выполнено|одобряю|одобрено|именно|естественно")
	noWords = setOf("no|n|nope|nah|false|negative|disagree|disagreed|never|nein|non|declined|decline|refuse|rejected|incorrect|wrong",
		"нет|неа|не-а|нету|никак|отказ|отказываюсь|отклоняю|отклонено|против|неверно|неправильно|никогда|несогласен|несогласна|несогласны")
	yesPhrases = setOf("of course|why not|sounds good|all good|go ahead|no objection|no objections|so far so good|we do|we are|we did|i do|i am|it is|they are|так точно|все верно|само собой|не возражаю|не возражаем|возражений нет|нет возражений|по рукам|за")
	noPhrases  = setOf("no way|not at all|not yet|not really|not done|not agreed|not ok|not okay|not correct|not true|not confirmed|not ready|do not agree|dont agree|we dont|we do not|we are not|i dont|i do not|it isnt|it is not|not now|еще нет|пока нет|пока не|нет еще|нет пока|пока что нет|никак нет|ни в коем случае|ни за что|совсем нет|вовсе нет|не согласен|не согласна|не согласны|не ок|не готово|не сделано|не выполнено|не верно|не точно|не подтверждаю|не подтверждаем|не принимаю|не хорошо|не годится")
	// torn answers say both or neither.
	tornPhrases = setOf("yes and no|да нет|и да и нет|да и нет|yes no|да и нет одновременно|нет да")
	tornWords   = setOf("maybe|perhaps|probably|possibly|partly|partially|depends|unsure|almost|nearly|может|возможно|наверное|наверно|вероятно|скорее|частично|отчасти|почти|зависит|вроде|едва")
	noProblem   = setOf("problem|problems|issue|issues|doubt|worries|question|questions|проблем|проблемы|вопросов|сомнений|сомнения")
)

var (
	yesSigns = []string{"+", "++", "+1", "👍", "✅", "✔", "☑", "👌", "💯"}
	noSigns  = []string{"-", "–", "—", "−", "--", "-1", "👎", "❌", "✖", "🚫", "⛔"}
)

// readYesNo reads a yes or a no from the first clause that is one. A second
// one that says the contrary makes the answer unclear. The last word of the
// question counts as a yes: "signed" to "Is the contract signed?".
func readYesNo(question, text string) (bool, reason) {
	if v, ok := signOf(text); ok {
		return v, understood
	}
	if tornPhrases[strings.Join(prose.Words(text), " ")] {
		return false, reasonNotYesNo
	}
	found, answer := false, false
	for _, c := range clauses(text) {
		v, ok, torn := yesNoClause(c.text)
		if !ok && !torn {
			v, ok = echoes(question, c.text)
		}
		switch {
		case torn, ok && c.asked, ok && found && v != answer:
			return false, reasonNotYesNo
		case ok && !found:
			found, answer = true, v
		}
	}
	if !found {
		return false, reasonNotYesNo
	}
	return answer, understood
}

func signOf(text string) (value, ok bool) {
	t := stripSkinTone(strings.TrimSpace(text))
	if slices.Contains(yesSigns, t) {
		return true, true
	}
	return false, slices.Contains(noSigns, t)
}

// stripSkinTone removes the modifiers that colour a thumb.
func stripSkinTone(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x1F3FB && r <= 0x1F3FF {
			return -1
		}
		return r
	}, s)
}

// yesNoClause reads one clause. torn means that it answers without saying yes
// or no.
func yesNoClause(text string) (value, ok, torn bool) {
	if v, ok := signOf(text); ok {
		return v, true, false
	}
	words := prose.Words(text)
	if len(words) == 0 {
		return false, false, false
	}
	joined := strings.Join(words, " ")
	switch {
	case tornPhrases[joined], slices.ContainsFunc(words, func(w string) bool { return tornWords[w] }):
		return false, false, true
	case yesPhrases[joined]:
		return true, true, false
	case noPhrases[joined], hasPhrasePrefix(words, noPhrases):
		return false, true, false
	case noWords[words[0]], yesWords[words[0]]:
		return firstWordAnswers(words[0], words[1:])
	default:
		value, ok = lastWordAnswers(words)
		return value, ok, false
	}
}

// firstWordAnswers reads a clause that begins with a yes or a no, which the
// rest of it may take back.
func firstWordAnswers(first string, rest []string) (value, ok, torn bool) {
	switch {
	case yesWords[first]:
		return true, true, slices.ContainsFunc(rest, isNegation)
	case len(rest) > 0 && noProblem[rest[0]]:
		return false, false, true // "no problem" is a yes to some questions
	default:
		return false, true, slices.ContainsFunc(rest, func(w string) bool { return yesWords[w] && w != "ok" && w != "k" })
	}
}

// lastWordAnswers reads a few words that lead up to a yes: "I agree", "не
// согласен", "полностью согласен".
func lastWordAnswers(words []string) (value, ok bool) {
	before, last := words[:len(words)-1], words[len(words)-1]
	switch {
	case !yesWords[last], len(before) > 2:
		return false, false
	case len(before) == 1 && isNegation(before[0]):
		return false, true
	case slices.ContainsFunc(before, isNegation):
		return false, false
	default:
		return true, true
	}
}

// echoes reads a clause of nothing but words of the question with its last one
// among them.
func echoes(question, text string) (value, ok bool) {
	asked, words := prose.Words(question), prose.Words(text)
	if len(asked) == 0 || len(words) == 0 || len(words) > 5 {
		return false, false
	}
	value = true
	for _, w := range words {
		switch {
		case w == "not" || w == "не":
			value = false
		case w == asked[len(asked)-1]:
			ok = true
		case !hedgeWords[w] && w != "already" && w != "уже" && w != "all" && w != "все" && !slices.Contains(asked, w):
			return false, false
		}
	}
	return value, ok
}

func hasPhrasePrefix(words []string, phrases wordSet) bool {
	for n := 2; n <= min(4, len(words)); n++ {
		if phrases[strings.Join(words[:n], " ")] {
			return true
		}
	}
	return false
}

func isNegation(w string) bool {
	switch w {
	case "not", "no", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "cant", "wont", "never", "не", "нет", "без", "disagree", "никогда", "cannot":
		return true
	default:
		return false
	}
}
