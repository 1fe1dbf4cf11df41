package activities_test

import (
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const monthly = "duo/meeting/monthly/2027-01-07"

// entries accept "signed" for the meeting's entry, beside what tokens accept.
type entries struct{ tokens }

func (e entries) Verify(token string, person func(string) (string, bool)) (string, bool) {
	id := procedure.EntryAsk(monthly)
	if who, known := person(id); token == "signed" && known && who == "" {
		return id, true
	}
	return e.tokens.Verify(token, person)
}

// TestACalendarAnswersForWhoeverIsInvited: by an address that somebody vouches for, to an entry
// of ours; anything else is read as any other mail, or put aside with a reason.
func TestACalendarAnswersForWhoeverIsInvited(t *testing.T) {
	t.Parallel()
	yes := activities.CalendarAnswer{
		Workflow: monthly, Signed: "signed", Entry: procedure.CalendarEntry{Sequence: 1},
		Attendees: []activities.CalendarAttendee{{Address: "lars@north.example", Comes: partnership.BoolValue(true)}},
	}
	answers := func(f func(*activities.CalendarAnswer)) activities.CalendarAnswer {
		a := yes
		f(&a)
		return a
	}
	auto := first(func(e *activities.Envelope) { e.Class, e.Partnerships = activities.MailAuto, []string{""} })
	for name, c := range map[string]struct {
		envelope activities.Envelope
		answer   activities.CalendarAnswer
		taken    bool
		reason   string
	}{
		"from whoever is invited, sent by a program": {auto, yes, true, ""},
		"for an alias of the one who is vouched for": {auto, answers(func(a *activities.CalendarAnswer) {
			a.Attendees = []activities.CalendarAttendee{{Address: "l.hauge@north.example", Comes: partnership.BoolValue(true)}}
		}), true, ""},
		"from a stranger":                     {first(func(e *activities.Envelope) { e.From = "eve@elsewhere.example" }), yes, false, "a calendar answers an invitation from an address that nobody invited has"},
		"from a colleague who is not invited": {first(func(e *activities.Envelope) { e.From = "sofie@north.example" }), yes, false, "a calendar answers an invitation that its sender did not get"},
		"about several, none of whom is the sender": {auto, answers(func(a *activities.CalendarAnswer) {
			a.Attendees = []activities.CalendarAttendee{{Address: "a@x"}, {Address: "b@x"}}
		}), false, "a calendar answers an invitation and does not say for whom"},
		"whose sender is doubted":            {first(func(e *activities.Envelope) { e.Doubt = "it did not pass" }), yes, false, "it did not pass"},
		"to an entry that is not ours":       {auto, answers(func(a *activities.CalendarAnswer) { a.Signed = "forged" }), false, "it answers no mail of ours"},
		"of a partnership that is not there": {auto, answers(func(a *activities.CalendarAnswer) { a.Workflow = "gone/meeting/x/2027-01-07" }), false, "it answers no mail of ours"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(c.envelope)
			h.reader.calendar = c.answer
			h.inbox.open = []activities.Ask{{ID: "inv", Slug: "duo", Workflow: monthly, Person: "lars", Spec: "digest", Questions: []partnership.Question{{ID: procedure.QuestionAttend, Kind: partnership.KindYesNo}}}}
			h.procedures.running = []string{"duo", monthly}
			in := h.intake()
			in.Tokens = entries{}
			taken, err := in.Take(t.Context(), received())
			if err != nil {
				t.Fatal(err)
			}
			if (taken.State == activities.InboxAccepted) != c.taken || h.inbox.verdict.Reason != c.reason {
				t.Errorf("%s because %q, want %q", taken.State, h.inbox.verdict.Reason, c.reason)
			}
			told := h.procedures.replies[monthly]
			if (len(told) == 1) != c.taken {
				t.Fatalf("the meeting hears %+v", told)
			}
			if c.taken && (told[0].Ask != "inv" || told[0].Class != procedure.ReplyAnswer || told[0].Entry.Sequence != 1 || len(told[0].Answers) != 1 || !*told[0].Answers[0].Value.Bool) {
				t.Errorf("the meeting hears %+v", told[0])
			}
		})
	}
}
