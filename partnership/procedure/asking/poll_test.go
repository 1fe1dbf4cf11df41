package asking_test

import (
	"errors"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// poll is the smallest procedure that asks: a circle and nothing else. What
// happens leads to nothing, it is written down.
type poll struct {
	procedure.Base
	Circle   asking.Circle
	Until    time.Time
	Personal bool
	Sealed   bool
	Happened []asking.HappeningKind
	Told     []procedure.Fact
}

func (p *poll) desk(out *procedure.Out, now time.Time) asking.Desk {
	return asking.Desk{
		Base: &p.Base, Out: out, Now: now, Template: "poll", About: "poll", Title: "Poll", Until: p.Until,
		Personal: p.Personal, Sealed: p.Sealed,
	}
}

func (p *poll) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	out := procedure.Because(ev)
	d := p.desk(&out, now)
	if ev.Kind == procedure.Told {
		if !p.Seen.Add(ev.Message.ID) {
			return nil
		}
		if o := ev.Message.Order; o != nil && o.Kind == procedure.OrderAmended {
			p.Circle.Amended(d, *o)
		}
	}
	if ev.Kind == procedure.Commanded && !asking.IsNudge(ev.Command.Name) {
		r, err := p.Circle.Typed(*ev.Command)
		if err != nil {
			return nil
		}
		ev = procedure.Event{Kind: procedure.Replied, Reply: &r}
	}
	happened := p.Circle.Step(d, ev)
	p.Told = append(p.Told, p.Circle.Facts(d, happened)...)
	for _, h := range happened {
		p.Happened = append(p.Happened, h.Kind)
	}
	at, why := p.Circle.Next(d)
	p.Alarm(&out, at, why)
	return out.Effects()
}

func (p *poll) Check(cmd procedure.Command, now time.Time) error {
	if asking.IsNudge(cmd.Name) {
		return p.Circle.CheckNudge(&p.Base, cmd, now)
	}
	if cmd.Name != procedure.AnswerFor {
		return errors.New("a poll takes only answer-for")
	}
	_, err := p.Circle.Typed(cmd)
	return err
}

// table plays a poll of a spec's first check-in's people and window.
type table struct {
	*solo.Play
	t rapid.TB
}

// start is a Tuesday. The window closes on Thursday at 10:00, and the reminder
// goes out on Wednesday at 14:48.
const start = "2026-12-01 10:00"

// ask begins a poll of one number, of those whom the spec's check-in asks.
func ask(t rapid.TB, spec partnership.Spec, prepare ...func(*table, *poll)) *table {
	t.Helper()
	declared := spec.CheckIns[0]
	window := procedure.Window{Span: declared.Window, Remind: declared.Remind}
	p := &poll{
		Base:  procedure.NewBase(procedure.Brief{Slug: "duo", Spec: spec.Digest(), Workflow: "duo/poll", Rules: procedure.Rules}),
		Until: solo.At("2026-12-15 10:00"),
	}
	for _, id := range declared.Ask {
		person, _ := spec.Person(id)
		send := timing.Opens(spec, id, solo.At(start))
		times := timing.Count(spec, id, window, send)
		times.Send = send
		p.Circle.Add("duo/poll", asking.Ask{
			AskTimes: times, Name: person.Name, Window: window,
			Questions: []partnership.Question{{ID: "mql", Kind: partnership.KindNumber, Text: "How many?"}},
		})
	}
	s := &table{t: t}
	s.Play = solo.New(t, spec, p, func() procedure.Procedure { return &poll{} }, solo.At(start))
	for _, change := range prepare {
		change(s, p)
	}
	s.Start()
	return s
}

// begin is ask for the smallest partnership.
func begin(t rapid.TB) *table {
	t.Helper()
	return ask(t, specs.Duo()).skip()
}

// down begins while the mail server is away.
func down(t rapid.TB, spec partnership.Spec) *table {
	t.Helper()
	return ask(t, spec, func(s *table, _ *poll) { s.Down = true }).skip()
}

func (s *table) skip() *table {
	s.Skip()
	return s
}

func (s *table) circle() *asking.Circle { return &s.P.(*poll).Circle }

// of finds what somebody is asked, for themselves or in another's place.
func (s *table) of(person string) *asking.Ask {
	s.t.Helper()
	for i := range s.circle().Asks {
		if a := &s.circle().Asks[i]; a.Person == person {
			return a
		}
	}
	s.t.Fatalf("%s is not asked", person)
	return nil
}

// answers lets somebody answer with a number.
func (s *table) answers(person, value string) *table {
	s.t.Helper()
	return s.mail(person, procedure.Reply{Answers: []partnership.Answer{specs.Number("mql", value)}})
}

// mail delivers what somebody wrote, or their mailbox.
func (s *table) mail(person string, r procedure.Reply) *table {
	s.t.Helper()
	r.Person, r.Ask = person, s.of(person).ID
	s.Reply(r)
	return s
}

func (s *table) until(when string) *table {
	s.t.Helper()
	s.Until(when)
	return s
}

// due compares when the window of somebody ends.
func (s *table) due(person, want string) {
	s.t.Helper()
	if got := s.of(person).Due; !got.Equal(solo.At(want)) {
		s.t.Errorf("%s has until %s, want %s", person, got, want)
	}
}

// note compares what the card says of somebody.
func (s *table) note(person, want string) {
	s.t.Helper()
	if got := s.of(person).Remark(); got != want {
		s.t.Errorf("of %s the card says %q, want %q", person, got, want)
	}
}

// happened compares the happenings since the start.
func (s *table) happened(want ...asking.HappeningKind) {
	s.t.Helper()
	got := s.P.(*poll).Happened
	if len(got) != len(want) {
		s.t.Errorf("happened %v, want %v", got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			s.t.Errorf("happened %v, want %v", got, want)
			return
		}
	}
}

func everybody(spec partnership.Spec) partnership.Spec {
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	return spec
}

func with(spec partnership.Spec, changes ...func(*partnership.Spec)) partnership.Spec {
	for _, change := range changes {
		change(&spec)
	}
	return spec
}

func reminders(list ...string) func(*partnership.Spec) {
	return func(spec *partnership.Spec) {
		spec.CheckIns[0].Remind = nil
		for _, s := range list {
			spec.CheckIns[0].Remind = append(spec.CheckIns[0].Remind, specs.Span(s))
		}
	}
}
