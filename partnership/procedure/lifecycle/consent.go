package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// Consent is how far the parties have come with agreeing to what is declared.
type Consent struct {
	// Revision counts how often they were asked.
	Revision int `json:"revision,omitempty"`
	// At is when all had signed, or when it was put on record that they had elsewhere.
	At time.Time `json:"at,omitzero"`
	// Late says that the first day had passed by then: what lay before is not asked.
	Late bool `json:"late,omitempty"`
	// Outcome is how the latest revision ended, if nobody is asked now and not all have
	// signed, and Line says so in words.
	Outcome procedure.Outcome `json:"outcome,omitempty"`
	Line    string            `json:"line,omitempty"`
}

// consented reports whether the parties have agreed. A spec without an agreement is of a
// partnership in which nobody is asked.
func (p *Partnership) consented() bool {
	return p.Declared.Agreement == nil || !p.Consent.At.IsZero()
}

// lives reports whether the partnership has begun and has not ended.
func (p *Partnership) lives() bool {
	return p.runs() || p.Phase == PhaseSuspended && p.consented()
}

// signing is the place of the procedure that asks for signatures, -1 if none does.
func (p *Partnership) signing() int {
	return slices.IndexFunc(p.Running, func(r Running) bool { return r.Type == procedure.Agreement && r.waits() })
}

// consent asks for the agreement of all parties as soon as the first agenda is there, or
// puts on record that they gave it elsewhere.
func (p *Partnership) consent(out *procedure.Out, now time.Time) {
	asks := p.Phase == PhaseProposed || p.Phase == PhaseSigning
	switch {
	case p.proposes() && now.Before(p.Agenda.EndsAt):
		p.beginAmendment(out, now)
	case p.consented() || !asks || p.Agenda.StartsAt.IsZero() || !now.Before(p.Agenda.EndsAt):
	case p.Declared.Agreement.Elsewhere():
		if now.Before(p.signsOn()) {
			return
		}
		declared := p.Declared.Agreement
		p.signedElsewhere(out, now, declared.SignedOn, declared.Reference)
		p.Consent.At, p.Consent.Outcome, p.Consent.Line = now, "", ""
		if p.Phase == PhaseSigning {
			p.enter(out, PhaseProposed, now, string(PhaseProposed), fmt.Sprintf("%.12s", p.Digest))
		}
	case p.signing() < 0 && p.Consent.Outcome == "":
		p.beginAgreement(out, now)
	}
}

// signsOn is the beginning of the day on which it was, or is to be, signed elsewhere; zero
// where it is signed by mail.
func (p *Partnership) signsOn() time.Time {
	if p.consented() || !p.Declared.Agreement.Elsewhere() {
		return time.Time{}
	}
	return cadence.In(p.Declared.Agreement.SignedOn, cadence.Clock{}, p.Agenda.StartsAt.Location())
}

// signedElsewhere puts on record that all parties signed elsewhere what is declared.
func (p *Partnership) signedElsewhere(out *procedure.Out, now time.Time, on cadence.Date, reference string) {
	how, declared := " elsewhere", ""
	if !on.IsZero() {
		how, declared = how+" on "+on.String(), ", as declared"
	}
	if reference != "" {
		how += ": " + reference
	}
	how += declared
	for _, party := range p.Declared.Parties {
		out.Record(procedure.Entry{
			At: now, Workflow: p.Declared.Slug, Kind: procedure.EntrySignature, Outcome: procedure.OutcomeSigned, Text: party.ID + " signed" + how,
			Signature: &procedure.Signature{
				Party: party.ID, Spec: p.Digest, Charter: procedure.Charter(p.Digest), At: now, Method: procedure.SignedElsewhere,
				SignedOn: on, Reference: reference,
			},
		}, "elsewhere", party.ID, fmt.Sprintf("%.12s", p.Digest))
	}
}

// beginAgreement puts what is declared before everybody who signs.
func (p *Partnership) beginAgreement(out *procedure.Out, now time.Time) {
	p.Consent.Revision++
	name := strconv.Itoa(p.Consent.Revision)
	if p.Phase != PhaseSigning {
		p.enter(out, PhaseSigning, now, string(PhaseSigning), name)
	}
	p.askToSign(out, procedure.Brief{}, now)
}

// askToSign begins the procedure of the latest revision.
func (p *Partnership) askToSign(out *procedure.Out, b procedure.Brief, now time.Time) {
	b.Occasion = procedure.Occasion{
		Type: procedure.Agreement, Noun: procedure.NounAgreement, Name: strconv.Itoa(p.Consent.Revision), Date: cadence.DateOf(p.here(now)).String(), At: p.here(now),
		Closes: p.Agenda.EndsAt, Until: p.Agenda.EndsAt, Agreed: true,
	}
	p.beginWith(out, b, now)
	p.Running[len(p.Running)-1].Agreed = false // a pause holds it
}

// followAgreement takes how the signing came out, and reports whether a new agenda has to
// come first.
func (p *Partnership) followAgreement(out *procedure.Out, c procedure.Course, from string, now time.Time) (waits bool) {
	p.put(c)
	line := ""
	for i := range p.Running {
		if r := &p.Running[i]; r.Workflow == from {
			r.Until, line = now, r.Shown.Line
		}
	}
	latest := c.Name == strconv.Itoa(p.Consent.Revision)
	switch {
	case !latest || p.Phase == PhaseClosed:
		return false
	case p.consented():
		return p.followAmendment(out, c.Outcome, line, now)
	case c.Outcome == procedure.OutcomeSigned:
		return p.inForce(out, now)
	case c.Outcome != procedure.OutcomeWithdrawn:
		p.Consent.Outcome, p.Consent.Line = c.Outcome, line
	}
	return false
}

// inForce begins the partnership once all have signed, or has it wait for its first day.
// Everything counts from now: what lay before is neither asked nor late.
func (p *Partnership) inForce(out *procedure.Out, now time.Time) (waits bool) {
	p.Consent.At, p.Consent.Late = now, now.After(p.Agenda.StartsAt)
	if p.Phase == PhaseSuspended { // the end of the pause goes on from here
		return false
	}
	phase := PhaseProposed
	if !now.Before(p.Agenda.StartsAt) {
		phase = PhaseActive
	}
	p.enter(out, phase, now, string(phase), "signed")
	p.Agenda.Occasions, p.Agenda.Complete = nil, true
	out.Add(p.plan(now, !p.begunAny()))
	return true
}

// overtaken reports whether a day passed before all had signed.
func (p *Partnership) overtaken(day string) bool {
	return p.Consent.Late && day < cadence.DateOf(p.here(p.Consent.At)).String()
}

// putsBefore reports whether milestones whose days passed before all had signed are put
// before those who lead, for new days: nobody is asked whether they are done by then, or
// late with them.
func (p *Partnership) putsBefore() bool { return p.Rules >= 2 }

// reconsent has the parties asked anew where a changed spec changes what they are asked to
// agree to, or asked no more where they have agreed elsewhere.
func (p *Partnership) reconsent(out *procedure.Out, old partnership.Spec, now time.Time) {
	if p.consented() {
		return
	}
	anew := revision.Material(revision.Compare(old, p.Declared)) || !sameSigners(old, p.Declared)
	if i := p.signing(); i >= 0 && (anew || p.Declared.Agreement.Elsewhere()) {
		why := procedure.VoidAmended
		if p.Declared.Agreement.Elsewhere() {
			why = procedure.VoidElsewhere
		}
		p.order(out, p.Running[i].Workflow, procedure.Order{Kind: procedure.OrderWithdraw, Reason: why}, now)
		p.Running = slices.Delete(p.Running, i, i+1)
	}
	if anew || !sameTimes(old.Agreement, p.Declared.Agreement) {
		p.Consent.Outcome, p.Consent.Line = "", ""
	}
}

// sameSigners reports whether the same people sign for the same parties.
func sameSigners(a, b partnership.Spec) bool {
	who := func(s partnership.Signer) string { return s.Party + "/" + s.Person }
	return slices.EqualFunc(a.Signers(), b.Signers(), func(x, y partnership.Signer) bool { return who(x) == who(y) })
}

func sameTimes(a, b *partnership.Agreement) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Understanding == b.Understanding && a.Signing == b.Signing && a.Expires == b.Expires && a.SignedOn == b.SignedOn && slices.Equal(a.Remind, b.Remind)
}

// checkBegin refuses to ask for signatures again where they are still asked for, or given.
func (p *Partnership) checkBegin(cmd procedure.Command) error {
	slug := p.Declared.Slug
	outcome := p.Consent.Outcome
	if p.Proposed != nil {
		outcome = p.Proposed.Outcome
	}
	switch {
	case p.consented() && p.Proposed == nil:
		return fmt.Errorf("begin agreement of %s: all parties have agreed already", slug)
	case outcome == "":
		return fmt.Errorf("begin agreement of %s: signatures are being asked for; send reminders as you like, or apply a changed spec", slug)
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`begin agreement of %s: say why in "reason"; it is kept in the journal`, slug)
	}
	return nil
}

// resolvesRemark lets the signing know that what somebody found unclear has its answer.
func (p *Partnership) resolvesRemark(out *procedure.Out, facts []procedure.Fact, now time.Time) {
	i := p.signing()
	if i < 0 {
		return
	}
	for _, f := range facts {
		_, item, found := strings.Cut(f.Of, "/"+procedure.NounAgreement+"-")
		if f.Kind == procedure.FactMet && found {
			p.order(out, p.Running[i].Workflow, procedure.Order{Kind: procedure.OrderMet, Item: procedure.NounAgreement + "-" + item}, now)
		}
	}
}

// consentWords say at a glance who has not signed, or why nobody is asked any more.
func (p *Partnership) consentWords() string {
	switch i := p.signing(); {
	case p.Proposed != nil:
		return p.amendmentWords()
	case p.consented() || p.Phase == PhaseClosed || p.Phase == PhaseDiscovery:
		return ""
	case i >= 0 && p.Running[i].Shown.Line != "":
		return "Nothing runs before all have signed: " + p.Running[i].Shown.Line + "."
	case p.Consent.Outcome != "":
		words := "Not signed: revision " + strconv.Itoa(p.Consent.Revision) + " was " + string(p.Consent.Outcome)
		if p.Consent.Line != "" {
			words += " (" + p.Consent.Line + ")"
		}
		return words + ". Apply changed terms, or send the update `begin-agreement`."
	case p.Declared.Agreement.Elsewhere():
		return "Declared as signed on " + p.Declared.Agreement.SignedOn.String() + ", which is to come: nothing runs before."
	default:
		return "Nothing runs before all have signed."
	}
}
