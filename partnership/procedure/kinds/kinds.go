// Package kinds lists the kinds of procedures that the program carries out.
package kinds

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
)

// All lists every kind, one line each. Whoever needs kinds takes such a list, so
// that a test can add one of its own.
func All() []procedure.Kind {
	return []procedure.Kind{
		lifecycle.Kind(),
		checkin.Kind(),
		milestone.Kind(),
		commitments.Kind(),
		conflict.Kind(),
		survey.Kind(),
		review.Kind(),
		agreement.Kind(),
		exit.Kind(),
		ideas.Kind(),
		meeting.Kind(),
		vote.Kind(),
	}
}

// Of finds a kind by its type.
func Of(kinds []procedure.Kind, t procedure.Type) (procedure.Kind, bool) {
	i := slices.IndexFunc(kinds, func(k procedure.Kind) bool { return k.Type == t })
	if i < 0 {
		return procedure.Kind{}, false
	}
	return kinds[i], true
}

// Templates lists the mails that some kinds write, and those of them that ask
// their reader something.
func Templates(kinds []procedure.Kind) (all, asks []procedure.Template) {
	all, asks = procedure.SharedTemplates(), []procedure.Template{procedure.TemplateToday, procedure.TemplateAlarms}
	for _, k := range kinds {
		all, asks = append(all, k.Templates...), append(asks, k.Asks...)
	}
	return all, asks
}

// Together says which mails of some kinds may stand together.
func Together(kinds []procedure.Kind) asking.Together {
	t := asking.Together{Alarms: []procedure.Template{procedure.TemplateAllClear}}
	for _, k := range kinds {
		t.Lines, t.Alarms, t.Digests = append(t.Lines, k.Lines...), append(t.Alarms, k.Alarms...), append(t.Digests, k.Digests...)
		if len(k.Across.Of) > 0 {
			t.Across = append(t.Across, k.Across)
		}
	}
	return t
}

// Free lists the mails of some kinds that are none of a person's budget: alarms, and
// whatever belongs to a conflict (procedures 0.5).
func Free(kinds []procedure.Kind) []procedure.Template {
	free := Alarms(kinds)
	for _, k := range kinds {
		if k.Unmetered {
			free = append(free, k.Templates...)
		}
	}
	return free
}

// Alarms lists the mails of some kinds that tell of trouble, or that it is over.
func Alarms(kinds []procedure.Kind) []procedure.Template {
	return append(Together(kinds).Alarms, procedure.TemplateAlarms)
}
