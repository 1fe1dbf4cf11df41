package workflows_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// stamp is the time at the beginning of a timeline's line.
const stamp = "2006-01-02 15:04"

// world stands for everything outside the workflows: mail, store, and the way
// to other workflows. It keeps records as the store does, each ID once.
type world struct {
	now    func() time.Time
	signal func(to, name string, value any) error
	spec   partnership.Spec

	mu       sync.Mutex
	lines    []string
	entries  []procedure.Entry
	readings []measure.Reading
	letters  []procedure.Letter
	known    map[string]bool        // IDs of entries and readings
	outbox   map[string]*row        // by Message-ID
	fail     error                  // what the mail server says
	down     error                  // what the store says
	sent     func(procedure.Letter) // hears of every letter that was sent
}

func newWorld(spec partnership.Spec, now func() time.Time, signal func(to, name string, value any) error) *world {
	return &world{spec: spec, now: now, signal: signal, known: map[string]bool{}, outbox: map[string]*row{}}
}

// activities are the real ones over the ports of this world.
func (w *world) activities() worker.Activities {
	return worker.Activities{
		Sender:    &activities.Sender{Specs: w, Readings: w, Composer: w, Outbox: outbox{w}, Mailer: w},
		Committer: &activities.Committer{Ledger: w, Procedures: w},
	}
}

func (w *world) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.write(format, args...)
}

func (w *world) write(format string, args ...any) {
	w.lines = append(w.lines, w.now().UTC().Format(stamp)+" "+fmt.Sprintf(format, args...))
}

// timeline is what happened. Activities of one moment run at the same time and
// end in any order, so the lines of one minute are sorted.
func (w *world) timeline() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	lines := slices.Clone(w.lines)
	slices.Sort(lines)
	return lines
}

func (w *world) breakMail(fail error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fail = fail
}

func (w *world) breakStore(down error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = down
}

// Spec knows one spec.
func (w *world) Spec(context.Context, string) (partnership.Spec, error) { return w.spec, nil }

// Readings are those of the ledger.
func (w *world) Readings(context.Context, string) ([]measure.Reading, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.readings), nil
}

// Compose words nothing: the letter itself is what tests look at.
func (w *world) Compose(_ partnership.Spec, l procedure.Letter, _ procedure.Standing) (activities.Message, error) {
	return activities.Message{
		ID: l.Workflow + "/" + l.Key, To: l.Person, Subject: string(l.Template),
		Text: fmt.Sprintf("%s %s to %s", l.Key, l.Template, l.Person),
	}, nil
}

// Send is the mail server.
func (w *world) Send(_ context.Context, m activities.Message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fail != nil {
		return w.fail
	}
	w.write("%s", m.Text)
	return nil
}

// Commit appends records whose IDs are new.
func (w *world) Commit(_ context.Context, _ string, entries []procedure.Entry, readings []measure.Reading) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down != nil {
		return w.down
	}
	for _, e := range entries {
		if !w.isNew("entry " + e.ID) {
			continue
		}
		w.entries = append(w.entries, e)
		if e.Kind != procedure.EntryReply {
			w.write("%s: %s", e.Kind, e.Text)
		}
	}
	for _, r := range readings {
		if w.isNew("reading " + r.ID) {
			w.readings = append(w.readings, r)
		}
	}
	return nil
}

func (w *world) isNew(id string) bool {
	was := w.known[id]
	w.known[id] = true
	return !was
}

// Reply delivers a mail that was understood.
func (w *world) Reply(_ context.Context, workflow string, r procedure.Reply) error {
	return w.signal(workflow, workflows.SignalReply, r)
}

// Report delivers what one procedure tells another.
func (w *world) Report(_ context.Context, workflow string, r procedure.Report) error {
	return w.signal(workflow, workflows.SignalReport, r)
}

// row is a letter in the outbox.
type row struct {
	letter procedure.Letter
	sent   bool
}

// outbox is the world's memory of what was sent.
type outbox struct{ *world }

func (o outbox) Enqueue(_ context.Context, l procedure.Letter, m activities.Message, _ activities.Ask) (activities.Message, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, known := o.outbox[m.ID]; !known {
		o.outbox[m.ID] = &row{letter: l}
		o.letters = append(o.letters, l)
	}
	return m, o.outbox[m.ID].sent, nil
}

func (o outbox) Sending(context.Context, string) error { return nil }

func (o outbox) Sent(_ context.Context, id string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.outbox[id].sent = true
	if o.sent != nil {
		o.sent(o.outbox[id].letter)
	}
	return nil
}

func (o outbox) Failed(context.Context, string, *activities.DeliveryError) error { return nil }
