package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// ErrNobodyWorks says that nobody works for the server, so that no command is carried out.
var ErrNobodyWorks = errors.New("no worker runs, and commands are carried out only while one does: start `rapport up` or `rapport worker`; nothing was done")

// OrderRefusedError says why a partnership, or what belongs to it, did nothing.
type OrderRefusedError struct{ Reason string }

// Error is the reason.
func (e *OrderRefusedError) Error() string { return e.Reason }

// Order has a workflow carry out an admin's command, and returns what it answers. What it
// refuses is an OrderRefusedError.
func (p *Planner) Order(ctx context.Context, workflow string, c procedure.Command) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, updateTimeout)
	defer cancel()
	handle, err := p.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflow, UpdateName: string(c.Name), Args: []any{c}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	var answer string
	if err == nil {
		err = handle.Get(ctx, &answer)
	}
	var said *temporal.ApplicationError
	var gone *serviceerror.NotFound
	switch {
	case errors.As(err, &said):
		return "", &OrderRefusedError{Reason: said.Message()}
	case errors.As(err, &gone):
		return "", &OrderRefusedError{Reason: fmt.Sprintf("%s %s: it has ended, or was never begun on this server", c.Name, workflow)}
	case err != nil:
		return "", fmt.Errorf("%s %s: %w", c.Name, workflow, err)
	}
	return answer, nil
}

// Ready refuses to go on where no command would be carried out, or where no such partnership
// was ever applied.
func (p *Planner) Ready(ctx context.Context, doing, slug string) (partnership.Spec, error) {
	spec, err := appliedSpec(ctx, p.store, slug, doing+" "+slug)
	if err != nil {
		return spec, &OrderRefusedError{Reason: err.Error()}
	}
	switch works, err := p.staffed(ctx); {
	case err != nil:
		return spec, err
	case !works:
		return spec, ErrNobodyWorks
	}
	return spec, nil
}

// Round is something open in which people are asked, and who of them has not answered.
type Round struct {
	Workflow, Name, Title string
	Open                  []string // people
}

// Rounds are what is open in a partnership and takes a command.
func (p *Planner) Rounds(ctx context.Context, slug string, takes procedure.CommandName) ([]Round, error) {
	ctx, cancel := context.WithTimeout(ctx, updateTimeout)
	defer cancel()
	var state lifecycle.Partnership
	answer, err := p.client.QueryWorkflow(ctx, workflows.PartnershipID(slug), "", workflows.QueryState)
	if err == nil {
		err = answer.Get(&state)
	}
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil, &OrderRefusedError{Reason: fmt.Sprintf("%s %s: it has ended, or was never begun on this server", takes, slug)}
	}
	if err != nil {
		return nil, fmt.Errorf("look what is open in %s: %w", slug, err)
	}
	var rounds []Round
	for _, r := range state.Running {
		kind, known := kinds.Of(kinds.All(), r.Type)
		if !known || !slices.ContainsFunc(kind.Commands, func(d procedure.CommandDoc) bool { return d.Name == takes }) {
			continue
		}
		round := Round{Workflow: r.Workflow, Name: r.Name, Title: r.Title}
		for _, o := range r.Shown.Open {
			round.Open = append(round.Open, o.Person)
		}
		round.Open = procedure.Once(round.Open)
		rounds = append(rounds, round)
	}
	return rounds, nil
}

// PartnershipsOf are the slugs in which somebody takes part whom one partnership calls by an
// ID: all in which a person has the same address. Where several people of different addresses
// are called so, it is not known who is meant.
func (p *Planner) PartnershipsOf(ctx context.Context, person string) ([]Part, error) {
	return partsOf(ctx, p.store, person)
}

// Part is what somebody is called in a partnership.
type Part struct{ Slug, Person, Name string }

func partsOf(ctx context.Context, s *store.Store, person string) ([]Part, error) {
	slugs, err := s.Slugs(ctx)
	if err != nil {
		return nil, err
	}
	var specs []partnership.Spec
	addresses := map[string]bool{}
	for _, slug := range slugs {
		spec, err := appliedSpec(ctx, s, slug, "away "+person)
		if err != nil {
			return nil, err
		}
		specs = append(specs, spec)
		if known, there := spec.Person(person); there {
			addresses[known.Email] = true
		}
	}
	if len(addresses) > 1 {
		return nil, &OrderRefusedError{Reason: fmt.Sprintf("away %s: several people are called so; say in which partnership with --partnership", person)}
	}
	var parts []Part
	for _, spec := range specs {
		for _, party := range spec.Parties {
			for _, one := range party.People {
				if addresses[one.Email] {
					parts = append(parts, Part{Slug: spec.Slug, Person: one.ID, Name: one.Name})
				}
			}
		}
	}
	return parts, nil
}

// People are the people of a partnership in a store, and of all without a slug: their IDs
// and names. What cannot be read is nobody.
func People(ctx context.Context, s *store.Store, slug string) []Part {
	slugs := []string{slug}
	if slug == "" {
		slugs, _ = s.Slugs(ctx) // nobody, if it cannot be read
	}
	var list []Part
	for _, slug := range slugs {
		spec, err := appliedSpec(ctx, s, slug, "people")
		if err != nil {
			continue
		}
		for _, party := range spec.Parties {
			for _, one := range party.People {
				list = append(list, Part{Slug: slug, Person: one.ID, Name: one.Name})
			}
		}
	}
	return list
}

// KPIs are those of a partnership in a store, with their units. What cannot be read is none.
func KPIs(ctx context.Context, s *store.Store, slug string) []partnership.KPI {
	spec, err := appliedSpec(ctx, s, slug, "kpis")
	if err != nil {
		return nil
	}
	var list []partnership.KPI
	for _, g := range spec.Goals {
		list = append(list, g.KPIs...)
	}
	return list
}

// PartnershipID is the workflow to which commands to a partnership go.
func PartnershipID(slug string) string { return workflows.PartnershipID(slug) }
