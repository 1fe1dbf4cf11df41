package ledger_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func pointer(s string) *decimal.Decimal {
	d := dec(s)
	return &d
}

func day(s string) cadence.Date {
	d, err := cadence.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// year is a partnership of one year between some parties.
func year(parties ...string) partnership.Spec {
	spec := partnership.Spec{Slug: "duo", Currency: "EUR", Start: day("2026-01-01"), End: day("2026-12-31")}
	for _, id := range parties {
		spec.Parties = append(spec.Parties, partnership.Party{ID: id, Name: id})
	}
	return spec
}

var quarters = [][2]string{
	{"2026-01-01", "2026-03-31"}, {"2026-04-01", "2026-06-30"}, {"2026-07-01", "2026-09-30"}, {"2026-10-01", "2026-12-31"},
}

// of makes an entry: "fjordmail money 40000", in a quarter counted from 1.
func of(quarter int, line string) ledger.Entry {
	words := strings.Fields(line)
	e := ledger.Entry{
		ID: fmt.Sprintf("%d %s", quarter, line), Party: words[0], Kind: ledger.Kind(words[1]), Amount: dec(words[2]),
		From: day(quarters[quarter-1][0]), Until: day(quarters[quarter-1][1]), At: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC),
	}
	if e.Kind != ledger.Hours {
		e.Currency = "EUR"
	}
	return e
}

func entries(lines ...string) []ledger.Entry {
	var list []ledger.Entry
	for _, line := range lines {
		list = append(list, of(1, line))
	}
	return list
}

// TestStandGivesTheGoldenFigures holds Stand to what was worked out by hand: three parties that are
// compared by what they put in, co-marketing with its hours left out, a water programme
// and a haulier by agreed shares.
func TestStandGivesTheGoldenFigures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		parties []string // with their shares
		entries []ledger.Entry
		bcr     string
		want    string // B, J and its verdict
	}{
		{
			"three parties by cost",
			[]string{"a", "b", "c"},
			entries("a money 120000", "b money 80000", "c in_kind 50000", "a revenue 150000", "b savings 140000", "c benefit 55000"),
			"[1.25 1.75 1.1]", "0.6286 0.9603 amber",
		},
		{
			"marketing by cost",
			[]string{"fjordmail", "lumen"},
			entries("fjordmail money 40000", "lumen money 40000", "fjordmail revenue 90000", "lumen revenue 30000"),
			"[2.25 0.75]", "0.3333 0.8 red",
		},
		{
			"marketing by share",
			[]string{"fjordmail 50", "lumen 50"},
			entries("fjordmail money 40000", "lumen money 40000", "fjordmail revenue 90000", "lumen revenue 30000"),
			"[2.25 0.75]", "0.3333 0.8 red",
		},
		{
			"water",
			[]string{"lead 30", "ministry 15", "east 25", "west 20", "fund 10"},
			entries("lead benefit 900000", "ministry benefit 520000", "east benefit 610000", "west benefit 380000", "fund benefit 290000"),
			"[n/a n/a n/a n/a n/a]", "0.5481 0.9637 amber",
		},
		{
			"haulage",
			[]string{"smk 60", "severtrans 40"},
			entries("smk savings 5000000", "severtrans savings 2000000"),
			"[n/a n/a]", "0.6 0.9412 amber",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			spec := year()
			for _, declared := range tt.parties {
				id, share, shared := strings.Cut(declared, " ")
				party := partnership.Party{ID: id}
				if shared {
					party.Share = pointer(share)
				}
				spec.Parties = append(spec.Parties, party)
			}
			s := ledger.Stand(spec, tt.entries, day("2026-12-31"))
			var bcr []measure.Ratio
			for _, p := range s.Parties {
				bcr = append(bcr, measure.Some(p.Account.BCR().Value.Round(4)))
				if !p.Account.BCR().OK {
					bcr[len(bcr)-1] = measure.Ratio{}
				}
			}
			if got := fmt.Sprint(bcr); got != tt.bcr {
				t.Errorf("BCR %s, want %s", got, tt.bcr)
			}
			got := fmt.Sprint(s.Balance.Balance, s.Balance.Jain, " ", measure.JudgeBalance(s.Balance.Balance))
			if got != tt.want || s.ByShare != strings.Contains(tt.parties[0], " ") {
				t.Errorf("balance %s (by share: %v), want %s", got, s.ByShare, tt.want)
			}
		})
	}
}

// marketing promises 40,000 and 300 hours of 60 from each side, which comes to 58,000,
// and hopes for 120,000 each.
func marketing() partnership.Spec {
	spec := year("fjordmail", "lumen")
	spec.Budget = pointer("100000")
	for i := range spec.Parties {
		spec.Parties[i].Contributes = []partnership.Contribution{
			{ID: "campaign", Money: pointer("40000")}, {ID: "work", Hours: pointer("300"), Rate: pointer("60")},
		}
		spec.Parties[i].Expects = []partnership.Benefit{{ID: "sales", Amount: pointer("120000")}, {ID: "name"}}
	}
	return spec
}

func TestStandComparesWithWhatWasPromisedByTheDay(t *testing.T) {
	t.Parallel()
	// On 2 July half of the 364 days has passed: 29,000 and 60,000 a side.
	book := entries(
		"fjordmail money 20000", "fjordmail hours 182", "fjordmail revenue 55200",
		"lumen money 25000", "lumen hours 120", "lumen revenue 60000")
	s := ledger.Stand(marketing(), book, day("2026-07-02"))
	var got []string
	for _, p := range s.Parties {
		got = append(got, fmt.Sprintf("%s promised %s and %s h, cost %s %s %s, expected %s, gain %s %s %s, x %s %s", p.Party, p.Promised, p.HoursPromised,
			p.Account.Cost(), p.CostVariance, p.CostVerdict, p.Expected, p.Account.Gain(), p.GainVariance, p.GainVerdict, p.Part, p.EffortPart))
	}
	got = append(got, fmt.Sprintf("spent %s, burn %s, effort %s, cost %s", s.Spent, s.Burn, s.Effort.Balance, s.Total.Cost()))
	want := []string{
		"fjordmail promised 29000 and 150 h, cost 30920 0.0662 amber, expected 60000, gain 55200 -0.08 amber, x 0.9782 1.2053",
		"lumen promised 29000 and 150 h, cost 32200 0.1103 red, expected 60000, gain 60000 0 green, x 1.021 0.7947",
		"spent 45000, burn 0.9, effort 0.6593, cost 63120",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatCannotBeToldIsNoNought(t *testing.T) {
	t.Parallel()
	text := func(r ...measure.Ratio) string { return strings.Trim(fmt.Sprint(r), "[]") }
	empty := ledger.Stand(year("a", "b"), nil, day("2026-07-02"))
	p := empty.Parties[0]
	got := text(empty.Balance.Balance, empty.Balance.Jain, empty.Effort.Balance, empty.Burn, p.CostVariance, p.GainVariance, p.Part, p.EffortPart,
		p.Trend.Slope, p.Trend.Change, p.Trend.YearChange)
	if want := strings.TrimSpace(strings.Repeat("n/a ", 11)); got != want {
		t.Errorf("of nothing: %s", got)
	}
	if p.CostVerdict != measure.Unknown || p.GainVerdict != measure.Unknown || p.Payback != nil {
		t.Errorf("of nothing: %s %s %v", p.CostVerdict, p.GainVerdict, p.Payback)
	}
	if empty.Balance.Reason == "" || empty.Effort.Reason != "there are fewer than two parties that promise hours" {
		t.Errorf("of nothing: balance because %q, effort because %q", empty.Balance.Reason, empty.Effort.Reason)
	}
	first := ledger.Stand(marketing(), entries("fjordmail money 5"), day("2026-01-01"))
	if first.Burn.OK || first.Parties[0].CostVariance.OK {
		t.Errorf("on the first day: burn %s, variance %s", first.Burn, first.Parties[0].CostVariance)
	}
	loss := ledger.Stand(year("a", "b"), entries("a money 5", "b money 5", "a revenue -3", "b revenue 9"), day("2026-12-31"))
	if loss.Balance.Balance.OK || loss.Balance.Reason != "a party has a loss" {
		t.Errorf("with a loss: %+v", loss.Balance)
	}
}

func TestHoursCountByTheRateThatIsDeclared(t *testing.T) {
	t.Parallel()
	spec := year("rated", "mixed", "unrated")
	spec.Parties[0].Contributes = []partnership.Contribution{{ID: "work", Hours: pointer("10"), Rate: pointer("60")}}
	spec.Parties[1].Contributes = []partnership.Contribution{
		{ID: "senior", Hours: pointer("100"), Rate: pointer("90")}, {ID: "junior", Hours: pointer("300"), Rate: pointer("50")}, {ID: "help", Hours: pointer("50")},
	}
	spec.Parties[2].Contributes = []partnership.Contribution{{ID: "work", Hours: pointer("10")}}
	s := ledger.Stand(spec, entries("rated hours 3", "mixed hours 5", "unrated hours 7", "unrated money 10"), day("2026-12-31"))
	var got []string
	for _, p := range s.Parties {
		got = append(got, fmt.Sprintf("%s %s %t", p.Party, p.Account.Cost(), p.Unrated))
	}
	got = append(got, fmt.Sprintf("%s h, %s", s.Total.Hours, s.Total.Cost().Round(9)))
	want := []string{"rated 180 false", "mixed 300 false", "unrated 10 true", "15 h, 490"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPeriodsShowPaybackAndTrend(t *testing.T) {
	t.Parallel()
	spec := year("a", "b")
	spec.Start, spec.End = day("2025-01-01"), day("2027-12-31")
	book := []ledger.Entry{
		of(4, "a revenue 40"), of(1, "a money 60"), of(3, "a revenue 30"), of(3, "a money 5"), of(2, "a revenue 5"),
		of(4, "b money 1"),
	}
	before := of(4, "a revenue 12")
	before.ID, before.From, before.Until = "before", day("2025-10-01"), day("2025-12-31")
	s := ledger.Stand(spec, append(book, before), day("2026-12-31"))
	a, b := s.Parties[0], s.Parties[1]
	var nets []string
	for _, p := range a.Periods {
		nets = append(nets, fmt.Sprint(p.From, " ", p.Net))
	}
	if got, want := strings.Join(nets, ", "), "2025-10-01 12, 2026-01-01 -60, 2026-04-01 5, 2026-07-01 25, 2026-10-01 40"; got != want {
		t.Errorf("periods %s, want %s", got, want)
	}
	// The slope of −60, 5, 25, 40 is (3·100 + 20)/10.
	if got := fmt.Sprint(a.Trend.Slope, a.Trend.Change, a.Trend.YearChange, a.Payback); got != "32 15 28 2025-12-31" {
		t.Errorf("slope, change, change in a year and payback: %s", got)
	}
	if b.Trend.Slope.OK || b.Trend.Change.OK || b.Payback != nil {
		t.Errorf("of one period: %+v", b)
	}
	s = ledger.Stand(spec, book, day("2026-12-31"))
	if a := s.Parties[0]; a.Payback == nil || a.Payback.String() != "2026-12-31" || a.Trend.YearChange.OK {
		t.Errorf("paid back on %v, a year before: %s", a.Payback, a.Trend.YearChange)
	}
	early := ledger.Stand(spec, book, day("2026-09-30"))
	if got := len(early.Parties[0].Periods); got != 3 {
		t.Errorf("%d periods have begun by the end of September", got)
	}
}

func TestTransfersCancelOut(t *testing.T) {
	t.Parallel()
	book := []ledger.Entry{
		of(1, "a paid 100"), of(1, "b received 60"), of(1, "c received 40"), of(2, "a paid 50"), of(2, "b received 45"), of(3, "c received 7"), of(3, "a money 9"),
	}
	s := ledger.Stand(year("a", "b", "c"), book, day("2026-12-31"))
	var got []string
	for _, x := range s.Transfers {
		got = append(got, fmt.Sprint(x.From, " ", x.Paid, " ", x.Received, " ", x.Differs))
	}
	want := []string{"2026-01-01 100 100 false", "2026-04-01 50 45 true", "2026-07-01 0 7 true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !s.Total.Cost().Equal(dec("9")) || !s.Total.Gain().IsZero() || !s.Spent.Equal(dec("9")) {
		t.Errorf("transfers are counted in: %+v", s.Total)
	}
}

func TestAnotherCurrencyCountsOnlyWithARate(t *testing.T) {
	t.Parallel()
	priced, unpriced, hours := of(1, "a money 100"), of(1, "a money 7"), of(1, "a hours 3")
	priced.Currency, priced.Rate, priced.RateOn = "USD", pointer("0.92"), day("2026-03-01")
	unpriced.Currency = "USD"
	s := ledger.Stand(year("a", "b"), []ledger.Entry{unpriced, priced, hours, of(1, "b money 1")}, day("2026-12-31"))
	if len(s.Unpriced) != 1 || s.Unpriced[0].ID != unpriced.ID || !s.Spent.Equal(dec("93")) || !s.Total.Hours.Equal(dec("3")) {
		t.Errorf("spent %s, left out %v", s.Spent, s.Unpriced)
	}
	// A rate that is declared later is taken; what was agreed with the entry stays.
	spec := year("a", "b")
	spec.ExchangeRates = []partnership.ExchangeRate{{Currency: "USD", On: day("2026-03-31"), Rate: dec("0.5")}}
	s = ledger.Stand(spec, []ledger.Entry{unpriced, priced}, day("2026-12-31"))
	if len(s.Unpriced) != 0 || !s.Spent.Equal(dec("95.5")) {
		t.Errorf("with a rate: spent %s, left out %v", s.Spent, s.Unpriced)
	}
	spec.ExchangeRates[0].On = day("2026-04-01")
	if s = ledger.Stand(spec, []ledger.Entry{unpriced, priced}, day("2026-12-31")); len(s.Unpriced) != 1 {
		t.Errorf("the rate of a later day is taken: spent %s", s.Spent)
	}
}

func TestWhoHasLeftKeepsAnAccountAndNoPart(t *testing.T) {
	t.Parallel()
	s := ledger.Stand(year("a", "b"), entries("gone money 5", "a money 1", "b money 1", "a revenue 2", "b revenue 2", "gone revenue 1"), day("2026-12-31"))
	if len(s.Parties) != 3 || s.Parties[2].Party != "gone" || !s.Total.Cost().Equal(dec("7")) {
		t.Errorf("parties %+v", s.Parties)
	}
	if s.Balance.Balance.String() != "1" || s.Parties[2].Part.OK {
		t.Errorf("balance %+v", s.Balance)
	}
}

func TestACorrectionTakesThePlaceOfWhatItCorrects(t *testing.T) {
	t.Parallel()
	wrong, better, best := of(1, "a money 1000"), of(1, "a money 100"), of(1, "a money 110")
	better.Corrects, best.Corrects = wrong.ID, better.ID
	rival := of(1, "a money 120")
	rival.Corrects, rival.At = wrong.ID, better.At.Add(time.Hour)
	for _, tt := range []struct {
		name    string
		entries []ledger.Entry
		want    string
	}{
		{"nothing is corrected", []ledger.Entry{wrong}, "1000"},
		{"once", []ledger.Entry{wrong, better}, "100"},
		{"a correction is corrected", []ledger.Entry{best, wrong, better}, "110"},
		{"two correct the same: the later counts", []ledger.Entry{rival, wrong, better}, "120"},
		{"what is corrected is not known here", []ledger.Entry{better}, "100"},
	} {
		if s := ledger.Stand(year("a", "b"), tt.entries, day("2026-12-31")); s.Spent.String() != tt.want {
			t.Errorf("%s: spent %s, want %s", tt.name, s.Spent, tt.want)
		}
	}
}

// drawn makes a spec of some parties and a book with corrections in it.
func drawn(t *rapid.T) (partnership.Spec, []ledger.Entry) {
	spec := year("a", "b", "c")
	spec.Budget, spec.DiscountRate = pointer("5000"), pointer("12")
	for i := range spec.Parties {
		amount := func(what string) *decimal.Decimal {
			d := decimal.New(rapid.Int64Range(1, 1_000_000).Draw(t, what), -2)
			return &d
		}
		spec.Parties[i].Contributes = []partnership.Contribution{{ID: "all", Money: amount("money"), Hours: amount("hours"), Rate: amount("rate")}}
		spec.Parties[i].Expects = []partnership.Benefit{{ID: "sales", Amount: amount("benefit")}}
	}
	var book []ledger.Entry
	for i := range rapid.IntRange(0, 30).Draw(t, "entries") {
		line := fmt.Sprintf("%s %s %d", rapid.SampledFrom([]string{"a", "b", "c", "gone"}).Draw(t, "party"),
			rapid.SampledFrom(ledger.Kinds()).Draw(t, "kind"), rapid.IntRange(0, 100_000).Draw(t, "amount"))
		e := of(rapid.IntRange(1, 4).Draw(t, "quarter"), line)
		e.ID, e.At = fmt.Sprint("e", i), e.At.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "hour"))*time.Hour)
		if i > 0 && rapid.IntRange(0, 4).Draw(t, "corrects") == 0 {
			e.Corrects = fmt.Sprint("e", rapid.IntRange(0, i-1).Draw(t, "corrected"))
		}
		book = append(book, e)
	}
	return spec, book
}

func encoded(t *rapid.T, s ledger.Standing) string {
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestLaterGainsAreDiscounted is the golden vector of F9 in quarters of a ledger.
func TestLaterGainsAreDiscounted(t *testing.T) {
	t.Parallel()
	spec := year("a", "b")
	spec.End, spec.DiscountRate = day("2027-03-31"), pointer("12")
	book := entries("a money 60000", "a revenue 0")
	for q, gain := range []string{"5000", "25000", "40000"} {
		book = append(book, of(q+2, "a revenue "+gain))
	}
	late := of(4, "a revenue 45000")
	late.ID, late.From, late.Until = "late", day("2027-01-01"), day("2027-03-31")
	book = append(book, late)
	s := ledger.Stand(spec, book, day("2027-03-31"))
	if got := s.Parties[0].NPV; !got.OK || got.Value.Round(0).String() != "45402" || !s.NPV.Value.Equal(got.Value) {
		t.Errorf("NPV of the party %s and of all %s, want 45402", got, s.NPV)
	}
	if s.NPVOn != day("2026-03-31") {
		t.Errorf("on %s", s.NPVOn)
	}
	if s.Parties[1].NPV.OK {
		t.Error("a party without entries has a present value")
	}
	// The other party's year of silence ends later than its first period began.
	slow := of(4, "b revenue 112000")
	slow.From = day("2026-01-01")
	slow.Until = day("2027-03-31")
	s = ledger.Stand(spec, append(book, slow), day("2027-03-31"))
	if got := s.Parties[1].NPV.Value.Round(2).String(); got != "100000" {
		t.Errorf("112000 a year later is worth %s, want 100000", got)
	}
	spec.DiscountRate = nil
	if s = ledger.Stand(spec, book, day("2027-03-31")); s.NPV.OK || s.Parties[0].NPV.OK {
		t.Error("without a rate there is a present value")
	}
	spec.DiscountRate = pointer("0")
	if s = ledger.Stand(spec, book, day("2027-03-31")); !s.NPV.Value.Equal(s.Total.Net()) {
		t.Errorf("at 0 %% NPV is %s, net %s", s.NPV, s.Total.Net())
	}
}

func TestTheOrderOfEntriesMeansNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec, book := drawn(t)
		other := rapid.Permutation(book).Draw(t, "other order")
		if a, b := encoded(t, ledger.Stand(spec, book, day("2026-12-31"))), encoded(t, ledger.Stand(spec, other, day("2026-12-31"))); a != b {
			t.Fatalf("one order gives\n%s\nand another\n%s", a, b)
		}
	})
}

func TestSumsAreThoseOfTheEntriesThatCount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec, book := drawn(t)
		s := ledger.Stand(spec, book, day("2026-12-31"))
		value, cost := decimal.Zero, decimal.Zero
		for _, e := range ledger.Current(book) {
			if e.Kind != ledger.Paid && e.Kind != ledger.Received {
				value = value.Add(e.Value())
			}
		}
		for _, p := range s.Parties {
			net := decimal.Zero
			for _, period := range p.Periods {
				net = net.Add(period.Net)
			}
			if !net.Equal(p.Account.Net()) {
				t.Fatalf("%s: periods come to %s, the account to %s", p.Party, net, p.Account.Net())
			}
			cost = cost.Add(p.Account.Cost())
		}
		if got := s.Total.Cash.Add(s.Total.InKind).Add(s.Total.Gain()); !got.Equal(value) {
			t.Fatalf("total %s of entries of %s", got, value)
		}
		if !s.Total.Cost().Round(9).Equal(cost.Round(9)) {
			t.Fatalf("the parties' costs come to %s, and the total to %s", cost, s.Total.Cost())
		}
	})
}

// TestTheScaleOfMoneyMeansNothing pays everything in coins of another size: verdicts
// and shares stay as they are.
func TestTheScaleOfMoneyMeansNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec, book := drawn(t)
		factor := decimal.New(rapid.Int64Range(1, 100_000).Draw(t, "factor"), -3)
		times := func(d *decimal.Decimal) *decimal.Decimal {
			scaled := d.Mul(factor)
			return &scaled
		}
		small := ledger.Stand(spec, book, day("2026-12-31"))
		scaled := slices.Clone(book)
		for i, e := range scaled {
			if e.Kind != ledger.Hours {
				scaled[i].Amount = e.Amount.Mul(factor)
			}
		}
		spec.Budget = times(spec.Budget)
		for i := range spec.Parties {
			p := &spec.Parties[i]
			c := p.Contributes[0]
			p.Contributes = []partnership.Contribution{{ID: "all", Money: times(c.Money), Hours: c.Hours, Rate: times(c.Rate)}}
			p.Expects = []partnership.Benefit{{ID: "sales", Amount: times(p.Expects[0].Amount)}}
		}
		large := ledger.Stand(spec, scaled, day("2026-12-31"))
		if a, b := shares(small), shares(large); a != b {
			t.Fatalf("times %s: %s becomes %s", factor, a, b)
		}
	})
}

func shares(s ledger.Standing) string {
	line := fmt.Sprint(s.Balance.Balance, s.Balance.Jain, s.Effort.Balance, s.Burn)
	for _, p := range s.Parties {
		line += fmt.Sprint("; ", p.CostVariance, p.GainVariance, p.CostVerdict, p.GainVerdict, p.Part, p.EffortPart, p.Payback, p.Account.BCR())
	}
	return line
}

func TestAStandingSurvivesItsJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec, book := drawn(t)
		s := ledger.Stand(spec, book, day("2026-12-31"))
		var back ledger.Standing
		if err := json.Unmarshal([]byte(encoded(t, s)), &back); err != nil {
			t.Fatal(err)
		}
		if a, b := encoded(t, s), encoded(t, back); a != b {
			t.Fatalf("%s becomes %s", a, b)
		}
	})
}

func TestTheLastDayIsOfTheEntriesThatCount(t *testing.T) {
	t.Parallel()
	if _, ok := ledger.LastDay(nil); ok {
		t.Error("nothing has a last day")
	}
	wrong, right := of(4, "a money 1"), of(2, "a money 1")
	right.Corrects = wrong.ID
	if got, ok := ledger.LastDay([]ledger.Entry{wrong, right, of(1, "b money 1")}); !ok || got.String() != "2026-06-30" {
		t.Errorf("got %s", got)
	}
}
