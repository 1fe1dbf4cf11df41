package milestone_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

const workflow = "duo/milestone/leads/rules"

// rules is duo with a milestone of Lars that Tom accepts, due on Wednesday
// 2026-12-30, and another one of Tom that waits for it. North has an executive,
// Ingrid; South has none.
func rules() partnership.Spec {
	spec := specs.Duo()
	ingrid := spec.Parties[0].People[1]
	ingrid.ID, ingrid.Name, ingrid.Roles = "ingrid", "Ingrid", []partnership.Role{partnership.RoleExecutive}
	spec.Parties[0].People = append(spec.Parties[0].People, ingrid)
	spec.Goals[0].Milestones = []partnership.Milestone{
		{ID: "launch", Title: "Launch", Due: specs.Date("2027-03-01"), Owner: "tom", DependsOn: []string{"rules"}},
		{ID: "rules", Title: "Rules signed", Due: specs.Date("2026-12-30"), Owner: "lars", AcceptBy: "tom", Acceptance: "One page, signed"},
	}
	return spec
}

// play is one milestone on a clock of its own.
type play struct {
	*solo.Play
	t    rapid.TB
	spec partnership.Spec
}

func occasionOf(t rapid.TB, spec partnership.Spec, name, after string, courses ...procedure.Course) procedure.Occasion {
	t.Helper()
	agenda, err := timing.Plan([]procedure.Kind{milestone.Kind()}, spec, procedure.Plan{After: solo.At(after), Courses: courses})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range agenda.Occasions {
		if o.Name == name {
			return o
		}
	}
	t.Fatalf("no occasion %s in %v", name, agenda.Occasions)
	return procedure.Occasion{}
}

func prepare(t rapid.TB, spec partnership.Spec, courses ...procedure.Course) *play {
	t.Helper()
	return with(t, spec, procedure.Brief{Occasion: occasionOf(t, spec, "leads/rules", "2026-12-01 00:00", courses...), Courses: courses})
}

func with(t rapid.TB, spec partnership.Spec, b procedure.Brief) *play {
	t.Helper()
	b.Slug, b.Spec, b.Workflow, b.Rules = "duo", spec.Digest(), b.Occasion.Workflow("duo"), procedure.Rules
	p, _ := milestone.Kind().New(spec, b)
	return &play{Play: solo.New(t, spec, p, milestone.Kind().Blank, b.Occasion.At), t: t, spec: spec}
}

func begin(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := prepare(t, spec)
	p.Start()
	return p
}

// due is a milestone on the evening of its day, asked and not answered.
func due(t rapid.TB, spec partnership.Spec) *play {
	t.Helper()
	p := begin(t, spec).until("2026-12-30 20:00")
	p.Skip()
	return p
}

func (p *play) milestone() *milestone.Milestone { return p.P.(*milestone.Milestone) }

func (p *play) until(when string) *play {
	p.t.Helper()
	p.Until(when)
	return p
}

// asked is the open ask of somebody.
func (p *play) asked(person string) string {
	p.t.Helper()
	for _, in := range slices.Backward(p.milestone().Inquiries) {
		for _, a := range in.Circle.Asks {
			if a.Person == person && !in.Over {
				return a.ID
			}
		}
	}
	p.t.Fatalf("%s is not asked", person)
	return ""
}

func (p *play) answers(person string, answers ...partnership.Answer) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Person: person, Ask: p.asked(person), Answers: answers})
	return p
}

// writes is a mail with a command, in answer to a mail that asked nothing.
func (p *play) writes(person string, name partnership.CommandName, argument string) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Person: person, Ask: "letter", Commands: []partnership.Command{{Name: name, Argument: argument}}})
	return p
}

func yes(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(true)}
}

func no(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(false)}
}

func day(date string) partnership.Answer {
	return partnership.Answer{Question: milestone.QuestionDay, Value: partnership.DateValue(specs.Date(date))}
}

// letters are those since the last look, without receipts: template and reader.
func (p *play) letters() []string {
	var list []string
	for _, l := range p.Letters {
		if l.Template != procedure.TemplateReceipt {
			list = append(list, fmt.Sprintf("%s to %s", l.Template, l.Person))
		}
	}
	p.Letters = nil
	return list
}

func (p *play) wrote(want ...string) *play {
	p.t.Helper()
	if diff := cmp.Diff(want, p.letters()); diff != "" {
		p.t.Errorf("letters (-want +got):\n%s", diff)
	}
	return p
}

func (p *play) content(template procedure.Template, person string) milestone.Content {
	p.t.Helper()
	for _, l := range slices.Backward(p.Letters) {
		if l.Template == template && l.Person == person {
			var c milestone.Content
			if err := json.Unmarshal(l.Content, &c); err != nil {
				p.t.Fatal(err)
			}
			return c
		}
	}
	p.t.Fatalf("no %s to %s", template, person)
	return milestone.Content{}
}

func (p *play) ended(want procedure.Outcome) *play {
	p.t.Helper()
	if got := p.milestone().Outcome(); got != want || !p.Ended {
		p.t.Errorf("the outcome is %q, ended: %v, want %q", got, p.Ended, want)
	}
	return p
}

func (p *play) stages() []string {
	var stages []string
	for _, told := range p.Told {
		if s := told.Message.Shown; s != nil {
			stages = append(stages, s.Stage)
		}
	}
	return stages
}

func (p *play) facts() []procedure.FactKind {
	var facts []procedure.FactKind
	for _, told := range p.Told {
		for _, f := range told.Message.Facts {
			facts = append(facts, f.Kind)
		}
	}
	return facts
}

func TestDiligentPeopleMeetAMilestoneOnItsDay(t *testing.T) {
	t.Parallel()
	p := prepare(t, rules())
	p.Start()
	p.until("2027-01-01 00:00") // nobody answers yet
	p = begin(t, rules()).until("2026-12-30 09:00")
	p.wrote("milestone-warning to lars", "milestone-warning to lars", "milestone-due to lars")
	p.answers("lars", yes("done"), specs.Words("evidence", "signed copy in the folder")).wrote("milestone-acceptance to tom")
	if got := p.Shown.Attributes.Stage; got != "claimed" {
		t.Errorf("the stage is %s", got)
	}
	p.until("2026-12-30 15:00").answers("tom", yes("accept"))
	p.ended(procedure.OutcomeMet)
	p.wrote("milestone-met to lars", "milestone-met to sofie", "milestone-met to ingrid", "milestone-met to tom")
	if got := p.stages(); !slices.Equal(got, []string{"claimed", "met"}) {
		t.Errorf("the partnership heard %v", got)
	}
	if got := p.facts(); !slices.Equal(got, []procedure.FactKind{procedure.FactMet}) {
		t.Errorf("the facts are %v", got)
	}
	if c := p.Told[len(p.Told)-1].Message.Course; c == nil || c.Outcome != procedure.OutcomeMet || c.Name != "leads/rules" {
		t.Errorf("what has become of it is told as %+v", c)
	}
}

func TestTheWarningNamesWhatItWaitsForAndTheSecondRidesAlong(t *testing.T) {
	t.Parallel()
	spec := rules()
	p := with(t, spec, procedure.Brief{Occasion: occasionOf(t, spec, "leads/launch", "2026-12-01 00:00")})
	p.Start()
	if want := solo.At("2027-02-15 08:00"); !p.Now.Equal(want) {
		t.Errorf("it begins %s, want %s", p.Now, want)
	}
	if c := p.content(milestone.TemplateWarning, "tom"); len(c.Unmet) != 1 || c.Unmet[0] != (milestone.Other{Milestone: "rules", Owner: "lars"}) {
		t.Errorf("unmet are %+v", c.Unmet)
	}
	p.until("2027-02-27 00:00")
	if l := p.Letters[1]; len(p.Letters) != 2 || !l.Rides || l.Key == p.Letters[0].Key {
		t.Errorf("the second warning is %+v", p.Letters)
	}
	met := procedure.Course{Type: milestone.Type, Name: "leads/rules", Outcome: procedure.OutcomeMet}
	p = with(t, spec, procedure.Brief{Occasion: occasionOf(t, spec, "leads/launch", "2026-12-01 00:00"), Courses: []procedure.Course{met}})
	p.Start()
	if c := p.content(milestone.TemplateWarning, "tom"); len(c.Unmet) != 0 {
		t.Errorf("it waits for %+v, which is met", c.Unmet)
	}
}

func TestALadderIsClimbedWithASkippedStepRepeatsAndAnAllClear(t *testing.T) {
	t.Parallel()
	spec := rules()
	spec.Parties[0].People = slices.DeleteFunc(spec.Parties[0].People, func(p partnership.Person) bool { return p.ID == "ingrid" })
	p := due(t, spec)
	p.Expect()
	p.until("2027-02-20 00:00")
	p.Expect(
		"12-31 00:00 late-owner-0-0/lars/1799136000 milestone-late to lars",
	)
	_ = p
}

func TestNobodyIsLateWhoWasNeverAsked(t *testing.T) {
	t.Parallel()
	p := begin(t, rules()).until("2026-12-29 00:00")
	p.letters()
	p.Down = true
	p.until("2027-01-12 09:00")
	if p.milestone().Late || len(p.facts()) > 0 {
		t.Errorf("it is late though nobody was asked: %v", p.facts())
	}
	p.Down = false
	p.Arrive(p.Post[0].Key)
	if p.milestone().Late {
		t.Error("it is late at the moment at which the owner is asked")
	}
	p.until("2027-01-13 23:00")
	if !p.milestone().Late || p.milestone().Ladder.Taken > 0 {
		t.Errorf("late: %v, steps taken: %d", p.milestone().Late, p.milestone().Ladder.Taken)
	}
}

var _ = strings.Contains
