package compose

import "slices"

// senderView fills the phrase "from": the engine, and the person in whose name it
// writes.
type senderView struct{ Engine, Person string }

// sender is whose mail it is. Ordinary mail comes in the name of a lead: of the
// reader's own side, or of another where the reader is theirs (procedures.md 0.2); or in that
// of whom the spec names.
// What tells of trouble, or asks who somebody is, has a phrase of its own: it comes
// from nobody but the engine.
func (w letterWriter) sender(engine string, contacts []contactView) senderView {
	v := senderView{Engine: oneLine(engine), Person: oneLine(w.spec.FromName)}
	if v.Person != "" || len(contacts) == 0 {
		return v
	}
	own, _ := w.spec.PartyOf(w.person.ID)
	i := slices.IndexFunc(contacts, func(c contactView) bool { return c.Party == oneLine(own.Name) })
	v.Person = contacts[max(i, 0)].Name
	return v
}
