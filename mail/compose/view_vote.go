package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
)

func voteViewers() []templateViewer {
	var list []templateViewer
	for _, t := range vote.Kind().Templates {
		list = append(list, templateViewer{t, viewVote})
	}
	return list
}

// voteView fills the phrases of a vote.
type voteView struct {
	// Text is what is put to the vote, By whom, if it was not an admin, and Goal the one that it
	// serves.
	Text, By, Goal string
	// Party is the one for which the reader votes.
	Party string
	// Quorum and Majority are shares of the votes, All says that nobody may be against it, and
	// Each that every party has to take part.
	Quorum, Majority string
	All, Each        bool
	// Silence says that no answer is taken for a yes. Veto and Extension are how long what was
	// carried can be stopped, and how much longer an objection makes the time.
	Silence         bool
	Veto, Extension string
	// Weights are what the votes weigh, where that differs, and Excluded who has none.
	Weights, Excluded string
	// Stage is how far it has come, and Result what it came to.
	Stage, Result string
	// The parties by how they voted.
	For, Consenting, Against, Abstained, Silent string
	// VetoedBy is the party that stopped it, and VetoWhy what it says.
	VetoedBy, VetoWhy string
	// Moved is why an admin ended the part before.
	Moved string
}

// voteReason is what a party says beside its vote.
type voteReason struct{ Who, Party, Vote, Why string }

func viewVote(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var p vote.Paper
	if len(content) > 0 {
		if err := json.Unmarshal(content, &p); err != nil {
			return nil, nil, fmt.Errorf("read what is put to the vote: %w", err)
		}
	}
	v := voteView{
		Text: w.sentence(p.Motion.Text), Party: w.partyOf(w.letter.Person), Stage: string(p.Stage), Moved: w.sentence(p.Moved),
		Each: p.Rule.OnePerParty, Silence: p.Rule.SilenceConsents, Weights: w.weights(p.Voters), Excluded: w.partiesOf(p.Excluded),
	}
	if p.Motion.By != procedure.Admin {
		v.By = w.who(p.Motion.By)
	}
	if p.Motion.Goal != "" {
		v.Goal = w.sentence(w.goal(p.Motion.Goal))
	}
	v.byRule(w, p.Rule)
	if t := p.Tally; t != nil {
		v.Result = string(t.Result)
		v.For, v.Consenting, v.Against = w.partiesOf(t.For), w.partiesOf(t.Consenting), w.partiesOf(t.Against)
		v.Abstained, v.Silent = w.partiesOf(t.Abstained), w.partiesOf(t.Silent)
	}
	if p.Veto != nil {
		v.VetoedBy, v.VetoWhy = w.party(p.Veto.Party), w.sentence(p.Veto.Why)
	}
	return v, w.reasons(p), nil
}

// byRule fills in what the rule says.
func (v *voteView) byRule(w letterWriter, rule partnership.DecisionRule) {
	share := func(d *decimal.Decimal) string {
		if d == nil {
			return ""
		}
		return w.catalog.locale.Fraction(*d)
	}
	span := func(s cadence.Span) string {
		if s.IsZero() {
			return ""
		}
		return w.catalog.locale.Span(s)
	}
	v.Quorum, v.Majority = share(rule.Quorum), share(rule.Majority)
	v.All = rule.Majority != nil && rule.Majority.Equal(decimal.NewFromInt(1))
	v.Veto, v.Extension = span(rule.VetoWindow), span(rule.Extension)
}

// sentence is what somebody wrote, as quoted and ended like a sentence.
func (w letterWriter) sentence(text string) string {
	text = strings.TrimRight(oneLine(text), ".")
	if text == "" {
		return ""
	}
	return w.catalog.locale.quote(w.catalog.locale.Quoted(text)) + "."
}

// partiesOf lists some parties by their names.
func (w letterWriter) partiesOf(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, w.party(id))
	}
	return w.catalog.locale.List(names)
}

// weights are what the votes of the parties weigh, where that differs.
func (w letterWriter) weights(voters []decision.Voter) string {
	one := decimal.NewFromInt(1)
	if !slices.ContainsFunc(voters, func(v decision.Voter) bool { return !v.Weight.Equal(one) }) {
		return ""
	}
	var list []string
	for _, v := range voters {
		list = append(list, w.party(v.Party)+" "+w.catalog.locale.Number(v.Weight))
	}
	return w.catalog.locale.List(list)
}

// reasons are what people said before the vote, and the parties beside their votes.
func (w letterWriter) reasons(p vote.Paper) []noticeLine {
	if w.letter.Responds() {
		return nil
	}
	var lines []noticeLine
	for _, r := range p.Opinions {
		lines = append(lines, noticeLine{"vote-opinion", voteReason{Who: w.who(r.Person), Party: w.party(r.Party), Why: w.catalog.locale.quote(r.Why)}})
	}
	for _, r := range p.Reasons {
		if r.Why != "" {
			word := w.catalog.locale.ballot(decision.Ballot{Vote: r.Vote})
			lines = append(lines, noticeLine{"vote-reason", voteReason{w.who(r.Person), w.party(r.Party), word, w.catalog.locale.quote(r.Why)}})
		}
	}
	return lines
}

// ballot is a vote in the reader's words.
func (l locale) ballot(b decision.Ballot) string {
	word := ""
	switch {
	case b.Veto:
		word = l.Vote.Veto
	case b.Vote == decision.For:
		word = l.Vote.For
	case b.Vote == decision.Against:
		word = l.Vote.Against
	case b.Vote == decision.Abstain:
		word = l.Vote.Abstain
	}
	if b.Why == "" || word == "" {
		return word
	}
	return word + ": " + l.quote(b.Why)
}
