package activities

import (
	"context"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Seal says that nobody reads the words of a mail, and when they are deleted.
type Seal struct {
	// Workflow is the one that the words belong to; empty: the mail is not sealed.
	Workflow string
	// Until is when they go at the latest; zero: the workflow says when.
	Until time.Time
	// Ballot says that the mail stands in the thread of an anonymous survey, or answers one
	// all the same: it is deleted as soon as it is taken. That goes for mails of every
	// class, since a bounce or an absence may be an answer that was misjudged.
	Ballot bool
}

// stand puts a mail under the seal of an ask that it answers, or in whose thread it
// stands. Where it does both, what answers an anonymous survey is a ballot.
func (a arrival) stand(ask Ask) {
	if ask.Sealed && (ask.Anonymous || !a.seal.Ballot) {
		a.seal.Workflow, a.seal.Ballot = ask.Workflow, ask.Anonymous
	}
}

// standInThread puts a mail under the seal of the thread in which it stands, though it
// does not count there because its token is bad. Without a token the thread was looked
// for already.
func (in *Intake) standInThread(ctx context.Context, a arrival) error {
	if len(a.env.Tokens) == 0 {
		return nil
	}
	ask, _, err := in.Inbox.AskByMessage(ctx, a.env.References)
	a.stand(ask)
	return err
}

// conceal puts a mail under seal in which somebody raises a conflict. What it says of
// it is read by nobody, but lies in the mail.
func (a arrival) conceal(slug string, commands []partnership.Command) {
	raises := func(c partnership.Command) bool { return c.Name == partnership.CommandConflict }
	if a.seal.Workflow == "" && slices.ContainsFunc(commands, raises) {
		*a.seal = Seal{Workflow: slug, Until: a.received.At.Add(procedure.SealedFor)}
	}
}
