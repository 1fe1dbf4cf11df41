package compose

import (
	"net/url"
	"strings"
)

// maxMailto is what every mail program and browser takes as one address.
const maxMailto = 1800

// mailto builds an address that opens a new mail with everything filled in (RFC
// 6068). Lines of the body end in line feeds here and in CRLF there.
func mailto(address, subject, body string) string {
	return "mailto:" + escape(address, "@") +
		"?subject=" + escape(subject, "") +
		"&body=" + escape(strings.ReplaceAll(body, "\n", "\r\n"), "")
}

// escape encodes everything that might mean something to anybody. That includes
// the plus sign, which web forms take for a space.
func escape(s, keep string) string {
	escaped := strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	for _, r := range keep {
		escaped = strings.ReplaceAll(escaped, url.QueryEscape(string(r)), string(r))
	}
	return escaped
}
