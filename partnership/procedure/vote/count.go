package vote

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// closed goes on when the parties have had their time in a stage, or have all voted.
func (s *step) closed() {
	switch s.Stage {
	case Consulting:
		s.Opinions, s.news.Any = s.heard(), true
		s.Stage = Voting
		s.open(Voting, s.asks(s.parties(), windowOf(s.Rule)))
	case Voting, Standing:
		s.count()
	case Vetoing:
		s.conclude()
	case Done:
	}
}

// heard are the opinions that people have given.
func (v *Vote) heard() []Reason {
	var list []Reason
	for _, a := range v.Consulting.Asks {
		if said := partnership.Answers(a.Answers()).Text(QuestionOpinion); !partnership.SaysNothing(said) {
			list = append(list, Reason{Party: a.Party, Person: a.Person, Why: said})
		}
	}
	return list
}

// ballots are how the parties vote, the last word of each, with why.
func (v *Vote) ballots() (votes map[string]decision.Vote, reasons []Reason) {
	votes = map[string]decision.Vote{}
	for _, party := range v.parties() {
		for _, c := range []*asking.Circle{&v.Standing, &v.Voting} {
			if b, person := ballotOf(c, party); b.Vote != decision.Silent {
				votes[party] = b.Vote
				reasons = append(reasons, Reason{Party: party, Person: person, Vote: b.Vote, Why: b.Why})
				break
			}
			if v.lapses(c, party) {
				break // an objection that nobody upholds is none any more
			}
		}
	}
	return votes, reasons
}

// ballotOf is how a party votes in a circle, and who says so.
func ballotOf(c *asking.Circle, party string) (decision.Ballot, string) {
	for _, a := range c.Asks {
		if a.Party != party {
			continue
		}
		if b := decision.ReadValue(partnership.Answers(a.Answers()).Text(Question)); b.Vote != decision.Silent {
			return b, a.Person
		}
	}
	return decision.Ballot{}, ""
}

// lapses reports whether a party was asked whether its objection stands, with a reminder, and
// has said nothing: where silence is consent that takes it back.
func (v *Vote) lapses(c *asking.Circle, party string) bool {
	return c == &v.Standing && v.Rule.SilenceConsents && slices.Contains(silentAfterReminder(c), party)
}

// silentAfterReminder are the parties that were reminded, and have said nothing.
func silentAfterReminder(c *asking.Circle) []string {
	var list []string
	for _, a := range c.Asks {
		if b, _ := ballotOf(c, a.Party); b.Vote == decision.Silent && a.Arrived() && a.Reminded > 0 {
			list = append(list, a.Party)
		}
	}
	return list
}

// count counts the votes. Who is against it where silence is consent makes the time longer
// once, if the rule says so, and is asked whether that stands when it is over.
func (s *step) count() {
	votes, reasons := s.ballots()
	tally := decision.Count(s.Rule, s.Voters, votes, append(silentAfterReminder(&s.Voting), silentAfterReminder(&s.Standing)...)...)
	s.Tally, s.CountedAt, s.Reasons, s.news.Any = &tally, s.now, reasons, true
	switch {
	case s.Stage == Voting && s.extends(tally):
		s.Stage = Standing
		s.tellBut(tally.Against)
		s.open(Standing, s.asks(tally.Against, reminded(s.Rule.Extension)))
	case tally.Result == decision.Carried && !s.Rule.VetoWindow.IsZero():
		s.log()
		s.tellBut(s.parties())
		s.Stage = Vetoing
		s.open(Vetoing, s.asks(s.parties(), procedure.Window{Span: s.Rule.VetoWindow}))
	default:
		s.log()
		s.conclude()
	}
}

// extends reports whether an objection makes the time longer.
func (v *Vote) extends(t decision.Tally) bool {
	return v.Rule.SilenceConsents && !v.Rule.Extension.IsZero() && t.Result == decision.Rejected && len(t.Against) > 0
}

// vetoes takes the veto of a party, with its reason.
func (s *step) vetoes(person, why string) {
	party := asking.PartyOf(s.Heads, person)
	s.Veto = &Reason{Party: party, Person: person, Vote: decision.Against, Why: why}
	s.Tally.Result = decision.Vetoed
	s.log("veto", party)
	s.Vetoing.ClosedAt, s.news.Any = s.now, true
	s.conclude()
}

// conclude tells everybody what it came to, unless they know, and ends the vote.
func (s *step) conclude() {
	told := s.Stage == Vetoing && s.Veto == nil
	s.Stage = Done
	s.Decide(s.out, s.now, outcomes[s.Tally.Result], s.title())
	if !told {
		s.tellBut(nil)
	}
}

// outcomes are what the results are called as outcomes of a procedure.
var outcomes = map[decision.Result]procedure.Outcome{
	decision.Carried: procedure.OutcomeCarried, decision.Rejected: procedure.OutcomeRejected,
	decision.NoQuorum: procedure.OutcomeNoQuorum, decision.Vetoed: procedure.OutcomeVetoed,
}

// log writes the line of the log of decisions: a later one of the same key takes its place.
func (s *step) log(discriminator ...string) {
	d := procedure.Decision{
		Key: s.Workflow, Text: s.Motion.Text, Goal: s.Motion.Goal, Rule: s.Rule.ID, Method: procedure.DecidedInWriting, Result: s.Tally.Result,
		For: s.Tally.For, Against: s.Tally.Against, Abstained: s.Tally.Abstained, Silent: s.Tally.Silent, Consenting: s.Tally.Consenting,
		By: s.Motion.By, Raised: s.Motion.Raised, Decided: s.CountedAt,
	}
	if s.Veto != nil {
		d.Vetoed, d.Why, d.Decided = s.Veto.Party, s.Veto.Why, s.now
	}
	s.Note(s.out, s.now, procedure.Entry{
		Kind: procedure.EntryDecision, Goal: d.Goal, Decision: &d, Source: s.Motion.Source, Text: s.title() + ": " + string(d.Result),
	}, append([]string{string(s.Stage), string(d.Result)}, discriminator...)...)
}

// audience are those who hear what it comes to: who speaks for the parties, and who put it to
// the vote.
func (v *Vote) audience() []string {
	var people []string
	for _, h := range v.Heads {
		people = append(people, h.Person)
	}
	if v.Motion.By != procedure.Admin && v.Motion.By != "" {
		people = append(people, v.Motion.By)
	}
	return procedure.Once(people)
}

// tellBut tells everybody how it stands, but those who are asked about it for some parties:
// they read it where they are asked.
func (s *step) tellBut(parties []string) {
	var asked []string
	for _, party := range parties {
		if head, ok := s.head(party); ok {
			asked = append(asked, head.Person)
		}
	}
	for _, person := range s.audience() {
		if slices.Contains(asked, person) {
			continue
		}
		l := s.desk().Notice(person, TemplateResult).With(s.paper())
		l.Key += "/" + string(s.Tally.Result) + "/" + string(s.Stage)
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// Paper is what the mails of a vote show.
type Paper struct {
	Motion procedure.Motion         `json:"motion"`
	Rule   partnership.DecisionRule `json:"rule"`
	Stage  Stage                    `json:"stage"`
	// Voters are the parties that have a vote, Excluded those that have none.
	Voters   []decision.Voter `json:"voters"`
	Excluded []string         `json:"excluded,omitempty"`
	// Opinions are what people said of it before.
	Opinions []Reason        `json:"opinions,omitempty"`
	Tally    *decision.Tally `json:"tally,omitempty"`
	Reasons  []Reason        `json:"reasons,omitempty"`
	Veto     *Reason         `json:"veto,omitempty"`
	Moved    string          `json:"moved,omitempty"`
	At       time.Time       `json:"at,omitzero"` // of the count
}

func (v *Vote) paper() Paper {
	p := Paper{Motion: v.Motion, Rule: v.Rule, Stage: v.Stage, Voters: v.Voters, Excluded: v.Excluded, Opinions: v.Opinions, Moved: v.Moved}
	if v.Stage != Voting && v.Stage != Consulting {
		p.Tally, p.Reasons, p.Veto, p.At = v.Tally, v.Reasons, v.Veto, v.CountedAt
	}
	return p
}
