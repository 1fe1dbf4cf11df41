package sheet

import (
	"fmt"
	"strings"
	"unicode"
)

// place is where something stands: a line of a text, or a cell of a workbook. It is zero
// for the table as a whole.
type place struct {
	line int
	cell string
}

// speech holds the sentences of one language.
type speech struct {
	line, lines, cell, cells string // "line %s"
	from                     string // where an amount was read: the file %s, the place %s
	listed, more             string // before the findings about the file %s, and behind them
	point                    string
	own                      func(name string) bool // whether a kind is called so in it

	tooLarge, empty, broken, noBook, severalSheets, hidden, longCell, quotes, formula        string
	noHeader, noSuchColumn, twice, tooWide, cut, oneRow, noKind, noAmount, noSuchKind        string
	noNumber, ambiguous, mixedSigns, noAmountFormat, outOfRange, twoUnits, severalCurrencies string
	notShared, noDeal, otherShares                                                           string
	wrongTotal, totalOfSeveral                                                               string
}

var english = speech{
	line: "line %s", lines: "lines %s", cell: "%s", cells: "%s",
	from:   "%s, %s",
	listed: "nothing of %s is taken until this is put right; please correct it and send it again", more: "and %d more", point: ".",
	own: func(string) bool { return false }, // the kinds are called by their names in the spec

	tooLarge:      "it is larger than accounts are; please send a table of at most %d lines",
	empty:         "it holds no amounts; please send a line for each, like: money; 4200; EUR",
	broken:        "it cannot be opened; please save it again as XLSX or CSV",
	noBook:        "it is no XLSX workbook, or is locked with a password; please save it as XLSX without one, or as CSV",
	severalSheets: "there are amounts on several sheets (%s); please leave the one that counts",
	hidden:        "it is hidden; please show it, or delete it",
	longCell:      "this cell is too long; please shorten it",
	quotes:        "a double quote is not closed, or stands inside of a cell; please remove it",
	formula:       "a formula is not reckoned here; please put its value there (copy, then paste as values)",

	noHeader:     "the first line names no columns; please begin with: kind, amount, currency, note",
	noSuchColumn: "there is no column \"%s\"; please leave kind, amount, currency, deal, attribution and note",
	twice:        "\"%s\" is there twice; please leave one",
	tooWide:      "there is more in this line than in the first one; please put amounts with a comma in quotes, or part the cells by semicolons",
	cut:          "a comma seems to cut the amount; please put it in quotes, or part the cells by semicolons",
	oneRow:       "with a column for each kind there can be one line of amounts only",
	noKind:       "the amount \"%s\" has no kind beside it; please write which it is",
	noAmount:     "there is no amount where it should be; please put it under the name of its column",
	noSuchKind:   "\"%s\" is nothing that is asked for; please write one of: %s",

	noNumber:          "\"%s\" is no number; please write it like 4200 or 4200.50",
	ambiguous:         "\"%s\" can mean %s or %s; please write it like %s",
	mixedSigns:        "\"%s\" (%s) and \"%s\" have different decimal signs; please use one",
	noAmountFormat:    "\"%s\" is shown as a date or a percentage; please make it a plain number",
	outOfRange:        "\"%s\" is out of range; please check it",
	twoUnits:          "\"%s\" and \"%s\" do not go together; please leave one",
	severalCurrencies: "%s is in %s here and in %s before (%s); please send it in one currency",
	notShared:         "\"%s\": only revenue and savings can come from a deal that several share; please leave this cell empty",
	noDeal:            "\"%s\" stands beside no deal; please name it in the column deal",
	otherShares:       "the deal \"%s\" has other parts here than before; please write the same ones",
	wrongTotal:        "the total says %s, but the lines above come to %s; please correct one of them",
	totalOfSeveral:    "a total of several currencies cannot be checked; please leave it out",
}

var russian = speech{
	line: "строка %s", lines: "строки %s", cell: "%s", cells: "%s",
	from:   "%s, %s",
	listed: "из файла %s пока ничего не учтено; исправьте, пожалуйста, и пришлите его ещё раз", more: "и ещё %d", point: ",",
	own: func(name string) bool {
		return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	},

	tooLarge:      "таблица слишком велика; пришлите, пожалуйста, не больше %d строк",
	empty:         "в таблице нет сумм; пришлите, пожалуйста, по строке на каждую, например: деньги; 4200; EUR",
	broken:        "файл не открывается; сохраните его, пожалуйста, ещё раз как XLSX или CSV",
	noBook:        "это не книга XLSX, или она закрыта паролем; сохраните её, пожалуйста, как XLSX без пароля или как CSV",
	severalSheets: "суммы есть на нескольких листах (%s); оставьте, пожалуйста, нужный",
	hidden:        "ячейка скрыта; покажите её, пожалуйста, или удалите",
	longCell:      "ячейка слишком длинная; сократите её, пожалуйста",
	quotes:        "кавычка не закрыта или стоит внутри ячейки; уберите её, пожалуйста",
	formula:       "формулы здесь не вычисляются; вставьте, пожалуйста, вместо неё значение (скопировать, вставить как значения)",

	noHeader:     "в первой строке нет названий столбцов; начните, пожалуйста, так: вид, сумма, валюта, примечание",
	noSuchColumn: "столбца «%s» здесь нет; оставьте, пожалуйста, вид, сумму, валюту, сделку, доли и примечание",
	twice:        "«%s» есть дважды; оставьте, пожалуйста, одно",
	tooWide:      "в этой строке больше ячеек, чем в первой; возьмите, пожалуйста, суммы с запятой в кавычки или разделите ячейки точкой с запятой",
	cut:          "запятая, похоже, разрезала сумму; возьмите её, пожалуйста, в кавычки или разделите ячейки точкой с запятой",
	oneRow:       "если у каждого вида свой столбец, строка с суммами может быть только одна",
	noKind:       "у суммы «%s» не указан вид; напишите, пожалуйста, что это",
	noAmount:     "на месте суммы пусто; поставьте её, пожалуйста, под названием её столбца",
	noSuchKind:   "«%s» — об этом мы не спрашивали; напишите, пожалуйста, одно из: %s",

	noNumber:          "«%s» — не число; напишите его, пожалуйста, так: 4200 или 4200,50",
	ambiguous:         "«%s» может значить %s или %s; напишите, пожалуйста, так: %s",
	mixedSigns:        "в «%s» (%s) и «%s» разные десятичные знаки; оставьте, пожалуйста, один",
	noAmountFormat:    "«%s» показано как дата или процент; сделайте его, пожалуйста, простым числом",
	outOfRange:        "«%s» выходит за пределы возможного; проверьте, пожалуйста",
	twoUnits:          "«%s» и «%s» не сочетаются; оставьте, пожалуйста, одно",
	severalCurrencies: "%s здесь в %s, а выше в %s (%s); пришлите, пожалуйста, в одной валюте",
	notShared:         "«%s»: доли бывают только у выручки и экономии; оставьте, пожалуйста, эту ячейку пустой",
	noDeal:            "у «%s» не названа сделка; укажите её, пожалуйста, в столбце «сделка»",
	otherShares:       "у сделки «%s» здесь другие доли, чем выше; укажите, пожалуйста, одинаковые",
	wrongTotal:        "в итоге стоит %s, а строки выше дают %s; исправьте, пожалуйста, одно из двух",
	totalOfSeveral:    "итог по нескольким валютам проверить нельзя; уберите его, пожалуйста",
}

func speechFor(locale string) speech {
	if base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "_", "-")), "-"); base == "ru" {
		return russian
	}
	return english
}

// decimals writes a number in digits with the decimal sign of the language.
func (s speech) decimals(digits string) string { return strings.Replace(digits, ".", s.point, 1) }

// where words a place.
func (s *reader) where(at place) string {
	if at.cell != "" {
		return fmt.Sprintf(s.says.cell, at.cell)
	}
	return fmt.Sprintf(s.says.line, fmt.Sprint(at.line))
}

// find notes what is wrong at a place.
func (s *reader) find(at place, text string, values ...any) {
	if len(s.findings) == maxFindings {
		s.more++
		return
	}
	finding := s.name
	if at != (place{}) {
		finding = fmt.Sprintf(s.says.from, s.name, s.where(at))
	}
	s.findings = append(s.findings, finding+": "+filled(text, values))
}

// filled puts values into a sentence that may have no place for them.
func filled(text string, values []any) string {
	if !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, values...)
}

// listed are the findings behind a sentence about the whole.
func (s *reader) listed() []string {
	list := append([]string{fmt.Sprintf(s.says.listed, s.name)}, s.findings...)
	if s.more > 0 {
		list = append(list, fmt.Sprintf(s.says.more, s.more))
	}
	return list
}

// maxPlaces is how many places of one amount are named.
const maxPlaces = 6

// from words where an amount was read.
func (s *reader) from(places []place) string {
	form := s.says.line
	switch {
	case places[0].cell != "" && len(places) == 1:
		form = s.says.cell
	case places[0].cell != "":
		form = s.says.cells
	case len(places) > 1:
		form = s.says.lines
	}
	var names []string
	for i, at := range places {
		if i == maxPlaces {
			names = append(names, "…")
			break
		}
		name := at.cell
		if name == "" {
			name = fmt.Sprint(at.line)
		}
		names = append(names, name)
	}
	return fmt.Sprintf(s.says.from, s.name, fmt.Sprintf(form, strings.Join(names, ", ")))
}
