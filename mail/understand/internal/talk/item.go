package talk

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Item is a phrase of a clause with what it says.
type Item struct {
	Sense Sense
	Text  string // its words
}

// Items reads a clause.
func Items(clause string) []Item {
	tokens := Tokens(clause)
	if s, ok := words().whole[join(withoutSigns(tokens))]; ok {
		return []Item{{Sense: s, Text: join(tokens)}}
	}
	return items(tokens)
}

// withoutSigns leaves out the signs at the end of a clause, unless it has nothing
// else.
func withoutSigns(tokens []string) []string {
	end := len(tokens)
	for end > 1 {
		r, _ := utf8.DecodeRuneInString(tokens[end-1])
		if s := words().known[tokens[end-1]].sense; !isSign(r) || s != Okay && s != Well && s != Filler && s != Courtesy {
			break
		}
		end--
	}
	return tokens[:end]
}

// Inner reads a piece of a clause, in which no phrase has the sense that it has by
// itself.
func Inner(piece string) []Item { return items(Tokens(piece)) }

func items(tokens []string) []Item {
	l := words()
	var out []Item
	for i := 0; i < len(tokens); {
		n, s := l.longest(tokens[i:])
		if n == 0 {
			n = 1
			if isNumber(tokens[i]) {
				s = Number
			}
		}
		out = append(out, Item{Sense: s, Text: join(tokens[i : i+n])})
		i += n
	}
	return withDates(out)
}

func isNumber(t string) bool { return strings.IndexFunc(t, unicode.IsDigit) >= 0 }

// withDates makes a date of the numbers beside a month or a weekday, and of
// numbers that are written like one.
func withDates(items []Item) []Item {
	for i := range items {
		if items[i].Sense != Number {
			continue
		}
		beside := i > 0 && items[i-1].Sense == Day || i+1 < len(items) && items[i+1].Sense == Day
		if beside || strings.ContainsAny(items[i].Text, ".:/-") || isOrdinal(items[i].Text) {
			items[i].Sense = Day
		}
	}
	return items
}

// Says reports whether every phrase of a clause has one of the senses.
func Says(items []Item, senses ...Sense) bool {
	for _, item := range items {
		known := false
		for _, s := range senses {
			known = known || item.Sense == s
		}
		if !known {
			return false
		}
	}
	return len(items) > 0
}

// isOrdinal recognises "3rd" and «3го».
func isOrdinal(t string) bool {
	ending := strings.TrimPrefix(strings.TrimLeft(t, "0123456789"), "-")
	return ending == "st" || ending == "nd" || ending == "rd" || ending == "th" || ending == "го" || ending == "е" || ending == "ого" || ending == "му" || ending == "ое" || ending == "ье" || ending == "м"
}
