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
		AttributePartnership.ValueSet(spec.Slug),
		AttributeKind.ValueSet(TypePartnership),
		AttributeSpec.ValueSet(spec.Digest()),
		AttributeParties.ValueSet(parties),
	)
}

// identity is what never changes about a procedure that begins.
func identity(e procedure.Begin) []temporal.SearchAttributeUpdate {
	return []temporal.SearchAttributeUpdate{
		AttributePartnership.ValueSet(e.Partnership),
		AttributeKind.ValueSet(string(e.Kind)),
	}
}

func attributes(a procedure.Attributes, more ...temporal.SearchAttributeUpdate) temporal.SearchAttributes {
	return temporal.NewSearchAttributes(append(updates(a), more...)...)
}

// updates lists the attributes that have a value.
func updates(a procedure.Attributes) []temporal.SearchAttributeUpdate {
	var list []temporal.SearchAttributeUpdate
	set := func(known bool, update temporal.SearchAttributeUpdate) {
		if known {
			list = append(list, update)
		}
	}
	set(a.Phase != "", AttributePhase.ValueSet(a.Phase))
	set(a.Health != "", AttributeHealth.ValueSet(a.Health))
	set(a.Stage != "", AttributeStage.ValueSet(a.Stage))
	set(a.Spec != "", AttributeSpec.ValueSet(a.Spec))
	set(!a.NextAt.IsZero(), AttributeNextAt.ValueSet(a.NextAt))
	set(!a.DueAt.IsZero(), AttributeDueAt.ValueSet(a.DueAt))
	if a.Progress != nil {
		list = append(list, AttributeProgress.ValueSet(*a.Progress))
	}
	return append(list, AttributeOverdue.ValueSet(int64(a.Overdue)))
}
