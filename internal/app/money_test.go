//go:build !slim

package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

const firstMoney = "duo/review/finance/2091-02-05"

// withMoney is duo with a look at its money each month. Where amounts differ, p01 and p02 say
// another one of the same, and south has not received what north has paid, until they are
// asked which is right.
func withMoney(differing, step bool) proof {
	p := withSurvey(2)
	p.spec.Currency = "EUR"
	p.spec.Reviews = []partnership.Review{{
		ID: "finance", Method: partnership.ReviewFinancial, Rule: *p.spec.Surveys[0].Rule, Window: span("3bd"), Ask: p.spec.Surveys[0].Ask, Chair: "p01",
	}}
	p.spec.Surveys = nil
	p.spec.End, p.until = date("2091-05-31"), date("2091-03-01")
	half := decimal.NewFromInt(50)
	for i := range p.spec.Parties {
		p.spec.Parties[i].Share = &half
	}
	said := map[string][]string{
		"p01": {"money: 4 000", "hours: 12", "revenue: 9000", "paid: 500", "step: Move 200 to the fair", "step-by: 2091-03-05", "why-not: nothing"},
		"p02": {"money: 4000", "hours: 12", "revenue: 9000", "paid: 500"},
		"q01": {"hours: 7,5", "revenue: 3 000", "received: 500"},
		"q02": {"hours: 7,5", "revenue: 3 000", "received: 500"},
	}
	if !step {
		said["p01"] = append(said["p01"][:4], "step: nothing", "why-not: All goes to plan")
	}
	if differing {
		said["p02"][0] = "money: 4100|4000"
		said["q01"][2] = "received: 0|500"
		said["q02"][2] = "received: 0|500"
	}
	for i := range p.script.Personas {
		persona := &p.script.Personas[i]
		persona.Answers = nil
		for _, kind := range ledger.Kinds() {
			if !slices.ContainsFunc(said[persona.Person], func(one string) bool { return strings.HasPrefix(one, string(kind)+":") }) {
				said[persona.Person] = append(said[persona.Person], string(kind)+": 0")
			}
		}
		for _, one := range said[persona.Person] {
			question, texts, _ := strings.Cut(one, ": ")
			persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: question, Values: strings.Split(texts, "|")})
		}
		slices.SortFunc(persona.Answers, func(a, b config.PersonaAnswer) int { return strings.Compare(a.Question, b.Question) })
	}
	p.repertoire = repertoire{kinds: p.kinds}
	return p
}

func TestAReviewOfMoneyIsRehearsedAsItIsServed(t *testing.T) {
	t.Parallel()
	p := withMoney(true, true)
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	asked := map[string]int{}
	for _, m := range served.mails {
		if m.Workflow != firstMoney {
			continue
		}
		asked[m.Template]++
		own := strings.Contains(m.Text, "for your side alone") || strings.Contains(m.Text, "только для неё")
		if m.Template == string(review.TemplateAccount) && !own {
			t.Errorf("%s does not read what their own side has said:\n%s", m.To, m.Text)
		}
		if other := strings.Contains(m.Text, "12 hours") || strings.Contains(m.Text, "12 ч"); other && strings.HasPrefix(m.To, "q") {
			t.Errorf("%s reads a line of the other side:\n%s", m.To, m.Text)
		}
	}
	t.Logf("mails: %v, ended %s", asked, s.ended(firstMoney))
	if got := s.ended(firstMoney); got != procedure.OutcomeDecided {
		t.Errorf("it ended as %q", got)
	}
	var lines []string
	entries, err := s.store.Entries(t.Context(), "duo")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.ID, "2091-02-05") {
			lines = append(lines, fmt.Sprintf("%s %s %s", e.Party, e.Kind, e.Amount))
		}
	}
	want := []string{
		"north money 4000", "north hours 12", "north revenue 9000", "north savings 0", "north in_kind 0", "north benefit 0", "north paid 500", "north received 0",
		"south money 0", "south hours 7.5", "south revenue 3000", "south savings 0", "south in_kind 0", "south benefit 0", "south paid 0", "south received 500",
	}
	if diff := gocmp.Diff(want, lines); diff != "" {
		t.Errorf("the ledger (-want +got):\n%s", diff)
	}
}

// TestNobodyReadsAFigureThatIsNotForThem rehearses a review in which every amount is another
// number, and looks for those of each side in every mail to the other one. Their deal is
// contested, so that parts are asked about, too.
func TestNobodyReadsAFigureThatIsNotForThem(t *testing.T) {
	t.Parallel()
	amounts := map[string][]string{ // of north and of south, by kind: money, hours, revenue, savings, in kind, benefit
		"p": {"41237", "173", "63419", "3571", "2339", "1789"},
		"q": {"27143", "211", "58271", "4093", "2657", "1597"},
	}
	for name, readers := range map[string]partnership.Readers{"the own side": "", "all": partnership.ReadersAll} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := withMoney(false, true)
			p.spec.Reviews[0].Readers = readers
			rate := decimal.NewFromInt(10)
			p.spec.DiscountRate = &rate
			for i := range p.script.Personas {
				persona := &p.script.Personas[i]
				of := amounts[persona.Person[:1]]
				for j := range persona.Answers {
					a := &persona.Answers[j]
					k := slices.Index([]string{"money", "hours", "revenue", "savings", "in_kind", "benefit"}, a.Question)
					switch {
					case a.Question == "revenue":
						a.Values = []string{of[k] + " (deal Lidl: us 65 %)"}
					case k >= 0:
						a.Values = []string{of[k]}
					}
				}
				persona.Answers = append(persona.Answers, config.PersonaAnswer{Question: "share-1", Values: []string{"65"}})
			}
			read, told := 0, map[string]int{}
			for _, m := range p.rehearse(t).mails {
				digits := strings.NewReplacer(",", "", "\u00a0", "", "\u202f", "", " ", "").Replace(m.Subject + m.Text)
				told[m.Template]++
				for side, of := range amounts {
					for _, figure := range of {
						if strings.HasPrefix(m.To, side) || !strings.Contains(digits, figure) {
							continue
						}
						if read++; readers != partnership.ReadersAll {
							t.Errorf("%s reads %s of the other side in %s:\n%s", m.To, figure, m.Template, m.Text)
						}
					}
				}
				if m.Template == string(review.TemplateAccount) && !strings.Contains(m.Text, "Lidl") {
					t.Errorf("%s does not read what became of the deal:\n%s", m.To, m.Text)
				}
			}
			if told[string(review.TemplateDiffers)] != 4 || told[string(review.TemplateAccount)] < 4 {
				t.Errorf("mails: %v", told)
			}
			if readers == partnership.ReadersAll && read == 0 {
				t.Error("nobody reads what is for all")
			}
			t.Logf("mails: %v, %d figures of others were read", told, read)
		})
	}
}

// moneyBudgets are the most events that a review of money of 4 people may take over all its
// workflows: where nothing follows, where a step is owed then, and where everybody is asked
// again because amounts differ.
var moneyBudgets = []struct {
	differing, step bool
	events          int
}{{false, false, 80}, {false, true, 80}, {true, true, 120}}

// TestAReviewOfMoneyKeepsItsBudget counts what one costs on a real server, with all that
// follows, when everybody answers in time.
func TestAReviewOfMoneyKeepsItsBudget(t *testing.T) {
	t.Parallel()
	for _, b := range moneyBudgets {
		t.Run(fmt.Sprintf("differing=%t,step=%t", b.differing, b.step), func(t *testing.T) {
			t.Parallel()
			p := withMoney(b.differing, b.step)
			s := p.open(t)
			p.play(t, s)
			own := s.history(firstMoney)
			share := s.between("duo", "2091-02-05 00:00", "2091-02-20 00:00") // from the eve of the review until everybody has heard
			t.Logf("a review of money of 4 people takes %d events\n%s", len(own)+len(share), table(own, share))
			if n := len(own) + len(share); n > b.events {
				t.Errorf("a review of money of 4 people takes %d events, want at most %d", n, b.events)
			}
		})
	}
}

// TestMoneyIsAskedForWhenTheMailServerIsBack has the server away on the day of asking: nobody
// is late who was not asked, everybody has their whole time, and the review comes to its end
// with the same ledger.
func TestMoneyIsAskedForWhenTheMailServerIsBack(t *testing.T) {
	t.Parallel()
	p := withMoney(false, true)
	s := p.open(t).when("2091-02-05 06:00").mailServer(down).when("2091-02-06 06:00").mailServer(nil)
	asked := 0
	for _, m := range p.play(t, s).mails {
		if m.Workflow == firstMoney && m.Template == string(review.TemplateMoney) {
			if asked++; m.At < "2091-02-06" {
				t.Errorf("%s is asked at %s", m.To, m.At)
			}
		}
	}
	if got := s.ended(firstMoney); got != procedure.OutcomeDecided || asked != 4 {
		t.Errorf("%d are asked, and it ended as %q", asked, got)
	}
	entries, err := s.store.Entries(t.Context(), "duo")
	if err != nil {
		t.Fatal(err)
	}
	north := slices.IndexFunc(entries, func(e ledger.Entry) bool { return e.Party == "north" && e.Kind == ledger.Money })
	if len(entries) != 16 || north < 0 || !entries[north].Amount.Equal(decimal.NewFromInt(4000)) {
		t.Errorf("the ledger has %d lines: %+v", len(entries), entries)
	}
}
