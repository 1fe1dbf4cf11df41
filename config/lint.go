package config

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/lint"
)

// judgement is a finding of lint at its place.
type judgement struct {
	rule   lint.ID
	at     hcl.Range
	detail string
}

// lint reports how well a compiled partnership is declared, at the places that
// the findings speak of. What partnerships of one declaration have in common is
// said once.
func (s *scope) lint(spec partnership.Spec) {
	for _, f := range lint.Check(spec) {
		at := s.locate(f.Path)
		found := judgement{f.ID, at.at, f.Detail}
		if s.judged[found] {
			continue
		}
		s.judged[found] = true
		s.report(lintCodes()[f.ID], at, "%s", f.Detail)
	}
}
