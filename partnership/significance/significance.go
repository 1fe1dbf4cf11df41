// Package significance ranks what several parties could want together, by how much each of
// them says it matters.
//
// The rule is that of the nominal group technique (Delbecq and Van de Ven, 1971), which the
// field uses where people must not anchor on one another: everybody proposes alone, everybody
// judges alone, and only then the sums are shown. People give each proposal a mark from 1 to 5
// and name their first three, which count 3, 2 and 1 points.
//
// A party's mark is the mean of its people's, and what all give is the mean of the parties'
// marks: each party counts the same, however many of its people were asked. Of two proposals
// with the same mean the one comes first that matters more to the party to which it matters
// less, since a goal lives as long as the side that wants it least; then the one with more
// points. What is left equal shares a place. Parties whose marks are 2 or more apart disagree
// and are told so: the mean would hide it.
package significance

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// The ends of the scale, and how many proposals a person puts first.
const (
	Lowest  = 1
	Highest = 5
	Firsts  = 3
)

// disagreement is how far apart the marks of two parties are that disagree.
var disagreement = decimal.NewFromInt(2)

// Party is what the people of a party have given to proposals, in the order of those.
type Party struct {
	ID string `json:"id"`
	// Marks are of each proposal: how many people gave a mark of 1, of 2, and so on.
	Marks [][Highest]int `json:"marks"`
	// Firsts are the first three of each who named them, by number from 1, the first first.
	Firsts [][]int `json:"firsts,omitempty"`
}

// Ranked is how a proposal stands.
type Ranked struct {
	Number int `json:"number"` // from 1
	// Place is among all proposals, from 1; 0 where nobody gave a mark.
	Place  int           `json:"place,omitempty"`
	Mark   measure.Ratio `json:"mark"` // the mean of the parties'
	Points measure.Ratio `json:"points"`
	// Parties are how it stands with each party, in the order in which they were given.
	Parties []Opinion `json:"parties"`
	// Apart is how far the parties' marks are apart, if two gave any.
	Apart measure.Ratio `json:"apart"`
}

// Opinion is how a proposal stands with a party.
type Opinion struct {
	Party  string        `json:"party"`
	Place  int           `json:"place,omitempty"`
	Mark   measure.Ratio `json:"mark"`
	Points measure.Ratio `json:"points"`
	// People is how many gave a mark.
	People int `json:"people,omitempty"`
}

// Disagree reports whether two parties see the proposal differently.
func (r Ranked) Disagree() bool { return r.Apart.OK && r.Apart.Value.GreaterThanOrEqual(disagreement) }

// least is the mark of the party to which it matters least.
func (r Ranked) least() measure.Ratio {
	var low measure.Ratio
	for _, o := range r.Parties {
		if o.Mark.OK && (!low.OK || o.Mark.Value.LessThan(low.Value)) {
			low = o.Mark
		}
	}
	return low
}

// Rank puts so many proposals in order, the most significant first. What shares a place
// stands by its number.
func Rank(proposals int, parties []Party) []Ranked {
	ranked := make([]Ranked, proposals)
	for i := range ranked {
		ranked[i] = together(i, parties)
	}
	for p := range parties {
		of := func(r Ranked) Opinion { return r.Parties[p] }
		places := placed(ranked, func(a, b Ranked) int {
			return cmp.Or(higher(of(a).Mark, of(b).Mark), higher(of(a).Points, of(b).Points))
		}, func(r Ranked) bool { return of(r).Mark.OK })
		for i := range ranked {
			ranked[i].Parties[p].Place = places[i]
		}
	}
	places := placed(ranked, before, func(r Ranked) bool { return r.Mark.OK })
	for i := range ranked {
		ranked[i].Place = places[i]
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int { return cmp.Or(before(a, b), a.Number-b.Number) })
	return ranked
}

// before orders proposals as all see them.
func before(a, b Ranked) int {
	return cmp.Or(higher(a.Mark, b.Mark), higher(a.least(), b.least()), higher(a.Points, b.Points))
}

// higher puts the higher value first, and what has none last.
func higher(a, b measure.Ratio) int {
	switch {
	case a.OK && b.OK:
		return b.Value.Cmp(a.Value)
	case a.OK:
		return -1
	case b.OK:
		return 1
	default:
		return 0
	}
}

// placed gives each a place: one more than there are before it.
func placed(list []Ranked, order func(a, b Ranked) int, counts func(Ranked) bool) []int {
	places := make([]int, len(list))
	for i, one := range list {
		if !counts(one) {
			continue
		}
		places[i] = 1
		for _, other := range list {
			if counts(other) && order(other, one) < 0 {
				places[i]++
			}
		}
	}
	return places
}

// together is how a proposal stands, by its place among them, without its place in the order.
func together(i int, parties []Party) Ranked {
	r := Ranked{Number: i + 1}
	var marks, points []decimal.Decimal
	for _, p := range parties {
		o := p.opinion(i)
		r.Parties = append(r.Parties, o)
		if o.Mark.OK {
			marks = append(marks, o.Mark.Value)
		}
		if o.Points.OK {
			points = append(points, o.Points.Value)
		}
	}
	r.Mark, r.Points = mean(marks), mean(points)
	if len(marks) > 1 {
		r.Apart = measure.Some(decimal.Max(marks[0], marks[1:]...).Sub(decimal.Min(marks[0], marks[1:]...)))
	}
	return r
}

// opinion is how a proposal stands with the party.
func (p Party) opinion(i int) Opinion {
	o := Opinion{Party: p.ID}
	if i < len(p.Marks) {
		sum := 0
		for mark, n := range p.Marks[i] {
			o.People += n
			sum += n * (mark + Lowest)
		}
		if o.People > 0 {
			o.Mark = measure.Some(share(sum, o.People))
		}
	}
	sum := 0
	for _, first := range p.Firsts {
		if at := slices.Index(first, i+1); at >= 0 && at < Firsts {
			sum += Firsts - at
		}
	}
	if len(p.Firsts) > 0 {
		o.Points = measure.Some(share(sum, len(p.Firsts)))
	}
	return o
}

// precise is how many decimals means are worked out to.
const precise = 12

func share(sum, n int) decimal.Decimal {
	return decimal.NewFromInt(int64(sum)).DivRound(decimal.NewFromInt(int64(n)), precise)
}

func mean(values []decimal.Decimal) measure.Ratio {
	if len(values) == 0 {
		return measure.Ratio{}
	}
	return measure.Some(decimal.Sum(values[0], values[1:]...).DivRound(decimal.NewFromInt(int64(len(values))), precise))
}
