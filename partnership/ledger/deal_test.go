package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// shared makes an entry about a deal: "a revenue 40000", "Lidl", "a 60 b 40".
func shared(quarter int, line, deal, shares string) ledger.Entry {
	e := of(quarter, line)
	e.ID, e.Deal = e.ID+" "+deal, deal
	words := strings.Fields(shares)
	for i := 0; i+1 < len(words); i += 2 {
		e.Shares = append(e.Shares, partnership.Share{Party: words[i], Percent: dec(words[i+1])})
	}
	return e
}

func TestOfADealThePartysOwnShareCounts(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		entries []ledger.Entry
		gains   string // of a, b and c
		deals   string
	}{
		"one says what both have": {
			[]ledger.Entry{shared(1, "a revenue 40000", "Lidl", "a 60 b 40")}, "24000 0 0", "Lidl: a 60 60; left b 40",
		},
		"both say the same": {
			[]ledger.Entry{shared(1, "a revenue 40000", "Lidl", "a 60 b 40"), shared(1, "b revenue 40000", "«LIDL»", "b 40 a 60")},
			"24000 16000 0", "Lidl: a 60 60, b 40 40",
		},
		"both claim most of it": {
			[]ledger.Entry{shared(1, "a revenue 40000", "Lidl", "a 75"), shared(1, "b revenue 40000", "Lidl", "b 75")},
			"20000 20000 0", "Lidl: a 75 50, b 75 50, over",
		},
		"both claim the whole": {
			[]ledger.Entry{shared(1, "a revenue 40000", "Lidl", ""), shared(1, "b revenue 30000", "Lidl", "")},
			"20000 15000 0", "Lidl: a 100 50, b 100 50, over",
		},
		"three of them": {
			[]ledger.Entry{shared(1, "a revenue 1000", "Ruhr", "a 50 b 30 c 20"), shared(1, "b revenue 1000", "Ruhr", "b 60"), shared(1, "c revenue 1000", "Ruhr", "c 90")},
			"250 300 450", "Ruhr: a 50 25, b 60 30, c 90 45, over",
		},
		"another time is another matter": {
			[]ledger.Entry{shared(1, "a revenue 100", "Lidl", "a 100"), shared(2, "b revenue 100", "Lidl", "b 100")}, "100 100 0", "",
		},
		"savings are no revenue": {
			[]ledger.Entry{shared(1, "a revenue 100", "Lidl", "a 100"), shared(1, "b savings 100", "Lidl", "b 100")}, "100 100 0", "",
		},
		"the others' part alone is said": {
			[]ledger.Entry{shared(1, "a revenue 100", "Lidl", "b 30")}, "70 0 0", "Lidl: a 70 70; left b 30",
		},
		"a deal of one's own is nobody else's affair": {
			[]ledger.Entry{shared(1, "a revenue 100", "Lidl", "")}, "100 0 0", "",
		},
		"what was corrected claims nothing": {
			func() []ledger.Entry {
				wrong, right := shared(1, "a revenue 100", "Lidl", "a 80 b 20"), shared(1, "a revenue 100", "Lidl", "a 50 b 50")
				right.ID, right.Corrects = "right", wrong.ID
				return []ledger.Entry{wrong, right, shared(1, "b revenue 100", "Lidl", "b 50")}
			}(), "50 50 0", "Lidl: a 50 50, b 50 50",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := ledger.Stand(year("a", "b", "c"), tc.entries, day("2026-12-31"))
			var gains, told []string
			for _, p := range s.Parties {
				gains = append(gains, p.Account.Gain().String())
			}
			for _, d := range s.Deals {
				var claims, left []string
				for _, c := range d.Claims {
					claims = append(claims, fmt.Sprint(c.Party, " ", c.Percent, " ", c.Counted))
				}
				for _, l := range d.Left {
					left = append(left, fmt.Sprint("; left ", l.Party, " ", l.Percent))
				}
				over := ""
				if d.Over() {
					over = ", over"
				}
				told = append(told, d.Deal+": "+strings.Join(claims, ", ")+strings.Join(left, "")+over)
			}
			if got := strings.Join(gains, " "); got != tc.gains {
				t.Errorf("gained %s, want %s", got, tc.gains)
			}
			if got := strings.Join(told, "\n"); got != tc.deals {
				t.Errorf("deals %q, want %q", got, tc.deals)
			}
		})
	}
}

// TestADealNeverCountsForMoreThanTheWhole has three parties claim what they like of one deal
// of 100, at times that overlap in all ways.
func TestADealNeverCountsForMoreThanTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var book []ledger.Entry
		asked := decimal.Zero
		for _, party := range []string{"a", "b", "c"} {
			percent := decimal.New(rapid.Int64Range(0, 10_000).Draw(t, party), -2)
			e := shared(1, party+" revenue 100", rapid.SampledFrom([]string{"Lidl", " lidl", "«Lidl»"}).Draw(t, "name"), party+" "+percent.String())
			e.Until = day(quarters[rapid.IntRange(0, 3).Draw(t, "until")][1])
			asked = asked.Add(percent)
			book = append(book, e)
		}
		s := ledger.Stand(year("a", "b", "c"), book, day("2026-12-31"))
		whole := decimal.NewFromInt(100)
		gain := s.Total.Gain()
		if gain.GreaterThan(whole) {
			t.Fatalf("%s of a deal of 100 count", gain)
		}
		if !asked.GreaterThan(whole) && !gain.Equal(asked) {
			t.Fatalf("%s %% are claimed, and %s count", asked, gain)
		}
		for i, p := range s.Parties {
			if p.Account.Gain().GreaterThan(book[i].Percent()) {
				t.Fatalf("%s has %s counted of %s %%", p.Party, p.Account.Gain(), book[i].Percent())
			}
		}
	})
}

func TestWhoReadsAnEntry(t *testing.T) {
	t.Parallel()
	open := of(1, "a money 1")
	open.Readers = partnership.ReadersAll
	book := []ledger.Entry{open, of(1, "a revenue 2"), of(1, "b money 3")}
	if got := ledger.Readable(book, "b"); len(got) != 2 || got[0].ID != open.ID || got[1].Party != "b" {
		t.Errorf("b reads %+v", got)
	}
	if ledger.Open(book, "a", "b") || !ledger.Open(book, "a", "a") || !ledger.Open(book[:1], "a", "b") {
		t.Error("a is open to b, or not to itself")
	}
}
