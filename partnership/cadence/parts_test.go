package cadence_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestARuleIsTakenApart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		every, on string
		want      cadence.Parts
	}{
		{"day", "", cadence.Parts{Count: 1, Unit: cadence.EveryDay}},
		{"10 days", "", cadence.Parts{Count: 10, Unit: cadence.EveryDay}},
		{"2 weeks", "tue", cadence.Parts{Count: 2, Unit: cadence.EveryWeek, On: cadence.PickWeekday, Weekday: time.Tuesday}},
		{"month", "first thursday", cadence.Parts{Count: 1, Unit: cadence.EveryMonth, On: cadence.PickNthWeekday, Nth: 1, Weekday: time.Thursday}},
		{"3 months", "5th business day", cadence.Parts{Count: 1, Unit: cadence.EveryQuarter, On: cadence.PickBusinessDay, Nth: 5}},
		{"6 months", "last day", cadence.Parts{Count: 6, Unit: cadence.EveryMonth, On: cadence.PickMonthDay, Nth: cadence.Last}},
		{"24 months", "15th", cadence.Parts{Count: 2, Unit: cadence.EveryYear, On: cadence.PickMonthDay, Nth: 15}},
	} {
		rule, err := cadence.ParseRule(tt.every, tt.on, "10:00")
		if err != nil {
			t.Fatal(err)
		}
		got, err := rule.Parts()
		if err != nil {
			t.Errorf("%s: %v", rule, err)
		}
		tt.want.At = rule.At
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", rule, diff)
		}
	}
}

func TestARuleThatNobodyParsedIsNotTakenApart(t *testing.T) {
	t.Parallel()
	for _, r := range []cadence.Rule{{Every: "now and then"}, {Every: "week", On: "someday"}} {
		if p, err := r.Parts(); err == nil {
			t.Errorf("%+v is taken apart as %+v", r, p)
		}
	}
}
