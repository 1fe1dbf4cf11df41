package workflows_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	commonpb "go.temporal.io/api/common/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	sdklog "go.temporal.io/sdk/log"
	sdkworker "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/workflows"
)

const histories = "testdata/replay"

// released lists how many histories of each workflow type every released
// version has left behind. A partnership lives for years: whatever a release
// has begun, every later one must be able to carry on. A release adds a line
// and never changes one.
var released = map[string]map[string]int{
	"v0.1.0": {"CheckIn": 6, "Mailbox": 1, "Milestone": 3, "Partnership": 8, "Conflict": 1, "Survey": 1, "Review": 4, "Agreement": 4, "Exit": 1, "Ideas": 1, "Postman": 1},
	// The second shell, before anything was released: v0.1.0 has the first one's.
	// Of its meetings one is from before they were woken less.
	"v0.1.0-shell-2": {"CheckIn": 1, "Milestone": 1, "Review": 2, "Agreement": 1, "Vote": 1, "Meeting": 2, "Partnership": 2, "Exit": 4},
}

// TestEveryReleasedHistoryReplays is the gate for changes in workflows and in
// the rules of partnership/...: another command at any point breaks it.
func TestEveryReleasedHistoryReplays(t *testing.T) {
	t.Parallel()
	for _, version := range versions(t) {
		want, known := released[version]
		if !known {
			t.Errorf("%s/%s is in no release", histories, version)
		}
		got := map[string]int{}
		for _, file := range files(t, version) {
			history := load(t, file)
			got[history.GetEvents()[0].GetWorkflowExecutionStartedEventAttributes().GetWorkflowType().GetName()]++
			t.Run(version+"/"+filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				if err := replayer(workflows.Run(kinds.All())).ReplayWorkflowHistory(silent(), history); err != nil {
					t.Error(err)
				}
			})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("histories of %s by type (-released +found):\n%s", version, diff)
		}
	}
	for version := range released {
		if len(files(t, version)) == 0 {
			t.Errorf("release %s has no histories", version)
		}
	}
}

// TestReplayBites proves that the gate can fail.
func TestReplayBites(t *testing.T) {
	t.Parallel()
	idle := func(workflow.Context, workflows.Carried) (workflows.Result, error) { return workflows.Result{}, nil }
	err := replayer(idle).ReplayWorkflowHistory(silent(), load(t, filepath.Join(histories, "v0.1.0", "check-in-answered.json")))
	if err == nil {
		t.Error("a workflow that does nothing replays the history of one that does much")
	}
}

// TestHistoriesHoldNoRealAddress keeps people and machines out of the fixtures.
func TestHistoriesHoldNoRealAddress(t *testing.T) {
	t.Parallel()
	address := regexp.MustCompile(`[\w.+-]+@[\w.-]*`)
	for _, version := range versions(t) {
		for _, file := range files(t, version) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range address.FindAllString(string(text), -1) {
				if !strings.HasSuffix(found, ".example") && !strings.HasPrefix(found, "rapport@") {
					t.Errorf("%s holds %s", file, found)
				}
			}
		}
	}
}

// replayer knows the workflows by the names that histories hold, written out
// so that a renamed constant cannot hide.
func replayer(run any) sdkworker.WorkflowReplayer {
	r := sdkworker.NewWorkflowReplayer()
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Partnership"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "CheckIn"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Milestone"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Commitments"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Conflict"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Survey"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Review"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Agreement"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Exit"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Ideas"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Meeting"})
	r.RegisterWorkflowWithOptions(run, workflow.RegisterOptions{Name: "Vote"})
	r.RegisterWorkflowWithOptions(workflows.Postman, workflow.RegisterOptions{Name: "Postman"})
	r.RegisterWorkflowWithOptions(workflows.Mailbox, workflow.RegisterOptions{Name: "Mailbox"})
	return r
}

func silent() sdklog.Logger {
	return sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))
}

func versions(t *testing.T) []string {
	t.Helper()
	folders, err := os.ReadDir(histories)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, folder := range folders {
		names = append(names, folder.Name())
	}
	return names
}

func files(t *testing.T, version string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(histories, version, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// readable keeps payloads as the JSON that they are, so that a person can read
// a fixture and a search can find what must not stand in it.
var readable = map[string]any{commonpb.EnablePayloadShorthandMetadataKey: true}

func load(t *testing.T, file string) *historypb.History {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// Fields that a later version of Temporal no longer knows do no harm.
	options := temporalproto.CustomJSONUnmarshalOptions{Metadata: readable, DiscardUnknown: true}
	var history historypb.History
	if err := options.Unmarshal(text, &history); err != nil {
		t.Fatalf("read history %s: %v", file, err)
	}
	return &history
}

// TestNamesInHistoriesNeverChange writes the contract out: a name that is
// changed in the code alone would orphan every running workflow.
func TestNamesInHistoriesNeverChange(t *testing.T) {
	t.Parallel()
	got := []string{
		workflows.TypeMailbox, workflows.TypePostman,
		workflows.ActivityCommit, workflows.ActivityDeliver, workflows.ActivityTally, workflows.ActivityCarryLetters, workflows.ActivityWatchMailbox,
		workflows.ActivityReplayMail, workflows.ActivityDismissMail,
		workflows.SignalReply, workflows.SignalMessage, workflows.SignalWake,
		workflows.QueryState, workflows.TaskQueue, workflows.ErrorMoved,
		workflows.MailboxID("main"), workflows.PostmanID("main"), workflows.PartnershipID("duo"),
	}
	for _, template := range procedure.SharedTemplates() {
		got = append(got, string(template))
	}
	for _, kind := range kinds.All() {
		got = append(got, string(kind.Type), kind.Noun)
		for _, c := range kind.Commands {
			got = append(got, string(c.Name))
		}
		for _, template := range kind.Templates {
			got = append(got, string(template))
		}
	}
	for _, c := range workflows.MailboxCommands() {
		got = append(got, string(c.Name))
	}
	for _, key := range workflows.SearchAttributes() {
		got = append(got, fmt.Sprintf("%s %s", key.GetName(), key.GetValueType()))
	}
	for _, order := range []procedure.OrderKind{
		procedure.OrderPause, procedure.OrderResume, procedure.OrderWithdraw, procedure.OrderAmended, procedure.OrderPresence,
		procedure.OrderReach, procedure.OrderAnew, procedure.OrderMove, procedure.OrderMet, procedure.OrderWaive, procedure.OrderItems,
		procedure.OrderHold, procedure.OrderJoin, procedure.OrderLevel, procedure.OrderExternal, procedure.OrderClose,
		procedure.OrderPart, procedure.OrderStay, procedure.OrderCured,
	} {
		got = append(got, string(order))
	}
	for _, command := range partnership.Commands() {
		got = append(got, string(command.Name))
	}
	want := []string{
		"Mailbox", "Postman",
		"Commit", "Deliver", "Tally", "CarryLetters", "WatchMailbox", "ReplayMail", "DismissMail",
		"reply", "message", "wake",
		"state", "rapport", "Moved",
		"mailbox/main", "postman/main", "duo",
		"receipt", "closed", "status", "help", "goals", "resources", "notice", "all-clear", "today", "alarms",
		"Partnership", "partnership", "pause", "resume", "record-kpi", "away", "answer-for",
		"complete-milestone", "reschedule", "waive", "add-commitment", "complete-commitment", "drop-commitment",
		"raise-conflict", "move-conflict", "record-external", "close-conflict", "correct-entry", "begin-agreement", "begin-ideas", "begin-vote", "begin-exit", "record-breach", "record-cured", "send-report", "end", "apply-spec", "paused", "resumed", "ended", "was-this-you",
		"kept", "stopped", "started", "delegate-proposed", "answer-unclear", "address-dead", "successor", "handover", "check-in-late",
		"figures-differ", "dispute-unclear", "early-warning", "what-changed", "reached", "condition-met", "change-notice", "term-ends", "closing-report", "welcome", "report", "area-asked",
		"CheckIn", "check-in", "answer-for", "extend", "remind", "resend", "check-in", "round-summary", "check-in-withdrawn",
		"Milestone", "milestone", "answer-for", "milestone-warning", "milestone-due", "milestone-day", "milestone-acceptance", "milestone-refused",
		"extension-request", "milestone-extended", "milestone-late", "milestone-met", "milestone-withdrawn",
		"Commitments", "commitments", "answer-for", "commitments-due", "item-late", "item-day", "item-stays", "item-moved", "item-done",
		"item-dropped", "item-help", "item-proposed", "item-answered", "issue", "issue-answer", "experiment-due", "corrective-action",
		"Conflict", "conflict", "conflict-entry", "conflict-opened", "statement", "statement-check", "restate", "confirm-restatement", "explore",
		"options", "proposal", "from-now-on", "conflict-follow-up", "brief", "mediator-letter", "level-up", "conflict-withdrawn", "conflict-speaker", "conflict-news",
		"Survey", "survey", "answer-for", "remind", "resend", "survey", "survey-result", "we-heard", "you-said-we-did", "survey-withdrawn",
		"Review", "review", "answer-for", "remind", "resend", "swot-input", "swot-merge", "swot-scoring", "swot-result", "health-result", "money", "money-differs", "money-result", "review-input", "review-decisions", "renewal-input", "renewal-decision", "review-reading", "renewal-result", "review-withdrawn",
		"Agreement", "agreement", "answer-for", "remind", "resend", "charter", "signature", "signature-late", "signature-acts", "signature-void", "in-force", "not-signed",
		"Exit", "exit", "answer-for", "exit-confirm", "exit-trigger", "exit-noticed", "exit-others", "exit-withdrawal", "exit-continued", "lessons", "breach", "breach-cured", "breach-verdict", "breach-news",
		"Ideas", "ideas", "answer-for", "end-stage", "remind", "resend", "ideas", "ideas-opened", "ideas-result", "ideas-decided", "ideas-withdrawn",
		"Meeting", "meeting", "move-meeting", "cancel-meeting", "record-minutes", "answer-for", "end-stage",
		"invitation", "agenda", "meeting-doubtful", "meeting-changed", "meeting-cancelled", "minutes-wanted", "minutes", "minutes-result",
		"Vote", "vote", "end-stage", "remind", "resend", "consultation", "vote", "vote-objected", "vote-result", "vote-withdrawn",
		"replay-mail", "dismiss-mail",
		"RapportTitle Keyword", "RapportPartnership Keyword", "RapportKind Keyword", "RapportPhase Keyword", "RapportHealth Keyword",
		"RapportStage Keyword", "RapportSpec Keyword", "RapportParties KeywordList", "RapportNextAt Datetime",
		"RapportDueAt Datetime", "RapportProgress Double", "RapportOverdue Int", "RapportOpenConflicts Int",
		"RapportBlocked Bool", "RapportQuarantined Int",
		"pause", "resume", "withdraw", "amended", "presence", "reach", "anew", "move", "met", "waive", "items",
		"hold", "join", "level", "external", "close", "part", "stay", "cured",
		"STATUS", "GOALS", "RESOURCES", "HELP", "AWAY", "BACK", "DELEGATE", "STOP", "START", "QUESTION", "BLOCKER", "WAITING", "IDEA", "NOT QUITE",
		"DISPUTE", "VOTE", "CONFLICT", "NOTICE", "DONE", "EXTEND", "SIGN", "DECLINE", "WITHDRAW", "GO", "WAIT", "UP", "PROPOSAL",
		"AGREED", "DECISION", "ACTION", "MOVE", "CANCEL", "OBJECT", "VETO", "FOR", "AGAINST", "ABSTAIN",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names in histories (-contract +code):\n%s", diff)
	}
}
