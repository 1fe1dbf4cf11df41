package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// askTending is who of a check-in is asked how many hours their side has put into the
// partnership itself, and remembers that they are: who speaks for a side, once in each
// quarter of the term but the first.
func (p *Partnership) askTending(o procedure.Occasion, now time.Time) []string {
	quarter := p.quarter(now)
	if o.Type != procedure.CheckIn || !p.followsUp() || quarter == 0 {
		return nil
	}
	heads := p.Declared.Heads()
	var people []string
	for _, a := range o.Asks {
		asked := func(known Asked) bool { return known.Person == a.Person && p.quarter(known.At) == quarter }
		speaks := slices.ContainsFunc(heads, func(h partnership.Person) bool { return h.ID == a.Person })
		if a.For != "" || !speaks || slices.ContainsFunc(p.Tending, asked) {
			continue
		}
		p.Tending = askedNow(p.Tending, a.Person, now)
		people = append(people, a.Person)
	}
	return people
}

// quarter is how many quarters of the term are over.
func (p *Partnership) quarter(now time.Time) int {
	today, n := cadence.DateOf(p.here(now)), 0
	for !today.Before(cadence.Period{Months: 3 * (n + 1)}.AddTo(p.Declared.Start)) {
		n++
	}
	return n
}

// tendingSection shows what each side has last put into the partnership itself.
func (p *Partnership) tendingSection() card.Section {
	s := card.Section{Title: "Hours for the partnership itself", Noun: "parties"}
	for _, t := range standing.Tended(p.Declared, p.Readings) {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s: %s in the three months before %s", card.Cell(p.partyName(t.Party)), wording.English().Number(t.Last), t.AsOf)))
	}
	return s
}
