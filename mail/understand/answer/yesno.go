package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// readYesNo reads a yes or a no as a closed world: every word of the clause that
// answers must be known, and nothing around it may take it back. What a phrase
// says depends on what the question is after.
func readYesNo(text string, asked partnership.Question) (partnership.Value, reason) {
	q := questionFor(asked.Text)
	if isDash(firstRune(strings.TrimSpace(text))) && strings.Trim(text, "-–—−1 \n") == "" && q.aim != aimUnmoved {
		return partnership.BoolValue(false), understood
	}
	s := stance{faint: true}
	for _, parts := range q.sentences(text) {
		s.hear(parts, q)
	}
	if s.unknown && asksBack(text) {
		return partnership.Value{}, reasonNotYesNo
	}
	return s.settle(q)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// stance is what the sentences of a text amount to.
type stance struct {
	votes   []vote
	unclear bool
	unknown bool // "no idea"
	// Beside a yes, these leave it open.
	against bool
	limited bool
	strange bool
	plain   bool
	faint   bool // nothing but "ok" and "great" says yes
	polite  bool // thanks stand beside it
}

// hear takes in one sentence.
func (s *stance) hear(parts []part, q *question) {
	s.polite = s.polite || slices.ContainsFunc(parts, func(p part) bool { return p.has(talk.Courtesy) })
	votes := slices.ContainsFunc(parts, func(p part) bool { return len(p.votes) > 0 })
	switch {
	case slices.ContainsFunc(parts, func(p part) bool { return p.asked && !p.idle }):
		s.question(parts, votes)
	case votes:
		s.answer(parts, q)
	default:
		s.remark(parts, q)
	}
}

// question takes in a sentence that asks something: no answer, and no objection
// to one that was given before.
func (s *stance) question(parts []part, votes bool) {
	if votes && len(s.votes) == 0 || len(s.votes) == 0 {
		s.unclear = s.unclear || votes
		return
	}
	for _, p := range parts {
		s.limited = s.limited || p.against || p.wishes
	}
}

// answer takes in a sentence that votes. What stands before the vote must be
// known; what stands behind it may explain.
func (s *stance) answer(parts []part, q *question) {
	voted, explained := false, false
	var last vote
	for i, p := range parts {
		if p.idle || explained && len(p.votes) == 0 {
			s.limited = s.limited || p.limited && !p.idle
			continue
		}
		concluded := slices.ContainsFunc(parts[i+1:], func(n part) bool { return n.follows && len(n.votes) > 0 })
		if concluded && !p.firm {
			continue // "our lawyers are fine with it, so yes"
		}
		explained = explained || p.reason
		if p.bare && i+1 < len(parts) && parts[i+1].first == talk.No || p.bare && i+1 < len(parts) && parts[i+1].first == talk.Nothing {
			continue // "Objections - none"
		}
		if i > 0 && parts[i-1].bare && (p.first == talk.No || p.first == talk.Nothing) {
			p.votes, p.against = nil, false
			p.add(talk.Silence, q)
		}
		switch {
		case len(p.votes) > 0:
			// "no, no objection"
			if p.first == talk.Assent && len(s.votes) == 1 && i > 0 && parts[i-1].first == talk.No && q.aim == aimConsent && p.denies(talk.Refusal) {
				s.votes, s.plain, s.against = nil, false, false
			}
			no := allNo(p.votes)
			if p.but && no && !voted {
				s.unclear, s.against = false, false // "drop in any time, but I can't come"
			}
			s.unclear = s.unclear || p.limited || p.was || p.ours && !no || p.but && !no || p.before || p.strange && !(q.aim.ofTrouble() && !no) && p.votes[0] != last || (p.later || p.wishes || p.denied || p.portion) && !no
			s.take(p)
			voted, last = true, p.votes[len(p.votes)-1]
		case !voted:
			stated := slices.ContainsFunc(parts[i+1:], func(n part) bool { return n.first == talk.Assent || n.first == talk.Refusal })
			s.unclear = s.unclear || p.firm || p.limited || p.but || p.was && !p.strange || p.before && !p.strange || p.portion || p.strange && (p.scoped || !stated) || p.denied || p.later || p.wishes
			s.against = s.against || p.against
		case last == voteYes && q.aim.ofTrouble():
		case last == voteNo && !q.aim.ofTrouble():
			s.unclear = s.unclear || p.firm
		default:
			s.strange = s.strange || p.strange
			s.unclear = s.unclear || p.limited || p.but || p.wishes || p.later && !p.strange || p.portion && q.aim == aimConsent
			s.against = s.against || p.against
			s.limited = s.limited || p.number && q.aim == aimConsent
		}
		s.unknown = s.unknown || p.unknown
	}
}

// denies reports whether a clause says what it says by denying the contrary.
func (p *part) denies(talk.Sense) bool { return p.first == talk.Assent && !p.strange }

func allNo(votes []vote) bool { return !slices.Contains(votes, voteYes) }

func (s *stance) take(p part) {
	s.votes = append(s.votes, p.votes...)
	s.plain = s.plain || p.plain
	s.faint = s.faint && (p.first == talk.Good || p.first == talk.Okay && p.worded)
	s.against = s.against || p.against && !allNo(p.votes)
}

// remark takes in a sentence that votes on nothing. What limits an answer may
// stand in a sentence of its own.
func (s *stance) remark(parts []part, q *question) {
	if slices.ContainsFunc(parts, func(p part) bool { return p.contact() }) {
		return
	}
	for _, p := range parts {
		if p.idle {
			continue
		}
		s.unknown = s.unknown || p.unknown
		s.limited = s.limited || p.limited || p.but || p.portion || p.wishes || p.number && q.aim == aimConsent
		s.against = s.against || p.against
		s.strange = s.strange || p.strange
	}
}

// contact reports whether a clause says how the writer can be reached.
func (p *part) contact() bool { return p.has(talk.Contact) }

// settle makes one answer of all sentences.
func (s *stance) settle(q *question) (partnership.Value, reason) {
	if s.unknown && len(s.votes) == 0 && !s.unclear {
		return partnership.UnknownValue(), understood
	}
	if s.unclear || s.unknown || len(s.votes) == 0 || slices.ContainsFunc(s.votes, func(v vote) bool { return v != s.votes[0] }) {
		return partnership.Value{}, reasonNotYesNo
	}
	yes := s.votes[0] == voteYes
	switch {
	case yes && q.aim.ofTrouble():
	case yes && (s.limited || s.against):
		return partnership.Value{}, reasonNotYesNo
	case !yes && q.aim.ofTrouble() && (s.limited || s.against):
		return partnership.Value{}, reasonNotYesNo
	case yes && s.faint && s.polite:
		return partnership.Value{}, reasonNotYesNo // "great, thanks" may be no more than manners
	case !s.plain && s.strange:
		return partnership.Value{}, reasonNotYesNo
	}
	return partnership.BoolValue(yes), understood
}

// saysYesOrNo reports whether a text answers the question: «Есть проблема» before
// a colon is more than the name of the question.
func saysYesOrNo(text string, q partnership.Question) bool {
	_, why := readYesNo(text, q)
	return why == understood
}
