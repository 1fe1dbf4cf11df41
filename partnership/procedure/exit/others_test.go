package exit_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
)

// TestItEndsForAllWhereNobodyGoesOn plays what those who lead the others say about going on
// without a party that leaves: all of them have to say no.
func TestItEndsForAllWhereNobodyGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		says map[string]bool
		then map[string]bool
		all  bool
	}{
		{name: "all say no", says: map[string]bool{"sofie": false, "ann": false, "wim": false}, all: true},
		{name: "one goes on", says: map[string]bool{"sofie": false, "ann": true, "wim": false}},
		{name: "one says nothing", says: map[string]bool{"sofie": false, "ann": false}},
		{name: "one thinks better of it", says: map[string]bool{"sofie": false, "ann": true, "wim": false}, then: map[string]bool{"ann": false}, all: true},
		{name: "nobody says anything"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, agreed(fourth), byTom()).says("tom", true)
			p.hearing(exit.TemplateNoticed, "lars", "tom").hearing(exit.TemplateOthers, "sofie", "ann", "wim")
			day := p.state().Parting.LastDay
			for _, said := range []map[string]bool{c.says, c.then} {
				for _, person := range []string{"sofie", "ann", "wim"} {
					if yes, ok := said[person]; ok {
						p.says(person, yes)
					}
				}
			}
			if got := p.state().Parting; got.Ends() != c.all || got.LastDay != day || c.all != (got.Cause == procedure.PartingTogether) {
				t.Errorf("decided is %+v", got)
			}
			told := 2
			if c.all {
				told += 5
			}
			if got := p.heard(exit.TemplateNoticed); len(got) != told {
				t.Errorf("of the end hear %v", got)
			}
			if p.Until("2027-04-20 09:00"); !slices.Contains(p.heard(exit.TemplateLessons), "tom") || slices.Contains(p.heard(exit.TemplateLessons), "wim") != c.all {
				t.Errorf("asked what they have learned are %v", p.heard(exit.TemplateLessons))
			}
		})
	}
}

// TestTheOthersAreNotAskedTwice: whoever leaves already is none of those who would go on, and
// where one alone would, nobody is asked.
func TestTheOthersAreNotAskedWhereTheyLeaveThemselves(t *testing.T) {
	t.Parallel()
	why := byTom()
	why.Gone = []string{"east"}
	open(t, agreed(fourth), why).says("tom", true).hearing(exit.TemplateOthers, "sofie", "wim")
	p := open(t, agreed(third), why)
	p.says("tom", true).hearing(exit.TemplateOthers)
	if got := p.state().Parting; !got.Ends() {
		t.Errorf("one alone goes on: %+v", got)
	}
}

// TestAllCanStillGoOn: what ends because nobody went on without one is taken back like any end
// by agreement.
func TestWhatEndsWithOneThatLeavesCanBeTakenBackByAll(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(third), byTom()).says("tom", true).says("sofie", false).says("ann", false)
	p.takesBack("ann").hearing(exit.TemplateStay, "sofie", "tom")
	p.says("sofie", true).says("tom", true).ended(procedure.OutcomeContinued)
}
