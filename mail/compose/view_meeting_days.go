package compose

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

const (
	// agendaAhead is how far behind a meeting the milestones are due that it looks ahead to, and
	// agendaBack how far the first one of its name looks back.
	agendaAhead = 31
	agendaBack  = 45
)

// since is the day of the meeting before, on which people have heard of everything.
func (c called) since() cadence.Date {
	if day, err := cadence.ParseDate(c.BeforeDate); err == nil {
		return day
	}
	return c.date().AddDays(-agendaBack)
}

func (c called) date() cadence.Date {
	day, err := cadence.ParseDate(c.Date)
	if err != nil {
		return cadence.DateOf(c.Starts)
	}
	return day
}

// achieved is what was reached since the meeting before: milestones that were met, and figures
// that have come to their target. All were told of both.
func (c called) achieved() []noticeLine {
	var lines []noticeLine
	for _, d := range c.letter.Days {
		met := d.Outcome == procedure.OutcomeMet || d.Outcome == procedure.OutcomeMetLate
		_, m, there := c.spec.Milestone(d.Milestone)
		if !met || !there || cadence.DateOf(d.On).Before(c.since()) {
			continue
		}
		lines = append(lines, noticeLine{"meeting-met", meetingLine{Text: c.catalog.locale.quote(m.Title)}})
	}
	for _, k := range standing.ReachedSince(c.spec, c.standing.Readings, c.since(), cadence.DateOf(c.letter.At)) {
		lines = append(lines, noticeLine{"meeting-reached", meetingLine{Text: kpiLabel(k.KPI, k.KPI.ID), Change: c.number(k.KPI, *k.Actual)}})
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]noticeLine{{sectionPhrase + "meeting-achieved", nil}}, lines...)
}

// milestones are those that are late, as far as the reader may know, and those that are due
// about the time of the meeting, the first one first.
func (c called) milestones() ([]noticeLine, error) {
	days := slices.DeleteFunc(slices.Clone(c.letter.Days), func(d procedure.AgreedDay) bool { return !c.shows(d) })
	slices.SortStableFunc(days, func(a, b procedure.AgreedDay) int { return strings.Compare(a.Due, b.Due) })
	var lines []noticeLine
	for _, d := range days[:min(len(days), mostOpen)] {
		g, m, _ := c.spec.Milestone(d.Milestone)
		line := meetingLine{Text: c.catalog.locale.quote(m.Title), Who: c.who(milestoneOwner(g, m))}
		if d.Late {
			line.Change = "late"
		}
		var err error
		if line.Due, err = c.day(d.Due); err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"meeting-day", line})
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return append([]noticeLine{{sectionPhrase + "meeting-days", nil}}, lines...), nil
}

// shows reports whether a milestone is on the agenda. The day of one stands in the agreement
// that all have; that it has passed is the owner's side's matter, until others were told.
func (c called) shows(d procedure.AgreedDay) bool {
	g, m, there := c.spec.Milestone(d.Milestone)
	due, err := cadence.ParseDate(d.Due)
	switch {
	case !there || err != nil || d.Outcome != "":
		return false
	case !due.Before(cadence.DateOf(c.letter.At)):
		return !c.date().AddDays(agendaAhead).Before(due)
	}
	own, _ := c.spec.PartyOf(c.person.ID)
	owner, _ := c.spec.PartyOf(milestoneOwner(g, m))
	return d.Late && (own.ID == owner.ID || slices.Contains(d.Told, c.person.ID))
}

func milestoneOwner(g partnership.Goal, m partnership.Milestone) string {
	if m.Owner != "" {
		return m.Owner
	}
	return g.Owner
}
