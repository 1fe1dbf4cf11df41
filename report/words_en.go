package report

import (
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// english is the page in English.
func english() words {
	return words{
		Fleet: "How partnerships stand: %d", Unread: "Cannot be read", Partnership: "Partnership", CostsMost: "What costs most", Overdue: "Late",
		Phases: map[Phase]string{PhaseWaiting: "not begun yet", PhaseRuns: "running", PhasePaused: "paused", PhaseEnds: "ending", PhaseOver: "over"},

		Report: "%s: how it stands", AsOf: "As of %s", Purpose: "Purpose", Parties: "Parties", Term: "Term", Span: "%s to %s", Figures: "The figures", Unknown: "not known yet",
		Verdict:  map[measure.RAG]string{measure.Green: "on track", measure.Amber: "at risk", measure.Red: "off track", measure.Unknown: "no verdict yet"},
		Grade:    map[measure.Grade]string{measure.Achieved: "achieved", measure.Partially: "partly achieved", measure.Missed: "not achieved", measure.Ungraded: "never measured"},
		TooEarly: "too early to tell",

		Health: "Health", NoHealth: "Nobody can say yet how healthy the partnership is.",
		Scored: "%d of 100", Uncovered: "How healthy the partnership is nobody can say yet: %s of what counts is known.", Was: "It was %d, %s, on %s.",
		ByConflict: "It is no better while a conflict is on so high a level.", ByDimension: "It is no better while a part of it is off track.",
		Dimension: "Part", Points: "Points of 100", Judgement: "Verdict", Month: "Month",
		Dimensions: map[health.Kind]string{
			health.Goals: "Goals", health.Operations: "Working together", health.Relationship: "Relationship", health.Value: "Value", health.Issues: "Conflicts",
		},
		Costs: "Costs %s of 100: %s.",
		Cause: map[health.Reason]string{
			health.Behind: `the goal "%s" is at %s of its plan`, health.Discontent: "%s is least content: %s",
			health.Unanswered: "%d of %d questions of the last 90 days were not answered",
			health.DaysLate:   "%d of %d milestones of the last 90 days were not met in time",
			health.TasksLate:  "%d of %d promises of the last 90 days were not kept in time",
			health.OffPlan:    "%s of the planned value was gained", health.Uneven: "value is shared unevenly, balance %s",
			health.Conflicts: "open conflicts: %d, late: %d",
		},
		AllOfUs: "people are content at %s", ByMonth: "Health by month", OutOf: "%s of %s",
		Goals: "Goals", Overall: "Overall progress: %s.", GoalUntil: "Until %s; progress %s.",
		KPI: "Figure", Baseline: "From", Target: "To", Now: "Now", Said: "As of", Progress: "Progress", Pace: "Pace", Forecast: "Reached at this pace", Day: "Day", Value: "Value",
		Plan: "Plan", Most: "Plan, at most", Disputed: "reported differently; the less favourable figure counts", NoFigures: "Nothing was measured yet.",
		Behind: "Where these figures come from", SaidBy: "%s: %s, said by %s on %s", Admin: "an admin", SaidLate: "late", Provisional: "provisional",
		InPlaceOf: "in place of %s, said before", Added: "added to what was said before",
		Verified: map[standing.Verification]string{standing.AsReported: "as reported", standing.ByBoth: "confirmed by two sides"},
		Sureness: "How sure people were, against what came of it", Brier: "Brier score", BrierMeans: "0 is certain and right, 0.25 as good as a guess, 1 certain and wrong.", Counted: "Answers",
		Warned: "Early warnings: %d, of which %d came true within 90 days.",

		Scorecard: "Scorecard",

		Milestones: "Milestones", NoMilestones: "No milestones were agreed.", Milestone: "Milestone", Goal: "Goal", Due: "Due", State: "State",
		ToCome: "to come", Late: "late", Moved: "moved",
		Outcome: map[procedure.Outcome]string{
			procedure.OutcomeMet: "met", procedure.OutcomeMetLate: "met late", procedure.OutcomeWaived: "not needed any more",
			procedure.OutcomeDropped: "not met", procedure.OutcomeWithdrawn: "withdrawn",
		},

		Tended: "Hours for the partnership itself", HoursLately: "In the three months before", HoursInAll: "In all",
		Ledger: "Ledger", NoLedger: "Nothing is in the ledger yet.", UpTo: "Up to %s, in %s.", Party: "Party", PutIn: "Put in", Promised: "Promised by then",
		GotOut: "Got out", Hoped: "Expected by then", Net: "Net", Together: "Together", PaidBack: "Paid back by",
		Deals: "Deals that several share", Deal: "Deal", ForTime: "For the time", Claims: "Claims", CountsFor: "Counts", LeftTo: "%s by what others say; has not spoken of it",
		Overclaimed:    "%s: together %s are claimed. Until the parties agree each part counts in proportion.",
		BalanceOfValue: "Balance of value (1 is even): %s", BalanceOfEffort: "Balance of effort (1 is even): %s", Present: "Net present value at %s a year, on %s: %s", Spent: "Spent of the budget: %s of %s (%s)",
		Burn: "Spending against time (1 is as planned): %s", Differs: "Payments differ, %s to %s: %s paid, %s received.", Unpriced: "Amounts left out because there is no rate: %d.",

		Answers: "Answers to check-ins, last 90 days", NoAnswers: "Nobody has had to answer yet.", Replied: "Answered", InTime: "Of these in time", Latency: "Business hours to an answer, median",

		Promises: "Promises between the sides", NoPromises: "Nothing is owed between the sides.", Promise: "Promise", From: "From", To: "To", Open: "open",
		Kept: "Kept in the last 90 days, within a side or between them: %d; late: %d.",

		Surveys: "Surveys", NoSurveys: "No results of a survey may be shown yet.", Answered: "Round of %s: %d of %d answered.", Group: "Group", Content: "Content, of 100", Margin: "Margin", Change: "Since then",
		Question: "Question", Result: "Result", Everybody: "All together", Promoters: "net promoters %s", Counts: "yes %d, no %d",
		OverYears: "Over the years", Aspect: "What about", Year: "Year", Rounds: "Rounds",
		TooFew: "Too few have answered for a figure to be shown.", Round: "Round",
		Way: map[opinion.Way]string{opinion.WayUnknown: "–", opinion.WayUp: "higher", opinion.WayDown: "lower", opinion.WaySame: "the same"},

		SWOT: "Strengths, weaknesses, opportunities, threats", NoSWOT: "No review has looked at this yet.", Field: "Field", Statement: "Statement", Priority: "Priority, of 25",
		Fact: map[review.FactKind]string{
			review.FactOnTrack: `"%s" is on track`, review.FactOffTrack: `"%s" is off track`, review.FactMet: `"%s" was done by its day`, review.FactMetLate: `"%s" was not done by its day`,
			review.FactOverdue: "Promises between us are late%s", review.FactContent: `People rate "%s" high`, review.FactUneasy: `People rate "%s" low`, review.FactApart: `The sides see "%s" differently`,
		},

		Decisions: "What was decided together", NoDecisions: "Nothing was decided yet.", Decision: "Decision", Serves: "Serves", Votes: "Votes", For: "for: %s", Against: "against: %s", VetoedBy: "vetoed by %s",
		DecidedHow: map[procedure.DecisionMethod]string{procedure.DecidedAtMeeting: "at a meeting", procedure.DecidedInWriting: "in writing"},
		Decided:    map[decision.Result]string{decision.Carried: "carried", decision.Rejected: "not carried", decision.NoQuorum: "too few took part", decision.Vetoed: "vetoed"},
		Mood:       "The atmosphere at meetings, from 1 to 5", Marks: "People",

		Conflicts: "Conflicts", NoConflicts: "There is none that others than its sides know of.", NotTold: "What they are about is told to nobody but their sides.",
		Level: "Level", Since: "Since", Until: "Settled", StillOpen: "open", Foot: "Written by Rapport from what the partners have reported.",
	}
}
