// Package webmail draws the pages on which a newcomer reads and answers mail
// as any person.
package webmail

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// Person is somebody whose mail the page offers to read.
type Person struct {
	Name, Address string
}

// Link is shown in the head of every page.
type Link struct {
	Label, URL string
}

// Options say what is shown and how mail is sent.
type Options struct {
	Store    *mailstore.Store
	Bot      string // the engine's own mailbox: shown, not answered from
	SMTPAddr string // takes the mail that people send
	People   func() []Person
	Links    func() []Link
	Now      func() time.Time
	Logger   *slog.Logger
}

// New makes the handler of all pages.
func New(options Options) http.Handler { return http.NotFoundHandler() }
