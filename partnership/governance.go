package partnership

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/condition"
)

// Area is a field of responsibility with its RACI assignment (domain 2.5).
type Area struct {
	ID            string   `json:"id"`
	Accountable   string   `json:"accountable,omitempty"` // a person's ID
	Responsible   []string `json:"responsible,omitempty"` // person IDs, sorted, as all below
	Consulted     []string `json:"consulted,omitempty"`
	Informed      []string `json:"informed,omitempty"`
	NotApplicable bool     `json:"not_applicable,omitempty"`
}

// Resource is something that the parties share and have to be able to open.
type Resource struct {
	ID     string       `json:"id"`
	Title  string       `json:"title,omitempty"`
	Kind   ResourceKind `json:"kind"`
	URL    string       `json:"url"`
	Owner  string       `json:"owner,omitempty"`  // a person's ID
	Access []string     `json:"access,omitempty"` // person IDs, sorted; none means everybody
}

// ResourceKind says what a resource is.
type ResourceKind string

// The kinds of resources.
const (
	Folder      ResourceKind = "folder"
	ProjectTool ResourceKind = "project_tool"
	Dashboard   ResourceKind = "dashboard"
	Document    ResourceKind = "document"
)

// ResourceKinds lists every kind in the order in which messages name them.
func ResourceKinds() []ResourceKind { return []ResourceKind{Folder, ProjectTool, Dashboard, Document} }

// Escalation is the ladder that a missed date climbs. ID is the kind of thing
// that climbs it.
type Escalation struct {
	ID    string           `json:"id"`
	Warn  []cadence.Span   `json:"warn,omitempty"` // before the due time, longest first
	Steps []EscalationStep `json:"steps"`          // in the author's order
}

// Escalates lists what an escalation can be declared for, in the order in which
// messages name them.
func Escalates() []string { return []string{"milestone", "check_in", "action", "agreement"} }

// EscalationStep is one rung of a ladder.
type EscalationStep struct {
	ID    string       `json:"id"`
	After cadence.Span `json:"after"` // after the due time
	// Owner notifies whoever owns the late thing.
	Owner  bool     `json:"owner,omitempty"`
	Notify []string `json:"notify,omitempty"` // person IDs, sorted
	// Repeat is how often the step is repeated weekly after the first time.
	Repeat int `json:"repeat,omitempty"`
	// Urgent sends it also outside the addressee's hours.
	Urgent bool `json:"urgent,omitempty"`
}

// CorrectiveAction limits the time to contain a problem, find its cause and
// plan its end (domain 2.17).
type CorrectiveAction struct {
	ID      string       `json:"id"`
	Contain cadence.Span `json:"contain"`
	Cause   cadence.Span `json:"cause"`
	Plan    cadence.Span `json:"plan"`
}

// Conflict is the ladder on which a conflict is settled (domain 2.12).
type Conflict struct {
	Levels   []ConflictLevel `json:"levels"`              // in the author's order
	FollowUp []cadence.Span  `json:"follow_up,omitempty"` // after an agreement, ascending
	// CoolingOff is how long a side may wait before it answers.
	CoolingOff cadence.Span `json:"cooling_off,omitzero"`
}

// The ladder of a spec that declares none, and when it asks whether an agreement holds
// where that is not declared (domain 2.12).
var (
	directTime    = cadence.Span{Count: 10, Unit: cadence.BusinessDays}
	executiveTime = cadence.Span{Count: 45, Unit: cadence.Days}
	looks         = []cadence.Span{{Count: 30, Unit: cadence.Days}, {Count: 60, Unit: cadence.Days}, {Count: 90, Unit: cadence.Days}}
)

// Ladder is how a conflict is settled: as declared, or between the two people
// concerned, then those who speak for the parties, then the executives, where several
// parties have such.
func (s Spec) Ladder() Conflict {
	var ladder Conflict
	if s.Conflict != nil {
		ladder = *s.Conflict
	} else {
		ladder.Levels = []ConflictLevel{{ID: "direct", Parties: true, Within: directTime}}
		var leads, executives []string
		for _, party := range s.Parties {
			head, _ := party.Head()
			for _, p := range party.People {
				if p.ID == head.ID {
					leads = append(leads, p.ID)
				}
				if slices.Contains(p.Roles, RoleExecutive) {
					executives = append(executives, p.ID)
				}
			}
		}
		if len(leads) > 1 {
			ladder.Levels = append(ladder.Levels, ConflictLevel{ID: "leads", Who: leads, Within: directTime})
		}
		if len(executives) > 1 {
			ladder.Levels = append(ladder.Levels, ConflictLevel{ID: "executives", Who: executives, Within: executiveTime})
		}
	}
	if len(ladder.FollowUp) == 0 {
		ladder.FollowUp = looks
	}
	return ladder
}

// Mediates reports whether an address is that of a mediator whom the levels of a
// conflict name.
func (s Spec) Mediates(address string) bool {
	return s.Conflict != nil && slices.ContainsFunc(s.Conflict.Levels, func(l ConflictLevel) bool {
		return address != "" && (strings.EqualFold(l.Contact, address) || strings.EqualFold(l.Alternate, address))
	})
}

// ConflictLevel is one level of the ladder. Exactly one of Parties, Who, Contact
// and External says who is at the table.
type ConflictLevel struct {
	ID string `json:"id"`
	// Parties leaves it to the two people concerned.
	Parties bool     `json:"parties,omitempty"`
	Who     []string `json:"who,omitempty"` // person IDs, sorted
	// Contact is the mail address of a mediator, Alternate of another one.
	Contact   string `json:"contact,omitempty"`
	Alternate string `json:"alternate,omitempty"`
	// External leaves the level to lawyers or a court: dates are recorded, nobody
	// is nudged.
	External bool         `json:"external,omitempty"`
	Within   cadence.Span `json:"within"`           // the level's whole time
	Respond  cadence.Span `json:"respond,omitzero"` // until the other side has answered
	// RefusedAfter is how long no answer to a claim outside means a refusal.
	RefusedAfter cadence.Span `json:"refused_after,omitzero"`
	Meet         cadence.Span `json:"meet,omitzero"`      // until both sides have met
	Text         string       `json:"describe,omitempty"` // such as the court that is agreed
}

// DecisionRule says how the parties decide together (domain 2.13). Shares are
// 0 to 1 of the voting weights.
type DecisionRule struct {
	ID       string           `json:"id"`
	Quorum   *decimal.Decimal `json:"quorum,omitempty"`
	Majority *decimal.Decimal `json:"majority,omitempty"`
	// OnePerParty asks for somebody of each party beside the quorum.
	OnePerParty     bool         `json:"one_per_party,omitempty"`
	Notice          cadence.Span `json:"notice,omitzero"`
	ExtraordinaryIn cadence.Span `json:"extraordinary_notice,omitzero"`
	AgendaBefore    cadence.Span `json:"agenda_before,omitzero"`
	AgendaUrgent    cadence.Span `json:"extraordinary_agenda,omitzero"`
	MinutesWithin   cadence.Span `json:"minutes_within,omitzero"`
	AcceptedAfter   cadence.Span `json:"accepted_after,omitzero"` // silence accepts the minutes
	VetoWindow      cadence.Span `json:"veto_window,omitzero"`
	// Consultation is how long opinions are heard before votes are given in writing.
	Consultation     cadence.Span `json:"consultation,omitzero"`
	WrittenProcedure cadence.Span `json:"written_procedure,omitzero"`
	CurePeriod       cadence.Span `json:"cure_period,omitzero"`
	// Extension is how much longer an objection makes the window, once.
	Extension cadence.Span `json:"extension,omitzero"`
	// SilenceConsents takes no answer for a yes.
	SilenceConsents bool `json:"silence_consents,omitempty"`
}

// RuleNamed is a decision rule by its ID.
func (s Spec) RuleNamed(id string) (DecisionRule, bool) {
	i := slices.IndexFunc(s.DecisionRules, func(r DecisionRule) bool { return r.ID == id && id != "" })
	if i < 0 {
		return DecisionRule{}, false
	}
	return s.DecisionRules[i], true
}

// Guard watches a figure of the partnership itself.
type Guard struct {
	ID   string              `json:"id"`
	When condition.Condition `json:"when"`
	Then GuardAction         `json:"then"`
}

// GuardAction is what a guard begins.
type GuardAction string

// The actions.
const (
	ThenValueReview GuardAction = "value_review"
	ThenReview      GuardAction = "review"
	ThenNotify      GuardAction = "notify"
	ThenConflict    GuardAction = "conflict"
	ThenExit        GuardAction = "exit"
)

// GuardActions lists every action in the order in which messages name them.
func GuardActions() []GuardAction {
	return []GuardAction{ThenValueReview, ThenReview, ThenNotify, ThenConflict, ThenExit}
}

// Exit says how the partnership ends, agreed at its start (ISO 44001 stage 8).
type Exit struct {
	Notice     cadence.Span  `json:"notice,omitzero"`
	Continuity string        `json:"continuity,omitempty"`
	Parallel   cadence.Span  `json:"parallel,omitzero"` // side by side with the successor
	Triggers   []ExitTrigger `json:"triggers,omitempty"`
	Tasks      []ExitTask    `json:"tasks,omitempty"`
}

// usualNotice is how long before its end a party says that it leaves, unless the spec says
// otherwise.
var usualNotice = cadence.Span{Count: 30, Unit: cadence.Days}

// NoticePeriod is how long before its end a party says that it leaves.
func (s Spec) NoticePeriod() cadence.Span {
	if s.Exit == nil || s.Exit.Notice.IsZero() {
		return usualNotice
	}
	return s.Exit.Notice
}

// usualCure is how long a party has to put right what it broke (domain 2.13).
var usualCure = cadence.Span{Count: 30, Unit: cadence.Days}

// CurePeriod is how long a party has to put right what it broke: as a decision rule says.
func (s Spec) CurePeriod() cadence.Span {
	for _, d := range s.DecisionRules {
		if !d.CurePeriod.IsZero() {
			return d.CurePeriod
		}
	}
	return usualCure
}

// ExitTrigger is a condition under which a party may ask for the end.
type ExitTrigger struct {
	ID   string              `json:"id"`
	When condition.Condition `json:"when"`
}

// ExitTask is something to be done before the partnership is closed.
type ExitTask struct {
	ID     string       `json:"id"`
	What   string       `json:"what"`
	Owner  string       `json:"owner,omitempty"`
	Within cadence.Span `json:"within,omitzero"`
}

// guardPrefix stands before a guard's name in the name of the review that it begins.
const guardPrefix = "guard."

// ReviewName is the name of the review that the guard begins out of turn.
func (g Guard) ReviewName() string { return guardPrefix + g.ID }

// Review finds a review by its name: one that is declared, the one in which it is decided
// whether the partnership goes on, or the one that a guard begins out of turn. In that one whoever speaks for a party reads how things stand and hears what
// follows, and the first of them is asked for it.
func (s Spec) Review(name string) (r Review, outOfTurn, ok bool) {
	if i := slices.IndexFunc(s.Reviews, func(v Review) bool { return v.ID == name }); i >= 0 {
		return s.Reviews[i], false, true
	}
	if name == RenewalName {
		return Review{ID: name, Method: ReviewRenewal, Ask: s.headIDs(), Window: s.RenewalTimes().Window}, false, true
	}
	i := slices.IndexFunc(s.Guards, func(g Guard) bool { return g.ReviewName() == name })
	if i < 0 {
		return Review{}, false, false
	}
	r = Review{ID: name}
	switch s.Guards[i].Then {
	case ThenValueReview:
		r.Method = ReviewFinancial
	case ThenReview:
		r.Method = ReviewProgress
	default:
		return Review{}, false, false
	}
	r.Ask = s.headIDs()
	return r, true, len(r.Ask) > 0
}

func (s Spec) headIDs() []string {
	var ids []string
	for _, head := range s.Heads() {
		ids = append(ids, head.ID)
	}
	return ids
}
