package app

import (
	"context"
	"errors"
	"fmt"

	enumspb "go.temporal.io/api/enums/v1"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// InboxMail is a mail that came in, with what a list shows of it.
type InboxMail struct {
	store.Inbound
	understand.Heading
}

// headSize is more than the header of any mail that a person reads.
const headSize = 64 << 10

// ListInbox lists mails that came in, newest first.
func ListInbox(ctx context.Context, s *store.Store, q store.InboxQuery) ([]InboxMail, error) {
	rows, err := s.Inbox(ctx, q)
	if err != nil {
		return nil, err
	}
	mails := make([]InboxMail, 0, len(rows))
	for _, row := range rows {
		head, err := s.RawHead(ctx, row.SHA256, headSize)
		if err != nil {
			return nil, err
		}
		mails = append(mails, InboxMail{Inbound: row, Heading: understand.ReadHeading(head)})
	}
	return mails, nil
}

// ReadMail is a mail that came in, with all that the engine knows when it reads
// it.
type ReadMail struct {
	store.Inbound
	Message understand.Message
	// Context is that of the ask that it answers. Without one it holds the day of
	// arrival only.
	Context understand.Context
	// Sealed says that it answers a sealed ask: nobody but its author and the store
	// reads its text.
	Sealed bool
}

// Understanding is how the engine reads the mail today.
func (m ReadMail) Understanding() understand.Understanding {
	return understand.Understand(m.Message, m.Context)
}

// ReadInbox reads one mail that came in, by the beginning of its ID.
func ReadInbox(ctx context.Context, s *store.Store, id string) (ReadMail, error) {
	row, err := s.FindInbound(ctx, id)
	if err != nil {
		return ReadMail{}, err
	}
	raw, err := s.Raw(ctx, row.SHA256)
	if err != nil {
		return ReadMail{}, err
	}
	m := ReadMail{
		Inbound: row, Message: understand.Read(raw), Context: understand.Context{Locale: "en", Today: cadence.DateOf(row.ReceivedAt)},
	}
	if row.Ask == "" {
		return m, nil
	}
	kept := inbox{s}
	ask, found, err := kept.Ask(ctx, row.Ask, references(m.Message))
	if err != nil || !found {
		return m, err
	}
	at := row.ReceivedAt
	if spec, err := s.Spec(ctx, ask.Spec); err == nil {
		person, _ := spec.Person(ask.Person)
		at = activities.InZone(at, person)
	}
	page, err := kept.SentHTML(ctx, ask.MessageID)
	if err != nil {
		return m, err
	}
	m.Sealed = ask.Sealed
	m.Context = understand.Context{
		Questions: ask.Questions, Locale: ask.Locale, Sent: ask.Text, SentHTML: page, Today: cadence.DateOf(at),
	}
	if m.Message.Listed {
		m.Message.Class = understand.ClassReply // it stands in a thread of ours
	}
	return m, nil
}

// ErrNobodyTends says that nobody works for the server, so that nothing could be
// done with a mail.
var ErrNobodyTends = errors.New("no worker runs, and mails are replayed and dismissed only while one does: start `rapport up` or `rapport worker`; nothing was done")

// MailRefusedError says why the engine did nothing with a mail.
type MailRefusedError struct{ Reason string }

// Error is the reason.
func (e *MailRefusedError) Error() string { return e.Reason }

// TendMail has the running engine replay or dismiss a mail in quarantine. What it
// refuses is a MailRefusedError.
func (p *Planner) TendMail(ctx context.Context, c procedure.Command) (activities.Tended, error) {
	switch works, err := p.staffed(ctx); {
	case err != nil:
		return activities.Tended{}, err
	case !works:
		return activities.Tended{}, ErrNobodyTends
	}
	ctx, cancel := context.WithTimeout(ctx, updateTimeout)
	defer cancel()
	handle, err := p.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflows.MailboxID(mailboxName), UpdateName: string(c.Name), Args: []any{c}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	var tended activities.Tended
	if err == nil {
		err = handle.Get(ctx, &tended)
	}
	var said *temporal.ApplicationError
	if errors.As(err, &said) {
		return tended, &MailRefusedError{Reason: said.Message()}
	}
	return tended, err
}

// staffed reports whether a worker waits for what there is to do.
func (p *Planner) staffed(ctx context.Context) (bool, error) {
	queue, err := p.client.WorkflowService().DescribeTaskQueue(ctx, &workflowservice.DescribeTaskQueueRequest{
		Namespace: p.namespace, TaskQueue: &taskqueuepb.TaskQueue{Name: workflows.TaskQueue},
		TaskQueueType: enumspb.TASK_QUEUE_TYPE_WORKFLOW,
	})
	if err != nil {
		return false, fmt.Errorf("look for a worker: %w", err)
	}
	return len(queue.GetPollers()) > 0, nil
}

// FindMail finds a mail that came in by the beginning of its ID.
func (p *Planner) FindMail(ctx context.Context, id string) (store.Inbound, error) {
	return p.store.FindInbound(ctx, id)
}
