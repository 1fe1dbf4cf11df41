package procedure_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func known() procedure.Known {
	return procedure.Known{
		People: []partnership.Person{{ID: "astrid", Name: "Astrid Vik"}, {ID: "tom", Name: "Tom Kettle"}, {ID: "vera", Name: "Вера Соколова"}, {ID: "tom-two", Name: "Tom Pot"}},
		KPIs:   []string{"mql", "response-hours"}, Goals: []string{"leads"},
		Today: cadence.Date{Year: 2026, Month: 11, Day: 30}, // a Monday
	}
}

func TestACommandIsTakenAsItWasMeant(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]procedure.Command{
		`{"person": "Astrid"}`:                    {Person: "astrid"},
		`{"person": " \"ASTRID VIK\" "}`:          {Person: "astrid"},
		`{"person": "«Вере Соколовой»"}`:          {Person: "vera"},
		`{"person": "Tom"}`:                       {Person: "tom"}, // an ID is meant before a name
		`{"person": "nobody"}`:                    {Person: "nobody"},
		`{"kpi": "MQL", "value": "'130'"}`:        {KPI: "mql", Value: "130"},
		`{"goal": "Leads"}`:                       {Goal: "leads"},
		`{"until": "tomorrow"}`:                   {Until: "2026-12-01"},
		`{"until": "сегодня"}`:                    {Until: "2026-11-30"},
		`{"to": "Fri 4 Dec"}`:                     {To: "2026-12-04"},
		`{"to": "Thursday"}`:                      {To: "2026-12-03"},
		`{"to": "monday"}`:                        {To: "2026-12-07"},
		`{"to": "в пятницу"}`:                     {To: "2026-12-04"},
		`{"to": "Fri 5 Dec"}`:                     {To: "Fri 5 Dec"}, // a Saturday
		`{"date": "December 4th, 2027"}`:          {Date: "2027-12-04"},
		`{"date": "4 декабря"}`:                   {Date: "2026-12-04"},
		`{"due": "10.01."}`:                       {Due: "2027-01-10"},
		`{"due": "1.2.2027"}`:                     {Due: "2027-02-01"},
		`{"due": "31 Feb"}`:                       {Due: "31 Feb"},
		`{"due": "soon"}`:                         {Due: "soon"},
		`{"date": "2026-12-01"}`:                  {Date: "2026-12-01"},
		`"{\"person\": \"astrid\"}"`:              {Person: "astrid"},
		`"{\"kpi\": \"mql\", \"value\": 130}"`:    {KPI: "mql", Value: "130"},
		`{"reason": "he said \"wait\" tomorrow"}`: {Reason: `he said "wait" tomorrow`},
	} {
		var c procedure.Command
		if err := json.Unmarshal([]byte(typed), &c); err != nil || c.Malformed() != nil {
			t.Errorf("%s: %v, %v", typed, err, c.Malformed())
			continue
		}
		got, _ := json.Marshal(c.Meant(known()))
		if b, _ := json.Marshal(want); string(got) != string(b) {
			t.Errorf("%s is taken as %s, want %s", typed, got, b)
		}
	}
}

// A meeting is moved to a day and a time, which its own code reads.
func TestAMomentStaysAsItIs(t *testing.T) {
	t.Parallel()
	c := procedure.Command{Name: procedure.MoveMeeting, To: "2026-12-09 10:00"}
	if got := c.Meant(known()); got.To != c.To {
		t.Errorf("%q", got.To)
	}
}

func FuzzMeant(f *testing.F) {
	for _, s := range []string{"Fri 4 Dec", "tomorrow", "4.12.", "“Astrid”", "в пятницу", "31 Feb 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := procedure.Command{Until: s, Person: s}.Meant(known())
		if again := once.Meant(known()); again.Until != once.Until || again.Person != once.Person {
			t.Errorf("%q: %+v, then %+v", s, once, again)
		}
	})
}
