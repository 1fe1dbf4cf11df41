package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
)

// meetingSpec is a partnership that meets on the first Thursday of each month, and for tea on the
// second.
func meetingSpec() partnership.Spec {
	spec := specs.Duo()
	spec.Meetings = []partnership.Meeting{
		{ID: "monthly", Rule: specs.Rule("month", "first thursday", "15:00"), Chair: "sofie", Invite: []string{"sofie", "tom"}},
		{ID: "tea", Title: "Tea", Rule: specs.Rule("month", "second thursday", "15:00"), Informal: true, Invite: []string{"lars", "sofie", "tom"}},
	}
	spec.Surveys = []partnership.Survey{{ID: "after-tea", After: partnership.AfterMeeting, Ask: []string{"lars", "tom"}, Window: specs.Span("5bd")}}
	return spec
}

const firstMeeting = "duo/meeting/monthly/2027-01-07"

func meetingLife(t *testing.T) *life {
	t.Helper()
	return begin(t, meetingSpec(), "2026-12-01 00:00", lifecycle.Kind(), checkin.Kind(), meeting.Kind(), survey.Kind())
}

// begunAs is the latest procedure that was begun under a workflow ID, if any was.
func (l *life) begunAs(workflow string) (procedure.Begin, bool) {
	i := slices.IndexFunc(l.Begun, func(b procedure.Begin) bool { return b.Brief.Workflow == workflow })
	if i < 0 {
		return procedure.Begin{}, false
	}
	return l.Begun[i], true
}

// ordered are the orders that went to a workflow.
func (l *life) ordered(workflow string) (kinds []procedure.OrderKind) {
	for _, told := range l.Told {
		if told.To == workflow && told.Message.Order != nil {
			kinds = append(kinds, told.Message.Order.Kind)
		}
	}
	return kinds
}

func TestMeetingsBeginWhenPeopleAreInvited(t *testing.T) {
	t.Parallel()
	l := meetingLife(t)
	l.until("2026-12-31 16:00")
	if _, ok := l.begunAs(firstMeeting); !ok {
		t.Errorf("nobody is invited to %s", firstMeeting)
	}
	if b, ok := l.begunAs("duo/meeting/tea/2026-12-10"); !ok || !b.Brief.Occasion.At.Equal(solo.At("2026-12-03 15:00")) {
		t.Errorf("the first tea is begun with %+v", b.Brief.Occasion)
	}
}

func TestThoseWhoMetAreAskedHowItWasInTheirNextCheckIn(t *testing.T) {
	t.Parallel()
	l := meetingLife(t)
	l.until("2026-12-10 15:30")
	l.report("duo/meeting/tea/2026-12-10", procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactGathered, Of: "duo/meeting/tea/2026-12-10", At: l.Now, People: []string{"lars", "tom"}}}})
	if _, ok := l.begunAs("duo/survey/after-tea/2026-12-10"); !ok {
		t.Error("the survey after a meeting does not begin")
	}
	l.until("2026-12-15 10:30")
	b, ok := l.begunAs("duo/check-in/fortnightly/2026-12-15")
	if !ok || len(b.Brief.Met) != 1 || b.Brief.Met[0] != (procedure.Met{Person: "lars", Meeting: "Tea"}) {
		t.Errorf("the check-in begins with %+v", b.Brief.Met)
	}
	l.until("2026-12-29 10:30")
	if b, _ := l.begunAs("duo/check-in/fortnightly/2026-12-29"); len(b.Brief.Met) != 0 {
		t.Errorf("they are asked again: %+v", b.Brief.Met)
	}
	for _, person := range []string{"lars", "tom"} {
		l.report("duo/check-in/fortnightly/2026-12-15", procedure.Message{Readings: []measure.Reading{{
			ID: person, KPI: "atmosphere", Period: "2026-12-15", Value: decimal.NewFromInt(int64(len(person))), Reporter: person, At: l.Now,
		}}})
	}
	l.shows("Atmosphere, from 1 to 5", "2026-12: 3.5, said by 2")
}

func TestAChangedRhythmMovesOrCallsOffWhatPeopleAreInvitedTo(t *testing.T) {
	t.Parallel()
	l := meetingLife(t)
	l.until("2027-01-02 10:00")
	l.amend(func(s *partnership.Spec) { s.Meetings[0].Rule = specs.Rule("month", "first thursday", "11:00") })
	if got := l.ordered(firstMeeting); !slices.Equal(got, []procedure.OrderKind{procedure.OrderAmended, procedure.OrderMove}) {
		t.Errorf("another hour orders %v", got)
	}
	l.amend(func(s *partnership.Spec) { s.Meetings[0].Rule = specs.Rule("month", "second friday", "11:00") })
	if got := l.ordered(firstMeeting); got[len(got)-1] != procedure.OrderAnew {
		t.Errorf("another day orders %v", got)
	}
	l.report(firstMeeting, procedure.Message{Shown: &procedure.Shown{Outcome: procedure.OutcomeCancelled, Over: true}, Course: &procedure.Course{Type: procedure.Meeting, Name: "monthly", At: l.Now}})
	if _, ok := l.begunAs("duo/meeting/monthly/2027-02-12"); ok {
		t.Error("people are invited too early")
	}
	l.until("2027-02-05 12:00")
	if _, ok := l.begunAs("duo/meeting/monthly/2027-02-12"); !ok {
		t.Error("nobody is invited to the one on the new day")
	}
}

func TestAReviewForWhichPeopleMeetHearsWhenTheyMeetAnotherDay(t *testing.T) {
	t.Parallel()
	spec := meetingSpec()
	spec.Meetings, spec.Surveys = nil, nil
	spec.Reviews = []partnership.Review{{
		ID: "quarter", Method: partnership.ReviewProgress, Rule: specs.Rule("quarter", "third thursday", "14:00"), Window: specs.Span("5bd"),
		Ask: []string{"lars", "tom"}, Chair: "lars", Duration: specs.Span("75m"),
	}}
	l := begin(t, spec, "2026-12-01 00:00", lifecycle.Kind(), meeting.Kind(), review.Kind())
	const date = "2027-03-18"
	l.until(date + " 10:00")
	for _, workflow := range []string{"duo/review/quarter/" + date, "duo/meeting/quarter/" + date} {
		if _, ok := l.begunAs(workflow); !ok {
			t.Fatalf("%s is not begun", workflow)
		}
	}
	l.report("duo/meeting/quarter/"+date, procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactMoved, Of: "duo/meeting/quarter/" + date, At: solo.At("2027-03-22 11:15")}}})
	if got := l.ordered("duo/review/quarter/" + date); !slices.Contains(got, procedure.OrderMove) {
		t.Errorf("the review is ordered %v", got)
	}
}
