package calendar

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Answer is what a calendar sends back about an entry.
type Answer struct {
	Method   string // REPLY, COUNTER, or another one; upper case
	UID      string
	Sequence int       // of the entry that is answered; -1 where it is not said
	Stamp    time.Time // zero where it cannot be read
	// Attendees are those who are named with what they say, in their order. Exchange leaves out
	// the organizer, and nobody misses them.
	Attendees []Attendee
	Comment   string
	// Starts is the time that a COUNTER proposes, or that of the entry.
	Starts time.Time
}

// Attendee is somebody's answer.
type Attendee struct {
	Address string // lower case
	// SentBy is who has answered in their place, if that is said.
	SentBy string
	Says   PartStat
}

// PartStat is what somebody says about coming (RFC 5545 3.2.12).
type PartStat string

// What people say.
const (
	Accepted    PartStat = "ACCEPTED"
	Declined    PartStat = "DECLINED"
	Tentative   PartStat = "TENTATIVE"
	NeedsAction PartStat = "NEEDS-ACTION"
)

// Bounds of what is read: a calendar's answer is a few lines.
const (
	mostBytes     = 256 << 10
	mostLines     = 4000
	mostAttendees = 200
	mostValue     = 4000
)

// Read reads the first event of an entry as calendars write it: with or without folded lines,
// in any case, with any ends of lines, whatever stands around it. It reports whether there is
// an event with a UID at all; what cannot be read is left empty.
func Read(raw []byte) (a Answer, ok bool) {
	if len(raw) > mostBytes {
		raw = raw[:mostBytes]
	}
	a.Sequence = -1
	var within []string
	for _, line := range unfold(string(raw)) {
		p, read := propertyIn(line)
		if !read {
			continue
		}
		switch p.name {
		case "BEGIN":
			within = append(within, strings.ToUpper(strings.TrimSpace(p.value)))
			continue
		case "END":
			if len(within) > 0 {
				within = within[:len(within)-1]
			}
			if strings.EqualFold(strings.TrimSpace(p.value), "VEVENT") {
				return a, a.UID != ""
			}
			continue
		}
		switch inner := last(within); {
		case p.name == "METHOD" && inner != "VALARM":
			a.Method = strings.ToUpper(strings.TrimSpace(p.value))
		case inner == "VEVENT":
			a.take(p)
		}
	}
	return a, a.UID != ""
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

// take notes a property of the event. The first one of a name counts.
func (a *Answer) take(p property) {
	switch p.name {
	case "UID":
		if a.UID == "" {
			a.UID = plain(p.value)
		}
	case "SEQUENCE":
		if n, err := strconv.Atoi(strings.TrimSpace(p.value)); err == nil && n >= 0 {
			a.Sequence = n
		}
	case "DTSTAMP":
		if a.Stamp.IsZero() {
			a.Stamp = moment(p)
		}
	case "DTSTART":
		if a.Starts.IsZero() {
			a.Starts = moment(p)
		}
	case "COMMENT":
		if a.Comment == "" {
			a.Comment = plain(p.value)
		}
	case "ATTENDEE":
		if len(a.Attendees) < mostAttendees {
			a.Attendees = append(a.Attendees, Attendee{
				Address: address(p.value), SentBy: address(p.parameters["SENT-BY"]), Says: PartStat(strings.ToUpper(p.parameters["PARTSTAT"])),
			})
		}
	}
}

// address is the one of a calendar address, with or without its scheme.
func address(value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	return strings.TrimSpace(strings.TrimPrefix(value, "mailto:"))
}

// moment reads a time in UTC, or in a zone that Go knows by its name; zones of other kinds have
// no moment.
func moment(p property) time.Time {
	value := strings.TrimSpace(p.value)
	if at, err := time.Parse(utc, value); err == nil {
		return at
	}
	return time.Time{}
}

// plain takes back what was escaped, and bounds it.
func plain(value string) string {
	var b strings.Builder
	escaped := false
	for _, r := range strings.TrimSpace(value) {
		switch {
		case escaped && (r == 'n' || r == 'N'):
			b.WriteByte('\n')
		case !escaped && r == '\\':
			escaped = true
			continue
		default:
			b.WriteRune(r)
		}
		escaped = false
		if b.Len() >= mostValue {
			break
		}
	}
	return b.String()
}

// property is one line of an entry.
type property struct {
	name       string // upper case
	parameters map[string]string
	value      string
}

// propertyIn parts a line into name, parameters and value. A colon in quotes belongs to a
// parameter.
func propertyIn(line string) (p property, ok bool) {
	quoted, colon := false, -1
	for i := 0; i < len(line) && colon < 0; i++ {
		switch line[i] {
		case '"':
			quoted = !quoted
		case ':':
			if !quoted {
				colon = i
			}
		}
	}
	if colon <= 0 {
		return p, false
	}
	head := split(line[:colon])
	p.name, p.value = strings.ToUpper(strings.TrimSpace(head[0])), line[colon+1:]
	p.parameters = map[string]string{}
	for _, one := range head[1:] {
		key, value, _ := strings.Cut(one, "=")
		p.parameters[strings.ToUpper(strings.TrimSpace(key))] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	return p, true
}

// split parts parameters at semicolons that stand in no quotes.
func split(s string) []string {
	var list []string
	quoted, from := false, 0
	for i := range len(s) {
		switch s[i] {
		case '"':
			quoted = !quoted
		case ';':
			if !quoted {
				list, from = append(list, s[from:i]), i+1
			}
		}
	}
	return append(list, s[from:])
}

// unfold joins folded lines, whatever ends them.
func unfold(s string) []string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "")
	}
	s = strings.TrimPrefix(s, "\ufeff")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var lines []string
	for l := range strings.Lines(s) {
		l = strings.TrimSuffix(l, "\n")
		if n := len(lines); n > 0 && l != "" && (l[0] == ' ' || l[0] == '\t') {
			lines[n-1] += l[1:]
			continue
		}
		if len(lines) == mostLines {
			break
		}
		lines = append(lines, l)
	}
	return lines
}
