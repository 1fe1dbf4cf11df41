package exit

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Why what somebody wrote has no effect, or which it has: names of phrases.
const (
	whyUnproven  = "exit-unproven"   // nobody vouches for the sender
	whyDeputy    = "exit-deputy"     // somebody else was asked
	whyNotYours  = "withdraw-other"  // the notice is another's, or none was given
	whyNotAlone  = "withdraw-beside" // other words stand beside the command
	whyAskedBack = "withdraw-asked"  // the other leads are asked
	whyDropped   = "notice-dropped"  // the notice is none
)

// Hear takes a mail: a yes to a notice counts only from whoever has given it, with a proof.
func (s *step) Hear(r procedure.Reply) {
	if i := slices.IndexFunc(r.Commands, func(c partnership.Command) bool { return c.Name == partnership.CommandWithdraw }); i >= 0 && r.Class == procedure.ReplyAnswer {
		if s.Seen.Add(r.ID + "/command") {
			s.withdraws(r)
		}
		return
	}
	n := s.asked(r.Ask)
	_, answers := partnership.Answers(r.Answers).YesNo(QuestionConfirm)
	switch {
	case n != nil && (n.Circle.Closed() || s.decided() && !s.ends(n)):
		s.tooLate(n, r)
	case n != nil && answers && s.unfit(n, r) != "":
		if s.Seen.Add(r.ID) {
			s.explain(r, s.unfit(n, r))
		}
	case s.judges(r) && s.unfitVerdict(r) != "":
		if s.Seen.Add(r.ID) {
			s.explain(r, s.unfitVerdict(r))
		}
	default:
		s.reconsider(r)
		s.Circulate(procedure.Event{Kind: procedure.Replied, Reply: &r})
	}
}

// reconsider lets a lead say no as long as nothing has come of their yes, however late.
func (s *step) reconsider(r procedure.Reply) {
	for _, c := range []*asking.Circle{&s.Offer, &s.Wish} {
		for _, question := range []string{QuestionBegin, QuestionStay} {
			yes, said := partnership.Answers(r.Answers).YesNo(question)
			if a := c.Of(r.Ask); a != nil && !c.Closed() && said && !yes && r.Class == procedure.ReplyAnswer {
				a.Forget(question)
			}
		}
	}
}

// judges reports whether a mail says that it ends for cause, or does not.
func (s *step) judges(r procedure.Reply) bool {
	_, said := partnership.Answers(r.Answers).YesNo(QuestionVerdict)
	return said && s.Breach.open() && s.Breach.Verdict.Holds(r.Ask)
}

// unfitVerdict says why such a mail says nothing, if it does not.
func (s *step) unfitVerdict(r procedure.Reply) string {
	a := s.Breach.Verdict.Of(r.Ask)
	switch {
	case r.Named != "", r.Person != a.Person:
		return whyDeputy
	case !r.Proven():
		return whyUnproven
	default:
		return ""
	}
}

// asked is the notice that an ask is about; nil if it is about none.
func (s *step) asked(ask string) *Notice {
	for i := range s.Notices {
		if s.Notices[i].Circle.Holds(ask) {
			return &s.Notices[i]
		}
	}
	return nil
}

// unfit says why a yes confirms nothing, if it does not.
func (s *step) unfit(n *Notice, r procedure.Reply) string {
	switch {
	case r.Named != "", r.Person != n.By:
		return whyDeputy
	case !r.Proven():
		return whyUnproven
	default:
		return ""
	}
}

// tooLate answers who writes about a notice when it is decided, or no more.
func (s *step) tooLate(n *Notice, r procedure.Reply) {
	s.TooLate(s.confirmDesk(n), r, "wrote about a notice when that was over", TemplateConfirm, func(l *procedure.Letter) {
		l.Ask, l.Content = r.Ask, procedure.Encode(s.content())
	})
}

// withdraws takes a notice back: before it counts it is whoever has given it who says so,
// afterwards all other leads agree.
func (s *step) withdraws(r procedure.Reply) {
	n := s.asked(r.Ask)
	mine := n != nil && r.Person == n.By && (!s.decided() || s.ends(n) || s.Parting.By == r.Person && s.Parting.Cause == procedure.PartingNotice)
	switch {
	case r.Named != "", !mine && !s.endsByAgreement(r.Person):
		s.explain(r, whyNotYours)
	case !r.Proven():
		s.explain(r, whyUnproven)
	case len(r.Commands) > 1, len(r.Answers)+len(r.Problems) > 0:
		s.explain(r, whyNotAlone)
	case !s.decided(), n != nil && s.ends(n):
		n.Circle.ClosedAt, s.Any = s.now, true
		s.explain(r, whyDropped)
	case len(s.Wish.Asks) > 0 && !s.Wish.Closed():
		s.explain(r, whyAskedBack)
	default:
		s.wish(r)
	}
}

// endsByAgreement reports whether the end is nobody's notice, so that whoever leads a party
// can ask the others to go on.
func (s *step) endsByAgreement(person string) bool {
	switch s.Parting.Cause {
	case procedure.PartingTrigger, procedure.PartingAdmin, procedure.PartingBreach, procedure.PartingTogether:
		return s.decided() && slices.ContainsFunc(s.Leads, func(m asking.Member) bool { return m.Person == person })
	default:
		return false
	}
}

// wish asks the leads of the others whether a notice is taken back, or all go on.
func (s *step) wish(r procedure.Reply) {
	own := s.partyOf(r.Person)
	others := slices.DeleteFunc(slices.Clone(s.Leads), func(m asking.Member) bool { return m.Party == own })
	if len(others) == 0 {
		s.explain(r, whyNotYours)
		return
	}
	s.Wishes++
	s.Wisher = r.Person
	s.Wish = asking.Circle{Stage: fmt.Sprintf("wish-%d.%d", s.Turn, s.Wishes)}
	s.invite(&s.Wish, others, toAgree, func(m asking.Member) []partnership.Question {
		return StayQuestions(wording.In(m.Language).Exit)
	})
	s.attend(&s.Wish, s.wishDesk(), procedure.Event{Kind: procedure.Started}, s.wishing())
	s.explain(r, whyAskedBack)
}

// explain says why a mail has no effect, or which it has.
func (s *step) explain(r procedure.Reply, why string) {
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " was told what their mail about the exit comes to: " + why, Source: r.Source,
	}, r.ID)
	if r.By != "" {
		return
	}
	l := s.desk(TemplateConfirm).Response(r, procedure.TemplateReceipt, procedure.FormReceipt, TemplateConfirm).With(s.content())
	l.Ask, l.Explained = r.Ask, []procedure.Explanation{{Why: why}}
	s.out.Add(procedure.Send{Letter: l})
}
