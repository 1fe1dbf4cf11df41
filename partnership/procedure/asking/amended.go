package asking

import "github.com/rapport-engine/rapport/partnership/procedure"

// Stages are the circles of a procedure that asks people stage after stage.
type Stages[S any] struct {
	All    []S // in which people are asked
	Circle func(S) *Circle
	// Desk is what the procedure lends to the circle of the stage in which it is Now.
	Now  *S
	Desk func() Desk
}

// Amended lets the circles of all stages go on by a changed spec. Each compares with what was
// known before. Who has left is put on record once.
func (s Stages[S]) Amended(o procedure.Order) {
	base, now := s.Desk().Base, *s.Now
	before := base.Spec
	var gone []string
	for _, stage := range s.All {
		base.Spec, *s.Now = before, stage
		for _, a := range s.Circle(stage).Amended(s.Desk(), o) {
			gone = append(gone, a.Person)
		}
	}
	*s.Now = now
	d := s.Desk()
	for _, person := range procedure.Once(gone) {
		base.NoteLeft(d.Out, d.Now, person, o.Spec)
	}
}
