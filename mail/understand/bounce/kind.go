package bounce

import (
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Kind says what follows from a report for the address that it is about. Only
// Permanent means that the address is dead.
type Kind string

// The kinds of reports.
const (
	Permanent Kind = "permanent" // nobody is behind the address any more
	Temporary Kind = "temporary" // all attempts were used up, or the server was not able to
	Full      Kind = "full"      // the mailbox is full
	Policy    Kind = "policy"    // the server does not take mail from us, or not this one, by its rules
	Spam      Kind = "spam"      // a filter took the mail for spam or worse
	Rate      Kind = "rate"      // too much mail at a time
	Content   Kind = "content"   // this one mail is too large or malformed
)

// kindOf judges a report by its reason. What a server finds temporary is never
// permanent, whatever its words: greylisting, too, says "user unknown".
func kindOf(reason string, hard bool, e evidence) Kind {
	if hard && !strings.HasPrefix(e.status, "4") && !strings.HasPrefix(e.code, "4") && !nameServer.Matches(e.diagnostic) {
		return Permanent
	}
	if kind, known := reasonKinds[reason]; known {
		return kind
	}
	return Temporary
}

// Refusal judges a mail that a server did not take in the first place, by the
// stage of the conversation ("recipient", "sender", "content", "accept"), its reply
// code and its enhanced status code. Nothing was asked of anybody before a reply.
func Refusal(stage string, code int, status string) Kind {
	if code == 0 {
		return Content
	}
	command := map[string]string{"recipient": "RCPT", "sender": "MAIL"}[stage]
	if command == "" {
		command = "DATA"
	}
	e := evidence{status: status, code: strconv.Itoa(code), command: command, action: "failed"}
	reason := reasonFor(e)
	return kindOf(reason, isHard(reason, e.status, e.code), e)
}

// reasonKinds are the reasons that say something of the mail, of us or of the
// mailbox; all others leave it open, and the next mail may arrive.
var reasonKinds = map[string]Kind{
	"mailboxfull": Full, "exceedlimit": Content,
	"mesgtoobig": Content, "contenterror": Content, "notcompliantrfc": Content, "syntaxerror": Content,
	"spamdetected": Spam, "virusdetected": Spam,
	"speeding": Rate, "toomanyconn": Rate,
	"blocked": Policy, "policyviolation": Policy, "authfailure": Policy, "requireptr": Policy, "badreputation": Policy,
	"securityerror": Policy, "norelaying": Policy, "rejected": Policy, "filtered": Policy,
}

// nameServer is what a domain's own name servers did wrong: the domain is there.
var nameServer = prose.AnyOf(`(?:malformed|unexpected) name server`, `servfail`, `try again`)
