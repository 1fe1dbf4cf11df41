package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/rapport-engine/rapport/workflows"
)

// installationKey is where a namespace's data hold the installation ID.
const installationKey = "rapport.installation"

// describe asks the server for the namespace; nil if there is none.
func (p place) describe(ctx context.Context) (*workflowservice.DescribeNamespaceResponse, error) {
	d, err := p.client.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: p.namespace})
	var missing *serviceerror.NamespaceNotFound
	if errors.As(err, &missing) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at namespace %s: %w", p.namespace, err)
	}
	return d, nil
}

// side is what the namespace says of the installation that it belongs to.
func (p place) side(ctx context.Context) (side, error) {
	d, err := p.describe(ctx)
	if err != nil || d == nil {
		return side{}, err
	}
	if id := d.GetNamespaceInfo().GetData()[installationKey]; id != "" {
		return side{id: id, used: true}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, cacheTimeout)
	defer cancel()
	var partnerships int64
	err = whenCached(ctx, func() error {
		// By type, not by a search attribute: a new namespace has none yet.
		n, err := p.client.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{
			Namespace: p.namespace, Query: fmt.Sprintf("WorkflowType = '%s'", workflows.TypePartnership),
		})
		partnerships = n.GetCount()
		return err
	})
	if err != nil {
		return side{}, fmt.Errorf("count partnerships of namespace %s: %w", p.namespace, err)
	}
	return side{used: partnerships > 0}, nil
}

// mark writes the installation ID into the namespace. Without the right to do
// so it says what an operator must run.
func (p place) mark(ctx context.Context, id string) error {
	_, err := p.client.WorkflowService().UpdateNamespace(ctx, &workflowservice.UpdateNamespaceRequest{
		Namespace: p.namespace, UpdateInfo: &namespacepb.UpdateNamespaceInfo{Data: map[string]string{installationKey: id}},
	})
	if err != nil {
		return fmt.Errorf("write installation ID into namespace %s: %w; an operator can run: %s", p.namespace, err,
			p.operator("update", "--data "+installationKey+"="+id))
	}
	return nil
}

// operator is a command of the temporal program that changes the namespace.
func (p place) operator(verb, what string) string {
	return fmt.Sprintf("temporal operator namespace %s --address %s --namespace %s %s", verb, p.server, p.namespace, what)
}

// retention keeps closed runs for a year: every continue-as-new closes one, and
// the history of a partnership should outlive its latest run.
const retention = 365 * 24 * time.Hour

// leastRetention is how long closed workflows must be kept at least, which is
// what Temporal Cloud does unless told otherwise. The record of what happened is
// the store's; the server's own is needed for as long as it may have to know
// that something was begun before, which is as long as an outage may last, and
// by an admin who looks in the Web UI at how last month's round went.
const leastRetention = 30 * 24 * time.Hour

// register makes the namespace.
func (p place) register(ctx context.Context) error {
	_, err := p.client.WorkflowService().RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: p.namespace, WorkflowExecutionRetentionPeriod: durationpb.New(retention),
	})
	return err
}

// forgetful says that a namespace forgets too soon, and what mends it; empty if
// it does not. How long it remembers is its operator's decision: nothing is
// changed.
func (p place) forgetful(ctx context.Context) (note string, err error) {
	d, err := p.describe(ctx)
	kept := d.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration()
	if err != nil || kept >= leastRetention {
		return "", err
	}
	return fmt.Sprintf("namespace %s keeps closed workflows for %s only, and should for %s at least: after that their history is gone from "+
		"the Web UI, and after a longer outage something could be begun twice. To keep them for a year: %s",
		p.namespace, inDays(kept), inDays(leastRetention), p.operator("update", "--retention "+inDays(retention))), nil
}

// inDays writes a time as the temporal program reads it.
func inDays(d time.Duration) string { return fmt.Sprintf("%dd", d/(24*time.Hour)) }
