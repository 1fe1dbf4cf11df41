package rehearsal

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// answered are the questions of a sealed ask that have an answer by now.
func (s *sealedAsk) answered() []string {
	var questions []string
	for _, a := range s.Answers {
		questions = append(questions, a.Question)
	}
	return questions
}

// round is what a round of a survey came to, where the store has it.
type round struct {
	workflow, slug, survey string
	wave                   opinion.Wave
	remarks                []opinion.Remark
}

// publish counts what was answered in a survey, as the store does.
func (st *stage) publish(workflow string, e procedure.Publish) error {
	var ballots []opinion.Ballot
	for _, v := range e.Voters {
		i := slices.IndexFunc(st.sealed, func(s sealedAsk) bool { return s.ask == v.Ask })
		if i < 0 || e.Discard {
			continue
		}
		ballots = append(ballots, opinion.Ballot{Person: v.Person, Party: v.Party, Questions: st.sealed[i].questions, Answers: st.sealed[i].Answers})
	}
	r := round{workflow: workflow, slug: e.Slug, survey: e.Survey}
	var before []opinion.Wave
	for _, known := range st.rounds {
		if known.slug == e.Slug && known.survey == e.Survey {
			before = append(before, known.wave)
		}
	}
	var err error
	if r.wave, err = opinion.Count(e.Date, e.Asked, ballots, e.Rule, before); err != nil {
		return fmt.Errorf("publish %s: %w", workflow, err)
	}
	if r.wave.Readable(e.Rule) {
		r.remarks = opinion.Remarks(ballots)
	}
	st.rounds = append(st.rounds, r)
	p := procedure.PublicationOf(r.wave, len(r.remarks))
	st.cue(st.now, workflow, procedure.Event{Kind: procedure.Published, Publication: &p})
	return nil
}

// result is what a letter about a survey shows: its rounds up to one, and what people
// wrote in that.
func (st *stage) result(workflow string) ([]opinion.Wave, []opinion.Remark, error) {
	i := slices.IndexFunc(st.rounds, func(r round) bool { return r.workflow == workflow })
	if i < 0 {
		return nil, nil, fmt.Errorf("show %s: it was never counted", workflow)
	}
	var waves []opinion.Wave
	for _, r := range st.rounds[:i+1] {
		if r.slug == st.rounds[i].slug && r.survey == st.rounds[i].survey {
			waves = append(waves, r.wave)
		}
	}
	return waves, st.rounds[i].remarks, nil
}
