package understand

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/mail/understand/autoreply"
	"github.com/rapport-engine/rapport/mail/understand/bounce"
	"github.com/rapport-engine/rapport/mail/understand/departure"
	"github.com/rapport-engine/rapport/mail/understand/message"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Message is one incoming mail, and what kind of mail it is.
type Message struct {
	message.Message

	Class Class
	// Away is the last day of the absence that an auto-reply announces.
	Away *cadence.Date
	// Listed says that a mail of ClassOther would be a reply but for the fields of
	// a list that it came through. Whoever knows that it answers a mail of ours, and
	// that the person who was asked wrote it, may take it AsReply.
	Listed bool
	// Bounce is set for a bounce and for a delivery report.
	Bounce *bounce.Report

	// Calendar is the first entry for a calendar that came with the mail, as it was written.
	Calendar []byte

	tokens []string
	// said is what a mailbox or a mail server says of the person.
	said string
}

// Class says what kind of mail a message is.
type Class string

// The classes of mail.
const (
	ClassReply     Class = "reply"           // written by a person
	ClassPromise   Class = "promise"         // a reply that promises an answer and gives none
	ClassAbsence   Class = "absence"         // a reply in which the person tells of an absence and answers nothing
	ClassDeparture Class = "departure"       // a reply in which the person says good-bye, or names another address, and answers nothing
	ClassAutoReply Class = "auto_reply"      // an out-of-office note or another automatic answer
	ClassBounce    Class = "bounce"          // a report about a mail that could not be delivered
	ClassDelivery  Class = "delivery_report" // a report about a mail that is late, or that has arrived
	ClassFeedback  Class = "feedback_report" // a complaint about a mail of ours, relayed by its provider
	ClassOther     Class = "other"           // list or bulk mail, or nothing readable
)

// Trust says whose verdict about senders is believed.
type Trust = message.Trust

// Read reads a mail. It never fails: a text without headers is taken as the
// body of a new mail, and what is broken is named in Defects.
func Read(raw []byte) Message {
	parsed, root := message.Read(raw)
	m := Message{Message: parsed}
	m.Class, m.Bounce = classify(parsed, root)
	m.Listed = m.Class == ClassOther && isListed(parsed, root.Header)
	switch m.Class {
	case ClassAutoReply:
		m.said = m.Subject + "\n" + trim.Text(m.Text)
		m.Away = lastDayAway(m)
	case ClassBounce:
		m.said = bounce.Said(parsed, root)
	default:
	}
	m.tokens = findTokens(m, root)
	if entry := root.Find("text/calendar", "application/ics", "text/x-vcalendar"); entry != nil {
		m.Calendar = entry.Decoded(mostEntry)
	}
	return m
}

// mostEntry is how much of an entry is read: a calendar's answer is a few lines.
const mostEntry = 256 << 10

// Departure is what an automatic reply or a bounce says of a person who has left,
// or nil. Addresses that are known already are no news.
func (m Message) Departure(known ...string) *departure.Departure {
	if m.said == "" {
		return nil
	}
	if m.Bounce != nil {
		known = append(known, m.Bounce.Recipient)
	}
	for _, from := range m.From {
		known = append(known, from.Address)
	}
	return departure.Announced(m.said, known...)
}

// Departure is the news that a person has left, or has another address.
type Departure = departure.Departure

// Refusal says what follows for an address from a mail that its server did not
// take, in the words of bounce.Kind: by the stage of the conversation, the reply
// code and the enhanced status code.
func Refusal(stage string, code int, status string) string {
	return string(bounce.Refusal(stage, code, status))
}

// AsReply is the message as the reply that it is, if only a list keeps it from
// being one.
func (m Message) AsReply() Message {
	if m.Listed {
		m.Class = ClassReply
	}
	return m
}

// Heading is what a list of mails shows of one.
type Heading struct {
	// From is the name and address of the first sender, as written there.
	From, FromName string
	Subject        string
	Date           time.Time // zero when absent or unreadable
}

// ReadHeading reads no more of a mail than its heading, as Read does.
func ReadHeading(raw []byte) Heading {
	m := message.ReadEnvelope(raw)
	from := m.FirstFrom()
	return Heading{From: from.Address, FromName: from.Name, Subject: m.Subject, Date: m.Date}
}

// Sent reads a mail of ours as it lies in a folder of sent mail: its text and the
// source of its HTML part, each empty if there is none. A text without headers
// is the text itself.
func Sent(raw []byte) (text, html string) {
	m, root := message.Read(raw)
	return m.Text, message.HTMLSource(root)
}

// MessageID reads no more of a mail than its Message-ID, as Read does.
func MessageID(raw []byte) string { return message.ID(raw) }

// lastDayAway is the last day of an absence that an automatic answer announces: in
// its text, or in what its subject says by itself. Behind a colon mailboxes repeat
// the subject that they answer, and ours names the day on which an answer is due.
func lastDayAway(m Message) *cadence.Date {
	if day := autoreply.LastDayAway(trim.Text(m.Text), m.Date); day != nil {
		return day
	}
	own, _, _ := strings.Cut(m.Subject, ":")
	return autoreply.LastDayAway(own, m.Date)
}
