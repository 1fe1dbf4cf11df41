package agreement

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// stage is how far it has come (domain 4.3).
func (a *Agreement) stage() string {
	switch {
	case a.Decided != "":
		return string(a.Decided)
	case a.Paused():
		return "paused"
	case a.begun():
		return StageSigning
	default:
		return StageUnderstanding
	}
}

func (a *Agreement) attributes() procedure.Attributes {
	attributes := procedure.Attributes{Stage: a.stage(), DueAt: a.Understanding.LastDue()}
	if a.begun() {
		attributes.DueAt = a.Signing.LastDue()
	}
	return attributes
}

// shown is what the partnership shows of it.
func (a *Agreement) shown(now time.Time) *procedure.Shown {
	open := a.Understanding.Open(now)
	if a.begun() {
		open = a.Signing.Open(now)
	}
	if a.Decided != "" {
		open = nil
	}
	return &procedure.Shown{Stage: a.stage(), Line: a.line(now), Open: open, Outcome: a.Decided, Over: a.Decided != ""}
}

// line says what an admin must know: who has not signed, since when, and what comes next.
func (a *Agreement) line(now time.Time) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	switch {
	case a.Decided == procedure.OutcomeDeclined:
		add("%s: %s", a.name(a.Reason.By), a.Reason.Text)
	case a.Decided != "":
	case len(a.Signers) < 2:
		add("not every party has somebody who could sign: name a signatory or a lead of each")
	case !a.begun():
		add("asked whether the terms are clear; the signing follows")
	default:
		for _, s := range a.unsigned() {
			add("%s has not signed%s", s.Name, a.since(s.Person))
		}
		if !a.LateAt.IsZero() && !now.Before(a.LateAt) {
			add("late since %s", procedure.Local(a.LateAt, ""))
		}
		if !a.ExpiresAt.IsZero() {
			add("given up on %s", procedure.Local(a.ExpiresAt, ""))
		}
	}
	if a.held(now) && a.Decided == "" {
		add("the clock stands still for a question until %s", procedure.Local(a.HeldUntil, ""))
	}
	return strings.Join(parts, "; ")
}

// since says when somebody was asked.
func (a *Agreement) since(person string) string {
	for _, one := range a.Signing.Asks {
		if one.Person == person && one.Arrived() {
			return ", asked " + one.AskedAt()
		}
	}
	return ", not asked yet"
}

func (a *Agreement) name(person string) string {
	if s := a.signer(person); s != nil {
		return s.Name
	}
	return person
}

// card shows the revision to admins.
func (a *Agreement) card(now time.Time) string {
	what := "Agreement"
	if a.Amends != "" {
		what = "Amendment"
	}
	intro := fmt.Sprintf("%s of partnership `%s`, revision **%s** (text `%s`): **%s**", what, a.Slug, card.Cell(a.Occasion.Name), procedure.Charter(a.Spec), a.stage())
	if line := a.line(now); line != "" {
		intro += "\n\n" + card.Escape(line) + "\n"
	}
	signers := card.Section{Title: "Signatures", Noun: "signatories"}
	for _, s := range a.Signers {
		state := "not yet"
		if !s.SignedAt.IsZero() {
			state = "signed " + procedure.Local(s.SignedAt.In(a.Occasion.At.Location()), "")
		}
		signers.Rows = append(signers.Rows, card.Item(fmt.Sprintf("%s for %s: %s", card.Cell(s.Name), card.Cell(s.PartyName), state)))
	}
	return card.Render(intro, card.Sections(
		signers, card.People("Do they sign?", a.Signing.Standing(now)), card.People("Are the terms clear?", a.Understanding.Standing(now)),
	)...)
}
