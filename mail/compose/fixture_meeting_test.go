package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// meetingAt is when the meeting of the fixtures begins: in the summer time of Oslo, of which
// Moscow has none.
var meetingAt = time.Date(2027, 5, 6, 13, 0, 0, 0, time.UTC)

func called0(change ...func(*meeting.Call)) meeting.Call {
	c := meeting.Call{
		Title: "Monthly 45 minutes", Place: "https://meet.example/a?b=1&c=2", Date: "2027-05-06", Starts: meetingAt, Ends: meetingAt.Add(45 * time.Minute),
		Chair: "lars", Joined: true, AgendaAt: meetingAt.AddDate(0, 0, -1), Lines: []string{"Goals reminder", "Problems & <risks>"},
		Points: []meeting.Point{{Person: "anna", Text: "Who pays for the stand, and when?"}},
		Before: []meeting.Undertaken{{ID: "contract", What: "Send the <draft> contract", Owner: "sofie"}, {ID: "gone", What: "Name a person", Owner: "anna"}}, BeforeDate: "2027-04-01",
	}
	for _, f := range change {
		f(&c)
	}
	return c
}

func coming(c *meeting.Call) {
	c.Remarks = []meeting.Point{{Person: "anna", Text: "I am in Cork until Friday, sorry"}}
	c.Coming = []meeting.Coming{{Person: "lars", Says: meeting.Comes}, {Person: "sofie", Says: meeting.Comes}, {Person: "anna", Says: meeting.Absent}, {Person: "petr", Says: meeting.Silent}}
}

func minuted0(c *meeting.Call) {
	c.AcceptAfter = "5bd"
	c.Record = &meeting.Record{
		Version: 1, By: "lars", Present: []string{"lars", "sofie", "anna"},
		Decisions: []meeting.Decided{{Text: "The pilot begins in May"}, {Text: "One <joint> stand at the fair", For: []string{"fjordmail"}, Against: []string{"lumen"}}},
		Actions:   []meeting.Action{{ID: "1", What: "Send the list of partners", Owner: "anna", Due: "2027-05-21"}, {ID: "2", What: "Ask the printer", Owner: "sofie"}},
	}
}

func ruled(c *meeting.Call) {
	minuted0(c)
	c.Ruled = true
	c.Quorum = &decision.Quorum{Missing: []string{"lumen"}}
	c.Counted = []decision.Tally{{Result: decision.NoQuorum}, {Result: decision.NoQuorum}}
}

func objected(c *meeting.Call) {
	minuted0(c)
	c.Record.Objections = []meeting.Objection{{Person: "anna", Text: "I never agreed to May: it was June", Of: 1}, {Person: "petr", Of: 1}}
}

// meetingDays are a milestone that is met, one to come, and one that is late.
func meetingDays() []procedure.AgreedDay {
	return []procedure.AgreedDay{
		{Milestone: "rules", Due: "2027-04-15", Outcome: procedure.OutcomeMet, On: time.Date(2027, 4, 14, 10, 0, 0, 0, time.UTC)},
		{Milestone: "campaign", Due: "2027-05-20"},
	}
}

// meetingQuestions are those of a mail in the reader's language.
func meetingQuestions(person, id string) []partnership.Question {
	p, _ := fixtureSpec().Person(person)
	words := wording.In(p.Language).Meeting
	attend := partnership.Question{ID: meeting.QuestionAttend, Kind: partnership.KindYesNo, Text: words.Attend}
	point := partnership.Question{ID: meeting.QuestionPoint, Kind: partnership.KindText, Text: words.Point, Optional: true, Readers: partnership.ReadersAll}
	switch id {
	case meeting.QuestionPoint:
		return []partnership.Question{attend, point}
	case meeting.QuestionWay:
		return []partnership.Question{{ID: id, Kind: partnership.KindChoice, Text: words.Way, Choices: []string{words.GoOn, words.Cancel}}}
	case meeting.QuestionMinutes:
		return []partnership.Question{{ID: id, Kind: partnership.KindMinutes, Text: words.Minutes, Readers: partnership.ReadersAll, Choices: []string{"Lars Hauge"}}}
	case meeting.QuestionAccept:
		return []partnership.Question{{ID: id, Kind: partnership.KindYesNo, Text: words.Accept, Readers: partnership.ReadersAll}}
	default:
		return []partnership.Question{attend}
	}
}

func meetingLetter(t procedure.Template, form procedure.Form, question string, change ...func(*meeting.Call)) func(person, deputy string) procedure.Letter {
	return func(person, _ string) procedure.Letter {
		l := procedure.Letter{
			Key: string(t) + "/" + person, Template: t, Form: form, Slug: "fjordmail-lumen", Workflow: "fjordmail-lumen/meeting/monthly/2027-05-06",
			Person: person, Ask: "00112233445566aa", About: "monthly", At: sentAt,
		}
		if form == procedure.FormAsk || form == procedure.FormReminder {
			l.Opens, l.Due = form == procedure.FormAsk, sentAt.AddDate(0, 0, 3)
			l.Questions = meetingQuestions(person, question)
			if form == procedure.FormReminder {
				l.Number, l.Of = 1, 1
			}
		}
		l.Days = meetingDays()
		return l.With(called0(change...))
	}
}

// answeredMeeting is the receipt of a mail about a meeting.
func answeredMeeting(phrases procedure.Template, question string, shape func(*procedure.Letter), change ...func(*meeting.Call)) func(person, deputy string) procedure.Letter {
	return func(person, _ string) procedure.Letter {
		l := meetingLetter(procedure.TemplateReceipt, procedure.FormReceipt, question, change...)(person, "")
		l.Phrases, l.Questions, l.Urgent, l.InReplyTo = phrases, meetingQuestions(person, question), true, "reply@partner.example"
		shape(&l)
		return l
	}
}

func explained(list ...procedure.Explanation) func(*procedure.Letter) {
	return func(l *procedure.Letter) { l.Explained, l.Complete = list, true }
}

func meetingFixtures() []fixture {
	informal := func(c *meeting.Call) {
		*c = meeting.Call{Title: "Coffee", Date: c.Date, Starts: c.Starts, Ends: c.Ends, Informal: true, Host: "lumen", Joined: true, Chair: "lars"}
	}
	apart := func(c *meeting.Call) { c.Joined, c.AgendaAt, c.Points = false, meetingAt.AddDate(0, 0, -7), nil }
	moved := func(c *meeting.Call) {
		c.Was, c.Sequence, c.Changed = meetingAt.AddDate(0, 0, -2), 1, meeting.Change{Cause: meeting.ByChair, By: "lars"}
	}
	called := func(cause meeting.Cause, by, why string) func(*meeting.Call) {
		return func(c *meeting.Call) {
			c.Sequence, c.Changed = 1, meeting.Change{Cause: cause, By: by, Why: why}
		}
	}
	outcome := func(o procedure.Outcome) func(*meeting.Call) {
		return func(c *meeting.Call) { c.Outcome = o }
	}
	again := func(c *meeting.Call) {
		minuted0(c)
		c.Record.Version, c.Record.Left, c.Record.By = 2, 2, procedure.Admin
	}
	nothing := func(c *meeting.Call) {
		minuted0(c)
		c.Record.Decisions, c.Record.Actions, c.Record.Nothing, c.Record.Why = nil, nil, true, "we only looked at the figures"
	}
	notice := procedure.FormNotice
	list := []struct {
		name   string
		letter func(person, deputy string) procedure.Letter
	}{
		{"meeting-invitation", meetingLetter(meeting.TemplateInvitation, procedure.FormAsk, meeting.QuestionPoint)},
		{"meeting-invitation-agenda-later", meetingLetter(meeting.TemplateInvitation, procedure.FormAsk, meeting.QuestionPoint, apart)},
		{"meeting-invitation-informal", meetingLetter(meeting.TemplateInvitation, procedure.FormAsk, meeting.QuestionAttend, informal)},
		{"meeting-invitation-review", meetingLetter(meeting.TemplateInvitation, procedure.FormAsk, meeting.QuestionPoint, func(c *meeting.Call) { c.Title, c.Review = "", true })},
		{"meeting-invitation-receipt", answeredMeeting(meeting.TemplateInvitation, meeting.QuestionPoint, func(l *procedure.Letter) {
			l.Understood = []partnership.Answer{{Question: meeting.QuestionAttend, Value: partnership.BoolValue(true)}, {Question: meeting.QuestionPoint, Value: partnership.TextValue("The stand")}}
			l.Complete = true
		})},
		{"meeting-not-moved", answeredMeeting(meeting.TemplateInvitation, meeting.QuestionPoint, explained(
			procedure.Explanation{Why: "meeting-not-chair", Person: "lars"}, procedure.Explanation{Why: "meeting-no-moment"}, procedure.Explanation{Why: "meeting-past", Day: "2027-04-01"},
			procedure.Explanation{Why: "meeting-far", Day: "2028-04-01"}, procedure.Explanation{Why: "meeting-same"}, procedure.Explanation{Why: "meeting-counter", Person: "lars"}, procedure.Explanation{Why: "meeting-begun"},
		))},
		{"meeting-invitation-closed", meetingLetter(procedure.TemplateClosed, procedure.FormClosed, "")},
		{"meeting-agenda", meetingLetter(meeting.TemplateAgenda, notice, "", apart, coming)},
		{"meeting-agenda-added", meetingLetter(meeting.TemplateAgenda, notice, "")},
		{"meeting-doubtful-party", meetingLetter(meeting.TemplateDoubtful, procedure.FormAsk, meeting.QuestionWay, coming, func(c *meeting.Call) { c.Doubt = "party/lumen" })},
		{"meeting-doubtful-chair", meetingLetter(meeting.TemplateDoubtful, procedure.FormAsk, meeting.QuestionWay, func(c *meeting.Call) { c.Doubt = "chair" })},
		{"meeting-moved", meetingLetter(meeting.TemplateChanged, procedure.FormAsk, meeting.QuestionPoint, moved)},
		{"meeting-place", meetingLetter(meeting.TemplateChanged, procedure.FormAsk, meeting.QuestionPoint, called(meeting.ByPlace, "", ""))},
		{"meeting-resumed", meetingLetter(meeting.TemplateChanged, procedure.FormAsk, meeting.QuestionPoint, called(meeting.Resumed, "", ""))},
		{"meeting-cancelled", meetingLetter(meeting.TemplateCancelled, notice, "", called(meeting.ByChair, "lars", "half of us are ill"))},
		{"meeting-cancelled-by-admin", meetingLetter(meeting.TemplateCancelled, notice, "", called(meeting.ByAdmin, procedure.Admin, "the hall is closed"))},
		{"meeting-cancelled-paused", meetingLetter(meeting.TemplateCancelled, notice, "", called(meeting.Paused, "", ""))},
		{"meeting-cancelled-rhythm", meetingLetter(meeting.TemplateCancelled, notice, "", called(meeting.ByRhythm, "", ""))},
		{"meeting-cancelled-over", meetingLetter(meeting.TemplateCancelled, notice, "", called(meeting.Over, "", ""))},
		{"meeting-cancelled-for-you", meetingLetter(meeting.TemplateCancelled, notice, "", called(meeting.NotYou, "", ""))},
		{"meeting-minutes-wanted", meetingLetter(meeting.TemplateWanted, procedure.FormAsk, meeting.QuestionMinutes, coming)},
		{"meeting-minutes-wanted-votes", meetingLetter(meeting.TemplateWanted, procedure.FormAsk, meeting.QuestionMinutes, func(c *meeting.Call) { c.Ruled = true })},
		{"meeting-minutes-wanted-leads", meetingLetter(meeting.TemplateWanted, procedure.FormAsk, meeting.QuestionMinutes, func(c *meeting.Call) { c.Silent = "petr" })},
		{"meeting-minutes-wanted-reminder", meetingLetter(meeting.TemplateWanted, procedure.FormReminder, meeting.QuestionMinutes, coming)},
		{"meeting-minutes-objected", meetingLetter(meeting.TemplateWanted, procedure.FormAsk, meeting.QuestionMinutes, objected)},
		{"meeting-minutes-receipt", answeredMeeting(meeting.TemplateWanted, meeting.QuestionMinutes, func(l *procedure.Letter) {
			l.Understood = []partnership.Answer{{Question: meeting.QuestionMinutes, Value: partnership.TextValue("…")}}
			l.Complete = true
		}, minuted0)},
		{"meeting-minutes-asked-back", answeredMeeting(meeting.TemplateWanted, meeting.QuestionMinutes, func(l *procedure.Letter) {
			l.Understood = []partnership.Answer{{Question: meeting.QuestionMinutes, Value: partnership.TextValue("…")}}
			l.Explained = []procedure.Explanation{
				{Why: "minutes-line-unclear", Item: "Tom thinks <so>"},
				{Why: "minutes-line-who", Item: "ACTION: Zoe, the list"},
				{Why: "minutes-line-several", Item: "ACTION: Anna, the list"},
				{Why: "minutes-line-no-owner", Item: "ACTION: send it"},
				{Why: "minutes-line-no-action", Item: "ACTION: Anna"},
				{Why: "minutes-line-day", Item: "ACTION: Anna, the list, 5/6"},
				{Why: "minutes-line-votes", Item: "DECISION: May (for: most)"},
				{Why: "minutes-line-empty", Item: "DECISION:"},
				{Why: "minutes-nobody-here"},
				{Why: "minutes-nothing"},
				{Why: "minutes-day-passed", Item: "The list", Day: "2027-04-01"},
				{Why: "minutes-no-votes", Item: "May"},
				{Why: "minutes-incomplete"},
			}
		}, minuted0)},
		{"meeting-minutes", meetingLetter(meeting.TemplateMinutes, procedure.FormAsk, meeting.QuestionAccept, minuted0)},
		{"meeting-minutes-again", meetingLetter(meeting.TemplateMinutes, procedure.FormAsk, meeting.QuestionAccept, again)},
		{"meeting-minutes-no-quorum", meetingLetter(meeting.TemplateMinutes, procedure.FormAsk, meeting.QuestionAccept, ruled)},
		{"meeting-minutes-reminder", meetingLetter(meeting.TemplateMinutes, procedure.FormReminder, meeting.QuestionAccept, minuted0)},
		{"meeting-minutes-riding", meetingLetter(meeting.TemplateMinutes, notice, "", nothing)},
		{"meeting-objection-receipt", answeredMeeting(meeting.TemplateMinutes, meeting.QuestionAccept, explained(
			procedure.Explanation{Why: "meeting-objected", Person: "lars"}, procedure.Explanation{Why: "meeting-object-what"},
			procedure.Explanation{Why: "meeting-object-now"}, procedure.Explanation{Why: "meeting-object-late"}, procedure.Explanation{Why: "meeting-no-veto"},
		), minuted0)},
		{"meeting-result-objected", meetingLetter(meeting.TemplateResult, notice, "", objected, outcome(procedure.OutcomeObjected))},
		{"meeting-result-no-quorum", meetingLetter(meeting.TemplateResult, notice, "", ruled, outcome(procedure.OutcomeNoQuorum))},
		{"meeting-result-no-minutes", meetingLetter(meeting.TemplateResult, notice, "", outcome(procedure.OutcomeNoMinutes))},
		{"meeting-result-not-held", meetingLetter(meeting.TemplateResult, notice, "", called(meeting.ByChair, "anna", "nobody came"), outcome(procedure.OutcomeCancelled))},
	}
	var fixtures []fixture
	for _, one := range list {
		letter := one.letter
		if one.name == "meeting-invitation-closed" {
			plain := letter
			letter = func(person, deputy string) procedure.Letter {
				l := plain(person, deputy)
				l.Phrases = meeting.TemplateInvitation
				return l
			}
		}
		fixtures = append(fixtures, fixture{name: one.name, letter: letter})
	}
	return fixtures
}
