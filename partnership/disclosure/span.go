package disclosure

import (
	"math/big"
	"slices"
)

// mostTries bounds the search for a few people who can be isolated. Where it is not
// enough the answer is that they might be.
const mostTries = 50_000

// isolates reports whether from the sums over some sets of people the sum over fewer
// than floor of them follows. The sums are the rows of a matrix, and what follows from
// them is the space that these rows span: people who are in the same sets can never be
// told apart there, so its columns are such classes.
func isolates(sets []Set, floor int) bool {
	columns, sizes := classes(sets)
	s := search{floor: floor, sizes: sizes, tries: mostTries}
	s.reduce(columns, len(sets))
	return s.finds()
}

// classes are the people who are in the same sets: for each class in which sets it is,
// and how many people it has.
func classes(sets []Set) (columns [][]bool, sizes []int) {
	var people []string
	for _, set := range sets {
		people = append(people, set...)
	}
	slices.Sort(people)
	for _, p := range slices.Compact(people) {
		in := make([]bool, len(sets))
		for i, set := range sets {
			_, in[i] = slices.BinarySearch(set, p)
		}
		i := slices.IndexFunc(columns, func(c []bool) bool { return slices.Equal(c, in) })
		if i < 0 {
			i, columns, sizes = len(columns), append(columns, in), append(sizes, 0)
		}
		sizes[i]++
	}
	return columns, sizes
}

// search looks for a small group whose sum is in the span.
type search struct {
	floor int
	sizes []int
	// pivots are the columns that rows are led by, and rows what these rows hold in the
	// other columns, which are in rest. A vector of the span has any values in the pivots;
	// they determine the others.
	pivots, rest []int
	rows         [][]*big.Rat
	tries        int
}

// reduce brings the matrix into its reduced form.
func (s *search) reduce(columns [][]bool, rows int) {
	m := make([][]*big.Rat, rows)
	for r := range m {
		m[r] = make([]*big.Rat, len(columns))
		for c, in := range columns {
			m[r][c] = new(big.Rat)
			if in[r] {
				m[r][c].SetInt64(1)
			}
		}
	}
	lead := 0
	for c := range columns {
		r := lead
		for r < rows && m[r][c].Sign() == 0 {
			r++
		}
		if r == rows {
			s.rest = append(s.rest, c)
			continue
		}
		m[lead], m[r] = m[r], m[lead]
		eliminate(m, lead, c)
		s.pivots = append(s.pivots, c)
		lead++
	}
	for _, row := range m[:lead] {
		var others []*big.Rat
		for _, c := range s.rest {
			others = append(others, row[c])
		}
		s.rows = append(s.rows, others)
	}
}

// eliminate makes a row lead a column: 1 there, and 0 in all other rows.
func eliminate(m [][]*big.Rat, lead, column int) {
	inverse := new(big.Rat).Inv(m[lead][column])
	for _, v := range m[lead] {
		v.Mul(v, inverse)
	}
	for r := range m {
		if r == lead || m[r][column].Sign() == 0 {
			continue
		}
		factor := new(big.Rat).Set(m[r][column])
		for c, v := range m[lead] {
			m[r][c].Sub(m[r][c], new(big.Rat).Mul(factor, v))
		}
	}
}

// finds reports whether there is a group of fewer people than the floor, or whether that
// could not be ruled out.
func (s *search) finds() bool {
	sum := make([]*big.Rat, len(s.rest))
	for i := range sum {
		sum[i] = new(big.Rat)
	}
	return s.extend(0, 0, sum)
}

// extend takes further pivots, from a place on, into a group that has people so far. Sum
// is what the rows of its pivots add up to.
func (s *search) extend(from, people int, sum []*big.Rat) bool {
	for i := from; i < len(s.pivots); i++ {
		more := people + s.sizes[s.pivots[i]]
		if more >= s.floor {
			continue
		}
		if s.tries--; s.tries < 0 {
			return true
		}
		next := make([]*big.Rat, len(sum))
		for c, v := range sum {
			next[c] = new(big.Rat).Add(v, s.rows[i][c])
		}
		if s.small(more, next) || s.extend(i+1, more, next) {
			return true
		}
	}
	return false
}

// small reports whether a vector stands for a group of fewer people than the floor: each
// class is in it or not.
func (s *search) small(people int, sum []*big.Rat) bool {
	one := big.NewRat(1, 1)
	for c, v := range sum {
		switch {
		case v.Sign() == 0:
		case v.Cmp(one) == 0:
			people += s.sizes[s.rest[c]]
		default:
			return false
		}
	}
	return people < s.floor
}
