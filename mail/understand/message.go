package understand

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Message is one incoming mail as far as it could be read.
type Message struct {
	From, Sender, ReplyTo []Address
	// Author is the one sender that From names, if it does.
	Author Author
	// Verdicts are what servers found out about the author, the nearest first.
	Verdicts []Verdict
	To, Cc   []Address
	// DeliveredTo lists the addresses that servers on the way say the mail was
	// delivered to, in the order in which they are to be trusted.
	DeliveredTo []Address
	// ReturnPath is the envelope sender; "<>" for mail that must not be
	// answered, and "" when no server recorded it.
	ReturnPath string

	Subject    string
	MessageID  string // without angle brackets, as are the two below
	InReplyTo  []string
	References []string
	Date       time.Time // zero when absent or unreadable

	// Loop is the mark that a Rapport leaves in its mails to know them again.
	Loop string

	Class Class
	// Text is what a mail program would show: text/plain, or the HTML part
	// when there is no useful plain text. Lines end in LF.
	Text string
	// HTMLNew is the text of the HTML part without what the sender's mail
	// program marked as quoted. It is empty when there is no HTML part.
	HTMLNew string
	// HTMLQuoted is the text that the mail program marked as quoted. When it
	// is empty, HTMLNew may still contain unmarked quotes.
	HTMLQuoted string
	// Away is the last day of the absence that an auto-reply announces.
	Away *cadence.Date
	// Bounce is set for a bounce.
	Bounce *Bounce
	// Defects says in plain words what was broken and how it was handled.
	Defects []string

	tokens []string
}

// Address is a mailbox with the name that was written beside it.
type Address struct {
	Name    string
	Address string
}

// Class says what kind of mail a message is.
type Class string

// The classes of mail.
const (
	ClassReply     Class = "reply"           // written by a person
	ClassAutoReply Class = "auto_reply"      // an out-of-office note or another automatic answer
	ClassBounce    Class = "bounce"          // a report about a mail that could not be, or was not yet, delivered
	ClassFeedback  Class = "feedback_report" // a complaint about a mail of ours, relayed by its provider
	ClassOther     Class = "other"           // list or bulk mail, or nothing readable
)

// Bounce is what a delivery report says about one mail of ours.
type Bounce struct {
	Status    string // enhanced status code of RFC 3463, such as "5.1.1"
	ReplyCode string // SMTP reply code, such as "550"
	Reason    string // one word for the cause, such as "userunknown"
	// Hard means that the address will never accept mail again as it is.
	Hard bool
	// Recipient is the address that the mail could not be delivered to.
	Recipient string
	// OriginalMessageID is the Message-ID of the mail that came back.
	OriginalMessageID string
}
