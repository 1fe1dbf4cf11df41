package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The mails about somebody who has left.
const (
	TemplateSuccessor procedure.Template = "successor" // to the lead: is it so?
	TemplateHandover  procedure.Template = "handover"  // to the successor: one page
)

// questionSuccessor is what the lead is asked.
const questionSuccessor = "successor"

// Left is the news that a person has left, and what their side says of it.
type Left struct {
	procedure.Departure
	At time.Time `json:"at"`
	// Lead is who was asked whether it is so.
	Lead string `json:"lead,omitempty"`
	// RemindAt is when they are reminded; zero: they have been, or it is being
	// reckoned.
	RemindAt time.Time `json:"remind_at,omitzero"`
	AgreedAt time.Time `json:"agreed_at,omitzero"`
	Declined bool      `json:"declined,omitempty"`
	// Successor is the person of the partnership who takes over, if it is one.
	Successor string `json:"successor,omitempty"`
	// Trusted says that the address is one of the organisation's own, so that a yes
	// is enough to write to it.
	Trusted bool `json:"trusted,omitempty"`
	// HandedOver says that the successor has the page about the work.
	HandedOver bool `json:"handed_over,omitempty"`
}

func (l *Left) agreed() bool { return l != nil && !l.AgreedAt.IsZero() }

// announced reports whether a mailbox or a mail server says that the person is
// gone, and their side has not denied it.
func (l *Left) announced() bool { return l != nil && !l.Spoken && !l.Declined }

func (l *Left) readerName() string { return cmp.Or(l.Name, l.Address) }

// departed takes the news that somebody has left. Their lead is asked; nobody's
// address changes by it.
func (p *Partnership) departed(out *procedure.Out, who string, d procedure.Departure, now time.Time) {
	person, there := p.Declared.Person(who)
	if !p.covers() || !there {
		return
	}
	c := p.troubled(person)
	if d.Moved {
		p.news(out, c, who+" has another address, says a mail; write it into the spec", now, "moved")
		c.Moved = d.Address
		return
	}
	if c.Left != nil && (c.Left.agreed() || c.Left.Departure == d || !c.Left.Declined) {
		return // known, or being asked about
	}
	c.Left = &Left{Departure: d, At: now}
	party, _ := p.Declared.PartyOf(who)
	c.Left.Successor = successorAmong(party, who, d)
	c.Left.Trusted = party.Owns(d.Address)
	c.Left.Lead = p.leadFor(who)
	p.news(out, c, who+" has left, or will", now, "left")
	p.propose(out, *c, now)
	if !d.Spoken {
		p.orderReach(out, now)
	}
}

// propose asks the lead, if there is one.
func (p *Partnership) propose(out *procedure.Out, c Channel, now time.Time) {
	if c.Left.Lead == "" {
		p.record(out, now, procedure.EntryChannel, "Nobody is there who could be asked who takes over from "+c.Person, "unasked", c.Person)
		return
	}
	p.write(out, p.askSuccessor(c, now))
	out.Add(procedure.Reckon{Spec: p.Digest, Instants: []procedure.Instant{{Key: c.clock(), Person: c.Left.Lead, From: now, Span: toName}}})
}

// toName is how long a lead has to say who takes over before they are reminded, once.
var toName = cadence.Span{Count: 3, Unit: cadence.BusinessDays}

func (c Channel) clock() string {
	return questionSuccessor + "/" + c.Person + "/" + c.Left.At.UTC().Format(time.RFC3339) + "/" + c.Left.Lead
}

// asked reports whether a lead's word about somebody is waited for.
func (l *Left) asked() bool { return l != nil && l.Lead != "" && !l.agreed() && !l.Declined }

// remindLeads asks leads once more who takes over from somebody.
func (p *Partnership) remindLeads(out *procedure.Out, now time.Time) {
	for i := range p.Channels {
		l := p.Channels[i].Left
		if !l.asked() || l.RemindAt.IsZero() || now.Before(l.RemindAt) {
			continue
		}
		l.RemindAt = time.Time{}
		letter := p.askSuccessor(p.Channels[i], now)
		letter.Key, letter.Form, letter.Opens, letter.Number, letter.Of = letter.Key+"/reminder", procedure.FormReminder, false, 1, 1
		p.write(out, letter)
	}
}

// askOthers turns to the next of a side when no mail reaches a lead who was asked.
func (p *Partnership) askOthers(out *procedure.Out, lost string, now time.Time) {
	for i := range p.Channels {
		l := p.Channels[i].Left
		if l != nil && l.Lead == lost && !l.agreed() && !l.Declined {
			l.Lead = p.leadFor(p.Channels[i].Person)
			p.propose(out, p.Channels[i], now)
		}
	}
}

// successorAmong finds who of a party is meant: by address, or else by name. A
// name may be the first one only, and stand in another case of its language.
func successorAmong(party partnership.Party, who string, d procedure.Departure) string {
	found := ""
	for _, person := range party.People {
		switch {
		case person.ID == who:
		case d.Address != "" && strings.EqualFold(person.Email, d.Address):
			return person.ID
		case d.Address == "" && sameName(person.Name, d.Name):
			if found != "" {
				return "" // two might be meant
			}
			found = person.ID
		}
	}
	return found
}

// sameName reports whether words may be a person's name: each of them like one
// of the name's words but for its ending.
func sameName(name, words string) bool {
	parts := strings.Fields(strings.ToLower(name))
	said := strings.Fields(strings.ToLower(words))
	for _, word := range said {
		if !slices.ContainsFunc(parts, func(part string) bool { return likeName(part, word) }) {
			return false
		}
	}
	return len(said) > 0
}

func likeName(part, word string) bool {
	a, b := []rune(part), []rune(word)
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	const ending = 2 // Anna, Анне
	return part == word || same >= 3 && len(a)-same <= ending && len(b)-same <= ending
}

// Leaving is what the lead is asked about.
type Leaving struct {
	Who     string `json:"who"`
	Name    string `json:"name"`    // of the successor
	Address string `json:"address"` // theirs, as far as it is known
	Spoken  bool   `json:"spoken"`
	Known   bool   `json:"known"`   // the spec knows the successor
	Trusted bool   `json:"trusted"` // a yes is enough to write to them
	Agreed  bool   `json:"agreed"`  // that is so, says the lead
}

func (p *Partnership) leaving(c Channel) Leaving {
	l := Leaving{Who: p.name(c.Person), Name: c.Left.Name, Address: c.Left.Address, Spoken: c.Left.Spoken, Trusted: c.Left.Trusted, Agreed: c.Left.agreed()}
	if known, ok := p.Declared.Person(c.Left.Successor); ok {
		l.Name, l.Address, l.Known = known.Name, "", true
	}
	return l
}

// SuccessorAsk is the ask of the letter that asks who takes over from somebody;
// none if they are not known to have left.
func (p *Partnership) SuccessorAsk(c Channel) string {
	if c.Left == nil {
		return ""
	}
	return procedure.AskID(p.Declared.Slug, questionSuccessor, c.Person+"/"+c.Left.At.UTC().Format(time.RFC3339))
}

// askSuccessor is the proposal to the lead.
func (p *Partnership) askSuccessor(c Channel, now time.Time) procedure.Letter {
	about := p.leaving(c)
	l := p.notice(TemplateSuccessor, c.Left.Lead, now).With(about)
	l.Form, l.Opens, l.Ask = procedure.FormAsk, true, p.SuccessorAsk(c)
	l.Key = aboutPerson(l, c, now)
	l.Questions = []partnership.Question{p.successorQuestion(c, about)}
	return l
}

func (p *Partnership) successorQuestion(c Channel, about Leaving) partnership.Question {
	lead, _ := p.Declared.Person(c.Left.Lead)
	words := wording.In(lead.Language).Questions
	text := fmt.Sprintf(words.HasLeft, about.Who)
	if who := cmp.Or(about.Name, about.Address); who != "" {
		text = fmt.Sprintf(words.TakesOver, who, about.Who)
	}
	return partnership.Question{ID: questionSuccessor, Kind: partnership.KindYesNo, Text: text}
}

// leaverOf finds about whom an ask wants to know who takes over.
func (p *Partnership) leaverOf(ask string) *Channel {
	for i := range p.Channels {
		if c := &p.Channels[i]; c.Left != nil && p.SuccessorAsk(*c) == ask {
			return c
		}
	}
	return nil
}

func (p *Partnership) asksSuccessor(ask string) bool { return p.leaverOf(ask) != nil }

// answeredSuccessor takes a lead's answer about a successor.
func (p *Partnership) answeredSuccessor(out *procedure.Out, r procedure.Reply, now time.Time) {
	c := p.leaverOf(r.Ask)
	if c == nil {
		return
	}
	out.Record(procedure.Entry{
		At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryReply, Actor: r.Person, Source: r.Source,
		Text: r.Person + " answered whether " + c.Person + " has left",
	}, r.ID)
	yes, said := partnership.Answers(r.Answers).YesNo(questionSuccessor)
	if said && !c.Left.agreed() {
		c.Left.AgreedAt, c.Left.Declined = time.Time{}, !yes
		if yes {
			p.agree(out, c, now)
		} else {
			p.record(out, now, procedure.EntryChannel, c.Person+" has not left, says "+r.Person, c.Person, "stays", r.ID)
			p.orderReach(out, now)
		}
	}
	p.write(out, p.successorReceipt(*c, r, now))
}

// successorReceipt says what was understood.
func (p *Partnership) successorReceipt(c Channel, r procedure.Reply, now time.Time) procedure.Letter {
	about := p.leaving(c)
	l := p.notice(procedure.TemplateReceipt, r.Person, now).With(about)
	l.Key, l.Form, l.Phrases, l.Ask = "receipt/"+r.ID, procedure.FormClosed, TemplateSuccessor, r.Ask
	l.Urgent, l.InReplyTo = true, r.Source
	switch decided := c.Left.agreed() || c.Left.Declined; {
	case decided && r.Divided != "": // stands in one receipt with what else the mail has answered
		l.Form, l.Complete, l.Explained = procedure.FormReceipt, true, []procedure.Explanation{{Why: "closed"}}
	case !decided:
		l.Form, l.Problems, l.Open = procedure.FormReceipt, r.Problems, []string{questionSuccessor}
		l.Questions = []partnership.Question{p.successorQuestion(c, about)}
	}
	return l
}

// agree lets a successor stand in from now on, until the spec names them. The
// right to sign stays where it is.
func (p *Partnership) agree(out *procedure.Out, c *Channel, now time.Time) {
	c.Left.AgreedAt = now
	p.news(out, c, p.leftText(*c), now, "agreed")
	switch {
	case c.Left.Successor != "":
		c.Left.HandedOver = true
		p.handOverTo(out, *c, c.Left.Successor, now)
	case c.Left.Trusted:
		c.Left.HandedOver = true
		p.handOverTo(out, *c, c.Person, now) // read by the successor
	}
	p.orderReach(out, now)
}

// named finds the successor in a changed spec: whoever has the address now.
func (p *Partnership) named(l Left, who string) string {
	for _, party := range p.Declared.Parties {
		for _, person := range party.People {
			if l.Address != "" && strings.EqualFold(person.Email, l.Address) {
				return person.ID
			}
		}
	}
	if _, there := p.Declared.Person(who); there && l.Address == "" {
		return who // somebody else answers under the same name
	}
	return ""
}

// Handover is what a successor has to know that the spec does not say.
type Handover struct {
	// Of is the ID of whoever had the work, as the spec knows them, and Who their
	// name.
	Of       string    `json:"of"`
	Who      string    `json:"who"`
	Waiting  []Waiting `json:"waiting"`
	Promised []Waiting `json:"promised"`
	Blocker  string    `json:"blocker,omitempty"`
	// Signs says that the person had the right to sign, which does not move.
	Signs bool `json:"signs"`
}

// handOverTo writes the successor's first mail.
func (p *Partnership) handOverTo(out *procedure.Out, c Channel, to string, now time.Time) {
	if _, there := p.Declared.Person(to); !there {
		return
	}
	h := Handover{Of: c.Person, Who: p.name(c.Person), Waiting: p.waitsFor(c.Person), Promised: p.promisedBy(c.Person)}
	person, _ := p.Declared.Person(c.Person)
	h.Signs = slices.Contains(person.Roles, partnership.RoleSignatory)
	for _, b := range p.Blockers {
		if b.Person == c.Person {
			h.Blocker = b.Text
		}
	}
	l := p.notice(TemplateHandover, to, now).With(h)
	l.Key = fmt.Sprintf("%s/%s/%d", TemplateHandover, c.Person, now.Unix())
	p.needNone(now, to)
	p.write(out, l)
}

// promisedBy lists what a person said that they would answer, and by when.
func (p *Partnership) promisedBy(person string) []Waiting {
	list := []Waiting{}
	for _, r := range p.Running {
		for _, o := range r.Shown.Open {
			if o.Person == person && !o.Promised.IsZero() && r.waits() {
				list = append(list, Waiting{Type: r.Type, About: r.Name, Due: cadence.DateOf(o.Promised).String()})
			}
		}
	}
	return list
}

// leftText says on record how things stand with somebody who has left.
func (p *Partnership) leftText(c Channel) string {
	switch {
	case c.Left.Successor != "":
		return fmt.Sprintf("%s has left, and %s stands in; write it into the spec", c.Person, c.Left.Successor)
	case c.Left.Trusted:
		return c.Person + " has left, and somebody else reads their mail; write it into the spec"
	default:
		return c.Person + " has left; write into the spec who takes over"
	}
}

// leftLine tells an admin how things stand, and what to write into the spec.
func (p *Partnership) leftLine(c Channel) string {
	l, who := c.Left, p.name(c.Person)
	to := strings.TrimSpace(l.Name + " " + l.Address)
	if known, ok := p.Declared.Person(l.Successor); ok {
		to = known.Name
	}
	switch {
	case l.agreed() && l.Successor != "":
		return fmt.Sprintf("**%s has left.** %s is asked instead. Give %s's work in the spec to `%s`.", who, to, who, l.Successor)
	case l.agreed() && l.Trusted:
		return fmt.Sprintf("**%s has left.** %s gets the mail meanwhile. Write name and `email = %q` into the spec.", who, to, l.Address)
	case l.agreed():
		return fmt.Sprintf("**%s has left.** Nothing is sent. Write into the spec who takes over%s.", who, named(to))
	case l.Declined:
		return fmt.Sprintf("%s has not left, says their side%s.", who, deadToo(c))
	case l.Lead == "":
		return fmt.Sprintf("**%s has left, or will.** Nobody is there to be asked who takes over%s.", who, named(to))
	default:
		next := "; nothing follows by itself"
		if !l.RemindAt.IsZero() {
			next = "; a reminder follows on " + p.here(l.RemindAt).Format("2 Jan 15:04")
		}
		return fmt.Sprintf("**%s has left, or will.** %s was asked on %s who takes over%s%s.", who, p.name(l.Lead), p.here(l.At).Format("2 Jan"), named(to), next)
	}
}

func named(who string) string {
	if who == "" {
		return ""
	}
	return "; named is " + who
}

func deadToo(c Channel) string {
	if c.dead() {
		return ", but no mail reaches them"
	}
	return ""
}
