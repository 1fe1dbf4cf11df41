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

// The mails about what one party says that another has broken.
const (
	TemplateBreach  procedure.Template = "breach"         // to who leads that party: is it put right, or do you see it differently?
	TemplateCured   procedure.Template = "breach-cured"   // to who leads the others: is it put right?
	TemplateVerdict procedure.Template = "breach-verdict" // to them, when its time is over: does it end for this?
	TemplateNews    procedure.Template = "breach-news"    // to both, what became of it
)

// The questions about a breach.
const (
	QuestionState   = "breach"  // put right, or seen differently
	QuestionWords   = "account" // what was done, or how it is seen
	QuestionCured   = "cured"
	QuestionVerdict = "terminate"
)

// What became of a breach. Values are written into letters.
const (
	NewsTold      = "told"      // another party is said to have broken something
	NewsContested = "contested" // it sees that differently
	NewsNotCured  = "not-cured" // the others do not see that it is put right
	NewsCured     = "cured"     // it is put right
	NewsLapsed    = "lapsed"    // its time is over, and not all want to end for it
	NewsUnreached = "unreached" // its lead was never reached, so its time has not begun
)

// Breach is what a party is said to have broken, how long it has to put that right, and
// what both sides say of it. Nobody decides their own case: whether it is put right, and
// whether it all ends for it, the leads of the others say (domain 2.13).
type Breach struct {
	procedure.Parting
	// Told is the lead of that party, who has the time of the cure period from the arrival of
	// the mail.
	Told asking.Circle `json:"told"`
	// Cured asks the others whether it is put right, each time that is said; Claims counts that.
	Cured  asking.Circle `json:"cured,omitzero"`
	Claims int           `json:"claims,omitempty"`
	// Verdict asks them whether it ends, when the time is over.
	Verdict asking.Circle `json:"verdict,omitzero"`
	// Said is what its lead has said last, and Contested that they see it differently.
	Said      procedure.Words `json:"said,omitzero"`
	Contested bool            `json:"contested,omitempty"`
	// Outcome is how it came out, in one of the words above; empty while it is open.
	Outcome string `json:"outcome,omitempty"`
}

// open reports whether a breach waits for anything.
func (b *Breach) open() bool { return b != nil && b.Outcome == "" }

// defaulting is the party whose time to put right what it broke is over, and has not.
func (x *Exit) defaulting() string {
	if !x.Breach.open() || len(x.Breach.Verdict.Asks) == 0 {
		return ""
	}
	return x.Breach.Against
}

// toJudge is how long the others have to say whether it is put right, or ends.
var toJudge = procedure.Window{Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}

// toPart is how long after a verdict everything is brought to its end.
var toPart = cadence.Span{Count: lookBackDays, Unit: cadence.Days}

// states are put right and seen differently, in the order of the choices.
func states() []string { return []string{NewsCured, NewsContested} }

// BreachQuestions ask a lead whether what is said to be broken is put right.
func BreachQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{
		{ID: QuestionState, Kind: partnership.KindChoice, Text: words.Breach, Choices: slices.Clone(words.BreachStates[:])},
		{ID: QuestionWords, Kind: partnership.KindText, Text: words.BreachWords, Optional: true, Readers: partnership.ReadersAll},
	}
}

// CuredQuestions ask the others whether it is put right, and VerdictQuestions whether it ends.
func CuredQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{{ID: QuestionCured, Kind: partnership.KindYesNo, Text: words.Cured}}
}

// VerdictQuestions ask the others whether the partnership ends for it.
func VerdictQuestions(words wording.Exit) []partnership.Question {
	return []partnership.Question{{ID: QuestionVerdict, Kind: partnership.KindYesNo, Text: words.Verdict}}
}

// leadsOf are who speaks for a party, or for all others.
func (x *Exit) leadsOf(party string, others bool) []asking.Member {
	return slices.DeleteFunc(slices.Clone(x.Leads), func(m asking.Member) bool { return (m.Party == party) == others })
}

// accuse tells a party what it is said to have broken, and until when it can put that right.
func (s *step) accuse(p procedure.Parting) {
	s.Breach = &Breach{Parting: p}
	b := s.Breach
	b.Told.Stage = fmt.Sprintf("breach-%d.%d", s.Turn, len(s.Notices))
	b.LastDay = ""
	s.Any = true
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntryPhase, Actor: p.By, Source: p.Source, Text: "Exit: a breach by " + s.nameOf(p.Against) + " is noticed, to be cured within " + s.Cure.String(),
	}, b.Told.Stage)
	w := procedure.Window{Span: s.Cure, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}, {Count: 80, Unit: cadence.Percent}}}
	s.invite(&b.Told, s.leadsOf(p.Against, false), w, func(m asking.Member) []partnership.Question {
		return BreachQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&b.Told, s.breachDesk(), procedure.Event{Kind: procedure.Started}, s.answering())
	s.news(NewsTold, slices.DeleteFunc(s.leadsOf(p.Against, true), func(m asking.Member) bool { return m.Person == p.By }))
	if len(b.Told.Asks) == 0 {
		s.drop(NewsUnreached)
	}
}

// answering goes on with what the lead of that party says.
func (s *step) answering() asking.Follower {
	return asking.Follower{
		Answered: func(h asking.Happening) {
			answers := partnership.Answers(h.Ask.Answers())
			if text := strings.TrimSpace(answers.Text(QuestionWords)); !partnership.SaysNothing(text) {
				s.Breach.Said = procedure.Words{By: h.Ask.Subject(), Text: text}
			}
			switch state := stateOf(answers.Text(QuestionState)); {
			case !s.Breach.open():
			case state == NewsContested && !s.Breach.Contested:
				s.Breach.Contested, s.Any = true, true
				s.news(NewsContested, s.Leads)
			case state == NewsCured:
				h.Ask.Forget(QuestionState) // if the others do not see it, it can be said again
				s.claim()
			}
		},
		Closed: s.timeIsOver, Over: s.settledBreach,
	}
}

// stateOf is what one of the choices means, in whatever language it was made.
func stateOf(choice string) string {
	for _, language := range wording.Languages() {
		if i := slices.Index(language.Exit.BreachStates[:], choice); i >= 0 {
			return states()[i]
		}
	}
	return ""
}

func (s *step) settledBreach() bool { return s.Decided != "" || !s.Breach.open() }

// claim asks the others whether it is put right, as that party says.
func (s *step) claim() {
	b := s.Breach
	if len(b.Cured.Asks) > 0 && !b.Cured.Closed() {
		return // they are asked already
	}
	b.Claims++
	b.Cured = asking.Circle{Stage: fmt.Sprintf("%s-cured-%d", b.Told.Stage, b.Claims)}
	s.invite(&b.Cured, s.leadsOf(b.Against, true), toJudge, func(m asking.Member) []partnership.Question {
		return CuredQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&b.Cured, s.curedDesk(), procedure.Event{Kind: procedure.Started}, s.judging())
}

// judging goes on with the word of the others: put right with the yes of all, and where they
// say nothing. Nobody loses a partnership by another's silence.
func (s *step) judging() asking.Follower {
	return asking.Follower{
		Answered: func(asking.Happening) {
			yes, no := said(s.Breach.Cured, QuestionCured)
			switch {
			case s.settledBreach() || s.Breach.Cured.Closed():
			case no:
				s.Breach.Cured.ClosedAt, s.Any = s.now, true
				s.news(NewsNotCured, s.leadsOf(s.Breach.Against, false))
				if s.Breach.Told.Closed() {
					s.judge()
				}
			case yes:
				s.drop(NewsCured)
			}
		},
		Closed: func() {
			if !s.settledBreach() {
				s.drop(NewsCured)
			}
		},
		Over: s.settledBreach,
	}
}

// timeIsOver is when the cure period has passed. Who was never reached has had no time.
func (s *step) timeIsOver() {
	b := s.Breach
	reached := slices.ContainsFunc(b.Told.Asks, func(a asking.Ask) bool { return a.Arrived() && !a.Left() })
	switch {
	case s.settledBreach():
	case !reached:
		s.drop(NewsUnreached)
	case len(b.Cured.Asks) > 0 && !b.Cured.Closed(): // it was said to be put right; the others say first
	default:
		s.judge()
	}
}

// judge asks the others whether it ends for what was not put right.
func (s *step) judge() {
	b := s.Breach
	b.Verdict.Stage = b.Told.Stage + "-verdict"
	s.invite(&b.Verdict, s.leadsOf(b.Against, true), toJudge, func(m asking.Member) []partnership.Question {
		return VerdictQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&b.Verdict, s.verdictDesk(), procedure.Event{Kind: procedure.Started}, s.sentencing())
	if len(b.Verdict.Asks) == 0 {
		s.drop(NewsLapsed)
	}
}

// sentencing goes on with their word: it ends with the yes of all others.
func (s *step) sentencing() asking.Follower {
	return asking.Follower{
		Answered: func(asking.Happening) {
			yes, no := said(s.Breach.Verdict, QuestionVerdict)
			switch {
			case s.settledBreach():
			case no:
				s.drop(NewsLapsed)
			case yes:
				s.terminate()
			}
		},
		Closed: func() {
			if !s.settledBreach() {
				s.drop(NewsLapsed)
			}
		},
		Over: s.settledBreach,
	}
}

// terminate begins the end for cause; with three parties or more that one leaves.
func (s *step) terminate() {
	b := s.Breach
	b.Outcome = string(procedure.OutcomeTerminated)
	p := b.Parting
	if len(s.Parties) > fewestParties {
		p.Party = p.Against
	}
	s.settle(p)
}

// drop is when nothing comes of it: both sides hear so.
func (s *step) drop(news string) {
	b := s.Breach
	b.Outcome, s.Any = news, true
	for _, c := range []*asking.Circle{&b.Told, &b.Cured, &b.Verdict} {
		if len(c.Asks) > 0 && !c.Closed() {
			c.TakeBack(s.out)
			c.ClosedAt = s.now
		}
	}
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntryPhase, Text: "Exit: the breach by " + s.nameOf(b.Against) + " is over: " + news,
	}, b.Told.Stage, news)
	s.Refused = true
	s.news(news, s.Leads)
}

// news tells some leads what became of it.
func (s *step) news(what string, people []asking.Member) {
	c := s.breachContent()
	c.News = what
	for _, m := range people {
		l := s.desk(TemplateNews).Notice(m.Person, TemplateNews).With(c)
		l.Key = fmt.Sprintf("%s/%s/%s-%s-%d", TemplateNews, m.Person, s.Breach.Told.Stage, what, s.Breach.Claims)
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

func (s *step) breachContent() Content {
	b := s.Breach
	c := s.contentOf(b.Parting)
	c.Against, c.Said, c.Contested = b.Against, b.Said, b.Contested
	if due := b.Told.LastDue(); !due.IsZero() {
		c.CureBy = due.Format(time.DateOnly)
	}
	return c
}

func (s *step) breachDesk() asking.Desk  { return s.deskAbout(TemplateBreach) }
func (s *step) curedDesk() asking.Desk   { return s.deskAbout(TemplateCured) }
func (s *step) verdictDesk() asking.Desk { return s.deskAbout(TemplateVerdict) }

func (s *step) deskAbout(template procedure.Template) asking.Desk {
	d := s.desk(template)
	d.Content = procedure.Encode(s.breachContent())
	return d
}

// cureBreach takes an admin's word that it is put right.
func (s *step) cureBreach() {
	if s.Breach.open() {
		s.drop(NewsCured)
	}
}

// circulateBreach lets those go on who are asked about it.
func (s *step) circulateBreach(ev procedure.Event) {
	if !s.Breach.open() {
		return
	}
	b := s.Breach
	s.attend(&b.Told, s.breachDesk(), ev, s.answering())
	if b.open() {
		s.attend(&b.Cured, s.curedDesk(), ev, s.judging())
	}
	if b.open() {
		s.attend(&b.Verdict, s.verdictDesk(), ev, s.sentencing())
	}
}

// breachCircles are those in which anybody is asked about it.
func (s *step) breachCircles() []seated {
	if s.Breach == nil {
		return nil
	}
	b := s.Breach
	return []seated{{&b.Told, s.breachDesk()}, {&b.Cured, s.curedDesk()}, {&b.Verdict, s.verdictDesk()}}
}
