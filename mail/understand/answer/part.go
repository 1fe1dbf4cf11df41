package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// part is what one clause says to a question.
type part struct {
	senses []talk.Sense
	votes  []vote
	first  talk.Sense // the sense of the first vote
	gist   gist
	marks  mark
}

// gist is what a clause says as a whole, whichever of its phrases is looked at.
type gist struct {
	happened bool // it tells of what has been done
	no       bool // it says no
	ready    bool // it speaks of a state whose day may lie ahead
	echoes   bool // it repeats the question
	exists   bool // it says no more than that there was, or is, a part
	decided  bool // it says of the past that the consent was given then
}

func gistOf(p *part, items []talk.Item) gist {
	return gist{
		happened: p.has(talk.Done, talk.EchoDone, talk.EchoNot, talk.Undone, talk.Assent, talk.Refusal), no: p.saysNo(), echoes: p.has(talk.Echo),
		ready:  slices.ContainsFunc(items, func(i talk.Item) bool { return readyWords[i.Text] }),
		exists: talk.Says(items, talk.Part, talk.Was, talk.Filler, talk.Yes),
		decided: !hasSense(items, talk.Unknown) && slices.ContainsFunc(items, func(i talk.Item) bool {
			return (i.Sense == talk.Assent || i.Sense == talk.EchoDone) && (isPast(i.Text) || hasEnding(i.Text, pastEndings))
		}) && !slices.ContainsFunc(items, func(i talk.Item) bool { return i.Sense == talk.Before && longAgo.Matches(i.Text) }),
	}
}

// longAgo finds a time in which something else may have been asked.
var longAgo = prose.Lazily(`year|quarter|month|night|ago|earlier|recently|lately|год|месяц|назад|давно|недавно|прошлый раз`)

// is reports whether a clause has one of the marks.
func (p *part) is(m mark) bool { return p.marks&m != 0 }

func (p *part) mark(m mark, when bool) {
	if when {
		p.marks |= m
	}
}

func (p *part) has(senses ...talk.Sense) bool {
	return slices.ContainsFunc(p.senses, func(s talk.Sense) bool { return slices.Contains(senses, s) })
}

// partOf reads the phrases of a clause for what the question is after.
func partOf(items []talk.Item, q *question) part {
	p := part{senses: settleDenials(items, q)}
	if talk.Says(items, talk.Courtesy, talk.Filler) || addresses(items) || givesThanks(items) {
		p.marks = markIdle
		p.mark(markGreets, slices.ContainsFunc(items, func(i talk.Item) bool { return greets().MatchString(i.Text) }))
		return p
	}
	p.place(items, q)
	if p.trouble(items, q) {
		p.mark(markExplained, p.is(markStrange) && explains(items, q))
		return p
	}
	p.gist = gistOf(&p, items)
	for i, s := range p.senses {
		p.marks |= senseMarks[s]
		p.time(s, q)
		p.say(i, s, q)
		if p.is(markReason | markLingers) {
			break
		}
	}
	p.mark(markExplained, p.is(markStrange) && explains(items, q))
	p.mark(markPlain, q.aim.ofTrouble() && p.has(talk.Nothing) && talk.Says(items, talk.Nothing, talk.Filler))
	p.mark(markHard, slices.ContainsFunc(items, isHard))
	p.welcome(items, q)
	p.mark(markTopic, q.aim == aimConsent && hasTopic(items))
	p.mark(markLimited, q.aim == aimConsent && isWith(items))
	p.mark(markElliptic, q.aim == aimConsent && items[len(items)-1].Sense == talk.Not)
	if q.ofTime && p.has(talk.OnTime) {
		p.marks &^= markLater // "we'll finish on time"
	}
	return p
}

// hasTopic reports whether a yes is to something that the question names: "yes to
// Sundays", «воскресенье да».
func hasTopic(items []talk.Item) bool {
	at := slices.IndexFunc(items, func(i talk.Item) bool { return i.Sense == talk.Yes || i.Sense == talk.Okay || i.Sense == talk.Good })
	if at < 0 {
		return false
	}
	if at > 0 && hasSense(items[:at], talk.Echo) && talk.Says(items[:at], talk.Echo, talk.Filler) {
		return true
	}
	return at+2 < len(items) && scopeOfYes[items[at+1].Text] && hasSense(items[at+2:], talk.Echo)
}

var scopeOfYes = setOf("to|for|on|with|на|по|насчет|к|для")

// isWith reports whether a yes comes with something that we do not know: "yes, with
// watermark".
func isWith(items []talk.Item) bool {
	for i := 1; i+1 < len(items); i++ {
		if s := items[i-1].Sense; (s == talk.Yes || s == talk.Okay) && (items[i].Text == "with" || items[i].Text == "с" || items[i].Text == "со") && items[i+1].Sense == talk.Unknown {
			return true
		}
	}
	return false
}

// welcome takes their wish from clauses that only say that what was asked would do
// good: "one more month would help us a lot". A figure must be the question's own.
func (p *part) welcome(items []talk.Item, q *question) {
	if q.aim != aimConsent || hasSense(items, talk.Number, talk.But) || !wouldHelp.Matches(joinedItems(items)) {
		return
	}
	p.marks &^= markLimited | markWishes | markHard | markPortion | markLater | markDenied | markAgainst | markFirm
	p.votes = nil
}

func joinedItems(items []talk.Item) string {
	var words []string
	for _, i := range items {
		words = append(words, i.Text)
	}
	return strings.Join(words, " ")
}

// offers finds a question for what the other one needs.
var offers = prose.Lazily(`^(?:do|would|will|did) you (?:also |still )?(?:need|want|like|require)\b|^(?:shall|should|can|could|may) (?:i|we) (?:send|bring|help|prepare|add|forward|book|order)\b|^(?:вам|тебе) (?:нужн|нужен|прислать|подготовить|нужна)`)

// wouldHelp finds that something would do good.
var wouldHelp = prose.Lazily(`\bwould (?:really |certainly |definitely |also |only )*(?:help|do us good|do me good|benefit|suit us (?:well|fine)|be (?:great|good|helpful|useful|perfect|ideal|wonderful|lovely|welcome))\b|(?:^|\s)бы (?:очень |только |сильно )*(?:не помешал\p{L}*|помог\p{L}*|пригодил\p{L}*)|не помешал\p{L}? бы|(?:было|будет) бы? ?(?:очень )?(?:кстати|полезно|здорово|отлично)`)

// addresses reports whether a clause greets or thanks somebody by name.
func addresses(items []talk.Item) bool {
	return items[0].Sense == talk.Courtesy && len(items) <= 3 && talk.Says(items[1:], talk.Unknown)
}

// givesThanks reports whether a clause thanks for something, which need not be known.
func givesThanks(items []talk.Item) bool {
	return items[0].Sense == talk.Courtesy && !hasSense(items, talk.But, talk.Not, talk.Limit) && thankful.Matches(items[0].Text)
}

// place marks what a clause is about, and how it hangs together with the others.
func (p *part) place(items []talk.Item, q *question) {
	any := func(is func(talk.Item) bool) bool { return slices.ContainsFunc(items, is) }
	if at := nextSaid(items, 0); at < len(items) {
		p.mark(markContact, items[at].Sense == talk.Contact)
	}
	begins, _, _ := strings.Cut(items[0].Text, " ")
	p.mark(markOffers, offers.Matches(joinedItems(items)))
	p.mark(markNotFirst, items[0].Sense == talk.Not)
	p.mark(markContrast, any(func(i talk.Item) bool { return setsAgainst[i.Text] }) || items[0].Text == "а" && len(items) > 1)
	p.mark(markEven, evenWords[begins])
	p.mark(markFollows, followWords[items[0].Text])
	p.mark(markScoped, scopeWords[begins])
	p.mark(markHere, any(func(i talk.Item) bool { return hereWords[i.Text] }))
	p.mark(markOurs, q.aim == aimFact && any(func(i talk.Item) bool { return oursWords[i.Text] }))
	p.mark(markFirm, any(func(i talk.Item) bool {
		return i.Sense == talk.But || i.Sense != talk.Filler && conditionWordsOfTalk[i.Text]
	}))
	p.mark(markLater, q.aim == aimFact && any(func(i talk.Item) bool { // "will be done" agrees to do it
		return i.Sense == talk.Assent && strings.HasPrefix(i.Text, "will ")
	}))
	p.mark(markWorded, any(func(i talk.Item) bool { return i.Sense == talk.Okay && hasLetter(i.Text) }))
	p.mark(markLimited, q.aim.ofTrouble() && p.has(talk.Nothing, talk.No) && p.has(talk.Degree))
}

// time marks when what a clause says is so. A day belongs to what has happened; to
// everything else it is one to come.
func (p *part) time(s talk.Sense, q *question) {
	happened, no := p.gist.happened, p.gist.no
	switch s {
	case talk.Day:
		p.mark(markLater, !happened || p.gist.ready)
	case talk.Before:
		p.mark(markBefore, q.aim != aimFact && !no && !p.gist.decided)
	case talk.Was:
		p.mark(markWas, !happened && !no && !q.past)
	case talk.SoFar:
		p.mark(markLimited, !q.aim.ofTrouble() && !no)
	case talk.Hedge:
		p.mark(markLimited, !q.aim.ofTrouble())
	default:
	}
}

func (p *part) saysNo() bool { return slices.ContainsFunc(p.senses, saysNo) || p.has(talk.Late) }

// say takes in what a phrase answers.
func (p *part) say(i int, s talk.Sense, q *question) {
	switch s {
	case talk.But:
		p.mark(markBut, i == 0)
		p.mark(markLimited, i > 0)
	case talk.Lingers:
		p.add(talk.Undone, q)
		p.mark(markLingers, q.aim == aimFact)
	case talk.Surely:
		if !p.gist.no {
			p.add(s, q)
		}
	case talk.Part, talk.Was: // "several", "there was"
		if q.aim.ofTrouble() && (s == talk.Part || q.past) && p.gist.exists {
			p.add(talk.Exists, q)
		}
	default:
		p.add(s, q)
	}
}

// add counts the vote of a phrase.
func (p *part) add(s talk.Sense, q *question) {
	v := p.voteOf(s, q)
	if v != voteYes && v != voteNo {
		return
	}
	if len(p.votes) == 0 {
		p.first = s
	}
	p.votes = append(p.votes, v)
	p.mark(markPlain, plainSenses[s])
}

// voteOf is what a phrase answers to this question.
func (p *part) voteOf(s talk.Sense, q *question) vote {
	switch {
	case s == talk.OnTime && q.ofTime && q.aim == aimFact:
		return voteYes
	case s == talk.Late && q.ofTime && q.aim == aimFact:
		return voteNo
	case s == talk.Coming && !q.ofMeeting:
		p.marks |= markLater
		return voteSoft
	case q.aim == aimConsent && p.is(markHere) && (s == talk.Well || s == talk.Good):
		return voteSoft // how things are at the writer's, not what they think
	case q.aim == aimConsent && s == talk.Well && p.gist.echoes:
		return voteYes // "the plan looks good"
	default:
		return ballots[s][q.aim]
	}
}
