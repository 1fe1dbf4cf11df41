package opinion

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Ballot is what one person has answered. It is the one place where person and answer
// stand together.
type Ballot struct {
	Person, Party string
	Questions     []partnership.Question // in the person's language
	Answers       []partnership.Answer
}

// Rule says what of the answers may be published.
type Rule struct {
	// Floor is how many answers a figure needs; below 2 nothing is protected.
	Floor int `json:"floor,omitempty"`
	// Parties have figures of their own, in this order. None: the total alone.
	Parties []string `json:"parties,omitempty"`
}

// Wave is what one round of a survey came to, as far as it may be seen. It is kept and
// mailed as it is; it holds nobody's answer.
type Wave struct {
	Date     string `json:"date"` // of the round
	Asked    int    `json:"asked"`
	Answered int    `json:"answered"`
	// Groups are those who have answered, by party: without parties, all of them.
	Groups  []Group  `json:"groups,omitempty"`
	Results []Result `json:"results,omitempty"`
}

// Group are the people of a party who have answered.
type Group struct {
	Party  string   `json:"party,omitempty"` // empty for all
	People []string `json:"people"`
}

// Result is what one question came to.
type Result struct {
	Measure
	Dimension string `json:"dimension,omitempty"`
	Mirrors   string `json:"mirrors,omitempty"`
	Total     Figure `json:"total"`
	// Parties are in the order of the wave's groups.
	Parties []Figure `json:"parties,omitempty"`
}

// Figure is what the answers of a group come to. One that is hidden says nothing.
type Figure struct {
	Sight disclosure.Sight `json:"sight,omitempty"`
	N     int              `json:"n,omitempty"`
	// Mean is the mean, in whole points where the figure is rounded; n/a of choices.
	Mean measure.Ratio `json:"mean"`
	// Likert belongs to scales, NPS to recommending; Counts are of yes and no, or of each
	// choice in its order.
	Likert *measure.Likert `json:"likert,omitempty"`
	NPS    *measure.NPS    `json:"nps,omitempty"`
	Counts []int           `json:"counts,omitempty"`
}

// Count is the one time that answers are counted. Before are the earlier rounds of the
// survey, of which readers know the figures. What people wrote is not in the result.
func Count(date string, asked int, ballots []Ballot, rule Rule, before []Wave) (Wave, error) {
	w := Wave{Date: date, Asked: asked, Groups: groupsOf(ballots, rule)}
	for _, b := range ballots {
		if len(b.Answers) > 0 {
			w.Answered++
		}
	}
	for _, q := range asks(ballots) {
		r, err := w.count(q, ballots, rule, before)
		if err != nil {
			return Wave{}, fmt.Errorf("count %s of %s: %w", q.ID, date, err)
		}
		w.Results = append(w.Results, r)
	}
	return w, nil
}

// groupsOf are those who have answered anything, by party if those have figures.
func groupsOf(ballots []Ballot, rule Rule) []Group {
	groups := []Group{{}}
	if len(rule.Parties) > 0 {
		groups = make([]Group, len(rule.Parties))
		for i, party := range rule.Parties {
			groups[i].Party = party
		}
	}
	for _, b := range ballots {
		if i := placeOf(groups, b.Party); i >= 0 && len(b.Answers) > 0 {
			groups[i].People = append(groups[i].People, b.Person)
		}
	}
	for i := range groups {
		slices.Sort(groups[i].People)
	}
	return groups
}

// placeOf is the group of a party: all are one group where it has no party.
func placeOf(groups []Group, party string) int {
	return slices.IndexFunc(groups, func(g Group) bool { return g.Party == party || g.Party == "" })
}

// asks are the questions that are counted, in the order in which they were asked.
func asks(ballots []Ballot) []partnership.Question {
	var list []partnership.Question
	for _, b := range ballots {
		for _, q := range b.Questions {
			counted := q.Kind != partnership.KindText && q.Kind != partnership.KindDate && q.Kind != partnership.KindTask
			known := func(k partnership.Question) bool { return MeasureOf(k).Equal(MeasureOf(q)) }
			if counted && !slices.ContainsFunc(list, known) {
				list = append(list, q)
			}
		}
	}
	return list
}

// count publishes one question.
func (w Wave) count(q partnership.Question, ballots []Ballot, rule Rule, before []Wave) (Result, error) {
	r := Result{Measure: MeasureOf(q), Dimension: q.Dimension, Mirrors: q.Mirrors}
	points := make([][]decimal.Decimal, len(w.Groups))
	for _, b := range ballots {
		if i := placeOf(w.Groups, b.Party); i >= 0 {
			points[i] = append(points[i], b.points(r.Measure)...)
		}
	}
	groups := make([]disclosure.Group, len(w.Groups))
	for i, g := range w.Groups {
		groups[i] = disclosure.Group{ID: g.Party, Members: g.People, N: len(points[i])}
	}
	seen := disclosure.Decide(groups, rule.Floor, shownOf(r.Measure, before))
	var err error
	if r.Total, err = r.figure(seen.Total, slices.Concat(points...)); err != nil {
		return Result{}, err
	}
	if len(rule.Parties) == 0 {
		return r, nil
	}
	r.Parties = make([]Figure, len(points))
	for i := range points {
		if r.Parties[i], err = r.figure(seen.Groups[i], points[i]); err != nil {
			return Result{}, err
		}
	}
	return r, nil
}

// points are the answers that count towards a measure.
func (b Ballot) points(m Measure) []decimal.Decimal {
	var list []decimal.Decimal
	for _, q := range b.Questions {
		for _, a := range b.Answers {
			if a.Question != q.ID || !MeasureOf(q).Equal(m) {
				continue
			}
			if p, ok := point(q, a.Value); ok {
				list = append(list, p)
			}
		}
	}
	return list
}

// shownOf are the people behind what readers know exactly of a measure.
func shownOf(m Measure, before []Wave) []disclosure.Set {
	var sets []disclosure.Set
	for _, w := range before {
		for _, r := range w.Results {
			if !r.Equal(m) {
				continue
			}
			if r.Total.Sight == disclosure.Exact {
				sets = append(sets, w.people())
			}
			for i, f := range r.Parties {
				if f.Sight == disclosure.Exact {
					sets = append(sets, w.Groups[i].People)
				}
			}
		}
	}
	return sets
}

// people are all who have answered, sorted.
func (w Wave) people() disclosure.Set {
	var all disclosure.Set
	for _, g := range w.Groups {
		all = append(all, g.People...)
	}
	slices.Sort(all)
	return all
}

// figure is what the answers of a group come to, as far as it may be seen.
func (m Measure) figure(sight disclosure.Sight, points []decimal.Decimal) (Figure, error) {
	exact, err := m.exact(points)
	switch {
	case err != nil || sight == disclosure.Hidden:
		return Figure{}, err
	case sight == disclosure.Exact:
		return exact, nil
	case m.scaled() && disclosure.Roundable(len(points), m.width()):
		return Figure{Sight: disclosure.Rounded, N: len(points), Mean: measure.Some(exact.Mean.Value.Round(0))}, nil
	default:
		return Figure{}, nil
	}
}

// exact is formula F7 or F8, or a count.
func (m Measure) exact(points []decimal.Decimal) (Figure, error) {
	f := Figure{Sight: disclosure.Exact, N: len(points)}
	switch {
	case m.scaled():
		l, err := m.scale().Likert(points)
		f.Likert, f.Mean = &l, l.Mean
		return f, err
	case m.Kind == partnership.KindNPS:
		n, err := measure.NetPromoters(points)
		f.NPS = &n
		return f, err
	case m.Kind == partnership.KindYesNo:
		yes := times(points, 1)
		f.Counts = []int{yes, len(points) - yes}
	case m.Kind == partnership.KindChoice:
		for i := range m.Choices {
			f.Counts = append(f.Counts, times(points, i))
		}
	case len(points) > 0: // numbers and money
		f.Mean = measure.Some(decimal.Avg(points[0], points[1:]...))
	}
	return f, nil
}

// times is how often a point was given.
func times(points []decimal.Decimal, n int) int {
	count := 0
	for _, p := range points {
		if p.Equal(decimal.NewFromInt(int64(n))) {
			count++
		}
	}
	return count
}

// Published reports whether anything may be seen.
func (w Wave) Published() bool {
	return slices.ContainsFunc(w.Results, func(r Result) bool { return r.Total.Sight != disclosure.Hidden })
}

// Readable reports whether what people wrote may be read: then so many have answered
// that nobody can tell who it was.
func (w Wave) Readable(rule Rule) bool { return w.Answered > 0 && w.Answered >= rule.Floor }
