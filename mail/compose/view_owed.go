package compose

import (
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

// mostOwed bounds what a check-in shows of what is owed.
const mostOwed = 6

// owedView fills the line about something that is owed between the reader's side and
// another.
type owedView struct {
	What, Who, Party, Due string
	Mine, Own, Late       bool
}

// owed words what the reader's side owes, and what is owed to it, a line each: what
// is the reader's own first, and what is late before the rest.
func (w letterWriter) owed() (lines []string, more int, err error) {
	if w.letter.Wording() != checkin.TemplateAsk {
		return nil, 0, nil
	}
	own, _ := w.spec.PartyOf(w.person.ID)
	var mine, others []owedView
	for _, o := range w.standing.Owed {
		owner, _ := w.spec.PartyOf(o.Owner)
		waits, _ := w.spec.PartyOf(o.For)
		if o.Kind != procedure.ItemTask || o.Due == "" || o.Stage == procedure.ItemProposed || owner.ID != own.ID && waits.ID != own.ID {
			continue
		}
		v := owedView{
			What: clip(oneLine(o.What), maxQuote), Who: w.who(o.Owner), Party: oneLine(owner.Name),
			Mine: o.Owner == w.person.ID, Own: owner.ID == own.ID, Late: !o.Since.IsZero(),
		}
		if v.Due, err = w.day(o.Due); err != nil {
			return nil, 0, err
		}
		if v.Mine {
			mine = append(mine, v)
		} else {
			others = append(others, v)
		}
	}
	all := append(mine, others...)
	for _, v := range all[:min(len(all), mostOwed)] {
		line, err := w.catalog.line("owed-line", v)
		if err != nil {
			return nil, 0, err
		}
		lines = append(lines, line)
	}
	return lines, len(all) - len(lines), nil
}
