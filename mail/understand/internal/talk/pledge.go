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
	givingI                       // «дам», which needs its object beside it
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
	// Seeks says that something has to be found out first.
	Seeks bool
}

// PledgeIn looks for the promise of an answer in a clause: in the first person, a
// verb of answering, of finding out or of coming back. continued says that the
// clause before made one, so that the person need not be named again. known
// reports words that may be the object of sending: those of the questions. dated
// says that days are asked for, so that "you'll have it on Friday" is an answer.
func PledgeIn(clause string, continued, dated bool, known func(string) bool) Pledge {
	tokens := Tokens(clause)
	if s, ok := pledges().whole[join(tokens)]; ok && s == vow && !dated {
		return Pledge{Made: true, Answers: true}
	}
	p := pledger{tokens: tokens, known: known, continued: continued, dated: dated, willing: continued, first: true}
	for i := 0; i < len(tokens); {
		n, s := pledges().longest(tokens[i:])
		n = max(n, 1)
		p.take(i, n, s)
		p.follow(s)
		i += n
	}
	return p.out
}

// pledger walks over the phrases of a clause.
type pledger struct {
	tokens           []string
	known            func(string) bool
	continued, dated bool

	out     Pledge
	willing bool // somebody in the first person is going to do something
	needing bool // "I can", "I have to"
	sought  bool // something is going to be found out
	since   int  // words that we do not know since then
	linked  bool // right behind an "and"
	first   bool // nobody else has been named
	foreign bool // somebody or something else has
	denied  bool
}

// near reports whether a verb still belongs to who is going to do it.
func (p *pledger) near() bool { return p.since <= 4 && !p.denied }

// promise notes a verb of answering.
func (p *pledger) promise(when bool) {
	if when {
		p.out.Made, p.out.Answers = true, true
	}
}

// take reads the phrase of n tokens at i.
func (p *pledger) take(i, n int, s Sense) {
	next := p.tokens[i+n:]
	if (s == sending || s == sendingI) && p.known(p.tokens[i]) && !namesObject(next) {
		s = Unknown // what is asked about is done, not answered
	}
	switch s {
	case denial:
		p.denied = true
	case intent, intentBare, need:
		p.intend(s, next)
	case vow:
		p.vow(i, next)
	case answering, telling, finding, sending:
		p.do(i, n, s)
	case answeringI, findingI, sendingI:
		p.takeOwn(s, next)
	case givingI:
		p.promise(!p.denied && (namesObject(next) || hasObject(p.tokens[:i])))
	case Unknown:
		p.since++
		p.foreign = true
	default:
	}
}

// vow reads what is a promise by itself: of the writer's, and no date that was
// asked for.
func (p *pledger) vow(i int, next []string) {
	yours := p.dated && strings.HasPrefix(p.tokens[i], "you") && !namesObject(next)
	p.promise(!p.denied && (!p.foreign || p.willing) && !yours)
}

// do reads a verb of what somebody has been said to be going to do.
func (p *pledger) do(i, n int, s Sense) {
	switch s {
	case finding:
		p.seek(i)
	case sending:
		p.promise(p.near() && p.means() && p.sends(p.tokens[i+n:]))
		p.willing = false
	default:
		p.promise(p.near() && p.answers(i, n, s))
	}
}

// means reports whether somebody is going to do what they say: "I can" and "I
// have to" are meant with a day.
func (p *pledger) means() bool { return p.willing || p.needing && p.putsOff() }

// answers reports whether a verb promises an answer, and is not the answer.
func (p *pledger) answers(i, n int, s Sense) bool {
	next := p.tokens[i+n:]
	switch {
	case s == telling && len(next) > 1 && next[0] == "that":
		return false // "I can tell you that it is done"
	case s == telling:
		return p.willing || p.tokens[i] == "say" && p.means()
	case p.dated && isDoing(p.tokens[i:i+n]):
		return false
	default:
		return p.means() || p.needing && p.sought
	}
}

// seek reads a verb of finding out; "at the review" has none.
func (p *pledger) seek(i int) {
	if i > 0 && determiners[p.tokens[i-1]] {
		return
	}
	p.sought, p.out.Seeks = true, true
	p.out.Made = p.out.Made || p.willing && p.near()
}

// intend reads who is going to do something.
func (p *pledger) intend(s Sense, next []string) {
	switch {
	case s == intentBare && len(next) == 1 && next[0] == "do" && !p.dated && (p.first || p.continued):
		p.promise(true) // "ok, will do"
		return
	case s == intentBare && !p.first && !p.continued && (!p.linked || !p.mine()):
		return
	}
	p.willing, p.needing = s != need, p.needing || s == need
	p.since, p.denied = 0, false
}

// takeOwn reads a verb that is in the first person by itself.
func (p *pledger) takeOwn(s Sense, next []string) {
	switch {
	case p.denied:
	case s == findingI:
		p.out.Made = true
	case s == sendingI:
		pronoun := p.dated && len(next) > 0 && pronouns[next[0]]
		p.promise(objectFits(next, p.known) && (!pronoun || namesObject(next)))
	default:
		p.promise(true)
	}
}

// sends reports whether what is sent is an answer.
func (p *pledger) sends(next []string) bool {
	return objectFits(next, p.known) && (!p.dated || namesObject(next))
}

// follow keeps track of whether a verb could still be the writer's.
func (p *pledger) follow(s Sense) {
	switch s {
	case link:
		p.linked = true
		p.first = p.first || p.willing || p.out.Made
		p.denied = false
	case loose:
	default:
		p.first, p.linked = false, false
	}
}

// mine reports whether a clause begins with its writer: "we have passed it on and
// will revert".
func (p *pledger) mine() bool { return p.tokens[0] == "i" || p.tokens[0] == "we" }

// determiners make a noun of what could be a verb.
var determiners = map[string]bool{"the": true, "a": true, "an": true, "our": true, "my": true, "this": true, "next": true, "your": true}

// isDoing reports whether a verb is of doing something, not of answering.
func isDoing(tokens []string) bool {
	return tokens[0] == "have" || tokens[0] == "do" || tokens[0] == "get" && len(tokens) > 1 && (tokens[1] == "it" || tokens[1] == "this" || tokens[1] == "that" || tokens[1] == "them")
}

// hasObject reports whether an answer is named among the words before a verb:
// «обе цифры дам».
func hasObject(before []string) bool {
	for _, w := range before {
		if _, s := pledges().longest([]string{w}); s == object && !pronouns[w] {
			return true
		}
	}
	return false
}

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
func (p *pledger) putsOff() bool {
	for i := range p.tokens {
		if n, s := words().longest(p.tokens[i:]); n > 0 && (s == Later || s == Day) {
			return true
		}
	}
	return false
}
