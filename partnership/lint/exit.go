package lint

import "github.com/rapport-engine/rapport/partnership"

// ExitIncomplete is EXIT as far as a sound spec can fail it: how the partnership
// ends is agreed while everybody is friends (ISO 44001 stage 8).
const ExitIncomplete ID = "exit-incomplete"

func (c *checker) exit() {
	missing := missingExit(c.spec.Exit)
	if missing == "" {
		return
	}
	at := whole
	if c.spec.Exit != nil {
		at = at.Block("exit", "")
	}
	c.find(ExitIncomplete, at, "Nobody has agreed how the partnership ends: %s missing. Write an exit block with trigger blocks, and in continuity what becomes of customers, data and open work.", missing)
}

func missingExit(e *partnership.Exit) string {
	switch {
	case e == nil:
		return "an exit block is"
	case len(e.Triggers) == 0 && e.Continuity == "":
		return "triggers and continuity are"
	case len(e.Triggers) == 0:
		return "triggers are"
	case e.Continuity == "":
		return "continuity is"
	default:
		return ""
	}
}
