package rehearsal_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/rehearsal"
)

// ask is a check-in mail to a person, sent on Tuesday, 1 December 2026, at 10:00 in Oslo.
func ask(person string) procedure.Letter {
	return procedure.Letter{
		Template: checkin.TemplateAsk, Form: procedure.FormAsk, Opens: true, Key: "ask/" + person, Slug: "duo", About: "weekly", Person: person, At: at("12-01 10:00"),
		Asking: procedure.Asking{Questions: []partnership.Question{{ID: "mql", Kind: partnership.KindNumber, KPI: "mql", Text: "Leads"}}},
	}
}

// at is a time of 2026 as Oslo's clocks show it.
func at(when string) time.Time {
	zone, err := cadence.LoadZone("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+when, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// told tells reactions, a line each.
func told(list []rehearsal.Reaction) []string {
	var lines []string
	for _, r := range list {
		line := r.At.Format("01-02 15:04 -07:00 ") + strings.TrimSpace(r.Text)
		if r.Away != "" {
			line += " [auto-reply, away " + r.Away + "]"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestPersonas(t *testing.T) {
	t.Parallel()
	away := func(days ...string) (list []partnership.Absence) {
		for i := 0; i < len(days); i += 2 {
			list = append(list, partnership.Absence{From: date("2026-" + days[i]), Until: date("2026-" + days[i+1])})
		}
		return list
	}
	cases := []struct {
		name    string
		persona rehearsal.Persona
		letter  procedure.Letter
		want    []string
	}{
		{"without a persona: diligent", rehearsal.Persona{Person: "nobody"}, ask("lars"), []string{"12-01 11:00 +01:00 1: 120"}},
		{"slow", rehearsal.Persona{Person: "lars", After: span("30h")}, ask("lars"), []string{"12-02 16:00 +01:00 1: 120"}},
		{"slow in business days", rehearsal.Persona{Person: "lars", After: span("4bd")}, ask("lars"), []string{"12-07 10:00 +01:00 1: 123"}},
		{"silent", rehearsal.Persona{Person: "lars", Silent: true}, ask("lars"), nil},
		{"silent, also while away", rehearsal.Persona{Person: "lars", Silent: true, Away: away("12-01", "12-02")}, ask("lars"), nil},
		{"away", rehearsal.Persona{Person: "lars", Away: away("11-30", "12-06")}, ask("lars"), []string{
			"12-01 10:01 +01:00 Away until 2026-12-06 [auto-reply, away 2026-12-06]",
			"12-07 11:00 +01:00 1: 123",
		}},
		{"away on that day only", rehearsal.Persona{Person: "lars", Away: away("12-01", "12-01")}, ask("lars"), []string{
			"12-01 10:01 +01:00 Away until 2026-12-01 [auto-reply, away 2026-12-01]",
			"12-02 11:00 +01:00 1: 120",
		}},
		{"away at another time", rehearsal.Persona{Person: "lars", Away: away("11-01", "11-30", "12-02", "12-09")}, ask("lars"), []string{"12-01 11:00 +01:00 1: 120"}},
		{"away, and away again: one automatic reply", rehearsal.Persona{Person: "lars", Away: away("12-01", "12-03", "12-04", "12-06")}, ask("lars"), []string{
			"12-01 10:01 +01:00 Away until 2026-12-03 [auto-reply, away 2026-12-03]",
			"12-07 11:00 +01:00 1: 123",
		}},
		{"days are the reader's", rehearsal.Persona{Person: "tom", Away: away("12-02", "12-02")}, lateAsk("tom"), []string{
			"12-02 03:31 +04:00 Away until 2026-12-02 [auto-reply, away 2026-12-02]",
			"12-03 04:30 +04:00 1: 121",
		}},
		{"reminders change nothing", rehearsal.Persona{Person: "lars"}, with(ask("lars"), procedure.FormReminder), nil},
		{"nor do receipts", rehearsal.Persona{Person: "lars"}, with(ask("lars"), procedure.FormReceipt), nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := rehearsal.NewCast([]rehearsal.Persona{c.persona}, nil).React(duo(), c.letter)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, told(got)); diff != "" {
				t.Errorf("reactions (-want +got):\n%s", diff)
			}
		})
	}
}

// lateAsk is a mail that comes late in the evening in Oslo, and on the next day in Yerevan.
func lateAsk(person string) procedure.Letter {
	l := ask(person)
	l.At = at("12-02 00:30")
	return l
}

func with(l procedure.Letter, form procedure.Form) procedure.Letter {
	l.Form, l.Opens = form, false
	return l
}

// TestReplies plays a week of mails of one round: an ask, its reminders, receipts
// in between, and the ask of the next round.
func TestReplies(t *testing.T) {
	t.Parallel()
	reply := func(after string, texts ...string) rehearsal.Persona {
		r := rehearsal.Reply{Template: checkin.TemplateAsk, Texts: texts}
		if after != "" {
			r.After = span(after)
		}
		return rehearsal.Persona{Person: "lars", After: span("2h"), Replies: []rehearsal.Reply{r}}
	}
	scripted := reply("", "1: 130")
	scripted.Scripts = []rehearsal.Script{{Question: "mql", Values: []string{"999"}}}
	silent := reply("", "1: 130")
	silent.Silent = true
	away := reply("", "", "1: 130")
	away.Away = []partnership.Absence{{From: date("2026-12-01"), Until: date("2026-12-03")}}
	other := rehearsal.Persona{Person: "lars", Replies: []rehearsal.Reply{{Template: "signature", Texts: []string{"SIGN"}}}}
	first := with(ask("lars"), procedure.FormReminder)
	first.At = at("12-02 10:00")
	second := first
	second.At = at("12-03 10:00")
	next := ask("lars")
	next.At, next.Ask = at("12-08 10:00"), "next"
	week := []procedure.Letter{ask("lars"), with(ask("lars"), procedure.FormReceipt), first, second, next}
	cases := []struct {
		name    string
		persona rehearsal.Persona
		want    []string
	}{
		{"each mail has its text, the last one stays", reply("", "one", "two", "three"), []string{
			"12-01 12:00 +01:00 one", "12-02 12:00 +01:00 two", "12-03 12:00 +01:00 three", "12-08 12:00 +01:00 three",
		}},
		{"nothing is silence, which a reminder ends", reply("", "", "", "late", ""), []string{"12-03 12:00 +01:00 late"}},
		{"blanks are silence, too", reply("", " \n", "late"), []string{"12-02 12:00 +01:00 late", "12-03 12:00 +01:00 late", "12-08 12:00 +01:00 late"}},
		{"a delay of its own", reply("20m", "one", ""), []string{"12-01 10:20 +01:00 one"}},
		{"a reminder while the reply is being written", reply("30h", "one", "two"), []string{
			"12-02 16:00 +01:00 one", "12-04 16:00 +01:00 two", "12-09 16:00 +01:00 two",
		}},
		{"a reply beats the answers to questions", scripted, []string{
			"12-01 12:00 +01:00 1: 130", "12-02 12:00 +01:00 1: 130", "12-03 12:00 +01:00 1: 130", "12-08 12:00 +01:00 1: 130",
		}},
		{"silent all the same", silent, nil},
		{"away: the mailbox answers the ask, the person what came last", away, []string{
			"12-01 10:01 +01:00 Away until 2026-12-03 [auto-reply, away 2026-12-03]",
			"12-04 12:00 +01:00 1: 130", "12-08 12:00 +01:00 1: 130",
		}},
		{"a reply to other mail", other, []string{"12-01 11:00 +01:00 1: 120", "12-08 11:00 +01:00 1: 123"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cast := rehearsal.NewCast([]rehearsal.Persona{c.persona}, nil)
			var got []string
			for _, l := range week {
				reactions, err := cast.React(duo(), l)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, told(reactions)...)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("reactions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestScriptsAdvanceWithEachAskOfACheckIn(t *testing.T) {
	t.Parallel()
	cast := rehearsal.NewCast([]rehearsal.Persona{{Person: "lars", Scripts: []rehearsal.Script{
		{Question: "mql", Values: []string{"130", "не знаю", "soon"}}, {Question: "mood", Values: nil},
	}}}, nil)
	other := ask("lars")
	other.About = "monthly"
	var got []string
	for _, l := range []procedure.Letter{ask("lars"), ask("lars"), other, ask("tom"), ask("lars"), ask("lars")} {
		reactions, err := cast.React(duo(), l)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, l.About+" "+l.Person+" "+strings.TrimSpace(reactions[0].Text))
	}
	want := []string{"weekly lars 1: 130", "weekly lars 1: не знаю", "monthly lars 1: 130", "weekly tom 1: 120", "weekly lars 1: soon", "weekly lars 1: soon"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

func TestDiligentAnswersFitTheirQuestions(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Goals = append(spec.Goals, partnership.Goal{
		ID: "savings", Start: date("2026-12-01"), Due: date("2027-04-01"), KPIs: []partnership.KPI{
			kpi("cost", "10", "7.5"), {ID: "load", Direction: partnership.InRange, Low: ptr("4"), High: ptr("6")},
		},
	})
	two, five := decimal.NewFromInt(2), decimal.NewFromInt(5)
	questions := []partnership.Question{
		{ID: "mql", Kind: partnership.KindNumber, KPI: "mql"},
		{ID: "cost", Kind: partnership.KindNumber, KPI: "cost"},
		{ID: "spent", Kind: partnership.KindMoney},
		{ID: "mood", Kind: partnership.KindScale, Min: &two, Max: &five},
		{ID: checkin.QuestionConfidence, Kind: partnership.KindConfidence},
		{ID: "again", Kind: partnership.KindYesNo},
		{ID: "pace", Kind: partnership.KindChoice, Choices: []string{"easy", "hard"}},
		{ID: "next", Kind: partnership.KindDate},
		{ID: checkin.QuestionBlockers, Kind: partnership.KindText},
		{ID: "news", Kind: partnership.KindText},
		{ID: "recommend", Kind: partnership.KindNPS},
		{ID: "load", Kind: partnership.KindNumber, KPI: "load"},
	}
	for person, want := range map[string]string{
		"lars": "1: 180\n2: 7.5\n3: 1\n4: 4\n5: 7\n6: yes\n7: easy\n8: 2027-04-02\n9: none\n10: All going to plan.\n11: 7\n12: 5\n",
		"tom":  "1: 180\n2: 7.5\n3: 1\n4: 4\n5: 7\n6: да\n7: easy\n8: 2027-04-02\n9: нет\n10: Всё по плану.\n11: 7\n12: 5\n",
	} {
		l := ask(person)
		l.Questions, l.At = questions, time.Date(2027, time.April, 2, 9, 0, 0, 0, time.UTC) // a third of the way
		got, err := rehearsal.NewCast(nil, nil).React(spec, l)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got[0].Text); diff != "" {
			t.Errorf("answer of %s (-want +got):\n%s", person, diff)
		}
	}
}

// Somebody diligent lets all goals go on, with one step, and says no more than is wanted.
func TestADiligentChairLetsGoalsGoOn(t *testing.T) {
	t.Parallel()
	l := ask("lars")
	l.Template = review.TemplateDecisions
	l.Questions = []partnership.Question{
		{ID: review.QuestionGoal("leads"), Kind: partnership.KindChoice, Choices: []string{"continue", "adjust", "pause", "stop"}},
		{ID: review.QuestionChange, Kind: partnership.KindText, Optional: true},
		{ID: "step-1", Kind: partnership.KindText},
		{ID: "step-1-by", Kind: partnership.KindDate, Optional: true},
		{ID: "step-2", Kind: partnership.KindText, Optional: true},
	}
	got, err := rehearsal.NewCast(nil, nil).React(duo(), l)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("1: continue\n3: All going to plan.\n", got[0].Text); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDiligentAnswersAddUpToTheTargetOfATotal(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Goals[0].KPIs = []partnership.KPI{{ID: "sales", Direction: partnership.Cumulative, Baseline: *ptr("10"), Target: *ptr("120")}}
	goal := spec.Goals[0]
	cast, sum := rehearsal.NewCast(nil, nil), decimal.Zero
	for day := goal.Start; !goal.Due.Before(day); day = day.AddDays(14) {
		l := ask("lars")
		l.Questions = []partnership.Question{{ID: "sales", Kind: partnership.KindNumber, KPI: "sales"}}
		l.At = time.Date(day.Year, day.Month, day.Day, 9, 0, 0, 0, time.UTC)
		got, err := cast.React(spec, l)
		if err != nil {
			t.Fatal(err)
		}
		sum = sum.Add(decimal.RequireFromString(strings.TrimSpace(strings.TrimPrefix(got[0].Text, "1:"))))
	}
	if sum.LessThan(*ptr("114")) || sum.GreaterThan(*ptr("120")) {
		t.Errorf("the answers add up to %s, want about 120", sum)
	}
}

func ptr(s string) *decimal.Decimal {
	d := decimal.RequireFromString(s)
	return &d
}

func TestReactRefusesWhomItCannotPlay(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Parties[0].People[0].Zone = "Mars/Olympus"
	for person, want := range map[string]string{"lars": "Mars/Olympus", "stranger": `no person "stranger"`} {
		if _, err := rehearsal.NewCast(nil, nil).React(spec, ask(person)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("letter to %s: error %v, want one that names %s", person, err, want)
		}
	}
}
