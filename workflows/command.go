package workflows

import (
	"errors"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// command registers an update that an admin may send from the Web UI or a shell.
// What cannot be carried out is rejected by the validator and leaves no event
// behind.
func (s *shell) command(ctx workflow.Context, doc procedure.CommandDoc) error {
	check := func(cmd procedure.Command) error { return refusal(s.procedure.Check(cmd, workflow.Now(ctx))) }
	handle := func(ctx workflow.Context, cmd procedure.Command) (string, error) {
		cmd.Name, cmd.ID = doc.Name, workflow.GetCurrentUpdateInfo(ctx).ID
		cmd = s.meant(ctx, cmd)
		commanded := procedure.Event{Kind: procedure.Commanded, Command: &cmd}
		return s.request(ctx, commanded, func() error { return check(cmd) })
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, string(doc.Name), handle, workflow.UpdateHandlerOptions{
		Description: doc.Description,
		Validator: func(cmd procedure.Command) error {
			cmd.Name = doc.Name
			return check(s.meant(ctx, cmd))
		},
	})
}

// meant takes a command as an admin has meant it, who types it into a form.
func (s *shell) meant(ctx workflow.Context, cmd procedure.Command) procedure.Command {
	if p, ok := s.procedure.(procedure.Knowing); ok {
		return cmd.Meant(p.Nameable(workflow.Now(ctx)))
	}
	return cmd
}

// refusal makes a refusal's code known to programs.
func refusal(err error) error {
	var r *procedure.Refusal
	if errors.As(err, &r) {
		return temporal.NewNonRetryableApplicationError(r.Text, r.Code, nil)
	}
	return err
}
