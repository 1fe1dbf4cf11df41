package cli

import (
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/internal/app"
)

// brief says in two or three words why a partnership did not answer.
func (s silenceStatus) brief() string {
	switch s.Cause {
	case app.NoServer:
		return "no Temporal server answers"
	case app.NoWorker:
		return "no worker answers"
	case app.Paused:
		return "paused in Temporal"
	case app.Unknown:
		return "not known to the Temporal server"
	case app.Failing:
		return "its workflow does not answer"
	}
	return "no answer"
}

// advice says what is the matter and what to do about it.
func (s silenceStatus) advice(p partnershipStatus) string {
	switch s.Cause {
	case app.NoServer:
		return fmt.Sprintf("No Temporal server answers at %s. Start `rapport up`, or the server and then `rapport worker`.\n", s.Server) +
			"Nothing is sent or read until then.\n"
	case app.NoWorker:
		return "The Temporal server runs, but no worker answers. Start `rapport up` or `rapport worker`.\n" +
			"Nothing is sent or read until then.\n"
	case app.Paused:
		return s.pause(p)
	case app.Unknown:
		return fmt.Sprintf("The Temporal server at %s has no workflow %s in namespace %s: it ended longer ago than the\n", s.Server, s.Workflow, s.Namespace) +
			"namespace keeps, or this store belongs to another server.\n"
	case app.Failing:
	}
	return fmt.Sprintf("The workflow %s did not tell its state: %s.\n", s.Workflow, strings.TrimSuffix(s.Error, ".")) +
		"See what is wrong with it in the Temporal Web UI, and what the worker logs.\n"
}

// pause tells of a pause that is Temporal's, not Rapport's: the partnership
// itself knows nothing of it.
func (s silenceStatus) pause(p partnershipStatus) string {
	since := s.Since.In(p.Zone)
	who := fmt.Sprintf("Its workflow is paused in Temporal since %s %s", since.Format("Mon 2 Jan 2006 15:04"), zoneName(since))
	if s.By != "" {
		who += ", by " + s.By
	}
	if s.Reason != "" {
		who += fmt.Sprintf(": %q", s.Reason)
	}
	return strings.TrimSuffix(who, ".") + ".\n" +
		"Until it goes on, no check-in begins and commands are refused; those that are open go on.\n" +
		"Press Unpause on its page in the Temporal Web UI, or run:\n\n" +
		fmt.Sprintf("  temporal workflow unpause --namespace %s --workflow-id %s\n", s.Namespace, s.Workflow)
}
