package partnership_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
)

func TestNotCarriedOut(t *testing.T) {
	t.Parallel()
	carriedOut := partnership.Spec{
		Parties: []partnership.Party{{
			ID: "pot", People: []partnership.Person{{ID: "ann", Deputy: "bo", Roles: []partnership.Role{partnership.RoleSignatory}}}, Obligations: []partnership.Obligation{{ID: "shelf", Owner: "ann"}},
		}},
		Experiments: []partnership.Experiment{{ID: "samples"}},
		Competing:   []partnership.Competing{{ID: "lead-first"}},
		Resources:   []partnership.Resource{{ID: "folder"}},
		Corrections: []partnership.CorrectiveAction{{ID: "quality"}},
		Guards:      []partnership.Guard{{ID: "quiet", Then: partnership.ThenReview}},
		Goals: []partnership.Goal{{
			ID: "sales", Kind: partnership.Aspirational, KPIs: []partnership.KPI{{ID: "pots", Curve: partnership.StepCurve, Perspective: partnership.Strategic}}, Milestones: []partnership.Milestone{{ID: "shop"}},
		}},
		Escalations: []partnership.Escalation{{ID: "milestone"}, {ID: "check_in"}, {ID: "action"}, {ID: "agreement"}},
		CheckIns:    []partnership.CheckIn{{ID: "weekly"}},
		Reviews:     []partnership.Review{{ID: "swot", Method: partnership.ReviewSWOT}, {ID: "vital", Method: partnership.ReviewHealth}, {ID: "quarter", Method: partnership.ReviewProgress}},
		Surveys:     []partnership.Survey{{ID: "pulse"}, {ID: "after", After: partnership.AfterConflict}, {ID: "coffee", After: partnership.AfterMeeting}},
		Meetings:    []partnership.Meeting{{ID: "monthly"}, {ID: "tea", Informal: true}},
	}
	if got := carriedOut.NotCarriedOut(); len(got) > 0 {
		t.Errorf("goals and check-ins are carried out, but: %+v", got)
	}
	full := specs.Full()
	features := full.NotCarriedOut()
	for _, want := range []partnership.Path{
		"budget",
		partnership.Path("").Block("party", full.Parties[0].ID).Attribute("share"),
	} {
		if !slices.ContainsFunc(features, func(f partnership.Feature) bool { return slices.Contains(f.Paths, want) }) {
			t.Errorf("nothing is said of %s: %+v", want, features)
		}
	}
}
