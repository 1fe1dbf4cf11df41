package asking

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Member is somebody who takes part in a procedure, as a later stage of it asks them.
type Member struct {
	Person   string `json:"person"`
	Name     string `json:"name"`
	Party    string `json:"party"`
	Language string `json:"language,omitempty"`
	City     string `json:"city,omitempty"`
}

// MemberOf is a person of a party.
func MemberOf(p partnership.Person, party string) Member {
	return Member{Person: p.ID, Name: p.Name, Party: party, Language: p.Language, City: cadence.City(p.Zone)}
}

// HeadsOf are who speaks for the parties of a spec, in their order.
func HeadsOf(spec partnership.Spec) []Member {
	var heads []Member
	for _, party := range spec.Parties {
		if head, ok := party.Head(); ok {
			heads = append(heads, MemberOf(head, party.ID))
		}
	}
	return heads
}

// MembersOf are some people of a spec, in the order in which they are named.
func MembersOf(spec partnership.Spec, people ...string) []Member {
	var members []Member
	for _, id := range people {
		if p, ok := spec.Person(id); ok {
			party, _ := spec.PartyOf(id)
			members = append(members, MemberOf(p, party.ID))
		}
	}
	return members
}

// SpeakersOf are who can speak for each party of a spec, in its order: its leads, then its
// executives.
func SpeakersOf(spec partnership.Spec) []Member {
	var people []string
	for _, party := range spec.Parties {
		for _, role := range []partnership.Role{partnership.RoleLead, partnership.RoleExecutive} {
			for _, p := range party.People {
				if slices.Contains(p.Roles, role) {
					people = append(people, p.ID)
				}
			}
		}
	}
	return MembersOf(spec, procedure.Once(people)...)
}

// PartyOf is the party of a person among members, or empty.
func PartyOf(members []Member, person string) string {
	i := slices.IndexFunc(members, func(m Member) bool { return m.Person == person })
	if i < 0 {
		return ""
	}
	return members[i].Party
}

// Ask begins an ask of the member, without its questions.
func (m Member) Ask(w procedure.Window) Ask {
	return Ask{AskTimes: procedure.AskTimes{Person: m.Person, City: m.City}, Name: m.Name, Party: m.Party, Window: w}
}

// Other speaks, of some members, for another party than one: who waits for what that one
// does. Nobody if there is none.
func Other(members []Member, party string) string {
	i := slices.IndexFunc(members, func(m Member) bool { return m.Party != party })
	if i < 0 {
		return ""
	}
	return members[i].Person
}

// Staying are the members who have not left by a changed spec.
func Staying(members []Member, changes []procedure.PersonChange) []Member {
	return slices.DeleteFunc(slices.Clone(members), func(m Member) bool {
		return slices.ContainsFunc(changes, func(c procedure.PersonChange) bool { return c.Left && c.Person == m.Person })
	})
}

// Heads are who speaks for the parties by a changed spec; those before where it does not say.
func Heads(heads []procedure.Head, before []Member) []Member {
	if len(heads) == 0 {
		return before
	}
	var members []Member
	for _, h := range heads {
		if h.Person != "" {
			members = append(members, Member{Person: h.Person, Name: h.Name, Party: h.Party, Language: h.Language, City: h.City})
		}
	}
	return members
}

// Succeed asks whoever speaks for a party now, where those who were asked for it have left:
// no matter is lost with a person.
func (c *Circle) Succeed(workflow string, heads []Member, now time.Time, questions func(Member) []partnership.Question) {
	if len(c.Asks) == 0 || c.Closed() {
		return
	}
	for _, m := range heads {
		of := func(a Ask) bool { return a.Party == m.Party }
		stays := func(a Ask) bool { return of(a) && (!a.Left() || a.Person == m.Person) }
		if !slices.ContainsFunc(c.Asks, of) || slices.ContainsFunc(c.Asks, stays) {
			continue
		}
		a := m.Ask(c.Asks[0].Window)
		a.Send, a.Questions = now, questions(m)
		c.Add(workflow, a)
	}
}

// Relieve asks nobody for a party any more who does not lead it now and has not answered, though
// they are still there: whoever leads it is asked by Succeed. Who leads it again is asked again.
func (c *Circle) Relieve(d Desk, heads []Member) {
	if c.Closed() {
		return
	}
	for i := range c.Asks {
		a := &c.Asks[i]
		at := slices.IndexFunc(heads, func(m Member) bool { return m.Party == a.Party })
		switch {
		case at < 0:
		case heads[at].Person == a.Person && a.Replaced != "":
			a.Replaced, a.LeftWith = "", ""
		case heads[at].Person == a.Person, a.Complete(), a.Left():
		default:
			a.Replaced, a.LeftWith = heads[at].Person, d.Spec
			if !a.Arrived() && a.Key != "" {
				d.Out.Add(procedure.Recall{Keys: []string{a.Key}})
			}
		}
	}
}

// passedOn answers somebody in whose place another is asked, and reports whether it does.
func (c *Circle) passedOn(d Desk, a *Ask, r procedure.Reply) bool {
	if a.Replaced == "" || r.Class != procedure.ReplyAnswer || len(r.Answers)+len(r.Problems) == 0 {
		return false
	}
	d.note(r, r.Person+" was told that "+a.Replaced+" is asked instead")
	if r.By != "" {
		return true
	}
	l := d.Response(r, procedure.TemplateReceipt, procedure.FormReceipt, d.Template)
	l.Ask, l.Content, l.Sealed = r.Ask, d.Content, d.Sealed
	l.Explained = []procedure.Explanation{{Why: "lead-passed-on", Person: a.Replaced}}
	d.Out.Add(procedure.Send{Letter: l})
	return true
}
