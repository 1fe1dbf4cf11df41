//go:build !slim

package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/devserver"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// stamp is the time at the beginning of a timeline's line.
const stamp = "2006-01-02 15:04"

// stage plays partnerships on a real Temporal server with the real worker,
// activities, store, composer and intake, on a clock that jumps to whatever comes
// next. Only the mail server is played. A test declares what people and admins do
// at which time, lets the play run, and compares the timeline.
type stage struct {
	t        *testing.T
	timeline *temporalkit.Timeline
	client   client.Client
	store    *store.Store
	work     worker.Activities
	spec     partnership.Spec
	at       time.Time // of the action that is being declared
	acted    int

	mu      sync.Mutex
	lines   []string
	fail    error                       // what the mail server says
	letters map[string]procedure.Letter // by Message-ID
	log     privacy.Log
	words   map[string]compose.Message
	// mailbox is where mail of people comes in; nil: it goes to the intake at once.
	mailbox *ownMailbox
	// sent hears of every mail that the mail server took.
	sent func(m activities.Message, l procedure.Letter)
}

// stageOptions are what some plays need besides.
type stageOptions struct {
	repertoire
	interceptors []interceptor.WorkerInterceptor
	// authentication says who vouches for people; without it everybody is believed.
	authentication config.Authentication
	// dir keeps the files of server and store, so that another process can go on with
	// them; empty for a stage that nobody comes back to.
	dir string
	// ui serves the Web UI.
	ui bool
}

// play sets the stage for a partnership at a time in UTC and starts it there.
func play(t *testing.T, spec partnership.Spec, start string) *stage {
	t.Helper()
	return setStage(t, spec, instant(t, start), stageOptions{}).begin()
}

// setStage opens a world in which nothing has begun.
func setStage(t *testing.T, spec partnership.Spec, start time.Time, o stageOptions) *stage {
	t.Helper()
	if o.kinds == nil {
		o.repertoire = standardRepertoire()
	}
	s := &stage{t: t, spec: spec, at: start, letters: map[string]procedure.Letter{}, words: map[string]compose.Message{}}
	files := o.dir
	if files == "" {
		files = t.TempDir()
	}
	s.timeline = temporalkit.NewTimeline(t, start, func(server *devserver.Options) {
		server.SearchAttributes = searchAttributes()
		if o.ui {
			server.UIPort = 0
		}
		if o.dir != "" {
			server.Dir = filepath.Join(o.dir, "temporal")
		}
	})
	s.client = s.timeline.Dial(t)
	var err error
	s.store, err = store.Open(t.Context(), "sqlite:"+filepath.Join(files, storeFile), store.Options{Now: s.timeline.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.store.Close() })
	if err := s.store.PutSpec(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	s.work = s.activities(o)
	s.timeline.Beside, s.timeline.Patient = s.post, s.patient
	w := worker.New(s.client, o.kinds, s.work, worker.Options{Interceptors: append(o.interceptors, s.timeline.Interceptor())})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
	return s
}

func (s *stage) activities(o stageOptions) worker.Activities {
	keys, err := token.New(RehearsalKey())
	if err != nil {
		s.t.Fatal(err)
	}
	words, err := rehearsalComposer(specs{s.store}.finder(context.WithoutCancel(s.t.Context())), o.phrases...)
	if err != nil {
		s.t.Fatal(err)
	}
	work := (&engine{}).activities(engineSettings{
		client: s.client, store: s.store, from: botAddress, logger: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug})), kinds: o.kinds, now: s.timeline.Clock.Now,
		authentication: o.authentication, local: o.authentication.Server == "",
	}, keys, words, rehearsalInstance)
	work.Postman.Composer, work.Postman.Mailer = stageComposer{words, s}, s
	work.Postman.Carriers = 1 // letters of one moment go out in one order
	return work
}

// stageComposer remembers which letter a mail was made of.
type stageComposer struct {
	words *compose.Composer
	stage *stage
}

func (c stageComposer) Compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (activities.Message, error) {
	m, err := composer{c.words}.Compose(spec, l, also, st, at)
	if err != nil {
		return m, err
	}
	composed, err := c.words.Compose(spec, l, also, st, at)
	c.stage.mu.Lock()
	defer c.stage.mu.Unlock()
	c.stage.letters[m.ID], c.stage.words[m.ID] = l, composed
	return m, err
}

// Send is the mail server.
func (s *stage) Send(_ context.Context, m activities.Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	l := s.letters[m.ID]
	s.lines = append(s.lines, s.line("%s %s to %s", atTime.ReplaceAllString(l.Key, ""), l.Template, l.Person))
	if s.sent != nil {
		s.sent(m, l)
	}
	return nil
}

// atTime is the end of a key that tells notices of one kind apart.
var atTime = regexp.MustCompile(`/\d{9,}$`)

// post lets the postman make his round.
func (s *stage) post(ctx context.Context) (worked bool, next time.Time, err error) {
	now := s.timeline.Clock.Now()
	due, next, err := s.store.DueLetters(ctx, now, 1)
	if err != nil {
		return false, next, err
	}
	awaited, err := s.work.Postman.Post.Awaited(ctx, now.Add(-postmansPatience))
	if err != nil {
		return false, next, err
	}
	news, err := s.work.Postman.Post.News(ctx)
	if err != nil {
		return false, next, err
	}
	if len(due) == 0 && len(awaited) == 0 && len(news) == 0 {
		// Whoever waits for letters hears after some minutes what is known so far.
		waiting, _, err := s.store.Deliveries(ctx, now.Add(time.Hour))
		if soon := now.Add(time.Minute); len(waiting) > 0 && (next.IsZero() || soon.Before(next)) {
			next = soon
		}
		return false, next, err
	}
	_, err = s.work.Postman.Round(ctx)
	return true, next, err
}

// postmansPatience is how long the postman lets an activity wait.
const postmansPatience = 5 * time.Minute

// patient reports whether a delivery waits for letters.
func (s *stage) patient(ctx context.Context, id, activity string) (bool, error) {
	if activity != workflows.ActivityDeliver {
		return false, nil
	}
	waiting, _, err := s.store.Deliveries(ctx, s.timeline.Clock.Now().Add(time.Hour))
	return slices.ContainsFunc(waiting, func(d store.Delivery) bool { return d.Workflow == id }), err
}

func (s *stage) line(format string, args ...any) string {
	return s.timeline.Clock.Now().UTC().Format(stamp) + " " + fmt.Sprintf(format, args...)
}

func (s *stage) note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, s.line(format, args...))
}

// begin starts the partnership.
func (s *stage) begin() *stage {
	s.t.Helper()
	first, err := firstRun(s.spec)
	if err == nil {
		options := startOptions(s.spec, enumspb.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
		_, err = s.client.ExecuteWorkflow(s.t.Context(), options, workflows.TypePartnership, first)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return s
}

// when sets the time of the actions that follow.
func (s *stage) when(at string) *stage {
	s.t.Helper()
	s.at = instant(s.t, at)
	return s
}

// do declares an action. Actions get their number when they are declared.
func (s *stage) do(action func(ctx context.Context, number int) error) *stage {
	s.acted++
	number := s.acted
	s.timeline.At(s.at, func(ctx context.Context) error { return action(ctx, number) })
	return s
}

// reply lets a person answer a workflow's mail.
func (s *stage) reply(id, person string, answers ...partnership.Answer) *stage {
	return s.deliver(id, procedure.Reply{Person: person, Class: procedure.ReplyAnswer, Answers: answers})
}

// deliver brings a mail to a workflow, or to the partnership when that has
// ended, as the intake does.
func (s *stage) deliver(id string, r procedure.Reply) *stage {
	return s.do(func(ctx context.Context, number int) error {
		if r.ID == "" {
			r.ID = fmt.Sprintf("mail-%d", number)
		}
		if r.Ask == "" {
			r.Ask = procedure.AskID(id, "", r.Person)
		}
		to := procedures{s.client}
		err := to.Reply(ctx, id, r)
		if errors.Is(err, activities.ErrClosed) {
			r.Of = id
			return to.Reply(ctx, s.spec.Slug, r)
		}
		return err
	})
}

// command sends an admin's update and writes down what comes of it.
func (s *stage) command(id string, c procedure.Command) *stage {
	name := c.Name
	return s.do(func(ctx context.Context, number int) error {
		if c.Spec != nil {
			if err := s.store.PutSpec(ctx, *c.Spec); err != nil {
				return err
			}
		}
		handle, err := s.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
			WorkflowID: id, UpdateName: string(name), UpdateID: fmt.Sprintf("update-%d", number), Args: []any{c},
			WaitForStage: client.WorkflowUpdateStageCompleted,
		})
		var answer string
		if err == nil {
			err = handle.Get(ctx, &answer)
		}
		if err != nil {
			s.note("%s refused: %v", name, err)
			return nil
		}
		s.note("%s: %s", name, answer)
		return nil
	})
}

// mailServer lets the mail server fail, or work again with no error.
func (s *stage) mailServer(fail error) *stage {
	return s.do(func(context.Context, int) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.fail = fail
		return nil
	})
}

// until plays everything declared so far. What is due at the very end belongs to
// the play.
func (s *stage) until(end string) *stage {
	s.t.Helper()
	if err := s.timeline.Run(s.t.Context(), instant(s.t, end).Add(time.Second)); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// happened is the timeline: mails, commands, and what is on record. What happens
// in one minute is sorted.
func (s *stage) happened() []string {
	s.t.Helper()
	rows, err := s.store.Journal(s.t.Context(), s.spec.Slug, 0, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	lines := slices.Clone(s.lines)
	s.mu.Unlock()
	for _, row := range rows {
		if e := row.Entry; e.Kind != procedure.EntryReply {
			lines = append(lines, e.At.UTC().Format(stamp)+" "+e.Kind+": "+e.Text)
		}
	}
	slices.Sort(lines)
	return lines
}

// expect compares everything that happened.
func (s *stage) expect(want ...string) *stage {
	s.t.Helper()
	return s.expectFrom("2000-01-01 00:00", want...)
}

// expectFrom compares what happened from a time on.
func (s *stage) expectFrom(since string, want ...string) *stage {
	s.t.Helper()
	lines := slices.DeleteFunc(s.happened(), func(line string) bool { return line < since })
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); got != want {
		s.t.Errorf("the timeline from %s differs\n--- got\n%s\n--- want\n%s", since, got, want)
	}
	return s
}

// state asks a workflow for its state.
func state[P any](s *stage, id string) P {
	s.t.Helper()
	var p P
	value, err := s.client.QueryWorkflow(s.t.Context(), id, "", workflows.QueryState)
	if err == nil {
		err = value.Get(&p)
	}
	if err != nil {
		s.t.Fatalf("state of %s: %v", id, err)
	}
	return p
}

// history reads a workflow's latest run.
func (s *stage) history(id string) []*historypb.HistoryEvent {
	s.t.Helper()
	var events []*historypb.HistoryEvent
	all := s.client.GetWorkflowHistory(s.t.Context(), id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for all.HasNext() {
		event, err := all.Next()
		if err != nil {
			s.t.Fatalf("history of %s: %v", id, err)
		}
		events = append(events, event)
	}
	return events
}

// between reads of a workflow's latest run what lies between two instants, such as the
// share of the partnership's own history that a procedure takes.
func (s *stage) between(id, after, before string) []*historypb.HistoryEvent {
	s.t.Helper()
	from, until := instant(s.t, after), instant(s.t, before)
	return slices.DeleteFunc(s.history(id), func(e *historypb.HistoryEvent) bool {
		at := e.GetEventTime().AsTime()
		return !at.After(from) || !at.Before(until)
	})
}

// ended reports how a workflow ended, nothing if it runs.
func (s *stage) ended(id string) procedure.Outcome {
	s.t.Helper()
	row, err := s.store.Procedure(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return procedure.Outcome(row.Outcome)
}

func instant(t *testing.T, at string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation(stamp, at, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return when
}
