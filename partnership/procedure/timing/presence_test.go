package timing_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// TestWhatPeopleSayOfThemselvesCountsLikeTheSpec plans the first round and asks
// who stands in, with what was said by mail.
func TestWhatPeopleSayOfThemselvesCountsLikeTheSpec(t *testing.T) {
	t.Parallel()
	away := procedure.Presence{}.Leave("lars", specs.Date("2026-12-05"))
	for _, tc := range []struct {
		name     string
		presence procedure.Presence
		asked    string // in the first round, "" for nobody
		standIn  string // for lars
	}{
		{"nothing", procedure.Presence{}, "lars", "una"},
		{"away", away, "una", "una"},
		{"the deputy away, too", away.Leave("una", specs.Date("2026-12-05")), "sofie", "sofie"},
		{"here again", away.Return("lars"), "lars", "una"},
		{"away no longer", procedure.Presence{}.Leave("lars", specs.Date("2026-11-30")), "lars", "una"},
		{"the deputy wants no mail", away.Stop("una"), "sofie", "sofie"},
		{"wants no mail", procedure.Presence{}.Stop("lars"), "", ""},
		{"wants mail again", procedure.Presence{}.Stop("lars").Start("lars"), "lars", "una"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			agenda, err := timing.Plan([]procedure.Kind{checkin.Kind()}, chain(), procedure.Plan{After: solo.At("2026-12-01 09:00"), Presence: tc.presence})
			if err != nil {
				t.Fatal(err)
			}
			asked := ""
			if len(agenda.Occasions) > 0 {
				asked = agenda.Occasions[0].Asks[0].Person
			}
			if asked != tc.asked || len(agenda.Declared) != 1 {
				t.Errorf("asked is %q, want %q; declared are %v", asked, tc.asked, agenda.Declared)
			}
			got := timing.Reckon(chain(), procedure.Reckon{
				Presence: tc.presence, StandIns: []procedure.StandIn{{Key: "k", Person: "lars", At: solo.At("2026-12-01 10:00"), Not: []string{"lars"}}},
			})
			if got.StandIns[0].Person != tc.standIn {
				t.Errorf("%q stands in, want %q", got.StandIns[0].Person, tc.standIn)
			}
		})
	}
}

func TestDeputiesInACircleWhoWantNoMail(t *testing.T) {
	t.Parallel()
	spec := chain()
	spec.Parties[0].People[2].Deputy = "lars" // una's is lars, whose is una
	got := timing.Reckon(spec, procedure.Reckon{
		Presence: procedure.Presence{Stopped: []string{"una"}}, StandIns: []procedure.StandIn{{Key: "k", Person: "lars", At: solo.At("2026-12-01 10:00")}},
	})
	if got.StandIns[0].Person != "sofie" {
		t.Errorf("%q stands in", got.StandIns[0].Person)
	}
}

// TestPeopleAreFoundByTheNamesThatColleaguesUse has the cases of Russian names.
func TestPeopleAreFoundByTheNamesThatColleaguesUse(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	for _, p := range []struct{ id, name string }{
		{"ivan", "Иван Громов"}, {"anna", "Анна Петрова"}, {"sofia", "Софья Берг"}, {"olga", "Ольга Петрова"}, {"anne", "Anne Marie Hansen"}, {"petr", "Пётр Семёнов"},
	} {
		person := spec.Parties[0].People[0]
		person.ID, person.Name, person.Email = p.id, p.name, p.id+"@north.example"
		spec.Parties[0].People = append(spec.Parties[0].People, person)
	}
	spec.Parties[0].People = slices.DeleteFunc(spec.Parties[0].People, func(p partnership.Person) bool { return p.ID == "sofie" })
	for name, want := range map[string]string{
		"Анна": "anna", "Анне": "anna", "Анне Петровой": "anna", "Ивану": "ivan", "Громову": "ivan", "Софье": "sofia", "Ольге": "olga", "Петру": "petr", "Петр Семенов": "petr",
		"Анне Петровой, она в курсе": "anna", "Ольге (с понедельника)": "olga", "Anne": "anne", "marie hansen": "anne", "Ann": "", "anna@north.example": "anna", "ANNA": "anna", "Тому": "", "tom": "", "lars": "", "?": "",
		"Петровой": "several",
	} {
		got := timing.Reckon(spec, procedure.Reckon{StandIns: []procedure.StandIn{{Key: "k", Person: "lars", Named: name}}}).StandIns[0]
		if want == "several" {
			if got.Person != "" || !slices.Equal(got.Choices, []string{"Анна Петрова", "Ольга Петрова"}) {
				t.Errorf("%s means %q or one of %v", name, got.Person, got.Choices)
			}
			continue
		}
		if got.Person != want {
			t.Errorf("%s means %q, want %q", name, got.Person, want)
		}
		if want == "" && len(got.Choices) != 6 {
			t.Errorf("instead of %s one may choose from %v", name, got.Choices)
		}
	}
}
