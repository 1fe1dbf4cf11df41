package lint

import "github.com/rapport-engine/rapport/partnership"

// SURV: who is promised anonymity gets it, and figures can be published at all.
const (
	SurveyFloor    ID = "surv-floor"
	SurveyAudience ID = "surv-audience"
)

// anonymityFloor is the fewest answers behind which nobody stands out (domain 2.9).
const anonymityFloor = 3

func (c *checker) surveys() {
	for i := range c.spec.Surveys {
		s := &c.spec.Surveys[i]
		at := whole.Block("survey", s.ID)
		if s.Anonymous && s.MinN < anonymityFloor {
			c.find(SurveyFloor, at.Attribute("min_n"), "The survey %q is anonymous but publishes figures of %d %s, which gives people away. Write min_n = %d or more, or anonymous = false.",
				s.ID, s.MinN, plural(s.MinN, "answer", "answers"), anonymityFloor)
		}
		c.audience(s, at)
	}
}

func (c *checker) audience(s *partnership.Survey, at partnership.Path) {
	n := len(s.Ask)
	if n == 0 || n >= s.MinN {
		return
	}
	c.find(SurveyAudience, at.Attribute("min_n"), "The survey %q asks %d %s but publishes nothing below %d answers, so its figures will always be suppressed. Ask more people or lower min_n; among few people say openly anonymous = false.",
		s.ID, n, plural(n, "person", "people"), s.MinN)
}
