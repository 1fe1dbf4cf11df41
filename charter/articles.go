package charter

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type partyView struct{ Name, Legal, Country string }

func (w *writer) partyView(p partnership.Party) partyView {
	v := partyView{Name: p.Name, Legal: p.LegalName}
	if v.Legal == v.Name {
		v.Legal = ""
	}
	if region, err := language.ParseRegion(p.Country); p.Country != "" && err == nil {
		v.Country = display.Regions(language.Make(w.Code)).Name(region)
	}
	return v
}

// purpose is what the parties want together, for how long, and what each wants for itself.
func (w *writer) purpose() []Clause {
	clauses := []Clause{
		{Text: stop(w.Spec.Purpose)},
		w.clause("term", map[string]string{"Start": w.Date(w.Spec.Start), "End": w.Date(w.Spec.End)}),
	}
	for _, p := range w.Spec.Parties {
		var items []string
		for _, i := range p.Interests {
			items = append(items, stop(i.Statement))
		}
		clauses = append(clauses, w.listing("interests", p.Name, items))
	}
	var competing []string
	for _, c := range w.Spec.Competing {
		competing = append(competing, w.say("competing", c))
	}
	return append(clauses, w.listing("compete", nil, competing))
}

// goals are what is to be reached, how it is measured, and on the way to it.
func (w *writer) goals() []Clause {
	var clauses []Clause
	for _, g := range byWeight(w.Spec.Goals) {
		v := map[string]any{
			"Due": w.Date(g.Due), "Weight": "", "Owner": w.name(g.Owner), "High": g.Kind == partnership.Aspirational,
			"Start": w.later(g.Start), "For": w.parties(g.Beneficiaries),
		}
		if of, ok := part(g.Weight, w.Spec.Goals, goalWeight); ok {
			v["Weight"] = w.Percent(of)
		}
		c := Clause{Text: stop(g.Statement), Items: []string{w.say("goal", v)}}
		for _, k := range g.KPIs {
			c.Items = append(c.Items, w.figure(g, k))
		}
		for _, m := range byDay(g.Milestones) {
			c.Items = append(c.Items, w.milestone(g, m))
		}
		clauses = append(clauses, c)
	}
	var tried []string
	for _, e := range w.Spec.Experiments {
		tried = append(tried, w.say("experiment", map[string]string{
			"Hypothesis": e.Hypothesis, "Owner": w.name(e.Owner), "From": w.Date(e.From), "Until": w.Date(e.Until), "Success": e.Success,
		}))
	}
	return append(clauses, w.listing("experiments", nil, tried))
}

// byWeight puts the goals that count most first.
func byWeight(goals []partnership.Goal) []partnership.Goal {
	return slices.SortedStableFunc(slices.Values(goals), func(a, b partnership.Goal) int { return b.Weight.Cmp(a.Weight) })
}

func byDay(milestones []partnership.Milestone) []partnership.Milestone {
	return slices.SortedStableFunc(slices.Values(milestones), func(a, b partnership.Milestone) int { return a.Due.Compare(b.Due) })
}

func goalWeight(g partnership.Goal) decimal.Decimal { return g.Weight }
func kpiWeight(k partnership.KPI) decimal.Decimal   { return k.Weight }

// part is how much of all a weight is; false where there is one only, or none weighs
// anything.
func part[T any](weight decimal.Decimal, all []T, of func(T) decimal.Decimal) (decimal.Decimal, bool) {
	sum := decimal.Zero
	for _, one := range all {
		sum = sum.Add(of(one))
	}
	if sum.IsZero() || len(all) == 1 {
		return decimal.Zero, false
	}
	return weight.Div(sum), true
}

// later is the day on which a goal begins, where the partnership has begun before.
func (w *writer) later(start cadence.Date) string {
	if start == w.Spec.Start || start.IsZero() {
		return ""
	}
	return w.Date(start)
}

// figure is what a KPI has to become, and who says so.
func (w *writer) figure(g partnership.Goal, k partnership.KPI) string {
	write := func(d decimal.Decimal) string { return w.Quantity(d, k.Unit) }
	v := map[string]any{
		"Title": k.Title, "Direction": string(k.Direction), "From": w.Number(k.Baseline), "To": write(k.Target), "Low": "", "High": "", "Window": "",
		"Source": k.Source, "Reporters": w.names(k.Reporters), "Critical": k.Critical, "Green": "", "Amber": "",
		"Curve": string(k.Curve), "Tolerance": "", "Weight": "",
	}
	if of, ok := part(k.Weight, g.KPIs, kpiWeight); ok {
		v["Weight"] = w.Percent(of)
	}
	if k.Tolerance != nil {
		v["Tolerance"] = write(*k.Tolerance)
	}
	if k.Title == "" {
		v["Title"] = label(k.ID)
	}
	if k.Low != nil && k.High != nil {
		v["Low"], v["High"] = w.Number(*k.Low), write(*k.High)
	}
	if p, err := cadence.ParsePeriod(k.Window); err == nil {
		v["Window"] = w.Period(p)
	}
	if k.Thresholds != nil {
		v["Green"], v["Amber"] = w.Percent(k.Thresholds.Green), w.Percent(k.Thresholds.Amber)
	}
	return w.say("figure", v)
}

func (w *writer) milestone(g partnership.Goal, m partnership.Milestone) string {
	var after []string
	for _, id := range m.DependsOn {
		title := label(id)
		if _, on, ok := w.Spec.Milestone(id); ok {
			title = on.Title
		}
		after = append(after, w.Quoted(title))
	}
	owner := m.Owner
	if owner == "" {
		owner = g.Owner
	}
	planned := ""
	if m.Planned != nil {
		planned = w.Percent(*m.Planned)
	}
	return w.say("milestone", map[string]string{
		"Due": w.Date(m.Due), "Title": m.Title, "Owner": w.name(owner), "AcceptBy": w.name(m.AcceptBy), "Acceptance": m.Acceptance, "After": w.List(after),
		"Planned": planned,
	})
}

// people are who does what.
func (w *writer) people() []Clause {
	var clauses []Clause
	for _, p := range w.Spec.Parties {
		var items []string
		for _, person := range p.People {
			var roles []string
			for _, r := range person.Roles {
				roles = append(roles, w.role(r))
			}
			items = append(items, w.say("person", map[string]any{"Name": person.Name, "Roles": roles, "Deputy": w.name(person.Deputy)}))
		}
		clauses = append(clauses, w.listing("members", p.Name, items))
	}
	for _, d := range w.Spec.Duties {
		var items []string
		for _, duty := range d.Duties {
			items = append(items, stop(duty))
		}
		clauses = append(clauses, w.listing("duties", w.role(d.Role), items))
	}
	var areas []string
	for _, a := range w.Spec.Areas {
		areas = append(areas, w.say("area", map[string]any{
			"Area": w.area(a.ID), "None": a.NotApplicable, "Accountable": w.name(a.Accountable), "Responsible": w.names(a.Responsible),
			"Consulted": w.names(a.Consulted), "Informed": w.names(a.Informed),
		}))
	}
	return append(clauses, w.listing("areas", nil, areas))
}

// role names a role: one of the language in words, any other as its author called it.
func (w *writer) role(r partnership.Role) string {
	if slices.Contains(partnership.Roles(), r) {
		return w.say("role", string(r))
	}
	return label(string(r))
}

// area names an area; the four that every spec is asked about have words of their own.
func (w *writer) area(id string) string {
	if known := w.say("area-name", id); known != "" {
		return known
	}
	return label(id)
}

// exchange is what each party gives and gets.
func (w *writer) exchange() []Clause {
	var clauses []Clause
	var shares []string
	for _, p := range w.Spec.Parties {
		var gives, owes, gets []string
		for _, c := range p.Contributes {
			gives = append(gives, w.contribution(c))
		}
		for _, o := range p.Obligations {
			owes = append(owes, w.obligation(o))
		}
		for _, b := range p.Expects {
			gets = append(gets, w.say("benefit", map[string]any{"What": b.What, "Amount": w.money(b.Amount), "Goals": w.statements(b.Goals)}))
		}
		clauses = append(clauses, w.listing("gives", p.Name, gives), w.listing("owes", p.Name, owes), w.listing("gets", p.Name, gets))
		if p.Share != nil {
			shares = append(shares, p.Name+" "+w.Quantity(*p.Share, "%"))
		}
	}
	if len(shares) > 0 {
		clauses = append(clauses, w.clause("shares", w.List(shares)))
	}
	if w.Spec.Budget != nil && !w.Spec.Budget.IsZero() {
		clauses = append(clauses, w.clause("budget", w.money(w.Spec.Budget)))
	}
	if w.Spec.DiscountRate != nil {
		clauses = append(clauses, w.clause("discount", w.Quantity(*w.Spec.DiscountRate, "%")))
	}
	var rates []string
	for _, r := range w.Spec.ExchangeRates {
		rates = append(rates, w.say("rate", map[string]string{"Currency": r.Currency, "Rate": w.money(&r.Rate), "On": w.Date(r.On)}))
	}
	return append(clauses, w.listing("rates", nil, rates))
}

func (w *writer) contribution(c partnership.Contribution) string {
	v := map[string]any{"What": c.What, "Money": w.money(c.Money), "InKind": w.money(c.InKind), "Hours": "", "N": 0, "Rate": w.money(c.Rate), "Goals": w.statements(c.Goals)}
	if c.Hours != nil {
		v["Hours"], v["N"] = w.Number(*c.Hours), int(c.Hours.IntPart())
	}
	return w.say("contribution", v)
}

// statements are goals, in the words of the parties.
func (w *writer) statements(goals []string) string {
	var list []string
	for _, id := range goals {
		statement := label(id)
		if g, ok := w.Spec.Goal(id); ok {
			statement = g.Statement
		}
		list = append(list, w.Quoted(strings.TrimRight(statement, ".")))
	}
	return w.List(list)
}

func (w *writer) obligation(o partnership.Obligation) string {
	v := map[string]string{"What": o.What, "Owner": w.name(o.Owner), "Due": "", "Evidence": o.Evidence, "Goal": ""}
	if o.Goal != "" {
		v["Goal"] = w.statements([]string{o.Goal})
	}
	if !o.Due.IsZero() {
		v["Due"] = w.Date(o.Due)
	}
	return w.say("obligation", v)
}

// money is an amount in the partnership's currency, or nothing.
func (w *writer) money(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return w.Quantity(*d, w.Spec.Currency)
}

func (w *writer) principles() []Clause {
	var items []string
	for _, p := range w.Spec.Principles {
		items = append(items, stop(p))
	}
	return []Clause{w.listing("held", nil, items)}
}
