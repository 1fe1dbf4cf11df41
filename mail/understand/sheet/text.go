package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// textRows reads CSV of any program.
func (s *reader) textRows(text string) []row {
	text = strings.TrimPrefix(text, "\ufeff")
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(strings.ToLower(first), "sep=") {
		text = "\n" + rest // Excel's note for itself
	}
	table := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "\r\n", "\n")))
	table.Comma, table.FieldsPerRecord = separatorOf(text), -1
	s.cutting = table.Comma == ','
	var rows []row
	for {
		record, err := table.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return rows
		case errors.As(err, &wrong):
			s.find(place{line: wrong.Line}, s.says.quotes)
			return nil
		case err != nil, len(rows) == maxRows, len(record) > maxColumns:
			s.find(place{}, s.says.tooLarge, maxRows)
			return nil
		}
		if r := s.textRow(table, record); len(r.filled()) > 0 {
			rows = append(rows, r)
		}
	}
}

func (s *reader) textRow(table *csv.Reader, record []string) row {
	var r row
	for i, text := range record {
		line, _ := table.FieldPos(i)
		at := place{line: line}
		text = strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
		switch {
		case utf8.RuneCountInString(text) > maxCell:
			s.find(at, s.says.longCell)
		case strings.HasPrefix(text, "="):
			s.find(at, s.says.formula)
		}
		r = append(r, cell{text: text, at: at})
	}
	return r
}

// separatorOf is what parts the cells of a table, by its first line that has such a sign.
// A comma may stand in an amount; the others don't.
func separatorOf(text string) rune {
	for line := range strings.Lines(text) {
		for _, sign := range "\t;," {
			if strings.ContainsRune(line, sign) {
				return sign
			}
		}
	}
	return ','
}
