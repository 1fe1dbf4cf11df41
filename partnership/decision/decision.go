// Package decision counts how the parties decide together: who has to be there, how much
// each vote weighs, when a proposal is carried, and what stops one that was (domain 2.13,
// procedures 6). It knows no mail and no clock.
package decision

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// Vote is what a party says of a proposal. Values are written into histories.
type Vote string

// The votes. Silent is a party that has said nothing.
const (
	For     Vote = "for"
	Against Vote = "against"
	Abstain Vote = "abstain"
	Silent  Vote = ""
)

// Voter is a party with what its vote weighs.
type Voter struct {
	Party  string          `json:"party"`
	Weight decimal.Decimal `json:"weight"`
}

// Voters are the parties of a spec with their voting weights, 1 where none is declared, in
// the order of the spec.
func Voters(s partnership.Spec) []Voter {
	var list []Voter
	for _, p := range s.Parties {
		v := Voter{Party: p.ID, Weight: decimal.NewFromInt(1)}
		if p.VotingWeight != nil {
			v.Weight = *p.VotingWeight
		}
		list = append(list, v)
	}
	return list
}

// Quorum is whether enough of the parties are there to decide.
type Quorum struct {
	Present decimal.Decimal `json:"present"` // weight of those who are there
	All     decimal.Decimal `json:"all"`     // weight of all parties
	// Missing are the parties that are not there, in the order of the spec.
	Missing []string `json:"missing,omitempty"`
	Reached bool     `json:"reached"`
}

// QuorumOf holds those who are there against a rule: the share of all votes that it asks
// for, and with one_per_party somebody of each party. Without either nobody has to be there,
// but somebody must.
func QuorumOf(rule partnership.DecisionRule, voters []Voter, present []string) Quorum {
	var q Quorum
	for _, v := range voters {
		q.All = q.All.Add(v.Weight)
		if slices.Contains(present, v.Party) {
			q.Present = q.Present.Add(v.Weight)
		} else {
			q.Missing = append(q.Missing, v.Party)
		}
	}
	q.Reached = q.Present.IsPositive() && reaches(q.Present, q.All, rule.Quorum) && (!rule.OnePerParty || len(q.Missing) == 0)
	return q
}

// Tally is a vote as counted.
type Tally struct {
	For       []string `json:"for,omitempty"` // parties, in the order of the spec
	Against   []string `json:"against,omitempty"`
	Abstained []string `json:"abstained,omitempty"`
	Silent    []string `json:"silent,omitempty"`
	// Consenting are those of For who have said nothing, where the rule takes that for a yes.
	Consenting []string        `json:"consenting,omitempty"`
	Yes        decimal.Decimal `json:"yes"` // weight of For
	No         decimal.Decimal `json:"no"`  // weight of Against
	Quorum     Quorum          `json:"quorum"`
	Result     Result          `json:"result"`
}

// Result is what a vote comes to. Values are written into histories and the journal.
type Result string

// The results.
const (
	Carried  Result = "carried"
	Rejected Result = "rejected"
	NoQuorum Result = "no_quorum"
	// Vetoed was carried, and a party says that its own interests are touched.
	Vetoed Result = "vetoed"
)

// Count counts the votes of the parties under a rule. Who abstains is there and on neither
// side: a majority is one of the votes cast, as is usual (DESCA). Without a declared majority
// there have to be more votes for the proposal than against it. Where the rule takes silence
// for consent, those who are silent and were reminded are for it.
func Count(rule partnership.DecisionRule, voters []Voter, votes map[string]Vote, reminded ...string) Tally {
	var t Tally
	var present []string
	for _, v := range voters {
		vote := votes[v.Party]
		if vote == Silent && rule.SilenceConsents && slices.Contains(reminded, v.Party) {
			vote, t.Consenting = For, append(t.Consenting, v.Party)
		}
		if vote != Silent {
			present = append(present, v.Party)
		}
		switch vote {
		case For:
			t.For, t.Yes = append(t.For, v.Party), t.Yes.Add(v.Weight)
		case Against:
			t.Against, t.No = append(t.Against, v.Party), t.No.Add(v.Weight)
		case Abstain:
			t.Abstained = append(t.Abstained, v.Party)
		case Silent:
			t.Silent = append(t.Silent, v.Party)
		}
	}
	t.Quorum = QuorumOf(rule, voters, present)
	t.Result = t.result(rule)
	return t
}

func (t Tally) result(rule partnership.DecisionRule) Result {
	cast := t.Yes.Add(t.No)
	switch {
	case !t.Quorum.Reached:
		return NoQuorum
	case !t.Yes.GreaterThan(decimal.Zero):
		return Rejected
	case rule.Majority == nil && t.Yes.GreaterThan(t.No), rule.Majority != nil && reaches(t.Yes, cast, rule.Majority):
		return Carried
	default:
		return Rejected
	}
}

// near is how far a declared share may be from the fraction that it stands for: two thirds
// are written with some digits.
var near = decimal.New(5, -4)

// reaches reports whether some are at least a share of all; any are where no share is wanted.
func reaches(some, all decimal.Decimal, share *decimal.Decimal) bool {
	return share == nil || some.GreaterThanOrEqual(share.Sub(near).Mul(all))
}
