package understand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// read reads a text.
func (c Context) read(text string) answer.Result {
	if asksAmounts(c.Questions) {
		return c.accounts(text)
	}
	if q, ok := minutesAmong(c.Questions); ok {
		return c.minuted(text, q)
	}
	return c.plain(text)
}

// attributed reads a text about amounts. What it says of deals that several parties share is
// taken out first, and joins the amounts that it is about.
func (c Context) attributed(text string) answer.Result {
	said, phrases := c.cut(text)
	r := c.plain(said)
	if len(phrases) == 0 {
		return r
	}
	r.Text = c.plain(text).Text
	for _, p := range phrases {
		c.attribute(&r, p)
	}
	return r
}

// plain reads a text in which no deals are looked for.
func (c Context) plain(text string) answer.Result {
	return answer.Read(text, answer.Context{
		Questions: c.Questions, Locale: c.Locale, Sent: c.sent(), Copied: c.SentHTML != "", Today: c.Today, Unasked: c.Unasked,
		Item: c.Item,
	})
}

// shareSaid is what a line says of deals. Before is the line up to there, or where nothing
// stands before it, the line above.
type shareSaid struct {
	attribution.Phrase
	before string
}

// joined bounds how many lines a phrase in brackets can be wrapped into.
const joined = 3

// cut takes out of a text what its own lines say of deals. What our mail said, and what is
// quoted, stays.
func (c Context) cut(text string) (string, []shareSaid) {
	if len(c.Sides) < 2 {
		return text, nil
	}
	sent := c.sent()
	var out []string
	var found []shareSaid
	lines, above := strings.Split(text, "\n"), ""
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], "\r")
		bare := strings.TrimSpace(line)
		if strings.HasPrefix(bare, ">") || bare != "" && strings.Contains(sent, bare) {
			out = append(out, line)
			continue
		}
		for n := 1; n < joined && i+1 < len(lines) && strings.Count(line, "(") > strings.Count(line, ")") && attribution.Speaks(line); n++ {
			i++
			line += " " + strings.TrimSpace(lines[i])
		}
		rest, phrases := attribution.Cut(line, c.Sides)
		for _, p := range phrases {
			before := rest[:min(p.At, len(rest))]
			if strings.TrimSpace(before) == "" {
				before = above
			}
			found = append(found, shareSaid{p, before})
		}
		if strings.TrimSpace(rest) != "" {
			above = rest
		}
		out = append(out, rest)
	}
	if len(found) == 0 {
		return text, nil
	}
	return strings.Join(out, "\n"), found
}

// attribute joins what was said of deals to the amount that it is about. Where it cannot be
// read the amount counts as little: nobody knows how much of it is the side's own.
func (c Context) attribute(r *answer.Result, p shareSaid) {
	question := c.spokenOf(p.before)
	if question < 0 {
		r.Problems = append(r.Problems, attribution.Fault{Why: attribution.NoParts, Seen: p.Text}.Words(c.Locale))
		return
	}
	q := c.Questions[question]
	at := slices.IndexFunc(r.Answers, func(a partnership.Answer) bool { return a.Question == q.ID })
	if at < 0 {
		return // the amount itself was asked back
	}
	deals, fault := p.Deals, p.Fault
	if fault.Why == attribution.None && !ledger.Kind(q.ID).Shared() {
		fault = attribution.Fault{Why: attribution.NotShared, Seen: p.Text}
	}
	var read []partnership.Deal
	if fault.Why == attribution.None {
		read, fault = c.deals(r.Answers[at], question, deals, p.Text)
	}
	if fault.Why != attribution.None {
		r.Answers = slices.Delete(r.Answers, at, at+1)
		r.Open = c.inOrder(append(r.Open, q.ID))
		r.Problems = append(r.Problems, fmt.Sprintf("%d) %s", question+1, fault.Words(c.Locale)))
		return
	}
	a := &r.Answers[at]
	a.Deals = append(a.Deals, read...)
	a.Raw = strings.TrimSpace(a.Raw + " " + p.Text)
}

// spokenOf is the place of the question whose amount a line ends with; -1 where it gives none.
func (c Context) spokenOf(line string) int {
	alone := c
	alone.Sent, alone.SentHTML = "", ""
	found := -1
	for _, a := range alone.plain(line).Answers {
		i := slices.IndexFunc(c.Questions, func(q partnership.Question) bool { return q.ID == a.Question })
		if found < 0 || ledger.Kind(a.Question).Shared() || !ledger.Kind(c.Questions[found].ID).Shared() {
			found = i
		}
	}
	return found
}

// deals reads the amounts of deals in the currency of the answer.
func (c Context) deals(a partnership.Answer, question int, parts []attribution.Part, seen string) ([]partnership.Deal, attribution.Fault) {
	if a.Value.Number == nil {
		return nil, attribution.Fault{Why: attribution.NoAmount, Seen: seen}
	}
	var list []partnership.Deal
	sum := decimal.Zero
	for _, p := range parts {
		d := partnership.Deal{Name: p.Name, Amount: *a.Value.Number, Shares: p.Shares}
		switch {
		case p.Amount != "":
			alone := Context{Questions: c.Questions, Locale: c.Locale}
			of := alone.plain(fmt.Sprintf("%d) %s", question+1, p.Amount)).Answers
			if len(of) != 1 || of[0].Value.Number == nil || of[0].Unit != a.Unit {
				return nil, attribution.Fault{Why: attribution.NoAmount, Seen: seen}
			}
			d.Amount = *of[0].Value.Number
		case len(parts) > 1:
			return nil, attribution.Fault{Why: attribution.NoAmount, Seen: seen}
		}
		if len(d.Shares) == 0 {
			d.Shares = []partnership.Share{{Party: c.Sides[0].Party, Percent: decimal.NewFromInt(100)}}
		}
		sum = sum.Add(d.Amount)
		list = append(list, d)
	}
	for _, d := range a.Deals {
		sum = sum.Add(d.Amount)
	}
	if sum.GreaterThan(*a.Value.Number) {
		return nil, attribution.Fault{Why: attribution.Larger, Seen: seen}
	}
	return list, attribution.Fault{}
}

// inOrder puts questions into the order of the mail.
func (c Context) inOrder(ids []string) []string {
	return slices.DeleteFunc(questionIDs(c.Questions), func(id string) bool { return !slices.Contains(ids, id) })
}
