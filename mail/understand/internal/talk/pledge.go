package talk

import (
	"strings"
	"sync"
)

// pledge is what a phrase contributes to the promise of an answer.
const (
	intent     Sense = iota + 100 // "I will"
	intentBare                    // "will", with the writer left out
	need                          // "I can", "I have to": a promise only with a day
	answering                     // "get back to you"
	telling                       // "tell you": no promise with what is told behind it
	sending                       // "send", which needs the right object
	sendingI                      // «пришлю», which is in the first person by itself
	answeringI                    // «отвечу»
	findingI                      // «уточню»
	finding                       // "check with"
	vow                           // "you'll hear from us": a promise by itself
	object                        // "the figures": what answers are made of
	link                          // "and", "then": a verb may follow for the same person
	denial                        // "not"
	loose                         // may stand between a verb and its object
)

var pledges = sync.OnceValue(func() *lexicon { return newLexicon(pledgeWords) })

// Pledge says how a clause promises an answer.
type Pledge struct {
	Made bool
	// Answers says that the verb is one of answering, whose day counts more than
	// that of finding out.
	Answers bool
}

// PledgeIn looks for the promise of an answer in a clause: in the first person, a
// verb of answering, of finding out or of coming back. continued says that the
// clause before made one, so that the person need not be named again. known
// reports words that may be the object of sending: those of the questions. dated
// says that days are asked for, so that "you'll have it on Friday" is an answer.
func PledgeIn(clause string, continued, dated bool, known func(string) bool) Pledge {
	tokens := Tokens(clause)
	p := pledges()
	if s, ok := p.whole[join(tokens)]; ok && s == vow && !dated {
		return Pledge{Made: true, Answers: true}
	}
	var out Pledge
	willing := continued // somebody in the first person is going to do something
	since := 0           // words since then
	first := true
	denied, needing, foreign, sought := false, false, false, false
	for i := 0; i < len(tokens); {
		n, s := p.longest(tokens[i:])
		if n == 0 {
			n = 1
		}
		next := tokens[i+n:]
		if (s == sending || s == sendingI) && known(tokens[i]) && !namesObject(next) {
			s = Unknown // what is asked about is done, not answered
		}
		switch s {
		case denial:
			denied = true
		case intent:
			willing, since, denied = true, 0, false
		case intentBare:
			if len(next) == 1 && next[0] == "do" && !dated {
				return Pledge{Made: true, Answers: true} // "ok, will do"
			}
			if first || continued {
				willing, since, denied = true, 0, false
			}
		case need:
			willing, since, denied = false, 0, false
			needing = true
		case vow:
			if !denied && (!foreign || willing) && !(dated && strings.HasPrefix(tokens[i], "you") && !namesObject(next)) {
				out = Pledge{Made: true, Answers: true}
			}
		case answering:
			if dated && isDoing(tokens[i:i+n]) {
				break
			}
			if (willing || needing && (putsOff(tokens) || sought)) && since <= 4 && !denied {
				out = Pledge{Made: true, Answers: true}
			}
		case telling:
			if (willing || needing && putsOff(tokens) && tokens[i] == "say") && since <= 4 && !denied && !(len(next) > 0 && next[0] == "that" && len(next) > 1) {
				out = Pledge{Made: true, Answers: true}
			}
		case finding:
			if i > 0 && determiners[tokens[i-1]] {
				break // "at the review"
			}
			sought = true
			if willing && since <= 4 && !denied {
				out.Made = true
			}
		case sending:
			if (willing || needing && putsOff(tokens)) && since <= 4 && !denied && objectFits(next, known) && (!dated || namesObject(next)) {
				out = Pledge{Made: true, Answers: true}
			}
			willing = false
		case answeringI:
			if !denied {
				out = Pledge{Made: true, Answers: true}
			}
		case findingI:
			out.Made = out.Made || !denied
		case sendingI:
			if !denied && objectFits(next, known) && (!dated || namesObject(next) || !isPronounFirst(next)) {
				out = Pledge{Made: true, Answers: true}
			}
		case Unknown:
			since++
			foreign = true
		}
		switch s {
		case link:
			first = first || willing || out.Made
			denied = false
		case loose, denial, Unknown, object:
			first = first && s == loose
		default:
			first = false
		}
		i += n
	}
	return out
}

// determiners make a noun of what could be a verb.
var determiners = map[string]bool{"the": true, "a": true, "an": true, "our": true, "my": true, "this": true, "next": true, "your": true}

// isDoing reports whether a verb is of doing something, not of answering.
func isDoing(tokens []string) bool {
	return tokens[0] == "have" || tokens[0] == "do" || tokens[0] == "get" && len(tokens) > 1 && (tokens[1] == "it" || tokens[1] == "this" || tokens[1] == "that" || tokens[1] == "them")
}

func isPronounFirst(tokens []string) bool { return len(tokens) > 0 && pronouns[tokens[0]] }

// namesObject reports whether an answer is named behind a verb.
func namesObject(tokens []string) bool {
	for i := 0; i < len(tokens); {
		n, s := pledges().longest(tokens[i:])
		if s != loose || objectEnds[tokens[i]] {
			return s == object && !pronouns[tokens[i]]
		}
		i += n
	}
	return false
}

var pronouns = map[string]bool{"it": true, "them": true, "that": true, "this": true, "these": true, "those": true, "его": true, "ее": true, "их": true, "это": true}

// objectFits reports whether what is sent is an answer: nothing is named, or
// figures, or what a question asks for.
func objectFits(tokens []string, known func(string) bool) bool {
	p := pledges()
	for i := 0; i < len(tokens); {
		n, s := p.longest(tokens[i:])
		switch {
		case s == loose && objectEnds[join(tokens[i:i+n])]:
			return true
		case s == loose:
			i += n
			continue
		case s == Unknown:
			n, t := words().longest(tokens[i:])
			timed := n > 0 && (t == Day || t == Later || t == SoFar || t == Limit || t == Before)
			return timed || known(tokens[i]) || isNumber(tokens[i])
		default:
			return true
		}
	}
	return true
}

// objectEnds are the words behind which no object follows.
var objectEnds = map[string]bool{
	"as": true, "once": true, "when": true, "if": true, "after": true, "on": true, "by": true, "at": true, "and": true, "before": true, "from": true,
	"до": true, "в": true, "к": true, "по": true, "после": true, "когда": true, "как": true, "с": true, "на": true, "и": true, "сегодня": true, "завтра": true, "позже": true,
}

// putsOff reports whether a clause names a later time.
func putsOff(tokens []string) bool {
	for i := range tokens {
		if n, s := words().longest(tokens[i:]); n > 0 && (s == Later || s == Day) {
			return true
		}
	}
	return false
}
