// Package agreement puts the terms of a partnership before the people whom they bind, and
// has them sign by mail: first it is asked whether the terms are clear and right, then
// everybody who signs for a party says SIGN or DECLINE. What one has signed counts when
// all have (procedures 4).
package agreement

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Type is the workflow type, and Noun the name of the kind.
const (
	Type = procedure.Agreement
	Noun = procedure.NounAgreement
)

// The mails that only agreements write.
const (
	TemplateCharter   procedure.Template = "charter"        // are the terms clear and right?
	TemplateSignature procedure.Template = "signature"      // do you sign them?
	TemplateLate      procedure.Template = "signature-late" // who has not signed yet
	TemplateVoid      procedure.Template = "signature-void" // what was asked or signed counts no more
	TemplateInForce   procedure.Template = "in-force"       // all have signed
	TemplateUnsigned  procedure.Template = "not-signed"     // it was declined, or its time is over
)

// The questions. The names are none that somebody types as a command.
const (
	QuestionClear   = "terms"
	QuestionUnclear = "remark"
	QuestionConsent = "consent" // SIGN alone answers it
	QuestionWho     = "who"     // who signs in the place of somebody
)

// The stages. Values are written into histories.
const (
	StageUnderstanding = "understanding"
	StageSigning       = "signing"
)

// Kind is all that the rest of the program knows of agreements.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: Type, Noun: Noun, New: begin,
		Blank: func() procedure.Procedure { return &Agreement{} },
		Commands: append([]procedure.CommandDoc{{
			Name:        procedure.AnswerFor,
			Description: `Enter whether somebody finds the terms clear and right; never a signature. {"person": "lars", "answers": [{"question": "terms", "value": "yes"}], "reason": "told on the phone"}`,
		}}, asking.Nudges()...),
		Templates: []procedure.Template{TemplateCharter, TemplateSignature, TemplateLate, TemplateActs, TemplateVoid, TemplateInForce, TemplateUnsigned},
		Asks:      []procedure.Template{TemplateCharter, TemplateSignature, TemplateActs},
		Alarms:    []procedure.Template{TemplateLate},
		Across:    procedure.Across{As: procedure.TemplateSignatures, Of: []procedure.Template{TemplateSignature, TemplateLate, TemplateVoid, TemplateInForce, TemplateUnsigned}},
		Items:     items(),
	}
}

func items() []partnership.CommandName {
	return []partnership.CommandName{partnership.CommandSign, partnership.CommandDecline, partnership.CommandWithdraw}
}

// Agreement is the state of one revision.
type Agreement struct {
	procedure.Base
	Occasion procedure.Occasion `json:"occasion"`
	// Amends is the digest of the spec in force, where what is signed changes one.
	Amends string `json:"amends,omitempty"`
	// Times are how long everything may take.
	Times partnership.Agreement `json:"times"`
	// Signers are who signs for each party, and Leads who speak for the parties.
	Signers []Signer        `json:"signers"`
	Leads   []asking.Member `json:"leads"`
	// Understanding are those who are asked whether the terms are clear; nobody where all
	// of them sign anyway. Signing are the signers, once that has begun.
	Understanding asking.Circle `json:"understanding,omitzero"`
	Signing       asking.Circle `json:"signing,omitzero"`
	// Remarks are what people find unclear. The clock stands still until HeldUntil, or
	// until all of them are answered.
	Remarks   []Remark  `json:"remarks,omitempty"`
	HeldUntil time.Time `json:"held_until,omitzero"`
	// SigningAt is when the signing has begun.
	SigningAt time.Time `json:"signing_at,omitzero"`
	// ExpiresAt is when the signing is given up, once it has begun and that was reckoned.
	ExpiresAt time.Time `json:"expires_at,omitzero"`
	// LateAt is when the time for signing is over; from then on the ladder is climbed.
	LateAt time.Time     `json:"late_at,omitzero"`
	Ladder ladder.Ladder `json:"ladder"`
	// Acts asks who acts for signatories who are not there.
	Acts []Acting `json:"acts,omitempty"`
	// Used are the Message-IDs of the mails that signed, also of what was taken back.
	Used []string `json:"used,omitempty"`
	// Reason is why somebody declined.
	Reason procedure.Words `json:"reason,omitzero"`
}

// Signer is somebody who signs for a party.
type Signer struct {
	asking.Member
	PartyName string `json:"party_name"`
	// Owes says that the ladder tells them, too, as long as they have not signed.
	Owes bool `json:"owes,omitempty"`
	// SignedAt is when they signed; zero: they have not.
	SignedAt time.Time `json:"signed_at,omitzero"`
	// Above is who is asked who acts when they are not there, and Waited that this was done.
	Above  string `json:"above,omitempty"`
	Waited bool   `json:"waited,omitempty"`
	// Speaks is the same person with all that a mail to them needs.
	Speaks asking.Member `json:"speaks,omitzero"`
}

// Acting is the question who acts for a signatory who is not there.
type Acting struct {
	For    string        `json:"for"` // a signatory
	Circle asking.Circle `json:"circle"`
	// Named says that somebody else was named.
	Named bool `json:"named,omitempty"`
}

// Remark is what somebody finds unclear or not right, and the item that it was made.
type Remark struct {
	Person   string `json:"person"`
	Item     string `json:"item"`
	Answered bool   `json:"answered,omitempty"`
}

func begin(spec partnership.Spec, b procedure.Brief) (procedure.Procedure, procedure.Attributes) {
	a := New(spec, b)
	return a, a.attributes()
}

// New prepares a revision with all that it needs of the spec.
func New(spec partnership.Spec, b procedure.Brief) *Agreement {
	a := &Agreement{Base: procedure.NewBase(b), Occasion: b.Occasion, Amends: b.Amends, Times: partnership.UsualAgreement()}
	if spec.Agreement != nil && !spec.Agreement.Elsewhere() {
		a.Times = *spec.Agreement
	}
	for _, s := range spec.Signers() {
		if person, ok := spec.Person(s.Person); ok {
			party, _ := spec.PartyOf(s.Person)
			one := Signer{Member: asking.MemberOf(person, s.Party), PartyName: party.Name, Above: above(party, s.Person)}
			if head, ok := spec.Person(one.Above); ok {
				one.Speaks = asking.MemberOf(head, s.Party)
			}
			a.Signers = append(a.Signers, one)
		}
	}
	a.Leads = asking.HeadsOf(spec)
	a.climbs(spec)
	a.understanding(spec)
	return a
}

// climbs sets up the ladder: as declared, or the leads hear once that the time is over.
func (a *Agreement) climbs(spec partnership.Spec) {
	i := slices.IndexFunc(spec.Escalations, func(e partnership.Escalation) bool { return e.ID == Noun })
	if i < 0 {
		step := ladder.Step{ID: "leads"}
		for _, m := range a.Leads {
			step.Notify = append(step.Notify, m.Person)
		}
		a.Ladder.Steps = []ladder.Step{step}
		return
	}
	a.Ladder.Steps = ladder.Steps(spec, Noun, "", "")
	for n, declared := range spec.Escalations[i].Steps {
		for s := range a.Signers {
			if person := a.Signers[s].Person; declared.Owner && !slices.Contains(a.Ladder.Steps[n].Notify, person) {
				a.Signers[s].Owes = true
				a.Ladder.Steps[n].Notify = append(a.Ladder.Steps[n].Notify, person)
			}
		}
	}
}

// understanding asks everybody who leads or signs whether the terms are clear, unless all
// of them sign: they are asked both in one mail.
func (a *Agreement) understanding(spec partnership.Spec) {
	var asked []asking.Member
	more := false
	for _, party := range spec.Parties {
		for _, p := range party.People {
			signs := a.signer(p.ID) != nil
			if leads := slices.Contains(p.Roles, partnership.RoleLead); signs || leads {
				asked, more = append(asked, asking.MemberOf(p, party.ID)), more || !signs
			}
		}
	}
	if !more {
		return
	}
	a.Understanding.Stage = StageUnderstanding
	for _, m := range asked {
		one := m.Ask(procedure.Window{Span: a.Times.Understanding, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}})
		one.Send = a.Occasion.At
		one.Questions = ClearQuestions(wording.In(m.Language).Agreement)
		a.Understanding.Add(a.Workflow, one)
	}
	a.Understanding.Reaching(a.Reach)
}

// signer finds somebody who signs; nil if they do not.
func (a *Agreement) signer(person string) *Signer {
	i := slices.IndexFunc(a.Signers, func(s Signer) bool { return s.Person == person })
	if i < 0 {
		return nil
	}
	return &a.Signers[i]
}

// unsigned are those who have not signed.
func (a *Agreement) unsigned() []Signer {
	return slices.DeleteFunc(slices.Clone(a.Signers), func(s Signer) bool { return !s.SignedAt.IsZero() })
}

// complete reports whether everybody has signed, of at least two sides.
func (a *Agreement) complete() bool { return len(a.Signers) > 1 && len(a.unsigned()) == 0 }

// begun reports whether the signing has begun.
func (a *Agreement) begun() bool { return len(a.Signing.Asks) > 0 }

// held reports whether the clock stands still.
func (a *Agreement) held(now time.Time) bool { return now.Before(a.HeldUntil) }

func (a *Agreement) title() string {
	if a.Amends != "" {
		return "Amendment, revision " + a.Occasion.Name
	}
	return "Agreement, revision " + a.Occasion.Name
}

// Nameable is what an admin may name in a command.
func (a *Agreement) Nameable(now time.Time) procedure.Known {
	if a.begun() {
		return a.Signing.Nameable(now)
	}
	return a.Understanding.Nameable(now)
}

// Check refuses commands that an agreement cannot carry out.
func (a *Agreement) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case asking.Reminds(cmd.Name) && a.begun():
		return a.Signing.CheckNudge(&a.Base, cmd, now)
	case asking.Reminds(cmd.Name):
		return a.Understanding.CheckNudge(&a.Base, cmd, now)
	case cmd.Name != procedure.AnswerFor:
		return fmt.Errorf("%s agreement: an agreement takes only %s, remind and resend; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, cmd.Name, a.Slug)
	case a.Ended || a.begun() || len(a.Understanding.Asks) == 0:
		return errors.New("answer for a signatory: nobody signs for another; what was signed elsewhere is declared with signed_on in the agreement block")
	}
	_, err := a.Typed(cmd)
	return err
}

// Typed reads whether somebody finds the terms clear, as an admin enters it.
func (a *Agreement) Typed(cmd procedure.Command) (procedure.Reply, error) {
	if a.begun() {
		return procedure.Reply{}, errors.New("answer for a signatory: nobody signs for another")
	}
	return a.Understanding.Typed(cmd)
}

// names lists people by name.
func names(people []Signer) string {
	var list []string
	for _, s := range people {
		list = append(list, s.Name)
	}
	return strings.Join(list, ", ")
}
