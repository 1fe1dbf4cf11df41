package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/spelling"
	"github.com/rapport-engine/rapport/partnership/swot"
	"github.com/rapport-engine/rapport/report"
	"github.com/rapport-engine/rapport/store"
)

// ReadReport reads from a store how a partnership stands, as far as all its partners may
// know: also while nothing runs. Of one that has ended it is how it ended.
func ReadReport(ctx context.Context, s *store.Store, slug string, now time.Time) (report.Report, error) {
	r := reporting{store: s, slug: slug, now: now}
	err := r.read(ctx, r.begin, r.goals, r.accounts, r.promises, r.surveys, r.swot, r.decisions)
	switch {
	case errors.Is(err, activities.ErrNoSpec):
		return report.Report{}, noSpec(ctx, s, slug, err)
	case err != nil:
		return report.Report{}, fmt.Errorf("report of %s: %w", slug, err)
	}
	return r.report, nil
}

// noSpec says that nothing of a name was ever applied, and what was, or what else is wrong.
func noSpec(ctx context.Context, s *store.Store, slug string, cause error) error {
	slugs, err := s.Slugs(ctx)
	if err != nil || slices.Contains(slugs, slug) {
		return fmt.Errorf("report of %s: %w", slug, errors.Join(cause, err))
	}
	help := "nothing was applied here yet; rapport apply DIR does it"
	switch near := spelling.Nearest(slug, slugs); {
	case near != "":
		help = fmt.Sprintf("did you mean %q?", near)
	case len(slugs) > 0:
		help = "rapport report --all shows those that there are"
	}
	return fmt.Errorf("report of %s: no such partnership was ever applied; %s", slug, help)
}

// ReadFleet reads how all partnerships stand that were ever applied, without what only the page
// of a single one shows. One that cannot be read is named, and hides no other.
func ReadFleet(ctx context.Context, s *store.Store, now time.Time) (report.Fleet, error) {
	slugs, err := s.Slugs(ctx)
	if err != nil {
		return report.Fleet{}, fmt.Errorf("report of all partnerships: %w", err)
	}
	f := report.Fleet{On: cadence.DateOf(now)}
	for _, slug := range slugs {
		r := reporting{store: s, slug: slug, now: now, fleet: true}
		err := r.read(ctx, r.begin, r.goals, r.accounts, r.promises)
		switch {
		case ctx.Err() != nil:
			return report.Fleet{}, fmt.Errorf("report of all partnerships: %w", ctx.Err())
		case err != nil:
			f.Unread = append(f.Unread, report.Unread{Slug: slug, Why: err.Error()})
		default:
			f.Reports = append(f.Reports, r.report)
		}
	}
	f.WorstFirst()
	return f, nil
}

// read fills the report part by part.
func (r *reporting) read(ctx context.Context, parts ...func(context.Context) error) error {
	for _, read := range parts {
		if err := read(ctx); err != nil {
			return err
		}
	}
	return nil
}

// reporting fills a report.
type reporting struct {
	store  *store.Store
	slug   string
	now    time.Time
	zone   *time.Location
	life   *lifecycle.Partnership // nil before anything has happened
	fleet  bool                   // one of many, without where each figure comes from
	report report.Report
}

// begin reads the spec in force and what the partnership itself knows.
func (r *reporting) begin(ctx context.Context) (err error) {
	if r.report.Spec, err = (partnerships{r.store}).InForce(ctx, r.slug); err != nil {
		return err
	}
	if r.zone, err = cadence.LoadZone(r.report.Spec.Zone); err != nil {
		return err
	}
	row, err := r.store.Procedure(ctx, r.slug)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err == nil {
		r.life = &lifecycle.Partnership{}
		if err := json.Unmarshal(row.State, r.life); err != nil {
			return fmt.Errorf("read state: %w", err)
		}
		if row.Outcome != "" {
			r.now = row.UpdatedAt
		}
		if r.life.Phase == lifecycle.PhaseActive || r.life.Phase == lifecycle.PhaseExiting || r.life.Phase == lifecycle.PhaseSuspended || row.Outcome != "" {
			r.report.Health = r.life.HealthTold(r.now)
		}
		r.conflicts()
	}
	r.report.On, r.report.Phase = r.day(r.now), phaseOf(r.life, row.Outcome)
	return nil
}

// phaseOf is where a partnership is in its life, in the words of lists.
func phaseOf(life *lifecycle.Partnership, outcome string) report.Phase {
	switch {
	case life == nil:
		return report.PhaseWaiting
	case outcome != "" || life.Phase == lifecycle.PhaseClosed:
		return report.PhaseOver
	case life.Phase == lifecycle.PhaseSuspended:
		return report.PhasePaused
	case life.Phase == lifecycle.PhaseExiting:
		return report.PhaseEnds
	case life.Phase == lifecycle.PhaseActive:
		return report.PhaseRuns
	default:
		return report.PhaseWaiting
	}
}

// day is the date of a moment where the partnership is; zero for none.
func (r *reporting) day(t time.Time) cadence.Date {
	if t.IsZero() {
		return cadence.Date{}
	}
	return cadence.DateOf(t.In(r.zone))
}

// goals reads how the goals do, and what has become of milestones.
func (r *reporting) goals(ctx context.Context) (err error) {
	if r.report.Readings, err = r.store.Readings(ctx, r.slug); err != nil {
		return err
	}
	r.report.Standing = standing.Stand(r.report.Spec, r.report.Readings, r.report.On)
	r.report.Calibration = standing.Calibrate(r.report.Spec, r.report.Readings, r.report.On)
	if r.life != nil {
		r.report.Warned, r.report.WarnedTrue = r.life.Warned.Given, r.life.Warned.True
	}
	for _, g := range r.report.Spec.Goals {
		for _, k := range g.KPIs {
			if r.fleet {
				break
			}
			if err := r.source(ctx, k); err != nil {
				return err
			}
		}
		for _, m := range g.Milestones {
			r.report.Milestones = append(r.report.Milestones, r.milestone(g, m))
		}
	}
	slices.SortStableFunc(r.report.Milestones, func(a, b report.Milestone) int { return a.Due.Compare(b.Due) })
	return nil
}

// source reads where the latest figure of a KPI comes from.
func (r *reporting) source(ctx context.Context, k partnership.KPI) error {
	latest, ok := standing.Latest(r.report.Spec, k, r.report.Readings)
	if !ok {
		return nil
	}
	mail, err := mailOf(ctx, r.store, latest.Reading)
	if err != nil {
		return err
	}
	r.report.Sources = append(r.report.Sources, report.Source{Source: latest, Day: r.day(latest.At), Provisional: mail != nil && mail.Provisional})
	return nil
}

func (r *reporting) milestone(g partnership.Goal, m partnership.Milestone) report.Milestone {
	one := report.Milestone{Goal: g.Statement, Title: m.Title, Due: m.Due}
	if r.life == nil {
		return one
	}
	name := g.ID + "/" + m.ID
	c := procedure.CourseOf(r.life.Courses, procedure.Milestone, name)
	if day, err := cadence.ParseDate(c.DayOf(m.Due.String())); err == nil && day != m.Due {
		one.Due, one.Moved = day, true
	}
	one.Outcome, one.On, one.Late = c.Outcome, r.day(c.At), c.Outcome == "" && slices.Contains(r.life.Late, name)
	return one
}

// accounts reads what the parties have put in and got out, if they have told of any.
func (r *reporting) accounts(ctx context.Context) error {
	a, err := ReadAccounts(ctx, r.store, r.slug, r.now)
	r.report.Tended = a.Tended
	if err == nil && len(a.Entries) > 0 {
		r.report.Ledger = &a.Standing
	}
	return err
}

// promises reads how the parties answer, and what they owe each other: what somebody has promised their own side
// is nobody else's business, and neither are questions and ideas.
func (r *reporting) promises(ctx context.Context) error {
	items, _, err := owed(ctx, r.store, r.slug)
	if err != nil {
		return err
	}
	for _, o := range items {
		from, _ := r.report.Spec.PartyOf(o.Owner)
		to, _ := r.report.Spec.PartyOf(o.For)
		if o.Kind != procedure.ItemTask || o.Stage == procedure.ItemProposed || from.ID == "" || to.ID == "" || from.ID == to.ID {
			continue
		}
		due, _ := cadence.ParseDate(o.Due) // none is agreed yet
		r.report.Promises.Open = append(r.report.Promises.Open, report.Promise{What: r.toldToAll(o.What), From: from.Name, To: to.Name, Due: due, Late: !o.Since.IsZero()})
	}
	if r.report.Promptness, err = promptness(ctx, r.store, r.report.Spec, r.now); err != nil || r.life == nil {
		return err
	}
	r.report.Promises.Kept, r.report.Promises.KeptLate = r.life.KeptLately(r.now)
	return nil
}

// decisions reads what was decided together by all: what some decide at a meeting of their own
// is no business of the others, who read the page, too.
func (r *reporting) decisions(ctx context.Context) error {
	log, err := r.store.Decisions(ctx, r.slug)
	names := func(parties []string) (list []string) {
		for _, id := range parties {
			list = append(list, r.partyName(id))
		}
		return list
	}
	spec := r.report.Spec
	for _, d := range log {
		if slices.ContainsFunc(spec.Parties, func(p partnership.Party) bool { return !d.Before(spec, p.ID) }) {
			continue
		}
		one := report.Decision{Text: d.Text, On: r.day(d.Decided), Method: d.Method, Result: d.Result, For: names(d.For), Against: names(d.Against)}
		if g, ok := r.report.Spec.Goal(d.Goal); ok {
			one.Goal = g.Statement
		}
		if d.Vetoed != "" {
			one.Vetoed = r.partyName(d.Vetoed)
		}
		r.report.Decisions = append(r.report.Decisions, one)
	}
	return err
}

// partyName is a party by its name, or by its ID once it has left.
func (r *reporting) partyName(id string) string {
	for _, p := range r.report.Spec.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// toldToAll are the words of a promise between two sides, as far as others may read them:
// those of the spec, and of a partnership that has no others.
func (r *reporting) toldToAll(what string) string {
	declared := func(p partnership.Party) bool {
		return slices.ContainsFunc(p.Obligations, func(o partnership.Obligation) bool { return o.What == what })
	}
	if len(r.report.Spec.Parties) > 2 && !slices.ContainsFunc(r.report.Spec.Parties, declared) {
		return ""
	}
	return what
}

// reportedWaves is how many rounds of a survey a report looks at: ten years of quarters.
const reportedWaves = 40

// surveys reads the published rounds of the surveys that the spec has. What only the sides
// of a conflict were asked is nobody else's business.
func (r *reporting) surveys(ctx context.Context) error {
	rows, err := r.store.Procedures(ctx, r.slug, string(procedure.Survey))
	if err != nil {
		return err
	}
	for _, v := range r.report.Spec.Surveys {
		if v.After == partnership.AfterConflict {
			continue
		}
		var latest string
		for _, row := range rows {
			if row.Outcome == string(procedure.OutcomePublished) && nameOf(row.Workflow) == v.ID {
				latest = max(latest, row.Workflow) // they end with the date of the round
			}
		}
		if latest == "" {
			continue
		}
		waves, err := r.store.Waves(ctx, latest, reportedWaves)
		if err != nil {
			return err
		}
		r.report.Surveys = append(r.report.Surveys, report.Survey{ID: v.ID, Waves: waves})
	}
	return nil
}

// nameOf is what a workflow of a procedure is named after: "duo/survey/pulse/2027-03-01".
func nameOf(workflow string) string {
	parts := strings.Split(workflow, "/")
	return parts[min(2, len(parts)-1)]
}

// swot reads the latest review of strengths and weaknesses that has led to something, and
// its words as far as they are still kept: they were written for all to read.
func (r *reporting) swot(ctx context.Context) error {
	rows, err := r.store.Procedures(ctx, r.slug, string(procedure.Review))
	if err != nil {
		return err
	}
	var last review.Review
	for _, row := range rows {
		var v review.Review
		if row.Outcome != string(procedure.OutcomeDecided) {
			continue
		}
		if err := json.Unmarshal(row.State, &v); err != nil {
			return fmt.Errorf("read state of %s: %w", row.Workflow, err)
		}
		if v.Method == partnership.ReviewSWOT && v.Occasion.Date > last.Occasion.Date {
			last = v
		}
	}
	if last.Occasion.Date == "" {
		return nil
	}
	date, err := cadence.ParseDate(last.Occasion.Date)
	if err != nil {
		return err
	}
	r.report.SWOT = &report.SWOT{Date: date}
	return r.statements(ctx, last.SWOT.Statements)
}

func (r *reporting) statements(ctx context.Context, list []review.Statement) error {
	var asks []string
	for _, one := range list {
		for _, w := range one.Writings {
			asks = append(asks, w.Ask)
		}
	}
	kept, err := r.store.Unseal(ctx, procedure.Once(asks))
	if err != nil {
		return err
	}
	for _, one := range list {
		placed, err := swot.Score(one.Marks)
		if err != nil {
			return err
		}
		shown := report.Statement{Field: one.Field, Facts: one.Facts, Placed: placed}
		for _, w := range one.Writings {
			shown.Text = cmp.Or(shown.Text, partnership.Answers(kept[w.Ask].Answers).Text(w.Question))
		}
		r.report.SWOT.Statements = append(r.report.SWOT.Statements, shown)
	}
	return nil
}

// conflicts takes those that others than their sides know of: that there are some.
func (r *reporting) conflicts() {
	for _, d := range r.life.Disputes {
		if d.Level >= lifecycle.Outsiders {
			r.report.Conflicts = append(r.report.Conflicts, report.Conflict{Level: d.Level, Opened: r.day(d.OpenedAt), Closed: r.day(d.ClosedAt)})
		}
	}
}
