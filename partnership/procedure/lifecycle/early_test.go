package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// brings has a round closed that has brought figures, as "lars mql 130".
func (l *life) brings(day string, figures ...string) *life {
	l.t.Helper()
	m := procedure.Message{
		Shown: &procedure.Shown{Stage: "answered", Outcome: procedure.OutcomeAnswered},
		Facts: []procedure.Fact{{Kind: procedure.FactClosed, Of: round(day), At: l.Now, Asked: len(figures), Answered: len(figures)}},
	}
	for _, f := range figures {
		words := strings.Fields(f)
		m.Readings = append(m.Readings, l.reading(round(day), words[1], words[2], words[0])...)
	}
	return l.report(round(day), m)
}

// wantMails compares the letters of some templates, as "template to person".
func (l *life) wantMails(templates []procedure.Template, want ...string) *life {
	l.t.Helper()
	var got []string
	for _, w := range l.Letters {
		if slices.Contains(templates, w.Template) || w.Template == procedure.TemplateAllClear && slices.Contains(templates, w.Phrases) {
			name := string(w.Template)
			if w.Phrases != "" {
				name = string(w.Phrases)
			}
			got = append(got, name+" to "+w.Person)
		}
	}
	if !slices.Equal(got, want) {
		l.t.Errorf("mails are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return l
}

var warnings = []procedure.Template{lifecycle.TemplateEarlyWarning, lifecycle.TemplateWhatChanged, lifecycle.PhrasesWarningOver}

// owned is the house in which Mia owns the goal.
func owned() partnership.Spec {
	spec := house()
	spec.Goals[0].Owner = "mia"
	return spec
}

func TestAKPIThatIsRedTwoRoundsRunningWarnsOnce(t *testing.T) {
	t.Parallel()
	told := []string{"early-warning to mia", "early-warning to sofie", "early-warning to tom"}
	// A tenth of the time has passed in the sixth week.
	l := open(t, owned()).until("2027-01-26 11:00").brings("2027-01-26", "lars mql 121").wantMails(warnings)
	l.until("2027-02-09 11:00").brings("2027-02-09", "lars mql 122").wantMails(warnings, told...)
	l.shows("### Early warnings", "**red**: mql is off track two rounds running; told on 9 Feb: Mia, Sofie, Tom", "1 warning so far, of which 0 came true")
	l.until("2027-02-23 11:00").brings("2027-02-23", "lars mql 123").wantMails(warnings, told...)
	l.until("2027-03-09 11:00").brings("2027-03-09", "lars mql 200").
		wantMails(warnings, append(told, "warning-over to mia", "warning-over to sofie", "warning-over to tom")...)
	l.until("2027-03-23 11:00").brings("2027-03-23", "lars mql 130").until("2027-04-06 11:00").brings("2027-04-06", "lars mql 131")
	if n := len(l.written(lifecycle.TemplateEarlyWarning)); n != 6 {
		t.Errorf("after it was over and came back there are %d warnings, want 6", n)
	}
}

func TestAFigureThatIsCorrectedInItsRoundAlarmsNobody(t *testing.T) {
	t.Parallel()
	l := open(t, owned()).until("2027-01-26 11:00").brings("2027-01-26", "lars mql 121").until("2027-02-09 11:00")
	l.measured(round("2027-02-09"), "mql", "12", "lars").wantMails(warnings)
	l.until("2027-02-09 12:00").brings("2027-02-09", "lars mql 170").wantMails(warnings)
}

func TestWhoBecomesLessConfidentIsAskedBeforeAnybodyIsTold(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		said  []string // by Lars, round by round
		falls bool
	}{
		{"down by two", []string{"8", "6"}, true},
		{"down by one", []string{"8", "7"}, false},
		{"falling twice", []string{"8", "7.5", "7"}, true},
		{"falling and rising", []string{"8", "7", "7.5"}, false},
		{"up", []string{"5", "8"}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := open(t, house())
			day := specs.Date("2026-12-01")
			for i, said := range tc.said {
				at := day.AddDays(14 * i).String()
				l.until(at+" 11:00").brings(at, "lars confidence "+said)
			}
			var want []string
			if tc.falls {
				want = []string{"what-changed to lars"}
			}
			l.wantMails(warnings, want...)
			if tc.falls {
				want = append(want, "early-warning to sofie", "early-warning to tom")
			}
			l.until(day.AddDays(14*(len(tc.said)-1)+6).String()+" 11:00").wantMails(warnings, want...)
		})
	}
}

func (l *life) lastTo(person string) string {
	for _, w := range slices.Backward(l.Letters) {
		if w.Person == person {
			return string(w.Content)
		}
	}
	return ""
}

func TestTheOwnSideReadsWhyAndTheOtherTheFigures(t *testing.T) {
	t.Parallel()
	l := open(t, house()).brings("2026-12-01", "lars confidence 8", "mia confidence 7").
		until("2026-12-15 11:00").brings("2026-12-15", "lars confidence 5", "mia confidence 7").wantMails(warnings, "what-changed to lars")
	i := slices.IndexFunc(l.Letters, func(w procedure.Letter) bool { return w.Template == lifecycle.TemplateWhatChanged })
	l.Reply(procedure.Reply{Person: "lars", Ask: l.Letters[i].Ask, Answers: []partnership.Answer{specs.Words("changed", "No budget.")}})
	l.wantMails(warnings, "what-changed to lars", "early-warning to sofie", "early-warning to tom")
	if own, other := l.lastTo("sofie"), l.lastTo("tom"); !strings.Contains(own, "No budget.") || strings.Contains(other, "No budget.") ||
		strings.Contains(other, "lars") || !strings.Contains(other, `"value":"6"`) {
		t.Errorf("the own side reads %s\nthe other %s", own, other)
	}
	l.until("2026-12-20 11:00").wantMails(warnings, "what-changed to lars", "early-warning to sofie", "early-warning to tom")
}

func TestASlipIsNoWarning(t *testing.T) {
	t.Parallel()
	l := open(t, house()).brings("2026-12-01", "lars confidence 8").until("2026-12-15 11:00").brings("2026-12-15", "lars confidence 1").
		until("2026-12-15 15:00").measured(round("2026-12-15"), "confidence", "8", "lars")
	l.until("2026-12-24 11:00").wantMails(warnings, "what-changed to lars")
	if n := len(l.partnership().Warnings); n != 0 {
		t.Errorf("%d warnings are kept", n)
	}
}

func TestSidesThatAreApartAreTold(t *testing.T) {
	t.Parallel()
	l := open(t, house()).brings("2026-12-01", "lars confidence 9", "mia confidence 8", "tom confidence 6.5").
		wantMails(warnings, "early-warning to sofie", "early-warning to tom")
	l.until("2026-12-15 11:00").brings("2026-12-15", "lars confidence 9", "mia confidence 8", "tom confidence 8").
		wantMails(warnings, "early-warning to sofie", "early-warning to tom", "warning-over to sofie", "warning-over to tom")
}

func TestAWarningComesTrue(t *testing.T) {
	t.Parallel()
	spec := owned()
	spec.Goals[0].Due = specs.Date("2027-03-01")
	l := open(t, spec).until("2026-12-29 11:00").brings("2026-12-29", "lars mql 121").until("2027-01-12 11:00").brings("2027-01-12", "lars mql 121")
	if w := l.partnership().Warned; w.Given != 1 || w.True != 0 {
		t.Fatalf("counted are %+v", w)
	}
	l.until("2027-03-09 11:00")
	if w := l.partnership().Warned; w.True != 1 {
		t.Errorf("after the goal has closed red, counted are %+v", w)
	}
}

// TestTheCardSaysHowSurePeopleWereWhenAGoalIsOver counts what was said in rounds that are
// long forgotten, and a corrected word once.
func TestTheCardSaysHowSurePeopleWereWhenAGoalIsOver(t *testing.T) {
	t.Parallel()
	spec := owned()
	spec.Goals[0].Due = specs.Date("2027-03-01")
	l := open(t, spec)
	for i, date := range []string{"2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"} {
		l.until(date+" 11:00").brings(date, "lars mql 121", fmt.Sprintf("lars confidence %d", 9-i%2))
	}
	l.brings("2027-01-26", "lars confidence 6")
	if strings.Contains(l.Shown.Card, "How sure people were") {
		t.Errorf("before a goal is over it says\n%s", l.Shown.Card)
	}
	// 9, 8, 9, 8 and, instead of 9, 6 for a goal that was not achieved.
	if want := "Lars: 0.65, of 5 answers"; !strings.Contains(l.until("2027-03-09 11:00").Shown.Card, want) {
		t.Errorf("the card lacks %q:\n%s", want, l.Shown.Card)
	}
}

func TestWhatIsReachedIsToldToAllOnce(t *testing.T) {
	t.Parallel()
	spec := house()
	second := spec.Goals[0].KPIs[0]
	second.ID = "deals"
	spec.Goals[0].KPIs = append(spec.Goals[0].KPIs, second)
	all := []procedure.Template{lifecycle.TemplateReached}
	people := func(n int) []string {
		var list []string
		for range n {
			for _, person := range []string{"lars", "mia", "sofie", "ingrid", "tom", "aoife"} {
				list = append(list, fmt.Sprintf("%s to %s", lifecycle.TemplateReached, person))
			}
		}
		return list
	}
	l := open(t, spec).brings("2026-12-01", "lars mql 299").wantMails(all)
	l.until("2026-12-15 11:00").brings("2026-12-15", "lars mql 300").wantMails(all, people(1)...)
	if last := l.Letters[len(l.Letters)-1]; !last.Rides || strings.Contains(string(last.Content), `"all"`) {
		t.Errorf("the mail is %+v", last)
	}
	l.until("2026-12-29 11:00").brings("2026-12-29", "lars mql 290").until("2027-01-12 11:00").brings("2027-01-12", "lars mql 301").wantMails(all, people(1)...)
	l.until("2027-01-26 11:00").brings("2027-01-26", "lars deals 300", "tom deals 310").wantMails(all, people(1)...) // not agreed yet
	l.until("2027-01-26 12:00").measured(round("2027-01-26"), "deals", "310", "lars").wantMails(all, people(2)...)
	if !strings.Contains(l.lastTo("aoife"), `"all":true`) {
		t.Errorf("the goal is reached, and they read %s", l.lastTo("aoife"))
	}
}
