package milestone_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

// overtaken is the milestone of Lars whose day, 30 December, passed before all had signed, on
// Monday 2027-01-11. Sofie leads his side.
func overtaken(t *testing.T) *play {
	t.Helper()
	spec := rules()
	o := occasionOf(t, spec, "leads/rules", "2026-12-01 00:00")
	o.Overtaken, o.At = true, solo.At("2027-01-11 09:00").In(o.At.Location())
	p := with(t, spec, procedure.Brief{Occasion: o})
	p.Start()
	return p
}

func TestAnOvertakenDayIsPutBeforeTheLeadAndTheDayAgreedOnMovesIt(t *testing.T) {
	t.Parallel()
	p := overtaken(t).until("2027-01-11 12:00").wrote("milestone-day to sofie")
	p.answers("sofie", day("2027-02-15")).until("2027-01-11 12:05").wrote("extension-request to tom")
	p.answers("tom", yes(milestone.QuestionAgree)).wrote("milestone-extended to lars", "milestone-extended to tom")
	told := p.Told[len(p.Told)-1].Message
	if told.Course == nil || told.Course.Day != "2027-02-15" || told.Course.Outcome != "" {
		t.Errorf("the partnership hears %+v", told.Course)
	}
	p.ended("")
}

func TestAnOvertakenDayMakesNobodyLateWhileTheyAreAsked(t *testing.T) {
	t.Parallel()
	p := overtaken(t).until("2027-01-22 18:00").wrote("milestone-day to sofie", "milestone-day to sofie") // and a reminder
	if p.milestone().Late {
		t.Error("late within the time in which another day can be named")
	}
	p.until("2027-01-25 18:00")
	if !p.milestone().Late {
		t.Error("nobody has named a day in ten business days, and nothing follows")
	}
	p.letters()
	p.until("2027-01-28 12:00").wrote("milestone-late to lars", "milestone-late to sofie")
	p.answers("sofie", day("2027-02-15")).until("2027-01-28 12:05")
	p.answers("tom", yes(milestone.QuestionAgree))
	p.ended("")
}

func TestAnOvertakenMilestoneThatIsDoneIsDoneInTime(t *testing.T) {
	t.Parallel()
	p := overtaken(t).until("2027-01-11 12:00")
	p.answers("sofie", yes(milestone.QuestionDone)).until("2027-01-11 12:05")
	p.answers("tom", yes(milestone.QuestionAccept))
	p.ended(procedure.OutcomeMet)
}

func TestANoToTheNewDayAsksTheLeadForAnotherOne(t *testing.T) {
	t.Parallel()
	p := overtaken(t).until("2027-01-11 12:00")
	p.answers("sofie", day("2027-02-15")).until("2027-01-11 12:05")
	p.letters()
	why := partnership.Answer{Question: milestone.QuestionWhyNot, Value: partnership.TextValue("the fair")}
	p.answers("tom", no(milestone.QuestionAgree), why).until("2027-01-11 12:10").wrote("milestone-refused to sofie")
	if !strings.Contains(p.Shown.Card, "before all had signed") || p.milestone().Late {
		t.Errorf("the card says %s", p.Shown.Card)
	}
	p.writes("sofie", partnership.CommandExtend, "to 2027-02-01").until("2027-01-11 12:15")
	p.answers("tom", yes(milestone.QuestionAgree))
	p.ended("")
}
