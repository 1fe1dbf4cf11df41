package measure

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

// Ratio is a share such as a progress of 0.4333, or no value at all ("n/a"):
// what was never measured is not zero. Its JSON form is a number text or null.
type Ratio struct {
	Value decimal.Decimal
	OK    bool // false is n/a
}

// Some is a ratio that has a value.
func Some(v decimal.Decimal) Ratio { return Ratio{Value: v, OK: true} }

// Clamped limits the value to the range from 0 to 1, for display and roll-ups.
func (r Ratio) Clamped() Ratio {
	if r.OK {
		r.Value = clamp(r.Value)
	}
	return r
}

// String gives the value rounded to four decimals, or "n/a".
func (r Ratio) String() string {
	if !r.OK {
		return "n/a"
	}
	return r.Value.Round(4).String()
}

// MarshalJSON writes the exact value, or null for n/a.
func (r Ratio) MarshalJSON() ([]byte, error) {
	if !r.OK {
		return []byte("null"), nil
	}
	return json.Marshal(r.Value)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Ratio) UnmarshalJSON(b []byte) error {
	if bytes.Equal(bytes.TrimSpace(b), []byte("null")) {
		*r = Ratio{}
		return nil
	}
	var v decimal.Decimal
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("decode ratio: %w", err)
	}
	*r = Some(v)
	return nil
}

func clamp(v decimal.Decimal) decimal.Decimal {
	return decimal.Max(decimal.Zero, decimal.Min(one(), v))
}
