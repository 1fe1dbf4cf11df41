package exit

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Where one party of several leaves, the others go on. They are asked whether they do: if all
// who lead them say no, it ends for them on the same day (procedures 11).

// askOthers asks those who lead the parties that stay, in the mail that tells them of it.
func (s *step) askOthers() {
	if !s.leaves() {
		return
	}
	stay := slices.DeleteFunc(slices.Clone(s.Leads), func(m asking.Member) bool {
		return m.Party == s.Parting.Party || slices.Contains(s.Parting.Gone, m.Party)
	})
	if len(stay) < fewestParties {
		return
	}
	s.Others = asking.Circle{Stage: "others-" + s.turn()}
	s.invite(&s.Others, stay, toAgree, func(m asking.Member) []partnership.Question {
		return GoOnQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&s.Others, s.othersDesk(), procedure.Event{Kind: procedure.Started}, s.staying())
}

// staying goes on with the word of those who lead the others: one yes is enough to go on.
func (s *step) staying() asking.Follower {
	return asking.Follower{
		Answered: func(asking.Happening) {
			if s.leaves() && !s.Others.Closed() && allSayNo(s.Others, QuestionGoOn) {
				s.overtake(procedure.Parting{
					Cause: procedure.PartingTogether, Against: s.Parting.Party, LastDay: s.Parting.LastDay, Gone: s.Parting.Gone,
				})
			}
		},
		Closed: func() {}, Over: s.over,
	}
}

// allSayNo reports whether everybody who is asked, and is still there, has said no.
func allSayNo(c asking.Circle, question string) bool {
	asked := false
	for _, a := range c.Asks {
		if a.Left() {
			continue
		}
		if yes, given := partnership.Answers(a.Answers()).YesNo(question); yes || !given {
			return false
		}
		asked = true
	}
	return asked
}

func (s *step) othersDesk() asking.Desk { return s.desk(TemplateOthers) }
