// Package lint judges how well a partnership is declared: whether its goals are
// SMART, who answers for what, whether its rhythm is bearable, how it would be
// left. It looks at sound specs only; what makes a spec unsound is refused
// before it exists.
//
// Every rule is a row of the catalogue in docs/guide/checks.md. Rules look at a
// spec alone: no clock, no files, no network.
package lint

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// ID names a rule for ever: tools and documentation refer to it.
type ID string

// Finding is one thing that could be declared better.
type Finding struct {
	ID ID
	// Path is what the finding speaks of; the partnership itself when empty. It
	// may name an attribute that its author left out.
	Path partnership.Path
	// Detail says in English what was found and what to do. Wordings that it
	// suggests are in the language of what they replace.
	Detail string
}

// Check judges one spec by every rule. The findings come in the order of the
// catalogue, and within a rule in the order of the spec.
func Check(spec partnership.Spec) []Finding { return new(Linter).Check(spec) }

// Linter judges many specs and remembers what they have in common. Its zero
// value is ready, and several goroutines may use it at once.
type Linter struct{ zones zones }

// Check is the function Check.
func (l *Linter) Check(spec partnership.Spec) []Finding {
	c := newChecker(&spec, &l.zones)
	c.smart()
	c.kpis()
	c.raci()
	c.areas()
	c.parties()
	c.cadence()
	c.methods()
	c.openQuestions()
	c.surveys()
	c.escalation()
	c.exit()
	c.conditions()
	c.finance()
	c.dates()
	return c.findings
}

// checker looks at one spec.
type checker struct {
	spec     *partnership.Spec
	zones    *zones
	people   []*partnership.Person
	rounds   []round
	standard cadence.Calendar // of everybody without another
	smartest int              // goals that pass every letter of SMART
	findings []Finding
}

func newChecker(spec *partnership.Spec, zones *zones) *checker {
	c := &checker{spec: spec, zones: zones, standard: cadence.StandardWeek()}
	for i := range spec.Parties {
		people := spec.Parties[i].People
		for j := range people {
			c.people = append(c.people, &people[j])
		}
	}
	c.rounds = roundsOf(spec)
	return c
}

// find reports one thing.
func (c *checker) find(id ID, at partnership.Path, detail string, args ...any) {
	c.findings = append(c.findings, Finding{ID: id, Path: at, Detail: fmt.Sprintf(detail, args...)})
}

// person finds somebody by ID; nil when there is no such person.
func (c *checker) person(id string) *partnership.Person {
	for _, p := range c.people {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// whole is the path of the partnership itself.
const whole partnership.Path = ""

func goalPath(g *partnership.Goal) partnership.Path { return whole.Block("goal", g.ID) }

// IDs lists every rule in the order of the catalogue.
func IDs() []ID {
	return []ID{
		SmartVague, SmartOwner, SmartFigure, SmartSteep, SmartEffort, SmartInterest, SmartBenefit, SmartMilestone, SmartOutside,
		KPIManyForGoal, KPIManyInAll, KPIOrigin,
		RACIAccountable, RACIResponsible, RACIConsulted, RACIOverload, AreaUncovered,
		PartyRoles, PartyDeputy, PartyAddress,
		CadenceRare, CadenceLoad, MethodMissing, OpenQuestion, SurveyAudience,
		EscalationOrder, ExitIncomplete, ConditionPlanned,
		FinanceBudget, FinanceBenefit, FinanceShares, FinanceRate, DateClosed, DateHours,
	}
}
