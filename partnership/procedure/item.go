package procedure

import (
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Item is something that somebody owes by a day, wherever it came from
// (procedures 1).
type Item struct {
	ID   string `json:"id"`
	What string `json:"what"`
	// Kind says what becomes of it; empty is something to do.
	Kind ItemKind `json:"kind,omitempty"`
	// Owner has to do it, and For waits for it: both are people.
	Owner string `json:"owner"`
	For   string `json:"for,omitempty"`
	// Due is a day; empty while none is agreed.
	Due string `json:"due,omitempty"`
	// Within stands for the day until a calendar has said which it is; of a corrective
	// action it is how long its owner has to answer.
	Within cadence.Span `json:"within,omitzero"`
	// Evidence says how everybody can see that it is done.
	Evidence string `json:"evidence,omitempty"`
	// By is who put it up: a person, Admin, or nobody for the spec. Command is what
	// they wrote it with.
	By      string                  `json:"by,omitempty"`
	Command partnership.CommandName `json:"command,omitempty"`
	// Declared items are the spec's own: one that leaves it is withdrawn.
	Declared bool `json:"declared,omitempty"`
	// Phrases say it in other languages, as the spec does.
	Phrases partnership.Phrases `json:"phrases,omitempty"`
	// Proposed items are owed by nobody before their owner's yes.
	Proposed bool `json:"proposed,omitempty"`
}

// OfExit reports whether an item, by its ID, is to be done for the end of the partnership.
func OfExit(item string) bool { return strings.HasPrefix(item, NounExit+"-") }

// ItemKind says what becomes of an item. Values are written into histories.
type ItemKind string

// The kinds of items.
const (
	ItemTask       ItemKind = ""
	ItemIssue      ItemKind = "issue"      // a question or a blocker, done with an answer that helps
	ItemIdea       ItemKind = "idea"       // for the leads to accept or decline
	ItemExperiment ItemKind = "experiment" // to judge: keep, change, stop
	// ItemCorrective is a figure that is off track: its owner says what is done about
	// it and by when, which is a task then.
	ItemCorrective ItemKind = "corrective"
)

// ItemStage is how far an item has come. Values are written into histories.
type ItemStage string

// The stages.
const (
	ItemProposed ItemStage = "proposed" // waits for its owner's yes
	ItemOpen     ItemStage = "open"
	ItemDue      ItemStage = "due"     // its owner is asked
	ItemOverdue  ItemStage = "overdue" // its day has passed, and it climbs
	ItemClaimed  ItemStage = "claimed" // answered; whoever waits says whether it helps
	ItemDone     ItemStage = "done"
	ItemDropped  ItemStage = "dropped"
)

// Settled reports whether nobody waits for anything more.
func (s ItemStage) Settled() bool { return s == ItemDone || s == ItemDropped }

// Owed is an item as admins and mails see it.
type Owed struct {
	ID    string    `json:"id"`
	What  string    `json:"what"`
	Kind  ItemKind  `json:"kind,omitempty"`
	Owner string    `json:"owner"`
	For   string    `json:"for,omitempty"`
	Due   string    `json:"due,omitempty"`
	Stage ItemStage `json:"stage"`
	// Since is when it became late; zero: it is not.
	Since time.Time `json:"since,omitzero"`
	// Line says to admins who has it, which step was taken and what comes next.
	Line string `json:"line,omitempty"`
}

// Owing is a procedure that keeps items.
type Owing interface {
	// Owed lists the items that are not settled, the first due first.
	Owed() []Owed
}

// Sides is what a procedure that follows people needs of a spec: the parties and
// their people without addresses, and the ladders.
func Sides(spec partnership.Spec) partnership.Spec {
	sides := partnership.Spec{Slug: spec.Slug, Zone: spec.Zone, End: spec.End, Escalations: spec.Escalations}
	for _, p := range spec.Parties {
		party := partnership.Party{ID: p.ID, Name: p.Name}
		for _, one := range p.People {
			party.People = append(party.People, partnership.Person{ID: one.ID, Name: one.Name, Roles: one.Roles, Language: one.Language})
		}
		sides.Parties = append(sides.Parties, party)
	}
	return sides
}
