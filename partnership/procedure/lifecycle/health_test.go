package lifecycle_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
)

// halfway is a partnership half a year in: its figure is at a share of the plan, and of
// ten asks some were answered.
func halfway(t *testing.T, spec partnership.Spec, figure string, answered int) *life {
	t.Helper()
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), survey.Kind(), review.Kind()).until("2027-06-01 11:00")
	return l.round("2027-06-01", figure, 10, answered)
}

// round brings a figure and closes.
func (l *life) round(day, figure string, asked, answered int) *life {
	l.t.Helper()
	from := round(day)
	return l.report(from, procedure.Message{
		Readings: l.reading(from, "mql", figure, "lars"),
		Shown:    &procedure.Shown{Stage: "answered", Outcome: procedure.OutcomeAnswered},
		Facts:    []procedure.Fact{{Kind: procedure.FactClosed, Of: from, At: l.Now, Asked: asked, Answered: answered}},
	})
}

// content reports how content people are by a survey.
func (l *life) content(name string, content ...procedure.Content) *life {
	l.t.Helper()
	from := "duo/survey/" + name + "/2027-06-01"
	p := l.partnership()
	p.Running = append(p.Running, lifecycle.Running{Workflow: from, Type: procedure.Survey, Name: name, Title: "Survey " + name, Until: l.Now.AddDate(0, 1, 0)})
	return l.report(from, procedure.Message{Content: content})
}

// conflict is one on a level.
func (l *life) conflict(level int) *life {
	l.t.Helper()
	l.command(procedure.Command{Name: procedure.RaiseConflict, Person: "lars", With: "tom"})
	d := l.partnership().Disputes[len(l.partnership().Disputes)-1]
	d.Level, d.Stage, d.OpenedAt = level, "framed", l.Now
	return l.report("duo/conflict/1", procedure.Message{Dispute: &d})
}

func index(party string, points int64) procedure.Content {
	return procedure.Content{Party: party, Index: decimal.NewFromInt(points)}
}

func TestHealthIsUnknownWhileTooLittleIsKnownAndSaysSo(t *testing.T) {
	t.Parallel()
	l := running(t).shows("Health **not known yet**: too little is known, 10 % of what counts")
	if got := l.Shown.Attributes.Health; got != "unknown" {
		t.Errorf("lists show it as %q", got)
	}
}

func TestTheCardSaysWhatCostsHealthMost(t *testing.T) {
	t.Parallel()
	l := halfway(t, specs.Duo(), "165", 5) // 45 of 180 leads, of which half are expected
	l.shows("Health **amber 58**: goals 50 – goal leads at 50 % of its plan (−25); operations 50 – 5 of 10 asks unanswered (−16.7)")
	l.content("mood", index("north", 80), index("south", 30)).shows("relationship 30 – South is least content, 30 % (−20.6)")
	if got := l.Shown.Attributes.Health; got != string(measure.Amber) {
		t.Errorf("lists show it as %q", got)
	}
}

func TestTheCardSaysWhatHealthWas(t *testing.T) {
	t.Parallel()
	l := halfway(t, specs.Duo(), "210", 10).shows("Health **green 100**\n")
	l.until("2027-06-29 11:00").round("2027-06-29", "150", 10, 0)
	l.shows("Health **amber 48** (was green 100 on 29 Jun)")
	l.until("2027-07-13 11:00").round("2027-07-13", "150", 10, 0).shows("By month: ▄▄ Jun 48, Jul 41")
}

// An admin sees every conflict; what partners read counts those from the second level on,
// of which they may know.
func TestAConflictBelowTheSecondLevelCountsForAdminsAlone(t *testing.T) {
	t.Parallel()
	for level, want := range [][2]string{{"95", "100"}, {"85", "100"}, {"70", "70"}, {"50", "50"}} {
		l := halfway(t, specs.Duo(), "210", 10).conflict(level)
		admins := l.partnership().Health(l.Now)
		if got := admins.Of(health.Issues).Score.String(); got != want[0] {
			t.Errorf("on level %d the issues are %s to admins, want %s", level, got, want[0])
		}
		partners := l.partnership().Vitals.Partners.Last.Points
		h := health.Of([]health.Dimension{
			{Kind: health.Goals, Score: measure.Some(decimal.NewFromInt(100))},
			{Kind: health.Operations, Score: measure.Some(decimal.NewFromInt(100))},
			{Kind: health.Issues, Score: measure.Some(decimal.RequireFromString(want[1]))},
		}, 0, health.Memory{})
		if partners != health.Points(h.Score.Value) {
			t.Errorf("on level %d partners read %d, want %s", level, partners, h.Score)
		}
	}
}

func TestAGuardOnHealthTellsOnceInThePointsThatPartnersMayKnow(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Guards = []partnership.Guard{{ID: "ill", When: when(t, "health < 98"), Then: partnership.ThenNotify}}
	l := halfway(t, spec, "210", 10).conflict(1).wantMails(conditions)
	d := l.partnership().Disputes[0]
	d.Level = 2
	told := []string{"condition-met to sofie", "condition-met to tom"}
	l.report("duo/conflict/1", procedure.Message{Dispute: &d}).wantMails(conditions, told...)
	if got := l.lastTo("tom"); !strings.Contains(got, `"metric":"health","operator":"\u003c","value":"98","now":"95"`) {
		t.Errorf("tom reads %s", got)
	}
	l.until("2027-06-15 11:00").round("2027-06-15", "215", 10, 10).wantMails(conditions, told...)
}

func TestWhatASurveyAfterAConflictSaysIsNobodyElsesBusiness(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Surveys = []partnership.Survey{{ID: "after", After: partnership.AfterConflict, Ask: []string{"lars", "tom"}, Window: specs.Span("3bd"), Template: partnership.NetPromoter}}
	l := halfway(t, spec, "210", 10).content("after", index("", 20))
	if d := l.partnership().Health(l.Now).Of(health.Relationship); d.Score.OK {
		t.Errorf("the relationship is %s", d.Score)
	}
}

func TestASurveySaysNothingAfterAYear(t *testing.T) {
	t.Parallel()
	l := halfway(t, specs.Duo(), "210", 10).content("mood", index("", 60))
	p := l.partnership()
	if d := p.Health(l.Now.AddDate(0, 11, 0)).Of(health.Relationship); d.Score.String() != "60" {
		t.Errorf("after eleven months the relationship is %s", d.Score)
	}
	if d := p.Health(l.Now.AddDate(1, 0, 1)).Of(health.Relationship); d.Score.OK {
		t.Errorf("after a year it is %s", d.Score)
	}
}

func TestPromisesKeptInTimeCountAndThoseThatAreLate(t *testing.T) {
	t.Parallel()
	l := halfway(t, specs.Duo(), "210", 10)
	l.wrote("lars", "QUESTION", "how do we count?")
	keeper := l.Begun[len(l.Begun)-1].Brief.Workflow
	owed := func(id string, late bool) procedure.Owed {
		o := procedure.Owed{ID: id, What: id, Owner: "tom", For: "lars", Due: "2027-06-03", Stage: procedure.ItemOpen}
		if late {
			o.Since, o.Stage = l.Now, procedure.ItemOverdue
		}
		return o
	}
	tell := func(done []string, open ...procedure.Owed) {
		m := procedure.Message{Shown: &procedure.Shown{Stage: "open", Owed: open}}
		for _, id := range done {
			m.Facts = append(m.Facts, procedure.Fact{Kind: procedure.FactMet, Of: keeper + "/" + id, At: l.Now})
		}
		l.report(keeper, m)
	}
	operations := func(want string) {
		t.Helper()
		if got := l.partnership().Health(l.Now).Of(health.Operations).Score.String(); got != want {
			t.Errorf("operations are %s, want %s", got, want)
		}
	}
	undated := owed("chat", false)
	undated.Due = ""
	tell(nil, owed("a", false), owed("b", true), owed("c", true), undated)
	operations("100") // two that are late say too little
	tell([]string{"a", "chat"}, owed("b", true), owed("c", true))
	operations("71.4286") // one of three: (.4·1 + .3·⅓)/.7
	tell([]string{"b"}, owed("c", true))
	operations("71.4286")
	if got := len(l.partnership().Settled); got != 2 {
		t.Errorf("%d promises are remembered, want those with a day", got)
	}
	l.until("2027-10-05 11:00").round("2027-10-05", "300", 10, 10)
	operations("100") // what is older than 90 days does not count
}

// Whatever health is made of is looked at when it changes, promises among it.
func TestAGuardOnHealthHearsOfPromisesThatAreLate(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Guards = []partnership.Guard{{ID: "ill", When: when(t, "health < 90"), Then: partnership.ThenNotify}}
	l := halfway(t, spec, "210", 10)
	l.wrote("lars", "QUESTION", "how do we count?")
	keeper := l.Begun[len(l.Begun)-1].Brief.Workflow
	m := procedure.Message{Shown: &procedure.Shown{Stage: "overdue"}, Facts: []procedure.Fact{{Kind: procedure.FactLate, Of: keeper + "/c", At: l.Now}}}
	for _, id := range []string{"a", "b", "c"} {
		m.Shown.Owed = append(m.Shown.Owed, procedure.Owed{ID: id, What: id, Owner: "tom", For: "lars", Due: "2027-06-01", Stage: procedure.ItemOverdue, Since: l.Now})
	}
	l.wantMails(conditions).report(keeper, m).wantMails(conditions, "condition-met to sofie", "condition-met to tom")
}

func TestAReviewOfHealthReadsNoConflictOfTheFirstLevel(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Reviews = []partnership.Review{
		{ID: "vital", Method: partnership.ReviewHealth, Rule: specs.Rule("month", "first friday", "10:00"), Window: specs.Span("3bd"), Ask: []string{"lars", "tom"}},
		{ID: "swot", Method: partnership.ReviewSWOT, Rule: specs.Rule("month", "first friday", "11:00"), Window: specs.Span("3bd"), Ask: []string{"lars", "tom"}},
	}
	l := halfway(t, spec, "210", 10).conflict(1).until("2027-06-04 12:00")
	seen := 0
	for _, b := range l.Begun {
		switch b.Brief.Workflow {
		case "duo/review/vital/2027-06-04":
			seen++
			if h := b.Brief.Health; h == nil || h.Score.String() != "100" || h.RAG != measure.Green || len(h.Causes) > 0 {
				t.Errorf("it looks at %+v", h)
			}
		case "duo/review/swot/2027-06-04":
			seen++
			if b.Brief.Health != nil {
				t.Error("a SWOT looks at health")
			}
		}
	}
	if seen != 2 {
		t.Errorf("%d reviews have begun", seen)
	}
}

func TestUnderTheFirstRulesNothingSaysHealth(t *testing.T) {
	t.Parallel()
	l := begin(t, specs.Duo(), "2026-12-01 09:00").until("2027-06-01 11:00")
	l.partnership().Rules = 1
	l.round("2027-06-01", "210", 10, 10)
	if strings.Contains(l.Shown.Card, "Health") || l.Shown.Attributes.Health != string(measure.Green) {
		t.Errorf("lists show it as %s, the card as\n%s", l.Shown.Attributes.Health, l.Shown.Card)
	}
	if v := l.partnership().Vitals; len(v.Admins.Months) > 0 {
		t.Errorf("it remembers %+v", v)
	}
}

// Health has no clock of its own: a partnership to which nothing happens is not woken for it.
func TestNothingWakesForHealth(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Guards = []partnership.Guard{{ID: "ill", When: when(t, "health < 70"), Then: partnership.ThenNotify}}
	l := halfway(t, spec, "150", 2)
	if at := l.partnership().WakeAt; !at.Equal(time.Date(2027, 6, 15, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("it wakes at %s, want the next round", at)
	}
}

func TestTheCardGradesAGoalWhoseTimeIsOver(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Goals[0].Due, spec.Goals[0].Kind = specs.Date("2027-06-30"), partnership.Aspirational
	l := halfway(t, spec, "255", 10).shows("- **amber**: Grow joint leads")
	l.until("2027-07-13 11:00").shows("- **achieved**: Grow joint leads", "The time of goal leads is over: achieved, 75 % of the way")
}
