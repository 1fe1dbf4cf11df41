package review_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// ofTerm is a partnership of a year, until the end of November 2027, that says how it parts.
func ofTerm(change ...func(*partnership.Spec)) partnership.Spec {
	return halfYearly(append([]func(*partnership.Spec){func(s *partnership.Spec) {
		s.Reviews, s.Exit = nil, &partnership.Exit{}
		s.Start, s.End = specs.Date("2026-12-01"), specs.Date("2027-11-30")
	}}, change...)...)
}

// goesOn is the review in which the two leads, sofie and tom, decide whether they go on.
func goesOn(t rapid.TB, change ...func(*partnership.Spec)) *play {
	t.Helper()
	return open(t, ofTerm(change...))
}

// decides plays it until they are asked whether they go on.
func decides(t rapid.TB) *play {
	t.Helper()
	p := goesOn(t).says("sofie", "results=180 leads", "wish=One budget").says("tom", "results=Few sales")
	p.Until("2027-09-16 09:00")
	if p.state().Stage != review.Deciding {
		t.Fatalf("it is in stage %s", p.state().Stage)
	}
	return p
}

// prospect is what a letter of a template says to a person.
func (p *play) prospect(template procedure.Template, person string) (c review.Prospect) {
	p.t.Helper()
	for _, l := range slices.Backward(p.Letters) {
		if l.Template == template && l.Person == person {
			if err := json.Unmarshal(l.Content, &c); err != nil {
				p.t.Fatal(err)
			}
			return c
		}
	}
	p.t.Fatalf("%s gets no %s", person, template)
	return c
}

// amended are the changes that the partnership is told of.
func (p *play) amended() (list []procedure.Amendment) {
	for _, m := range p.Told {
		list = append(list, m.Message.Amendments...)
	}
	return list
}

func TestWhetherToGoOnIsAskedInGoodTime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(*partnership.Spec)
		after  string
		begun  string
		want   string
	}{
		{name: "ninety days before the last day", want: "2027-09-02 09:00"},
		{name: "as declared", change: func(s *partnership.Spec) { s.Renewal = &partnership.Renewal{Before: specs.Span("120d")} }, want: "2027-08-03 09:00"},
		{name: "not in the first half of a short term", change: func(s *partnership.Spec) { s.End = specs.Date("2027-03-31") }},
		{name: "in the first half, where that is declared", change: func(s *partnership.Spec) {
			s.End, s.Renewal = specs.Date("2027-03-31"), &partnership.Renewal{Before: specs.Span("90d")}
		}, want: "2027-01-01 09:00"},
		{name: "late rather than never", after: "2027-10-01 12:00", want: "2027-10-01 12:00"},
		{name: "not when the end is near", after: "2027-10-20 12:00"},
		{name: "once a term", begun: "2027-09-02 09:00"},
		{name: "again in the next term", begun: "2026-09-02 09:00", want: "2027-09-02 09:00"},
		{name: "not where nobody has agreed on anything", change: func(s *partnership.Spec) { s.Exit = nil }},
		{name: "not where a party has nobody to ask", change: func(s *partnership.Spec) {
			for i := range s.Parties[1].People {
				s.Parties[1].People[i].Roles = nil
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			spec := ofTerm()
			if c.change != nil {
				c.change(&spec)
			}
			h := procedure.Horizon{Spec: spec, After: solo.At("2026-11-30 00:00")}
			if c.after != "" {
				h.After = solo.At(c.after)
			}
			if c.begun != "" {
				h.Begun = []procedure.Begun{{Type: review.Type, Name: partnership.RenewalName, At: solo.At(c.begun)}}
			}
			calendar, err := review.Kind().Due(h)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, o := range calendar.Occasions {
				got = o.At.UTC().Format("2006-01-02 15:04")
			}
			if got != c.want {
				t.Errorf("it is asked at %q, want %q", got, c.want)
			}
		})
	}
}

func TestAllWantToGoOn(t *testing.T) {
	t.Parallel()
	p := goesOn(t)
	if got := p.gets(review.TemplateRenewalInput, procedure.FormAsk); !slices.Equal(got, []string{"sofie", "tom"}) {
		t.Fatalf("asked are %v", got)
	}
	p = decides(t)
	if !p.Letter("ask-deciding/tom").Accounts || len(p.Letter("ask-deciding/tom").Writings) != 3 {
		t.Errorf("the page shows %d writings", len(p.Letter("ask-deciding/tom").Writings))
	}
	p.says("sofie", "way=renew", "until=2028-06-30")
	for _, person := range []string{"tom", "nora", "lars"} {
		if slices.Contains(p.gets(review.TemplateRenewalResult, procedure.FormNotice), person) {
			t.Errorf("%s hears before all have said it", person)
		}
	}
	if strings.Contains(p.Shown.Card, "renew with") || strings.Contains(p.Shown.Card, "2028") {
		t.Errorf("the card tells:\n%s", p.Shown.Card)
	}
	p.says("tom", "way=renew with changes")
	if p.state().Decided != "" {
		t.Fatal("changes without a word on which are enough")
	}
	p.says("tom", "change=One budget")
	if p.state().Decided != procedure.OutcomeDecided {
		t.Fatalf("it ended %q", p.state().Decided)
	}
	want := []procedure.Amendment{{
		ID: "review-renewal-2027-09-02", From: "Review renewal", Kind: procedure.AmendsTerm, End: "2028-06-30", At: p.Now, Said: []procedure.Words{{By: "tom", Text: "One budget"}},
	}}
	if diff := cmp.Diff(want, p.amended()); diff != "" {
		t.Errorf("to be changed is (-want +got):\n%s", diff)
	}
	if got := p.gets(review.TemplateRenewalResult, procedure.FormNotice); !slices.Equal(got, []string{"sofie", "tom"}) {
		t.Errorf("it hear %v", got)
	}
	if c := p.prospect(review.TemplateRenewalResult, "sofie"); c.Verdict != review.ProspectRenewed || c.Next != "2028-06-30" || len(c.Stands) != 2 {
		t.Errorf("the letter says %+v", c)
	}
}

// TestWhatComesOfIt plays who wants what: nobody is bound by another's silence, nor for
// longer than they said.
func TestWhatComesOfIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, sofie, tom string
		verdict, end     string
		outcome          procedure.Outcome
		hear             int
	}{
		{"no day is as long again", "way=renew", "way=renew", review.ProspectRenewed, "2028-11-30", procedure.OutcomeDecided, 2},
		{"the earliest day counts", "way=renew until=2029-01-31", "way=renew until=2028-03-31", review.ProspectRenewed, "2028-03-31", procedure.OutcomeDecided, 2},
		{"a day that is none is passed over", "way=renew until=2027-03-31", "way=renew", review.ProspectRenewed, "2028-11-30", procedure.OutcomeDecided, 2},
		{"one lets it end", "way=renew", "way=let it end", review.ProspectEnds, "", procedure.OutcomeDecided, 5},
		{"one says nothing", "way=renew", "", review.ProspectOpen, "", procedure.OutcomePartial, 2},
		{"the end needs no second word", "way=let it end", "", review.ProspectEnds, "", procedure.OutcomeDecided, 5},
		{"nobody says anything", "", "", review.ProspectOpen, "", procedure.OutcomePartial, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := decides(t)
			for person, said := range map[string]string{"sofie": c.sofie, "tom": c.tom} {
				if said == "" {
					continue
				}
				var answers []string
				for _, one := range strings.SplitAfter(strings.ReplaceAll(said, " until", "\nuntil"), "\n") {
					answers = append(answers, strings.TrimSpace(one))
				}
				p.says(person, answers...)
			}
			p.Until("2027-11-29 00:00")
			if p.state().Decided != c.outcome || !p.Ended {
				t.Fatalf("it ended %q (%t)", p.state().Decided, p.Ended)
			}
			if got := p.prospect(review.TemplateRenewalResult, "sofie"); got.Verdict != c.verdict {
				t.Errorf("it says %+v", got)
			}
			end := ""
			for _, a := range p.amended() {
				end = a.End
			}
			if end != c.end {
				t.Errorf("it is to go on until %q, want %q", end, c.end)
			}
			if got := p.gets(review.TemplateRenewalResult, procedure.FormNotice); len(got) != c.hear {
				t.Errorf("%v hear it, want %d", got, c.hear)
			}
		})
	}
}

func TestNobodyDecidesForALead(t *testing.T) {
	t.Parallel()
	p := decides(t)
	for _, cmd := range []procedure.Command{
		{Name: procedure.AnswerFor, Person: "tom", Answers: []procedure.TypedAnswer{{Question: "way", Value: "renew"}}, Reason: "told on the phone"},
	} {
		if err := p.P.Check(cmd, p.Now); err == nil {
			t.Errorf("an admin can answer %+v", cmd.Answers)
		}
	}
	p.Reply(procedure.Reply{Person: "quinn", Ask: p.askOf("tom").ID, Named: "quinn", Answers: []partnership.Answer{{Question: "way", Value: partnership.TextValue("renew")}}})
	p.says("sofie", "way=renew")
	if p.state().Decided != "" {
		t.Errorf("with a colleague's word it ended %q", p.state().Decided)
	}
}

func TestAnotherLastDayEndsTheQuestion(t *testing.T) {
	t.Parallel()
	p := decides(t).says("sofie", "way=let it end")
	p.Order(procedure.Order{Kind: procedure.OrderAnew, Day: "2028-11-30"})
	if p.state().Decided != procedure.OutcomeWithdrawn || !p.Ended {
		t.Fatalf("it ended %q", p.state().Decided)
	}
	if got := p.gets(review.TemplateLeft, procedure.FormNotice); !slices.Equal(got, []string{"sofie", "tom"}) {
		t.Errorf("of that hear %v", got)
	}
	if got := p.gets(review.TemplateRenewalResult, procedure.FormNotice); len(got) > 0 || len(p.amended()) > 0 {
		t.Errorf("%v hear of a decision", got)
	}
}

func TestNoWordOfADecisionIsInAnyLetterBeforeItsTime(t *testing.T) {
	t.Parallel()
	p := decides(t).says("sofie", "way=renew with changes", "change=Zebra")
	for _, l := range p.Letters {
		body, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		if l.Person != "sofie" && strings.Contains(string(body), "Zebra") {
			t.Errorf("%s to %s tells", l.Template, l.Person)
		}
	}
}

func TestWhoeverLeadsNowDecidesWhereTheFormerLeadHasLeft(t *testing.T) {
	t.Parallel()
	p := decides(t)
	spec := ofTerm()
	changed := ofTerm(func(s *partnership.Spec) {
		kim := s.Parties[0].People[1]
		kim.ID, kim.Name, kim.Email = "kim", "Kim", "kim@north.example"
		s.Parties[0].People[1], s.Parties[0].People[0].Deputy = kim, ""
	})
	p.Order(procedure.Order{
		Kind: procedure.OrderAmended, Spec: p.Know(changed), People: procedure.ChangedPeople(spec, changed), Heads: procedure.HeadsOf(changed),
	})
	if got := p.gets(review.TemplateRenewalDecision, procedure.FormAsk); !slices.Equal(got, []string{"sofie", "tom", "kim"}) {
		t.Fatalf("asked are %v", got)
	}
	p.says("tom", "way=renew").says("kim", "way=renew")
	if p.state().Decided != procedure.OutcomeDecided || len(p.amended()) != 1 {
		t.Errorf("it ended %q with %+v", p.state().Decided, p.amended())
	}
}

// TestWhoeverLeadsNowDecidesThoughTheFormerLeadStays: Kim leads, and Sofie is a member now.
func TestWhoeverLeadsNowDecidesThoughTheFormerLeadStays(t *testing.T) {
	t.Parallel()
	p := decides(t)
	spec := ofTerm()
	changed := ofTerm(func(s *partnership.Spec) {
		kim := s.Parties[0].People[1]
		kim.ID, kim.Name, kim.Email = "kim", "Kim", "kim@north.example"
		for i := range s.Parties[0].People {
			s.Parties[0].People[i].Roles = []partnership.Role{partnership.RoleMember}
		}
		s.Parties[0].People = append(s.Parties[0].People, kim)
	})
	p.Order(procedure.Order{
		Kind: procedure.OrderAmended, Spec: p.Know(changed), People: procedure.ChangedPeople(spec, changed), Heads: procedure.HeadsOf(changed),
	})
	if got := p.gets(review.TemplateRenewalDecision, procedure.FormAsk); !slices.Equal(got, []string{"sofie", "tom", "kim"}) {
		t.Fatalf("asked are %v", got)
	}
	p.says("sofie", "way=end").says("tom", "way=renew")
	if p.state().Decided != "" {
		t.Fatalf("without the word of whoever leads it ends %q", p.state().Decided)
	}
	p.says("kim", "way=renew")
	if p.state().Decided != procedure.OutcomeDecided || len(p.amended()) != 1 {
		t.Errorf("it ended %q with %+v", p.state().Decided, p.amended())
	}
}
