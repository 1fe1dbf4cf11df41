package lifecycle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// mails are the letters about figures since the start, as "ask to lars",
// "all-clear to tom".
func (l *life) aboutFigures() []string {
	var list []string
	for _, w := range l.Letters {
		switch {
		case w.Template == lifecycle.TemplateFiguresDiffer && w.Form == procedure.FormAsk:
			list = append(list, "ask to "+w.Person)
		case w.Template == lifecycle.TemplateFiguresDiffer:
			list = append(list, "notice to "+w.Person)
		case w.Template == procedure.TemplateAllClear && w.Phrases == lifecycle.PhrasesFiguresAgree:
			list = append(list, "all-clear to "+w.Person)
		case w.Template == lifecycle.TemplateDisputeUnclear:
			list = append(list, "unclear to "+w.Person)
		}
	}
	return list
}

func (l *life) wantAboutFigures(want ...string) *life {
	l.t.Helper()
	if got := l.aboutFigures(); !slices.Equal(got, want) {
		l.t.Errorf("mails about figures are %q, want %q", got, want)
	}
	return l
}

// says that the figure is another one, in reply to the ask about it.
func (l *life) holds(person, kpi, value string) *life {
	l.t.Helper()
	ask := l.partnership().DifferenceAsk(kpi, person)
	l.Reply(procedure.Reply{Ask: ask, Person: person, Answers: []partnership.Answer{specs.Number(kpi, value)}})
	return l
}

// differing has Lars and Tom report different figures in the house.
func differing(t *testing.T) *life {
	t.Helper()
	return open(t, house()).measured(first, "mql", "150", "lars").measured(first, "mql", "140", "tom")
}

func TestWhoReportsDifferentlyIsAsked(t *testing.T) {
	t.Parallel()
	l := differing(t).wantAboutFigures("ask to lars", "ask to tom")
	l.shows("### Figures that differ", "**mql** of 2026-12-01, since 1 Dec: Lars, Tom were asked; next: the leads, Tue 8 Dec 11:00", "**140** leads (Lars: 150; Tom: 140)")
	l.measured(first, "mql", "150", "lars").wantAboutFigures("ask to lars", "ask to tom") // once
	if q := l.Letters[len(l.Letters)-1].Questions; len(q) != 1 || q[0].Last.String() != "140" {
		t.Errorf("tom is asked %+v", q)
	}
}

func TestTheyAgreeByAnswer(t *testing.T) {
	t.Parallel()
	l := differing(t).holds("lars", "mql", "145").wantAboutFigures("ask to lars", "ask to tom")
	l.shows("**140** leads (Lars: 145; Tom: 140)")
	l.holds("tom", "mql", "145").wantAboutFigures("ask to lars", "ask to tom", "all-clear to lars").shows("**145** leads |")
	if strings.Contains(l.Shown.Card, "Figures that differ") {
		t.Errorf("the difference is not over:\n%s", l.Shown.Card)
	}
	l.until("2026-12-14 12:00").wantAboutFigures("ask to lars", "ask to tom", "all-clear to lars")
}

func TestTheyAgreeByACorrectionOfTheCheckIn(t *testing.T) {
	t.Parallel()
	l := differing(t).until("2026-12-01 13:00")
	l.measured(first, "mql", "140", "lars").wantAboutFigures("ask to lars", "ask to tom", "all-clear to tom")
	if recalled := l.recalled(); len(recalled) != 2 {
		t.Errorf("taken back: %v", recalled)
	}
}

func TestTheLeadsHearAfterFiveBusinessDays(t *testing.T) {
	t.Parallel()
	l := differing(t).until("2026-12-09 12:00")
	// Tom is himself a lead, who was asked.
	l.wantAboutFigures("ask to lars", "ask to tom", "notice to sofie").shows("the leads know, and it stands for the next review")
	l.holds("lars", "mql", "140").wantAboutFigures("ask to lars", "ask to tom", "notice to sofie", "all-clear to tom", "all-clear to sofie")
}

func TestAnAdminsFigureNeedsAReasonAndSettlesTheDifference(t *testing.T) {
	t.Parallel()
	l := differing(t)
	c := procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "160"}
	if err := l.P.Check(c, l.Now); err == nil || !strings.Contains(err.Error(), `say why in "reason"`) {
		t.Fatalf("without a reason: %v", err)
	}
	c.Reason = "both systems checked"
	l.command(c).wantAboutFigures("ask to lars", "ask to tom", "all-clear to lars", "all-clear to tom").shows("**160** leads (by an admin)")
	if last := l.Letters[len(l.Letters)-1]; !strings.Contains(string(last.Content), "both systems checked") {
		t.Errorf("they read %s", last.Content)
	}
}

func TestANewRoundGoesOnOrEndsIt(t *testing.T) {
	t.Parallel()
	second := round("2026-12-15")
	l := differing(t).until("2026-12-15 11:00").measured(second, "mql", "170", "lars")
	l.wantAboutFigures("ask to lars", "ask to tom", "notice to sofie", "all-clear to sofie")
	l.measured(second, "mql", "171", "tom")
	if got := l.aboutFigures(); !slices.Equal(got[len(got)-2:], []string{"ask to lars", "ask to tom"}) {
		t.Errorf("mails about figures are %q", got)
	}

	l = differing(t).until("2026-12-02 11:00")
	l.report(second, procedure.Message{Readings: append(
		l.reading(second, "mql", "170", "lars"), l.reading(second, "mql", "171", "tom")...,
	)})
	l.wantAboutFigures("ask to lars", "ask to tom", "ask to lars", "ask to tom").until("2026-12-09 12:00")
	l.wantAboutFigures("ask to lars", "ask to tom", "ask to lars", "ask to tom", "notice to sofie") // the clock went on
}

func TestDispute(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, text string
		before     func(*life)
		want       []string
		shows      string
	}{
		{"another value", "mql 120", func(l *life) { l.measured(first, "mql", "150", "lars") }, []string{"ask to lars", "ask to tom"}, "**120** leads (Lars: 150; Tom: 120)"},
		{"the same value", "mql 150", func(l *life) { l.measured(first, "mql", "150", "lars") }, nil, "**150** leads |"},
		{"nobody has measured it", "mql 120", func(*life) {}, []string{"unclear to tom"}, "no figures yet"},
		{"no such figure", "leeds 120", func(l *life) { l.measured(first, "mql", "150", "lars") }, []string{"unclear to tom"}, "**150** leads |"},
		{"an admin's figure", "mql 120", func(l *life) {
			l.command(procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "150"})
		}, []string{"unclear to tom"}, "**150** leads (by an admin)"},
		{"no value", "mql", func(l *life) { l.measured(first, "mql", "150", "lars") }, nil, "**150** leads |"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := open(t, house())
			tc.before(l)
			l.wishes("tom", partnership.Command{Name: partnership.CommandDispute, Argument: tc.text}).wantAboutFigures(tc.want...).shows(tc.shows)
		})
	}
}

func TestAPauseHoldsTheClockOfADifferenceAndTheEndEndsIt(t *testing.T) {
	t.Parallel()
	l := differing(t).command(procedure.Command{Name: procedure.Pause, Reason: "merger"}).until("2026-12-10 11:00").
		wantAboutFigures("ask to lars", "ask to tom").
		command(procedure.Command{Name: procedure.Resume}).until("2026-12-17 12:00").
		wantAboutFigures("ask to lars", "ask to tom", "notice to sofie")
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"})
	if n := len(l.partnership().Differences); n != 0 {
		t.Errorf("%d differences outlive the partnership", n)
	}
}
