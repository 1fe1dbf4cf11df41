package checkin_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

// talkative asks both sides for everything, and for words.
func talkative() partnership.Spec {
	spec := both()
	spec.CheckIns[0].About = partnership.Topics()
	spec.CheckIns[0].Questions = []partnership.Question{
		{ID: "private", Kind: partnership.KindText, Text: "Between us?", Readers: partnership.ReadersOwn},
		{ID: "silent", Kind: partnership.KindText, Text: "Anything?"},
		{ID: "news", Kind: partnership.KindText, Text: "What is new?", Readers: partnership.ReadersAll},
	}
	return spec
}

func summaries(t *testing.T, r *round) []procedure.Letter {
	t.Helper()
	var list []procedure.Letter
	for _, l := range r.Letters {
		if l.Template == checkin.TemplateSummary {
			list = append(list, l)
		}
	}
	return list
}

func content(t *testing.T, l procedure.Letter) checkin.Summary {
	t.Helper()
	var s checkin.Summary
	if err := json.Unmarshal(l.Content, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheSummarySaysToEverybodyAskedWhatReadersAllow(t *testing.T) {
	t.Parallel()
	r := begin(t, talkative())
	r.answers("lars", specs.Number("mql", "130"), specs.Number("confidence", "7"), specs.Words("blockers", "No API key."),
		specs.Words("private", "Tom is slow."), specs.Words("silent", "I am tired."), specs.Words("news", " A new office. "))
	if n := len(summaries(t, r)); n != 0 {
		t.Errorf("%d summaries before the round is over", n)
	}
	r.answers("tom", specs.Number("mql", "128"), specs.Number("confidence", "8"), specs.Words("blockers", "Nothing."))
	list := summaries(t, r)
	var people []string
	for _, l := range list {
		people = append(people, l.Person)
		if !l.Rides || l.Topic != "round-summary/fortnightly" || l.Form != procedure.FormNotice || l.Opens {
			t.Errorf("the summary to %s does not ride along: %+v", l.Person, l)
		}
		if strings.Contains(string(l.Content), "slow") || strings.Contains(string(l.Content), "tired") {
			t.Errorf("words of the own side are in the summary: %s", l.Content)
		}
	}
	if !slices.Equal(people, []string{"lars", "tom"}) {
		t.Errorf("summaries go to %v", people)
	}
	want := checkin.Summary{
		Date: "2026-12-01",
		Figures: []checkin.Figure{
			{KPI: "mql", Person: "lars", Value: specs.Number("", "130").Value}, {KPI: "mql", Person: "tom", Value: specs.Number("", "128").Value},
		},
		Confidence: []checkin.Confidence{{Party: "north", Mean: decimal.NewFromInt(7)}, {Party: "south", Mean: decimal.NewFromInt(8)}},
		Blockers:   []checkin.Words{{Person: "lars", Text: "No API key."}},
		Texts:      []checkin.Words{{Person: "lars", Question: "What is new?", Text: "A new office."}},
	}
	if diff := cmp.Diff(want, content(t, list[0])); diff != "" {
		t.Errorf("the summary differs (-want +got):\n%s", diff)
	}
}

func TestAProvisionalFigureIsToldAsThat(t *testing.T) {
	t.Parallel()
	rough := specs.Number("mql", "130")
	rough.Provisional = true
	r := begin(t, both()).answers("lars", rough).answers("tom", specs.Number("mql", "128"))
	figures := content(t, summaries(t, r)[0]).Figures
	if len(figures) != 2 || !figures[0].Provisional || figures[1].Provisional {
		t.Errorf("the figures are %+v", figures)
	}
}

func TestConfidenceIsToldAsTheMeanOfASide(t *testing.T) {
	t.Parallel()
	spec := talkative()
	spec.CheckIns[0].Ask = []string{"lars", "sofie", "tom"}
	r := begin(t, spec)
	for person, value := range map[string]string{"lars": "7", "sofie": "8", "tom": "3"} {
		r.answers(person, specs.Number("mql", "1"), specs.Number("confidence", value))
	}
	got := content(t, summaries(t, r)[0]).Confidence
	if s := fmt.Sprint(got); s != "[{north 7.5} {south 3}]" {
		t.Errorf("got %s", s)
	}
}

func TestASummarySaysThatSomebodyIsMissingAndNotWho(t *testing.T) {
	t.Parallel()
	r := begin(t, both()).answers("lars", specs.Number("mql", "1")).until("2026-12-03 10:00")
	list := summaries(t, r)
	if len(list) != 2 || !content(t, list[0]).Missing || strings.Contains(string(list[0].Content), "tom") {
		t.Errorf("%d summaries, %s", len(list), list[0].Content)
	}
}

func TestALateAnswerMakesANewSummary(t *testing.T) {
	t.Parallel()
	r := begin(t, both()).answers("lars", specs.Number("mql", "1")).until("2026-12-04 10:00").answers("tom", specs.Number("mql", "2"))
	list := summaries(t, r)
	if len(list) != 4 || list[0].Key == list[2].Key || list[0].Topic != list[2].Topic || content(t, list[2]).Missing {
		t.Errorf("%d summaries: %+v", len(list), list)
	}
}

func TestNothingIsSummarisedOfARoundWithoutAnswers(t *testing.T) {
	t.Parallel()
	if list := summaries(t, begin(t, both()).until("2026-12-10 00:00")); len(list) != 0 {
		t.Errorf("%d summaries", len(list))
	}
}

func TestADeputysAnswerCountsAsThePersonsAndOnce(t *testing.T) {
	t.Parallel()
	r := begin(t, both())
	r.Reply(procedure.Reply{Person: "lars", Ask: r.ask("lars"), Class: procedure.ReplyAuto, Until: "2027-01-07"})
	r.answers("sofie", specs.Number("mql", "140"))
	if e := r.Readings()[0]; e.Actor != "lars" {
		t.Errorf("on record is %+v", e)
	}
	r.answers("lars", specs.Number("mql", "130")).answers("tom", specs.Number("mql", "1"))
	figures := content(t, summaries(t, r)[0]).Figures
	if len(figures) != 2 || figures[0].Person != "lars" || figures[0].Value.String() != "130" {
		t.Errorf("the summary shows %v", figures)
	}
	if got := r.checkIn().Decided; got != procedure.OutcomeAnswered {
		t.Errorf("the outcome is %q", got)
	}
}

func TestBlockersAreToldAndTakenBack(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"No API key.": "No API key.", " nothing. ": "", "No!": "", "нет": "", "Ничего не мешает.": "", "-": "",
	} {
		r := begin(t, talkative()).answers("lars", specs.Words("blockers", text))
		got := r.Told[0].Message.Blockers
		if len(got) != 1 || got[0] != (procedure.Blocker{Person: "lars", Text: want}) {
			t.Errorf("%q is told as %v", text, got)
		}
	}
}

func TestIDontKnowIsAnAnswerAndNoFigure(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo()).answers("lars", partnership.Answer{Question: "mql", Value: partnership.UnknownValue()})
	if got := r.checkIn().Decided; got != procedure.OutcomeAnswered || len(r.Readings()) != 0 {
		t.Errorf("the outcome is %q, with %v on record", got, r.Readings())
	}
}

func TestAYesIsMeasuredAsOneAndANoAsNought(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Goals[0].KPIs[0].Direction, spec.Goals[0].KPIs[0].Title = partnership.Binary, "Rules signed"
	r := begin(t, spec)
	q := r.checkIn().Circle.Asks[0].Questions[0]
	if q.Kind != partnership.KindYesNo || q.KPI != "mql" || q.Text != "Rules signed" {
		t.Errorf("asked %+v", q)
	}
	r.answers("lars", partnership.Answer{Question: "mql", Value: partnership.BoolValue(false)})
	r.answers("lars", partnership.Answer{Question: "mql", Value: partnership.BoolValue(true)})
	if list := r.Readings(); list[0].Text != "mql = 0" || list[1].Text != "mql = 1" {
		t.Errorf("on record are %v", list)
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	figure := measure.Reading{ID: "r", KPI: "mql", Period: "2026-11-17", Value: decimal.NewFromInt(125), Reporter: "lars"}
	for _, tc := range []struct {
		name   string
		change func(*partnership.Spec)
		person string
		want   []string // ID, kind, whether it is chased, the value before
	}{
		{"a figure, with the last value", func(*partnership.Spec) {}, "lars", []string{"mql number chased 125"}},
		{"everything: figures are chased", func(s *partnership.Spec) { s.CheckIns[0].About = partnership.Topics() }, "lars", []string{"mql number chased 125", "confidence confidence ", "blockers text "}},
		{"without a figure: what is no free text is chased", func(s *partnership.Spec) {
			s.CheckIns[0].About = partnership.Topics()
			s.Goals[0].KPIs[0].Reporters = []string{"tom"}
			s.CheckIns[0].Ask = []string{"lars", "tom"}
		}, "lars", []string{"confidence confidence chased", "blockers text "}},
		{"only words: they are chased", func(s *partnership.Spec) {
			s.CheckIns[0].About = []partnership.Topic{partnership.TopicBlockers}
		}, "lars", []string{"blockers text chased"}},
		{"reporters who are not asked leave the figure to all", func(s *partnership.Spec) {
			s.Goals[0].KPIs[0].Reporters = []string{"tom"}
		}, "lars", []string{"mql number chased 125"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := specs.Duo()
			tc.change(&spec)
			r := prepare(t, spec, figure)
			var got []string
			for _, a := range r.checkIn().Circle.Asks {
				if a.Person != tc.person {
					continue
				}
				for _, q := range a.Questions {
					line := fmt.Sprintf("%s %s ", q.ID, q.Kind)
					if !q.Optional {
						line += "chased"
					}
					if q.Last != nil {
						line += " " + q.Last.String()
					}
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("questions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuestionsAreInTheReadersLanguageAlsoADeputys(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.Goals[0].KPIs[0].Direction, spec.Goals[0].KPIs[0].Title = partnership.Cumulative, "Sales"
	spec.Parties[0].People[1].Language = "ru"
	spec.Parties[0].People[0].Absences = []partnership.Absence{{From: specs.Date("2026-11-20"), Until: specs.Date("2026-12-05")}}
	a := prepare(t, spec).checkIn().Circle.Asks[0]
	if a.Person != "sofie" || a.For != "lars" || a.Questions[0].Text != "Sales с прошлого раза" {
		t.Errorf("%s is asked %q for %s", a.Person, a.Questions[0].Text, a.For)
	}
}

func TestWhoeverHasNothingToReportIsNotAsked(t *testing.T) {
	t.Parallel()
	spec := both()
	spec.Goals[0].KPIs[0].Reporters = []string{"lars"}
	if asks := prepare(t, spec).checkIn().Circle.Asks; len(asks) != 1 || asks[0].Person != "lars" {
		t.Errorf("asked are %v", asks)
	}
}

func TestTheCardShowsWhoWasAskedAndWhatWasSaid(t *testing.T) {
	t.Parallel()
	r := begin(t, both()).answers("lars", specs.Number("mql", "130")).until("2026-12-03 11:00")
	for _, want := range []string{
		"| Lars | Tue 1 Dec 10:00 | Thu 3 Dec 10:00 UTC | 1 of 1 | answered |",
		"| Tom | Tue 1 Dec 10:00 | Thu 3 Dec 10:00 UTC | 0 of 1 | **late** |",
		"Lars: mql = **130**", "**partial**",
	} {
		if !strings.Contains(r.Shown.Card, want) {
			t.Errorf("the card lacks %q:\n%s", want, r.Shown.Card)
		}
	}
}

// TestTwoCorrectionsOfOneMomentAreBothSummarised has two mails taken in one go,
// as happens after an outage: the outbox knows letters by their keys.
func TestTwoCorrectionsOfOneMomentAreBothSummarised(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo()).answers("lars", specs.Number("mql", "130"))
	r.answers("lars", specs.Number("mql", "131")).answers("lars", specs.Number("mql", "132"))
	keys := map[string]bool{}
	n := 0
	for _, l := range r.Letters {
		if l.Template == checkin.TemplateSummary {
			n++
			keys[l.Key] = true
		}
	}
	if n != 6 || len(keys) != n { // to both sides
		t.Errorf("%d summaries have the keys %v", n, keys)
	}
}

// TestWhoIsAskedForTwoHearsOnceThatTheRoundIsWithdrawn asks Sofie for herself
// and in the place of Lars.
func TestWhoIsAskedForTwoHearsOnceThatTheRoundIsWithdrawn(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Ask = []string{"lars", "sofie"}
	r := begin(t, spec)
	r.Reply(procedure.Reply{Person: "lars", Ask: r.ask("lars"), Class: procedure.ReplyAuto})
	r.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true})
	n := 0
	for _, l := range r.Letters {
		if l.Key == "check-in-withdrawn/sofie" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("sofie hears of it %d times", n)
	}
}
