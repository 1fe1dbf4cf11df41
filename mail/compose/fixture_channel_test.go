package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// running is a partnership in which somebody is asked something.
func running(person string) *lifecycle.Partnership {
	p := lifecycle.New(fixtureSpec())
	p.Running = []lifecycle.Running{{
		Workflow: "fjordmail-lumen/check-in/fortnightly/2026-12-08", Type: checkin.Type, Name: "fortnightly", Title: "Check-in fortnightly",
		Until: sentAt.AddDate(0, 0, 14),
		Shown: procedure.Shown{Open: []procedure.OpenAsk{{Person: person, Since: sentAt, Due: sentAt.AddDate(0, 0, 2), Promised: sentAt.AddDate(0, 0, 1)}}},
	}}
	p.Blockers = []procedure.Blocker{{Person: person, Text: "the contract is not signed"}}
	return p
}

// fact is what a partnership writes when it hears of a person's mail.
func fact(p *lifecycle.Partnership, f procedure.Fact) []procedure.Effect {
	return p.Step(procedure.Event{Kind: procedure.Told, Message: &procedure.Message{
		ID: string(f.Kind) + "/" + f.Of, From: "fjordmail-lumen/check-in/fortnightly/2026-12-08", Facts: []procedure.Fact{f},
	}}, sentAt.Add(time.Minute))
}

func written(template procedure.Template, effects []procedure.Effect) (found procedure.Letter) {
	for _, effect := range effects {
		if e, ok := effect.(procedure.Send); ok && e.Letter.Template == template {
			found = e.Letter
		}
	}
	return found
}

func addressDead(person string) (*lifecycle.Partnership, procedure.Letter) {
	p := running(person)
	return p, written(lifecycle.TemplateAddressDead, fact(p, procedure.Fact{
		Kind: procedure.FactReturned, Of: person, At: sentAt, Setback: procedure.SetbackPermanent,
	}))
}

func successorOf(person string, d procedure.Departure) (*lifecycle.Partnership, procedure.Letter) {
	p := running(person)
	return p, written(lifecycle.TemplateSuccessor, fact(p, procedure.Fact{Kind: procedure.FactDeparted, Of: person, At: sentAt, Departure: &d}))
}

// decided is what a lead's answer about a successor brings about.
func decided(lead, person string, d procedure.Departure, answers ...partnership.Answer) []procedure.Effect {
	return decidedIn("", lead, person, d, answers...)
}

// decidedIn is the same in a mail that answers several asks.
func decidedIn(mail, lead, person string, d procedure.Departure, answers ...partnership.Answer) []procedure.Effect {
	p, ask := successorOf(person, d)
	return p.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
		ID: "word", Class: procedure.ReplyAnswer, Person: lead, Ask: ask.Ask, Answers: answers, Source: "abc@partner.example", Divided: mail,
	}}, sentAt.Add(time.Hour))
}

func taken(yes bool) partnership.Answer {
	return partnership.Answer{Question: "successor", Value: partnership.BoolValue(yes)}
}

// departures are the ways in which a successor is named.
func colleague() procedure.Departure {
	return procedure.Departure{Name: "Maria Moe", Address: "maria@partner.example", Spoken: true}
}

func stranger() procedure.Departure { return procedure.Departure{Address: "maria@elsewhere.example"} }

func channelFixtures() []fixture {
	return []fixture{
		{name: "address-dead", letter: func(_, other string) procedure.Letter { _, l := addressDead(other); return l }},
		{name: "alarms-unreached", letter: func(reader, other string) procedure.Letter {
			_, one := addressDead(other)
			_, two := addressDead(map[string]string{"lars": "petr", "anna": "sofie"}[reader])
			two.Person = reader
			return kinds.Together(kinds.All()).Join([]procedure.Letter{one, two})
		}},
		{name: "alarms-leavers", letter: func(reader, other string) procedure.Letter {
			_, one := successorOf(other, colleague())
			_, two := successorOf(other, procedure.Departure{})
			return kinds.Together(kinds.All()).Join([]procedure.Letter{one, two})
		}},
		{name: "receipt-of-leavers", letter: func(reader, other string) procedure.Letter {
			one := written(procedure.TemplateReceipt, decidedIn("mail", reader, other, stranger(), taken(true)))
			two := written(procedure.TemplateReceipt, decidedIn("mail", reader, other, colleague(), taken(false)))
			return kinds.Together(kinds.All()).Join([]procedure.Letter{one, two})
		}},
		{name: "reached-again", letter: func(_, other string) procedure.Letter {
			p, _ := addressDead(other)
			return written(procedure.TemplateAllClear, fact(p, procedure.Fact{Kind: procedure.FactHeard, Of: other, At: sentAt}))
		}},
		{name: "successor", letter: func(_, other string) procedure.Letter { _, l := successorOf(other, colleague()); return l }},
		{name: "successor-stranger", letter: func(_, other string) procedure.Letter { _, l := successorOf(other, stranger()); return l }},
		{name: "successor-unnamed", letter: func(_, other string) procedure.Letter {
			_, l := successorOf(other, procedure.Departure{})
			return l
		}},
		{name: "successor-yes", letter: func(reader, other string) procedure.Letter {
			return written(procedure.TemplateReceipt, decided(reader, other, colleague(), taken(true)))
		}},
		{name: "successor-yes-stranger", letter: func(reader, other string) procedure.Letter {
			return written(procedure.TemplateReceipt, decided(reader, other, stranger(), taken(true)))
		}},
		{name: "successor-no", letter: func(reader, other string) procedure.Letter {
			return written(procedure.TemplateReceipt, decided(reader, other, colleague(), taken(false)))
		}},
		{name: "successor-unclear", letter: func(reader, other string) procedure.Letter {
			return written(procedure.TemplateReceipt, decided(reader, other, colleague()))
		}},
		{name: "handover", letter: func(reader, other string) procedure.Letter {
			return written(lifecycle.TemplateHandover, decided(reader, other, colleague(), taken(true)))
		}},
		{name: "receipt-leaving", letter: changed(procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter) {
			l.Departure = &procedure.Departure{Name: "Maria Moe", Spoken: true}
			l.Open = []string{"mql"}
		})},
		{name: "receipt-moved", letter: changed(procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter) {
			l.Departure = &procedure.Departure{Address: "new@partner.example", Moved: true, Spoken: true}
			l.Open = []string{"mql"}
		})},
		{name: "was-this-you-address", letter: func(reader, _ string) procedure.Letter {
			p := lifecycle.New(fixtureSpec())
			return lastLetter(p.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
				ID: "held/a", Class: procedure.ReplyHeld, Person: reader, Mail: "a", At: sentAt, From: reader + ".hauge@partner.example",
			}}, sentAt))
		}},
	}
}
