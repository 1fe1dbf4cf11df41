package lifecycle_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// reported is the smallest partnership with a report on the last business day of each month,
// of which the first is that of December.
func reported() partnership.Spec {
	spec := specs.Duo()
	spec.Reports = []partnership.Report{{ID: "monthly", Rule: specs.Rule("month", "last business day", "16:00"), To: []string{"sofie", "tom"}}}
	return spec
}

// reports lists the reports that were written, as "date: people".
func (l *life) reports() []string {
	l.t.Helper()
	var list []string
	for _, letter := range l.Letters {
		if letter.Template != lifecycle.TemplateReport {
			continue
		}
		date := l.said(letter).Date
		if n := len(list) - 1; n >= 0 && strings.HasPrefix(list[n], date) {
			list[n] += " " + letter.Person
			continue
		}
		list = append(list, date+": "+letter.Person)
	}
	return list
}

func (l *life) said(letter procedure.Letter) lifecycle.Report {
	l.t.Helper()
	var r lifecycle.Report
	if err := json.Unmarshal(letter.Content, &r); err != nil {
		l.t.Fatal(err)
	}
	return r
}

func (l *life) lastReport() lifecycle.Report {
	l.t.Helper()
	i := len(l.Letters) - 1
	for l.Letters[i].Template != lifecycle.TemplateReport {
		i--
	}
	return l.said(l.Letters[i])
}

// takenBack are the letters that the latest step that took any back took back.
func (l *life) takenBack() (keys []string) {
	for _, r := range l.Recalled {
		keys = append(keys, r.Keys...)
	}
	return keys
}

func (l *life) wantReports(want ...string) *life {
	l.t.Helper()
	if got := l.reports(); !slices.Equal(got, want) {
		l.t.Errorf("reports %q, want %q", got, want)
	}
	return l
}

// TestAReportGoesOutOnItsDays tells of what has changed since the one before, and begins no
// procedure.
func TestAReportGoesOutOnItsDays(t *testing.T) {
	t.Parallel()
	l := open(t, reported()).shows("Thu 31 Dec 16:00: report monthly, 2 mails").until("2027-01-01 09:00")
	l.wantReports("2026-12-31: sofie tom")
	r := l.lastReport()
	if !r.First || r.Since != "2026-12-01" || len(r.Sections) != len(partnership.ReportSections()) || r.Health == nil {
		t.Errorf("the first report is %+v", r)
	}
	l.until("2027-02-01 09:00").wantReports("2026-12-31: sofie tom", "2027-01-29: sofie tom")
	if r = l.lastReport(); r.First || r.Since != "2026-12-31" || !r.At.Equal(solo.At("2026-12-31 16:00")) {
		t.Errorf("the second report is %+v", r)
	}
	for _, line := range l.Lines() {
		if strings.Contains(line, "/report/") {
			t.Errorf("a procedure was begun: %s", line)
		}
	}
	l.shows("Report monthly went to 2 readers", "Fri 26 Feb 16:00: report monthly")
}

// TestAReportOfNoLastBusinessDayIsLeftToTheLastMail: the closing report says the same.
func TestAReportOfNoLastBusinessDayIsLeftToTheLastMail(t *testing.T) {
	t.Parallel()
	spec := reported()
	plan := func() (dates []string) {
		kinds := []procedure.Kind{lifecycle.Kind()}
		occasions, err := timing.Between(kinds, spec, solo.At("2026-12-01 00:00"), solo.At("2028-01-01 00:00"), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range occasions {
			dates = append(dates, o.Date)
		}
		return dates
	}
	if dates := plan(); len(dates) != 11 || dates[10] != "2027-10-29" {
		t.Errorf("it is written on %v", dates)
	}
	spec.Goals = nil // the last mail says nothing of figures
	if dates := plan(); len(dates) != 12 || dates[11] != "2027-11-30" {
		t.Errorf("without goals it is written on %v", dates)
	}
}

// TestReadersReadAReportInTheirOwnHours, also when they are away: it is for nobody else.
func TestReadersReadAReportInTheirOwnHours(t *testing.T) {
	t.Parallel()
	spec := reported()
	spec.Calendars = []cadence.Calendar{specs.Office("office", "09:00-15:00")}
	for i := range spec.Parties {
		for j := range spec.Parties[i].People {
			spec.Parties[i].People[j].Calendar = "office"
		}
	}
	spec.Parties[1].People[0].Absences = []partnership.Absence{{From: specs.Date("2026-12-20"), Until: specs.Date("2027-01-10")}}
	l := open(t, spec).until("2027-01-05 09:00")
	l.wantReports("2026-12-31: sofie tom")
	for _, o := range lifecycleOccasions(t, spec) {
		for _, a := range o.Asks {
			if a.For != "" || a.Send.Format("2006-01-02 15:04") != "2027-01-01 09:00" {
				t.Errorf("%+v", a)
			}
		}
	}
}

func lifecycleOccasions(t *testing.T, spec partnership.Spec) []procedure.Occasion {
	t.Helper()
	occasions, err := timing.Between([]procedure.Kind{lifecycle.Kind()}, spec, solo.At("2026-12-01 00:00"), solo.At("2027-01-10 00:00"), nil)
	if err != nil || len(occasions) != 1 {
		t.Fatalf("%v, %v", occasions, err)
	}
	return occasions
}

// TestAReportTellsWhatHasBecomeOfMilestones since the last one; what is late is told each time.
func TestAReportTellsWhatHasBecomeOfMilestones(t *testing.T) {
	t.Parallel()
	spec := reported()
	spec.Goals[0].Milestones = []partnership.Milestone{
		{ID: "rules", Title: "Rules", Due: specs.Date("2026-12-10"), Owner: "tom"}, {ID: "fair", Title: "Fair", Due: specs.Date("2027-03-01"), Owner: "tom"},
	}
	const rules = "duo/milestone/leads/rules"
	l := begin(t, spec, "2026-12-01 09:00", lifecycle.Kind(), checkin.Kind(), milestone.Kind()).until("2026-12-11 11:00")
	l.report(rules, procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactLate, Of: rules, At: l.Now}}})
	l.until("2027-01-01 09:00")
	if d := l.lastReport().Days; len(d) != 2 || !d[0].Late || !d[0].New || d[1].Late || d[1].Outcome != "" {
		t.Errorf("the first report says %+v", d)
	}
	l.until("2027-02-01 09:00")
	if d := l.lastReport().Days; !d[0].Late || d[0].New {
		t.Errorf("a month later it says %+v", d)
	}
	l.report(rules, procedure.Message{Course: &procedure.Course{Type: milestone.Type, Name: "leads/rules", Outcome: procedure.OutcomeMetLate, At: l.Now}})
	l.until("2027-03-01 09:00")
	if d := l.lastReport().Days; d[0].Late || d[0].Outcome != procedure.OutcomeMetLate || d[0].On != "2027-02-01" || !d[0].New {
		t.Errorf("once it was met, it says %+v", d)
	}
}

// TestAPauseHoldsReports: what has not gone out is taken back, and what fell into it is not made
// up.
func TestAPauseHoldsReports(t *testing.T) {
	t.Parallel()
	l := open(t, reported()).until("2026-12-31 16:30")
	l.wantReports("2026-12-31: sofie tom")
	l.command(procedure.Command{Name: procedure.Pause, Reason: "x"})
	if keys := l.takenBack(); len(keys) != 2 || !strings.HasPrefix(keys[0], "report/monthly/") {
		t.Errorf("taken back are %v", keys)
	}
	l.until("2027-02-10 09:00").command(procedure.Command{Name: procedure.Resume, Reason: "x"}).until("2027-03-01 09:00")
	l.wantReports("2026-12-31: sofie tom", "2027-02-26: sofie tom")
	if r := l.lastReport(); r.Since != "2026-12-31" {
		t.Errorf("it tells of what has changed since %s", r.Since)
	}
}

// TestAReportThatLeavesTheSpecIsTakenBack from whoever is to read it no more.
func TestAReportThatLeavesTheSpecIsTakenBack(t *testing.T) {
	t.Parallel()
	l := open(t, reported()).until("2026-12-31 16:30").amend(func(s *partnership.Spec) { s.Reports[0].To = []string{"tom"} })
	if keys := l.takenBack(); len(keys) != 1 || !strings.HasSuffix(keys[0], "/sofie") {
		t.Errorf("taken back are %v", keys)
	}
	l.until("2027-02-01 09:00").wantReports("2026-12-31: sofie tom", "2027-01-29: tom")
	l.amend(func(s *partnership.Spec) { s.Reports = nil }).until("2027-03-10 09:00")
	l.wantReports("2026-12-31: sofie tom", "2027-01-29: tom")
	if keys := l.takenBack(); len(keys) != 1 { // one that went out days ago waits no more
		t.Errorf("taken back are %v", l.takenBack())
	}
}

// TestAReportIsSentOutOfTurn says why, and the next one goes on from it in its own rhythm.
func TestAReportIsSentOutOfTurn(t *testing.T) {
	t.Parallel()
	l := open(t, reported()).until("2026-12-15 09:00")
	l.command(procedure.Command{ID: "1", Name: procedure.SendReport, Report: "monthly", Reason: "the board meets"})
	l.wantReports("2026-12-15: sofie tom")
	if r := l.lastReport(); r.Reason != "the board meets" || !r.First {
		t.Errorf("it says %+v", r)
	}
	l.shows("An admin has the report monthly sent to 2 readers out of turn: the board meets")
	l.until("2027-01-01 09:00").wantReports("2026-12-15: sofie tom", "2026-12-31: sofie tom")
	if r := l.lastReport(); r.Since != "2026-12-15" || r.First {
		t.Errorf("the next one says %+v", r)
	}
	for want, cmd := range map[string]procedure.Command{
		`name it in "report"; there are monthly`: {Name: procedure.SendReport},
		`did you mean "monthly"?`:                {Name: procedure.SendReport, Report: "montly"},
	} {
		if err := l.partnership().Check(cmd, l.Now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	none := open(t, specs.Duo())
	if err := none.partnership().Check(procedure.Command{Name: procedure.SendReport, Report: "x"}, none.Now); err == nil || !strings.Contains(err.Error(), "its spec declares none") {
		t.Errorf("%v", err)
	}
	l.command(procedure.Command{Name: procedure.Pause, Reason: "x"})
	if err := l.partnership().Check(procedure.Command{Name: procedure.SendReport, Report: "monthly"}, l.Now); err == nil || !strings.Contains(err.Error(), "the partnership is suspended") {
		t.Errorf("%v", err)
	}
}

// TestWhoeverWantsNoMailGetsNoReport, and neither does who cannot be reached.
func TestWhoeverWantsNoMailGetsNoReport(t *testing.T) {
	t.Parallel()
	l := open(t, reported())
	l.Reply(procedure.Reply{ID: "m1", Unasked: true, Class: procedure.ReplyAnswer, Person: "sofie", Ask: lifecycle.UnaskedAsk("duo", "sofie"), Commands: []partnership.Command{{Name: partnership.CommandStop}}})
	l.until("2027-01-01 09:00").wantReports("2026-12-31: tom")
}

// TestTheEndTakesBackWhatTheLastMailSays does so with a report that waits.
func TestTheEndTakesBackWhatTheLastMailSays(t *testing.T) {
	t.Parallel()
	l := open(t, reported()).until("2026-12-31 16:30").command(procedure.Command{Name: procedure.EndNow, Reason: "x"})
	if len(l.takenBack()) != 2 || len(l.written(lifecycle.TemplateClosing)) == 0 {
		t.Errorf("taken back are %v, and written %v", l.takenBack(), l.written(lifecycle.TemplateClosing))
	}
}

// TestWhateverTheRhythmNoReportIsWrittenTwice plays rhythms, changes of the spec and outages by
// chance: of each date there is one report, they come in order, and each goes on from the one
// before.
func TestWhateverTheRhythmNoReportIsWrittenTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules := []cadence.Rule{
			specs.Rule("week", "friday", "16:00"), specs.Rule("2 weeks", "monday", "09:00"), specs.Rule("month", "last business day", "14:00"), specs.Rule("month", "5th", "12:00"),
		}
		spec := reported()
		spec.Reports[0].Rule = rapid.SampledFrom(rules).Draw(t, "rule")
		l := open(t, spec)
		day := specs.Date("2026-12-01")
		for range rapid.IntRange(1, 6).Draw(t, "turns") {
			day = day.AddDays(rapid.IntRange(1, 60).Draw(t, "days"))
			if specs.Date("2027-10-01").Before(day) {
				break
			}
			l.until(day.String() + " 10:00")
			if rapid.Bool().Draw(t, "changes") {
				l.amend(func(s *partnership.Spec) { s.Reports[0].Rule = rapid.SampledFrom(rules).Draw(t, "other rule") })
			}
		}
		last := lifecycle.Report{Date: "2026-12-01", At: time.Time{}}
		for _, letter := range l.Letters {
			if letter.Template != lifecycle.TemplateReport || letter.Person != "tom" {
				continue
			}
			r := l.said(letter)
			if r.Date <= last.Date || r.Since != last.Date {
				t.Fatalf("%s tells of what has changed since %s; before it came %s", r.Date, r.Since, last.Date)
			}
			last = r
		}
	})
}
