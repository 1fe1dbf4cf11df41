package message

import "strings"

// Verdict is what one server found out about a mail's author: an
// Authentication-Results field (RFC 8601).
type Verdict struct {
	// Server is the name that the server signs with (authserv-id), in lower
	// case. Exchange Online leaves it out.
	Server string
	Checks []Check
}

// Check is the outcome of one method, such as "dmarc" and "pass". Method,
// Result and the names of Properties are in lower case.
type Check struct {
	Method, Result string
	Properties     map[string]string
}

// maxChecks is more than any server writes into one field.
const maxChecks = 100

// readVerdicts reads the verdicts of a mail in their order, which begins with
// the nearest server's. Anybody may have written them.
func readVerdicts(h Header) []Verdict {
	var verdicts []Verdict
	for _, value := range h.All("authentication-results") {
		verdicts = append(verdicts, readVerdict(value))
	}
	return verdicts
}

// readVerdict reads one field. Half of the servers that write it break its
// grammar in one way or another, and a field that can't be read vouches for
// nobody; so whatever is neither a result nor a property is passed over.
func readVerdict(value string) Verdict {
	var v Verdict
	segments, whole := splitVerdict(value)
	for i, segment := range segments {
		words := verdictWords(segment)
		if i == 0 && len(words) > 0 && !words[0].valued {
			v.Server, words = words[0].name, words[1:]
		}
		if whole {
			v.Checks = readChecks(v.Checks, words)
		}
	}
	return v
}

// readChecks adds what one segment says. Zoho leaves out the semicolons between
// results, so that a known method begins a new one.
func readChecks(checks []Check, words []verdictWord) []Check {
	open := false
	for _, w := range words {
		switch {
		case !w.valued || w.name == "":
		case !open || knownMethods[w.name]:
			if len(checks) == maxChecks {
				return checks
			}
			method, _, _ := strings.Cut(w.name, "/") // its version
			checks = append(checks, Check{Method: method, Result: strings.ToLower(w.value), Properties: map[string]string{}})
			open = true
		default:
			last := checks[len(checks)-1].Properties
			if _, repeated := last[w.name]; !repeated {
				last[w.name] = w.value
			}
		}
	}
	return checks
}

var knownMethods = map[string]bool{"dmarc": true, "dkim": true, "spf": true, "arc": true, "compauth": true}

// splitVerdict parts a field at its semicolons and turns its comments into
// blanks. Quoted text holds neither. Whole is false where a comment or a quote
// never ends: nobody knows then what the server meant to say.
func splitVerdict(value string) (segments []string, whole bool) {
	var segment strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(value); i++ {
		c := value[i]
		inside := depth > 0
		switch {
		case c == '\\' && (quoted || inside) && i+1 < len(value):
			if i++; !inside {
				segment.WriteString(value[i-1 : i+1])
			}
			continue
		case c == '"':
			// Also within comments, although the grammar knows no quotes there: a
			// server may write a sender's address into one, and what the sender has
			// put between quotes must not end it.
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
			segment.WriteByte(' ')
			continue
		case c == ')' && inside:
			depth--
			continue
		case c == ';' && !inside:
			segments = append(segments, segment.String())
			segment.Reset()
			continue
		}
		if !inside {
			segment.WriteByte(c)
		}
	}
	return append(segments, segment.String()), depth == 0 && !quoted
}

// verdictWord is "name=value", or a name alone.
type verdictWord struct {
	name, value string
	valued      bool // it has a "=", if nothing behind it
}

// verdictWords parts a segment at blanks outside quotes; each turn takes a token
// or a sign off it.
func verdictWords(segment string) []verdictWord {
	var words []verdictWord
	for segment = strings.TrimSpace(segment); segment != ""; segment = strings.TrimSpace(segment) {
		var w verdictWord
		w.name, segment = verdictToken(segment, "= \t")
		if segment, w.valued = strings.CutPrefix(strings.TrimSpace(segment), "="); w.valued {
			w.value, segment = verdictToken(strings.TrimLeft(segment, " \t"), " \t")
		}
		w.name = strings.ToLower(w.name)
		words = append(words, w)
	}
	return words
}

// verdictToken reads up to one of the stops outside quotes and takes the quotes
// off.
func verdictToken(s, stops string) (token, rest string) {
	var out strings.Builder
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quoted && i+1 < len(s):
			i++
			out.WriteByte(s[i])
		case c == '"':
			quoted = !quoted
		case !quoted && strings.IndexByte(stops, c) >= 0:
			return out.String(), s[i:]
		default:
			out.WriteByte(c)
		}
	}
	return out.String(), ""
}
