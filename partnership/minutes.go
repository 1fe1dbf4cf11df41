package partnership

// Minutes are what somebody has written down of a meeting, line by line. Names are those of a
// question's choices: of people and of parties. Whether they make sense is for others to say.
type Minutes struct {
	// Missed says that it did not take place.
	Missed bool `json:"missed,omitempty"`
	// All says that all who were invited were there, but for those who are Absent; Present were
	// there.
	All     bool     `json:"all,omitempty"`
	Present []string `json:"present,omitempty"`
	Absent  []string `json:"absent,omitempty"`

	Decisions []MinutedDecision `json:"decisions,omitempty"`
	Actions   []MinutedAction   `json:"actions,omitempty"`
	// Nothing says that nothing was decided and nobody undertook anything, Stands that earlier
	// minutes stay as they are. Why is the reason given for that, or for Missed.
	Nothing bool   `json:"nothing,omitempty"`
	Stands  bool   `json:"stands,omitempty"`
	Why     string `json:"why,omitempty"`
	// Unclear are lines that could not be read.
	Unclear []UnclearLine `json:"unclear,omitempty"`
}

// MinutedDecision is something that was decided, with who was for it and who was not.
type MinutedDecision struct {
	Text      string   `json:"text"`
	For       []string `json:"for,omitempty"`
	Against   []string `json:"against,omitempty"`
	Abstained []string `json:"abstained,omitempty"`
	// Unanimous says that all were for it.
	Unanimous bool `json:"unanimous,omitempty"`
	// Goal is the one that it serves, as it was written.
	Goal string `json:"goal,omitempty"`
}

// MinutedSelf stands for whoever has written the minutes.
const MinutedSelf = "I"

// MinutedAction is something that somebody does, by a day if one was named (RFC 3339).
type MinutedAction struct {
	Who  string `json:"who"`
	What string `json:"what"`
	Due  string `json:"due,omitempty"`
}

// UnclearLine is a line of minutes that could not be read, and why.
type UnclearLine struct {
	Line string     `json:"line"`
	Why  LineUnread `json:"why"`
}

// LineUnread says why a line of minutes could not be read. Values name phrases.
type LineUnread string

// The reasons.
const (
	LineUnclear  LineUnread = "unclear"   // it says nothing that minutes hold
	LineWho      LineUnread = "who"       // it names nobody who is known
	LineSeveral  LineUnread = "several"   // the name could be of several people
	LineNoOwner  LineUnread = "no-owner"  // an action without anybody who does it
	LineNoAction LineUnread = "no-action" // somebody, and nothing to do
	LineDay      LineUnread = "day"       // the day could be several, or is none
	LineVotes    LineUnread = "votes"     // the votes could not be read
	LineEmpty    LineUnread = "empty"     // a decision or an action without words
)

// Says reports whether there is anything at all that minutes hold.
func (m Minutes) Says() bool {
	return m.Missed || m.All || m.Nothing || m.Stands || len(m.Present)+len(m.Absent)+len(m.Decisions)+len(m.Actions) > 0
}
