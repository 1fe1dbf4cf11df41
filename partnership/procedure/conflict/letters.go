package conflict

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Content is what mails of a conflict say beside what was written under seal. Which
// fields are set depends on the mail; people and levels are named by ID.
type Content struct {
	Number int `json:"number"`
	// Raiser has raised it and is the reader if Mine; With is with whom.
	Raiser string `json:"raiser"`
	With   string `json:"with,omitempty"`
	Mine   bool   `json:"mine,omitempty"`
	// Admin says that an admin has raised it in the raiser's name.
	Admin bool `json:"admin,omitempty"`
	// Copy says that the reader sits beside who speaks for their side, and Copies are
	// those on both sides who do.
	Copy   bool     `json:"copy,omitempty"`
	Copies []string `json:"copies,omitempty"`
	// Knows are those who have heard of it. First says that the reader has been asked
	// nothing about it before.
	Knows []string `json:"knows,omitempty"`
	First bool     `json:"first,omitempty"`
	// Title is what it is about; empty: what the sides do together.
	Title string `json:"title,omitempty"`
	// Goal says that it is about a goal or a milestone, which can be on hold.
	Goal bool `json:"about_goal,omitempty"`
	// Speaker speaks for the reader's side, Facing for the other.
	Speaker string `json:"speaker,omitempty"`
	Facing  string `json:"facing,omitempty"`
	Stage   Stage  `json:"stage"`
	Level   string `json:"level,omitempty"`
	// Within is the time of the level, or of the first one before it has begun, and
	// Ends when it is over.
	Within cadence.Span `json:"within,omitzero"`
	Ends   time.Time    `json:"ends,omitzero"`
	// Held is until when the goal is on hold.
	Held time.Time `json:"held,omitzero"`
	// NextLevel is the one above: NextPeople speak on it, or a mediator is asked, or it
	// is outside.
	NextLevel    string   `json:"next_level,omitempty"`
	NextPeople   []string `json:"next_people,omitempty"`
	NextMediator string   `json:"next_mediator,omitempty"`
	NextOutside  bool     `json:"next_outside,omitempty"`
	// Sharp are the parts of a statement that hold what sounds like blame.
	Sharp []string `json:"sharp,omitempty"`
	// Loops counts restatements that were not quite right; Confirmed are the sides
	// that were, the raiser's first; at the end those who said that it holds.
	Loops     int     `json:"loops,omitempty"`
	Confirmed [2]bool `json:"confirmed"`
	// Proposal is the number of a text, By who wrote it, Spoken that they say both
	// have agreed on it.
	Proposal int    `json:"proposal,omitempty"`
	By       string `json:"by,omitempty"`
	Spoken   bool   `json:"spoken,omitempty"`
	// Look counts the looks back, Slipped says that it does not hold.
	Look    int  `json:"look,omitempty"`
	Slipped bool `json:"slipped,omitempty"`
	// Days are until when each side does its part, the raiser's first.
	Days [2]string `json:"days"`
	// Rule says that both want the terms to say what was agreed on, OneRule that one does.
	Rule    bool `json:"rule,omitempty"`
	OneRule bool `json:"one_rule,omitempty"`
	// Follows is an earlier conflict about the same, Again asks whether it is.
	Follows int  `json:"follows,omitempty"`
	Again   bool `json:"again,omitempty"`
	// Contact is a mediator's address, Before that of one who has not answered.
	Contact string `json:"contact,omitempty"`
	Before  string `json:"before,omitempty"`
	// News is what has happened, Day and Reason belong to some.
	News   string `json:"news,omitempty"`
	Day    string `json:"day,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Until is when the reader's time to think ends, Waited that there is no more.
	Waited bool `json:"waited,omitempty"`
}

func (c Content) encode() json.RawMessage { return procedure.Encode(c) }

// about is what all mails to a side say.
func (s *step) about(side int) Content {
	c := Content{
		Number: s.Dispute.Number, Raiser: s.Dispute.Raiser, With: s.Dispute.With, Mine: side == 0, Title: s.Dispute.Matter.Title, Goal: s.Dispute.Matter.Goal != "",
		Speaker: s.Sides[side].Speaker, Facing: s.Sides[1-side].Speaker, Stage: s.Stage, Level: s.level().ID, Ends: s.Clock.Ends, Held: s.Dispute.Frozen,
		Follows: s.Dispute.Follows, Waited: s.Waited, Admin: s.Dispute.By == procedure.Admin, Knows: s.knows(), Copies: s.besideBoth(s.level()), First: !s.asked(s.Sides[side].Speaker), Within: s.level().Within,
	}
	if s.Dispute.Level == 0 {
		c.Within = s.Levels[0].Within
	}
	if next, ok := s.nextLevel(); ok {
		c.goesOn(s.Levels[next-1], s.Conflict)
	}
	return c
}

// goesOn says which level is next, and who speaks on it.
func (c *Content) goesOn(next Level, in *Conflict) {
	c.NextLevel, c.NextMediator, c.NextOutside, c.NextPeople = next.ID, next.Contact, next.External, nil
	if speakers, both, _ := in.seat(next); both && len(next.People) > 0 {
		c.NextPeople = procedure.Once(append(speakers[:], in.besideBoth(next)...)) // who read the same
	}
}

// asked reports whether somebody has been asked anything.
func (c *Conflict) asked(person string) bool {
	return slices.ContainsFunc(c.Inquiries, func(in Inquiry) bool {
		return slices.ContainsFunc(in.Circle.Asks, func(a asking.Ask) bool { return a.Person == person })
	})
}

// knows are the raiser and whoever has been asked anything.
func (c *Conflict) knows() []string {
	list := []string{c.Dispute.Raiser}
	for _, in := range c.Inquiries {
		for _, a := range in.Circle.Asks {
			list = append(list, a.Person)
		}
	}
	if c.Dispute.Level > 0 {
		list = append(list, c.Sides[0].Speaker, c.Sides[1].Speaker)
		list = append(list, c.besideBoth(c.level())...)
	}
	return procedure.Once(list)
}

// letter is a letter to somebody of a side that asks nothing. What its reader
// answers is under seal like all else.
func (s *step) letter(template procedure.Template, side int, person string) procedure.Letter {
	s.Letters++
	return procedure.Letter{
		Key: fmt.Sprintf("%s-%d/%s", template, s.Letters, person), Template: template, Form: procedure.FormNotice, Slug: s.Slug, Spec: s.Spec,
		Workflow: s.Workflow, Person: person, Ask: procedure.AskID(s.Workflow, "letter", person), About: s.Dispute.Matter.Title, At: s.now,
		Asking: procedure.Asking{Sealed: true}, Content: s.about(side).encode(),
	}
}

// write sends a letter, unless nothing reaches its reader or they want no mail.
func (s *step) write(l procedure.Letter) {
	if s.Address(&l) {
		l.Reader = nil // nobody reads it in their place
		s.out.Add(procedure.Send{Letter: l})
	}
}

// newsOn tells somebody of a side what has happened.
func (s *step) newsOn(side int, person, what string, shows []procedure.Writing, change ...func(*Content)) {
	c := s.about(side)
	c.News = what
	for _, f := range change {
		f(&c)
	}
	l := s.letter(TemplateNews, side, person)
	l.Content, l.Writings = c.encode(), slices.Clone(shows)
	s.write(l)
}

func (s *step) newsTo(side int, what string, shows []procedure.Writing, change ...func(*Content)) {
	s.newsOn(side, s.Sides[side].Speaker, what, shows, change...)
	if slices.Contains(forAll, what) {
		s.toBeside(side, what, shows, change...)
	}
}

// forAll is the news that those who sit beside a speaker read, too: what was agreed,
// and how it goes on or ends.
var forAll = []string{
	"settled", "resolved", "lapsed", "no-level-left", "nobody-wrote", "external", "refused", "longer", "crossed",
	"mediator-written", "no-mediator", "mediator-silent", "withdrawn", "carried-on", "moved-by-admin", "pushed-by-admin", "closed-by-admin",
}

// news tells the raiser, who alone knows of it.
func (s *step) news(person, what string) { s.newsOn(0, person, what, nil) }

func (s *step) tellBoth(what string, change ...func(*Content)) {
	for i := range s.Sides {
		s.newsTo(i, what, nil, change...)
	}
}

// report tells the partnership how it stands, and nothing that was written.
func (s *step) report() {
	s.Dispute.Stage = s.stage()
	d := s.Dispute
	s.Facts = slices.DeleteFunc(s.Facts, func(f procedure.Fact) bool { return f.Kind == procedure.FactUnclear })
	s.Report(s.out, s.now, procedure.Message{
		Shown: &procedure.Shown{Stage: s.stage(), Line: s.line(), Outcome: s.Decided},
		Facts: s.Facts, Heard: s.Heard, Dispute: &d, Items: s.items, Amendments: s.amendments,
	})
}

// snapshot is what the partnership has to hear of when it changes.
type snapshot struct {
	stage   Stage
	with    string
	matter  procedure.Matter
	level   int
	stated  bool
	frozen  time.Time
	outcome procedure.Outcome
}

func (c *Conflict) reported() snapshot {
	d := c.Dispute
	return snapshot{c.Stage, d.With, d.Matter, d.Level, d.Stated, d.Frozen, c.Decided}
}
