package meeting

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// The times of a meeting whose spec says nothing else (procedures 6).
var (
	usualNotice    = cadence.Span{Count: 7, Unit: cadence.Days}
	usualWriting   = cadence.Span{Count: 2, Unit: cadence.BusinessDays}
	usualObjecting = cadence.Span{Count: 5, Unit: cadence.BusinessDays}
	// agendaAhead is how long before it the agenda goes out that does not stand in the
	// invitation; pointsAhead, when everybody reads what was added to one that does.
	agendaAhead = cadence.Span{Count: 5, Unit: cadence.BusinessDays}
	pointsAhead = cadence.Span{Count: 1, Unit: cadence.BusinessDays}
	// settled is how long a partnership runs before it invites: mail programs put invitations
	// into calendars from senders whom they know, and the first mail is another one.
	settled = cadence.Span{Count: 2, Unit: cadence.BusinessDays}
)

// longest is how long a meeting may take until it is settled, however long people have for
// each part of it.
const longest = 60 * 24 * time.Hour

// due lists the meetings that the calendar brings. Each begins when people are invited.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	var rounds []timing.Round
	for _, m := range h.Spec.Gatherings() {
		if len(m.Invite) == 0 {
			continue
		}
		notice := noticeOf(h.Spec, m)
		round := timing.Round{
			Type: Type, Noun: Noun, Name: m.ID, Rule: m.Rule, Ask: m.Invite, Window: procedure.Window{Span: usualWriting},
			Ahead: []cadence.Span{notice, agendaOf(h.Spec, m, notice)}, Gathers: true, Settled: settled, Looking: m.Review,
		}
		if heads := headsOf(h.Spec, m); len(heads) > 0 {
			round.Of = heads[0].Person
		}
		rounds = append(rounds, round)
	}
	calendar, err := timing.Rounds(h, rounds)
	if err != nil {
		return procedure.Calendar{}, err
	}
	for i, round := range rounds {
		if err := again(h, round, &calendar.Declared[i]); err != nil {
			return procedure.Calendar{}, err
		}
	}
	for i := range calendar.Occasions {
		o := &calendar.Occasions[i]
		starts := o.Parts[len(o.Parts)-1]
		// Whenever people are invited before it begins is in time.
		o.SkipLate, o.Closes, o.Until, o.Voluntary = false, starts, starts.Add(longest), true
		if m, ok := h.Spec.MeetingNamed(o.Name); ok && !m.Informal && !m.Review {
			o.Later = later(h.Spec, m, starts)
		}
		o.Terms = starts.Format(time.RFC3339)
	}
	return calendar, nil
}

// later is when whoever leads a meeting is asked for minutes.
func later(spec partnership.Spec, m partnership.Gathering, starts time.Time) []procedure.AskTimes {
	heads := headsOf(spec, m)
	if len(heads) == 0 {
		return nil
	}
	chair := heads[0].Person
	send := timing.Opens(spec, chair, starts.Add(lasting(m)))
	t := timing.Count(spec, chair, writingWindow(spec, m), send)
	t.Send = send
	return []procedure.AskTimes{t}
}

// again says of a rhythm when the meeting takes place by now to which people were invited
// last: a changed spec, or a holiday, may have moved it, or taken it out.
func again(h procedure.Horizon, r timing.Round, declared *procedure.Rhythm) error {
	i := slices.IndexFunc(h.Begun, func(b procedure.Begun) bool { return b.Type == r.Type && b.Name == r.Name })
	if i < 0 {
		return nil
	}
	declared.Date = h.Begun[i].Date
	at, on, err := timing.OccursOn(h.Spec, r.Rule, declared.Date)
	if on {
		declared.Terms = at.Format(time.RFC3339)
	}
	return err
}

// noticeOf is how long before a meeting people are invited.
func noticeOf(spec partnership.Spec, m partnership.Gathering) cadence.Span {
	rule, _ := spec.RuleNamed(m.By)
	return either(m.Notice, rule.Notice, usualNotice)
}

// agendaOf is how long before it the agenda goes out, or what was added to it since.
func agendaOf(spec partnership.Spec, m partnership.Gathering, notice cadence.Span) cadence.Span {
	if m.Review || joined(notice) {
		return pointsAhead
	}
	rule, _ := spec.RuleNamed(m.By)
	return either(rule.AgendaBefore, agendaAhead)
}

// writingWindow is how long the chair has for the minutes. A reminder comes when half of it
// is over.
func writingWindow(spec partnership.Spec, m partnership.Gathering) procedure.Window {
	rule, _ := spec.RuleNamed(m.By)
	return procedure.Window{Span: either(m.Minutes, rule.MinutesWithin, usualWriting), Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}
}

// objectingWindow is how long people can object. Their silence counts only after a reminder
// (procedures 0.3).
func objectingWindow(spec partnership.Spec, m partnership.Gathering) procedure.Window {
	rule, _ := spec.RuleNamed(m.By)
	return procedure.Window{Span: either(rule.AcceptedAfter, usualObjecting), Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}}
}

// either is the first span that is declared.
func either(spans ...cadence.Span) cadence.Span {
	for _, s := range spans {
		if !s.IsZero() {
			return s
		}
	}
	return cadence.Span{}
}

// lasting is how long a meeting takes.
func lasting(m partnership.Gathering) time.Duration { return cadence.Lasting(m.Duration) }

// joined reports whether a notice is so short that invitation and agenda are one mail
// (procedures 0.5): ten business days are two weeks.
func joined(notice cadence.Span) bool {
	switch notice.Unit {
	case cadence.BusinessDays:
		return notice.Count <= 10
	case cadence.Days:
		return notice.Count <= 14
	default: // hours
		return notice.Count <= 14*24
	}
}

// latestReply is the longest time after which an answer to an invitation is hoped for.
const latestReply = 10 * 24 * time.Hour

// replyWindow is until when an answer to an invitation helps: half of the time that is left.
// It is not chased.
func replyWindow(left time.Duration) procedure.Window {
	half := min(max(left/2, time.Hour), latestReply).Round(time.Hour)
	return procedure.Window{Span: cadence.Span{Count: int(half.Hours()), Unit: cadence.HoursUnit}}
}
