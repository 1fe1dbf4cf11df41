package condition

import (
	"time"

	"github.com/shopspring/decimal"
)

// Figure is what a metric is at a moment. One that is not known is n/a: it makes
// nothing true and nothing false.
type Figure struct {
	Known  bool
	Number decimal.Decimal
	// Word is the verdict, such as red or met; empty for none.
	Word string
	// AsOf names what the figure speaks of, such as the round that brought it. A
	// stretch of check-ins counts each once.
	AsOf string
}

// Moment is when a condition is looked at. Now carries the zone in which days and
// months are counted.
type Moment struct {
	Now time.Time
	// CheckIn and Review say that one is over now.
	CheckIn, Review bool
}

// Watch is what is remembered of a condition from one look to the next. Its zero
// value has seen nothing.
type Watch struct {
	// When is the condition's canonical text: another one begins anew.
	When string `json:"when,omitempty"`
	Held []Held `json:"held,omitempty"` // of each clause, in the order of the text
	// Holds is the last verdict, and Since when it became true.
	Holds bool      `json:"holds,omitempty"`
	Since time.Time `json:"since,omitzero"`
}

// Held is what is remembered of a clause.
type Held struct {
	// Known says that there was a figure once, and Verdict what the clause said
	// then, its stretch included.
	Known   bool `json:"known,omitempty"`
	Verdict bool `json:"verdict,omitempty"`
	// True says that the comparison alone held, and Since when it began to.
	True  bool      `json:"true,omitempty"`
	Since time.Time `json:"since,omitzero"`
	// Count is at how many reviews or check-ins in a row it held, the latest of
	// which was of Counted.
	Count   int    `json:"count,omitempty"`
	Counted string `json:"counted,omitempty"`
}

// Change says how a verdict differs from the last.
type Change int

// The changes.
const (
	Same Change = iota
	Rose        // it holds now, and did not
	Fell        // it did hold, and does not
)

// Look evaluates a condition and remembers what came of it. What is n/a keeps the
// last verdict.
func (w *Watch) Look(c Condition, m Moment, figure func(Metric) Figure) Change {
	alternatives := c.Alternatives()
	n := 0
	for _, conjunction := range alternatives {
		n += len(conjunction)
	}
	if w.When != c.String() || len(w.Held) != n {
		*w = Watch{When: c.String(), Held: make([]Held, n)}
	}
	holds, unknown, i := false, false, 0
	for _, conjunction := range alternatives {
		held := w.Held[i : i+len(conjunction)]
		i += len(conjunction)
		for j, clause := range conjunction {
			held[j].look(clause, m, figure(clause.Metric))
		}
		all, known := together(held)
		holds = holds || all && known
		unknown = unknown || all && !known
	}
	switch {
	case holds && !w.Holds:
		w.Holds, w.Since = true, m.Now
		return Rose
	case !holds && !unknown && w.Holds:
		w.Holds, w.Since = false, time.Time{}
		return Fell
	default:
		return Same
	}
}

// together reports whether all of some comparisons hold, as far as they are known,
// and whether they are.
func together(held []Held) (all, known bool) {
	all, known = true, true
	for _, h := range held {
		known = known && h.Known
		all = all && (h.Verdict || !h.Known)
	}
	return all, known
}

func (h *Held) look(c Clause, m Moment, f Figure) {
	verdict, known := c.Compare(f)
	if !known {
		return
	}
	if verdict && !h.True {
		h.Since = m.Now
	}
	h.True = verdict
	if !verdict {
		h.Since, h.Count = time.Time{}, 0
	}
	counts := c.For.Unit == CheckIns && m.CheckIn || c.For.Unit == Reviews && m.Review
	if counts && f.AsOf != h.Counted {
		h.Counted = f.AsOf
		if verdict {
			h.Count++
		}
	}
	h.Known, h.Verdict = true, verdict && c.For.passed(h, m.Now)
}

// passed reports whether a comparison that holds has held for long enough.
func (s Stretch) passed(h *Held, now time.Time) bool {
	if s.Unit == Reviews || s.Unit == CheckIns {
		return h.Count >= s.Count
	}
	return !now.Before(s.End(h.Since.In(now.Location())))
}

// Timed reports whether it is the clock that makes it pass, and no round.
func (s Stretch) Timed() bool { return !s.IsZero() && s.Unit != Reviews && s.Unit != CheckIns }

// End is when a stretch of time that begins at a moment has passed, in the moment's
// zone.
func (s Stretch) End(since time.Time) time.Time {
	switch s.Unit {
	case Days:
		return since.AddDate(0, 0, s.Count)
	case Weeks:
		return since.AddDate(0, 0, 7*s.Count)
	case Months:
		return since.AddDate(0, s.Count, 0)
	case Quarters:
		return since.AddDate(0, 3*s.Count, 0)
	case Reviews, CheckIns:
	}
	return since
}

// Next is when the time of a clause has run whose comparison held at the last look:
// the condition has to be looked at again then, although nothing happens. Zero is
// never; the location of the last look is that in which days and months are counted.
func (w *Watch) Next(c Condition, last time.Time) time.Time {
	var next time.Time
	i := 0
	for _, conjunction := range c.Alternatives() {
		for _, clause := range conjunction {
			if i < len(w.Held) && w.Held[i].True && !w.Held[i].Verdict && clause.For.Timed() {
				end := clause.For.End(w.Held[i].Since.In(last.Location()))
				if end.After(last) && (next.IsZero() || end.Before(next)) { // what was n/a then waits for a figure
					next = end
				}
			}
			i++
		}
	}
	return next
}

// Turns is when the verdict on a number that grows by one a day changes, counted in
// days from the moment at which it was 0: how many of them; ok is false for never.
// Now is how many have passed.
func (c Clause) Turns(now int) (days int, ok bool) {
	verdict := func(n int) bool {
		v, _ := c.Compare(Figure{Known: true, Number: decimal.NewFromInt(int64(n))})
		return v
	}
	value := int(c.Value.Number.IntPart())
	for _, n := range []int{value, value + 1} {
		if n > now && verdict(n) != verdict(now) {
			return n, true
		}
	}
	return 0, false
}

// Compare holds the clause against a figure; what is n/a has no verdict.
func (c Clause) Compare(f Figure) (verdict, known bool) {
	if !f.Known || c.Value.Word != "" && f.Word == "" {
		return false, false
	}
	if c.Value.Word != "" {
		return (f.Word == c.Value.Word) == (c.Operator == Equal), true
	}
	kind, _ := kindOf(c.Metric.Kind)
	value := c.Value.Number
	if kind.Share {
		value = c.Value.Share()
	}
	switch d := f.Number.Cmp(value); c.Operator {
	case Less:
		return d < 0, true
	case AtMost:
		return d <= 0, true
	case Equal:
		return d == 0, true
	case NotEqual:
		return d != 0, true
	case AtLeast:
		return d >= 0, true
	case More:
		return d > 0, true
	}
	return false, false
}

// Reason is a clause that makes a condition true.
type Reason struct {
	Clause
	Since time.Time // the comparison has held all the time since
	Count int       // and at so many reviews or check-ins, where they are counted
}

// Reasons are the clauses of the first alternative that holds.
func (w *Watch) Reasons(c Condition) []Reason {
	i := 0
	for _, conjunction := range c.Alternatives() {
		var reasons []Reason
		for _, clause := range conjunction {
			if i < len(w.Held) && w.Held[i].Verdict {
				reasons = append(reasons, Reason{Clause: clause, Since: w.Held[i].Since, Count: w.Held[i].Count})
			}
			i++
		}
		if len(reasons) == len(conjunction) {
			return reasons
		}
	}
	return nil
}

// IsShare reports whether the metric is a share from 0 to 1.
func (m Metric) IsShare() bool {
	kind, _ := kindOf(m.Kind)
	return kind.Share
}
