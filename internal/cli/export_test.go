package cli

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
