package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// Proposed is a changed spec of a partnership that is in force: it takes effect when all
// who sign have signed what it changes. Until then the parties go by what they agreed on
// before (procedures 4).
type Proposed struct {
	Spec   partnership.Spec `json:"spec"`
	Digest string           `json:"digest"`
	// Changes is how many changes wait, and Since when they were proposed.
	Changes int       `json:"changes"`
	Since   time.Time `json:"since"`
	// Outcome is how the signing ended, if nobody is asked any more, and Line says so in
	// words.
	Outcome procedure.Outcome `json:"outcome,omitempty"`
	Line    string            `json:"line,omitempty"`
}

// Applied says what became of a spec that was applied. Values are written into histories.
type Applied string

// What can become of it.
const (
	AppliedWhole     Applied = "changed"   // all of it is in force
	AppliedNothing   Applied = "unchanged" // it is in force, or proposed, already
	AppliedInPart    Applied = "part"      // the rest waits for signatures
	AppliedProposed  Applied = "proposed"  // all of it waits for signatures
	AppliedTakenBack Applied = "withdrawn" // it is in force, and what was proposed is not any more
)

func (a Applied) answer(out *procedure.Out) { out.Add(procedure.Respond{Text: string(a)}) }

// binds reports whether what is declared was agreed on, so that nobody changes it alone.
func (p *Partnership) binds() bool {
	return p.Declared.Agreement != nil && p.consented() && p.Phase != PhaseSigning && p.Phase != PhaseClosed
}

// proposes reports whether people are to be asked for an amendment and are not yet.
func (p *Partnership) proposes() bool {
	return p.Proposed != nil && p.Proposed.Outcome == "" && p.signing() < 0 && p.Phase != PhaseSuspended
}

// apply takes a changed spec: what is immaterial at once, and the rest when all have
// signed. It reports whether nothing else can be decided before a new agenda is there.
func (p *Partnership) apply(out *procedure.Out, cmd procedure.Command, now time.Time) (waits bool) {
	spec, digest := *cmd.Spec, cmd.Spec.Digest()
	agreed := cmd.Consent != "" || p.agreedElsewhere(spec)
	switch {
	case p.Proposed == nil && digest == p.Digest:
		AppliedNothing.answer(out)
		return false
	case p.Proposed != nil && digest == p.Proposed.Digest && !agreed:
		AppliedNothing.answer(out)
		out.Add(procedure.Keep{Spec: p.Declared}) // what was put beside it is not in force
		return false
	case !p.binds():
		AppliedWhole.answer(out)
		p.amend(out, spec, now)
		return true
	}
	atOnce, rest := revision.Halves(p.Declared, spec)
	switch {
	case len(rest) == 0:
		return p.applyAlone(out, spec, now)
	case agreed:
		AppliedWhole.answer(out)
		p.withdrawProposed(out, procedure.VoidElsewhere, now)
		p.adopt(out, spec, now)
		p.consentedElsewhere(out, cmd.Consent, now)
		return true
	}
	if waits = atOnce.Digest() != p.Digest; waits {
		AppliedInPart.answer(out)
		p.adopt(out, atOnce, now)
	} else {
		AppliedProposed.answer(out)
		out.Add(procedure.Keep{Spec: p.Declared}) // what was put beside it is not in force
	}
	p.proposeSpec(out, spec, len(rest), now)
	return waits
}

// applyAlone adopts what needs no signature. What was proposed is part of it no more.
func (p *Partnership) applyAlone(out *procedure.Out, spec partnership.Spec, now time.Time) (waits bool) {
	if p.Proposed != nil {
		AppliedTakenBack.answer(out)
		p.withdrawProposed(out, procedure.VoidTakenBack, now)
	} else {
		AppliedWhole.answer(out)
	}
	p.adopt(out, spec, now)
	return true
}

// adopt goes by a spec that may not be the one that was applied. Where it goes by it
// already, it is the latest again.
func (p *Partnership) adopt(out *procedure.Out, spec partnership.Spec, now time.Time) {
	out.Add(procedure.Keep{Spec: spec})
	p.amend(out, spec, now)
}

// agreedElsewhere reports whether a changed spec says itself that all have signed it.
func (p *Partnership) agreedElsewhere(spec partnership.Spec) bool {
	if spec.Agreement == nil || !spec.Agreement.Elsewhere() || p.Declared.Agreement == nil {
		return false
	}
	return p.Declared.Agreement.SignedOn.Before(spec.Agreement.SignedOn)
}

// consentedElsewhere puts on record how all agreed to what has just been adopted.
func (p *Partnership) consentedElsewhere(out *procedure.Out, how string, now time.Time) {
	if how != "" {
		p.signedElsewhere(out, now, cadence.Date{}, strings.Join(strings.Fields(how), " "))
		return
	}
	p.signedElsewhere(out, now, p.Declared.Agreement.SignedOn, p.Declared.Agreement.Reference)
}

// proposeSpec has people asked for what waits. Where the same waits already it goes on, with
// all that has changed beside it.
func (p *Partnership) proposeSpec(out *procedure.Out, spec partnership.Spec, changes int, now time.Time) {
	old := p.Proposed
	same := old != nil && !revision.Material(revision.Compare(old.Spec, spec)) && sameSigners(old.Spec, spec)
	if same {
		changed := procedure.Order{Kind: procedure.OrderAmended, Spec: spec.Digest(), Amends: p.Digest, People: procedure.ChangedPeople(old.Spec, spec), Heads: procedure.HeadsOf(spec), Reach: p.reach()}
		old.Spec, old.Digest, old.Changes = spec, changed.Spec, changes
		if i := p.signing(); i >= 0 {
			p.order(out, p.Running[i].Workflow, changed, now)
		}
		return
	}
	p.withdrawProposed(out, procedure.VoidAmended, now)
	p.Proposed = &Proposed{Spec: spec, Digest: spec.Digest(), Changes: changes, Since: now}
	p.tellOfPeople(out, p.Declared, spec, now)
	p.record(out, now, procedure.EntryCommand, procedure.Counted(changes, "change")+" of what was agreed waits for signatures", fmt.Sprintf("%.12s", p.Proposed.Digest))
}

// beginAmendment puts what is proposed before everybody who signs.
func (p *Partnership) beginAmendment(out *procedure.Out, now time.Time) {
	p.Consent.Revision++
	p.askToSign(out, procedure.Brief{Spec: p.Proposed.Digest, Amends: p.Digest}, now)
}

// withdrawProposed asks nobody any more for what was proposed.
func (p *Partnership) withdrawProposed(out *procedure.Out, why string, now time.Time) {
	if p.Proposed == nil {
		return
	}
	p.Proposed = nil
	i := p.signing()
	if i < 0 {
		return
	}
	p.order(out, p.Running[i].Workflow, procedure.Order{Kind: procedure.OrderWithdraw, Reason: why}, now)
	p.recall(now, p.Running[i].Title+" was withdrawn: the amendment is not asked for any more")
	p.Running = slices.Delete(p.Running, i, i+1)
}

// followAmendment takes how the signing of an amendment came out, and reports whether a
// new agenda has to come first.
func (p *Partnership) followAmendment(out *procedure.Out, o procedure.Outcome, line string, now time.Time) (waits bool) {
	switch {
	case p.Proposed == nil, o == procedure.OutcomeWithdrawn:
		return false
	case o != procedure.OutcomeSigned:
		p.Proposed.Outcome, p.Proposed.Line = o, line
		return false
	}
	spec := p.Proposed.Spec
	p.Proposed = nil
	p.adopt(out, spec, now)
	return true
}

// askAgain has whatever was not signed asked for once more.
func (p *Partnership) askAgain() {
	if p.Proposed != nil {
		p.Proposed.Outcome, p.Proposed.Line = "", ""
		return
	}
	p.Consent.Outcome, p.Consent.Line = "", ""
}

// acceptsAmendment refuses a change that nobody could agree to, or that was planned while
// another amendment was open.
func (p *Partnership) acceptsAmendment(cmd procedure.Command) error {
	if !p.binds() {
		return nil
	}
	slug, spec := p.Declared.Slug, *cmd.Spec
	if party, gone := revision.Unsigned(p.Declared, spec); gone {
		return fmt.Errorf("apply spec of %q: %s", slug, UnsignedWords(party))
	}
	if p.Proposed == nil || cmd.Planned == "" || cmd.Proposed == p.Proposed.Digest || spec.Digest() == p.Proposed.Digest {
		return nil
	}
	return &procedure.Refusal{Code: procedure.RefusalMoved, Text: fmt.Sprintf(
		"apply spec of %q: another amendment was proposed since the plan was made; plan again and look at the changes", slug)}
}

// UnsignedWords say why a change is refused that takes a party's last signatory.
func UnsignedWords(party partnership.Party) string {
	return fmt.Sprintf("party %s would have nobody left who signs for it; name its next signatory in the same change", party.ID)
}

// amendmentWords say at a glance who has not signed an amendment, or why nobody is asked
// any more.
func (p *Partnership) amendmentWords() string {
	a, i := p.Proposed, p.signing()
	what := procedure.Counted(a.Changes, "change") + " of what was agreed"
	since := " since " + p.here(a.Since).Format("2 Jan 2006")
	switch {
	case a.Outcome != "":
		words := "An amendment was " + string(a.Outcome)
		if a.Line != "" {
			words += " (" + a.Line + ")"
		}
		return words + ": what was agreed before holds. Apply other terms, or send the update `begin-agreement`."
	case i >= 0 && p.Running[i].Shown.Line != "":
		return "An amendment (" + what + ") waits for signatures" + since + ": " + p.Running[i].Shown.Line + "."
	default:
		return "An amendment (" + what + ") waits for signatures" + since + "."
	}
}

// Waits lists what of a changed spec would wait until all have signed it; nothing where
// nobody is asked.
func (p *Partnership) Waits(spec partnership.Spec) []revision.Change {
	if !p.binds() || p.agreedElsewhere(spec) {
		return nil
	}
	_, rest := revision.Halves(p.Declared, spec)
	return rest
}

// Refuses says why a changed spec cannot be adopted at all; nil if it can.
func (p *Partnership) Refuses(spec partnership.Spec) error {
	return p.acceptsAmendment(procedure.Command{Spec: &spec})
}

// ProposedWords are what a status and a plan say of an amendment; empty without one.
func (p *Partnership) ProposedWords() string {
	if p.Proposed == nil {
		return ""
	}
	return p.amendmentWords()
}
