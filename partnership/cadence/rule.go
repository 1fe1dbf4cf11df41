package cadence

import (
	"errors"
	"fmt"
	"strings"
)

// Rule is a declared recurrence, independent of any zone or term.
type Rule struct {
	Every     string        `json:"every"`        // "2 weeks", canonical
	On        string        `json:"on,omitempty"` // "first thursday", canonical
	At        Clock         `json:"at"`
	OnHoliday HolidayPolicy `json:"on_holiday"`
	Missed    MissedPolicy  `json:"missed"`
}

// HolidayPolicy says where an occurrence goes that falls on no business day.
type HolidayPolicy string

// The holiday policies; the first is the default.
const (
	HolidayNext     HolidayPolicy = "next"
	HolidayPrevious HolidayPolicy = "previous"
	HolidaySkip     HolidayPolicy = "skip"
)

// HolidayPolicies lists every policy in the order in which messages name them.
func HolidayPolicies() []HolidayPolicy {
	return []HolidayPolicy{HolidayNext, HolidayPrevious, HolidaySkip}
}

// MissedPolicy says what becomes of an occurrence that passed while nothing ran.
type MissedPolicy string

// The policies for missed occurrences; the first is the default.
const (
	MissedSendLatest MissedPolicy = "send_latest"
	MissedSkip       MissedPolicy = "skip"
)

// MissedPolicies lists every policy in the order in which messages name them.
func MissedPolicies() []MissedPolicy { return []MissedPolicy{MissedSendLatest, MissedSkip} }

// RuleError says which of the three attributes of a rule is wrong, and why.
type RuleError struct {
	Field   string // "every", "on" or "at"
	Message string
}

// Error gives the attribute and the message.
func (e *RuleError) Error() string { return e.Field + ": " + e.Message }

// ParseRule reads the attributes of a rule, in any case and with short names of
// weekdays, and returns it in canonical words with the default policies.
//
//	every: "day", "10 days", "week", "2 weeks", "month", "quarter", "6 months", "year"
//	on:    "tuesday" in weeks; in months "first thursday" to "fourth", "last
//	       friday", "5th business day", "last business day", "15th", "last day"
//	at:    "10:00"
//
// Without on, the first day of the term gives the weekday or the day of the
// month. The error joins one *RuleError for each attribute that is wrong.
func ParseRule(every, on, at string) (Rule, error) {
	interval, everyErr := parseEvery(every)
	choice, onErr := parseOn(on)
	clock, atErr := ParseClock(at)

	var problems []error
	complain := func(field string, err error) {
		if err != nil {
			problems = append(problems, &RuleError{Field: field, Message: err.Error()})
		}
	}
	complain("every", everyErr)
	complain("on", onErr)
	if everyErr == nil && onErr == nil {
		complain("on", choice.fits(interval))
	}
	complain("at", atErr)
	if len(problems) > 0 {
		return Rule{}, errors.Join(problems...)
	}
	return Rule{
		Every: interval.String(), On: choice.String(), At: clock,
		OnHoliday: HolidayNext, Missed: MissedSendLatest,
	}, nil
}

// String says the rule in words, such as "every 2 weeks on tuesday at 10:00".
func (r Rule) String() string {
	if r.On == "" {
		return fmt.Sprintf("every %s at %s", r.Every, r.At)
	}
	return fmt.Sprintf("every %s on %s at %s", r.Every, r.On, r.At)
}

// words splits declared text, forgiving case and spacing.
func words(s string) []string { return strings.Fields(strings.ToLower(s)) }
