package app

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
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

// Rehearsed is what came of a rehearsal.
type Rehearsed struct {
	Events []rehearsal.Event // in order of time
	Loads  []rehearsal.Load  // what was asked of everybody, the most first
	Finals []rehearsal.Final // how each partnership stood at the end
}

// Rehearse plays partnerships until the end of a day, with the very composer
// and reader that the engine uses.
func Rehearse(specs []partnership.Spec, script config.Rehearsal, until cadence.Date) (Rehearsed, error) {
	return RehearseEach(specs, script, until, func(int, string) error { return nil })
}

// RehearseEach is Rehearse for whoever wants to know how far it is: how many partnerships are
// done, and which is next. An error ends it there.
func RehearseEach(specs []partnership.Spec, script config.Rehearsal, until cadence.Date, at func(done int, slug string) error) (Rehearsed, error) {
	var played Rehearsed
	tally := rehearsal.NewTally()
	for i, spec := range specs {
		if err := at(i, spec.Slug); err != nil {
			return Rehearsed{}, err
		}
		events, err := rehearse(spec, script, tally, until, standardRepertoire())
		if err != nil {
			return Rehearsed{}, fmt.Errorf("rehearse: %w", err)
		}
		played.Events = append(played.Events, events...)
	}
	slices.SortStableFunc(played.Events, func(a, b rehearsal.Event) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	played.Loads, played.Finals = tally.Loads(), tally.Finals()
	return played, nil
}

// repertoire is what can be played: kinds of procedures, and the words of those
// that do not come with the program.
type repertoire struct {
	kinds   []procedure.Kind
	phrases []fs.FS
	watch   func(rehearsal.Glimpse) // for tests
}

func standardRepertoire() repertoire { return repertoire{kinds: kinds.All()} }

func rehearse(spec partnership.Spec, script config.Rehearsal, tally *rehearsal.Tally, until cadence.Date, r repertoire) ([]rehearsal.Event, error) {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return nil, err
	}
	words, err := rehearsalComposer(nil, r.phrases...)
	if err != nil {
		return nil, err
	}
	post := newRehearsalPost(spec, words, r.kinds)
	return rehearsal.Run(spec, rehearsal.Options{
		Kinds:      r.kinds,
		Compose:    post.compose,
		Understand: post.understand,
		Receive:    post.receive,
		Cast:       Cast(script.Personas),
		Tally:      tally,
		Orders:     orders(script.Commands, zone),
		Watch:      r.watch,
		Until:      cadence.In(until.AddDays(1), cadence.Clock{}, zone).Add(-time.Nanosecond),
	})
}

// rehearsalComposer writes the mails of a rehearsal. Nothing is amended in one, so specs, which
// finds a spec by its digest, may be nil.
func rehearsalComposer(specs func(digest string) (partnership.Spec, error), phrases ...fs.FS) (*compose.Composer, error) {
	keys, err := token.New(RehearsalKey())
	if err != nil {
		return nil, err
	}
	return compose.New(compose.Settings{
		From: botAddress, Addressing: token.Plus, Keys: keys, Instance: rehearsalInstance, Phrases: phrases, Specs: specs,
	})
}

// orders gives the commands that this version carries out as a partnership
// takes them. The others were told of when they were loaded.
func orders(commands []config.AdminCommand, zone *time.Location) []rehearsal.Order {
	var list []rehearsal.Order
	for _, c := range commands {
		name := procedure.CommandName(c.Name)
		if !slices.Contains(procedure.PartnershipCommands(), name) {
			continue
		}
		list = append(list, rehearsal.Order{At: c.At.In(zone), Command: procedure.Command{
			Name: name, Reason: c.Input["reason"], KPI: c.Input["kpi"], Value: procedure.Text(c.Input["value"]), Date: c.Input["date"],
			Goal: c.Input["goal"], Milestone: c.Input["milestone"], To: c.Input["to"],
			Commitment: c.Input["commitment"], What: c.Input["what"], Owner: c.Input["owner"], Due: c.Input["due"], For: c.Input["for"],
			Person: c.Input["person"], With: c.Input["with"], Report: c.Input["report"], Ideas: c.Input["ideas"], Party: c.Input["party"],
			Entry: c.Input["entry"], Amount: procedure.Text(c.Input["amount"]),
			Conflict: procedure.Text(c.Input["conflict"]), Level: c.Input["level"], Stage: c.Input["stage"], Outcome: procedure.Outcome(c.Input["outcome"]),
		}})
	}
	return list
}

// Cast plays people as their personas say.
func Cast(personas []config.Persona) *rehearsal.Cast {
	var cast []rehearsal.Persona
	for _, p := range personas {
		persona := rehearsal.Persona{Person: p.Person, After: p.After, Silent: p.Silent, Away: p.Away}
		for _, a := range p.Answers {
			persona.Scripts = append(persona.Scripts, rehearsal.Script{Question: a.Question, Values: a.Values})
		}
		for _, r := range p.Replies {
			persona.Replies = append(persona.Replies, rehearsal.Reply{Template: procedure.Template(r.Template), Texts: r.Texts, After: r.After})
		}
		for _, w := range p.Writes {
			persona.Writes = append(persona.Writes, rehearsal.Write{At: w.At, Text: w.Text})
		}
		cast = append(cast, persona)
	}
	return rehearsal.NewCast(cast, understand.CommandIn)
}
