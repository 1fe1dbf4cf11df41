package review_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/swot"
)

// heardIn is a review that begins after surveys of some names.
func heardIn(t *testing.T, courses ...procedure.Course) *play {
	t.Helper()
	return open(t, halfYearly(func(s *partnership.Spec) {
		s.Surveys = []partnership.Survey{{ID: "pulse"}, {ID: "commitment"}}
	}), func(b *procedure.Brief) { b.Courses = courses })
}

func found(name, date string, apart []opinion.Gap, rated ...opinion.Rated) procedure.Course {
	return procedure.Course{
		Type: procedure.Survey, Name: name, Outcome: procedure.OutcomePublished, Kept: procedure.Encode(opinion.Findings{Date: date, Rated: rated, Apart: apart}),
	}
}

func dimension(name string, index int64) opinion.Rated {
	return opinion.Rated{Dimension: name, Index: decimal.NewFromInt(index)}
}

// By formula F7 and the bands of F11: what is rated from 70 on is a strength, what is
// rated below 40 a weakness, the rest is neither.
func TestWhatPeopleRateHighestAndLowestIsKnown(t *testing.T) {
	t.Parallel()
	p := heardIn(t, found("pulse", "2026-12-01", nil,
		dimension("fairness", 39), dimension("trust", 70), dimension("valued", 100), dimension("clarity", 69), dimension("heard", 40),
		dimension("commitment", 81), dimension("communication", 93), opinion.Rated{Question: "own", Index: decimal.Zero},
	))
	of := func(field swot.Field, kind review.FactKind, rated string) string {
		return fmt.Sprintf(`%s [{"kind":%q,"found":{"survey":"pulse","date":"2026-12-01","rated":%s}}]`, field, kind, rated)
	}
	want := []string{
		of(swot.Strength, review.FactContent, `{"dimension":"valued","index":"100"}`),
		of(swot.Strength, review.FactContent, `{"dimension":"communication","index":"93"}`),
		of(swot.Strength, review.FactContent, `{"dimension":"commitment","index":"81"}`),
		of(swot.Weakness, review.FactUneasy, `{"question":"own","index":"0"}`),
		of(swot.Weakness, review.FactUneasy, `{"dimension":"fairness","index":"39"}`),
	}
	if diff := cmp.Diff(want, p.statements()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestWhereTheSidesAreFurthestApartIsAWeakness(t *testing.T) {
	t.Parallel()
	gap := func(question, said, seen string) opinion.Gap {
		return opinion.Gap{Question: question, Of: "north", Said: decimal.RequireFromString(said), By: "south", Seen: decimal.RequireFromString(seen), Wide: true}
	}
	p := heardIn(t, found("pulse", "2026-12-01", []opinion.Gap{gap("a", "1", "2"), gap("b", "1", "4.5")}), found("commitment", "2026-11-01", []opinion.Gap{gap("c", "4", "2"), gap("d", "4", "2.5")}))
	var got []string
	for _, s := range p.state().SWOT.Statements {
		got = append(got, fmt.Sprintf("%s %s", s.Field, s.Facts[0].Key()))
	}
	if diff := cmp.Diff([]string{"weakness gap/b", "weakness gap/c", "weakness gap/d"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What two surveys ask about is one fact, by the later of them; a survey that is not part
// of the partnership any more says nothing.
func TestTheLatestSurveyCounts(t *testing.T) {
	t.Parallel()
	p := heardIn(t, found("pulse", "2026-06-01", nil, dimension("commitment", 90)), found("commitment", "2026-12-01", nil, dimension("commitment", 20)),
		found("gone", "2026-12-20", nil, dimension("trust", 90)))
	want := []string{`weakness [{"kind":"uneasy","found":{"survey":"commitment","date":"2026-12-01","rated":{"dimension":"commitment","index":"20"}}}]`}
	if diff := cmp.Diff(want, p.statements()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if key := p.state().SWOT.Statements[0].Facts[0].Key(); key != "dimension/commitment" {
		t.Errorf("the next review would know it as %q", key)
	}
}
