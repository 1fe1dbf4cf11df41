package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/converter"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/workflows"
)

// survey finds out what runs and what is to be done about it, without saying
// yet what a change consists of.
func (p *Planner) survey(ctx context.Context, specs []partnership.Spec, o PlanOptions) (Plan, error) {
	plan := Plan{FormatVersion: PlanVersion, Installation: p.installation, MadeAt: o.Now.UTC(), Consent: o.Consent, Items: make([]Item, len(specs))}
	if o.Prune {
		plan.Reason = o.Reason
	}
	err := inParallel(ctx, len(specs), func(ctx context.Context, i int) error {
		found, err := p.look(ctx, specs[i].Slug)
		if err == nil {
			plan.Items[i], err = declaredItem(specs[i], found, o.Now)
		}
		return err
	})
	if err != nil {
		return Plan{}, err
	}
	undeclared, err := p.undeclared(ctx, specs, o.Prune)
	if err != nil {
		return Plan{}, err
	}
	plan.Items = append(plan.Items, undeclared...)
	slices.SortStableFunc(plan.Items, func(a, b Item) int { return cmp.Compare(a.Slug, b.Slug) })
	return plan, nil
}

// declaredItem decides what to do about a declared partnership.
func declaredItem(spec partnership.Spec, found sight, now time.Time) (Item, error) {
	item := Item{Slug: spec.Slug, Title: spec.Title, Base: found.digest, Digest: spec.Digest(), run: found.run}
	late, err := passed(spec, now)
	if err != nil {
		return item, err
	}
	switch {
	case found.ended:
		item.Action, item.Ended = EndedBefore, &Ending{Outcome: found.outcome}
		item.Ended.On, err = todayOf(spec, found.at)
	case !found.alive && late:
		item.Action, item.LastDay = Past, &spec.End
	case !found.alive:
		item.Action, item.Spec = Create, &spec
	case found.digest == item.Digest:
		item.Action = Unchanged
	default:
		item.Action, item.Spec = Change, &spec
	}
	return item, err
}

// passed reports whether a partnership's last day is over.
func passed(spec partnership.Spec, now time.Time) (bool, error) {
	today, err := todayOf(spec, now)
	return spec.End.Before(today), err
}

// todayOf is the date of a moment where a partnership is at home.
func todayOf(spec partnership.Spec, now time.Time) (cadence.Date, error) {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return cadence.Date{}, fmt.Errorf("find zone of partnership %s: %w", spec.Slug, err)
	}
	return cadence.DateOf(now.In(zone)), nil
}

// sight is what is known of one partnership.
type sight struct {
	alive, ended bool
	digest       string // of the spec in force, while alive
	run          string
	outcome      string    // how it ended
	at           time.Time // when it ended
}

// look asks the server for one partnership. The answer comes from the workflow's
// own record, not from the index of all workflows, which lags behind. Of what
// has ended the store has the last word: the server forgets it some day.
func (p *Planner) look(ctx context.Context, slug string) (sight, error) {
	d, err := p.client.DescribeWorkflowExecution(ctx, workflows.PartnershipID(slug), "")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return p.recall(ctx, slug, sight{})
	}
	if err != nil {
		return sight{}, fmt.Errorf("look at partnership %s: %w", slug, err)
	}
	info := d.GetWorkflowExecutionInfo()
	if kind := info.GetType().GetName(); kind != workflows.TypePartnership {
		return sight{}, fmt.Errorf("look at partnership %s: another program runs a workflow of that ID, a %s; give the partnership another slug or Rapport a namespace of its own", slug, kind)
	}
	if closed(info.GetStatus()) {
		status := strings.ToLower(info.GetStatus().String())
		return p.recall(ctx, slug, sight{ended: true, outcome: status, at: info.GetCloseTime().AsTime()})
	}
	found := sight{alive: true, run: info.GetExecution().GetRunId()}
	payload := info.GetSearchAttributes().GetIndexedFields()[workflows.AttributeSpec.GetName()]
	if err := converter.GetDefaultDataConverter().FromPayload(payload, &found.digest); err != nil {
		return sight{}, fmt.Errorf("look at partnership %s: read search attribute: %w", slug, err)
	}
	return found, nil
}

// recall adds to what the server says of a partnership that does not run what
// the store knows of its end.
func (p *Planner) recall(ctx context.Context, slug string, found sight) (sight, error) {
	ended, err := p.store.Ended(ctx, []string{slug})
	if err != nil {
		return sight{}, err
	}
	if e, ok := ended[slug]; ok {
		return sight{ended: true, outcome: e.Outcome, at: e.At}, nil
	}
	return found, nil
}

// closed reports whether a workflow has come to its end. One that was paused
// from the Web UI has not.
func closed(s enumspb.WorkflowExecutionStatus) bool {
	return s != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING && s != enumspb.WORKFLOW_EXECUTION_STATUS_PAUSED
}

// undeclared lists the partnerships that run and that no spec declares. The
// index that names them may lag behind, so each is looked at.
func (p *Planner) undeclared(ctx context.Context, specs []partnership.Spec, prune bool) ([]Item, error) {
	slugs, err := p.running(ctx)
	if err != nil {
		return nil, err
	}
	declared := make(map[string]bool, len(specs))
	for _, s := range specs {
		declared[s.Slug] = true
	}
	slugs = slices.DeleteFunc(slugs, func(slug string) bool { return declared[slug] })
	action := Undeclared
	if prune {
		action = End
	}
	items := make([]Item, len(slugs))
	err = inParallel(ctx, len(slugs), func(ctx context.Context, i int) error {
		found, err := p.look(ctx, slugs[i])
		if found.alive {
			items[i] = Item{Slug: slugs[i], Action: action, Base: found.digest, run: found.run}
		}
		return err
	})
	return slices.DeleteFunc(items, func(i Item) bool { return i.Slug == "" }), err
}

// running lists the slugs of the partnerships that the server's index shows.
func (p *Planner) running(ctx context.Context) ([]string, error) {
	request := &workflowservice.ListWorkflowExecutionsRequest{
		PageSize: 1000,
		Query:    fmt.Sprintf("%s = '%s' AND ExecutionStatus IN ('Running', 'Paused')", workflows.AttributeKind.GetName(), workflows.TypePartnership),
	}
	var slugs []string
	for {
		page, err := p.client.ListWorkflow(ctx, request)
		if err != nil {
			return nil, fmt.Errorf("list partnerships: %w", err)
		}
		for _, w := range page.GetExecutions() {
			slugs = append(slugs, w.GetExecution().GetWorkflowId())
		}
		if request.NextPageToken = page.GetNextPageToken(); len(request.NextPageToken) == 0 {
			slices.Sort(slugs)
			return slices.Compact(slugs), nil
		}
	}
}
