package activities

import (
	"context"
	"errors"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Voucher is an admin's word for who wrote a mail: a person of a partnership. The
// zero Voucher is nobody's.
type Voucher struct {
	Slug   string
	Person string
	Reason string // why the admin believes so
}

func (v Voucher) given() bool { return v.Person != "" }

// vouch makes an envelope say what an admin does: who wrote the mail, and to which
// partnership. Otherwise stranger says why nobody can be meant.
func (in *Intake) vouch(ctx context.Context, env *Envelope, v Voucher) (stranger string, err error) {
	spec, err := in.Partnerships.InForce(ctx, v.Slug)
	if errors.Is(err, ErrNoSpec) {
		return "there is no partnership " + v.Slug, nil
	}
	if err != nil {
		return "", err
	}
	person, known := spec.Person(v.Person)
	if !known {
		return "the partnership " + v.Slug + " knows no person " + v.Person, nil
	}
	env.From, env.Doubt, env.Proof, env.Partnerships = strings.ToLower(person.Email), "", ProofAdmin, []string{v.Slug}
	if env.Class == MailOther {
		env.Class = MailReply // a person wrote it after all
	}
	return "", nil
}

// askedLast is the latest ask of a person that still takes answers and can be
// answered on an admin's word.
func (in *Intake) askedLast(ctx context.Context, v Voucher) (Ask, bool, error) {
	open, err := in.open(ctx, v.Slug, v.Person)
	for _, ask := range open {
		if !ask.Sealed {
			return ask, true, err
		}
	}
	return Ask{}, false, err
}

// isDeputy reports whether the spec declares somebody to stand in for the person
// who was asked. Nobody does where the answer is sealed.
func (in *Intake) isDeputy(ctx context.Context, ask Ask, writer partnership.Person) (bool, error) {
	spec, err := in.Partnerships.InForce(ctx, ask.Slug)
	if err != nil {
		return false, err
	}
	asked, known := spec.Person(ask.Person)
	return known && asked.Deputy == writer.ID && !ask.Sealed, nil
}
