package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TemplateAddressDead is the mail to the lead about a person whom no mail reaches:
// what waits.
const TemplateAddressDead procedure.Template = "address-dead"

// phrasesReached word the all-clear to the same: mail arrives again.
const phrasesReached procedure.Template = "reached-again"

// Channel is what is the matter with mail to one person.
type Channel struct {
	Person string `json:"person"`
	// Address is the one that it is about: at another one all is forgotten.
	Address string `json:"address"`
	// Returned says why the latest mail came back, and At when.
	Returned procedure.Setback `json:"returned,omitempty"`
	At       time.Time         `json:"at,omitzero"`
	// Row counts the mails that came back in a row for what may be the address's
	// own reasons.
	Row    int       `json:"row,omitempty"`
	DeadAt time.Time `json:"dead_at,omitzero"`
	// Told is the lead who has heard that the address is dead.
	Told string `json:"told,omitempty"`
	Left *Left  `json:"left,omitempty"`
	// Moved is another address that the person, or their mailbox, has named.
	Moved string `json:"moved,omitempty"`
	// News is what whoever runs the engine should hear of it, and NewsAt since when.
	// The store finds both by their names.
	News   string    `json:"news,omitempty"`
	NewsAt time.Time `json:"news_at,omitzero"`
}

// news puts on record what has become of mail to somebody.
func (p *Partnership) news(out *procedure.Out, c *Channel, text string, now time.Time, discriminator ...string) {
	c.News, c.NewsAt = text, now
	p.record(out, now, procedure.EntryChannel, text, append([]string{c.Person, now.UTC().Format(time.RFC3339)}, discriminator...)...)
}

// mostReturned is how many mails in a row come back before an address is dead.
const mostReturned = 2

// covers reports whether the partnership goes by rules that know of channels.
func (p *Partnership) covers() bool { return p.Rules >= 2 }

// channel finds what is the matter with mail to a person, or nothing.
func (p *Partnership) channel(person string) *Channel {
	i := slices.IndexFunc(p.Channels, func(c Channel) bool { return c.Person == person })
	if i < 0 {
		return nil
	}
	return &p.Channels[i]
}

// troubled is the channel of a person with whose mail something has just become
// the matter.
func (p *Partnership) troubled(person partnership.Person) *Channel {
	if c := p.channel(person.ID); c != nil {
		return c
	}
	p.Channels = append(p.Channels, Channel{Person: person.ID, Address: person.Email})
	return &p.Channels[len(p.Channels)-1]
}

func (c Channel) dead() bool { return !c.DeadAt.IsZero() }

// returned takes a mail that came back. Two in a row, or one that is final, stop
// mail to the address; a full mailbox, a block and the like never do.
func (p *Partnership) returned(out *procedure.Out, who string, why procedure.Setback, now time.Time) {
	person, there := p.Declared.Person(who)
	if !p.covers() || !there {
		return
	}
	c := p.troubled(person)
	c.Returned, c.At = why, now
	if why.Accuses() {
		c.Row++
	}
	if c.dead() || !why.Final() && c.Row < mostReturned || !why.Accuses() {
		p.recall(now, "Mail to "+person.Name+" came back: "+why.Words())
		return
	}
	c.DeadAt = now
	p.news(out, c, "Nothing is sent to "+who+" any more: mail comes back", now)
	p.tellDead(out, c, now)
	p.askOthers(out, who, now)
	p.orderReach(out, now)
}

// Waiting is what somebody was to answer, where no mail reaches them.
type Waiting struct {
	Type  procedure.Type `json:"type"`
	About string         `json:"about"`
	Due   string         `json:"due"` // a day
}

// Unreached is what the lead of a person hears whom no mail reaches.
type Unreached struct {
	Who     string    `json:"who"` // their name
	Waiting []Waiting `json:"waiting"`
}

// tellDead lets the own side know. With nobody there to tell, that is on record.
func (p *Partnership) tellDead(out *procedure.Out, c *Channel, now time.Time) {
	c.Told = p.leadFor(c.Person)
	if c.Told == "" {
		p.record(out, now, procedure.EntryChannel, "Nobody is there who could be told that no mail reaches "+c.Person, "untold", c.Person)
		return
	}
	l := p.notice(TemplateAddressDead, c.Told, now).With(Unreached{Who: p.name(c.Person), Waiting: p.waitsFor(c.Person)})
	l.Key = aboutPerson(l, *c, now)
	p.write(out, l)
}

// aboutPerson is the key of a letter about a person: mail to forty people comes back
// within a second.
func aboutPerson(l procedure.Letter, c Channel, now time.Time) string {
	return fmt.Sprintf("%s/%s/%s/%d", l.Template, l.Person, c.Person, now.Unix())
}

// waitsFor lists what a person was asked and has not answered.
func (p *Partnership) waitsFor(person string) []Waiting {
	list := []Waiting{}
	for _, r := range p.Running {
		for _, o := range r.Shown.Open {
			if o.Person == person && r.waits() {
				list = append(list, Waiting{Type: r.Type, About: r.Name, Due: cadence.DateOf(o.Due).String()})
			}
		}
	}
	return list
}

// leadFor is who speaks for a person's side when the person cannot: the party's
// lead, or else its executive, whom mail reaches.
func (p *Partnership) leadFor(person string) string {
	party, _ := p.Declared.PartyOf(person)
	for _, role := range []partnership.Role{partnership.RoleLead, partnership.RoleExecutive} {
		for _, other := range party.People {
			if other.ID != person && slices.Contains(other.Roles, role) && p.reachOf(other.ID).Lost == "" {
				return other.ID
			}
		}
	}
	return ""
}

// alive takes a sign of life: the person has written.
func (p *Partnership) alive(out *procedure.Out, who string, now time.Time) {
	c := p.channel(who)
	if c == nil || c.Left.agreed() {
		return
	}
	was := *c
	if c.Left != nil && !c.Left.Spoken {
		c.Left = nil // their mailbox was wrong, or somebody else's
	}
	c.Returned, c.Row, c.DeadAt, c.Told = "", 0, time.Time{}, ""
	if c.Left == nil && c.Moved == "" {
		p.forget(who)
	}
	if was.dead() || was.Left != nil && !was.Left.Spoken {
		p.recovered(out, was, now)
		p.orderReach(out, now)
	}
}

func (p *Partnership) forget(who string) {
	p.Channels = slices.DeleteFunc(p.Channels, func(c Channel) bool { return c.Person == who })
}

// recovered is when mail reaches a person again: whoever was told of the trouble
// is told that it is over.
func (p *Partnership) recovered(out *procedure.Out, c Channel, now time.Time) {
	p.record(out, now, procedure.EntryChannel, "Mail reaches "+c.Person+" again", "again", c.Person, now.UTC().Format(time.RFC3339))
	if _, there := p.Declared.Person(c.Told); there {
		l := p.notice(procedure.TemplateAllClear, c.Told, now).With(Unreached{Who: p.name(c.Person), Waiting: []Waiting{}})
		l.Phrases = phrasesReached
		l.Key = aboutPerson(l, c, now)
		p.write(out, l)
	}
}

// reachOf is how a person can be reached.
func (p *Partnership) reachOf(person string) procedure.Reach {
	c := p.channel(person)
	if c == nil {
		return procedure.Reach{Person: person}
	}
	r := procedure.Reach{Person: person, Returned: c.Returned}
	if c.dead() {
		r.Lost = procedure.LossDead
	}
	switch {
	case c.Left.agreed() && c.Left.Successor != "":
		r.Lost, r.Successor = procedure.LossLeft, c.Left.Successor
	case c.Left.agreed() && c.Left.Trusted:
		r.Lost, r.Reader = "", &procedure.Reader{Name: c.Left.readerName(), Email: c.Left.Address}
	case c.Left.agreed(), c.Left.announced():
		r.Lost = procedure.LossLeft
	}
	return r
}

// reach is how all can be reached who cannot be as the spec has it.
func (p *Partnership) reach() []procedure.Reach {
	var list []procedure.Reach
	for _, c := range p.Channels {
		if r := p.reachOf(c.Person); r.Lost != "" || r.Reader != nil || r.Returned != "" {
			list = append(list, r)
		}
	}
	return list
}

// orderReach lets everything know that asks.
func (p *Partnership) orderReach(out *procedure.Out, now time.Time) {
	for _, r := range p.Running {
		if r.waits() {
			p.order(out, r.Workflow, procedure.Order{Kind: procedure.OrderReach, Reach: p.reach()}, now)
		}
	}
}

// write sends a letter of the partnership itself, to whoever reads the person's
// mail. Nothing goes where it does not arrive, or to whoever wants no mail.
func (p *Partnership) write(out *procedure.Out, l procedure.Letter) {
	r := p.reachOf(l.Person)
	if r.Lost != "" || p.Presence.HasStopped(l.Person) {
		return
	}
	l.Reader = r.Reader
	out.Add(procedure.Send{Letter: l})
}

// follow takes over what a changed spec says of people: at another address all
// trouble is over, and a successor whom it names gets the page about the work.
func (p *Partnership) follow(out *procedure.Out, now time.Time) {
	p.Also = slices.DeleteFunc(p.Also, func(a Also) bool {
		person, there := p.Declared.Person(a.Person)
		return !there || person.Has(a.Address)
	})
	for _, c := range slices.Clone(p.Channels) {
		person, there := p.Declared.Person(c.Person)
		if there && person.Email == c.Address {
			continue
		}
		p.forget(c.Person)
		if c.Left.agreed() && !c.Left.HandedOver {
			p.handOverTo(out, c, p.named(*c.Left, c.Person), now)
		}
		if there && c.dead() {
			p.recovered(out, c, now)
		}
	}
}

// ToWrite says what a spec has to say of people whose mail does not arrive as it has
// it, a sentence each; nothing of those whom it knows at another address, or no more.
func (p *Partnership) ToWrite(changed partnership.Spec) []string {
	var lines []string
	for _, c := range p.Channels {
		person, there := changed.Person(c.Person)
		if !there || person.Email != c.Address {
			continue
		}
		switch l := c.Left; {
		case l.agreed() && l.Successor != "":
			lines = append(lines, fmt.Sprintf("%s has left, and %s is asked instead: give the work of %q to %q, or name somebody else.", person.Name, p.name(l.Successor), c.Person, l.Successor))
		case l.agreed() && l.Address != "":
			lines = append(lines, fmt.Sprintf("%s has left, says their side: write `name = %q` and `email = %q` into person %q.", person.Name, l.readerName(), l.Address, c.Person))
		case l.agreed(), l.announced():
			lines = append(lines, fmt.Sprintf("%s has left, or will: write into person %q who takes over.", person.Name, c.Person))
		case c.Moved != "":
			lines = append(lines, fmt.Sprintf("%s has another address, says a mail: write `email = %q` into person %q if it is so.", person.Name, c.Moved, c.Person))
		case c.dead():
			lines = append(lines, fmt.Sprintf("No mail reaches %s at %s since %s: write the right `email` into person %q.", person.Name, c.Address, c.DeadAt.UTC().Format("2 Jan"), c.Person))
		}
	}
	for _, a := range p.Also {
		if person, there := changed.Person(a.Person); there && !person.Has(a.Address) {
			lines = append(lines, fmt.Sprintf("%s writes from another address, too: write `also = [%q]` into person %q.", person.Name, a.Address, a.Person))
		}
	}
	return lines
}

// channelLines tell an admin what is the matter with whose mail, and what to
// write into the spec.
func (p *Partnership) channelLines() []string {
	var lines []string
	for _, c := range p.Channels {
		if c.Moved != "" {
			lines = append(lines, fmt.Sprintf("%s has another address, says a mail: %s. Write it into the spec if it is so.", p.name(c.Person), c.Moved))
		}
		switch {
		case c.Left != nil:
			lines = append(lines, p.leftLine(c))
		case c.dead():
			lines = append(lines, fmt.Sprintf("**No mail reaches %s** since %s: nothing is sent. Write the right address into the spec.",
				p.name(c.Person), p.here(c.DeadAt).Format("2 Jan 15:04")))
		case c.Returned != "":
			lines = append(lines, fmt.Sprintf("A mail to %s came back on %s: %s.", p.name(c.Person), p.here(c.At).Format("2 Jan 15:04"), c.Returned.Words()))
		}
	}
	for _, a := range p.Also {
		lines = append(lines, fmt.Sprintf("%s writes from %s, too. Add it in the spec: `also = [%q]`.", p.name(a.Person), a.Address, a.Address))
	}
	return lines
}
