package lifecycle

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TemplateChangeNotice tells people of a change that somebody made to the spec and that
// must not go unseen: where their mail goes, and who leads another side.
const TemplateChangeNotice procedure.Template = "change-notice"

// What a change notice is about. Values are written into the outbox.
const (
	ChangedAway = "away" // the reader's mail goes to another address from now on
	ChangedHere = "here" // it comes to this one
	ChangedLead = "lead" // somebody else leads another side
)

// ChangeNotice is what a change notice says.
type ChangeNotice struct {
	What string `json:"what"`
	// Lead is who leads their side from now on.
	Lead string `json:"lead,omitempty"`
}

// tellOfPeople tells of what a changed spec says of people: both addresses of somebody whose
// mail goes elsewhere hear of it, so that nobody takes over an account unseen, and the leads
// of the other sides who leads a side from now on.
func (p *Partnership) tellOfPeople(out *procedure.Out, old, spec partnership.Spec, now time.Time) {
	if old.Agreement == nil {
		return
	}
	for _, c := range procedure.ChangedPeople(old, spec) {
		if !c.Moved {
			continue
		}
		before, _ := old.Person(c.Person)
		after, _ := spec.Person(c.Person)
		change := procedure.ContentID(before.Email, after.Email)
		here := p.changeNotice(c.Person, spec.Digest(), now, ChangeNotice{What: ChangedHere}, change)
		if !p.Presence.HasStopped(c.Person) {
			away := p.changeNotice(c.Person, old.Digest(), now, ChangeNotice{What: ChangedAway}, change)
			away.Ask = p.formerAsk(c.Person)
			out.Add(procedure.Send{Letter: away})
		}
		p.write(out, here)
	}
	p.tellOfLeads(out, old, spec, now)
}

// tellOfLeads tells those who speak for the other sides who speaks for one from now on, and
// whoever did so far.
func (p *Partnership) tellOfLeads(out *procedure.Out, old, spec partnership.Spec, now time.Time) {
	if p.Digest != spec.Digest() {
		return // they do when it is in force
	}
	for _, party := range spec.Parties {
		head, led := party.Head()
		for _, was := range old.Parties {
			before, _ := was.Head()
			if was.ID != party.ID || !led || head.ID == before.ID {
				continue
			}
			for _, other := range append(spec.Heads(), before) {
				at, there := spec.PartyOf(other.ID)
				if !there || at.ID == party.ID && other.ID != before.ID {
					continue
				}
				l := p.changeNotice(other.ID, p.Digest, now, ChangeNotice{What: ChangedLead, Lead: head.ID}, party.ID, head.ID)
				l.Rides, l.Topic = true, string(TemplateChangeNotice)+"/"+party.ID
				p.write(out, l)
			}
		}
	}
}

// changeNotice is a letter about one change, written once.
func (p *Partnership) changeNotice(person, spec string, now time.Time, c ChangeNotice, of ...string) procedure.Letter {
	l := p.notice(TemplateChangeNotice, person, now).With(c)
	l.Key, l.Spec = fmt.Sprintf("%s/%s/%s/%s", TemplateChangeNotice, person, c.What, strings.Join(of, "/")), spec
	return l
}

// formerAsk is the ask of a letter to an address that is somebody's no more: that it comes
// back says nothing of them.
func (p *Partnership) formerAsk(person string) string {
	return procedure.AskID(p.Declared.Slug, string(TemplateChangeNotice)+"/"+ChangedAway, person)
}
