package config

import "github.com/rapport-engine/rapport/partnership"

// lint reports how well a compiled partnership is declared, at the places that
// the findings speak of.
func (s *scope) lint(spec partnership.Spec) {
	for _, f := range s.linter.Check(spec) {
		s.report(lintCodes()[f.ID], s.locate(f.Path), "%s", f.Detail)
	}
}
