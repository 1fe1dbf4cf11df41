package procedure

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
)

// Decision is a line of the log of what the parties decided together (procedures 6). What a
// veto or an objection changes later is a line of its own with the same Key; the last one
// counts.
type Decision struct {
	// Key is the same for all lines about one proposal.
	Key  string `json:"key"`
	Text string `json:"text"`
	// Goal is the one that it serves, if it was said.
	Goal string `json:"goal,omitempty"`
	// Rule is the one by which it was decided, if the spec names one.
	Rule   string          `json:"rule,omitempty"`
	Method DecisionMethod  `json:"method"`
	Result decision.Result `json:"result"`
	// For, Against and Abstained are parties, as far as votes are on record; Silent have said
	// nothing, and Consenting are those of For whose silence was taken for a yes.
	For        []string `json:"for,omitempty"`
	Against    []string `json:"against,omitempty"`
	Abstained  []string `json:"abstained,omitempty"`
	Silent     []string `json:"silent,omitempty"`
	Consenting []string `json:"consenting,omitempty"`
	// Vetoed is the party that vetoed it, and Why what it says.
	Vetoed string `json:"vetoed,omitempty"`
	Why    string `json:"why,omitempty"`
	// By is the person who put it before the others, and Raised when: from then until Decided
	// is how long the decision took.
	By      string    `json:"by,omitempty"`
	Raised  time.Time `json:"raised,omitzero"`
	Decided time.Time `json:"decided"`
}

// Before reports whether a party took part in a decision, or could: at a meeting to which none
// of its people were invited it did not. Who did not take part reads the result from those who
// did, and not from us.
func (d Decision) Before(s partnership.Spec, party string) bool {
	voted := slices.Concat(d.For, d.Against, d.Abstained, d.Silent)
	if d.Method != DecidedAtMeeting || slices.Contains(voted, party) {
		return true
	}
	workflow, _, _ := strings.Cut(d.Key, "#")
	parts := strings.Split(workflow, "/")
	m, declared := s.MeetingNamed(parts[min(2, len(parts)-1)])
	if !declared { // the spec has it no more
		return len(s.Parties) <= fewest
	}
	return slices.ContainsFunc(append(slices.Clone(m.Invite), m.Chair), func(id string) bool {
		of, known := s.PartyOf(id)
		return known && of.ID == party
	})
}

// fewest is of how many parties a partnership is at least: what is told to one is told to all.
const fewest = 2

// DecisionMethod says how something was decided. Values are written into the journal.
type DecisionMethod string

// The methods.
const (
	DecidedAtMeeting DecisionMethod = "meeting"
	DecidedInWriting DecisionMethod = "writing"
)

// Took is how long it took from the proposal to the decision; nothing where it is not known
// when it was made.
func (d Decision) Took() time.Duration {
	if d.Raised.IsZero() {
		return 0
	}
	return d.Decided.Sub(d.Raised)
}

// DecisionsIn are the decisions in some entries of a journal, in the order in which they were
// taken, each as its last line has it.
func DecisionsIn(entries []Entry) []Decision {
	var log []Decision
	for _, e := range entries {
		if e.Kind != EntryDecision || e.Decision == nil {
			continue
		}
		if i := slices.IndexFunc(log, func(d Decision) bool { return d.Key == e.Decision.Key }); i >= 0 {
			log[i] = *e.Decision
			continue
		}
		log = append(log, *e.Decision)
	}
	return log
}
