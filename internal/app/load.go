package app

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/budget"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/store"
)

// Load is what mail has asked of one address, over all partnerships.
type Load struct {
	Name, Email, Party string
	Partnerships       []string // slugs
	// Budget is how many mails a week the partnerships allow it, the largest of theirs.
	Budget int
	Weeks  budget.Weeks
	// Broken is when the budget of a week was last exceeded; zero: it never was.
	Broken time.Time
}

// LoadWeeks is how many whole weeks a status looks back on.
const LoadWeeks = 12

// weeksBefore is the Monday so many whole weeks before a time's own week, in UTC: weeks
// of people elsewhere begin some hours from it.
func weeksBefore(now time.Time, weeks int) time.Time {
	first := budget.WeekOf(cadence.DateOf(now.UTC())).AddDays(-7 * weeks)
	return cadence.In(first, cadence.Clock{}, time.UTC)
}

// Loads counts the mails to every address since some weeks ago, those above their
// budget first.
func (r *StatusReader) Loads(ctx context.Context, now time.Time) ([]Load, error) {
	return loads(ctx, r.store, weeksBefore(now, LoadWeeks))
}

func loads(ctx context.Context, s *store.Store, since time.Time) ([]Load, error) {
	mails, err := s.SentMails(ctx, since)
	if err != nil {
		return nil, err
	}
	free, specs := kinds.Free(kinds.All()), map[string]partnership.Spec{}
	var list []Load
	for _, m := range mails {
		if !budget.Counts(m.Letter, free) {
			continue
		}
		spec, known := specs[m.Slug]
		if !known {
			spec, err = s.LatestSpec(ctx, m.Slug)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return nil, err
			}
			specs[m.Slug] = spec
		}
		list = countMail(list, spec, m)
	}
	slices.SortStableFunc(list, func(a, b Load) int {
		return cmp.Or(-cmp.Compare(len(a.Weeks.Above(a.Budget)), len(b.Weeks.Above(b.Budget))),
			-cmp.Compare(a.Weeks.Most().Mails, b.Weeks.Most().Mails), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Email, b.Email))
	})
	return list, nil
}

// countMail adds a mail to what its reader has had.
func countMail(list []Load, spec partnership.Spec, m store.SentMail) []Load {
	address := strings.ToLower(m.Recipient)
	i := slices.IndexFunc(list, func(l Load) bool { return l.Email == address })
	if i < 0 {
		i, list = len(list), append(list, Load{Email: address})
	}
	l := &list[i]
	if !slices.Contains(l.Partnerships, m.Slug) {
		l.Partnerships = append(l.Partnerships, m.Slug)
	}
	person, _ := spec.Person(m.Person)
	party, _ := spec.PartyOf(m.Person)
	l.Name, l.Party = cmp.Or(person.Name, l.Name, m.Person), cmp.Or(party.Name, l.Party)
	l.Budget = max(l.Budget, spec.MailsAWeek())
	at := m.At.UTC()
	if zone, err := cadence.LoadZone(person.Zone); err == nil && person.Zone != "" {
		at = at.In(zone)
	}
	day := cadence.DateOf(at)
	template := m.Letter.Template
	if len(m.Together) > 0 {
		template = procedure.TemplateToday
	}
	l.Weeks.Add(day, budget.CauseOf(m.Slug, template, append([]string{m.Letter.Workflow}, m.Together...)...))
	if l.Weeks.In(day) > l.Budget {
		l.Broken = procedure.Later(l.Broken, m.At)
	}
	return list
}

// MeanAWeek is the mean of the weeks from the first mail on, to a tenth.
func (l Load) MeanAWeek() float64 {
	weeks := max(l.Weeks.Span(), 1)
	return math.Round(10*float64(l.Weeks.Total())/float64(weeks)) / 10
}
