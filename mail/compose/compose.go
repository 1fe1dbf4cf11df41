// Package compose turns a letter, which holds names and values, into a finished
// mail in the reader's language.
//
// It is a pure function of its arguments: the same letter gives the same mail,
// down to the Message-ID, however often an attempt to send it is repeated. It
// neither sends anything nor encodes it; that is the transport's part.
package compose

import (
	"fmt"
	"io/fs"
	"net/mail"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/mail/calendar"
	"github.com/rapport-engine/rapport/mail/templates"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// Settings are what every mail of one engine has in common.
type Settings struct {
	// From is the engine's own mailbox; its local part carries the tokens when
	// the addressing is plus.
	From mail.Address
	// Addressing says how replies find their ask.
	Addressing token.Mode
	// Keys sign the reply tokens.
	Keys token.Keys
	// Domain stands in Message-IDs; empty means the domain of From.
	Domain string
	// Instance names this engine, so that it knows its own mail if it comes back.
	Instance string
	// Phrases are what kinds of procedures say beyond those that come with the
	// program: folders by locale, as in mail/templates.
	Phrases []fs.FS
	// Specs finds a spec by its digest, for mails that show what changes; without it none
	// of them can be written.
	Specs func(digest string) (partnership.Spec, error)
	// Draw draws the pictures of mails as PNG, the same each time; without it they have none,
	// but the words beside them.
	Draw func(Chart) ([]byte, error)
}

// Message is a finished mail. Addresses are bare, and all values are plain
// text that the transport has to encode.
type Message struct {
	MessageID  string // in angle brackets, as all message IDs here
	InReplyTo  string // empty for the first mail of a thread
	References []string
	Date       time.Time
	From       string
	FromName   string
	To         string
	ToName     string
	ReplyTo    string // carries the token, if the addressing can
	Subject    string
	// Text is the whole text part as sent; replies are aligned against it.
	Text    string
	HTML    string
	Headers []Header
	// Files travel beside the text.
	Files []File
	// Pictures stand in the HTML.
	Pictures []Picture
	// Calendar is an entry for the reader's calendar, if the mail brings one.
	Calendar *Calendar
	// Token is the reply token that the mail carries.
	Token string
	// Locale is the language that the mail is written in.
	Locale string
}

// File is a plain text that travels with a mail, under a name.
type File struct{ Name, Text string }

// Calendar is an entry for a calendar: what is to be done with it (RFC 5546), and its text.
type Calendar struct{ Method, Text string }

// Header is one header field beyond those that Message names.
type Header struct{ Name, Value string }

// Composer writes mails. It may be used by several goroutines at once.
type Composer struct {
	settings   Settings
	addressing token.Addressing
	domain     string
	catalogs   []catalog
	plain      bool
}

// New checks the settings and reads all templates.
func New(s Settings) (*Composer, error) {
	addressing, err := token.NewAddressing(s.Addressing, s.From.Address)
	if err != nil {
		return nil, fmt.Errorf("new composer: %w", err)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("new composer: %w", err)
	}
	catalogs, err := readCatalogs(templates.FS(), s.Phrases)
	if err != nil {
		return nil, fmt.Errorf("new composer: %w", err)
	}
	return &Composer{settings: s, addressing: addressing, domain: idDomain(s), catalogs: catalogs}, nil
}

// Plain returns a composer of the same mails without their HTML part, for whoever reads the
// text alone.
func (c *Composer) Plain() *Composer {
	plain := *c
	plain.plain = true
	return &plain
}

// uid names a meeting, by its workflow ID, in the calendars of all who are invited: nobody
// else can make one up.
func (c *Composer) uid(workflow string) (string, error) {
	signed, err := c.settings.Keys.Sign(procedure.EntryAsk(workflow), "")
	if err != nil {
		return "", err
	}
	return calendar.UID(workflow, signed, c.domain), nil
}

// Addressing says to which addresses people write back.
func (c *Composer) Addressing() token.Addressing { return c.addressing }

// Compose writes the mail for a letter about a spec whose goals stand as given,
// as it goes out at a time, and takes notices along. It fails when a letter
// names somebody or some template that is not there, or when a name or an
// address could break a header.
func (c *Composer) Compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (Message, error) {
	m, err := c.compose(spec, l, also, st, at)
	if err != nil {
		return Message{}, fmt.Errorf("compose %s letter for person %s: %w", l.Template, l.Person, err)
	}
	return m, nil
}

func (c *Composer) compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (Message, error) {
	declared := spec
	spec = l.Addressed(spec)
	person, ok := spec.Person(l.Person)
	if !ok {
		return Message{}, fmt.Errorf("the spec of %s has no such person", spec.Slug)
	}
	if err := checkPerson(person); err != nil {
		return Message{}, err
	}
	tok, err := c.settings.Keys.Sign(l.Ask, l.Person)
	if err != nil {
		return Message{}, err
	}
	m := c.envelope(l, person, tok, at)
	threads := l.Parts
	if several(l) > 0 {
		threads = nil // they can be very many
	}
	for _, part := range threads { // what takes one of them up later finds its thread
		tok, err := c.settings.Keys.Sign(part.Ask, part.Person)
		if err != nil {
			return Message{}, err
		}
		m.References = slices.Insert(m.References, 1, c.thread(tok))
	}
	catalog := c.catalogFor(spec, person)
	m.Locale = catalog.locale.Code
	m.Headers = c.headers(l, m.Locale)
	if l.Template == conflict.TemplateMediator {
		spec = declared // its reader stands in nobody's place
	}
	said := tongue{spec, m.Locale}
	writer := letterWriter{
		catalog: catalog, spec: spec.In(m.Locale), tongue: said, letter: said.letter(l), also: said.letters(also), standing: said.standing(st), person: person, at: at,
		address: c.addressing.Partnership(spec.Slug), addressOf: c.addressing.Partnership, single: c.settings.Addressing == token.Single,
		specs: c.settings.Specs, plain: c.plain, pictures: &m.Pictures, pictureID: l.Ask + "@" + c.domain, drawing: c.settings.Draw,
		uid: c.uid, from: c.settings.From.Address,
	}
	if err := writer.write(&m); err != nil {
		return Message{}, err
	}
	return m, nil
}

func (c *Composer) catalogFor(spec partnership.Spec, person partnership.Person) catalog {
	name := languageOf(spec, person)
	for _, k := range c.catalogs {
		if k.locale.Code == name {
			return k
		}
	}
	return c.catalogs[0]
}
