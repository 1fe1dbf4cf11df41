package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// answer takes in a sentence that votes. What stands before the vote must be
// known; what stands behind it may explain.
func (s *stance) answer(parts []part, q *question) {
	a := saying{stance: s, parts: parts, q: q}
	for i := range parts {
		a.take(i)
	}
}

// saying walks over the clauses of a sentence that votes.
type saying struct {
	*stance
	parts     []part
	q         *question
	last      vote // voteNone before the first one
	explained bool // reasons are given
	topical   bool // the yes was to a part of what was asked
	grudging  bool // so far only "not ideal" and the like has been said
}

func (a *saying) take(i int) {
	p := &a.parts[i]
	switch {
	case p.is(markIdle):
	case a.explained && len(p.votes) == 0:
		a.marks |= p.marks & markLimited
	case p.has(talk.Was) && a.turns(i+1):
		a.parts[i+1].marks &^= markBut // "was against it, but now I agree"
	case a.passes(i):
	default:
		if i > 0 && a.parts[i-1].is(markBare) && a.saysNone(i) {
			p.votes, p.marks = nil, p.marks&^markAgainst
			p.add(talk.Silence, a.q)
		}
		a.explained = a.explained || p.is(markReason)
		if a.last != voteYes || !a.q.aim.ofTrouble() {
			a.marks |= p.marks & markUnknown // else "yes, we have no access"
		}
		a.weigh(i, p)
	}
}

// turns reports whether the clause at i votes against what stands before it.
func (a *saying) turns(i int) bool {
	return i < len(a.parts) && a.parts[i].is(markBut) && len(a.parts[i].votes) > 0
}

// passes reports whether a clause has no vote of its own, because another one
// gives it, or it is none.
func (a *saying) passes(i int) bool {
	p := &a.parts[i]
	switch {
	case p.is(markContact):
		return true
	case a.concluded(i) && !p.is(markFirm):
		return true // "our lawyers are fine with it, so yes"
	case p.first == talk.Yes && i+1 < len(a.parts) && a.parts[i+1].is(markGreets):
		return true // "Yes, hello!"
	case p.first == talk.Surely && len(p.votes) == 1 && a.last == voteNo:
		return true // "no, of course"
	default:
		return p.is(markBare) && a.saysNone(i+1) // "Objections - none"
	}
}

// concluded reports whether a later clause draws the conclusion.
func (a *saying) concluded(i int) bool {
	return slices.ContainsFunc(a.parts[i+1:], func(p part) bool { return p.is(markFollows) && len(p.votes) > 0 })
}

// saysNone reports whether the clause at i is no more than "none".
func (a *saying) saysNone(i int) bool {
	return i < len(a.parts) && (a.parts[i].first == talk.No || a.parts[i].first == talk.Nothing)
}

func (a *saying) weigh(i int, p *part) {
	switch {
	case a.last == voteYes && a.q.aim.ofTrouble() && p.is(markBut) && p.has(talk.Nothing, talk.No, talk.Silence):
		a.unclear = true // "there always is a risk, but nothing concrete"
	case len(p.votes) > 0 && a.last == voteYes && a.q.aim.ofTrouble() && p.is(markStrange|markUnknown):
		// "yes, we still don't have access"
	case len(p.votes) > 0:
		a.vote(i, p)
	case a.last == voteNone:
		a.lead(i, p)
	default:
		a.trail(p)
	}
}

// vote takes in a clause that votes.
func (a *saying) vote(i int, p *part) {
	no := !slices.Contains(p.votes, voteYes)
	a.revise(i, p, no)
	a.unclear = a.unclear || p.is(a.spoilsVote(i, p, no))
	a.marks |= p.marks & markPlain
	if !no {
		a.marks |= p.marks & markAgainst
	}
	a.topical = a.topical || !no && p.is(markTopic)
	a.firmly = a.firmly || p.has(talk.Echo) || p.first != talk.Good && (p.first != talk.Okay || !p.is(markWorded))
	a.grudging = len(a.votes) == 0 && no && p.is(markNotFirst) && !p.has(talk.No, talk.Undone, talk.EchoNot)
	a.votes = append(a.votes, p.votes...)
	a.last = p.votes[len(p.votes)-1]
}

// spoilsVote is what keeps a clause that votes from being clear. A yes must be more
// than a no, and what is new must be known.
func (a *saying) spoilsVote(i int, p *part, no bool) mark {
	spoils := markLimited | markWas | markBefore
	if p.votes[0] == a.last {
		spoils &^= markBefore
	}
	if !no && !a.q.aim.ofTrouble() {
		spoils |= markOurs | markBut | markLater | markWishes | markDenied | markPortion
	}
	seconds := len(a.votes) > 0 && a.is(markPlain) && a.votes[0] == p.votes[0]
	if p.votes[0] != a.last && !seconds && (no || !a.q.aim.ofTrouble()) && !p.is(markExplained) && !a.denies(i+1) {
		spoils |= markStrange
	}
	return spoils
}

// denies reports whether a later clause says that there is no trouble.
func (a *saying) denies(from int) bool {
	return a.q.aim.ofTrouble() && slices.ContainsFunc(a.parts[min(from, len(a.parts)):], func(p part) bool { return p.first == talk.Silence && !p.is(markStrange) })
}

// revise drops what a vote shows to have been meant otherwise.
func (a *saying) revise(i int, p *part, no bool) {
	if p.first == talk.Assent && a.q.aim == aimConsent && len(a.votes) == 1 && i > 0 && a.parts[i-1].first == talk.No {
		a.votes, a.marks = nil, a.marks&^(markPlain|markAgainst) // "no, no objection"
	}
	if p.is(markBut) && !no && p.has(talk.Yes, talk.Assent) && a.last == voteNone && !a.conditioned(i) {
		a.unclear, a.marks = false, a.marks&^(markAgainst|markStrange) // "not ideal, but yes, we can"
		p.marks &^= markBut | markLimited
	}
	a.relent(i, p, no)
	if p.is(markBut) && no && a.last == voteNone {
		a.unclear, a.marks = false, a.marks&^markAgainst // "drop in any time, but I can't come"
	}
}

// relent drops what was only said grudgingly before a yes: "not ideal, but yes".
func (a *saying) relent(i int, p *part, no bool) {
	if p.is(markBut) && !no && a.grudging && p.has(talk.Yes, talk.Assent, talk.Okay) && !a.conditioned(i) {
		a.votes, a.last, a.unclear, a.marks = nil, voteNone, false, a.marks&^(markAgainst|markStrange|markDenied|markPlain)
		p.marks &^= markBut | markLimited
	}
}

// conditioned reports whether a clause before the one at i is a condition, or names
// a part.
func (a *saying) conditioned(i int) bool {
	return slices.ContainsFunc(a.parts[:i], func(p part) bool { return p.is(markFirm | markPortion | markNumber) })
}

// lead takes in a clause before the vote. Words that we do not know may be the
// reason for what is stated then, unless they say what it is confined to.
func (a *saying) lead(i int, p *part) {
	stated := slices.ContainsFunc(a.parts[i+1:], func(n part) bool {
		return n.first == talk.Assent || n.first == talk.Refusal || n.first == talk.Silence && a.q.aim.ofTrouble()
	})
	spoils := markFirm | markLimited | markBut | markPortion | markDenied | markLater | markWishes
	if !p.is(markStrange) {
		spoils |= markWas | markBefore
	} else if p.is(markScoped) || !stated {
		spoils |= markStrange
	}
	a.unclear = a.unclear || p.is(spoils)
	a.marks |= p.marks & markAgainst
}

// trail takes in a clause behind the vote, which explains it, or limits it.
func (a *saying) trail(p *part) {
	switch {
	case a.last == voteYes && a.q.aim.ofTrouble():
		return
	case a.last == voteNo && !a.q.aim.ofTrouble():
		a.unclear = a.unclear || p.is(markFirm)
		return
	}
	a.unclear = a.unclear || p.is(a.spoilsBehind(p)) || a.saysElse(p)
	if !p.aside() || p.is(markNotFirst|markScoped) || p.has(talk.Refusal, talk.No, talk.Unwanted, talk.EchoNot, talk.Undone, talk.NotYet, talk.Amiss, talk.Late, talk.False, talk.Objection, talk.Hindrance) {
		a.marks |= p.marks & markAgainst
	}
	if !p.is(markEven) {
		a.marks |= p.marks & markStrange
	}
}

// saysElse reports whether a clause behind the vote says of something that is not known that
// it is otherwise.
func (a *saying) saysElse(p *part) bool {
	switch {
	case !p.is(markStrange):
		return false
	case a.topical, p.is(markElliptic):
		return true
	default:
		return a.q.aim.ofTrouble() && p.is(markContrast) && p.has(talk.Not, talk.NotYet, talk.Unwanted, talk.Amiss, talk.Undone)
	}
}

// spoilsBehind is what a clause behind the vote may not say if the vote is to stay
// clear. What is said aside limits nothing.
func (a *saying) spoilsBehind(p *part) mark {
	spoils := markLimited | markBut | markWishes
	if a.q.aim == aimConsent {
		spoils |= markPortion | markNumber
	}
	if a.q.aim.ofTrouble() && p.is(markStrange) && !p.is(markFirm|markBut|markContrast) {
		spoils = 0 // "none, since the update it flies"
	}
	if p.aside() {
		spoils &^= markLimited | markWishes | markPortion
	}
	if !p.is(markStrange) {
		spoils |= markLater
	}
	return spoils
}
