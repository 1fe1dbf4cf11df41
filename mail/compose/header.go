package compose

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// HeaderLoop names the engine that made a mail, so that it knows its own mail
// if it comes back.
const HeaderLoop = "X-Rapport-Loop"

const (
	// maxMessageID is what relays keep as it is; longer ones get rewritten.
	maxMessageID = 60
	// idDigits is the length of a Message-ID's left side: 80 bits of a hash.
	idDigits = 16
	// maxForeignID bounds message IDs of others that we repeat.
	maxForeignID = 250
	// maxSubject bounds a subject in runes.
	maxSubject = 120
)

func (s Settings) check() error {
	switch {
	case hasControl(s.From.Name):
		return errors.New("the sender's name has a line break or control character")
	case s.Instance == "" || strings.ContainsFunc(s.Instance, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		return fmt.Errorf("instance %q: want a word in ASCII", s.Instance)
	case strings.ContainsFunc(s.Domain, func(r rune) bool { return !isDomain(r) }):
		return fmt.Errorf("domain %q: want a domain name in ASCII", s.Domain)
	}
	return nil
}

func isDomain(r rune) bool {
	return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '.' || r == '-'
}

// checkPerson refuses what could smuggle a header or another recipient in.
// It names the person by ID only: addresses have no place in errors.
func checkPerson(p partnership.Person) error {
	address, err := mail.ParseAddress(p.Email)
	switch {
	case err != nil || address.Address != p.Email:
		return errors.New("their address is not one plain mail address")
	case hasControl(p.Name) || hasControl(p.Email):
		return errors.New("their name or address has a line break or control character")
	}
	return nil
}

func hasControl(s string) bool { return strings.ContainsFunc(s, unicode.IsControl) }

// envelope fills in everything that does not depend on the language.
func (c *Composer) envelope(l procedure.Letter, person partnership.Person, tok string, at time.Time) Message {
	root := c.thread(tok)
	m := Message{
		MessageID: c.messageID(l), References: []string{root}, Date: at, Token: tok,
		From: c.settings.From.Address, FromName: c.settings.From.Name,
		To: person.Email, ToName: person.Name, ReplyTo: c.addressing.Address(tok),
	}
	switch answered, ok := foreignID(l.InReplyTo); {
	case ok:
		m.InReplyTo, m.References = answered, append(m.References, answered)
	case !l.Opens && len(l.Parts) == 0:
		m.InReplyTo = root // no mail has this ID, but all of the thread refer to it
	}
	return m
}

// thread is what all mails of an ask refer to.
func (c *Composer) thread(tok string) string { return fmt.Sprintf("<wf.%s@%s>", tok, c.domain) }

// messageID is the same for every attempt to send the same letter.
func (c *Composer) messageID(l procedure.Letter) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{c.settings.Instance, l.Workflow, l.Key}, "\x00")))
	left := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:idDigits]
	return "<" + left + "@" + c.domain + ">"
}

// idDomain is the right side of message IDs: the settings' domain, or as many
// of its last labels as keep the whole ID short.
func idDomain(s Settings) string {
	domain := s.Domain
	if domain == "" {
		_, domain, _ = strings.Cut(s.From.Address, "@")
	}
	for len(domain) >= maxMessageID-idDigits-len("<@>") {
		_, rest, ok := strings.Cut(domain, ".")
		if !ok {
			return "rapport"
		}
		domain = rest
	}
	return domain
}

var idForm = regexp.MustCompile(`^<[!-;=?-~]+@[!-;=?-~]+>$`)

// foreignID takes a message ID from outside, with or without its brackets. One
// that is malformed is left out, because its sender still deserves an answer.
func foreignID(id string) (string, bool) {
	id = "<" + strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">") + ">"
	return id, len(id) <= maxForeignID && idForm.MatchString(id)
}

// headers mark the mail as written by a machine (RFC 3834), so that other
// machines leave it alone, and say whose it is, so that we do. Delivery reports
// are still wanted, hence not X-Auto-Response-Suppress: All.
func (c *Composer) headers(l procedure.Letter, language string) []Header {
	origin := "auto-generated"
	if l.InReplyTo != "" {
		origin = "auto-replied"
	}
	return []Header{
		{"Auto-Submitted", origin},
		{"X-Auto-Response-Suppress", "OOF, AutoReply"},
		{HeaderLoop, c.settings.Instance},
		{"Content-Language", language},
	}
}
