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
	for _, o := range agenda.Agreed {
		if o.Name == name {
			return o
		}
	}
	t.Fatalf("no occasion %s in %v", name, agenda.Agreed)
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
	p := begin(t, rules()).until("2026-12-30 09:00")
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
	if c := p.content(milestone.TemplateWarning, "tom"); len(c.Unmet) != 1 || c.Unmet[0] != (milestone.Other{Milestone: "rules", Owner: "lars", Due: "2026-12-30"}) {
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

func TestALateMilestoneClimbsAndEverybodyWhoWasAlarmedHearsThatItIsOver(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).until("2027-02-20 00:00")
	p.Expect(
		"12-31 00:00 phase: Milestone rules is late",
		"01-04 08:00 phase: Milestone rules: step owner",
		"01-04 08:00 late-owner-0-0/lars/1799049600 milestone-late to lars",
		"01-04 08:00 late-owner-0-0/sofie/1799049600 milestone-late to sofie",
		"01-07 08:00 phase: Milestone rules: step leads",
		"01-07 08:00 late-leads-0-0/tom/1799308800 milestone-late to tom",
		"01-07 08:00 late-leads-0-0/lars/1799308800 milestone-late to lars",
		"01-14 08:00 phase: Milestone rules: step executives",
		"01-14 08:00 late-executives-0-0/ingrid/1799913600 milestone-late to ingrid",
		"01-21 08:00 phase: Milestone rules: step executives, repeated (1)",
		"01-21 08:00 late-executives-0-1/ingrid/1799913600 milestone-late to ingrid",
		"01-28 08:00 phase: Milestone rules: step executives, repeated (2)",
		"01-28 08:00 late-executives-0-2/ingrid/1799913600 milestone-late to ingrid",
	)
	if got := p.stages(); !slices.Equal(got, []string{"overdue", "escalated", "escalated", "escalated", "escalated", "escalated"}) {
		t.Errorf("the partnership heard %v", got)
	}
	if line := p.Told[len(p.Told)-1].Message.Shown.Line; !strings.Contains(line, "nothing follows by itself") || !strings.Contains(line, "late since Thu 31 Dec 00:00; with Lars") {
		t.Errorf("the partnership shows %q", line)
	}
	p.letters()
	p.answers("lars", yes("done")).answers("tom", yes("accept")).ended(procedure.OutcomeMetLate)
	p.wrote("milestone-acceptance to tom", "all-clear to lars", "all-clear to sofie", "all-clear to tom", "all-clear to ingrid")
}

func TestAStepWithNobodyIsSkippedAndWrittenDownAndNoneComesEarlier(t *testing.T) {
	t.Parallel()
	spec := rules()
	spec.Parties[0].People = slices.DeleteFunc(spec.Parties[0].People, func(p partnership.Person) bool { return p.ID == "ingrid" })
	spec.Escalations = []partnership.Escalation{{ID: "milestone", Steps: []partnership.EscalationStep{
		{ID: "nobody", After: specs.Span("1bd"), Notify: []string{"ingrid"}}, {ID: "owner", After: specs.Span("2bd"), Owner: true},
	}}}
	due(t, spec).until("2027-01-20 00:00").Expect(
		"12-31 00:00 phase: Milestone rules is late",
		"01-01 08:00 outcome: Milestone rules: step nobody has nobody to notify and is skipped",
		"01-04 08:00 phase: Milestone rules: step owner",
		"01-04 08:00 late-owner-0-0/lars/1799049600 milestone-late to lars",
	)
}

func TestEachMailToTheOwnerNamesTheStepThatComesNext(t *testing.T) {
	t.Parallel()
	p := begin(t, rules()).until("2026-12-31 00:00")
	for _, in := range p.milestone().Inquiries {
		if got := in.Content; !got.Next.Equal(solo.At("2027-01-04 08:00")) || !slices.Equal(got.NextPeople, []string{"lars", "sofie"}) {
			t.Errorf("the ask names %s %v", got.Next, got.NextPeople)
		}
	}
	p.until("2027-01-05 00:00")
	if got := p.content(milestone.TemplateLate, "lars"); !got.Next.Equal(solo.At("2027-01-07 08:00")) || !slices.Equal(got.NextPeople, []string{"sofie", "tom"}) || !got.Mine {
		t.Errorf("the first alarm names %s %v", got.Next, got.NextPeople)
	}
}

func TestFromTheStepThatTheOtherSideHearsOfTheOwnerIsAskedWhatTheyDo(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).until("2027-01-05 00:00")
	plan := func() bool {
		l := p.Letters[len(p.Letters)-1]
		return l.Person == "lars" && slices.ContainsFunc(l.Questions, func(q partnership.Question) bool { return q.ID == milestone.QuestionPlan })
	}
	if plan() {
		t.Error("the owner is asked for a plan at the first step")
	}
	if p.until("2027-01-07 12:00"); !plan() {
		t.Errorf("the last letter is %+v", p.Letters[len(p.Letters)-1])
	}
	p.answers("lars", specs.Words("plan", "The lawyer reads it this week"))
	p.until("2027-01-14 12:00")
	if got := p.content(milestone.TemplateLate, "ingrid"); got.Said.Text != "The lawyer reads it this week" || got.Said.By != "lars" || !got.Executive {
		t.Errorf("the executive reads %+v", got)
	}
}

func TestANoLeavesTheQuestionOpenAndAYesDaysLaterCounts(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).answers("lars", no("done")).until("2027-01-05 00:00")
	p.answers("lars", yes("done"))
	if p.milestone().Claim == nil || !p.milestone().Claim.Late {
		t.Errorf("claimed is %+v", p.milestone().Claim)
	}
}

func TestARefusalGoesBackWithWordsAndTheOwnersClockStoodStill(t *testing.T) {
	t.Parallel()
	p := due(t, rules())
	p.letters()
	p.answers("lars", yes("done"), specs.Words("evidence", "in the folder")).wrote("milestone-acceptance to tom")
	p.until("2027-01-01 20:00") // two days with the other side
	p.answers("tom", no("accept"), specs.Words("missing", "page 2"))
	if got := p.content(milestone.TemplateRefused, "lars"); got.Refused != (procedure.Words{By: "tom", Text: "page 2"}) {
		t.Errorf("the owner reads %+v", got.Refused)
	}
	if m := p.milestone(); m.Late || m.LateAt.Before(solo.At("2027-01-02 00:00")) || m.Claim != nil {
		t.Errorf("late: %v, late at %s, claim %+v", m.Late, m.LateAt, m.Claim)
	}
	if got := p.milestone().LateAt; got.Before(solo.At("2027-01-04 20:00")) {
		t.Errorf("no business day is left: late at %s", got)
	}
	p.answers("lars", yes("done")).answers("tom", yes("accept")).ended(procedure.OutcomeMet)
}

func TestAThirdRefusalCallsThoseWhoSpeakForTheTwoSides(t *testing.T) {
	t.Parallel()
	spec := rules()
	mia := spec.Parties[1].People[0]
	mia.ID, mia.Name, mia.Roles = "mia", "Mia", []partnership.Role{partnership.RoleMember}
	spec.Parties[1].People = append([]partnership.Person{mia}, spec.Parties[1].People...)
	spec.Goals[0].Milestones[1].AcceptBy = "mia"
	p := due(t, spec)
	var called [][]string
	for range 4 {
		p.Letters = nil
		p.answers("lars", yes("done")).answers("mia", no("accept"), specs.Words("missing", "page 2"))
		var leads []string
		for _, l := range p.Letters {
			if l.Template == milestone.TemplateRefused && l.Form == procedure.FormNotice {
				leads = append(leads, l.Person)
			}
		}
		called = append(called, leads)
	}
	if diff := cmp.Diff([][]string{nil, nil, {"sofie", "tom"}, nil}, called); diff != "" {
		t.Errorf("the leads are called (-want +got):\n%s", diff)
	}
	if got := p.content(milestone.TemplateRefused, "lars").Refusals; got != 4 {
		t.Errorf("the owner reads of %d refusals, want 4", got)
	}
}

func TestWhatIsNotConfirmedClimbsOnTheSideThatAccepts(t *testing.T) {
	t.Parallel()
	spec := rules()
	mia := spec.Parties[1].People[0]
	mia.ID, mia.Name, mia.Roles = "mia", "Mia", []partnership.Role{partnership.RoleMember}
	spec.Parties[1].People = append([]partnership.Person{mia}, spec.Parties[1].People...)
	spec.Goals[0].Milestones[1].AcceptBy = "mia"
	p := due(t, spec)
	p.letters()
	p.answers("lars", yes("done"))
	p.until("2027-01-04 20:00").wrote("milestone-acceptance to mia", "milestone-acceptance to mia", "milestone-acceptance to tom")
	if line := p.Told[len(p.Told)-1].Message.Shown.Line; !strings.HasPrefix(line, "done, not confirmed by south") {
		t.Errorf("the partnership shows %q", line)
	}
	p.until("2027-01-12 00:00").wrote("milestone-acceptance to tom", "milestone-late to mia", "milestone-late to tom", "milestone-late to sofie")
	if p.milestone().Late || p.milestone().Ladder.Taken > 0 {
		t.Error("the owner's ladder is climbed while the other side is silent")
	}
	p.answers("tom", yes("accept")).ended(procedure.OutcomeMet)
	p.wrote("all-clear to mia", "all-clear to tom", "all-clear to sofie", "milestone-met to lars", "milestone-met to ingrid")
}

func TestAnExtensionMovesTheDayByConsent(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).until("2027-01-05 00:00")
	p.letters()
	p.answers("lars", no("done"), day("2027-01-20"), specs.Words("evidence", "the lawyer is ill")).wrote("extension-request to tom")
	if line := p.milestone().Request; line == nil || line.Day != "2027-01-20" {
		t.Errorf("asked for is %+v", line)
	}
	p.until("2027-01-05 12:00")
	p.answers("tom", yes("agree"))
	p.wrote("all-clear to lars", "all-clear to sofie", "milestone-extended to tom")
	p.ended("")
	if c := p.Told[len(p.Told)-1].Message.Course; c == nil || c.Day != "2027-01-20" || c.Outcome != "" {
		t.Errorf("told is %+v", c)
	}
}

func TestOneNoIsANoAndSilenceIsNoConsent(t *testing.T) {
	t.Parallel()
	p := due(t, rules())
	p.letters()
	p.answers("lars", day("2027-01-20")).answers("tom", no("agree"), specs.Words("why", "the fair is on the 10th"))
	p.wrote("extension-request to tom", "milestone-refused to lars")
	if c := p.milestone().Inquiries; c[len(c)-1].Content.Declined != "2027-01-20" || c[len(c)-1].Content.Refused.Text != "the fair is on the 10th" {
		t.Errorf("the owner reads %+v", c[len(c)-1].Content)
	}
	p.answers("lars", day("2027-01-25"))
	p.until("2027-01-03 00:00")
	if p.milestone().Request == nil {
		t.Fatal("the request has gone before its window has passed")
	}
	p.until("2027-01-05 00:00")
	if p.Ended || p.milestone().Request != nil || p.milestone().Occasion.Date != "2026-12-30" {
		t.Errorf("silence moved the day: ended %v, request %+v", p.Ended, p.milestone().Request)
	}
}

// TestWhatHasNoEffectIsExplained is the bad input of an answer about a milestone:
// each gets one sentence, and nothing changes.
func TestWhatHasNoEffectIsExplained(t *testing.T) {
	t.Parallel()
	extend := func(person, argument string) func(*play) {
		return func(p *play) { p.writes(person, partnership.CommandExtend, argument) }
	}
	for name, tc := range map[string]struct {
		do   func(*play)
		want procedure.Explanation
		to   string
	}{
		"without a day":       {extend("lars", ""), procedure.Explanation{Why: "extend-no-day"}, "lars"},
		"with words":          {extend("lars", "a bit"), procedure.Explanation{Why: "extend-no-day"}, "lars"},
		"to a past day":       {extend("lars", "to 2026-12-10"), procedure.Explanation{Why: "extend-past", Day: "2026-12-10", Limit: "2026-12-30"}, "lars"},
		"beyond the goal":     {extend("lars", "2028-01-01"), procedure.Explanation{Why: "extend-beyond", Day: "2028-01-01", Limit: "2027-11-30"}, "lars"},
		"by the other side":   {extend("tom", "5d"), procedure.Explanation{Why: "extend-not-yours", Person: "lars"}, "tom"},
		"by an executive":     {extend("ingrid", "5d"), procedure.Explanation{Why: "extend-not-yours", Person: "lars"}, "ingrid"},
		"done by another":     {func(p *play) { p.writes("tom", partnership.CommandDone, "") }, procedure.Explanation{Why: "done-not-yours", Person: "lars"}, "tom"},
		"a past day as reply": {func(p *play) { p.answers("lars", day("2026-12-01")) }, procedure.Explanation{Why: "extend-past", Day: "2026-12-01", Limit: "2026-12-30"}, "lars"},
		"an old step": {func(p *play) {
			old := p.asked("lars")
			p.answers("lars", yes("done")).answers("tom", no("accept"))
			p.Reply(procedure.Reply{Person: "lars", Ask: old, Answers: []partnership.Answer{yes("done")}})
		}, procedure.Explanation{Why: "step-passed", Person: "lars"}, "lars"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := due(t, rules())
			tc.do(p)
			l := p.Letters[len(p.Letters)-1]
			if l.Template != procedure.TemplateReceipt || l.Person != tc.to || !slices.Equal(l.Explained, []procedure.Explanation{tc.want}) {
				t.Errorf("the last letter is a %s to %s with %+v", l.Template, l.Person, l.Explained)
			}
			if m := p.milestone(); m.Claim != nil || m.Request != nil || p.Ended {
				t.Errorf("it had an effect: claim %+v, request %+v", m.Claim, m.Request)
			}
		})
	}
}

// TestADayBeyondTheGoalIsProposedForTheSpec moves nothing: only all parties can agree on it.
func TestADayBeyondTheGoalIsProposedForTheSpec(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).writes("lars", partnership.CommandExtend, "2028-01-01")
	var got []procedure.Amendment
	for _, told := range p.Told {
		got = append(got, told.Message.Amendments...)
	}
	if len(got) != 1 || got[0].Kind != procedure.AmendsDay || got[0].End != "2028-01-01" || got[0].Goal == "" || got[0].Milestone == "" {
		t.Fatalf("proposed is %+v", got)
	}
	if want := "milestone " + got[0].Milestone + " to 2028-01-01, after the last day of goal " + got[0].Goal; got[0].Subject() != want || got[0].Verb() != "move" {
		t.Errorf("an admin reads %s %s", got[0].Verb(), got[0].Subject())
	}
	p.writes("lars", partnership.CommandExtend, "5d")
	got = nil
	for _, told := range p.Told {
		got = append(got, told.Message.Amendments...)
	}
	if len(got) != 1 {
		t.Errorf("a day within the goal is proposed, too: %+v", got)
	}
}

func TestDoneTwiceIsExplained(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).writes("lars", partnership.CommandDone, "signed")
	if p.milestone().Claim == nil || p.milestone().Claim.Words != "signed" {
		t.Fatalf("claimed is %+v", p.milestone().Claim)
	}
	for person, why := range map[string]string{"lars": "done-already", "tom": "done-accept-you", "sofie": "done-already"} {
		p.writes(person, partnership.CommandDone, "")
		if l := p.Letters[len(p.Letters)-1]; len(l.Explained) != 1 || l.Explained[0].Why != why {
			t.Errorf("%s reads %+v", person, l.Explained)
		}
	}
}

func TestTheOwnersOwnSideDoesNotAccept(t *testing.T) {
	t.Parallel()
	spec := rules()
	spec.Parties[1].People[0].Deputy = "sofie"
	p := due(t, spec).answers("lars", yes("done"))
	p.Reply(procedure.Reply{Person: "tom", Ask: p.asked("tom"), Class: procedure.ReplyAuto, Until: "2027-02-01"})
	p.answers("sofie", yes("accept"))
	if l := p.Letters[len(p.Letters)-1]; p.Ended || len(l.Explained) != 1 || l.Explained[0].Why != "accept-own-side" || l.Explained[0].Person != "tom" {
		t.Errorf("ended: %v, the last letter says %+v", p.Ended, l.Explained)
	}
}

func TestExtendIsReadAsADayOrASpan(t *testing.T) {
	t.Parallel()
	for argument, want := range map[string]string{
		"5d": "2027-01-04", "for 5 days": "2027-01-04", "на 5 дней": "2027-01-04", "2 weeks": "2027-01-13", "3bd": "2027-01-04",
		"to 2027-02-01": "2027-02-01", "до 2027-02-01": "2027-02-01", "2 недели": "2027-01-13",
	} {
		p := due(t, rules()).writes("lars", partnership.CommandExtend, argument)
		if r := p.milestone().Request; r == nil || r.Day != want {
			t.Errorf("EXTEND %s asks for %+v, want %s", argument, r, want)
		}
	}
}

func TestAnAbsentOwnersDeputyIsAskedAndAlarmed(t *testing.T) {
	t.Parallel()
	p := begin(t, rules()).until("2026-12-30 08:00")
	p.Reply(procedure.Reply{Person: "lars", Ask: p.asked("lars"), Class: procedure.ReplyAuto, Until: "2027-02-01"})
	p.letters()
	p.until("2027-01-05 00:00").wrote("milestone-late to sofie", "milestone-late to lars")
	p.answers("sofie", yes("done"))
	if p.milestone().Claim == nil {
		t.Error("the deputy's word does not count")
	}
}

func TestADeclaredAbsenceIsKnownBeforeAnybodyIsAsked(t *testing.T) {
	t.Parallel()
	spec := rules()
	spec.Parties[0].People[0].Absences = []partnership.Absence{{From: specs.Date("2026-12-24"), Until: specs.Date("2027-01-10")}}
	p := begin(t, spec).until("2026-12-30 09:00")
	if l := p.Letters[len(p.Letters)-1]; l.Template != milestone.TemplateDue || l.Person != "sofie" || l.For != "lars" {
		t.Errorf("asked is %s for %s", l.Person, l.For)
	}
}

func TestADayThatIsNoBusinessDayIsAskedAboutBeforeAndLateAfterTheNext(t *testing.T) {
	t.Parallel()
	spec := rules()
	spec.Goals[0].Milestones[1].Due = specs.Date("2027-01-02") // a Saturday
	m := prepare(t, spec).milestone()
	if !m.AskAt.Equal(solo.At("2027-01-01 08:00")) || !m.LateAt.Equal(solo.At("2027-01-05 00:00")) {
		t.Errorf("asked %s, late %s", m.AskAt, m.LateAt)
	}
}

func TestLateBeginsInTheLaterZoneOfBoth(t *testing.T) {
	t.Parallel()
	spec := rules()
	spec.Parties[1].People[0].Zone = "America/New_York"
	if m := prepare(t, spec).milestone(); !m.LateAt.Equal(solo.At("2026-12-31 05:00")) {
		t.Errorf("late %s", m.LateAt)
	}
}

func TestAPauseHoldsNoAgreedDay(t *testing.T) {
	t.Parallel()
	p := begin(t, rules()).until("2026-12-20 00:00")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.letters()
	p.until("2027-01-05 00:00").wrote("milestone-warning to lars", "milestone-due to lars", "milestone-late to lars", "milestone-late to sofie")
}

func TestAnAdminCompletesMovesAndWaives(t *testing.T) {
	t.Parallel()
	order := func(o procedure.Order) *play {
		p := due(t, rules()).until("2027-01-05 00:00")
		p.letters()
		o.By, o.Reason = procedure.Admin, "on the phone"
		p.Order(o)
		return p
	}
	order(procedure.Order{Kind: procedure.OrderMet, Day: "2026-12-30"}).ended(procedure.OutcomeMet).
		wrote("all-clear to lars", "all-clear to sofie", "milestone-met to ingrid", "milestone-met to tom")
	order(procedure.Order{Kind: procedure.OrderMet, Day: "2027-01-05"}).ended(procedure.OutcomeMetLate)
	order(procedure.Order{Kind: procedure.OrderWaive}).ended(procedure.OutcomeWaived).
		wrote("all-clear to lars", "all-clear to sofie", "milestone-met to ingrid", "milestone-met to tom")
	moved := order(procedure.Order{Kind: procedure.OrderMove, Day: "2027-02-01"})
	moved.wrote("all-clear to lars", "all-clear to sofie", "milestone-extended to tom")
	if c := moved.Told[len(moved.Told)-1].Message.Course; c.Day != "2027-02-01" {
		t.Errorf("told is %+v", c)
	}
}

func TestWhatLeavesTheSpecIsWithdrawnAndWhatIsLateAtTheEndIsDropped(t *testing.T) {
	t.Parallel()
	p := due(t, rules())
	p.letters()
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true})
	p.ended(procedure.OutcomeWithdrawn).wrote("milestone-withdrawn to lars")
	p = due(t, rules()).until("2027-01-05 00:00")
	p.letters()
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	p.ended(procedure.OutcomeDropped).wrote()
}

func TestAMilestoneOfOtherTermsBeginsAnewWithWhoWasAlarmed(t *testing.T) {
	t.Parallel()
	spec := rules()
	p := due(t, spec).until("2027-01-05 00:00")
	p.letters()
	p.Order(procedure.Order{Kind: procedure.OrderAnew, Day: "2026-12-30"})
	p.wrote().ended("")
	course := *p.Told[len(p.Told)-1].Message.Course
	course.Turn = 1
	spec.Goals[0].Milestones[1].Owner = "sofie"
	next := with(t, spec, procedure.Brief{
		Occasion: occasionOf(t, spec, "leads/rules", "2027-01-05 09:00", course), Courses: []procedure.Course{course},
	})
	next.Start()
	next.wrote("milestone-due to sofie")
	if next.milestone().Ladder.Taken > 0 {
		t.Error("the new owner is alarmed at once")
	}
	next.until("2027-01-06 00:00")
	next.letters()
	next.answers("sofie", yes("done")).answers("tom", yes("accept")).ended(procedure.OutcomeMetLate)
	next.wrote("milestone-acceptance to tom", "all-clear to lars", "all-clear to sofie", "milestone-met to ingrid", "milestone-met to tom")
}

func TestADayThatTheSpecMovesIsToldToAll(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).until("2027-01-05 00:00")
	p.letters()
	p.Order(procedure.Order{Kind: procedure.OrderAnew, Day: "2027-02-15"})
	p.wrote("all-clear to lars", "all-clear to sofie").ended("")
}

func TestDoneBeforeTheWarningBeginsIt(t *testing.T) {
	t.Parallel()
	spec := rules()
	o := occasionOf(t, spec, "leads/rules", "2026-12-01 00:00")
	o.At = solo.At("2026-12-02 10:00")
	r := procedure.Reply{ID: "mail", Person: "lars", Ask: "letter", Class: procedure.ReplyAnswer, Of: workflow, Commands: []partnership.Command{{Name: partnership.CommandDone}}}
	p := with(t, spec, procedure.Brief{Occasion: o, Reply: &r})
	p.Start()
	p.wrote("milestone-acceptance to tom").answers("tom", yes("accept")).ended(procedure.OutcomeMet)
}

func TestTheSameMailTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	p := due(t, rules())
	r := procedure.Reply{ID: "same", Person: "lars", Ask: p.asked("lars"), Commands: []partnership.Command{{Name: partnership.CommandExtend, Argument: "5d"}}}
	p.Reply(r)
	letters := len(p.Letters)
	p.Reply(r)
	if len(p.Letters) != letters {
		t.Errorf("the second time %d letters are written", len(p.Letters)-letters)
	}
}

func TestAPersonWhoHasLeftIsAlarmedNoMore(t *testing.T) {
	t.Parallel()
	p := due(t, rules()).until("2027-01-05 00:00")
	changed := rules()
	changed.Parties[0].People = slices.DeleteFunc(changed.Parties[0].People, func(p partnership.Person) bool { return p.ID == "ingrid" })
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(changed), People: procedure.ChangedPeople(p.spec, changed)})
	p.letters()
	p.until("2027-02-10 00:00").wrote("milestone-late to tom", "milestone-late to lars")
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
