package lifecycle_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func TestCommandsThatMakeNoSenseNowAreRefusedWithWhatWould(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		input string
		name  procedure.CommandName
		want  string // empty: taken
	}{
		{`{}`, procedure.Pause, ""},
		{`{}`, procedure.Resume, "it is not paused"},
		{`{}`, procedure.EndNow, `say why in "reason"`},
		{`{"reason": " "}`, procedure.EndNow, `say why in "reason"`},
		{`{"reason": "bought"}`, procedure.EndNow, ""},
		{`{"person": "lars"}`, procedure.AnswerFor, "send answer-for to the check-in, the milestone or the commitments themselves (" + first + ")"},
		{`{"kpi": "mgl", "value": 1}`, procedure.RecordKPI, "has mql"},
		{`{"kpi": "mql", "value": "lots"}`, procedure.RecordKPI, `"lots" is not a number`},
		{`{"kpi": "mql"}`, procedure.RecordKPI, `"" is not a number`},
		{`{"kpi": "mql", "value": 130, "date": "1 Dec"}`, procedure.RecordKPI, "write it like 2026-12-01"},
		{`{"kpi": "mql", "value": 130, "date": "2026-12-01"}`, procedure.RecordKPI, ""},
		{`{"kpi": "mql", "value": 130, "date": "2026-12-02"}`, procedure.RecordKPI, "date 2026-12-02 is still to come; today is 2026-12-01"},
		{`{"kpi": "mql", "valeu": 130}`, procedure.RecordKPI, `read record-kpi: no field is named "valeu"; did you mean "value"?`},
		{`{}`, procedure.ApplySpec, `no "spec" given`},
		{`{"spec": {"slug": "trio"}}`, procedure.ApplySpec, `this partnership is "duo"`},
	} {
		l := running(t)
		var c procedure.Command
		if err := json.Unmarshal([]byte(tc.input), &c); err != nil {
			t.Fatal(err)
		}
		c.Name = tc.name
		err := l.P.Check(c, l.Now)
		if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
			t.Errorf("%s %s: got %v, want %q", tc.name, tc.input, err, tc.want)
		}
	}
	paused := running(t).command(procedure.Command{Name: procedure.Pause})
	if err := paused.P.Check(procedure.Command{Name: procedure.Pause}, paused.Now); err == nil || !strings.Contains(err.Error(), "paused already, since 2026-12-01") {
		t.Errorf("pausing twice: %v", err)
	}
}

func TestACommandDeliveredTwiceIsCarriedOutOnce(t *testing.T) {
	t.Parallel()
	l := running(t)
	c := procedure.Command{ID: "u", Name: procedure.RecordKPI, KPI: "mql", Value: "130"}
	for range 2 {
		l.Step(procedure.Event{Kind: procedure.Commanded, Command: &c})
	}
	if n := len(l.partnership().Readings); n != 1 {
		t.Errorf("%d readings", n)
	}
}

func TestTwoCommandsOfOneMomentAreBothOnRecord(t *testing.T) {
	t.Parallel()
	script := func() []string {
		l := running(t)
		from := len(l.Entries)
		l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "130"})
		l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "131"})
		l.command(procedure.Command{Name: procedure.Pause, Reason: "a"})
		l.command(procedure.Command{Name: procedure.Resume})
		l.command(procedure.Command{Name: procedure.Pause, Reason: "b"})
		var ids []string
		for _, e := range l.Entries[from:] {
			if e.Kind != procedure.EntryPhase { // "suspended" twice in one instant is one fact
				ids = append(ids, e.ID)
			}
		}
		return ids
	}
	once, again := script(), script()
	if !slices.Equal(once, again) {
		t.Errorf("the same script has other IDs:\n%v\n%v", once, again)
	}
	if unique := slices.Compact(slices.Sorted(slices.Values(once))); len(unique) != 5 {
		t.Errorf("five commands have %d IDs: %v", len(unique), once)
	}
}

func TestCommandsWithoutAnIDAreToldApartByWhatTheySay(t *testing.T) {
	t.Parallel()
	l := running(t)
	for _, value := range []procedure.Text{"130", "131"} {
		l.Step(procedure.Event{Kind: procedure.Commanded, Command: &procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: value}})
	}
	if n := len(l.partnership().Readings); n != 2 {
		t.Errorf("%d of two readings are kept", n)
	}
}

func TestAnAdminsFigureCorrectsAndSettlesADispute(t *testing.T) {
	t.Parallel()
	l := running(t).measured(first, "mql", "150", "lars").measured(first, "mql", "140", "tom")
	l.shows("disputed", "**140** leads (Lars: 150; Tom: 140)")
	l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "160", Reason: "counted again"})
	l.shows("**160** leads (by an admin)", "mql recorded by an admin: 160")
	if strings.Contains(l.Shown.Card, "disputed") {
		t.Errorf("the dispute is not settled:\n%s", l.Shown.Card)
	}
	l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "155"}).shows("**155** leads (by an admin)")
	l.measured(first, "mql", "145", "tom").shows("**155** leads (by an admin)")
	l.until("2026-12-15 11:00").measured("duo/check-in/fortnightly/2026-12-15", "mql", "170", "lars").shows("**170** leads |")
}

func TestAnAdminsFigureSpeaksOfTheDayThatIsGiven(t *testing.T) {
	t.Parallel()
	l := running(t).until("2026-12-15 11:00").measured("duo/check-in/fortnightly/2026-12-15", "mql", "170", "lars")
	l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "99", Date: "2026-12-01"}).shows("**170**")
	readings := l.partnership().Readings
	if r := readings[len(readings)-1]; r.Period != "2026-12-01" || r.Reporter != procedure.Admin {
		t.Errorf("recorded is %+v", r)
	}
	l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "171"}).shows("**171**")
}

func TestABinaryFigureIsRecordedAsYesOrNo(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Goals[0].KPIs[0] = partnership.KPI{ID: "signed", Title: "Rules signed", Direction: partnership.Binary, Weight: spec.Goals[0].Weight}
	l := open(t, spec).measured(first, "signed", "0", "lars").shows("| Rules signed | **no**  | yes | 0 % | 0 % |", "Lars answered: signed no")
	l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "signed", Value: "Yes"}).
		shows("| **green** | Rules signed | **yes**", "signed recorded by an admin: yes")
	err := l.P.Check(procedure.Command{Name: procedure.RecordKPI, KPI: "signed", Value: "1"}, l.Now)
	if err == nil || !strings.Contains(err.Error(), `"1" is neither yes nor no`) {
		t.Errorf("recording a number: %v", err)
	}
}

func TestApplyingASpecAnswersWhetherItChangesAnything(t *testing.T) {
	t.Parallel()
	l := running(t).amend(func(*partnership.Spec) {})
	if l.Answer != "unchanged" || len(l.Lines()) != 0 {
		t.Errorf("the same spec: %q and %v", l.Answer, l.Lines())
	}
	l.amend(func(spec *partnership.Spec) { spec.Title = "Two" })
	if l.Answer != "changed" {
		t.Errorf("another spec: %q", l.Answer)
	}
}

func TestAPlanMadeAgainstAnotherSpecIsRefused(t *testing.T) {
	t.Parallel()
	l := running(t)
	inForce := l.partnership().Digest
	changed := clone(t, l.partnership().Declared)
	changed.Title = "Two"
	for planned, refused := range map[string]bool{"": false, inForce: false, strings.Repeat("0", 64): true, "short": true} {
		err := l.P.Check(procedure.Command{Name: procedure.ApplySpec, Spec: &changed, Planned: planned}, l.Now)
		var refusal *procedure.Refusal
		if got := errors.As(err, &refusal); got != refused || refused && (refusal.Code != procedure.RefusalMoved || !strings.Contains(err.Error(), "plan again")) {
			t.Errorf("planned against %q: %v", planned, err)
		}
	}
	same := clone(t, l.partnership().Declared)
	if err := l.P.Check(procedure.Command{Name: procedure.ApplySpec, Spec: &same, Planned: "other"}, l.Now); err != nil {
		t.Errorf("what is in force already: %v", err)
	}
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	if err := l.P.Check(procedure.Command{Name: procedure.ApplySpec, Spec: &changed}, l.Now); err == nil || !strings.Contains(err.Error(), "another slug") {
		t.Errorf("after the end: %v", err)
	}
}

func TestAReportDeliveredTwiceIsTakenOnce(t *testing.T) {
	t.Parallel()
	l := running(t).measured(first, "mql", "150", "lars") // a play tells everything twice
	if n := len(l.partnership().Readings); n != 1 {
		t.Errorf("%d readings", n)
	}
	if n := strings.Count(l.Shown.Card, "Lars answered: mql 150"); n != 1 {
		t.Errorf("the answer is shown %d times:\n%s", n, l.Shown.Card)
	}
}

func TestALetterThatCouldNotBeWrittenIsShown(t *testing.T) {
	t.Parallel()
	l := running(t).report(first, procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactUnwritten, Of: first, At: solo.At("2026-12-01 11:00")}}})
	l.shows("A letter could not be written: " + first)
}

func TestABlockerIsShownUntilItIsTakenBackOrItsAuthorLeaves(t *testing.T) {
	t.Parallel()
	blocked := func(text string) procedure.Message {
		return procedure.Message{Blockers: []procedure.Blocker{{Person: "lars", Text: text}}}
	}
	l := running(t).report(first, blocked("No API key.")).shows("Lars is blocked: No API key.")
	l.report(first, blocked("No budget.")).shows("Lars is blocked: No budget.")
	l.report(first, blocked(""))
	if n := len(l.partnership().Blockers); n != 0 {
		t.Errorf("%d blockers are left", n)
	}
	l.report(first, blocked("No budget.")).amend(func(spec *partnership.Spec) {
		spec.Parties[0].People = spec.Parties[0].People[1:]
		spec.CheckIns[0].Ask = []string{"sofie"}
	})
	if n := len(l.partnership().Blockers); n != 0 {
		t.Errorf("%d blockers of people who have left", n)
	}
}

func TestThePartnershipsOwnCommandsAreDescribed(t *testing.T) {
	t.Parallel()
	for _, name := range []procedure.CommandName{procedure.Pause, procedure.Resume, procedure.RecordKPI, procedure.AnswerFor, procedure.EndNow, procedure.ApplySpec} {
		if !slices.ContainsFunc(lifecycle.Kind().Commands, func(d procedure.CommandDoc) bool { return d.Name == name }) {
			t.Errorf("%s is not described", name)
		}
	}
}

// TestTheDayOfAFigureIsOneInThePartnershipsZone lets an admin record a figure of
// a day that has begun where the partnership is, and of no later one: it would
// outrank every round until then.
func TestTheDayOfAFigureIsOneInThePartnershipsZone(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Zone = "Asia/Tokyo"
	l := open(t, spec).until("2026-12-03 16:00") // Friday in Tokyo
	today := procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "130", Date: "2026-12-04"}
	if err := l.P.Check(today, l.Now); err != nil {
		t.Error(err)
	}
	tomorrow := today
	tomorrow.Date = "2026-12-05"
	if err := l.P.Check(tomorrow, l.Now); err == nil {
		t.Error("a figure of tomorrow is taken")
	}
	l.Step(procedure.Event{Kind: procedure.Commanded, Command: &tomorrow})
	if n := len(l.partnership().Readings); n != 0 {
		t.Errorf("%d readings", n)
	}
}
