package message

import (
	"net/mail"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Author is whom a mail says that it is from (RFC 5322 section 3.6.2). Servers
// and mail programs choose differently among several senders, so that a verdict
// about one of them says nothing about another: there is an author only where
// every reader must find the same one. Sender and Reply-To do not matter.
type Author struct {
	// Address is in lower case, with its domain as DNS knows it. It is empty if
	// the mail does not name exactly one author.
	Address string
	// Fault says why there is no address.
	Fault string
}

// domain returns the domain that a server can vouch for, or "".
func (a Author) domain() string {
	return dnsName(a.Address[strings.LastIndexByte(a.Address, '@')+1:])
}

// readAuthor reads the author from the only From field.
func readAuthor(h Header) Author {
	fields := h.All("from")
	switch {
	case h.cut:
		return Author{Fault: "its header is too long to be read whole"} // another From field may follow
	case len(fields) == 0:
		return Author{Fault: "it does not say who sent it"}
	case len(fields) > 1:
		return Author{Fault: "it has more than one From field"}
	}
	addresses, fault := authorsOf(fields[0])
	switch {
	case fault != "":
		return Author{Fault: fault}
	case len(addresses) == 0:
		return Author{Fault: "it does not say who sent it"}
	case len(addresses) > 1:
		return Author{Fault: "its From field names more than one sender"}
	case strings.ContainsFunc(addresses[0], isUnseen):
		return Author{Fault: "its From field cannot be read"}
	}
	return Author{Address: canonicalAddress(addresses[0])}
}

// isUnseen reports whether a letter can't be seen: two addresses would look the
// same, and some programs would take them for the same.
func isUnseen(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }

// authorsOf lists the addresses of a From field.
func authorsOf(field string) (addresses []string, fault string) {
	list, err := mail.ParseAddressList(field)
	if err != nil {
		return scanAuthors(field)
	}
	// Groups may not stand in groups (RFC 5322 section 3.4).
	if _, err := mail.ParseAddressList("group: " + field + ";"); err != nil || len(list) == 0 {
		return nil, "its From field names a group instead of a sender"
	}
	for _, a := range list {
		addresses = append(addresses, a.Address)
	}
	return addresses, ""
}

var looseAddress = regexp.MustCompile(`[^\s<>,;:"()\[\]@]+@[^\s<>,;:"()\[\]@]+`)

// scanAuthors finds addresses in a field that no grammar covers. Programs forget
// the quotes around names; where a name is an address it may only be the same.
func scanAuthors(field string) (addresses []string, fault string) {
	for _, found := range looseAddress.FindAllString(field, maxAddresses) {
		addresses = append(addresses, strings.Trim(found, "'"))
	}
	if len(addresses) != strings.Count(field, "@") {
		return nil, "its From field cannot be read"
	}
	slices.Sort(addresses)
	return slices.Compact(addresses), ""
}

// canonicalAddress brings an address into the form in which specs have it.
func canonicalAddress(address string) string {
	at := strings.LastIndexByte(address, '@')
	domain := address[at+1:]
	if name := dnsName(domain); name != "" {
		domain = name
	}
	return lowerASCII(address[:at+1]) + lowerASCII(domain)
}

// dnsName returns a domain as DNS knows it: in lower case, in its xn-- form and
// without the dot of the root. Address literals have none, as they have no
// owner who could be asked.
func dnsName(domain string) string {
	domain = strings.TrimSuffix(domain, ".")
	if _, err := netip.ParseAddr(domain); err == nil || strings.ContainsAny(domain, "[]") {
		return ""
	}
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
		return ascii
	}
	return lowerASCII(domain)
}

// lowerASCII leaves other letters alone: some of them have an ASCII letter as
// their lower case, and mailboxes would become others.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}, s)
}
