package devserver_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
)

// serveEnv makes the test binary a program that does nothing but serve, for the benchmark.
const serveEnv = "DEVSERVER_SERVE_DIR"

func TestMain(m *testing.M) {
	if dir, ok := os.LookupEnv(serveEnv); ok {
		os.Exit(serve(dir))
	}
	os.Exit(m.Run())
}

// serve prints "serving" when clients can come and stays until its standard input ends.
func serve(dir string) int {
	s, err := devserver.Start(context.Background(), devserver.Options{Dir: dir})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("serving")
	_, _ = os.Stdin.Read(make([]byte, 1))
	_ = s.Stop()
	return 0
}

// BenchmarkStart measures from the start of the process to a frontend that serves the
// namespace, on a database that exists.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	serveOnce(b, dir)
	for b.Loop() {
		serveOnce(b, dir)
	}
}

func serveOnce(b *testing.B, dir string) {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serveEnv+"="+dir)
	stdin, _ := cmd.StdinPipe()
	stdout, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	line := make([]byte, 256)
	n, err := stdout.Read(line)
	b.StopTimer()
	if got := strings.TrimSpace(string(line[:n])); err != nil || got != "serving" {
		b.Fatalf("server said %q, %v", got, err)
	}
	_ = stdin.Close()
	_ = cmd.Wait()
	b.StartTimer()
}

func start(t *testing.T, o devserver.Options) *devserver.Server {
	t.Helper()
	return temporalkit.Start(t, func(all *devserver.Options) { *all = o })
}

func TestNamespaceIsReady(t *testing.T) {
	t.Parallel()
	s := start(t, devserver.Options{UIPort: devserver.NoUI})
	c := temporalkit.Dial(t, s)
	got, err := c.WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: "rapport"})
	if err != nil {
		t.Fatal(err)
	}
	if d := got.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration(); d != 365*24*time.Hour {
		t.Errorf("retention is %s, want a year", d)
	}
	if s.UIURL() != "" {
		t.Errorf("a server without UI has the UI address %s", s.UIURL())
	}
}

func TestDataOutliveTheServer(t *testing.T) {
	t.Parallel()
	o := devserver.Options{Dir: t.TempDir(), UIPort: devserver.NoUI}
	first := start(t, o)
	begin(t, temporalkit.Dial(t, first), "sleeper", client.StartWorkflowOptions{})
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	c := temporalkit.Dial(t, start(t, o))
	d, err := c.DescribeWorkflowExecution(t.Context(), "sleeper", "")
	if err != nil {
		t.Fatal(err)
	}
	if got := d.GetWorkflowExecutionInfo().GetStatus(); got != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING {
		t.Errorf("after a restart the workflow is %s, want running", got)
	}
}

func TestOldDatabaseGetsNewSearchAttributes(t *testing.T) {
	t.Parallel()
	stage := devserver.SearchAttribute{Name: "RapportStage", Type: enumspb.INDEXED_VALUE_TYPE_KEYWORD}
	health := devserver.SearchAttribute{Name: "RapportHealth", Type: enumspb.INDEXED_VALUE_TYPE_KEYWORD}
	o := devserver.Options{Dir: t.TempDir(), UIPort: devserver.NoUI}

	o.SearchAttributes = []devserver.SearchAttribute{stage}
	old := start(t, o)
	begin(t, temporalkit.Dial(t, old), "one", client.StartWorkflowOptions{TypedSearchAttributes: keyword("RapportStage", "talk")})
	if err := old.Stop(); err != nil {
		t.Fatal(err)
	}

	o.SearchAttributes = []devserver.SearchAttribute{health, stage}
	c := temporalkit.Dial(t, start(t, o))
	begin(t, c, "two", client.StartWorkflowOptions{TypedSearchAttributes: keyword("RapportHealth", "green")})
	awaitListed(t, c, `RapportStage = 'talk'`, "one")
	awaitListed(t, c, `RapportHealth = 'green'`, "two")
}

func TestSearchAttributeOfAnotherTypeIsRefused(t *testing.T) {
	t.Parallel()
	o := devserver.Options{Dir: t.TempDir(), UIPort: devserver.NoUI}
	o.SearchAttributes = []devserver.SearchAttribute{{Name: "RapportStage", Type: enumspb.INDEXED_VALUE_TYPE_KEYWORD}}
	if err := start(t, o).Stop(); err != nil {
		t.Fatal(err)
	}
	o.SearchAttributes[0].Type = enumspb.INDEXED_VALUE_TYPE_DATETIME
	_, err := devserver.Start(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "the database has it as Keyword, wanted is Datetime") {
		t.Errorf("got %v", err)
	}
}

func TestTooManySearchAttributesAreRefused(t *testing.T) {
	t.Parallel()
	var o devserver.Options
	for i := range 4 {
		o.SearchAttributes = append(o.SearchAttributes,
			devserver.SearchAttribute{Name: fmt.Sprintf("RapportDate%d", i), Type: enumspb.INDEXED_VALUE_TYPE_DATETIME})
	}
	_, err := devserver.Start(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "search attribute RapportDate3: all 3 columns of type Datetime are taken") {
		t.Errorf("got %v", err)
	}
}

func TestTakenPortIsNamed(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	port := taken.Addr().(*net.TCPAddr).Port

	for what, o := range map[string]devserver.Options{
		"temporal frontend": {Port: port},
		"web ui":            {UIPort: port},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := devserver.Start(t.Context(), o)
			var e *devserver.PortError
			if !errors.As(err, &e) || e.Port != port || e.What != what {
				t.Errorf("got %v, want a PortError for %d of the %s", err, port, what)
			}
		})
	}
}

func TestOnlyLoopbackIsServed(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"0.0.0.0", "::", "10.0.0.1", "localhost", "example.org"} {
		if s, err := devserver.Start(t.Context(), devserver.Options{Host: host}); err == nil {
			t.Errorf("a server on %s was started", host)
			_ = s.Stop()
		}
	}
}

func TestStopTwice(t *testing.T) {
	t.Parallel()
	s := start(t, devserver.Options{})
	for range 2 {
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	if c, err := net.Dial("tcp", s.Address()); err == nil {
		_ = c.Close()
		t.Error("the frontend still listens after Stop")
	}
	select {
	case err := <-s.Err():
		t.Errorf("a stopped server reports %v", err)
	default:
	}
}

func begin(t *testing.T, c client.Client, id string, o client.StartWorkflowOptions) {
	t.Helper()
	o.ID, o.TaskQueue = id, "nobody-listens"
	if _, err := c.ExecuteWorkflow(t.Context(), o, "Sleeper"); err != nil {
		t.Fatal(err)
	}
}

func keyword(name, value string) temporal.SearchAttributes {
	return temporal.NewSearchAttributes(temporal.NewSearchAttributeKeyKeyword(name).ValueSet(value))
}

// awaitListed asks until the workflow list, which lags behind, has exactly one workflow.
func awaitListed(t *testing.T, c client.Client, query, id string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		list, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: query})
		if err != nil {
			t.Fatalf("list %s: %v", query, err)
		}
		if e := list.GetExecutions(); len(e) == 1 && e[0].GetExecution().GetWorkflowId() == id {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("list %s does not show %s", query, id)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
