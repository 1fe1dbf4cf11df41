package imap

import (
	"errors"

	"github.com/emersion/go-imap/v2"
)

// ErrLogin says that the server did not accept the name and password. Trying
// again soon may lock the account.
var ErrLogin = errors.New("the server refused the login")

var (
	// errClosed says that the server ended the connection.
	errClosed = errors.New("the server closed the connection")
	// errGone says that a message was deleted or moved by somebody else.
	errGone = errors.New("message is gone")
	// errEmpty says that the server announced a message that it cannot give yet.
	errEmpty = &messageError{errors.New("the server gave an empty message")}
)

// messageError is a failure that concerns one message, not the connection.
type messageError struct{ error }

func (e *messageError) Unwrap() error { return e.error }

// isFatal reports whether an error ends the connection. A server's NO or BAD
// and a handler's failure do not.
func isFatal(err error) bool {
	var concernsOne *messageError
	return !errors.As(err, &concernsOne) && !isRefusal(err)
}

// isRefusal reports whether the server answered NO or BAD.
func isRefusal(err error) bool {
	var refusal *imap.Error
	return errors.As(err, &refusal)
}
