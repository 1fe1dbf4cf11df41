// Package meeting brings people together on a day: they are invited with an entry for their
// calendars, read an agenda made of what is on record, and the chair writes down who was
// there, what was decided and who does what until when, to which everybody can object
// (procedures 6). Those without an agenda are hosted by turns, and how it was is asked
// in the next check-in.
//
// Each stage has a file: invite, agenda, note, accept, gather. What moves a meeting or calls it
// off at any stage is in move and cancel.
package meeting

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Meeting
	Noun = procedure.NounMeeting
)

// The mails that only meetings write.
const (
	TemplateInvitation procedure.Template = "invitation"        // to all: come; do you?
	TemplateAgenda     procedure.Template = "agenda"            // what it is about
	TemplateDoubtful   procedure.Template = "meeting-doubtful"  // to the chair: go on, move, or cancel?
	TemplateChanged    procedure.Template = "meeting-changed"   // another time or place
	TemplateCancelled  procedure.Template = "meeting-cancelled" // it does not take place
	TemplateWanted     procedure.Template = "minutes-wanted"    // to the chair: who was there, what was decided?
	TemplateMinutes    procedure.Template = "minutes"           // to all: this was written down
	TemplateResult     procedure.Template = "minutes-result"    // what came of the minutes, where they are not simply accepted
)

// Kind is all that the rest of the program knows of meetings.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, Due: due, New: begin,
		Blank:    func() procedure.Procedure { return &Meeting{} },
		Commands: commands(),
		Templates: []procedure.Template{
			TemplateInvitation, TemplateAgenda, TemplateDoubtful, TemplateChanged, TemplateCancelled,
			TemplateWanted, TemplateMinutes, TemplateResult,
		},
		Asks:  []procedure.Template{TemplateInvitation, TemplateDoubtful, TemplateChanged, TemplateWanted, TemplateMinutes},
		Items: []partnership.CommandName{partnership.CommandMove, partnership.CommandCancel, partnership.CommandObject, partnership.CommandVeto},
	}
}

// Meeting is the state of one.
type Meeting struct {
	procedure.Base
	Occasion procedure.Occasion `json:"occasion"`
	Stage    Stage              `json:"stage"`
	Title    string             `json:"title,omitempty"`
	Place    string             `json:"place,omitempty"`
	Informal bool               `json:"informal,omitempty"`
	// Review says that people meet for a review, which asks the chair what was decided.
	Review bool `json:"review,omitempty"`
	// Lines are those that are on every agenda.
	Lines []string `json:"lines,omitempty"`
	// Starts and Ends are when it takes place; AgendaAt is when the agenda goes out, or where
	// that stands in the invitation, what people have added since.
	Starts   time.Time `json:"starts"`
	Ends     time.Time `json:"ends"`
	AgendaAt time.Time `json:"agenda_at"`
	// Joined says that the agenda stands in the invitation.
	Joined bool `json:"joined,omitempty"`
	// Sequence counts the entries for calendars after the first one, and Altered says that the
	// time or the place has changed.
	Sequence int  `json:"sequence,omitempty"`
	Altered  bool `json:"altered,omitempty"`
	// Dated is the entry since which the time has been what it is, and Answered when calendars
	// have answered last, by person.
	Dated    int        `json:"dated,omitempty"`
	Answered []Answered `json:"answered,omitempty"`
	// Heads are who can lead it, the chair first, and Members all who are invited.
	Heads   []asking.Member `json:"heads,omitempty"`
	Members []asking.Member `json:"members,omitempty"`
	// Everybody are the people of the parties: who can be named in the minutes.
	Everybody []asking.Member `json:"everybody,omitempty"`
	// Sides are the parties by their names.
	Sides []Side `json:"sides,omitempty"`
	// Goals are those that a decision can serve, by their statements.
	Goals []Aim `json:"goals,omitempty"`
	// Host is the party whose turn it is.
	Host string `json:"host,omitempty"`
	// Rule is the one by which it decides, and Voters are the parties with their weights.
	Rule   *partnership.DecisionRule `json:"rule,omitempty"`
	Voters []decision.Voter          `json:"voters,omitempty"`
	// Writing is how long the chair has for the minutes, Objecting how long others can object.
	Writing   procedure.Window `json:"writing,omitzero"`
	Objecting procedure.Window `json:"objecting,omitzero"`
	// The circles of those who are asked.
	Inviting  asking.Circle `json:"inviting"`
	Doubting  asking.Circle `json:"doubting,omitzero"`
	Noting    asking.Circle `json:"noting,omitzero"`
	Revising  asking.Circle `json:"revising,omitzero"`
	Accepting asking.Circle `json:"accepting,omitzero"`
	// Points are what people have put on the agenda.
	Points []Point `json:"points,omitempty"`
	// Remarks are what people have said in their calendars beside their answers; the chair reads
	// them, as the organizer of any meeting does.
	Remarks []Point `json:"remarks,omitempty"`
	// Doubt is why the chair was asked whether it takes place.
	Doubt string `json:"doubt,omitempty"`
	// Moving is a move while its moment is being reckoned, and Was when it was to take place.
	Moving *Moving   `json:"moving,omitempty"`
	Was    time.Time `json:"was,omitzero"`
	// Changed says why there was a change, and by whom.
	Changed Change `json:"changed,omitzero"`
	// Last is what the meeting takes over from the one before it.
	Last Legacy `json:"last,omitzero"`
	// Record are the minutes so far.
	Record Record `json:"record,omitzero"`
	// Sparing says that it is woken, writes and tells only where something follows from it,
	// which spares a third of its events. Those that were begun before do not.
	Sparing bool `json:"sparing,omitempty"`
	// Unwritten are entries of the journal that wait for something else to be written.
	Unwritten []procedure.Entry `json:"unwritten,omitempty"`
	// Minuting is when the chair is asked for minutes, as it was planned, and Ahead where the
	// reminders are of those who can object.
	Minuting []procedure.AskTimes `json:"minuting,omitempty"`
	Ahead    Ahead                `json:"ahead,omitempty"`
	// Off says that it was called off for a pause of the partnership, after which people are
	// invited again if there is time.
	Off bool `json:"off,omitempty"`
	// AcceptAt is when minutes that nobody was asked about are accepted.
	AcceptAt time.Time `json:"accept_at,omitzero"`
}

// Answered is when somebody's calendar has answered last.
type Answered struct {
	Person string    `json:"person"`
	At     time.Time `json:"at"`
}

// Side is a party by its ID and its name.
type Side struct {
	Party string `json:"party"`
	Name  string `json:"name"`
}

// Aim is a goal by its ID and what it says.
type Aim struct {
	Goal      string `json:"goal"`
	Statement string `json:"statement"`
}

// Point is something that somebody has put on the agenda.
type Point struct {
	Person string `json:"person"`
	Text   string `json:"text"`
}

// Change is why a meeting has another time, or none.
type Change struct {
	// Cause is one of those below, By the person who wanted it, and Why what they say.
	Cause Cause  `json:"cause,omitempty"`
	By    string `json:"by,omitempty"`
	Why   string `json:"why,omitempty"`
}

// Cause says what changed a meeting. Values are written into the outbox.
type Cause string

// The causes.
const (
	ByChair  Cause = "chair"   // whoever leads it
	ByAdmin  Cause = "admin"   // an admin
	ByRhythm Cause = "rhythm"  // the spec has another day or hour for it
	ByPlace  Cause = "place"   // the spec has another place
	Gone     Cause = "gone"    // the spec does not have it any more
	Paused   Cause = "paused"  // the partnership is paused
	Resumed  Cause = "resumed" // it goes on
	Over     Cause = "over"    // the partnership has ended
	NotYou   Cause = "left"    // the reader does not take part any more
)

// Undertaken is something that a meeting has led to, by the ID under which it is kept.
type Undertaken struct {
	ID    string `json:"id"`
	What  string `json:"what"`
	Owner string `json:"owner"`
}

// Stage is how far a meeting has come. Values are written into histories.
type Stage string

// The stages. What is settled is done.
const (
	Invited   Stage = "invited"
	Preparing Stage = "preparing" // the agenda is out
	Held      Stage = "held"      // its time is over, and minutes are wanted
	Minuted   Stage = "minutes"   // people can object to them
	Done      Stage = "done"
)

// Legacy is what the next meeting of the name takes over.
type Legacy struct {
	Date    string       `json:"date"`
	Host    string       `json:"host,omitempty"`
	Actions []Undertaken `json:"actions,omitempty"`
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	m := New(spec, b)
	return m, m.attributes()
}

// New prepares the meeting of an occasion.
func New(spec partnership.Spec, b procedure.Brief) *Meeting {
	declared, _ := spec.MeetingNamed(b.Occasion.Name)
	m := &Meeting{
		Base: procedure.NewBase(b), Occasion: b.Occasion, Stage: Invited,
		Title: declared.Title, Place: declared.Place, Informal: declared.Informal, Review: declared.Review, Lines: declared.Agenda,
		Writing: writingWindow(spec, declared), Objecting: objectingWindow(spec, declared),
		Sparing: true, Minuting: b.Occasion.Later,
	}
	m.Starts, m.AgendaAt = b.Occasion.At, b.Occasion.At
	if n := len(b.Occasion.Parts); n > 0 {
		m.Starts, m.AgendaAt = b.Occasion.Parts[n-1], b.Occasion.Parts[0]
	}
	m.Ends = m.Starts.Add(lasting(declared))
	m.Joined = declared.Review || joined(noticeOf(spec, declared)) // of a review all get a page
	if rule, ok := spec.RuleNamed(declared.By); ok {
		m.Rule, m.Voters = &rule, decision.Voters(spec)
	}
	for _, party := range spec.Parties {
		m.Sides = append(m.Sides, Side{Party: party.ID, Name: party.Name})
		for _, p := range party.People {
			m.Everybody = append(m.Everybody, asking.MemberOf(p, party.ID))
		}
	}
	for _, g := range spec.Goals {
		m.Goals = append(m.Goals, Aim{Goal: g.ID, Statement: g.Statement})
	}
	m.Heads = headsOf(spec, declared)
	m.inherit(declared, lastOf(b.Courses, b.Occasion.Name))
	for _, times := range b.Occasion.Asks {
		m.invite(spec, times)
	}
	m.Inviting.Reaching(b.Reach)
	m.Occasion.Asks, m.Occasion.Parts, m.Occasion.Later = nil, nil, nil
	return m
}

// invite takes somebody into the circle of those who come, once.
func (m *Meeting) invite(spec partnership.Spec, times procedure.AskTimes) {
	person, ok := spec.Person(times.Person)
	if !ok || asking.PartyOf(m.Members, person.ID) != "" {
		return
	}
	party, _ := spec.PartyOf(person.ID)
	member := asking.MemberOf(person, party.ID)
	m.Members = append(m.Members, member)
	a := member.Ask(replyWindow(m.Starts.Sub(times.Send)))
	a.AskTimes, a.Questions = times, m.invitation(wording.In(member.Language).Meeting)
	m.Inviting.Add(m.Workflow, a)
}

// headsOf are the chair, the leads who are invited, and who speaks for the parties.
func headsOf(spec partnership.Spec, declared partnership.Gathering) []asking.Member {
	var people []string
	if declared.Chair != "" {
		people = append(people, declared.Chair)
	}
	heads := spec.Heads()
	for _, id := range declared.Invite {
		for _, head := range heads {
			if head.ID == id {
				people = append(people, id)
			}
		}
	}
	for _, head := range heads {
		people = append(people, head.ID)
	}
	return asking.MembersOf(spec, procedure.Once(people)...)
}

func (m *Meeting) title() string { return "Meeting " + m.Occasion.Name }

// chair is who leads the meeting; nobody where no party has anybody who could.
func (m *Meeting) chair() string {
	if len(m.Heads) == 0 {
		return ""
	}
	return m.Heads[0].Person
}
