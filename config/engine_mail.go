package config

import "strings"

// Mail says how the engine sends and receives.
type Mail struct {
	From           string     // the sender of every mail; may carry a display name
	Addressing     Addressing // how replies find back; AddressPlus unless declared
	Admin          string     // who hears of trouble with mail; empty for nobody
	SMTP           *SMTP
	IMAP           *IMAP
	Authentication Authentication
	Keep           Keep
}

// Addressing is how the token of an ask stands in the Reply-To address.
type Addressing string

// The ways of addressing.
const (
	AddressPlus     Addressing = "plus"      // rapport+token@...
	AddressCatchAll Addressing = "catch_all" // token@...
	AddressSingle   Addressing = "single"    // one address; the token is in the text
)

// TLS is how a connection is encrypted.
type TLS string

// The ways to encrypt; TLSNone is allowed on the same machine only.
const (
	TLSStart    TLS = "starttls"
	TLSImplicit TLS = "implicit"
	TLSNone     TLS = "none"
)

// SMTP is the server that takes mail out.
type SMTP struct {
	Host     string
	Port     int
	TLS      TLS
	Username string
	Password Secret
}

// IMAP is the mailbox that answers arrive in.
type IMAP struct {
	Host     string
	Port     int
	TLS      TLS
	Username string
	Password Secret
	Folder   string // "INBOX" unless declared
}

// Requirement is what a mail has to pass before it is believed.
type Requirement string

// The requirements.
const (
	RequireNone    Requirement = "none"
	RequireAligned Requirement = "aligned" // DMARC, or DKIM or SPF of a domain without a DMARC record
	RequireDMARC   Requirement = "dmarc"
)

// Authentication says whose Authentication-Results header is believed.
type Authentication struct {
	Server  string // the authserv-id, "*." and a domain, or ServerMicrosoft365
	Require Requirement
}

type mailDecl struct {
	header
	From, Admin    field[string]
	Addressing     field[Addressing]
	SMTP           *smtpDecl
	IMAP           *imapDecl
	Authentication *authenticationDecl
	Keep           *keepDecl
}

func (m *mailDecl) schema() schema {
	return schema{
		doc: "How the engine sends and receives mail.",
		attributes: []attribute{
			{name: "from", value: sender(&m.From), doc: "The sender of every mail, such as \"Rapport <rapport@example.com>\"; the name stands behind that of the lead in whose name a mail goes out."},
			{name: "addressing", standard: `"plus"`, value: oneOf(&m.Addressing, []Addressing{AddressPlus, AddressCatchAll, AddressSingle}), doc: "How answers find back: by plus addresses, by any address of a domain, or by the text alone."},
			{name: "admin", value: address(&m.Admin), standard: "nobody", doc: "Who is told of trouble with mail: once a day at most, and only when there is some."},
		},
		blocks: []nested{
			single("smtp", &m.SMTP),
			single("imap", &m.IMAP),
			single("authentication", &m.Authentication),
			single("keep", &m.Keep),
		},
		later: []string{"dkim", "rate", "digest", "reply_domain"},
	}
}

func (m *mailDecl) check(r *reports) {
	if m.SMTP != nil {
		m.SMTP.check(r)
	}
	if m.IMAP != nil {
		m.IMAP.check(r)
	}
}

func (m *mailDecl) compile() Mail {
	mail := Mail{
		From: m.From.value, Admin: m.Admin.value,
		Addressing:     m.Addressing.or(AddressPlus),
		Authentication: Authentication{Require: RequireNone},
		Keep:           m.Keep.compile(),
	}
	if s := m.SMTP; s != nil {
		mail.SMTP = &SMTP{
			Host: s.Host.value, Port: port(s.Port, usualPort(s.tls(), 587, 465, 25)), TLS: s.tls(),
			Username: s.Username.value, Password: s.Password.value,
		}
	}
	if i := m.IMAP; i != nil {
		mail.IMAP = &IMAP{
			Host: i.Host.value, Port: port(i.Port, usualPort(i.tls(), 143, 993, 143)), TLS: i.tls(),
			Username: i.Username.value, Password: i.Password.value, Folder: i.Folder.or("INBOX"),
		}
	}
	if a := m.Authentication; a != nil {
		mail.Authentication = Authentication{Server: a.Server.value, Require: a.Require.or(RequireAligned)}
	}
	return mail
}

// usualPort is the port of a protocol for a way to encrypt.
func usualPort(tls TLS, start, implicit, none int) int {
	switch tls {
	case TLSStart:
		return start
	case TLSImplicit:
		return implicit
	default:
		return none
	}
}

// connection is what the blocks of both servers declare.
type connection struct {
	Host, Username field[string]
	Port           field[int]
	TLS            field[TLS]
	Password       field[Secret]
}

func (c *connection) attributes(tls TLS, ports string) []attribute {
	return []attribute{
		{name: "host", required: true, value: host(&c.Host), doc: "The server's name or IP address."},
		{name: "port", standard: ports, value: integer(&c.Port, 1, 65535), doc: "The server's port."},
		{name: "tls", standard: `"` + string(tls) + `"`, value: oneOf(&c.TLS, []TLS{TLSStart, TLSImplicit, TLSNone}), doc: "How the connection is encrypted; none only for a server on the same machine."},
		{name: "username", value: line(&c.Username, 254), doc: "The name to log in with."},
		{name: "password", value: secret(&c.Password), doc: "The variable that holds the password."},
	}
}

func (c *connection) check(r *reports, h *header) {
	if c.TLS.value == TLSNone && c.Host.set && !onLoopback(c.Host.value) {
		r.report(codeUnencrypted, h.at(c.TLS.at), "tls is \"none\", but %s is another machine, so passwords and mail could be read on the way. Write \"starttls\" or \"implicit\".", c.Host.value)
	}
	switch {
	case c.Username.set && !h.given["password"]:
		r.report(codeSetting, h.at(c.Username.at), "There is a username, but no password. Add password = env(\"NAME\"), or remove the username for a server without login.")
	case c.Password.set && !h.given["username"]:
		r.report(codeSetting, h.at(c.Password.at), "There is a password, but no username. Add the username that it belongs to.")
	}
}

type smtpDecl struct {
	header
	connection
}

func (s *smtpDecl) schema() schema {
	return schema{
		doc:        "The server that takes mail out.",
		attributes: s.attributes(TLSStart, "587, or 465 with implicit TLS, or 25 without TLS"),
		later:      []string{"ca_file", "oauth"},
	}
}

func (s *smtpDecl) tls() TLS         { return s.TLS.or(TLSStart) }
func (s *smtpDecl) check(r *reports) { s.connection.check(r, &s.header) }

type imapDecl struct {
	header
	connection
	Folder field[string]
}

func (i *imapDecl) schema() schema {
	return schema{
		doc: "The mailbox that answers arrive in.",
		attributes: append(i.attributes(TLSImplicit, "993, or 143 with another tls"),
			attribute{name: "folder", standard: `"INBOX"`, value: line(&i.Folder, 200), doc: "The folder to watch."}),
		later: []string{"ca_file", "oauth"},
	}
}

func (i *imapDecl) tls() TLS         { return i.TLS.or(TLSImplicit) }
func (i *imapDecl) check(r *reports) { i.connection.check(r, &i.header) }

// ServerMicrosoft365 stands for a receiving server that leaves its name out.
const ServerMicrosoft365 = "microsoft365"

// signer binds whose results are believed: a machine, every machine below a
// domain, or Exchange Online. A pattern that covers a whole registry, such as
// "*.com", would believe anybody.
func signer(into *field[string]) binding {
	return parsed(into, "host", codeSetting, func(_ *reader, s string) (string, string) {
		domain, wild := strings.CutPrefix(s, "*.")
		if isHost(domain) && (!wild || strings.Contains(domain, ".")) {
			return s, ""
		}
		return "", "This is not the name that a server signs with. Write it as it stands at the beginning of Authentication-Results, such as \"mx.google.com\"; \"*.mail.yandex.net\" for all hosts of a service; or \"microsoft365\" for Exchange Online."
	})
}

type authenticationDecl struct {
	header
	Server  field[string]
	Require field[Requirement]
}

func (a *authenticationDecl) schema() schema {
	return schema{
		doc: "Which checks of the sender, made by the receiving server, are believed.",
		attributes: []attribute{
			{name: "server", required: true, value: signer(&a.Server), doc: "Who signs the results: the receiving server's name (authserv-id), such as \"mx.google.com\"; \"*.mail.yandex.net\" for any host of a service; \"microsoft365\" for Exchange Online, which leaves its name out."},
			{name: "require", standard: `"aligned"`, value: oneOf(&a.Require, []Requirement{RequireAligned, RequireDMARC, RequireNone}), doc: "What the sender's domain has to pass before a mail counts: DMARC, or DKIM or SPF where it has no DMARC record; DMARC alone; or nothing."},
		},
	}
}
