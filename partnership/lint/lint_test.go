package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/lint"
)

// sound is a small partnership in which there is nothing to find.
func sound() partnership.Spec {
	number := decimal.RequireFromString
	forty := number("40000")
	people := func(names ...string) []partnership.Person {
		list := []partnership.Person{
			{ID: names[0], Zone: "Europe/Oslo", Roles: []partnership.Role{partnership.RoleExecutive, partnership.RoleSignatory}},
			{ID: names[1], Zone: "Europe/Oslo", Roles: []partnership.Role{partnership.RoleLead}, Deputy: names[2]},
			{ID: names[2], Zone: "Europe/Oslo", Roles: []partnership.Role{partnership.RoleMember}},
		}
		return list
	}
	leads, everybody := []string{"ben", "eva"}, []string{"ann", "ben", "cat", "dan", "eva", "fay"}
	return partnership.Spec{
		Slug: "demo", Language: "en", Zone: "Europe/Oslo",
		Start: day("2027-01-01"), End: day("2027-12-31"),
		Parties: []partnership.Party{
			{
				ID: "a", People: people("ann", "ben", "cat"),
				Interests:   []partnership.Interest{{ID: "logos"}},
				Contributes: []partnership.Contribution{{ID: "campaign", Money: &forty}},
				Expects:     []partnership.Benefit{{ID: "sales", Amount: &forty}},
			},
			{ID: "b", People: people("dan", "eva", "fay"), Expects: []partnership.Benefit{{ID: "sales", Amount: &forty}}},
		},
		Areas: []partnership.Area{
			{ID: "customer_service", Accountable: "cat", Responsible: []string{"cat"}},
			{ID: "finance", Accountable: "fay", Responsible: []string{"fay"}},
			{ID: "marketing", Accountable: "ben", Responsible: []string{"fay"}},
			{ID: "product", NotApplicable: true},
		},
		Goals: []partnership.Goal{{
			ID: "leads", Statement: "Grow joint leads from 120 to 200 a quarter by 31 December 2027",
			Owner: "ben", Start: day("2027-01-01"), Due: day("2027-12-31"), Weight: number("1"),
			Serves: []string{"logos"},
			KPIs: []partnership.KPI{{
				ID: "mql", Unit: "leads", Direction: partnership.Increase, Baseline: number("120"), Target: number("200"),
				Weight: number("1"), Source: "both CRMs", Reporters: leads,
			}},
			Milestones: []partnership.Milestone{{ID: "rules", Title: "Rules signed", Due: day("2027-02-15")}},
		}},
		CheckIns: []partnership.CheckIn{{
			ID: "fortnightly", Rule: rule("2 weeks", "tuesday", "10:00"), Ask: leads, Window: span("2bd"),
			Questions: []partnership.Question{{ID: "changed", Kind: partnership.KindText}},
		}},
		Meetings: []partnership.Meeting{{ID: "coffee", Rule: rule("6 weeks", "friday", "18:00"), Informal: true, Invite: everybody}},
		Surveys: []partnership.Survey{{
			ID: "pulse", Rule: pointer(rule("quarter", "first tuesday", "10:00")), Ask: everybody, Window: span("5bd"),
			Anonymous: true, MinN: 5, Template: partnership.RelationshipPulse,
		}},
		Reviews: []partnership.Review{
			{ID: "finance", Rule: rule("quarter", "5th business day", "09:00"), Method: partnership.ReviewFinancial, Ask: leads},
			{ID: "progress", Rule: rule("quarter", "last friday", "09:00"), Method: partnership.ReviewProgress, Ask: leads},
			{ID: "swot", Rule: rule("6 months", "first monday", "09:00"), Method: partnership.ReviewSWOT, Ask: leads},
		},
		Escalations: []partnership.Escalation{{ID: "milestone", Steps: []partnership.EscalationStep{
			{ID: "owner", After: span("2bd"), Owner: true},
			{ID: "leads", After: span("5bd"), Notify: leads},
			{ID: "executives", After: span("10bd"), Notify: []string{"ann", "dan"}},
		}}},
		Conflict: &partnership.Conflict{Levels: []partnership.ConflictLevel{
			{ID: "direct", Parties: true, Within: span("10bd")},
			{ID: "leads", Who: leads, Within: span("10bd")},
			{ID: "mediator", Contact: "m@x.example", Within: span("60d")},
			{ID: "court", External: true, Within: span("30d")},
		}},
		Exit: &partnership.Exit{Continuity: "Data is split.", Triggers: []partnership.ExitTrigger{{ID: "no-results"}}},
	}
}

func day(s string) cadence.Date {
	d, err := cadence.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func span(s string) cadence.Span {
	v, err := cadence.ParseSpan(s)
	if err != nil {
		panic(err)
	}
	return v
}

func rule(every, on, at string) cadence.Rule {
	r, err := cadence.ParseRule(every, on, at)
	if err != nil {
		panic(err)
	}
	return r
}

func pointer[T any](v T) *T { return &v }

// mutations is what a case changes of the sound spec.
type mutations func(s *partnership.Spec)

// place is a finding without its text.
func places(findings []lint.Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, fmt.Sprintf("%s at %q", f.ID, f.Path))
	}
	return list
}

func TestSoundSpecHasNoFindings(t *testing.T) {
	t.Parallel()
	for _, f := range lint.Check(sound()) {
		t.Errorf("%s at %q: %s", f.ID, f.Path, f.Detail)
	}
}

// TestRules changes one thing at a time; nothing else may be found.
func TestRules(t *testing.T) {
	t.Parallel()
	for name, group := range map[string][]ruleCase{
		"smart": smartCases(), "kpi": kpiCases(), "raci": raciCases(), "party": partyCases(), "cadence": cadenceCases(),
		"method": methodCases(), "survey": surveyCases(), "ladder": ladderCases(), "end": endCases(), "date": dateCases(),
	} {
		for _, tc := range group {
			t.Run(name+"/"+tc.name, func(t *testing.T) {
				t.Parallel()
				spec := sound()
				tc.change(&spec)
				findings := lint.Check(spec)
				if diff := cmp.Diff(tc.want, places(findings)); diff != "" {
					t.Errorf("findings (-want +got):\n%s\n%v", diff, findings)
				}
				for i, text := range tc.says {
					if i >= len(findings) || !strings.Contains(findings[i].Detail, text) {
						t.Errorf("finding %d does not say %q: %v", i, text, findings)
					}
				}
			})
		}
	}
}

type ruleCase struct {
	name   string
	change mutations
	want   []string
	says   []string // parts of the details, in the order of the findings
}

// TestEveryRuleIsCovered holds the IDs and the cases together.
func TestEveryRuleIsCovered(t *testing.T) {
	t.Parallel()
	covered := map[string]bool{}
	for _, group := range [][]ruleCase{
		smartCases(), kpiCases(), raciCases(), partyCases(), cadenceCases(), methodCases(), surveyCases(), ladderCases(), endCases(), dateCases(),
	} {
		for _, tc := range group {
			for _, w := range tc.want {
				id, _, _ := strings.Cut(w, " ")
				covered[id] = true
			}
		}
	}
	for _, id := range lint.IDs() {
		if !covered[string(id)] {
			t.Errorf("no case finds %s", id)
		}
	}
}

// TestHalfSpecs takes specs apart: a rule must not rest on what another one asks for.
func TestHalfSpecs(t *testing.T) {
	t.Parallel()
	lint.Check(partnership.Spec{})
	lint.Check(partnership.Spec{
		Parties: []partnership.Party{{}}, Goals: []partnership.Goal{{KPIs: []partnership.KPI{{}}, Milestones: []partnership.Milestone{{}}}},
		Areas: []partnership.Area{{}}, CheckIns: []partnership.CheckIn{{Ask: []string{"nobody"}}},
		Meetings: []partnership.Meeting{{Invite: []string{"nobody"}}}, Surveys: []partnership.Survey{{}, {Rule: &cadence.Rule{}}},
		Escalations: []partnership.Escalation{{Steps: []partnership.EscalationStep{{}, {}}}},
		Conflict:    &partnership.Conflict{Levels: []partnership.ConflictLevel{{}, {}}}, Exit: &partnership.Exit{},
	})
}

func TestCheckIsRepeatable(t *testing.T) {
	t.Parallel()
	spec := sound()
	spec.Areas, spec.Goals[0].Owner, spec.Conflict = nil, "", nil
	if first, again := lint.Check(spec), lint.Check(spec); !slices.Equal(first, again) {
		t.Errorf("findings differ: %v, then %v", first, again)
	}
}

// BenchmarkCheck bounds what judging costs while thousands of specs are loaded:
// in one zone, and with people who work in another.
func BenchmarkCheck(b *testing.B) {
	abroad := sound()
	for i := range abroad.Parties[1].People {
		abroad.Parties[1].People[i].Zone = "Asia/Yekaterinburg"
	}
	for name, spec := range map[string]partnership.Spec{"one zone": sound(), "two zones": abroad} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var linter lint.Linter
			for b.Loop() {
				linter.Check(spec)
			}
		})
	}
}

// TestLinterIsShared judges from several goroutines, as loading does.
func TestLinterIsShared(t *testing.T) {
	t.Parallel()
	spec := sound()
	spec.Parties[1].People[1].Zone = "Asia/Yekaterinburg"
	var linter lint.Linter
	var judged sync.WaitGroup
	for range 4 {
		judged.Go(func() {
			if diff := cmp.Diff(lint.Check(spec), linter.Check(spec)); diff != "" {
				t.Errorf("findings (-alone +shared):\n%s", diff)
			}
		})
	}
	judged.Wait()
}
