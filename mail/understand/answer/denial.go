package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// denied is what a phrase says with a "not" before it.
var denied = map[talk.Sense]talk.Sense{
	talk.Assent: talk.Refusal, talk.Refusal: talk.Assent, talk.True: talk.False, talk.False: talk.True, talk.Unwanted: talk.Assent,
	talk.Done: talk.Undone, talk.EchoDone: talk.EchoNot, talk.Yes: talk.No, talk.Okay: talk.Refusal, talk.Good: talk.Amiss, talk.Well: talk.Amiss,
	talk.OnTime: talk.Late, talk.Objection: talk.Silence, talk.Hindrance: talk.Nothing, talk.Coming: talk.Refusal, talk.Amiss: talk.Well,
}

// settleDenials applies each "not" to what it denies, and each "will" to what is
// going to be done.
func settleDenials(items []talk.Item, q *question) []talk.Sense {
	d := denials{items: items, q: q}
	for i := 0; i < len(items); {
		i = d.step(i)
	}
	return d.out
}

// denials walks over the phrases of a clause.
type denials struct {
	items []talk.Item
	q     *question
	out   []talk.Sense
	not   bool // something has been denied
}

// step settles the phrase at i and returns where the next one begins.
func (d *denials) step(i int) int {
	s, next := d.items[i].Sense, i+1
	if d.not && d.items[i].Text == "yet" {
		return next
	}
	d.not = d.not || s == talk.Not || s == talk.No || s == talk.Nothing
	switch s {
	case talk.Favour:
		if d.at(d.skip(next, s)) == talk.Deed {
			return next // "let's renew it"
		}
	case talk.Deed:
		if d.refused() {
			return next
		}
		s = talk.Assent
	case talk.Nothing:
		s, next = d.nothing(i)
	case talk.Without:
		s, next = d.without(i)
	case talk.Willing:
		s, next = d.willing(i)
	case talk.Not, talk.NotYet:
		s, next = d.deny(i)
	default:
	}
	d.out = append(d.out, s)
	return next
}

// at is the sense at a place, Unknown behind the end.
func (d *denials) at(i int) talk.Sense {
	if i < len(d.items) {
		return d.items[i].Sense
	}
	return talk.Unknown
}

// refused reports whether the clause has said already that something is not to
// be done.
func (d *denials) refused() bool {
	return slices.ContainsFunc(d.out, func(s talk.Sense) bool { return s == talk.Unwanted || s == talk.Refusal || s == talk.EchoNot })
}

// skip passes over what may stand between a "not" and what it denies.
func (d *denials) skip(j int, s talk.Sense) int {
	for ; j < len(d.items); j++ {
		switch d.items[j].Sense {
		case talk.Filler, talk.Was, talk.Echo:
			continue
		case talk.Degree:
			if s == talk.Without {
				continue
			}
		case talk.Wish:
			if d.q.aim == aimConsent {
				continue
			}
		case talk.Surely:
			if s == talk.NotYet {
				continue
			}
		default:
		}
		return j
	}
	return j
}

// nothing reads "nothing has been shipped" as a no to whether it was.
func (d *denials) nothing(i int) (talk.Sense, int) {
	j := d.skip(i+1, talk.Not)
	switch happened := d.at(j) == talk.EchoDone || d.at(j) == talk.Done; {
	case d.q.aim != aimFact:
	case happened:
		return talk.EchoNot, j + 1
	case d.q.kin != 0 && j < len(d.items) && (d.items[j-1].Sense == talk.Was || auxiliaries[d.items[j-1].Text]):
		return talk.EchoNot, j + 1 // "nothing has shown up"
	}
	return talk.Nothing, i + 1
}

// without reads "without problems", which says that there are none, and "without
// the logo", which limits.
func (d *denials) without(i int) (talk.Sense, int) {
	j := d.skip(i+1, talk.Without)
	if s := d.at(j); s != talk.Objection && s != talk.Hindrance || d.items[j-1].Sense == talk.Degree {
		return talk.Limit, i + 1
	}
	return denied[d.items[j].Sense], j + 1
}

// willing reads "we will renew" as an assent where that is asked.
func (d *denials) willing(i int) (talk.Sense, int) {
	if d.q.aim != aimConsent {
		return talk.Willing, i + 1
	}
	if i == len(d.items)-1 && wouldLove[d.items[i].Text] {
		return talk.Assent, i + 1 // "we'd be happy to"
	}
	j, not := d.willed(i + 1)
	switch {
	case j < 0:
		return talk.Willing, i + 1
	case not, len(d.out) > 0 && d.out[len(d.out)-1] == talk.Not:
		return talk.Refusal, j + 1
	default:
		return talk.Assent, j + 1
	}
}

// wouldLove are the ways to say that one would.
var wouldLove = setOf("would love to|would be happy to|would be glad to|would be delighted to|would be pleased to|would like to|happy to|glad to|would gladly|would love")

// willed finds what somebody is going to do: a verb of the question.
func (d *denials) willed(j int) (at int, not bool) {
	for ; j < len(d.items); j++ {
		switch d.items[j].Sense {
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

// deny reads a "not" or "not yet" with what it denies. What cannot be turned into
// its contrary stays denied.
func (d *denials) deny(i int) (talk.Sense, int) {
	s := d.items[i].Sense
	j := d.skip(i+1, s)
	switch next := d.at(j); {
	case next == talk.Deed:
		return talk.Refusal, j + 1
	case next == talk.Willing:
		if k, _ := d.willed(j + 1); k >= 0 && d.q.aim == aimConsent {
			return talk.Refusal, k + 1
		}
	case next == talk.Done && d.endsReady(j):
		return talk.Refusal, j + 1
	case denied[next] == talk.Amiss && d.q.aim == aimConsent:
		return talk.Refusal, j + 1 // "I don't like it"
	case denied[next] != talk.Unknown:
		return denied[next], j + 1
	case s == talk.Not && d.behindDeed(i):
		d.out = d.out[:len(d.out)-1]
		return talk.Refusal, i + 2
	case s == talk.Not && d.at(i+1) == talk.Wish:
		return talk.Unwanted, i + 2 // «больше не нужно»
	case s == talk.Not && d.forbids(i):
		return talk.No, i + 1
	}
	return s, i + 1
}

// endsReady reports whether a clause that consents, or not, ends in a Russian
// «готовы», which says who is willing and not what is done: «платить больше мы не
// готовы».
func (d *denials) endsReady(j int) bool {
	return d.q.aim == aimConsent && j == len(d.items)-1 && isCyrillic(d.items[j].Text)
}

// behindDeed reports whether a "not" and its verb follow what is not going to be
// done, as they do in Russian: «продлевать не будем».
func (d *denials) behindDeed(i int) bool {
	return len(d.out) > 0 && d.items[i-1].Sense == talk.Deed && willWords[d.text(i+1)]
}

// forbids reports whether a bare "not" is a no to what is asked: "please don't".
func (d *denials) forbids(i int) bool {
	return !d.q.aim.ofTrouble() && d.q.aim != aimUnmoved && d.alone(i)
}

var auxiliaries = setOf("has|have|is|are")

var willWords = setOf("будем|буду|станем|стану|хотим|хочу|планируем|планирую|готовы|готов|готова|можем|могу|собираемся|собираюсь")

func (d *denials) text(i int) string {
	if i < len(d.items) {
		return d.items[i].Text
	}
	return ""
}

// alone reports whether a "not" denies nothing that the clause names.
func (d *denials) alone(at int) bool {
	return talk.Says(slices.Concat(d.items[:at], d.items[at+1:]), talk.Filler, talk.Courtesy)
}
