package config

import (
	"errors"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// recurrence is the rhythm that check-ins, meetings, surveys, reviews and
// reports share.
type recurrence struct {
	Every, On, At field[string]
	OnHoliday     field[cadence.HolidayPolicy]
	Missed        field[cadence.MissedPolicy]
}

// with puts the attributes of the rhythm before a block's own ones.
func (r *recurrence) with(required bool, own ...attribute) []attribute {
	return append([]attribute{
		{name: "every", required: required, value: line(&r.Every, 40), doc: "The rhythm: \"week\", \"2 weeks\", \"month\", \"quarter\", \"6 months\", \"year\", \"10 days\"."},
		{name: "on", standard: "as the partnership's first day", value: line(&r.On, 40), doc: "The day: \"tuesday\" in weeks; in months \"first thursday\", \"last business day\", \"5th business day\", \"15th\"."},
		{name: "at", required: required, value: line(&r.At, 40), doc: "The time of day in the partnership's zone, such as \"10:00\"."},
		{name: "on_holiday", standard: `"next"`, value: oneOf(&r.OnHoliday, cadence.HolidayPolicies()), doc: "Where a round goes that falls on no business day: to the next one, to the previous one, or nowhere."},
		{name: "missed", standard: `"send_latest"`, value: oneOf(&r.Missed, cadence.MissedPolicies()), doc: "What becomes of a round whose time passed while nothing ran."},
	}, own...)
}

// checkRule parses the rhythm and points at each attribute that is wrong.
func (r *recurrence) checkRule(s *scope, in *header) (cadence.Rule, bool) {
	if !r.Every.set || !r.At.set {
		return cadence.Rule{}, false
	}
	rule, err := cadence.ParseRule(r.Every.value, r.On.value, r.At.value)
	if err == nil {
		return rule, true
	}
	places := map[string]hcl.Range{"every": r.Every.at, "on": r.On.at, "at": r.At.at}
	for _, one := range ruleErrors(err) {
		s.report(codeRule, in.at(places[one.Field]), "%s", explain(errors.New(one.Message)))
	}
	return cadence.Rule{}, false
}

// ruleErrors takes a joined error apart.
func ruleErrors(err error) []*cadence.RuleError {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var all []*cadence.RuleError
		for _, one := range joined.Unwrap() {
			all = append(all, ruleErrors(one)...)
		}
		return all
	}
	var rule *cadence.RuleError
	if errors.As(err, &rule) {
		return []*cadence.RuleError{rule}
	}
	return []*cadence.RuleError{{Message: err.Error()}}
}

// checkWindow warns of a window that is longer than the rhythm.
func (r *recurrence) checkWindow(s *scope, in *header, window field[cadence.Span], usual cadence.Span) {
	length := window.or(usual)
	if rule, ok := r.checkRule(s, in); ok && length.Minutes() > everyMinutes(rule.Every) {
		s.report(codeLongWindow, in.at(window.at),
			"The window of %s is longer than the rhythm, every %s, so it is cut short when the next round begins. Shorten the window.", length, rule.Every)
	}
}

// rule compiles a rhythm that has been checked.
func (r *recurrence) rule() cadence.Rule {
	rule, _ := cadence.ParseRule(r.Every.value, r.On.value, r.At.value)
	rule.OnHoliday = r.OnHoliday.or(cadence.HolidayNext)
	rule.Missed = r.Missed.or(cadence.MissedSendLatest)
	return rule
}

// reminders are when those are reminded who have not answered.
type reminders struct {
	Remind field[[]field[cadence.Span]]
}

func (m *reminders) attribute() attribute {
	return attribute{
		name: "remind", standard: `["60%"]`, value: listOf(&m.Remind, reminder),
		doc: "When those who have not answered are reminded, counted from the start of the window. An empty list sends no reminder.",
	}
}

func reminder(f *field[cadence.Span]) binding { return span(f, true) }

func (m *reminders) check(s *scope, in *header, window cadence.Span) {
	for _, f := range m.Remind.value {
		if beyond(f.value, window) {
			s.report(codeLateReminder, in.at(f.at), "The reminder after %s comes when the window of %s has closed. Choose an earlier time.", f.value, window)
		}
	}
}

// compile gives the declared reminders in the order of their times, or the
// usual one.
func (m *reminders) compile(window cadence.Span) []cadence.Span {
	if !m.Remind.set {
		return []cadence.Span{{Count: 60, Unit: cadence.Percent}}
	}
	spans := plain(m.Remind.value)
	sortReminders(spans, window)
	return spans
}
