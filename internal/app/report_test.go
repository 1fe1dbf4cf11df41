//go:build !slim

package app

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/swot"
	"github.com/rapport-engine/rapport/report"
	"github.com/rapport-engine/rapport/store"
)

// reported is a store with a partnership that has lived, and with what a report must not
// tell: every such thing has the word "medlar" in it.
type reported struct {
	*testing.T
	store *store.Store
	spec  partnership.Spec
	now   time.Time
}

func newReported(t *testing.T) reported {
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	r := reported{T: t, store: kept, spec: agreedDay(), now: instant(t, "2091-03-02 09:00")}
	r.spec.Surveys = []partnership.Survey{{ID: "pulse"}, {ID: "medlar", After: partnership.AfterConflict}, {ID: "small"}}
	r.ok(kept.PutSpec(t.Context(), r.spec))
	return r
}

func (r reported) ok(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// keep has a procedure stand as it would after a step.
func (r reported) keep(workflow string, kind procedure.Type, outcome procedure.Outcome, state any) {
	r.Helper()
	b, err := json.Marshal(state)
	r.ok(err)
	r.ok(r.store.PutProcedure(r.Context(), store.ProcedureRow{
		Workflow: workflow, Slug: r.spec.Slug, Kind: string(kind), State: b, Outcome: string(outcome), UpdatedAt: r.now,
	}))
}

// seal keeps what somebody wrote.
func (r reported) seal(ask, workflow, question string, v partnership.Value) {
	r.Helper()
	r.ok(r.store.PutAsk(r.Context(), store.Ask{ID: ask, Slug: r.spec.Slug, Workflow: workflow, Person: ask, MessageID: ask + "@mail"}))
	r.ok(r.store.Seal(r.Context(), ask, workflow, procedure.Reply{Answers: []partnership.Answer{{Question: question, Value: v}}}, r.now))
}

func (r reported) read() report.Report {
	r.Helper()
	got, err := ReadReport(r.Context(), r.store, r.spec.Slug, r.now)
	r.ok(err)
	return got
}

func TestAReportOfWhatHasNotBegunIsItsSpec(t *testing.T) {
	t.Parallel()
	r := newReported(t)
	got := r.read()
	if got.Health != nil || got.Ledger != nil || got.SWOT != nil || len(got.Surveys)+len(got.Conflicts)+len(got.Promises.Open) > 0 {
		t.Errorf("there is more: %+v", got)
	}
	if len(got.Milestones) == 0 || got.Milestones[0].Late || got.Milestones[0].Outcome != "" || got.On != date("2091-03-02") {
		t.Errorf("milestones %+v, as of %s", got.Milestones, got.On)
	}
	if _, err := ReadReport(t.Context(), r.store, "nobody", r.now); err == nil || !strings.Contains(err.Error(), "report of nobody: no such partnership") {
		t.Errorf("of a partnership that nobody knows: %v", err)
	}
}

// TestAReportTellsWhatAllMayKnow fills the store with all that a report is made of.
func TestAReportTellsWhatAllMayKnow(t *testing.T) {
	t.Parallel()
	r := newReported(t)
	goal, milestone := r.spec.Goals[0].ID, r.spec.Goals[0].Milestones[0].ID
	r.keep(r.spec.Slug, procedure.Partnership, "", lifecycle.Partnership{
		Rules: procedure.Rules, Declared: r.spec, Digest: r.spec.Digest(), Phase: lifecycle.PhaseActive,
		Courses:  []procedure.Course{{Type: procedure.Milestone, Name: goal + "/" + milestone, Outcome: procedure.OutcomeMetLate, At: r.now.AddDate(0, 0, -9)}},
		Settled:  []lifecycle.Settled{{Item: "a", At: r.now.AddDate(0, 0, -1)}, {Item: "b", At: r.now.AddDate(0, 0, -2), Late: true}, {Item: "c", At: r.now.AddDate(0, 0, -91)}},
		Disputes: []procedure.Dispute{{Number: 1, Level: 1, Matter: procedure.Matter{Title: "medlar"}}, {Number: 2, Level: 2, OpenedAt: r.now.AddDate(0, 0, -3), Matter: procedure.Matter{Title: "medlar"}}},
	})
	own, other := r.spec.Parties[0].People, r.spec.Parties[1].People
	r.keep(r.spec.Slug+"/commitments", procedure.Commitments, "", commitments.Commitments{Items: []commitments.Item{
		{Item: procedure.Item{ID: "1", What: "The contract", Owner: other[0].ID, For: own[0].ID, Due: "2091-02-20"}, Stage: procedure.ItemOverdue, LateAt: r.now},
		{Item: procedure.Item{ID: "2", What: "A medlar of their own", Owner: other[0].ID}, Stage: procedure.ItemOpen},
		{Item: procedure.Item{ID: "3", What: "Is it a medlar?", Kind: procedure.ItemIssue, Owner: other[0].ID, For: own[0].ID}, Stage: procedure.ItemOpen},
		{Item: procedure.Item{ID: "4", What: "Will you take the medlar?", Owner: other[0].ID, For: own[0].ID}, Stage: procedure.ItemProposed},
	}})
	r.rounds()
	r.reviews()

	got := r.read()
	if m := got.Milestones[0]; m.Outcome != procedure.OutcomeMetLate || m.On != date("2091-02-21") {
		t.Errorf("the milestone is %+v", m)
	}
	want := report.Promises{
		Open: []report.Promise{{What: "The contract", From: r.spec.Parties[1].Name, To: r.spec.Parties[0].Name, Due: date("2091-02-20"), Late: true}}, Kept: 2, KeptLate: 1,
	}
	if diff := gocmp.Diff(want, got.Promises); diff != "" {
		t.Errorf("promises (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff([]report.Conflict{{Level: 2, Opened: date("2091-02-27")}}, got.Conflicts); diff != "" {
		t.Errorf("conflicts (-want +got):\n%s", diff)
	}
	if len(got.Surveys) != 1 || got.Surveys[0].ID != "pulse" || len(got.Surveys[0].Waves) != 2 || got.Surveys[0].Waves[1].Date != "2091-02-01" {
		t.Errorf("surveys: %+v", got.Surveys)
	}
	if got.SWOT == nil || got.SWOT.Date != date("2091-02-05") || len(got.SWOT.Statements) != 2 || got.SWOT.Statements[0].Text != "Fast quinces" || got.SWOT.Statements[1].Text != "" {
		t.Errorf("SWOT: %+v", got.SWOT)
	}
	if got.Health == nil {
		t.Error("there is no health")
	}
	var page bytes.Buffer
	r.ok(report.Write(&page, got, ""))
	if strings.Contains(page.String(), "medlar") || !strings.Contains(page.String(), "Fast quinces") {
		t.Error("the page tells what it must not, or not what it should")
	}
}

// TestAThirdPartyReadsNoPromiseOfTheOthers has one promise of the spec, and one that was made
// by mail, in partnerships of two and of three.
func TestAThirdPartyReadsNoPromiseOfTheOthers(t *testing.T) {
	t.Parallel()
	for parties, want := range map[int]string{2: "The contract, A call", 3: "The contract, "} {
		spec := agreedDay()
		spec.Parties[1].Obligations = []partnership.Obligation{{ID: "contract", What: "The contract"}}
		for len(spec.Parties) < parties {
			spec.Parties = append(spec.Parties, partnership.Party{ID: "west", Name: "West"})
		}
		r := reporting{report: report.Report{Spec: spec}}
		if got := r.toldToAll("The contract") + ", " + r.toldToAll("A call"); got != want {
			t.Errorf("of %d parties one reads %q, want %q", parties, got, want)
		}
	}
}

// rounds are published rounds of two surveys, one of them after a conflict, and one round
// that is not out yet.
func (r reported) rounds() {
	r.Helper()
	one, five := decimal.NewFromInt(1), decimal.NewFromInt(5)
	q := partnership.Question{ID: "heard", Kind: partnership.KindScale, Text: "We are heard", Min: &one, Max: &five, Dimension: "heard"}
	for _, round := range []struct {
		survey, date string
		outcome      procedure.Outcome
	}{
		{"pulse", "2091-01-01", procedure.OutcomePublished},
		{"pulse", "2091-02-01", procedure.OutcomePublished},
		{"medlar", "2091-02-01", procedure.OutcomePublished},
		{"small", "2091-02-01", procedure.OutcomeSuppressed},
	} {
		workflow := r.spec.Slug + "/survey/" + round.survey + "/" + round.date
		p := procedure.Publish{Slug: r.spec.Slug, Survey: round.survey, Date: round.date, Asked: 2, Named: true, Rule: opinion.Rule{}}
		for _, person := range []string{"lars", "tom"} {
			ask := person + round.survey + round.date
			r.ok(r.store.PutAsk(r.Context(), store.Ask{
				ID: ask, Slug: r.spec.Slug, Workflow: workflow, Person: person, Sealed: true, MessageID: ask + "@mail", Questions: []partnership.Question{q},
			}))
			r.ok(r.store.Seal(r.Context(), ask, workflow, procedure.Reply{Answers: []partnership.Answer{{Question: "heard", Value: partnership.NumberValue(five)}}}, r.now))
			p.Voters = append(p.Voters, procedure.Voter{Ask: ask, Person: person})
		}
		_, err := r.store.Publish(r.Context(), workflow, p)
		r.ok(err)
		r.keep(workflow, procedure.Survey, round.outcome, struct{}{})
	}
}

// reviews are a SWOT that was decided, of which words are kept, and a later one that runs.
func (r reported) reviews() {
	r.Helper()
	for _, one := range []struct {
		date, text string
		outcome    procedure.Outcome
	}{{"2091-02-05", "Fast quinces", procedure.OutcomeDecided}, {"2091-03-01", "A medlar", ""}} {
		workflow := r.spec.Slug + "/review/swot/" + one.date
		r.seal("swot"+one.date, workflow, "strength", partnership.TextValue(one.text))
		r.keep(workflow, procedure.Review, one.outcome, review.Review{
			Method: partnership.ReviewSWOT, Occasion: procedure.Occasion{Type: procedure.Review, Name: "swot", Date: one.date},
			SWOT: review.SWOT{Statements: []review.Statement{
				{Field: swot.Strength, Writings: []procedure.Writing{{Ask: "swot" + one.date, Question: "strength", By: "lars"}}, Marks: []swot.Counted{{Marks: swot.Marks{Impact: 4, Likelihood: 3}, N: 2}}},
				{Field: swot.Threat, Writings: []procedure.Writing{{Ask: "gone", Question: "threat", By: "tom"}}},
			}},
		})
	}
}

// TestAReportSaysWhereFiguresComeFrom and how far confidence was from what came of a goal
// that is over.
func TestAReportSaysWhereFiguresComeFrom(t *testing.T) {
	t.Parallel()
	r := newReported(t)
	k := r.spec.Goals[0].KPIs[0]
	r.spec.Goals[0].Due = date("2091-02-20")
	r.ok(r.store.PutSpec(t.Context(), r.spec))
	at := r.now.AddDate(0, 0, -14)
	said := func(id, kpi, by string, value int64) measure.Reading {
		return measure.Reading{ID: id, KPI: kpi, Period: "2091-02-16", Value: decimal.NewFromInt(value), Reporter: by, At: at}
	}
	r.ok(r.store.Commit(t.Context(), store.Record{Slug: r.spec.Slug, Readings: []measure.Reading{
		said("1", k.ID, "lars", 130), said("2", k.ID, "tom", 130), said("3", "confidence", "tom", 4),
	}}))
	got := r.read()
	if len(got.Sources) != 1 || got.Sources[0].KPI != k.ID || got.Sources[0].Verified != standing.ByBoth || got.Sources[0].Day != date("2091-02-16") {
		t.Errorf("the figures come from %+v", got.Sources)
	}
	if len(got.Calibration) != 1 || got.Calibration[0].Party != r.spec.Parties[1].ID || got.Calibration[0].Brier().String() != "0.16" {
		t.Errorf("confidence is judged %+v", got.Calibration)
	}
}
