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
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// SchemaVersion is the version of Spec's JSON form. It is raised when an older
// program could misread a newer spec.
const SchemaVersion = 1

// Spec is one declared partnership. Whatever has an ID is ordered by it within
// the block that holds it; other lists are sorted where their order means
// nothing and keep the author's order where a comment says so.
type Spec struct {
	Schema   int          `json:"schema"`
	Slug     string       `json:"slug"`
	Title    string       `json:"title"`
	Type     string       `json:"type,omitempty"` // in the author's words, such as "co-marketing"
	Tags     []string     `json:"tags,omitempty"` // sorted
	Purpose  string       `json:"purpose"`
	Start    cadence.Date `json:"start"`
	End      cadence.Date `json:"end"` // the last day
	Zone     string       `json:"zone"`
	Language string       `json:"language"`
	Currency string       `json:"currency,omitempty"`
	// Budget is the money planned for the whole term, in Currency.
	Budget *decimal.Decimal `json:"budget,omitempty"`
	// DiscountRate is what a year's wait takes off an amount, in percent.
	DiscountRate *decimal.Decimal `json:"discount_rate,omitempty"`
	// ExchangeRates are of other currencies: by currency, the earliest day first.
	ExchangeRates []ExchangeRate `json:"exchange_rates,omitempty"`
	Principles    []string       `json:"principles,omitempty"` // in the author's order
	// FromName is in whose name its mails come; empty for the reader's lead.
	FromName string `json:"from_name,omitempty"`
	// Color is that of its mails, such as #1a5fb4; empty for one of its own choice.
	Color string `json:"color,omitempty"`
	// MaxMails is how many mails a week one person may get; 0 for the usual number.
	MaxMails  int                `json:"max_mails,omitempty"`
	Calendar  string             `json:"calendar,omitempty"`  // default for everybody
	Calendars []cadence.Calendar `json:"calendars,omitempty"` // those that the spec uses, by name
	Parties   []Party            `json:"parties"`
	Duties    []Duties           `json:"duties,omitempty"` // of roles, by role
	Areas     []Area             `json:"areas,omitempty"`
	Resources []Resource         `json:"resources,omitempty"`
	Competing []Competing        `json:"competing,omitempty"`
	Goals     []Goal             `json:"goals"`
	CheckIns  []CheckIn          `json:"check_ins,omitempty"`

	Meetings      []Meeting          `json:"meetings,omitempty"`
	Surveys       []Survey           `json:"surveys,omitempty"`
	Ideas         []Ideas            `json:"ideas,omitempty"`
	Reviews       []Review           `json:"reviews,omitempty"`
	Reports       []Report           `json:"reports,omitempty"`
	Experiments   []Experiment       `json:"experiments,omitempty"`
	Escalations   []Escalation       `json:"escalations,omitempty"`
	Corrections   []CorrectiveAction `json:"corrections,omitempty"`
	Conflict      *Conflict          `json:"conflict,omitempty"`
	DecisionRules []DecisionRule     `json:"decision_rules,omitempty"`
	Guards        []Guard            `json:"guards,omitempty"`
	Exit          *Exit              `json:"exit,omitempty"`
	// Agreement is how the parties consent before anything runs.
	Agreement *Agreement `json:"agreement,omitempty"`
	// Renewal is when they talk about going on, where that is declared.
	Renewal *Renewal `json:"renewal,omitempty"`
	// Phrases are texts of the spec in other languages.
	Phrases Phrases `json:"phrases,omitempty"`
}

// Digest identifies the spec's content: the hexadecimal SHA-256 of its JSON.
func (s Spec) Digest() string {
	// A spec holds no map, so its JSON is always the same.
	b, err := json.Marshal(s)
	if err != nil {
		//nolint:forbidigo // every field is a plain value; only a programmer's new field of a strange type could fail
		panic(fmt.Sprintf("digest partnership spec: %v", err))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// usualMails is how many mails a week one person can be expected to read.
const usualMails = 4

// MailsAWeek is the budget of one person and week, without receipts, alarms and mails
// of a conflict (procedures 0.5).
func (s Spec) MailsAWeek() int {
	if s.MaxMails > 0 {
		return s.MaxMails
	}
	return usualMails
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

// PersonAt finds the person whom an address in lower case belongs to.
func (s Spec) PersonAt(address string) (Person, bool) {
	for _, party := range s.Parties {
		for _, p := range party.People {
			if p.Has(address) {
				return p, true
			}
		}
	}
	return Person{}, false
}

// Has reports whether an address in lower case is the person's.
func (p Person) Has(address string) bool {
	return address != "" && (strings.ToLower(p.Email) == address || slices.Contains(p.Also, address))
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

// Goal finds a goal by its ID.
func (s Spec) Goal(id string) (Goal, bool) {
	for _, g := range s.Goals {
		if g.ID == id {
			return g, true
		}
	}
	return Goal{}, false
}

// Milestone finds a milestone and its goal.
func (s Spec) Milestone(id string) (Goal, Milestone, bool) {
	for _, g := range s.Goals {
		for _, m := range g.Milestones {
			if m.ID == id {
				return g, m, true
			}
		}
	}
	return Goal{}, Milestone{}, false
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
