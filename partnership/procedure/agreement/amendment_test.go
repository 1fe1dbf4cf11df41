package agreement_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
)

// amending is the signing of a changed spec in the place of one in force.
func amending(t *testing.T, inForce, changed partnership.Spec) *play {
	t.Helper()
	o := procedure.Occasion{
		Type: agreement.Type, Noun: agreement.Noun, Name: "2", Date: "2026-11-02", At: solo.At("2026-11-02 09:00"), Until: solo.At("2027-12-01 00:00"), Agreed: true,
	}
	state, _ := agreement.Kind().New(changed, procedure.Brief{
		Slug: changed.Slug, Spec: changed.Digest(), Amends: inForce.Digest(), Workflow: o.Workflow(changed.Slug), Rules: procedure.Rules, Occasion: o,
	})
	p := &play{Play: solo.New(t, changed, state, agreement.Kind().Blank, o.At), t: t}
	p.Know(inForce)
	p.Start()
	return p
}

func higher(spec *partnership.Spec) { spec.Goals[0].KPIs[0].Target = decimal.NewFromInt(350) }

// shown is what the latest letter of a template says of the terms.
func (p *play) shown(template procedure.Template) (c agreement.Content) {
	p.t.Helper()
	for _, l := range p.Letters {
		if l.Template == template {
			c = agreement.Content{}
			if err := json.Unmarshal(l.Content, &c); err != nil {
				p.t.Fatal(err)
			}
		}
	}
	return c
}

func TestAnAmendmentIsSignedAgainstWhatIsInForce(t *testing.T) {
	t.Parallel()
	inForce, changed := signed(), signed(higher)
	p := amending(t, inForce, changed)
	if c := p.shown(agreement.TemplateSignature); c.Amends != inForce.Digest() || c.Charter != procedure.Charter(changed.Digest()) {
		t.Errorf("asked for is %+v", c)
	}
	if !strings.Contains(p.Shown.Card, "Amendment of partnership `duo`, revision **2**") {
		t.Errorf("the card says\n%s", p.Shown.Card)
	}
	p.writes("sofie", partnership.CommandSign, "").writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
	if c := p.shown(agreement.TemplateInForce); c.Amends != inForce.Digest() {
		t.Errorf("in force is %+v", c)
	}
	for _, s := range p.proofs() {
		if s.Spec != changed.Digest() {
			t.Errorf("%s has signed %s", s.Person, s.Spec)
		}
	}
}

func TestAnAmendmentFollowsWhatChangesBesideIt(t *testing.T) {
	t.Parallel()
	p := amending(t, signed(), signed(higher)).writes("sofie", partnership.CommandSign, "")
	retitle := func(spec *partnership.Spec) { spec.Title = "Two" }
	inForce, changed := signed(retitle), signed(higher, retitle)
	p.Know(inForce)
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(changed), Amends: inForce.Digest()})
	p.writes("tom", partnership.CommandSign, "").ended(procedure.OutcomeSigned)
	if c := p.shown(agreement.TemplateInForce); c.Amends != inForce.Digest() || c.Charter != procedure.Charter(changed.Digest()) {
		t.Errorf("in force is %+v", c)
	}
}

func TestAnOvertakenAmendmentSaysWhoHadSigned(t *testing.T) {
	t.Parallel()
	p := amending(t, signed(), signed(higher)).writes("sofie", partnership.CommandSign, "")
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Reason: procedure.VoidAmended})
	if c := p.shown(agreement.TemplateVoid); len(c.Signed) != 1 || c.Signed[0] != "sofie" || c.Amends == "" {
		t.Errorf("void is %+v", c)
	}
}

func TestWhatWasSignedElsewhereIsAmendedInTheUsualTimes(t *testing.T) {
	t.Parallel()
	elsewhere := func(spec *partnership.Spec) {
		spec.Agreement = &partnership.Agreement{SignedOn: specs.Date("2026-10-01")}
	}
	p := amending(t, signed(elsewhere), signed(elsewhere, higher))
	if got := p.state().Times; got.Signing != partnership.UsualAgreement().Signing || got.Expires.IsZero() {
		t.Errorf("the times are %+v", got)
	}
}
