package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// ownerOnly is the mode of files that hold the parties' money.
const ownerOnly = 0o600

// exportLedger writes the files that are wanted, each whole or not at all.
func exportLedger(a app.Accounts, args ledgerArgs) error {
	for _, f := range []struct {
		path  string
		write func(app.Accounts) ([]byte, error)
	}{{args.csv, ledgerCSV}, {args.xlsx, ledgerXLSX}} {
		if f.path == "" {
			continue
		}
		content, err := f.write(a)
		if err == nil {
			err = writeWhole(f.path, ownerOnly, content)
		}
		if err != nil {
			return fmt.Errorf("export ledger of %s: %w", a.Spec.Slug, err)
		}
	}
	return nil
}

// A sheet is a table for a spreadsheet. Cells are text, decimals, dates or times.
type sheet struct {
	name string
	head []string
	rows [][]any
}

// entrySheet holds every entry, also those that were corrected.
func entrySheet(a app.Accounts) sheet {
	s := sheet{name: "Entries", head: []string{
		"ID", "Party", "Kind", "From", "Until", "Amount", "Currency", "Rate", "Rate on", "Value", "By", "At", "Counts", "Corrects", "Reason", "Deal", "Shares", "Own",
	}}
	for _, e := range entriesOf(a) {
		counts := "no"
		if e.Counts {
			counts = "yes"
		}
		s.rows = append(s.rows, []any{
			e.ID, partyName(a.Spec, e.Party), string(e.Kind), e.From, e.Until, e.Amount, e.Currency, e.Rate, e.RateOn, e.Value,
			nameIn(a.Spec, e.By), e.At, counts, e.Corrects, e.Reason, e.Deal, shareWords(a.Spec, e.Shares), e.Own,
		})
	}
	return s
}

// accountSheet holds the account of each party in each period.
func accountSheet(a app.Accounts) sheet {
	s := sheet{name: "Accounts", head: []string{
		"Party", "From", "Until", "Money", "Hours", "Rate", "In kind", "Put in", "Revenue", "Savings", "Benefits", "Got out", "Net", "Paid", "Received",
	}}
	for _, p := range a.Standing.Parties {
		for _, in := range p.Periods {
			closed := slices.Contains(a.Closed, p.Party)
			v := accountOf(in.Account, closed)
			s.rows = append(s.rows, []any{
				partyName(a.Spec, p.Party), in.From, in.Until, v.Money, v.Hours, v.Rate, v.InKind, v.Cost, v.Revenue, v.Savings, v.Benefits, v.Gain, v.Net, unless(closed, in.Paid), unless(closed, in.Received),
			})
		}
	}
	return s
}

func ledgerCSV(a app.Accounts) ([]byte, error) { return csvOf(entrySheet(a)) }

func csvOf(s sheet) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(s.head); err != nil {
		return nil, err
	}
	for _, row := range s.rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, textCell(cell))
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func textCell(cell any) string {
	switch c := cell.(type) {
	case decimal.Decimal:
		return c.String()
	case *decimal.Decimal:
		if c == nil {
			return ""
		}
		return c.String()
	case cadence.Date:
		if c.IsZero() {
			return ""
		}
		return c.String()
	case time.Time:
		return c.UTC().Format(time.RFC3339)
	default:
		return harmless(fmt.Sprint(c))
	}
}

// harmless keeps a spreadsheet from taking text for a formula, which could send what
// stands beside it to strangers (https://owasp.org/www-community/attacks/CSV_Injection).
func harmless(text string) string {
	if strings.ContainsRune("=+-@\t\r\n", firstRune(text)) {
		return "'" + text
	}
	return text
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}

// ledgerXLSX writes a workbook. Text is stored as text there, so that none of it can be
// taken for a formula.
func ledgerXLSX(a app.Accounts) (content []byte, err error) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it lies in memory
	for i, s := range []sheet{accountSheet(a), entrySheet(a)} {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), s.name)
		} else {
			_, err = f.NewSheet(s.name)
		}
		if err == nil {
			err = fillSheet(f, s)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}

func fillSheet(f *excelize.File, s sheet) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for column, title := range s.head {
		if err := setCell(f, s.name, column, 0, title); err != nil {
			return err
		}
	}
	if err := f.SetRowStyle(s.name, 1, 1, bold); err != nil {
		return err
	}
	for i, row := range s.rows {
		for column, cell := range row {
			if err := setCell(f, s.name, column, i+1, cell); err != nil {
				return err
			}
		}
	}
	last, err := excelize.ColumnNumberToName(len(s.head))
	if err != nil {
		return err
	}
	if err := f.SetColWidth(s.name, "A", last, 14); err != nil {
		return err
	}
	return f.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// setCell writes one cell, counted from 0. Figures become numbers, as exact as a
// spreadsheet keeps them; everything else is text.
func setCell(f *excelize.File, sheet string, column, row int, cell any) error {
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return err
	}
	switch c := cell.(type) {
	case decimal.Decimal:
		return f.SetCellFloat(sheet, at, c.InexactFloat64(), -1, 64)
	case *decimal.Decimal:
		if c == nil {
			return nil
		}
		return f.SetCellFloat(sheet, at, c.InexactFloat64(), -1, 64)
	case string:
		return f.SetCellStr(sheet, at, c)
	default:
		return f.SetCellStr(sheet, at, textCell(c))
	}
}
