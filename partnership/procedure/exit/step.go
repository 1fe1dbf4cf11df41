package exit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// step is one step of an exit.
type step struct {
	*Exit
	asking.News
	out   *procedure.Out
	now   time.Time
	items []procedure.Item
	// amendments are for the spec.
	amendments []procedure.Amendment
}

// Step applies one event.
func (x *Exit) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if x.Ended {
		return nil
	}
	out := procedure.Because(ev)
	s := &step{Exit: x, out: &out, now: now}
	asking.Take(s, &x.Seen, ev)
	if x.Decided == "" {
		s.advance()
	}
	// A lead who heard that somebody is not understood would hear of their notice.
	s.Facts = slices.DeleteFunc(s.Facts, func(f procedure.Fact) bool { return f.Kind == procedure.FactUnclear })
	if s.Any {
		parting := x.Parting
		parting.Lessons, parting.Outcome, parting.Defaulting = x.lessons(), x.Decided, x.defaulting()
		x.Report(&out, now, procedure.Message{Shown: x.shown(now), Parting: &parting, Facts: s.Facts, Heard: s.Heard, Items: s.items, Amendments: s.amendments})
	}
	if x.Decided != "" {
		x.Close(&out, s.unsent())
	}
	out.Add(procedure.Show{Card: x.card(now), Attributes: x.attributes()})
	if !x.Ended {
		s.wake()
	}
	return out.Effects()
}

// The spans in which people are asked. A notice that nobody confirms in time is none.
var (
	toConfirm = procedure.Window{Span: cadence.Span{Count: 10, Unit: cadence.Days}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}
	toAgree   = procedure.Window{Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}
	toReflect = procedure.Window{Span: cadence.Span{Count: 7, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}}
)

// lookBackDays is how many days before the last one people are asked what was learned.
const lookBackDays = 14

// patience is how long an exit waits for the partnership to close with it.
const patience = 60 * 24 * time.Hour

const (
	keyLast     = "last"
	keyNotice   = "notice/"
	keyTask     = "task/"
	keyParallel = "parallel"
	keyAsk      = "ask"
	keyOver     = "over"
)

// Start asks whoever has to say a word first, or begins the end.
func (s *step) Start() {
	s.Stage = StageAsked
	for i := range s.Notices {
		s.foresee(&s.Notices[i])
	}
	switch {
	case s.Offered.Cause != "":
		s.offer()
	case s.Recorded.Cause != "":
		s.accuse(s.Recorded)
	case s.Parting.Cause != "":
		s.settle(s.Parting)
	}
	s.Any = true
}

// foresee reckons which day a notice would make the last one, before its writer is asked.
func (s *step) foresee(n *Notice) {
	span := s.Notice
	if n.Cause == procedure.PartingBreach {
		span = s.Cure
	}
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: keyNotice + n.Circle.Stage, Person: n.By, From: s.now, Span: span}}})
}

// confirm asks the writer of a notice whether they mean it.
func (s *step) confirm(n *Notice) {
	i := slices.IndexFunc(s.People, func(m asking.Member) bool { return m.Person == n.By })
	if i < 0 || len(n.Circle.Asks) > 0 {
		return
	}
	s.invite(&n.Circle, s.People[i:i+1], toConfirm, func(m asking.Member) []partnership.Question {
		words := wording.In(m.Language).Exit
		if n.Cause == procedure.PartingBreach {
			return ConfirmBreachQuestions(words)
		}
		return ConfirmQuestions(words)
	})
	s.attend(&n.Circle, s.confirmDesk(n), procedure.Event{Kind: procedure.Started}, s.confirming(n))
}

// offer asks the leads whether the end begins.
func (s *step) offer() {
	s.invite(&s.Offer, s.Leads, toAgree, func(m asking.Member) []partnership.Question {
		return BeginQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&s.Offer, s.offerDesk(), procedure.Event{Kind: procedure.Started}, s.offering())
}

// invite puts people into a circle.
func (s *step) invite(c *asking.Circle, people []asking.Member, w procedure.Window, questions func(asking.Member) []partnership.Question) {
	for _, m := range people {
		one := m.Ask(w)
		one.Send, one.Questions = s.now, questions(m)
		c.Add(s.Workflow, one)
	}
	c.Reaching(s.Reach)
	s.Any = true
}

// attend lets a circle take an event. It is over with what was decided meanwhile.
func (s *step) attend(c *asking.Circle, d asking.Desk, ev procedure.Event, f asking.Follower) {
	if len(c.Asks) > 0 && s.Decided == "" {
		c.Attend(d, ev, &s.News, f)
	}
}

// Circulate lets all circles go on.
func (s *step) Circulate(ev procedure.Event) {
	for i := range s.Notices {
		n := &s.Notices[i]
		s.attend(&n.Circle, s.confirmDesk(n), ev, s.confirming(n))
	}
	s.attend(&s.Offer, s.offerDesk(), ev, s.offering())
	s.attend(&s.Wish, s.wishDesk(), ev, s.wishing())
	s.attend(&s.Others, s.othersDesk(), ev, s.staying())
	s.attend(&s.Lessons, s.lessonsDesk(), ev, s.learning())
	s.circulateBreach(ev)
}

func (s *step) over() bool { return s.Decided != "" }

// confirming goes on with the word of whoever has given notice.
func (s *step) confirming(n *Notice) asking.Follower {
	stage := n.Circle.Stage
	return asking.Follower{
		Answered: func(h asking.Happening) {
			n := s.notice(stage)
			if yes, said := partnership.Answers(h.Ask.Answers()).YesNo(QuestionConfirm); said && (!s.decided() || s.ends(n)) {
				n.Circle.ClosedAt = s.now
				switch {
				case yes && s.decided():
					s.overtake(n.Parting)
				case yes && n.Cause == procedure.PartingBreach:
					s.accuse(n.Parting)
				case yes:
					s.settle(n.Parting)
				}
			}
		},
		Closed: func() {}, Over: s.over,
	}
}

func (s *step) notice(stage string) *Notice {
	for i := range s.Notices {
		if s.Notices[i].Circle.Stage == stage {
			return &s.Notices[i]
		}
	}
	return nil
}

// offering goes on with the word of a lead: the end begins with the yes of all.
func (s *step) offering() asking.Follower {
	return asking.Follower{
		Answered: func(asking.Happening) {
			yes, no := said(s.Offer, QuestionBegin)
			switch {
			case s.decided() || s.Offer.Closed():
			case no:
				s.refuse()
			case yes:
				s.settle(s.Offered)
			}
		},
		Closed: func() {
			if !s.decided() {
				s.refuse()
			}
		},
		Over: s.over,
	}
}

// refuse is when not all leads want the end: they hear that it goes on.
func (s *step) refuse() {
	s.Offer.ClosedAt, s.Refused, s.Any = s.now, true, true
	c := s.content()
	c.Cause = procedure.PartingTrigger
	s.tell(TemplateContinued, s.Offer.Audience(), c)
}

// said reports whether everybody who is asked has said yes, or somebody no.
func said(c asking.Circle, question string) (all, no bool) {
	asked := 0
	all = true
	for _, a := range c.Asks {
		if a.Left() {
			continue
		}
		yes, given := partnership.Answers(a.Answers()).YesNo(question)
		asked++
		all, no = all && given && yes, no || given && !yes
	}
	return all && asked > 0, no
}

// wishing goes on with the word of a lead on taking a notice back.
func (s *step) wishing() asking.Follower {
	return asking.Follower{
		Answered: func(asking.Happening) {
			yes, no := said(s.Wish, QuestionStay)
			switch {
			case s.Wish.Closed():
			case no:
				s.insist()
			case yes:
				s.stay()
			}
		},
		Closed: s.insist, Over: s.over,
	}
}

// insist is when not all agree to take a notice back: who wished it hears so.
func (s *step) insist() {
	s.Wish.ClosedAt, s.Any = s.now, true
	c := s.content()
	c.Refused = true
	if c.By = s.Wisher; c.By == "" { // of before that was kept
		c.By = s.Parting.By
	}
	s.tell(TemplateContinued, []string{c.By}, c)
}

// learning takes what people say was learned.
func (s *step) learning() asking.Follower {
	return asking.Follower{Answered: func(asking.Happening) { s.Any = true }, Closed: func() {}, Over: s.over}
}

// settle begins the end: it is reckoned which day is the last, and who does what by when.
func (s *step) settle(p procedure.Parting) {
	p.Since = s.now
	s.Parting, s.Any = p, true
	for i := range s.Notices {
		s.Notices[i].Circle.ClosedAt = s.now
	}
	s.Offer.ClosedAt, s.Others.ClosedAt = s.now, s.now
	if s.Breach.open() { // the end comes first
		s.Breach.Outcome = NewsLapsed
	}
	switch p.Cause {
	case procedure.PartingTerm:
		s.Parting.LastDay = s.Ends
	case procedure.PartingNotice, procedure.PartingBreach: // it counts from the yes
		s.Parting.LastDay = ""
	default: // an admin may have named the day
	}
	anchor := p.By
	if anchor == "" && len(s.Leads) > 0 {
		anchor = s.Leads[0].Person
	}
	span := s.Notice
	if p.Cause == procedure.PartingBreach {
		span = toPart
	}
	reckon := procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{{Key: keyLast, Person: anchor, From: s.now, Span: span}}}
	for _, t := range s.Tasks {
		if !t.Within.IsZero() {
			reckon.Instants = append(reckon.Instants, procedure.Instant{Key: keyTask + t.ID, Person: t.Owner, From: s.now, Span: t.Within})
		}
	}
	s.out.Add(reckon)
}

// Reckoned takes the days that only a calendar knows.
func (s *step) Reckoned(r procedure.Reckoning) {
	for _, i := range r.Instants {
		day := i.At.Format(time.DateOnly)
		switch stage, notice := strings.CutPrefix(i.Key, keyNotice); {
		case notice:
			if n := s.notice(stage); n != nil && (!s.decided() || s.ends(n)) {
				n.LastDay = min(day, s.Ends)
				s.confirm(n)
			}
		case i.Key == keyLast:
			if s.Parting.LastDay == "" {
				s.Parting.LastDay = day
			}
		case strings.HasPrefix(i.Key, keyTask):
			s.setDue(strings.TrimPrefix(i.Key, keyTask), day)
		case i.Key == keyParallel:
			s.ParallelAt = i.At
		case i.Key == keyAsk:
			s.AskAt = i.At
		case i.Key == keyOver:
			s.OverAt = i.At
		}
	}
	if s.decided() && !s.Told && s.Parting.LastDay != "" {
		s.announce()
	}
}

func (s *step) setDue(task, day string) {
	for i := range s.Tasks {
		if s.Tasks[i].ID == task && !s.Tasks[i].Given {
			s.Tasks[i].Due = day
		}
	}
}

// announce tells everybody when it ends, and has what is to be done until then kept.
func (s *step) announce() {
	s.Told, s.Any = true, true
	s.Parting.LastDay = min(s.Parting.LastDay, s.Ends)
	for i := range s.Tasks {
		if t := &s.Tasks[i]; s.partOf(*t) && !t.Given {
			if t.Given = true; t.Due == "" || t.Due > s.Parting.LastDay {
				t.Due = s.Parting.LastDay
			}
			s.items = append(s.items, procedure.Item{ID: s.itemID(*t), What: t.What, Phrases: t.Phrases, Owner: t.Owner, For: t.For, Due: t.Due})
		}
	}
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntryPhase, Actor: s.Parting.By, Source: s.Parting.Source,
		Text: "Exit: " + s.why() + ", last day " + s.Parting.LastDay,
	}, StageNoticed, s.turn())
	if s.leaves() { // the others sign terms without it
		s.amendments = append(s.amendments, procedure.Amendment{
			ID: fmt.Sprintf("%s-%d-%s", Noun, s.Turn, s.Parting.Party), From: s.title(), Kind: procedure.AmendsParty, Party: s.Parting.Party, At: s.now,
		})
	}
	s.Stage = StageNoticed
	s.date()
	s.askOthers()
	s.tellAll(TemplateNoticed)
}

// date reckons what comes before the last day.
func (s *step) date() {
	last, err := cadence.ParseDate(s.Parting.LastDay)
	if err != nil || len(s.People) == 0 {
		return
	}
	anchor := s.concerned()[0].Person
	on := func(key string, day cadence.Date) procedure.Instant {
		return procedure.Instant{Key: key, Person: anchor, Day: day.String()}
	}
	reckon := procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{on(keyAsk, last.AddDays(-lookBackDays)), on(keyOver, last.AddDays(1))}}
	if !s.Parallel.IsZero() {
		noon := cadence.In(last, cadence.Clock{Hour: 12}, time.UTC)
		reckon.Instants = append(reckon.Instants, on(keyParallel, cadence.DateOf(s.Parallel.Before(noon, cadence.StandardWeek()))))
	}
	s.out.Add(reckon)
}

// advance does whatever the time asks for.
func (s *step) advance() {
	switch {
	case !s.decided() && !s.now.Before(s.Until):
		s.decide(procedure.OutcomeWithdrawn)
	case !s.decided():
		s.giveUp()
	case !s.Told || s.OverAt.IsZero():
	case s.leaves() && !s.now.Before(s.OverAt), !s.now.Before(s.OverAt.Add(patience)):
		s.decide(s.ending())
	default:
		s.goOn()
	}
}

// goOn takes up the stages before the last day.
func (s *step) goOn() {
	if s.Stage == StageNoticed && !s.now.Before(s.ParallelAt) {
		s.Stage, s.Any = StageContinuity, true
	}
	if len(s.Lessons.Asks) > 0 || s.now.Before(s.AskAt) || !s.now.Before(s.OverAt) {
		return
	}
	s.Stage = StageClosing
	s.Lessons.Stage = "lessons-" + s.turn()
	s.invite(&s.Lessons, s.concerned(), toReflect, func(m asking.Member) []partnership.Question {
		return LessonQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&s.Lessons, s.lessonsDesk(), procedure.Event{Kind: procedure.Started}, s.learning())
}

// giveUp ends what nobody wants any more: nobody but whoever was asked hears of it.
func (s *step) giveUp() {
	waits := func(n Notice) bool { return !n.Circle.Closed() }
	offered := len(s.Offer.Asks) > 0 && !s.Offer.Closed()
	switch {
	case slices.ContainsFunc(s.Notices, waits) || offered || s.Breach.open() || s.Parting.Cause != "":
	case s.Refused:
		s.decide(procedure.OutcomeContinued)
	default:
		s.decide(procedure.OutcomeWithdrawn)
	}
}

// ending is how it comes out at its end.
func (s *step) ending() procedure.Outcome {
	if s.Parting.Cause == procedure.PartingBreach {
		return procedure.OutcomeTerminated
	}
	return procedure.OutcomeClosed
}

// stay takes it all back: everybody who has heard of the end hears that it goes on.
func (s *step) stay() {
	s.decide(procedure.OutcomeContinued)
	if s.Told {
		s.tellAll(TemplateContinued)
	}
}

// decide ends it.
func (s *step) decide(o procedure.Outcome) {
	if s.Decided == "" && s.Decide(s.out, s.now, o, s.title(), s.turn()) {
		s.Any = true
	}
}

// Obey follows the partnership. A pause holds no notice and no last day.
func (s *step) Obey(o procedure.Order) {
	switch o.Kind {
	case procedure.OrderPause, procedure.OrderResume:
		return
	case procedure.OrderWithdraw:
		s.decide(procedure.OutcomeWithdrawn)
		return
	case procedure.OrderClose:
		s.decide(s.ending())
		return
	case procedure.OrderCured:
		s.cureBreach()
		return
	case procedure.OrderStay:
		s.stay()
		return
	case procedure.OrderPart:
		if o.Parting != nil {
			s.part(*o.Parting)
		}
		return
	case procedure.OrderAmended:
		s.amended(o)
	default: // for the circles
	}
	s.Circulate(procedure.Event{Kind: procedure.Told, Message: &procedure.Message{Order: &o}})
}

// part takes one more reason. What all end with takes the place of the leave of one.
func (s *step) part(p procedure.Parting) {
	all := p.Cause == procedure.PartingTerm || p.Cause == procedure.PartingAdmin
	switch {
	case s.decided() && !s.leaves(), s.decided() && !all && !s.leavesOne(p):
		return
	case all:
		s.overtake(p)
		return
	case p.Cause == procedure.PartingTrigger && len(s.Offer.Asks) > 0:
		return
	case p.Cause == procedure.PartingBreach && s.Breach.open():
		return
	case p.Cause == procedure.PartingBreach && p.By == "":
		s.accuse(p)
		return
	}
	if s.again(p) {
		return
	}
	s.want(p)
	if p.Cause == procedure.PartingTrigger {
		s.offer()
		return
	}
	s.foresee(&s.Notices[len(s.Notices)-1])
}

// overtake begins the end of all in the place of what was decided before.
func (s *step) overtake(p procedure.Parting) {
	s.Told, s.Lessons = false, asking.Circle{}
	s.Turn++
	s.settle(p)
}

// again takes the same notice once more, if it is: the latest words count.
func (s *step) again(p procedure.Parting) bool {
	for i := range s.Notices {
		if n := &s.Notices[i]; n.Cause == p.Cause && n.By == p.By && !n.Circle.Closed() {
			n.Reason, n.Source, n.Against = p.Reason, p.Source, p.Against
			return true
		}
	}
	return false
}

// amended follows a changed spec: whoever has left is asked nothing, and an earlier last day
// counts.
func (s *step) amended(o procedure.Order) {
	s.People, s.Leads = asking.Staying(s.People, o.People), asking.Staying(s.Leads, o.People)
	known := s.Spec
	for _, c := range s.circles() {
		s.Spec = known // each circle compares with what was known before
		c.circle.Amended(c.desk, o)
	}
	s.Spec, s.Reach = o.Spec, o.Reach
	s.succeed(o)
	if o.Day == "" {
		return
	}
	before, _ := cadence.ParseDate(s.Ends)
	day, err := cadence.ParseDate(o.Day)
	if err != nil {
		return
	}
	s.Ends, s.Until = o.Day, s.Until.AddDate(0, 0, before.DaysUntil(day))
	if s.Told && o.Day < s.Parting.LastDay {
		s.Parting.LastDay, s.Any = o.Day, true
		s.date()
	}
}

// succeed asks whoever leads a party now, where who did has left, and calls parties by their
// new names.
func (s *step) succeed(o procedure.Order) {
	s.Leads = asking.Heads(o.Heads, s.Leads)
	for _, h := range o.Heads {
		for i := range s.Parties {
			if s.Parties[i].ID == h.Party {
				s.Parties[i].Name = h.PartyName
			}
		}
	}
	ask := func(c *asking.Circle, questions func(wording.Exit) []partnership.Question) {
		c.Relieve(s.desk(TemplateConfirm), s.Leads)
		c.Succeed(s.Workflow, s.Leads, s.now, func(m asking.Member) []partnership.Question { return questions(wording.In(m.Language).Exit) })
	}
	ask(&s.Offer, BeginQuestions)
	ask(&s.Wish, StayQuestions)
	ask(&s.Others, GoOnQuestions)
	if b := s.Breach; b.open() {
		ask(&b.Told, BreachQuestions)
		ask(&b.Cured, CuredQuestions)
		ask(&b.Verdict, VerdictQuestions)
	}
}

// seated is a circle with its desk.
type seated struct {
	circle *asking.Circle
	desk   asking.Desk
}

// circles are those in which anybody is asked.
func (s *step) circles() []seated {
	var list []seated
	for i := range s.Notices {
		list = append(list, seated{&s.Notices[i].Circle, s.confirmDesk(&s.Notices[i])})
	}
	list = append(list, s.breachCircles()...)
	list = append(list, seated{&s.Offer, s.offerDesk()}, seated{&s.Wish, s.wishDesk()}, seated{&s.Others, s.othersDesk()}, seated{&s.Lessons, s.lessonsDesk()})
	return slices.DeleteFunc(list, func(c seated) bool { return len(c.circle.Asks) == 0 })
}

func (s *step) unsent() bool {
	return slices.ContainsFunc(s.circles(), func(c seated) bool { return c.circle.Unsent() })
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	var at time.Time
	why := ""
	sooner := func(t time.Time, summary string) {
		if t.After(s.now) && (at.IsZero() || t.Before(at)) {
			at, why = t, summary
		}
	}
	for _, c := range s.circles() {
		sooner(c.circle.Next(c.desk))
	}
	if s.Told {
		sooner(s.ParallelAt, "Work goes on side by side with whoever takes over")
		sooner(s.AskAt, "Ask what was learned")
		sooner(s.OverAt, "The last day has passed")
		sooner(s.OverAt.Add(patience), "The partnership has not closed")
	}
	if at.IsZero() && !s.decided() { // what has not arrived may never do
		at, why = s.Until, "The partnership's last day has passed"
	}
	s.Alarm(s.out, at, why)
}
