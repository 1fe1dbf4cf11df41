package sheet

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// layout says which column holds what; a column that is missing is -1.
type layout struct {
	headed                 bool // the first row is no amount
	kind, amount, currency int
	deal, shares           int
	unit                   string // what the header says of the amounts: "Amount, EUR"
	wide                   []wideColumn
	width                  int // the number of columns
}

// wideColumn is a column with the amount of one kind.
type wideColumn struct {
	column, question int
	unit             string
}

// The names of the columns, folded.
var (
	kindNames     = words("kind|type|item|category|line|what|name|cost type|вид|тип|статья|наименование|показатель|категория|что|строка|вид суммы|название")
	amountNames   = words("amount|sum|value|figure|сумма|значение|величина")
	currencyNames = words("currency|curr|cur|ccy|unit|валюта|единица|ед|ед.|ед. изм.|ед.изм.")
	dealNames     = words("deal|deals|shared deal|сделка|сделки|общая сделка")
	shareNames    = words("attribution|shares|share|parts|split|доли|доля|распределение")
	noteNames     = words("note|notes|comment|comments|remark|remarks|description|details|no|no.|#|примечание|примечания|комментарий|описание|пояснение|№|№ п/п")
	totalNames    = words("total|totals|sum|grand total|in total|итого|всего|итог|сумма|в сумме")
)

func words(list string) []string { return strings.Split(list, "|") }

// layout reads the first row: names of columns, a kind for each column, or a first amount
// where nobody has written a header.
func (s *reader) layout(first row) (layout, bool) {
	for _, read := range []func(row) (layout, bool){s.named, s.wide, s.bare} {
		l, ok := read(first)
		if ok || len(s.findings) > 0 {
			return l, ok
		}
	}
	s.find(first.filled()[0].at, s.says.noHeader)
	return layout{}, false
}

// named reads a header with names of columns, in any order.
func (s *reader) named(first row) (layout, bool) {
	l := layout{headed: true, kind: -1, amount: -1, currency: -1, deal: -1, shares: -1, width: len(first)}
	var unknown []cell
	for i, c := range first {
		name, unit := splitUnit(c)
		column := (*int)(nil)
		switch {
		case c.empty(), slices.Contains(noteNames, fold(c.text)):
			continue
		case slices.Contains(kindNames, fold(c.text)):
			column = &l.kind
		case slices.Contains(currencyNames, fold(c.text)):
			column = &l.currency
		case slices.Contains(dealNames, fold(c.text)):
			column = &l.deal
		case slices.Contains(shareNames, fold(c.text)):
			column = &l.shares
		case slices.Contains(amountNames, name):
			column, l.unit = &l.amount, unit
		default:
			unknown = append(unknown, c)
			continue
		}
		if *column >= 0 {
			s.find(c.at, s.says.twice, clip(c.text))
			return l, false
		}
		*column = i
	}
	if l.kind < 0 || l.amount < 0 {
		return l, false
	}
	for _, c := range unknown {
		s.find(c.at, s.says.noSuchColumn, clip(c.text))
	}
	return l, len(unknown) == 0
}

// wide reads a header that names a kind in each column.
func (s *reader) wide(first row) (layout, bool) {
	l := layout{headed: true, kind: -1, amount: -1, currency: -1, deal: -1, shares: -1, width: len(first)}
	for i, c := range first {
		name, unit := splitUnit(c)
		switch {
		case c.empty(), slices.Contains(noteNames, fold(c.text)):
			continue
		case c.number != nil, startsWithDigit(c.text) && !strings.ContainsAny(c.text, ") "):
			return l, false
		case slices.Contains(currencyNames, fold(c.text)):
			l.currency = i
			continue
		}
		question, known := s.kindOf(c.text)
		if known {
			unit = ""
		} else if question, known = s.kindOf(name); !known {
			return l, false
		}
		if slices.ContainsFunc(l.wide, func(w wideColumn) bool { return w.question == question }) && question != unasked {
			s.find(c.at, s.says.twice, clip(c.text))
			return l, false
		}
		l.wide = append(l.wide, wideColumn{column: i, question: question, unit: unit})
	}
	return l, len(l.wide) > 0
}

// bare reads rows without a header: kind, amount, currency, note.
func (s *reader) bare(first row) (layout, bool) {
	_, known := s.kindOf(first.at(0).seen())
	amount := first.at(1)
	return layout{kind: 0, amount: 1, currency: 2, deal: -1, shares: -1, width: 4}, known && (amount.number != nil || strings.ContainsAny(amount.text, "0123456789"))
}

// splitUnit parts the name of a column from what it says of its amounts: "Amount, EUR",
// "Amount (USD)", "Amount EUR".
func splitUnit(c cell) (name, unit string) {
	at := strings.IndexAny(c.text, ",(")
	if at < 0 {
		at = strings.IndexByte(c.text, ' ')
	}
	if at < 0 {
		return fold(c.text), ""
	}
	return fold(c.text[:at]), strings.Trim(c.text[at:], " ,()")
}

func fold(text string) string { return strings.TrimRight(prose.Fold(text), ": ") }

// kindOf finds which amount a cell names: by the number of its question, by its name in
// either language, or both.
func (s *reader) kindOf(text string) (question int, known bool) {
	name := fold(text)
	number := 0
	if head, rest, _ := strings.Cut(name, " "); startsWithDigit(head) {
		n, err := strconv.Atoi(strings.TrimRight(head, ".):"))
		if err != nil || n < 1 || n > len(s.Questions) {
			return 0, false
		}
		if rest = strings.TrimSpace(rest); rest == "" {
			return n - 1, true
		}
		number, name = n, rest
	}
	for i, q := range s.Questions {
		if name == fold(q.ID) || name == fold(q.Text) || slices.Contains(namesOf(ledger.Kind(q.ID)), name) {
			return i, number == 0 || number == i+1
		}
	}
	switch {
	case number > 0:
		return 0, false
	case slices.ContainsFunc(ledger.Kinds(), func(k ledger.Kind) bool { return slices.Contains(namesOf(k), name) }):
		return unasked, true
	default:
		return total, slices.Contains(totalNames, name)
	}
}

// usualNames are what bookkeepers call the kinds beside the words of the mail.
var usualNames = map[ledger.Kind]string{
	ledger.Money:    "money|money put in|put in|money spent|cash|cost|costs|spend|spent|spending|expenses|деньги|вложено денег|вложено|потрачено денег|расходы|затраты|потрачено|вложения",
	ledger.Hours:    "hours|time|часы|время|трудозатраты",
	ledger.InKind:   "in kind|in-kind|in_kind|goods and services|вещи и услуги|в натуре|в натуральной форме",
	ledger.Revenue:  "revenue|sales|turnover|выручка|продажи|оборот",
	ledger.Savings:  "savings|saving|экономия",
	ledger.Benefit:  "benefit|benefits|other benefits|выгода|выгоды|прочие выгоды",
	ledger.Paid:     "paid|payments made|уплачено|оплачено",
	ledger.Received: "received|payments received|получено",
}

// namesOf are the names of a kind, folded.
func namesOf(k ledger.Kind) []string {
	names := words(usualNames[k])
	for _, language := range wording.Languages() {
		names = append(names, fold(language.Review.Money.Amount[string(k)]))
	}
	return names
}

// kinds lists what can be written as a kind.
func (s *reader) kinds() string {
	names := make([]string, len(s.Questions))
	for i := range s.Questions {
		names[i] = s.calls(i)
	}
	return strings.Join(names, ", ")
}

// calls is what the kind of a question can be called in the language of the mail: the first
// of its usual names that are in it.
func (s *reader) calls(question int) string {
	id := s.Questions[question].ID
	for _, name := range words(usualNames[ledger.Kind(id)]) {
		if s.says.own(name) {
			return name
		}
	}
	return id
}
