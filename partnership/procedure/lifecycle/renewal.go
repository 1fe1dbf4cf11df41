package lifecycle

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// termDays are how many days before the last one the leads are told that the term ends, 0
// for never, and from when on it ends. Whoever is asked whether to go on, or has said so,
// needs no mail that asks them to talk about it; and while all but the signatures is there,
// the end waits until a week before people look back.
func (p *Partnership) termDays() (tell, end int) {
	switch {
	case p.prolongs() != "":
		return endsBefore, shortBefore
	case p.renewing():
		return 0, shortBefore
	case p.renewed():
		return 0, endsBefore
	default:
		return toldBefore, endsBefore
	}
}

// prolongs is the later last day that was decided on and that not all have signed yet; empty
// without one. What somebody will not sign is decided no more.
func (p *Partnership) prolongs() string {
	if p.Proposed != nil && p.Declared.End.Before(p.Proposed.Spec.End) {
		if p.Proposed.Outcome != "" {
			return ""
		}
		return p.Proposed.Spec.End.String()
	}
	for _, a := range p.Amendments {
		if a.Kind == procedure.AmendsTerm {
			return a.End
		}
	}
	return ""
}

// renewing reports whether people are asked whether they go on after the last day, or will be.
func (p *Partnership) renewing() bool {
	running := func(r Running) bool { return p.ofRenewal(r.Type, r.Name, r.Terms) && r.waits() }
	declared := func(r procedure.Rhythm) bool { return p.ofRenewal(r.Type, r.Name, r.Terms) }
	return slices.ContainsFunc(p.Running, running) || !p.renewed() && slices.ContainsFunc(p.Agenda.Declared, declared)
}

// ofRenewal reports whether something is the review in which it is decided whether to go on
// after this last day.
func (p *Partnership) ofRenewal(t procedure.Type, name, terms string) bool {
	return t == procedure.Review && name == partnership.RenewalName && terms == p.term()
}

// renewed reports whether people were asked.
func (p *Partnership) renewed() bool { return p.Leaving.Asked == p.term() }
