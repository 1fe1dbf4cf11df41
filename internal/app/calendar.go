package app

import (
	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/calendar"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Calendar is what a calendar answers with the mail to an entry of ours.
func (in incoming) Calendar() (activities.CalendarAnswer, bool) {
	a, ok := calendar.Read(in.message.Calendar)
	if !ok || a.Method != "REPLY" && a.Method != "COUNTER" {
		return activities.CalendarAnswer{}, false
	}
	answer := activities.CalendarAnswer{Entry: procedure.CalendarEntry{Sequence: a.Sequence, At: a.Stamp, Counters: a.Method == "COUNTER", Comment: procedure.Remark(a.Comment)}}
	if answer.Workflow, answer.Signed, ok = calendar.Workflow(a.UID); !ok {
		return activities.CalendarAnswer{}, false
	}
	for _, one := range a.Attendees {
		attendee := activities.CalendarAttendee{Address: one.Address}
		switch {
		case one.Says == calendar.Accepted:
			attendee.Comes = partnership.BoolValue(true)
		case one.Says == calendar.Declined:
			attendee.Comes = partnership.BoolValue(false)
		case one.Says == calendar.Tentative, answer.Entry.Counters:
			attendee.Comes = partnership.UnknownValue()
		default: // it says nothing yet
			continue
		}
		answer.Attendees = append(answer.Attendees, attendee)
	}
	return answer, len(answer.Attendees) > 0
}
