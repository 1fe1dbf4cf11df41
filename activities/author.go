package activities

import (
	"context"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Voucher is an admin's word for who wrote a mail: a person of a partnership. The
// zero Voucher is nobody's.
type Voucher struct {
	Slug   string
	Person string
	Reason string // why the admin believes so
}

func (v Voucher) given() bool { return v.Person != "" }

// author is the person who wrote a mail.
type author struct {
	partnership.Person
	deputy bool // of the person who was asked
}

// sign names the author in a reply, and the admin who vouched for it.
func (a author) sign(r *procedure.Reply, v Voucher) {
	if a.deputy {
		r.Person, r.Named = a.ID, a.Name
	}
	if v.given() {
		r.By, r.Reason = procedure.Admin, v.Reason
	}
}

// sender is who wrote a mail that answers an ask, if it is somebody who may: the
// person asked, or their declared deputy in an answer. Otherwise doubt says why
// nothing may come of the mail.
func (in *Intake) sender(ctx context.Context, ask Ask, env Envelope, v Voucher) (a author, doubt string, err error) {
	spec, err := in.Specs.Spec(ctx, ask.Spec)
	if err != nil {
		return author{}, "", err
	}
	asked, known := spec.Person(ask.Person)
	wrote := func(p partnership.Person) bool {
		if v.given() {
			return p.ID == v.Person
		}
		return env.From != "" && strings.ToLower(p.Email) == env.From
	}
	deputy, hasDeputy := spec.Person(asked.Deputy)
	switch {
	case v.given() && ask.Sealed:
		return author{}, "it answers a sealed ask, for which nobody can vouch", nil
	case !v.given() && env.Doubt != "":
		return author{}, env.Doubt, nil
	case known && wrote(asked):
		return author{Person: asked}, "", nil
	case known && hasDeputy && wrote(deputy) && env.Class == MailReply && !ask.Sealed:
		return author{Person: deputy, deputy: true}, "", nil
	case v.given():
		return author{}, "it answers a mail to somebody else, whose deputy that person is not", nil
	default:
		return author{}, "its token is good, but it comes from another address", nil
	}
}
