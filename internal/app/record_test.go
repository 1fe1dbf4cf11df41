//go:build !slim

package app

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonpb "go.temporal.io/api/common/v1"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// recording is the version whose histories -record writes. After a release it is
// raised, and the folder of the release stays as it is.
const recording = "v0.1.0"

const histories = "../../workflows/testdata/replay"

var recordAnew = flag.Bool("record", false, "record the histories of "+histories+"/"+recording+" anew")

// TestRecordHistories plays a partnership on a real server, through everything
// that this version can do, and keeps its histories for the replay test.
func TestRecordHistories(t *testing.T) {
	if !*recordAnew {
		t.Skip("records only with -record")
	}
	folder := filepath.Join(histories, recording)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	recordPartnership(t, folder)
	recordMilestone(t, folder)
	recordConflict(t, folder)
	recordSurvey(t, folder)
	recordReview(t, folder)
	recordHealth(t, folder)
	recordMoney(t, folder)
	recordProgress(t, folder)
	recordAgreement(t, folder)
	recordAmendment(t, folder)
	recordExit(t, folder)
	recordLeaving(t, folder)
	recordIdeas(t, folder)
	recordVote(t, folder)
	recordMeeting(t, folder)
	recordWatchers(t, folder)
}

func recordPartnership(t *testing.T, folder string) {
	spec := duo()
	anna := member("anna", "north")
	anna.Roles = nil
	spec.Parties[0].People = append([]partnership.Person{anna}, spec.Parties[0].People...)
	spec.Parties[0].People[1].Deputy = "anna"
	spec.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
	spec.CheckIns[0].About = []partnership.Topic{partnership.TopicKPIs, partnership.TopicBlockers}
	round := func(date string) string { return "duo/check-in/fortnightly/" + date }

	// 2091-01-02 is a Tuesday.
	s := play(t, spec, "2091-01-01 09:00").
		when("2091-01-02 11:00").reply(round("2091-01-02"), "lars", number("mql", "13"), blocked("the budget")).
		when("2091-01-02 12:00").reply(round("2091-01-02"), "lars", number("mql", "130"))
	// An open ask follows the address that a changed spec gives.
	moved := spec
	moved.Parties = slices.Clone(spec.Parties)
	moved.Parties[0].People = slices.Clone(spec.Parties[0].People)
	moved.Parties[0].People[1].Email = "moved@duo.example"
	changed := moved
	changed.Purpose = "To be two, and more."
	s.when("2091-01-09 11:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &moved}).
		when("2091-01-14 12:00").reply(round("2091-01-09"), "lars", number("mql", "140")).
		when("2091-01-16 09:00").mailServer(&activities.DeliveryError{Class: activities.DeliveryPermanent, Err: errors.New("550 no such user")}).
		when("2091-01-16 11:00").mailServer(nil).
		when("2091-01-23 12:00").command(round("2091-01-23"), procedure.Command{
		Name: procedure.AnswerFor, Person: "lars", Reason: "told", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "150"}},
	}).
		when("2091-01-24 09:00").command("duo", procedure.Command{Name: procedure.RecordKPI, KPI: "mql", Value: "151"}).
		when("2091-01-25 09:00").command("duo", procedure.Command{Name: procedure.ApplySpec, Spec: &changed}).
		when("2091-01-30 10:30").deliver(round("2091-01-30"), procedure.Reply{Person: "lars", Class: procedure.ReplyAuto, Until: "2091-02-20"}).
		when("2091-02-06 09:00").mailServer(down).
		when("2091-02-07 09:00").mailServer(nil).
		when("2091-02-08 12:00").command("duo", procedure.Command{Name: procedure.Pause, Reason: "merger"}).
		when("2091-02-09 12:00").reply(round("2091-01-16"), "lars", number("mql", "160")). // closed by then
		when("2091-02-10 12:00").command("duo", procedure.Command{Name: procedure.Resume}).
		when("2091-02-10 12:05").deliver("duo", procedure.Reply{
		Person: "tom", Class: procedure.ReplyAnswer, Ask: lifecycle.UnaskedAsk("duo", "tom"), Unasked: true, Commands: []partnership.Command{{Name: partnership.CommandStatus}},
	}).
		when("2091-02-10 12:10").deliver("duo", procedure.Reply{
		Person: "tom", Class: procedure.ReplyHeld, Ask: "-", Mail: "m1", At: instant(t, "2091-02-10 12:10"),
	}).
		when("2091-02-10 12:20").deliver("duo", procedure.Reply{
		Person: "tom", Class: procedure.ReplyAnswer, Ask: lifecycle.DoubtAsk("duo", "m1", "tom"),
		Answers: []partnership.Answer{{Question: "m1", Value: partnership.BoolValue(true)}},
	}).
		until("2091-02-10 12:30")
	s.continued(folder)
	s.when("2091-02-10 13:00").command("duo", procedure.Command{Name: procedure.EndNow, Reason: "sold"}).
		until("2091-02-11 00:00")

	for name, id := range map[string]string{
		"partnership-ended":     "duo",
		"check-in-answered":     round("2091-01-02"),
		"check-in-late":         round("2091-01-09"),
		"check-in-refused":      round("2091-01-16"),
		"check-in-answered-for": round("2091-01-23"),
		"check-in-deputy":       round("2091-01-30"),
		"check-in-withdrawn":    round("2091-02-06"),
	} {
		keep(t, filepath.Join(folder, name+".json"), s.history(id))
	}
}

// recordMilestone keeps a milestone that is asked for another day and moves, the
// turn after it, which climbs its whole ladder and is met late, and one that is
// accepted at the second attempt.
func recordMilestone(t *testing.T, folder string) {
	again := func(kind string, n int, person string, a partnership.Answer) procedure.Reply {
		return procedure.Reply{Person: person, Ask: asked(kind, 1, n, person), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{a}}
	}
	s := play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-24 12:00").answers("due", 1, "lars", partnership.Answer{Question: "day", Value: partnership.DateValue(date("2091-03-14"))}).
		when("2091-01-24 15:00").answers("extension", 2, "tom", said("agree", true)).
		until("2091-01-25 00:00")
	keep(t, filepath.Join(folder, "milestone-moved.json"), s.history(theRules))
	s.when("2091-04-20 12:00").deliver(theRules, again("due", 1, "lars", said("done", true))).
		when("2091-05-10 15:00").deliver(theRules, again("acceptance", 2, "tom", said("accept", true))).
		until("2091-05-12 00:00")
	keep(t, filepath.Join(folder, "milestone-late.json"), s.history(theRules))
	keep(t, filepath.Join(folder, "partnership-milestone.json"), s.history("duo"))

	s = play(t, agreedDay(), "2091-01-02 09:00").
		when("2091-01-24 12:00").answers("due", 1, "lars", said("done", true)).
		when("2091-01-24 15:00").answers("acceptance", 2, "tom", said("accept", false)).
		when("2091-01-24 16:00").deliver(theRules, procedure.Reply{
		Person: "tom", Ask: "letter", Class: procedure.ReplyAnswer, Commands: []partnership.Command{{Name: partnership.CommandExtend, Argument: "5d"}},
	}).
		when("2091-01-25 12:00").answers("due", 3, "lars", said("done", true)).
		when("2091-01-25 15:00").answers("acceptance", 4, "tom", said("accept", true)).
		until("2091-01-27 00:00")
	keep(t, filepath.Join(folder, "milestone-accepted.json"), s.history(theRules))
}

// recordConflict keeps a conflict that an admin raises and moves to a mediator, up to the
// text that both sides say yes to.
func recordConflict(t *testing.T, folder string) {
	s := mediated(t)
	keep(t, filepath.Join(folder, "conflict-mediated.json"), s.history(theConflict))
	keep(t, filepath.Join(folder, "partnership-conflict.json"), s.history("duo"))
}

// recordSurvey keeps an anonymous survey from its asks to what the leads do about it.
func recordSurvey(t *testing.T, folder string) {
	p := withSurvey(3)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "survey-published.json"), s.history(firstSurvey))
	keep(t, filepath.Join(folder, "partnership-survey.json"), s.history("duo"))
}

// recordReview keeps a SWOT from what people see to the steps that follow.
func recordReview(t *testing.T, folder string) {
	p := withReview(2)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "review-swot.json"), s.history(firstSWOT))
}

// recordHealth keeps a review of health from what the chair is shown to the steps that follow.
func recordHealth(t *testing.T, folder string) {
	p := withHealth(1)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "review-health.json"), s.history(firstVital))
}

// recordMoney keeps a review of money in which amounts differ at first.
func recordMoney(t *testing.T, folder string) {
	p := withMoney(true, true)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "review-money.json"), s.history(firstMoney))
}

// recordProgress keeps a review of progress from what people see to how the goal goes on.
func recordProgress(t *testing.T, folder string) {
	p := withProgress(2)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "review-progress.json"), s.history(firstProgress))
}

// recordAmendment keeps the signing of a changed spec, and how it comes into force.
func recordAmendment(t *testing.T, folder string) {
	s, _ := amended(t)
	keep(t, filepath.Join(folder, "amendment-signed.json"), s.history(theAmendment))
	keep(t, filepath.Join(folder, "partnership-amended.json"), s.history("duo"))
}

// recordExit keeps an exit from a notice to the last day.
func recordExit(t *testing.T, folder string) {
	p := withExit(2)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "exit-notice.json"), s.history(theExit))
}

// recordLeaving keeps how two parties of four leave, each with an exit of its own, and what
// whoever leads now answers in the place of who led before.
func recordLeaving(t *testing.T, folder string) {
	p := withTwoLeaving(true)
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "exit-left.json"), s.history(theExit))
	keep(t, filepath.Join(folder, "exit-beside.json"), s.history(theSecondExit))
	keep(t, filepath.Join(folder, "partnership-left.json"), s.history("duo"))
	for name, c := range successions() {
		s, _ := c.plays(t)
		keep(t, filepath.Join(folder, name+"-handed-on.json"), s.history(c.workflow))
	}
}

// recordIdeas keeps a round in which goals are found, and how the partnership begins with
// them.
func recordIdeas(t *testing.T, folder string) {
	s := discovered(t)
	keep(t, filepath.Join(folder, "ideas-decided.json"), s.history(firstIdeas))
	keep(t, filepath.Join(folder, "partnership-discovery.json"), s.history("duo"))
}

// continued records a run that takes up the partnership where it stands, as
// the run after a continue-as-new does.
func (s *stage) continued(folder string) {
	s.t.Helper()
	row, err := s.store.Procedure(s.t.Context(), "duo")
	if err != nil {
		s.t.Fatal(err)
	}
	carried := workflows.Begin(row.State, procedure.Attributes{})
	carried.Started, carried.LastStep = true, s.timeline.Clock.Now()
	_, err = s.client.ExecuteWorkflow(s.t.Context(), client.StartWorkflowOptions{ID: "duo-continued", TaskQueue: workflows.TaskQueue},
		workflows.TypePartnership, carried)
	if err != nil {
		s.t.Fatal(err)
	}
	s.until(s.timeline.Clock.Now().Add(time.Minute).Format(stamp))
	keep(s.t, filepath.Join(folder, "partnership-continued.json"), s.history("duo-continued"))
	if err := s.client.TerminateWorkflow(s.t.Context(), "duo-continued", "", "recorded"); err != nil {
		s.t.Fatal(err)
	}
}

// spellbound is a mailbox whose first watch ends and whose second one lasts.
type spellbound struct{ watched chan struct{} }

func (s spellbound) Watch(ctx context.Context, _ func(context.Context, activities.Received) (activities.Taken, error), beat func(string)) error {
	beat("watching")
	select {
	case s.watched <- struct{}{}:
		return nil
	default:
		<-ctx.Done()
		return ctx.Err()
	}
}

// recordWatchers keeps the first runs of what runs for ever.
func recordWatchers(t *testing.T, folder string) {
	c := temporalkit.Dial(t, temporalkit.Start(t))
	empty := &stage{t: t}
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	quarantine := &activities.Quarantine{
		Shelf: inbox{kept}, Procedures: procedures{c}, Mailbox: workflows.MailboxID("main"), Now: time.Now, Logger: slog.New(slog.DiscardHandler),
	}
	w := worker.New(c, kinds.All(), worker.Activities{
		Committer: &activities.Committer{}, Deliverer: &activities.Deliverer{}, Tallier: &activities.Tallier{},
		Postman: &activities.Postman{Post: idlePost{}, Now: time.Now, Spell: time.Second},
		Watcher: &activities.Watcher{Mailbox: spellbound{make(chan struct{}, 1)}, Intake: &activities.Intake{}, Quarantine: quarantine, Spell: time.Hour},
	}, worker.Options{StopTimeout: time.Millisecond})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	defer w.Stop()
	empty.client = c
	for name, of := range map[string]struct {
		id, workflowType string
		input            any
	}{
		"mailbox-watched": {workflows.MailboxID("main"), workflows.TypeMailbox, workflows.MailboxInput{Name: "main"}},
		"postman-carried": {workflows.PostmanID("main"), workflows.TypePostman, workflows.PostmanInput{Account: "main"}},
	} {
		run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: of.id, TaskQueue: workflows.TaskQueue}, of.workflowType, of.input)
		if err != nil {
			t.Fatal(err)
		}
		// The first run has closed when the history's last event is here.
		all := c.GetWorkflowHistory(t.Context(), of.id, run.GetRunID(), true, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		var events []*historypb.HistoryEvent
		for all.HasNext() {
			event, err := all.Next()
			if err != nil {
				t.Fatal(err)
			}
			events = append(events, event)
		}
		keep(t, filepath.Join(folder, name+".json"), events)
	}
}

// idlePost is an outbox in which nothing lies.
type idlePost struct{ activities.Post }

func (idlePost) Due(context.Context, time.Time, int) ([]activities.Parcel, time.Time, error) {
	return nil, time.Time{}, nil
}

func (idlePost) Backlog(context.Context, time.Time) (activities.Backlog, error) {
	return activities.Backlog{}, nil
}

func (idlePost) Awaited(context.Context, time.Time) ([]activities.Awaited, error) { return nil, nil }

func (idlePost) News(context.Context) ([]activities.News, error) { return nil, nil }

// readable keeps payloads as the JSON that they are, so that a person can read
// a fixture and a search can find what must not stand in it.
var readable = map[string]any{commonpb.EnablePayloadShorthandMetadataKey: true}

// keep writes a history to a file, without the names of this machine.
func keep(t *testing.T, file string, events []*historypb.HistoryEvent) {
	t.Helper()
	history := &historypb.History{Events: slices.Clone(events)}
	anonymize(history.ProtoReflect())
	b, err := temporalproto.CustomJSONMarshalOptions{Indent: " ", Metadata: readable}.Marshal(history)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// anonymize replaces who did something, and the machine's own task queues, by
// the name of the program.
func anonymize(m protoreflect.Message) {
	if queue, ok := m.Interface().(*taskqueuepb.TaskQueue); ok && queue.GetKind() == enumspb.TASK_QUEUE_KIND_STICKY {
		queue.Name = "rapport"
	}
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.Name() == "identity":
			m.Set(field, protoreflect.ValueOfString("rapport"))
		case field.IsList() && field.Message() != nil:
			for i := range value.List().Len() {
				anonymize(value.List().Get(i).Message())
			}
		case !field.IsMap() && field.Message() != nil:
			anonymize(value.Message())
		}
		return true
	})
}

func blocked(by string) partnership.Answer {
	return partnership.Answer{Question: checkin.QuestionBlockers, Value: partnership.TextValue(by), Raw: by}
}
