package review_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// accounted is a partnership of two parties of which two people of the first and one of the
// second look after the money; tom leads the review.
func accounted(change ...func(*partnership.Spec)) partnership.Spec {
	spec := halfYearly(func(s *partnership.Spec) {
		s.Currency = "EUR"
		s.Reviews = []partnership.Review{{
			ID: "finance", Method: partnership.ReviewFinancial, Rule: specs.Rule("month", "first tuesday", "10:00"), Window: specs.Span("3bd"),
			Ask: []string{"lars", "nora", "tom"}, Chair: "tom",
		}}
	})
	for _, f := range change {
		f(&spec)
	}
	return spec
}

// amounts delivers a reply with amounts: "money=100", "money=100 USD".
func (p *play) amounts(person string, given ...string) *play {
	p.t.Helper()
	a := p.askOf(person)
	r := procedure.Reply{ID: "reply-" + person + "-" + strings.Join(given, ""), Person: a.Person, Ask: a.ID, Class: procedure.ReplyAnswer, Source: "<m@example>"}
	for _, one := range given {
		question, value, _ := strings.Cut(one, "=")
		value, unit, _ := strings.Cut(value, " ")
		r.Answers = append(r.Answers, partnership.Answer{Question: question, Value: partnership.NumberValue(decimal.RequireFromString(value)), Unit: unit})
	}
	p.Reply(r)
	return p
}

// booked are the lines of the ledger as "party kind amount".
func (p *play) booked() []string {
	var lines []string
	for _, e := range p.Booked {
		lines = append(lines, e.Party+" "+string(e.Kind)+" "+e.Amount.String())
	}
	return lines
}

var nothing = []string{"money=0", "hours=0", "revenue=0", "savings=0"}

func TestAReviewOfMoneyFromTheQuestionToTheStep(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.Expect("01-05 10:00 ask/lars money to lars", "01-05 10:00 ask/nora money to nora", "01-05 10:00 ask/tom money to tom")
	p.amounts("lars", "money=4000", "hours=120", "revenue=9000", "savings=0", "in_kind=300")
	p.amounts("tom", nothing...)
	p.Skip()
	p.Until("2027-01-08 10:00")
	p.Expect(
		"01-07 08:00 remind-1/nora money to nora",
		"01-08 10:00 measure: 5 amounts of north until 2026-12-31 are in the ledger",
		"01-08 10:00 measure: 4 amounts of south until 2026-12-31 are in the ledger",
		"01-08 10:00 ask-deciding/tom money-result to tom",
	)
	want := []string{
		"first money 4000", "first hours 120", "first revenue 9000", "first savings 0", "first in_kind 300",
		"second money 0", "second hours 0", "second revenue 0", "second savings 0",
	}
	for i, party := range []string{accounted().Parties[0].ID, accounted().Parties[1].ID} {
		for j := range want {
			want[j] = strings.Replace(want[j], []string{"first", "second"}[i], party, 1)
		}
	}
	if got := p.booked(); !slices.Equal(got, want) {
		t.Errorf("the ledger has %v, want %v", got, want)
	}
	e := p.Booked[0]
	if e.From != accounted().Start || e.Until != specs.Date("2026-12-31") || e.Currency != "EUR" || p.Booked[1].Currency != "" || e.By != "lars" {
		t.Errorf("the first line is %+v", e)
	}
	p.Skip()
	p.says("tom", "step=Move 2,000 to the fair", "step-owner=LARS HAUGE")
	p.Until("2027-01-08 11:00")
	if p.P.Outcome() != procedure.OutcomeDecided || p.written(review.TemplateAccount) == 0 {
		t.Errorf("it ended %s with %v", p.P.Outcome(), p.Lines())
	}
}

func TestWhatDoesNotFitTogetherIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		lars, nora, tom []string
		asked           []string // whom, and how many lines
		settle          map[string]string
		hold            []string
		ledger          string
	}{
		"two people of one side": {
			lars: []string{"money=100", "hours=1", "revenue=0", "savings=0"}, nora: []string{"money=120", "hours=1", "revenue=0", "savings=0"}, tom: nothing,
			asked: []string{"lars money", "nora money"}, ledger: "money 120",
		},
		"they agree then": {
			lars: []string{"money=100", "hours=1", "revenue=0", "savings=0"}, nora: []string{"money=120", "hours=1", "revenue=0", "savings=0"}, tom: nothing,
			asked: []string{"lars money", "nora money"}, settle: map[string]string{"nora": "money=100"}, hold: []string{"lars"}, ledger: "money 100",
		},
		"of a gain the lower counts": {
			lars: []string{"money=0", "hours=1", "revenue=70", "savings=0"}, nora: []string{"money=0", "hours=1", "revenue=50", "savings=0"}, tom: nothing,
			asked: []string{"lars revenue", "nora revenue"}, ledger: "revenue 50",
		},
		"what one has paid and the other got": {
			lars: []string{"money=0", "hours=0", "revenue=0", "savings=0", "paid=500"}, tom: []string{"money=0", "hours=0", "revenue=0", "savings=0", "received=400"},
			asked: []string{"lars paid", "tom received"}, settle: map[string]string{"tom": "received=500"}, ledger: "received 500",
		},
		"what one has paid and the other left out": {
			lars: []string{"money=0", "hours=0", "revenue=0", "savings=0", "paid=500"}, tom: nothing,
			asked: []string{"lars paid", "tom received"}, ledger: "paid 500",
		},
		"a silent side differs in nothing": {
			lars: []string{"money=0", "hours=0", "revenue=0", "savings=0", "paid=500"}, ledger: "paid 500",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, accounted())
			for person, given := range map[string][]string{"lars": tc.lars, "nora": tc.nora, "tom": tc.tom} {
				if given != nil {
					p.amounts(person, given...)
				}
			}
			p.Until("2027-01-08 10:00")
			var asked []string
			for _, a := range p.state().Reconciling.Asks {
				for _, q := range a.Questions {
					asked = append(asked, a.Person+" "+q.ID)
					for _, c := range q.Claims { // which the answer may point to
						if own := slices.Contains(c.By, a.Name); own != c.Own || len(c.By) != 2 || c.Unit != q.Unit {
							t.Errorf("%s is asked which of %+v is right", a.Person, q.Claims)
						}
					}
				}
			}
			if !slices.Equal(asked, tc.asked) {
				t.Fatalf("asked %v, want %v", asked, tc.asked)
			}
			for person, amount := range tc.settle {
				p.amounts(person, amount)
			}
			for _, person := range tc.hold { // they hold to what they said, and nobody waits any longer
				p.amounts(person, "money=100")
			}
			if len(tc.hold) > 0 && p.state().Stage != review.Deciding {
				t.Errorf("it is %s when everybody has answered", p.state().Stage)
			}
			p.Until("2027-01-14 10:00")
			if !slices.ContainsFunc(p.booked(), func(line string) bool { return strings.HasSuffix(line, " "+tc.ledger) }) {
				t.Errorf("the ledger has %v, want %s", p.booked(), tc.ledger)
			}
		})
	}
}

// A side that has said nothing is missing from the figures, and asked about the whole time
// the next time.
func TestASideThatWasSilentIsAskedAboutTheSameTimeAgain(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.amounts("lars", nothing...)
	p.Until("2027-01-30 10:00")
	if p.P.Outcome() != procedure.OutcomePartial {
		t.Fatalf("it ended %q", p.P.Outcome())
	}
	var courses []procedure.Course
	for _, told := range p.Told {
		if told.Message.Course != nil {
			courses = append(courses, *told.Message.Course)
		}
	}
	next := open(t, accounted(), func(b *procedure.Brief) { b.Courses = courses })
	sides := next.state().Money.Sides
	if sides[0].From != specs.Date("2027-01-01") || sides[1].From != accounted().Start {
		t.Errorf("the next review asks about %+v", sides)
	}
}

func TestNobodyAtAllMissesTheReviewOfMoney(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.Until("2027-01-30 10:00")
	if p.P.Outcome() != procedure.OutcomeMissed || len(p.Booked) > 0 {
		t.Errorf("it ended %q with %v", p.P.Outcome(), p.booked())
	}
}

// An admin enters what a bookkeeper said on the phone.
func TestAmountsCanBeEnteredForAPerson(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.Command(procedure.Command{Name: procedure.AnswerFor, Person: "tom", By: "admin", Reason: "told on the phone", Answers: []procedure.TypedAnswer{{Question: "money", Value: "250"}}})
	if got := p.askOf("tom").Given; len(got) != 1 || !got[0].Value.Number.Equal(decimal.NewFromInt(250)) {
		t.Errorf("entered %+v", got)
	}
	abroad := open(t, accounted(trading))
	abroad.Command(procedure.Command{Name: procedure.AnswerFor, Person: "tom", By: "admin", Reason: "told on the phone", Answers: []procedure.TypedAnswer{{Question: "money", Value: "250 USD"}}})
	if got := abroad.askOf("tom").Given; len(got) != 1 || !got[0].Value.Number.Equal(decimal.NewFromInt(250)) || got[0].Unit != "USD" {
		t.Errorf("entered %+v", got)
	}
}

// trading is an accounted partnership in euros with rates of other currencies, of which one
// holds only after the days that are asked about.
func trading(s *partnership.Spec) {
	s.ExchangeRates = []partnership.ExchangeRate{
		{Currency: "GBP", On: specs.Date("2027-02-01"), Rate: decimal.RequireFromString("1.2")},
		{Currency: "USD", On: specs.Date("2026-07-01"), Rate: decimal.RequireFromString("0.8")},
		{Currency: "USD", On: specs.Date("2026-10-01"), Rate: decimal.RequireFromString("0.9")},
	}
}

func TestAQuestionTakesTheCurrenciesThatHaveARateOnTheLastDay(t *testing.T) {
	t.Parallel()
	p := open(t, accounted(trading))
	for _, q := range p.askOf("tom").Questions {
		want := []string{"USD"}
		if q.ID == "hours" {
			want = nil
		}
		if !slices.Equal(q.Currencies, want) {
			t.Errorf("%s takes %v, want %v", q.ID, q.Currencies, want)
		}
	}
}

// An amount stands in the ledger as it was said, with the rate of the last day, and is
// compared by what it is worth.
func TestAnAmountInAnotherCurrencyIsKeptWithItsRate(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		lars, nora string
		asked      int
		booked     string
	}{
		"as it was said":            {lars: "money=2000 USD", booked: "2000 USD at 0.9 of 2026-10-01"},
		"worth the same":            {lars: "money=2000 USD", nora: "money=1800", booked: "2000 USD at 0.9 of 2026-10-01"},
		"the higher worth counts":   {lars: "money=2000 USD", nora: "money=1900", asked: 2, booked: "1900 EUR"},
		"of one number, two sums":   {lars: "money=100 USD", nora: "money=100", asked: 2, booked: "100 EUR"},
		"the last word, in euros":   {lars: "money=100 USD,money=100 EUR", booked: "100 EUR"},
		"the last word, in dollars": {lars: "money=100,money=100 USD", booked: "100 USD at 0.9 of 2026-10-01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, accounted(trading))
			for person, said := range map[string]string{"lars": tc.lars, "nora": tc.nora} {
				for one := range strings.SplitSeq(said, ",") {
					if one != "" {
						p.amounts(person, one)
					}
				}
			}
			p.amounts("tom", nothing...)
			p.Until("2027-01-08 10:00")
			if n := len(p.state().Reconciling.Asks); n != tc.asked {
				t.Errorf("%d are asked which is right, want %d", n, tc.asked)
			}
			p.Until("2027-01-14 10:00")
			got := p.Booked[0].Amount.String() + " " + p.Booked[0].Currency
			if rate := p.Booked[0].Rate; rate != nil {
				got += " at " + rate.String() + " of " + p.Booked[0].RateOn.String()
			}
			if got != tc.booked {
				t.Errorf("the ledger has %s, want %s", got, tc.booked)
			}
		})
	}
}

// Whatever people say, no side has two amounts of a kind in the ledger, none was made up,
// and the period of a side is whole.
func TestTheLedgerHoldsOnlyWhatWasSaid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := open(t, accounted())
		said := map[string]bool{}
		for _, person := range []string{"lars", "nora", "tom"} {
			if !rapid.Bool().Draw(t, person) {
				continue
			}
			var given []string
			for _, kind := range ledger.Kinds() {
				if rapid.Bool().Draw(t, person+string(kind)) {
					amount := decimal.New(rapid.Int64Range(0, 3).Draw(t, "amount"), 0).String()
					given = append(given, string(kind)+"="+amount)
					said[string(kind)+" "+amount] = true
				}
			}
			if len(given) > 0 {
				p.amounts(person, given...)
			}
		}
		p.Until("2027-02-20 10:00")
		seen := map[string]bool{}
		for _, e := range p.Booked {
			key := e.Party + " " + string(e.Kind)
			if seen[key] {
				t.Fatalf("%s stands twice in %v", key, p.booked())
			}
			seen[key] = true
			if !said[string(e.Kind)+" "+e.Amount.String()] {
				t.Fatalf("nobody said %s %s", e.Kind, e.Amount)
			}
		}
		if !p.Ended {
			t.Fatal("it has not ended")
		}
	})
}

// Who means no money is asked for hours alone.
func TestWithoutACurrencyOnlyHoursAreAskedFor(t *testing.T) {
	t.Parallel()
	p := open(t, accounted(func(s *partnership.Spec) { s.Currency = "" }))
	if q := p.askOf("tom").Questions; len(q) != 1 || q[0].ID != "hours" || q[0].Optional {
		t.Errorf("tom is asked %+v", q)
	}
}

func TestEveryAmountHasWords(t *testing.T) {
	t.Parallel()
	for _, language := range wording.Languages() {
		for _, kind := range ledger.Kinds() {
			if language.Review.Money.Amount[string(kind)] == "" {
				t.Errorf("%s has no words for %s", language.Code, kind)
			}
		}
	}
}

// A step whose owner could not be understood is told to nobody before the chair has mended
// it, or had their time.
func TestWhatIsInDoubtIsNotTold(t *testing.T) {
	t.Parallel()
	for name, mended := range map[string]bool{"mended": true, "left as it is": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, accounted())
			p.amounts("lars", nothing...)
			p.amounts("tom", nothing...)
			p.Until("2027-01-08 10:00")
			a := p.askOf("tom")
			p.Reply(procedure.Reply{
				ID: "doubtful", Person: "tom", Ask: a.ID, Class: procedure.ReplyAnswer, Problems: []string{`2) Who takes this step? "Larry" is none of the choices`},
				Answers: []partnership.Answer{{Question: "step", Value: partnership.TextValue("A stand")}},
			})
			if p.Ended || p.P.Outcome() != "" {
				t.Fatalf("it ended %q with %v", p.P.Outcome(), p.Lines())
			}
			if mended {
				p.says("tom", "step-owner=LARS HAUGE")
			} else {
				p.Until("2027-01-22 10:00")
			}
			if p.P.Outcome() != procedure.OutcomeDecided {
				t.Errorf("it ended %q", p.P.Outcome())
			}
		})
	}
}

// changed has the partnership go by a changed spec.
func (p *play) changed(before partnership.Spec, change func(*partnership.Spec)) *play {
	p.t.Helper()
	after := accounted()
	change(&after)
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(after), People: procedure.ChangedPeople(before, after), Heads: procedure.HeadsOf(after)})
	return p
}

// TestMoneyIsAskedOfWhoLeadsWhereAllWhoWereAskedHaveLeft: a finance person who is replaced in
// the middle leaves no hole in the figures of their side.
func TestMoneyIsAskedOfWhoLeadsWhereAllWhoWereAskedHaveLeft(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.amounts("lars", nothing...).amounts("nora", nothing...)
	p.changed(accounted(), func(s *partnership.Spec) {
		south := &s.Parties[1]
		south.People = slices.DeleteFunc(south.People, func(one partnership.Person) bool { return one.ID == "tom" })
		south.People = append(south.People, partnership.Person{ID: "ann", Name: "Ann", Email: "ann@south.example", Zone: "Etc/UTC", Language: "en", Roles: []partnership.Role{partnership.RoleLead}})
	})
	p.amounts("ann", "money=700", "hours=7", "revenue=0", "savings=0")
	p.Until("2027-01-12 10:00")
	if got := p.booked(); !slices.Contains(got, "south money 700") {
		t.Errorf("the ledger has %v", got)
	}
}

// TestAPauseCostsNobodyTheirTime: who has answered is not asked again, and the others have what
// was left of their window.
func TestAPauseCostsNobodyTheirTime(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.amounts("lars", "money=400", "hours=1", "revenue=0", "savings=0")
	p.Until("2027-01-06 10:00")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.Until("2027-01-20 10:00")
	if got := p.booked(); len(got) > 0 {
		t.Errorf("in the pause the ledger has %v", got)
	}
	p.Order(procedure.Order{Kind: procedure.OrderResume})
	if n := p.written(review.TemplateMoney); n != 3 {
		t.Errorf("%d mails ask, want one to each", n)
	}
	p.amounts("tom", "money=700", "hours=7", "revenue=0", "savings=0")
	p.Until("2027-01-27 10:00")
	if got := p.booked(); !slices.Contains(got, "north money 400") || !slices.Contains(got, "south money 700") {
		t.Errorf("the ledger has %v", got)
	}
}

// TestWhatWasToldIsInTheLedgerWhenAllEnds: the partnership ends while money is asked about, or
// what differs. Where the review alone leaves the spec, the time is asked about again if it
// comes back, so that nothing counts twice.
func TestWhatWasToldIsInTheLedgerWhenAllEnds(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		nora string
		gone bool
		want string
	}{
		"while it is asked":    {"", false, "north money 100"},
		"while amounts differ": {"money=120", false, "north money 120"},
		"the review leaves":    {"", true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, accounted())
			p.amounts("lars", "money=100", "hours=1", "revenue=0", "savings=0")
			if tc.nora != "" {
				p.amounts("nora", tc.nora, "hours=1", "revenue=0", "savings=0").amounts("tom", nothing...)
				p.Until("2027-01-08 10:00")
			}
			p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: tc.gone})
			if p.P.Outcome() != procedure.OutcomeWithdrawn {
				t.Errorf("it ended %q", p.P.Outcome())
			}
			if got := p.booked(); tc.want == "" && len(got) > 0 || tc.want != "" && !slices.Contains(got, tc.want) {
				t.Errorf("the ledger has %v, want %q", got, tc.want)
			}
		})
	}
}

// TestAChangedCurrencyChangesNoRoundThatRuns: amounts are in the currency in which they were
// asked for.
func TestAChangedCurrencyChangesNoRoundThatRuns(t *testing.T) {
	t.Parallel()
	p := open(t, accounted())
	p.changed(accounted(), func(s *partnership.Spec) { s.Currency = "NOK" })
	p.amounts("lars", nothing...).amounts("tom", "money=700", "hours=7", "revenue=0", "savings=0")
	p.Until("2027-01-12 10:00")
	for _, e := range p.Booked {
		if e.Kind == ledger.Money && e.Currency != "EUR" {
			t.Errorf("%s has %s %s", e.Party, e.Amount, e.Currency)
		}
	}
	if len(p.Booked) == 0 {
		t.Error("nothing is booked")
	}
}
