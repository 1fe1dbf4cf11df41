package devserver_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/devserver"
)

func TestWebUI(t *testing.T) {
	t.Parallel()
	s := start(t, devserver.Options{Namespace: "first-light"})
	tests := map[string]struct {
		method, path string
		host         string
		status       int
		contains     string
	}{
		"page":                           {path: "/namespaces/first-light/workflows", status: 200, contains: "_app/"},
		"settings name the namespace":    {path: "/api/v1/settings", status: 200, contains: `"DefaultNamespace":"first-light"`},
		"settings forbid no action":      {path: "/api/v1/settings", status: 200, contains: `"DisableWriteActions":false`},
		"settings forbid batches":        {path: "/api/v1/settings", status: 200, contains: `"BatchActionsDisabled":true`},
		"settings forbid to pause":       {path: "/api/v1/settings", status: 200, contains: `"WorkflowPauseDisabled":true`},
		"frontend is reached":            {path: "/api/v1/namespaces/first-light", status: 200, contains: `"NAMESPACE_STATE_REGISTERED"`},
		"card is rendered":               {path: "/render?content=" + "%7C+a+%7C%0A%7C---%7C%0A%7C+b+%7C", status: 200, contains: "<table>"},
		"health":                         {path: "/healthz", status: 200, contains: "OK"},
		"foreign name of this address":   {path: "/api/v1/settings", host: "evil.example", status: 403},
		"localhost":                      {path: "/healthz", host: "localhost:8233", status: 200},
		"writing needs the page's token": {method: http.MethodPost, path: "/api/v1/namespaces/first-light/workflows/x/signal/y", status: 400},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, body := fetch(t, test.method, s.UIURL()+test.path, test.host)
			if status != test.status || !strings.Contains(body, test.contains) {
				t.Errorf("got %d %.300s", status, body)
			}
		})
	}
}

func fetch(t *testing.T, method, url, host string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}
