package standing

import (
	"cmp"
	"fmt"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Question asks for a KPI's value: whether it is so, how much there was since the
// last time, or how much there is. What stands alone is said in the reader's language where
// it is read; within a sentence it has to be there already.
func Question(spec partnership.Spec, k partnership.KPI, language string) partnership.Question {
	q := partnership.Question{ID: k.ID, KPI: k.ID, Kind: partnership.KindNumber, Text: k.Title, Unit: k.Unit}
	switch k.Direction {
	case partnership.Binary:
		q.Kind = partnership.KindYesNo
	case partnership.Cumulative: // its target is that of all periods together
		q.Text = fmt.Sprintf(wording.In(language).Questions.Since, spec.Said(language, cmp.Or(k.Title, k.ID)))
	case partnership.Increase, partnership.Decrease, partnership.MaintainMin, partnership.MaintainMax:
		q.Target = &k.Target
	case partnership.InRange: // has no target
	}
	return q
}
