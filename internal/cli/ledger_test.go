package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/cli"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/store"
)

// book puts the one spec of a directory, and entries of its ledger, into a store: book
// DATA SPECS ENTRIES.json.
func book(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: book DATA SPECS ENTRIES.json")
	}
	var entries []ledger.Entry
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[2])), &entries))
	data := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(data, 0o700))
	ctx := context.Background()
	s, err := store.Open(ctx, "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	ts.Check(err)
	defer func() { ts.Check(s.Close()) }()
	spec := config.Load(os.DirFS(ts.MkAbs(args[1])), config.Options{}).Specs[0]
	ts.Check(s.PutSpec(ctx, spec))
	ts.Check(s.Commit(ctx, store.Record{Slug: spec.Slug, Booked: entries}))
}

// workbook prints the cells of an XLSX file, a row a line, and refuses one that
// calculates: workbook FILE.
func workbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: workbook FILE")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		ts.Check(err)
		for i, row := range rows {
			for column := range row {
				cell, err := excelize.CoordinatesToCellName(column+1, i+1)
				ts.Check(err)
				formula, err := f.GetCellFormula(name, cell)
				ts.Check(err)
				if formula != "" {
					ts.Fatalf("cell %s of %s is the formula %s", cell, name, formula)
				}
			}
			_, err := fmt.Fprintf(ts.Stdout(), "%s: %s\n", name, strings.Join(row, " | "))
			ts.Check(err)
		}
	}
}

// TestAccountsFitATerminal shows sums of every size, and what has no name.
func TestAccountsFitATerminal(t *testing.T) {
	t.Parallel()
	rate := decimal.NewFromInt(1)
	for _, amount := range []string{"0.05", "9999.99", "10000", "9999999.49", "10000000", "9999999999"} {
		spec := partnership.Spec{
			Slug: "duo", Currency: "RUB", Start: cadence.Date{Year: 2026, Month: 1, Day: 1}, End: cadence.Date{Year: 2027, Month: 12, Day: 31},
			Parties: []partnership.Party{
				{ID: "a", Name: "A company with a name that is rather long", Contributes: []partnership.Contribution{{ID: "work", Hours: &rate}}},
				{ID: "b", Name: "B", Contributes: []partnership.Contribution{{ID: "work", Hours: &rate, Rate: &rate}}},
			},
		}
		var book []ledger.Entry
		for i, kind := range ledger.Kinds() {
			for _, party := range []string{"a", "b"} {
				book = append(book, ledger.Entry{
					ID: fmt.Sprint(party, i), Party: party, Kind: kind, Amount: decimal.RequireFromString(amount).Div(decimal.NewFromInt(8)).Round(2),
					From: cadence.Date{Year: 2026, Month: 11, Day: 1}, Until: cadence.Date{Year: 2027, Month: 1, Day: 31},
				})
			}
		}
		a := app.Accounts{Spec: spec, Entries: book, Standing: ledger.Stand(spec, book, spec.End)}
		var out bytes.Buffer
		if err := cli.ShowLedger(cli.Env{Stdout: &out, Width: 80}, a); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if n := lipgloss.Width(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%s: %d columns: %s", amount, n, line)
			}
		}
		if !strings.Contains(out.String(), "Its hours count for no money") {
			t.Errorf("nothing is said of hours without a rate:\n%s", out.String())
		}
		if thousands := strings.Contains(out.String(), "in thousands of RUB"); thousands != (amount == "9999999999") {
			t.Errorf("%s in thousands: %t\n%s", amount, thousands, out.String())
		}
	}
}
