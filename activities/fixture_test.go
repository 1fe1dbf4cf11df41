package activities_test

import (
	"context"
	"errors"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

var (
	noon      = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)
	errAway   = errors.New("the store is away")
	errBroken = errors.New("connection reset")
)

// specs knows one partnership of two people.
type specs struct{ err error }

func (s specs) Spec(context.Context, string) (partnership.Spec, error) {
	return partnership.Spec{
		Slug: "duo", Zone: "Etc/UTC", Start: cadence.DateOf(noon), End: cadence.DateOf(noon).AddDays(365),
		Parties: []partnership.Party{{ID: "north", People: []partnership.Person{
			{ID: "lars", Name: "Lars", Email: "Lars@north.example", Language: "en", Zone: "Asia/Tokyo"},
			{ID: "sofie", Name: "Sofie", Email: "sofie@north.example", Language: "en", Zone: "Etc/UTC"},
		}}},
	}, s.err
}

// ledger keeps the entries and readings that it is given.
type ledger struct {
	entries  []procedure.Entry
	readings []measure.Reading
	err      error
	journal  *[]string // what happened, in order, if anybody wants to know
}

func (l *ledger) Commit(_ context.Context, slug string, entries []procedure.Entry, readings []measure.Reading) error {
	if l.err != nil {
		return l.err
	}
	l.entries, l.readings = append(l.entries, entries...), append(l.readings, readings...)
	if l.journal != nil {
		*l.journal = append(*l.journal, "commit "+slug)
	}
	return nil
}

func (l *ledger) Readings(context.Context, string) ([]measure.Reading, error) {
	return l.readings, l.err
}

// procedures are running workflows, by ID, that note what they are told.
type procedures struct {
	running []string
	replies map[string][]procedure.Reply
	journal *[]string
	err     error
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

func (p *procedures) Report(_ context.Context, workflow string, r procedure.Report) error {
	if err := p.reach(workflow); err != nil {
		return err
	}
	if p.journal != nil {
		*p.journal = append(*p.journal, "report "+r.ID+" to "+workflow)
	}
	return nil
}

func (p *procedures) reach(workflow string) error {
	if p.err != nil {
		return p.err
	}
	for _, id := range p.running {
		if id == workflow {
			return nil
		}
	}
	return activities.ErrClosed
}
