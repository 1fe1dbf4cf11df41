// Package activities is what workflows may do to the world: send a letter,
// write the journal and tell other procedures, watch a mailbox. It owns the
// interfaces of everything it needs and imports no adapter.
package activities

import (
	"context"
	"errors"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// ErrorTypeRefused is the type of an application error that says that the world
// will not take the work however often it is tried. It is written into histories.
const ErrorTypeRefused = "Refused"

// ErrClosed says that a workflow has ended or never was.
var ErrClosed = errors.New("workflow is closed")

// Procedures delivers messages to running procedures. Both return ErrClosed
// when there is nobody to take the message.
type Procedures interface {
	Reply(ctx context.Context, workflow string, r procedure.Reply) error
	Report(ctx context.Context, workflow string, r procedure.Report) error
}

// Specs finds the specs that letters and asks speak of.
type Specs interface {
	Spec(ctx context.Context, digest string) (partnership.Spec, error)
}

// Readings finds what was measured.
type Readings interface {
	Readings(ctx context.Context, slug string) ([]measure.Reading, error)
}

// Ask is a letter that may be answered: what a reply is read against.
type Ask struct {
	ID        string
	Slug      string
	Workflow  string
	Person    string
	Locale    string
	Spec      string // digest
	MessageID string
	Questions []partnership.Question
	Text      string // as sent
	SentAt    time.Time
	Due       time.Time
}
