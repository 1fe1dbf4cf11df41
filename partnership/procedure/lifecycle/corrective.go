package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// toCorrect is how long the owner of a goal has to say what is done about it, unless
// the spec says otherwise.
var toCorrect = cadence.Span{Count: 3, Unit: cadence.BusinessDays}

// correct asks the owner of a KPI that is off track what is done about it, as an item
// (procedures 2). Where the spec declares how much time there is, the day by which
// the harm is limited and that by which the cause is known are owed, too.
func (p *Partnership) correct(out *procedure.Out, f procedure.Fact, now time.Time) {
	cause, of, _ := strings.Cut(f.Of, "/")
	goal, k, ok := p.Declared.KPI(of)
	if Cause(cause) != CauseRed || !ok || !p.keepsItems() {
		return
	}
	owner := p.ownerOf(goal)
	subject := cmp.Or(k.Title, k.ID)
	action := procedure.Item{
		ID: correctiveID(f.Of, f.At), Kind: procedure.ItemCorrective, What: subject, Owner: owner, For: waitsFor(p.Declared, owner, goal), Within: toCorrect,
	}
	items := []procedure.Item{action}
	if times, declared := p.timesFor(goal, k); declared {
		items[0].Within = times.Plan
		person, _ := p.Declared.Person(owner)
		words := wording.In(person.Language).Questions
		for _, step := range []struct {
			name, words string
			within      cadence.Span
		}{{"contain", words.Contain, times.Contain}, {"cause", words.FindCause, times.Cause}} {
			part := action
			part.ID, part.Kind, part.What, part.Within = action.ID+"-"+step.name, procedure.ItemTask, fmt.Sprintf(step.words, p.Declared.Said(person.Language, subject)), step.within
			items = append(items, part)
		}
	}
	p.handOver(out, now, items...)
}

// correctiveID names what is asked because of a warning that was given at a time.
func correctiveID(warning string, at time.Time) string {
	return itemID("corrective", warning, at.UTC().Format(time.RFC3339))
}

// timesFor are the times that the spec declares for trouble with a KPI: those that
// are named like it or like its goal, else the first that are named like none.
func (p *Partnership) timesFor(goal partnership.Goal, k partnership.KPI) (partnership.CorrectiveAction, bool) {
	named := func(is func(string) bool) int {
		return slices.IndexFunc(p.Declared.Corrections, func(c partnership.CorrectiveAction) bool { return is(c.ID) })
	}
	for _, is := range []func(string) bool{
		func(id string) bool { return id == k.ID },
		func(id string) bool { return id == goal.ID },
		func(id string) bool {
			_, _, kpi := p.Declared.KPI(id)
			_, of := p.Declared.Goal(id)
			return !kpi && !of
		},
	} {
		if i := named(is); i >= 0 {
			return p.Declared.Corrections[i], true
		}
	}
	return partnership.CorrectiveAction{}, false
}

// uncorrect asks no more what is done about something that is over.
func (p *Partnership) uncorrect(out *procedure.Out, w *Warning, now time.Time) {
	if w.Cause != CauseRed || p.keeping() < 0 {
		return
	}
	p.keepItems(out, procedure.Order{Kind: procedure.OrderWaive, Item: correctiveID(w.name(), w.ToldAt)}, now)
}
