// Package sheet reads the amounts out of a table that somebody attached to a mail: CSV of
// any program, or a workbook. Each amount comes with the line or cell that it was read
// from. A table is taken whole or not at all: whatever is doubtful in it is a finding that
// names the line or cell and says what would be right, and then nothing of it counts.
//
// It is pure: bytes in, values out, within bounds of time and memory. Formulas are never
// reckoned, and nothing in a workbook is followed or run.
package sheet

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/mail/understand/message"
	"github.com/rapport-engine/rapport/partnership"
)

// Bounds of a table. An account of a quarter has a few dozen lines.
const (
	maxRows    = 1000
	maxColumns = 30
	maxCell    = 500 // letters
	// maxFindings is how many a mail lists; the first ones usually explain the others.
	maxFindings = 10
)

// Context is what is known of the mail that the table answers.
type Context struct {
	Questions []partnership.Question
	Locale    string
	// Sides are the parties that can have a part in an amount, the writer's own first.
	Sides []attribution.Side
}

// Result is what a table says. Either it has findings, or all its amounts are answers.
type Result struct {
	Answers  []partnership.Answer
	Findings []string
}

// Read reads a table as answers to questions for amounts. Findings are worded in the
// language of the mail.
func Read(t message.Table, c Context) Result {
	s := &reader{Context: c, name: t.Name, says: speechFor(c.Locale)}
	if rows := s.rows(t); len(s.findings) == 0 {
		s.read(rows)
	}
	if len(s.findings) > 0 {
		return Result{Findings: s.listed()}
	}
	return Result{Answers: s.answers()}
}

// cell is one value of a table.
type cell struct {
	text string
	// number is set where a workbook holds a number, and shown is how it looks there.
	number *decimal.Decimal
	shown  string
	at     place
}

func (c cell) empty() bool { return c.text == "" && c.number == nil }

// seen is what its writer sees in a cell.
func (c cell) seen() string {
	if c.number != nil {
		return c.shown
	}
	return c.text
}

// row is a line of a table that is not empty. A cell's place in it is its column.
type row []cell

// at is the cell in a column, which may be missing.
func (r row) at(column int) cell {
	if column < 0 || column >= len(r) {
		return cell{}
	}
	return r[column]
}

// filled lists the cells of a row that are not empty.
func (r row) filled() []cell {
	var list []cell
	for _, c := range r {
		if !c.empty() {
			list = append(list, c)
		}
	}
	return list
}

// reader goes through one table.
type reader struct {
	Context
	name     string
	says     speech
	sums     []sum // by question, in the order in which the table has them
	findings []string
	more     int // findings that are not listed
	// cutting says that commas part the cells, so that one in an amount cuts it.
	cutting bool
}

// rows reads the cells of a table.
func (s *reader) rows(t message.Table) []row {
	switch {
	case t.TooLarge:
		s.find(place{}, s.says.tooLarge, maxRows)
		return nil
	case len(t.Book) > 0:
		return s.bookRows(t.Book)
	default:
		return s.textRows(t.Text)
	}
}

// read finds out which columns there are, and takes the amounts.
func (s *reader) read(rows []row) {
	if len(rows) == 0 {
		s.find(place{}, s.says.empty)
		return
	}
	l, ok := s.layout(rows[0])
	if !ok {
		return
	}
	if l.headed {
		rows = rows[1:]
	}
	entries := s.entries(l, rows)
	if len(s.findings) > 0 {
		return
	}
	sign, ok := s.decimalSign(entries)
	if !ok {
		return
	}
	s.add(entries, sign)
	if len(s.sums) == 0 && len(s.findings) == 0 {
		s.find(place{}, s.says.empty)
	}
}

// entry is an amount of a table before anybody has read the number.
type entry struct {
	question int // its place among the questions; total and unasked are none
	amount   cell
	units    []string // what the table says of its currency, outside of its cell
	// deal and shares are the cells that say in which deal others have a part, and which.
	deal, shares cell
}

const (
	total   = -1
	unasked = -2 // an amount that is asked for another time
)

// entries lists the amounts of a table in its order.
func (s *reader) entries(l layout, rows []row) []entry {
	if len(l.wide) > 0 {
		return s.wideEntries(l, rows)
	}
	var list []entry
	for _, r := range rows {
		kind, amount := r.at(l.kind), r.at(l.amount)
		s.checkWidth(l, r)
		switch {
		case amount.empty() && strings.ContainsAny(r.at(l.currency).seen(), "0123456789"):
			s.find(r.at(l.currency).at, s.says.noAmount)
			continue
		case amount.empty():
			continue // a remark, or a line that was left blank
		case kind.empty():
			s.find(amount.at, s.says.noKind, amount.seen())
			continue
		}
		question, known := s.kindOf(kind.seen())
		if !known {
			s.find(kind.at, s.says.noSuchKind, clip(kind.seen()), s.kinds())
			continue
		}
		e := entry{question: question, amount: amount, units: []string{r.at(l.currency).text}, deal: r.at(l.deal), shares: r.at(l.shares)}
		if s.isMoney(question) {
			e.units = append(e.units, l.unit)
		}
		list = append(list, e)
	}
	return list
}

// isMoney reports whether an amount is in a currency.
func (s *reader) isMoney(question int) bool {
	return question >= 0 && s.Questions[question].Kind == partnership.KindMoney
}

// checkWidth finds what stands where no column is, and amounts that a comma has cut.
func (s *reader) checkWidth(l layout, r row) {
	for i, c := range r {
		if !c.empty() && i >= l.width {
			s.find(c.at, s.says.tooWide)
			return
		}
	}
	if next := r.at(l.amount + 1); s.cutting && l.amount >= 0 && l.amount+1 != l.kind && startsWithDigit(next.text) && startsWithDigit(r.at(l.amount).text) {
		s.find(next.at, s.says.cut)
	}
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// wideEntries lists the amounts of a table with a column for each kind.
func (s *reader) wideEntries(l layout, rows []row) []entry {
	if len(rows) > 1 {
		s.find(rows[1].filled()[0].at, s.says.oneRow)
		return nil
	}
	var list []entry
	for _, r := range rows {
		s.checkWidth(l, r)
		for _, w := range l.wide {
			if c := r.at(w.column); !c.empty() {
				e := entry{question: w.question, amount: c, units: []string{w.unit}}
				if s.isMoney(w.question) {
					e.units = append(e.units, r.at(l.currency).text)
				}
				list = append(list, e)
			}
		}
	}
	return list
}

// clip bounds what a finding repeats.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > 40 {
		return string(letters[:39]) + "…"
	}
	return text
}
