package workflows

import (
	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// PartnershipAttributes are the search attributes with which a partnership is
// started; the rest follows from its first step.
func PartnershipAttributes(spec partnership.Spec) temporal.SearchAttributes {
	var parties []string
	for _, p := range spec.Parties {
		parties = append(parties, p.ID)
	}
	return temporal.NewSearchAttributes(
		AttributeTitle.ValueSet(procedure.Summary("", spec.Title, "")),
		AttributePartnership.ValueSet(spec.Slug),
		AttributeKind.ValueSet(TypePartnership),
		AttributeSpec.ValueSet(spec.Digest()),
		AttributeParties.ValueSet(parties),
	)
}

// StartAttributes are the search attributes with which a procedure is started. What people
// call it stays the same as long as it runs.
func StartAttributes(slug string, t procedure.Type, title string, shown procedure.Attributes) temporal.SearchAttributes {
	return temporal.NewSearchAttributes(append(changes(procedure.Attributes{}, shown),
		AttributeTitle.ValueSet(title),
		AttributePartnership.ValueSet(slug),
		AttributeKind.ValueSet(string(t)),
	)...)
}

// changes lists the attributes that differ. A time that has gone is unset.
func changes(shown, now procedure.Attributes) []temporal.SearchAttributeUpdate {
	var list []temporal.SearchAttributeUpdate
	set := func(differs bool, update temporal.SearchAttributeUpdate) {
		if differs {
			list = append(list, update)
		}
	}
	set(now.Title != shown.Title && now.Title != "", AttributeTitle.ValueSet(now.Title))
	set(now.Phase != shown.Phase, AttributePhase.ValueSet(now.Phase))
	set(now.Health != shown.Health, AttributeHealth.ValueSet(now.Health))
	set(now.Stage != shown.Stage, AttributeStage.ValueSet(now.Stage))
	set(now.Spec != shown.Spec, AttributeSpec.ValueSet(now.Spec))
	switch {
	case now.NextAt.Equal(shown.NextAt):
	case now.NextAt.IsZero():
		list = append(list, AttributeNextAt.ValueUnset())
	default:
		list = append(list, AttributeNextAt.ValueSet(now.NextAt))
	}
	set(!now.DueAt.Equal(shown.DueAt) && !now.DueAt.IsZero(), AttributeDueAt.ValueSet(now.DueAt))
	if now.Progress != nil && (shown.Progress == nil || *shown.Progress != *now.Progress) {
		list = append(list, AttributeProgress.ValueSet(*now.Progress))
	}
	set(now.Overdue != shown.Overdue, AttributeOverdue.ValueSet(int64(now.Overdue)))
	set(now.Conflicts != shown.Conflicts, AttributeConflicts.ValueSet(int64(now.Conflicts)))
	set(now.Blocked != shown.Blocked, AttributeBlocked.ValueSet(now.Blocked))
	set(now.Quarantined != shown.Quarantined, AttributeQuarantined.ValueSet(int64(now.Quarantined)))
	return list
}
