package procedure

import (
	"fmt"
	"strings"
)

// Gist says in a line who has written and what kind of mail it is, for admins who read a
// history. It holds no word of the mail: what is sealed stays so.
func (r Reply) Gist() string {
	switch r.Class {
	case ReplyAuto:
		return r.Person + ": automatic reply"
	case ReplyBounce:
		return "The mail to " + r.Person + " came back"
	case ReplyPromise:
		return r.Person + " promises to answer"
	case ReplyAbsence:
		return r.Person + " is away"
	case ReplyUnread:
		return r.Person + " wrote, and it could not be read"
	case ReplyHeld:
		return "A mail in the name of " + r.Person + " is held back"
	case ReplyAnswer:
	}
	did := []string{}
	switch {
	case r.Cast:
		did = append(did, "casts a ballot")
	case len(r.Answers) > 0:
		did = append(did, "answers "+Counted(len(r.Answers), "question"))
	}
	if len(r.Commands) > 0 {
		did = append(did, "writes "+Counted(len(r.Commands), "command"))
	}
	if len(r.Problems) > 0 {
		did = append(did, "has "+Counted(len(r.Problems), "line")+" that could not be read")
	}
	if len(did) == 0 {
		did = append(did, "writes")
	}
	return r.Person + " " + strings.Join(did, ", ")
}

// Gist says in a line who tells and what, for admins who read a history.
func (m Message) Gist() string {
	from := m.From
	if _, procedure, ok := strings.Cut(from, "/"); ok {
		from = procedure // the partnership's own name says nothing in its history
	}
	if from == "" {
		from = "Rapport"
	}
	switch {
	case m.Order != nil:
		return fmt.Sprintf("%s orders: %s", from, strings.ReplaceAll(string(m.Order.Kind), "-", " "))
	case m.Quarantined != nil:
		return Counted(*m.Quarantined, "mail") + " in quarantine"
	case len(m.Arrivals) > 0:
		return "What became of " + Counted(len(m.Arrivals), "letter")
	}
	var told []string
	if m.Shown != nil {
		stage := m.Shown.Stage
		if m.Shown.Outcome != "" {
			stage = string(m.Shown.Outcome)
		}
		told = append(told, stage)
		if n := len(m.Shown.Open); n > 0 {
			told = append(told, "waits for "+Counted(n, "answer"))
		}
	}
	for _, part := range []struct {
		n    int
		noun string
	}{{len(m.Readings), "figure"}, {len(m.Blockers), "blocker"}, {len(m.Heard), "command"}, {len(m.Items), "item"}, {len(m.Facts), "fact"}} {
		if part.n > 0 {
			told = append(told, Counted(part.n, part.noun))
		}
	}
	if len(told) == 0 {
		return from + " tells something"
	}
	return Summary("", from+": "+strings.Join(told, ", "), "")
}
