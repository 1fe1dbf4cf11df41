package asking

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// obey deals with the commands of a reply: some are answered with a mail, and the
// receipt says what has become of the others. What they ask of the partnership is
// told by orders.
func (c *Circle) obey(d Desk, a *Ask, r procedure.Reply) []procedure.Reaction {
	var reactions []procedure.Reaction
	var written []procedure.Template
	for n, command := range r.Commands {
		template, answered := procedure.Answering(command)
		switch {
		case answered && slices.Contains(written, template):
		case answered:
			written = append(written, template)
			d.Out.Add(procedure.Send{Letter: c.answering(d, a, r, template)})
		case command.Name == partnership.CommandDelegate:
			if refused, ok := c.delegate(d, a, r, n); ok {
				reactions = append(reactions, refused)
			}
		default:
			if r := procedure.React(command, d.Sealed); !r.Elsewhere() {
				reactions = append(reactions, r)
			}
		}
	}
	return reactions
}

// answering is the letter that answers a command at once.
func (c *Circle) answering(d Desk, a *Ask, r procedure.Reply, template procedure.Template) procedure.Letter {
	l := c.letter(d, a, "", fmt.Sprintf("%s/%s", template, r.ID))
	l.Template, l.Phrases, l.Urgent = template, d.Template, true
	l.InReplyTo, l.Understood = r.Source, a.Answers()
	return Answering(l)
}

// AnswerCommands answers the commands of a mail that no ask takes: some with a mail
// each, drafted for its template, and of the others it says what has become of them.
func AnswerCommands(out *procedure.Out, r procedure.Reply, draft func(procedure.Template) procedure.Letter) []procedure.Reaction {
	var reactions []procedure.Reaction
	var written []procedure.Template
	for _, c := range r.Commands {
		template, answered := procedure.Answering(c)
		switch {
		case !answered:
			if reaction := procedure.React(c, r.Sealed); !reaction.Elsewhere() {
				reactions = append(reactions, reaction)
			}
		case !slices.Contains(written, template):
			written = append(written, template)
			out.Add(procedure.Send{Letter: Answering(draft(template))})
		}
	}
	return reactions
}

// Answering makes a letter the answer to a command that its template stands for.
func Answering(l procedure.Letter) procedure.Letter {
	if l.Template == procedure.TemplateStatus || l.Template == procedure.TemplateHelp {
		l.Form = procedure.Form(l.Template)
		return l
	}
	l.Form, l.Phrases, l.Asking = procedure.FormAnswer, "", procedure.Asking{}
	return l
}

// delegate looks for the colleague to whom a person passes an ask on, or says why
// that cannot be.
func (c *Circle) delegate(d Desk, a *Ask, r procedure.Reply, n int) (procedure.Reaction, bool) {
	command := r.Commands[n]
	reaction := procedure.Reaction{Command: command}
	switch {
	case d.alone():
		reaction.Result = procedure.ResultPersonal
	case a.Complete() || c.Closed():
		reaction.Result = procedure.ResultNothing
	default:
		name := command.Argument
		if strings.TrimSpace(name) == "" {
			name = "?" // nobody: the colleagues are listed
		}
		d.Out.Add(procedure.Reckon{Spec: d.Spec, Presence: d.Presence, StandIns: []procedure.StandIn{{
			Key: delegateKey(a.ID, r), Person: a.Person, At: d.Now, Named: name,
		}}})
		a.Passing = command.Argument
		return reaction, false
	}
	return reaction, true
}

// delegateKey remembers which mail wants an ask passed on.
func delegateKey(ask string, r procedure.Reply) string {
	return "delegate/" + ask + "/" + r.ID + "/" + r.Source
}

// delegated asks the colleague who was found, and lets the person know who it is,
// or who it could be. An address that nobody knows is for the lead to judge.
func (c *Circle) delegated(d Desk, a *Ask, mail string, s procedure.ReckonedStandIn) []Happening {
	id, source, _ := strings.Cut(mail, "/")
	reply := procedure.Reply{ID: id, Person: a.Person, Source: source}
	command := partnership.Command{Name: partnership.CommandDelegate, Argument: a.Passing}
	reaction := procedure.Reaction{Command: command, Result: procedure.ResultDone, Names: s.Choices}
	a.Passing = ""
	var happened []Happening
	switch {
	case a.Complete() || c.Closed():
		reaction.Result, reaction.Names = procedure.ResultNothing, nil
	case s.Person != "":
		reaction.Names = []string{s.Name}
		happened = c.pass(d, a, s)
	case strings.Contains(command.Argument, "@"):
		reaction.Result = procedure.ResultProposed
		happened = []Happening{{Kind: Ordered, Ask: a, Heard: []procedure.Heard{{Command: command, Person: a.Person, Reply: id, Source: source}}}}
	default:
		reaction.Result = procedure.ResultNobody
	}
	l := c.receipt(d, a, reply)
	l.Key += "/delegate"
	l.Reactions = []procedure.Reaction{reaction}
	if a.Covered {
		l.Open = nil
	}
	d.Out.Add(procedure.Send{Letter: l})
	return happened
}

// pass asks a colleague in a person's place, for as long as is left of the window.
// Whoever is asked already for the same answer is asked no second time.
func (c *Circle) pass(d Desk, a *Ask, s procedure.ReckonedStandIn) []Happening {
	a.Covered = true
	same := func(o Ask) bool { return o.Person == s.Person && o.Subject() == a.Subject() }
	if i := slices.IndexFunc(c.Asks, same); i >= 0 {
		c.Asks[i].Covered = false
		return []Happening{{Kind: Covering, Ask: &c.Asks[i]}}
	}
	colleague := Ask{
		AskTimes: procedure.AskTimes{
			Person: s.Person, For: a.Subject(), Send: d.Now, Due: d.Now.Add(a.Due.Sub(a.begun(d.Now))).In(a.Due.Location()), City: s.City,
		},
		Name: s.Name, Party: a.Party, Questions: a.Questions, Window: a.Window, Delegated: a.Person,
	}
	c.Add(d.Workflow, colleague)
	return []Happening{{Kind: Covering, Ask: &c.Asks[len(c.Asks)-1]}}
}

// begun is when an ask's window began.
func (a Ask) begun(now time.Time) time.Time {
	if a.Arrived() {
		return a.SentAt
	}
	return now
}

// orders are what a reply asks of the partnership. An answer ends an absence.
func (c *Circle) orders(d Desk, a *Ask, r procedure.Reply, answered bool) []Happening {
	heard := r.Orders()
	leaves := func(h procedure.Heard) bool { return h.Name == partnership.CommandAway }
	if _, away := d.Presence.AwayUntil(a.Person); away && answered && r.By == "" && !slices.ContainsFunc(heard, leaves) {
		back := partnership.Command{Name: partnership.CommandBack}
		heard = append(heard, procedure.Heard{Command: back, Person: a.Person, Reply: r.ID, Source: r.Source})
	}
	if len(heard) == 0 {
		return nil
	}
	return []Happening{{Kind: Ordered, Ask: a, Reply: &r, Heard: heard}}
}

// presence goes by what people have said about being there.
func (c *Circle) presence(d Desk, p procedure.Presence) {
	before := d.Presence
	d.Presence = p
	for i := range len(c.Asks) {
		a := &c.Asks[i]
		if stopped := p.HasStopped(a.Person) || p.HasStopped(a.For); stopped != a.Stopped {
			c.stop(d, a, stopped)
		}
		until, away := p.AwayUntil(a.Person)
		last, was := before.AwayUntil(a.Person)
		switch {
		case away && (!was || until != last):
			a.Away, a.Back = until.String(), time.Time{}
			c.standIn(d, a)
		case was && !away && a.Away != "":
			c.cameBack(d, a)
		}
	}
}

// stop asks a person nothing any more, or again.
func (c *Circle) stop(d Desk, a *Ask, stopped bool) {
	a.Stopped = stopped
	if stopped && !a.Arrived() && a.Key != "" {
		d.Out.Add(procedure.Recall{Keys: []string{a.Key}})
		a.Key, a.Waiting = "", false
	}
}

// cameBack takes a person for here again: they are waited for, and nobody in
// their place.
func (c *Circle) cameBack(d Desk, a *Ask) {
	a.Away, a.Back = "", time.Time{}
	if !a.Covered || a.Complete() || c.Closed() {
		return
	}
	a.Covered = false
	if a.Reminded == len(a.Remind) && d.Now.Before(a.Due) { // those before the return were dropped
		half := d.Now.Add(a.Due.Sub(d.Now) / 2)
		a.Remind = append(a.Remind, half.In(a.Due.Location()))
	}
	var keys []string
	for i := range c.Asks {
		other := &c.Asks[i]
		if other.ID == a.ID || other.Subject() != a.Subject() || other.Complete() {
			continue
		}
		other.Covered = true
		if !other.Arrived() && other.Key != "" {
			keys = append(keys, other.Key)
		}
	}
	if len(keys) > 0 {
		d.Out.Add(procedure.Recall{Keys: keys})
	}
}
