package partnership

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Party is one organisation in the partnership.
type Party struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	LegalName string `json:"legal_name,omitempty"`
	Country   string `json:"country,omitempty"` // ISO 3166-1 alpha-2
	// Share is the agreed part of the value in percent; the shares of a
	// partnership sum to 100 when any is declared.
	Share *decimal.Decimal `json:"share,omitempty"`
	// VotingWeight is how much the party's vote counts; nil means 1.
	VotingWeight *decimal.Decimal `json:"voting_weight,omitempty"`
	Zone         string           `json:"zone"`
	Language     string           `json:"language"`
	Calendar     string           `json:"calendar,omitempty"`
	People       []Person         `json:"people"`
	Interests    []Interest       `json:"interests,omitempty"`
	Contributes  []Contribution   `json:"contributes,omitempty"`
	Expects      []Benefit        `json:"expects,omitempty"`
	Obligations  []Obligation     `json:"obligations,omitempty"`
}

// Person is a human of one party. IDs are unique over the whole partnership.
// Zone, Language and Calendar are resolved: the person's own, or the party's,
// or the partnership's.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
	// Also are other addresses that the person writes from, in lower case, sorted.
	// Mail goes to Email.
	Also     []string  `json:"also,omitempty"`
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

// The roles that the language knows. A partnership may name more of them with
// role blocks.
const (
	RoleLead      Role = "lead"
	RoleExecutive Role = "executive" // the senior executive responsible of ISO 44001
	RoleSignatory Role = "signatory"
	RoleFinance   Role = "finance"
	RoleMember    Role = "member"
)

// RoleOwner stands for whoever owns the thing that a mail is about. Nobody
// holds it; only the steps of an escalation can name it.
const RoleOwner Role = "owner"

// Roles lists every role in the order in which messages name them.
func Roles() []Role {
	return []Role{RoleLead, RoleExecutive, RoleSignatory, RoleFinance, RoleMember}
}

// Duties says in words what a role is for.
type Duties struct {
	Role   Role     `json:"role"`
	Duties []string `json:"duties"` // in the author's order
}

// Interest is what a party wants for itself. IDs are unique over the whole
// partnership.
type Interest struct {
	ID        string `json:"id"`
	Statement string `json:"statement"`
}

// Competing names interests that pull in different directions, and the goal
// that serves them all.
type Competing struct {
	ID        string   `json:"id"`
	Interests []string `json:"interests"` // IDs, sorted
	Statement string   `json:"statement,omitempty"`
	JointGoal string   `json:"joint_goal"` // what both can want, in words
}

// Contribution is what a party promises to put in over the term.
type Contribution struct {
	ID     string           `json:"id"`
	Money  *decimal.Decimal `json:"money,omitempty"`
	Hours  *decimal.Decimal `json:"hours,omitempty"`
	Rate   *decimal.Decimal `json:"rate,omitempty"`    // money per hour
	InKind *decimal.Decimal `json:"in_kind,omitempty"` // value of things given, as money
	// What says what is given, mostly for contributions in kind.
	What  string   `json:"what,omitempty"`
	Goals []string `json:"goals,omitempty"` // IDs of the goals it is for; none means all
}

// Benefit is what a party expects to gain over the term.
type Benefit struct {
	ID     string           `json:"id"`
	Amount *decimal.Decimal `json:"amount,omitempty"` // in the partnership's currency
	What   string           `json:"what,omitempty"`
	Goals  []string         `json:"goals,omitempty"` // IDs of the goals it comes from; none means all
}

// Obligation is a task that one party has to carry out.
type Obligation struct {
	ID       string       `json:"id"`
	What     string       `json:"what"`
	Owner    string       `json:"owner,omitempty"` // a person's ID
	Due      cadence.Date `json:"due,omitzero"`
	Goal     string       `json:"goal,omitempty"`
	Evidence string       `json:"evidence,omitempty"`
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

// With finds the first person of the party who has a role.
func (p Party) With(role Role) (Person, bool) {
	for _, person := range p.People {
		for _, r := range person.Roles {
			if r == role {
				return person, true
			}
		}
	}
	return Person{}, false
}

// Head is who speaks for the party: its first lead, or the executive where it has
// no lead.
func (p Party) Head() (Person, bool) {
	if lead, ok := p.With(RoleLead); ok {
		return lead, true
	}
	return p.With(RoleExecutive)
}

// Heads are who speaks for the parties, in their order.
func (s Spec) Heads() []Person {
	var heads []Person
	for _, party := range s.Parties {
		if head, ok := party.Head(); ok {
			heads = append(heads, head)
		}
	}
	return heads
}
