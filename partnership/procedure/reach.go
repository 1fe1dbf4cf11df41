package procedure

// Setback says why a mail came back. Values are written into histories.
type Setback string

// The setbacks. Only the first says that nobody is behind the address any more.
const (
	SetbackPermanent Setback = "permanent"
	SetbackTemporary Setback = "temporary"
	SetbackFull      Setback = "full"    // the mailbox is full
	SetbackPolicy    Setback = "policy"  // the server does not take mail from us, or not this one
	SetbackSpam      Setback = "spam"    // a filter took it for spam
	SetbackRate      Setback = "rate"    // too much mail at a time
	SetbackContent   Setback = "content" // this one mail is too large or malformed
)

// Final reports whether no mail will ever arrive. A setback without a name was
// heard of by a program that told none apart.
func (s Setback) Final() bool { return s == SetbackPermanent || s == "" }

// Accuses reports whether the cause may lie with the address: two such in a row
// stop mail to it.
func (s Setback) Accuses() bool { return s.Final() || s == SetbackTemporary }

// Words say to an admin why a mail came back.
func (s Setback) Words() string {
	switch s {
	case SetbackFull:
		return "the mailbox is full"
	case SetbackPolicy:
		return "their server does not take our mail"
	case SetbackSpam:
		return "their server took it for spam"
	case SetbackRate:
		return "too much mail at a time"
	case SetbackContent:
		return "this one could not be taken"
	case SetbackTemporary:
		return "their server could not take it"
	case SetbackPermanent:
	}
	return "nobody is behind the address"
}

// Departure is the news that a person has left, or has another address.
type Departure struct {
	// Name and Address are those of whoever is to be written to instead, as far as
	// they are named.
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	// Moved says that the person is still there, at the address.
	Moved bool `json:"moved,omitempty"`
	// Spoken says that the person said so; else a mailbox or a mail server did.
	Spoken bool `json:"spoken,omitempty"`
}

// Reach is how a person can be reached, where that is not as the spec has it.
type Reach struct {
	Person string `json:"person"`
	// Lost says why nothing is sent to the person; empty: mail goes to them.
	Lost Loss `json:"lost,omitempty"`
	// Successor is who of the partnership is asked in the person's place first.
	Successor string `json:"successor,omitempty"`
	// Reader is who reads the person's mail meanwhile, if that is somebody whom the
	// spec does not know.
	Reader *Reader `json:"reader,omitempty"`
	// Returned says why the latest mail came back, where mail is still sent.
	Returned Setback `json:"returned,omitempty"`
}

// Loss says why nothing is sent to a person. Values are written into histories.
type Loss string

// The losses.
const (
	LossDead Loss = "dead" // the address
	LossLeft Loss = "left" // the person
)

// Reader is somebody who reads mail in a person's place.
type Reader struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	// Guest says that the letter is theirs and nobody's place is taken: a mediator
	// whom both sides have called.
	Guest bool `json:"guest,omitempty"`
}

// ReachOf finds how a person can be reached; nothing special is the zero value.
func ReachOf(list []Reach, person string) Reach {
	for _, r := range list {
		if r.Person == person {
			return r
		}
	}
	return Reach{Person: person}
}
