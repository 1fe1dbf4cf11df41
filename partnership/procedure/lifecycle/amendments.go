package lifecycle

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// keepAmendments keeps changes of the spec that were decided. Whoever writes the spec takes them
// in; a newer one of a goal takes the place of an older one.
func (p *Partnership) keepAmendments(out *procedure.Out, list []procedure.Amendment, now time.Time) {
	for _, a := range list {
		if !p.concerns(a) {
			continue
		}
		p.Amendments = slices.DeleteFunc(p.Amendments, a.Replaces)
		if a.Void {
			p.record(out, now, procedure.EntryPhase, a.From+" wants the spec changed no more", a.ID, "void")
			continue
		}
		p.Amendments = append(p.Amendments, a)
		p.record(out, now, procedure.EntryPhase, fmt.Sprintf("%s wants the spec changed: %s %s", a.From, a.Verb(), a.Subject()), a.ID)
	}
}

// concerns reports whether the spec still has what a change is of.
func (p *Partnership) concerns(a procedure.Amendment) bool {
	switch a.Kind {
	case procedure.AmendsGoal, procedure.AmendsDay:
		return slices.ContainsFunc(p.Declared.Goals, func(g partnership.Goal) bool { return g.ID == a.Goal })
	case procedure.AmendsTerm:
		return a.End > p.term()
	case procedure.AmendsParty, procedure.AmendsSigner:
		return declaresParty(p.Declared, a.Party)
	case procedure.AmendsRules:
		return true
	default:
		return false // of a newer program
	}
}

func declaresParty(spec partnership.Spec, id string) bool {
	return slices.ContainsFunc(spec.Parties, func(party partnership.Party) bool { return party.ID == id })
}

// takeIn forgets changes of what an adopted spec declares in another way.
func (p *Partnership) takeIn(old partnership.Spec) {
	p.Amendments = slices.DeleteFunc(p.Amendments, func(a procedure.Amendment) bool {
		switch a.Kind {
		case procedure.AmendsTerm:
			return old.End != p.Declared.End
		case procedure.AmendsParty:
			return !declaresParty(p.Declared, a.Party)
		case procedure.AmendsSigner:
			return !slices.Equal(signersOf(old, a.Party), signersOf(p.Declared, a.Party))
		case procedure.AmendsRules:
			return !bytes.Equal(rulesOf(old), rulesOf(p.Declared))
		default:
		}
		return !bytes.Equal(goalOf(old, a.Goal), goalOf(p.Declared, a.Goal))
	})
}

// forgetParties forgets parties that have left and are not declared any more.
func (p *Partnership) forgetParties() {
	p.Leaving.Left = slices.DeleteFunc(p.Leaving.Left, func(party string) bool { return !declaresParty(p.Declared, party) })
}

// signersOf are the people who sign for a party.
func signersOf(spec partnership.Spec, party string) []string {
	var people []string
	for _, s := range spec.Signers() {
		if s.Party == party {
			people = append(people, s.Person)
		}
	}
	return people
}

// rulesOf is how the parties of a spec deal with each other, apart from what they want.
func rulesOf(spec partnership.Spec) []byte {
	return procedure.Encode(partnership.Spec{
		Principles: spec.Principles, Duties: spec.Duties, Areas: spec.Areas, Competing: spec.Competing, CheckIns: spec.CheckIns, Meetings: spec.Meetings,
		Reviews: spec.Reviews, Escalations: spec.Escalations, Corrections: spec.Corrections, Conflict: spec.Conflict, DecisionRules: spec.DecisionRules, Exit: spec.Exit,
	})
}

// goalOf is a goal as it is declared; nothing where it is not.
func goalOf(spec partnership.Spec, id string) []byte {
	i := slices.IndexFunc(spec.Goals, func(g partnership.Goal) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return procedure.Encode(spec.Goals[i])
}

// amending is the order to go on by a changed spec. A review hears which goals it has no
// more: nobody decides on those; an exit, which day is the last one; and all that ask those
// who lead, who does now.
func amending(r Running, changed procedure.Order, old, spec partnership.Spec) procedure.Order {
	switch r.Type {
	case procedure.Exit:
		changed.Day, changed.Heads = spec.End.String(), procedure.HeadsOf(spec)
	case procedure.Agreement, procedure.Review:
		changed.Heads = procedure.HeadsOf(spec)
	case procedure.Milestone:
		changed.Sides = changedSides(old, spec)
	case procedure.Meeting:
		changed.Convenes = convenes(spec, r.Name)
	default:
	}
	if r.Type != procedure.Review {
		return changed
	}
	for _, g := range old.Goals {
		if goalOf(spec, g.ID) == nil {
			changed.Goals = append(changed.Goals, g.ID)
		}
	}
	return changed
}

// changedSides are the parties and the ladders of a changed spec, where those are others than
// before.
func changedSides(old, spec partnership.Spec) *partnership.Spec {
	sides := procedure.Sides(spec)
	if bytes.Equal(procedure.Encode(procedure.Sides(old)), procedure.Encode(sides)) {
		return nil
	}
	return &sides
}

// amendmentSection shows what is to be taken into the spec.
func (p *Partnership) amendmentSection() card.Section {
	s := card.Section{Title: "To take into the spec", Noun: "changes"}
	for _, a := range p.Amendments {
		line := fmt.Sprintf("**%s** %s, decided by %s on %s", a.Verb(), card.Cell(a.Subject()), card.Cell(a.From), p.here(a.At).Format("2 Jan"))
		if a.Kind == procedure.AmendsGoal {
			line = fmt.Sprintf("**%s** goal `%s`, decided by %s on %s", a.Way, card.Cell(a.Goal), card.Cell(a.From), p.here(a.At).Format("2 Jan"))
		}
		if a.What != "" {
			line += ": " + card.Cell(a.What)
		}
		for _, w := range a.Said {
			line += "; " + card.Cell(p.name(w.By)+" wants changed: "+w.Text)
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	return s
}
