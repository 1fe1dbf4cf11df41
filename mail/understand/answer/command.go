package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// commandWords are the words for commands in the languages that we mail in.
var commandWords = map[string]partnership.CommandName{
	"status": partnership.CommandStatus, "статус": partnership.CommandStatus, "состояние": partnership.CommandStatus,
	"help": partnership.CommandHelp, "помощь": partnership.CommandHelp, "справка": partnership.CommandHelp, "помогите": partnership.CommandHelp,
}

// maxArgument is how many words may follow a command; more are a sentence.
const maxArgument = 3

// CommandOf reads a line that is a command: the word alone in any case, or in
// capitals with an argument. "Help with the CRM is needed" is none, and
// "status: green" answers a question of that name.
func CommandOf(text string, questions []partnership.Question) (partnership.Command, bool) {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > maxArgument+1 || len(text) > 100 {
		return partnership.Command{}, false
	}
	first := strings.TrimFunc(words[0], func(r rune) bool { return !unicode.IsLetter(r) })
	name, ok := commandWords[prose.Fold(first)]
	if !ok || !utf8.ValidString(text) {
		return partnership.Command{}, false
	}
	rest := slices.DeleteFunc(words[1:], func(w string) bool {
		return !hasLetter(w) && !strings.ContainsAny(w, "0123456789") || courtesy[prose.Fold(strings.Trim(w, ".,!"))]
	})
	argument := strings.Join(rest, " ")
	switch {
	case argument == "":
		return partnership.Command{Name: name}, true
	case !isShouted(first), isShouted(argument), nameKey(text, questions).question >= 0:
		return partnership.Command{}, false
	default:
		return partnership.Command{Name: name, Argument: argument}, true
	}
}

var courtesy = setOf("please|pls|пожалуйста|плиз")

func isShouted(s string) bool { return hasLetter(s) && s == strings.ToUpper(s) }
