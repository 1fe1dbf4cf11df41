package message

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Microsoft365 is the name, in Trust, of a receiving server that leaves its own
// out: Exchange Online.
const Microsoft365 = "microsoft365"

// Trust says whose verdict about authors is believed, and what it must say.
type Trust struct {
	// Server is the name that the receiving server signs its verdicts with. A
	// service of many hosts is named by what follows the first label, as in
	// "*.mail.yandex.net", and Exchange Online by Microsoft365.
	Server string
	// DMARC says that only a passed DMARC check will do. Otherwise a domain
	// that publishes no DMARC record, as most small ones don't, may be vouched
	// for by DKIM or SPF.
	DMARC bool
}

// Proof is by what the receiving server vouches for an author's domain. Values
// are written into histories.
type Proof string

// The proofs, the strongest first.
const (
	ProofDMARC     Proof = "dmarc"
	ProofDKIM      Proof = "dkim"
	ProofComposite Proof = "compauth" // Microsoft's own, of several signs
	ProofSPF       Proof = "spf"      // the weakest: whoever shares the domain's mail host has it
)

// Judge says by what the receiving server vouches for a mail's author, or why the
// mail can't be believed to be theirs: one of the two is empty.
func (t Trust) Judge(m Message) (p Proof, doubt string) {
	domain := m.Author.domain()
	switch {
	case m.Author.Fault != "":
		return "", m.Author.Fault
	case domain == "":
		return "", "its sender's address has no domain that could be vouched for"
	}
	v, found := t.verdict(m.Verdicts)
	if !found {
		return "", "the receiving server left no verdict about its sender"
	}
	passed, doubt := v.dmarc(domain)
	if doubt != "" {
		return "", doubt
	}
	switch p := v.proof(domain); {
	case passed:
		return ProofDMARC, ""
	case t.DMARC:
		return "", "the receiving server has no DMARC verdict about its sender"
	case p != ProofDKIM && t.Server == Microsoft365 && v.composite():
		return ProofComposite, ""
	case p == "":
		return "", "the receiving server vouches for its sender's domain by neither DMARC nor DKIM nor SPF"
	default:
		return p, ""
	}
}

// verdict finds the topmost field of the trusted server. Servers put theirs on
// top of what came in: a lower one of the same name may be anybody's. One that
// does not name itself is known by nothing but its place.
func (t Trust) verdict(verdicts []Verdict) (Verdict, bool) {
	if t.Server == Microsoft365 {
		if len(verdicts) == 0 || verdicts[0].Server != "" {
			return Verdict{}, false
		}
		return verdicts[0], true
	}
	for _, v := range verdicts {
		if t.signs(v.Server) {
			return v, true
		}
	}
	return Verdict{}, false
}

// signs reports whether a name is one that the trusted server signs with.
func (t Trust) signs(name string) bool {
	domain, wild := strings.CutPrefix(t.Server, "*")
	if !wild {
		return strings.EqualFold(name, t.Server)
	}
	host, found := strings.CutSuffix(strings.ToLower(name), strings.ToLower(domain))
	return found && host != ""
}

// dmarc reports whether the author's domain passed DMARC. Where it has no
// record there is neither a pass nor a doubt. Every word about DMARC counts, as
// a sender could smuggle one into a field that the server copies.
func (v Verdict) dmarc(domain string) (passed bool, doubt string) {
	for _, c := range v.Checks {
		if c.Method != "dmarc" {
			continue
		}
		if from, given := c.Properties["header.from"]; given && domainOf(from) != domain {
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

// proof says whether the author's organisation signed the mail, or else whether
// one of its servers sent it.
func (v Verdict) proof(domain string) Proof {
	best := Proof("")
	for _, c := range v.Checks {
		switch {
		case c.Result != "pass" || !aligned(domain, c.domain()):
		case c.Method == "dkim":
			return ProofDKIM
		default:
			best = ProofSPF
		}
	}
	return best
}

// composite reports whether Exchange Online vouches for the author by what it
// calls explicit signs, whose reasons begin with a 1. It does so for domains
// without a DMARC record; softer reasons are guesses.
func (v Verdict) composite() bool {
	passed := false
	for _, c := range v.Checks {
		if c.Method != "compauth" {
			continue
		}
		if reason := c.Properties["reason"]; c.Result != "pass" || len(reason) != 3 || reason[0] != '1' {
			return false
		}
		passed = true
	}
	return passed
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
			return domainOf(value)
		}
	}
	return ""
}

// domainOf is the domain of a property, which may be an address: Mail.ru writes
// one into header.from.
func domainOf(value string) string { return dnsName(value[strings.LastIndexByte(value, '@')+1:]) }

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
