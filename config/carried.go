package config

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
)

// notCarriedOut says of what a spec declares beyond what this version does, once
// for each kind of block, at the first one, so that nothing declared is ignored
// in silence. Partnerships that share a declaration share the finding.
func (s *scope) notCarriedOut(spec partnership.Spec) {
	for _, f := range spec.NotCarriedOut() {
		var at place
		if !s.full() {
			at = s.locate(f.Paths[0])
			if s.told[at.at] {
				continue
			}
			s.told[at.at] = true
		}
		s.report(codeNotCarriedOut, at,
			"This version does not carry out all of %q yet: %s. It is read, checked, kept in the spec and shown in plans.%s",
			f.Block, f.Missing, howMany(f.Count))
	}
}

// howMany says for how many more declarations a finding stands.
func howMany(n int) string {
	switch n {
	case 1:
		return ""
	case 2:
		return " The same holds for one more."
	default:
		return fmt.Sprintf(" The same holds for %d more.", n-1)
	}
}
