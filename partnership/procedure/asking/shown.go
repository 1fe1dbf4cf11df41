package asking

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// NothingRead is the remark about somebody in whose mail nothing was an answer.
const NothingRead = "wrote, but nothing could be read"

// AskedAt is when the mail arrived, as cards show it: on the clock of its due time.
func (a Ask) AskedAt() string {
	if !a.Arrived() {
		return "not yet"
	}
	return a.SentAt.In(a.Due.Location()).Format("Mon 2 Jan 15:04")
}

// Word is how an ask stands, as cards show it. Over says that what it asks is decided.
func (a Ask) Word(over bool, now time.Time) string {
	switch note := a.Remark(); {
	case a.Complete():
		return "answered"
	case over:
		return "settled"
	case note != "":
		return note
	case a.Late(now):
		return "**late**"
	default:
		return "waiting"
	}
}

// ObeyCommands deals with the commands of a mail that answers no open question: drafts answer
// those that are answered at once, a receipt says what became of the others, and what
// is asked of the partnership is news.
func (n *News) ObeyCommands(out *procedure.Out, r procedure.Reply, draft func(procedure.Template) procedure.Letter, receipt func([]procedure.Reaction) procedure.Letter) {
	if reactions := AnswerCommands(out, r, draft); len(reactions) > 0 {
		out.Add(procedure.Send{Letter: receipt(reactions)})
	}
	if orders := r.Orders(); len(orders) > 0 {
		n.Heard, n.Any = append(n.Heard, orders...), true
	}
}
