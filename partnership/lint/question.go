package lint

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

// OpenQuestion is OPENQ: every round leaves room for what nobody thought of
// asking. The topic "blockers" asks for obstacles only, so it does not count.
const OpenQuestion ID = "openq-missing"

func (c *checker) openQuestions() {
	for i := range c.spec.CheckIns {
		if r := &c.spec.CheckIns[i]; !open(r.Questions) {
			c.find(OpenQuestion, whole.Block("check_in", r.ID), "The check-in %q asks no open question, so it only ever hears what it expects. Add a question of kind = \"text\" and readers = \"all\", such as: %s",
				r.ID, openWording(c.spec.Language))
		}
	}
	for i := range c.spec.Surveys {
		if r := &c.spec.Surveys[i]; !open(r.Questions) && !opinion.Opens(r.Template) {
			c.find(OpenQuestion, whole.Block("survey", r.ID), "The survey %q asks no open question, so it only ever hears what it expects. Add a question of kind = \"text\", or take a template: each of them has one.", r.ID)
		}
	}
}

// open reports whether a question leaves the answer to whoever answers.
func open(questions []partnership.Question) bool {
	return slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.Kind == partnership.KindText })
}

// openWording is the open question of the domain's question bank.
func openWording(language string) string {
	if language == russian {
		return "Что изменилось, о чём партнёру важно знать?"
	}
	return "What changed since last time that the other side should know?"
}
