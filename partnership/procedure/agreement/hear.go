package agreement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Why what somebody wrote does not sign, decline or take back: names of phrases.
const (
	whyNotAlone    = "sign-not-alone"    // other words stand beside the command
	whyNotSigner   = "sign-not-yours"    // the writer signs for nobody
	whyNotYet      = "sign-not-yet"      // the signing has not begun
	whyDeputy      = "sign-deputy"       // somebody else was asked
	whyUnproven    = "sign-unproven"     // nobody vouches for the sender
	whyReplayed    = "sign-replayed"     // the mail has signed before
	whySigned      = "sign-signed"       // it is signed already
	whyNoReason    = "decline-no-reason" // others need to know why
	whyNotSigned   = "withdraw-unsigned" // there is nothing to take back
	whyTakenBack   = "taken-back"        // it is taken back
	whyOnlyYes     = "sign-yes"          // a yes is no signature
	whyOnlyNo      = "sign-no"           // a no is no refusal
	whyNothingNew  = "sign-words"        // words that ask nothing
	longestApplaud = 4                   // words of a remark that are no remark
)

// Hear takes a mail about the terms: a command, what somebody finds unclear, or both. What
// has no effect is explained.
func (s *step) Hear(r procedure.Reply) {
	if r.Class != procedure.ReplyAnswer {
		s.Circulate(procedure.Event{Kind: procedure.Replied, Reply: &r})
		return
	}
	own := func(c partnership.Command) bool { return slices.Contains(items(), c.Name) }
	i := slices.IndexFunc(r.Commands, own)
	if i < 0 {
		s.reply(r)
		return
	}
	if !s.Seen.Add(r.ID + "/command") {
		return
	}
	c := r.Commands[i]
	why := s.unfit(r)
	switch {
	case why != "":
		s.explain(r, procedure.Explanation{Why: why, Item: string(c.Name), Person: s.asked(r.Ask)})
	case c.Name == partnership.CommandSign:
		s.signs(r)
	case c.Name == partnership.CommandDecline:
		s.declines(c, r)
	default:
		s.takesBack(r)
	}
}

// unfit says why a mail can neither sign nor decline nor take back: only the person who was
// asked can, in answer to the mail about these very terms, in a mail of its own that the
// receiving server vouches for, and that has not signed before.
func (s *step) unfit(r procedure.Reply) string {
	a := s.Signing.Of(r.Ask)
	switch {
	case a == nil && s.signer(r.Person) != nil && !s.begun():
		return whyNotYet
	case a == nil, a.Left(), r.Named == "" && r.Person == a.Person && s.signer(a.Person) == nil:
		return whyNotSigner
	case r.Named != "", r.Person != a.Person:
		return whyDeputy
	case !r.Proven():
		return whyUnproven
	case len(r.Commands) > 1, len(r.Answers)+len(r.Problems) > 0:
		return whyNotAlone
	case r.Source != "" && slices.Contains(s.Used, r.Source):
		return whyReplayed
	default:
		return ""
	}
}

// asked is the person to whom an ask belongs.
func (s *step) asked(ask string) string {
	for _, c := range []*asking.Circle{&s.Signing, &s.Understanding} {
		if a := c.Of(ask); a != nil {
			return a.Person
		}
	}
	return ""
}

// signs takes a signature.
func (s *step) signs(r procedure.Reply) {
	one := s.signer(r.Person)
	if !one.SignedAt.IsZero() {
		s.explain(r, procedure.Explanation{Why: whySigned})
		return
	}
	word := partnership.CommandSign.Form().In(one.Language).Word
	r.Answers = []partnership.Answer{{Question: QuestionConsent, Value: partnership.BoolValue(true), Raw: word}}
	r.Commands = nil
	s.Circulate(procedure.Event{Kind: procedure.Replied, Reply: &r})
}

// declines ends it: who will not sign says why, and everybody hears it.
func (s *step) declines(c partnership.Command, r procedure.Reply) {
	why := strings.Join(strings.Fields(c.Argument), " ")
	if why == "" {
		s.explain(r, procedure.Explanation{Why: whyNoReason})
		return
	}
	if one := s.signer(r.Person); !one.SignedAt.IsZero() {
		s.unsign(one, r)
	}
	s.Reason = procedure.Words{By: r.Person, Text: why}
	s.note(r, "will not sign")
	s.decide(procedure.OutcomeDeclined)
}

// takesBack takes a signature back, as long as it does not count.
func (s *step) takesBack(r procedure.Reply) {
	one := s.signer(r.Person)
	if one.SignedAt.IsZero() {
		s.explain(r, procedure.Explanation{Why: whyNotSigned})
		return
	}
	s.unsign(one, r)
	l := s.receipt(r)
	l.Explained = []procedure.Explanation{{Why: whyTakenBack}}
	s.out.Add(procedure.Send{Letter: l})
}

func (s *step) unsign(one *Signer, r procedure.Reply) {
	one.SignedAt = time.Time{}
	s.Signing.Of(r.Ask).Forget(QuestionConsent)
	s.Any = true
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntrySignature, Actor: one.Person, Text: one.Person + " took the signature back", Outcome: procedure.OutcomeWithdrawn, Source: r.Source,
	}, r.ID)
}

// reply takes what somebody answers in words. A yes to the signature is none.
func (s *step) reply(r procedure.Reply) {
	r = asRemark(r)
	yes, said := partnership.Answers(r.Answers).YesNo(QuestionConsent)
	words := partnership.Answers(r.Answers).Text(QuestionUnclear)
	r.Answers = slices.DeleteFunc(slices.Clone(r.Answers), func(a partnership.Answer) bool {
		return a.Question == QuestionConsent || a.Question == QuestionUnclear && !s.asks(words)
	})
	why := ""
	switch {
	case !s.begun():
	case said && yes:
		why = whyOnlyYes
	case said:
		why = whyOnlyNo
	case words != "" && !s.asks(words):
		why = whyNothingNew
	}
	if why != "" && len(r.Answers)+len(r.Commands)+len(r.Problems) == 0 {
		if s.Seen.Add(r.ID) {
			s.explain(r, procedure.Explanation{Why: why})
		}
		return
	}
	s.Circulate(procedure.Event{Kind: procedure.Replied, Reply: &r})
	if why != "" {
		s.out.Reword("receipt/"+r.ID, func(l *procedure.Letter) { l.Explained = append(l.Explained, procedure.Explanation{Why: why}) })
	}
}

// asks reports whether words want something cleared up: more than applause.
func (s *step) asks(words string) bool {
	return !partnership.SaysNothing(words) && (!s.begun() || strings.Contains(words, "?") || len(strings.Fields(words)) > longestApplaud)
}

// asRemark has QUESTION: and BLOCKER: count as what they say is unclear, so that the clock
// stands still for it.
func asRemark(r procedure.Reply) procedure.Reply {
	for i, c := range r.Commands {
		if c.Name == partnership.CommandQuestion || c.Name == partnership.CommandBlocker {
			words := strings.Join(strings.Fields(c.Argument), " ")
			if len(words) > 0 && !strings.Contains(words, "?") && c.Name == partnership.CommandQuestion {
				words += "?"
			}
			r.Commands = slices.Delete(slices.Clone(r.Commands), i, i+1)
			r.Answers = slices.DeleteFunc(slices.Clone(r.Answers), func(a partnership.Answer) bool { return a.Question == QuestionUnclear })
			r.Answers = append(r.Answers, partnership.Answer{Question: QuestionUnclear, Value: partnership.TextValue(words), Raw: c.Argument})
			return r
		}
	}
	return r
}

// took goes on with an answer that a circle has taken.
func (s *step) took(h asking.Happening) {
	for _, a := range h.Answers {
		switch a.Question {
		case QuestionUnclear:
			s.remark(h, partnership.Answers{a}.Text(QuestionUnclear))
		case QuestionConsent:
			s.signed(h)
		}
	}
}

// remark passes on what somebody finds unclear: the lead of another side answers it, and
// the clock stands still for that.
func (s *step) remark(h asking.Happening, words string) {
	h.Ask.Forget(QuestionUnclear) // the next one is another
	person := h.Ask.Person
	owner := asking.Other(s.Leads, h.Ask.Party)
	if owner == "" || partnership.SaysNothing(words) {
		return
	}
	n := len(s.Remarks) + 1
	item := fmt.Sprintf("%s-%s-%d", Noun, s.Occasion.Name, n)
	s.Remarks = append(s.Remarks, Remark{Person: person, Item: item})
	s.items = append(s.items, procedure.Item{
		ID: item, Kind: procedure.ItemIssue, What: strings.Join(strings.Fields(words), " "), Owner: owner, For: person, By: person, Command: partnership.CommandQuestion,
	})
	s.Any = true
	s.out.Add(procedure.Reckon{Spec: s.Spec, Instants: []procedure.Instant{
		{Key: fmt.Sprint(keyHeld, n), Person: person, From: s.now, Span: longestHold},
	}})
}

// longestHold is how long the clock stands still for what is unclear.
var longestHold = cadence.Span{Count: 10, Unit: cadence.BusinessDays}

// signed puts a signature on record.
func (s *step) signed(h asking.Happening) {
	one := s.signer(h.Ask.Person)
	one.SignedAt = s.now
	s.actsNoMore(*one)
	if h.Reply.Source != "" {
		s.Used = append(s.Used, h.Reply.Source)
	}
	s.Any = true
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntrySignature, Actor: one.Person, Text: one.Person + " signed for " + one.Party, Outcome: procedure.OutcomeSigned, Source: h.Reply.Source,
		Signature: &procedure.Signature{
			Person: one.Person, Party: one.Party, Spec: s.Spec, Charter: procedure.Charter(s.Spec), Message: h.Reply.Source, Mail: cmp.Or(h.Reply.Divided, h.Reply.ID), Sender: h.Reply.Sender,
			Proof: h.Reply.Proof, At: s.now, Method: procedure.SignedByMail,
		},
	}, h.Reply.ID)
}

func (s *step) note(r procedure.Reply, what string) {
	s.Note(s.out, s.now, procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " " + what, Source: r.Source}, r.ID)
}

// explain says what was understood, why it has no effect, and what would.
func (s *step) explain(r procedure.Reply, e procedure.Explanation) {
	s.note(r, "was told why their mail about the agreement has no effect: "+e.Why)
	l := s.receipt(r)
	l.Key = fmt.Sprintf("explained-%s/%s", e.Why, r.ID)
	l.Explained = []procedure.Explanation{e}
	if r.By == "" {
		s.out.Add(procedure.Send{Letter: l})
	}
}

// receipt is a letter that answers a mail beside what the circles say.
func (s *step) receipt(r procedure.Reply) procedure.Letter {
	l := s.desk(TemplateSignature).Response(r, procedure.TemplateReceipt, procedure.FormReceipt, TemplateSignature).With(s.content())
	if r.Ask != "" {
		l.Ask = r.Ask
	}
	for _, c := range []*asking.Circle{&s.Signing, &s.Understanding} {
		if a := c.Of(r.Ask); a != nil && a.Person == r.Person {
			l.Questions = a.Questions
		}
	}
	return l
}
