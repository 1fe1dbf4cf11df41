package procedure

import "slices"

// seenLimit bounds what a procedure remembers of deliveries. A repeat comes
// within minutes of the first delivery, long before so many others.
const seenLimit = 200

// Seen remembers the IDs of recent deliveries, oldest first.
type Seen []string

// Latest is the ID of the latest delivery, empty before the first.
func (s Seen) Latest() string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}

// Add remembers an ID and reports whether it is new.
func (s *Seen) Add(id string) bool {
	if slices.Contains(*s, id) {
		return false
	}
	*s = append(*s, id)
	if len(*s) > seenLimit {
		*s = slices.Delete(*s, 0, len(*s)-seenLimit)
	}
	return true
}
