package smtp

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"regexp"
)

// Class says what is to be done about a mail that was not sent.
type Class string

// The classes of failure.
const (
	// Temporary failures may be retried: the mail was certainly not accepted.
	Temporary Class = "temporary"
	// Permanent failures will be the same next time.
	Permanent Class = "permanent"
	// Unknown means that the connection broke while the server was to say
	// whether it accepts the mail. A retry must use the same Message-ID, and may
	// be the second copy.
	Unknown Class = "unknown"
)

// Stage is the part of the conversation in which a failure came.
type Stage string

// The stages, in their order.
const (
	StageEncode  Stage = "encode" // before any conversation
	StageConnect Stage = "connect"
	StageSender  Stage = "sender"
	StageRcpt    Stage = "recipient"
	StageContent Stage = "content" // up to the final dot
	StageAccept  Stage = "accept"  // the server's word after it
)

// Error is a failure to send one mail. Its text never holds a mail address, nor
// a server's own words, which like to repeat one.
type Error struct {
	Class    Class
	Stage    Stage
	Code     int    // the server's reply code, 0 if there was none
	Enhanced string // the enhanced status code of RFC 3463, if there was one
	cause    error
	broken   bool // the connection failed afterwards
}

// Error says the stage, the class and the reply code.
func (e *Error) Error() string {
	text := fmt.Sprintf("send mail: %s: %s failure", e.Stage, e.Class)
	switch {
	case e.Enhanced != "":
		text += fmt.Sprintf(": reply %d %s", e.Code, e.Enhanced)
	case e.Code != 0:
		text += fmt.Sprintf(": reply %d", e.Code)
	case e.cause == nil:
		text += ": connection broken"
	}
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

// Unwrap gives the cause on our side of the conversation, if it is known.
func (e *Error) Unwrap() error { return e.cause }

// connectError classifies what went wrong before the first mail command. That
// is never the recipient's fault, so it is worth another attempt, even when the
// server finds it permanent.
func connectError(ctx context.Context, err error) *Error {
	e := &Error{Class: Temporary, Stage: StageConnect, cause: err}
	var reply *textproto.Error
	switch {
	case errors.As(err, &reply):
		e.Code, e.cause = reply.Code, nil
	case ctx.Err() != nil:
		e.cause = ctx.Err()
	}
	return e
}

// submitError classifies what went wrong in a stage of the conversation.
func submitError(ctx context.Context, stage Stage, err error) *Error {
	e := &Error{Stage: stage}
	var reply *textproto.Error
	if errors.As(err, &reply) {
		e.Code, e.Enhanced = reply.Code, enhanced.FindString(reply.Msg)
	} else {
		e.cause = ctx.Err()
	}
	e.Class = classOf(e.Stage, e.Code)
	return e
}

// enhanced is the status code of RFC 3463 that a reply may begin with.
var enhanced = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}\b`)

// unusable is the same failure on a connection that is of no more use.
func (e *Error) unusable() *Error {
	e.broken = true
	return e
}

// classOf is the table by which failures are told apart.
func classOf(stage Stage, code int) Class {
	switch {
	case stage == StageEncode:
		return Permanent
	case code == 0 && stage == StageAccept:
		return Unknown
	case code == 530 || code == 534 || code == 535 || code == 538:
		return Temporary // our password is refused: no reason to give the mail up
	case code >= 500:
		return Permanent
	default:
		return Temporary
	}
}

// nothingHandedOver reports whether the connection itself failed at a point
// where the server cannot have taken the mail.
func (e *Error) nothingHandedOver() bool {
	early := e.Stage == StageSender || e.Stage == StageRcpt || e.Stage == StageContent
	return early && (e.Code == 0 || e.Code == 421)
}

// connectionUsable reports whether the conversation can go on after the
// failure: the server has answered, and the mail was called off.
func (e *Error) connectionUsable() bool {
	return !e.broken && (e.Stage == StageSender || e.Stage == StageRcpt) && e.Code >= 400 && e.Code != 421
}
