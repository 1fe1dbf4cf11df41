package webmail

import (
	"net/url"
	"strconv"
	"strings"
)

// mailto is what a mailto: link asks to be written.
type mailto struct {
	to, subject, body string
}

// parseMailto reads a link after its "mailto:" by RFC 6068, in which a plus
// sign is a plus sign and not a blank.
func parseMailto(link string) mailto {
	path, query, _ := strings.Cut(link, "?")
	m := mailto{to: unescape(path)}
	for field := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(field, "=")
		switch strings.ToLower(unescape(key)) {
		case "to":
			m.to = strings.Trim(m.to+","+unescape(value), ",")
		case "subject":
			m.subject = unescape(value)
		case "body":
			m.body = unescape(value)
		}
	}
	return m
}

func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// composeURL opens the form to write with everything filled in. re is the
// message to come back to.
func composeURL(address string, re uint32, m mailto) string {
	return personURL(address) + "/compose?" + url.Values{
		"to":      {m.to},
		"subject": {m.subject},
		"body":    {m.body},
		"re":      {strconv.FormatUint(uint64(re), 10)},
	}.Encode()
}
