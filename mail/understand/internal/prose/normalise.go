package prose

import (
	"strings"
	"unicode/utf8"
)

// MaxText is how much of a mail's text is considered: more than anyone types,
// little enough that a hostile mail costs milliseconds.
const MaxText = 300 << 10

// invisible characters come from mail programs and page layouts, never from
// keyboards; they would hide equal words from each other.
var invisible = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "\u2002", " ", "\u2003", " ",
	"\u200b", "", "\u2060", "", "\ufeff", "", "\u200e", "", "\u200f", "", "\u00ad", "", "\x00", "", "\ufe0f", "",
)

// Normalise caps a text and gives it plain line ends and plain spaces.
func Normalise(body string) string {
	if len(body) > MaxText {
		body = body[:MaxText]
	}
	if !utf8.ValidString(body) {
		body = strings.ToValidUTF8(body, "")
	}
	return invisible.Replace(body)
}
