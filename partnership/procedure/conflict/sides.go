package conflict

import (
	"slices"
	"strconv"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Person is somebody of the partnership.
type Person struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Party    string `json:"party"`
	Language string `json:"language,omitempty"`
	// Head speaks for the party, Executive stands above.
	Head      bool `json:"head,omitempty"`
	Executive bool `json:"executive,omitempty"`
}

// Level is one rung of those who can settle it.
type Level struct {
	ID string `json:"id"`
	// People sit at the table, the first of a party speaks for it; none: the two who
	// are concerned do.
	People []string `json:"people,omitempty"`
	// Contact is a mediator, Alternate another one for when that one cannot.
	Contact   string `json:"contact,omitempty"`
	Alternate string `json:"alternate,omitempty"`
	External  bool   `json:"external,omitempty"`
	// Within is the time of the whole level, Meet until when both have met. Respond is
	// until when a side has answered: from then on it holds the other up no more.
	Within  cadence.Span `json:"within"`
	Respond cadence.Span `json:"respond,omitzero"`
	Meet    cadence.Span `json:"meet,omitzero"`
	// RefusedAfter is how long silence on a level outside means a refusal.
	RefusedAfter cadence.Span `json:"refused_after,omitzero"`
	// Above says that it stands above those who speak for the parties.
	Above bool `json:"above,omitempty"`
}

// New prepares a conflict that somebody has raised.
func New(spec partnership.Spec, b procedure.Brief) *Conflict {
	c := &Conflict{Base: procedure.NewBase(b), Stage: Raised}
	if b.Dispute != nil {
		c.Dispute = *b.Dispute
	}
	c.Others = b.Disputes
	for _, party := range spec.Parties {
		head, _ := party.Head()
		for _, p := range party.People {
			c.People = append(c.People, Person{
				ID: p.ID, Name: p.Name, Party: party.ID, Language: p.Language, Head: p.ID == head.ID,
				Executive: slices.Contains(p.Roles, partnership.RoleExecutive),
			})
		}
	}
	for _, g := range spec.Goals {
		c.Matters = append(c.Matters, procedure.Matter{Goal: g.ID, Title: g.Statement})
		for _, m := range g.Milestones {
			c.Matters = append(c.Matters, procedure.Matter{Goal: g.ID, Milestone: m.ID, Title: m.Title})
		}
	}
	c.Matters = append(c.Matters, b.Promises...)
	c.levels(spec.Ladder())
	raiser := c.person(c.Dispute.Raiser)
	c.Sides[0] = Side{Party: raiser.Party, Person: raiser.ID, Speaker: raiser.ID}
	if others := c.others(); len(others) == 1 && c.Dispute.With == "" {
		c.Dispute.With = others[0].ID
	}
	c.face(c.Dispute.With)
	return c
}

// levels are those who can settle it, and what is declared beside them.
func (c *Conflict) levels(ladder partnership.Conflict) {
	c.CoolingOff, c.Looks = ladder.CoolingOff, ladder.FollowUp
	for _, l := range ladder.Levels {
		level := Level{
			ID: l.ID, Contact: l.Contact, Alternate: l.Alternate, External: l.External,
			Within: l.Within, Respond: l.Respond, Meet: l.Meet, RefusedAfter: l.RefusedAfter,
		}
		for _, p := range c.People { // in the order of the spec
			if slices.Contains(l.Who, p.ID) {
				level.People = append(level.People, p.ID)
				level.Above = level.Above || p.Executive && !p.Head
			}
		}
		c.Levels = append(c.Levels, level)
	}
}

func (c *Conflict) person(id string) Person {
	i := slices.IndexFunc(c.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{ID: id, Name: id}
	}
	return c.People[i]
}

// others are the people of the other parties, with whom somebody can have
// something to settle: those who speak for them first, executives last.
func (c *Conflict) others() []Person {
	list := c.peopleOf(func(p Person) bool { return p.Party != c.person(c.Dispute.Raiser).Party })
	rank := func(p Person) int {
		switch {
		case p.Head:
			return 0
		case p.Executive:
			return 2
		default:
			return 1
		}
	}
	slices.SortStableFunc(list, func(a, b Person) int { return rank(a) - rank(b) })
	return list
}

func (c *Conflict) peopleOf(want func(Person) bool) []Person {
	var list []Person
	for _, p := range c.People {
		if want(p) {
			list = append(list, p)
		}
	}
	return list
}

// face makes a person the one with whom it is.
func (c *Conflict) face(with string) {
	c.Dispute.With = with
	p := c.person(with)
	if with != "" {
		c.Sides[1] = Side{Party: p.Party, Person: with, Speaker: with}
	}
}

// sideOf is the place of the side that somebody speaks for now.
func (c *Conflict) sideOf(person string) (place int, speaks bool) {
	for i, side := range c.Sides {
		if side.Speaker == person {
			return i, true
		}
	}
	return 0, false
}

// seat lets those speak for the sides whom a level names. It reports whether there
// is somebody for both, and whether they are others than those of the level before.
func (c *Conflict) seat(l Level) (speakers [2]string, both, others bool) {
	for i, side := range c.Sides {
		speakers[i] = c.speaker(l, side)
		others = others || speakers[i] != c.speaker(c.level(), side)
	}
	return speakers, speakers[0] != "" && speakers[1] != "", others
}

// beside are those of a side who sit on a level with its speaker.
func (c *Conflict) beside(l Level, side int) []string {
	var list []string
	for _, id := range l.People {
		if one := c.Sides[side]; c.person(id).Party == one.Party && id != one.Speaker {
			list = append(list, id)
		}
	}
	return list
}

// speaker is who speaks for a side on a level: the person concerned, if the level
// names them, or the first of the party whom it does.
func (c *Conflict) speaker(l Level, side Side) string {
	if len(l.People) == 0 || slices.Contains(l.People, side.Person) {
		if l.Contact != "" || l.External { // those above speak where somebody from outside is asked
			return c.topOf(side)
		}
		return side.Person
	}
	for _, id := range l.People {
		if c.person(id).Party == side.Party {
			return id
		}
	}
	return ""
}

// topOf is who has most say on a side: its executive, else who speaks for it.
func (c *Conflict) topOf(side Side) string {
	for _, of := range []func(Person) bool{
		func(p Person) bool { return p.Party == side.Party && p.Executive },
		func(p Person) bool { return p.Party == side.Party && p.Head },
	} {
		if found := c.peopleOf(of); len(found) > 0 {
			return found[0].ID
		}
	}
	return side.Speaker
}

// besideBoth are those of both sides.
func (c *Conflict) besideBoth(l Level) []string { return append(c.beside(l, 0), c.beside(l, 1)...) }

// level is the one on which it stands.
func (c *Conflict) level() Level {
	if c.Dispute.Level < 1 || c.Dispute.Level > len(c.Levels) {
		return Level{}
	}
	return c.Levels[c.Dispute.Level-1]
}

func (c *Conflict) name() string { return "Conflict " + strconv.Itoa(c.Dispute.Number) }

func (s *step) note(kind, actor, text string) {
	s.Note(s.out, s.now, procedure.Entry{Kind: kind, Actor: actor, Text: text})
}

func (c *Conflict) proposal(number int) *Proposal {
	i := slices.IndexFunc(c.Proposals, func(p Proposal) bool { return p.Number == number })
	if i < 0 {
		return nil
	}
	return &c.Proposals[i]
}
