// Package partnership holds what was declared: the spec of a partnership as
// plain values, free of HCL, Temporal and the machine it runs on.
//
// A spec has no maps and every slice has a defined order, so equal specs have
// equal digests however their files were laid out.
package partnership

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// SchemaVersion is the version of Spec's JSON form. It is raised when an older
// program could misread a newer spec.
const SchemaVersion = 1

// Spec is one declared partnership. Parties, goals, KPIs and check-ins are
// ordered by ID; people by ID within their party.
type Spec struct {
	Schema     int                `json:"schema"`
	Slug       string             `json:"slug"`
	Title      string             `json:"title"`
	Purpose    string             `json:"purpose"`
	Start      cadence.Date       `json:"start"`
	End        cadence.Date       `json:"end"` // the last day
	Zone       string             `json:"zone"`
	Language   string             `json:"language"`
	Currency   string             `json:"currency,omitempty"`
	Principles []string           `json:"principles,omitempty"` // in the author's order
	Calendar   string             `json:"calendar,omitempty"`   // default for everybody
	Calendars  []cadence.Calendar `json:"calendars,omitempty"`  // those that the spec uses, by name
	Parties    []Party            `json:"parties"`
	Goals      []Goal             `json:"goals"`
	CheckIns   []CheckIn          `json:"check_ins,omitempty"`
}

// Party is one organisation in the partnership.
type Party struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Zone     string   `json:"zone"`
	Language string   `json:"language"`
	Calendar string   `json:"calendar,omitempty"`
	People   []Person `json:"people"`
}

// Person is a human of one party. IDs are unique over the whole partnership.
// Zone, Language and Calendar are resolved: the person's own, or the party's,
// or the partnership's.
type Person struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Email    string    `json:"email"`
	Roles    []Role    `json:"roles"`
	Language string    `json:"language"`
	Zone     string    `json:"zone"`
	Calendar string    `json:"calendar,omitempty"`
	Deputy   string    `json:"deputy,omitempty"` // a person's ID
	Absences []Absence `json:"absences,omitempty"`
}

// Absence is a stretch of whole days, both included, in the person's zone.
type Absence struct {
	From  cadence.Date `json:"from"`
	Until cadence.Date `json:"until"`
}

// Role says what a person is for.
type Role string

// The roles that the language knows.
const (
	RoleLead      Role = "lead"
	RoleExecutive Role = "executive"
	RoleSignatory Role = "signatory"
	RoleFinance   Role = "finance"
	RoleMember    Role = "member"
)

// Roles lists every role in the order in which messages name them.
func Roles() []Role {
	return []Role{RoleLead, RoleExecutive, RoleSignatory, RoleFinance, RoleMember}
}

// Goal is something that the parties want together.
type Goal struct {
	ID        string          `json:"id"`
	Statement string          `json:"statement"`
	Category  string          `json:"category,omitempty"`
	Owner     string          `json:"owner,omitempty"` // a person's ID
	Start     cadence.Date    `json:"start"`           // the partnership's start unless declared
	Due       cadence.Date    `json:"due"`
	Weight    decimal.Decimal `json:"weight"`
	KPIs      []KPI           `json:"kpis"`
}

// Direction says which way a KPI should move.
type Direction string

// The directions of domain formulas F1 and F3.
const (
	Increase    Direction = "increase"
	Decrease    Direction = "decrease"
	MaintainMin Direction = "maintain_min" // keep at or above the target
	MaintainMax Direction = "maintain_max" // keep at or below the target
)

// Directions lists every direction in the order in which messages name them.
func Directions() []Direction { return []Direction{Increase, Decrease, MaintainMin, MaintainMax} }

// KPI is one measured figure of a goal. A relative target ("+20%") has been
// made absolute. IDs are unique over the whole partnership.
type KPI struct {
	ID        string           `json:"id"`
	Title     string           `json:"title,omitempty"`
	Unit      string           `json:"unit"`
	Direction Direction        `json:"direction"`
	Baseline  decimal.Decimal  `json:"baseline"`
	Target    decimal.Decimal  `json:"target"`
	Tolerance *decimal.Decimal `json:"tolerance,omitempty"`
	Weight    decimal.Decimal  `json:"weight"`
	Source    string           `json:"source,omitempty"`
	Reporters []string         `json:"reporters,omitempty"` // person IDs
	Critical  bool             `json:"critical,omitempty"`
}

// CheckIn is a regular round of questions by mail.
type CheckIn struct {
	ID   string       `json:"id"`
	Rule cadence.Rule `json:"rule"`
	// Kickoff sends the first round the moment the partnership becomes active.
	Kickoff bool `json:"kickoff,omitempty"`
	// Ask lists person IDs; roles have been resolved to the people who hold them.
	Ask       []string       `json:"ask"`
	About     []Topic        `json:"about"`
	Window    cadence.Span   `json:"window"`
	Remind    []cadence.Span `json:"remind,omitempty"` // after the start of the window, ascending
	Questions []Question     `json:"questions,omitempty"`
}

// Topic is a group of questions that a check-in asks without spelling them out.
type Topic string

// The topics that the language knows.
const (
	TopicKPIs       Topic = "kpis"
	TopicConfidence Topic = "confidence"
	TopicBlockers   Topic = "blockers"
)

// Topics lists every topic in the order in which a mail asks them.
func Topics() []Topic { return []Topic{TopicKPIs, TopicConfidence, TopicBlockers} }

// Digest identifies the spec's content: the hexadecimal SHA-256 of its JSON.
func (s Spec) Digest() string {
	// A spec holds no map, so its JSON is always the same.
	b, err := json.Marshal(s) //workflowcheck:ignore
	if err != nil {
		//nolint:forbidigo // every field is a plain value; only a programmer's new field of a strange type could fail
		panic(fmt.Sprintf("digest partnership spec: %v", err))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Person finds a person of any party.
func (s Spec) Person(id string) (Person, bool) {
	for _, party := range s.Parties {
		for _, p := range party.People {
			if p.ID == id {
				return p, true
			}
		}
	}
	return Person{}, false
}

// PartyOf finds the party that a person belongs to.
func (s Spec) PartyOf(person string) (Party, bool) {
	for _, party := range s.Parties {
		for _, p := range party.People {
			if p.ID == person {
				return party, true
			}
		}
	}
	return Party{}, false
}

// CheckIn finds a check-in by its ID.
func (s Spec) CheckIn(id string) (CheckIn, bool) {
	for _, c := range s.CheckIns {
		if c.ID == id {
			return c, true
		}
	}
	return CheckIn{}, false
}

// KPI finds a KPI and its goal.
func (s Spec) KPI(id string) (Goal, KPI, bool) {
	for _, g := range s.Goals {
		for _, k := range g.KPIs {
			if k.ID == id {
				return g, k, true
			}
		}
	}
	return Goal{}, KPI{}, false
}

// CalendarNamed returns a calendar of the spec. The empty name and unknown
// names give the standard week without hours or holidays.
func (s Spec) CalendarNamed(name string) cadence.Calendar {
	for _, c := range s.Calendars {
		if c.Name == name {
			return c
		}
	}
	return cadence.StandardWeek()
}

// AbsentOn reports whether the person is away on a day in their own zone.
func (p Person) AbsentOn(d cadence.Date) bool {
	for _, a := range p.Absences {
		if !d.Before(a.From) && !a.Until.Before(d) {
			return true
		}
	}
	return false
}
