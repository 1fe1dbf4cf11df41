package checkin_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

func (r *round) says(person string, class procedure.ReplyClass) {
	r.Reply(procedure.Reply{Person: person, Ask: r.ask(person), Class: class})
}

// facts are those of a kind that the partnership has heard, by what they are of.
func facts(r *round, kind procedure.FactKind) []string {
	var list []string
	for _, tell := range r.Told {
		for _, f := range tell.Message.Facts {
			if f.Kind == kind {
				list = append(list, f.Of)
			}
		}
	}
	return list
}

// TestWhoLetsARoundPass says who is missing at the end of a round of Lars and Tom.
func TestWhoLetsARoundPass(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		play func(*round)
		want []string
	}{
		{"nobody answers", func(*round) {}, []string{"lars", "tom"}},
		{"one answers", func(r *round) { r.answers("lars", specs.Number("mql", "130")) }, []string{"tom"}},
		{"somebody says that they do not know", func(r *round) {
			r.answers("lars", partnership.Answer{Question: "mql", Value: partnership.UnknownValue()})
		}, []string{"tom"}},
		{"somebody writes what nobody can read", func(r *round) { r.says("lars", procedure.ReplyUnread) }, []string{"tom"}},
		{"somebody is away all the time", func(r *round) { r.says("tom", procedure.ReplyAuto) }, []string{"lars"}},
		{"mail comes back", func(r *round) { r.says("tom", procedure.ReplyBounce) }, []string{"lars"}},
		{"a promise is no way out", func(r *round) { r.says("tom", procedure.ReplyPromise) }, []string{"lars", "tom"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := begin(t, both())
			tc.play(r)
			r.Until("2026-12-05 10:00")
			got := facts(r, procedure.FactMissed)
			slices.Sort(got)
			if !slices.Equal(got, tc.want) {
				t.Errorf("missing are %v, want %v", got, tc.want)
			}
		})
	}
}

func TestNobodyIsMissingWhoseMailNeverArrived(t *testing.T) {
	t.Parallel()
	r := prepare(t, both())
	r.Down = true
	r.Start()
	r.Until("2026-12-14 10:00")
	if got := facts(r, procedure.FactMissed); len(got) > 0 {
		t.Errorf("missing are %v", got)
	}
}

func TestAnAnswerOfWhoeverWasMissingIsNewsAtOnce(t *testing.T) {
	t.Parallel()
	r := begin(t, both())
	r.P.(*checkin.CheckIn).Missing = []string{"tom"}
	r.answers("lars", specs.Number("mql", "130")).answers("tom", partnership.Answer{Question: "mql", Value: partnership.UnknownValue()})
	if got := facts(r, procedure.FactAnswered); !slices.Equal(got, []string{"lars", "tom"}) {
		t.Errorf("heard of are %v", got)
	}
}

func TestASideOfWhichNobodyIsAskedHearsOfTheRound(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo())
	r.answers("lars", specs.Number("mql", "130"))
	var people []string
	for _, l := range summaries(t, r) {
		people = append(people, l.Person)
	}
	if !slices.Equal(people, []string{"lars", "tom"}) {
		t.Errorf("summaries go to %v", people)
	}
}

func TestTheSummaryNamesTheFiguresThatAreMissingAndNobody(t *testing.T) {
	t.Parallel()
	spec := talkative()
	second := spec.Goals[0].KPIs[0]
	second.ID = "cost"
	second.Reporters = []string{"tom"}
	spec.Goals[0].KPIs = append(spec.Goals[0].KPIs, second)
	r := begin(t, spec)
	r.answers("lars", specs.Number("mql", "130"))
	r.Until("2026-12-05 10:00")
	list := summaries(t, r)
	if len(list) == 0 {
		t.Fatal("no summary was written")
	}
	if got := content(t, list[0]).Without; !slices.Equal(got, []checkin.Last{{KPI: "cost"}}) {
		t.Errorf("without a figure are %+v", got)
	}
}
