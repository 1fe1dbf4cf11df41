package bounce

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

var (
	statusCode = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)

	// codeWithStatus is the usual form, "550 5.1.1" or "550-5.1.1" or "550 #5.1.1".
	codeWithStatus = regexp.MustCompile(`\b([245][0-5]\d)[ \-:]+\(?#?([245]\.\d{1,3}\.\d{1,3})\b`)

	// codeInPlace is a reply code where servers put one.
	codeInPlace = prose.Lazily(`(?im)(?:^|said:|respon(?:ded|se)(?: was| is)?:?|repl(?:y|` +
		`ied)(?: was| with)?:?|(?:error|reason|code|server|host)(?:\s+\S+){0,2}:|returned|smtp;|>+|<<<|\.\.\.|` +
		`["'(\[:])\s*#?([45][0-5]\d)(?:[ \-:]+[^\s\d]|:? +[245]\.\d|\s*$)`)

	// codeAfterWord is a bare number behind a word that names it.
	codeAfterWord = prose.Lazily(`(?i)(?:smtp|error|reply|status|code)[^\d\n]{0,20}\b([45][0-5]\d)\b`)

	// statusInPlace keeps version numbers and addresses from being read as a
	// status.
	statusInPlace = regexp.MustCompile(`(?:^|[\s(#<\[:;])([245]\.\d{1,3}\.\d{1,3})(?:[\s)>\],;:]|\.?$|\.\s)`)
)

// status returns the enhanced status code of RFC 3463. What the refusing
// server said is preferred to a Status field that says nothing in particular.
func (f failure) status() string {
	said := statusIn(f.diagnostic)
	switch {
	case f.stated == "" && said == "":
		return statusIn(f.notice)
	case f.stated == "", said != "" && !isVague(said) && (isVague(f.stated) || f.stated == queueExpired):
		return said
	case isVague(f.stated) && f.diagnostic == "":
		if inNotice := statusIn(f.notice); inNotice != "" && !isVague(inNotice) {
			return inNotice
		}
	}
	return f.stated
}

// queueExpired only says that all attempts were used up, not what they met.
const queueExpired = "4.4.7"

// isVague reports whether a status only says permanent or temporary.
func isVague(status string) bool { return strings.HasSuffix(status, ".0.0") }

func statusIn(text string) string {
	text = text[:min(len(text), 16<<10)]
	if m := codeWithStatus.FindStringSubmatch(lastAttempt(text)); m != nil {
		return m[2]
	}
	if m := statusInPlace.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// replyCode returns the SMTP reply code that the refusing server gave.
func (f failure) replyCode() string {
	for _, text := range []string{f.diagnostic, f.notice} {
		text = lastAttempt(text[:min(len(text), 16<<10)])
		if m := codeWithStatus.FindStringSubmatch(text); m != nil {
			return m[1]
		}
		if m := codeInPlace().FindStringSubmatch(text); m != nil {
			return m[1]
		}
		if m := codeAfterWord().FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return ""
}

// lastAttempt skips a queue's own words when they wrap the reply that the last
// attempt met: "554 4.4.7 message expired <421 4.4.2 connection timed out>".
func lastAttempt(text string) string {
	outer := codeWithStatus.FindStringSubmatchIndex(text)
	if outer == nil || text[outer[4]:outer[5]] != queueExpired {
		return text
	}
	if codeWithStatus.MatchString(text[outer[1]:]) {
		return text[outer[1]:]
	}
	return text
}
