package swot

import (
	"slices"
	"strings"
	"unicode"
)

// Statement is what somebody says about a field, and how it shows.
type Statement struct {
	Text     string
	Evidence string
}

// evidenceMarks stand between a statement and its evidence. The first that occurs parts
// them.
var evidenceMarks = []string{" — ", " – ", " - ", ": ", "; ", " because ", ", because ", " потому что ", ", потому что ", ", так как "}

// Read parts what somebody wrote into the statement and its evidence, as the mail asks
// for it: "fast answers: the lists came within a day". What comes in several lines has
// its evidence behind the first.
func Read(written string) Statement {
	first, rest, lines := strings.Cut(strings.TrimSpace(written), "\n")
	if lines && plain(first) != "" && plain(rest) != "" {
		return Statement{Text: oneLine(first), Evidence: oneLine(rest)}
	}
	said := oneLine(written)
	at, width := -1, 0
	for _, mark := range evidenceMarks {
		if i := strings.Index(said, mark); i > 0 && (at < 0 || i < at) {
			at, width = i, len(mark)
		}
	}
	if at < 0 || plain(said[:at]) == "" || plain(said[at+width:]) == "" {
		return Statement{Text: said}
	}
	return Statement{Text: strings.TrimSpace(said[:at]), Evidence: strings.TrimSpace(said[at+width:])}
}

// Same reports whether two statements say the same, word for word: case, signs and spaces
// do not count, and neither does the evidence. Nothing says the same as nothing.
func (s Statement) Same(o Statement) bool {
	own := plain(s.Text)
	return own != "" && own == plain(o.Text)
}

// Says reports whether it says anything: signs do not, and neither does whoever sees
// nothing in a field.
func (s Statement) Says() bool {
	said := plain(s.Text)
	return said != "" && !slices.Contains(seesNothing, said)
}

// seesNothing are the usual ways of saying so, as plain words.
var seesNothing = []string{
	"none", "nothing", "i see none", "i see nothing", "see none", "none that i see", "nothing that i see", "nothing to add", "nothing comes to mind",
	"no strengths", "no weaknesses", "no opportunities", "no threats", "no risks",
	"нет", "ничего", "не вижу", "ничего не вижу", "нечего добавить", "ничего не приходит в голову",
	"не вижу сильных сторон", "не вижу слабых сторон", "не вижу возможностей", "не вижу угроз", "не вижу рисков",
	"угроз не вижу", "возможностей не вижу", "угроз нет", "возможностей нет", "рисков нет", "нет угроз", "нет возможностей", "нет рисков",
}

func oneLine(s string) string { return strings.TrimRight(strings.Join(strings.Fields(s), " "), " .;,") }

// plain are the words alone.
func plain(s string) string {
	folded := strings.Map(func(r rune) rune {
		switch {
		case r == 'ё' || r == 'Ё':
			return 'е'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("'’ʼ‘`", r):
			return -1
		default:
			return ' '
		}
	}, s)
	words := strings.Fields(folded)
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an" || words[0] == "our") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
