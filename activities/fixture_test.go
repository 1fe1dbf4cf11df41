package activities_test

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

var (
	noon      = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC) // a Tuesday
	errAway   = errors.New("the store is away")
	errBroken = errors.New("connection reset")
)

// specs knows one partnership of two people without hours and one with.
type specs struct{ err error }

func (s specs) Spec(_ context.Context, digest string) (partnership.Spec, error) {
	if digest == "lost" {
		return partnership.Spec{}, activities.ErrNoSpec
	}
	return partnership.Spec{
		Slug: "duo", Zone: "Etc/UTC", Start: cadence.DateOf(noon), End: cadence.DateOf(noon).AddDays(365),
		Calendars: []cadence.Calendar{{Name: "office", Hours: &cadence.Hours{From: cadence.Clock{Hour: 9}, Until: cadence.Clock{Hour: 17}}}},
		Parties: []partnership.Party{{ID: "north", People: []partnership.Person{
			{ID: "lars", Name: "Lars", Email: "Lars@north.example", Language: "en", Zone: "Asia/Tokyo", Deputy: "hans"},
			{ID: "sofie", Name: "Sofie", Email: "sofie@north.example", Language: "en", Zone: "Etc/UTC"},
			{ID: "hans", Name: "Hans", Email: "hans@north.example", Language: "en", Zone: "Etc/UTC", Calendar: "office"},
		}}},
	}, s.err
}

// ledger keeps the records that it is given.
type ledger struct {
	records  []activities.Record
	readings []measure.Reading
	err      error
	journal  *[]string // what happened, in order, if anybody wants to know
}

func (l *ledger) Commit(_ context.Context, r activities.Record) error {
	if l.err != nil {
		return l.err
	}
	l.records = append(l.records, r)
	if l.journal != nil {
		*l.journal = append(*l.journal, "commit "+r.Slug)
	}
	return nil
}

func (l *ledger) entries() []procedure.Entry {
	var list []procedure.Entry
	for _, r := range l.records {
		list = append(list, r.Entries...)
	}
	return list
}

func (l *ledger) letters() []procedure.Letter {
	var list []procedure.Letter
	for _, r := range l.records {
		list = append(list, r.Letters...)
	}
	return list
}

func (l *ledger) Readings(context.Context, string) ([]measure.Reading, error) {
	return l.readings, l.err
}

// procedures are running workflows, by ID, that note what they are told. Once
// they have heard of a message they hear of it no more.
type procedures struct {
	running []string
	replies map[string][]procedure.Reply
	told    map[string][]procedure.Message
	begun   []activities.Start
	journal *[]string
	err     error
	// heard gets the name of whoever was told something, if anybody wants to know.
	heard chan<- string
	// lost makes the answer to the next message get lost on its way.
	lost bool
}

func (p *procedures) Begin(_ context.Context, s activities.Start) error {
	if p.err != nil {
		return p.err
	}
	p.note("begin " + s.Workflow)
	if !slices.Contains(p.running, s.Workflow) {
		p.running, p.begun = append(p.running, s.Workflow), append(p.begun, s)
	}
	return nil
}

func (p *procedures) Reply(_ context.Context, workflow string, r procedure.Reply) error {
	if err := p.reach(workflow); err != nil {
		return err
	}
	if p.replies == nil {
		p.replies = map[string][]procedure.Reply{}
	}
	p.replies[workflow] = append(p.replies[workflow], r)
	return nil
}

func (p *procedures) Tell(_ context.Context, workflow string, m procedure.Message) error {
	if err := p.reach(workflow); err != nil {
		return err
	}
	p.note("tell " + workflow + " " + m.ID)
	if p.told == nil {
		p.told = map[string][]procedure.Message{}
	}
	if !slices.ContainsFunc(p.told[workflow], func(known procedure.Message) bool { return known.ID == m.ID }) {
		p.told[workflow] = append(p.told[workflow], m)
	}
	if p.heard != nil {
		p.heard <- workflow
	}
	if p.lost {
		p.lost = false
		return errBroken
	}
	return nil
}

func (p *procedures) Running(_ context.Context, workflow string) (bool, error) {
	return slices.Contains(p.running, workflow), p.err
}

func (p *procedures) note(what string) {
	if p.journal != nil {
		*p.journal = append(*p.journal, what)
	}
}

func (p *procedures) reach(workflow string) error {
	if p.err != nil {
		return p.err
	}
	if slices.Contains(p.running, workflow) {
		return nil
	}
	return activities.ErrClosed
}
