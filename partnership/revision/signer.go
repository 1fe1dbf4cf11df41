package revision

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// Signer is somebody who has to sign a change.
type Signer struct {
	Person string `json:"person"` // empty when the party has nobody who could sign
	Party  string `json:"party"`
	Why    string `json:"why"`
}

// Signers lists who has to sign the changes, by party. A material change
// touches every party, even when it stands in the block of one: domain 4.3
// wants all parties, and by 4.12 all signatories of a touched party sign. What
// is not material needs nobody. A party that the new spec no longer has signs
// too, through those who signed for it; where a party has no signatory its
// leads stand in.
func Signers(old, new partnership.Spec, changes []Change) []Signer {
	if !slices.ContainsFunc(changes, func(c Change) bool { return c.Material }) {
		return nil
	}
	var signers []Signer
	for _, p := range merge(old.Parties, new.Parties, func(p partnership.Party) string { return p.ID }) {
		if p.new != nil {
			signers = append(signers, signersOf(*p.new, "")...)
		} else {
			signers = append(signers, signersOf(*p.old, ", which leaves")...)
		}
	}
	return signers
}

// signersOf lists who signs for a party. A party without anybody who could is
// there all the same, so that nobody takes silence for consent.
func signersOf(p partnership.Party, note string) []Signer {
	list := holders(p, partnership.RoleSignatory, fmt.Sprintf("signatory of %s%s", p.ID, note))
	if len(list) == 0 {
		list = holders(p, partnership.RoleLead, fmt.Sprintf("lead of %s%s, which has no signatory", p.ID, note))
	}
	if len(list) == 0 {
		list = []Signer{{Party: p.ID, Why: fmt.Sprintf("nobody can sign for %s%s: it has neither signatory nor lead", p.ID, note)}}
	}
	return list
}

func holders(p partnership.Party, role partnership.Role, why string) []Signer {
	var list []Signer
	for _, person := range p.People {
		if slices.Contains(person.Roles, role) {
			list = append(list, Signer{Person: person.ID, Party: p.ID, Why: why})
		}
	}
	return list
}
