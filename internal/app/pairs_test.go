package app

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/rehearsal"
)

// everything is a partnership with a procedure of every kind, most of them twice, in little
// more than half a year.
const everything = `
partnership "all" {
  title = "Everything at once"
  purpose = "To have all that there is."
  start = "2027-01-04"
  end = "2027-06-30"
  timezone = "Europe/Oslo"
  currency = "EUR"
  discount_rate = 5

  agreement {
    AGREEMENT
  }

  party "north" {
    name = "North AS"
    share = 50
    person "anna" {
      name = "Anna Nord"
      email = "anna@north.example"
      roles = ["lead", "executive", "signatory"]
    }
    person "nils" {
      name = "Nils Nord"
      email = "nils@north.example"
      roles = ["finance"]
    }
    contributes "fair" {
      hours = 100
    }
    obligation "contract" {
      what  = "Send the contract of the stand"
      owner = person.nils
      due   = "2027-02-10"
    }
  }

  party "south" {
    name = "South GmbH"
    share = 50
    person "sven" {
      name = "Sven Süd"
      email = "sven@south.example"
      roles = ["lead", "executive", "signatory"]
    }
    person "sara" {
      name = "Sara Süd"
      email = "sara@south.example"
      roles = ["finance"]
    }
    contributes "list" { hours = 100 }
  }

  goal "leads" {
    statement = "Grow qualified leads from 100 to 160 by June 2027"
    owner = person.anna
    due = "2027-06-15"
    beneficiaries = [party.north, party.south]
    kpi "mql" {
      title = "Qualified leads"
      unit = "leads"
      baseline = 100
      target = 160
      source = "the list"
      reporters = [person.anna, person.sven]
    }
    milestone "fair" {
      title = "The fair"
      due = "2027-04-15"
      owner = person.sven
    }
  }

  check_in "monthly" {
    every = "month"
    on = "first tuesday"
    at = "10:00"
    ask = [role.lead]
    about = ["kpis", "confidence", "blockers"]
  }

  survey "pulse" {
    every = "quarter"
    on = "second tuesday"
    at = "10:00"
    ask = [role.lead, role.finance]
    anonymous = false
    question "trust" {
      text = "We can rely on each other"
      kind = "scale"
      dimension = "trust"
    }
  }

  review "progress" {
    every = "quarter"
    on = "third tuesday"
    at = "10:00"
    method = "progress"
    ask = [role.lead]
    chair = person.anna
    window = "3bd"
  }
  review "money" {
    every = "quarter"
    on = "fourth tuesday"
    at = "10:00"
    method = "financial"
    ask = [role.finance]
    chair = person.sven
    window = "3bd"
  }
  review "swot" {
    every = "6 months"
    on = "second wednesday"
    at = "10:00"
    method = "swot"
    ask = [role.lead]
    chair = person.sven
    window = "3bd"
  }
  review "health" {
    every = "quarter"
    on = "second thursday"
    at = "10:00"
    method = "health"
    ask = [role.lead]
    chair = person.anna
  }

  ideas "next" { ask = [role.lead] }

  meeting "monthly" {
    every  = "quarter"
    on     = "fourth thursday"
    at     = "10:00"
    invite = [role.lead]
    chair  = person.anna
  }

  decision_rule "together" {
    one_per_party = true
  }

  conflict {
    follow_up = ["30d"]
    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "leads" {
      who    = [role.lead]
      within = "10bd"
    }
  }
  renewal { before = "60d" }
  exit {
    notice = "30d"
    continuity = "The list stays with South."
  }
}
`

// sorts are how the people of a party behave.
var sorts = map[string]func(person string) config.Persona{
	"diligent": func(string) config.Persona { return config.Persona{} },
	"silent":   func(string) config.Persona { return config.Persona{Silent: true} },
	"declines": func(string) config.Persona { return writing("no, we do not agree", "DECLINE: not like this") },
	"away": func(string) config.Persona {
		return config.Persona{Away: []partnership.Absence{{From: cadence.Date{Year: 2027, Month: 2, Day: 8}, Until: cadence.Date{Year: 2027, Month: 4, Day: 30}}}}
	},
	"promising": func(string) config.Persona {
		return writing("You will have it from me on Friday.", "I will look into it on Friday.")
	},
	"unclear": func(string) config.Persona {
		return writing("Well, it depends, more or less as last time I would say.", "Perhaps we should talk?")
	},
}

// writing answers everything with some words, and what is to be signed with others.
func writing(words, signing string) config.Persona {
	var p config.Persona
	for _, kind := range standardRepertoire().kinds {
		for _, template := range kind.Asks {
			text := words
			if template == "charter" || template == "signature" {
				text = signing
			}
			p.Replies = append(p.Replies, config.PersonaReply{Template: string(template), Texts: []string{text}})
		}
	}
	return p
}

// TestNothingIsStuckWithAnyPairOfPeople plays a partnership that has everything through its
// whole time, and one that is ended before its time, with people of every sort on either
// side (procedures 0.11). Whatever goes on when a moment is over waits for a clock, or says
// on its card why nothing follows by itself; and in the end nothing goes on.
func TestNothingIsStuckWithAnyPairOfPeople(t *testing.T) {
	if testing.Short() {
		t.Skip("plays seventy half years")
	}
	t.Parallel()
	begun := map[procedure.Type]bool{}
	for _, play := range []struct{ name, agreement string }{{"to the last day", `signed_on = "2026-12-01"`}, {"with an exit", `signed_on = "2026-12-01"`}, {"to be signed", ""}} {
		spec := loadEverything(t, play.agreement)
		for north := range sorts {
			for south := range sorts {
				if north > south && play.name != "to the last day" || north != south && south != "diligent" && north != "diligent" && play.name == "with an exit" {
					continue // how it begins and ends says little more of the others
				}
				t.Run(play.name+"/"+north+"-"+south, func(t *testing.T) {
					t.Parallel()
					for kind := range playPair(t, spec, north, south, play.name == "with an exit") {
						mutex.Lock()
						begun[kind] = true
						mutex.Unlock()
					}
				})
			}
		}
	}
	t.Cleanup(func() {
		for _, kind := range standardRepertoire().kinds {
			if !begun[kind.Type] && kind.Type != procedure.Partnership {
				t.Errorf("nobody has played %s", kind.Type)
			}
		}
	})
}

var mutex sync.Mutex

func loadEverything(t *testing.T, agreement string) partnership.Spec {
	t.Helper()
	files := fstest.MapFS{"all.hcl": &fstest.MapFile{Data: []byte(strings.Replace(everything, "AGREEMENT", agreement, 1))}}
	loaded := config.Load(files, config.Options{})
	if loaded.Diagnostics.HasErrors() {
		var b strings.Builder
		loaded.Diagnostics.WriteText(&b, config.TextOptions{})
		t.Fatal(b.String())
	}
	return loaded.Specs[0]
}

// playPair plays the partnership with people of two sorts, and returns what has begun.
func playPair(t *testing.T, spec partnership.Spec, north, south string, exit bool) map[procedure.Type]bool {
	t.Helper()
	var script config.Rehearsal
	for i, sort := range []string{north, south} {
		for _, person := range spec.Parties[i].People {
			p := sorts[sort](person.ID)
			p.Person = person.ID
			if person.ID == "anna" {
				p.Writes = append(p.Writes, config.PersonaWrite{At: morningOf(3, 8), Text: "VOTE together: We take the bigger stand."})
			}
			script.Personas = append(script.Personas, p)
		}
	}
	script.Commands = []config.AdminCommand{
		{At: morningOf(2, 1), Name: string(procedure.RaiseConflict), Input: map[string]string{"person": "anna", "with": "sven", "reason": "told on the phone"}},
		{At: morningOf(3, 2), Name: string(procedure.AddCommitment), Input: map[string]string{"what": "Write the plan", "owner": "sara", "for": "nils", "due": "2027-03-20"}},
	}
	if exit {
		script.Commands = append(script.Commands, config.AdminCommand{At: morningOf(4, 5), Name: string(procedure.BeginExit), Input: map[string]string{"reason": "both want to"}})
	}
	last := map[string]rehearsal.Glimpse{}
	begun := map[procedure.Type]bool{}
	r := standardRepertoire()
	r.watch = func(g rehearsal.Glimpse) {
		last[g.Workflow] = g
		if !goesOn(g) {
			t.Errorf("%s: %s waits for nothing:\n%s", g.At.Format(time.RFC3339), g.Workflow, g.Card)
		}
	}
	events, err := rehearse(spec, script, rehearsal.NewTally(), spec.End.AddDays(150), r)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		for _, kind := range r.kinds {
			if _, of, ok := strings.Cut(e.Workflow, "/"); ok && strings.HasPrefix(of, kind.Noun) {
				begun[kind.Type] = true
			}
		}
		if e.Outcome == rehearsal.OutcomeRefused && !strings.Contains(e.Text, "ended") && !strings.Contains(e.Text, "has not begun") {
			t.Errorf("%s: %s", e.At.Format(time.RFC3339), e.Text)
		}
	}
	for workflow, g := range last {
		if phase, ok := g.Procedure.(*lifecycle.Partnership); ok && phase.Phase != "closed" {
			t.Errorf("in the end %s is %s:\n%s", workflow, phase.Phase, g.Card)
		}
	}
	return begun
}

// goesOn reports whether a procedure wakes by itself, or says why nothing follows.
func goesOn(g rehearsal.Glimpse) bool {
	return g.Alarm.After(g.At) || slices.ContainsFunc([]string{"nothing follows by itself"}, func(why string) bool { return strings.Contains(g.Card, why) })
}

func morningOf(month time.Month, day int) cadence.WallTime {
	return cadence.WallTime{Day: cadence.Date{Year: 2027, Month: month, Day: day}, Clock: cadence.Clock{Hour: 9}}
}
