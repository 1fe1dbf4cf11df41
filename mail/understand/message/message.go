// Package message reads the bytes of a mail: its header, its parts, its text as a
// mail program would show it, who says to have sent it, and what servers found out
// about that. What the mail means is not its business.
//
// Nothing in it fails: what is broken becomes a defect, and whatever could be read
// is kept. Every step is bounded in time and memory.
package message

import "time"

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

	// Text is what a mail program would show: text/plain, or the HTML part
	// when there is no useful plain text. Lines end in LF.
	Text string
	// HTMLNew is the text of the HTML part without what the sender's mail
	// program marked as quoted. It is empty when there is no HTML part.
	HTMLNew string
	// HTMLQuoted is the text that the mail program marked as quoted. When it
	// is empty, HTMLNew may still contain unmarked quotes.
	HTMLQuoted string
	// HTMLInline is the text of the HTML part with everything quoted marked by
	// ">", except what the writer typed into it in a colour of their own or
	// behind their name in brackets. It is empty where there is no such thing.
	HTMLInline string
	// Attachments are the files that came along, without what programs add by
	// themselves, such as signatures.
	Attachments []Attachment
	// Tables are those of them that hold rows of values.
	Tables []Table
	// AttachedText is what attached texts and sheets say.
	AttachedText string
	// Enclosed says that Text is that of a mail inside this one.
	Enclosed bool
	// Encrypted says that what was written is readable for its addressee only.
	Encrypted bool
	// Defects says in plain words what was broken and how it was handled.
	Defects []string
}

// FirstFrom is what From begins with, which tells programs from people. It is
// no Author: nothing may depend on who that is.
func (m Message) FirstFrom() Address {
	if len(m.From) == 0 {
		return Address{}
	}
	return m.From[0]
}

// Address is a mailbox with the name that was written beside it.
type Address struct {
	Name    string
	Address string
}
