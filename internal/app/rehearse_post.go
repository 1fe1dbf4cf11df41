package app

import (
	"cmp"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/rehearsal"
)

// rehearsalPost carries the mail of one rehearsal both ways: letters through the
// engine's composer, and what people write through its reader, as raw mail.
type rehearsalPost struct {
	spec   partnership.Spec
	words  *compose.Composer
	plain  *compose.Composer // of the text alone, which is all that most want
	reader reader
	wrote  int // unasked mails
}

func newRehearsalPost(spec partnership.Spec, words *compose.Composer, kinds []procedure.Kind) *rehearsalPost {
	return &rehearsalPost{
		spec: spec, words: words, plain: words.Plain(),
		reader: reader{
			own: botAddress.Address, instance: rehearsalInstance, addressing: words.Addressing(), kinds: kinds, authority: authority{local: true},
		},
	}
}

func (p *rehearsalPost) compose(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (rehearsal.Mail, error) {
	m, err := p.plain.Compose(spec, l, also, st, at)
	if err != nil {
		return rehearsal.Mail{}, err
	}
	return rehearsal.Mail{Subject: m.Subject, Text: m.Text, Sent: func() (compose.Message, error) {
		return p.words.Compose(spec, l, also, st, at) // a phone quotes the page
	}}, nil
}

// understand reads what a person answers to a letter. Answers that stand line by
// line are read as the text that they are, for a year of a fleet has very many;
// what people say in their own words comes as the mail that a phone sends.
func (p *rehearsalPost) understand(r rehearsal.Reaction, person partnership.Person, l procedure.Letter, m rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
	if r.Whole {
		return p.readMail(r, person, l, m)
	}
	context := understand.Context{
		Locale: person.Language, Sent: m.Text, Today: cadence.DateOf(r.At),
		Item:  itemsIn(p.reader.kinds, l.Workflow, l.Questions),
		Sides: attribution.SidesOf(p.spec.Parties, p.side(l.Person)),
	}
	u := inTongue(p.spec.Phrases, person.Language, l.Questions, func(asked []partnership.Question) understand.Understanding {
		context.Questions = asked
		return understand.Text(r.Text, context)
	})
	reply := procedure.Reply{Class: procedure.ReplyAnswer, Proof: string(activities.ProofLocal), Sender: person.Email}
	p.reader.said(u).Fill(&reply)
	return reply, rehearsal.Fate{}
}

// side is the party of a person.
func (p *rehearsalPost) side(person string) string {
	party, _ := p.spec.PartyOf(person)
	return party.ID
}

// readMail reads the raw mail that a person's phone sends in answer to a letter.
func (p *rehearsalPost) readMail(r rehearsal.Reaction, person partnership.Person, l procedure.Letter, m rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
	asked, err := m.Sent.(func() (compose.Message, error))()
	if err != nil {
		return procedure.Reply{}, quarantined(err.Error())
	}
	raw, err := answerFromPhone(asked, person, r.At, r.Text)
	if err != nil {
		return procedure.Reply{}, quarantined(err.Error())
	}
	mail := p.reader.Read(raw)
	env := mail.Envelope()
	reply := procedure.Reply{Class: procedure.ReplyClass(env.Class), Proof: string(env.Proof), Sender: env.From, Until: env.Away, Bounce: env.Bounce, Departure: env.Departure}
	switch env.Class {
	case activities.MailReply:
	case activities.MailAuto, activities.MailBounce:
		return reply, rehearsal.Fate{}
	default:
		return procedure.Reply{}, quarantined("it is neither an answer nor about one")
	}
	mail.Understand(activities.ReplyContext{
		Questions: l.Questions, Phrases: p.spec.Phrases, Locale: asked.Locale, Sent: asked.Text, SentHTML: asked.HTML, At: r.At,
		Workflow: l.Workflow, Parties: p.spec.Parties, Own: p.side(l.Person),
	}).Fill(&reply)
	return reply, rehearsal.Fate{}
}

// receive reads a mail that a person writes first, to the partnership's own
// address, as the intake does. Personas are whom they say they are.
func (p *rehearsalPost) receive(w rehearsal.Unasked, open []procedure.Letter) (procedure.Reply, rehearsal.Fate) {
	p.wrote++
	raw, err := mailFromPhone(w.Person, p.words.Addressing().Partnership(w.Slug), p.wrote, w.At, w.Text)
	if err != nil {
		return procedure.Reply{}, quarantined(err.Error())
	}
	mail := p.reader.Read(raw)
	env := mail.Envelope()
	if env.Class != activities.MailReply {
		return procedure.Reply{}, quarantined("it answers no mail of ours")
	}
	var asks []activities.OpenAsk
	for _, l := range open {
		asks = append(asks, activities.OpenAsk{Ask: activities.Ask{ID: l.Ask, Questions: l.Questions}, Phrases: p.spec.Phrases})
	}
	heard := activities.Hear(mail, activities.ReplyContext{Locale: w.Person.Language, At: w.At, Parties: p.spec.Parties, Own: p.side(w.Person.ID)}, asks)
	return procedure.Reply{
		Ask: cmp.Or(heard.Ask.ID, lifecycle.UnaskedAsk(w.Slug, w.Person.ID)), Class: procedure.ReplyAnswer, Unasked: true,
		Answers: heard.Answers, Commands: heard.Commands, Problems: heard.Problems, Proof: string(env.Proof),
	}, rehearsal.Fate{}
}

func quarantined(reason string) rehearsal.Fate {
	return rehearsal.Fate{State: string(activities.InboxQuarantined), Reason: reason}
}
