package ideas

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// ended goes on when the people of a stage have had their time, or have all answered.
func (s *step) ended() {
	s.Moved = ""
	s.closed()
}

// closed goes on with the next stage.
func (s *step) closed() {
	switch s.Stage {
	case Proposing:
		s.gathered()
	case Weighing:
		s.Wonders = true
		s.out.Add(procedure.Tally{Questions: s.weights(wording.English().Ideas), Groups: s.groups()})
	case Deciding:
		s.conclude()
	case Done:
	}
}

// learned takes what the round has wondered about.
func (s *step) learned(ev procedure.Event) {
	switch ev.Kind {
	case procedure.Looked:
		s.opened(*ev.Examined)
	case procedure.Tallied:
		s.weighed(*ev.Tally)
	default: // nothing else is wondered about
	}
}

// gathered opens the seal: which proposals say something, and which the same. They stand in
// an order that says nothing of who made them.
func (s *step) gathered() {
	asked, answered := s.Proposing.Counts()
	s.news.Any = true
	s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactClosed, Of: s.Workflow, At: s.now, Asked: asked, Answered: answered})
	switch {
	case asked == 0 && answered == 0:
		s.news.Facts = append(s.news.Facts, procedure.Fact{Kind: procedure.FactUndelivered, Of: s.Workflow, At: s.now})
		s.Decide(s.out, s.now, procedure.OutcomeUndelivered, s.title())
		return
	case answered == 0:
		s.Decide(s.out, s.now, procedure.OutcomeMissed, s.title())
		return
	}
	var of []procedure.Writing
	for _, w := range s.Written {
		if w.Part != QuestionExpect {
			of = append(of, w)
		}
	}
	slices.SortFunc(of, func(a, b procedure.Writing) int { return strings.Compare(place(a), place(b)) })
	for n := range of {
		of[n].Part = QuestionProposal // any of them can say what another says
	}
	s.Wonders = true
	s.out.Add(procedure.Examine{Of: of, Sort: true})
}

// place is where a writing stands in an order that nobody has made.
func place(w procedure.Writing) string { return procedure.ContentID(w.Ask, w.Part) }

// opened takes which proposals there are, with the joint goals of competing interests, and
// asks everybody what they mean to them.
func (s *step) opened(found procedure.Examined) {
	for _, group := range found.Groups {
		var p Proposal
		for _, n := range group {
			p.Writings = append(p.Writings, found.Of[n])
		}
		s.Proposals = append(s.Proposals, p)
	}
	for _, id := range s.Competing {
		s.Proposals = append(s.Proposals, Proposal{Competing: id})
	}
	s.news.Any = true
	if len(s.Proposals) == 0 {
		s.Decide(s.out, s.now, procedure.OutcomeMissed, s.title())
		return
	}
	var asks []asking.Ask
	for _, m := range s.Members {
		a := m.Ask(s.Window)
		a.Questions = s.weights(wording.In(m.Language).Ideas)
		asks = append(asks, a)
	}
	s.open(Weighing, asks)
}

// groups are the asks of the people of each party.
func (i *Ideas) groups() []procedure.TallyGroup {
	var list []procedure.TallyGroup
	for _, party := range i.parties() {
		g := procedure.TallyGroup{Name: party}
		for _, a := range i.Weighing.Asks {
			if a.Party == party {
				g.Asks = append(g.Asks, a.ID)
			}
		}
		list = append(list, g)
	}
	return list
}

// parties are those that take part, in the order in which they were asked.
func (i *Ideas) parties() []string {
	var list []string
	for _, a := range i.Proposing.Asks {
		list = append(list, a.Party)
	}
	for _, h := range i.Heads {
		list = append(list, h.Party)
	}
	return procedure.Once(list)
}

// weighed takes what each party has given, and asks who leads them what becomes of it.
func (s *step) weighed(t procedure.Tallies) {
	for _, g := range s.groups() {
		s.Given = append(s.Given, s.givenBy(g.Name, t))
	}
	s.open(Deciding, s.askHeads())
}

// givenBy is what a party's people have given, of what was counted.
func (i *Ideas) givenBy(party string, t procedure.Tallies) significance.Party {
	given := significance.Party{ID: party, Marks: make([][significance.Highest]int, len(i.Proposals))}
	for _, q := range t.Questions {
		if q.Group != party {
			continue
		}
		if q.Question == QuestionFirst {
			for _, v := range q.Values {
				if firsts, why := significance.ReadFirsts(v.Value, len(i.Proposals)); why == "" {
					given.Firsts = append(given.Firsts, slices.Repeat([][]int{firsts}, v.N)...)
				}
			}
			continue
		}
		for n := range i.Proposals {
			if q.Question == MarkOf(n+1) {
				given.Marks[n] = marks(q.Values)
			}
		}
	}
	return given
}

// marks counts how often each mark was given.
func marks(values []procedure.TalliedValue) (list [significance.Highest]int) {
	for _, v := range values {
		if len(v.Value) == 1 && v.Value[0] >= '0'+significance.Lowest && v.Value[0] <= '0'+significance.Highest {
			list[v.Value[0]-'0'-significance.Lowest] += v.N
		}
	}
	return list
}

// askHeads asks who speaks for each party and can be reached, the first of each.
func (s *step) askHeads() []asking.Ask {
	var asks []asking.Ask
	for _, party := range s.parties() {
		of := slices.DeleteFunc(slices.Clone(s.Heads), func(h asking.Member) bool { return h.Party != party })
		there := slices.IndexFunc(of, func(h asking.Member) bool {
			return s.Reaches(h.Person)
		})
		if len(of) == 0 {
			continue
		}
		head := of[max(0, there)]
		a := head.Ask(decideWindow())
		a.Questions = s.decisions(wording.In(head.Language).Ideas)
		asks = append(asks, a)
	}
	return asks
}

// Said is what a party says of a proposal, by whom.
type Said struct {
	Party  string `json:"party"`
	Person string `json:"person,omitempty"`
	significance.Verdict
}

// verdicts are what the parties say of a proposal, by its number. Who speaks for a party
// counts before a deputy.
func (i *Ideas) verdicts(number int) []Said {
	var list []Said
	for _, party := range i.parties() {
		said := Said{Party: party}
		for _, own := range []bool{true, false} {
			for _, a := range i.Deciding.Asks {
				if a.Party != party || (a.For == "") != own || said.Decision != significance.Undecided {
					continue
				}
				if v := significance.ReadValue(partnership.Answers(a.Answers()).Text(DecisionOf(number))); v.Decision != significance.Undecided {
					said.Person, said.Verdict = a.Person, v
				}
			}
		}
		list = append(list, said)
	}
	return list
}

// decision is what the parties' verdicts on a proposal come to.
func decision(said []Said) significance.Decision {
	var list []significance.Verdict
	for _, s := range said {
		list = append(list, s.Verdict)
	}
	return significance.Together(list)
}

// conclude tells everybody what came of every proposal, and has the partnership keep it.
func (s *step) conclude() {
	if s.Deciding.ClosedAt.IsZero() {
		s.Deciding.ClosedAt = s.now
	}
	outcome := procedure.OutcomeDecided
	if slices.ContainsFunc(s.Deciding.Asks, func(a asking.Ask) bool { return !a.Complete() && !a.Covered && a.LeftWith == "" }) || len(s.Deciding.Asks) == 0 {
		outcome = procedure.OutcomePartial
	}
	s.Decide(s.out, s.now, outcome, s.title())
	s.Stage, s.Told, s.news.Any = Done, true, true
	s.tell()
	s.course = &procedure.Course{Type: Type, Name: s.keptAs(), Outcome: s.Decided, At: s.now, Kept: procedure.Encode(s.Round())}
}

// keptAs names what is kept of the round: each of a name by its day.
func (i *Ideas) keptAs() string { return i.Occasion.Name + "/" + i.Occasion.Date }

// tell lets everybody know who took part or leads a party.
func (s *step) tell() {
	people := s.Proposing.Audience()
	for _, a := range s.Deciding.Asks {
		if !a.Left() {
			people = append(people, a.Person)
		}
	}
	d := s.desk()
	for _, person := range procedure.Once(people) {
		b := s.board()
		b.Own = s.proposedBy(person)
		l := d.Notice(person, TemplateDecided).With(b)
		l.Writings = s.writings()
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

// proposedBy are the numbers of what a person has proposed.
func (i *Ideas) proposedBy(person string) []int {
	var list []int
	for n, p := range i.Proposals {
		if slices.ContainsFunc(p.Writings, func(w procedure.Writing) bool { return w.By == person }) {
			list = append(list, n+1)
		}
	}
	return list
}
