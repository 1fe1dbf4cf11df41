//go:build !slim

package app

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// TestAStartSaysWhenTheFirstMailGoesOrWhyNoneDoes: of several partnerships the one that comes
// first counts.
func TestAStartSaysWhenTheFirstMailGoesOrWhyNoneDoes(t *testing.T) {
	t.Parallel()
	life := func(slug string, change func(*lifecycle.Partnership)) FirstMail {
		p := &lifecycle.Partnership{Phase: lifecycle.PhaseActive, Declared: partnership.Spec{
			Slug: slug, Zone: "Europe/Oslo", Start: cadence.Date{Year: 2091, Month: 1, Day: 2},
			Parties: []partnership.Party{{ID: "a", People: []partnership.Person{{ID: "astrid", Name: "Astrid Vik"}}}},
		}}
		p.Agenda.Occasions = []procedure.Occasion{{Noun: "check-in", Name: "weekly", At: instant(t, "2091-01-09 09:00")}}
		change(p)
		return firstMailOf(p)
	}
	ask := func(o procedure.OpenAsk) func(*lifecycle.Partnership) {
		return func(p *lifecycle.Partnership) {
			o.Person = "astrid"
			p.Running = []lifecycle.Running{{Shown: procedure.Shown{Open: []procedure.OpenAsk{o}}}}
		}
	}
	quiet := life("pots", func(*lifecycle.Partnership) {})
	asked := life("tins", ask(procedure.OpenAsk{Since: instant(t, "2091-01-02 09:00")}))
	held := life("pans", ask(procedure.OpenAsk{Held: instant(t, "2091-01-05 07:00")}))
	greeted := life("lids", func(p *lifecycle.Partnership) {
		p.Welcomed = []lifecycle.Welcomed{{Person: "astrid", Alone: true}}
	})
	begins := life("mugs", func(p *lifecycle.Partnership) { p.Phase = lifecycle.PhaseProposed })
	for want, f := range map[string]FirstMail{
		"The first mails have gone out: Astrid Vik has one, for example.":                                     quiet.or(held).or(asked),
		"The first mail waits for its reader's working hours, until Fri 5 Jan 08:00 Oslo.":                    quiet.or(held),
		"The first mails say welcome, to Astrid Vik for example; each goes in its reader's working hours.":    quiet.or(greeted).or(quiet),
		"No mail goes out now: nothing is due. Next comes check-in weekly of pots, Tue 9 Jan 10:00 Oslo.":     quiet,
		"No mail goes out yet: mugs begins on 2091-01-02. First comes check-in weekly, Tue 9 Jan 10:00 Oslo.": FirstMail{}.or(begins),
		"": {},
	} {
		if got := f.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
