package devserver

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/workflowservice/v1"
)

// cardPage is the page of a workflow's run on which the Web UI shows its card.
const cardPage = "user-metadata"

// lookPatience bounds the search for a run: without one the UI says what it knows itself.
const lookPatience = 2 * time.Second

// cardsFirst sends whoever opens a workflow's address to its card. The UI would go to the
// timeline, above which stands what the workflow was started with.
func cardsFirst(next http.Handler, runOf func(ctx context.Context, namespace, workflow string) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		namespace, workflow, run, ok := workflowPage(r)
		if ok && run == "" {
			run = runOf(r.Context(), namespace, workflow)
		}
		if !ok || run == "" {
			next.ServeHTTP(w, r)
			return
		}
		to := url.URL{RawQuery: r.URL.RawQuery}
		path := []string{"", "namespaces", url.PathEscape(namespace), "workflows", url.PathEscape(workflow), url.PathEscape(run), cardPage}
		to.RawPath = strings.Join(path, "/")
		to.Path, _ = url.PathUnescape(to.RawPath) // it was escaped a line above
		http.Redirect(w, r, to.String(), http.StatusFound)
	})
}

// workflowPage reads the address of a workflow, or of a run of it, that names no page.
func workflowPage(r *http.Request) (namespace, workflow, run string, ok bool) {
	parts := strings.Split(strings.Trim(r.URL.EscapedPath(), "/"), "/")
	if r.Method != http.MethodGet || len(parts) < 4 || len(parts) > 5 || parts[0] != "namespaces" || parts[2] != "workflows" {
		return "", "", "", false
	}
	for i := range parts {
		var err error
		if parts[i], err = url.PathUnescape(parts[i]); err != nil || parts[i] == "" {
			return "", "", "", false
		}
	}
	if len(parts) == 5 {
		run = parts[4]
	}
	return parts[1], parts[3], run, parts[3] != "start-workflow"
}

// latestRun asks the frontend which run of a workflow is the latest, or is empty.
func (u *webUI) latestRun(ctx context.Context, namespace, workflow string) string {
	ctx, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	found, err := workflowservice.NewWorkflowServiceClient(u.frontend).DescribeWorkflowExecution(ctx,
		&workflowservice.DescribeWorkflowExecutionRequest{Namespace: namespace, Execution: &commonpb.WorkflowExecution{WorkflowId: workflow}})
	if err != nil {
		return ""
	}
	return found.GetWorkflowExecutionInfo().GetExecution().GetRunId()
}
