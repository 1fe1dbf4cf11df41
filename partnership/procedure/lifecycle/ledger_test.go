package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const money = "duo/review/money/2027-01-11"

// said is what the side of somebody says that it has put in during 2026.
func said(id, party, amount string) ledger.Entry {
	return ledger.Entry{
		ID: id, Party: party, Kind: ledger.Money, Amount: dec(amount), Currency: "EUR", By: "lars", At: time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC),
		From: cadence.Date{Year: 2026, Month: 1, Day: 1}, Until: cadence.Date{Year: 2026, Month: 12, Day: 31}, Source: "<1@acme.test>",
	}
}

func (l *life) books(entries ...ledger.Entry) *life {
	l.t.Helper()
	return l.report(money, procedure.Message{Entries: entries})
}

func ids(entries []ledger.Entry) string {
	var list []string
	for _, e := range entries {
		list = append(list, e.ID)
	}
	return strings.Join(list, " ")
}

func TestWhatAReviewHasBookedIsCountedOnce(t *testing.T) {
	t.Parallel()
	l := running(t).books(said("1", "acme", "100"), said("2", "acme", "50")).books(said("2", "acme", "51"), said("3", "acme", "7")).books(said("1", "acme", "100"))
	if got := ids(l.partnership().Ledger); got != "1 2 3" || !l.partnership().Ledger[1].Amount.Equal(dec("50")) {
		t.Errorf("the ledger holds %s: %v", got, l.partnership().Ledger)
	}
	if len(l.Booked) > 0 {
		t.Errorf("booked again are %s", ids(l.Booked))
	}
}

func TestAnAdminCorrectsAnEntryByAnotherOne(t *testing.T) {
	t.Parallel()
	l := running(t).books(said("1", "acme", "110000"))
	from := len(l.Entries)
	l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: "1", Amount: "11000", Reason: "a digit too much"})
	first := l.Booked[len(l.Booked)-1]
	if l.Answer != first.ID {
		t.Errorf("the answer is %q, the entry %q", l.Answer, first.ID)
	}
	want := said(first.ID, "acme", "11000")
	want.By, want.At, want.Source, want.Corrects, want.Reason = procedure.Admin, l.Now, "", "1", "a digit too much"
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("booked (-want +got):\n%s", diff)
	}
	l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: first.ID, Amount: "0", Reason: "it was paid by others"})
	if current := ledger.Current(l.partnership().Ledger); len(current) != 1 || !current[0].Amount.IsZero() || len(l.partnership().Ledger) != 3 {
		t.Errorf("of three entries count %v", current)
	}
	var lines []string
	for _, e := range l.Entries[from:] {
		lines = append(lines, fmt.Sprint(e.Kind, ", ", e.Actor, ", ", e.Text))
	}
	if diff := cmp.Diff([]string{
		"command, admin, An admin corrected money of acme from 2026-01-01 to 2026-12-31: 110000 EUR becomes 11000 EUR: a digit too much",
		"command, admin, An admin corrected money of acme from 2026-01-01 to 2026-12-31: 11000 EUR becomes 0 EUR: it was paid by others",
	}, lines); diff != "" {
		t.Errorf("the journal (-want +got):\n%s", diff)
	}
}

func TestAnAdminSaysWhichPartsThePartiesHaveInADeal(t *testing.T) {
	t.Parallel()
	sold := said("1", "north", "40000")
	sold.Kind = ledger.Revenue
	l := running(t).books(sold)
	from := len(l.Entries)
	parts := []partnership.Share{{Party: "north", Percent: decimal.NewFromInt(60)}, {Party: "south", Percent: decimal.NewFromInt(40)}}
	l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: "1", Deal: "Lidl", Shares: parts, Reason: "agreed by phone"})
	e := l.Booked[len(l.Booked)-1]
	if e.Deal != "Lidl" || !e.Own().Equal(decimal.NewFromInt(24000)) || !e.Amount.Equal(sold.Amount) {
		t.Errorf("booked %+v", e)
	}
	l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: e.ID, Amount: "30000", Reason: "a discount"})
	if e = l.Booked[len(l.Booked)-1]; e.Deal != "Lidl" || len(e.Shares) != 2 || !e.Own().Equal(decimal.NewFromInt(18000)) {
		t.Errorf("another amount has lost the deal: %+v", e)
	}
	want := "An admin corrected revenue of north from 2026-01-01 to 2026-12-31: 40000 EUR becomes 40000 EUR (deal Lidl: 60%): agreed by phone"
	if got := l.Entries[from].Text; got != want {
		t.Errorf("the journal says %q, want %q", got, want)
	}
}

func TestWhoeverCorrectsTheirOwnFigureIsOnRecord(t *testing.T) {
	t.Parallel()
	l := running(t).books(said("1", "acme", "100"))
	from := len(l.Entries)
	better := said("2", "acme", "120")
	better.Corrects, better.Source = "1", "<2@acme.test>"
	l.books(better).books(better)
	if n := len(l.Entries) - from; n != 1 {
		t.Fatalf("%d lines", n)
	}
	e := l.Entries[from]
	if e.Text != "Lars corrected money of acme from 2026-01-01 to 2026-12-31: 100 EUR becomes 120 EUR" || e.Actor != "lars" || e.Source != "<2@acme.test>" {
		t.Errorf("the journal says %+v", e)
	}
}

func TestCorrectionsThatCannotBeMadeAreRefused(t *testing.T) {
	t.Parallel()
	hours := said("duo/hours", "acme", "12")
	hours.Kind, hours.Currency = ledger.Hours, ""
	l := running(t).books(said("duo/money", "acme", "100"), hours)
	refused := func(name string, l *life, c procedure.Command, want string) {
		t.Helper()
		c.Name = procedure.CorrectEntry
		booked := len(l.Booked)
		if err := l.P.Check(c, l.Now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
		l.Step(procedure.Event{Kind: procedure.Commanded, Command: &c})
		if len(l.Booked) != booked {
			t.Errorf("%s: it was booked all the same", name)
		}
	}
	refused("an empty ledger", running(t), procedure.Command{Entry: "1", Amount: "1", Reason: "x"}, "nothing is in the ledger yet")
	refused("a mistyped ID", l, procedure.Command{Entry: "duo/monye", Amount: "1", Reason: "x"}, `did you mean "duo/money"?`)
	refused("an ID like none", l, procedure.Command{Entry: "17", Amount: "1", Reason: "x"}, "rapport ledger duo --entries lists them")
	refused("no amount", l, procedure.Command{Entry: "duo/money", Reason: "x"}, `"" is not a number`)
	refused("words", l, procedure.Command{Entry: "duo/money", Amount: "1,5", Reason: "x"}, `"1,5" is not a number; write it like`)
	refused("a giant", l, procedure.Command{Entry: "duo/money", Amount: "1e13", Reason: "x"}, "out of range")
	refused("dust", l, procedure.Command{Entry: "duo/money", Amount: "0.0000001", Reason: "x"}, "out of range")
	refused("hours below nought", l, procedure.Command{Entry: "duo/hours", Amount: "-1", Reason: "x"}, "less than nothing")
	refused("the same amount", l, procedure.Command{Entry: "duo/money", Amount: "100.0", Reason: "x"}, "it says 100 EUR already")
	deal := func(percent int64, party string) []partnership.Share {
		return []partnership.Share{{Party: "north", Percent: decimal.NewFromInt(60)}, {Party: party, Percent: decimal.NewFromInt(percent)}}
	}
	sold := said("duo/revenue", "acme", "100")
	sold.Kind = ledger.Revenue
	l.books(sold)
	refused("parts of a cost", l, procedure.Command{Entry: "duo/money", Deal: "Lidl", Shares: deal(40, "south"), Reason: "x"}, "revenue and savings are")
	refused("parts of nothing", l, procedure.Command{Entry: "duo/revenue", Shares: deal(40, "south"), Reason: "x"}, `say in "deal"`)
	refused("more than the whole", l, procedure.Command{Entry: "duo/revenue", Deal: "Lidl", Shares: deal(41, "south"), Reason: "x"}, "come to 101%")
	refused("less than nothing", l, procedure.Command{Entry: "duo/revenue", Deal: "Lidl", Shares: deal(-1, "south"), Reason: "x"}, "less than nothing")
	refused("a part of strangers", l, procedure.Command{Entry: "duo/revenue", Deal: "Lidl", Shares: deal(40, "lidl"), Reason: "x"}, `there is no party "lidl"; there are north, south`)
	refused("a part twice", l, procedure.Command{Entry: "duo/revenue", Deal: "Lidl", Shares: deal(4, "north"), Reason: "x"}, "there twice")
	refused("no reason", l, procedure.Command{Entry: "duo/money", Amount: "1", Reason: " "}, `say why in "reason"`)
	l.command(procedure.Command{Name: procedure.CorrectEntry, Entry: "duo/money", Amount: "1", Reason: "x"})
	refused("what was corrected before", l, procedure.Command{Entry: "duo/money", Amount: "2", Reason: "x"}, fmt.Sprintf("correct %q, which counts instead", l.Answer))
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	refused("after the end", l, procedure.Command{Entry: "duo/hours", Amount: "2", Reason: "x"}, "it is closed")
}

// TestTheLedgerIsWhatWasBooked sends entries and corrections in any order, some of them
// again: each is counted once, and every correction is booked as it is counted.
func TestTheLedgerIsWhatWasBooked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := running(t)
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			id := fmt.Sprint("e", rapid.IntRange(0, 5).Draw(t, "entry"))
			if rapid.Bool().Draw(t, "corrected") {
				amount := procedure.Text(fmt.Sprint(rapid.IntRange(0, 99).Draw(t, "amount")))
				l.Step(procedure.Event{Kind: procedure.Commanded, Command: &procedure.Command{Name: procedure.CorrectEntry, Entry: id, Amount: amount, Reason: "x"}})
			} else {
				l.books(said(id, "acme", "100"))
			}
		}
		var corrections []ledger.Entry
		seen := map[string]bool{}
		for _, e := range l.partnership().Ledger {
			if seen[e.ID] {
				t.Fatalf("%s is counted twice", e.ID)
			}
			seen[e.ID] = true
			if e.Corrects != "" {
				corrections = append(corrections, e)
			}
		}
		if diff := cmp.Diff(corrections, l.Booked); diff != "" {
			t.Fatalf("state and store differ:\n%s", diff)
		}
	})
}
