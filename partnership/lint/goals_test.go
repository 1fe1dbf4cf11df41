package lint_test

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

func smartCases() []ruleCase {
	state := func(statement string) mutations {
		return func(s *partnership.Spec) { s.Goals[0].Statement = statement }
	}
	vague := []string{`smart-s-vague at "goal.leads/statement"`}
	return []ruleCase{
		{"vague in English", state("Improve our joint sales a lot"), vague, []string{
			`SMART S: "Improve our joint sales a lot" says "improve" but not how much, so nobody can tell when it is reached. Suggested wording: "Grow mql from 120 to 200 leads by 31 December 2027".`,
		}},
		{"vague in Russian", state("Увеличить продажи партнёров в регионе"), vague, []string{
			"Suggested wording: «Поднять показатель „Mql“ с 120 до 200\u00a0leads к 31 декабря 2027\u00a0г.».",
		}},
		{"a year is no figure", state("Увеличим продажи на Урале к декабрю 2027 года"), vague, nil},
		{"a day is no figure", state("Better leads for both by 30 November 2027"), vague, nil},
		{"a date is no figure", state("More joint leads until 2027-11-30, please"), vague, nil},
		{"too short", state("120 more leads"), vague, []string{`fewer than 4 words`}},
		{"percent is a figure", state("Увеличить продажи на 20 % за 12 месяцев"), []string{}, nil},
		{"a figure in words", state("Double the joint leads of both"), []string{}, nil},
		{"no vague word", state("Sign the framework contract with the region"), []string{}, nil},
		{"moreover is not more", state("Moreover sign the framework contract"), []string{}, nil},
		{"no owner", func(s *partnership.Spec) { s.Goals[0].Owner = "" }, []string{`smart-s-owner at "goal.leads/owner"`}, []string{"owner = person.ben"}},
		{
			"another figure than the KPI's", state("Grow joint leads from 120 to 220 a quarter by 31 December 2027"),
			[]string{`smart-m-figure at "goal.leads/statement"`},
			[]string{`the statement says 220, but the target of the KPI "mql" is 200`},
		},
		{
			"steep", func(s *partnership.Spec) { aim(s, 300) },
			[]string{`smart-a-steep at "goal.leads/kpi.mql/target"`},
			[]string{"from 120 to 300 within 365 days is a change of 150 % a year"},
		},
		{"steep but aspirational", func(s *partnership.Spec) {
			aim(s, 300)
			s.Goals[0].Kind = partnership.Aspirational
		}, []string{}, nil},
		{"nothing contributed", func(s *partnership.Spec) {
			s.Parties[0].Contributes, s.Budget = nil, &decimal.Zero
		}, []string{`smart-a-effort at ""`}, nil},
		{"nothing contributed to the goal", func(s *partnership.Spec) {
			s.Parties[0].Contributes[0].Goals = []string{"another"}
		}, []string{`smart-a-effort at "goal.leads"`}, nil},
		{
			"serves nothing", func(s *partnership.Spec) { s.Goals[0].Serves = nil },
			[]string{`smart-r-interest at "goal.leads/serves"`},
			[]string{"serves = [interest.logos]"},
		},
		{
			"no interests", func(s *partnership.Spec) { s.Goals[0].Serves, s.Parties[0].Interests = nil, nil },
			[]string{`smart-r-interest at ""`},
			nil,
		},
		{
			"a party gains nothing", func(s *partnership.Spec) { s.Parties[1].Expects = nil },
			[]string{`smart-r-benefit at "party.b"`},
			nil,
		},
		{"a beneficiary gains", func(s *partnership.Spec) {
			s.Parties[1].Expects, s.Goals[0].Beneficiaries = nil, []string{"b"}
		}, []string{`fin-benefit at "party.b"`}, nil},
		{
			"no milestone", func(s *partnership.Spec) { s.Goals[0].Milestones = nil },
			[]string{`smart-t-milestone at "goal.leads"`},
			[]string{`Suggested wording: "Mql at 160 leads by 2 July 2027".`},
		},
		{"no milestone for a short goal", func(s *partnership.Spec) {
			aim(s, 130)
			s.Goals[0].KPIs[0].Target = decimal.NewFromInt(130)
		}, []string{}, nil},
		{
			"milestone outside", func(s *partnership.Spec) { s.Goals[0].Start = day("2027-02-20") },
			[]string{`smart-t-outside at "goal.leads/milestone.rules/due"`},
			nil,
		},
	}
}

func kpiCases() []ruleCase {
	add := func(s *partnership.Spec, n int) {
		for i := range n {
			k := s.Goals[0].KPIs[0]
			k.ID = fmt.Sprintf("extra%d", i)
			s.Goals[0].KPIs = append(s.Goals[0].KPIs, k)
		}
	}
	return []ruleCase{
		{"five", func(s *partnership.Spec) { add(s, 4) }, []string{}, nil},
		{"six", func(s *partnership.Spec) { add(s, 5) }, []string{`kpi-n-goal at "goal.leads"`}, []string{"has 6 KPIs"}},
		{"thirteen", func(s *partnership.Spec) { add(s, 12) }, []string{`kpi-n-goal at "goal.leads"`, `kpi-n-all at ""`}, []string{"", "has 13 KPIs"}},
		{"no source", func(s *partnership.Spec) { s.Goals[0].KPIs[0].Source = "" }, []string{`kpi-n-origin at "goal.leads/kpi.mql/source"`}, nil},
		{"no reporter", func(s *partnership.Spec) { s.Goals[0].KPIs[0].Reporters = nil }, []string{`kpi-n-origin at "goal.leads/kpi.mql/reporters"`}, nil},
		{
			"neither", func(s *partnership.Spec) { s.Goals[0].KPIs[0].Reporters, s.Goals[0].KPIs[0].Source = nil, "" },
			[]string{`kpi-n-origin at "goal.leads/kpi.mql"`},
			nil,
		},
	}
}

func raciCases() []ruleCase {
	return []ruleCase{
		{"nobody accountable", func(s *partnership.Spec) { s.Areas[1].Accountable = "" }, []string{`raci-accountable at "area.finance"`}, nil},
		{
			"nobody responsible", func(s *partnership.Spec) { s.Areas[1].Responsible, s.Areas[2].Responsible = nil, nil },
			[]string{`raci-responsible at "area.finance/responsible"`},
			[]string{`the areas "finance" and "marketing"`},
		},
		{
			"four consulted", func(s *partnership.Spec) { s.Areas[1].Consulted = []string{"ann", "ben", "cat", "dan"} },
			[]string{`raci-consulted at "area.finance/consulted"`},
			nil,
		},
		{
			"one person for most", func(s *partnership.Spec) { s.Areas[1].Accountable = "cat" },
			[]string{`raci-overload at "area.customer_service/accountable"`},
			[]string{`"cat" is accountable for 2 of 3 areas`},
		},
		{"two areas are no burden", func(s *partnership.Spec) {
			s.Areas[1] = partnership.Area{ID: "finance", NotApplicable: true}
			s.Areas[2].Accountable = "cat"
		}, []string{}, nil},
		{"uncovered", func(s *partnership.Spec) { s.Areas = s.Areas[:2] }, []string{`area-uncovered at ""`}, []string{`"product" and "marketing"`}},
	}
}

func partyCases() []ruleCase {
	return []ruleCase{
		{
			"no executive", func(s *partnership.Spec) { s.Parties[0].People = s.Parties[0].People[1:] },
			[]string{`party-roles at "party.a"`},
			[]string{`the roles "executive" and "signatory"`},
		},
		{
			"no lead", func(s *partnership.Spec) { s.Parties[0].People[1].Roles = []partnership.Role{partnership.RoleMember} },
			[]string{`party-roles at "party.a"`},
			[]string{`the role "lead"`},
		},
		{
			"no deputy", func(s *partnership.Spec) { s.Parties[1].People[1].Deputy = "" },
			[]string{`party-deputy at "party.b/person.eva/deputy"`},
			nil,
		},
		{
			"an address that is cut", func(s *partnership.Spec) { s.Parties[1].People[1].Email = "eva@b" },
			[]string{`party-address at "party.b/person.eva/email"`},
			[]string{`ends in "b", which has no dot: is it whole?`},
		},
	}
}

// aim gives the goal another target, in its statement too.
func aim(s *partnership.Spec, target int64) {
	s.Goals[0].KPIs[0].Target = decimal.NewFromInt(target)
	s.Goals[0].Statement = strings.Replace(s.Goals[0].Statement, "to 200", fmt.Sprintf("to %d", target), 1)
}
