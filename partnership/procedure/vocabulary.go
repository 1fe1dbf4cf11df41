package procedure

// UpcomingTemplates lists templates that have their names already, while no
// procedure sends mails of them yet. A name leaves the list for Templates when
// one does.
func UpcomingTemplates() []Template {
	return []Template{
		"invitation", "agenda", "meeting-changed", "meeting-cancelled", "minutes-wanted", "minutes", "vote", "vote-result",
		"report",
	}
}

// PartnershipCommands lists the commands that an admin gives a partnership.
func PartnershipCommands() []CommandName {
	return []CommandName{
		Pause, Resume, RecordKPI, CompleteMilestone, Reschedule, Waive, AddCommitment, CompleteCommitment, DropCommitment,
		RaiseConflict, MoveConflict, RecordExternal, CloseConflict, CorrectEntry, BeginAgreement, BeginIdeas, BeginExit, RecordBreach, RecordCured, EndNow,
	}
}

// UpcomingCommands lists commands that have their names already, while no
// partnership carries them out yet.
func UpcomingCommands() []CommandName {
	return []CommandName{
		"begin-vote",
	}
}

// Inputs lists what a command takes beside its name and who gives it.
func (n CommandName) Inputs() []string {
	switch n {
	case RecordKPI:
		return []string{"kpi", "value", "date", "reason"}
	case AnswerFor:
		return []string{"person", "answers", "reason"}
	case CompleteMilestone:
		return []string{"goal", "milestone", "date", "reason"}
	case Reschedule:
		return []string{"goal", "milestone", "to", "reason"}
	case Waive:
		return []string{"goal", "milestone", "reason"}
	case AddCommitment:
		return []string{"what", "owner", "due", "for", "reason"}
	case CompleteCommitment, DropCommitment:
		return []string{"commitment", "reason"}
	case RaiseConflict:
		return []string{"person", "with", "goal", "milestone", "reason"}
	case MoveConflict:
		return []string{"conflict", "level", "stage", "reason"}
	case RecordExternal:
		return []string{"conflict", "date", "reason"}
	case CloseConflict:
		return []string{"conflict", "outcome", "reason"}
	case CorrectEntry:
		return []string{"entry", "amount", "reason"}
	case BeginExit:
		return []string{"date", "reason"}
	case BeginIdeas:
		return []string{"ideas", "reason"}
	case RecordBreach:
		return []string{"party", "reason"}
	case Pause, Resume, BeginAgreement, RecordCured, EndNow:
		return []string{"reason"}
	default:
		return nil
	}
}
