package calendar_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/calendar"
)

func event() calendar.Event {
	return calendar.Event{
		Method: calendar.Request, UID: calendar.UID("fjordmail-lumen/meeting/monthly/2027-05-06", "aaisem2ekvtkurz6jrkzqhazjky34", "ops.example"), Sequence: 2,
		Stamp: time.Date(2027, 4, 29, 13, 0, 0, 0, time.UTC), Starts: time.Date(2027, 5, 6, 15, 0, 0, 0, time.FixedZone("", 7200)), Ends: time.Date(2027, 5, 6, 15, 45, 0, 0, time.FixedZone("", 7200)),
		Summary: "Ежемесячная встреча; 45 минут, с кофе и очень длинным названием, которое не помещается в строку", Text: "Goals, problems\nEvil: \r\nATTENDEE:mailto:x@example", Place: "https://meet.example/a?b=1",
		Organizer: calendar.Person{Name: `Anna "A" Иванова via Rapport`, Address: "rapport@ops.example"}, Attendee: calendar.Person{Name: "Lars, Hauge", Address: "lars@partner.example"},
	}
}

// What Gmail, Outlook and Apple Mail need (RFC 5546, 5545 3.1).
func TestAnEntryIsWrittenAsCalendarsNeedIt(t *testing.T) {
	t.Parallel()
	text := event().String()
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	whole := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{
		"METHOD:REQUEST\r\n", "SEQUENCE:2\r\n", "DTSTART:20270506T130000Z\r\n", "DTEND:20270506T134500Z\r\n", "STATUS:CONFIRMED\r\n",
		"UID:fjordmail-lumen.meeting.monthly.2027-05-06.aaisem2ekvtkurz6jrkzqhazjky34@ops.example\r\n",
		";PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Lars, Hauge\":mailto:lars@partner.example\r\n", "ORGANIZER;CN=\"Anna A Иванова via Rapport\":mailto:rapport@ops.example\r\n",
		`SUMMARY:Ежемесячная встреча\; 45 минут\, с`, `DESCRIPTION:Goals\, problems\nEvil: \nATTENDEE:mailto:x@example` + "\r\n",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("there is no %q in\n%s", want, whole)
		}
	}
	if n := strings.Count(whole, "\r\nATTENDEE"); n != 1 {
		t.Errorf("%d people are named", n)
	}
	e := event()
	e.Method = calendar.Cancel
	if text := e.String(); !strings.Contains(text, "METHOD:CANCEL\r\n") || !strings.Contains(text, "STATUS:CANCELLED\r\n") || strings.Contains(text, "RSVP") {
		t.Errorf("cancelled is\n%s", text)
	}
}

// An independent reader understands what is written: python3-icalendar of Debian.
func TestAnEntryIsReadByAnotherProgram(t *testing.T) {
	t.Parallel()
	python := ""
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import icalendar").Run() == nil { //nolint:noctx // it ends at once
			python = name
			break
		}
	}
	if python == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("python3-icalendar is missing")
		}
		t.Skip("python3-icalendar is missing")
	}
	program := `
import sys, icalendar
c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
for e in c.walk('VEVENT'):
    a = e['ATTENDEE']
    print(c['METHOD'], e['UID'], e['SEQUENCE'], e['DTSTART'].dt.isoformat(), e['DTEND'].dt.isoformat(), e['STATUS'])
    print(e['SUMMARY']); print(repr(str(e['DESCRIPTION']))); print(e['LOCATION'])
    print(e['ORGANIZER'], e['ORGANIZER'].params['CN'], a, a.params['CN'], a.params['PARTSTAT'], a.params['RSVP'])
`
	cmd := exec.Command(python, "-c", program) //nolint:noctx // it ends with its input
	cmd.Stdin = strings.NewReader(event().String())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := `REQUEST fjordmail-lumen.meeting.monthly.2027-05-06.aaisem2ekvtkurz6jrkzqhazjky34@ops.example 2 2027-05-06T13:00:00+00:00 2027-05-06T13:45:00+00:00 CONFIRMED
Ежемесячная встреча; 45 минут, с кофе и очень длинным названием, которое не помещается в строку
'Goals, problems\nEvil: \nATTENDEE:mailto:x@example'
https://meet.example/a?b=1
mailto:rapport@ops.example Anna A Иванова via Rapport mailto:lars@partner.example Lars, Hauge NEEDS-ACTION TRUE
`
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAUIDNamesItsMeeting(t *testing.T) {
	t.Parallel()
	workflow, signed, ok := calendar.Workflow(" " + event().UID + " ")
	if !ok || workflow != "fjordmail-lumen/meeting/monthly/2027-05-06" || signed != "aaisem2ekvtkurz6jrkzqhazjky34" {
		t.Errorf("it names %q, %q, %t", workflow, signed, ok)
	}
	for _, uid := range []string{"", "a@b", "a.b.c.d.e", "040000008200E00074C5B7101A82E008@exchange", "a.b.c.d.e.f@x"} {
		if w, _, ok := calendar.Workflow(uid); ok {
			t.Errorf("%q names %q", uid, w)
		}
	}
}

func TestAnswersAreReadAsCalendarsWriteThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw  string
		want calendar.Answer
	}{
		"google": {
			"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nDTSTART:20270506T130000Z\r\nDTEND:20270506T134500Z\r\nDTSTAMP:20270430T081500Z\r\nORGANIZER;CN=Rapport:mailto:rapport@ops.example\r\nUID:a.meeting.b.2027-05-06.tok@ops.example\r\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=lars@p\r\n artner.example;X-NUM-GUESTS=0:mailto:lars@partner.example\r\nCREATED:20270429T130000Z\r\nSEQUENCE:1\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
			calendar.Answer{Method: "REPLY", UID: "a.meeting.b.2027-05-06.tok@ops.example", Sequence: 1, Stamp: time.Date(2027, 4, 30, 8, 15, 0, 0, time.UTC), Starts: time.Date(2027, 5, 6, 13, 0, 0, 0, time.UTC), Attendees: []calendar.Attendee{{Address: "lars@partner.example", Says: calendar.Accepted}}},
		},
		"exchange, without an organizer, with a zone of its own and an alarm": {
			"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Microsoft Exchange Server 2010\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nATTENDEE;PARTSTAT=DECLINED;CN=Tom Daly:MAILTO:Tom@Lumen.example\r\nCOMMENT;LANGUAGE=en-US:I am in Cork\\, sorry\\n\r\nUID:a.meeting.b.2027-05-06.tok@ops.example\r\nDTSTART;TZID=W. Europe Standard Time:20270506T150000\r\nDTSTAMP:20270430T081500Z\r\nSEQUENCE:0\r\nBEGIN:VALARM\r\nUID:x\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
			calendar.Answer{Method: "REPLY", UID: "a.meeting.b.2027-05-06.tok@ops.example", Stamp: time.Date(2027, 4, 30, 8, 15, 0, 0, time.UTC), Comment: "I am in Cork, sorry\n", Attendees: []calendar.Attendee{{Address: "tom@lumen.example", Says: calendar.Declined}}},
		},
		"apple, with bare line feeds, a stray line and a delegate": {
			"\ufeffBEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nthis line is broken\nBEGIN:VEVENT\nUID:u@x\nATTENDEE;PARTSTAT=TENTATIVE;SENT-BY=\"mailto:office@x.example\";CN=\"Byrne: Aoife\":mailto:aoife@x.example\nEND:VEVENT\nEND:VCALENDAR",
			calendar.Answer{Method: "REPLY", UID: "u@x", Sequence: -1, Attendees: []calendar.Attendee{{Address: "aoife@x.example", SentBy: "office@x.example", Says: calendar.Tentative}}},
		},
		"another time": {
			"begin:vcalendar\r\nmethod:counter\r\nbegin:vevent\r\nuid:u@x\r\nsequence:zero\r\ndtstart:20270507T090000Z\r\nattendee;partstat=tentative:mailto:a@x\r\nend:vevent\r\n",
			calendar.Answer{Method: "COUNTER", UID: "u@x", Sequence: -1, Starts: time.Date(2027, 5, 7, 9, 0, 0, 0, time.UTC), Attendees: []calendar.Attendee{{Address: "a@x", Says: calendar.Tentative}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := calendar.Read([]byte(c.raw))
			if diff := cmp.Diff(c.want, got); !ok || diff != "" {
				t.Errorf("read %t (-want +got):\n%s", ok, diff)
			}
		})
	}
	for _, raw := range []string{"", "BEGIN:VCALENDAR", "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", "<html>no</html>", strings.Repeat("UID:x\n", 10), "\x00\xff:\xfe"} {
		if a, ok := calendar.Read([]byte(raw)); ok {
			t.Errorf("%q is read as %+v", raw, a)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(event().String()))
	f.Add([]byte("BEGIN:VEVENT\nUID;X=\"a:b\":u\n v\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\nEND:VEVENT"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, ok := calendar.Read(raw)
		if ok && a.UID == "" || len(a.Attendees) > 200 || len(a.Comment) > 4100 {
			t.Errorf("read as %+v", a)
		}
	})
}
