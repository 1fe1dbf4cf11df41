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

// words are what the page says in one language. None may be missing; a test finds what a
// language lacks.
type words struct {
	// Fleet counts partnerships, Unread heads those of which nobody can say how they stand.
	Fleet, Unread, Partnership, CostsMost, Overdue string
	Phases                                         map[Phase]string

	Report, AsOf, Purpose, Parties, Term, Span, Figures, Unknown string

	Verdict  map[measure.RAG]string
	Grade    map[measure.Grade]string
	TooEarly string

	Health, NoHealth string
	// Scored says the points, Uncovered how much of what counts is known, Was what it was:
	// points, verdict, day.
	Scored, Uncovered, Was              string
	ByConflict, ByDimension             string // why the verdict is less than the points give
	Dimension, Points, Judgement, Month string
	Dimensions                          map[health.Kind]string
	// Costs says how many points a cause costs. A cause is worded by its share, or by how
	// many of how many are missing; with a name where it has one.
	Costs     string
	Cause     map[health.Reason]string
	AllOfUs   string // of people who are not content
	ByMonth   string
	OutOf     string // of a figure out of another
	Goals     string
	Overall   string
	GoalUntil string // its last day
	KPI, Baseline, Target, Now, Said, Progress, Pace, Forecast, Day, Value,
	Plan, Most, Disputed, NoFigures string
	// SaidBy is where a figure comes from: its name, its value, who said it, on which day.
	Behind, SaidBy, Admin, SaidLate, Provisional, InPlaceOf, Added string
	Verified                                                       map[standing.Verification]string
	// Warned counts warnings, and those that came true.
	Sureness, Brier, BrierMeans, Counted, Warned string

	Scorecard string

	Milestones, NoMilestones, Milestone, Goal, Due, State, ToCome, Late, Moved string
	Outcome                                                                    map[procedure.Outcome]string

	Ledger, NoLedger, UpTo, Party, PutIn, Promised, GotOut, Hoped, Net, Together, PaidBack string
	Tended, HoursLately, HoursInAll                                                        string // hours for the partnership itself
	// LeftTo has the part of a party that has not spoken of a deal, Overclaimed a deal and what
	// the parties claim of it together.
	Deals, Deal, ForTime, Claims, CountsFor, LeftTo, Overclaimed string
	// BalanceOfValue and BalanceOfEffort name the balance and say that 1 is even.
	// Present has the rate, the day and the net present value.
	BalanceOfValue, BalanceOfEffort, Present, Spent, Burn, Differs, Unpriced string

	// Latency are the business hours that half of the answers take at most.
	Answers, NoAnswers, Replied, InTime, Latency string

	Promises, NoPromises, Promise, From, To, Open, Kept string

	Surveys, NoSurveys, Answered, Group, Content, Margin, Change, Question, Result, Everybody, Promoters, Counts, TooFew, Round string
	OverYears, Aspect, Year, Rounds                                                                                             string

	Way map[opinion.Way]string

	SWOT, NoSWOT, Field, Statement, Priority string
	// Fact is what a figure says: with its name, a number of promises, what it is about.
	Fact map[review.FactKind]string

	Decisions, NoDecisions, Decision, Serves, Votes, For, Against, VetoedBy string
	DecidedHow                                                              map[procedure.DecisionMethod]string
	Decided                                                                 map[decision.Result]string
	// Mood is the atmosphere at meetings without an agenda, and Marks how many gave a mark.
	Mood, Marks string

	Conflicts, NoConflicts, NotTold, Level, Since, Until, StillOpen, Foot string
}

func wordsIn(code string) words {
	if code == "ru" {
		return russian()
	}
	return english()
}
