// Package smtpd takes mail by SMTP and hands it to a mailbox store.
package smtpd

import "time"

// Fault is one way in which a mail server can fail its client.
type Fault int

// The faults that a script can contain.
const (
	None        Fault = iota // all is well
	TempFail                 // 451 after the data, nothing kept
	PermFail                 // 554 after the data, nothing kept
	DropBefore               // the connection breaks before the mail is kept
	DropAfter                // the mail is kept, the connection breaks before the 250
	TwiceStored              // the mail is kept twice
)

// Envelope is what the client said about a mail before its data.
type Envelope struct {
	From string
	To   []string
}

// Faults makes the server misbehave. Both functions are asked once for each
// mail when its data has arrived; nil means well-behaved.
type Faults struct {
	Decide func(Envelope) Fault
	Delay  func(Envelope) time.Duration
}
