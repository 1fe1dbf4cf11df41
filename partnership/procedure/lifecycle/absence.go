package lifecycle

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// absence reads what an admin says of a person's absence: until a day, or with one that has
// passed that they are here again.
func (p *Partnership) absence(cmd procedure.Command, now time.Time) (until cadence.Date, back bool, err error) {
	slug := p.Declared.Slug
	if _, there := p.Declared.Person(cmd.Person); !there {
		return until, false, fmt.Errorf("away in %s: nobody there is called %q; there are %s", slug, cmd.Person, strings.Join(p.everybody(), ", "))
	}
	until, err = cadence.ParseDate(strings.TrimSpace(cmd.Until))
	if err != nil {
		return until, false, fmt.Errorf(`away in %s: write the last day of the absence of %s in "until" like 2027-01-10`, slug, cmd.Person)
	}
	last, away := p.Presence.AwayUntil(cmd.Person)
	switch back = until.Before(cadence.DateOf(p.here(now))); {
	case back && !away:
		err = fmt.Errorf("away in %s: %s has passed, and %s has not been away by mail or by your word", slug, until, cmd.Person)
	case !back && away && last == until:
		err = fmt.Errorf("away in %s: %s is away until %s already", slug, cmd.Person, until)
	}
	return until, back, err
}

// noteAbsence does what the person's own AWAY or BACK would do. The journal says whose word
// it is.
func (p *Partnership) noteAbsence(out *procedure.Out, cmd procedure.Command, now time.Time) (waits bool) {
	until, back, _ := p.absence(cmd, now)
	before, text := p.Presence, ""
	if back {
		p.Presence, text = p.Presence.Return(cmd.Person), "is here again"
	} else {
		p.Presence, text = p.Presence.Leave(cmd.Person, until), "is away until "+until.String()
	}
	text = fmt.Sprintf("An admin noted that %s %s", p.name(cmd.Person), text)
	if why := strings.TrimSpace(cmd.Reason); why != "" {
		text += ": " + why
	}
	p.record(out, now, procedure.EntryCommand, text)
	return p.followPresence(out, before, now)
}

// everybody is who is in the partnership, as the spec calls them.
func (p *Partnership) everybody() []string {
	var list []string
	for _, party := range p.Declared.Parties {
		for _, person := range party.People {
			list = append(list, person.ID)
		}
	}
	return list
}
