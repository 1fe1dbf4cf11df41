package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Asked is when a person was last asked something that is asked once in a while.
type Asked struct {
	Person string    `json:"person"`
	At     time.Time `json:"at"`
}

// askedNow remembers that a person is asked.
func askedNow(list []Asked, person string, now time.Time) []Asked {
	list = slices.DeleteFunc(list, func(known Asked) bool { return known.Person == person })
	return append(list, Asked{Person: person, At: now})
}

// halfYear is how many months lie between two such questions (procedures 1).
const halfYear = 6

// toGrant is how long whoever looks after something has to let somebody in.
var toGrant = cadence.Span{Count: 3, Unit: cadence.BusinessDays}

// askAccess is who of a check-in is asked whether they can open what is shared, and
// remembers that they are.
func (p *Partnership) askAccess(o procedure.Occasion, now time.Time) []string {
	if o.Type != procedure.CheckIn || !p.keepsItems() {
		return nil
	}
	var people []string
	for _, a := range o.Asks {
		asked := func(known Asked) bool {
			return known.Person == a.Person && now.Before(known.At.AddDate(0, halfYear, 0))
		}
		if a.For != "" || slices.ContainsFunc(p.Accesses, asked) || len(p.Declared.ToOpen(a.Person)) == 0 {
			continue
		}
		p.Accesses = askedNow(p.Accesses, a.Person, now)
		people = append(people, a.Person)
	}
	return people
}

// grant has whoever looks after something let a person in who cannot open it.
func (p *Partnership) grant(out *procedure.Out, list []procedure.Shut, now time.Time) {
	if !p.lives() || !p.keepsItems() {
		return
	}
	var items []procedure.Item
	for _, shut := range list {
		i := slices.IndexFunc(p.Declared.Resources, func(r partnership.Resource) bool { return r.ID == shut.Resource })
		person, there := p.Declared.Person(shut.Person)
		if i < 0 || !there {
			continue
		}
		r := p.Declared.Resources[i]
		owner, _ := p.Declared.Person(p.looksAfter(r, shut.Person))
		asked := slices.IndexFunc(p.Accesses, func(a Asked) bool { return a.Person == shut.Person })
		if owner.ID == "" || asked < 0 {
			continue
		}
		words := wording.In(owner.Language)
		items = append(items, procedure.Item{
			ID: itemID("access", shut.Person, r.ID, p.Accesses[asked].At.UTC().Format(time.RFC3339)), Owner: owner.ID, For: shut.Person, By: shut.Person, Within: toGrant,
			What: fmt.Sprintf(words.Questions.GiveAccess, person.Name, words.Quoted(p.Declared.Said(owner.Language, cmp.Or(r.Title, r.ID)))),
		})
	}
	if len(items) > 0 {
		p.handOver(out, now, items...)
	}
}

// looksAfter is who lets people in: whoever is named, else who speaks for the first
// party, or for another where that is the person.
func (p *Partnership) looksAfter(r partnership.Resource, person string) string {
	if r.Owner != "" {
		return r.Owner
	}
	for _, head := range p.Declared.Heads() {
		if head.ID != person {
			return head.ID
		}
	}
	return ""
}
