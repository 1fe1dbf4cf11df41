package understand

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/mail/understand/bookkeeping"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// accounts reads what a mail that asks for amounts is answered. What bookkeepers write in
// forms of their own is put into the usual one first.
func (c Context) accounts(text string) answer.Result {
	if c.Unasked { // words are no numbers of a mail that was not asked for
		return c.attributed(text)
	}
	usual, rest, rough := c.usual(text)
	if usual == text {
		return c.attributed(text)
	}
	r := c.attributed(usual)
	typed := c.plain(text)
	r.Text, r.Typed, r.LeftOut = typed.Text, typed.Typed, typed.LeftOut
	for i, a := range r.Answers {
		if !strings.Contains(folded(text), folded(a.Raw)) {
			r.Answers[i].Raw = c.written(text, a)
		}
	}
	for i := range r.Answers {
		r.Answers[i].Provisional = r.Answers[i].Provisional || rough && r.Answers[i].Value.Number != nil
	}
	switch {
	case rest:
		c.fill(&r, func(q partnership.Question) bool { return !q.Optional })
	case len(r.Answers) == 0 && bookkeeping.AllNothing(typed.Text):
		c.fill(&r, func(partnership.Question) bool { return true })
	}
	return r
}

// usual puts the lines that a person typed into the usual form. Rest says that whatever they
// do not name was nothing, rough that all of it is provisional.
func (c Context) usual(text string) (usual string, rest, rough bool) {
	book := bookkeeping.Book{}
	for _, q := range c.Questions {
		book.Kinds = append(book.Kinds, ledger.Kind(q.ID))
	}
	for i, side := range c.Sides {
		if i > 0 {
			book.Other = append(book.Other, side.Names...)
		}
	}
	sent := c.sent()
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if bare := strings.TrimSpace(line); bare == "" || strings.HasPrefix(bare, ">") || strings.Contains(sent, bare) {
			out = append(out, line)
			continue
		}
		plain, said := bookkeeping.RestNothing(line)
		rest = rest || said
		plain, said = bookkeeping.Roughly(plain)
		rough = rough || said
		out = append(out, book.Line(plain))
	}
	usual = strings.Join(out, "\n")
	if bookkeeping.AllNothing(text) {
		usual += "\n" // so that it is looked at
	}
	return usual, rest, rough
}

// fill answers the open questions that are meant with nothing.
func (c Context) fill(r *answer.Result, meant func(partnership.Question) bool) {
	for _, q := range c.Questions {
		if slices.Contains(r.Open, q.ID) && meant(q) {
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: partnership.NumberValue(decimal.Zero), Unit: q.Unit, Raw: "0"})
		}
	}
	r.Open = slices.DeleteFunc(r.Open, func(id string) bool {
		return slices.ContainsFunc(r.Answers, func(a partnership.Answer) bool { return a.Question == id })
	})
	slices.SortStableFunc(r.Answers, func(a, b partnership.Answer) int { return c.place(a.Question) - c.place(b.Question) })
}

func (c Context) place(question string) int {
	return slices.IndexFunc(c.Questions, func(q partnership.Question) bool { return q.ID == question })
}

// written is the line of a text from which an answer was read in another form.
func (c Context) written(text string, a partnership.Answer) string {
	for line := range strings.SplitSeq(text, "\n") {
		book := Context{Questions: c.Questions, Locale: c.Locale, Sides: c.Sides}
		usual, _, _ := book.usual(line)
		if strings.Contains(folded(usual), folded(a.Raw)) {
			return strings.TrimSpace(line)
		}
	}
	return a.Raw
}

// folded makes lines comparable, whatever blanks they have.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }
