package answer

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// commandWord is one way to write a command.
type commandWord struct {
	words []string // folded
	form  partnership.CommandForm
}

// commandWords are all ways to write all commands, in every language that we
// mail in, by their first word. People mix languages, so all count everywhere.
var commandWords = sync.OnceValue(func() map[string][]commandWord {
	known := map[string][]commandWord{}
	for _, f := range partnership.Commands() {
		for _, language := range []partnership.CommandWords{f.English, f.Russian} {
			for _, word := range append([]string{language.Word}, language.Also...) {
				words := strings.Fields(prose.Fold(word))
				known[words[0]] = append(known[words[0]], commandWord{words, f})
			}
		}
	}
	return known
})

// heading is what a line begins with, if that is the name of a command.
type heading struct {
	form    partnership.CommandForm
	typed   string // the name as the person typed it
	shouted bool   // in capitals
	colon   bool   // a colon follows, or a dash behind capitals
	rest    string
}

// markup is what people and their programs put around a command: a list's mark,
// bold type, quotes.
const markup = "*_•·▪►–—-+\"'`«»„“”([ \t"

// headingOf reads the name of a command at the start of a line; the longest counts.
func headingOf(text string) (heading, bool) {
	bare := strings.TrimLeft(text, markup)
	first := letters(bare)
	var h heading
	for _, w := range commandWords()[prose.Fold(first)] {
		typed := first
		if len(w.words) > 1 {
			between := bare[len(first):]
			second := strings.TrimLeft(between, " ")
			word := letters(second)
			if prose.Fold(word) != w.words[1] {
				continue
			}
			typed = bare[:len(first)+len(between)-len(second)+len(word)]
		}
		if len(typed) > len(h.typed) {
			h = heading{form: w.form, typed: typed, shouted: isShouted(typed)}
		}
	}
	if h.typed == "" || runsOn(bare[len(h.typed):]) {
		return heading{}, false
	}
	h.rest, h.colon = behind(bare[len(h.typed):], h.shouted)
	return h, true
}

// letters is the run of letters that a text begins with.
func letters(text string) string {
	if i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return text[:i]
	}
	return text
}

// runsOn reports whether a word goes on behind its first letters: "stop-list",
// "STATUS2".
func runsOn(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[size:])
	return unicode.IsDigit(r) || strings.ContainsRune("-'’.@/_", r) && (unicode.IsLetter(next) || unicode.IsDigit(next))
}

// behind parts what follows a name from the colon before it.
func behind(rest string, shouted bool) (text string, colon bool) {
	rest = strings.TrimLeft(rest, "*_\"'`»”)]")
	trimmed := strings.TrimSpace(rest)
	for _, sign := range []string{":", "："} {
		if after, found := strings.CutPrefix(trimmed, sign); found {
			return strings.TrimLeft(after, "*_\"'`»”)] \t"), true
		}
	}
	if r, size := utf8.DecodeRuneInString(trimmed); shouted && isDash(r) && rest != trimmed && strings.HasPrefix(trimmed[size:], " ") {
		return strings.TrimSpace(trimmed[size:]), true
	}
	return trimmed, false
}

// spot is where a line stands in the reply. What is not written in capitals is a
// command only where nothing else is likely.
type spot struct {
	opens bool // a paragraph begins here, and nothing is quoted above
	only  bool // nothing else was written
}

// commandAt reads a line that is a command, or begins one.
func (c Context) commandAt(text string, at spot) (heading, bool) {
	h, ok := headingOf(text)
	switch {
	case !ok, !utf8.ValidString(text), c.chooses(text):
		return heading{}, false
	case h.form.Fate == partnership.FateItem && !slices.Contains(c.Item, h.form.Name):
		return heading{}, false
	}
	switch h.form.Takes {
	case partnership.TakesText:
		ok = c.readWhich(&h) && c.beginsText(text, &h, at)
	case partnership.TakesWords:
		ok = c.readWords(text, &h)
	case partnership.TakesNothing:
		ok = c.standsAlone(text, &h, at)
	}
	return h, ok
}

// chooses reports whether a line is one of a question's choices.
func (c Context) chooses(text string) bool {
	return slices.ContainsFunc(c.Questions, func(q partnership.Question) bool { return len(equalChoice(q.Choices, text)) > 0 })
}

// names reports whether a line begins with the name of a question.
func (c Context) names(text string) bool { return nameKey(text, c.Questions).question >= 0 }

// beginsText reports whether a text for somebody begins here. "Blocker: customs"
// answers the question of that name, "Question: none" and "Waiting: 130" say
// nothing to anybody; and what parts a partnership, or is secret, is a command
// for those who mean it.
func (c Context) beginsText(text string, h *heading, at spot) bool {
	ordinary := []partnership.CommandName{partnership.CommandNotice, partnership.CommandVote, partnership.CommandNotQuite}
	meant := h.shouted || at.opens && !slices.Contains(ordinary, h.form.Name)
	if h.form.Name == partnership.CommandNotQuite && at.opens && !slices.ContainsFunc(c.Questions, decided) {
		meant = true // there is no question that it could be the answer to
	}
	if h.form.Name == partnership.CommandVote {
		rule, _, found := strings.Cut(h.rest, ":")
		h.colon = h.colon || found && utf8.RuneCountInString(rule) <= maxRule
	}
	secret := h.form.Name.Secret() && h.shouted
	switch {
	case !h.colon || !meant:
		return false
	case c.names(text) && !secret:
		return false
	default:
		return h.rest == "" || hasLetter(h.rest) && !noneWords[foldWords(h.rest)]
	}
}

// decided reports whether a question can be answered with "not quite".
func decided(q partnership.Question) bool {
	return q.Kind == partnership.KindYesNo || q.Kind == partnership.KindTask || q.Kind == partnership.KindChoice
}

const (
	maxRule  = 40 // of a vote's rule, in runes
	maxNamed = 6  // words that name somebody
)

// readWords reads what follows a command on its line.
func (c Context) readWords(text string, h *heading) bool {
	if c.names(text) && !c.outdoesName(h) {
		return false
	}
	switch h.form.Name {
	case partnership.CommandAway, partnership.CommandExtend, partnership.CommandWait:
		return c.readUntil(h)
	case partnership.CommandMove:
		return c.readMoment(h)
	case partnership.CommandDone:
		if h.rest = strings.TrimLeft(h.rest, ",.;!–— "); withoutPlease(h.rest) == "" {
			h.rest = ""
		}
		return (h.shouted || h.colon) && !c.takesBack(h.rest)
	case partnership.CommandDelegate:
		h.rest = withoutPlease(strings.TrimPrefix(strings.TrimPrefix(h.rest, "to "), "TO "))
		return h.shouted || h.colon && len(strings.Fields(h.rest)) <= maxNamed
	default:
		return h.shouted || h.colon
	}
}

// outdoesName reports whether DONE in capitals is the command though a question
// has that name.
func (c Context) outdoesName(h *heading) bool {
	return h.form.Fate == partnership.FateItem && h.shouted && !saysYesOrNo(h.rest, partnership.Question{})
}

// takesBack reports whether what follows DONE says that it is not, or not all of
// it: "no", "tomorrow", "except the annex", "90 %".
func (c Context) takesBack(rest string) bool {
	due := func(p clause) bool { _, ok := dueDay(p, partnership.Question{}, c.Today); return ok }
	no, why := readYesNo(rest, partnership.Question{})
	return why == understood && no.Bool != nil && !*no.Bool || excepts(rest) || strings.Contains(rest, "%") ||
		slices.ContainsFunc(clauses(rest), due)
}

// untilWords stand between an absence, or a longer time, and its last day.
var untilWords = setOf("until|till|til|to|through|thru|up to|by|до|по|на")

// readUntil reads the last day of an absence, or of the longer time that is asked
// for. Outside of capitals the line has to be that and nothing else; in capitals
// it is meant also where the day cannot be read: a span, or what is asked back.
func (c Context) readUntil(h *heading) bool {
	rest := withoutPlease(h.rest)
	word, day, _ := strings.Cut(rest, " ")
	known := untilWords[prose.Fold(strings.TrimRight(word, ":"))]
	if !known {
		day = rest
	}
	date, _, why := readDate(partnership.Question{Kind: partnership.KindDate}, day, c.Today)
	read := why == understood && !date.Before(c.Today)
	if read {
		h.rest = date.String()
	}
	return h.shouted || h.colon && h.form.Name == partnership.CommandExtend || read && known && len(strings.Fields(day)) <= maxDayWords
}

// maxDayWords is how many words a day has: "Thursday, 14 May 2027".
const maxDayWords = 4

// standsAlone reports whether a line is a command that takes nothing. STATUS may
// name what it asks for.
func (c Context) standsAlone(text string, h *heading, at spot) bool {
	h.rest = withoutPlease(h.rest)
	switch {
	case h.rest != "" && c.bindsSeveral(h.form) && c.readWhich(h):
		return h.shouted || at.only
	case h.rest != "":
		return h.form.Name == partnership.CommandStatus && h.shouted && !h.colon &&
			len(strings.Fields(h.rest)) <= maxStatusWords && !isShouted(h.rest) && !c.names(text)
	case c.names(text), h.form.Bare && strings.Contains(text, "?"):
		return false
	case h.shouted, h.form.Name == partnership.CommandStatus, h.form.Name == partnership.CommandHelp:
		return true
	default:
		return at.only && !c.wantsText()
	}
}

const maxStatusWords = 3

// wantsText reports whether the mail asks for a text and nothing else, which any
// word can be.
func (c Context) wantsText() bool {
	return len(c.Questions) == 1 && c.Questions[0].Kind == partnership.KindText
}

// withoutPlease leaves out "please" and the strokes around words.
func withoutPlease(text string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(text), func(w string) bool {
		return !hasLetter(w) && !strings.ContainsAny(w, "0123456789") || courtesy[prose.Fold(strings.Trim(w, ".,!"))]
	}), " ")
}

var courtesy = setOf("please|pls|thanks|пожалуйста|плиз|спасибо")

func isShouted(s string) bool { return hasLetter(s) && s == strings.ToUpper(s) }

// CommandIn is the command that a line begins with, whatever the mail is about, and its
// name as it is typed there.
func CommandIn(line string) (form partnership.CommandForm, typed string, found bool) {
	var items []partnership.CommandName
	for _, f := range partnership.Commands() {
		items = append(items, f.Name)
	}
	h, found := Context{Item: items}.commandAt(line, spot{})
	return h.form, h.typed, found
}
