package config

import (
	"cmp"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Engine holds the settings of the program that carries partnerships out. A
// field that nobody set has its default; servers that nobody declared are nil.
type Engine struct {
	Temporal Temporal
	Mail     Mail
	Store    Store
	Keys     Keys
}

// Temporal says where the Temporal server is. An empty address leaves it to the
// environment variables and profiles that the temporal command reads.
type Temporal struct {
	Address   string // host:port
	Namespace string // "rapport" unless declared
}

// Store says where data is kept.
type Store struct {
	URL    string // empty when it is in the environment or nobody declared one
	Secret Secret // the variable that holds the URL
}

// Keys are the engine's own secrets.
type Keys struct {
	// Token signs the tokens of replies. The newest key comes first and signs;
	// the others are still accepted.
	Token []Secret
}

type engineDecl struct {
	header
	Temporal *temporalDecl
	Mail     *mailDecl
	Store    *storeDecl
	Keys     *keysDecl
}

func (e *engineDecl) schema() schema {
	return schema{
		doc: "Settings of the program itself: servers, store and keys. Everything has a default that suits `rapport up`.",
		blocks: []nested{
			single("temporal", &e.Temporal),
			single("mail", &e.Mail),
			single("store", &e.Store),
			single("keys", &e.Keys),
		},
		later: []string{"telemetry", "metrics", "log", "report", "limits", "web"},
	}
}

func (e *engineDecl) check(r *reports) {
	if e.Mail != nil {
		e.Mail.check(r)
	}
}

func (e *engineDecl) compile() *Engine {
	engine := &Engine{Temporal: Temporal{Namespace: "rapport"}, Mail: (&mailDecl{}).compile()}
	if t := e.Temporal; t != nil {
		engine.Temporal = Temporal{Address: t.Address.value, Namespace: t.Namespace.or("rapport")}
	}
	if e.Mail != nil {
		engine.Mail = e.Mail.compile()
	}
	if e.Store != nil {
		engine.Store = Store(e.Store.URL.value)
	}
	if e.Keys != nil {
		engine.Keys = Keys{Token: plain(e.Keys.Token.value)}
	}
	return engine
}

type temporalDecl struct {
	header
	Address, Namespace field[string]
}

func (t *temporalDecl) schema() schema {
	return schema{
		doc: "The Temporal server that `rapport worker` works for.",
		attributes: []attribute{
			{name: "address", standard: "TEMPORAL_ADDRESS, or the profile of the temporal command", value: hostPort(&t.Address), doc: "The server as host:port."},
			{name: "namespace", standard: `"rapport"`, value: line(&t.Namespace, 200), doc: "The namespace that holds the workflows."},
		},
		later: []string{"profile", "tls", "api_key", "task_queue", "codec"},
	}
}

type storeDecl struct {
	header
	URL field[storeURL]
}

// storeURL is a store's URL, or the secret that holds it.
type storeURL Store

func (s *storeDecl) schema() schema {
	return schema{
		doc: "Where asks, mails, measurements and the journal are kept.",
		attributes: []attribute{
			{name: "url", required: true, value: storeAt(&s.URL), doc: "\"sqlite:FILE\"; PostgreSQL is not supported yet. A URL with a password is a secret: env(\"RAPPORT_STORE\")."},
		},
	}
}

type keysDecl struct {
	header
	Token field[[]field[Secret]]
}

func (k *keysDecl) schema() schema {
	return schema{
		doc: "The engine's own keys.",
		attributes: []attribute{
			{name: "token", value: secrets(&k.Token), doc: "The key that signs reply tokens; while rotating a list, the newest first."},
		},
	}
}

// secrets binds one secret or a list of them.
func secrets(into *field[[]field[Secret]]) binding {
	list := listOf(into, secret)
	return binding{kind: called(`env("NAME") or a list of them`), read: func(r *reader, e hcl.Expression) {
		if _, diags := hcl.ExprList(e); !diags.HasErrors() {
			list.read(r, e)
			return
		}
		var one field[Secret]
		if secret(&one).read(r, e); one.set {
			into.give([]field[Secret]{one}, e.Range())
		}
	}}
}

// storeAt binds a store's URL, written out or named as a secret.
func storeAt(into *field[storeURL]) binding {
	return binding{kind: called(`text or env("NAME")`), read: func(r *reader, e hcl.Expression) {
		if callOf(e) != nil {
			if s, ok := r.environment(e); ok {
				into.give(storeURL{Secret: s}, e.Range())
			}
			return
		}
		text, ok := r.text(e)
		if !ok {
			return
		}
		u, err := url.Parse(text)
		switch {
		case err == nil && u.User != nil && hasPassword(u):
			r.plainSecret(e.Range(), "The URL carries a password. Put the whole URL into an environment variable and name that here: env(\"RAPPORT_STORE\").")
		case err != nil || u.Scheme != "sqlite" && u.Scheme != "postgres" && u.Scheme != "postgresql":
			r.report(codeSetting, r.at(e.Range()), "This is not the URL of a store. Write \"sqlite:.rapport/rapport.db\" or a URL that begins with postgres://.")
		default:
			into.give(storeURL{URL: text}, e.Range())
		}
	}}
}

func hasPassword(u *url.URL) bool {
	_, has := u.User.Password()
	return has || u.Query().Has("password")
}

var hostForm = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\.?$`)

func isHost(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil || len(s) <= 253 && hostForm.MatchString(s)
}

// onLoopback reports a host that is this machine itself.
func onLoopback(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback()
	}
	return strings.EqualFold(strings.TrimSuffix(host, "."), "localhost")
}

// host binds the name or address of a machine.
func host(into *field[string]) binding {
	return parsed(into, "host", codeSetting, func(_ *reader, s string) (string, string) {
		if isHost(s) {
			return s, ""
		}
		return "", "This is not the name of a machine. Write a name or an IP address without port or scheme, such as \"smtp.example.com\"."
	})
}

// hostPort binds an address of a machine with its port.
func hostPort(into *field[string]) binding {
	return parsed(into, "host:port", codeSetting, func(_ *reader, s string) (string, string) {
		name, port, err := net.SplitHostPort(s)
		if n, bad := strconv.Atoi(port); err == nil && bad == nil && n >= 1 && n <= 65535 && isHost(name) {
			return s, ""
		}
		return "", "This is not an address with a port. Write host:port without a scheme, such as \"temporal.example.com:7233\"."
	})
}

// port is the declared port, or the usual one.
func port(declared field[int], usual int) int { return cmp.Or(declared.value, usual) }
