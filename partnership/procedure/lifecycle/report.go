package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
	"github.com/rapport-engine/rapport/partnership/spelling"
)

// TemplateReport tells the readers of a report how the partnership stands, and first what has
// changed since the last one.
const TemplateReport procedure.Template = "report"

// Reported is the latest report of a name.
type Reported struct {
	Name string    `json:"name"`
	Date string    `json:"date"`
	At   time.Time `json:"at"`
	// Letters are those that may not have gone out yet.
	Letters []string `json:"letters,omitempty"`
	// Health is how the partnership did, as far as partners may know, and Late are the
	// milestones that were.
	Health health.Seen `json:"health,omitzero"`
	Late   []string    `json:"late,omitempty"`
}

// Report is what a report says beside goals, accounts and promises, which are filled in where
// it is composed.
type Report struct {
	Date string `json:"date"`
	// Since is the day of the last report, of the first day where this is the First; At is
	// the moment.
	Since string    `json:"since"`
	At    time.Time `json:"at"`
	First bool      `json:"first,omitempty"`
	// Reason is why an admin has it sent out of turn.
	Reason   string                      `json:"reason,omitempty"`
	Sections []partnership.ReportSection `json:"sections"`
	// Health is how the partnership does, as far as partners may know; Was, how it did then.
	Health *health.Report `json:"health,omitempty"`
	Was    health.Seen    `json:"was,omitzero"`
	Days   []ReportedDay  `json:"days,omitempty"`
	// Kept counts the promises that were kept since, and KeptLate those of them that were
	// late.
	Kept     int `json:"kept,omitempty"`
	KeptLate int `json:"kept_late,omitempty"`
}

// ReportedDay is what has become of a milestone.
type ReportedDay struct {
	Goal      string `json:"goal"`
	Milestone string `json:"milestone"`
	Due       string `json:"due"` // the day that counts
	Moved     bool   `json:"moved,omitempty"`
	// Outcome is how it ended, On that day; empty: it is to come, or Late.
	Outcome procedure.Outcome `json:"outcome,omitempty"`
	On      string            `json:"on,omitempty"`
	Late    bool              `json:"late,omitempty"`
	// New says that it has come to this since the last report.
	New bool `json:"new,omitempty"`
}

// Has reports whether the report has a section.
func (r Report) Has(s partnership.ReportSection) bool { return slices.Contains(r.Sections, s) }

// reports are the days of all reports. A report looks back, so the first comes when half a
// rhythm has passed; one behind which no business day is left would say what the last mail of
// the partnership says.
func reports(h procedure.Horizon) (procedure.Calendar, error) {
	var rounds []timing.Round
	readers := map[string][]string{}
	for _, r := range h.Spec.Reports {
		if len(r.To) > 0 {
			readers[r.ID] = r.To
			rounds = append(rounds, timing.Round{Type: procedure.Report, Noun: procedure.NounReport, Name: r.ID, Rule: r.Rule, Looking: true})
		}
	}
	all, err := timing.Rounds(h, rounds)
	if err != nil {
		return procedure.Calendar{}, err
	}
	var wanted []procedure.Occasion
	for _, o := range all.Occasions {
		if beforeTheEnd(h.Spec, o) {
			o.Closes, o.Asks = o.Until, readersOf(h.Spec, readers[o.Name], o.At)
			wanted = append(wanted, o)
		}
	}
	all.Occasions = wanted
	return all, nil
}

// beforeTheEnd reports whether a business day follows, before a last mail that tells of goals.
func beforeTheEnd(spec partnership.Spec, o procedure.Occasion) bool {
	day, err := cadence.ParseDate(o.Date)
	if err != nil || len(spec.Goals) == 0 {
		return true
	}
	return !spec.End.Before(spec.CalendarNamed(spec.Calendar).NextBusinessDay(day.AddDays(1)))
}

// readersOf are the people who read a report, and when it goes out to them. It is nobody
// else's to read for those who are away.
func readersOf(spec partnership.Spec, people []string, at time.Time) []procedure.AskTimes {
	var list []procedure.AskTimes
	for _, id := range people {
		if person, there := spec.Person(id); there {
			list = append(list, procedure.AskTimes{Person: id, Send: timing.Opens(spec, id, at), City: cadence.City(person.Zone)})
		}
	}
	return list
}

// report writes a report on its day. It asks nothing, so it is no workflow of its own: that
// would cost a dozen events to wait for nobody.
func (p *Partnership) report(out *procedure.Out, o procedure.Occasion, now time.Time) {
	declared, ok := p.Declared.Report(o.Name)
	if !ok {
		return
	}
	p.writeReport(out, declared, p.reportOf(declared, o.Date, now), o.Until, now)
	p.record(out, now, procedure.EntryBegin, fmt.Sprintf("Report %s went to %s", o.Name, procedure.Counted(len(declared.To), "reader")), o.Name, o.Date)
}

// writeReport writes to everybody who reads a report, and remembers how things stood.
func (p *Partnership) writeReport(out *procedure.Out, declared partnership.Report, r Report, until, now time.Time) {
	known := Reported{Name: declared.ID, Date: r.Date, At: now, Late: slices.Clone(p.Late)}
	if h := r.Health; h != nil && h.Score.OK {
		known.Health = health.Seen{At: p.here(now), RAG: h.RAG, Points: health.Points(h.Score.Value)}
	}
	for _, person := range declared.To {
		l := p.notice(TemplateReport, person, now).With(r)
		l.Key = fmt.Sprintf("%s/%s/%d/%s", TemplateReport, declared.ID, now.Unix(), person)
		l.About, l.Until, l.Accounts, l.Log = declared.ID, until, r.Has(partnership.SectionFinance), r.Has(partnership.SectionDecisions)
		p.write(out, l)
		known.Letters = append(known.Letters, l.Key)
	}
	p.Reported = slices.DeleteFunc(p.Reported, func(o Reported) bool { return o.Name == declared.ID })
	p.Reported = append(p.Reported, known)
}

// reportOf is what a report says of now.
func (p *Partnership) reportOf(declared partnership.Report, date string, now time.Time) Report {
	r := Report{Date: date, Since: p.Declared.Start.String(), At: p.Agenda.StartsAt, First: true, Sections: declared.Contents(), Health: p.HealthTold(now)}
	var late []string
	if last, ok := p.reported(declared.ID); ok {
		r.Since, r.At, r.First, r.Was, late = last.Date, last.At, false, last.Health, last.Late
	}
	for _, s := range p.Settled {
		if s.At.After(r.At) {
			r.Kept++
			if s.Late {
				r.KeptLate++
			}
		}
	}
	for _, g := range p.Declared.Goals {
		for _, m := range g.Milestones {
			r.Days = append(r.Days, p.reportedDay(g, m, r.At, late))
		}
	}
	slices.SortStableFunc(r.Days, func(a, b ReportedDay) int { return strings.Compare(a.Due, b.Due) })
	return r
}

// reportedDay is what has become of a milestone, given those that were late at a time.
func (p *Partnership) reportedDay(g partnership.Goal, m partnership.Milestone, since time.Time, late []string) ReportedDay {
	name := g.ID + "/" + m.ID
	c := procedure.CourseOf(p.Courses, procedure.Milestone, name)
	d := ReportedDay{Goal: g.ID, Milestone: m.ID, Due: c.DayOf(m.Due.String()), Outcome: c.Outcome}
	d.Moved = d.Due != m.Due.String()
	switch {
	case c.Outcome != "":
		d.On, d.New = cadence.DateOf(p.here(c.At)).String(), c.At.After(since)
	case slices.Contains(p.Late, name):
		d.Late, d.New = true, !slices.Contains(late, name)
	}
	return d
}

func (p *Partnership) reported(name string) (Reported, bool) {
	i := slices.IndexFunc(p.Reported, func(r Reported) bool { return r.Name == name })
	if i < 0 {
		return Reported{}, false
	}
	return p.Reported[i], true
}

// waitsAtMost is how long a report waits for its reader's hours: over a long weekend.
const waitsAtMost = 7 * 24 * time.Hour

// unreport takes back what has not gone out yet of the reports that some people were to read.
func (p *Partnership) unreport(out *procedure.Out, now time.Time, of func(name, person string) bool) {
	for i := range p.Reported {
		r := &p.Reported[i]
		var back, stay []string
		for _, key := range r.Letters {
			if person := key[strings.LastIndexByte(key, '/')+1:]; of(r.Name, person) {
				back = append(back, key)
			} else {
				stay = append(stay, key)
			}
		}
		if len(back) > 0 && now.Sub(r.At) < waitsAtMost {
			out.Add(procedure.Recall{Keys: back})
		}
		r.Letters = stay
	}
}

// unwanted reports whether the spec lets somebody read a report no more.
func (p *Partnership) unwanted(name, person string) bool {
	r, declared := p.Declared.Report(name)
	return !declared || !slices.Contains(r.To, person)
}

// checkReport refuses to send a report that cannot be.
func (p *Partnership) checkReport(cmd procedure.Command) error {
	slug := p.Declared.Slug
	var names []string
	for _, r := range p.Declared.Reports {
		names = append(names, r.ID)
	}
	r, known := p.Declared.Report(cmd.Report)
	switch {
	case len(names) == 0:
		return fmt.Errorf(`send report of %s: its spec declares none; add a block such as report "monthly", or write one page with rapport report %s`, slug, slug)
	case cmd.Report == "":
		return fmt.Errorf(`send report of %s: name it in "report"; there are %s`, slug, strings.Join(names, ", "))
	case !known:
		guess := ""
		if near := spelling.Nearest(cmd.Report, names); near != "" {
			guess = fmt.Sprintf("; did you mean %q?", near)
		}
		return fmt.Errorf("send report %q of %s: there is none of that name, but %s%s", cmd.Report, slug, strings.Join(names, ", "), guess)
	case len(r.To) == 0:
		return fmt.Errorf("send report %q of %s: nobody reads it; name readers in its \"to\"", cmd.Report, slug)
	case !p.runs():
		return fmt.Errorf("send report %q of %s: the partnership is %s", cmd.Report, slug, p.Phase)
	}
	return nil
}

// commandReport sends a report out of turn. Its rhythm goes on as it was.
func (p *Partnership) commandReport(out *procedure.Out, cmd procedure.Command, now time.Time) {
	declared, _ := p.Declared.Report(cmd.Report)
	r := p.reportOf(declared, cadence.DateOf(p.here(now)).String(), now)
	r.Reason = cmd.Reason
	p.writeReport(out, declared, r, time.Time{}, now)
	text := fmt.Sprintf("An admin has the report %s sent to %s out of turn", cmd.Report, procedure.Counted(len(declared.To), "reader"))
	if cmd.Reason != "" {
		text += ": " + cmd.Reason
	}
	p.record(out, now, procedure.EntryCommand, text)
}

// nextReports are the next days of the reports that the agenda knows, each of a name once.
func (p *Partnership) nextReports() []procedure.Occasion {
	var next []procedure.Occasion
	for _, o := range p.Agenda.Occasions {
		if o.Type == procedure.Report && !slices.ContainsFunc(next, func(n procedure.Occasion) bool { return n.Name == o.Name }) {
			next = append(next, o)
		}
	}
	return next
}
