package partnership

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Agreement says how the parties consent before anything runs: by mail within these
// times, or elsewhere on a day.
type Agreement struct {
	// Understanding is how long leads who do not sign have for the charter, Signing how
	// long the signatories have, and Expires when their signing is given up, counted from
	// its beginning as Signing is.
	Understanding cadence.Span   `json:"understanding,omitzero"`
	Signing       cadence.Span   `json:"signing,omitzero"`
	Remind        []cadence.Span `json:"remind,omitempty"` // by time
	Expires       cadence.Span   `json:"expires,omitzero"`
	// SignedOn is the day on which all parties signed elsewhere: nobody is asked. What
	// was signed is found by the Reference.
	SignedOn  cadence.Date `json:"signed_on,omitzero"`
	Reference string       `json:"reference,omitempty"`
}

// UsualAgreement is what holds where nothing is declared (domain 4.5).
func UsualAgreement() Agreement {
	return Agreement{
		Understanding: cadence.Span{Count: 5, Unit: cadence.BusinessDays},
		Signing:       cadence.Span{Count: 10, Unit: cadence.Days},
		Remind:        []cadence.Span{{Count: 50, Unit: cadence.Percent}, {Count: 80, Unit: cadence.Percent}},
		Expires:       cadence.Span{Count: 30, Unit: cadence.Days},
	}
}

// Elsewhere reports whether consent was given elsewhere.
func (a Agreement) Elsewhere() bool { return !a.SignedOn.IsZero() }

// SignsByMail reports whether people are asked to sign before anything runs. A spec
// without an agreement is of a partnership that was declared before there were any.
func (s Spec) SignsByMail() bool { return s.Agreement != nil && !s.Agreement.Elsewhere() }

// Signer is somebody who signs for a party.
type Signer struct {
	Person string `json:"person"` // empty when the party has nobody who could sign
	Party  string `json:"party"`
	Why    string `json:"why"`
}

// Signers lists who signs for the party: its signatories, or those who lead it where it
// has none. A party without anybody who could is there all the same, so that nobody
// takes silence for consent. The note says more of the party.
func (p Party) Signers(note string) []Signer {
	list := p.holders(RoleSignatory, fmt.Sprintf("signatory of %s%s", p.ID, note))
	if len(list) == 0 {
		list = p.holders(RoleLead, fmt.Sprintf("lead of %s%s, which has no signatory", p.ID, note))
	}
	if len(list) == 0 {
		list = []Signer{{Party: p.ID, Why: fmt.Sprintf("nobody can sign for %s%s: it has neither signatory nor lead", p.ID, note)}}
	}
	return list
}

func (p Party) holders(role Role, why string) []Signer {
	var list []Signer
	for _, person := range p.People {
		if slices.Contains(person.Roles, role) {
			list = append(list, Signer{Person: person.ID, Party: p.ID, Why: why})
		}
	}
	return list
}

// Signs reports whether a person signs for a party.
func (s Spec) Signs(person string) bool {
	return slices.ContainsFunc(s.Signers(), func(one Signer) bool { return one.Person == person })
}

// Signers lists who signs for all parties, by party.
func (s Spec) Signers() []Signer {
	var list []Signer
	for _, p := range s.Parties {
		list = append(list, p.Signers("")...)
	}
	return list
}
