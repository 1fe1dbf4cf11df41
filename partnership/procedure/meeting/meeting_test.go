package meeting_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// meets is a partnership whose parties meet on the first Thursday of each month at 15:00 UTC,
// for 45 minutes, under lars: with notice 7d, so on 31 December for the meeting of 7 January.
func meets(change ...func(*partnership.Spec)) partnership.Spec {
	spec := specs.Duo()
	spec.CheckIns = nil
	spec.Parties[0].People[0].Deputy = ""
	spec.Meetings = []partnership.Meeting{{
		ID: "monthly", Title: "Monthly 45 minutes", Rule: specs.Rule("month", "first thursday", "15:00"), Duration: specs.Span("45m"),
		Chair: "lars", Invite: []string{"lars", "sofie", "tom"}, Place: "https://meet.example/duo", Agenda: []string{"Goals", "New commitments"},
		Notice: specs.Span("7d"), Minutes: specs.Span("2bd"),
	}}
	for _, f := range change {
		f(&spec)
	}
	return spec
}

type play struct {
	*solo.Play
	t rapid.TB
}

// call begins the first meeting that the calendar brings after a day.
func call(t rapid.TB, spec partnership.Spec, after string, change ...func(*procedure.Brief)) *play {
	t.Helper()
	agenda, err := timing.Plan([]procedure.Kind{meeting.Kind()}, spec, procedure.Plan{Spec: spec.Digest(), After: solo.At(after + " 00:00")})
	if err != nil {
		t.Fatal(err)
	}
	if len(agenda.Occasions) == 0 {
		t.Fatal("the calendar brings no meeting")
	}
	o := agenda.Occasions[0]
	b := procedure.Brief{Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: o}
	for _, f := range change {
		f(&b)
	}
	state, _ := meeting.Kind().New(spec, b)
	p := &play{Play: solo.New(t, spec, state, meeting.Kind().Blank, o.At), t: t}
	p.Start()
	return p
}

func (p *play) state() *meeting.Meeting { return p.P.(*meeting.Meeting) }

// ask finds the open ask of a person in a circle.
func (p *play) ask(c asking.Circle, person string) asking.Ask {
	p.t.Helper()
	i := slices.IndexFunc(c.Asks, func(a asking.Ask) bool { return a.Person == person })
	if i < 0 {
		p.t.Fatalf("%s is not asked", person)
	}
	return c.Asks[i]
}

func yes(question string) partnership.Answer { return said(question, true) }

func said(question string, yes bool) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(yes)}
}

// comes has people say whether they come.
func (p *play) comes(yes bool, people ...string) *play {
	p.t.Helper()
	for _, person := range people {
		p.Reply(procedure.Reply{Ask: p.ask(p.state().Inviting, person).ID, Person: person, Class: procedure.ReplyAnswer, Answers: []partnership.Answer{said(meeting.QuestionAttend, yes)}})
	}
	return p
}

// writes has the chair send minutes.
func (p *play) writes(m partnership.Minutes) *play {
	p.t.Helper()
	a := p.state().Noting.Asks[0]
	p.Reply(procedure.Reply{Ask: a.ID, Person: a.Person, Class: procedure.ReplyAnswer, Answers: []partnership.Answer{{
		Question: meeting.QuestionMinutes, Value: partnership.TextValue("minutes"), Minutes: &m,
	}}})
	return p
}

func (p *play) command(person string, c partnership.CommandName, argument string) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Ask: p.ask(p.state().Inviting, person).ID, Person: person, Class: procedure.ReplyAnswer, Commands: []partnership.Command{{Name: c, Argument: argument}}})
	return p
}

// mails lists the letters of a template by who gets them, but for those that wait.
func (p *play) mails(t procedure.Template) []string {
	var people []string
	for _, l := range p.Letters {
		if l.Template == t && (l.Form != procedure.FormReminder || !l.NotBefore.After(p.Now)) {
			people = append(people, l.Person)
		}
	}
	return people
}

func (p *play) wants(t procedure.Template, people ...string) *play {
	p.t.Helper()
	if diff := cmp.Diff(people, p.mails(t), cmpopts.EquateEmpty()); diff != "" {
		p.t.Errorf("%s goes to others (-want +got):\n%s", t, diff)
	}
	return p
}

func (p *play) ends(o procedure.Outcome) *play {
	p.t.Helper()
	if !p.Ended || p.P.Outcome() != o {
		p.t.Errorf("the outcome is %q, ended %t, want %q:\n%s", p.P.Outcome(), p.Ended, o, strings.Join(p.Lines(), "\n"))
	}
	return p
}

// call is what the latest letter of a template to somebody says of the meeting.
func (p *play) content(t procedure.Template, person string) (c meeting.Call) {
	p.t.Helper()
	for _, l := range slices.Backward(p.Letters) {
		if l.Template == t && l.Person == person {
			if err := json.Unmarshal(l.Content, &c); err != nil {
				p.t.Fatal(err)
			}
			return c
		}
	}
	p.t.Fatalf("%s gets no %s", person, t)
	return c
}

// why lists what the latest receipt explains.
func (p *play) why() []string {
	var list []string
	for _, l := range slices.Backward(p.Letters) {
		if l.Form == procedure.FormReceipt {
			for _, e := range l.Explained {
				list = append(list, e.Why)
			}
			break
		}
	}
	return list
}

func (p *play) explains(why ...string) *play {
	p.t.Helper()
	if diff := cmp.Diff(why, p.why(), cmpopts.EquateEmpty()); diff != "" {
		p.t.Errorf("the receipt explains (-want +got):\n%s", diff)
	}
	return p
}

func decided(texts ...string) partnership.Minutes {
	m := partnership.Minutes{All: true}
	for _, text := range texts {
		m.Decisions = append(m.Decisions, partnership.MinutedDecision{Text: text})
	}
	return m
}

const held = "2027-01-07 16:00"

func TestAMeetingIsInvitedToHeldMinutedAndAccepted(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20").comes(true, "lars", "tom")
	p.Until(held)
	m := decided("The pilot begins in May")
	m.Actions = []partnership.MinutedAction{{Who: "Tom", What: "Send the list", Due: "2027-01-20"}, {Who: partnership.MinutedSelf, What: "Book the room", Due: "2027-01-12"}, {Who: "Sofie", What: "Ask the printer"}}
	p.writes(m).Until("2027-02-01 10:00")
	p.wants(meeting.TemplateInvitation, "lars", "sofie", "tom").wants(meeting.TemplateWanted, "lars")
	p.wants(meeting.TemplateMinutes, "sofie", "tom", "sofie", "tom") // and a reminder: only then silence counts
	p.ends(procedure.OutcomeAccepted)
	var logged []procedure.Decision
	for _, e := range p.Entries {
		if e.Decision != nil {
			logged = append(logged, *e.Decision)
		}
	}
	if len(logged) != 1 || logged[0].Text != "The pilot begins in May" || logged[0].Result != "carried" || logged[0].By != "lars" {
		t.Errorf("logged is %+v", logged)
	}
	items := p.items()
	if len(items) != 3 || !items[0].Proposed || items[0].Owner != "tom" || items[0].Due != "2027-01-20" || items[1].Proposed || items[1].Owner != "lars" || !items[2].Proposed || items[2].Due != "" {
		t.Errorf("what falls to another side, or has no day, is proposed, the rest is owed: %+v", items)
	}
}

// items are all that the partnership was given to keep.
func (p *play) items() []procedure.Item {
	var list []procedure.Item
	for _, told := range p.Told {
		list = append(list, told.Message.Items...)
	}
	return list
}

func TestMinutesWithoutDecisionsRideAlongAndAreAcceptedLater(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	p.writes(partnership.Minutes{Present: []string{"Lars", "South"}, Nothing: true, Why: "we looked at the figures"})
	for _, l := range p.Letters {
		if l.Template == meeting.TemplateMinutes && (!l.Rides || l.Topic == "") {
			t.Errorf("%s goes alone", l.Key)
		}
	}
	p.wants(meeting.TemplateMinutes, "sofie", "tom")
	if got := p.state().Record.Present; !slices.Equal(got, []string{"lars", "tom"}) {
		t.Errorf("present are %v", got)
	}
	p.Until("2027-01-14 15:00")
	if p.Ended {
		t.Error("it is settled before the time to object is over")
	}
	p.Until("2027-01-14 17:00")
	p.ends(procedure.OutcomeAccepted)
}

func TestWithALongNoticeTheAgendaComesApart(t *testing.T) {
	t.Parallel()
	p := call(t, meets(func(s *partnership.Spec) { s.Meetings[0].Notice = specs.Span("21d") }), "2026-12-05")
	a := p.ask(p.state().Inviting, "tom")
	p.Reply(procedure.Reply{Ask: a.ID, Person: "tom", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{yes(meeting.QuestionAttend), specs.Words(meeting.QuestionPoint, "Who pays?")}})
	p.wants(meeting.TemplateAgenda).Until("2026-12-31 16:00")
	p.wants(meeting.TemplateAgenda, "lars", "sofie", "tom")
	if c := p.content(meeting.TemplateAgenda, "lars"); len(c.Points) != 1 || c.Points[0].Person != "tom" || c.Joined {
		t.Errorf("the agenda is %+v", c)
	}
	if p.state().Stage != meeting.Preparing {
		t.Errorf("the stage is %s", p.state().Stage)
	}
}

func TestWhatIsAddedToAJoinedAgendaIsToldOnTheDayBefore(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20").comes(true, "lars")
	p.Until("2027-01-06 15:30")
	p.wants(meeting.TemplateAgenda)
	q := call(t, meets(), "2026-12-20")
	a := q.ask(q.state().Inviting, "tom")
	q.Reply(procedure.Reply{Ask: a.ID, Person: "tom", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{specs.Words(meeting.QuestionPoint, "Who pays?")}})
	q.Until("2027-01-06 15:30")
	q.wants(meeting.TemplateAgenda, "lars", "sofie", "tom")
}

func TestAnAnswerToAnInvitationGetsNoReceipt(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20").comes(true, "lars", "tom").comes(false, "tom")
	p.wants(procedure.TemplateReceipt)
	if c := p.content(meeting.TemplateDoubtful, "lars"); c.Doubt != "party/south" {
		t.Errorf("a whole party declines, and the chair hears %+v", c)
	}
}

func TestTheChairMovesAMeetingAndEverybodyIsAskedAnew(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20").comes(true, "lars", "tom", "sofie")
	p.command("lars", partnership.CommandMove, "2027-01-11 14:30")
	p.wants(meeting.TemplateChanged, "lars", "sofie", "tom")
	c := p.content(meeting.TemplateChanged, "tom")
	if c.Sequence != 1 || !c.Starts.Equal(solo.At("2027-01-11 14:30")) || !c.Ends.Equal(solo.At("2027-01-11 15:15")) || !c.Was.Equal(solo.At("2027-01-07 15:00")) {
		t.Errorf("the change is %+v", c)
	}
	if n, _ := p.counts(); n != 0 {
		t.Errorf("%d answers to the old time count for the new one", n)
	}
	p.comes(true, "tom").Until("2027-01-07 17:00")
	p.wants(meeting.TemplateWanted)
	p.Until("2027-01-11 16:00")
	p.wants(meeting.TemplateWanted, "lars")
}

// counts are how many come, and how many do not.
func (p *play) counts() (yes, no int) {
	for _, a := range p.state().Inviting.Asks {
		for _, g := range a.Given {
			if g.Value.Bool != nil && *g.Value.Bool {
				yes++
			} else if g.Value.Bool != nil {
				no++
			}
		}
	}
	return yes, no
}

func TestWhoCannotMoveAMeetingIsTold(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.command("tom", partnership.CommandMove, "2027-01-11 14:30").explains("meeting-not-chair")
	p.command("tom", partnership.CommandCancel, "").explains("meeting-not-chair")
	p.command("lars", partnership.CommandMove, "to next week").explains("meeting-no-moment")
	p.command("lars", partnership.CommandMove, "2026-12-30 10:00").explains("meeting-past")
	p.command("lars", partnership.CommandMove, "2027-12-30 10:00").explains("meeting-far")
	p.command("lars", partnership.CommandMove, "2027-01-07").explains("meeting-same")
	p.wants(meeting.TemplateChanged).Until("2027-01-07 15:10")
	p.command("lars", partnership.CommandMove, "2027-01-11 14:30").explains("meeting-begun")
	if got := p.state().Starts; !got.Equal(solo.At("2027-01-07 15:00")) {
		t.Errorf("it begins at %s", got)
	}
}

func TestACancelledMeetingLeavesTheCalendarsOfThoseWhoHaveIt(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20").comes(true, "tom")
	p.command("lars", partnership.CommandCancel, "half of us are ill")
	p.wants(meeting.TemplateCancelled, "lars", "sofie", "tom").ends(procedure.OutcomeCancelled)
	if c := p.content(meeting.TemplateCancelled, "tom"); c.Sequence != 1 || c.Changed.Why != "half of us are ill" {
		t.Errorf("the mail says %+v", c)
	}
	for _, l := range p.Letters {
		if l.Template == meeting.TemplateCancelled && !slices.Equal(l.FollowsAny, []string{"ask/" + l.Person}) {
			t.Errorf("%s takes back %v", l.Key, l.FollowsAny)
		}
	}
}

func TestTheChairIsAskedOnceWhetherAMeetingTakesPlace(t *testing.T) {
	t.Parallel()
	way := func(p *play, word string) *play {
		p.Reply(procedure.Reply{Ask: p.state().Doubting.Asks[0].ID, Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{specs.Words(meeting.QuestionWay, word)}})
		return p
	}
	p := call(t, meets(), "2026-12-20").comes(false, "tom").comes(false, "lars").wants(meeting.TemplateDoubtful, "lars")
	way(p, "cancel").ends(procedure.OutcomeCancelled)
	q := call(t, meets(), "2026-12-20").comes(false, "lars").comes(false, "tom").wants(meeting.TemplateDoubtful, "lars")
	way(q, "go on").wants(meeting.TemplateCancelled)
	silent := call(t, meets(), "2026-12-20").comes(false, "lars")
	silent.Until(held)
	silent.wants(meeting.TemplateCancelled).wants(meeting.TemplateWanted, "lars")
}

func TestMinutesThatAreNotClearAreAskedBackAndNothingGoesOut(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	p.writes(partnership.Minutes{
		Decisions: []partnership.MinutedDecision{{Text: "May"}}, Actions: []partnership.MinutedAction{{Who: "Tom", What: "the list", Due: "2027-01-02"}, {Who: "Zoe", What: "x"}},
		Unclear: []partnership.UnclearLine{{Line: "Tom thinks so", Why: partnership.LineUnclear}},
	})
	p.explains("minutes-day-passed", "minutes-line-who", "minutes-line-unclear", "minutes-nobody-here").wants(meeting.TemplateMinutes)
	p.writes(partnership.Minutes{All: true, Actions: []partnership.MinutedAction{{Who: "Tom", What: "the list", Due: "2027-01-20"}}})
	p.wants(meeting.TemplateMinutes, "sofie", "tom")
	if r := p.state().Record; len(r.Decisions) != 1 || len(r.Actions) != 1 || r.Left != 0 {
		t.Errorf("the record is %+v", r)
	}
}

// TestAVetoOnMinutesIsExplainedAndNoWordAboutThem: it is neither a no to the minutes nor a veto.
func TestAVetoOnMinutesIsExplainedAndNoWordAboutThem(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	p.writes(decided("May"))
	p.command("tom", partnership.CommandVeto, "it touches our stock").explains("meeting-no-veto")
	if r := p.state().Record; len(r.Objections) > 0 {
		t.Errorf("objections are %+v", r.Objections)
	}
}

// TestTheReceiptForMinutesSaysWhatIsOnRecordWithThem: with the first mail, and with each that
// adds to it.
func TestTheReceiptForMinutesSaysWhatIsOnRecordWithThem(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	readBack := func() (c meeting.Call) {
		for _, l := range slices.Backward(p.Letters) {
			if l.Form == procedure.FormReceipt {
				if err := json.Unmarshal(l.Content, &c); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
		return c
	}
	p.writes(partnership.Minutes{All: true, Decisions: []partnership.MinutedDecision{{Text: "May"}}, Actions: []partnership.MinutedAction{{Who: "Zoe", What: "x"}}})
	if c := readBack(); c.Record == nil || len(c.Record.Present) == 0 || len(c.Record.Decisions) != 1 {
		t.Errorf("the first receipt says %+v", c.Record)
	}
	p.writes(partnership.Minutes{Actions: []partnership.MinutedAction{{Who: "Tom", What: "the list", Due: "2027-01-20"}}})
	if c := readBack(); c.Record == nil || len(c.Record.Decisions) != 1 || len(c.Record.Actions) != 1 {
		t.Errorf("the second receipt says %+v", c.Record)
	}
}

func TestUnclearLinesThatNobodyWritesAgainAreLeftOutAndCounted(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	m := decided("May")
	m.Unclear = []partnership.UnclearLine{{Line: "?", Why: partnership.LineDay}}
	p.writes(m).explains("minutes-line-day", "minutes-incomplete").Until("2027-01-12 10:00")
	p.wants(meeting.TemplateMinutes, "sofie", "tom")
	if c := p.content(meeting.TemplateMinutes, "tom"); c.Record.Left != 1 {
		t.Errorf("the minutes say %+v", c.Record)
	}
}

func TestMinutesWithoutAnythingAreAskedBack(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	p.writes(partnership.Minutes{All: true}).explains("minutes-nothing").wants(meeting.TemplateMinutes)
}

func TestWhereARuleDecidesVotesAndQuorumAreWanted(t *testing.T) {
	t.Parallel()
	ruled := meets(func(s *partnership.Spec) {
		s.DecisionRules = []partnership.DecisionRule{{ID: "steering", OnePerParty: true, AcceptedAfter: specs.Span("15d")}}
		s.Meetings[0].By = "steering"
	})
	p := call(t, ruled, "2026-12-20")
	p.Until(held)
	p.writes(decided("May")).explains("minutes-no-votes").wants(meeting.TemplateMinutes)
	p.writes(partnership.Minutes{All: true, Decisions: []partnership.MinutedDecision{{Text: "May", For: []string{"Lars"}, Against: []string{"South"}}}})
	p.Until("2027-01-20 10:00")
	if p.Ended {
		t.Error("it is settled before 15 days are over")
	}
	p.Until("2027-01-25 10:00")
	p.ends(procedure.OutcomeAccepted)
	if e := p.Entries[len(p.Entries)-1]; e.Decision == nil || e.Decision.Result != "rejected" || !slices.Equal(e.Decision.Against, []string{"south"}) {
		t.Errorf("the last entry is %+v", e.Decision)
	}
	few := call(t, ruled, "2026-12-20")
	few.Until(held)
	few.writes(partnership.Minutes{Present: []string{"Lars"}, Decisions: []partnership.MinutedDecision{{Text: "May", Unanimous: true}}})
	few.Until("2027-01-25 10:00")
	few.ends(procedure.OutcomeNoQuorum).wants(meeting.TemplateResult, "lars", "sofie", "tom")
}

// objects has somebody object to the minutes.
func (p *play) objects(person, text string) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Ask: p.ask(p.state().Accepting, person).ID, Person: person, Class: procedure.ReplyAnswer, Commands: []partnership.Command{{Name: partnership.CommandObject, Argument: text}}})
	return p
}

func minuted(t rapid.TB) *play {
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	return p.writes(decided("May"))
}

func TestAnObjectionIsPutToWhoeverWroteTheMinutes(t *testing.T) {
	t.Parallel()
	p := minuted(t).objects("tom", "It was June").explains("meeting-objected").wants(meeting.TemplateWanted, "lars", "lars")
	if c := p.content(meeting.TemplateWanted, "lars"); c.Record == nil || len(c.Record.Objections) != 1 || c.Record.Objections[0].Text != "It was June" {
		t.Errorf("the chair reads %+v", c.Record)
	}
	m := decided("June")
	a := p.state().Revising.Asks[0]
	p.Reply(procedure.Reply{Ask: a.ID, Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{{Question: meeting.QuestionMinutes, Value: partnership.TextValue("June"), Minutes: &m}}})
	if c := p.content(meeting.TemplateMinutes, "tom"); c.Record.Version != 2 || c.Record.Decisions[0].Text != "June" {
		t.Errorf("the minutes are %+v", c.Record)
	}
	p.Until("2027-02-01 10:00")
	p.ends(procedure.OutcomeAccepted)
}

func TestAnObjectionThatNobodyTakesUpStandsBesideTheMinutes(t *testing.T) {
	t.Parallel()
	p := minuted(t).objects("tom", "It was June")
	p.Until("2027-02-01 10:00")
	p.ends(procedure.OutcomeObjected).wants(meeting.TemplateResult, "lars", "sofie", "tom")
	bare := minuted(t).objects("tom", "").explains("meeting-object-what").wants(meeting.TemplateWanted, "lars")
	bare.Until("2027-02-01 10:00")
	bare.ends(procedure.OutcomeObjected)
}

func TestAnObjectionOutsideOfItsTimeIsExplained(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.command("tom", partnership.CommandObject, "no").explains("meeting-object-now")
}

func TestWithoutMinutesTheLeadsAreAskedAndThenAllHear(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until("2027-01-13 10:00")
	p.wants(meeting.TemplateWanted, "lars", "lars", "lars", "sofie", "tom")
	if c := p.content(meeting.TemplateWanted, "tom"); c.Silent != "lars" {
		t.Errorf("tom reads %+v", c)
	}
	p.Until("2027-02-01 10:00")
	p.ends(procedure.OutcomeNoMinutes).wants(meeting.TemplateResult, "lars", "sofie", "tom")
}

func TestAMeetingThatDidNotTakePlaceIsCancelledAfterwards(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	p.writes(partnership.Minutes{Missed: true, Why: "nobody came"}).ends(procedure.OutcomeCancelled).wants(meeting.TemplateResult, "lars", "sofie", "tom")
}

func TestTheChairCorrectsMinutesForADay(t *testing.T) {
	t.Parallel()
	m := decided("May")
	m.Actions = []partnership.MinutedAction{{Who: "Lars", What: "the list", Due: "2027-01-20"}}
	p := call(t, meets(), "2026-12-20")
	p.Until(held)
	p.writes(m).Until("2027-01-08 10:00")
	m = decided("June")
	m.Actions = []partnership.MinutedAction{{Who: "Lars", What: "the stand", Due: "2027-01-20"}, {Who: "Lars", What: "The list.", Due: "2027-01-21"}}
	p.writes(m)
	var ids []string
	for _, a := range p.state().Record.Actions {
		ids = append(ids, a.ID)
	}
	if diff := cmp.Diff([]string{"meeting-monthly-2027-01-07-2", "meeting-monthly-2027-01-07-1"}, ids); diff != "" {
		t.Errorf("what is the same keeps its ID (-want +got):\n%s", diff)
	}
	if p.state().Record.Version != 2 {
		t.Errorf("the version is %d", p.state().Record.Version)
	}
}

func TestHostsTakeTurnsAndThoseWhoMetAreAskedHowItWas(t *testing.T) {
	t.Parallel()
	tea := meets(func(s *partnership.Spec) {
		s.Meetings[0].Informal, s.Meetings[0].Hosts, s.Meetings[0].Chair = true, []string{"north", "south"}, ""
	})
	p := call(t, tea, "2026-12-20").comes(true, "lars", "tom").comes(false, "sofie")
	p.Until(held)
	p.ends(procedure.OutcomeHeld).wants(meeting.TemplateWanted)
	last := p.Told[len(p.Told)-1].Message
	if len(last.Facts) != 1 || last.Facts[0].Kind != procedure.FactGathered || !slices.Equal(last.Facts[0].People, []string{"lars", "tom"}) {
		t.Errorf("the partnership hears %+v", last.Facts)
	}
	next := call(t, tea, "2027-01-10", func(b *procedure.Brief) { b.Courses = []procedure.Course{*last.Course} })
	if p.state().Host != "north" || next.state().Host != "south" {
		t.Errorf("hosts are %s, then %s", p.state().Host, next.state().Host)
	}
}

func TestWhoIsAwayOnTheDayIsNotInvitedButTheirDeputy(t *testing.T) {
	t.Parallel()
	p := call(t, meets(func(s *partnership.Spec) {
		s.Parties[0].People[0].Deputy = "sofie"
		s.Parties[0].People[0].Absences = []partnership.Absence{{From: specs.Date("2027-01-05"), Until: specs.Date("2027-01-09")}}
		s.Meetings[0].Invite = []string{"lars", "tom"}
	}), "2026-12-20")
	p.wants(meeting.TemplateInvitation, "sofie", "tom")
	if a := p.ask(p.state().Inviting, "sofie"); a.For != "lars" {
		t.Errorf("sofie comes for %q", a.For)
	}
}

func TestTheEndCallsAMeetingOff(t *testing.T) {
	t.Parallel()
	for _, o := range []procedure.Order{{Kind: procedure.OrderWithdraw}, {Kind: procedure.OrderWithdraw, Gone: true}, {Kind: procedure.OrderAnew}} {
		p := call(t, meets(), "2026-12-20").comes(true, "tom")
		p.Order(o)
		p.wants(meeting.TemplateCancelled, "lars", "sofie", "tom")
		if !p.Ended {
			t.Errorf("%s does not end it", o.Kind)
		}
	}
}

func TestAMeetingWhoseInvitationsNeverWentOutIsGivenUpInSilence(t *testing.T) {
	t.Parallel()
	spec := meets()
	agenda, err := timing.Plan([]procedure.Kind{meeting.Kind()}, spec, procedure.Plan{Spec: spec.Digest(), After: solo.At("2026-12-20 00:00")})
	if err != nil {
		t.Fatal(err)
	}
	o := agenda.Occasions[0]
	state, _ := meeting.Kind().New(spec, procedure.Brief{Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: o})
	down := &play{Play: solo.New(t, spec, state, meeting.Kind().Blank, o.At), t: t}
	down.Down = true
	down.Start()
	down.Until("2027-01-07 15:30")
	down.ends(procedure.OutcomeUndelivered).wants(meeting.TemplateCancelled)
}

func TestWhoJoinsIsInvitedAndWhoLeavesIsTakenOut(t *testing.T) {
	t.Parallel()
	spec := meets()
	p := call(t, spec, "2026-12-20").comes(true, "tom")
	changed := meets(func(s *partnership.Spec) {
		quinn := s.Parties[1].People[0]
		quinn.ID, quinn.Name, quinn.Email, quinn.Roles = "quinn", "Quinn", "quinn@south.example", nil
		s.Parties[1].People = append(s.Parties[1].People, quinn)
		s.Parties[0].People = s.Parties[0].People[:1]
		s.Meetings[0].Invite = []string{"lars", "quinn"}
	})
	digest := p.Know(changed)
	o := procedure.Order{Kind: procedure.OrderAmended, Spec: digest, People: procedure.ChangedPeople(spec, changed), Convenes: &procedure.Convening{
		Title: "Monthly 45 minutes", Place: "https://meet.example/duo", Chair: "lars",
		Invite: []procedure.Head{{Person: "lars", Name: "Lars", Party: "north"}, {Person: "quinn", Name: "Quinn", Party: "south"}},
	}}
	p.Order(o)
	p.wants(meeting.TemplateInvitation, "lars", "sofie", "tom", "quinn").wants(meeting.TemplateCancelled, "sofie", "tom").wants(meeting.TemplateChanged)
	for _, l := range p.Letters {
		if l.Template == meeting.TemplateCancelled && (l.Person == "sofie") != (l.Spec == spec.Digest()) {
			t.Errorf("the letter to %s speaks of %.6s", l.Person, l.Spec)
		}
	}
	o.Convenes.Place = "The harbour"
	p.Order(o)
	p.wants(meeting.TemplateChanged, "lars", "quinn")
}

func TestAdminsMoveEveryStage(t *testing.T) {
	t.Parallel()
	p := call(t, meets(), "2026-12-20")
	p.Command(procedure.Command{Name: procedure.MoveMeeting, To: "2027-01-08 11:00", Reason: "the room is taken"})
	if c := p.content(meeting.TemplateChanged, "tom"); c.Changed.Cause != meeting.ByAdmin || c.Changed.Why != "the room is taken" || !c.Starts.Equal(solo.At("2027-01-08 11:00")) {
		t.Errorf("tom reads %+v", c)
	}
	p.Command(procedure.Command{Name: procedure.AnswerFor, Person: "tom", Reason: "told me", Answers: []procedure.TypedAnswer{{Question: "attend", Value: "yes"}}})
	if n, _ := p.counts(); n != 1 {
		t.Errorf("%d come", n)
	}
	p.Until("2027-01-08 12:30")
	p.Command(procedure.Command{Name: procedure.RecordMinutes, Present: []string{"lars", "tom"}, Decisions: []procedure.TypedDecision{{What: "May"}}, Actions: []procedure.TypedAction{{Owner: "tom", What: "the list", Due: "2027-01-20"}}, Reason: "told on the phone"})
	p.wants(meeting.TemplateMinutes, "lars", "sofie", "tom")
	p.Command(procedure.Command{Name: procedure.EndStage, Reason: "all agree"})
	p.ends(procedure.OutcomeAccepted)
	q := call(t, meets(), "2026-12-20")
	q.Command(procedure.Command{Name: procedure.CancelMeeting, Reason: "fire"})
	q.ends(procedure.OutcomeCancelled)
}

func TestAdminsReadWhatWouldWork(t *testing.T) {
	t.Parallel()
	ruled := meets(func(s *partnership.Spec) {
		s.DecisionRules = []partnership.DecisionRule{{ID: "steering"}}
		s.Meetings[0].By = "steering"
	})
	p := call(t, ruled, "2026-12-20")
	check := func(cmd procedure.Command, want string) {
		t.Helper()
		if err := p.P.Check(cmd, p.Now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s says %v, want %q", cmd.Name, err, want)
		}
	}
	check(procedure.Command{Name: procedure.CancelMeeting}, `say why in "reason"`)
	check(procedure.Command{Name: procedure.MoveMeeting, To: "soon", Reason: "x"}, "like 2027-05-14 15:00")
	check(procedure.Command{Name: procedure.RecordMinutes, Reason: "x"}, "it is still to come")
	check(procedure.Command{Name: procedure.EndStage, Reason: "x"}, "it is still to come")
	check(procedure.Command{Name: procedure.Pause, Reason: "x"}, "a meeting takes")
	check(procedure.Command{Name: procedure.AnswerFor, Person: "zoe", Answers: []procedure.TypedAnswer{{Question: "attend", Value: "yes"}}}, "asked are lars, sofie, tom")
	p.Until(held)
	check(procedure.Command{Name: procedure.MoveMeeting, To: "2027-01-09 10:00", Reason: "x"}, "cannot be moved any more")
	check(procedure.Command{Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "minutes", Value: "x"}}}, "record-minutes")
	record := func(change func(*procedure.Command)) procedure.Command {
		c := procedure.Command{Name: procedure.RecordMinutes, Reason: "x", Present: []string{"lars"}}
		change(&c)
		return c
	}
	check(record(func(c *procedure.Command) { c.Present = nil }), "say who was there")
	check(record(func(c *procedure.Command) { c.Present = []string{"zoe"} }), `no person "zoe"`)
	check(record(func(c *procedure.Command) { c.Decisions = []procedure.TypedDecision{{What: "May"}} }), "which parties voted how")
	check(record(func(c *procedure.Command) {
		c.Decisions = []procedure.TypedDecision{{What: "May", For: []string{"lars"}}}
	}), `no party "lars"`)
	check(record(func(c *procedure.Command) { c.Decisions = []procedure.TypedDecision{{For: []string{"north"}}} }), "without words")
	check(record(func(c *procedure.Command) { c.Actions = []procedure.TypedAction{{Owner: "zoe", What: "x"}} }), `no person "zoe"`)
	check(record(func(c *procedure.Command) { c.Actions = []procedure.TypedAction{{Owner: "tom"}} }), "what tom is to do")
	check(record(func(c *procedure.Command) {
		c.Actions = []procedure.TypedAction{{Owner: "tom", What: "x", Due: "soon"}}
	}), "like 2027-05-21")
	check(record(func(c *procedure.Command) {
		c.Actions = []procedure.TypedAction{{Owner: "tom", What: "x", Due: "2027-01-01"}}
	}), "which has passed")
}

// calendar has somebody's calendar answer an entry.
func (p *play) calendar(person string, yes bool, e procedure.CalendarEntry) *play {
	p.t.Helper()
	p.Reply(procedure.Reply{Ask: p.ask(p.state().Inviting, person).ID, Person: person, Class: procedure.ReplyAnswer, Entry: &e, Answers: []partnership.Answer{said(meeting.QuestionAttend, yes)}})
	return p
}

func TestACalendarsAnswerCountsForTheTimeThatItAnswers(t *testing.T) {
	t.Parallel()
	at := func(day string) time.Time { return solo.At(day + " 10:00") }
	p := call(t, meets(), "2026-12-20")
	p.calendar("tom", true, procedure.CalendarEntry{Sequence: 0, At: at("2026-12-31")})
	if yes, _ := p.counts(); yes != 1 {
		t.Errorf("%d come", yes)
	}
	p.command("lars", partnership.CommandMove, "2027-01-11 14:30").calendar("tom", true, procedure.CalendarEntry{Sequence: 0, At: at("2027-01-02")})
	if yes, _ := p.counts(); yes != 0 {
		t.Error("an answer to the old time counts for the new one")
	}
	p.calendar("tom", false, procedure.CalendarEntry{Sequence: 1, At: at("2027-01-04")}).calendar("tom", true, procedure.CalendarEntry{Sequence: 1, At: at("2027-01-03")})
	if _, no := p.counts(); no != 1 {
		t.Error("an earlier answer takes the place of a later one")
	}
	p.calendar("sofie", true, procedure.CalendarEntry{Sequence: -1, At: at("2027-01-04"), Comment: "I come by train"})
	if got := p.state().Remarks; len(got) != 1 || got[0] != (meeting.Point{Person: "sofie", Text: "I come by train"}) {
		t.Errorf("beside their answers people say %+v", got)
	}
	if yes, _ := p.counts(); yes != 1 {
		t.Error("a calendar that says no sequence is not heard")
	}
	p.wants(procedure.TemplateReceipt).calendar("sofie", false, procedure.CalendarEntry{Sequence: 1, At: at("2027-01-05"), Counters: true}).explains("meeting-counter")
}
