package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// sentences reads the clauses of a text, sentence by sentence, without the name
// that signs it.
func (q *question) sentences(text string) [][]part {
	var out [][]part
	at := -1
	for _, c := range saidClauses(text) {
		if c.sentence != at {
			out, at = append(out, nil), c.sentence
		}
		items := q.items(c.text)
		if len(items) == 0 {
			continue
		}
		p := partOf(items, q)
		p.mark(markAsked, c.asked)
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

// saidClauses are the clauses of a text without the name that signs it. A colon
// parts them, too.
func saidClauses(text string) []clause {
	var out []clause
	for _, c := range clauses(withoutSigning(text)) {
		said := c.text
		if containsAny(said, " but ", " но ") {
			said = beforeYes().ReplaceAllString(said, ": $1")
		}
		pieces := strings.Split(said, ": ")
		for i, piece := range pieces {
			c.text = piece
			last := i == len(pieces)-1
			out = append(out, clause{text: piece, sentence: c.sentence, aside: c.aside, asked: c.asked && last})
		}
	}
	return out
}

// beforeYes finds a "but" that leads up to a plain answer: "not happy about it but yes".
var beforeYes = prose.Lazily(`(?i)\s+(but\s+(?:yes|no|ok|okay|fine|agreed|accepted|approved|i\s+accept|we\s+accept|i\s+agree|we\s+agree|go\s+ahead)|но\s+(?:да|нет|ок|ладно|соглас\p{L}+|принима\p{L}+|утвержда\p{L}+))$`)

// withoutSigning takes off the lines below an answer that hold nothing but a
// name, a place in a firm, an address.
func withoutSigning(text string) string {
	text = strings.TrimSpace(text)
	for range maxClosing {
		at := strings.LastIndexByte(text, '\n')
		if at < 0 {
			return text
		}
		last := strings.TrimSpace(text[at+1:])
		gap := strings.HasSuffix(strings.TrimRight(text[:at], " "), "\n")
		if last != "" && !isSignatureLine(last, gap || strings.Count(text, "\n") > 1) {
			return text
		}
		text = strings.TrimSpace(text[:at])
	}
	return text
}

// isSignatureLine reports whether a line below an answer says nothing of it: it
// holds a capitalised word that we do not know, and none that would change the
// answer.
func isSignatureLine(line string, below bool) bool {
	items := talk.Items(line)
	unknown := 0
	for _, i := range items {
		switch i.Sense {
		case talk.Unknown:
			unknown++
		case talk.Filler, talk.Number, talk.Courtesy, talk.Day:
		default:
			return false
		}
	}
	words := len(strings.Fields(line))
	switch {
	case unknown == 0 || strings.ContainsAny(line, "?!:;"):
		return false
	case unknown == 1 && words == 1:
		return true
	default:
		return below && words <= 8 && startsUpper(line) && !strings.HasSuffix(line, ".") || nameOnly.MatchString(line)
	}
}

func startsUpper(s string) bool {
	r := firstRune(s)
	return strings.ToLower(string(r)) != string(r) || r == '('
}
