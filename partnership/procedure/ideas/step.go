package ideas

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// step is one step of a round.
type step struct {
	*Ideas
	out  *procedure.Out
	now  time.Time
	news asking.News
	// course is what the partnership keeps of the round.
	course *procedure.Course
}

// Step applies one event.
func (i *Ideas) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if i.Ended {
		return nil
	}
	out := procedure.Because(ev)
	s := &step{Ideas: i, out: &out, now: now}
	s.take(ev)
	if s.ready() {
		s.circle().ClosedAt = now
		s.ended()
	}
	over := s.Decided != ""
	if s.news.Any || over {
		s.Report(&out, now, procedure.Message{Shown: s.shown(now), Facts: s.news.Facts, Heard: s.news.Heard, Course: s.course})
	}
	if over {
		out.Add(s.forget())
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
		if ev.Command.Name == procedure.EndStage {
			s.move(*ev.Command)
			return
		}
		r, err := s.circle().Typed(*ev.Command)
		if err != nil || s.Stage != Deciding {
			return // refused by Check before it came here
		}
		ev = procedure.Event{Kind: procedure.Replied, Reply: &r}
	case procedure.Tallied, procedure.Looked:
		if s.Wonders {
			s.Wonders = false
			s.learned(ev)
		}
		return
	case procedure.Replied:
		if c := s.circle(); !c.Holds(ev.Reply.Ask) || c.Closed() {
			s.tooLate(*ev.Reply)
			return
		}
		s.keep(*ev.Reply)
	case procedure.Started, procedure.Woke, procedure.Arrived, procedure.Planned, procedure.Reckoned, procedure.Published:
	}
	s.pass(ev)
}

// keep notes where what a reply proposes is kept. What others have read stays as it was when
// somebody writes again later.
func (s *step) keep(r procedure.Reply) {
	if s.Stage != Proposing || r.Class != procedure.ReplyAnswer || slices.Contains(s.Seen, r.ID) {
		return
	}
	s.Written = r.Rewrite(s.Written)
}

// circle are those who are asked in the stage.
func (i *Ideas) circle() *asking.Circle { return i.circleOf(i.Stage) }

func (i *Ideas) circleOf(stage Stage) *asking.Circle {
	switch stage {
	case Weighing:
		return &i.Weighing
	case Deciding, Done:
		return &i.Deciding
	default:
		return &i.Proposing
	}
}

// pass lets those who are asked in the stage go on. People answer without a word to the
// partnership: it hears of whatever keeps answers away, and of what comes of them.
func (s *step) pass(ev procedure.Event) {
	if c := s.circle(); len(c.Asks) > 0 && !c.Closed() {
		c.Attend(s.desk(), ev, &s.news, asking.Follower{
			Answered: func(asking.Happening) {}, Closed: s.ended, Over: func() bool { return s.Wonders },
		})
	}
}

// ready reports whether nobody has to wait for the time of the stage to be over: everybody
// who can answer has.
func (i *Ideas) ready() bool {
	c := i.circle()
	if i.Decided != "" || i.Wonders || i.Paused() || len(c.Asks) == 0 || c.Closed() {
		return false
	}
	return c.Answered()
}

// open begins the next stage, which is over at once where there is nobody to ask.
func (s *step) open(stage Stage, asks []asking.Ask) {
	s.Stage, s.Until, s.news.Any = stage, s.now.Add(longest), true
	if len(asks) == 0 {
		s.closed()
		return
	}
	s.circle().Begin(&s.Base, string(stage), s.now, asks)
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
		s.withdraw(o.Gone)
		return true
	case procedure.OrderAmended:
		return s.amend(o)
	default: // for those who are asked
		return false
	}
}

// amend goes on by a changed spec.
func (s *step) amend(o procedure.Order) bool {
	s.Heads, s.Members = asking.Staying(s.Heads, o.People), asking.Staying(s.Members, o.People)
	asking.Stages[Stage]{All: stages(), Circle: s.circleOf, Now: &s.Stage, Desk: s.desk}.Amended(o)
	if s.Stage == Proposing && s.Proposing.Deserted() && !s.Proposing.Closed() {
		s.withdraw(false)
		return true
	}
	s.succeed()
	return false
}

// succeed asks who speaks for a party now, where the one who was asked to decide has left.
func (s *step) succeed() {
	c := s.circle()
	if s.Stage != Deciding || c.Closed() {
		return
	}
	for _, a := range s.askHeads() {
		if !slices.ContainsFunc(c.Asks, func(o asking.Ask) bool { return o.Party == a.Party && !o.Left() || o.Person == a.Person }) {
			a.Send = s.now
			c.Add(s.Workflow, a)
		}
	}
}

// withdraw ends the round. Who has proposed something that was opened and weighed is owed
// what came of it.
func (s *step) withdraw(gone bool) {
	if s.Stage == Deciding && !s.Told {
		s.conclude()
		return
	}
	s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title())
	if gone {
		for _, person := range s.Proposing.Audience() {
			l := s.desk().Notice(person, TemplateLeft).With(Board{First: s.First})
			if s.Address(&l) {
				s.out.Add(procedure.Send{Letter: l})
			}
		}
	}
}

// forget has what people wrote deleted after a time, but for the proposals of a round that
// came to its end: those are kept, also the ones that were declined. Of one that was
// withdrawn nothing is.
func (s *step) forget() procedure.Forget {
	switch {
	case s.Told:
		f := procedure.Forget{At: s.now.Add(procedure.SealedFor)}
		for _, p := range s.Proposals {
			f.Keep = append(f.Keep, p.Writings...)
		}
		return f
	case s.Decided == procedure.OutcomeWithdrawn:
		return procedure.Forget{At: s.now}
	default:
		return procedure.Forget{At: s.now.Add(procedure.SealedFor)}
	}
}

// tooLate answers who writes when the seal is open or the stage is over: theirs changes
// nothing.
func (s *step) tooLate(r procedure.Reply) {
	phrases := TemplateAsk
	if !s.Proposing.Holds(r.Ask) {
		phrases = TemplateOpened
	}
	if s.Deciding.Holds(r.Ask) {
		phrases = TemplateResult
	}
	s.news.TooLate(s.desk(), r, "wrote when that part of the round was over", phrases, func(l *procedure.Letter) { l.Sealed = r.Sealed })
}

// Nameable is what an admin may name in a command.
func (i *Ideas) Nameable(now time.Time) procedure.Known { return i.circle().Nameable(now) }

// Check refuses commands that a round cannot carry out.
func (i *Ideas) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case asking.Reminds(cmd.Name):
		return i.circle().CheckNudge(&i.Base, cmd, now)
	case cmd.Name == procedure.EndStage:
		return i.checkMove(cmd)
	case cmd.Name != procedure.AnswerFor:
		return fmt.Errorf("%s ideas: a round takes only %s, %s, remind and resend; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, procedure.EndStage, cmd.Name, i.Slug)
	case i.Ended || i.Stage != Deciding || i.Deciding.Closed():
		return errors.New("answer for ideas: what people propose and how they weigh it is theirs alone to say; only what those decide who lead the parties can be entered for them")
	}
	_, err := i.Deciding.Typed(cmd)
	return err
}

func (i *Ideas) checkMove(cmd procedure.Command) error {
	if i.Wonders {
		return fmt.Errorf("end stage of %s: nobody is asked anything in it now", i.Workflow)
	}
	return i.circle().CheckCutShort(&i.Base, cmd.Reason)
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	if s.Paused() {
		s.Alarm(s.out, time.Time{}, "")
		return
	}
	d := s.desk()
	at, why := s.circle().Next(d)
	if at.IsZero() && !s.Wonders { // what has not arrived may never do
		at, why = s.circle().Ends(d.Until), "No mail has arrived: the round goes on without"
	}
	s.Alarm(s.out, at, why)
}

// unsent reports whether a letter that asks may still be on its way.
func (i *Ideas) unsent() bool {
	return slices.ContainsFunc(stages(), func(stage Stage) bool { return i.circleOf(stage).Unsent() })
}
