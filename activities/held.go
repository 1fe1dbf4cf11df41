package activities

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Proof is by what somebody is believed to have sent a mail. Values are written
// into histories.
type Proof string

// The proofs. Those of the receiving server come with the mail.
const (
	ProofDMARC     Proof = "dmarc"
	ProofDKIM      Proof = "dkim"
	ProofComposite Proof = "compauth"
	ProofSPF       Proof = "spf"
	// ProofLocal is that of a mail server which nobody but the people themselves
	// can reach, as that of rapport up.
	ProofLocal Proof = "local"
	// ProofAdmin is an admin's word. It binds nobody.
	ProofAdmin Proof = "admin"
	// ProofConfirmed is the person's own word, given from their address.
	ProofConfirmed Proof = "confirmed"
)

// strong reports whether a proof is enough to bind somebody. SPF survives a forged
// sender on a mail host that many share.
func (p Proof) strong() bool {
	return slices.Contains([]Proof{ProofDMARC, ProofDKIM, ProofLocal, ProofConfirmed}, p)
}

func (a arrival) proof() Proof {
	if a.confirmed != "" {
		return ProofConfirmed
	}
	return a.env.Proof
}

// vouched reports whether somebody vouches for the sender, the token of a mail of
// ours aside.
func (a arrival) vouched() bool { return a.proof() != "" }

// believed reports whether nothing speaks against the sender. Whoever was asked
// whether a mail is theirs need not be vouched for: nobody else has the token of
// that letter, and people for whom nobody vouches must be able to answer it.
func (a arrival) believed(askedBack bool) bool {
	return a.env.Doubt == "" || a.confirmed != "" || askedBack
}

// tooWeak says why commands that bind somebody, or a vote, can't be taken from this mail yet.
func (a arrival) tooWeak(commands []partnership.Command, votes bool) string {
	binding := votes || slices.ContainsFunc(commands, func(c partnership.Command) bool { return c.Name.Binds() })
	if !binding || a.proof().strong() {
		return ""
	}
	return "it would bind its sender, for whom nobody vouches by DMARC or DKIM"
}

// votes reports whether one of some answers is how a party votes.
func votes(questions []partnership.Question, answers []partnership.Answer) bool {
	return slices.ContainsFunc(questions, func(q partnership.Question) bool {
		return q.Kind == partnership.KindVote && slices.ContainsFunc(answers, func(a partnership.Answer) bool { return a.Question == q.ID })
	})
}

// hold puts a mail aside that names somebody known as its sender, and has the
// partnership ask them whether it is theirs. What an automatic mail says needs
// nobody's word.
func (in *Intake) hold(ctx context.Context, a arrival, ask Ask, person partnership.Person, reason string) (Verdict, error) {
	if ask.Person != person.ID { // they wrote into another's thread
		ask = Ask{Slug: ask.Slug, Workflow: ask.Slug, Person: person.ID}
	}
	verdict := a.quarantined(ask, reason)
	if a.env.Class != MailReply {
		return verdict, nil
	}
	held := procedure.Reply{
		ID: "held/" + a.row.Digest, Person: person.ID, Class: procedure.ReplyHeld, Source: a.env.MessageID,
		Mail: a.row.ID, At: InZone(a.received.At, person),
	}
	if !person.Has(a.env.From) {
		held.From = a.env.From
	}
	err := in.Procedures.Reply(ctx, ask.Slug, held)
	if err != nil && !errors.Is(err, ErrClosed) {
		return Verdict{}, err
	}
	return verdict, nil
}

// Release takes a mail that was held back as it is, because the person whom it
// names says that it is theirs. Taking it twice has the effect of once, and one
// that is there no more holds nothing up.
func (in *Intake) Release(ctx context.Context, r procedure.Release) error {
	row, received, found, err := in.Inbox.Held(ctx, r.Mail)
	switch {
	case err != nil:
	case !found || len(received.Raw) == 0: // a sealed one is deleted in the end
		in.Logger.Warn("a mail that was held back is not there any more", "mail", r.Mail)
	case row.State == InboxQuarantined:
		_, err = in.settle(ctx, arrival{row: row, received: received, confirmed: r.Person, byReader: r.Reader})
	}
	if err != nil {
		return fmt.Errorf("release mail %s: %w", r.Mail, err)
	}
	return nil
}
