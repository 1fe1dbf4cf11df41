package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// The mails about what people wrote with a command.
const (
	TemplateKept             procedure.Template = "kept"              // to the leads, along with other mail
	TemplateStopped          procedure.Template = "stopped"           // to the lead of who wants no mail
	TemplateStarted          procedure.Template = "started"           // to the lead, when they want it again
	TemplateDelegateProposed procedure.Template = "delegate-proposed" // to the lead: somebody whom the spec does not know
)

// Kept is what somebody wrote with a command that no procedure carries out yet.
type Kept struct {
	At      time.Time               `json:"at"`
	Person  string                  `json:"person"`
	Command partnership.CommandName `json:"command"`
	Text    string                  `json:"text"`
}

// keptLimit bounds what the card shows; the journal has all.
const keptLimit = 20

// Stopping tells a lead what a person was asked who wants no mail any more.
type Stopping struct {
	Person string        `json:"person"`
	Open   []StoppedOpen `json:"open,omitempty"`
}

// StoppedOpen is a question mail that nobody is waited for any more.
type StoppedOpen struct {
	About string    `json:"about"` // as declared: "fortnightly"
	Due   time.Time `json:"due"`
}

// hearAll carries out what people have asked of the partnership. Who is away or
// wants no mail is nobody's deputy and not asked in coming rounds: what is planned
// is planned anew, and nothing else can be decided before.
func (p *Partnership) hearAll(out *procedure.Out, list []procedure.Heard, now time.Time) (waits bool) {
	before := p.Presence
	for n, h := range list {
		p.hearOne(out, h, n, now)
	}
	return p.followPresence(out, before, now)
}

// followPresence lets all that runs go by who is there now, where that is new, and reports
// whether nothing else can be decided before a new agenda is there.
func (p *Partnership) followPresence(out *procedure.Out, before procedure.Presence, now time.Time) (waits bool) {
	if samePresence(before, p.Presence) {
		return false
	}
	for _, r := range p.Running {
		known := p.Presence
		p.order(out, r.Workflow, procedure.Order{Kind: procedure.OrderPresence, Presence: &known}, now)
	}
	if !p.runs() && p.Phase != PhaseProposed {
		return false // the end of the pause plans anew
	}
	after := now
	if p.runs() {
		if last, ranOut := p.beginPassed(out, now); ranOut {
			after = last
		}
	}
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.Add(p.plan(after, !p.begunAny()))
	return true
}

func samePresence(a, b procedure.Presence) bool {
	return slices.Equal(a.Away, b.Away) && slices.Equal(a.Stopped, b.Stopped)
}

// hearOne carries out one of them; n is its place among those that came together.
func (p *Partnership) hearOne(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	if _, there := p.Declared.Person(h.Person); !there {
		return
	}
	switch h.Name {
	case partnership.CommandAway, partnership.CommandBack, partnership.CommandStop, partnership.CommandStart:
		p.comesOrGoes(out, h, n, now)
	case partnership.CommandDispute:
		if !p.followsUp() {
			p.wroteFor(out, h, n, now)
			return
		}
		p.dispute(out, h, n, now)
	case partnership.CommandNotQuite:
		p.notQuite(out, h, n, now)
	case partnership.CommandConflict:
		p.hearsConflict(out, h, n, now)
	case partnership.CommandNotice:
		p.hearsNotice(out, h, now)
	case partnership.CommandVote:
		p.hearsVote(out, h, n, now)
	case partnership.CommandDelegate:
		p.wrote(out, h, n, p.name(h.Person)+" proposes somebody whom the spec does not know", now)
		p.tellLead(out, TemplateDelegateProposed, h, n, p.keepWords(h, now), now)
	default:
		if !p.takeUp(out, h, n, now) {
			p.wroteFor(out, h, n, now)
		}
	}
}

// comesOrGoes notes who is away, or wants no mail, by their own word.
func (p *Partnership) comesOrGoes(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	wrote := func(what string) { p.wrote(out, h, n, p.name(h.Person)+" "+what, now) }
	switch h.Name {
	case partnership.CommandAway:
		until, err := cadence.ParseDate(h.Argument)
		if last, known := p.Presence.AwayUntil(h.Person); err != nil || known && last == until {
			return
		}
		p.Presence = p.Presence.Leave(h.Person, until)
		wrote("is away until " + h.Argument)
	case partnership.CommandBack:
		if _, away := p.Presence.AwayUntil(h.Person); away {
			p.Presence = p.Presence.Return(h.Person)
			wrote("is here again")
		}
	case partnership.CommandStop:
		if !p.Presence.HasStopped(h.Person) {
			stopping := p.stopping(h.Person)
			p.Presence = p.Presence.Stop(h.Person)
			wrote("wants no more mail")
			out.Add(procedure.Recall{Person: h.Person})
			p.tellLead(out, TemplateStopped, h, n, stopping, now)
		}
	case partnership.CommandStart:
		if p.Presence.HasStopped(h.Person) {
			p.Presence = p.Presence.Start(h.Person)
			wrote("wants mail again")
			p.tellLead(out, TemplateStarted, h, n, Stopping{Person: h.Person}, now)
		}
	default: // says nothing of them
	}
}

// notQuite passes on that something is not done.
func (p *Partnership) notQuite(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	if !p.keepsItems() || !p.lives() {
		p.wroteFor(out, h, n, now)
		return
	}
	said := strings.Join(strings.Fields(h.Argument), " ")
	p.wrote(out, h, n, p.name(h.Person)+" says that something is not done: "+said, now)
	p.keepItems(out, procedure.Order{Kind: procedure.OrderReopen, Heard: &h}, now)
}

// wroteFor keeps what somebody wrote for those who are to read it.
func (p *Partnership) wroteFor(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	p.wrote(out, h, n, fmt.Sprintf("%s wrote %s: %s", p.name(h.Person), h.Name, strings.Join(strings.Fields(h.Argument), " ")), now)
	p.tellReaders(out, h, n, p.keepWords(h, now), now)
}

// stopping lists what a person was asked and has not answered.
func (p *Partnership) stopping(person string) Stopping {
	s := Stopping{Person: person}
	for _, r := range p.Running {
		for _, o := range r.Shown.Open {
			if o.Person == person && r.waits() && !r.Standing && r.Type != procedure.Exit { // nobody else may know of a notice
				s.Open = append(s.Open, StoppedOpen{About: r.Name, Due: o.Due})
			}
		}
	}
	return s
}

// wrote journals what a person asked for.
func (p *Partnership) wrote(out *procedure.Out, h procedure.Heard, n int, text string, now time.Time) {
	out.Record(procedure.Entry{
		At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryCommand, Actor: h.Person, Text: text, Source: h.Source,
	}, strings.ToLower(string(h.Name)), h.Reply, strconv.Itoa(n))
	p.recall(now, text)
}

// keepWords keeps what somebody wrote where the admin sees it.
func (p *Partnership) keepWords(h procedure.Heard, now time.Time) Kept {
	k := Kept{At: now, Person: h.Person, Command: h.Name, Text: h.Argument}
	p.Kept = append(p.Kept, k)
	if len(p.Kept) > keptLimit {
		p.Kept = slices.Delete(p.Kept, 0, len(p.Kept)-keptLimit)
	}
	if h.Name == partnership.CommandBlocker {
		p.block(procedure.Blocker{Person: h.Person, Text: strings.Join(strings.Fields(h.Argument), " ")})
	}
	return k
}

// tellLead writes to whoever acts for a person's party.
func (p *Partnership) tellLead(out *procedure.Out, t procedure.Template, h procedure.Heard, n int, content any, now time.Time) {
	if lead, ok := p.Declared.LeadOf(h.Person); ok {
		p.write(out, p.about(t, lead.ID, h, n, now).With(content))
	}
}

// tellReaders lets those who are to read something know of it, along with other
// mail.
func (p *Partnership) tellReaders(out *procedure.Out, h procedure.Heard, n int, k Kept, now time.Time) {
	for _, reader := range p.Declared.ReadersOf(h.Person, h.Name) {
		l := p.about(TemplateKept, reader.ID, h, n, now).With(k)
		l.Rides = true
		p.write(out, l)
	}
}

// about is a letter about something that a person wrote.
func (p *Partnership) about(t procedure.Template, reader string, h procedure.Heard, n int, now time.Time) procedure.Letter {
	l := p.notice(t, reader, now)
	l.Key = fmt.Sprintf("%s/%s/%s/%d", t, reader, h.Reply, n)
	return l
}

// answerCommands answers what somebody has asked of the partnership itself, or of
// a round that has closed: some commands with a mail each, and of the others it
// says what has become of them.
func (p *Partnership) answerCommands(out *procedure.Out, r procedure.Reply, now time.Time) []procedure.Reaction {
	return asking.AnswerCommands(out, r, func(t procedure.Template) procedure.Letter {
		return answering(p.Declared.Slug, p.Digest, r, t, now)
	})
}

// answering is the letter that answers a command at once.
func answering(slug, spec string, r procedure.Reply, t procedure.Template, now time.Time) procedure.Letter {
	return asking.Answering(procedure.Letter{
		Key: fmt.Sprintf("%s/%s", t, r.ID), Template: t, Slug: slug, Spec: spec, Workflow: slug,
		Person: r.Person, Ask: r.Ask, At: now, Urgent: true, InReplyTo: r.Source,
	})
}

// keptSection shows what people wrote for the leads, the newest first.
func (p *Partnership) keptSection() card.Section {
	s := card.Section{Title: "Written for the leads", Noun: "lines"}
	for i := len(p.Kept) - 1; i >= 0; i-- {
		k := p.Kept[i]
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s, %s, %s: %s",
			p.here(k.At).Format("2 Jan 15:04"), card.Cell(p.name(k.Person)), k.Command, card.Cell(k.Text))))
	}
	return s
}

// presenceSection shows who is away or wants no mail.
func (p *Partnership) presenceSection() card.Section {
	s := card.Section{Title: "Not there", Noun: "people"}
	for _, a := range p.Presence.Away {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s is away until %s", card.Cell(p.name(a.Person)), a.Until)))
	}
	for _, id := range p.Presence.Stopped {
		s.Rows = append(s.Rows, card.Item(card.Cell(p.name(id))+" wants no mail until they write START"))
	}
	return s
}

// forgetPresence drops what people said who are not there any more, and absences
// that have passed everywhere.
func (p *Partnership) forgetPresence(now time.Time) {
	yesterday := cadence.DateOf(p.here(now)).AddDays(-1)
	p.Presence = p.Presence.KeepAway(func(a procedure.Absent) bool {
		_, there := p.Declared.Person(a.Person)
		return there && !a.Until.Before(yesterday)
	})
	p.Presence.Stopped = slices.DeleteFunc(slices.Clone(p.Presence.Stopped), func(id string) bool {
		_, there := p.Declared.Person(id)
		return !there
	})
}
