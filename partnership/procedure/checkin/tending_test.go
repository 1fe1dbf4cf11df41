package checkin_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// tending plays a round in which somebody is asked for the hours of their side.
func tending(t *testing.T, spec partnership.Spec, people ...string) *round {
	t.Helper()
	agenda, err := timing.Plan([]procedure.Kind{checkin.Kind()}, spec, procedure.Plan{After: solo.At("2026-11-30 00:00")})
	if err != nil {
		t.Fatal(err)
	}
	o := agenda.Occasions[0]
	p := checkin.New(spec, procedure.Brief{Slug: "duo", Spec: spec.Digest(), Workflow: workflow, Rules: procedure.Rules, Occasion: o, Tending: people})
	r := &round{Play: solo.New(t, spec, p, checkin.Kind().Blank, o.At), t: t}
	r.Start()
	r.Skip()
	return r
}

// TestHoursForThePartnershipAreAskedLastAndNeverChased asks only whom the partnership names.
func TestHoursForThePartnershipAreAskedLastAndNeverChased(t *testing.T) {
	t.Parallel()
	for _, a := range tending(t, both(), "tom").checkIn().Circle.Asks {
		q := a.Questions[len(a.Questions)-1]
		if asked := q.ID == standing.QuestionTending; asked != (a.Person == "tom") || asked && !q.Optional {
			t.Errorf("%s is asked %+v", a.Person, q)
		}
	}
}

// TestHoursThatAreSaidAreMeasured keeps them beside the figures, and needs no word of them.
func TestHoursThatAreSaidAreMeasured(t *testing.T) {
	t.Parallel()
	r := tending(t, both(), "lars", "tom")
	r.answers("lars", specs.Number("mql", "130"), specs.Number(standing.QuestionTending, "7.5")).answers("tom", specs.Number("mql", "130"))
	r.Skip()
	r.reported("sent", "answered")
	var said []string
	for _, told := range r.Told {
		for _, reading := range told.Message.Readings {
			said = append(said, reading.Reporter+" "+reading.KPI+" "+reading.Value.String())
		}
	}
	if want := []string{"lars mql 130", "lars relationship-hours 7.5", "tom mql 130"}; !slices.Equal(said, want) {
		t.Errorf("measured are %q, want %q", said, want)
	}
}
