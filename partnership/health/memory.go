package health

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// Memory is what is kept of a partnership's health from one look to the next. Its zero value
// has seen nothing.
type Memory struct {
	// Band is that of the last score, and Bands are those of the dimensions that were known.
	Band  measure.RAG `json:"band,omitempty"`
	Bands []Band      `json:"bands,omitempty"`
	// Last is what was seen last, and Was what had been seen before the verdict changed.
	Last Seen `json:"last,omitzero"`
	Was  Seen `json:"was,omitzero"`
	// Months are what was seen last in each month, the latest last.
	Months []Seen `json:"months,omitempty"`
}

// Band is the verdict on a dimension.
type Band struct {
	Kind Kind        `json:"kind"`
	RAG  measure.RAG `json:"rag"`
}

// Seen is a health that was known at a time.
type Seen struct {
	At     time.Time   `json:"at"` // in the partnership's zone
	RAG    measure.RAG `json:"rag"`
	Points int         `json:"points"`
}

// Zero reports whether nothing was seen.
func (s Seen) Zero() bool { return s.At.IsZero() }

// Report is a health with what was seen before.
type Report struct {
	Health
	Was    Seen   `json:"was,omitzero"`
	Months []Seen `json:"months,omitempty"`
}

// Figures are the points of some months, to be drawn.
func Figures(months []Seen) []decimal.NullDecimal {
	var figures []decimal.NullDecimal
	for _, m := range months {
		figures = append(figures, decimal.NewNullDecimal(decimal.NewFromInt(int64(m.Points))))
	}
	return figures
}

// With is the report on a health, as it is remembered.
func (m Memory) With(h Health) Report { return Report{Health: h, Was: m.Was, Months: m.Months} }

// keptMonths are a year, and the month before.
const keptMonths = 13

func (m Memory) of(k Kind) measure.RAG {
	if i := slices.IndexFunc(m.Bands, func(b Band) bool { return b.Kind == k }); i >= 0 {
		return m.Bands[i].RAG
	}
	return measure.Unknown
}

// Take remembers how it is at a time, whose zone says which month that is. What is unknown
// leaves what was known.
func (m *Memory) Take(h Health, at time.Time) {
	for _, d := range h.Dimensions {
		if d.RAG == measure.Unknown {
			continue
		}
		m.Bands = append(slices.DeleteFunc(m.Bands, func(b Band) bool { return b.Kind == d.Kind }), Band{Kind: d.Kind, RAG: d.RAG})
	}
	if h.RAG == measure.Unknown {
		return
	}
	now := Seen{At: at, RAG: h.RAG, Points: Points(h.Score.Value)}
	if !m.Last.Zero() && m.Last.RAG != now.RAG {
		m.Was = m.Last
	}
	m.Band, m.Last = h.Band, now
	if n := len(m.Months); n > 0 && sameMonth(m.Months[n-1].At, at) {
		m.Months = m.Months[:n-1]
	}
	m.Months = append(m.Months, now)
	m.Months = m.Months[max(0, len(m.Months)-keptMonths):]
}

func sameMonth(a, b time.Time) bool {
	b = b.In(a.Location())
	return a.Year() == b.Year() && a.Month() == b.Month()
}
