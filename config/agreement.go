package config

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type agreementDecl struct {
	header
	Understanding, Signing, Expires field[cadence.Span]
	Remind                          field[[]field[cadence.Span]]
	SignedOn                        field[cadence.Date]
	Reference                       field[string]
}

func (a *agreementDecl) schema() schema {
	usual := partnership.UsualAgreement()
	return schema{
		doc: "How the parties consent before anything runs. Without it the signatories are asked by mail, in the usual times; where a party has none, those who lead it are. Consent that was given elsewhere is put on record with signed_on, and nobody is asked.",
		attributes: []attribute{
			{name: "understanding", standard: quoted(usual.Understanding), value: length(&a.Understanding), doc: "How long leads who do not sign have to say whether the charter is clear and right, before anybody signs."},
			{name: "signing", standard: quoted(usual.Signing), value: length(&a.Signing), doc: "How long the signatories have to sign. After it the escalation \"agreement\" is climbed."},
			{name: "remind", standard: `["50%", "80%"]`, value: listOf(&a.Remind, reminder), doc: "When those who have not signed are reminded, counted from the start of the signing. An empty list sends no reminder."},
			{name: "expires", standard: quoted(usual.Expires), value: length(&a.Expires), doc: "How long after the signing began it is given up, so that nobody is bound by what others never signed."},
			{name: "signed_on", value: date(&a.SignedOn), doc: "The day on which all parties signed elsewhere. Nobody is asked then, and the record says so."},
			{name: "reference", value: line(&a.Reference, 200), doc: "Where what was signed elsewhere is found, such as \"Contract 17/26\"."},
		},
	}
}

// quoted writes a duration as an author would.
func quoted(s cadence.Span) string { return `"` + s.String() + `"` }

func (a *agreementDecl) check(s *scope) {
	if a.SignedOn.set {
		for _, name := range []string{"understanding", "signing", "remind", "expires"} {
			if a.given[name] {
				s.report(codeExclusive, a.at(a.SignedOn.at), "Consent was given elsewhere, so nobody is asked and %q means nothing. Keep \"signed_on\" or %q.", name, name)
				return
			}
		}
		return
	}
	if a.Reference.set && !a.given["signed_on"] {
		s.report(codeMissingAttribute, a.at(a.Reference.at), "The reference says where something is found that was signed elsewhere. Add the day of it as \"signed_on\", or take \"reference\" away.")
	}
	usual := partnership.UsualAgreement()
	signing, expires := a.Signing.or(usual.Signing), a.Expires.or(usual.Expires)
	for _, f := range a.Remind.value {
		if beyond(f.value, signing) {
			s.report(codeLateReminder, a.at(f.at), "The reminder after %s comes when the %s for signing have passed. Choose an earlier time.", f.value, signing)
		}
	}
	if expires.Minutes() < signing.Minutes() {
		at := a.Expires.at
		if !a.Expires.set {
			at = a.Signing.at
		}
		s.report(codeEndsEarly, a.at(at), "The signing is given up after %s, but the signatories have %s to sign. Choose a longer time for \"expires\", or a shorter one for \"signing\".", expires, signing)
	}
}

// compile gives how the parties consent, with the usual times where none are
// declared. A nil declaration is of a partnership without the block.
func (a *agreementDecl) compile() *partnership.Agreement {
	agreement := partnership.UsualAgreement()
	switch {
	case a == nil:
	case a.SignedOn.set:
		agreement = partnership.Agreement{SignedOn: a.SignedOn.value, Reference: a.Reference.value}
	default:
		agreement.Understanding = a.Understanding.or(agreement.Understanding)
		agreement.Signing = a.Signing.or(agreement.Signing)
		agreement.Expires = a.Expires.or(agreement.Expires)
		if a.Remind.set {
			agreement.Remind = slices.Clip(plain(a.Remind.value))
			sortReminders(agreement.Remind, agreement.Signing)
		}
	}
	return &agreement
}
