package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	enumspb "go.temporal.io/api/enums/v1"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
	"github.com/rapport-engine/rapport/workflows"
)

// InboxMail is a mail that came in, with what a list shows of it.
type InboxMail struct {
	store.Inbound
	understand.Heading
	// Sealed says that nobody reads what it says: of its heading there is only who
	// wrote and when.
	Sealed bool
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
		mails = append(mails, newInboxMail(row, understand.ReadHeading(head), row.SealedBy != ""))
	}
	return mails, nil
}

func newInboxMail(row store.Inbound, h understand.Heading, sealed bool) InboxMail {
	if sealed {
		h.Subject = ""
	}
	return InboxMail{Inbound: row, Heading: h, Sealed: sealed}
}

// ReadMail is a mail that came in, with all that the engine knows when it reads
// it.
type ReadMail struct {
	store.Inbound
	Message understand.Message
	// Context is that of the ask that it answers. Without one it holds the day of
	// arrival only.
	Context understand.Context
	// Sealed says that nobody reads what it says: it stands in the thread of a sealed
	// ask, or somebody raises a conflict in it. Of the message there is only its head
	// then, without the subject.
	Sealed bool
	// Forgotten says that its time is over: nothing of the message is left.
	Forgotten bool
}

// Listed is the mail as a list shows it.
func (m ReadMail) Listed() InboxMail {
	from := m.Message.FirstFrom()
	return newInboxMail(m.Inbound, understand.Heading{
		From: from.Address, FromName: from.Name, Subject: m.Message.Subject, Date: m.Message.Date,
	}, m.Sealed)
}

// seal leaves of a mail what may be shown of it, if it is sealed.
func (m ReadMail) seal() ReadMail {
	raises := func(c partnership.Command) bool { return c.Name == partnership.CommandConflict }
	m.Sealed = m.Sealed || m.SealedBy != "" || slices.ContainsFunc(m.Understanding().Commands, raises)
	if said := m.Message; m.Sealed {
		m.Message = understand.Message{Class: said.Class}
		m.Message.From, m.Message.To, m.Message.Date, m.Message.MessageID = said.From, said.To, said.Date, said.MessageID
		m.Context = understand.Context{Locale: m.Context.Locale, Today: m.Context.Today}
	}
	return m
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
	m, err := readAgainst(ctx, s, row, raw)
	return m.seal(), err
}

// readAgainst reads a mail against the ask that it answers, if there is one.
func readAgainst(ctx context.Context, s *store.Store, row store.Inbound, raw []byte) (ReadMail, error) {
	m := ReadMail{
		Inbound: row, Message: understand.Read(raw), Context: understand.Context{Locale: "en", Today: cadence.DateOf(row.ReceivedAt)},
		Forgotten: row.SealedBy != "" && len(raw) == 0,
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
	var sides []attribution.Side
	asked := ask.Questions
	if spec, err := s.Spec(ctx, ask.Spec); err == nil {
		person, _ := spec.Person(ask.Person)
		party, _ := spec.PartyOf(ask.Person)
		sides = attribution.SidesOf(spec.Parties, party.ID)
		at = activities.InZone(at, person)
		asked = spec.Phrases.Worded(ask.Locale, asked)
	}
	page, err := kept.SentHTML(ctx, ask.MessageID)
	if err != nil {
		return m, err
	}
	m.Sealed = ask.Sealed
	m.Context = understand.Context{
		Questions: asked, Locale: ask.Locale, Sent: ask.Text, SentHTML: page, Today: cadence.DateOf(at), Sides: sides,
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
	return hasWorker(ctx, p.client, p.namespace)
}

// hasWorker reports whether a worker waits for what there is to do in a namespace.
func hasWorker(ctx context.Context, c client.Client, namespace string) (bool, error) {
	queue, err := c.WorkflowService().DescribeTaskQueue(ctx, &workflowservice.DescribeTaskQueueRequest{
		Namespace: namespace, TaskQueue: &taskqueuepb.TaskQueue{Name: workflows.TaskQueue},
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
