// Package condition is the small grammar of conditions such as
// "kpi.mql < 120 for 2 reviews".
package condition

// Condition is a parsed condition. It marshals as its canonical text.
type Condition struct{ text string }

// SyntaxError says where a condition cannot be understood, in bytes of its text.
type SyntaxError struct {
	Offset, Length int
	Message        string
}

// Error gives the message.
func (e *SyntaxError) Error() string { return e.Message }

// Metric is what a condition looks at, such as kpi.mql or balance.
type Metric struct {
	Kind string // "kpi", "goal", "milestone", "balance", ...
	Name string // empty when the kind needs none
	// Offset and Length are the metric's place in the text.
	Offset, Length int
}

// Parse reads a condition. Its error is a *SyntaxError.
func Parse(text string) (Condition, error) { return Condition{text: text}, nil }

// String gives the canonical text.
func (c Condition) String() string { return c.text }

// Metrics lists what the condition looks at, in the order of the text.
func (c Condition) Metrics() []Metric { return nil }

// MarshalText gives the canonical text.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *Condition) UnmarshalText(b []byte) error { c.text = string(b); return nil }
