package workflows

import (
	"fmt"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Partnership carries one partnership from its first day to its last. It waits
// for the times of its agenda, for reports of its check-ins and for admins'
// commands, and ends after the last day or when an admin ends it.
//
// Signals: reply (to a round that has closed), report. Updates: pause, resume,
// record-kpi, answer-for, end, apply-spec.
func Partnership(ctx workflow.Context, carried Carried[procedure.Partnership]) (Result, error) {
	s := newShell[procedure.Partnership](ctx, Partnership, carried)
	for _, c := range partnershipCommands {
		if err := s.command(ctx, c); err != nil {
			return Result{}, err
		}
	}
	if err := handleApplySpec(ctx, s); err != nil {
		return Result{}, err
	}
	return s.run(ctx)
}

var partnershipCommands = []command{
	{procedure.Pause, `Send nothing until resumed; open questions stay open. {"reason": "..."}`},
	{procedure.Resume, `Go on after a pause. {"reason": "..."}`},
	{procedure.RecordKPI, `Enter a KPI's value yourself. {"kpi": "mql", "value": "130"}`},
	{procedure.AnswerFor, `Is taken by an open check-in, not here; this tells you its workflow ID. {"person": "lars"}`},
	{procedure.EndNow, `End the partnership for good. {"reason": "..."} is required and kept in the journal.`},
}

// handleApplySpec takes a changed spec while the partnership lives, and the
// digest of the spec that the change was planned against, if any. A spec that
// is already in force changes nothing, whatever was planned.
func handleApplySpec(ctx workflow.Context, s *shell[procedure.Partnership, *procedure.Partnership]) error {
	return workflow.SetUpdateHandlerWithOptions(ctx, UpdateApplySpec,
		func(ctx workflow.Context, spec partnership.Spec, planned string) (string, error) {
			if spec.Digest() == s.procedure().Digest {
				return "unchanged", nil
			}
			amended := procedure.Event{Kind: procedure.Amended, Spec: &spec}
			if err := s.request(ctx, amended, func() error { return adoptable(s.procedure(), spec, planned) }); err != nil {
				return "", err
			}
			return "changed", nil
		},
		workflow.UpdateHandlerOptions{
			Description: "Adopt a changed spec; `rapport up` and `rapport apply` send it.",
			Validator: func(spec partnership.Spec, planned string) error {
				return adoptable(s.procedure(), spec, planned)
			},
		})
}

// adoptable refuses a spec that this partnership cannot adopt, or that was
// planned against another spec than the one in force. No planned digest means
// that whatever is in force may be replaced.
func adoptable(p *procedure.Partnership, spec partnership.Spec, planned string) error {
	if own := p.Declared.Slug; spec.Slug != own {
		return fmt.Errorf("apply spec of %q: this partnership is %q", spec.Slug, own)
	}
	if planned != "" && planned != p.Digest && spec.Digest() != p.Digest {
		return temporal.NewNonRetryableApplicationError(fmt.Sprintf(
			"apply spec of %q: it was changed since the plan was made (planned against %.12s, in force is %.12s); plan again and look at the changes",
			spec.Slug, planned, p.Digest), ErrorMoved, nil)
	}
	return p.Accepts(spec)
}
