package answer

import "github.com/rapport-engine/rapport/partnership"

// asking follows, over the lines of a reply, which question is quoted right
// above a line that the person typed.
type asking struct {
	asked   int  // index of the question plus one; zero for none
	several bool // the quote holds more than one question
	inQuote bool
	gapped  bool // a blank line since the last quoted text
	names   []questionNames
}

// quote takes in a quoted line. A question may go on over several lines; what
// comes after a blank line is something else.
func (a *asking) quote(text string, questions []partnership.Question) {
	if a.names == nil {
		a.names = namesOfQuestions(questions)
	}
	if !a.inQuote {
		*a = asking{names: a.names}
	}
	q := questionOf(text, a.names) + 1
	switch {
	case q > 0:
		a.several = a.several || a.asked > 0 && a.asked != q
		a.asked = q
	case a.gapped:
		a.asked = 0
	}
	a.inQuote, a.gapped = true, false
}

func (a *asking) gap() { a.gapped = true }

// answer takes in a typed line and reports whether it is the first one below
// the quote.
func (a *asking) answer() bool {
	first := a.inQuote
	a.inQuote, a.gapped = false, false
	return first
}

// question is the index of the question that is asked, or -1.
func (a *asking) question() int { return a.asked - 1 }
