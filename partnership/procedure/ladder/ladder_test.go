package ladder_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

var late = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// drawn is a ladder of some steps, each some days after the one below, which may
// have nobody to notify.
func drawn(t *rapid.T) ladder.Ladder {
	var l ladder.Ladder
	at := late
	for i := range rapid.IntRange(1, 5).Draw(t, "steps") {
		at = at.Add(time.Duration(rapid.IntRange(0, 12).Draw(t, "apart")) * day)
		l.Steps = append(l.Steps, ladder.Step{
			ID: fmt.Sprintf("s%d", i), At: at, Repeat: rapid.IntRange(0, 5).Draw(t, "repeat"),
			Notify: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"tom", "mia", "lars", "aoife"}), 0, 3, rapid.ID[string]).Draw(t, "notify"),
		})
	}
	return l
}

// taken is an alarm and when it was raised.
type taken struct {
	ladder.Alarm
	at   time.Time
	news string
}

// play climbs in steps of some hours until nothing follows, with news, outages
// and stretches that do not count in between.
func play(t *rapid.T, l *ladder.Ladder) (alarms []taken, shifted time.Duration) {
	now := late.Add(-day)
	news := "nothing"
	for range 400 {
		now = now.Add(time.Duration(rapid.SampledFrom([]int{1, 6, 24, 24 * 9}).Draw(t, "hours")) * time.Hour)
		switch rapid.IntRange(0, 12).Draw(t, "happens") {
		case 0:
			news = fmt.Sprintf("news %d", len(alarms))
		case 1:
			by := time.Duration(rapid.IntRange(1, 72).Draw(t, "stands still")) * time.Hour
			l.Shift(by)
			shifted += by
		}
		carry(t, l)
		for {
			a, climbs := l.Climb(now, news)
			if !climbs {
				break
			}
			alarms = append(alarms, taken{a, now, news})
		}
		if l.Spent() {
			break
		}
	}
	return alarms, shifted
}

// carry puts the state through JSON, as a new run of a workflow does.
func carry(t *rapid.T, l *ladder.Ladder) {
	body, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	*l = ladder.Ladder{}
	if err := json.Unmarshal(body, l); err != nil {
		t.Fatal(err)
	}
}

func TestNoStepComesEarlierThanItIsDueAlsoWhereOneIsSkipped(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawn(t)
		due := slices.Clone(l.Steps)
		alarms, _ := play(t, &l)
		next := 0
		for _, a := range alarms {
			if a.Number > 0 {
				continue
			}
			if a.ID != due[next].ID {
				t.Fatalf("step %s was taken where %s comes next", a.ID, due[next].ID)
			}
			if a.at.Before(due[next].At) {
				t.Errorf("step %s was due %s and was taken %s", a.ID, due[next].At, a.at)
			}
			if a.Skipped != (len(due[next].Notify) == 0) || a.Skipped && len(a.To) > 0 {
				t.Errorf("step %s, which notifies %v, went to %v, skipped: %v", a.ID, due[next].Notify, a.To, a.Skipped)
			}
			next++
		}
	})
}

func TestNobodyGetsTwoAlarmsThatDifferOnlyInTheStep(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawn(t)
		alarms, _ := play(t, &l)
		told := map[string]string{}
		for _, a := range alarms {
			for _, person := range a.To {
				if before, known := told[person]; known && before == a.news && a.Number == 0 {
					t.Errorf("%s hears of step %s with the news of before: %s", person, a.ID, a.news)
				}
				told[person] = a.news
			}
		}
	})
}

func TestAStepIsRepeatedAtMostTwiceAndAWeekApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawn(t)
		alarms, _ := play(t, &l)
		for i, a := range alarms {
			if a.Number > 2 || a.Number > a.Repeat {
				t.Errorf("step %s is repeated %d times, declared are %d", a.ID, a.Number, a.Repeat)
			}
			// What was taken late is repeated a week later than that, less the
			// hour that still counts as in time.
			if a.Number > 0 && a.at.Sub(alarms[i-1].at) < 7*day-time.Hour {
				t.Errorf("step %s is repeated after %s", a.ID, a.at.Sub(alarms[i-1].at))
			}
		}
	})
}

func TestEverybodyWhoWasAlarmedHearsOnceThatItIsOver(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawn(t)
		alarms, _ := play(t, &l)
		var want []string
		for _, a := range alarms {
			for _, person := range a.To {
				if !slices.Contains(want, person) {
					want = append(want, person)
				}
			}
		}
		var got []string
		for _, a := range l.AllClear() {
			got = append(got, a.Person)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("all-clear goes to (-alarmed +told):\n%s", diff)
		}
		if again := l.AllClear(); len(again) > 0 {
			t.Errorf("%v hear it twice", again)
		}
	})
}

// TestEachStepNamesTheNext takes the steps on time: what one says of the next
// comes true.
func TestEachStepNamesTheNext(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := drawn(t)
		for i := range l.Steps {
			l.Steps[i].Repeat = 0
		}
		for {
			named, more := l.Coming()
			var heard ladder.Alarm
			for heard.ID == "" || heard.Skipped {
				now := l.Next()
				if now.IsZero() {
					if more && heard.ID != named.ID {
						t.Errorf("step %s was named and never came", named.ID)
					}
					return
				}
				heard, _ = l.Climb(now, now.String())
				if !heard.Skipped && (heard.ID != named.ID || !now.Equal(named.At)) {
					t.Errorf("named was %s at %s, what came is %s at %s", named.ID, named.At, heard.ID, now)
				}
			}
		}
	})
}

func TestAfterAnOutageTheStepsKeepTheirDistance(t *testing.T) {
	t.Parallel()
	l := ladder.Ladder{Steps: []ladder.Step{
		{ID: "owner", Notify: []string{"tom"}, At: late.Add(2 * day)},
		{ID: "leads", Notify: []string{"lars"}, At: late.Add(5 * day)},
		{ID: "executives", Notify: []string{"aoife"}, At: late.Add(10 * day), Repeat: 2},
	}}
	var got []string
	climb := func(now time.Time) {
		for {
			a, climbs := l.Climb(now, "")
			if !climbs {
				return
			}
			got = append(got, fmt.Sprintf("%s %d on day %d", a.ID, a.Number, now.Sub(late)/day))
		}
	}
	climb(late.Add(40 * day))
	for range 5 {
		climb(l.Next())
	}
	want := []string{"owner 0 on day 40", "leads 0 on day 43", "executives 0 on day 48", "executives 1 on day 55", "executives 2 on day 62"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("after 40 days (-want +got):\n%s", diff)
	}
}

func TestAPersonWhoHasLeftIsNotAlarmedAndNotToldThatItIsOver(t *testing.T) {
	t.Parallel()
	l := ladder.Ladder{Steps: []ladder.Step{
		{ID: "owner", Notify: []string{"tom", "mia"}, At: late}, {ID: "leads", Notify: []string{"mia"}, At: late.Add(day)},
	}}
	l.Climb(late, "a")
	l.Without("mia")
	if a, _ := l.Climb(late.Add(day), "b"); !a.Skipped {
		t.Errorf("the step of somebody who has left went to %v", a.To)
	}
	if got := l.AllClear(); len(got) != 1 || got[0].Person != "tom" {
		t.Errorf("all-clear goes to %v", got)
	}
}

func TestStepsWithoutADeclaredLadder(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	boss := spec.Parties[1].People[0]
	boss.ID, boss.Roles = "aoife", []partnership.Role{partnership.RoleExecutive}
	spec.Parties[1].People = append(spec.Parties[1].People, boss)
	third := spec.Parties[1]
	third.ID, third.People = "west", []partnership.Person{{ID: "mia", Roles: []partnership.Role{partnership.RoleLead}}}
	spec.Parties = append(spec.Parties, third)
	got := ladder.Steps(spec, "milestone", "lars", "tom")
	want := []ladder.Step{
		{ID: "owner", After: specs.Span("2bd"), Notify: []string{"lars", "sofie"}},
		{ID: "leads", After: specs.Span("5bd"), Notify: []string{"sofie", "tom"}},
		{ID: "executives", After: specs.Span("10bd"), Notify: []string{"aoife"}, Repeat: 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the steps (-want +got):\n%s", diff)
	}
	if own := ladder.Steps(spec, "milestone", "tom", "lars"); !slices.Equal(own[0].Notify, []string{"tom"}) {
		t.Errorf("an owner who leads hears twice: %v", own[0].Notify)
	}
}

func TestStepsOfADeclaredLadder(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	third := spec.Parties[1]
	third.ID, third.People = "west", []partnership.Person{{ID: "mia", Roles: []partnership.Role{partnership.RoleLead}}}
	spec.Parties = append(spec.Parties, third)
	spec.Escalations = []partnership.Escalation{{ID: "milestone", Steps: []partnership.EscalationStep{
		{ID: "owner", After: specs.Span("1bd"), Owner: true, Notify: []string{"lars", "sofie"}, Urgent: true},
		{ID: "leads", After: specs.Span("3bd"), Notify: []string{"mia", "sofie", "tom"}, Repeat: 1},
		{ID: "gone", After: specs.Span("4bd"), Notify: []string{"nobody"}},
		{ID: "outside", After: specs.Span("5bd"), Notify: []string{"mia"}},
	}}}
	got := ladder.Steps(spec, "milestone", "lars", "tom")
	want := []ladder.Step{
		{ID: "owner", After: specs.Span("1bd"), Notify: []string{"lars", "sofie"}, Urgent: true},
		{ID: "leads", After: specs.Span("3bd"), Notify: []string{"sofie", "tom"}, Repeat: 1}, // never all leads of a consortium
		{ID: "gone", After: specs.Span("4bd")},
		{ID: "outside", After: specs.Span("5bd"), Notify: []string{"mia"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the steps (-want +got):\n%s", diff)
	}
}

func TestALadderIsReckonedInItsOrder(t *testing.T) {
	t.Parallel()
	l := ladder.Ladder{Steps: []ladder.Step{{ID: "a", After: specs.Span("5bd")}, {ID: "b", After: specs.Span("2bd")}}}
	asked := l.Instants("late", "tom", late)
	if len(asked) != 2 || asked[0].Key == asked[1].Key || asked[0].Person != "tom" || asked[1].Span != specs.Span("2bd") || !asked[0].From.Equal(late) {
		t.Errorf("asked is %+v", asked)
	}
	l.Reckoned("late", procedure.Reckoning{Instants: []procedure.ReckonedInstant{
		{Key: asked[0].Key, At: late.Add(5 * day)}, {Key: asked[1].Key, At: late.Add(2 * day)}, {Key: "other/a", At: late},
	}})
	if !l.Steps[0].At.Equal(late.Add(5*day)) || !l.Steps[1].At.Equal(late.Add(5*day)) {
		t.Errorf("the steps are due %s and %s", l.Steps[0].At, l.Steps[1].At)
	}
}
