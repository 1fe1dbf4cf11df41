package swot

// Item is a statement in its field.
type Item struct {
	Field Field
	Statement
	// Fact names what the statement was made of by rule, if it was: its wording says more
	// than what it is about.
	Fact string
}

// Again reports whether two items say the same in the same field.
func (i Item) Again(o Item) bool {
	if i.Field != o.Field {
		return false
	}
	if i.Fact != "" || o.Fact != "" {
		return i.Fact == o.Fact
	}
	return i.Same(o.Statement)
}

// Change is what has become of an item since the last time.
type Change string

// The changes.
const (
	Gone  Change = "gone"
	Still Change = "still"
	New   Change = "new"
)

// Compare says of each item of now whether it is new or still there, and which of the last
// time are gone. An item may be worded in several ways: each of them is enough. Without a
// last time there is nothing to say.
func Compare(last, now [][]Item) (changes []Change, gone []int) {
	if len(last) == 0 {
		return make([]Change, len(now)), nil
	}
	for _, item := range now {
		change := New
		for _, before := range last {
			if again(item, before) {
				change = Still
			}
		}
		changes = append(changes, change)
	}
	for i, before := range last {
		there := false
		for _, item := range now {
			there = there || again(before, item)
		}
		if !there {
			gone = append(gone, i)
		}
	}
	return changes, gone
}

func again(a, b []Item) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Again(y) {
				return true
			}
		}
	}
	return false
}
