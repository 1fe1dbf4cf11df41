package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/store"
)

// Provenance is all that was ever said of a KPI.
type Provenance struct {
	Spec partnership.Spec
	KPI  partnership.KPI // with its ID alone where the spec has it no more
	Zone *time.Location  // the partnership's
	// Said are the values in the order in which they came.
	Said []Said
}

// Said is one value, and where it comes from.
type Said struct {
	standing.Source
	// Mail is the mail that said so; nil where none did, or none is left.
	Mail *SaidMail
}

// SaidMail is what a mail says of a value, as it is read today.
type SaidMail struct {
	ID string // in the inbox
	// Words are those that the value was read from; empty where nobody may read them.
	Words       string
	From        string // where in an attached table they stand
	Provisional bool
	// Admin says that the mail was taken on an admin's word.
	Admin bool
	// Checks are what the nearest of its fields about that says of the sender, such as
	// "dkim=pass". Only who knows the receiving server can tell whether it wrote so.
	Checks []string
}

// ReadProvenance reads from a store who said which values of a KPI. What came after a day
// is left out, as it was not known then; of the zero day nothing is.
func ReadProvenance(ctx context.Context, s *store.Store, slug, kpi string, asOf cadence.Date) (Provenance, error) {
	spec, err := appliedSpec(ctx, s, slug, fmt.Sprintf("why %s.%s", slug, kpi))
	if err != nil {
		return Provenance{}, err
	}
	p := Provenance{Spec: spec, KPI: partnership.KPI{ID: kpi}}
	if p.Zone, err = cadence.LoadZone(spec.Zone); err != nil {
		return Provenance{}, err
	}
	readings, err := s.Readings(ctx, slug)
	if err != nil {
		return Provenance{}, err
	}
	readings = standing.Of(readings, kpi)
	if kpi == checkin.QuestionConfidence { // people read the mean of a side alone
		readings = nil
	}
	_, declared, known := spec.KPI(kpi)
	switch {
	case known:
		p.KPI = declared
	case len(readings) == 0:
		return Provenance{}, fmt.Errorf("why %s.%s: there is no such KPI; there are %s", slug, kpi, strings.Join(kpisOf(spec), ", "))
	}
	readings = slices.DeleteFunc(readings, func(r measure.Reading) bool {
		return !asOf.IsZero() && asOf.Before(cadence.DateOf(r.At.In(p.Zone)))
	})
	for _, source := range standing.Sources(spec, p.KPI, readings) {
		mail, err := mailOf(ctx, s, source.Reading)
		if err != nil {
			return Provenance{}, err
		}
		p.Said = append(p.Said, Said{Source: source, Mail: mail})
	}
	return p, nil
}

func kpisOf(spec partnership.Spec) []string {
	var ids []string
	for _, g := range spec.Goals {
		for _, k := range g.KPIs {
			ids = append(ids, k.ID)
		}
	}
	return ids
}

// mailOf finds the mail that a reading was taken from, and reads it again.
func mailOf(ctx context.Context, s *store.Store, r measure.Reading) (*SaidMail, error) {
	if r.Source == "" {
		return nil, nil
	}
	rows, err := s.Inbox(ctx, store.InboxQuery{MessageID: strings.Trim(r.Source, "<>"), States: []store.InboxState{store.InboxAccepted}, Limit: 1})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	m, err := ReadInbox(ctx, s, rows[0].ID)
	if errors.Is(err, store.ErrNotFound) { // its words are deleted
		return &SaidMail{ID: rows[0].ID, Admin: rows[0].Command != ""}, nil
	}
	if err != nil {
		return nil, err
	}
	said := &SaidMail{ID: m.ID, Admin: m.Command != ""}
	for _, v := range m.Message.Verdicts[:min(1, len(m.Message.Verdicts))] {
		for _, c := range v.Checks {
			said.Checks = append(said.Checks, c.Method+"="+c.Result)
		}
	}
	for _, a := range m.Understanding().Answers {
		if a.Question == r.KPI {
			said.Words, said.From, said.Provisional = a.Raw, a.From, a.Provisional
		}
	}
	return said, nil
}
