package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/rapport-engine/rapport/mail/understand/message"
	"github.com/rapport-engine/rapport/mail/understand/sheet"
)

// book makes a workbook.
func book(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lines puts values into the rows of a sheet.
func lines(f *excelize.File, sheet string, rows ...[]any) error {
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r); err != nil {
			return err
		}
	}
	return nil
}

// shownAs gives a cell a format.
func shownAs(f *excelize.File, at, format string) error {
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	return f.SetCellStyle("Sheet1", at, at, style)
}

func TestWorkbooksAsBookkeepersSendThem(t *testing.T) {
	t.Parallel()
	head := []any{"Kind", "Amount", "Currency", "Note"}
	for name, c := range map[string]struct {
		fill func(*excelize.File) error
		want string
	}{
		"numbers and texts": {func(f *excelize.File) error {
			return lines(f, "Sheet1", head, []any{"money", 4200.5, "USD", "fair"}, []any{"hours", 120}, []any{"revenue", "9 000,50"})
		}, "money 4200.5 USD <a.xlsx, B2>; hours 120 hours <a.xlsx, B3>; revenue 9000.5 EUR <a.xlsx, B4>"},
		"what floating point leaves behind": {func(f *excelize.File) error {
			return lines(f, "Sheet1", head, []any{"money", 0.1 + 0.2}, []any{"money", 1000.1}, []any{"total", 1000.4})
		}, "money 1000.4 EUR <a.xlsx, B2, B3>"},
		"an exact number that could be thousands in a text": {func(f *excelize.File) error {
			return lines(f, "Sheet1", head, []any{"money", 1.234})
		}, "money 1.234 EUR <a.xlsx, B2>"},
		"a format with a currency": {func(f *excelize.File) error {
			if err := shownAs(f, "B2", `"$"#,##0.00`); err != nil {
				return err
			}
			return lines(f, "Sheet1", head, []any{"money", 4200})
		}, "money 4200 USD <a.xlsx, B2>"},
		"a format in thousands says nothing": {func(f *excelize.File) error {
			if err := shownAs(f, "B2", `#,##0`); err != nil {
				return err
			}
			return lines(f, "Sheet1", head, []any{"money", 4200})
		}, "money 4200 EUR <a.xlsx, B2>"},
		"below empty lines and beside empty columns": {func(f *excelize.File) error {
			return lines(f, "Sheet1", nil, nil, []any{nil, "Kind", "Amount"}, []any{nil, "money", 5})
		}, "money 5 EUR <a.xlsx, C4>"},
		"another sheet is empty": {func(f *excelize.File) error {
			if _, err := f.NewSheet("Sheet2"); err != nil {
				return err
			}
			return lines(f, "Sheet1", head, []any{"money", 5})
		}, "money 5 EUR <a.xlsx, B2>"},
		"another sheet is hidden": {func(f *excelize.File) error {
			if _, err := f.NewSheet("Sheet2"); err != nil {
				return err
			}
			if err := lines(f, "Sheet2", []any{"money", 9}); err != nil {
				return err
			}
			if err := f.SetSheetVisible("Sheet2", false); err != nil {
				return err
			}
			return lines(f, "Sheet1", head, []any{"money", 5})
		}, "money 5 EUR <a.xlsx, B2>"},

		"amounts on two sheets": {func(f *excelize.File) error {
			if _, err := f.NewSheet("May"); err != nil {
				return err
			}
			if err := lines(f, "May", []any{"money", 9}); err != nil {
				return err
			}
			return lines(f, "Sheet1", head, []any{"money", 5})
		}, "a.xlsx: there are amounts on several sheets (Sheet1, May); please leave the one that counts"},
		"a formula": {func(f *excelize.File) error {
			if err := lines(f, "Sheet1", head, []any{"money", 5}, []any{"revenue", 7}, []any{"total", 12}); err != nil {
				return err
			}
			return f.SetCellFormula("Sheet1", "B4", "=SUM(B2:B3)")
		}, "a.xlsx, B4: a formula is not reckoned here; please put its value there (copy, then paste as values)"},
		"a formula that nobody has reckoned": {func(f *excelize.File) error {
			if err := lines(f, "Sheet1", head, []any{"money", 5}, []any{"revenue"}); err != nil {
				return err
			}
			return f.SetCellFormula("Sheet1", "B3", "=B2*2")
		}, "a.xlsx, B3: a formula is not reckoned here; please put its value there (copy, then paste as values)"},
		"a date": {func(f *excelize.File) error {
			return lines(f, "Sheet1", head, []any{"money", time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)})
		}, `a.xlsx, B2: "05-04-26" is shown as a date or a percentage; please make it a plain number`},
		"a percentage": {func(f *excelize.File) error {
			if err := shownAs(f, "B2", "0%"); err != nil {
				return err
			}
			return lines(f, "Sheet1", head, []any{"money", 0.5})
		}, `a.xlsx, B2: "50%" is shown as a date or a percentage; please make it a plain number`},
		"less than nothing": {func(f *excelize.File) error {
			return lines(f, "Sheet1", head, []any{"money", -5})
		}, `a.xlsx, B2: 1) Money put in (spent): "-5" is outside what is possible; please send a number of 0 or more`},
		"a hidden line": {func(f *excelize.File) error {
			if err := lines(f, "Sheet1", head, []any{"money", 5}, []any{"money", 6}); err != nil {
				return err
			}
			return f.SetRowVisible("Sheet1", 3, false)
		}, "a.xlsx, A3: it is hidden; please show it, or delete it"},
		"a hidden column": {func(f *excelize.File) error {
			if err := lines(f, "Sheet1", head, []any{"money", 5}); err != nil {
				return err
			}
			return f.SetColVisible("Sheet1", "B", false)
		}, "a.xlsx, B2: it is hidden; please show it, or delete it"},
		"a truth": {func(f *excelize.File) error {
			return lines(f, "Sheet1", head, []any{"money", true})
		}, `a.xlsx, B2: "TRUE" is no number; please write it like 4200 or 4200.50`},
		"a cell far away": {func(f *excelize.File) error {
			return f.SetCellValue("Sheet1", "XFD1048576", 5)
		}, "a.xlsx: it is larger than accounts are; please send a table of at most 1000 lines"},
		"nothing": {func(*excelize.File) error { return nil }, "a.xlsx: it holds no amounts; please send a line for each, like: money; 4200; EUR"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := sheet.Read(message.Table{Name: "a.xlsx", Book: book(t, c.fill)}, of("en"))
			if said := told(got); said != c.want {
				t.Errorf("got  %s\nwant %s", said, c.want)
			}
		})
	}
}

// packed makes a zip.
func packed(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	broken   = "a.xlsx: it cannot be opened; please save it again as XLSX or CSV"
	tooLarge = "a.xlsx: it is larger than accounts are; please send a table of at most 1000 lines"
	noBook   = "a.xlsx: it is no XLSX workbook, or is locked with a password; please save it as XLSX without one, or as CSV"
)

// A workbook is measured before anything of it is kept: what unpacks to hundreds of
// megabytes costs a few.
func TestHostileWorkbooksCostLittle(t *testing.T) { // alone: it measures memory
	if testing.Short() {
		t.Skip("memory is measured, and the race detector needs more of it")
	}
	bomb := packed(t, map[string][]byte{"xl/worksheets/sheet1.xml": make([]byte, 200<<20)})
	nested := packed(t, map[string][]byte{"[Content_Types].xml": bomb, "xl/worksheets/sheet1.xml": bomb})
	whole := book(t, func(f *excelize.File) error { return lines(f, "Sheet1", []any{"money", 5}) })
	for name, c := range map[string]struct {
		book []byte
		want string
	}{
		"200 MB of zeros":          {bomb, tooLarge},
		"zips inside of a zip":     {nested, broken},
		"that lies about its size": {lying(t, bomb), broken},
		"a million cells": {packed(t, map[string][]byte{
			"xl/worksheets/sheet1.xml": []byte("<worksheet><sheetData><row>" + strings.Repeat("<c/>", 1_000_000) + "</row></sheetData></worksheet>"),
		}), tooLarge},
		"a million shared strings": {packed(t, map[string][]byte{"xl/sharedStrings.xml": []byte("<sst>" + strings.Repeat("<si/>", 1_000_000) + "</sst>")}), tooLarge},
		"many parts":               {manyParts(t), tooLarge},
		"half a workbook":          {whole[:len(whole)/2], broken},
		"an old workbook":          {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), noBook},
		"a text":                   {[]byte("kind,amount\nmoney,5\n"), noBook},
		"a zip of something else":  {packed(t, map[string][]byte{"mimetype": []byte("application/vnd.oasis.opendocument.spreadsheet")}), broken},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			got := sheet.Read(message.Table{Name: "a.xlsx", Book: c.book}, of("en"))
			runtime.ReadMemStats(&after)
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 48 {
				t.Errorf("it took %d MB", used)
			}
			if said := told(got); said != c.want {
				t.Errorf("got  %s\nwant %s", said, c.want)
			}
		})
	}
}

// lying makes the directory of a zip say that its first part is small.
func lying(t testing.TB, b []byte) []byte {
	t.Helper()
	b = bytes.Clone(b)
	at := bytes.Index(b, []byte("PK\x01\x02"))
	if at < 0 {
		t.Fatal("the zip has no directory")
	}
	copy(b[at+24:at+28], []byte{0, 1, 0, 0})
	return b
}

func manyParts(t testing.TB) []byte {
	t.Helper()
	parts := make(map[string][]byte)
	for i := range 1000 {
		parts[fmt.Sprintf("xl/media/image%d.png", i)] = nil
	}
	return packed(t, parts)
}

// Whatever is attached, either all of it counts or nothing, and every amount is one of a
// question.
func FuzzRead(f *testing.F) {
	f.Add([]byte("kind;amount;currency\nmoney;4 200,50;EUR\ntotal;4200,50\n"))
	f.Add([]byte("Money (USD)\tHours\n1,234\t12\n"))
	f.Add([]byte("kind;%!d;amount\nmoney;1;2\n"))
	f.Add(book(f, func(f *excelize.File) error {
		return lines(f, "Sheet1", []any{"Kind", "Amount"}, []any{"money", 4200.5})
	}))
	f.Fuzz(func(t *testing.T, b []byte) {
		table := message.Table{Name: "a", Text: strings.ToValidUTF8(string(b), "")}
		if bytes.HasPrefix(b, []byte("PK")) {
			table = message.Table{Name: "a", Book: b}
		}
		for _, locale := range []string{"en", "ru"} {
			got := sheet.Read(table, of(locale))
			if (len(got.Answers) == 0) == (len(got.Findings) == 0) {
				t.Fatalf("it has %d answers and %d findings", len(got.Answers), len(got.Findings))
			}
			for _, a := range got.Answers {
				if a.Value.Number == nil || a.Value.Number.IsNegative() || a.From == "" || a.Unit == "" {
					t.Fatalf("an answer is %+v", a)
				}
			}
			for _, finding := range got.Findings {
				// What the writer put into a cell may stand in a finding as it is.
				if strings.Contains(finding, "%!") && !strings.Contains(table.Text, "%!") && table.Book == nil {
					t.Fatalf("a finding reads %s", finding)
				}
			}
		}
	})
}
