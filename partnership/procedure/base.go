package procedure

import (
	"encoding/json"
	"fmt"
	"time"
)

// Base is what every procedure but the partnership begins with.
type Base struct {
	Rules    int    `json:"rules"`
	Slug     string `json:"slug"`
	Spec     string `json:"spec"` // digest of the spec that letters speak of
	Workflow string `json:"workflow"`
	// PausedAt is when the partnership was paused, if it is.
	PausedAt time.Time `json:"paused_at,omitzero"`
	// Presence is what people have said about being there.
	Presence Presence `json:"presence,omitzero"`
	// Reach is of whoever cannot be reached as the spec has it.
	Reach []Reach `json:"reach,omitempty"`
	// Decided is the outcome, once there is one.
	Decided Outcome   `json:"decided,omitempty"`
	Ended   bool      `json:"ended,omitempty"`
	WakeAt  time.Time `json:"wake_at,omitzero"`
	Seen    Seen      `json:"seen,omitempty"`
}

// NewBase takes over what a procedure is begun with.
func NewBase(b Brief) Base {
	return Base{Rules: b.Rules, Slug: b.Slug, Spec: b.Spec, Workflow: b.Workflow, Presence: b.Presence, Reach: b.Reach}
}

// Of returns the partnership's slug.
func (b *Base) Of() string { return b.Slug }

// UnderRules returns the version of the rules that the procedure goes by.
func (b *Base) UnderRules() int { return b.Rules }

// Outcome returns how the procedure has come out, once that is decided.
func (b *Base) Outcome() Outcome { return b.Decided }

// Address puts onto a letter who reads its reader's mail, and reports whether it
// is to go out: nothing does where it does not arrive, or to whoever wants no mail.
func (b *Base) Address(l *Letter) bool {
	l.Reader = ReachOf(b.Reach, l.Person).Reader
	return b.Reaches(l.Person)
}

// Reaches reports whether mail arrives at a person, and is wanted there.
func (b *Base) Reaches(person string) bool {
	return ReachOf(b.Reach, person).Lost == "" && !b.Presence.HasStopped(person)
}

// Paused reports whether the partnership holds its mails back.
func (b *Base) Paused() bool { return !b.PausedAt.IsZero() }

// Note journals something.
func (b *Base) Note(out *Out, now time.Time, e Entry, discriminator ...string) {
	e.At, e.Workflow = now, b.Workflow
	out.Record(e, discriminator...)
}

// NoteLeft records that somebody who is asked has left with a spec, by its digest.
func (b *Base) NoteLeft(out *Out, now time.Time, person, spec string) {
	b.Note(out, now, Entry{
		Kind: EntryOutcome, Actor: person, Outcome: OutcomeWithdrawn, Text: person + " has left the partnership and is asked no more",
	}, "left", person, fmt.Sprintf("%.12s", spec))
}

// Decide records an outcome that is new and reports whether it is. What has more than one
// outcome of a name in its life says by a discriminator which it is.
func (b *Base) Decide(out *Out, now time.Time, outcome Outcome, title string, discriminator ...string) bool {
	if outcome == "" || outcome == b.Decided {
		return false
	}
	b.Decided = outcome
	b.Note(out, now, Entry{Kind: EntryOutcome, Text: fmt.Sprintf("%s: %s", title, outcome), Outcome: outcome}, append([]string{string(outcome)}, discriminator...)...)
	return true
}

// Close ends the procedure for good. What asks and has not gone out stays at
// home; nothing is taken back where all has.
func (b *Base) Close(out *Out, unsent bool) {
	b.Ended = true
	if unsent {
		out.Add(Recall{All: true})
	}
	out.Add(End{Outcome: b.Decided})
}

// Report tells the partnership.
func (b *Base) Report(out *Out, now time.Time, m Message) {
	out.Tell(b.Slug, m, b.Workflow, now)
}

// Alarm asks to be woken at a time, unless that is arranged already.
func (b *Base) Alarm(out *Out, at time.Time, summary string) {
	if !at.Equal(b.WakeAt) {
		b.WakeAt = at
		out.Add(Wake{At: at, Summary: summary})
	}
}

// Identified gives a message an ID that is made of its content and its cause.
func Identified(m Message, from, cause string) Message {
	m.From, m.ID = from, ""
	body, err := json.Marshal(m)
	if err != nil { // plain data always encodes
		body = []byte(err.Error())
	}
	m.ID = from + "#" + ContentID(cause, string(body))
	return m
}
