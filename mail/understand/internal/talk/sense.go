package talk

// Sense is what a word or a phrase says.
type Sense uint8

// The senses. Whatever no phrase covers is Unknown.
const (
	Unknown Sense = iota

	Filler   // says nothing: articles, "fully", "from our side"
	Courtesy // greets, thanks, excuses, takes note

	Yes
	No
	Surely // "of course": a yes to what was proposed
	Okay   // "ok", a thumb
	Good   // "fine", "good": assent or how things are
	Well   // "all good", "on track": how things are
	Assent // "agreed", "accepted"
	Refusal
	True // "correct"
	False
	Done    // "ready", "finished"
	Undone  // "in progress"
	NotYet  // "not yet", which also denies what follows it
	Exists  // "there are": a yes to whether there is something
	Nothing // "none", "nothing"
	Silence // "nothing is blocking us": there is no trouble

	Not // denies what follows it

	Objection // a problem, a remark: what somebody who agrees has none of
	Hindrance // a blocker, a risk: what work is held up by

	Limit    // a condition, an exception, a part, a doubt, a "but"
	Hedge    // "as far as I know"
	SoFar    // "so far", "for now"
	Reason   // "because": an explanation follows
	Was      // the auxiliary of the past
	Before   // "yesterday"
	Day      // a weekday or a date
	Later    // "tomorrow", "will"
	Clueless // "no idea"

	Number
	Unwanted // «не нужно»
	OnTime   // "on schedule"
	Late
	Amiss   // "nothing works"
	Coming  // "will be there"
	Willing // "would love to", "will": to do what is asked
	Wish    // "want", "need": something else than was asked
	Contact // how to reach the writer
	But
	Without  // "without": of problems, none
	Deed     // what leave was asked for
	Lingers  // "still at": where something is that should be done
	Degree   // "major": of problems, a part
	Hope     // "hope", «надеемся»: where things are going
	Favour   // "vote for", «выбираю»: a choice follows
	Part     // "half", "the second"
	EchoNot  // the predicate, denied
	Echo     // a word of the question
	Demur    // «да нет»: a no, if more is said
	EchoDone // the question's predicate, said to be done: "signed"
)
