package config

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Limits of texts, in characters, so that mails stay readable.
const (
	titleLimit = 120
	proseLimit = 2000
	// fromNameLimit is what an inbox on a phone shows of a sender, and some more.
	fromNameLimit = 40
)

type partnershipDecl struct {
	header
	Title, Purpose, FromName     field[words]
	Type                         field[string]
	Timezone, Language, Currency field[string]
	Tags                         field[[]field[string]]
	Principles                   field[[]field[words]]
	Start, End                   field[cadence.Date]
	Calendar                     field[ref]
	Budget, DiscountRate         field[decimal.Decimal]
	Color                        field[string]
	MaxMails                     field[int]

	ExchangeRates []*exchangeRateDecl
	Roles         []*roleDecl
	Parties       []*partyDecl
	Competing     []*competingDecl
	Areas         []*areaDecl
	Resources     []*resourceDecl
	Goals         []*goalDecl
	Experiments   []*experimentDecl
	CheckIns      []*checkInDecl
	Meetings      []*meetingDecl
	Surveys       []*surveyDecl
	Ideas         []*ideasDecl
	Reviews       []*reviewDecl
	Reports       []*reportDecl
	Escalations   []*escalationDecl
	Corrections   []*correctiveActionDecl
	Conflict      *conflictDecl
	DecisionRules []*decisionRuleDecl
	Guards        []*guardDecl
	Exit          *exitDecl
	Agreement     *agreementDecl
	Renewal       *renewalDecl
}

func (p *partnershipDecl) schema() schema {
	return schema{
		doc: "One partnership: who the parties are, what they want together and how often they talk. Its name is the slug that workflow IDs, mails and commands use.",
		attributes: []attribute{
			{name: "title", required: true, value: spokenLine(&p.Title, titleLimit), doc: "What the partnership is called in mails and in the Web UI."},
			{name: "type", value: line(&p.Type, 60), doc: "What sort of partnership it is, in the author's words: \"co-marketing\"."},
			{name: "tags", value: listOf(&p.Tags, lineOf(40)), doc: "Words to find it by."},
			{name: "purpose", required: true, value: spokenProse(&p.Purpose, proseLimit), doc: "Why the parties work together, in a sentence or two."},
			{name: "start", required: true, value: date(&p.Start), doc: "The first day, at midnight in the partnership's zone. Recurrences count from it."},
			{name: "end", required: true, value: date(&p.End), doc: "The last day, included."},
			{name: "timezone", required: true, value: zone(&p.Timezone), doc: "The zone in which times are meant, unless a party or a person has another."},
			{name: "language", standard: `"en"`, value: language(&p.Language), doc: "The language of mails, unless a party or a person has another."},
			{name: "calendar", standard: "Monday to Friday, no holidays, any hour", value: reference(&p.Calendar, "calendar"), doc: "The business days and hours of everybody who has no other calendar."},
			{name: "currency", value: money(&p.Currency), doc: "The currency of amounts of money, as three letters of ISO 4217."},
			{name: "budget", value: number(&p.Budget, notNegative), doc: "The money planned for the whole term, in the currency; 0 says that no money is meant."},
			{name: "discount_rate", value: number(&p.DiscountRate, percentage), doc: "How much less a gain is worth that comes a year later, in percent; with it the accounts say the net present value."},
			{name: "principles", value: spokenLines(&p.Principles, 200), doc: "What the parties promise each other, a line each."},
			{name: "from_name", standard: "the reader's own lead", value: spokenLine(&p.FromName, fromNameLimit), doc: "In whose name its mails come: \"Anna Lis\" stands in the inbox as \"Anna Lis via Rapport\". Replies go to the engine whatever it says; mails about trouble or of a conflict come from the engine alone."},
			{name: "color", standard: "one of eight, by its name", value: colour(&p.Color), doc: "The colour of its mails, so that people know them at a glance: \"#26784a\"."},
			{name: "max_mails", standard: "4", value: integer(&p.MaxMails, 1, 50), doc: "How many mails a week one person may get, over all partnerships; receipts, alarms and mails of a conflict are not counted. `rapport rehearse` and `rapport status --load` say where it is exceeded, and why."},
		},
		blocks: p.blocks(),
	}
}

func (p *partnershipDecl) blocks() []nested {
	return []nested{
		manyOf(labelled(exchangeRateKind, "a currency", &p.ExchangeRates)),
		labelled("role", "a name", &p.Roles),
		labelled("party", "a name", &p.Parties),
		labelled("competing", "a name", &p.Competing),
		labelled("area", "a name", &p.Areas),
		labelled("resource", "a name", &p.Resources),
		labelled("goal", "a name", &p.Goals),
		labelled("experiment", "a name", &p.Experiments),
		labelled("check_in", "a name", &p.CheckIns),
		labelled("meeting", "a name", &p.Meetings),
		labelled("survey", "a name", &p.Surveys),
		labelled("ideas", "a name", &p.Ideas),
		labelled("review", "a name", &p.Reviews),
		labelled("report", "a name", &p.Reports),
		labelled("escalation", "what is late", &p.Escalations),
		labelled("corrective_action", "a name", &p.Corrections),
		single("conflict", &p.Conflict),
		labelled("decision_rule", "a name", &p.DecisionRules),
		labelled("guard", "a name", &p.Guards),
		single("exit", &p.Exit),
		single("agreement", &p.Agreement),
		single("renewal", &p.Renewal),
	}
}

func (p *partnershipDecl) check(s *scope) {
	p.checkTerm(s)
	s.resolve(p.Calendar, &p.header)
	p.checkParties(s)
	p.checkNames(s)
	p.checkCurrency(s)
	p.checkExchangeRates(s)
	checkAll(s, p.Roles)
	checkAll(s, p.Parties)
	checkAll(s, p.Competing)
	checkAll(s, p.Areas)
	checkAll(s, p.Resources)
	checkAll(s, p.Goals)
	s.checkDependencies(p.milestones())
	checkAll(s, p.Experiments)
	p.checkRounds(s)
	p.checkGovernance(s)
	s.checkTexts()
}

func (p *partnershipDecl) checkRounds(s *scope) {
	checkAll(s, p.CheckIns)
	checkAll(s, p.Meetings)
	checkAll(s, p.Surveys)
	checkAll(s, p.Ideas)
	checkAll(s, p.Reviews)
	checkAll(s, p.Reports)
}

func (p *partnershipDecl) checkGovernance(s *scope) {
	checkAll(s, p.Escalations)
	if p.Conflict != nil {
		p.Conflict.check(s)
	}
	checkAll(s, p.Guards)
	if p.Exit != nil {
		p.Exit.check(s)
	}
	if p.Agreement != nil {
		p.Agreement.check(s)
	}
	if p.Renewal != nil {
		p.Renewal.check(s)
	}
}

func (p *partnershipDecl) checkTerm(s *scope) {
	if p.Start.set && p.End.set && !p.Start.value.Before(p.End.value) {
		s.report(codeEndsEarly, p.at(p.End.at), "The partnership ends on %s, but it starts on %s. The end has to be a later day.",
			p.End.value, p.Start.value)
	}
}

func (p *partnershipDecl) checkParties(s *scope) {
	if n := len(s.parties); n < 2 && !p.mayLack("party") {
		s.report(codeParties, p.named(), "A partnership needs at least two parties; %q has %d. Add a party block for each organisation.", p.name, n)
	}
}

// checkNames reports names that occur twice where they have to be unique.
func (p *partnershipDecl) checkNames(s *scope) {
	for _, blocks := range [][]*header{
		headers(p.Roles), headers(p.Parties), headers(p.interests()), headers(p.Competing), headers(p.Areas),
		headers(p.Resources), headers(p.Goals), headers(p.kpis()), headers(p.milestones()), headers(p.Experiments),
		headers(p.CheckIns), headers(p.Meetings), headers(p.Surveys), headers(p.Ideas), headers(p.Reviews), headers(p.Reports), p.gatherings(),
		headers(p.Escalations), headers(p.Corrections), headers(p.DecisionRules), headers(p.Guards),
	} {
		s.duplicates(blocks, " in this partnership")
	}
	s.checkPeople()
}

// gatherings are the meetings, and the reviews that share their names where people meet for
// them.
func (p *partnershipDecl) gatherings() []*header {
	var all []*header
	for _, v := range p.Reviews {
		if v.Duration.set {
			all = append(all, &v.header)
		}
	}
	if len(all) == 0 {
		return nil // what occurs twice among meetings is reported there
	}
	for _, m := range p.Meetings {
		if slices.ContainsFunc(all, func(h *header) bool { return h.name == m.name }) {
			all = append(all, &m.header)
		}
	}
	return all
}

func (p *partnershipDecl) interests() []*interestDecl {
	var all []*interestDecl
	for _, party := range p.Parties {
		all = append(all, party.Interests...)
	}
	return all
}

func (p *partnershipDecl) kpis() []*kpiDecl {
	var all []*kpiDecl
	for _, g := range p.Goals {
		all = append(all, g.KPIs...)
	}
	return all
}

func (p *partnershipDecl) milestones() []*milestoneDecl {
	var all []*milestoneDecl
	for _, g := range p.Goals {
		all = append(all, g.Milestones...)
	}
	return all
}

// checkCurrency reports the first of all amounts when nobody says what they are
// amounts of.
func (p *partnershipDecl) checkCurrency(s *scope) {
	if p.given["currency"] {
		return
	}
	amounts := []place{}
	add := func(f field[decimal.Decimal], in *header) {
		if f.set && !f.value.IsZero() {
			amounts = append(amounts, in.at(f.at))
		}
	}
	add(p.Budget, &p.header)
	for _, x := range p.ExchangeRates {
		add(x.Rate, &x.header)
	}
	for _, party := range p.Parties {
		for _, c := range party.Contributes {
			add(c.Money, &c.header)
			add(c.Rate, &c.header)
			add(c.InKind, &c.header)
		}
		for _, b := range party.Expects {
			add(b.Amount, &b.header)
		}
	}
	if len(amounts) > 0 {
		first := slices.MinFunc(amounts, func(a, b place) int { return firstInFiles(a.at, b.at) })
		s.report(codeNoCurrency, first, "This is an amount of money, and the partnership %q has no currency. Add the attribute \"currency\" to it, such as currency = \"EUR\".", p.name)
	}
}

// compile turns a partnership without errors into its spec.
func (s *scope) compile() partnership.Spec {
	p := s.root
	spec := partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: p.name,
		Title: s.say(p.Title), Type: p.Type.value, Tags: plain(p.Tags.value), Purpose: s.say(p.Purpose),
		Start: p.Start.value, End: p.End.value,
		Zone: p.Timezone.value, Language: s.own(),
		Currency: p.Currency.value, Budget: p.Budget.pointer(), DiscountRate: p.DiscountRate.pointer(), Principles: s.sayAll(p.Principles), MaxMails: p.MaxMails.value, FromName: s.say(p.FromName), Color: p.Color.value,
		ExchangeRates: p.compileExchangeRates(),
		Calendar:      p.Calendar.value.name,
		Duties:        compileAll(s, p.Roles), Competing: compileAll(s, p.Competing),
		Areas: compileAll(s, p.Areas), Resources: compileAll(s, p.Resources),
		Goals: compileAll(s, p.Goals), Experiments: compileAll(s, p.Experiments),
		CheckIns: compileAll(s, p.CheckIns), Meetings: compileAll(s, p.Meetings),
		Surveys: compileAll(s, p.Surveys), Reviews: compileAll(s, p.Reviews), Reports: compileAll(s, p.Reports),
		Escalations: compileAll(s, p.Escalations), Corrections: compileAll(s, p.Corrections),
		DecisionRules: compileAll(s, p.DecisionRules), Guards: compileAll(s, p.Guards),
	}
	slices.Sort(spec.Tags)
	for _, name := range s.usedCalendars() {
		spec.Calendars = append(spec.Calendars, s.calendars[name].compile())
	}
	home := inherited{zone: spec.Zone, language: spec.Language, calendar: spec.Calendar}
	for _, party := range sorted(p.Parties) {
		spec.Parties = append(spec.Parties, party.compile(s, home))
	}
	if p.Conflict != nil {
		spec.Conflict = p.Conflict.compile(s)
	}
	if p.Exit != nil {
		spec.Exit = p.Exit.compile(s)
	}
	spec.Agreement = p.Agreement.compile()
	if p.Renewal != nil {
		spec.Renewal = p.Renewal.compile()
	}
	spec.Ideas = s.compileIdeas(spec)
	spec.Phrases = partnership.SortPhrases(s.phrases)
	return spec
}

// usedCalendars names the calendars that the partnership refers to, in order.
// A spec holds only those, so that a calendar of somebody else never changes
// its digest.
func (s *scope) usedCalendars() []string {
	used := map[string]bool{s.root.Calendar.value.name: true}
	for _, party := range s.root.Parties {
		used[party.Calendar.value.name] = true
		for _, person := range party.People {
			used[person.Calendar.value.name] = true
		}
	}
	delete(used, "")
	return slices.Sorted(maps.Keys(used))
}

// inherited is what a party or a person has who declares nothing else.
type inherited struct{ zone, language, calendar string }

func (i inherited) with(zone, language field[string], calendar field[ref]) inherited {
	return inherited{
		zone:     zone.or(i.zone),
		language: language.or(i.language),
		calendar: calendar.or(ref{name: i.calendar}).name,
	}
}
