package procedure

import "time"

// Motion is a proposal that is put to the vote of the parties.
type Motion struct {
	// Rule is the decision rule by which they decide.
	Rule string `json:"rule"`
	Text string `json:"text"`
	// Goal is the one that it serves, if that was said.
	Goal string `json:"goal,omitempty"`
	// By is the person who puts it to the vote, or Admin, and Raised when.
	By     string    `json:"by"`
	Raised time.Time `json:"raised"`
	// Source is the Message-ID of the mail that puts it to the vote.
	Source string `json:"source,omitempty"`
	// Excluded are the parties that have no vote: they have not put right what they broke.
	Excluded []string `json:"excluded,omitempty"`
}
