package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// TemplateWelcome is the page that everybody gets once: what the partnership is for, what
// they are here for, what they can open, and what mail they will get.
const TemplateWelcome procedure.Template = "welcome"

// Welcomed is a person who has had the page, and what has come back.
type Welcomed struct {
	Person string    `json:"person"`
	At     time.Time `json:"at"`
	// Asked says that they were asked whether it is right, and Alone that this was in a mail
	// of its own: of any other whoever asks there reminds.
	Asked bool `json:"asked,omitempty"`
	Alone bool `json:"alone,omitempty"`
	// RemindAt is when they are reminded; zero: they have been, or it is being reckoned.
	RemindAt time.Time `json:"remind_at,omitzero"`
	// Heard says that they have written, which proves that mail reaches them, and Accepted
	// that it is right.
	Heard    bool `json:"heard,omitempty"`
	Accepted bool `json:"accepted,omitempty"`
}

// soonAsked is how far ahead a round may lie for the page to wait for it: over a weekend.
const soonAsked = 3 * 24 * time.Hour

// toHear is how long somebody has to answer their first mail before they are reminded, once.
var toHear = cadence.Span{Count: 3, Unit: cadence.BusinessDays}

func (w Welcomed) clock() string {
	return string(TemplateWelcome) + "/" + w.Person + "/" + w.At.UTC().Format(time.RFC3339)
}

// waits reports whether they will be reminded at a time.
func (w Welcomed) waits() bool { return w.Alone && !w.Heard && !w.RemindAt.IsZero() }

// welcomes reports whether the partnership goes by rules under which people are welcomed. In
// one that was declared before there were agreements they know each other.
func (p *Partnership) welcomes() bool { return p.Rules >= 2 && p.Declared.Agreement != nil }

// welcomed finds what is known of a person's welcome, or nothing.
func (p *Partnership) welcomed(person string) *Welcomed {
	i := slices.IndexFunc(p.Welcomed, func(w Welcomed) bool { return w.Person == person })
	if i < 0 {
		return nil
	}
	return &p.Welcomed[i]
}

// Known lets everybody in the spec know the partnership already: nobody is welcomed.
func (p *Partnership) Known(at time.Time) { p.needNone(at, p.people()...) }

// needNone is when people know the partnership already: nobody is welcomed to what they
// have worked in.
func (p *Partnership) needNone(now time.Time, people ...string) {
	for _, id := range people {
		if p.welcomed(id) == nil {
			p.Welcomed = append(p.Welcomed, Welcomed{Person: id, At: now, Asked: true, Heard: true})
		}
	}
}

// hasSigned reports whether a person has signed the terms by mail: that mail reaches them is
// proven.
func (p *Partnership) hasSigned(person string) bool {
	return p.Declared.SignsByMail() && p.Consent.Revision > 0 && p.Declared.Signs(person)
}

// WelcomeAsk is the ask of a person's welcome.
func (p *Partnership) WelcomeAsk(person string) string {
	return procedure.AskID(p.Declared.Slug, string(TemplateWelcome), person)
}

// askDuties is who of a round is asked whether they are here for what the page says, and
// remembers that they are. Whoever had no mail before gets the page with this one: nobody
// gets two asks at one moment (procedures 4).
func (p *Partnership) askDuties(out *procedure.Out, o procedure.Occasion, now time.Time) []string {
	if !p.welcomes() {
		return nil
	}
	var people []string
	for _, a := range o.Asks {
		if a.For != "" || p.reachOf(a.Person).Lost != "" {
			continue
		}
		if p.welcomed(a.Person) == nil {
			p.Welcomed = append(p.Welcomed, Welcomed{Person: a.Person, At: now, Heard: p.hasSigned(a.Person)})
			l := p.notice(TemplateWelcome, a.Person, now)
			l.Rides, l.Topic = true, string(TemplateWelcome)
			p.write(out, l.With(Welcome{}))
		}
		w := p.welcomed(a.Person)
		if o.Type != procedure.CheckIn || w.Asked && !w.waits() {
			continue
		}
		w.Asked, w.RemindAt = true, time.Time{} // the check-in is the reminder
		people = append(people, a.Person)
	}
	return people
}

// comesSoon reports whether a person is asked in a round that will take the page along.
func (p *Partnership) comesSoon(person string, now time.Time) bool {
	asks := func(a procedure.AskTimes) bool { return a.Person == person && a.For == "" }
	return slices.ContainsFunc(p.Agenda.Occasions, func(o procedure.Occasion) bool {
		return o.Type != procedure.Report && o.At.Before(now.Add(soonAsked)) && slices.ContainsFunc(o.Asks, asks)
	})
}

// Welcome is what the page says that the spec does not.
type Welcome struct {
	// Right is what the reader has said of it, and Lead who hears that it is not.
	Right *bool  `json:"right,omitempty"`
	Lead  string `json:"lead,omitempty"`
}

// welcome writes to everybody who has had no mail yet and gets none soon that asks.
func (p *Partnership) welcome(out *procedure.Out, now time.Time) {
	if !p.welcomes() || p.Phase != PhaseActive || p.ends(now) {
		return
	}
	ask := procedure.Reckon{Spec: p.Digest}
	for _, id := range p.people() {
		if p.welcomed(id) != nil || !p.tells(id, now) || p.comesSoon(id, now) {
			continue
		}
		w := Welcomed{Person: id, At: now, Asked: true, Alone: true, Heard: p.hasSigned(id)}
		p.Welcomed = append(p.Welcomed, w)
		if len(p.Declared.ToOpen(id)) > 0 {
			p.Accesses = askedNow(p.Accesses, id, now)
		}
		p.write(out, p.askWelcome(w))
		if !w.Heard {
			ask.Instants = append(ask.Instants, procedure.Instant{Key: w.clock(), Person: id, From: now, Span: toHear})
		}
	}
	if len(ask.Instants) > 0 {
		out.Add(ask)
	}
}

// askWelcome is the page in a mail of its own.
func (p *Partnership) askWelcome(w Welcomed) procedure.Letter {
	l := p.notice(TemplateWelcome, w.Person, w.At).With(Welcome{})
	l.Form, l.Opens, l.Questions, l.NotBefore = procedure.FormAsk, true, p.welcomeQuestions(w.Person), p.morning(w.At)
	return l
}

// morning is the first moment, not before an instant, at which people read their first mail:
// a partnership begins at midnight.
func (p *Partnership) morning(at time.Time) time.Time {
	const hour = 9
	if here := p.here(at); here.Hour() < hour {
		return time.Date(here.Year(), here.Month(), here.Day(), hour, 0, 0, 0, here.Location())
	}
	return at
}

func (p *Partnership) welcomeQuestions(person string) []partnership.Question {
	reader, _ := p.Declared.Person(person)
	return slices.Concat(
		[]partnership.Question{asking.DutiesQuestion(reader.Language)},
		asking.AccessQuestions(asking.SharedWith(p.Declared, person), reader.Language),
	)
}

// remindWelcomed asks once more whoever has not been heard of. After that the card says so.
func (p *Partnership) remindWelcomed(out *procedure.Out, now time.Time) {
	for i := range p.Welcomed {
		w := &p.Welcomed[i]
		if !w.waits() || now.Before(w.RemindAt) {
			continue
		}
		w.RemindAt = time.Time{}
		if w.Asked = !p.comesSoon(w.Person, now); w.Asked && !p.ends(now) {
			p.write(out, p.remindWelcome(*w, now))
		}
	}
}

func (p *Partnership) remindWelcome(w Welcomed, now time.Time) procedure.Letter {
	l := p.askWelcome(w)
	l.Key, l.Form, l.Opens, l.Number, l.Of, l.At = l.Key+"/reminder", procedure.FormReminder, false, 1, 1, now
	return l
}

// proven is when a person has written: mail reaches them.
func (p *Partnership) proven(out *procedure.Out, person string, now time.Time) {
	w := p.welcomed(person)
	if w == nil || w.Heard {
		return
	}
	if w.Alone && w.RemindAt.IsZero() { // the reminder may be waiting for their hours
		out.Add(procedure.Recall{Keys: []string{p.remindWelcome(*w, now).Key}})
	}
	w.Heard, w.RemindAt = true, time.Time{}
}

// reckonedWelcomes takes when people are reminded, which only their calendars know.
func (p *Partnership) reckonedWelcomes(r procedure.Reckoning) {
	for i := range p.Welcomed {
		w := &p.Welcomed[i]
		for _, instant := range r.Instants {
			if instant.Key == w.clock() && w.Alone && !w.Heard {
				w.RemindAt = instant.At
			}
		}
	}
}

// askedWelcome finds whose welcome an ask is.
func (p *Partnership) askedWelcome(ask string) *Welcomed {
	for i := range p.Welcomed {
		if w := &p.Welcomed[i]; p.WelcomeAsk(w.Person) == ask {
			return w
		}
	}
	return nil
}

// tookWelcome takes a mail about the page, if it is one. A promise is no word about it.
func (p *Partnership) tookWelcome(out *procedure.Out, r procedure.Reply, now time.Time) bool {
	w := p.askedWelcome(r.Ask)
	switch {
	case w == nil || r.Unasked:
		return false
	case r.Class == procedure.ReplyAnswer:
		p.answeredWelcome(out, w, r, now)
	default:
		p.heard(out, r, now)
	}
	return true
}

// answeredWelcome takes the answer to the page.
func (p *Partnership) answeredWelcome(out *procedure.Out, w *Welcomed, r procedure.Reply, now time.Time) {
	p.recordReply(out, r, "answered the welcome", now)
	person := w.Person
	p.grant(out, asking.ShutOut(asking.SharedWith(p.Declared, person), partnership.Answers(r.Answers)), now)
	l := p.notice(procedure.TemplateReceipt, r.Person, now)
	l.Key, l.Form, l.Phrases, l.Ask, l.Urgent, l.InReplyTo = "receipt/"+r.ID, procedure.FormClosed, TemplateWelcome, r.Ask, true, r.Source
	l.Questions, l.Understood = p.welcomeQuestions(person), r.Answers
	d, said := asking.DutyOf(person, r.ID, r.Answers)
	c := Welcome{}
	if said {
		c.Right, c.Lead = &d.Right, p.hearDuty(out, d, now)
	} else if !w.Accepted {
		l.Form, l.Problems, l.Open = procedure.FormReceipt, r.Problems, []string{asking.QuestionDuties}
	}
	l.Reactions = p.answerCommands(out, r, now)
	if r.Divided != "" { // stands in one receipt with what the same mail says of other partnerships
		l.Form, l.Complete, l.Divided = procedure.FormReceipt, len(l.Open) == 0, r.Divided
	}
	if _, there := p.Declared.Person(r.Person); there && (said || len(r.Answers) > 0 || len(r.Commands) == 0 || len(l.Reactions) > 0) {
		p.write(out, l.With(c))
	}
}

// hearDuties takes what people say in check-ins of what they are here for.
func (p *Partnership) hearDuties(out *procedure.Out, list []procedure.Duty, now time.Time) {
	for _, d := range list {
		p.hearDuty(out, d, now)
	}
}

// hearDuty takes what a person says of what they are here for. A no goes to their own lead as
// a question, and to another side as a proposal where they speak for theirs. It says who has
// it.
func (p *Partnership) hearDuty(out *procedure.Out, d procedure.Duty, now time.Time) (lead string) {
	person, there := p.Declared.Person(d.Person)
	w := p.welcomed(d.Person)
	if !there || w == nil {
		return ""
	}
	w.Accepted = d.Right
	if d.Right {
		p.record(out, now, procedure.EntryReply, d.Person+" says that their part is right", "duties", d.Person, d.Reply)
		return ""
	}
	p.record(out, now, procedure.EntryReply, d.Person+" says that their part is not right", "duties", d.Person, d.Reply)
	i := procedure.Item{
		ID: itemID("duties", d.Person), Kind: procedure.ItemIssue, Owner: p.leadFor(d.Person), For: d.Person, By: d.Person, Command: partnership.CommandQuestion,
	}
	if i.Owner == "" {
		i.Owner, i.Proposed = waitsFor(p.Declared, d.Person, partnership.Goal{}), true
	}
	if i.Owner == "" || !p.lives() || !p.keepsItems() {
		return ""
	}
	reader, _ := p.Declared.Person(i.Owner)
	words := wording.In(reader.Language)
	i.What = fmt.Sprintf(words.Questions.NotMine, person.Name, words.Quoted(d.Said))
	p.handOver(out, now, i)
	return i.Owner
}

// welcomesOpen are those who were welcomed in a mail of its own, and of whom nothing has come.
// Whoever was asked in a check-in is waited for there.
func (p *Partnership) welcomesOpen() []Welcomed {
	if p.Phase == PhaseClosed {
		return nil
	}
	var open []Welcomed
	for _, w := range p.Welcomed {
		if _, there := p.Declared.Person(w.Person); there && w.Alone && !w.Heard {
			open = append(open, w)
		}
	}
	return open
}

// notHeard names them.
func (p *Partnership) notHeard() []string {
	var people []string
	for _, w := range p.welcomesOpen() {
		people = append(people, w.Person)
	}
	return people
}

// welcomeSection says who has not been heard of yet, and how many have accepted their part.
func (p *Partnership) welcomeSection() card.Section {
	var silent []string
	accepted, asked := 0, 0
	for _, w := range p.Welcomed {
		if !w.Heard {
			silent = append(silent, w.Person)
		}
		if w.Accepted {
			accepted++
		}
		if w.Asked {
			asked++
		}
	}
	if len(silent) == 0 || p.Phase == PhaseClosed {
		return card.Section{}
	}
	return card.Section{Title: "Not heard yet", Intro: fmt.Sprintf("%s. Of %s who were asked, %d say that their part is right.",
		p.names(silent), procedure.Counted(asked, "person"), accepted)}
}
