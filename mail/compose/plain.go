package compose

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// viewPlain shows the content of a template that has no viewer: its phrases find
// the values under the names that they have in JSON. Whole numbers can be
// counted with; phrases write other figures with "number" and days with "date".
func viewPlain(_ letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	if len(content) == 0 {
		return nil, nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	var values map[string]any
	if err := decoder.Decode(&values); err != nil {
		return nil, nil, err
	}
	return plain(values), nil, nil
}

// plain makes values safe and handy for phrases.
func plain(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			v[name] = plain(v[name])
		}
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case string:
		return clip(oneLine(v), maxQuote)
	case json.Number:
		if whole, err := v.Int64(); err == nil {
			return int(whole)
		}
	}
	return value
}

// number writes a figure of plain content as people do.
func (l locale) number(figure any) (string, error) {
	d, err := decimal.NewFromString(fmt.Sprint(figure))
	if err != nil {
		return "", fmt.Errorf("number %v: %w", figure, err)
	}
	return l.Number(d), nil
}

// day writes a date of plain content as people do.
func (l locale) day(date string) (string, error) {
	d, err := cadence.ParseDate(date)
	if err != nil {
		return "", err
	}
	return l.Date(d), nil
}
