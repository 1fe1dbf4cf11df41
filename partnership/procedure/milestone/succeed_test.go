package milestone_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

// amends has the milestone follow a changed spec.
func (p *play) amends(changed partnership.Spec) *play {
	p.t.Helper()
	sides := procedure.Sides(changed)
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(changed), People: procedure.ChangedPeople(p.spec, changed), Sides: &sides})
	return p
}

// led is rules with Nora, who leads North; Sofie is a member of it from then on, or has left.
func led(stays bool) partnership.Spec {
	spec := rules()
	nora := spec.Parties[0].People[1]
	nora.ID, nora.Name, nora.Email, nora.Roles = "nora", "Nora", "nora@north.example", []partnership.Role{partnership.RoleLead}
	for i := range spec.Parties[0].People {
		if p := &spec.Parties[0].People[i]; p.ID == "sofie" {
			p.Roles = []partnership.Role{partnership.RoleMember}
		}
	}
	if !stays {
		spec.Parties[0].People = slices.DeleteFunc(spec.Parties[0].People, func(p partnership.Person) bool { return p.ID == "sofie" })
		spec.Parties[0].People[0].Deputy = ""
	}
	spec.Parties[0].People = append(spec.Parties[0].People, nora)
	return spec
}

// TestTheLadderTellsWhoeverLeadsNow: whoever would have heard of a step that lies behind hears
// it at once, the next steps tell them, and the former lead hears when it is over if they are
// still there.
func TestTheLadderTellsWhoeverLeadsNow(t *testing.T) {
	t.Parallel()
	for stays, clear := range map[bool][]string{
		true:  {"all-clear to lars", "all-clear to sofie", "all-clear to nora", "all-clear to tom", "milestone-met to ingrid"},
		false: {"all-clear to lars", "all-clear to nora", "all-clear to tom", "milestone-met to ingrid"},
	} {
		p := due(t, rules()).until("2027-01-05 00:00")
		p.wrote("milestone-warning to lars", "milestone-warning to lars", "milestone-due to lars", "milestone-late to lars", "milestone-late to sofie")
		p.amends(led(stays)).wrote("milestone-late to nora")
		p.until("2027-01-09 00:00").wrote("milestone-late to tom", "milestone-late to lars")
		p.answers("lars", yes(milestone.QuestionDone)).until("2027-01-09 00:05")
		p.letters()
		p.answers("tom", yes(milestone.QuestionAccept)).ended(procedure.OutcomeMetLate)
		got := p.letters()
		if got = slices.DeleteFunc(got, func(l string) bool { return l == "milestone-met to sofie" && !stays }); !slices.Equal(got, clear) {
			t.Errorf("sofie stays: %t: %v, want %v", stays, got, clear)
		}
	}
}

func TestBeforeItIsLateOnlyWhoeverLeadsThenHears(t *testing.T) {
	t.Parallel()
	p := due(t, rules())
	p.letters()
	p.amends(led(true)).wrote()
	p.until("2027-01-05 00:00").wrote("milestone-late to lars", "milestone-late to nora")
}

// TestWhoeverLeadsNowHasTheSayInANewDay: three sides; Ann, who led East, is still there and is
// told that Ben is asked instead.
func TestWhoeverLeadsNowHasTheSayInANewDay(t *testing.T) {
	t.Parallel()
	three := func(leads string) partnership.Spec {
		spec := rules()
		spec.Goals[0].Milestones[1].AcceptBy, spec.Goals[0].Milestones = "", spec.Goals[0].Milestones[1:]
		east := partnership.Party{ID: "east", Name: "East"}
		for _, id := range []string{"ann", "ben"} {
			p := spec.Parties[1].People[0]
			p.ID, p.Name, p.Email, p.Roles = id, id, id+"@east.example", []partnership.Role{partnership.RoleMember}
			if id == leads {
				p.Roles = []partnership.Role{partnership.RoleLead}
			}
			east.People = append(east.People, p)
		}
		spec.Parties = append(spec.Parties, east)
		return spec
	}
	p := due(t, three("ann"))
	p.answers("lars", day("2027-02-01")).until("2026-12-30 20:05")
	p.letters()
	ask := p.asked("ann")
	p.amends(three("ben")).wrote("extension-request to ben")
	p.Reply(procedure.Reply{Person: "ann", Ask: ask, Answers: []partnership.Answer{no(milestone.QuestionAgree)}})
	if l := p.Letters[len(p.Letters)-1]; l.Person != "ann" || len(l.Explained) != 1 || l.Explained[0].Why != "lead-passed-on" || l.Explained[0].Person != "ben" {
		t.Errorf("Ann reads %+v", l.Explained)
	}
	p.answers("tom", yes(milestone.QuestionAgree))
	if p.Ended {
		t.Error("it moves without the word of East")
	}
	p.answers("ben", yes(milestone.QuestionAgree)).ended("")
}

func TestWhoeverLeadsNowNamesAnotherDay(t *testing.T) {
	t.Parallel()
	p := overtaken(t).until("2027-01-11 12:00").wrote("milestone-day to sofie")
	p.amends(led(true)).wrote("milestone-day to nora")
	p.answers("nora", day("2027-02-15")).until("2027-01-11 12:05").wrote("extension-request to tom")
}
