package revision_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/outline"
	"github.com/rapport-engine/rapport/partnership/revision"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		edit func(*partnership.Spec)
		want string // a line for each change; material ones end in "!"
	}{
		{"nothing", func(*partnership.Spec) {}, ""},
		{"title", func(s *partnership.Spec) { s.Title = "Tea" }, `changed title "Tea together" -> "Tea"`},
		{
			"a title is translated",
			func(s *partnership.Spec) { s.Phrases = said(s.Title, "Чай вместе") },
			`changed title "Tea together" -> { en = "Tea together", ru = "Чай вместе" }`,
		},
		{
			"what all have signed is translated",
			func(s *partnership.Spec) {
				s.Phrases = said(s.Goals[0].Statement, "Продать чайников: 144")
			},
			`changed goal.sales/statement "Sell 144 pots a quarter instead of 120" -> { en = "Sell 144 pots a quarter instead of 120", ru = "Продать чайников: 144" } !`,
		},
		{"type appears", func(s *partnership.Spec) { s.Type = "channel" }, `added type -> "channel"`},
		{"currency goes", func(s *partnership.Spec) { s.Currency = "" }, `removed currency "EUR" -> !`},
		{
			"a tag comes, another goes", func(s *partnership.Spec) { s.Tags = []string{"north", "tea"} },
			`changed tags ["nordics", "tea"] -> ["north", "tea"] +["north"] -["nordics"]`,
		},
		{"tags in another order", func(s *partnership.Spec) { slices.Reverse(s.Tags) }, ""},
		{
			"principles in another order", func(s *partnership.Spec) { slices.Reverse(s.Principles) },
			`changed principles ["Figures first", "No surprises"] -> ["No surprises", "Figures first"]`,
		},
		{"parties in another order", func(s *partnership.Spec) { slices.Reverse(s.Parties) }, ""},
		{"the same number spelt differently", func(s *partnership.Spec) { s.Goals[0].KPIs[0].Target = decimal.New(1440, -1) }, ""},
		{
			"target", func(s *partnership.Spec) { s.Goals[0].KPIs[0].Target = decimal.NewFromInt(150) },
			`changed goal.sales/kpi.pots/target 144 -> 150 !`,
		},
		{
			"a goal is renamed", func(s *partnership.Spec) { s.Goals[0].ID = "turnover" },
			"added goal.turnover !\nremoved goal.sales !",
		},
		{"a person joins", func(s *partnership.Spec) {
			s.Parties[0].People = append(s.Parties[0].People, human("dan", "Europe/Dublin", partnership.RoleMember))
		}, `added party.leaf/person.dan`},
		{"a signatory joins", func(s *partnership.Spec) {
			s.Parties[0].People = append(s.Parties[0].People, human("dan", "Europe/Dublin", partnership.RoleSignatory))
		}, `added party.leaf/person.dan !`},
		{
			"a member gets another address", func(s *partnership.Spec) { s.Parties[1].People[1].Email = "c@tea.example" },
			`changed party.pot/person.cat/email "cat@tea.example" -> "c@tea.example"`,
		},
		{
			"a signatory gets another address", func(s *partnership.Spec) { s.Parties[1].People[0].Email = "a@tea.example" },
			`changed party.pot/person.ann/email "ann@tea.example" -> "a@tea.example" !`,
		},
		{
			"a lead no longer signs", func(s *partnership.Spec) { s.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleLead} },
			`changed party.pot/person.ann/roles ["lead", "signatory"] -> ["lead"] -["signatory"] !`,
		},
		{"a signatory no longer leads", func(s *partnership.Spec) {
			s.Parties[1].People[0].Roles = []partnership.Role{partnership.RoleSignatory}
		}, `changed party.pot/person.ann/roles ["lead", "signatory"] -> ["signatory"] -["lead"]`},
		{"an absence comes", func(s *partnership.Spec) {
			s.Parties[0].People[0].Absences = []partnership.Absence{{From: day("2027-07-01"), Until: day("2027-07-14")}}
		}, `added party.leaf/person.bo/absence`},
		{"an absence comes twice", func(s *partnership.Spec) {
			away := partnership.Absence{From: day("2027-07-01"), Until: day("2027-07-14")}
			s.Parties[0].People[0].Absences = []partnership.Absence{away, away}
		}, "added party.leaf/person.bo/absence\nadded party.leaf/person.bo/absence"},
		{"exchange rates come", func(s *partnership.Spec) {
			s.ExchangeRates = []partnership.ExchangeRate{usd("2027-01-01"), usd("2027-04-01")}
		}, "added exchange_rate.USD\nadded exchange_rate.USD"},
		{
			"somebody else accepts", func(s *partnership.Spec) { s.Goals[0].Milestones[0].AcceptBy = "ann" },
			`changed goal.sales/milestone.shelf/accept_by person.bo -> person.ann`,
		},
		{
			"nobody accepts any more", func(s *partnership.Spec) { s.Goals[0].Milestones[0].AcceptBy = "" },
			`removed goal.sales/milestone.shelf/accept_by person.bo -> !`,
		},
		{
			"fewer are asked", func(s *partnership.Spec) { s.CheckIns[0].Ask = []string{"bo"} },
			`changed check_in.weekly/ask [person.ann, person.bo] -> [person.bo] -[person.ann]`,
		},
		{
			"no reminders", func(s *partnership.Spec) { s.CheckIns[0].Remind = nil },
			`changed check_in.weekly/remind ["60%"] -> [] -["60%"]`,
		},
		{
			"questions in another order", func(s *partnership.Spec) { slices.Reverse(s.CheckIns[0].Questions) },
			`changed check_in.weekly/question ["news", "mood"] -> ["mood", "news"]`,
		},
		{
			"the ladder in another order", func(s *partnership.Spec) { slices.Reverse(s.Conflict.Levels) },
			`changed conflict/level ["direct", "leads"] -> ["leads", "direct"] !`,
		},
		{"a level in between", func(s *partnership.Spec) {
			s.Conflict.Levels = slices.Insert(s.Conflict.Levels, 1, partnership.ConflictLevel{ID: "mediator", Contact: "m@x.example", Within: span("30d")})
		}, `added conflict/level.mediator !`},
		{"the level is for the leads", func(s *partnership.Spec) {
			s.Conflict.Levels[0].Parties, s.Conflict.Levels[0].Who = false, []string{"ann"}
		}, `changed conflict/level.direct/who "parties" -> [person.ann] !`},
		{"no ladder", func(s *partnership.Spec) { s.Conflict = nil }, `removed conflict !`},
		{
			"a holiday", func(s *partnership.Spec) {
				s.Calendars[0].Holidays = append(s.Calendars[0].Holidays, day("2027-12-24"))
			},
			`changed calendar.norway/holidays ["2027-05-17"] -> ["2027-05-17", "2027-12-24"] +["2027-12-24"]`,
		},
		{"a newer form", func(s *partnership.Spec) { s.Schema++ }, `changed schema 1 -> 2`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			old, spec := shop(), shop()
			c.edit(&spec)
			if diff := cmp.Diff(c.want, render(revision.Compare(old, spec))); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

// render writes changes briefly.
func render(changes []revision.Change) string {
	var lines []string
	for _, c := range changes {
		line := fmt.Sprintf("%s %s", c.Action, c.Path)
		if c.Block == nil {
			line += fmt.Sprintf(" %s-> %s", spaced(c.Old), spaced(c.New))
		}
		line += listed(" +", c.Gained) + listed(" -", c.Lost)
		if c.Material {
			line += " !"
		}
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(lines, "\n")
}

func spaced(v *outline.Value) string {
	if v == nil {
		return ""
	}
	return v.String() + " "
}

func listed(sign string, values []outline.Value) string {
	if len(values) == 0 {
		return ""
	}
	return sign + outline.Set(values...).String()
}

// TestCompareWithNothing lists a new partnership whole.
func TestCompareWithNothing(t *testing.T) {
	t.Parallel()
	changes := revision.Compare(partnership.Spec{}, shop())
	for _, c := range changes {
		if c.Action == revision.Removed || c.Old != nil && c.Path != "schema" && c.Path != "slug" {
			t.Errorf("%s %s: nothing was there before", c.Action, c.Path)
		}
	}
	back := revision.Compare(shop(), partnership.Spec{})
	if len(back) != len(changes) {
		t.Errorf("%d changes one way, %d the other", len(changes), len(back))
	}
}

func usd(on string) partnership.ExchangeRate {
	return partnership.ExchangeRate{Currency: "USD", On: day(on), Rate: decimal.New(92, -2)}
}

// TestARateOfAnotherDayIsAnotherRate pairs the rates of one currency by their days.
func TestARateOfAnotherDayIsAnotherRate(t *testing.T) {
	t.Parallel()
	var old, mended, later partnership.Spec
	old.ExchangeRates = []partnership.ExchangeRate{usd("2027-01-01"), usd("2027-04-01")}
	mended.ExchangeRates = []partnership.ExchangeRate{usd("2027-01-01"), usd("2027-04-01")}
	mended.ExchangeRates[1].Rate = decimal.New(9, -1)
	later.ExchangeRates = append(slices.Clone(old.ExchangeRates), usd("2027-07-01"))
	for _, tt := range []struct {
		name string
		new  partnership.Spec
		want string
	}{
		{"nothing", old, "[]"},
		{"a rate", mended, "[changed exchange_rate.USD/rate 0.92 -> 0.9]"},
		{"a day", later, "[added exchange_rate.USD]"},
	} {
		lines := []string{}
		for _, c := range revision.Compare(old, tt.new) {
			line := fmt.Sprint(c.Action, " ", c.Path)
			if c.Action == revision.Changed {
				line += fmt.Sprint(" ", c.Old.Plain(), " -> ", c.New.Plain())
			}
			lines = append(lines, line)
		}
		if got := fmt.Sprint(lines); got != tt.want {
			t.Errorf("%s changes: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// said is a text in Russian.
func said(text, russian string) partnership.Phrases {
	return partnership.Phrases{{Language: "ru", Text: text, Says: russian}}
}

// TestATranslationIsTakenAtOnceOrWaitsWithItsText: of what is signed, the Russian words are
// signed, too; a title is only a title.
func TestATranslationIsTakenAtOnceOrWaitsWithItsText(t *testing.T) {
	t.Parallel()
	old, spec := shop(), shop()
	old.Phrases = partnership.SortPhrases(append(said(old.Title, "Чай"), said(old.Goals[0].Statement, "Продать сто чайников")...))
	spec.Phrases = partnership.SortPhrases(append(said(old.Title, "Чай вместе"), said(old.Goals[0].Statement, "Продать двести чайников")...))
	spec.Meetings[0].Title = "Tea and figures"
	spec.Phrases = partnership.SortPhrases(append(spec.Phrases, said("Tea and figures", "Чай и цифры")...))
	atOnce, rest := halved(t, old, spec)
	if got := atOnce.Said("ru", old.Goals[0].Statement); got != "Продать сто чайников" {
		t.Errorf("before all have signed the statement says %q", got)
	}
	if title, meeting := atOnce.Said("ru", old.Title), atOnce.Said("ru", "Tea and figures"); title != "Чай вместе" || meeting != "Чай и цифры" {
		t.Errorf("what needs no signature says %q and %q", title, meeting)
	}
	if len(rest) != 1 || rest[0].Path != "goal.sales/statement" || !rest[0].Material {
		t.Errorf("what waits:\n%s", render(rest))
	}
}
