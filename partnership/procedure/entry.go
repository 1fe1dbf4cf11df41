package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

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
	// Signature belongs to an entry of that kind.
	Signature *Signature `json:"signature,omitempty"`
	// Decision belongs to an entry of that kind.
	Decision *Decision `json:"decision,omitempty"`
}

// Signature is what the journal proves of somebody's consent. The journal is the
// partnership's own record: it alone holds the address.
type Signature struct {
	Person string `json:"person,omitempty"`
	Party  string `json:"party"`
	// Spec is the digest of the spec that was signed, and Charter stands for the text that
	// the mail showed of it.
	Spec    string `json:"spec"`
	Charter string `json:"charter"`
	// Message is the Message-ID of the mail, Mail stands for that and its body, Sender is
	// the address that it came from, and Proof by what the receiving server vouched for that.
	Message string          `json:"message,omitempty"`
	Mail    string          `json:"mail,omitempty"`
	Sender  string          `json:"sender,omitempty"`
	Proof   string          `json:"proof,omitempty"`
	At      time.Time       `json:"at"`
	Method  SignatureMethod `json:"method"`
	// SignedOn and Reference are of a signature elsewhere, as declared.
	SignedOn  cadence.Date `json:"signed_on,omitzero"`
	Reference string       `json:"reference,omitempty"`
}

// SignatureMethod says how somebody signed. Values are written into the journal.
type SignatureMethod string

// The methods.
const (
	SignedByMail    SignatureMethod = "mail"
	SignedElsewhere SignatureMethod = "elsewhere"
)

// Charter stands for the text of a spec's terms: 16 hexadecimal digits in groups, which the
// mail that asks for a signature shows and the journal keeps. The text is a rendering of
// the spec, so they are made of the spec's digest.
func Charter(spec string) string {
	sum := sha256.Sum256([]byte("rapport charter of " + spec))
	id := hex.EncodeToString(sum[:8])
	return id[:4] + "-" + id[4:8] + "-" + id[8:12] + "-" + id[12:]
}

// Kinds of journal entries. Values are written into the journal.
const (
	EntryBegin     = "begin"
	EntryMail      = "mail"
	EntryReply     = "reply"
	EntryMeasure   = "measure"
	EntryOutcome   = "outcome"
	EntryPhase     = "phase"
	EntryCommand   = "command"
	EntrySignature = "signature" // somebody has signed, or has taken it back
	EntryDecision  = "decision"  // what the parties decided together
	EntryChannel   = "channel"   // whom mail does not reach any more, and whom it does again
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
