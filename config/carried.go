package config

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
)

// notCarriedOut says of what a spec declares beyond what this version does, once
// for each kind of block, at the first one, so that nothing declared is ignored
// in silence. Partnerships that share a declaration share the finding.
func (s *scope) notCarriedOut(spec partnership.Spec) {
	for _, f := range spec.NotCarriedOut() {
		var at place
		if !s.full(Info) {
			at = s.earliest(f.Paths)
			if s.told[at.at] {
				continue
			}
			s.told[at.at] = true
		}
		s.report(codeNotCarriedOut, at,
			"Kept and shown in plans, but this version does not carry out all of %q yet: %s.%s",
			f.Block, f.Missing, howMany(f.Count))
	}
}

// earliest is the first place in the files that one of the paths leads to.
func (s *scope) earliest(paths []partnership.Path) place {
	var all []place
	for _, p := range paths {
		all = append(all, s.locate(p))
	}
	return slices.MinFunc(all, func(a, b place) int { return firstInFiles(a.at, b.at) })
}

// firstInFiles orders ranges as they stand in the files.
func firstInFiles(a, b hcl.Range) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Start.Byte, b.Start.Byte))
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
