package procedure

// Words are what somebody said for all to read.
type Words struct {
	By   string `json:"by,omitempty"`
	Text string `json:"text,omitempty"`
}

// Request is a wish for another day.
type Request struct {
	Day   string `json:"day"`
	By    string `json:"by"`
	Words string `json:"words,omitempty"`
}
