package revision

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// spec is the new spec with all that waits as it was. What is material in every case is
// the old one's; the table of classes says what that is.
func (h halves) spec() partnership.Spec {
	old, s := h.old, h.new
	s.Slug, s.Purpose, s.Start, s.End, s.Currency, s.Budget, s.DiscountRate = old.Slug, old.Purpose, old.Start, old.End, old.Currency, old.Budget, old.DiscountRate
	s.Calendars = blocks(h, "", "calendar", old.Calendars, s.Calendars, func(c cadence.Calendar) string { return c.Name }, whole[cadence.Calendar](h))
	s.Parties = blocks(h, "", "party", old.Parties, s.Parties, func(p partnership.Party) string { return p.ID }, h.party)
	s.Competing = blocks(h, "", "competing", old.Competing, s.Competing, func(c partnership.Competing) string { return c.ID }, h.competing)
	s.Areas = blocks(h, "", "area", old.Areas, s.Areas, func(a partnership.Area) string { return a.ID }, whole[partnership.Area](h))
	s.Resources = blocks(h, "", "resource", old.Resources, s.Resources, func(r partnership.Resource) string { return r.ID }, whole[partnership.Resource](h))
	s.Goals = blocks(h, "", "goal", old.Goals, s.Goals, func(g partnership.Goal) string { return g.ID }, h.goal)
	s.Experiments = blocks(h, "", "experiment", old.Experiments, s.Experiments, func(e partnership.Experiment) string { return e.ID }, whole[partnership.Experiment](h))
	s.CheckIns = blocks(h, "", "check_in", old.CheckIns, s.CheckIns, func(c partnership.CheckIn) string { return c.ID }, whole[partnership.CheckIn](h))
	s.Meetings = blocks(h, "", "meeting", old.Meetings, s.Meetings, func(m partnership.Meeting) string { return m.ID }, whole[partnership.Meeting](h))
	s.Surveys = blocks(h, "", "survey", old.Surveys, s.Surveys, func(v partnership.Survey) string { return v.ID }, whole[partnership.Survey](h))
	s.Ideas = blocks(h, "", "ideas", old.Ideas, s.Ideas, func(i partnership.Ideas) string { return i.ID }, whole[partnership.Ideas](h))
	s.Reviews = blocks(h, "", "review", old.Reviews, s.Reviews, func(r partnership.Review) string { return r.ID }, whole[partnership.Review](h))
	s.Reports = blocks(h, "", "report", old.Reports, s.Reports, func(r partnership.Report) string { return r.ID }, whole[partnership.Report](h))
	s.Escalations = blocks(h, "", "escalation", old.Escalations, s.Escalations, func(e partnership.Escalation) string { return e.ID }, h.escalation)
	s.Corrections, s.Conflict = old.Corrections, old.Conflict
	s.DecisionRules = blocks(h, "", "decision_rule", old.DecisionRules, s.DecisionRules, func(d partnership.DecisionRule) string { return d.ID }, h.decisionRule)
	s.Guards = blocks(h, "", "guard", old.Guards, s.Guards, func(g partnership.Guard) string { return g.ID }, whole[partnership.Guard](h))
	s.Exit = h.exit()
	s.Phrases = h.phrases(s)
	return s
}

func (h halves) party(at partnership.Path, old, p partnership.Party) partnership.Party {
	p.LegalName, p.Share, p.VotingWeight = old.LegalName, old.Share, old.VotingWeight
	p.People = blocks(h, at, "person", old.People, p.People, func(p partnership.Person) string { return p.ID }, h.person)
	p.Interests = blocks(h, at, "interest", old.Interests, p.Interests, func(i partnership.Interest) string { return i.ID }, whole[partnership.Interest](h))
	p.Contributes, p.Expects = old.Contributes, old.Expects
	p.Obligations = blocks(h, at, "obligation", old.Obligations, p.Obligations, func(o partnership.Obligation) string { return o.ID }, h.obligation)
	return p
}

func (h halves) person(at partnership.Path, old, p partnership.Person) partnership.Person {
	keep(h, at, "email", &p.Email, old.Email)
	keep(h, at, "also", &p.Also, old.Also)
	keep(h, at, "roles", &p.Roles, old.Roles)
	keep(h, at, "deputy", &p.Deputy, old.Deputy)
	return p
}

func (h halves) obligation(at partnership.Path, old, o partnership.Obligation) partnership.Obligation {
	owner := o.Owner
	o = old
	o.Owner = owner
	keep(h, at, "owner", &o.Owner, old.Owner)
	return o
}

func (h halves) competing(at partnership.Path, old, c partnership.Competing) partnership.Competing {
	c.JointGoal = old.JointGoal
	keep(h, at, "interests", &c.Interests, old.Interests)
	return c
}

func (h halves) goal(at partnership.Path, old, g partnership.Goal) partnership.Goal {
	g.Statement, g.Kind, g.Start, g.Due, g.Weight, g.Beneficiaries = old.Statement, old.Kind, old.Start, old.Due, old.Weight, old.Beneficiaries
	keep(h, at, "owner", &g.Owner, old.Owner)
	keep(h, at, "serves", &g.Serves, old.Serves)
	g.KPIs = blocks(h, at, "kpi", old.KPIs, g.KPIs, func(k partnership.KPI) string { return k.ID }, h.kpi)
	g.Milestones = blocks(h, at, "milestone", old.Milestones, g.Milestones, func(m partnership.Milestone) string { return m.ID }, h.milestone)
	return g
}

func (h halves) kpi(at partnership.Path, old, k partnership.KPI) partnership.KPI {
	new := k
	k = old
	k.Title, k.Perspective, k.Reporters = new.Title, new.Perspective, new.Reporters
	keep(h, at, "reporters", &k.Reporters, old.Reporters)
	return k
}

func (h halves) milestone(at partnership.Path, old, m partnership.Milestone) partnership.Milestone {
	m.Due, m.Acceptance, m.Planned, m.DependsOn = old.Due, old.Acceptance, old.Planned, old.DependsOn
	keep(h, at, "owner", &m.Owner, old.Owner)
	keep(h, at, "accept_by", &m.AcceptBy, old.AcceptBy)
	return m
}

// escalation keeps the rungs and their order; whom they tell may change.
func (h halves) escalation(at partnership.Path, old, e partnership.Escalation) partnership.Escalation {
	declared := e.Steps
	e.Steps = nil
	for _, s := range old.Steps {
		for _, new := range declared {
			if new.ID == s.ID {
				s = h.step(at.Block("step", s.ID), s, new)
			}
		}
		e.Steps = append(e.Steps, s)
	}
	return e
}

func (h halves) step(at partnership.Path, old, s partnership.EscalationStep) partnership.EscalationStep {
	s.After = old.After
	keep(h, at, "notify", &s.Owner, old.Owner)
	keep(h, at, "notify", &s.Notify, old.Notify)
	return s
}

func (h halves) decisionRule(_ partnership.Path, old, d partnership.DecisionRule) partnership.DecisionRule {
	d.Quorum, d.Majority, d.OnePerParty, d.VetoWindow, d.WrittenProcedure, d.Consultation = old.Quorum, old.Majority, old.OnePerParty, old.VetoWindow, old.WrittenProcedure, old.Consultation
	d.CurePeriod, d.Extension, d.SilenceConsents = old.CurePeriod, old.Extension, old.SilenceConsents
	return d
}

// exit keeps the way out; who carries its tasks out may change.
func (h halves) exit() *partnership.Exit {
	if h.old.Exit == nil || h.new.Exit == nil {
		return h.old.Exit
	}
	e := *h.old.Exit
	e.Tasks = nil
	for _, t := range h.old.Exit.Tasks {
		for _, new := range h.new.Exit.Tasks {
			if new.ID == t.ID {
				owner := t.Owner
				t.Owner = new.Owner
				keep(h, partnership.Path("exit").Block("task", t.ID), "owner", &t.Owner, owner)
			}
		}
		e.Tasks = append(e.Tasks, t)
	}
	return &e
}
