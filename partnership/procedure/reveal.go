package procedure

import (
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

// Seals names the asks whose sealed words the letter shows, each once. Whoever
// reads mail in another's place is shown none.
func (l Letter) Seals() []string {
	if l.stoodIn() {
		return nil
	}
	var asks []string
	if l.WaitsForSealed() {
		asks = append(asks, l.Ask)
	}
	for _, w := range l.Writings {
		asks = append(asks, w.Ask)
	}
	return Once(asks)
}

// Reveal puts the words into the letter that its reader may read: their own, and
// what of others the letter names. What is kept no more is empty.
func (l *Letter) Reveal(kept map[string]Sealed) {
	if l.stoodIn() {
		return
	}
	if l.WaitsForSealed() {
		l.Unseal(kept[l.Ask])
	}
	l.Unfold(func(w Writing) string { return kept[w.Ask].Text(w.Question) })
}

// Announce puts the figures of a survey into the letter that shows them.
func (l *Letter) Announce(result func(workflow string) ([]opinion.Wave, []opinion.Remark, error)) (err error) {
	if l.Result != "" {
		l.Rounds, l.Remarks, err = result(l.Result)
	}
	return err
}

// Account puts the ledger of the partnership into the letter that shows it.
func (l *Letter) Account(entries func(slug string) ([]ledger.Entry, error)) (err error) {
	if l.Accounts {
		l.Ledger, err = entries(l.Slug)
	}
	return err
}

// Recollect puts what was decided together into the letter that shows it.
func (l *Letter) Recollect(log func(slug string) ([]Decision, error)) (err error) {
	if l.Log {
		l.Decided, err = log(l.Slug)
	}
	return err
}

// Date puts what has become of milestones into the letter that shows it.
func (l *Letter) Date(days func(slug string) ([]AgreedDay, error)) (err error) {
	if l.Dates {
		l.Days, err = days(l.Slug)
	}
	return err
}

// stoodIn reports whether somebody reads the letter in another's place.
func (l Letter) stoodIn() bool { return l.Reader != nil && !l.Reader.Guest }
