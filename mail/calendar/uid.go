package calendar

import "strings"

// levels is how many parts the workflow ID of a meeting has: "<slug>/meeting/<name>/<date>".
const levels = 4

// UID names a meeting in calendars: by its workflow ID and what signs it.
func UID(workflow, signed, domain string) string {
	return strings.ReplaceAll(workflow, "/", ".") + "." + signed + "@" + domain
}

// Workflow takes a UID of ours apart: the workflow ID that it names, and what signs it. Whether
// that is genuine is for others to find out. Calendars change the case of nothing.
func Workflow(uid string) (workflow, signed string, ok bool) {
	local, _, ok := strings.Cut(strings.TrimSpace(uid), "@")
	parts := strings.Split(local, ".")
	if !ok || len(parts) != levels+1 {
		return "", "", false
	}
	return strings.Join(parts[:levels], "/"), parts[levels], true
}
