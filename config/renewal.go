package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type renewalDecl struct {
	header
	Before, Window field[cadence.Span]
}

func (r *renewalDecl) schema() schema {
	usual := partnership.UsualRenewal()
	return schema{
		doc: "When whoever leads a party is asked whether the partnership goes on after its last day. Without the block it is asked in the usual times, unless that is in the first half of the term. Only a yes of all proposes a later last day; silence lets it end.",
		attributes: []attribute{
			{name: "before", standard: quoted(usual.Before), value: length(&r.Before), doc: "How long before the end of the last day the first question goes out."},
			{name: "window", standard: quoted(usual.Window), value: length(&r.Window), doc: "How long they have each time: to say what they see, and then to decide."},
		},
	}
}

// check has both questions over before the last day is near.
func (r *renewalDecl) check(s *scope) {
	usual := partnership.UsualRenewal()
	before, window := r.Before.or(usual.Before), r.Window.or(usual.Window)
	if before.Minutes() <= 2*window.Minutes() {
		at := r.Before.at
		if !r.Before.set {
			at = r.Window.at
		}
		s.report(codeEndsEarly, r.at(at), "It is asked twice, each time for %s, and that takes longer than the %s before the last day. Choose a longer time for \"before\", or a shorter one for \"window\".", window, before)
		return
	}
	if term := s.root; term.Start.set && term.End.set && term.Start.value.Before(term.End.value) {
		days := term.Start.value.DaysUntil(term.End.value) + 1
		if r.Before.set && before.Minutes() >= days*dayMinutes {
			s.report(codeEndsEarly, r.at(r.Before.at), "%s before the last day lies before the first one. Choose a shorter time.", before)
		}
	}
}

func (r *renewalDecl) compile() *partnership.Renewal {
	return &partnership.Renewal{Before: r.Before.value, Window: r.Window.value}
}
