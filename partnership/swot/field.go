// Package swot is how partners look together at what is strong and weak about their work
// and what could help or harm it from outside: statements with evidence, those that say
// the same put together, each scored by all, the four fields as a picture, and what has
// changed since the last time (domain 2.10, F12).
package swot

// Field is one of the four fields. Values are written into histories.
type Field string

// The fields.
const (
	Strength    Field = "strength"
	Weakness    Field = "weakness"
	Opportunity Field = "opportunity"
	Threat      Field = "threat"
)

// Fields lists the fields as the picture has them: what is inside first, and what helps
// before what harms.
func Fields() []Field { return []Field{Strength, Weakness, Opportunity, Threat} }

// Place is where a field stands among all, from 0; whatever is none of them stands behind.
func (f Field) Place() int {
	for i, known := range Fields() {
		if f == known {
			return i
		}
	}
	return len(Fields())
}

// FieldsOf reads fields that were written as texts.
func FieldsOf(texts []string) []Field {
	fields := make([]Field, len(texts))
	for i, t := range texts {
		fields[i] = Field(t)
	}
	return fields
}

// Pairing is a field within set against a field outside: a strategy comes from each
// (TOWS). Values are written into histories.
type Pairing string

// The pairings.
const (
	StrengthOpportunity Pairing = "so" // use what is strong to take what opens
	WeaknessOpportunity Pairing = "wo" // mend what is weak, to take it
	StrengthThreat      Pairing = "st" // use what is strong against what threatens
	WeaknessThreat      Pairing = "wt" // make what is weak safe from it
)

// Fields are the field within and the one outside that are paired.
func (p Pairing) Fields() (inside, outside Field) {
	inside, outside = Strength, Opportunity
	if p == WeaknessOpportunity || p == WeaknessThreat {
		inside = Weakness
	}
	if p == StrengthThreat || p == WeaknessThreat {
		outside = Threat
	}
	return inside, outside
}

// Pairings lists the pairings from the best case to the worst.
func Pairings() []Pairing {
	return []Pairing{StrengthOpportunity, WeaknessOpportunity, StrengthThreat, WeaknessThreat}
}
