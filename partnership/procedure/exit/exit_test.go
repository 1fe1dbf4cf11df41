package exit_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
)

// agreed is a partnership that parts with 60 days' notice. Others change it.
func agreed(change ...func(*partnership.Spec)) partnership.Spec {
	spec := specs.Duo()
	spec.Exit = &partnership.Exit{
		Notice: specs.Span("60d"), Continuity: "Leads are split by owner.",
		Tasks: []partnership.ExitTask{
			{ID: "split", What: "Split the lead data", Owner: "tom", Within: specs.Span("30d")},
			{ID: "brand", What: "Withdraw the brand", Owner: "sofie", Within: specs.Span("90d")},
			{ID: "guests", What: "Tell the guests"},
		},
	}
	for _, f := range change {
		f(&spec)
	}
	return spec
}

// third adds a third party.
func third(spec *partnership.Spec) {
	ann := spec.Parties[1].People[0]
	ann.ID, ann.Name, ann.Email = "ann", "Ann", "ann@east.example"
	spec.Parties = append(spec.Parties, partnership.Party{ID: "east", Name: "East", People: []partnership.Person{ann}})
}

// fourth adds two parties.
func fourth(spec *partnership.Spec) {
	third(spec)
	wim := spec.Parties[2].People[0]
	wim.ID, wim.Name, wim.Email = "wim", "Wim", "wim@west.example"
	spec.Parties = append(spec.Parties, partnership.Party{ID: "west", Name: "West", People: []partnership.Person{wim}})
}

type play struct {
	*solo.Play
	t rapid.TB
}

// open begins an exit on 2 March 2027.
func open(t rapid.TB, spec partnership.Spec, why procedure.Parting) *play {
	t.Helper()
	o := procedure.Occasion{Type: exit.Type, Noun: exit.Noun, Date: "2027-03-02", At: solo.At("2027-03-02 09:00"), Until: solo.At("2027-12-01 00:00"), Agreed: true}
	state, _ := exit.Kind().New(spec, procedure.Brief{
		Slug: spec.Slug, Spec: spec.Digest(), Workflow: o.Workflow(spec.Slug), Rules: procedure.Rules, Occasion: o, Parting: &why,
	})
	p := &play{Play: solo.New(t, spec, state, exit.Kind().Blank, o.At), t: t}
	p.Start()
	return p
}

func byTom() procedure.Parting {
	return procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Reason: "It does not pay."}
}

func offered() procedure.Parting {
	return procedure.Parting{Cause: procedure.PartingTrigger, Trigger: "red"}
}

func (p *play) state() *exit.Exit { return p.P.(*exit.Exit) }

// ask finds what somebody is asked, the latest first.
func (p *play) ask(person string) *asking.Ask {
	x := p.state()
	circles := []*asking.Circle{&x.Lessons, &x.Wish, &x.Offer}
	for i := range slices.Backward(x.Notices) {
		circles = append(circles, &x.Notices[i].Circle)
	}
	circles = append(circles, &x.Others)
	for _, c := range circles {
		for i := range c.Asks {
			if c.Asks[i].Person == person {
				return &c.Asks[i]
			}
		}
	}
	return nil
}

// mails is a mail of somebody in answer to what they are asked, proven as a server does.
func (p *play) mails(person string, change func(*procedure.Reply)) *play {
	p.t.Helper()
	a := p.ask(person)
	if a == nil {
		p.t.Fatalf("%s is not asked", person)
	}
	r := procedure.Reply{Ask: a.ID, Person: person, Proof: "dkim"}
	change(&r)
	p.Reply(r)
	return p
}

// says answers yes or no to the one question.
func (p *play) says(person string, yes bool) *play {
	p.t.Helper()
	return p.mails(person, func(r *procedure.Reply) {
		r.Answers = []partnership.Answer{{Question: p.ask(person).Questions[0].ID, Value: partnership.BoolValue(yes)}}
	})
}

func (p *play) takesBack(person string) *play {
	p.t.Helper()
	return p.mails(person, func(r *procedure.Reply) {
		r.Commands = []partnership.Command{{Name: partnership.CommandWithdraw}}
	})
}

// heard are those to whom a template went.
func (p *play) heard(template procedure.Template) []string {
	var list []string
	for _, l := range p.Letters {
		if l.Template == template {
			list = append(list, l.Person)
		}
	}
	return list
}

func (p *play) hearing(template procedure.Template, people ...string) *play {
	p.t.Helper()
	if got := p.heard(template); !slices.Equal(got, people) {
		p.t.Errorf("%v got %s, want %v", got, template, people)
	}
	return p
}

// explained wants the last letter to say something.
func (p *play) explained(why string) *play {
	p.t.Helper()
	l := p.Letters[len(p.Letters)-1]
	if len(l.Explained) == 0 || l.Explained[0].Why != why {
		p.t.Errorf("the last letter explains %v, want %s", l.Explained, why)
	}
	return p
}

func (p *play) ended(o procedure.Outcome) *play {
	p.t.Helper()
	if got := p.state().Decided; got != o || p.Ended != (o != "") {
		p.t.Errorf("it is %q (ended: %t), want %q", got, p.Ended, o)
	}
	return p
}

// items are what the partnership has to keep.
func (p *play) items() []procedure.Item {
	var items []procedure.Item
	for _, told := range p.Told {
		items = append(items, told.Message.Items...)
	}
	return items
}

func TestANoticeIsNobodysBusinessBeforeItsYes(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.hearing(exit.TemplateConfirm, "tom").hearing(exit.TemplateNoticed)
	var c exit.Content
	if err := json.Unmarshal(p.Letters[0].Content, &c); err != nil || c.LastDay != "2027-05-01" || c.Reason != "It does not pay." {
		t.Errorf("Tom reads %+v (%v), want his reason and the day on which it would end", c, err)
	}
	for _, e := range p.Entries {
		if e.Kind != procedure.EntryReply {
			t.Errorf("the journal says %q before it is meant", e.Text)
		}
	}
	p.says("tom", true).hearing(exit.TemplateNoticed, "lars", "sofie", "tom").ended("")
	if got := p.state().Parting; got.LastDay != "2027-05-01" || !got.Ends() {
		t.Errorf("decided is %+v", got)
	}
}

func TestWhatHasToBeDoneIsOwedAtTheLatestOnTheLastDay(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.says("tom", true)
	var got []string
	for _, i := range p.items() {
		got = append(got, i.ID+" "+i.Owner+" for "+i.For+" by "+i.Due)
	}
	want := []string{"exit-split tom for sofie by 2027-04-01", "exit-brand sofie for tom by 2027-05-01", "exit-guests sofie for tom by 2027-05-01"}
	if !slices.Equal(got, want) {
		t.Errorf("owed is %q, want %q", got, want)
	}
}

// TestOnlyItsWritersOwnYesIsOne plays who and what could be taken for it.
func TestOnlyItsWritersOwnYesIsOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(*procedure.Reply)
		why    string
	}{
		{"not vouched for", func(r *procedure.Reply) { r.Proof = "" }, "exit-unproven"},
		{"vouched for by little", func(r *procedure.Reply) { r.Proof = "spf" }, "exit-unproven"},
		{"typed by an admin", func(r *procedure.Reply) { r.By = procedure.Admin }, ""},
		{"by a deputy", func(r *procedure.Reply) { r.Named = "ann" }, "exit-deputy"},
		{"by somebody else", func(r *procedure.Reply) { r.Person = "sofie" }, "exit-deputy"},
		{"with other words", func(r *procedure.Reply) { r.Answers, r.Problems = nil, []string{"beside"} }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, agreed(), byTom())
			p.mails("tom", func(r *procedure.Reply) {
				r.Answers = []partnership.Answer{{Question: exit.QuestionConfirm, Value: partnership.BoolValue(true)}}
				c.change(r)
			})
			p.hearing(exit.TemplateNoticed).ended("")
			if c.why != "" {
				p.explained(c.why)
			}
			p.says("tom", true).hearing(exit.TemplateNoticed, "lars", "sofie", "tom")
		})
	}
}

func TestNobodyHearsOfANoticeThatIsNotMeant(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]func(*play){
		"no":         func(p *play) { p.says("tom", false) },
		"withdrawn":  func(p *play) { p.takesBack("tom").explained("notice-dropped") },
		"no word":    func(p *play) { p.Until("2027-03-20 09:00") },
		"late words": func(p *play) { p.Until("2027-03-11 08:00"); p.says("tom", false) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, agreed(), byTom())
			say(p)
			p.ended(procedure.OutcomeWithdrawn)
			for _, l := range p.Letters {
				if l.Person != "tom" {
					t.Errorf("%s got %s", l.Person, l.Template)
				}
			}
		})
	}
}

func TestNobodyHearsThatANoticeIsNotUnderstood(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	for range 3 {
		p.mails("tom", func(r *procedure.Reply) { r.Problems = []string{"beside"} })
	}
	for _, told := range p.Told {
		if len(told.Message.Facts) > 0 {
			t.Errorf("the partnership hears %+v", told.Message.Facts)
		}
	}
}

func TestBothSidesOnOneDay(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.Order(procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingNotice, By: "sofie", Reason: "We are tired."}})
	p.hearing(exit.TemplateConfirm, "tom", "sofie")
	p.says("sofie", true).hearing(exit.TemplateNoticed, "lars", "sofie", "tom")
	if p.state().Parting.By != "sofie" {
		t.Errorf("it is the notice of %q", p.state().Parting.By)
	}
	p.says("tom", true).hearing(exit.TemplateNoticed, "lars", "sofie", "tom").ended("")
	if l := p.Letters[len(p.Letters)-1]; l.Form != procedure.FormClosed || l.Person != "tom" {
		t.Errorf("Tom's yes is answered with %s", l.Template)
	}
	if open := p.state().Parting; open.By != "sofie" || len(p.items()) != 3 {
		t.Errorf("it began twice: %+v, %d items", open, len(p.items()))
	}
}

func TestANoticeGivenTwiceIsOne(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.Order(procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingNotice, By: "tom", Reason: "On second thoughts."}})
	p.hearing(exit.TemplateConfirm, "tom")
	p.Until("2027-03-05 09:00")
	p.says("tom", true)
	if got := p.state().Parting; got.Reason != "On second thoughts." || got.LastDay != "2027-05-04" {
		t.Errorf("decided is %+v, want his latest words, counted from his yes", got)
	}
}

func TestTheTermOfTheSpecIsTheLatestDay(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(func(s *partnership.Spec) { s.End = specs.Date("2027-04-10") }), byTom())
	p.says("tom", true)
	if got := p.state().Parting.LastDay; got != "2027-04-10" {
		t.Errorf("the last day is %s", got)
	}
	p = open(t, agreed(), byTom())
	p.says("tom", true)
	p.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: p.Know(agreed()), Day: "2027-04-20"})
	if got := p.state().Parting.LastDay; got != "2027-04-20" {
		t.Errorf("after a changed spec the last day is %s", got)
	}
}

func TestAllLeadsBeginTheEndAndOneNoIsNone(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), offered())
	p.hearing(exit.TemplateTrigger, "sofie", "tom")
	p.says("tom", true).ended("").hearing(exit.TemplateNoticed)
	p.says("sofie", true).hearing(exit.TemplateNoticed, "lars", "sofie", "tom")
	p = open(t, agreed(), offered())
	p.says("tom", true).says("sofie", false).ended(procedure.OutcomeContinued).hearing(exit.TemplateContinued, "sofie", "tom")
	p = open(t, agreed(), offered())
	p.says("tom", true)
	p.Until("2027-04-01 09:00")
	p.ended(procedure.OutcomeContinued).hearing(exit.TemplateContinued, "sofie", "tom")
}

func TestANoticeIsTakenBackWithTheYesOfTheOthers(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.says("tom", true).takesBack("tom").explained("withdraw-asked").hearing(exit.TemplateStay, "sofie")
	p.says("sofie", true).ended(procedure.OutcomeContinued).hearing(exit.TemplateContinued, "lars", "sofie", "tom")

	p = open(t, agreed(), byTom())
	p.says("tom", true).takesBack("tom").says("sofie", false).ended("").hearing(exit.TemplateContinued, "tom")
	p.takesBack("tom").hearing(exit.TemplateStay, "sofie", "sofie").says("sofie", true).ended(procedure.OutcomeContinued)

	p = open(t, agreed(), byTom())
	p.says("tom", true).mails("tom", func(r *procedure.Reply) {
		r.Person, r.Commands = "sofie", []partnership.Command{{Name: partnership.CommandWithdraw}}
	}).explained("withdraw-other").hearing(exit.TemplateStay)
}

func TestEverybodyLooksBackInTheLastTwoWeeks(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.says("tom", true)
	p.Until("2027-04-16 23:00")
	p.hearing(exit.TemplateLessons)
	p.Until("2027-04-17 09:00")
	p.hearing(exit.TemplateLessons, "lars", "sofie", "tom")
	p.mails("lars", func(r *procedure.Reply) {
		r.Answers = []partnership.Answer{specs.Words(exit.LessonKeep, "The call."), specs.Words(exit.LessonChange, "Nothing")}
	})
	last := p.Told[len(p.Told)-1].Message.Parting
	if want := []procedure.Lesson{{Person: "lars", Question: exit.LessonKeep, Text: "The call."}}; last == nil || !slices.Equal(last.Lessons, want) {
		t.Errorf("the partnership hears %+v, want %v", last, want)
	}
	p.Until("2027-05-02 00:00")
	p.ended("").Order(procedure.Order{Kind: procedure.OrderClose})
	p.ended(procedure.OutcomeClosed)
}

func TestAPartyOfThreeLeavesAlone(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(third), byTom())
	p.says("tom", true).hearing(exit.TemplateNoticed, "lars", "tom").hearing(exit.TemplateOthers, "sofie", "ann")
	if got := p.state().Parting; got.Ends() || got.Party != "south" {
		t.Errorf("decided is %+v, want that south leaves", got)
	}
	if items := p.items(); len(items) != 1 || items[0].Owner != "tom" {
		t.Errorf("owed is %+v, want what Tom has to do", items)
	}
	p.Until("2027-04-20 09:00")
	p.hearing(exit.TemplateLessons, "tom")
	p.Until("2027-05-03 09:00")
	p.ended(procedure.OutcomeClosed)

	p = open(t, agreed(third), byTom())
	p.says("tom", true).Order(procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingAdmin, Reason: "all leave"}})
	if got := p.state().Parting; !got.Ends() || len(p.heard(exit.TemplateNoticed)) != 6 {
		t.Errorf("decided is %+v, told %v", got, p.heard(exit.TemplateNoticed))
	}
}

// TestWhereOneOfThreeIsLeftItEndsForAll: a second party gives notice while the first one is
// leaving. It counts with a yes alone, and then all end together, on the later day.
func TestWhereOneOfThreeIsLeftItEndsForAll(t *testing.T) {
	t.Parallel()
	leaving := func(t *testing.T) *play {
		t.Helper()
		p := open(t, agreed(third), byTom())
		p.says("tom", true).Order(procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingNotice, By: "ann", Source: "<ann@example>"}})
		p.hearing(exit.TemplateConfirm, "tom", "ann")
		return p
	}
	p := leaving(t)
	if got := p.state().Parting; got.Ends() || got.Party != "south" {
		t.Errorf("before a yes decided is %+v", got)
	}
	given := len(p.items())
	p.says("ann", true)
	if got := p.state().Parting; !got.Ends() || got.By != "ann" || got.LastDay == "" || len(p.heard(exit.TemplateNoticed)) != 6 {
		t.Errorf("decided is %+v, told %v", got, p.heard(exit.TemplateNoticed))
	}
	if owed := p.items()[given:]; len(owed) != 2 || owed[0].Owner == "tom" || owed[1].Owner == "tom" {
		t.Errorf("with the end of all owed is %+v, want what Tom does not owe already", owed)
	}
	p.Until("2027-04-20 09:00")
	p.hearing(exit.TemplateLessons, "lars", "sofie", "tom", "ann")

	p = leaving(t).says("ann", false)
	if got := p.state().Parting; got.Ends() || got.Party != "south" {
		t.Errorf("after a no decided is %+v", got)
	}
	p.Until("2027-05-03 09:00")
	p.ended(procedure.OutcomeClosed)

	p = open(t, agreed(fourth), byTom())
	p.says("tom", true).Order(procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingNotice, By: "ann"}})
	p.hearing(exit.TemplateConfirm, "tom")
}

func TestAPauseHoldsNoNotice(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(), byTom())
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	p.says("tom", true)
	p.Until("2027-04-18 09:00")
	p.hearing(exit.TemplateLessons, "lars", "sofie", "tom")
}

func TestTheTermNeedsNobodysWord(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(func(s *partnership.Spec) { s.Exit, s.End = nil, specs.Date("2027-04-01") }), procedure.Parting{Cause: procedure.PartingTerm})
	p.hearing(exit.TemplateNoticed, "lars", "sofie", "tom")
	p.Order(procedure.Order{Kind: procedure.OrderStay})
	p.ended(procedure.OutcomeContinued).hearing(exit.TemplateContinued, "lars", "sofie", "tom")
}

func TestWorkGoesOnSideBySide(t *testing.T) {
	t.Parallel()
	p := open(t, agreed(func(s *partnership.Spec) { s.Exit.Parallel = specs.Span("30d") }), byTom())
	p.says("tom", true)
	var stages []string
	for day := solo.At("2027-03-02 12:00"); day.Before(solo.At("2027-05-01 12:00")); day = day.AddDate(0, 0, 1) {
		p.Pass(day)
		if s := p.state().Stage; len(stages) == 0 || stages[len(stages)-1] != s {
			stages = append(stages, s)
		}
	}
	if want := []string{exit.StageNoticed, exit.StageContinuity, exit.StageClosing}; !slices.Equal(stages, want) {
		t.Errorf("it goes through %v, want %v", stages, want)
	}
}

// TestNoOrderOfEventsEndsWithoutTheWordThatItNeeds plays random scripts: whatever happens,
// what ends does so by a proven yes of whoever gave notice, or by the yes of all leads; and
// there is always somebody asked, or a clock.
func TestNoOrderOfEventsEndsWithoutTheWordThatItNeeds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := open(t, agreed(), rapid.SampledFrom([]procedure.Parting{byTom(), offered()}).Draw(t, "why"))
		said := map[string]bool{}
		for range rapid.IntRange(1, 25).Draw(t, "events") {
			if p.Ended {
				break
			}
			before := p.state().Parting.Since
			happen(t, p, said)
			if x := p.state(); before.IsZero() && !x.Parting.Since.IsZero() {
				by := x.Parting.By
				if by == "" && (!said["offer-sofie"] || !said["offer-tom"]) || by != "" && !said["notice-"+by] {
					t.Fatalf("it ends by %+v, and said was %v", x.Parting, said)
				}
			}
			if !p.Ended && p.Alarm.IsZero() {
				t.Fatalf("nothing will ever happen: %s", p.Shown.Card)
			}
		}
	})
}

// happen is one event of a script.
func happen(t *rapid.T, p *play, said map[string]bool) {
	person := rapid.SampledFrom([]string{"lars", "sofie", "tom"}).Draw(t, "who")
	proof := rapid.SampledFrom([]string{"dkim", "spf", ""}).Draw(t, "proof")
	switch a := p.ask(person); rapid.IntRange(0, 5).Draw(t, "event") {
	case 0:
		if a != nil && a.Questions[0].Kind == partnership.KindYesNo {
			yes := rapid.Bool().Draw(t, "yes")
			switch a.Questions[0].ID {
			case exit.QuestionBegin:
				said["offer-"+person] = yes
			case exit.QuestionConfirm:
				said["notice-"+person] = said["notice-"+person] || yes && proof == "dkim"
			}
			p.mails(person, func(r *procedure.Reply) {
				r.Proof = proof
				r.Answers = []partnership.Answer{{Question: a.Questions[0].ID, Value: partnership.BoolValue(yes)}}
			})
		}
	case 1:
		if a != nil {
			p.mails(person, func(r *procedure.Reply) {
				r.Proof, r.Commands = proof, []partnership.Command{{Name: partnership.CommandWithdraw}}
			})
		}
	case 2:
		p.Order(procedure.Order{Kind: procedure.OrderPart, Parting: &procedure.Parting{Cause: procedure.PartingNotice, By: person}})
	case 3:
		p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}).Draw(t, "order")})
	default:
		p.Pass(p.Now.Add(time.Duration(rapid.IntRange(1, 200).Draw(t, "hours")) * time.Hour))
	}
}
