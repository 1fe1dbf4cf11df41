package app

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// PlanVersion is the version of a plan's JSON form.
const PlanVersion = 1

// Plan says what applying would do to the partnerships of one installation. It
// holds all that applying needs, so that what was looked at is what is done.
type Plan struct {
	FormatVersion int `json:"format_version"`
	// Installation identifies what the plan was made for: the ID that a store and
	// a namespace share.
	Installation string    `json:"installation"`
	MadeAt       time.Time `json:"made_at"`
	// Reason is why partnerships are ended; the journal keeps it.
	Reason string `json:"reason,omitempty"`
	// Consent is how and when all parties agreed to the changes elsewhere; the journal
	// keeps it. Empty: they are asked by mail.
	Consent string `json:"consent,omitempty"`
	// Items are ordered by slug.
	Items []Item `json:"items"`
}

// Action says what is to be done with a partnership.
type Action string

// The actions.
const (
	Create    Action = "create"
	Change    Action = "change"
	Unchanged Action = "unchanged"
	// End ends a running partnership that the directory no longer declares.
	End Action = "end"
	// Undeclared is such a partnership that is left alone.
	Undeclared Action = "undeclared"
	// EndedBefore is declared but has ended: it cannot be started again.
	EndedBefore Action = "ended"
	// Past is declared and does not run, but its last day has passed: it is not
	// started.
	Past Action = "past"
)

// Actions lists every action.
func Actions() []Action {
	return []Action{Create, Change, Unchanged, End, Undeclared, EndedBefore, Past}
}

// Item is what is to be done with one partnership.
type Item struct {
	Slug   string `json:"slug"`
	Title  string `json:"title,omitempty"`
	Action Action `json:"action"`
	// Base is the digest of the spec in force that the plan was made against,
	// empty when nothing runs.
	Base string `json:"base,omitempty"`
	// Digest is the digest of Spec.
	Digest string `json:"digest,omitempty"`
	// Spec is what is to be in force, where there is something to do.
	Spec *partnership.Spec `json:"spec,omitempty"`

	Changes []revision.Change `json:"changes,omitempty"`
	// Waits are those of the changes that wait until all have signed.
	Waits   []revision.Change    `json:"waits,omitempty"`
	Signers []partnership.Signer `json:"signers,omitempty"`
	Moves   []revision.Move      `json:"moves,omitempty"`
	// Ended says when and how a partnership has ended.
	Ended *Ending `json:"ended,omitempty"`
	// LastDay is that of a partnership whose time has passed.
	LastDay *cadence.Date `json:"last_day,omitempty"`
	// Warnings are sentences about what an admin might not expect.
	Warnings []string `json:"warnings,omitempty"`
	// NotCarriedOut is what the spec declares and this version does not do yet.
	NotCarriedOut []Feature `json:"not_carried_out,omitempty"`

	// Proposed is the digest of the amendment that was open when the plan was made.
	Proposed string `json:"proposed,omitempty"`
	// Refusal says why the partnership will not take the change.
	Refusal string `json:"refusal,omitempty"`

	run string // the workflow run to look at, if something runs
}

// Ending is when and how a partnership has ended.
type Ending struct {
	On      cadence.Date `json:"on"` // where the partnership is at home
	Outcome string       `json:"outcome"`
}

// Why says why a declared partnership is not started, to go on after its name;
// empty if nothing keeps it from that.
func (i Item) Why() string {
	switch {
	case i.Ended != nil:
		return fmt.Sprintf("ended on %s (%s): it cannot be started again; give its successor another slug", i.Ended.On, i.Ended.Outcome)
	case i.LastDay != nil:
		return fmt.Sprintf("had its last day on %s: it is not started", i.LastDay)
	default:
		return ""
	}
}

// Feature is a partnership.Feature as a plan shows it.
type Feature struct {
	Block   string             `json:"block"`
	Count   int                `json:"count"`
	Paths   []partnership.Path `json:"paths"`
	Missing string             `json:"missing"`
}

func features(spec partnership.Spec) []Feature {
	var list []Feature
	for _, f := range spec.NotCarriedOut() {
		list = append(list, Feature(f))
	}
	return list
}

// touches reports whether applying does something with the partnership.
func (i Item) touches() bool { return i.Action == Create || i.Action == Change || i.Action == End }

// Count returns how many partnerships an action concerns.
func (p Plan) Count(a Action) int {
	n := 0
	for _, item := range p.Items {
		if item.Action == a {
			n++
		}
	}
	return n
}

// Touched counts what there is to do.
func (p Plan) Touched() int { return len(p.touched()) }

// Empty reports whether there is nothing to do.
func (p Plan) Empty() bool { return len(p.touched()) == 0 }

// touched lists what there is to do.
func (p Plan) touched() []Item {
	var list []Item
	for _, item := range p.Items {
		if item.touches() {
			list = append(list, item)
		}
	}
	return list
}
