package lifecycle

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// phrasesVote word what is said to somebody who puts something to the vote, or writes about
// one that is over.
const phrasesVote procedure.Template = "vote"

// longestVote is how long a vote may take, with a veto and an objection.
const longestVote = 365 * 24 * time.Hour

// callVote begins a vote, and returns its workflow ID.
func (p *Partnership) callVote(out *procedure.Out, m procedure.Motion, now time.Time) string {
	p.Votes++
	m.Raised = now
	if p.Leaving.Defaulting != "" {
		m.Excluded = []string{p.Leaving.Defaulting}
	}
	until := now.Add(longestVote)
	o := procedure.Occasion{
		Type: procedure.Vote, Noun: procedure.NounVote, Name: strconv.Itoa(p.Votes), Date: cadence.DateOf(p.here(now)).String(), At: now,
		Closes: until, Until: until, Agreed: true, Terms: m.Text, Asks: []procedure.AskTimes{},
	}
	p.beginWith(out, procedure.Brief{Motion: &m, Occasion: o}, now)
	p.Running[len(p.Running)-1].Agreed = false // a pause holds it
	return o.Workflow(p.Declared.Slug)
}

// hearsVote puts something to the vote for somebody who leads a party, or says why it can't
// be.
func (p *Partnership) hearsVote(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	motion, why := p.motionOf(h, now)
	if why == "" {
		p.wrote(out, h, n, p.name(h.Person)+" puts something to the vote: "+motion.Text, now)
		p.callVote(out, motion, now)
		why = "vote-called"
	} else {
		p.wrote(out, h, n, p.name(h.Person)+" wants a vote, which comes to nothing: "+why, now)
	}
	l := p.notice(procedure.TemplateReceipt, h.Person, now)
	l.Key, l.Form, l.Phrases, l.Urgent, l.InReplyTo = fmt.Sprintf("vote/%s/%d", h.Reply, n), procedure.FormReceipt, phrasesVote, true, h.Source
	l.Explained = []procedure.Explanation{{Why: why, Item: motion.Text}}
	if why == "vote-rule" {
		l.Explained[0].Item = strings.Join(p.ruleNames(), ", ")
	}
	out.Add(procedure.Send{Letter: l})
}

// motionOf reads what somebody puts to the vote, and says why it can't be where it can't.
func (p *Partnership) motionOf(h procedure.Heard, now time.Time) (m procedure.Motion, why string) {
	m, known := p.readMotion(h.Argument)
	m.By, m.Source = h.Person, h.Source
	switch {
	case !p.leadsParty(h.Person):
		return m, "vote-not-lead"
	case !p.lives() || p.ends(now):
		return m, "vote-not-begun"
	case !known:
		return m, "vote-rule"
	case partnership.SaysNothing(m.Text):
		return m, "vote-what"
	case p.votesOn(m.Text):
		return m, "vote-again"
	}
	return m, ""
}

// votesOn reports whether a vote on the same words is open: the same mail twice begins nothing.
func (p *Partnership) votesOn(text string) bool {
	return slices.ContainsFunc(p.Running, func(r Running) bool { return r.Type == procedure.Vote && r.waits() && r.Terms == text })
}

// serves is the goal that a proposal names at its end: "(goal: households)".
var serves = regexp.MustCompile(`(?i)\s*\((?:for\s+the\s+)?(?:goal|цель)\s*:?\s*([^()]+)\)\s*[.!]?\s*$`)

// readMotion reads "rule: text (goal: name)". The rule may be left out where there is one, or
// none; it is unknown where several are and none of them is named.
func (p *Partnership) readMotion(argument string) (m procedure.Motion, known bool) {
	text := strings.Join(strings.Fields(argument), " ")
	if rule, rest, found := strings.Cut(text, ":"); found {
		if id, ok := p.ruleCalled(rule); ok {
			m.Rule, text, known = id, strings.TrimSpace(rest), true
		}
	}
	if !known && len(p.Declared.DecisionRules) <= 1 {
		known = true
		for _, r := range p.Declared.DecisionRules {
			m.Rule = r.ID
		}
	}
	m.Text = text
	if found := serves.FindStringSubmatchIndex(text); found != nil {
		if goal, ok := p.goalCalled(text[found[2]:found[3]]); ok {
			m.Goal, m.Text = goal, strings.TrimSpace(text[:found[0]])
		}
	}
	return m, known
}

// ruleCalled finds a decision rule by its name.
func (p *Partnership) ruleCalled(name string) (string, bool) {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"«»„“”'`))
	for _, r := range p.Declared.DecisionRules {
		if strings.ToLower(r.ID) == name || strings.ReplaceAll(strings.ToLower(r.ID), "-", " ") == name {
			return r.ID, true
		}
	}
	return "", false
}

// goalCalled finds a goal by its name.
func (p *Partnership) goalCalled(name string) (string, bool) {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"«»„“”'`))
	for _, g := range p.Declared.Goals {
		if strings.ToLower(g.ID) == name || strings.ReplaceAll(strings.ToLower(g.ID), "-", " ") == name {
			return g.ID, true
		}
	}
	return "", false
}

func (p *Partnership) ruleNames() []string {
	var names []string
	for _, r := range p.Declared.DecisionRules {
		names = append(names, r.ID)
	}
	return names
}

// checkVote refuses a vote that cannot be.
func (p *Partnership) checkVote(cmd procedure.Command, now time.Time) error {
	subject := fmt.Sprintf("%s of %s", cmd.Name, p.Declared.Slug)
	_, ruled := p.ruleCalled(cmd.Rule)
	_, serving := p.goalCalled(cmd.Goal)
	switch {
	case strings.TrimSpace(cmd.What) == "":
		return fmt.Errorf(`%s: say in "what" on what is to be voted`, subject)
	case !p.lives() || p.ends(now):
		return fmt.Errorf("%s: the partnership is %s", subject, p.Phase)
	case p.Phase == PhaseSuspended:
		return fmt.Errorf("%s: the partnership is paused; resume it first", subject)
	case cmd.Rule == "" && len(p.Declared.DecisionRules) > 1, cmd.Rule != "" && !ruled:
		return fmt.Errorf(`%s: "rule" is none of those declared: %s`, subject, cmp.Or(strings.Join(p.ruleNames(), ", "), "none are, so leave it out for a majority of the votes"))
	case cmd.Goal != "" && !serving:
		return fmt.Errorf("%s: there is no goal %q", subject, cmd.Goal)
	case p.votesOn(strings.Join(strings.Fields(cmd.What), " ")):
		return fmt.Errorf("%s: a vote on these words is open", subject)
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`%s: say why in "reason"; it is kept in the journal`, subject)
	}
	return nil
}

// commandVote puts something to the vote for an admin.
func (p *Partnership) commandVote(out *procedure.Out, cmd procedure.Command, now time.Time) {
	m := procedure.Motion{Text: strings.Join(strings.Fields(cmd.What), " "), By: procedure.Admin}
	m.Rule, _ = p.ruleCalled(cmd.Rule)
	m.Goal, _ = p.goalCalled(cmd.Goal)
	if m.Rule == "" && len(p.Declared.DecisionRules) == 1 {
		m.Rule = p.Declared.DecisionRules[0].ID
	}
	p.record(out, now, procedure.EntryCommand, "An admin puts something to the vote: "+m.Text+" ("+strings.TrimSpace(cmd.Reason)+")")
	out.Add(procedure.Respond{Text: p.callVote(out, m, now)})
}
