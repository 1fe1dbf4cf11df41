package app

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/workflows"
)

// Columns are what the Web UI's list of workflows shows, from the left. The first two are
// Temporal's own: the workflow's ID is what leads to its card.
func Columns() []string {
	columns := []string{"Status", "Workflow ID"}
	for _, key := range []temporal.SearchAttributeKey{
		workflows.AttributeTitle, workflows.AttributeKind, workflows.AttributeStage, workflows.AttributeHealth,
		workflows.AttributeOverdue, workflows.AttributeNextAt, workflows.AttributeDueAt,
	} {
		columns = append(columns, key.GetName())
	}
	return columns
}

// View is a question to Temporal's list of workflows that admins ask again and again.
type View struct {
	ID    string // of Rapport's own views in a browser
	Name  string
	Query string
}

// Views are the saved views of the Web UI. It sorts them by name.
func Views() []View {
	of := func(id, name, and string) View {
		query := fmt.Sprintf("`%s`=%q", workflows.AttributeKind.GetName(), workflows.TypePartnership)
		if and != "" {
			query += " AND " + and
		}
		return View{ID: "rapport-" + id, Name: name, Query: query + " AND `ExecutionStatus`=\"Running\""}
	}
	return []View{
		of("partnerships", "Partnerships", ""),
		of("late", "Late", "`"+workflows.AttributeOverdue.GetName()+"`>0"),
		of("red", "Red", "`"+workflows.AttributeHealth.GetName()+"`=\"red\""),
		of("blocked", "Blocked", "`"+workflows.AttributeBlocked.GetName()+"`=true"),
		of("quarantine", "In quarantine", "`"+workflows.AttributeQuarantined.GetName()+"`>0"),
	}
}

// WorkflowsURL is where a Web UI lists what a query finds.
func WorkflowsURL(ui, namespace, query string) string {
	list := strings.TrimSuffix(ui, "/") + "/namespaces/" + url.PathEscape(namespace) + "/workflows"
	if query != "" {
		list += "?query=" + url.QueryEscape(query)
	}
	return list
}

// CardURL is where a Web UI shows the card of a workflow's run. Without a run it is the
// workflow's address, from which the UI of `rapport up` leads to the card and others to the
// timeline.
func CardURL(ui, namespace, workflow, run string) string {
	card := WorkflowsURL(ui, namespace, "") + "/" + url.PathEscape(workflow)
	if run != "" {
		card += "/" + run + "/user-metadata"
	}
	return card
}

// WebUI says where the Web UI and the webmail page of what runs on a data directory are; either
// may be empty.
func (r *StatusReader) WebUI() (ui, namespace, webmail string) {
	return r.ui, r.namespace, r.webmail
}

// Applied reports whether a partnership was ever applied, or says why that is not known.
func (r *StatusReader) Applied(ctx context.Context, slug string) error {
	_, err := appliedSpec(ctx, r.store, slug, "links "+slug)
	return err
}

// LatestRun is the run of a workflow that its card belongs to, or empty where no server says.
func (r *StatusReader) LatestRun(ctx context.Context, workflow string) string {
	if r.client == nil {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, statusTimeout)
	defer cancel()
	found, err := r.client.DescribeWorkflowExecution(ctx, workflow, "")
	if err != nil {
		return ""
	}
	return found.GetWorkflowExecutionInfo().GetExecution().GetRunId()
}
