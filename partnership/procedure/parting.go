package procedure

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

// Parting is the end of a partnership, or the leave of one party of several: what leads to
// it, and how it stands (procedures 11). Brief and orders carry what is wanted, reports how
// it stands.
type Parting struct {
	Cause PartingCause `json:"cause"`
	// By is who has given notice, Party the one that leaves where others go on without it,
	// and Reason why, in words of that person or an admin.
	By     string `json:"by,omitempty"`
	Party  string `json:"party,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Gone are the parties that leave already, or have left and are still declared.
	Gone []string `json:"gone,omitempty"`
	// Against is the party that is said to have broken what was agreed.
	Against string `json:"against,omitempty"`
	// Defaulting is the party that has not put right in time what it broke: it has no vote.
	Defaulting string `json:"defaulting,omitempty"`
	// Trigger is the condition that holds, and Condition what mails say of it.
	Trigger   string          `json:"trigger,omitempty"`
	Condition json.RawMessage `json:"condition,omitempty"`
	// Source is the Message-ID of the mail that gave notice.
	Source string `json:"source,omitempty"`
	// Since is when it was decided; zero: it is not. LastDay is the last one.
	Since   time.Time `json:"since,omitzero"`
	LastDay string    `json:"last_day,omitempty"`
	// Lessons are what people say that was learned, for all to read.
	Lessons []Lesson `json:"lessons,omitempty"`
	Outcome Outcome  `json:"outcome,omitempty"`
}

// PartingCause says why a partnership ends. Values are written into histories.
type PartingCause string

// The causes.
const (
	PartingNotice  PartingCause = "notice"  // somebody has given notice
	PartingTrigger PartingCause = "trigger" // a condition holds that was agreed for it
	PartingTerm    PartingCause = "term"    // its last day comes, and nobody has prolonged it
	PartingAdmin   PartingCause = "admin"   // an admin wants it
	PartingBreach  PartingCause = "breach"  // a party has not put right what it broke
	// PartingTogether is that the others do not go on without a party that leaves.
	PartingTogether PartingCause = "together"
)

// Ends reports whether it is decided that the whole partnership ends.
func (p Parting) Ends() bool { return p.Leaves() && p.Party == "" }

// Leaves reports whether it is decided that somebody leaves.
func (p Parting) Leaves() bool { return !p.Since.IsZero() && p.Outcome == "" }

// Lesson is what somebody says about one question of looking back.
type Lesson struct {
	Person   string `json:"person"`
	Question string `json:"question"`
	Text     string `json:"text"`
}

// Proven reports whether a proof of the sender is enough to bind them: no admin has typed
// it in, and the receiving server vouches for them or they did themselves.
func (r Reply) Proven() bool {
	return r.By == "" && slices.Contains([]string{"dmarc", "dkim", "local", "confirmed"}, r.Proof)
}

// Unfit says why a command that parts people does not count. Values are written into
// histories.
type Unfit string

// What makes it unfit.
const (
	UnfitUnproven Unfit = "notice-unproven"  // nobody vouches for the sender
	UnfitBeside   Unfit = "notice-not-alone" // the mail says something else, too
	UnfitDeputy   Unfit = "notice-deputy"    // another has written it
)

// unfit says why a notice in the reply does not count, if it does not.
func (r Reply) unfit(c partnership.Command) Unfit {
	switch {
	case c.Name != partnership.CommandNotice:
		return ""
	case r.Named != "":
		return UnfitDeputy
	case !r.Proven():
		return UnfitUnproven
	case len(r.Commands) > 1, len(r.Answers)+len(r.Problems) > 0:
		return UnfitBeside
	default:
		return ""
	}
}
