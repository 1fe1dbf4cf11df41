package examples_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
)

// behaviours are how the people of the first party of an example behave in its stories.
// Everybody else is diligent.
var behaviours = map[string]func(partnership.Person, partnership.Spec) config.Persona{
	"diligent": func(p partnership.Person, _ partnership.Spec) config.Persona { return config.Persona{Person: p.ID} },
	"silent": func(p partnership.Person, _ partnership.Spec) config.Persona {
		return config.Persona{Person: p.ID, Silent: true}
	},
	"late": func(p partnership.Person, _ partnership.Spec) config.Persona {
		return config.Persona{Person: p.ID, After: cadence.Span{Count: 4, Unit: cadence.BusinessDays}}
	},
	// Whoever is hostile gives in at last: a refusal may be repeated without end.
	"hostile": func(p partnership.Person, _ partnership.Spec) config.Persona {
		no, nothing, yes := "1) no\n2) Not what we agreed on", "1) no", "1) yes"
		if p.Language == "ru" {
			no, nothing, yes = "1) нет\n2) Мы договаривались о другом", "1) нет", "1) да"
		}
		persona := config.Persona{Person: p.ID}
		for template, texts := range map[string][]string{
			"milestone-acceptance": {no, no, no, yes}, "extension-request": {no}, "item-day": {no}, "milestone-due": {nothing}, "milestone-late": {nothing},
		} {
			persona.Replies = append(persona.Replies, config.PersonaReply{Template: template, Texts: texts})
		}
		slices.SortFunc(persona.Replies, func(a, b config.PersonaReply) int { return strings.Compare(a.Template, b.Template) })
		return persona
	},
	// Everybody is away for the fourth month, and half a year later again.
	"away": func(p partnership.Person, spec partnership.Spec) config.Persona {
		persona := config.Persona{Person: p.ID}
		for _, days := range []int{90, 270} {
			persona.Away = append(persona.Away, partnership.Absence{From: spec.Start.AddDays(days), Until: spec.Start.AddDays(days + 30)})
		}
		return persona
	},
}

// TestStories plays five examples for their whole term, with people of every sort, and
// keeps what happens as stories to read: a line for each day, with the rounds in short
// and everything else in full.
func TestStories(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("plays fifty years")
	}
	for _, name := range []string{"clean-water", "fjordmail-lumen", "halden-ulvik", "smk-severtrans", "vektor-dealer"} {
		for behaviour, as := range behaviours {
			t.Run(name+"/"+behaviour, func(t *testing.T) {
				t.Parallel()
				spec := load(t, os.DirFS(name)).Specs[0]
				if behaviour == "silent" { // where nobody signs there is no story: they have, elsewhere
					spec.Agreement = &partnership.Agreement{SignedOn: spec.Start.AddDays(-30)}
				}
				var script config.Rehearsal
				for _, p := range spec.Parties[0].People {
					script.Personas = append(script.Personas, as(p, spec))
				}
				played, err := app.Rehearse([]partnership.Spec{spec}, script, spec.End.AddDays(30))
				if err != nil {
					t.Fatal(err)
				}
				golden(t, "stories/"+name+"."+behaviour, story(spec, slices.DeleteFunc(played.Events, func(e rehearsal.Event) bool {
					return e.Kind == rehearsal.KindReply // there are too many, and the rounds count them
				})))
			})
		}
	}
}

// chapter is a day.
type chapter struct {
	day    string
	rounds []string // how often each template of rounds was sent, in order of coming
	counts map[string]int
	lines  []string
}

// routine are the mails of rounds and receipts, which are counted.
var routine = []string{"check-in", "receipt", "round-summary"}

// story tells a rehearsal day by day.
func story(spec partnership.Spec, events []rehearsal.Event) []byte {
	var days []chapter
	for _, e := range events {
		day := e.At.Format("2006-01-02")
		if len(days) == 0 || days[len(days)-1].day != day {
			days = append(days, chapter{day: day, counts: map[string]int{}})
		}
		days[len(days)-1].tell(spec, e)
	}
	var b bytes.Buffer
	for _, d := range days {
		d.write(&b)
	}
	return b.Bytes()
}

func (c *chapter) tell(spec partnership.Spec, e rehearsal.Event) {
	switch e.Kind {
	case rehearsal.KindMail:
		what := e.Template
		if e.Reminder > 0 {
			what += " reminder"
		}
		if slices.Contains(routine, e.Template) {
			if c.counts[what] == 0 {
				c.rounds = append(c.rounds, what)
			}
			c.counts[what]++
			return
		}
		if len(e.Templates) > 0 {
			what += " (" + strings.Join(e.Templates, ", ") + ")"
		}
		c.lines = append(c.lines, fmt.Sprintf("%s %s to %s: %s", e.At.Format("15:04"), what, nameAt(spec, e.To), strings.TrimPrefix(e.Subject, spec.Title+": ")))
	case rehearsal.KindReply:
		c.lines = append(c.lines, fmt.Sprintf("%s %s: %s", e.At.Format("15:04"), nameAt(spec, e.From), shortened(e.Text)))
	case procedure.EntryCommand, procedure.EntryOutcome, procedure.EntryPhase:
		c.lines = append(c.lines, e.At.Format("15:04")+" "+e.Text)
	}
}

func (c chapter) write(b *bytes.Buffer) {
	at, err := time.Parse("2006-01-02", c.day)
	if err != nil {
		return
	}
	var short []string
	for _, what := range c.rounds {
		short = append(short, fmt.Sprintf("%d %s", c.counts[what], what))
	}
	if len(short)+len(c.lines) == 0 {
		return
	}
	fmt.Fprintf(b, "%s %s\n", at.Format("Mon 2006-01-02"), strings.Join(short, ", "))
	for _, line := range c.lines {
		fmt.Fprintf(b, "    %s\n", line)
	}
}

func nameAt(spec partnership.Spec, address string) string {
	if p, ok := spec.PersonAt(address); ok {
		return p.Name
	}
	return address
}
