package procedure

// SummaryLimit is how many characters an admin surely sees of the summary beside
// a timer, an activity or a workflow.
const SummaryLimit = 100

// Summary puts a name between words, and shortens it as far as the line needs.
func Summary(before, name, after string) string {
	room := SummaryLimit - len([]rune(before)) - len([]rune(after))
	if letters := []rune(name); len(letters) > room {
		name = string(letters[:max(0, room-1)]) + "…"
	}
	return before + name + after
}
