package answer

import "github.com/rapport-engine/rapport/mail/understand/internal/talk"

// mark is what keeps a clause, or a text, from being a plain answer.
type mark uint64

const (
	markLimited mark = 1 << iota // something is taken back, or made to depend on something
	markFirm                     // by a condition or an exception, which even a no may depend on
	markWishes                   // something else is wanted
	markPortion                  // a part is named
	markDenied                   // something that we do not know is denied
	markBut                      // it begins with a "but"
	markStrange                  // it has words that we do not know
	markNumber
	markAgainst // it has a phrase that contradicts a yes
	markLater   // it speaks of a time to come
	markBefore  // it speaks of what has been
	markWas     // it speaks of a state that is over
	markOurs    // it speaks of the writer's part only
	markHere    // it speaks of where the writer is
	markScoped  // it says what the rest is about: "for the hardware"
	markFollows // it draws a conclusion from what stands before
	markReason  // an explanation begins
	markLingers // it says where something still is
	markIdle    // nothing but courtesies
	markAsked
	markBare      // trouble is named and no more is said of it
	markUnknown   // "no idea"
	markPlain     // it says plainly yes or no
	markWorded    // its "ok" is a word and no sign
	markNotFirst  // it begins with a "not"
	markContrast  // it has a "however"
	markEven      // it only adds to what was said: "even the audit"
	markContact   // it says how its writer can be reached
	markGreets    // it greets
	markHard      // it has a limit that counts whatever stands beside it
	markOffers    // it offers help
	markExplained // what it does not know only explains its yes or no
	markElliptic  // it ends in a "not" of which nothing more is said: "printing isn't"
	markTopic     // its yes is to a part of the question: "yes to Sundays"
)

// senseMarks are the marks that phrases leave wherever they stand.
var senseMarks = map[talk.Sense]mark{
	talk.Unknown: markStrange, talk.Number: markStrange | markNumber, talk.Favour: markStrange,
	talk.Limit: markLimited, talk.Part: markPortion, talk.Wish: markWishes, talk.Hope: markWishes,
	talk.Later: markLater, talk.Willing: markLater, talk.Reason: markReason, talk.Clueless: markUnknown,
	talk.Not: markDenied | markAgainst, talk.No: markAgainst, talk.NotYet: markAgainst, talk.Undone: markAgainst,
	talk.Refusal: markAgainst, talk.Unwanted: markAgainst, talk.False: markAgainst, talk.Amiss: markAgainst,
	talk.EchoNot: markAgainst, talk.Late: markAgainst, talk.Objection: markAgainst, talk.Hindrance: markAgainst,
}

// plainSenses say yes or no in so many words.
var plainSenses = sensesOf(talk.Undone, talk.Done, talk.Late, talk.OnTime, talk.Coming, talk.True, talk.False, talk.Yes, talk.No,
	talk.Refusal, talk.NotYet, talk.Exists, talk.EchoNot, talk.Unwanted, talk.EchoDone, talk.Surely, talk.Assent, talk.Silence)

// noSenses say no to a fact or a proposal, or that there is nothing.
var noSenses = sensesOf(talk.No, talk.NotYet, talk.Undone, talk.Refusal, talk.Unwanted, talk.False, talk.Nothing, talk.Silence, talk.EchoNot)

func sensesOf(senses ...talk.Sense) map[talk.Sense]bool {
	set := make(map[talk.Sense]bool, len(senses))
	for _, s := range senses {
		set[s] = true
	}
	return set
}

func saysNo(s talk.Sense) bool { return noSenses[s] }
