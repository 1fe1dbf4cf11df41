package vote

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// step is one step of a vote.
type step struct {
	*Vote
	out  *procedure.Out
	now  time.Time
	news asking.News
}

// Step applies one event.
func (v *Vote) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if v.Ended {
		return nil
	}
	out := procedure.Because(ev)
	s := &step{Vote: v, out: &out, now: now}
	s.take(ev)
	if s.ready() {
		s.circle().ClosedAt = now
		s.Moved = ""
		s.closed()
	}
	over := s.Decided != ""
	if s.news.Any || over {
		s.Report(&out, now, procedure.Message{Shown: s.shown(now), Facts: s.news.Facts, Heard: s.news.Heard})
	}
	if over {
		s.Close(&out, s.unsent())
	}
	out.Add(procedure.Show{Card: s.card(now), Attributes: s.attributes()})
	if !s.Ended {
		s.wake()
	}
	return out.Effects()
}

// take deals with what has happened.
func (s *step) take(ev procedure.Event) {
	switch ev.Kind {
	case procedure.Told:
		if !s.Seen.Add(ev.Message.ID) {
			return
		}
		if o := ev.Message.Order; o != nil && s.obey(*o) {
			return
		}
	case procedure.Commanded:
		if asking.Reminds(ev.Command.Name) {
			break // for the circle
		}
		s.move(*ev.Command)
		return
	case procedure.Replied:
		s.hear(*ev.Reply)
		return
	case procedure.Started:
		if len(s.circle().Asks) == 0 {
			s.news.Any = true
			s.closed()
			return
		}
	case procedure.Woke, procedure.Arrived, procedure.Planned, procedure.Reckoned, procedure.Tallied, procedure.Looked, procedure.Published:
	}
	s.pass(ev)
}

// hear takes a reply: a vote while votes can be given, a veto while what was carried can be
// stopped. A veto before the count is a vote against it, with its reason.
func (s *step) hear(r procedure.Reply) {
	c := s.circle()
	if !c.Holds(r.Ask) || c.Closed() {
		s.tooLate(r)
		return
	}
	if why := veto(&r); why != "" {
		r.Answers = append(r.Answers, s.answerOf(why))
	}
	s.pass(procedure.Event{Kind: procedure.Replied, Reply: &r})
}

// answerOf is what a veto says in the stage: an opinion, a vote against it, or a veto.
func (v *Vote) answerOf(why string) partnership.Answer {
	b := decision.Ballot{Vote: decision.Against, Why: why, Veto: v.Stage == Vetoing}
	if v.Stage == Consulting {
		return partnership.Answer{Question: QuestionOpinion, Value: partnership.TextValue(why), Raw: why}
	}
	return partnership.Answer{Question: Question, Value: b.Value(), Raw: why}
}

// veto takes the command VETO out of a reply, and returns why; nothing where that is not said.
func veto(r *procedure.Reply) (why string) {
	r.Commands = slices.DeleteFunc(slices.Clone(r.Commands), func(c partnership.Command) bool {
		if c.Name != partnership.CommandVeto {
			return false
		}
		why = strings.Join(strings.Fields(c.Argument), " ")
		return true
	})
	if partnership.SaysNothing(why) {
		return ""
	}
	return why
}

// circle are those who are asked in the stage.
func (v *Vote) circle() *asking.Circle { return v.circleOf(v.Stage) }

func (v *Vote) circleOf(stage Stage) *asking.Circle {
	switch stage {
	case Consulting:
		return &v.Consulting
	case Standing:
		return &v.Standing
	case Vetoing:
		return &v.Vetoing
	case Done:
		return v.last()
	default:
		return &v.Voting
	}
}

// last are those who were asked last.
func (v *Vote) last() *asking.Circle {
	for _, c := range []*asking.Circle{&v.Vetoing, &v.Standing} {
		if len(c.Asks) > 0 {
			return c
		}
	}
	return &v.Voting
}

// pass lets those who are asked in the stage go on.
func (s *step) pass(ev procedure.Event) {
	if c := s.circle(); len(c.Asks) > 0 && !c.Closed() {
		c.Attend(s.desk(), ev, &s.news, asking.Follower{
			Answered: s.answered, Closed: s.ended, Over: func() bool { return s.Decided != "" },
		})
	}
}

func (s *step) ended() {
	s.Moved = ""
	s.closed()
}

// answered follows what somebody says: a veto stops what was carried.
func (s *step) answered(h asking.Happening) {
	if s.Stage != Vetoing {
		return
	}
	for _, a := range h.Answers {
		if b := decision.ReadValue(a.Value.String()); b.Veto && b.Why != "" {
			s.vetoes(h.Ask.Person, b.Why)
			return
		}
	}
}

// ready reports whether nobody has to wait for the time of the stage to be over: every party
// has voted. What was carried can be vetoed to the last day.
func (v *Vote) ready() bool {
	c := v.circle()
	if v.Decided != "" || v.Stage == Vetoing || v.Paused() || len(c.Asks) == 0 || c.Closed() {
		return false
	}
	return c.Answered()
}

// open begins the next stage, which is over at once where there is nobody to ask.
func (s *step) open(stage Stage, asks []asking.Ask) {
	s.Stage, s.Until, s.news.Any = stage, s.now.Add(longest), true
	c := s.circle()
	c.Begin(&s.Base, string(stage), s.now, asks)
	if len(asks) == 0 {
		c.ClosedAt = s.now
		s.closed()
		return
	}
	s.pass(procedure.Event{Kind: procedure.Woke})
}

// move ends the stage for an admin, who says why; all read it.
func (s *step) move(cmd procedure.Command) {
	if s.Check(cmd, s.now) != nil || cmd.ID != "" && !s.Seen.Add("command:"+cmd.ID) {
		return
	}
	s.Moved = strings.TrimSpace(cmd.Reason)
	s.circle().CutShort(s.desk(), string(s.Stage), s.Moved)
	s.news.Any = true
	s.closed()
}

// obey follows the partnership, and reports whether nothing more is to be done.
func (s *step) obey(o procedure.Order) bool {
	switch o.Kind {
	case procedure.OrderWithdraw:
		s.withdraw()
		return true
	case procedure.OrderAmended:
		s.amend(o)
		return false
	default: // for those who are asked
		return false
	}
}

// amend goes on by a changed spec: by the rule with which it began, with the people who are
// there now.
func (s *step) amend(o procedure.Order) {
	s.Heads = asking.Staying(s.Heads, o.People)
	for _, h := range asking.Heads(o.Heads, nil) {
		if !slices.ContainsFunc(s.Heads, func(m asking.Member) bool { return m.Person == h.Person }) {
			s.Heads = append(s.Heads, h)
		}
	}
	asking.Stages[Stage]{All: stages(), Circle: s.circleOf, Now: &s.Stage, Desk: s.desk}.Amended(o)
	if s.Stage == Consulting {
		return // opinions are nobody's duty
	}
	s.circle().Succeed(s.Workflow, s.first(), s.now, func(m asking.Member) []partnership.Question { return s.question(m, s.Stage == Vetoing) })
}

// first are who speaks for each party now.
func (v *Vote) first() []asking.Member {
	var list []asking.Member
	for _, party := range v.parties() {
		if head, ok := v.head(party); ok {
			list = append(list, head)
		}
	}
	return list
}

// withdraw ends the vote. What was carried stays so.
func (s *step) withdraw() {
	if s.Stage == Vetoing {
		s.Vetoing.ClosedAt = s.now
		s.conclude()
		return
	}
	s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title())
	for _, person := range s.audience() {
		l := s.desk().Notice(person, TemplateLeft).With(s.paper())
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// desk is what the vote lends to its circles. A vote is its party's: it is nobody's to pass on.
func (s *step) desk() asking.Desk {
	d := asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, About: s.about(), Title: s.title(), Until: s.Until,
		Template: TemplateVote, Personal: s.Stage != Consulting, Content: procedure.Encode(s.paper()),
	}
	switch s.Stage {
	case Consulting:
		d.Template = TemplateSought
	case Standing:
		d.Template = TemplateStands
	case Vetoing, Done:
		d.Template = TemplateResult
	case Voting:
	}
	return d
}

// tooLate answers who votes when the votes have been counted.
func (s *step) tooLate(r procedure.Reply) {
	phrases := TemplateVote
	switch {
	case s.Consulting.Holds(r.Ask):
		phrases = TemplateSought
	case s.Standing.Holds(r.Ask):
		phrases = TemplateStands
	case s.Vetoing.Holds(r.Ask):
		phrases = TemplateResult
	}
	r.Cast = r.Cast || len(r.Commands) > 0
	veto(&r)
	s.news.TooLate(s.desk(), r, "voted when the votes had been counted", phrases, func(*procedure.Letter) {})
}

// Nameable is what an admin may name in a command.
func (v *Vote) Nameable(now time.Time) procedure.Known { return v.circle().Nameable(now) }

// Check refuses commands that a vote cannot carry out.
func (v *Vote) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case asking.Reminds(cmd.Name):
		return v.circle().CheckNudge(&v.Base, cmd, now)
	case cmd.Name == procedure.AnswerFor:
		return fmt.Errorf("answer for %s: a vote is its party's alone to give", v.Workflow)
	case cmd.Name != procedure.EndStage:
		return fmt.Errorf("%s vote: a vote takes only %s, remind and resend; send %s to the partnership %q", cmd.Name, procedure.EndStage, cmd.Name, v.Slug)
	}
	return v.circle().CheckCutShort(&v.Base, cmd.Reason)
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	if s.Paused() {
		s.Alarm(s.out, time.Time{}, "")
		return
	}
	d := s.desk()
	at, why := s.circle().Next(d)
	if at.IsZero() { // what has not arrived may never do
		at, why = s.circle().Ends(d.Until), "No mail has arrived: the vote is counted without"
	}
	s.Alarm(s.out, at, why)
}

// unsent reports whether a letter that asks may still be on its way.
func (v *Vote) unsent() bool {
	return slices.ContainsFunc(stages(), func(stage Stage) bool { return v.circleOf(stage).Unsent() })
}
