package cli

import "strings"

// What tests of the command line look at from outside.
var (
	NewRoot        = newRoot
	LongFlags      = longFlags
	ShowPlan       = showPlan
	ShowStatus     = showStatus
	ShowLedger     = showLedger
	StatusOf       = statusOf
	OpenOf         = openOf
	AmendedOf      = amendmentsOf
	AmendedBlocks  = blocksOf
	ShowAmendments = showAllAmendments
	SortWaiting    = sortWaiting
	ShowIdeas      = showIdeas
	GoalBlocks     = goalBlocks
	ViewIdeas      = viewIdeas
)

type (
	PartnershipStatus = partnershipStatus
	WaitingStatus     = waitingStatus
	NextStatus        = nextStatus
	OutboxStatus      = outboxStatus
	SilenceStatus     = silenceStatus
)

const (
	Embedded      = embedded
	FormatVersion = formatVersion
)

// Table prints a table as a terminal of a width shows it.
func Table(width int, head []string, rows ...[]string) string {
	var out strings.Builder
	t := newTable(Env{Stdout: &out, Width: width}, head...)
	for _, r := range rows {
		t.row(r...)
	}
	_ = t.print() // a builder takes all
	return out.String()
}
