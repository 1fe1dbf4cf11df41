// Package wording is how each language writes numbers, dates and figures, and
// what the engine asks in it. Whole mails are in mail/templates; here is what
// procedures and mails share.
package wording

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Language is everything that is written in one language. No field may be
// empty; a test finds what a language lacks.
type Language struct {
	Code           string
	Script         string // as Unicode names it
	DecimalSign    string
	GroupSeparator string
	PercentSign    string
	Weekdays       [7]string // short, from Sunday
	Months         [12]string
	MomentFormat   string // weekday, day, month, hour, minute, city
	EndFormat      string // the end of a day, behind "by": weekday, day, month, city
	DateFormat     string // day, month, year
	And            string
	Quotes         [2]string // around a name
	// Cities are the names of the cities that time zones are called after, where
	// they are not the English ones.
	Cities map[string]string
	// InLanguage says which language a text is in, by its code.
	InLanguage map[string]string
	// Perspective names a group of the scorecard.
	Perspective map[partnership.Perspective]string
	// What a person may tap or type as an answer.
	Yes, No, Done, Nothing, None, Unknown, Same string
	Questions                                   Questions
	Conflict                                    Conflict
	Survey                                      Survey
	Response                                    Response
	Review                                      Review
	// TellYours is what a lead tells their people before the first mail: with the title, the
	// other parties and the lead's name.
	TellYours string
	Rhythms   Rhythm
	Condition Condition
	Agreement Agreement
	Exit      Exit
	Ideas     Ideas
	Meeting   Meeting
	Vote      Vote
}

// Questions are the wording of what procedures ask on their own (domain question
// bank).
type Questions struct {
	Confidence string
	Blockers   string
	Tending    string // the hours that a side has put into the partnership itself; the unit follows
	Since      string // of a cumulative figure, with the figure's name
	TakesOver  string // of a successor and of whoever had the work
	HasLeft    string // of somebody
	Yours      string // about a mail that somebody else may have sent, with the time
	Changed    string // since somebody was more confident
	YoursFrom  string // the same, with the time and the address that it came from

	// Of a milestone: whether it is done (with its title), when otherwise, what
	// shows it, and what the owner does about it when it is late.
	Done, When, Evidence, Plan string
	// NewDay asks for another day for a milestone, with its title, and Already whether it is
	// done.
	NewDay, Already string
	// Of something that is owed: what, and by which day.
	Task string
	// Of what is shared: whether the person can open it (with its names), and what not;
	// of who looks after it, with the person and the thing.
	CanOpen, CannotOpen, GiveAccess string
	// Of what a person is here for: whether it is right; and of their lead, who hears with the
	// person and their words that it is not.
	Duties, NotMine string
	// Of a corrective action: what is done; and what is owed where its times are
	// declared, with the figure that it is about.
	Remedy, Contain, FindCause string
	// Of what is proposed to somebody: whether they will do it (with the thing), by
	// which day, and why not; of an idea, whether they take it up.
	WillYou, ByWhen, NotOurs, TakeUp string
	// Of an issue: the answer, and whether it helps; why not is Missing.
	YourAnswer, Helps string
	// Of an experiment: what was seen, and what becomes of it.
	Seen, Verdict string
	// Of the other side: whether it accepts, and what is missing otherwise; whether
	// it agrees to a new day, and why not.
	Accept, Missing, Agree, WhyNot string
}

// NoBreakSpace keeps a number together at the end of a line.
const NoBreakSpace = "\u00a0"

// Languages lists every language; the first is for everybody else.
func Languages() []Language { return slices.Clone(languages) }

// languages are made once: they are looked up for every word that a mail repeats.
var languages = []Language{english(), russian()}

// In finds a language by its code, or the first one.
func In(code string) Language {
	for _, l := range languages {
		if l.Code == code {
			return l
		}
	}
	return languages[0]
}

// Number writes a decimal with the language's signs: 4,150.5 or 4 150,5.
func (l Language) Number(d decimal.Decimal) string {
	whole, fraction, _ := strings.Cut(d.Abs().String(), ".")
	var grouped strings.Builder
	if d.IsNegative() {
		grouped.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			grouped.WriteString(l.GroupSeparator)
		}
		grouped.WriteRune(digit)
	}
	if fraction != "" {
		grouped.WriteString(l.DecimalSign + fraction)
	}
	return grouped.String()
}

// Typed writes a decimal as a person would type it: without grouping, so that
// nothing of it can be taken for a decimal sign.
func (l Language) Typed(d decimal.Decimal) string {
	return strings.Replace(d.String(), ".", l.DecimalSign, 1)
}

// Quoted puts a name in quotation marks.
func (l Language) Quoted(name string) string { return l.Quotes[0] + name + l.Quotes[1] }

// Quantity writes a number with its unit.
func (l Language) Quantity(d decimal.Decimal, unit string) string {
	switch unit {
	case "":
		return l.Number(d)
	case "%":
		return l.Number(d) + l.PercentSign
	default:
		return l.Number(d) + NoBreakSpace + unit
	}
}

// Percent writes a share, such as 0.433, in whole percent.
func (l Language) Percent(share decimal.Decimal) string {
	return l.Quantity(share.Shift(2).Round(0), "%")
}

// YesNo is what the figure of a binary KPI means.
func (l Language) YesNo(d decimal.Decimal) string {
	if d.IsPositive() {
		return l.Yes
	}
	return l.No
}

// Figure shows a value of a KPI without its unit: a number, or yes and no.
func (l Language) Figure(k partnership.KPI, d decimal.Decimal) string {
	if k.Direction == partnership.Binary {
		return l.YesNo(d)
	}
	return l.Number(d)
}

// Moment writes a time as the clock on the reader's wall shows it, in the city
// that a time zone is called after.
func (l Language) Moment(t time.Time, city string) string {
	city = l.city(city)
	return fmt.Sprintf(l.MomentFormat, l.Weekdays[t.Weekday()], t.Day(), l.Months[t.Month()-1], t.Hour(), t.Minute(), city)
}

// Deadline writes a time by which something is wanted, behind "by". Midnight is the end of
// a day: nobody says that something is wanted by 00:00.
func (l Language) Deadline(t time.Time, city string) string {
	if t.Hour() != 0 || t.Minute() != 0 {
		return l.Moment(t, city)
	}
	t = t.Add(-time.Minute)
	return fmt.Sprintf(l.EndFormat, l.Weekdays[t.Weekday()], t.Day(), l.Months[t.Month()-1], l.city(city))
}

func (l Language) city(name string) string {
	if own, ok := l.Cities[name]; ok {
		return own
	}
	return name
}

// Date writes a day with its year; nothing for none.
func (l Language) Date(d cadence.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf(l.DateFormat, d.Day, l.Months[d.Month-1], d.Year)
}

// List joins items as a sentence does: "1, 2 and 3".
func (l Language) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + l.And + items[last]
}
