package compose

import (
	"regexp"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
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
	mine, others, err := w.owing()
	if err != nil {
		return nil, 0, err
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

// owing is what is owed between the reader's side and others: what is the reader's own,
// and the rest.
func (w letterWriter) owing() (mine, others []owedView, err error) {
	own, _ := w.spec.PartyOf(w.person.ID)
	for _, o := range w.standing.Owed {
		owner, _, ours := w.sides(o)
		if o.Kind != procedure.ItemTask || o.Due == "" || o.Stage == procedure.ItemProposed || !ours {
			continue
		}
		v := owedView{
			What: clip(oneLine(o.What), maxQuote), Who: w.who(o.Owner), Party: oneLine(owner.Name),
			Mine: o.Owner == w.person.ID, Own: owner.ID == own.ID, Late: !o.Since.IsZero(),
		}
		if v.Due, err = w.day(o.Due); err != nil {
			return nil, nil, err
		}
		if v.Mine {
			mine = append(mine, v)
		} else {
			others = append(others, v)
		}
	}
	return mine, others, nil
}

// sides are the parties of whoever owes something and of whoever waits for it, and whether one
// of them is the reader's: what others owe each other is none of theirs.
func (w letterWriter) sides(o procedure.Owed) (owner, waits partnership.Party, ours bool) {
	own, _ := w.spec.PartyOf(w.person.ID)
	owner, _ = w.spec.PartyOf(o.Owner)
	waits, _ = w.spec.PartyOf(o.For)
	return owner, waits, owner.ID == own.ID || waits.ID == own.ID
}

// settling are words by which somebody says of a thing that it is done, or has another
// day.
var settling = regexp.MustCompile(`(?i)\b(?:done|finished|extend)\b|готово|сделано|продлить`)

// owedHint answers somebody who writes in a check-in about what they owe, which stands
// there in lines without numbers: it names what is theirs, and says where to write it.
func (w letterWriter) owedHint() (string, error) {
	if w.letter.Form != procedure.FormReceipt || w.letter.Wording() != checkin.TemplateAsk {
		return "", nil
	}
	ofItem := func(r procedure.Reaction) bool { return r.OfItem() && r.Result == procedure.ResultNothing }
	if !slices.ContainsFunc(w.letter.Problems, settling.MatchString) && !slices.ContainsFunc(w.letter.Reactions, ofItem) {
		return "", nil
	}
	mine, _, err := w.owing()
	if err != nil || len(mine) == 0 {
		return "", err
	}
	return w.catalog.line("owed-say", mine[:min(len(mine), mostOwed)])
}
