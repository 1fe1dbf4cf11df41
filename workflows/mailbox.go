package workflows

import (
	"errors"
	"fmt"
	"strings"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// MailboxInput names the mailbox to watch.
type MailboxInput struct {
	Name string `json:"name"`
	// Quarantined is how many mails lay in quarantine when the run before this one
	// ended.
	Quarantined int `json:"quarantined,omitempty"`
}

// Mailbox watches one mailbox for ever. The watch is one long activity that
// heartbeats: Temporal gives it one owner and starts it again elsewhere when
// that owner dies. Each watch is a run of its own, so the history stays short.
//
// Signal: message, with how many mails lie in quarantine. Updates: the commands
// of MailboxCommands.
func Mailbox(ctx workflow.Context, in MailboxInput) error {
	m := mailbox{MailboxInput: in, messages: workflow.GetSignalChannel(ctx, SignalMessage)}
	for _, doc := range MailboxCommands() {
		if err := m.command(ctx, doc); err != nil {
			return err
		}
	}
	m.show(ctx)
	workflow.Go(ctx, m.listen)
	if err := keepUp(ctx, ActivityWatchMailbox, in.Name, "Watch the mailbox "+in.Name); err != nil {
		return err
	}
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	for m.hear(ctx) { // what has arrived belongs to this run
	}
	return workflow.NewContinueAsNewError(ctx, Mailbox, m.MailboxInput)
}

// MailboxCommands are what admins may send to the watch over a mailbox.
func MailboxCommands() []procedure.CommandDoc {
	return []procedure.CommandDoc{
		{
			Name: procedure.ReplayMail,
			Description: "Take a mail out of quarantine as if it came now; with a person, as written by them. " +
				`{"mail": "5f0c2a9d1b7e4c33", "person": "lars", "reason": "wrote from his phone"}`,
		},
		{
			Name: procedure.DismissMail,
			Description: "Do nothing more with a mail in quarantine; it is kept, but for what may answer an anonymous survey. " +
				`{"mail": "5f0c2a9d1b7e4c33", "reason": "an advertisement"}`,
		},
	}
}

// mailbox is one run of the watch.
type mailbox struct {
	MailboxInput
	messages workflow.ReceiveChannel
}

// show says what an admin reads above the history.
func (m *mailbox) show(ctx workflow.Context) {
	card := "Watches the mailbox **" + m.Name + "** and hands every mail to the workflow that asked. " +
		"Its activity's heartbeat shows what it is doing.\n\n"
	if m.Quarantined == 0 {
		card += "Nothing is in quarantine."
	} else {
		card += "**" + procedure.Counted(m.Quarantined, "mail") + "** in quarantine: `rapport inbox` lists them and why each is there; " +
			"the updates `replay-mail` and `dismiss-mail` deal with them."
	}
	workflow.SetCurrentDetails(ctx, card)
}

// listen shows how many mails lie in quarantine as soon as that is told.
func (m *mailbox) listen(ctx workflow.Context) {
	for {
		var told procedure.Message
		if !m.messages.Receive(ctx, &told) {
			return
		}
		m.take(ctx, told)
	}
}

// hear takes a message that has arrived, and reports whether there was one.
func (m *mailbox) hear(ctx workflow.Context) bool {
	var told procedure.Message
	if !m.messages.ReceiveAsync(&told) {
		return false
	}
	m.take(ctx, told)
	return true
}

func (m *mailbox) take(ctx workflow.Context, told procedure.Message) {
	if told.Quarantined != nil {
		m.Quarantined = *told.Quarantined
		m.show(ctx)
	}
}

// command registers an update that an admin may send from the Web UI or a shell.
func (m *mailbox) command(ctx workflow.Context, doc procedure.CommandDoc) error {
	activity := map[procedure.CommandName]string{
		procedure.ReplayMail: ActivityReplayMail, procedure.DismissMail: ActivityDismissMail,
	}[doc.Name]
	handle := func(ctx workflow.Context, cmd procedure.Command) (activities.Tended, error) {
		cmd.Name, cmd.ID = doc.Name, workflow.GetCurrentUpdateInfo(ctx).ID
		ctx = patient(ctx, commitTimeout, string(doc.Name)+" "+cmd.Mail)
		var tended activities.Tended
		err := workflow.ExecuteActivity(ctx, activity, activities.Order{Command: cmd, At: workflow.Now(ctx)}).Get(ctx, &tended)
		return tended, plain(err)
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, string(doc.Name), handle, workflow.UpdateHandlerOptions{
		Description: doc.Description,
		Validator: func(cmd procedure.Command) error {
			cmd.Name = doc.Name
			return checkMailCommand(cmd)
		},
	})
}

// plain is a refusal as an admin reads it, without the activity that it came from.
func plain(err error) error {
	var said *temporal.ApplicationError
	if errors.As(err, &said) {
		return temporal.NewNonRetryableApplicationError(said.Message(), said.Type(), nil)
	}
	return err
}

// checkMailCommand refuses what cannot be carried out whatever lies in
// quarantine.
func checkMailCommand(cmd procedure.Command) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(cmd.Mail) == "":
		return fmt.Errorf(`%s: name the mail, as in "mail": "5f0c2a9d1b7e4c33"; rapport inbox lists their IDs`, cmd.Name)
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`%s: say why in "reason"; it is kept in the journal`, cmd.Name)
	case cmd.Name == procedure.DismissMail && cmd.Person != "":
		return errors.New(`dismiss-mail: only replay-mail takes a person`)
	}
	return nil
}
