// Package calendar writes and reads the entries for calendars that travel with mails (iMIP,
// RFC 5546 and 6047), as Gmail, Outlook and Apple Mail need them and as they answer.
//
// An entry is a single event in UTC: what repeats is the business of whoever plans it, not of
// a calendar. Every reader gets an entry of their own with the same UID, which names nobody
// else, so that no address goes to people who do not have it.
package calendar

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Method says what a calendar is to do with an entry.
type Method string

// The methods that are written.
const (
	Request Method = "REQUEST" // invites, or changes the time or place
	Cancel  Method = "CANCEL"  // takes it out
)

// Event is an entry for one reader's calendar.
type Event struct {
	Method Method
	// UID is the same for every reader and through all changes, Sequence is raised with each,
	// and Stamp is when this one was written.
	UID      string
	Sequence int
	Stamp    time.Time
	Starts   time.Time
	Ends     time.Time
	Summary  string
	// Text says more, Place where it is; each may be empty.
	Text, Place string
	// Organizer is the mailbox that reads the answers, Attendee the reader.
	Organizer, Attendee Person
}

// Person is somebody by name and address.
type Person struct{ Name, Address string }

// product names the program, as RFC 5545 asks for.
const product = "-//Rapport//Partnership engine//EN"

// utc is how a moment is written.
const utc = "20060102T150405Z"

// String writes the entry, with CRLF at the end of each line.
func (e Event) String() string {
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("PRODID", product)
	w.line("VERSION", "2.0")
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", string(e.Method))
	w.line("BEGIN", "VEVENT")
	w.line("UID", text(e.UID))
	w.line("SEQUENCE", fmt.Sprint(e.Sequence))
	w.line("DTSTAMP", e.Stamp.UTC().Format(utc))
	w.line("DTSTART", e.Starts.UTC().Format(utc))
	w.line("DTEND", e.Ends.UTC().Format(utc))
	w.line("SUMMARY", text(e.Summary))
	if e.Text != "" {
		w.line("DESCRIPTION", text(e.Text))
	}
	if e.Place != "" {
		w.line("LOCATION", text(e.Place))
	}
	w.line("ORGANIZER"+name(e.Organizer), "mailto:"+e.Organizer.Address)
	status, partstat := "CONFIRMED", ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
	if e.Method == Cancel {
		status, partstat = "CANCELLED", ";ROLE=REQ-PARTICIPANT"
	}
	w.line("ATTENDEE;CUTYPE=INDIVIDUAL"+partstat+name(e.Attendee), "mailto:"+e.Attendee.Address)
	w.line("STATUS", status)
	w.line("TRANSP", "OPAQUE")
	w.line("END", "VEVENT")
	w.line("END", "VCALENDAR")
	return w.String()
}

// name is a person's name as a parameter; nothing without one.
func name(p Person) string {
	clean := strings.Map(func(r rune) rune {
		if r == '"' || unicode.IsControl(r) {
			return -1
		}
		return r
	}, p.Name)
	if strings.TrimSpace(clean) == "" {
		return ""
	}
	return `;CN="` + clean + `"`
}

// text escapes what stands in a value.
func text(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case strings.ContainsRune(`\;,`, r):
			b.WriteString(`\` + string(r))
		case unicode.IsControl(r) || r == utf8.RuneError:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// longestLine is how many octets a line has at most, without its end.
const longestLine = 75

// writer folds lines.
type writer struct{ strings.Builder }

func (w *writer) line(name, value string) {
	line := name + ":" + value
	for room := longestLine; ; room = longestLine - 1 { // the blank of a folded line counts
		if len(line) <= room {
			w.WriteString(line + "\r\n")
			return
		}
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		w.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
}
