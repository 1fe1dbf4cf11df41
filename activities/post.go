package activities

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// Message is one composed mail.
type Message struct {
	ID      string // Message-ID without angle brackets
	From    string // envelope sender
	To      string // envelope recipient
	Subject string
	Text    string // the text part, to align a reply with
	HTML    string // the other part
	Wire    []byte // the whole message as it goes over the wire
}

// Composer words letters. It is pure: the same letters give the same message.
type Composer interface {
	// Compose words a letter as it goes out at a time, and takes notices along.
	Compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, s standing.Standing, at time.Time) (Message, error)
}

// Mailer hands a message to the mail server. Its errors are *DeliveryError.
type Mailer interface {
	Send(ctx context.Context, m Message) error
}

// DeliveryError says why a message was not taken and what follows from that.
type DeliveryError struct {
	Class DeliveryClass
	Err   error // names no address and no text
	// Setback says why a permanent failure is one.
	Setback procedure.Setback
}

// DeliveryClass says what to do about a message that was not taken.
type DeliveryClass string

// The classes of failure (our own table: libraries' ideas of "temporary" leave
// out every network error).
const (
	DeliveryTemporary DeliveryClass = "temporary" // try again
	DeliveryPermanent DeliveryClass = "permanent" // this recipient will never get it
	DeliveryUnknown   DeliveryClass = "unknown"   // it may have been taken: try again under the same Message-ID
)

// Error gives the class and the cause.
func (e *DeliveryError) Error() string { return fmt.Sprintf("%s failure: %v", e.Class, e.Err) }

// Unwrap gives the cause.
func (e *DeliveryError) Unwrap() error { return e.Err }

// Parcel is a letter in the outbox.
type Parcel struct {
	Letter   procedure.Letter
	Attempts int
	// Packed is the mail that an earlier attempt may have handed over: the same
	// bytes go out again. Nil: the letter is yet to be composed.
	Packed *Message
	// Window is the one that the packed mail speaks of.
	Window procedure.Arrival
}

// Awaited is what a workflow waits for: letters, and the activity to complete
// when they have arrived.
type Awaited struct {
	Workflow string
	Step     string
	Token    []byte
	Arrivals []procedure.Arrival // what is known so far, one for each letter
}

// News are arrivals that no activity waits for any more.
type News struct {
	Workflow string
	Arrivals []procedure.Arrival
}

// ErrNotWaiting says that a letter does not wait to be sent any more: its
// procedure took it back, or another letter has taken it along.
var ErrNotWaiting = errors.New("letter does not wait any more")

// Post is the outbox as the postman sees it.
type Post interface {
	// Due lists letters that may go out, oldest first, and says when the next one
	// may; zero for none.
	Due(ctx context.Context, now time.Time, limit int) (due []Parcel, next time.Time, err error)
	// Riders lists the notices that wait for a letter to a person.
	Riders(ctx context.Context, slug, person string) ([]procedure.Letter, error)
	// Company lists the letters of some templates that wait for a person, and says when
	// the latest mail of the daily ones went out.
	Company(ctx context.Context, slug, person string, templates, daily []procedure.Template) (waiting []procedure.Letter, last time.Time, err error)
	// Latest is when the latest mail of some templates went to an address since a time, of
	// another partnership than one; zero if none did.
	Latest(ctx context.Context, address, but string, templates []procedure.Template, since time.Time) (time.Time, error)
	// Spanning lists the letters of some templates that wait in all partnerships, the
	// receipts of mails that several procedures were told of, and the notices whose last day
	// ends before a time; oldest first.
	Spanning(ctx context.Context, templates []procedure.Template, until time.Time) ([]procedure.Letter, error)
	// Pack keeps a composed mail with its ask before the attempt to send it, and
	// binds the notices that it takes along and the letters that stand together in it;
	// ErrNotWaiting if one of those must not go out.
	Pack(ctx context.Context, l procedure.Letter, m Message, ask Ask, window procedure.Arrival, also []procedure.Letter, joined []Joined) error
	// Sent, Failed and Unwritten record how it went; Postpone that it is too early
	// and Expire that it is too late.
	Sent(ctx context.Context, l procedure.Letter, at time.Time) error
	Failed(ctx context.Context, l procedure.Letter, cause *DeliveryError, next time.Time) error
	Unwritten(ctx context.Context, l procedure.Letter, reason string) error
	Postpone(ctx context.Context, l procedure.Letter, until time.Time) error
	Expire(ctx context.Context, l procedure.Letter) error

	// Await keeps the token of the activity that waits for a step's letters. When
	// all have arrived it returns them instead.
	Await(ctx context.Context, workflow, step string, token []byte, now time.Time) (arrived []procedure.Arrival, all bool, err error)
	// Awaited lists those that have nothing more to wait for, or have waited since
	// before a time; Settle forgets one.
	Awaited(ctx context.Context, since time.Time) ([]Awaited, error)
	Settle(ctx context.Context, a Awaited) error
	// Sealed returns what is kept of sealed asks, by their IDs, for letters to
	// whoever may read it.
	Sealed(ctx context.Context, asks []string) (map[string]procedure.Sealed, error)
	// Entries returns the ledger of a partnership, in the order in which it was written.
	Entries(ctx context.Context, slug string) ([]ledger.Entry, error)
	// Decided lists what was decided together in a partnership, the oldest first.
	Decided(ctx context.Context, slug string) ([]procedure.Decision, error)
	// Days says what has become of the milestones of a partnership.
	Days(ctx context.Context, slug string) ([]procedure.AgreedDay, error)
	// Result returns the rounds of a survey up to one, the oldest first, and what people
	// wrote in that one.
	Result(ctx context.Context, workflow string) ([]opinion.Wave, []opinion.Remark, error)
	// News lists arrivals that nobody was told of; Heard forgets them.
	News(ctx context.Context) ([]News, error)
	Heard(ctx context.Context, n News) error
	// Backlog counts what waits.
	Backlog(ctx context.Context, now time.Time) (Backlog, error)
}
