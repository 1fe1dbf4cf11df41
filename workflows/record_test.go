package workflows_test

import (
	"context"
	"errors"
	"flag"
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

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/internal/testkit/temporalkit"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/worker"
	"github.com/rapport-engine/rapport/workflows"
)

// recording is the version whose histories -update records. After a release it
// is raised, and the folder of the release stays as it is.
const recording = "v0.2.0"

var update = flag.Bool("update", false, "record the histories of "+histories+"/"+recording+" anew")

// TestRecordHistories plays a partnership on a real server, through everything
// that this version can do, and keeps its histories.
func TestRecordHistories(t *testing.T) {
	if !*update {
		t.Skip("records only with -update")
	}
	folder := filepath.Join(histories, recording)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	recordPartnership(t, folder)
	recordMailbox(t, folder)
}

func recordPartnership(t *testing.T, folder string) {
	spec := duo()
	spec.Start, spec.End = date("2091-01-01"), date("2091-12-31")
	spec.CheckIns[0].Kickoff = true
	spec.CheckIns[0].Rule = rule("week", "tuesday", "10:00")
	spec.CheckIns[0].About = []partnership.Topic{partnership.TopicKPIs, partnership.TopicBlockers}
	round := func(date string) string { return "duo/check-in/fortnightly/" + date }
	at := func(when string) time.Time { return instant(t, when) }
	h := openHouse(t, spec, at("2091-01-01 09:00"))

	// 2091-01-02 is a Tuesday.
	h.reply(at("2091-01-01 11:00"), round("2091-01-01"), "lars", number("mql", "13"), blocked("the budget"))
	h.reply(at("2091-01-01 12:00"), round("2091-01-01"), "lars", number("mql", "130"))
	// An open ask follows the address that a changed spec gives.
	moved := spec
	moved.Parties = slices.Clone(spec.Parties)
	moved.Parties[0].People = slices.Clone(spec.Parties[0].People)
	moved.Parties[0].People[0].Email = "moved@duo.example"
	h.command(at("2091-01-09 11:00"), "duo", updates.applySpec, moved)
	h.reply(at("2091-01-14 12:00"), round("2091-01-09"), "lars", number("mql", "140"))
	h.mail(at("2091-01-16 09:00"), &activities.DeliveryError{Class: activities.DeliveryPermanent, Err: errors.New("550 no such user")})
	h.mail(at("2091-01-16 11:00"), nil)
	h.command(at("2091-01-23 12:00"), round("2091-01-23"), updates.answerFor, answerLars("mql", "150"))
	h.command(at("2091-01-24 09:00"), "duo", updates.recordKPI, procedure.Command{KPI: "mql", Value: "151"})
	changed := moved
	changed.Purpose = "To be two, and more."
	h.command(at("2091-01-25 09:00"), "duo", updates.applySpec, changed)
	h.command(at("2091-01-30 12:00"), "duo", updates.pause, procedure.Command{Reason: "merger"})
	h.reply(at("2091-02-01 12:00"), round("2091-01-16"), "lars", number("mql", "160")) // closed by then
	h.command(at("2091-02-02 12:00"), "duo", updates.resume, procedure.Command{})
	h.begin()
	h.until(at("2091-02-03 12:00"))
	h.continued(folder)
	h.command(at("2091-02-03 13:00"), "duo", updates.end, procedure.Command{Reason: "sold"})
	h.until(at("2091-02-04 00:00"))

	for name, id := range map[string]string{
		"partnership-ended":     "duo",
		"check-in-answered":     round("2091-01-01"),
		"check-in-late":         round("2091-01-09"),
		"check-in-refused":      round("2091-01-16"),
		"check-in-answered-for": round("2091-01-23"),
		"check-in-withdrawn":    round("2091-01-30"),
	} {
		keep(t, filepath.Join(folder, name+".json"), h.history(id))
	}
}

// continued records a run that takes up the partnership where it stands, as
// the run after a continue-as-new does.
func (h *house) continued(folder string) {
	h.t.Helper()
	var p procedure.Partnership
	value, err := h.client.QueryWorkflow(h.t.Context(), "duo", "", workflows.QueryState)
	if err == nil {
		err = value.Get(&p)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	_, err = h.client.ExecuteWorkflow(h.t.Context(), client.StartWorkflowOptions{ID: "duo-continued", TaskQueue: workflows.TaskQueue},
		workflows.TypePartnership, workflows.Carried[procedure.Partnership]{
			Procedure: &p, Started: true, Alarm: workflows.Alarm{At: p.WakeAt, Summary: "Check-in"}, LastStep: h.timeline.Clock.Now(),
		})
	if err != nil {
		h.t.Fatal(err)
	}
	h.until(h.timeline.Clock.Now().Add(time.Minute))
	keep(h.t, filepath.Join(folder, "partnership-continued.json"), h.history("duo-continued"))
	if err := h.client.TerminateWorkflow(h.t.Context(), "duo-continued", "", "recorded"); err != nil {
		h.t.Fatal(err)
	}
}

// spell is a mailbox whose first watch ends and whose second one lasts.
type spell struct{ watched chan struct{} }

func (s spell) Watch(ctx context.Context, _ func(context.Context, activities.Received) (activities.InboxState, error), beat func(string)) error {
	beat("watching")
	select {
	case s.watched <- struct{}{}:
		return nil
	default:
		<-ctx.Done()
		return ctx.Err()
	}
}

func recordMailbox(t *testing.T, folder string) {
	c := temporalkit.Dial(t, temporalkit.Start(t))
	w := worker.New(c, worker.Activities{
		Sender: &activities.Sender{}, Committer: &activities.Committer{},
		Watcher: &activities.Watcher{Mailbox: spell{make(chan struct{}, 1)}, Intake: &activities.Intake{}, Spell: time.Hour},
	}, worker.Options{StopTimeout: time.Millisecond})
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	defer w.Stop()
	id := workflows.MailboxID("main")
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: workflows.TaskQueue},
		workflows.TypeMailbox, workflows.MailboxInput{Name: "main"})
	if err != nil {
		t.Fatal(err)
	}
	// The first run has closed when the history's last event is here.
	all := c.GetWorkflowHistory(t.Context(), id, run.GetRunID(), true, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	var events []*historypb.HistoryEvent
	for all.HasNext() {
		event, err := all.Next()
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, event)
	}
	keep(t, filepath.Join(folder, "mailbox-watched.json"), events)
}

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
	return partnership.Answer{Question: procedure.QuestionBlockers, Value: partnership.TextValue(by), Raw: by}
}
