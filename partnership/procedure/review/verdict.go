package review

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Verdict is how a goal goes on, as the chair decides.
type Verdict struct {
	Goal string                  `json:"goal"`
	Way  partnership.GoalVerdict `json:"way"`
}

// decisions asks for each goal how it goes on and what changes, and for steps, or why there
// is none.
func (progressMethod) decisions(r *Review, words wording.Review) []partnership.Question {
	var list []partnership.Question
	for _, g := range r.Progress.Goals {
		list = append(list, partnership.Question{
			ID: QuestionGoal(g.Goal), Kind: partnership.KindChoice, Text: g.Statement, Choices: slices.Clone(words.Progress.Ways[:]),
		})
	}
	if len(list) > 0 {
		list = append(list, partnership.Question{
			ID: QuestionChange, Kind: partnership.KindText, Text: words.Progress.Change, Optional: true, Readers: partnership.ReadersAll,
		})
	}
	for i, q := range r.askSteps(words, words.Progress.Steps[:]...) {
		if i > 0 { // one step is enough
			q.Optional = true
		}
		list = append(list, q)
	}
	return list
}

// verdicts are how the goals go on, as far as the chair has said so.
func (r *Review) verdicts() []Verdict {
	var list []Verdict
	for _, g := range r.Progress.Goals {
		for _, a := range r.deciders() {
			if way, ok := wayOf(partnership.Answers(a.Answers()).Text(QuestionGoal(g.Goal))); ok {
				list = append(list, Verdict{Goal: g.Goal, Way: way})
				break
			}
		}
	}
	return list
}

// wayOf is what one of the choices means, in whatever language it was made.
func wayOf(choice string) (partnership.GoalVerdict, bool) {
	for _, language := range wording.Languages() {
		if i := slices.Index(language.Review.Progress.Ways[:], choice); i >= 0 {
			return partnership.GoalVerdicts()[i], true
		}
	}
	return "", false
}

// undecided are the goals of which the chair has not said how they go on.
func (r *Review) undecided() []string {
	said := r.verdicts()
	var list []string
	for _, g := range r.Progress.Goals {
		if !slices.ContainsFunc(said, func(v Verdict) bool { return v.Goal == g.Goal }) {
			list = append(list, g.Goal)
		}
	}
	return list
}

// change is what the chair says that changes about goals.
func (r *Review) change() string {
	for _, a := range r.deciders() {
		if text := partnership.Answers(a.Answers()).Text(QuestionChange); !partnership.SaysNothing(text) {
			return text
		}
	}
	return ""
}

// unsaid reports whether a goal is to go another way, and nobody has said what changes.
func (r *Review) unsaid() bool {
	return r.change() == "" && slices.ContainsFunc(r.verdicts(), Verdict.amends)
}

// amends reports whether the spec has to change for it.
func (v Verdict) amends() bool { return v.Way != partnership.GoalContinues }

// amended are the changes of the spec that follow.
func (s *step) amended() []procedure.Amendment {
	var list []procedure.Amendment
	for _, v := range s.verdicts() {
		if !v.amends() {
			continue
		}
		list = append(list, procedure.Amendment{
			ID:   fmt.Sprintf("%s-%s-%s-%s", Noun, s.Occasion.Name, s.Occasion.Date, v.Goal),
			From: s.title(), Goal: v.Goal, Way: v.Way, What: s.change(), At: s.now,
		})
	}
	return list
}

// forgo leaves out goals that are none of the partnership's any more: nobody is chased for
// a word about them.
func (s *step) forgo(goals []string) {
	s.Progress.Goals = slices.DeleteFunc(s.Progress.Goals, func(g Stood) bool { return slices.Contains(goals, g.Goal) })
	for _, stage := range stages() {
		c := s.circleOf(stage)
		for i := range c.Asks {
			for j := range c.Asks[i].Questions {
				if q := &c.Asks[i].Questions[j]; slices.ContainsFunc(goals, func(id string) bool { return q.ID == QuestionRight(id) || q.ID == QuestionGoal(id) }) {
					q.Optional = true
				}
			}
		}
	}
}
