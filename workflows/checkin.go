package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// CheckIn carries one round of a check-in: it sends the questions, reminds,
// takes answers, and ends when late answers no longer count. It reports to its
// partnership by signal, so that the partnership's continue-as-new loses nothing.
//
// Signals: reply, report (pause, resume, withdraw). Updates: answer-for.
func CheckIn(ctx workflow.Context, carried Carried[procedure.CheckIn]) (Result, error) {
	s := newShell[procedure.CheckIn](ctx, CheckIn, carried)
	answerFor := command{
		procedure.AnswerFor,
		`Enter answers in a person's place. {"person": "lars", "answers": [{"question": "mql", "value": "130"}]}`,
	}
	if err := s.command(ctx, answerFor); err != nil {
		return Result{}, err
	}
	return s.run(ctx)
}
