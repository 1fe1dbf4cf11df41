package partnership

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// CheckIn is a regular round of questions by mail.
type CheckIn struct {
	ID    string       `json:"id"`
	Title string       `json:"title,omitempty"`
	Rule  cadence.Rule `json:"rule"`
	// Kickoff sends the first round the moment the partnership becomes active.
	Kickoff bool `json:"kickoff,omitempty"`
	// Ask lists person IDs; roles have been resolved to the people who hold them.
	Ask       []string       `json:"ask"`
	About     []Topic        `json:"about"`
	Window    cadence.Span   `json:"window"`
	Remind    []cadence.Span `json:"remind,omitempty"` // after the start of the window, ascending
	Questions []Question     `json:"questions,omitempty"`
}

// Topic is a group of questions that a check-in asks without spelling them out.
type Topic string

// The topics that the language knows.
const (
	TopicKPIs       Topic = "kpis"
	TopicConfidence Topic = "confidence"
	TopicBlockers   Topic = "blockers"
)

// Topics lists every topic in the order in which a mail asks them.
func Topics() []Topic { return []Topic{TopicKPIs, TopicConfidence, TopicBlockers} }

// Meeting is a regular meeting, with an agenda and minutes unless it is informal.
type Meeting struct {
	ID       string       `json:"id"`
	Title    string       `json:"title,omitempty"`
	Rule     cadence.Rule `json:"rule"`
	Informal bool         `json:"informal,omitempty"`
	Duration cadence.Span `json:"duration,omitzero"`
	Chair    string       `json:"chair,omitempty"` // a person's ID
	Invite   []string     `json:"invite"`          // person IDs, sorted
	Hosts    []string     `json:"hosts,omitempty"` // parties that take turns, in the author's order
	Place    string       `json:"place,omitempty"`
	Agenda   []string     `json:"agenda,omitempty"`     // in the author's order
	Notice   cadence.Span `json:"notice,omitzero"`      // how long before it the invitation goes out
	Minutes  cadence.Span `json:"minutes,omitzero"`     // how long after it the minutes are due
	By       string       `json:"decides_by,omitempty"` // a decision rule's ID
}

// Gathering is a meeting that is declared, or one for a review in which people come together.
type Gathering struct {
	Meeting
	// Review says that it is for a review, which asks for what was decided.
	Review bool
}

// Gatherings are all meetings of the spec: those that are declared, and those of reviews.
func (s Spec) Gatherings() []Gathering {
	var all []Gathering
	for _, m := range s.Meetings {
		all = append(all, Gathering{Meeting: m})
	}
	for _, r := range s.Reviews {
		if r.Meets() {
			all = append(all, Gathering{Review: true, Meeting: Meeting{
				ID: r.ID, Title: r.Title, Rule: r.Rule, Duration: r.Duration, Chair: r.Chair, Invite: r.Ask, Place: r.Place, Agenda: r.Agenda, By: r.By,
			}})
		}
	}
	return all
}

// MeetingNamed is a meeting by its ID, as declared.
func (s Spec) MeetingNamed(id string) (Gathering, bool) {
	all := s.Gatherings()
	i := slices.IndexFunc(all, func(m Gathering) bool { return m.ID == id })
	if i < 0 {
		return Gathering{Meeting: Meeting{ID: id}}, false
	}
	return all[i], true
}

// RoundTitle is what people call a round by the name with which it is declared: a check-in,
// a survey, a review, a report, or a round of ideas.
func (s Spec) RoundTitle(name string) (title string, declared bool) {
	for _, c := range s.CheckIns {
		if c.ID == name {
			return c.Title, true
		}
	}
	for _, v := range s.Surveys {
		if v.ID == name {
			return v.Title, true
		}
	}
	for _, r := range s.Reviews {
		if r.ID == name {
			return r.Title, true
		}
	}
	for _, i := range s.Ideas {
		if i.ID == name {
			return i.Title, true
		}
	}
	if r, ok := s.Report(name); ok {
		return r.Title, true
	}
	return "", false
}

// Survey asks people about the partnership itself.
type Survey struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
	// Rule is absent when an event starts the survey.
	Rule *cadence.Rule `json:"rule,omitempty"`
	// After names the event that starts the survey.
	After     SurveyTrigger  `json:"after,omitempty"`
	Ask       []string       `json:"ask"` // person IDs, sorted
	Window    cadence.Span   `json:"window"`
	Remind    []cadence.Span `json:"remind,omitempty"`
	Anonymous bool           `json:"anonymous"`
	// MinN is how many answers a published figure needs at least.
	MinN int `json:"min_n,omitempty"`
	// ByParty publishes figures for each party too, as far as MinN allows.
	ByParty   bool           `json:"by_party,omitempty"`
	Template  SurveyTemplate `json:"template,omitempty"`
	Questions []Question     `json:"questions,omitempty"` // in the author's order
}

// SurveyTrigger is an event that starts a survey.
type SurveyTrigger string

// The triggers.
const (
	AfterGoal      SurveyTrigger = "goal"      // a goal is closed
	AfterMilestone SurveyTrigger = "milestone" // a milestone is met
	AfterConflict  SurveyTrigger = "conflict"  // a conflict is settled
	AfterMeeting   SurveyTrigger = "meeting"   // an informal meeting took place
)

// SurveyTriggers lists every trigger in the order in which messages name them.
func SurveyTriggers() []SurveyTrigger {
	return []SurveyTrigger{AfterGoal, AfterMilestone, AfterConflict, AfterMeeting}
}

// SurveyTemplate names a set of questions that comes with the program (domain 4.9).
type SurveyTemplate string

// The templates.
const (
	RelationshipPulse SurveyTemplate = "relationship-pulse"
	SelfAssessment    SurveyTemplate = "self-assessment"
	NetPromoter       SurveyTemplate = "net-promoter"
	CommitmentPulse   SurveyTemplate = "commitment-pulse"
)

// SurveyTemplates lists every template in the order in which messages name them.
func SurveyTemplates() []SurveyTemplate {
	return []SurveyTemplate{RelationshipPulse, SelfAssessment, NetPromoter, CommitmentPulse}
}

// Ideas is a round in which the parties look for goals together: everybody proposes, all
// weigh what was proposed, and the leads decide.
type Ideas struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
	// Rule and Date say when it begins; with neither of them it begins at the start.
	Rule *cadence.Rule `json:"rule,omitempty"`
	Date cadence.Date  `json:"date,omitzero"`
	Ask  []string      `json:"ask"` // person IDs, sorted
	// Window is how long people have to propose, and once more to weigh.
	Window cadence.Span   `json:"window"`
	Remind []cadence.Span `json:"remind,omitempty"` // after the start of a window, ascending
}

// AtStart reports whether the round begins with the partnership, and not on a day.
func (i Ideas) AtStart() bool { return i.Rule == nil && i.Date.IsZero() }

// UsualIdeas is the round of a name that nothing else is declared of: whoever speaks for
// the parties is asked.
func (s Spec) UsualIdeas(id string) Ideas {
	i := Ideas{
		ID: id, Window: cadence.Span{Count: 5, Unit: cadence.BusinessDays},
		Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}},
	}
	for _, head := range s.Heads() {
		i.Ask = append(i.Ask, head.ID)
	}
	slices.Sort(i.Ask)
	return i
}

// FirstIdeas is the round with which a partnership begins that has no goals yet: nothing
// else of it runs before it has some.
func (s Spec) FirstIdeas() (Ideas, bool) {
	i := slices.IndexFunc(s.Ideas, Ideas.AtStart)
	if i < 0 || len(s.Goals) > 0 {
		return Ideas{}, false
	}
	return s.Ideas[i], true
}

// IdeasNamed is a round by its ID, as declared.
func (s Spec) IdeasNamed(id string) (Ideas, bool) {
	i := slices.IndexFunc(s.Ideas, func(one Ideas) bool { return one.ID == id })
	if i < 0 {
		return Ideas{}, false
	}
	return s.Ideas[i], true
}

// Review looks back over a period and ends in actions.
type Review struct {
	ID     string       `json:"id"`
	Title  string       `json:"title,omitempty"`
	Rule   cadence.Rule `json:"rule"`
	Method ReviewMethod `json:"method"`
	Ask    []string     `json:"ask"` // person IDs, sorted
	Chair  string       `json:"chair,omitempty"`
	Window cadence.Span `json:"window"` // to collect what is asked
	// Duration is how long people meet for it, and Place where; without one it decides by mail.
	Duration cadence.Span `json:"duration,omitzero"`
	Place    string       `json:"place,omitempty"`
	Agenda   []string     `json:"agenda,omitempty"`
	By       string       `json:"decides_by,omitempty"` // a decision rule's ID
	// Readers says who reads the amounts that are asked for; nothing is the own side.
	Readers Readers `json:"readers,omitempty"`
}

// Meets reports whether people come together for the review.
func (r Review) Meets() bool { return !r.Duration.IsZero() }

// ReviewMethod says what a review looks at.
type ReviewMethod string

// The methods.
const (
	ReviewProgress  ReviewMethod = "progress"
	ReviewSWOT      ReviewMethod = "swot"
	ReviewFinancial ReviewMethod = "financial"
	ReviewHealth    ReviewMethod = "health"
	// ReviewRenewal asks whether the partnership goes on after its last day. No review is
	// declared with it: the term brings it.
	ReviewRenewal ReviewMethod = "renewal"
)

// ReviewMethods lists every method that a review can be declared with, in the order in which
// messages name them.
func ReviewMethods() []ReviewMethod {
	return []ReviewMethod{ReviewProgress, ReviewSWOT, ReviewFinancial, ReviewHealth}
}

// Report is a regular account of how the partnership stands.
type Report struct {
	ID       string          `json:"id"`
	Title    string          `json:"title,omitempty"`
	Rule     cadence.Rule    `json:"rule"`
	To       []string        `json:"to"` // person IDs, sorted
	Sections []ReportSection `json:"sections,omitempty"`
}

// Report is a report by its ID, as declared.
func (s Spec) Report(id string) (Report, bool) {
	i := slices.IndexFunc(s.Reports, func(one Report) bool { return one.ID == id })
	if i < 0 {
		return Report{}, false
	}
	return s.Reports[i], true
}

// Contents are the sections of the report: as declared, or all.
func (r Report) Contents() []ReportSection {
	if len(r.Sections) > 0 {
		return r.Sections
	}
	return ReportSections()
}

// ReportSection is one part of a report.
type ReportSection string

// The sections, in the order in which a report has them.
const (
	SectionGoals      ReportSection = "goals"
	SectionMilestones ReportSection = "milestones"
	SectionActions    ReportSection = "actions"
	SectionFinance    ReportSection = "finance"
	SectionHealth     ReportSection = "health"
	SectionDecisions  ReportSection = "decisions"
)

// ReportSections lists every section in the order in which a report has them.
func ReportSections() []ReportSection {
	return []ReportSection{SectionGoals, SectionMilestones, SectionActions, SectionFinance, SectionHealth, SectionDecisions}
}

// Experiment tries something for a while and decides whether to keep it.
type Experiment struct {
	ID         string       `json:"id"`
	Hypothesis string       `json:"hypothesis"`
	Owner      string       `json:"owner,omitempty"`
	From       cadence.Date `json:"from"`
	Until      cadence.Date `json:"until"`
	KPI        string       `json:"kpi,omitempty"` // the figure that it should move
	Success    string       `json:"success"`       // what has to be seen to keep it
}
