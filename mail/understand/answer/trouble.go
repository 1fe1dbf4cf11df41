package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// trouble reads a clause that names trouble: there is some, or there is none.
func (p *part) trouble(items []talk.Item, q *question) bool {
	if !p.has(talk.Objection, talk.Hindrance) {
		return false
	}
	none := p.has(talk.No, talk.Nothing, talk.Silence, talk.NotYet)
	p.markTrouble(items, q, none)
	switch {
	case p.is(markUnknown):
	case q.aim.ofTrouble() && !none && p.exists(items, q):
		p.marks &^= markLimited | markStrange
		p.marks |= markPlain
		p.votes = append(p.votes, voteYes)
	case none && (p.has(talk.Objection) || q.aim.ofTrouble()):
		p.add(talk.Silence, q)
		for _, s := range p.senses {
			if besideNoTrouble[s] {
				p.add(s, q)
			}
		}
	case !none:
		p.marks |= markBare | markAgainst
	}
	return true
}

// besideNoTrouble are the senses that answer beside "no remarks", too.
var besideNoTrouble = sensesOf(talk.Assent, talk.Okay, talk.Refusal, talk.Done, talk.Undone, talk.EchoDone, talk.Surely, talk.True)

// exists reports whether a clause says that there is what it names.
func (p *part) exists(items []talk.Item, q *question) bool {
	return p.has(talk.Yes, talk.Exists) || slices.ContainsFunc(items, func(i talk.Item) bool {
		return existence[i.Text] || q.past && (i.Sense == talk.Was || i.Text == "there was" || i.Text == "there were")
	})
}

// markTrouble marks what limits that there is none.
func (p *part) markTrouble(items []talk.Item, q *question, none bool) {
	for _, s := range p.senses {
		p.marks |= senseMarks[s] & (markUnknown | markReason)
	}
	p.mark(markStrange|markDenied, p.has(talk.Not))
	p.mark(markStrange, p.has(talk.Unknown, talk.Number))
	p.mark(markLimited, p.has(talk.Limit, talk.But, talk.Part, talk.Before, talk.Day, talk.Later, talk.Willing))
	p.mark(markLimited, !q.aim.ofTrouble() && p.has(talk.Hedge, talk.SoFar))
	p.mark(markLimited, none && degreeOfTrouble(items))
}

// degreeOfTrouble reports whether the trouble itself is qualified: "no major
// issues".
func degreeOfTrouble(items []talk.Item) bool {
	for n := range len(items) - 1 {
		next := items[n+1].Sense
		if items[n].Sense == talk.Degree && (next == talk.Objection || next == talk.Hindrance || next == talk.Degree) {
			return true
		}
	}
	return false
}
