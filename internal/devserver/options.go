package devserver

import (
	"fmt"
	"log/slog"
	"net/netip"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
)

const (
	defaultHost      = "127.0.0.1"
	defaultNamespace = "rapport"

	// defaultRetention keeps closed runs for a year. Every continue-as-new closes a run,
	// so Temporal's own default of a day would delete last week's history of a partnership.
	defaultRetention = 365 * 24 * time.Hour
)

// NoUI as Options.UIPort leaves the Web UI out.
const NoUI = -1

// Options say what to run and where. The zero value is a server in memory on free ports.
type Options struct {
	// Dir is the folder of the database files, made if missing. Empty keeps everything in memory.
	// The caller makes sure that only one process at a time uses a folder.
	Dir string

	// Existing says that Dir must hold the files of an earlier run: where they are missing or
	// empty, Start returns a *MissingError and makes nothing.
	Existing bool

	// Host is the loopback address to listen on. The default is 127.0.0.1.
	Host string

	// Port is the frontend's gRPC port. Zero takes a free one.
	Port int

	// UIPort is the Web UI's port. Zero takes a free one, NoUI serves none.
	UIPort int

	// Namespace is created if the database does not have it. The default is "rapport".
	Namespace string

	// Retention is how long closed runs are kept. It is applied when the namespace is created,
	// so that an operator's later change stays. The default is a year.
	Retention time.Duration

	// Columns and Views are those with which the Web UI shows the namespace's workflows to a
	// browser that has chosen none.
	Columns []string
	Views   []View

	// SearchAttributes are registered in the namespace before the server starts.
	SearchAttributes []SearchAttribute

	// WorkflowPause lets clients pause workflows. A paused one stops without a word to anybody
	// and cannot be asked why, so this is for tests.
	WorkflowPause bool

	// TimeSkipping lets clients start workflows whose own clock jumps over idle time.
	// It is for tests and rehearsals.
	TimeSkipping bool

	// Clock is the time that all workflows live by. Without one it is the machine's.
	// It is for tests and rehearsals.
	Clock *Clock

	// Faults make the database fail now and then. Without them it fails when it must.
	// They are for tests.
	Faults *Faults

	// Logger takes the server's warnings and errors. The default discards them.
	Logger *slog.Logger
}

// A SearchAttribute is one custom column of the namespace's workflow list.
type SearchAttribute struct {
	Name string
	Type enumspb.IndexedValueType
}

func (o Options) withDefaults() Options {
	if o.Host == "" {
		o.Host = defaultHost
	}
	if o.Namespace == "" {
		o.Namespace = defaultNamespace
	}
	if o.Retention == 0 {
		o.Retention = defaultRetention
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// validate refuses every host but loopback: neither the server nor the Web UI asks who is there.
func (o Options) validate() error {
	ip, err := netip.ParseAddr(o.Host)
	if err != nil {
		return fmt.Errorf("host %q: an IP address is needed", o.Host)
	}
	if !ip.IsLoopback() {
		return fmt.Errorf("host %s: the embedded server has no access control and listens on loopback only", o.Host)
	}
	if o.Retention < 0 {
		return fmt.Errorf("retention %s: must not be negative", o.Retention)
	}
	return nil
}
