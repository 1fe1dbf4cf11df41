package understand

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Trust says whose verdict about authors is believed, and what it must say.
type Trust struct {
	// Server is the name that the receiving server signs its verdicts with.
	Server string
	// DMARC says that only a passed DMARC check will do. Otherwise a domain
	// that publishes no DMARC record, as most small ones don't, may be vouched
	// for by DKIM or SPF.
	DMARC bool
}

// Doubt says why a mail can't be believed to be from its author. It is empty if
// the receiving server vouches for the author's domain.
func (t Trust) Doubt(m Message) string {
	domain := m.Author.domain()
	switch {
	case m.Author.Fault != "":
		return m.Author.Fault
	case domain == "":
		return "its sender's address has no domain that could be vouched for"
	}
	v, found := t.verdict(m.Verdicts)
	if !found {
		return "the receiving server left no verdict about its sender"
	}
	passed, doubt := v.dmarc(domain)
	switch {
	case passed || doubt != "":
		return doubt
	case t.DMARC:
		return "the receiving server has no DMARC verdict about its sender"
	case !v.vouches(domain):
		return "the receiving server vouches for its sender's domain by neither DMARC nor DKIM nor SPF"
	}
	return ""
}

// verdict finds the topmost field of the trusted server. Servers put theirs on
// top of what came in: a lower one of the same name may be anybody's.
func (t Trust) verdict(verdicts []Verdict) (Verdict, bool) {
	for _, v := range verdicts {
		if strings.EqualFold(v.Server, t.Server) {
			return v, true
		}
	}
	return Verdict{}, false
}

// dmarc reports whether the author's domain passed DMARC. Where it has no
// record there is neither a pass nor a doubt. Every word about DMARC counts, as
// a sender could smuggle one into a field that the server copies.
func (v Verdict) dmarc(domain string) (passed bool, doubt string) {
	for _, c := range v.Checks {
		if c.Method != "dmarc" {
			continue
		}
		if from, given := c.Properties["header.from"]; given && dnsName(from) != domain {
			return false, "the receiving server's verdict is about another domain than its sender's"
		}
		switch c.Result {
		case "pass":
			passed = true
		case "none", "bestguesspass":
		default:
			return false, "it did not pass the receiving server's DMARC check"
		}
	}
	return passed, ""
}

// vouches reports whether the author's organisation signed the mail, or whether
// one of its servers sent it.
func (v Verdict) vouches(domain string) bool {
	for _, c := range v.Checks {
		if c.Result == "pass" && aligned(domain, c.domain()) {
			return true
		}
	}
	return false
}

// domain is the domain that a check was about. Yandex shortens smtp.mailfrom.
func (c Check) domain() string {
	var names []string
	switch c.Method {
	case "dkim":
		names = []string{"header.d", "header.i"}
	case "spf":
		names = []string{"smtp.mailfrom", "smtp.mail"}
	}
	for _, name := range names {
		if value := c.Properties[name]; value != "" {
			return dnsName(value[strings.LastIndexByte(value, '@')+1:])
		}
	}
	return ""
}

// aligned reports whether two domains belong to one organisation, which is what
// DMARC calls relaxed alignment (RFC 7489 section 3.1.1). A public suffix, also
// a private one such as github.io, belongs to nobody.
func aligned(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	ours, err1 := publicsuffix.EffectiveTLDPlusOne(a)
	theirs, err2 := publicsuffix.EffectiveTLDPlusOne(b)
	return err1 == nil && err2 == nil && ours == theirs
}
