package meeting

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Call is what the mails about a meeting say of it. Times carry the offset of the zone in
// which it takes place; each reader reads them in their own.
type Call struct {
	Title    string    `json:"title,omitempty"`
	Place    string    `json:"place,omitempty"`
	Date     string    `json:"date"`
	Starts   time.Time `json:"starts"`
	Ends     time.Time `json:"ends"`
	Sequence int       `json:"sequence,omitempty"`
	Informal bool      `json:"informal,omitempty"`
	Review   bool      `json:"review,omitempty"`
	Chair    string    `json:"chair,omitempty"`
	Host     string    `json:"host,omitempty"`
	// Joined says that the agenda stands in the invitation; else it comes at AgendaAt.
	Joined   bool      `json:"joined,omitempty"`
	AgendaAt time.Time `json:"agenda_at,omitzero"`
	// Lines are those of every agenda, and Points what people have added.
	Lines  []string `json:"lines,omitempty"`
	Points []Point  `json:"points,omitempty"`
	// Before is what the last meeting led to, on its date.
	Before     []Undertaken `json:"before,omitempty"`
	BeforeDate string       `json:"before_date,omitempty"`
	// Coming is what those who are invited have said so far.
	Coming []Coming `json:"coming,omitempty"`
	// Remarks are what people have said in their calendars.
	Remarks []Point `json:"remarks,omitempty"`
	// Doubt is why the chair is asked whether it takes place.
	Doubt string `json:"doubt,omitempty"`
	// Was is when it was to take place, and Changed who changed it, and why.
	Was     time.Time `json:"was,omitzero"`
	Changed Change    `json:"changed,omitzero"`
	// Record are the minutes, and Quorum is whether enough were there, where a rule says so.
	// Counted are the votes on its decisions, by their place.
	Record  *Record          `json:"record,omitempty"`
	Quorum  *decision.Quorum `json:"quorum,omitempty"`
	Counted []decision.Tally `json:"counted,omitempty"`
	// Ruled says that a rule wants votes.
	Ruled bool `json:"ruled,omitempty"`
	// Silent is who was asked for minutes first and has written none.
	Silent string `json:"silent,omitempty"`
	// Outcome is how the meeting has come out.
	Outcome procedure.Outcome `json:"outcome,omitempty"`
	// AcceptAfter is how long people can object to the minutes, as it is declared.
	AcceptAfter string `json:"accept_after,omitempty"`
}

// Coming is what somebody has said about coming.
type Coming struct {
	Person string `json:"person"`
	For    string `json:"for,omitempty"`
	Says   Says   `json:"says,omitempty"`
}

// call is what the letters of a template say of the meeting.
func (m *Meeting) call(t procedure.Template) Call {
	c := Call{
		Title: m.Title, Place: m.Place, Date: m.Occasion.Date, Starts: m.Starts, Ends: m.Ends, Sequence: m.Sequence, Informal: m.Informal, Review: m.Review,
		Chair: m.chair(), Host: m.Host, Joined: m.Joined, AgendaAt: m.AgendaAt, Changed: m.Changed, Was: m.Was, Outcome: m.Decided,
	}
	switch t {
	case TemplateInvitation, TemplateAgenda, TemplateChanged:
		c.Lines, c.Points, c.Before, c.BeforeDate, c.Coming = m.Lines, m.Points, m.Last.Actions, m.Last.Date, m.coming()
		if t == TemplateChanged || t == TemplateInvitation && !m.Altered {
			c.Coming = nil // nobody has been asked yet
		}
	case TemplateDoubtful:
		c.Doubt, c.Coming, c.Remarks = m.Doubt, m.coming(), m.Remarks
	case TemplateWanted:
		c.Coming, c.Points, c.Lines, c.Ruled = m.coming(), m.Points, m.Lines, m.Rule != nil
		c.Remarks = m.Remarks
		if m.Noting.Stage == "minutes-leads" && m.Record.Version == 0 {
			c.Silent = m.chair()
		}
		c.record(m)
	case TemplateMinutes, TemplateResult:
		c.record(m)
		c.AcceptAfter = m.Objecting.Span.String()
	default:
	}
	return c
}

// record puts the minutes into the letters, with what they come to.
func (c *Call) record(m *Meeting) {
	if m.Record.Version == 0 && !m.Record.written() && len(m.Record.Present) == 0 {
		return
	}
	r := m.Record
	c.Record = &r
	if q, ruled := m.quorum(); ruled {
		c.Quorum = &q
		for _, d := range r.Decisions {
			c.Counted = append(c.Counted, m.count(d))
		}
	}
}

// coming is what all who are invited have said.
func (m *Meeting) coming() []Coming {
	var list []Coming
	for _, a := range m.Inviting.Asks {
		if !a.Left() {
			list = append(list, Coming{Person: a.Person, For: a.For, Says: attends(a)})
		}
	}
	return list
}
