package app

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/rehearsal"
)

// Trial is the first mail that a check-in would send to a person, to try replies
// against. Nothing of it leaves the program.
type Trial struct {
	Spec    partnership.Spec // with that check-in and that person alone
	CheckIn string
	Person  partnership.Person
	// Asked is the mail, and At when it would arrive, on the person's clock.
	Asked rehearsal.Mail
	At    time.Time
}

// Tried is what would come of a reply.
type Tried struct {
	Understood procedure.Reply
	// Open are the questions that it leaves open, in their order.
	Open []string
	// Answers are the mails that the person would get in return, as a rule a receipt.
	Answers []rehearsal.Mail
	// Refused says why nobody would take the reply, if so.
	Refused string
}

// NewTrial prepares a trial of a check-in of a spec with a person whom it asks;
// empty names choose the first. Its errors name those that there are.
func NewTrial(spec partnership.Spec, checkIn, person string) (Trial, error) {
	if len(spec.CheckIns) == 0 {
		return Trial{}, fmt.Errorf("the partnership %s has no check-in", spec.Slug)
	}
	i := 0
	if checkIn != "" {
		i = slices.IndexFunc(spec.CheckIns, func(c partnership.CheckIn) bool { return c.ID == checkIn })
	}
	if i < 0 {
		var names []string
		for _, c := range spec.CheckIns {
			names = append(names, c.ID)
		}
		return Trial{}, fmt.Errorf("no check-in %q: the partnership %s has %s", checkIn, spec.Slug, strings.Join(names, ", "))
	}
	declared := spec.CheckIns[i]
	if person == "" && len(declared.Ask) > 0 {
		person = declared.Ask[0]
	}
	who, known := spec.Person(person)
	if !known || !slices.Contains(declared.Ask, person) {
		return Trial{}, fmt.Errorf("no person %q: the check-in %s asks %s", person, declared.ID, strings.Join(declared.Ask, ", "))
	}
	t := Trial{Spec: alone(spec, declared, person), CheckIn: declared.ID, Person: who}
	return t, t.ask()
}

// alone is a spec with one check-in that asks one person, who is there.
func alone(spec partnership.Spec, c partnership.CheckIn, person string) partnership.Spec {
	c.Ask = []string{person}
	spec.CheckIns = []partnership.CheckIn{c}
	spec.Parties = slices.Clone(spec.Parties)
	for i := range spec.Parties {
		spec.Parties[i].People = slices.Clone(spec.Parties[i].People)
		for j := range spec.Parties[i].People {
			spec.Parties[i].People[j].Absences = nil
		}
	}
	return spec
}

// ask plays until the check-in has asked for the first time.
func (t *Trial) ask() error {
	zone, err := cadence.LoadZone(t.Person.Zone)
	if err != nil {
		return err
	}
	silent := config.Persona{Person: t.Person.ID, Silent: true}
	for days := firstLook; ; days *= 2 {
		until := t.Spec.Start.AddDays(days)
		if t.Spec.End.Before(until) {
			until = t.Spec.End
		}
		events, _, err := t.play(silent, cadence.In(until.AddDays(1), cadence.Clock{}, zone))
		if err != nil {
			return err
		}
		asked := func(e rehearsal.Event) bool {
			return e.Kind == rehearsal.KindMail && e.Template == string(checkin.TemplateAsk)
		}
		if i := slices.IndexFunc(events, asked); i >= 0 {
			t.Asked, t.At = rehearsal.Mail{Subject: events[i].Subject, Text: events[i].Text}, events[i].At.In(zone)
			return nil
		}
		if until == t.Spec.End {
			return fmt.Errorf("the check-in %s asks %s nothing before %s, the last day of %s", t.CheckIn, t.Person.ID, t.Spec.End, t.Spec.Slug)
		}
	}
}

// firstLook is how many days of a partnership are searched for its first round
// before more are.
const firstLook = 35

// Try plays what comes of a reply to the mail: read by the engine's reader, as
// the mail that a phone sends, and taken by the check-in itself.
func (t Trial) Try(text string) (Tried, error) {
	persona := config.Persona{Person: t.Person.ID, Replies: []config.PersonaReply{{
		Template: string(checkin.TemplateAsk), Texts: []string{text, ""},
	}}}
	events, tried, err := t.play(persona, t.At.Add(day))
	replied := false
	for _, e := range events {
		switch {
		case e.Kind == rehearsal.KindReply && e.From == t.Person.Email:
			replied, tried.Refused = true, e.Note
		case replied && e.Kind == rehearsal.KindMail && e.To == t.Person.Email && len(tried.Answers) <= len(tried.Understood.Commands):
			tried.Answers = append(tried.Answers, rehearsal.Mail{Subject: e.Subject, Text: e.Text})
		}
	}
	return tried, err
}

// day is longer than it takes the played person to answer.
const day = 24 * time.Hour

// play rehearses with a persona until a time, and returns what was understood of
// the reply.
func (t Trial) play(p config.Persona, until time.Time) ([]rehearsal.Event, Tried, error) {
	words, err := rehearsalComposer(nil)
	if err != nil {
		return nil, Tried{}, err
	}
	post, tried := newRehearsalPost(t.Spec, words, kinds.All()), Tried{}
	events, err := rehearsal.Run(t.Spec, rehearsal.Options{
		Kinds: kinds.All(), Compose: post.compose, Receive: post.receive, Cast: Cast([]config.Persona{p}), Until: until, Known: true,
		Understand: func(r rehearsal.Reaction, reader partnership.Person, l procedure.Letter, m rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
			reply, fate := post.understand(r, reader, l, m)
			if reader.ID == t.Person.ID && tried.Understood.Class == "" {
				tried.Understood, tried.Open = reply, stillOpen(l.Questions, reply.Answers)
			}
			return reply, fate
		},
	})
	return events, tried, err
}

func stillOpen(questions []partnership.Question, answers []partnership.Answer) []string {
	var open []string
	for _, q := range questions {
		if !slices.ContainsFunc(answers, func(a partnership.Answer) bool { return a.Question == q.ID }) {
			open = append(open, q.ID)
		}
	}
	return open
}
