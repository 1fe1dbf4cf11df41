package lifecycle_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// withAreas is duo in which Tom answers for marketing, and Sofie and Lars do its work.
func withAreas() partnership.Spec {
	spec := specs.Duo()
	spec.Areas = []partnership.Area{{ID: "marketing", Accountable: "tom", Responsible: []string{"lars", "sofie", "tom"}}, {ID: "product", NotApplicable: true}, {ID: "finance"}}
	return spec
}

// TestAQuestionAboutAnAreaIsForWhoeverAnswersForIt, and who does its work hears of it with their
// next mail: once, and not who asks or answers.
func TestAQuestionAboutAnAreaIsForWhoeverAnswersForIt(t *testing.T) {
	t.Parallel()
	l := open(t, withAreas()).wrote("lars", partnership.CommandQuestion, "Who pays for marketing?")
	if owner := l.partnership().Handed[0].Owner; owner != "tom" {
		t.Errorf("%s is asked", owner)
	}
	want := []string{"sofie"}
	if people := l.written(lifecycle.TemplateAreaAsked); !slices.Equal(people, want) {
		t.Fatalf("those who hear of it are %v, want %v", people, want)
	}
	letter := l.Letters[slices.IndexFunc(l.Letters, func(o procedure.Letter) bool { return o.Template == lifecycle.TemplateAreaAsked })]
	var c lifecycle.AreaAsked
	if err := json.Unmarshal(letter.Content, &c); err != nil || c.Area != "marketing" || c.Owner != "tom" || c.By != "lars" || !letter.Rides {
		t.Errorf("it says %+v, %v", c, err)
	}
	l.wrote("lars", partnership.CommandQuestion, "When do we meet?").wrote("lars", partnership.CommandIdea, "more marketing").wrote("tom", partnership.CommandBlocker, "marketing is stuck")
	if people := l.written(lifecycle.TemplateAreaAsked); !slices.Equal(people, want) {
		t.Errorf("of what is about no area of somebody else %v hear", people)
	}
}

// TestTheCardNamesAreasWithoutAnAnswer as long as there are some.
func TestTheCardNamesAreasWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	l := open(t, withAreas()).shows("Nobody answers for", "finance, customer\\_service")
	l.amend(func(s *partnership.Spec) {
		s.Areas[2].Accountable = "sofie"
		s.Areas = append(s.Areas, partnership.Area{ID: "customer_service", NotApplicable: true})
	})
	if strings.Contains(l.Shown.Card, "Nobody answers for") {
		t.Errorf("the card still names some:\n%s", l.Shown.Card)
	}
	if l.command(procedure.Command{Name: procedure.EndNow, Reason: "x"}); strings.Contains(l.Shown.Card, "Nobody answers for") {
		t.Error("the card of what is over does")
	}
}
