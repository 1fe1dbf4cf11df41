//go:build !slim

package app

import (
	"cmp"
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/worker"
)

// serve carries the spec out on a server of its own, whose clock jumps to whatever comes next.
func (p *proof) serve(t *testing.T) played {
	t.Helper()
	begins := p.midnight(p.spec.Start)
	timeline := temporalkit.NewTimeline(t, begins.Add(-time.Hour), func(o *devserver.Options) { o.SearchAttributes = searchAttributes() })
	c := timeline.Dial(t)
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{Now: timeline.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	world := p.openWorld(t, timeline, c, kept)

	timeline.At(begins, func(ctx context.Context) error {
		planner := Planner{client: c, store: kept, namespace: DefaultNamespace, worked: true}
		_, err := planner.bring(ctx, []partnership.Spec{p.spec})
		return err
	})
	for _, order := range orders(p.script.Commands, p.zone) {
		timeline.At(order.At, func(ctx context.Context) error { return give(ctx, c, p.spec.Slug, order.Command) })
	}
	if err := world.expectUnasked(); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := timeline.Run(t.Context(), p.midnight(p.until.AddDays(1))); err != nil {
		t.Fatal(err)
	}
	t.Logf("on the server it took %s", time.Since(begun).Round(time.Millisecond))
	return played{
		mails: world.mails, record: journal(t, kept, p.spec.Slug, false), refused: journal(t, kept, unassigned, true),
	}.sorted()
}

// give sends an admin's command as the Web UI does.
func give(ctx context.Context, c client.Client, slug string, command procedure.Command) error {
	handle, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: slug, UpdateName: string(command.Name), Args: []any{command}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return err
	}
	return handle.Get(ctx, nil)
}

// journal is what was put on record: mails that came in, or everything else.
func journal(t *testing.T, kept *store.Store, slug string, mails bool) []recorded {
	t.Helper()
	rows, err := kept.Journal(t.Context(), slug, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []recorded
	for _, row := range rows {
		if e := row.Entry; (e.Kind == procedure.EntryReply) == mails {
			all = append(all, recorded{minute(e.At), cmp.Or(e.Workflow, unassigned), e.Kind, e.Text, string(e.Outcome)})
		}
	}
	return all
}

// proofWorld is the only thing that is not real: mail that arrives at once, and people who
// answer it as their personas say.
type proofWorld struct {
	activities.Composer
	timeline *temporalkit.Timeline
	spec     partnership.Spec
	intake   *activities.Intake

	mu      sync.Mutex
	cast    *rehearsal.Cast
	letters map[string]procedure.Letter // by Message-ID
	words   map[string]compose.Message  // by Message-ID
	mails   []mailed
	arrived uint32 // mails from people
}

// openWorld starts the worker in the world. All else is as the engine assembles it.
func (p *proof) openWorld(t *testing.T, timeline *temporalkit.Timeline, c client.Client, kept *store.Store) *proofWorld {
	t.Helper()
	keys, err := token.New(RehearsalKey())
	if err != nil {
		t.Fatal(err)
	}
	words, err := rehearsalComposer()
	if err != nil {
		t.Fatal(err)
	}
	settings := engineSettings{client: c, store: kept, from: botAddress, logger: slog.New(slog.DiscardHandler)}
	work := (&engine{}).activities(settings, keys, words, rehearsalInstance)
	world := &proofWorld{
		Composer: work.Sender.Composer, timeline: timeline, spec: p.spec, intake: work.Watcher.Intake,
		cast: Cast(p.script.Personas), letters: map[string]procedure.Letter{}, words: map[string]compose.Message{},
	}
	work.Sender.Composer, work.Sender.Mailer = world, world
	w := worker.New(c, work, worker.Options{Interceptors: []interceptor.WorkerInterceptor{timeline.Interceptor()}})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
	return world
}

// Compose remembers which letter a mail was made of: personas react to letters.
func (w *proofWorld) Compose(spec partnership.Spec, l procedure.Letter, standing procedure.Standing) (activities.Message, error) {
	m, err := w.Composer.Compose(spec, l, standing)
	if err != nil {
		return m, err
	}
	composed, err := decode(m.Wire)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.letters[m.ID], w.words[m.ID] = l, composed
	return m, err
}

// Send delivers a mail.
func (w *proofWorld) Send(_ context.Context, m activities.Message) error {
	out, err := outgoing(m)
	if err != nil {
		return err
	}
	raw, err := out.Bytes()
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	l := w.letters[m.ID]
	w.mails = append(w.mails, mailed{minute(w.timeline.Clock.Now()), m.To, string(l.Template), l.Workflow, m.Subject, m.Text})
	reactions, err := w.cast.React(w.spec, l)
	if err != nil {
		return err
	}
	person, _ := w.spec.Person(l.Person)
	asked := w.words[m.ID]
	for i, r := range reactions {
		w.timeline.At(r.At, func(ctx context.Context) error {
			if r.Away != "" {
				return w.take(ctx, r.At, absence(raw, i, r))
			}
			answer, err := answerFromPhone(asked, person, r.At, r.Text)
			if err != nil {
				return err
			}
			return w.take(ctx, r.At, answer)
		})
	}
	return nil
}

// expectUnasked has people write what they write unasked.
func (w *proofWorld) expectUnasked() error {
	list, err := w.cast.Unasked(w.spec)
	if err != nil {
		return err
	}
	for i, u := range list {
		raw, err := mailFromPhone(u.Person, i, u.At, u.Text)
		if err != nil {
			return err
		}
		w.timeline.At(u.At, func(ctx context.Context) error { return w.take(ctx, u.At, raw) })
	}
	return nil
}

// absence is what a mailbox sends while its owner is away.
func absence(raw []byte, n int, r rehearsal.Reaction) []byte {
	reply := testkit.Answer(raw, n, r.Text)
	reply.Headers = []string{"Date: " + r.At.Format(time.RFC1123Z), "Auto-Submitted: auto-replied"}
	return reply.Bytes()
}

// take lets a mail arrive. That nobody takes it shows in what follows.
func (w *proofWorld) take(ctx context.Context, at time.Time, raw []byte) error {
	w.mu.Lock()
	w.arrived++
	in := activities.Received{Account: mailboxName, Mailbox: "INBOX", UIDValidity: 1, UID: w.arrived, At: at, Raw: raw}
	w.mu.Unlock()
	_, err := w.intake.Take(ctx, in)
	return err
}
