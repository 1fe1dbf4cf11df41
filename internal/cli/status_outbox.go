package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

// outboxStatus counts the letters of a partnership that have not gone out.
type outboxStatus struct {
	Held int `json:"held"` // for the hours of their readers
	Due  int `json:"due"`  // for their turn
	// Failing letters were not taken by the mail server so far: since when, and why
	// not the last time.
	Failing int       `json:"failing"`
	Since   time.Time `json:"since,omitzero"`
	Reason  string    `json:"reason,omitempty"`
	// Unwritten and refused are those of the last days.
	Unwritten int `json:"unwritten"`
	Refused   int `json:"refused"`
}

func outboxOf(b store.Backlog) outboxStatus {
	return outboxStatus{
		Held: b.Held, Due: b.Due, Failing: b.Failing, Since: b.FailingSince, Reason: b.FailingFor, Unwritten: b.Unwritten, Refused: b.Refused,
	}
}

// line says what waits and what was put aside, or nothing.
func (o outboxStatus) line(zone *time.Location) string {
	var waits, aside, parts []string
	if o.Held > 0 {
		waits = append(waits, wait(o.Held)+" for working hours")
	}
	if o.Due > 0 {
		waits = append(waits, wait(o.Due)+" to go out")
	}
	if o.Failing > 0 {
		since := o.Since.In(zone)
		waits = append(waits, fmt.Sprintf("%s for the mail server since %s %s (%s)",
			wait(o.Failing), since.Format("Mon 2 Jan 15:04"), zoneName(since), o.class()))
	}
	if o.Unwritten > 0 {
		aside = append(aside, fmt.Sprintf("%d could not be written", o.Unwritten))
	}
	if o.Refused > 0 {
		aside = append(aside, fmt.Sprintf("%d refused for good", o.Refused))
	}
	if len(waits) > 0 {
		parts = append(parts, strings.Join(waits, ", "))
	}
	if len(aside) > 0 {
		parts = append(parts, fmt.Sprintf("%s in the last %d days", strings.Join(aside, ", "), app.AsideDays))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Letters: " + strings.Join(parts, "; ")
}

// wait counts letters that wait.
func wait(n int) string {
	if n == 1 {
		return "1 waits"
	}
	return fmt.Sprintf("%d wait", n)
}

// class is the reason's beginning, which says what kind of failure it is. The
// rest is for programs.
func (o outboxStatus) class() string {
	class, _, _ := strings.Cut(o.Reason, ":")
	return class
}
