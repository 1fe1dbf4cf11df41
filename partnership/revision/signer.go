package revision

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// Signers lists who has to sign the changes, by party. A material change
// touches every party, even when it stands in the block of one: domain 4.3
// wants all parties, and by 4.12 all signatories of a touched party sign. What
// is not material needs nobody. A party that the new spec no longer has signs
// too, through those who signed for it; where a party has no signatory its
// leads stand in.
func Signers(old, new partnership.Spec, changes []Change) []partnership.Signer {
	if !Material(changes) {
		return nil
	}
	var signers []partnership.Signer
	for _, p := range merge(old.Parties, new.Parties, func(p partnership.Party) string { return p.ID }) {
		if p.new != nil {
			signers = append(signers, p.new.Signers("")...)
		} else {
			signers = append(signers, p.old.Signers(", which leaves")...)
		}
	}
	return signers
}

// Material reports whether one of the changes touches what the parties agreed.
func Material(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Material })
}

// Unsigned finds a party that has a signatory and would have none by the new spec, though
// it stays.
func Unsigned(old, new partnership.Spec) (partnership.Party, bool) {
	for _, p := range merge(old.Parties, new.Parties, func(p partnership.Party) string { return p.ID }) {
		if p.old == nil || p.new == nil {
			continue
		}
		_, had := p.old.With(partnership.RoleSignatory)
		if _, has := p.new.With(partnership.RoleSignatory); had && !has {
			return *p.new, true
		}
	}
	return partnership.Party{}, false
}
