package exit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Content is what mails about an exit say of it. People and parties are named by their IDs.
type Content struct {
	Cause  procedure.PartingCause `json:"cause,omitempty"`
	By     string                 `json:"by,omitempty"`
	Party  string                 `json:"party,omitempty"`
	Reason string                 `json:"reason,omitempty"`
	// From is when it was decided, and LastDay the last day.
	From    string `json:"from,omitempty"`
	LastDay string `json:"last_day,omitempty"`
	// Parallel is the day from which people work side by side with whoever takes over.
	Parallel   string `json:"parallel,omitempty"`
	Continuity string `json:"continuity,omitempty"`
	Tasks      []Task `json:"tasks,omitempty"`
	// Condition is what holds, as the mail that tells of it has it.
	Condition json.RawMessage `json:"condition,omitempty"`
	// Refused says that not all agree to take a notice back.
	Refused bool `json:"refused,omitempty"`
	// Against is the party that is said to have broken something, CureBy until when it can
	// put that right, Said what its lead says; Contested, that they see it differently. News
	// is what became of it.
	Against   string          `json:"against,omitempty"`
	CureBy    string          `json:"cure_by,omitempty"`
	Said      procedure.Words `json:"said,omitzero"`
	Contested bool            `json:"contested,omitempty"`
	News      string          `json:"news,omitempty"`
}

func (s *step) content() Content { return s.contentOf(s.Parting) }

func (s *step) contentOf(p procedure.Parting) Content {
	c := Content{
		Cause: p.Cause, By: p.By, Party: p.Party, Reason: p.Reason, LastDay: p.LastDay, Continuity: s.Continuity, Condition: p.Condition, Against: p.Against,
	}
	if !p.Since.IsZero() {
		c.From = p.Since.Format(time.DateOnly)
		c.Tasks = slices.DeleteFunc(slices.Clone(s.Tasks), func(t Task) bool { return !s.partOf(t) })
	}
	if !s.Parallel.IsZero() && !s.ParallelAt.IsZero() {
		c.Parallel = s.ParallelAt.Format(time.DateOnly)
	}
	return c
}

func (s *step) turn() string { return strconv.Itoa(s.Turn) }

// itemID names a task among what is owed.
func (x *Exit) itemID(t Task) string {
	if x.Turn == 0 {
		return "exit-" + t.ID
	}
	return fmt.Sprintf("exit-%d-%s", x.Turn, t.ID)
}

// why says in words for admins what leads to the end.
func (x *Exit) why() string {
	switch p := x.Parting; {
	case p.Cause == procedure.PartingNotice && x.leaves():
		return p.By + " gave notice for " + x.nameOf(p.Party) + ", the others go on"
	case p.Cause == procedure.PartingNotice:
		return p.By + " gave notice"
	case p.Cause == procedure.PartingTrigger:
		return "all leads agreed, because " + p.Trigger + " holds"
	case p.Cause == procedure.PartingTerm:
		return "the term ends"
	case p.Cause == procedure.PartingBreach:
		return x.nameOf(p.Against) + " has not put right what it broke, say the others"
	case p.Cause == procedure.PartingTogether:
		return x.nameOf(p.Against) + " leaves, and the others do not go on without it"
	default:
		return "an admin: " + p.Reason
	}
}

// desk is what the circles ask with. What people alone can say goes to no deputy.
func (s *step) desk(template procedure.Template) asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: template, About: Noun, Title: s.title(), Until: s.Until, Personal: true, Content: procedure.Encode(s.content()),
	}
}

func (s *step) confirmDesk(n *Notice) asking.Desk {
	d := s.desk(TemplateConfirm)
	c := s.contentOf(n.Parting)
	if n.Cause == procedure.PartingBreach { // the day until which it could be put right
		c.CureBy, c.LastDay = n.LastDay, ""
	}
	d.Content = procedure.Encode(c)
	return d
}

func (s *step) offerDesk() asking.Desk {
	d := s.desk(TemplateTrigger)
	d.Content = procedure.Encode(s.contentOf(s.Offered))
	return d
}

// wishDesk asks with the name of whoever wishes to go on.
func (s *step) wishDesk() asking.Desk {
	d := s.desk(TemplateStay)
	if c := s.content(); s.Wisher != "" {
		c.By = s.Wisher
		d.Content = procedure.Encode(c)
	}
	return d
}

func (s *step) lessonsDesk() asking.Desk {
	d := s.desk(TemplateLessons)
	d.Until = s.OverAt
	return d
}

// tellAll sends a notice to everybody who is not asked about the same.
func (s *step) tellAll(template procedure.Template) {
	asked := func(person string) bool {
		return template == TemplateNoticed && s.leaves() && slices.ContainsFunc(s.Others.Asks, func(a asking.Ask) bool { return a.Person == person })
	}
	var people []string
	for _, m := range s.People {
		if !asked(m.Person) {
			people = append(people, m.Person)
		}
	}
	s.tell(template, people, s.content())
}

// tell sends a notice to people. Whoever has given notice can take it back in the reply.
func (s *step) tell(template procedure.Template, people []string, c Content) {
	for _, person := range procedure.Once(people) {
		l := s.desk(template).Notice(person, template).With(c)
		l.Key = fmt.Sprintf("%s/%s/%d.%d", template, person, s.Turn, s.Wishes)
		if person == c.By && s.Decided == "" {
			for _, n := range s.Notices {
				for _, a := range n.Circle.Asks {
					if a.Person == person {
						l.Ask, l.Questions = a.ID, a.Questions
					}
				}
			}
		}
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}
