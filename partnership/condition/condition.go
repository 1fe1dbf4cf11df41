// Package condition is the small grammar of conditions such as
// "kpi.mql < 120 for 2 reviews". It reads and writes them; it does not know
// what the figures are.
//
//	condition   = conjunction { "or" conjunction } .
//	conjunction = clause { "and" clause } .
//	clause      = metric operator value [ "for" count unit ] .
//	metric      = kind [ "." name ] .
//	operator    = "<" | "<=" | "=" | "!=" | ">=" | ">" .
//	value       = number [ "%" ] | word .
//	count       = a whole number from 1 to 999 .
//	unit        = "reviews" | "check_ins" | "days" | "weeks" | "months" | "quarters" .
//
// "and" binds tighter than "or"; there are no parentheses. Kinds lists the
// metrics and what each is compared with. A number has a decimal point and may
// group its digits by threes with spaces ("1 000.5"). A unit may stand in the
// singular after 1. Spaces are free between words and around operators.
//
// A clause with "for" holds when it held at each of so many reviews or
// check-ins in a row, or all the time for so long.
package condition

import (
	"fmt"
	"strings"
)

// Condition is a parsed condition. It marshals as its canonical text, and two
// of them are equal when they say the same in the same order. The zero
// condition is absent: its text is empty.
type Condition struct{ text string }

// SyntaxError says where a condition cannot be understood, in bytes of its text.
type SyntaxError struct {
	Offset, Length int
	Message        string
}

// Error gives the message.
func (e *SyntaxError) Error() string { return e.Message }

// Parse reads a condition. Its error is a *SyntaxError that says what is
// allowed in that place.
func Parse(text string) (Condition, error) {
	alternatives, err := parse(text)
	if err != nil {
		return Condition{}, err
	}
	return Condition{text: render(alternatives)}, nil
}

// Find lists the metrics of a text that Parse accepts, with their places in
// this very text rather than in its canonical form.
func Find(text string) []Metric {
	alternatives, err := parse(text)
	if err != nil {
		return nil
	}
	var found []Metric
	for _, conjunction := range alternatives {
		for _, clause := range conjunction {
			found = append(found, clause.Metric)
		}
	}
	return found
}

// String gives the canonical text: single spaces, numbers without groups or
// idle zeros, units in the plural unless there is one.
func (c Condition) String() string { return c.text }

// IsZero reports whether there is no condition.
func (c Condition) IsZero() bool { return c.text == "" }

// Equal reports whether both conditions say the same in the same order.
func (c Condition) Equal(o Condition) bool { return c == o }

// Alternatives takes the condition apart: it holds when every clause of at
// least one alternative holds.
func (c Condition) Alternatives() [][]Clause {
	alternatives, err := parse(c.text)
	if err != nil {
		return nil // the zero condition; any other text has been parsed before
	}
	return alternatives
}

// Metrics lists what the condition looks at, in the order of the text.
func (c Condition) Metrics() []Metric { return Find(c.text) }

// MarshalText gives the canonical text.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// UnmarshalText reads a condition; empty text is the zero condition.
func (c *Condition) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = Condition{}
		return nil
	}
	parsed, err := Parse(string(b))
	if err != nil {
		return fmt.Errorf("parse condition %q: %w", b, err)
	}
	*c = parsed
	return nil
}

func render(alternatives [][]Clause) string {
	conjunctions := make([]string, 0, len(alternatives))
	for _, conjunction := range alternatives {
		clauses := make([]string, 0, len(conjunction))
		for _, clause := range conjunction {
			clauses = append(clauses, clause.String())
		}
		conjunctions = append(conjunctions, strings.Join(clauses, " and "))
	}
	return strings.Join(conjunctions, " or ")
}
