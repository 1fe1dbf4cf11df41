package config

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Keep says for how long the bytes of mails that came in are kept. What was understood of
// them, and mails that a signature or a decision rests on, are kept as long as the store.
type Keep struct {
	Mails      time.Duration
	Quarantine time.Duration
	Large      time.Duration // what a large mail holds beyond its text
}

const day = 24 * time.Hour

// UsualKeep is for whoever declares nothing.
func UsualKeep() Keep { return Keep{Mails: 730 * day, Quarantine: 365 * day, Large: 90 * day} }

type keepDecl struct {
	header
	Mails, Quarantine, Large field[cadence.Span]
}

func (k *keepDecl) schema() schema {
	usual := UsualKeep()
	return schema{
		doc: "For how long mails that came in are kept as they came. What was understood of them stays, and so does every mail that a signature or a decision rests on.",
		attributes: []attribute{
			{name: "mails", standard: inDays(usual.Mails), value: keepTime(&k.Mails), doc: "How long a mail is kept that was used, in days."},
			{name: "quarantine", standard: inDays(usual.Quarantine), value: keepTime(&k.Quarantine), doc: "How long a mail waits in quarantine for an admin, in days. It is dismissed then."},
			{name: "large", standard: inDays(usual.Large), value: keepTime(&k.Large), doc: "How long the attachments of mails above a megabyte are kept that were used, in days. The text stays as long as other mails."},
		},
	}
}

func inDays(d time.Duration) string { return fmt.Sprintf("%q", fmt.Sprintf("%dd", d/day)) }

// keepTime binds a number of days: nobody keeps anything by business days.
func keepTime(into *field[cadence.Span]) binding {
	return parsed(into, "duration", codeDuration, func(_ *reader, s string) (cadence.Span, string) {
		v, err := cadence.ParseSpan(s)
		switch {
		case err != nil:
			return v, explain(err)
		case v.Unit != cadence.Days || v.Count < 1:
			return v, fmt.Sprintf("%q says for how long mails are kept. Write whole days, such as \"90d\" or \"730d\".", s)
		default:
			return v, ""
		}
	})
}

func (k *keepDecl) compile() Keep {
	keep := UsualKeep()
	if k == nil {
		return keep
	}
	for _, of := range []struct {
		declared field[cadence.Span]
		into     *time.Duration
	}{{k.Mails, &keep.Mails}, {k.Quarantine, &keep.Quarantine}, {k.Large, &keep.Large}} {
		if of.declared.set {
			*of.into = time.Duration(of.declared.value.Count) * day
		}
	}
	return keep
}
