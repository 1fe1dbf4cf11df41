package review

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// step is one step of a review.
type step struct {
	*Review
	out  *procedure.Out
	now  time.Time
	news asking.News
	// items go to the partnership, to be kept.
	items []procedure.Item
	// entries go into the ledger, which the partnership counts with.
	entries []ledger.Entry
	// amendments are for the spec; the partnership keeps them until they are in it.
	amendments []procedure.Amendment
}

// Step applies one event.
func (r *Review) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	if r.Ended {
		return nil
	}
	out := procedure.Because(ev)
	s := &step{Review: r, out: &out, now: now}
	s.take(ev)
	switch {
	case s.Ended || s.Paused():
	case s.rested():
		s.goOn()
	case s.ready() || s.overtaken():
		s.circle().ClosedAt = now
		s.method().closed(s)
	}
	over := s.Decided != ""
	s.Untold.add(s.news.Facts, s.entries)
	if s.news.Any || over {
		m := procedure.Message{Shown: s.shown(now), Facts: s.Untold.Facts, Heard: s.news.Heard, Items: s.items, Amendments: s.amendments, Entries: s.Untold.Entries}
		s.Untold = Untold{}
		if over && s.Told {
			m.Course = s.method().kept(s)
		}
		s.Report(&out, now, m)
	}
	if over {
		out.Add(procedure.Forget{At: s.forgotten()})
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
		r, err := s.circle().Typed(*ev.Command)
		if err != nil || !s.entered() {
			return // refused by Check before it came here
		}
		ev = procedure.Event{Kind: procedure.Replied, Reply: &r}
	case procedure.Tallied, procedure.Looked:
		if s.Wonders {
			s.Wonders = false
			s.method().learned(s, ev)
		}
		return
	case procedure.Replied:
		if !s.hears(ev) {
			return
		}
		s.keep(*ev.Reply)
	case procedure.Started:
		if len(s.Collecting.Asks) == 0 { // nobody is to put anything in
			s.method().closed(s)
			return
		}
	case procedure.Woke, procedure.Arrived, procedure.Planned, procedure.Reckoned, procedure.Published:
	}
	s.pass(ev)
}

// hears reports whether a reply belongs to the stage; what comes later is dealt with.
func (s *step) hears(ev procedure.Event) bool {
	switch {
	case s.Collecting.Holds(ev.Reply.Ask) && s.Collecting.Closed() && s.method().adds(s.Review):
		s.add(ev)
		return false
	case !s.circle().Holds(ev.Reply.Ask) || s.circle().Closed():
		s.tooLate(*ev.Reply)
		return false
	default:
		return true
	}
}

// keep notes where what a reply puts in is kept. What was read by others stays as it was
// when somebody writes again later.
func (s *step) keep(r procedure.Reply) {
	if s.Stage == Collecting && s.sealed() {
		s.Written = s.kept(s.Written, r)
	}
}

// kept adds where what a reply puts in is kept, in the place of what it says anew.
func (s *step) kept(written []procedure.Writing, r procedure.Reply) []procedure.Writing {
	if r.Class != procedure.ReplyAnswer || slices.Contains(s.Seen, r.ID) {
		return written
	}
	return r.Rewrite(written)
}

// circle are those who are asked in the stage; while nobody is, those who were asked to put
// something in.
func (r *Review) circle() *asking.Circle {
	if !r.Rests.IsZero() {
		return &r.Collecting
	}
	return r.circleOf(r.Stage)
}

func (r *Review) circleOf(stage Stage) *asking.Circle {
	switch stage {
	case Reconciling:
		return &r.Reconciling
	case Reading:
		return &r.Reading
	case Deciding, Done:
		return &r.Deciding
	default:
		return &r.Collecting
	}
}

// first are those who are asked at first.
func (r *Review) first() *asking.Circle {
	if len(r.Collecting.Asks) == 0 {
		return &r.Deciding
	}
	return &r.Collecting
}

// audience are those who hear what came of it: who was asked to put something in, or all
// who take part where nobody was. Of progress whoever leads hears, too.
func (r *Review) audience() []string {
	switch {
	case r.Method == partnership.ReviewProgress:
		return procedure.Once(append(r.Collecting.Audience(), r.reached(r.Heads)...))
	case r.Method == partnership.ReviewRenewal && r.prospects() == ProspectEnds:
		return r.Renewal.Everybody
	case r.Method == partnership.ReviewRenewal && r.prospects() == ProspectRenewed:
		return procedure.Once(append(r.reached(r.Heads), r.Renewal.Signers...))
	case r.Method == partnership.ReviewRenewal:
		return r.reached(r.Heads)
	}
	if len(r.Collecting.Asks) > 0 {
		return r.Collecting.Audience()
	}
	var people []string
	for _, m := range r.Members {
		people = append(people, m.Person)
	}
	return people
}

// reached are the people of some members to whom mail can go.
func (r *Review) reached(members []asking.Member) []string {
	var people []string
	for _, m := range members {
		if r.Reaches(m.Person) {
			people = append(people, m.Person)
		}
	}
	return people
}

// led reports whether the chair alone is asked in the stage.
func (r *Review) led() bool { return r.method().led(r.Stage) }

// entered reports whether an admin can enter what people say in the stage: what the chair
// decides, and what is no secret. Whether a party goes on only its lead can say.
func (r *Review) entered() bool {
	return r.Method != partnership.ReviewRenewal && (r.led() || !r.sealed())
}

// sealed reports whether what people say in the stage is kept from everybody, the review
// too.
func (r *Review) sealed() bool {
	var d asking.Desk
	r.method().dress(r, &d)
	return d.Sealed
}

// pass lets those who are asked in the stage go on. People answer without a word to the
// partnership: it hears of whatever keeps answers away, and of what comes of them.
func (s *step) pass(ev procedure.Event) {
	if c := s.circle(); len(c.Asks) > 0 && (!c.Closed() || !s.Rests.IsZero()) {
		c.Attend(s.desk(), ev, &s.news, asking.Follower{
			Answered: s.wantMore, Closed: func() { s.method().closed(s) }, Over: func() bool { return s.Wonders },
		})
	}
}

// add takes what somebody puts in when those parts are over: it counts all the same, and
// whoever decides reads it.
func (s *step) add(ev procedure.Event) {
	now := s.Stage
	s.Stage = Collecting
	defer func() { s.Stage = now }()
	if s.Progress.Read {
		s.Progress.Late = s.kept(s.Progress.Late, *ev.Reply)
	} else {
		s.keep(*ev.Reply)
	}
	s.Collecting.Attend(s.desk(), ev, &s.news, asking.Follower{
		Answered: func(asking.Happening) {}, Closed: func() {}, Over: func() bool { return false },
	})
}

func (s *step) desk() asking.Desk {
	d := asking.Desk{Base: &s.Base, Out: s.out, Now: s.now, About: s.about(), Title: s.title(), Until: s.Until}
	s.method().dress(s.Review, &d)
	return d
}

// about is the name by which people know it: of one that a guard has begun that of the guard.
func (r *Review) about() string {
	if r.OutOfTurn {
		_, guard, _ := strings.Cut(r.Occasion.Name, ".")
		return guard
	}
	return r.Occasion.Name
}

// open begins the next stage, which is over at once where there is nobody to ask.
func (s *step) open(stage Stage, asks ...asking.Ask) {
	s.Stage, s.Until = stage, s.now.Add(longest)
	if len(asks) == 0 {
		s.news.Any = true
		s.method().closed(s)
		return
	}
	s.circle().Begin(&s.Base, string(stage), s.now, asks)
	s.pass(procedure.Event{Kind: procedure.Woke})
}

// rest waits in a stage in which nobody is asked.
func (s *step) rest(stage Stage, until time.Time) {
	s.Stage, s.Rests, s.news.Any = stage, until, true
	if !s.now.Before(until) {
		s.goOn()
	}
}

// rested reports whether a stage in which nobody is asked is over.
func (s *step) rested() bool {
	return s.Decided == "" && !s.Rests.IsZero() && !s.now.Before(s.Rests)
}

func (s *step) goOn() {
	s.Rests = time.Time{}
	s.method().closed(s)
}

// The parts of a review that begins before its day, by their place: figures are compared,
// the page goes out, the chair decides.
const (
	compared = iota
	paged
	decided
)

// part is when a part of a review begins; nothing where it follows at once.
func (r *Review) part(n int) time.Time {
	if n >= len(r.Occasion.Parts) {
		return time.Time{}
	}
	return r.Occasion.Parts[n]
}

// overtaken reports whether the day on which people read what was put in has come before
// all have had their time.
func (s *step) overtaken() bool {
	page := s.part(paged)
	return s.Stage == Collecting && !s.Collecting.Closed() && s.Decided == "" && !page.IsZero() && !s.now.Before(page)
}

// chair asks whoever leads the review.
func (s *step) chair(stage Stage, w procedure.Window) {
	there := s.reached(s.Heads)
	if len(there) == 0 {
		s.open(stage)
		return
	}
	i := slices.IndexFunc(s.Heads, func(m asking.Member) bool { return m.Person == there[0] })
	a := s.Heads[i].Ask(w)
	a.Questions = s.askedOf(s.Heads[i])
	s.open(stage, a)
}

func (s *step) askedOf(m asking.Member) []partnership.Question {
	return s.method().decisions(s.Review, wording.In(m.Language).Review)
}

// obey follows the partnership, and reports whether nothing more is to be done.
func (s *step) obey(o procedure.Order) bool {
	switch o.Kind {
	case procedure.OrderWithdraw:
		s.withdraw(o.Gone)
		return true
	case procedure.OrderAnew: // there is another last day
		s.withdraw(true)
		return true
	case procedure.OrderMove:
		s.meets(o.Day)
		return true
	case procedure.OrderAmended:
		return s.amend(o)
	default: // for those who are asked
		return false
	}
}

// stages in which people are asked.
func stages() []Stage { return []Stage{Collecting, Reconciling, Reading, Deciding} }

// amend goes on by a changed spec.
func (s *step) amend(o procedure.Order) bool {
	s.Heads, s.Members = asking.Staying(s.Heads, o.People), asking.Staying(s.Members, o.People)
	s.forgo(o.Goals)
	asking.Stages[Stage]{All: stages(), Circle: s.circleOf, Now: &s.Stage, Desk: s.desk}.Amended(o)
	if s.Method == partnership.ReviewRenewal {
		s.Heads = asking.Heads(o.Heads, s.Heads)
		s.Collecting.Relieve(s.desk(), s.Heads)
		s.Deciding.Relieve(s.desk(), s.Heads)
		s.Collecting.Succeed(s.Workflow, s.Heads, s.now, func(m asking.Member) []partnership.Question {
			return s.method().input(s.Review, m.Person, wording.In(m.Language).Review)
		})
		s.Deciding.Succeed(s.Workflow, s.Heads, s.now, s.askedOf)
	}
	if s.Method == partnership.ReviewFinancial {
		s.succeedMoney(asking.Heads(o.Heads, nil))
	}
	if s.Stage == Collecting && s.Collecting.Deserted() && !s.Collecting.Closed() {
		s.withdraw(false)
		return true
	}
	s.succeed()
	return false
}

// succeed asks who leads the review now, where the one who was asked has left.
func (s *step) succeed() {
	c := s.circle()
	if !s.led() || c.Closed() || len(s.Heads) == 0 || slices.ContainsFunc(c.Asks, func(a asking.Ask) bool { return !a.Left() }) {
		return
	}
	next := s.Heads[0]
	if slices.ContainsFunc(c.Asks, func(a asking.Ask) bool { return a.Person == next.Person }) {
		return
	}
	a := next.Ask(c.Asks[0].Window)
	a.Send, a.Questions = s.now, s.askedOf(next)
	c.Add(s.Workflow, a)
}

// withdraw ends the review. Who has put something in is owed what came of it, once there
// is something.
func (s *step) withdraw(gone bool) {
	if s.Stage == Deciding && !s.Told && len(s.Collecting.Asks) > 0 && s.Method != partnership.ReviewRenewal {
		s.conclude()
		return
	}
	if !gone && s.Method == partnership.ReviewFinancial {
		s.bookUnsettled()
	}
	s.Decide(s.out, s.now, procedure.OutcomeWithdrawn, s.title())
	if gone {
		for _, person := range s.first().Audience() {
			s.out.Add(procedure.Send{Letter: s.desk().Notice(person, TemplateLeft)})
		}
	}
}

// forgotten is when what people have put in is deleted: at once where nobody has read it,
// else when the next review has looked back on it.
func (s *step) forgotten() time.Time {
	switch {
	case s.Told:
		return procedure.Later(s.now.Add(procedure.SealedFor), s.Occasion.Until.Add(lookedBackOn))
	case s.Decided == procedure.OutcomeWithdrawn:
		return s.now
	default:
		return s.now.Add(procedure.SealedFor)
	}
}

// lookedBackOn is how long after the next review's day words are kept: as long as it may
// take.
const lookedBackOn = 90 * 24 * time.Hour

// Nameable is what an admin may name in a command.
func (r *Review) Nameable(now time.Time) procedure.Known { return r.circle().Nameable(now) }

// Check refuses commands that a review cannot carry out.
func (r *Review) Check(cmd procedure.Command, now time.Time) error {
	if err := cmd.Malformed(); err != nil {
		return err
	}
	switch {
	case asking.Reminds(cmd.Name):
		return r.circle().CheckNudge(&r.Base, cmd, now)
	case cmd.Name != procedure.AnswerFor:
		return fmt.Errorf("%s review: a review takes only %s, remind and resend; send %s to the partnership %q", cmd.Name, procedure.AnswerFor, cmd.Name, r.Slug)
	case r.Ended || !r.entered() || r.circle().Closed():
		return errors.New("answer for a review: what people see in it is theirs alone to say; only what its chair decides can be entered for them")
	}
	_, err := r.circle().Typed(cmd)
	return err
}

// wake asks to be woken for whatever comes first.
func (s *step) wake() {
	if s.Paused() {
		s.Alarm(s.out, time.Time{}, "")
		return
	}
	d := s.desk()
	at, why := s.circle().Next(d)
	if page := s.part(paged); s.Stage == Collecting && page.After(s.now) && (at.IsZero() || page.Before(at)) {
		at, why = page, "Everybody reads what was put in"
	}
	if !s.Rests.IsZero() {
		at, why = s.Rests, "The review goes on"
	}
	if at.IsZero() && !s.Wonders { // what has not arrived may never do
		at, why = s.circle().Ends(d.Until), "No mail has arrived: the review goes on without"
	}
	s.Alarm(s.out, at, why)
}

// unsent reports whether a letter that asks may still be on its way.
func (r *Review) unsent() bool {
	return slices.ContainsFunc(stages(), func(stage Stage) bool { return r.circleOf(stage).Unsent() })
}
