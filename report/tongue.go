package report

import "slices"

// in is the report with the texts of the spec in a language, as far as the spec has them
// there. What people wrote stays as it is.
func (r Report) in(language string) Report {
	if len(r.Spec.Phrases) == 0 {
		return r
	}
	say := func(text string) string { return r.Spec.Said(language, text) }
	r.Standing = r.Standing.Said(say)
	r.Milestones = slices.Clone(r.Milestones)
	for i := range r.Milestones {
		r.Milestones[i].Goal, r.Milestones[i].Title = say(r.Milestones[i].Goal), say(r.Milestones[i].Title)
	}
	r.Promises.Open = slices.Clone(r.Promises.Open)
	for i := range r.Promises.Open {
		r.Promises.Open[i].What = say(r.Promises.Open[i].What)
	}
	r.Spec = r.Spec.In(language)
	return r
}

// spoken is a text that is kept as the spec has it, in the language of the page.
func (w writer) spoken(text string) string { return w.phrases.In(w.Code, text) }
