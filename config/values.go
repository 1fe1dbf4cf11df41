package config

import "github.com/rapport-engine/rapport/partnership/cadence"

// pointer returns the value, or nil when none was given.
func (f field[T]) pointer() *T {
	if !f.set {
		return nil
	}
	return &f.value
}

// lineOf binds elements of a list that are lines of at most limit characters.
func lineOf(limit int) func(*field[string]) binding {
	return func(f *field[string]) binding { return line(f, limit) }
}

// length binds a duration that is no share of anything.
func length(f *field[cadence.Span]) binding { return span(f, false) }
