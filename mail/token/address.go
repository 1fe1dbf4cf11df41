package token

import (
	"fmt"
	"strings"
)

// Mode says how a token travels in the address that replies go to. The values
// are those of the engine settings.
type Mode string

// The modes of addressing.
const (
	Plus     Mode = "plus"      // rapport+<token>@ops.example
	CatchAll Mode = "catch_all" // reply-<token>@ops.example
	Single   Mode = "single"    // rapport@ops.example; the token stands in References and in the text
)

const (
	catchAllPrefix = "reply-"

	// maxLocalPart keeps well below the 64 octets of RFC 5321 section 4.5.3.1.1,
	// because forwarders add something of their own.
	maxLocalPart = 40
)

// Addressing builds the addresses that replies go to, and reads tokens out of
// them.
type Addressing struct {
	mode          Mode
	local, domain string
}

// NewAddressing takes the mode and the engine's own address, whose local part
// must leave room for the token.
func NewAddressing(mode Mode, own string) (Addressing, error) {
	local, domain, ok := cut(own)
	if !ok {
		return Addressing{}, fmt.Errorf("reply addressing: own address %q: want local@domain in ASCII", own)
	}
	a := Addressing{mode: mode, local: local, domain: domain}
	switch mode {
	case Plus, CatchAll, Single:
	default:
		return Addressing{}, fmt.Errorf("reply addressing: mode %q: want %q, %q or %q", mode, Plus, CatchAll, Single)
	}
	signed, _, _ := cut(a.Address(strings.Repeat("a", Length)))
	if len(signed) > maxLocalPart {
		return Addressing{}, fmt.Errorf("reply addressing: local part %q with a token is %d characters long, want at most %d",
			local, len(signed), maxLocalPart)
	}
	return a, nil
}

// Address returns where a reply to a token's ask is to be sent.
func (a Addressing) Address(token string) string {
	switch a.mode {
	case Plus:
		return a.local + "+" + token + "@" + a.domain
	case CatchAll:
		return catchAllPrefix + token + "@" + a.domain
	default:
		return a.local + "@" + a.domain
	}
}

// longest is what RFC 5321 section 4.5.3.1.1 allows in front of the "@".
const longest = 64

// Partnership returns the address by which people write to a partnership first.
// It is the engine's own where no other is to be had: then the sender has to
// tell the partnership.
func (a Addressing) Partnership(slug string) string {
	local := a.local + "+" + slug
	if a.mode == CatchAll {
		local = catchAllPrefix + slug
	}
	if a.mode == Single || len(local) > longest {
		local = a.local
	}
	return local + "@" + a.domain
}

// Slug returns the partnership that an address of the engine's names, whatever
// the mode; nothing for the engine's own address. A token looks the same: whether
// there is such a partnership is for the caller to find out.
func (a Addressing) Slug(address string) (slug string, ok bool) {
	local, domain, ok := cut(strings.ToLower(address))
	own := strings.ToLower(a.local)
	if !ok || domain != strings.ToLower(a.domain) {
		return "", false
	}
	if local == own {
		return "", true
	}
	for _, prefix := range []string{own + "+", catchAllPrefix} {
		if slug, found := strings.CutPrefix(local, prefix); found && slug != "" {
			return slug, true
		}
	}
	return "", false
}

// Token returns the token that an address carries, whatever the mode, so that
// open asks survive a change of mode. It is not verified.
func (a Addressing) Token(address string) (token string, ok bool) {
	local, domain, ok := cut(strings.ToLower(address))
	if !ok || domain != strings.ToLower(a.domain) {
		return "", false
	}
	for _, prefix := range []string{strings.ToLower(a.local) + "+", catchAllPrefix} {
		if token, found := strings.CutPrefix(local, prefix); found && wellFormed(token) {
			return token, true
		}
	}
	return "", false
}

// Find lists the tokens that stand in a text as words of their own: in a
// Message-ID, in References, or in the line above a quotation. They come in
// order of appearance, in lower case, each once, unverified.
func Find(text string) []string {
	var found []string
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	seen := map[string]bool{}
	for _, word := range words {
		if wellFormed(word) && !seen[word] {
			seen[word] = true
			found = append(found, word)
		}
	}
	return found
}

func wellFormed(token string) bool {
	_, _, ok := split(token)
	return ok
}

// cut parts a plain address. It is stricter than RFC 5321: quoted local parts
// have no place in an engine's own address.
func cut(address string) (local, domain string, ok bool) {
	local, domain, ok = strings.Cut(address, "@")
	plain := func(s string) bool {
		return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
			return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),:;<>@[\]`, r)
		})
	}
	return local, domain, ok && plain(local) && plain(domain)
}
