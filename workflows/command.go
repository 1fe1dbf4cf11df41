package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// command is an update that an admin may send from the Web UI or a shell.
type command struct {
	name        procedure.CommandName
	description string
}

// command registers an update. What cannot be carried out is rejected by the
// validator and leaves no event behind.
func (s *shell[P, S]) command(ctx workflow.Context, c command) error {
	named := func(cmd procedure.Command) procedure.Command {
		cmd.Name = c.name
		return cmd
	}
	handle := func(ctx workflow.Context, cmd procedure.Command) (string, error) {
		cmd = named(cmd)
		cmd.ID = workflow.GetCurrentUpdateInfo(ctx).ID
		commanded := procedure.Event{Kind: procedure.Commanded, Command: &cmd}
		if err := s.request(ctx, commanded, func() error { return s.procedure().Check(cmd) }); err != nil {
			return "", err
		}
		return "done", nil
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, string(c.name), handle, workflow.UpdateHandlerOptions{
		Description: c.description,
		Validator:   func(cmd procedure.Command) error { return s.procedure().Check(named(cmd)) },
	})
}
