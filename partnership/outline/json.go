package outline

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

// jsonReference is how JSON tells a reference from text.
type jsonReference struct {
	Reference string `json:"reference"`
}

// jsonSaid is how JSON tells a text in several languages, the partnership's own first.
type jsonSaid struct {
	Said []inLanguage `json:"said"`
}

// mostDigits keeps a number such as 1e999999999 from being written out.
const mostDigits = 100

// MarshalJSON gives a value as JSON's own kind; references are objects such as
// {"reference": "person.lars"}, and so are texts in several languages: {"said": [...]}.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.kind {
	case number, truth:
		return []byte(v.text), nil
	case reference:
		return json.Marshal(jsonReference{v.text})
	case sequence, set:
		if v.items == nil {
			return []byte("[]"), nil
		}
		return json.Marshal(v.items)
	case text, spoken:
		if len(v.in) > 0 {
			return json.Marshal(jsonSaid{v.in})
		}
		return json.Marshal(v.text)
	default:
		return json.Marshal(v.text)
	}
}

// UnmarshalJSON reads what MarshalJSON wrote. JSON does not know lists without
// order: sets come back as sequences.
func (v *Value) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	switch {
	case bytes.HasPrefix(b, []byte(`"`)):
		*v = Value{kind: text}
		return json.Unmarshal(b, &v.text)
	case bytes.HasPrefix(b, []byte("[")):
		*v = Value{kind: sequence}
		return json.Unmarshal(b, &v.items)
	case bytes.HasPrefix(b, []byte("{")):
		var r struct {
			jsonReference
			jsonSaid
		}
		err := json.Unmarshal(b, &r)
		*v = Value{kind: reference, text: r.Reference}
		if len(r.Said) > 0 {
			*v = Value{kind: text, text: r.Said[0].Says, in: r.Said}
		}
		return err
	case string(b) == "true" || string(b) == "false":
		*v = Value{kind: truth, text: string(b)}
		return nil
	default:
		d, err := decimal.NewFromString(string(b))
		if err != nil || d.Exponent() > mostDigits || d.Exponent() < -mostDigits {
			return fmt.Errorf("decode value %.40q: want text, a number, true, false, a reference or a list", b)
		}
		*v = Number(d)
		return nil
	}
}
