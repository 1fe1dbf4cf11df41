package revision_test

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// shop is a small partnership of Oslo and Dublin, as the language compiles it.
func shop() partnership.Spec {
	fifty := decimal.NewFromInt(50)
	return partnership.Spec{
		Schema: partnership.SchemaVersion, Slug: "pots-leaves", Title: "Tea together", Purpose: "Sell tea and pots together.",
		Start: day("2027-01-01"), End: day("2027-12-31"), Zone: "Europe/Oslo", Language: "en", Calendar: "norway", Currency: "EUR",
		Tags:       []string{"nordics", "tea"},
		Principles: []string{"Figures first", "No surprises"},
		Calendars:  []cadence.Calendar{{Name: "norway", Workdays: cadence.StandardWeek().Workdays, Holidays: []cadence.Date{day("2027-05-17")}}},
		Parties: []partnership.Party{
			{ID: "leaf", Name: "Leaf Ltd", Share: &fifty, Zone: "Europe/Dublin", Language: "en", Calendar: "norway", People: []partnership.Person{
				human("bo", "Europe/Dublin", partnership.RoleLead, partnership.RoleSignatory),
			}},
			{ID: "pot", Name: "Pot AS", Share: &fifty, Zone: "Europe/Oslo", Language: "en", Calendar: "norway", People: []partnership.Person{
				human("ann", "Europe/Oslo", partnership.RoleLead, partnership.RoleSignatory),
				human("cat", "Europe/Oslo", partnership.RoleMember),
			}},
		},
		Goals: []partnership.Goal{{
			ID: "sales", Statement: "Sell 144 pots a quarter instead of 120", Start: day("2027-01-01"), Due: day("2027-12-31"), Weight: decimal.NewFromInt(1),
			KPIs: []partnership.KPI{{
				ID: "pots", Unit: "pots", Direction: partnership.Increase, Baseline: decimal.NewFromInt(120), Target: decimal.NewFromInt(144),
				Weight: decimal.NewFromInt(1), Reporters: []string{"ann", "bo"},
			}},
			Milestones: []partnership.Milestone{{ID: "shelf", Title: "Shelf in ten shops", Due: day("2027-06-30"), AcceptBy: "bo"}},
		}},
		CheckIns: []partnership.CheckIn{{
			ID: "weekly", Rule: rule("week", "tuesday", "10:00"), Ask: []string{"ann", "bo"}, About: partnership.Topics(),
			Window: span("2bd"), Remind: []cadence.Span{span("60%")},
			Questions: []partnership.Question{{ID: "news", Kind: partnership.KindText, Text: "What changed?"}, {ID: "mood", Kind: partnership.KindScale, Text: "How is the mood?"}},
		}},
		Meetings: []partnership.Meeting{{ID: "steering", Rule: rule("month", "first thursday", "15:00"), Invite: []string{"ann", "bo"}}},
		Conflict: &partnership.Conflict{Levels: []partnership.ConflictLevel{
			{ID: "direct", Parties: true, Within: span("10bd")},
			{ID: "leads", Who: []string{"ann", "bo"}, Within: span("10bd")},
		}},
	}
}

func human(id, zone string, roles ...partnership.Role) partnership.Person {
	return partnership.Person{
		ID: id, Name: id, Email: id + "@tea.example", Roles: roles, Language: "en", Zone: zone, Calendar: "norway",
	}
}

func day(s string) cadence.Date {
	d, err := cadence.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func span(s string) cadence.Span {
	v, err := cadence.ParseSpan(s)
	if err != nil {
		panic(err)
	}
	return v
}

func rule(every, on, at string) cadence.Rule {
	r, err := cadence.ParseRule(every, on, at)
	if err != nil {
		panic(err)
	}
	return r
}

// at is a moment of 2027 in UTC.
func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", "2027-"+s)
	if err != nil {
		panic(err)
	}
	return t
}
