package procedure

// PartnershipCommands lists the commands that an admin gives a partnership.
func PartnershipCommands() []CommandName {
	return []CommandName{
		Pause, Resume, RecordKPI, CompleteMilestone, Reschedule, Waive, AddCommitment, CompleteCommitment, DropCommitment,
		RaiseConflict, MoveConflict, RecordExternal, CloseConflict, CorrectEntry, BeginAgreement, BeginIdeas, BeginVote, BeginExit, RecordBreach, RecordCured, SendReport, EndNow,
	}
}

// inputs are what commands take beside their names and who gives them.
var inputs = map[CommandName][]string{
	AnswerFor:          {"person", "answers", "reason"},
	RecordKPI:          {"kpi", "value", "date", "reason"},
	CompleteMilestone:  {"goal", "milestone", "date", "reason"},
	Reschedule:         {"goal", "milestone", "to", "reason"},
	Waive:              {"goal", "milestone", "reason"},
	AddCommitment:      {"what", "owner", "due", "for", "reason"},
	CompleteCommitment: {"commitment", "reason"},
	DropCommitment:     {"commitment", "reason"},
	RaiseConflict:      {"person", "with", "goal", "milestone", "reason"},
	MoveConflict:       {"conflict", "level", "stage", "reason"},
	RecordExternal:     {"conflict", "date", "reason"},
	CloseConflict:      {"conflict", "outcome", "reason"},
	CorrectEntry:       {"entry", "amount", "reason"},
	BeginExit:          {"date", "reason"},
	BeginIdeas:         {"ideas", "reason"},
	SendReport:         {"report", "reason"},
	MoveMeeting:        {"to", "reason"},
	CancelMeeting:      {"reason"},
	RecordMinutes:      {"present", "decisions", "actions", "reason"},
	BeginVote:          {"rule", "what", "goal", "reason"},
	RecordBreach:       {"party", "reason"},
	Pause:              {"reason"},
	Resume:             {"reason"},
	BeginAgreement:     {"reason"},
	RecordCured:        {"reason"},
	EndNow:             {"reason"},
}

// Inputs lists what a command takes beside its name and who gives it.
func (n CommandName) Inputs() []string { return inputs[n] }
