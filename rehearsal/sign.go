package rehearsal

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// signs reports whether a letter asks its reader to sign.
func signs(l procedure.Letter) bool {
	return slices.ContainsFunc(l.Questions, func(q partnership.Question) bool { return q.ByCommand })
}

// signature is the one word of whoever signs.
func signature(language string) string { return partnership.CommandSign.Form().In(language).Word }

// ahead is how many days before its first day a partnership is declared whose parties sign
// by mail: diligent people have signed by then.
const ahead = 30

// declaredOn is the day on which a partnership is declared in a rehearsal.
func declaredOn(spec partnership.Spec) cadence.Date {
	if spec.SignsByMail() {
		return spec.Start.AddDays(-ahead)
	}
	return spec.Start
}
