package app

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/rehearsal"
)

// RehearsalKey signs the tokens of rehearsed mails. It opens nothing: rehearsed
// mails are never sent.
func RehearsalKey() []byte {
	sum := sha256.Sum256([]byte("rapport rehearsal"))
	return sum[:]
}

// rehearsalInstance is where rehearsed mails say that they come from.
const rehearsalInstance = "rehearsal"

// Rehearse plays partnerships until the end of a day, with the very composer
// and reader that the engine uses, and returns what happened in order of time.
func Rehearse(specs []partnership.Spec, personas []config.Persona, until cadence.Date) ([]rehearsal.Event, error) {
	var events []rehearsal.Event
	for _, spec := range specs {
		played, err := rehearse(spec, personas, nil, until)
		if err != nil {
			return nil, fmt.Errorf("rehearse: %w", err)
		}
		events = append(events, played...)
	}
	slices.SortStableFunc(events, func(a, b rehearsal.Event) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	return events, nil
}

func rehearse(spec partnership.Spec, personas []config.Persona, orders []rehearsal.Order, until cadence.Date) ([]rehearsal.Event, error) {
	words, err := rehearsalComposer()
	if err != nil {
		return nil, err
	}
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return nil, err
	}
	return rehearsal.Run(spec, rehearsal.Options{
		Kinds: kinds.All(),
		Compose: func(spec partnership.Spec, l procedure.Letter, also []procedure.Letter, st standing.Standing, at time.Time) (rehearsal.Mail, error) {
			m, err := words.Compose(spec, l, also, st, at)
			return rehearsal.Mail{Subject: m.Subject, Text: m.Text}, err
		},
		Understand: understandText,
		Cast:       Cast(personas),
		Orders:     orders,
		Until:      cadence.In(until.AddDays(1), cadence.Clock{}, zone).Add(-time.Nanosecond),
	})
}

func rehearsalComposer() (*compose.Composer, error) {
	keys, err := token.New(RehearsalKey())
	if err != nil {
		return nil, err
	}
	return compose.New(compose.Settings{From: botAddress, Addressing: token.Plus, Keys: keys, Instance: rehearsalInstance})
}

func understandText(r rehearsal.Reaction, reader partnership.Person, l procedure.Letter, mail rehearsal.Mail) procedure.Reply {
	u := understand.Text(r.Text, understand.Context{
		Questions: l.Questions, Locale: reader.Language, Sent: mail.Text, Today: cadence.DateOf(r.At),
	})
	return procedure.Reply{Answers: u.Answers, Commands: u.Commands, Problems: u.Problems}
}

// Cast plays people as their personas say.
func Cast(personas []config.Persona) *rehearsal.Cast {
	var cast []rehearsal.Persona
	for _, p := range personas {
		persona := rehearsal.Persona{Person: p.Person, After: p.After, Silent: p.Silent, Away: p.Away}
		for _, a := range p.Answers {
			persona.Scripts = append(persona.Scripts, rehearsal.Script{Question: a.Question, Values: a.Values})
		}
		cast = append(cast, persona)
	}
	return rehearsal.NewCast(cast)
}
