package compose

import (
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// agendaOf is what somebody reads on an agenda, given what has become of milestones.
func agendaOf(t *testing.T, person string, readings []measure.Reading, days ...procedure.AgreedDay) string {
	t.Helper()
	l := meetingLetter(meeting.TemplateAgenda, procedure.FormNotice, "")(person, "")
	l.Days, l.At = days, time.Date(2027, 5, 5, 8, 0, 0, 0, time.UTC)
	spec := fixtureSpec()
	st := standing.Stand(spec, readings, cadence.DateOf(l.At))
	st.Readings = readings
	m, err := composer(t).Compose(spec, l, nil, st, l.At)
	if err != nil {
		t.Fatal(err)
	}
	return m.Text
}

func TestALateMilestoneIsOnTheAgendaOfItsOwnSideAndOfThoseWhoWereTold(t *testing.T) {
	t.Parallel()
	const late = "“Campaign live” (Lars Hauge): late"
	day := procedure.AgreedDay{Milestone: "campaign", Due: "2027-04-30", Late: true}
	if text := agendaOf(t, "lars", nil, day); !strings.Contains(text, "Campaign live") || !strings.Contains(text, "late") {
		t.Errorf("the owner's side does not read %q:\n%s", late, text)
	}
	if text := agendaOf(t, "anna", nil, day); strings.Contains(text, "Campaign live") {
		t.Errorf("the other side reads of it before it was told:\n%s", text)
	}
	day.Told = []string{"lars", "anna"}
	if text := agendaOf(t, "anna", nil, day); !strings.Contains(text, "Campaign live") {
		t.Errorf("who was told does not read of it:\n%s", text)
	}
	if text := agendaOf(t, "petr", nil, day); strings.Contains(text, "Campaign live") {
		t.Errorf("their colleague, who was not told, reads of it:\n%s", text)
	}
}

func TestWhatIsDueAfterTheNextMonthIsOnNoAgenda(t *testing.T) {
	t.Parallel()
	soon, later := procedure.AgreedDay{Milestone: "campaign", Due: "2027-06-06"}, procedure.AgreedDay{Milestone: "rules", Due: "2027-06-07"}
	text := agendaOf(t, "anna", nil, soon, later)
	if !strings.Contains(text, "Campaign live") || strings.Contains(text, "Attribution rules") {
		t.Errorf("the agenda looks ahead to other days:\n%s", text)
	}
}

func TestAFigureAtItsTargetIsOnTheFirstAgendaAfterItAlone(t *testing.T) {
	t.Parallel()
	at := func(period, value string) measure.Reading {
		return measure.Reading{KPI: "mql", Period: period, Value: num(value), Reporter: "lars"}
	}
	if text := agendaOf(t, "anna", []measure.Reading{at("2027-03-20", "250"), at("2027-04-20", "310")}); !strings.Contains(text, "Чего достигли") {
		t.Errorf("what was reached in April is not there:\n%s", text)
	}
	if text := agendaOf(t, "anna", []measure.Reading{at("2027-03-20", "305"), at("2027-04-20", "310")}); strings.Contains(text, "Чего достигли") {
		t.Errorf("what was reached before the last meeting is there again:\n%s", text)
	}
}
