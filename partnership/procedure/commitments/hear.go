package commitments

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// What a mail is told: what follows from it, or why it has no effect and what
// would. Each names a phrase.
const (
	whyDone    = "item-noted-done"
	whyMoved   = "item-noted-moved"
	whyAsked   = "item-noted-asked"
	whyOpen    = "item-noted-open"
	whyWords   = "item-noted-words"
	whyTaken   = "item-noted-taken"
	whyBack    = "item-noted-back"
	whyPassed  = "item-noted-answer"
	whyHelped  = "item-noted-helped"
	whyLacking = "item-noted-lacking"
	whyAgain   = "item-noted-again"

	whyNoDay   = "item-no-day"
	whyPast    = "item-past"
	whyEarlier = "item-earlier"
	whyBeyond  = "item-beyond"
	whyAlready = "item-done-already"
	whyGone    = "item-dropped-already"
	whyNotNow  = "item-not-asked"
	whyNotMine = "item-not-yours"
	whyWhich   = "item-which"
	whyNothing = "item-nothing"
	whyOwnSide = "item-own-side"
	whyWhen    = "item-by-when"
	whyTooLate = "item-too-late"
	whyNotDone = "item-none-done"
	whyWhat    = "item-which-done"
)

func (s *step) explain(e procedure.Explanation) { s.explained = append(s.explained, e) }

// Hear takes a mail: answers to what was asked, commands, or both. All that
// follows from it is said in one receipt.
func (s *step) Hear(r procedure.Reply) {
	in := s.inquiryOf(r.Ask)
	if r.Class != procedure.ReplyAnswer {
		if in != nil && !in.Over {
			s.pass(in, procedure.Event{Kind: procedure.Replied, Reply: &r})
		}
		return
	}
	if slices.Contains(s.Seen, r.ID) {
		return
	}
	commands := r.Commands
	r.Commands = slices.DeleteFunc(slices.Clone(commands), partnership.Command.OfItem)
	for _, c := range commands {
		if c.OfItem() {
			s.command(c, &r, in)
		}
	}
	s.reply(r)
	s.answer(r)
}

// reply hands answers to whoever asks for them now.
func (s *step) reply(r procedure.Reply) {
	in := s.inquiryOf(r.Ask)
	switch {
	case in == nil || in.Over:
		in = s.redirect(&r)
	case in.Kind == inquiryDay && s.ownSide(in, r.Person):
		s.explain(procedure.Explanation{Why: whyOwnSide, Item: s.item(in.Items[0]).What, Person: s.item(in.Items[0]).For})
		in = nil
	}
	if in != nil {
		if in.Kind == inquiryDue {
			r.Answers = s.withEffect(r.Answers, r.Person)
		}
		s.pass(in, procedure.Event{Kind: procedure.Replied, Reply: &r})
		return
	}
	if !s.Seen.Add(r.ID) {
		return
	}
	s.note(procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " wrote about commitments", Source: r.Source}, r.ID)
	s.obeyCommands(r)
	if len(s.explained) == 0 && len(r.Problems) > 0 {
		s.explain(procedure.Explanation{Why: whyNothing})
	}
}

// withEffect leaves out what has none, and explains why: days that cannot be, and what
// is settled.
func (s *step) withEffect(answers []partnership.Answer, person string) []partnership.Answer {
	return slices.DeleteFunc(slices.Clone(answers), func(a partnership.Answer) bool {
		it := s.item(a.Question)
		switch {
		case it == nil:
			return false
		case it.Stage.Settled() && !s.takesBack(it, a, person):
			s.explainSettled(it)
			return true
		default:
			return a.Value.Date != nil && !s.possible(it, a.Value.Date.String())
		}
	})
}

// explainSettled says that nothing can be said of an item any more.
func (s *step) explainSettled(it *Item) {
	e := procedure.Explanation{Why: whyGone, Item: it.What}
	if it.Stage == procedure.ItemDone {
		e.Why, e.Day = whyAlready, it.SettledAt.In(it.LateAt.Location()).Format("2006-01-02")
	}
	s.explain(e)
}

// takesBack opens again what its owner has called done and takes back while answers
// may be corrected.
func (s *step) takesBack(it *Item, a partnership.Answer, person string) bool {
	yes := a.Value.Bool != nil && *a.Value.Bool
	if yes || it.Stage != procedure.ItemDone || it.Kind != procedure.ItemTask || person != it.SettledBy || s.now.Sub(it.SettledAt) > asking.CorrectionPeriod {
		return false
	}
	if it.Noted != "" {
		s.out.Add(procedure.Recall{Keys: []string{it.Noted}})
	}
	s.openAgain(it, person, s.cause()+"/"+s.now.UTC().Format(time.RFC3339))
	return true
}

// ownSide reports whether somebody would agree to their own side's day.
func (s *step) ownSide(in *Inquiry, person string) bool {
	it := s.item(in.Items[0])
	return it != nil && s.party(person) == s.party(it.Owner) && s.party(it.For) != s.party(it.Owner)
}

// redirect gives what was said of items to the list that asks for them now, and
// explains what nobody asks any more.
func (s *step) redirect(r *procedure.Reply) *Inquiry {
	var list *Inquiry
	var taken []partnership.Answer
	for _, a := range r.Answers {
		it := s.item(a.Question)
		in, ask := s.openList(r.Person, a.Question)
		switch {
		case it == nil:
			s.explain(procedure.Explanation{Why: whyNothing})
		case it.Stage.Settled() && s.takesBack(it, a, r.Person):
			s.early(it, a, *r)
		case it.Stage.Settled():
			s.explainSettled(it)
		case in == nil && r.Person != it.Owner:
			s.explain(procedure.Explanation{Why: whyNotMine, Item: it.What, Person: it.Owner})
		case in == nil:
			s.early(it, a, *r)
		default:
			list, r.Ask = in, ask
			taken = append(taken, a)
		}
	}
	r.Answers = taken
	if list == nil && len(r.Commands) > 0 {
		return nil
	}
	return list
}

// early takes what an owner says of an item that they are not asked about now.
func (s *step) early(it *Item, a partnership.Answer, r procedure.Reply) {
	switch v := a.Value; {
	case v.Bool != nil && *v.Bool:
		s.explain(procedure.Explanation{Why: whyDone, Item: it.What, Person: it.For})
		s.done(it, r.Person, "")
	case v.Date != nil:
		s.newDay(it, r.Person, v.Date.String(), "")
	case v.Text != nil:
		s.words(it, r.Person, strings.TrimSpace(*v.Text))
	default:
		s.explain(procedure.Explanation{Why: whyNotNow, Item: it.What, Day: it.Due})
	}
}

// openList finds the list in which somebody is asked about an item now.
func (s *step) openList(person, id string) (*Inquiry, string) {
	for i := range s.Inquiries {
		in := &s.Inquiries[i]
		if in.Over || in.Kind != inquiryDue {
			continue
		}
		for _, a := range in.Circle.Asks {
			if _, asked := a.Question(id); asked && (a.Person == person || a.Subject() == person) {
				return in, a.ID
			}
		}
	}
	return nil, ""
}

// command takes DONE and EXTEND. A number says which item of the list they mean;
// with one item none is needed.
func (s *step) command(c partnership.Command, r *procedure.Reply, in *Inquiry) {
	numbers, argument := asking.ItemNumbers(c.Argument)
	ids := s.meant(r.Person, numbers, in)
	switch {
	case len(ids) == 0 && len(numbers) == 0 && s.owner(r.Person) == 0:
		s.explain(s.notTheirs(r.Person, in))
		return
	case len(ids) == 0:
		s.explain(procedure.Explanation{Why: whyWhich})
		return
	}
	for _, id := range ids {
		it := s.item(id)
		answer := partnership.Answer{Question: id, Value: partnership.BoolValue(true), Raw: string(c.Name)}
		switch {
		case it == nil:
			s.explain(procedure.Explanation{Why: whyNothing})
			continue
		case c.Name == partnership.CommandExtend:
			day, err := cadence.ParseDate(asking.Extended(argument, it.Due, s.today(it)))
			if err != nil {
				s.explain(procedure.Explanation{Why: whyNoDay, Item: it.What, Limit: it.Due})
				continue
			}
			if !s.possible(it, day.String()) {
				continue
			}
			answer.Value, answer.Raw = partnership.DateValue(day), strings.TrimSpace(c.Argument)
		case argument != "":
			it.Said = procedure.Words{By: r.Person, Text: argument}
		}
		r.Answers = append(slices.DeleteFunc(r.Answers, func(a partnership.Answer) bool { return a.Question == id }), answer)
	}
}

// notTheirs says whose it is what somebody may mean who owes nothing: what the mail is
// about, or what they wait for.
func (s *step) notTheirs(person string, in *Inquiry) procedure.Explanation {
	e := procedure.Explanation{Why: whyNothing}
	for _, it := range s.Items {
		about := in != nil && len(in.Items) == 1 && in.Items[0] == it.ID
		awaited := in == nil && it.Stage == procedure.ItemOverdue && s.party(it.For) == s.party(person)
		switch {
		case !about && !awaited:
		case e.Why == whyNothing:
			e = procedure.Explanation{Why: whyNotMine, Item: it.What, Person: it.Owner}
		case it.Owner == e.Person:
			e.Item += "; " + it.What
		}
	}
	return e
}

// meant are the items that a command is about: those of the numbers in the mail
// that is answered, or the only one that it can mean.
func (s *step) meant(person string, numbers []int, in *Inquiry) []string {
	list := s.listOf(person, in)
	if len(numbers) > 0 {
		return numbered(list, numbers)
	}
	var open []string
	for _, id := range list {
		if it := s.item(id); it != nil && !it.Stage.Settled() && s.acts(person, it) {
			open = append(open, id)
		}
	}
	if len(open) == 0 && len(list) == 1 {
		return list // settled: that is said
	}
	if len(open) == 0 && (in == nil || in.Kind != inquiryDue) {
		for _, it := range s.Items {
			if !it.Stage.Settled() && it.asks() && it.Owner == person {
				open = append(open, it.ID)
			}
		}
	}
	if len(open) != 1 {
		return nil
	}
	return open
}

// listOf is the list that a mail answers, or the one that the person was asked
// with last.
func (s *step) listOf(person string, in *Inquiry) []string {
	if in != nil && in.Kind == inquiryDue {
		return in.Items
	}
	var list []string
	for i := range s.Inquiries {
		if other := &s.Inquiries[i]; !other.Over && other.Kind == inquiryDue && other.of(person) {
			list = other.Items
		}
	}
	return list
}

// numbered are the items of some numbers in a list, or none if one is not there.
func numbered(list []string, numbers []int) []string {
	var ids []string
	for _, n := range numbers {
		if n < 1 || n > len(list) {
			return nil
		}
		ids = append(ids, list[n-1])
	}
	return ids
}

// acts reports whether somebody may speak for an item's owner: they, and whoever is
// asked in their place.
func (s *step) acts(person string, it *Item) bool {
	_, ask := s.openList(person, it.ID)
	return person == it.Owner || ask != ""
}

// owner counts what somebody owes.
func (s *step) owner(person string) int {
	n := 0
	for _, it := range s.Items {
		if it.Owner == person && !it.Stage.Settled() {
			n++
		}
	}
	return n
}

// answer says in the receipt what follows from a mail.
func (s *step) answer(r procedure.Reply) {
	if len(s.explained) == 0 {
		return
	}
	list := s.explained
	if s.out.Reword("receipt/"+r.ID, func(l *procedure.Letter) { l.Explained = append(l.Explained, list...) }) {
		return
	}
	l := s.receipt(r, procedure.TemplateReceipt)
	l.Explained = list
	s.out.Add(procedure.Send{Letter: l})
}

// receipt is a letter that answers a mail which belongs to no open question.
func (s *step) receipt(r procedure.Reply, template procedure.Template) procedure.Letter {
	l := procedure.Letter{
		Key: fmt.Sprintf("%s/%s", template, r.ID), Template: template, Form: procedure.FormReceipt, Phrases: TemplateDue, Slug: s.Slug, Spec: s.Spec,
		Workflow: s.Workflow, Person: r.Person, Ask: r.Ask, At: s.now, Urgent: r.By == "", InReplyTo: r.Source,
	}
	l.By, l.Reason, l.Complete = r.By, r.Reason, false
	return l.With(Content{})
}

// obeyCommands deals with the commands of a mail that answers no open question.
func (s *step) obeyCommands(r procedure.Reply) {
	draft := func(t procedure.Template) procedure.Letter { return s.receipt(r, t) }
	s.ObeyCommands(s.out, r, draft, func(reactions []procedure.Reaction) procedure.Letter {
		l := s.receipt(r, procedure.TemplateReceipt)
		l.Key, l.Reactions = "receipt/"+r.ID, reactions
		return l
	})
}

// Typed reads what an admin answers in a person's place. Nobody consents for
// another.
func (c *Commitments) Typed(cmd procedure.Command) (procedure.Reply, error) {
	var asked []string
	for i := range c.Inquiries {
		in := &c.Inquiries[i]
		if in.Over {
			continue
		}
		for _, a := range in.Circle.Asks {
			switch {
			case a.Person != cmd.Person && a.Subject() != cmd.Person:
				asked = append(asked, a.Subject())
			case in.Kind == inquiryDay || in.Kind == inquiryProposed:
			default:
				r, err := in.Circle.Typed(cmd)
				if err == nil {
					r.Ask = a.ID
				}
				return r, err
			}
		}
	}
	return procedure.Reply{}, fmt.Errorf("answer for %q: nobody consents for another, and asked are %s", cmd.Person, strings.Join(append(procedure.Once(asked), "nobody else"), ", "))
}

// Check refuses commands that commitments cannot carry out.
func (c *Commitments) Check(cmd procedure.Command, _ time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case cmd.Name != procedure.AnswerFor:
		return fmt.Errorf("%s commitment: commitments take only %s; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, cmd.Name, c.Slug)
	case c.Ended:
		return fmt.Errorf("answer for %s: nothing is owed any more", cmd.Person)
	}
	_, err := c.Typed(cmd)
	return err
}
