package partnership_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

func withAreas() partnership.Spec {
	lead := []partnership.Role{partnership.RoleLead}
	return partnership.Spec{
		Parties: []partnership.Party{
			{ID: "north", People: []partnership.Person{{ID: "lars", Name: "Lars Hauge", Roles: lead}, {ID: "sofie", Name: "Sofie Berg"}}},
			{ID: "south", People: []partnership.Person{{ID: "anna", Name: "Анна Иванова", Roles: lead}, {ID: "tom", Name: "Tom Daly"}}},
		},
		Goals: []partnership.Goal{{ID: "leads", Owner: "anna"}},
		Areas: []partnership.Area{
			{ID: "marketing", Accountable: "sofie", Responsible: []string{"tom"}},
			{ID: "finance", Accountable: "tom"},
			{ID: "customer_service", Accountable: "anna"},
			{ID: "lead-routing", Accountable: "tom"},
			{ID: "product", NotApplicable: true},
			{ID: "legal"},
		},
	}
}

// TestAQuestionIsForWhoeverAnswersForWhatItNames: a person, then a goal, then an area, in either
// language and in any case; else the writer's own lead.
func TestAQuestionIsForWhoeverAnswersForWhatItNames(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]struct{ who, area string }{
		"who pays for marketing?":                 {"sofie", "marketing"},
		"MARKETING: when does it begin?":          {"sofie", "marketing"},
		"Кто платит за маркетинг?":                {"sofie", "marketing"},
		"вопрос по маркетингу":                    {"sofie", "marketing"},
		"Как быть с финансами?":                   {"tom", "finance"},
		"is the customer service open on Sunday?": {"anna", "customer_service"},
		"Кто отвечает за обслуживание клиентов?":  {"anna", "customer_service"},
		"how is lead routing done?":               {"tom", "lead-routing"},
		"Tom, who pays for marketing?":            {"tom", ""},
		"do leads count twice in marketing?":      {"anna", ""},
		"marketing or finance?":                   {"lars", ""}, // two could be meant
		"what of the product?":                    {"lars", ""}, // there is nothing to answer for
		"is that legal?":                          {"lars", ""}, // nobody answers for it
		"who are our customers?":                  {"lars", ""},
		"when do we meet?":                        {"lars", ""},
	} {
		c := partnership.Command{Name: partnership.CommandQuestion, Argument: words}
		spec := withAreas()
		spec.Parties[0].People = append(spec.Parties[0].People, partnership.Person{ID: "writer", Name: "Nils Aas"})
		people := spec.Answerers("writer", c)
		if len(people) != 1 || people[0].ID != want.who {
			t.Errorf("%q is for %v, want %s", words, people, want.who)
		}
		area, _ := spec.AreaOf("writer", c)
		if area.ID != want.area {
			t.Errorf("%q is about %q, want %q", words, area.ID, want.area)
		}
	}
	own := partnership.Command{Name: partnership.CommandQuestion, Argument: "what of marketing?"}
	if people := withAreas().Answerers("sofie", own); people[0].ID != "lars" {
		t.Errorf("who answers for it is asked by %s", people[0].ID)
	}
	if _, ok := withAreas().AreaOf("lars", partnership.Command{Name: partnership.CommandIdea, Argument: "marketing"}); ok {
		t.Error("an idea is about an area")
	}
}

// TestAreasWithoutAnAnswerAreNamed, also those of every partnership that nothing is said of; a
// spec without areas has chosen to have none.
func TestAreasWithoutAnAnswerAreNamed(t *testing.T) {
	t.Parallel()
	spec := withAreas()
	if got := spec.AreasWithoutAnswer(); !slices.Equal(got, []string{"legal"}) {
		t.Errorf("%v", got)
	}
	spec.Areas = spec.Areas[1:2]
	if got := spec.AreasWithoutAnswer(); !slices.Equal(got, []string{"product", "marketing", "customer_service"}) {
		t.Errorf("%v", got)
	}
	spec.Areas = nil
	if got := spec.AreasWithoutAnswer(); got != nil {
		t.Errorf("%v", got)
	}
}
