package condition

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Clause compares one metric with one value.
type Clause struct {
	Metric   Metric
	Operator Operator
	Value    Value
	// For asks that the comparison held for a while; zero asks only for now.
	For Stretch
}

// Metric is what a clause looks at, such as kpi.mql or balance.
type Metric struct {
	Kind string // one of Kinds
	Name string // empty when the kind needs none
	// Offset and Length are the metric's place in the text that it was read
	// from, in bytes.
	Offset, Length int
}

// Operator compares a metric with a value.
type Operator string

// The operators.
const (
	Less     Operator = "<"
	AtMost   Operator = "<="
	Equal    Operator = "="
	NotEqual Operator = "!="
	AtLeast  Operator = ">="
	More     Operator = ">"
)

// Operators lists every operator in the order in which messages name them.
func Operators() []Operator { return []Operator{Less, AtMost, Equal, NotEqual, AtLeast, More} }

// ordered reports whether the operator needs values that have an order.
func (o Operator) ordered() bool { return o != Equal && o != NotEqual }

// Value is what a metric is compared with: a number, a number of percent, or a
// word such as red.
type Value struct {
	Number  decimal.Decimal // as written: 80 for 80%
	Percent bool
	Word    string // empty for numbers
}

// Share is the value as a share: 0.8 for 80% and for 0.8.
func (v Value) Share() decimal.Decimal {
	if v.Percent {
		return v.Number.Shift(-2)
	}
	return v.Number
}

// Stretch is how long a comparison has to hold: a number of reviews or
// check-ins in a row, or a length of time.
type Stretch struct {
	Count int
	Unit  Unit
}

// IsZero reports whether nothing is asked for.
func (s Stretch) IsZero() bool { return s == Stretch{} }

// Unit is the unit of a stretch, in the plural.
type Unit string

// The units.
const (
	Reviews  Unit = "reviews"
	CheckIns Unit = "check_ins"
	Days     Unit = "days"
	Weeks    Unit = "weeks"
	Months   Unit = "months"
	Quarters Unit = "quarters"
)

// Units lists every unit in the order in which messages name them.
func Units() []Unit { return []Unit{Reviews, CheckIns, Days, Weeks, Months, Quarters} }

// String gives the canonical text of the clause.
func (c Clause) String() string {
	s := c.Metric.String() + " " + string(c.Operator) + " " + c.Value.String()
	if !c.For.IsZero() {
		s += " for " + c.For.String()
	}
	return s
}

// String gives kind and name, such as kpi.mql.
func (m Metric) String() string {
	if m.Name == "" {
		return m.Kind
	}
	return m.Kind + "." + m.Name
}

// String gives the value as conditions write it.
func (v Value) String() string {
	switch {
	case v.Word != "":
		return v.Word
	case v.Percent:
		return v.Number.String() + "%"
	default:
		return v.Number.String()
	}
}

// String gives the stretch in words, such as "2 reviews".
func (s Stretch) String() string {
	unit := string(s.Unit)
	if s.Count == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return strconv.Itoa(s.Count) + " " + unit
}
