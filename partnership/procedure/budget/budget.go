// Package budget counts what mail asks of people, week by week, and what each mail was
// sent for: a person and a week have a budget (procedures 0.5).
package budget

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Cause is what mails were sent for.
type Cause struct {
	Partnership string `json:"partnership"` // slug
	// Procedure names the one that wrote them, as in its workflow ID and without the
	// day of a round: "check-in/fortnightly". Of asks that stood together it names each;
	// nothing stands for the partnership itself.
	Procedure string             `json:"procedure,omitempty"`
	Template  procedure.Template `json:"template"`
	Mails     int                `json:"mails"`
}

// String is a cause in a line: "2 check-in (duo/check-in/weekly)".
func (c Cause) String() string {
	return fmt.Sprintf("%d %s (%s)", c.Mails, c.Template, strings.TrimSuffix(c.Partnership+"/"+c.Procedure, "/"))
}

// Week is what one address got in a week. Weeks begin on Mondays of the reader's
// calendar.
type Week struct {
	Of     cadence.Date `json:"week_of"`
	Mails  int          `json:"mails"`
	Causes []Cause      `json:"causes"` // the most frequent first
}

// Weeks are those of one address in which mails came, in any order of counting.
type Weeks struct{ list []Week }

// Counts reports whether a mail is one of the budget's: receipts and their like are
// not, because their reader has just written, and others are not that are free, such
// as alarms.
func Counts(l procedure.Letter, free []procedure.Template) bool {
	return !l.Responds() && !slices.Contains(free, l.Template)
}

// WeekOf is the Monday of a day's week.
func WeekOf(d cadence.Date) cadence.Date {
	return d.AddDays(-(int(d.Weekday()) + 6) % 7)
}

// CauseOf is what a mail was sent for. Workflows are of the asks that stand together
// in it, or of the one that wrote it.
func CauseOf(slug string, template procedure.Template, workflows ...string) Cause {
	var names []string
	for _, w := range workflows {
		if name := nameOf(slug, w); name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return Cause{Partnership: slug, Template: template, Procedure: strings.Join(slices.Compact(names), " + "), Mails: 1}
}

// nameOf is a workflow ID without the partnership and without the day of a round.
func nameOf(slug, workflow string) string {
	name := strings.TrimPrefix(strings.TrimPrefix(workflow, slug), "/")
	if i := strings.LastIndex(name, "/"); i >= 0 {
		if _, err := cadence.ParseDate(name[i+1:]); err == nil {
			return name[:i]
		}
	}
	return name
}

// Add counts mails of a day.
func (w *Weeks) Add(day cadence.Date, c Cause) {
	of := WeekOf(day)
	i, known := slices.BinarySearchFunc(w.list, of, func(week Week, of cadence.Date) int {
		return cmp.Compare(week.Of.String(), of.String())
	})
	if !known {
		w.list = slices.Insert(w.list, i, Week{Of: of})
	}
	week := &w.list[i]
	week.Mails += c.Mails
	week.Causes = With(week.Causes, c)
}

// With adds a cause to others. The list is a new one.
func With(causes []Cause, c Cause) []Cause {
	list := slices.Clone(causes)
	i := slices.IndexFunc(list, func(o Cause) bool {
		return o.Partnership == c.Partnership && o.Procedure == c.Procedure && o.Template == c.Template
	})
	if i < 0 {
		list = append(list, c)
	} else {
		list[i].Mails += c.Mails
	}
	slices.SortStableFunc(list, func(a, b Cause) int {
		return cmp.Or(-cmp.Compare(a.Mails, b.Mails), cmp.Compare(a.Partnership, b.Partnership), cmp.Compare(a.Procedure, b.Procedure), cmp.Compare(a.Template, b.Template))
	})
	return list
}

// Total counts all mails.
func (w Weeks) Total() int {
	n := 0
	for _, week := range w.list {
		n += week.Mails
	}
	return n
}

// Most is the first of the weeks with the most mails.
func (w Weeks) Most() Week {
	var most Week
	for _, week := range w.list {
		if week.Mails > most.Mails {
			most = week
		}
	}
	return most
}

// Above lists the weeks with more mails than a budget, the first first.
func (w Weeks) Above(budget int) []Week {
	above := []Week{}
	for _, week := range w.list {
		if week.Mails > budget {
			above = append(above, week)
		}
	}
	return above
}

// Causes adds up what all mails were sent for, the most frequent first.
func (w Weeks) Causes() []Cause {
	causes := []Cause{}
	for _, week := range w.list {
		for _, c := range week.Causes {
			causes = With(causes, c)
		}
	}
	return causes
}

// In counts the mails of a day's week.
func (w Weeks) In(day cadence.Date) int {
	of := WeekOf(day)
	for _, week := range w.list {
		if week.Of == of {
			return week.Mails
		}
	}
	return 0
}

// Span counts the weeks from the first mail to the last.
func (w Weeks) Span() int {
	if len(w.list) == 0 {
		return 0
	}
	return w.list[0].Of.DaysUntil(w.list[len(w.list)-1].Of)/7 + 1
}
