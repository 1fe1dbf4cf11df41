package procedure

import "time"

// AgreedDay is what has become of a milestone, as far as mails tell of it.
type AgreedDay struct {
	Milestone string `json:"milestone"` // its ID
	// Due is the day that counts, which may not be the one that the spec says.
	Due     string    `json:"due"`
	Outcome Outcome   `json:"outcome,omitempty"`
	On      time.Time `json:"on,omitzero"` // of the outcome
	// Late says that the day has passed, and Told who was told of that.
	Late bool     `json:"late,omitempty"`
	Told []string `json:"told,omitempty"`
}

// Dated is a procedure that knows what has become of agreed days.
type Dated interface {
	Days() []AgreedDay
}
