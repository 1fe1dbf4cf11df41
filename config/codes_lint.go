package config

import (
	"sync"

	"github.com/rapport-engine/rapport/partnership/lint"
)

// How well a partnership is declared. Codes of one row of the catalogue in
// docs/guide/checks.md stand together.
const (
	codeVague         Code = "RAP100"
	codeUnowned       Code = "RAP101"
	codeFigures       Code = "RAP102"
	codeSteep         Code = "RAP120"
	codeNoEffort      Code = "RAP121"
	codeNoInterest    Code = "RAP125"
	codeNoGain        Code = "RAP126"
	codeNoMilestone   Code = "RAP130"
	codeOutsideGoal   Code = "RAP131"
	codeManyForGoal   Code = "RAP135"
	codeManyKPIs      Code = "RAP136"
	codeOrigin        Code = "RAP137"
	codeAccountable   Code = "RAP140"
	codeResponsible   Code = "RAP141"
	codeConsulted     Code = "RAP142"
	codeOverload      Code = "RAP143"
	codeUncovered     Code = "RAP144"
	codePartyRoles    Code = "RAP145"
	codeNoDeputy      Code = "RAP146"
	codeDotless       Code = "RAP147"
	codeRare          Code = "RAP150"
	codeLoad          Code = "RAP151"
	codeMethod        Code = "RAP153"
	codeNoOpen        Code = "RAP155"
	codeSmallAudience Code = "RAP157"
	codeLadderOrder   Code = "RAP160"
	codeNoExit        Code = "RAP165"
	codePlanned       Code = "RAP166"
	codeNoBudget      Code = "RAP168"
	codeNoBenefit     Code = "RAP169"
	codeShares        Code = "RAP170"
	codeSmallRate     Code = "RAP171"
	codeDaysOff       Code = "RAP172"
	codeAfterHours    Code = "RAP173"
)

// lintCodes says under which code a rule is reported.
var lintCodes = sync.OnceValue(func() map[lint.ID]Code {
	return map[lint.ID]Code{
		lint.SmartVague:       codeVague,
		lint.SmartOwner:       codeUnowned,
		lint.SmartFigure:      codeFigures,
		lint.SmartSteep:       codeSteep,
		lint.SmartEffort:      codeNoEffort,
		lint.SmartInterest:    codeNoInterest,
		lint.SmartBenefit:     codeNoGain,
		lint.SmartMilestone:   codeNoMilestone,
		lint.SmartOutside:     codeOutsideGoal,
		lint.KPIManyForGoal:   codeManyForGoal,
		lint.KPIManyInAll:     codeManyKPIs,
		lint.KPIOrigin:        codeOrigin,
		lint.RACIAccountable:  codeAccountable,
		lint.RACIResponsible:  codeResponsible,
		lint.RACIConsulted:    codeConsulted,
		lint.RACIOverload:     codeOverload,
		lint.AreaUncovered:    codeUncovered,
		lint.PartyRoles:       codePartyRoles,
		lint.PartyDeputy:      codeNoDeputy,
		lint.PartyAddress:     codeDotless,
		lint.CadenceRare:      codeRare,
		lint.CadenceLoad:      codeLoad,
		lint.MethodMissing:    codeMethod,
		lint.OpenQuestion:     codeNoOpen,
		lint.SurveyAudience:   codeSmallAudience,
		lint.EscalationOrder:  codeLadderOrder,
		lint.ExitIncomplete:   codeNoExit,
		lint.ConditionPlanned: codePlanned,
		lint.FinanceBudget:    codeNoBudget,
		lint.FinanceBenefit:   codeNoBenefit,
		lint.FinanceShares:    codeShares,
		lint.FinanceRate:      codeSmallRate,
		lint.DateClosed:       codeDaysOff,
		lint.DateHours:        codeAfterHours,
	}
})

var lintExplanations = []CodeDoc{
	{
		Code: codeVague, Severity: Warning, Title: "SMART S: goal not specific", Rule: "SMART-S",
		Meaning: "The statement promises a change (improve, more, увеличить, лучше) without saying how much, or has fewer than four words. Days and years are no figures: they say when, not how much.",
		Remedy:  "Write what is to be reached, from which figure to which, and by when. The finding suggests a wording from the goal's own KPI.",
	},
	{
		Code: codeUnowned, Severity: Error, Title: "SMART S: goal without owner", Rule: "SMART-S",
		Meaning: "Nobody answers for the goal. What belongs to everybody is done by nobody.",
		Remedy:  "Name one person in `owner`.",
	},
	{
		Code: codeFigures, Severity: Warning, Title: "SMART M: statement and KPI differ", Rule: "SMART-M",
		Meaning: "The statement names another figure than the KPI that measures the goal. People read the one and are measured by the other.",
		Remedy:  "Write the same figures in `statement` and in `baseline` and `target`.",
	},
	{
		Code: codeSteep, Severity: Warning, Title: "SMART A: change hardly achievable", Rule: "SMART-A",
		Meaning: "The target asks for a change of more than 100 % of the baseline in twelve months, which is seldom reached.",
		Remedy:  "Take a nearer target or a later due day. If the goal is meant as a hope, write `kind = \"aspirational\"`.",
	},
	{
		Code: codeNoEffort, Severity: Warning, Title: "SMART A: nothing contributed", Rule: "SMART-A",
		Meaning: "No money, hours or things are planned for the goal, so nobody can tell whether it can be reached. A contribution that names no goals is for all of them.",
		Remedy:  "Add a contributes block to a party, or the goal to the `goals` of one.",
	},
	{
		Code: codeNoInterest, Severity: Warning, Title: "SMART R: goal serves no interest", Rule: "SMART-R",
		Meaning: "Nothing connects the goal with what a party wants for itself. Such goals lose against daily work.",
		Remedy:  "Declare the parties' interests and name in `serves` those that the goal serves.",
	},
	{
		Code: codeNoGain, Severity: Error, Title: "SMART R: party gains nothing", Rule: "SMART-R",
		Meaning: "The party expects no benefit, no goal serves an interest of its own, and no goal names it among its beneficiaries. A partnership without a gain for each side does not hold.",
		Remedy:  "Add an expects block to the party, or an interest that a goal serves.",
	},
	{
		Code: codeNoMilestone, Severity: Warning, Title: "SMART T: long goal without milestone", Rule: "SMART-T",
		Meaning: "A goal runs for more than 90 days without a dated step, so it can be late for a long time before anybody notices.",
		Remedy:  "Add milestone blocks. The finding suggests one from the goal's own figures.",
	},
	{
		Code: codeOutsideGoal, Severity: Error, Title: "SMART T: milestone outside its goal", Rule: "SMART-T",
		Meaning: "A milestone is due before its goal starts or after the goal is due, so it can be no step on the way.",
		Remedy:  "Choose a day between the goal's start and its due day.",
	},
	{
		Code: codeManyForGoal, Severity: Warning, Title: "Too many KPIs for a goal", Rule: "KPI-N",
		Meaning: "More than five figures measure one goal. Nobody sees any more what decides.",
		Remedy:  "Keep the figures that decide.",
	},
	{
		Code: codeManyKPIs, Severity: Warning, Title: "Too many KPIs in all", Rule: "KPI-N",
		Meaning: "The partnership has more than twelve figures. Scorecards of that size are not kept up.",
		Remedy:  "Keep the figures that decide.",
	},
	{
		Code: codeOrigin, Severity: Error, Title: "KPI without source or reporter", Rule: "KPI-N",
		Meaning: "A figure that comes from nowhere, or that nobody reports, cannot be checked, and two sides will report two figures.",
		Remedy:  "Write where it is taken from in `source` and who looks it up in `reporters`.",
	},
	{
		Code: codeAccountable, Severity: Error, Title: "Area without accountable person", Rule: "RACI-A",
		Meaning: "An area of responsibility has nobody who answers for it, and is not marked as not applicable.",
		Remedy:  "Name one person in `accountable`, or write `not_applicable = true`.",
	},
	{
		Code: codeResponsible, Severity: Warning, Title: "Area without responsible people", Rule: "RACI-A",
		Meaning: "Somebody answers for the area, but nobody is named to do the work.",
		Remedy:  "Name people or roles in `responsible`. The accountable person may be one of them.",
	},
	{
		Code: codeConsulted, Severity: Warning, Title: "Too many people consulted", Rule: "RACI-A",
		Meaning: "More than three people have to be asked before anything is decided, which makes decisions slow.",
		Remedy:  "Move those who only need to know to `informed`.",
	},
	{
		Code: codeOverload, Severity: Warning, Title: "One person accountable for most areas", Rule: "RACI-A",
		Meaning: "One person answers for more than half of three or more areas, so that one absence stops everything.",
		Remedy:  "Spread the areas over more people.",
	},
	{
		Code: codeUncovered, Severity: Warning, Title: "Usual areas not covered", Rule: "AREA",
		Meaning: "Finance, product, marketing and customer service are where partnerships quarrel about who should have acted. One of them is neither assigned nor marked as not applicable.",
		Remedy:  "Add an area block for each, with `not_applicable = true` where there is nothing to answer for.",
	},
	{
		Code: codePartyRoles, Severity: Error, Title: "Party lacks a necessary role", Rule: "PARTY",
		Meaning: "Each party needs a lead who runs the partnership, an executive who can settle what the leads cannot, and a signatory who can sign. One person may hold all three.",
		Remedy:  "Add the missing roles to people of the party: `roles = [\"lead\", \"executive\", \"signatory\"]`.",
	},
	{
		Code: codeNoDeputy, Severity: Warning, Title: "Lead without deputy", Rule: "PARTY",
		Meaning: "While the lead is away, nobody is asked instead and nobody answers.",
		Remedy:  "Name another person of the party in `deputy`.",
	},
	{
		Code: codeDotless, Severity: Warning, Title: "Address without a domain ending", Rule: "PARTY",
		Meaning: "What follows the @ has no dot, as in `marek@cieplo`. Most often the ending was forgotten.",
		Remedy:  "Write the whole address, such as `marek@cieplo.example`.",
	},
	{
		Code: codeRare, Severity: Warning, Title: "Check-ins too rare", Rule: "CAD",
		Meaning: "Nobody asks how the goals go for more than six weeks at a time.",
		Remedy:  "Add a check-in, or let one come back at least every six weeks.",
	},
	{
		Code: codeLoad, Severity: Warning, Title: "Too much asked of a person", Rule: "CAD",
		Meaning: "An average week brings a person more than four mails or takes more than two hours. The guide says what each round is taken to cost.",
		Remedy:  "Ask less often, or fewer people.",
	},
	{
		Code: codeMethod, Severity: Warning, Title: "Methods missing", Rule: "METHOD",
		Meaning: "Goals, reviews, SWOT, feedback, finance, a way to settle conflicts and informal meetings each cover what the others do not see. The finding names those that are missing.",
		Remedy:  "Add what fits the partnership.",
	},
	{
		Code: codeNoOpen, Severity: Warning, Title: "No open question", Rule: "OPENQ",
		Meaning: "A check-in or a survey asks only what somebody thought of in advance.",
		Remedy:  "Add a question with `kind = \"text\"`.",
	},
	{
		Code: codeSmallAudience, Severity: Warning, Title: "Survey figures always suppressed", Rule: "SURV",
		Meaning: "Fewer people are asked than answers are needed to publish a figure.",
		Remedy:  "Ask more people, lower `min_n`, or say openly `anonymous = false`.",
	},
	{
		Code: codeLadderOrder, Severity: Warning, Title: "Ladder does not climb", Rule: "ESC",
		Meaning: "A step of an escalation or a level of a conflict comes no later than the one before, or reaches nobody with more say.",
		Remedy:  "Order the steps by time and by authority: owner, team, leads, executives; then a mediator and a court.",
	},
	{
		Code: codeNoExit, Severity: Warning, Title: "End not agreed", Rule: "EXIT",
		Meaning: "Nothing says under which conditions the partnership ends, or what then becomes of customers, data and open work. It is agreed most easily at the start.",
		Remedy:  "Write an exit block with triggers and `continuity`.",
	},
	{
		Code: codePlanned, Severity: Warning, Title: "Condition fulfilled by the plan", Rule: "COND",
		Meaning: "A guard or a trigger becomes true on some day although everything goes as planned: a figure that is to grow is below the value for the first months, or check-ins are further apart than the days of silence. It would alarm people about nothing.",
		Remedy:  "Choose a value that the plan does not pass, or compare with the plan: `pace.GOAL` is 1 on plan.",
	},
	{
		Code: codeNoBudget, Severity: Warning, Title: "No money planned", Rule: "FIN",
		Meaning: "There is neither a budget nor a contribution of money, so costs can be compared with nothing.",
		Remedy:  "Write `budget`, or `money` in a contributes block. `budget = 0` says that no money is meant.",
	},
	{
		Code: codeNoBenefit, Severity: Warning, Title: "No benefit planned", Rule: "FIN",
		Meaning: "A party plans no benefit, so nobody can tell later whether the partnership was worth it.",
		Remedy:  "Add an expects block to the party.",
	},
	{
		Code: codeShares, Severity: Error, Title: "Shares do not sum to 100", Rule: "FIN",
		Meaning: "The agreed parts of the value do not make a whole. A party without share counts as 0.",
		Remedy:  "Mend the shares.",
	},
	{
		Code: codeSmallRate, Severity: Warning, Title: "Discount rate below one percent", Rule: "FIN",
		Meaning: "The rate is in percent a year, and less than one percent hardly discounts anything. It looks like a share of one: 0.12 instead of 12.",
		Remedy:  "Write the rate in percent: `discount_rate = 12`. Leave it out if a later gain is worth as much as an early one.",
	},
	{
		Code: codeDaysOff, Severity: Warning, Title: "Always on a day off", Rule: "DATE",
		Meaning: "Every time falls on a day on which somebody who is asked does not work.",
		Remedy:  "Choose another day, or check the calendars.",
	},
	{
		Code: codeAfterHours, Severity: Warning, Title: "Always outside working hours", Rule: "DATE",
		Meaning: "Every time lies outside the hours of somebody who is asked, as the clocks show there. Mail waits for the hours; a meeting does not.",
		Remedy:  "Choose a time that suits everybody.",
	},
}
