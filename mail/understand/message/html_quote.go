package message

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// quoteScope says how much a mail program marked as quoted with an element.
type quoteScope uint8

const (
	scopeNone       quoteScope = iota
	scopeElement               // the element
	scopeRest                  // the element and all that follows it
	scopeUntilQuote            // the element up to its first block quote; see gmail
)

// quotedClasses mark the mail that is answered.
var quotedClasses = map[string]bool{
	"moz-cite-prefix":       true, // Thunderbird
	"moz-forward-container": true,
	"gmail_attr":            true,
	"gmail_extra":           true, // Gmail before 2018
	"protonmail_quote":      true,
	"tutanota_quote":        true,
	"yahoo_quoted":          true,
	"yahoo-quoted-begin":    true,
	"zmail_extra":           true, // Zoho
	"mailru-blockquote":     true,
	"cm_quote":              true, // Newton
	"front-blockquote":      true,
	"missive_quote":         true,
	"ntes-mailmaster-quote": true, // NetEase
	"freshdesk_quote":       true,
	"x_gmail_attr":          true, // Outlook prefixes foreign classes
}

// quotedIDs mark the mail that is answered.
var quotedIDs = map[string]bool{
	"olk_src_body_section":                    true, // Outlook for Mac
	"mail-editor-reference-message-container": true, // Outlook for phones
	"isreplycontent":                          true, // QQ, NetEase
	"blockquote_zmail":                        true,
	"reply-intro":                             true, // Roundcube
	"zwchr":                                   true, // Zimbra
}

// restIDs begin the mail that is answered; it follows in siblings.
var restIDs = map[string]bool{
	"divrplyfwdmsg":   true, // Outlook on the web
	"x_divrplyfwdmsg": true,
}

// outlookBorder is the line that Outlook draws above a header block.
var outlookBorder = prose.Lazily(`border-top:(?:1(?:\.0)?p[tx])?solid#(?:e1e1e1|b5c4df)|` +
	`border-top:solidwindowtext1|` +
	`border-width:1pt(?:none)+;border-style:solid(?:none)+;border-color:(?:#e1e1e1|#b5c4df|rgb\(225,225,225\)|` +
	`rgb\(181,196,223\))`)

// quoteBorder is the left line of programs that quote in a plain element.
var quoteBorder = prose.Lazily(`border-left:(?:1px|2px|1pt)solid#(?:0857a6|c3d9e5|ccc\b|cccccc)`)

// quoteScopeOf reads the marks of an element.
func quoteScopeOf(n *html.Node) quoteScope {
	id := strings.ToLower(attr(n, "id"))
	style := styleOf(n)
	switch {
	case restIDs[id], attr(n, "data-marker") == "__DIVIDER__", isOutlookBlock(n, style):
		return scopeRest
	case n.DataAtom == atom.Blockquote && isCitation(n, style):
		return scopeElement
	case hasClass(n, "gmail_quote_container") || hasClass(n, "gmail_quote"):
		return scopeUntilQuote
	case quotedIDs[id], strings.HasPrefix(id, "yahoo_quoted"), hasAnyClass(n, quotedClasses), isMarkedByName(n):
		return scopeElement
	case attr(n, "data-marker") == "__QUOTED_TEXT__", attr(n, "data-type") == "mailru-quote":
		return scopeElement
	}
	return scopeNone
}

// isCitation reports whether a block quote is one of the mail that is
// answered, not one that the sender made.
func isCitation(n *html.Node, style string) bool {
	return strings.EqualFold(attr(n, "type"), "cite") || attr(n, "cite") != "" ||
		hasClass(n, "gmail_quote") || hasAnyClass(n, quotedClasses) ||
		strings.EqualFold(attr(n, "name"), "quote") || quotedIDs[strings.ToLower(attr(n, "id"))] ||
		quoteBorder.Matches(style)
}

// isIndent reports whether a block quote is what mail programs make of an indented
// paragraph: it has a margin of its own and no line beside it.
func isIndent(n *html.Node) bool {
	style := styleOf(n)
	return attr(n, "class") == "" && strings.Contains(style, "margin") && (!strings.Contains(style, "border") || strings.Contains(style, "border:none"))
}

// isOutlookBlock reports whether an element is the bordered header block that
// Outlook puts above the mail that is answered.
func isOutlookBlock(n *html.Node, style string) bool {
	if n.DataAtom != atom.Div || !outlookBorder.Matches(style) {
		return false
	}
	return outlookHeader.Matches(textStart(n, 400))
}

// outlookHeader is the sender line of the header block in the languages of
// Outlook.
var outlookHeader = prose.Lazily(`(?i)^\s*(?:from|от|von|de|da|van|från|fra|od|lähettäjä|kimden|від|差出人|发件人|寄件者|보낸 사람)\s*:`)

// textStart returns the beginning of an element's text.
func textStart(n *html.Node, limit int) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil && out.Len() < limit; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return out.String()
}

// isMarkedByName covers GMX and Spark, which use the name attribute.
func isMarkedByName(n *html.Node) bool {
	switch attr(n, "name") {
	case "quote", "quoted-content", "messageReplySection":
		return true
	}
	return false
}

// isSignature reports whether a mail program marked an element as signature.
func isSignature(n *html.Node) bool {
	switch strings.ToLower(attr(n, "id")) {
	case "signature", "applemailsignature", "ms-outlook-mobile-signature", "composer_signature", "x_signature":
		return true
	}
	return attr(n, "data-smartmail") == "gmail_signature" || attr(n, "name") == "messageSignatureSection" ||
		hasClass(n, "gmail_signature") || hasClass(n, "moz-signature") || hasClass(n, "protonmail_signature_block-user")
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if strings.EqualFold(c, class) {
			return true
		}
	}
	return false
}

func hasAnyClass(n *html.Node, classes map[string]bool) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if classes[strings.ToLower(c)] {
			return true
		}
	}
	return false
}
