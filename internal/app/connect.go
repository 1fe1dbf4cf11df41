package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"
	sdklog "go.temporal.io/sdk/log"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/workflows"
)

// DefaultNamespace holds the workflows unless the settings name another.
const DefaultNamespace = "rapport"

const (
	firstRetry = 500 * time.Millisecond
	lastRetry  = 15 * time.Second

	// cacheTimeout is several times the refresh interval of the server's caches.
	cacheTimeout = time.Minute
)

// connectionOptions are what the environment variables and profiles of the
// temporal command say, overruled by what the engine block declares.
func connectionOptions(e *config.Engine, logger *slog.Logger) (client.Options, error) {
	o, err := envconfig.LoadDefaultClientOptions()
	if err != nil {
		return o, fmt.Errorf("read temporal connection settings: %w", err)
	}
	if e != nil && e.Temporal.Address != "" {
		o.HostPort = e.Temporal.Address
	}
	if e != nil && e.Temporal.Namespace != DefaultNamespace {
		o.Namespace = e.Temporal.Namespace
	}
	if o.Namespace == "" || o.Namespace == client.DefaultNamespace {
		o.Namespace = DefaultNamespace
	}
	if o.HostPort == "" {
		o.HostPort = client.DefaultHostPort
	}
	o.Logger = sdklog.NewStructuredLogger(logger)
	return o, nil
}

// connect waits for the server as long as it takes: a worker that is started
// before its server is not a mistake. Every change of reason is said once.
func connect(ctx context.Context, o client.Options, say func(string)) (client.Client, error) {
	wait, said := firstRetry, ""
	for {
		c, err := client.DialContext(ctx, o)
		if err == nil {
			return c, nil
		}
		var unavailable *serviceerror.Unavailable
		if !errors.As(err, &unavailable) && !errors.Is(err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("connect to temporal server %s: %w", o.HostPort, err)
		}
		if reason := err.Error(); reason != said {
			said = reason
			say(fmt.Sprintf("No Temporal server answers at %s; trying again until one does. Set TEMPORAL_ADDRESS or the engine block if it is elsewhere.", o.HostPort))
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
		wait = min(2*wait, lastRetry)
	}
}

// prepareNamespace makes sure that the namespace exists and knows the search
// attributes. Without the right to do so it says what an operator must run.
func prepareNamespace(ctx context.Context, at place) error {
	d, err := at.describe(ctx)
	if err == nil && d == nil {
		err = at.register(ctx)
	}
	if err != nil {
		return fmt.Errorf("prepare namespace %s: %w; an operator can run: %s", at.namespace, err, at.operator("create", "--retention "+inDays(retention)))
	}
	return prepareSearchAttributes(ctx, at.client, at.namespace)
}

// prepareSearchAttributes adds the search attributes that are missing and waits
// until they can be used: the server's caches hear of a new namespace and of new
// attributes only seconds later, and refuse until then whatever names them.
func prepareSearchAttributes(ctx context.Context, c client.Client, namespace string) error {
	ctx, cancel := context.WithTimeout(ctx, cacheTimeout)
	defer cancel()
	err := whenCached(ctx, func() error { return addSearchAttributes(ctx, c, namespace) })
	if err != nil {
		return fmt.Errorf("add search attributes to namespace %s: %w", namespace, err)
	}
	var all []string
	for _, key := range workflows.SearchAttributes() {
		all = append(all, key.GetName()+" IS NULL")
	}
	err = whenCached(ctx, func() error {
		_, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: strings.Join(all, " AND ")})
		return err
	})
	if err != nil {
		return fmt.Errorf("use search attributes of namespace %s: %w", namespace, err)
	}
	return nil
}

func addSearchAttributes(ctx context.Context, c client.Client, namespace string) error {
	known, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: namespace})
	if err != nil {
		return err
	}
	missing := map[string]enumspb.IndexedValueType{}
	for _, key := range workflows.SearchAttributes() {
		if _, ok := known.GetCustomAttributes()[key.GetName()]; !ok {
			missing[key.GetName()] = key.GetValueType()
		}
	}
	if len(missing) == 0 {
		return nil
	}
	_, err = c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
		Namespace: namespace, SearchAttributes: missing,
	})
	return err
}

// whenCached repeats a call while the server says that it does not know what
// was made a moment ago.
func whenCached(ctx context.Context, call func() error) error {
	for {
		err := call()
		var noNamespace *serviceerror.NamespaceNotFound
		var noAttribute *serviceerror.InvalidArgument
		if !errors.As(err, &noNamespace) && !errors.As(err, &noAttribute) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(firstRetry):
		}
	}
}
