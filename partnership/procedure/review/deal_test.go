package review_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// sold delivers revenue of which a part comes from a deal: of 50,000 those 40,000.
func (p *play) sold(person, party string, percent int64, others ...partnership.Share) *play {
	p.t.Helper()
	a := p.askOf(person)
	number := func(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
	deal := partnership.Deal{Name: "Lidl", Amount: number(40_000), Shares: append([]partnership.Share{{Party: party, Percent: number(percent)}}, others...)}
	p.Reply(procedure.Reply{
		ID: "sold-" + person, Person: a.Person, Ask: a.ID, Class: procedure.ReplyAnswer, Source: "<m@example>",
		Answers: []partnership.Answer{
			{Question: "money", Value: partnership.NumberValue(number(0))},
			{Question: "hours", Value: partnership.NumberValue(number(0))},
			{Question: "revenue", Value: partnership.NumberValue(number(50_000)), Deals: []partnership.Deal{deal}},
			{Question: "savings", Value: partnership.NumberValue(number(0))},
		},
	})
	return p
}

// shared are the lines of the ledger about revenue, with what of it is the party's own.
func (p *play) shared() []string {
	var lines []string
	for _, e := range p.Booked {
		if e.Kind == ledger.Revenue {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s of it %s", e.Party, e.Deal, e.Amount, e.Own())))
		}
	}
	return lines
}

func TestADealStandsInTheLedgerWithItsParts(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.sold("lars", "north", 60, partnership.Share{Party: "south", Percent: decimal.NewFromInt(40)})
	p.amounts("tom", nothing...)
	p.Until("2027-01-08 10:00")
	want := []string{"north  10000 of it 10000", "north Lidl 40000 of it 24000", "south  0 of it 0"}
	if got := p.shared(); !slices.Equal(got, want) {
		t.Errorf("the ledger has %q, want %q", got, want)
	}
	if n := len(p.state().Reconciling.Asks); n != 0 {
		t.Errorf("%d are asked about parts that fit together", n)
	}
}

// A deal of which both claim more than there is is asked about once, by the part alone.
func TestADealThatBothClaimIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		north, south string // what they say when asked
		want         []string
		open         bool
	}{
		"one gives way":      {"", "share-1=40", []string{"north Lidl 40000 of it 24000", "south Lidl 40000 of it 16000"}, false},
		"both give way":      {"share-1=50", "share-1=50", []string{"north Lidl 40000 of it 20000", "south Lidl 40000 of it 20000"}, false},
		"both hold to it":    {"share-1=60", "share-1=60", []string{"north Lidl 40000 of it 24000", "south Lidl 40000 of it 24000"}, true},
		"nobody says a word": {"", "", []string{"north Lidl 40000 of it 24000", "south Lidl 40000 of it 24000"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, accounted())
			p.sold("lars", "north", 60).sold("tom", "south", 60)
			p.Until("2027-01-08 10:00")
			var asked []string
			for _, a := range p.state().Reconciling.Asks {
				for _, q := range a.Questions {
					asked = append(asked, fmt.Sprint(a.Person, " ", q.ID, " ", q.Unit, " to ", q.Max))
				}
			}
			if want := []string{"lars share-1 % to 100", "tom share-1 % to 100"}; !slices.Equal(asked, want) {
				t.Fatalf("asked %q, want %q", asked, want)
			}
			if tc.north != "" {
				p.amounts("lars", tc.north)
			}
			if tc.south != "" {
				p.amounts("tom", tc.south)
			}
			p.Until("2027-01-14 10:00")
			var got []string
			for _, line := range p.shared() {
				if strings.Contains(line, "Lidl") {
					got = append(got, line)
				}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("the ledger has %q, want %q", got, tc.want)
			}
			s := ledger.Stand(accounted(), p.Booked, accounted().End)
			sum := decimal.Zero
			for _, c := range s.Deals[0].Claims {
				sum = sum.Add(c.Counted)
			}
			if sum.GreaterThan(decimal.NewFromInt(100)) || s.Deals[0].Over() != tc.open {
				t.Errorf("counted %s %%, over %t", sum, s.Deals[0].Over())
			}
			if left := p.state().Money; tc.open != slices.ContainsFunc(left.Contested, func(c review.Contested) bool { return c.Deal == "Lidl" && s.Deals[0].Over() }) {
				t.Errorf("contested %+v", left.Contested)
			}
		})
	}
}

// People of one side who give it different parts are asked for the amount, as of any other.
func TestPeopleOfOneSideCanDifferAboutAPart(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.sold("lars", "north", 60).sold("nora", "north", 40)
	p.amounts("tom", nothing...)
	p.Until("2027-01-08 10:00")
	var asked []string
	for _, a := range p.state().Reconciling.Asks {
		asked = append(asked, a.Person+" "+a.Questions[0].ID)
	}
	if want := []string{"lars revenue", "nora revenue"}; !slices.Equal(asked, want) {
		t.Fatalf("asked %v, want %v", asked, want)
	}
	p.Until("2027-01-14 10:00")
	if got := p.shared()[1]; got != "north Lidl 40000 of it 16000" {
		t.Errorf("what is less favourable counts, not %q", got)
	}
}

// Who reads the lines of a side is what the mail said that asked for them, whatever the spec
// says later.
func TestEntriesAreForThoseWhomTheMailNamed(t *testing.T) {
	t.Parallel()
	for name, readers := range map[string]partnership.Readers{"the own side": "", "all": partnership.ReadersAll} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, accounted(func(s *partnership.Spec) { s.Reviews[0].Readers = readers }))
			p.amounts("lars", nothing...)
			p.amounts("tom", nothing...)
			p.Until("2027-01-08 10:00")
			if len(p.Booked) == 0 || slices.ContainsFunc(p.Booked, func(e ledger.Entry) bool { return e.Readers != readers }) {
				t.Errorf("booked %+v", p.Booked)
			}
		})
	}
}

// next opens the review after one, with what the ledger says of deals by then.
func (p *play) next(correct func([]ledger.Entry) []ledger.Entry) *play {
	p.t.Helper()
	var courses []procedure.Course
	for _, told := range p.Told {
		if told.Message.Course != nil {
			courses = append(courses, *told.Message.Course)
		}
	}
	entries := p.Booked
	if correct != nil {
		entries = correct(slices.Clone(entries))
	}
	return open(p.t, accounted(), func(b *procedure.Brief) {
		b.Courses = courses
		b.Deals = slices.DeleteFunc(ledger.Current(entries), func(e ledger.Entry) bool { return e.Deal == "" })
	})
}

// reshared has an admin give the entry of a party about a deal another part.
func reshared(party string, percent int64) func([]ledger.Entry) []ledger.Entry {
	return func(entries []ledger.Entry) []ledger.Entry {
		i := slices.IndexFunc(entries, func(e ledger.Entry) bool { return e.Party == party && e.Deal != "" })
		e := entries[i]
		e.ID, e.Corrects, e.By = "corrected", e.ID, procedure.Admin
		e.Shares = []partnership.Share{{Party: party, Percent: decimal.NewFromInt(percent)}}
		return append(entries, e)
	}
}

func (p *play) askedForParts() []string {
	var list []string
	for _, a := range p.state().Reconciling.Asks {
		for _, q := range a.Questions {
			list = append(list, a.Person+" "+q.ID)
		}
	}
	return list
}

// TestADealThatIsContestedLaterIsAskedAboutAtTheNextReviewOnce: an admin corrects a part so
// that the sides claim more than there is. Both are asked when money is looked at again, what
// they say corrects the ledger, and where they hold to it nobody asks a third time.
func TestADealThatIsContestedLaterIsAskedAboutAtTheNextReviewOnce(t *testing.T) {
	t.Parallel()
	first := open(t, accounted())
	first.sold("lars", "north", 60).sold("tom", "south", 40)
	first.Until("2027-01-30 10:00")
	if asked := first.askedForParts(); len(asked) > 0 {
		t.Fatalf("parts that fit together are asked about: %v", asked)
	}
	for name, tc := range map[string]struct {
		south     string
		corrected []string
	}{
		"one gives way":   {"share-1=40", []string{"south Lidl 40% for corrected by tom"}},
		"they hold to it": {"share-1=60", nil},
		"nobody answers":  {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := first.next(reshared("south", 60))
			p.amounts("lars", nothing...).amounts("tom", nothing...)
			p.Until("2027-01-08 10:00")
			if got, want := p.askedForParts(), []string{"lars share-1", "tom share-1"}; !slices.Equal(got, want) {
				t.Fatalf("asked %v, want %v", got, want)
			}
			if tc.south != "" {
				p.amounts("lars", "share-1=60").amounts("tom", tc.south)
			}
			p.Until("2027-01-30 10:00")
			var corrected []string
			for _, e := range p.Booked {
				if e.Corrects != "" {
					corrected = append(corrected, fmt.Sprintf("%s %s %s%% for %s by %s", e.Party, e.Deal, e.Percent(), e.Corrects, e.By))
				}
			}
			if !slices.Equal(corrected, tc.corrected) {
				t.Errorf("corrected %v, want %v", corrected, tc.corrected)
			}
			p.Booked = append(slices.Clone(reshared("south", 60)(slices.Clone(first.Booked))), p.Booked...)
			third := p.next(nil)
			third.amounts("lars", nothing...).amounts("tom", nothing...)
			third.Until("2027-01-08 10:00")
			if asked := third.askedForParts(); len(asked) > 0 {
				t.Errorf("asked once more: %v", asked)
			}
		})
	}
}

// TestALateSideThatClaimsTooMuchIsAskedAbout: the other side's part is in the ledger already.
func TestALateSideThatClaimsTooMuchIsAskedAbout(t *testing.T) {
	t.Parallel()
	first := open(t, accounted())
	first.sold("lars", "north", 60)
	first.Until("2027-01-30 10:00")
	p := first.next(nil)
	p.amounts("lars", nothing...).sold("tom", "south", 60)
	p.Until("2027-01-08 10:00")
	if got, want := p.askedForParts(), []string{"lars share-1", "tom share-1"}; !slices.Equal(got, want) {
		t.Fatalf("asked %v, want %v", got, want)
	}
	p.amounts("lars", "share-1=40").amounts("tom", "share-1=60")
	p.Until("2027-01-30 10:00")
	var got []string
	for _, e := range ledger.Current(append(slices.Clone(first.Booked), p.Booked...)) {
		if e.Deal != "" {
			got = append(got, fmt.Sprintf("%s %s%%", e.Party, e.Percent()))
		}
	}
	if want := []string{"south 60%", "north 40%"}; !slices.Equal(got, want) {
		t.Errorf("the ledger has %v, want %v", got, want)
	}
}
