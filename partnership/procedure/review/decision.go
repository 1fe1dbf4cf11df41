package review

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// count tells how many of those who were asked have put something in.
func (s *step) count() (asked, answered int) {
	asked, answered = s.Collecting.Counts()
	s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactClosed, Of: s.Workflow, At: s.now, Asked: asked, Answered: answered})
	return asked, answered
}

// heard reports whether anybody has put something in; else the review is over.
func (s *step) heard() bool {
	asked, answered := s.count()
	switch {
	case answered > 0:
		return true
	case asked == 0:
		s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactUndelivered, Of: s.Workflow, At: s.now})
		s.Decide(s.out, s.now, procedure.OutcomeUndelivered, s.title())
	default:
		s.Decide(s.out, s.now, procedure.OutcomeMissed, s.title())
	}
	return false
}

// deciders are the asks of whoever decides, the person's own word before a deputy's.
func (r *Review) deciders() []asking.Ask {
	own := slices.DeleteFunc(slices.Clone(r.Deciding.Asks), func(a asking.Ask) bool { return a.For != "" })
	for _, a := range r.Deciding.Asks {
		if a.For != "" {
			own = append(own, a)
		}
	}
	return own
}

// askSteps asks for a step by each of some texts, who takes it and until when, or why
// there is none. There are at most as many as the method has steps.
func (r *Review) askSteps(words wording.Review, texts ...string) []partnership.Question {
	var list []partnership.Question
	names := r.owners()
	for i, id := range r.method().steps()[:len(texts)] {
		list = append(list,
			partnership.Question{ID: id, Kind: partnership.KindText, Text: texts[i], Readers: partnership.ReadersAll},
			partnership.Question{ID: id + ownerOf, Kind: partnership.KindChoice, Text: words.Owner, Choices: names, Optional: true},
			partnership.Question{ID: id + dayOf, Kind: partnership.KindDate, Text: words.By, Optional: true},
		)
	}
	return append(list, partnership.Question{
		ID: QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll,
	})
}

// ready reports whether nobody has to wait for the time of the stage to be over: the chair has
// decided, or everybody who was asked which of theirs is right has said so.
func (r *Review) ready() bool {
	switch {
	case !r.Rests.IsZero():
		return false
	case r.Stage == Deciding && r.Method == partnership.ReviewRenewal:
		return !r.Told && r.allSaid()
	case r.Stage == Deciding:
		return !r.Told && r.hasDecided()
	case r.Stage == Reconciling && !r.led():
		return !slices.ContainsFunc(r.Reconciling.Asks, func(a asking.Ask) bool { return !a.Settled() && !a.Left() })
	default:
		return false
	}
}

// hasDecided reports whether the chair has said all that is wanted: every step that is
// asked for, or why there is none. What they are asked about again is not decided yet.
func (r *Review) hasDecided() bool {
	if len(r.Deciding.Asks) == 0 {
		return false
	}
	if slices.ContainsFunc(r.Deciding.Asks, func(a asking.Ask) bool { return a.Doubt }) {
		return false
	}
	steps, why, _ := r.steps()
	switch {
	case len(r.undecided()) > 0 || r.unsaid():
		return false
	case why != "":
		return true
	default:
		return len(steps) > 0 && slices.ContainsFunc(r.Deciding.Asks, asking.Ask.Complete)
	}
}

// wantMore asks whoever decides on no step at all why, and on another way for a goal what
// changes, before it counts.
func (s *step) wantMore(h asking.Happening) {
	if s.Stage != Deciding || !h.Ask.Complete() {
		return
	}
	steps, why, _ := s.steps()
	for i := range h.Ask.Questions {
		q := &h.Ask.Questions[i]
		if q.ID == QuestionWhyNot && len(steps) == 0 && why == "" || q.ID == QuestionChange && (s.unsaid() || s.wantsWords(*h.Ask)) {
			q.Optional, h.Ask.AnsweredAt = false, time.Time{}
		}
	}
}

// steps are what was decided, and why not more, and who has said so.
func (r *Review) steps() (steps []Taken, why string, chair asking.Ask) {
	for _, a := range r.deciders() {
		answers := partnership.Answers(a.Answers())
		for _, id := range r.method().steps() {
			what := answers.Text(id)
			if what == "" || partnership.SaysNothing(what) || slices.ContainsFunc(steps, func(t Taken) bool { return t.Of == id }) {
				continue
			}
			steps = append(steps, Taken{Of: id, What: what, Owner: r.owner(answers.Text(id+ownerOf), a.Subject()), Due: answers.Day(id + dayOf)})
		}
		if reason := answers.Text(QuestionWhyNot); why == "" && !partnership.SaysNothing(reason) {
			why = reason
		}
		if chair.Person == "" && (len(steps) > 0 || why != "") {
			chair = a
		}
	}
	return steps, why, chair
}

// owners are the names of those who can take a step.
func (r *Review) owners() []string {
	var names []string
	for _, m := range slices.Concat(r.Heads, r.Members) {
		names = append(names, m.Name)
	}
	return procedure.Once(names)
}

// owner is the person of a name, or the one who names nobody.
func (r *Review) owner(name, chair string) string {
	for _, m := range slices.Concat(r.Heads, r.Members) {
		if name != "" && m.Name == name {
			return m.Person
		}
	}
	return chair
}

// undated is how long somebody has for a step without a day.
var undated = cadence.Span{Count: 10, Unit: cadence.BusinessDays}

// settled are the steps as something owed. What is put on somebody of another party is
// only proposed to them.
func (r *Review) settled() Settlement {
	steps, why, chair := r.steps()
	st := Settlement{Why: why}
	for _, t := range steps {
		i := procedure.Item{
			ID:   fmt.Sprintf("%s-%s-%s-%s", Noun, r.Occasion.Name, r.Occasion.Date, t.Of),
			What: t.What, Owner: t.Owner, Due: t.Due, By: chair.Person, For: asking.Other(r.Heads, r.partyOf(t.Owner)), Proposed: r.partyOf(t.Owner) != chair.Party,
		}
		if i.Due == "" {
			i.Within = undated
		}
		st.Items = append(st.Items, i)
	}
	return st
}

func (r *Review) partyOf(person string) string {
	return asking.PartyOf(slices.Concat(r.Heads, r.Members), person)
}

// conclude tells everybody what came of it, and hands over what was decided.
func (s *step) conclude() {
	st := s.settled()
	outcome := s.outcome(st)
	if s.Deciding.ClosedAt.IsZero() {
		s.Deciding.ClosedAt = s.now
	}
	s.Decide(s.out, s.now, outcome, s.title())
	s.items, s.news.Any = append(s.items, st.Items...), true
	s.amendments = append(append(s.amendments, s.amended()...), s.renewed()...)
	s.Stage, s.Told = Done, true
	_, _, chair := s.steps()
	d := s.desk()
	for _, person := range s.audience() {
		if person == chair.Person && len(chair.Given) > 0 {
			continue // they have read it all, and have written the rest
		}
		l := s.method().result(s, d.Notice(person, d.Template))
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// outcome is how the review ends, by what was decided. Where nobody has put anything in,
// nor decided anything, it was missed.
func (s *step) outcome(st Settlement) procedure.Outcome {
	followed := len(st.Items) > 0 || st.Why != ""
	_, answered := s.Collecting.Counts()
	switch {
	case s.Method == partnership.ReviewRenewal && s.prospects() != ProspectOpen:
		return procedure.OutcomeDecided
	case s.Method == partnership.ReviewRenewal && answered == 0 && len(s.stands()) == 0:
		return procedure.OutcomeMissed
	case followed && len(s.undecided()) == 0:
		return procedure.OutcomeDecided
	case s.Method == partnership.ReviewProgress && answered == 0 && !followed && len(s.verdicts()) == 0:
		return procedure.OutcomeMissed
	default:
		return procedure.OutcomePartial
	}
}

// result is the four fields, with what follows.
func (swotMethod) result(s *step, l procedure.Letter) procedure.Letter {
	b := s.board()
	b.Decision = s.decision()
	l.Writings = s.writings()
	return l.With(b)
}

// decision is what was decided, once nothing is asked any more.
func (r *Review) decision() Decision {
	steps, why, chair := r.steps()
	return Decision{Steps: steps, Why: why, Chair: chair.Person, Over: true, Silent: len(steps) == 0 && why == ""}
}

// tooLate answers who writes when the seal is open or the stage is over: theirs changes
// nothing.
func (s *step) tooLate(r procedure.Reply) {
	s.news.TooLate(s.desk(), r, "wrote when that part of the review was over", s.method().late(s.Review), func(l *procedure.Letter) { l.Sealed = r.Sealed })
}
