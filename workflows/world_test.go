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
	rows     map[string]bool // the outbox: Message-ID, and whether it was sent
	fail     error           // what the mail server says
	down     error           // what the store says
	sent     func(procedure.Letter)
}

func newWorld(spec partnership.Spec, now func() time.Time, signal func(to, name string, value any) error) *world {
	return &world{spec: spec, now: now, signal: signal, rows: map[string]bool{}}
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
		if slices.ContainsFunc(w.entries, func(known procedure.Entry) bool { return known.ID == e.ID }) {
			continue
		}
		w.entries = append(w.entries, e)
		if e.Kind != procedure.EntryReply {
			w.write("%s: %s", e.Kind, e.Text)
		}
	}
	for _, r := range readings {
		if !slices.ContainsFunc(w.readings, func(known measure.Reading) bool { return known.ID == r.ID }) {
			w.readings = append(w.readings, r)
		}
	}
	return nil
}

// Reply delivers a mail that was understood.
func (w *world) Reply(_ context.Context, workflow string, r procedure.Reply) error {
	return w.signal(workflow, workflows.SignalReply, r)
}

// Report delivers what one procedure tells another.
func (w *world) Report(_ context.Context, workflow string, r procedure.Report) error {
	return w.signal(workflow, workflows.SignalReport, r)
}

// outbox is the world's memory of what was sent.
type outbox struct{ *world }

func (o outbox) Enqueue(_ context.Context, l procedure.Letter, m activities.Message, _ activities.Ask) (activities.Message, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	sent, known := o.rows[m.ID]
	if !known {
		o.rows[m.ID] = false
		o.letters = append(o.letters, l)
	}
	return m, sent, nil
}

func (o outbox) Sending(context.Context, string) error { return nil }

func (o outbox) Sent(_ context.Context, id string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.rows[id] = true
	if i := slices.IndexFunc(o.letters, func(l procedure.Letter) bool { return l.Workflow+"/"+l.Key == id }); i >= 0 && o.sent != nil {
		o.sent(o.letters[i])
	}
	return nil
}

func (o outbox) Failed(context.Context, string, *activities.DeliveryError) error { return nil }
