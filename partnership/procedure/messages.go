package procedure

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Message is what a procedure tells the partnership, or the partnership a
// procedure. ID makes a repeated delivery harmless.
type Message struct {
	ID   string `json:"id"`
	From string `json:"from"` // workflow ID
	// Shown is what the partnership shows of the procedure from now on.
	Shown    *Shown            `json:"shown,omitempty"`
	Readings []measure.Reading `json:"readings,omitempty"`
	// Entries are for the ledger: what people say that they put in or got out.
	Entries  []ledger.Entry `json:"entries,omitempty"`
	Blockers []Blocker      `json:"blockers,omitempty"`
	Facts    []Fact         `json:"facts,omitempty"`
	// Course says what has become of an agreed day.
	Course *Course `json:"course,omitempty"`
	// Heard are commands that people wrote, for the partnership.
	Heard []Heard `json:"heard,omitempty"`
	// Order is what the partnership wants of a procedure.
	Order *Order `json:"order,omitempty"`
	// Arrivals are the postman's: what became of letters that nobody waits for
	// any more.
	Arrivals []Arrival `json:"arrivals,omitempty"`
	// Dispute is how a conflict stands.
	Dispute *Dispute `json:"dispute,omitempty"`
	// Parting is how the end stands.
	Parting *Parting `json:"parting,omitempty"`
	// Content is how content the parties are, of a survey that was counted.
	Content []Content `json:"content,omitempty"`
	// Items are what people undertake there, for the partnership to have kept.
	Items []Item `json:"items,omitempty"`
	// Amendments are changes of the spec that were decided there, for the partnership to
	// keep until they are in it.
	Amendments []Amendment `json:"amendments,omitempty"`
	// Shut is what people cannot open that is shared.
	Shut []Shut `json:"shut,omitempty"`
	// Duties are what people say of what they are here for.
	Duties []Duty `json:"duties,omitempty"`
	// Quarantined is the intake's: how many mails about the partnership lie in
	// quarantine now.
	Quarantined *int `json:"quarantined,omitempty"`
}

// Shown is what an admin sees of a procedure at the partnership.
type Shown struct {
	Stage   string    `json:"stage"`
	Line    string    `json:"line,omitempty"` // what is the matter, in words
	Open    []OpenAsk `json:"open,omitempty"`
	Outcome Outcome   `json:"outcome,omitempty"`
	// Over says that nothing more is to come of it, whatever its outcome.
	Over bool `json:"over,omitempty"`
	// Owed are the items that are not settled.
	Owed []Owed `json:"owed,omitempty"`
	// Told are those who were told that it is late.
	Told []string `json:"told,omitempty"`
}

// Fact is something that other procedures listen to: guards, triggers, surveys
// after an event, the way out.
type Fact struct {
	Kind FactKind  `json:"kind"`
	Of   string    `json:"of,omitempty"` // what it is about: a workflow, a goal, a person
	At   time.Time `json:"at"`
	// People belong to FactGathered: who was there, as far as is known.
	People []string `json:"people,omitempty"`
	// Setback belongs to FactReturned, Departure to FactDeparted, and Unclear to
	// FactUnclear.
	Setback   Setback    `json:"setback,omitempty"`
	Departure *Departure `json:"departure,omitempty"`
	Unclear   *Unclear   `json:"unclear,omitempty"`
	// Due belongs to FactMissed: when the person's window had passed.
	Due time.Time `json:"due,omitzero"`
	// Asked and Answered belong to FactClosed: how many were asked and there to
	// answer, and how many have (F6).
	Asked    int `json:"asked,omitempty"`
	Answered int `json:"answered,omitempty"`
}

// Unclear is an answer of which nothing could be understood, the second time.
type Unclear struct {
	Person string `json:"person"`
	About  string `json:"about"` // what was asked about, as declared
	Reply  string `json:"reply"` // ID
	// Problems say what could not be understood, quoting it, in the person's
	// language; none of what is the person's alone.
	Problems []string `json:"problems,omitempty"`
}

// FactKind is a closed set. Values are written into histories.
type FactKind string

// The facts.
const (
	FactClosed      FactKind = "closed"      // a round has its outcome
	FactMissed      FactKind = "missed"      // a person let a round pass
	FactUndelivered FactKind = "undelivered" // a letter never arrived
	FactUnwritten   FactKind = "unwritten"   // a letter could not be composed
	FactMet         FactKind = "met"         // what was agreed for a day is done and accepted
	FactLate        FactKind = "late"        // its day has passed
	FactReturned    FactKind = "returned"    // a mail to a person came back
	FactHeard       FactKind = "heard"       // somebody has answered whose mail came back before
	FactDeparted    FactKind = "departed"    // a person has left, or says so
	FactAnswered    FactKind = "answered"    // a person has answered something, however late
	FactWarned      FactKind = "warned"      // people were warned early: a corrective action is wanted
	FactAway        FactKind = "away"        // a person is away, says their mailbox
	FactUnclear     FactKind = "unclear"     // a person's answer could not be understood, twice
	FactMoved       FactKind = "moved"       // a review meets at another time, and is over At
	FactGathered    FactKind = "gathered"    // people have met without an agenda
)

// Order is what the partnership wants of a procedure.
type Order struct {
	Kind   OrderKind `json:"kind"`
	Reason string    `json:"reason,omitempty"`
	// Spec is the digest of an adopted spec, and People whom it reaches in another
	// way than the one before.
	Spec   string         `json:"spec,omitempty"`
	People []PersonChange `json:"people,omitempty"`
	// Amends is the digest of the spec in force, where Spec is to take its place.
	Amends string `json:"amends,omitempty"`
	// Heads are who speaks for the parties by the adopted spec.
	Heads []Head `json:"heads,omitempty"`
	// Goals are those that the adopted spec has no more.
	Goals []string `json:"goals,omitempty"`
	// Reach is of all who cannot be reached as the spec has it, from now on.
	Reach []Reach `json:"reach,omitempty"`
	// Presence is what people have said about being there, all of it.
	Presence *Presence `json:"presence,omitempty"`
	// Gone says that the spec does not declare the procedure any more.
	Gone bool `json:"gone,omitempty"`
	// Day is the day that an agreed one is moved to, or the one on which it was
	// met. By is who wants it: Admin, or nobody for a changed spec.
	Day string `json:"day,omitempty"`
	By  string `json:"by,omitempty"`
	// Items are handed over to be kept: all that the spec declares, with Sides, or
	// others one by one. Item names the one that an order is about.
	Items []Item            `json:"items,omitempty"`
	Sides *partnership.Spec `json:"sides,omitempty"`
	Item  string            `json:"item,omitempty"`
	// Until is when a hold ends.
	Until time.Time `json:"until,omitzero"`
	// Level is that of a conflict, Stage the one to which an admin moves it, and Outcome
	// how they end it.
	Level   string  `json:"level,omitempty"`
	Stage   string  `json:"stage,omitempty"`
	Outcome Outcome `json:"outcome,omitempty"`
	// Heard is what somebody wrote, where that is the order.
	Heard *Heard `json:"heard,omitempty"`
	// Parting is one more reason to part.
	Parting *Parting `json:"parting,omitempty"`
	// Convenes is a meeting as the adopted spec declares it.
	Convenes *Convening `json:"convenes,omitempty"`
}

// Convening is what a changed spec says of a meeting to which people are invited already.
type Convening struct {
	Title string `json:"title,omitempty"`
	Place string `json:"place,omitempty"`
	Chair string `json:"chair,omitempty"`
	// Invite are all who are invited, by party.
	Invite []Head `json:"invite"`
}

// OrderKind names an order. Values are written into histories.
type OrderKind string

// The orders.
const (
	OrderPause    OrderKind = "pause"
	OrderResume   OrderKind = "resume"
	OrderWithdraw OrderKind = "withdraw"
	OrderAmended  OrderKind = "amended"  // the partnership has adopted a changed spec
	OrderReach    OrderKind = "reach"    // people can be reached in another way from now on
	OrderPresence OrderKind = "presence" // somebody is away, back, or wants no mail
	OrderAnew     OrderKind = "anew"     // what was agreed has changed: end, to be begun anew
	OrderMove     OrderKind = "move"     // another day was agreed
	OrderMet      OrderKind = "met"      // it is done
	OrderWaive    OrderKind = "waive"    // it need not be done
	OrderItems    OrderKind = "items"    // keep these items, too
	OrderReopen   OrderKind = "reopen"   // somebody says that what counts as done is not
	OrderHold     OrderKind = "hold"     // its ladder waits until a day
	OrderJoin     OrderKind = "join"     // the other side has raised the same
	OrderLevel    OrderKind = "level"    // an admin moves a conflict to a level
	OrderExternal OrderKind = "external" // lawyers or a court have it: a day and what happened
	OrderClose    OrderKind = "close"    // an admin ends it, or the last day has passed
	OrderPart     OrderKind = "part"     // somebody else wants to part, too
	OrderStay     OrderKind = "stay"     // the partnership goes on after all
	OrderCured    OrderKind = "cured"    // an admin says that what was broken is put right
)

// Why the signing of terms ends by the partnership's wish: reasons of OrderWithdraw. Values
// are written into histories.
const (
	VoidAmended   = "amended"    // the terms have changed, and are asked about anew
	VoidElsewhere = "elsewhere"  // they were signed elsewhere
	VoidTakenBack = "taken-back" // the terms stay as they are
	VoidEnded     = "ended"      // the partnership has ended
)

// PersonChange is what a changed spec means for a person who may have been asked
// something.
type PersonChange struct {
	Person string `json:"person"`
	Name   string `json:"name,omitempty"`  // as the changed spec has it
	Left   bool   `json:"left,omitempty"`  // the spec knows the person no more
	Moved  bool   `json:"moved,omitempty"` // mail goes to another address
}

// Head is who speaks for a party.
type Head struct {
	Person    string `json:"person"`
	Name      string `json:"name"`
	Party     string `json:"party"`
	PartyName string `json:"party_name"`
	Language  string `json:"language,omitempty"`
	City      string `json:"city,omitempty"`
}

// HeadsOf are who speaks for the parties of a spec, in their order. A party whom nobody leads
// has only its name.
func HeadsOf(spec partnership.Spec) []Head {
	var heads []Head
	for _, party := range spec.Parties {
		p, _ := party.Head()
		heads = append(heads, HeadOf(p, party))
	}
	return heads
}

// HeadOf is a person of a party, as orders name people.
func HeadOf(p partnership.Person, party partnership.Party) Head {
	h := Head{Party: party.ID, PartyName: party.Name}
	if p.ID != "" {
		h.Person, h.Name, h.Language, h.City = p.ID, p.Name, p.Language, cadence.City(p.Zone)
	}
	return h
}

// Blocker is what a person says is in the way.
type Blocker struct {
	Person string `json:"person"`
	Text   string `json:"text"`
	// Item is the issue that it was made.
	Item string `json:"item,omitempty"`
}

// Shut is a resource that a person has to be able to open and cannot.
type Shut struct {
	Person   string `json:"person"`
	Resource string `json:"resource"`
}

// Duty is what a person says of what they are here for: that it is right, or that it is
// not, and the words with which they said so.
type Duty struct {
	Person string `json:"person"`
	Right  bool   `json:"right"`
	Said   string `json:"said,omitempty"`
	Reply  string `json:"reply"` // ID
}

// OpenAsk is a question mail that waits for an answer.
type OpenAsk struct {
	Person string    `json:"person"`
	Since  time.Time `json:"since,omitzero"` // when it arrived; zero: it has not
	Held   time.Time `json:"held,omitzero"`  // it waits for the reader's hours until then
	Due    time.Time `json:"due"`
	Late   bool      `json:"late,omitempty"`
	Note   string    `json:"note,omitempty"` // "away until 7 Jan", "mail bounced"
	// Promised is the day by which the person has promised to answer.
	Promised time.Time `json:"promised,omitzero"`
}

// Asked is when the mail arrived, as far as is known at a time; zero: it has not.
// A mail that was held goes out when the reader's hours begin, and only trouble
// with it is reported.
func (o OpenAsk) Asked(now time.Time) time.Time {
	if o.Since.IsZero() && !now.Before(o.Held) {
		return o.Held
	}
	return o.Since
}

// ChangedPeople lists whom a changed spec reaches in another way or not at all.
func ChangedPeople(old, changed partnership.Spec) []PersonChange {
	var list []PersonChange
	for _, person := range people(old) {
		now, there := changed.Person(person.ID)
		c := PersonChange{Person: person.ID, Name: now.Name, Left: !there, Moved: there && now.Email != person.Email}
		if c.Left || c.Moved || now.Name != person.Name {
			list = append(list, c)
		}
	}
	for _, person := range people(changed) {
		if _, known := old.Person(person.ID); !known {
			list = append(list, PersonChange{Person: person.ID, Name: person.Name})
		}
	}
	return list
}

func people(spec partnership.Spec) []partnership.Person {
	var list []partnership.Person
	for _, party := range spec.Parties {
		list = append(list, party.People...)
	}
	return list
}
