package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type milestoneDecl struct {
	header
	Title, Acceptance field[words]
	Due               field[cadence.Date]
	Owner, AcceptBy   field[ref]
	Planned           field[decimal.Decimal]
	DependsOn         field[[]field[ref]]
}

func (m *milestoneDecl) schema() schema {
	return schema{
		doc: "A dated step on the way to a goal. Its name is unique in the partnership.",
		attributes: []attribute{
			{name: "title", required: true, value: spokenLine(&m.Title, titleLimit), doc: "What is reached with it."},
			{name: "due", required: true, value: date(&m.Due), doc: "The day by which it is to be met, within the partnership's term."},
			{name: "owner", value: reference(&m.Owner, "person"), doc: "Who answers for it."},
			{name: "accept_by", value: reference(&m.AcceptBy, "person"), doc: "Who says that it is met: somebody of another party than the owner."},
			{name: "acceptance", value: spokenProse(&m.Acceptance, proseLimit), doc: "How everybody can see that it is met."},
			{name: "planned", value: number(&m.Planned, fraction), doc: "The share of the goal that is reached with it, from 0 to 1, for figures with the curve \"milestones\"."},
			{name: "depends_on", value: listOf(&m.DependsOn, milestoneRef), doc: "The milestones that have to be met before."},
		},
	}
}

// fraction accepts 0 to 1.
func fraction(d decimal.Decimal) string {
	if d.IsNegative() || d.GreaterThan(decimal.New(1, 0)) {
		return fmt.Sprintf("%s was found, but a share from 0 to 1 is wanted.", d)
	}
	return ""
}

func (m *milestoneDecl) check(s *scope) {
	owned, accepted := s.resolve(m.Owner, &m.header), s.resolve(m.AcceptBy, &m.header)
	s.resolveAll(m.DependsOn, &m.header)
	s.withinTerm(m.Due, &m.header)
	if !owned || !accepted {
		return
	}
	owner, judge := m.Owner.value.name, m.AcceptBy.value.name
	if party := s.partyOf[owner]; party == s.partyOf[judge] {
		s.report(codeWrongParty, m.at(m.AcceptBy.at), "%q and the owner %q both belong to the party %q, so nobody else would see that the milestone is met. Name somebody of another party.",
			judge, owner, party)
	}
}

func (m *milestoneDecl) compile(s *scope) partnership.Milestone {
	return partnership.Milestone{
		ID: m.name, Title: s.say(m.Title), Due: m.Due.value,
		Owner: m.Owner.value.name, AcceptBy: m.AcceptBy.value.name,
		Acceptance: s.say(m.Acceptance), Planned: m.Planned.pointer(),
		DependsOn: namesOf(m.DependsOn),
	}
}

// checkDependencies reports milestones that wait for each other, each circle
// once, at the dependency that closes it.
func (s *scope) checkDependencies(milestones []*milestoneDecl) {
	c := circles{scope: s, depth: map[string]int{}}
	for _, m := range milestones {
		if c.depth[m.name] == 0 && s.milestones[m.name] == m {
			c.visit(m)
		}
	}
}

// circles walks from milestones to what they depend on.
type circles struct {
	*scope
	way   []string       // the milestones from the first to the present one
	depth map[string]int // their places on the way, from 1; done for those left behind
}

const done = -1

func (c *circles) visit(m *milestoneDecl) {
	c.way = append(c.way, m.name)
	c.depth[m.name] = len(c.way)
	for _, f := range m.DependsOn.value {
		next := c.milestones[f.value.name]
		switch at := c.depth[f.value.name]; {
		case next == nil || at == done:
		case at > 0:
			c.report(codeCycle, m.at(f.at), "The milestones wait for each other: %s. Remove one of the dependencies.", circle(c.way[at-1:]))
		default:
			c.visit(next)
		}
	}
	c.way = c.way[:len(c.way)-1]
	c.depth[m.name] = done
}

// circle spells who waits for whom; of a large one only the beginning.
func circle(names []string) string {
	const shown = 6
	var words []string
	for _, name := range names[:min(shown, len(names))] {
		words = append(words, strconv.Quote(name))
	}
	if len(names) > shown {
		words = append(words, "...")
	}
	return strings.Join(append(words, strconv.Quote(names[0])), " → ")
}
