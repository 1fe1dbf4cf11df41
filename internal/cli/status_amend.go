package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// amendmentStatus is a change of the spec that a review has decided on and that is not in it
// yet.
type amendmentStatus struct {
	From      string                  `json:"from"` // what decided it
	Kind      procedure.AmendmentKind `json:"kind,omitempty"`
	Goal      string                  `json:"goal"` // ID
	Way       partnership.GoalVerdict `json:"way"`
	End       string                  `json:"end,omitempty"`
	Party     string                  `json:"party,omitempty"`
	Milestone string                  `json:"milestone,omitempty"`
	What      string                  `json:"what,omitempty"`
	Said      []procedure.Words       `json:"said,omitempty"`
	At        time.Time               `json:"at"`

	change string
}

// amendmentsOf lists what is to be taken into the spec.
func amendmentsOf(p *lifecycle.Partnership) []amendmentStatus {
	var list []amendmentStatus
	for _, a := range p.Amendments {
		list = append(list, decidedOf(a))
	}
	return list
}

func decidedOf(a procedure.Amendment) amendmentStatus {
	return amendmentStatus{
		From: a.From, Kind: a.Kind, Goal: a.Goal, Way: a.Way, End: a.End, Party: a.Party, Milestone: a.Milestone, What: a.What, Said: a.Said, At: a.At, change: a.Verb() + " " + a.Subject(),
	}
}

// words are a line on the change, with the day on which it was decided.
func (a amendmentStatus) words(day string) string {
	words := fmt.Sprintf("%s (%s, %s)", a.change, a.From, day)
	if a.What != "" {
		words += ": " + strings.Join(strings.Fields(a.What), " ")
	}
	for _, w := range a.Said {
		words += fmt.Sprintf("; %s wants changed: %s", w.By, strings.Join(strings.Fields(w.Text), " "))
	}
	return printable(words)
}

// showAmendments prints the amendment that waits for signatures, and what is to be taken
// into the spec.
func showAmendments(env Env, p partnershipStatus) {
	if p.Proposed != "" {
		fmt.Fprintf(env.Stdout, "\n%s\n", printable(p.Proposed))
	}
	for i, a := range p.Amendments {
		if i == 0 {
			fmt.Fprintln(env.Stdout)
		}
		fmt.Fprintf(env.Stdout, "To take into the spec: %s\n", a.words(a.At.In(p.Zone).Format("2 Jan 2006")))
	}
}
