package kinds_test

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// people who may be in a spec. Some have names that fill a line.
var people = []struct{ id, name string }{
	{"ann", "Ann Li"},
	{"konst", "Константин Константинович Преображенский-Вознесенский"},
	{"maria", "María del Carmen Fernández-Villaverde y Ordóñez"},
	{"vasil", "Василиса Александровна Мусина-Пушкина-Красногорская"},
	{"zoe", "Zoë"},
}

// zones in which no clock is changed: another edition of the zone data must not
// change a corpus.
var zones = []string{"Etc/UTC", "Asia/Tokyo", "America/Phoenix", "Asia/Kolkata"}

// drawSpec is a partnership of two parties with one to five people who are
// asked, and others who may stand in for them.
func drawSpec(w *world) partnership.Spec {
	spec := specs.Duo()
	spec.Zone = draw(w, zones...)
	spec.Start = specs.Date("2026-12-01").AddDays(w.chance.IntN(7))
	spec.End = spec.Start.AddDays(draw(w, 3, 20, 60, 200, 364))
	spec.Calendars = append(spec.Calendars, specs.Office("office", "09:00-17:00"), specs.Office("evening", "15:00-20:00"))
	if w.one(3) {
		spec.Title = "Совместное продвижение образовательных программ в Северо-Западном федеральном округе"
	}
	for _, p := range people[:w.chance.IntN(len(people)+1)] {
		side := &spec.Parties[w.chance.IntN(len(spec.Parties))]
		side.People = append(side.People, partnership.Person{ID: p.id, Name: p.name, Email: p.id + "@" + side.ID + ".example"})
	}
	for i := range spec.Parties {
		for j := range spec.Parties[i].People {
			drawPerson(w, &spec.Parties[i].People[j], spec.Parties[i])
		}
	}
	drawKPIs(w, &spec)
	spec.CheckIns = []partnership.CheckIn{drawCheckIn(w, spec, "fortnightly")}
	if w.one(3) {
		spec.CheckIns = append(spec.CheckIns, drawCheckIn(w, spec, "as-it-goes"))
	}
	return spec
}

func drawPerson(w *world, p *partnership.Person, party partnership.Party) {
	p.Zone, p.Language, p.Calendar = draw(w, zones...), draw(w, "en", "ru"), draw(w, "", "", "office", "evening")
	if deputy := draw(w, party.People...); p.Deputy == "" && deputy.ID != p.ID && w.one(2) {
		p.Deputy = deputy.ID
	}
	if w.one(6) {
		from := specs.Date("2026-12-01").AddDays(w.chance.IntN(20))
		p.Absences = []partnership.Absence{{From: from, Until: from.AddDays(w.chance.IntN(12))}}
	}
}

func drawKPIs(w *world, spec *partnership.Spec) {
	goal := spec.Goals[0]
	goal.KPIs = slices.Clone(goal.KPIs)
	for n := range w.chance.IntN(3) {
		k := goal.KPIs[0]
		k.ID, k.Direction = fmt.Sprintf("kpi-%d", n), draw(w, partnership.Decrease, partnership.Cumulative, partnership.Binary)
		goal.KPIs = append(goal.KPIs, k)
	}
	if w.one(2) {
		goal.KPIs[0].Reporters = []string{draw(w, "lars", "tom")}
	}
	spec.Goals = []partnership.Goal{goal}
}

func drawCheckIn(w *world, spec partnership.Spec, id string) partnership.CheckIn {
	rhythm := draw(w, [2]string{"day", ""}, [2]string{"week", "tuesday"}, [2]string{"2 weeks", "friday"}, [2]string{"month", "15th"})
	c := partnership.CheckIn{
		ID: id, Rule: specs.Rule(rhythm[0], rhythm[1], draw(w, "00:30", "10:00", "16:45")), Kickoff: w.one(2),
		Window: specs.Span(draw(w, "6h", "1bd", "2bd", "5d", "20d")),
	}
	c.Rule.Missed = draw(w, cadence.MissedSendLatest, cadence.MissedSkip)
	for _, s := range []string{"30%", "60%", "1bd"} {
		if w.one(2) {
			c.Remind = append(c.Remind, specs.Span(s))
		}
	}
	for _, topic := range partnership.Topics() {
		if topic == partnership.TopicKPIs || w.one(2) {
			c.About = append(c.About, topic)
		}
	}
	everybody := everyone(spec)
	w.chance.Shuffle(len(everybody), func(i, j int) { everybody[i], everybody[j] = everybody[j], everybody[i] })
	c.Ask = everybody[:1+w.chance.IntN(min(5, len(everybody)))]
	c.Questions = drawQuestions(w)
	return c
}

func drawQuestions(w *world) []partnership.Question {
	one, five := decimal.NewFromInt(1), decimal.NewFromInt(5)
	all := []partnership.Question{
		{ID: "news", Kind: partnership.KindText, Text: "What is new?", Readers: draw(w, partnership.ReadersAll, partnership.ReadersOwn)},
		{ID: "mood", Kind: partnership.KindScale, Text: "How is it?", Min: &one, Max: &five, Optional: w.one(2)},
		{ID: "ready", Kind: partnership.KindYesNo, Text: "Are you ready?"},
		{ID: "colour", Kind: partnership.KindChoice, Text: "Which one?", Choices: []string{"red", "blue"}, Optional: w.one(2)},
	}
	return slices.DeleteFunc(all, func(partnership.Question) bool { return !w.one(4) })
}

func everyone(spec partnership.Spec) []string {
	var ids []string
	for _, party := range spec.Parties {
		for _, p := range party.People {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// amended is the spec in force with a change that an admin might make.
func amended(w *world) partnership.Spec {
	spec := w.spec
	spec.Parties = slices.Clone(spec.Parties)
	for i := range spec.Parties {
		spec.Parties[i].People = slices.Clone(spec.Parties[i].People)
	}
	spec.CheckIns = slices.Clone(spec.CheckIns)
	party := &spec.Parties[w.chance.IntN(len(spec.Parties))]
	person := &party.People[w.chance.IntN(len(party.People))]
	switch w.chance.IntN(7) {
	case 0:
		person.Name += " neu"
	case 1:
		person.Email = fmt.Sprintf("new%d@%s.example", w.count, party.ID)
	case 2:
		leave(&spec, person.ID)
	case 3:
		id := w.id("new")
		party.People = append(party.People, partnership.Person{ID: id, Name: "Новый Сотрудник " + id, Email: id + "@x.example", Zone: "Asia/Tokyo", Language: "ru"})
	case 4:
		if len(spec.CheckIns) > 0 {
			spec.CheckIns[0] = drawCheckIn(w, spec, "fortnightly")
		}
	case 5:
		spec.CheckIns = spec.CheckIns[min(1, len(spec.CheckIns)):]
	case 6:
		spec.End = spec.End.AddDays(draw(w, -30, 10, 60))
		if spec.End.Before(spec.Start) {
			spec.End = spec.Start
		}
	}
	return spec
}

// leave takes a person out, wherever the spec names them.
func leave(spec *partnership.Spec, id string) {
	for i := range spec.Parties {
		party := &spec.Parties[i]
		if len(party.People) == 1 {
			continue
		}
		party.People = slices.DeleteFunc(party.People, func(p partnership.Person) bool { return p.ID == id })
		for j := range party.People {
			if party.People[j].Deputy == id {
				party.People[j].Deputy = ""
			}
		}
	}
	for i := range spec.CheckIns {
		c := &spec.CheckIns[i]
		c.Ask = slices.DeleteFunc(slices.Clone(c.Ask), func(asked string) bool {
			_, there := spec.Person(asked)
			return !there
		})
	}
}
