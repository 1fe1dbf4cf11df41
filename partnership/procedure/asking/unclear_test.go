package asking_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

var puzzling = procedure.Reply{Problems: []string{`"30 to 40" is two numbers`}}

// unclearTo collects what the partnership is told of answers that could not be
// understood.
func unclearTo(s *table, replies ...procedure.Reply) []procedure.Unclear {
	for _, r := range replies {
		s.mail("lars", r)
	}
	var told []procedure.Unclear
	for _, f := range s.P.(*poll).Told {
		if f.Kind == procedure.FactUnclear {
			told = append(told, *f.Unclear)
		}
	}
	return told
}

func TestTheSecondAnswerThatNobodyUnderstandsGoesToTheLead(t *testing.T) {
	t.Parallel()
	answer := procedure.Reply{Answers: []partnership.Answer{specs.Number("mql", "130")}}
	for name, tc := range map[string]struct {
		replies []procedure.Reply
		want    int
	}{
		"once":                          {[]procedure.Reply{puzzling}, 0},
		"twice":                         {[]procedure.Reply{puzzling, puzzling}, 1},
		"again and again, told once":    {[]procedure.Reply{puzzling, puzzling, puzzling, puzzling}, 1},
		"an answer in between":          {[]procedure.Reply{puzzling, answer, puzzling}, 0},
		"too large to read, both times": {[]procedure.Reply{{Class: procedure.ReplyUnread}, {Class: procedure.ReplyUnread}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := ask(t, specs.Duo()).skip()
			told := unclearTo(s, tc.replies...)
			if len(told) != tc.want {
				t.Fatalf("the lead hears of %+v, want %d", told, tc.want)
			}
			if tc.want > 0 && (told[0].Person != "lars" || !slices.Equal(told[0].Problems, tc.replies[1].Problems)) {
				t.Errorf("the lead hears %+v", told[0])
			}
			last := s.Letters[len(s.Letters)-1]
			if last.Form == procedure.FormReceipt && last.Passed != (tc.want > 0) {
				t.Errorf("the receipt says that the lead hears of it: %v", last.Passed)
			}
		})
	}
}

func TestOfWhatIsThePersonsAloneTheLeadHearsOnlyThatItHappened(t *testing.T) {
	t.Parallel()
	for name, mark := range map[string]func(*table, *poll){
		"personal": func(_ *table, p *poll) { p.Personal = true },
		"sealed":   func(_ *table, p *poll) { p.Sealed = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := unclearTo(ask(t, specs.Duo(), mark).skip(), puzzling, puzzling)
			if len(told) != 1 || len(told[0].Problems) > 0 {
				t.Errorf("the lead hears %+v", told)
			}
		})
	}
}

func TestByTheFirstRulesNobodyHearsOfUnclearAnswers(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Rules = 1 }).skip()
	if told := unclearTo(s, puzzling, puzzling); len(told) > 0 {
		t.Errorf("the lead hears %+v", told)
	}
	s.happened(asking.Unread, asking.Unread)
}
