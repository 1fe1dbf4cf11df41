package lint

// SurveyAudience is SURV as far as a sound survey can fail it: figures can be
// published at all.
const SurveyAudience ID = "surv-audience"

func (c *checker) surveys() {
	for i := range c.spec.Surveys {
		s := &c.spec.Surveys[i]
		n := len(s.Ask)
		if n == 0 || n >= s.MinN {
			continue
		}
		c.find(SurveyAudience, whole.Block("survey", s.ID).Attribute("min_n"), "The survey %q asks %d %s but publishes nothing below %d answers, so its figures will always be suppressed. Ask more people or lower min_n; among few people say openly anonymous = false.",
			s.ID, n, plural(n, "person", "people"), s.MinN)
	}
}
