// Package activities is what workflows may do to the world: put on record, begin
// and tell procedures, post letters, watch a mailbox. It owns the interfaces of
// everything it needs and imports no adapter.
package activities

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// ErrClosed says that a workflow has ended or never was.
var ErrClosed = errors.New("workflow is closed")

// Procedures reaches running procedures. Reply and Tell return ErrClosed when
// there is nobody to take the message.
type Procedures interface {
	// Begin starts a procedure. One of that ID and turn, or of a later turn, is the
	// same procedure and left alone; one of an earlier turn must have ended first.
	Begin(ctx context.Context, s Start) error
	Reply(ctx context.Context, workflow string, r procedure.Reply) error
	Tell(ctx context.Context, workflow string, m procedure.Message) error
	// Running reports whether a procedure can still be told something.
	Running(ctx context.Context, workflow string) (bool, error)
}

// Start is a procedure that is to begin.
type Start struct {
	Workflow   string
	Slug       string
	Type       procedure.Type
	State      json.RawMessage
	Attributes procedure.Attributes
	Title      string
	Summary    string
	// Turn counts how often a procedure of that ID has begun before.
	Turn int
}

// ErrNoSpec says that no spec of a digest was ever kept.
var ErrNoSpec = errors.New("no such spec")

// Specs finds the specs that letters and asks speak of, or says ErrNoSpec.
type Specs interface {
	Spec(ctx context.Context, digest string) (partnership.Spec, error)
}

// Readings finds what was measured.
type Readings interface {
	Readings(ctx context.Context, slug string) ([]measure.Reading, error)
}

// Ask is a letter that may be answered: what a reply is read against.
type Ask struct {
	ID       string
	Slug     string
	Workflow string
	Person   string
	Locale   string
	Spec     string // digest
	Sealed   bool   // answers are kept in the store and nowhere else
	// Anonymous answers are ballots, which nobody is to connect with who gave them.
	Anonymous bool
	MessageID string
	// Parts are the asks that stand together in the letter; none for most.
	Parts     []procedure.Part
	Questions []partnership.Question
	Text      string // as sent
	// Recipient is the address that the latest letter went to: whoever reads mail in
	// the person's place answers from it.
	Recipient string
	SentAt    time.Time
	Due       time.Time
}
