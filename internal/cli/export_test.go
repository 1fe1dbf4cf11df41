package cli

// What tests of the command line look at from outside.
var (
	NewRoot   = newRoot
	LongFlags = longFlags
	ShowPlan  = showPlan
)

const (
	Embedded      = embedded
	FormatVersion = formatVersion
)
