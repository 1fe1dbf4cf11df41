package activities

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Message is one composed mail.
type Message struct {
	ID      string // Message-ID without angle brackets
	From    string // envelope sender
	To      string // envelope recipient
	Subject string
	Text    string // the text part, to align a reply with
	Wire    []byte // the whole message as it goes over the wire
}

// Composer words letters. It is pure: the same letter gives the same message.
type Composer interface {
	Compose(spec partnership.Spec, l procedure.Letter, standing procedure.Standing) (Message, error)
}

// Outbox remembers what was sent. One letter of one workflow is one row,
// whatever happens to the attempts to send it.
type Outbox interface {
	// Enqueue stores a letter's message and ask unless the letter is known, and
	// returns the message as it was first stored and whether it has been sent.
	Enqueue(ctx context.Context, l procedure.Letter, m Message, ask Ask) (stored Message, sent bool, err error)
	Sending(ctx context.Context, messageID string) error
	Sent(ctx context.Context, messageID string) error
	Failed(ctx context.Context, messageID string, cause *DeliveryError) error
}

// Mailer hands a message to the mail server. Its errors are *DeliveryError.
type Mailer interface {
	Send(ctx context.Context, m Message) error
}

// DeliveryError says why a message was not taken and what follows from that.
type DeliveryError struct {
	Class DeliveryClass
	Err   error // names no address and no text
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

// Sender sends letters.
type Sender struct {
	Specs    Specs
	Readings Readings
	Composer Composer
	Outbox   Outbox
	Mailer   Mailer
}

// SendLetter composes a letter, stores it, and hands it to the mail server. A
// retry finds the stored message and sends that one, under the same Message-ID,
// unless it is known to have been sent.
func (s *Sender) SendLetter(ctx context.Context, l procedure.Letter) error {
	defer beat(ctx)()
	m, ask, err := s.compose(ctx, l)
	if err != nil {
		return fmt.Errorf("compose letter %s of %s: %w", l.Key, l.Workflow, err)
	}
	m, sent, err := s.Outbox.Enqueue(ctx, l, m, ask)
	if err != nil {
		return fmt.Errorf("enqueue letter %s of %s: %w", l.Key, l.Workflow, err)
	}
	if sent {
		return nil
	}
	if err := s.Outbox.Sending(ctx, m.ID); err != nil {
		return fmt.Errorf("mark letter %s of %s: %w", l.Key, l.Workflow, err)
	}
	if err := s.Mailer.Send(ctx, m); err != nil {
		return s.failed(ctx, l, m, err)
	}
	if err := s.Outbox.Sent(ctx, m.ID); err != nil {
		return fmt.Errorf("mark letter %s of %s sent: %w", l.Key, l.Workflow, err)
	}
	return nil
}

// beatEvery is well below the workflows' heartbeat time-out.
const beatEvery = 3 * time.Second

// beat tells the server that the activity lives until the returned function is
// called, so that a worker's death is noticed within seconds.
func beat(ctx context.Context) (stop func()) {
	if !activity.IsActivity(ctx) {
		return func() {}
	}
	ctx, stop = context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(beatEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				activity.RecordHeartbeat(ctx)
			case <-ctx.Done():
				return
			}
		}
	}()
	return stop
}

func (s *Sender) compose(ctx context.Context, l procedure.Letter) (Message, Ask, error) {
	spec, err := s.Specs.Spec(ctx, l.Spec)
	if err != nil {
		return Message{}, Ask{}, err
	}
	person, ok := spec.Person(l.Person)
	if !ok {
		return Message{}, Ask{}, fmt.Errorf("spec has no person %q", l.Person)
	}
	readings, err := s.Readings.Readings(ctx, l.Slug)
	if err != nil {
		return Message{}, Ask{}, err
	}
	m, err := s.Composer.Compose(spec, l, procedure.Stand(spec, readings, today(spec, l)))
	if err != nil {
		return Message{}, Ask{}, err
	}
	return m, Ask{
		ID: l.Ask, Slug: l.Slug, Workflow: l.Workflow, Person: l.Person, Locale: person.Language, Spec: l.Spec,
		MessageID: m.ID, Questions: l.Questions, Text: m.Text, SentAt: l.At, Due: l.Due,
	}, nil
}

// today is the letter's day in the partnership's zone.
func today(spec partnership.Spec, l procedure.Letter) cadence.Date {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return cadence.DateOf(l.At)
	}
	return cadence.DateOf(l.At.In(zone))
}

func (s *Sender) failed(ctx context.Context, l procedure.Letter, m Message, err error) error {
	cause := &DeliveryError{Class: DeliveryTemporary, Err: err}
	errors.As(err, &cause)
	if marked := s.Outbox.Failed(ctx, m.ID, cause); marked != nil {
		return fmt.Errorf("mark letter %s of %s failed: %w", l.Key, l.Workflow, marked)
	}
	if cause.Class == DeliveryPermanent {
		return temporal.NewNonRetryableApplicationError("the mail server refused the recipient", ErrorTypeRefused, cause)
	}
	return fmt.Errorf("send letter %s of %s: %w", l.Key, l.Workflow, cause)
}
