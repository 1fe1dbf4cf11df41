package sheet

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// bookRows reads the only sheet of a workbook that has content. What a workbook unpacks to
// is measured before anything is kept of it.
func (s *reader) bookRows(book []byte) (rows []row) {
	if !s.measure(book) {
		return nil
	}
	// Whoever writes the bytes may find a way to make the library panic that nobody has
	// found yet; it is one more workbook that can't be read.
	defer func() {
		if recover() != nil {
			rows = nil
			s.find(place{}, s.says.broken)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		s.find(place{}, s.says.broken)
		return nil
	}
	defer f.Close() //nolint:errcheck // everything is in memory
	name, ok := s.onlySheet(f)
	if !ok {
		return nil
	}
	return s.sheetRows(f, name)
}

// onlySheet finds the sheet that people see and that has content.
func (s *reader) onlySheet(f *excelize.File) (name string, ok bool) {
	var full []string
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil { // a chart, or what is no sheet
			continue
		}
		if visible, err := f.GetSheetVisible(sheet); err == nil && visible && len(rows) > 0 {
			full = append(full, sheet)
		}
	}
	switch len(full) {
	case 0:
		s.find(place{}, s.says.empty)
		return "", false
	case 1:
		return full[0], true
	default:
		s.find(place{}, s.says.severalSheets, clip(strings.Join(full, ", ")))
		return "", false
	}
}

// sheetRows reads the cells of a sheet.
func (s *reader) sheetRows(f *excelize.File, sheet string) []row {
	shown, err := f.GetRows(sheet)
	if err != nil {
		s.find(place{}, s.says.broken)
		return nil
	}
	raw, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		s.find(place{}, s.says.broken)
		return nil
	}
	var rows []row
	for i := range raw {
		var r row
		for j := range raw[i] {
			looks := ""
			if i < len(shown) && j < len(shown[i]) {
				looks = shown[i][j]
			}
			r = append(r, s.bookCell(f, sheet, i, j, raw[i][j], looks))
		}
		if len(r.filled()) == 0 {
			continue
		}
		if visible, err := f.GetRowVisible(sheet, i+1); err == nil && !visible {
			s.find(r.filled()[0].at, s.says.hidden)
		}
		rows = append(rows, r)
	}
	return rows
}

// bookCell reads one cell: a number where the workbook holds one.
func (s *reader) bookCell(f *excelize.File, sheet string, i, j int, raw, shown string) cell {
	name, err := excelize.CoordinatesToCellName(j+1, i+1)
	if err != nil {
		return cell{}
	}
	c := cell{text: strings.TrimSpace(raw), shown: strings.TrimSpace(shown), at: place{cell: name}}
	if len([]rune(raw)) > maxCell {
		s.find(c.at, s.says.longCell)
		return cell{}
	}
	kind, err := f.GetCellType(sheet, name)
	switch {
	case err != nil || c.text == "":
		return c
	case kind == excelize.CellTypeBool || kind == excelize.CellTypeError || kind == excelize.CellTypeDate:
		c.text = c.shown // 1 where people see TRUE is no number
		return c
	case kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber:
		return c
	}
	if column, err := excelize.ColumnNumberToName(j + 1); err == nil {
		if visible, err := f.GetColVisible(sheet, column); err == nil && !visible {
			s.find(c.at, s.says.hidden)
		}
	}
	if v, err := decimal.NewFromString(c.text); err == nil && v.Exponent() > -40 && v.Exponent() < 40 {
		v = rounded(v)
		c.number = &v
	}
	return c
}

// rounded takes away what a workbook's numbers of 15 digits do not say: 4200.1 may be
// stored as 4200.1000000000004. More than a millionth is nobody's amount.
func rounded(v decimal.Decimal) decimal.Decimal {
	whole := v.NumDigits() + int(v.Exponent())
	return v.Round(int32(max(0, min(15-whole, 6))))
}

// asDate and asPercent find numbers that a workbook shows as something else.
var (
	asDate      = regexp.MustCompile(`\d+[-/.]\d+[-/.]\d+|\d:\d\d|\d+-\p{L}{3}|\p{L}{3}-\d\d`)
	shownFigure = regexp.MustCompile(`[\d.,'’\s()+−–-]+`)
)

// bookNumber reads a number of a workbook, with the sign of a currency that its format
// shows.
func (s *reader) bookNumber(c cell) (v decimal.Decimal, beside string, ok bool) {
	switch {
	case strings.Contains(c.shown, "%"), asDate.MatchString(c.shown):
		s.find(c.at, s.says.noAmountFormat, clip(c.shown))
		return v, "", false
	default:
		return *c.number, strings.TrimSpace(shownFigure.ReplaceAllString(c.shown, " ")), true
	}
}
