package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// vote is what a phrase answers to a question.
type vote uint8

const (
	voteNone vote = iota // it answers nothing
	voteSoft             // it could be meant either way, and contradicts nothing
	voteYes
	voteNo
)

// ballots say what a phrase answers, by what the question is after: a fact, a
// consent, a trouble, an objection, a question with a denial in it.
var ballots = map[talk.Sense][5]vote{
	talk.Yes:      {voteYes, voteYes, voteYes, voteYes, voteSoft},
	talk.Surely:   {voteYes, voteYes, voteSoft, voteSoft, voteSoft},
	talk.No:       {voteNo, voteNo, voteNo, voteNo, voteSoft},
	talk.Okay:     {voteYes, voteYes, voteNo, voteNo, voteYes},
	talk.Good:     {voteSoft, voteYes, voteNo, voteNo, voteYes},
	talk.Well:     {voteSoft, voteSoft, voteNo, voteNo, voteSoft},
	talk.OnTime:   {voteSoft, voteSoft, voteNo, voteNo, voteSoft},
	talk.Amiss:    {voteSoft, voteSoft, voteYes, voteSoft, voteSoft},
	talk.Assent:   {voteYes, voteYes, voteSoft, voteNo, voteYes},
	talk.Refusal:  {voteNo, voteNo, voteSoft, voteYes, voteNo},
	talk.Unwanted: {voteNo, voteNo, voteSoft, voteSoft, voteSoft},
	talk.True:     {voteYes, voteYes, voteSoft, voteSoft, voteSoft},
	talk.False:    {voteNo, voteNo, voteSoft, voteSoft, voteSoft},
	talk.Done:     {voteYes, voteSoft, voteSoft, voteSoft, voteSoft},
	talk.EchoDone: {voteYes, voteYes, voteYes, voteYes, voteSoft},
	talk.EchoNot:  {voteNo, voteNo, voteNo, voteNo, voteYes},
	talk.Undone:   {voteNo, voteSoft, voteSoft, voteSoft, voteSoft},
	talk.NotYet:   {voteNo, voteSoft, voteNo, voteNo, voteSoft},
	talk.Exists:   {voteSoft, voteSoft, voteYes, voteYes, voteSoft},
	talk.Nothing:  {voteSoft, voteSoft, voteNo, voteNo, voteSoft},
	talk.Silence:  {voteSoft, voteYes, voteNo, voteNo, voteSoft},
	talk.Coming:   {voteYes, voteYes, voteSoft, voteSoft, voteSoft},
}

// denied is what a phrase says with a "not" before it.
var denied = map[talk.Sense]talk.Sense{
	talk.Assent: talk.Refusal, talk.Refusal: talk.Assent, talk.True: talk.False, talk.False: talk.True, talk.Unwanted: talk.Assent,
	talk.Done: talk.Undone, talk.EchoDone: talk.EchoNot, talk.Yes: talk.No, talk.Okay: talk.Refusal, talk.Good: talk.Amiss, talk.Well: talk.Amiss,
	talk.OnTime: talk.Late, talk.Objection: talk.Silence, talk.Hindrance: talk.Nothing, talk.Coming: talk.Refusal, talk.Amiss: talk.Well,
}

// negative reports whether a phrase contradicts a yes.
func negative(s talk.Sense) bool {
	switch s {
	case talk.No, talk.NotYet, talk.Undone, talk.Refusal, talk.Unwanted, talk.False, talk.Amiss, talk.EchoNot, talk.Late, talk.Not, talk.Objection, talk.Hindrance:
		return true
	default:
		return false
	}
}

// saysNo reports whether a phrase says no to a fact or a proposal, or that there
// is nothing.
func saysNo(s talk.Sense) bool {
	switch s {
	case talk.No, talk.NotYet, talk.Undone, talk.Refusal, talk.Unwanted, talk.False, talk.Nothing, talk.Silence, talk.EchoNot:
		return true
	default:
		return false
	}
}

// part is what one clause says to a question.
type part struct {
	senses  []talk.Sense
	votes   []vote
	first   talk.Sense // the sense of the first vote
	limited bool       // something is taken back, or made to depend on something
	wishes  bool       // something else is wanted
	portion bool       // a part is named
	denied  bool       // something that we do not know is denied
	but     bool       // it begins with a "but"
	strange bool       // it has words that we do not know
	against bool       // it has a phrase that contradicts a yes
	later   bool       // it speaks of a time to come
	number  bool
	reason  bool // an explanation begins
	follows bool // it draws a conclusion from what stands before
	idle    bool // nothing but courtesies
	asked   bool
	bare    bool // trouble is named and no more is said of it
	unknown bool // "no idea"
	plain   bool // a vote is a plain yes or no
	scoped  bool // it says what the rest is about: "for the hardware"
	worded  bool // its "ok" is a word and no sign
	was     bool // it speaks of a state that is over
	firm    bool // what limits it is a condition or an exception
	ours    bool // it speaks of the writer's part only
	lingers bool // it says where something still is
	before  bool // it speaks of what has been
	here    bool // it speaks of where the writer is
}

// partOf reads the phrases of a clause for what the question is after.
func partOf(items []talk.Item, q *question) part {
	p := part{senses: settleDenials(items, q), idle: talk.Says(items, talk.Courtesy, talk.Filler) || addresses(items)}
	if p.idle {
		return p
	}
	p.follows = items[0].Text == "so" || items[0].Text == "поэтому" || items[0].Text == "значит" || items[0].Text == "therefore" || items[0].Text == "следовательно"
	if p.trouble(items, q) {
		return p
	}
	p.here = slices.ContainsFunc(items, func(i talk.Item) bool { return hereWords[i.Text] })
	p.ours = q.aim == aimFact && slices.ContainsFunc(items, func(i talk.Item) bool { return oursWords[i.Text] })
	p.firm = slices.ContainsFunc(items, func(i talk.Item) bool { return i.Sense == talk.But || conditionTexts[i.Text] })
	p.limited = q.aim.ofTrouble() && p.has(talk.Nothing, talk.No) && p.has(talk.Degree)
	p.scoped = scopeWords[strings.SplitN(items[0].Text, " ", 2)[0]]
	p.worded = slices.ContainsFunc(items, func(i talk.Item) bool { return i.Sense == talk.Okay && hasLetter(i.Text) })
	happened := p.has(talk.Done, talk.EchoDone, talk.EchoNot, talk.Undone, talk.Assent, talk.Refusal)
	no := slices.ContainsFunc(p.senses, saysNo) || p.has(talk.Late)
	for i, s := range p.senses {
		switch s {
		case talk.Filler, talk.Courtesy, talk.Echo, talk.Contact, talk.Degree:
		case talk.Unknown:
			p.strange = true
		case talk.Number:
			p.strange, p.number = true, true
		case talk.Limit:
			p.limited = true
		case talk.But:
			p.but = p.but || i == 0
			p.limited = p.limited || i > 0
		case talk.Part:
			p.portion = true
			if q.aim.ofTrouble() && talk.Says(items, talk.Part, talk.Filler, talk.Yes) {
				p.add(talk.Exists, q) // "several"
			}
		case talk.Lingers:
			p.add(talk.Undone, q)
			p.lingers = q.aim == aimFact
		case talk.Not:
			p.denied = true
		case talk.Surely:
			if !no {
				p.add(s, q)
			}
		case talk.Wish, talk.Hope:
			p.wishes = true
		case talk.Favour:
			p.strange = true
		case talk.Later, talk.Willing:
			p.later = true
		case talk.Day:
			p.later = p.later || !happened || slices.ContainsFunc(items, func(i talk.Item) bool { return readyWords[i.Text] })
		case talk.Before:
			p.before = p.before || q.aim != aimFact && !no
		case talk.Was:
			p.was = p.was || !happened && !no && !q.past
			if q.past && q.aim.ofTrouble() && talk.Says(items, talk.Was, talk.Filler) {
				p.add(talk.Exists, q) // "there was"
			}
		case talk.SoFar, talk.Hedge:
			p.limited = p.limited || !q.aim.ofTrouble() && (!no || s == talk.Hedge)
		case talk.Reason:
			p.reason = true
		case talk.Clueless:
			p.unknown = true
		default:
			p.add(s, q)
		}
		p.against = p.against || negative(s)
		if p.reason || p.lingers {
			break
		}
	}
	return p
}

// addresses reports whether a clause greets or thanks somebody by name.
func addresses(items []talk.Item) bool {
	return items[0].Sense == talk.Courtesy && len(items) <= 3 && talk.Says(items[1:], talk.Unknown)
}

func (p *part) has(senses ...talk.Sense) bool {
	return slices.ContainsFunc(p.senses, func(s talk.Sense) bool { return slices.Contains(senses, s) })
}

func (p *part) add(s talk.Sense, q *question) {
	v := ballots[s][q.aim]
	if q.ofTime && q.aim == aimFact {
		switch s {
		case talk.OnTime:
			v = voteYes
		case talk.Late:
			v = voteNo
		}
	}
	if s == talk.Coming && !q.ofMeeting {
		p.later, v = true, voteSoft
	}
	if q.aim == aimConsent && (s == talk.Well || s == talk.Good || s == talk.OnTime) && p.here {
		return // how things are at the writer's, not what they think
	}
	if s == talk.Well && q.aim == aimConsent && p.has(talk.Echo) {
		v = voteYes // "the plan looks good"
	}
	if v != voteYes && v != voteNo {
		return
	}
	if len(p.votes) == 0 {
		p.first = s
	}
	p.votes = append(p.votes, v)
	switch s {
	case talk.Undone, talk.Done, talk.Late, talk.OnTime, talk.Coming, talk.True, talk.False, talk.Yes, talk.No, talk.Refusal, talk.NotYet, talk.Exists, talk.EchoNot, talk.Unwanted, talk.EchoDone, talk.Surely, talk.Assent, talk.Silence:
		p.plain = true
	}
}

// settleDenials applies each "not" to what it denies, and each "will" to what is
// going to be done.
func settleDenials(items []talk.Item, q *question) []talk.Sense {
	var out []talk.Sense
	not := false
	for i := 0; i < len(items); i++ {
		s := items[i].Sense
		if not && items[i].Text == "yet" {
			continue
		}
		not = not || s == talk.Not || s == talk.No || s == talk.Nothing
		switch {
		case s == talk.Favour && skipHarmless(items, i+1, s, q) < len(items) && items[skipHarmless(items, i+1, s, q)].Sense == talk.Deed:
			continue // "let's renew it"
		case s == talk.Deed && slices.ContainsFunc(out, func(o talk.Sense) bool { return o == talk.Unwanted || o == talk.Refusal || o == talk.EchoNot }):
			continue
		case s == talk.Deed:
			s = talk.Assent
		case s == talk.Without:
			s = talk.Limit
			if j := skipHarmless(items, i+1, s, q); j < len(items) && (items[j].Sense == talk.Objection || items[j].Sense == talk.Hindrance) {
				s, i = denied[items[j].Sense], j
				if items[j-1].Sense == talk.Degree {
					s = talk.Limit
				}
			}
		case s == talk.Willing && q.aim == aimConsent && i == len(items)-1 && wouldLove[items[i].Text]:
			s = talk.Assent // "we'd be happy to"
		case s == talk.Willing:
			if j, not := willed(items, i+1); j >= 0 && q.aim == aimConsent {
				s, i = talk.Assent, j
				if not || len(out) > 0 && out[len(out)-1] == talk.Not {
					s = talk.Refusal
				}
			}
		case s == talk.Not || s == talk.NotYet:
			j := skipHarmless(items, i+1, s, q)
			switch {
			case j < len(items) && items[j].Sense == talk.Deed:
				s, i = talk.Refusal, j
			case j < len(items) && items[j].Sense == talk.Willing:
				if k, _ := willed(items, j+1); k >= 0 && q.aim == aimConsent {
					s, i = talk.Refusal, k
				}
			case j < len(items) && denied[items[j].Sense] != talk.Unknown:
				s, i = denied[items[j].Sense], j
				if s == talk.Amiss && q.aim == aimConsent {
					s = talk.Refusal // "I don't like it"
				}
			case s == talk.Not && i+1 < len(items) && items[i+1].Sense == talk.Wish:
				s, i = talk.Unwanted, i+1 // «больше не нужно»
			case s == talk.Not && (q.aim == aimConsent || q.aim == aimFact) && lone(items, i):
				s = talk.No // "please don't"
			}
		}
		out = append(out, s)
	}
	return out
}

// lone reports whether nothing is denied by the last "not" of a clause.
func lone(items []talk.Item, at int) bool {
	return talk.Says(append(slices.Clone(items[:at]), items[at+1:]...), talk.Filler, talk.Courtesy)
}

// wouldLove are the ways to say that one would.
var wouldLove = setOf("would love to|would be happy to|would be glad to|would be delighted to|would be pleased to|would like to|happy to|glad to|would gladly|would love")

func skipHarmless(items []talk.Item, j int, s talk.Sense, q *question) int {
	for j < len(items) && (items[j].Sense == talk.Filler || items[j].Sense == talk.Was || s == talk.Without && items[j].Sense == talk.Degree || items[j].Sense == talk.Echo || items[j].Sense == talk.Wish && q.aim == aimConsent || items[j].Sense == talk.Surely && s == talk.NotYet) {
		j++
	}
	return j
}

// willed finds what somebody is going to do: a verb of the question.
func willed(items []talk.Item, j int) (at int, not bool) {
	for ; j < len(items); j++ {
		switch items[j].Sense {
		case talk.Filler:
		case talk.Not:
			not = true
		case talk.Deed, talk.Assent:
			return j, not
		default:
			return -1, not
		}
	}
	return -1, not
}

// trouble reads a clause that names trouble: there is some, or there is none.
func (p *part) trouble(items []talk.Item, q *question) bool {
	objection, hindrance := p.has(talk.Objection), p.has(talk.Hindrance)
	if !objection && !hindrance {
		return false
	}
	degree := slices.ContainsFunc(items, func(i talk.Item) bool { return i.Sense == talk.Degree }) && degreeOfTrouble(items)
	none, exists := false, slices.ContainsFunc(items, func(i talk.Item) bool {
		return existence[i.Text] || q.past && (i.Sense == talk.Was || i.Text == "there was" || i.Text == "there were")
	})
	for _, s := range p.senses {
		switch s {
		case talk.No, talk.Nothing, talk.Silence, talk.NotYet:
			none = true
		case talk.Not:
			p.strange, p.denied = true, true
		case talk.Clueless:
			p.unknown = true
		case talk.Limit, talk.But, talk.Part, talk.Before, talk.Day, talk.Later, talk.Willing:
			p.limited = true
		case talk.Hedge, talk.SoFar:
			p.limited = p.limited || !q.aim.ofTrouble()
		case talk.Unknown, talk.Number:
			p.strange = true
		case talk.Yes, talk.Exists:
			exists = true
		case talk.Reason:
			p.reason = true
		}
	}
	p.limited = p.limited || degree && none
	if p.unknown {
		return true
	}
	if q.aim.ofTrouble() && exists && !none {
		p.limited, p.strange, p.plain = false, false, true
		p.votes = append(p.votes, voteYes)
		return true
	}
	switch {
	case none && (objection || q.aim.ofTrouble()):
		p.add(talk.Silence, q)
		for _, s := range p.senses {
			if s == talk.Assent || s == talk.Okay || s == talk.Refusal || s == talk.Done || s == talk.Undone || s == talk.EchoDone || s == talk.Surely || s == talk.True {
				p.add(s, q)
			}
		}
	case none:
	default:
		p.bare, p.against = true, true
	}
	return true
}

// readyWords are of a state, whose day may lie ahead.
var readyWords = setOf("ready|готов|готова|готово|готовы|available|done|complete")

// scopeWords begin what an answer is confined to.
var scopeWords = setOf("for|on|as|regarding|concerning|in|with|about|from|по|на|для|с|со|насчет|что|касательно|в|за|о")

// oursWords say that only the writer's part is meant.
var oursWords = setOf("by us|by me|our side|my side|from our side|our end|my end|с нашей стороны|с моей стороны|со своей стороны|нами|мной|от нас|от меня")

// conditionTexts are conditions and exceptions, which even a no may depend on.
var conditionTexts = setOf("if|unless|until|till|once|except|except for|except that|apart from|other than|only|provided|providing|as long as|so long as|as soon as|on condition|subject to|depends|depending|если|если только|кроме|пока не|только|лишь|при условии|разве что|за исключением|до|зависит|иначе|как только|когда")

// degreeOfTrouble reports whether the trouble itself is qualified: "no major issues".
func degreeOfTrouble(items []talk.Item) bool {
	for n := range len(items) - 1 {
		next := items[n+1].Sense
		if items[n].Sense == talk.Degree && (next == talk.Objection || next == talk.Hindrance || next == talk.Degree) {
			return true
		}
	}
	return false
}

// hereWords place what is said at the writer's.
var hereWords = setOf("here|our end|my end|у нас|у меня|дела")

// existence are the words that say that there is what is named.
var existence = setOf("у нас|у меня|there is|there are|we have|i have|have|has|got|exist|есть|имеются|имеется|имеем|имею|возникли|возникло|вижу|видим|see")
