package procedure

import "time"

// Entry is one line of a partnership's journal: who, what, about which goal,
// and the mail it came from. At is the time of the step.
type Entry struct {
	ID       string    `json:"id"` // made of its content: a repeated append is harmless
	At       time.Time `json:"at"`
	Workflow string    `json:"workflow"`
	Kind     string    `json:"kind"`            // one of the kinds below
	Actor    string    `json:"actor,omitempty"` // a person's ID, "admin" or ""
	Goal     string    `json:"goal,omitempty"`
	Text     string    `json:"text"`
	Outcome  Outcome   `json:"outcome,omitempty"`
	Source   string    `json:"source,omitempty"` // a Message-ID
}

// Kinds of journal entries. Values are written into the journal.
const (
	EntryBegin   = "begin"
	EntryMail    = "mail"
	EntryReply   = "reply"
	EntryMeasure = "measure"
	EntryOutcome = "outcome"
	EntryPhase   = "phase"
	EntryCommand = "command"
	EntryChannel = "channel" // whom mail does not reach any more, and whom it does again
)

// ByAdmin says in a line of the journal that an admin decided, and why; nothing of
// anybody else.
func ByAdmin(by, reason string) string {
	switch {
	case by == Admin && reason != "":
		return " (an admin: " + reason + ")"
	case by == Admin:
		return " (an admin)"
	default:
		return ""
	}
}
