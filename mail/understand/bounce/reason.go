package bounce

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// evidence is all that a reason is judged by.
type evidence struct {
	status, code string
	diagnostic   string // the refusing server's words
	notice       string // the report's text
	action       string
	subject      string
	command      string
}

// reasonFor names the cause of a bounce with one word of the vocabulary that
// bounce databases share. What the refusing server said is stronger evidence
// than its code, because most give 5.7.1 or 5.0.0 for everything; its code is
// stronger than what the reporting server makes of it.
func reasonFor(e evidence) string {
	if strings.HasPrefix(e.status, "2.") || e.action == "delivered" || e.action == "relayed" || e.action == "expanded" {
		return "delivered"
	}
	if reason := tellingStatus[e.status]; reason != "" {
		return reason
	}
	said, reported := []string{e.diagnostic}, []string{e.notice, e.subject}
	if reason := byWords(strongWords, said); reason != "" {
		return refine(reason, e)
	}
	if reason := byStatus(e.status); reason != "" && e.diagnostic != "" {
		return reason
	}
	if reason := byWords(strongWords, reported); reason != "" {
		return refine(reason, e)
	}
	if reason := byStatus(e.status); reason != "" {
		return reason
	}
	if reason := byWords(weakWords, append(said, reported...)); reason != "" {
		return reason
	}
	if e.action == "delayed" {
		return "expired"
	}
	return reasonByCode(e)
}

// byWords returns the reason of the first rule that the first of the texts
// meets.
func byWords(rules []wordRule, texts []string) string {
	for _, text := range texts {
		text = foldText(text)
		for _, r := range rules {
			if text != "" && r.words.Matches(text) {
				return r.reason
			}
		}
	}
	return ""
}

// byStatus returns what a status code means on its own.
func byStatus(status string) string {
	if strings.HasPrefix(status, "5.7.6") && len(status) == len("5.7.606") {
		return "blocked" // Microsoft bans senders with 5.7.606 to 5.7.649
	}
	return statusReasons[status]
}

// refine corrects "no such user" by when it was said: a server that takes the
// recipient and then refuses the mail so is a filter that pretends, and one
// that refuses MAIL means the sender.
func refine(reason string, e evidence) string {
	switch {
	case reason != "userunknown", e.status == "5.1.1", e.command == "RCPT":
		return reason
	case e.command == "MAIL":
		return "rejected"
	case e.command == "DATA", strings.HasPrefix(e.status, "5.2."), strings.HasPrefix(e.status, "5.7."):
		return "filtered"
	}
	return reason
}

// foldText lower-cases a text and folds its white space, so that phrases match
// across line ends, and takes the addresses out, whose parts are words as well.
func foldText(text string) string {
	text = message.HideAddresses(strings.ToLower(text[:min(len(text), 8<<10)]), "someone@somewhere")
	return strings.Join(strings.Fields(text), " ")
}

// reasonByCode is the last resort: the command that was refused.
func reasonByCode(e evidence) string {
	switch {
	case e.code == "" && e.status == "":
		return "undefined"
	case e.command == "RCPT" && strings.HasPrefix(e.code, "5"):
		return "userunknown"
	case e.command == "DATA":
		return "filtered"
	case e.command == "MAIL":
		return "rejected"
	case e.command == "HELO", e.command == "EHLO", e.command == "CONN":
		return "blocked"
	case strings.HasPrefix(e.status, "4.") || strings.HasPrefix(e.code, "4"):
		return "onhold"
	}
	return "onhold"
}

// isHard reports whether the address will not accept mail again as it is.
func isHard(reason, status, code string) bool {
	switch reason {
	case "userunknown", "hostunknown", "hasmoved":
		return true
	case "notaccept":
		return !strings.HasPrefix(status, "4") && !strings.HasPrefix(code, "4")
	}
	return false
}

// tellingStatus holds the codes that servers only give when they mean them,
// so that they go before words.
var tellingStatus = map[string]string{
	"5.1.6": "hasmoved", "5.1.7": "rejected", "5.1.8": "rejected", "5.1.10": "notaccept", "5.2.2": "mailboxfull", "4.2.2": "mailboxfull",
	"5.2.3": "exceedlimit", "5.3.4": "mesgtoobig", "5.7.25": "requireptr", "5.7.23": "authfailure",
}

// statusReasons is the meaning of the codes of RFC 3463 and the IANA registry
// that followed it, where the code alone says enough.
var statusReasons = map[string]string{
	"4.1.6": "hasmoved", "4.1.7": "rejected", "4.1.8": "rejected", "4.1.9": "systemerror",
	"4.2.1": "suspend", "4.2.2": "mailboxfull", "4.2.3": "exceedlimit", "4.2.4": "filtered",
	"4.3.1": "systemfull", "4.3.2": "notaccept", "4.3.3": "systemerror", "4.3.5": "systemerror",
	"4.4.0": "networkerror", "4.4.1": "expired", "4.4.2": "networkerror", "4.4.3": "systemerror", "4.4.4": "hostunknown",
	"4.4.5": "systemerror", "4.4.6": "networkerror", "4.4.7": "expired", "4.4.8": "networkerror",
	"4.7.1": "blocked", "4.7.2": "blocked", "4.7.5": "securityerror", "4.7.23": "authfailure", "4.7.24": "authfailure",
	"4.7.25": "requireptr", "4.7.26": "authfailure", "4.7.28": "speeding",
	"5.1.0": "userunknown", "5.1.1": "userunknown", "5.1.2": "hostunknown", "5.1.3": "userunknown", "5.1.4": "filtered",
	"5.1.6": "hasmoved", "5.1.7": "rejected", "5.1.8": "rejected", "5.1.9": "systemerror", "5.1.10": "notaccept",
	"5.2.0": "filtered", "5.2.1": "filtered", "5.2.2": "mailboxfull", "5.2.3": "exceedlimit", "5.2.4": "filtered",
	"5.3.0": "systemerror", "5.3.1": "systemfull", "5.3.2": "notaccept", "5.3.3": "systemerror", "5.3.4": "mesgtoobig",
	"5.3.5": "systemerror", "5.4.0": "networkerror", "5.4.1": "expired", "5.4.2": "networkerror", "5.4.3": "systemerror",
	"5.4.4": "hostunknown", "5.4.5": "networkerror", "5.4.6": "networkerror", "5.4.7": "expired", "5.4.8": "networkerror",
	"5.5.3": "systemerror", "5.5.4": "systemerror", "5.5.5": "systemerror", "5.5.6": "syntaxerror",
	"5.6.0": "contenterror", "5.6.1": "contenterror", "5.6.2": "contenterror", "5.6.3": "contenterror", "5.6.5": "contenterror",
	"5.6.7": "contenterror", "5.6.9": "contenterror",
	"5.7.0": "securityerror", "5.7.1": "securityerror", "5.7.2": "securityerror", "5.7.3": "securityerror", "5.7.4": "securityerror",
	"5.7.5": "securityerror", "5.7.6": "securityerror", "5.7.7": "securityerror", "5.7.8": "securityerror", "5.7.9": "securityerror",
	"5.7.10": "securityerror", "5.7.11": "securityerror", "5.7.12": "securityerror", "5.7.13": "suspend", "5.7.14": "securityerror",
	"5.7.17": "suspend", "5.7.20": "authfailure", "5.7.21": "authfailure", "5.7.22": "authfailure", "5.7.23": "authfailure",
	"5.7.24": "authfailure", "5.7.25": "requireptr", "5.7.26": "authfailure", "5.7.27": "notaccept", "5.7.28": "speeding",
}

type wordRule struct {
	reason string
	words  prose.Pattern
}

func newWordRule(reason string, phrases ...string) wordRule {
	return wordRule{reason, prose.Lazily(strings.Join(phrases, "|"))}
}
