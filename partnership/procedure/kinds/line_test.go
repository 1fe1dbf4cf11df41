package kinds_test

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// performed is an effect and the time of its step.
type performed struct {
	procedure.Effect
	now time.Time
}

// String is the effect's kind and what tells it from others of the kind. No
// wording is in it: another word on a card breaks no history.
func (p performed) String() string {
	switch e := p.Effect.(type) {
	case procedure.Send:
		return word("send", e.Letter.Key, string(e.Letter.Template), string(e.Letter.Form))
	case procedure.Recall:
		if e.All {
			return word("recall", "all")
		}
		return word("recall", e.Keys...)
	case procedure.Await:
		return word("await", e.Keys...)
	case procedure.Wake:
		return word("wake", p.from(e.At))
	case procedure.Begin:
		return word("begin", e.Brief.Workflow)
	case procedure.Tell:
		return word("tell", e.To, told(e.Message))
	case procedure.Record:
		return recorded(e)
	case procedure.Keep:
		return word("keep")
	case procedure.Book:
		return word("book", fmt.Sprint(len(e.Entries)))
	case procedure.Show:
		return p.shown(e.Attributes)
	case procedure.Plan:
		return word("plan", p.from(e.After), fmt.Sprintf("kickoff=%t", e.Kickoff), fmt.Sprint(len(e.Begun)))
	case procedure.Reckon:
		return reckoned(e)
	case procedure.Tally:
		var ids []string
		for _, q := range e.Questions {
			ids = append(ids, q.ID)
		}
		return word("tally", ids...)
	case procedure.Publish:
		return word("publish", fmt.Sprint(len(e.Voters)), fmt.Sprintf("named=%t", e.Named), fmt.Sprintf("discard=%t", e.Discard))
	case procedure.Examine:
		var ids []string
		for _, w := range e.Of {
			ids = append(ids, w.By+" "+w.Question)
		}
		return word("examine", ids...)
	case procedure.Forget:
		return word("forget", p.from(e.At), fmt.Sprint(len(e.Keep)))
	case procedure.Respond:
		return "respond"
	case procedure.End:
		return word("end", string(e.Outcome))
	}
	return fmt.Sprintf("%T", p.Effect)
}

func word(kind string, of ...string) string { return kind + "(" + strings.Join(of, ",") + ")" }

// from is a time as seen from the step.
func (p performed) from(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	return at.Sub(p.now).String()
}

func told(m procedure.Message) string {
	if o := m.Order; o != nil {
		return ordered(*o)
	}
	s := fmt.Sprintf("readings=%d;blockers=%d", len(m.Readings), len(m.Blockers))
	if m.Shown != nil {
		s += fmt.Sprintf(";%s;open=%d;%s", m.Shown.Stage, len(m.Shown.Open), m.Shown.Outcome)
	}
	for _, f := range m.Facts {
		s += ";" + string(f.Kind)
	}
	return s
}

func ordered(o procedure.Order) string {
	s := string(o.Kind)
	if o.Gone {
		s += ";gone"
	}
	if len(o.People) > 0 {
		s += fmt.Sprintf(";people=%d", len(o.People))
	}
	return s
}

func recorded(r procedure.Record) string {
	var of []string
	for _, e := range r.Entries {
		of = append(of, strings.TrimSuffix(e.Kind+"/"+cmp.Or(string(e.Outcome), e.Actor), "/"))
	}
	return word("record", append(of, fmt.Sprint(len(r.Readings)))...)
}

// shown is what becomes search attributes: those that change are a command in
// a history. The digest of the spec is left out, since it says nothing.
func (p performed) shown(a procedure.Attributes) string {
	of := []string{cmp.Or(a.Stage, a.Phase), fmt.Sprint(a.Overdue)}
	if a.Health != "" {
		of = append(of, a.Health)
	}
	if a.Progress != nil {
		of = append(of, fmt.Sprintf("%.2f", *a.Progress))
	}
	for _, at := range []time.Time{a.NextAt, a.DueAt} {
		if !at.IsZero() {
			of = append(of, p.from(at))
		}
	}
	return word("show", of...)
}

func reckoned(r procedure.Reckon) string {
	var of []string
	for _, i := range r.Instants {
		kind, _, _ := strings.Cut(i.Key, "/")
		of = append(of, kind+"/"+i.Person+"/"+cmp.Or(i.Day, i.Span.String()))
	}
	for _, s := range r.StandIns {
		of = append(of, strings.Join(append([]string{"cover", s.Person, "not"}, s.Not...), "/"))
	}
	return word("reckon", of...)
}

// happened names an event.
func happened(ev procedure.Event) string {
	switch ev.Kind {
	case procedure.Replied:
		return word(string(ev.Kind), string(ev.Reply.Class), ev.Reply.ID, ev.Reply.Person)
	case procedure.Commanded:
		return word(string(ev.Kind), string(ev.Command.Name))
	case procedure.Told:
		if len(ev.Message.Arrivals) > 0 {
			return word(string(ev.Kind), arrived(ev.Message.Arrivals))
		}
		return word(string(ev.Kind), told(*ev.Message))
	case procedure.Arrived:
		return word(string(ev.Kind), arrived(ev.Arrivals))
	default:
		return string(ev.Kind)
	}
}

func arrived(arrivals []procedure.Arrival) string {
	var of []string
	for _, a := range arrivals {
		of = append(of, a.Key+"="+fate(a))
	}
	return strings.Join(of, ",")
}

func fate(a procedure.Arrival) string {
	switch {
	case a.Refused:
		return "refused"
	case a.Unwritten:
		return "unwritten"
	case !a.Held.IsZero():
		return "held"
	case a.At.IsZero():
		return "late"
	default:
		return "taken"
	}
}
