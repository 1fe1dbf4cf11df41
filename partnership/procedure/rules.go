package procedure

// Rules is the newest version of the rules. New procedures go by it, and a
// running partnership takes it at its next planning, when the agenda that is
// recorded says so; the procedures that it begins follow. A rule that would
// change the effects of an older version is gated by a predicate of Base with a
// name of its own, listed here with its version:
//
//	version  predicate  what changed
//	1                   the first rules
//	2        Covers     somebody is looked for in the place of whoever cannot be reached
//	2        keepsItems what is owed is kept, asked about and chased (the partnership's)
//	2        FollowsUp  what is missing, differs or goes wrong after a round has consequences, and a
//	                    milestone tells nobody of a step that says nothing new to them; what people say
//	                    of themselves is counted: how sure they are, and once a quarter a side's hours
//	2        FollowsUp  a day that is asked for after the last one of a milestone's goal is proposed
//	                    for the spec
//	2        putsBefore a day that passed before all had signed waits for another one (the partnership's)
//	2        parts      the end is led to: people hear of it before, look back, and read a report
//	                    (the partnership's)
//	2        welcomes   everybody gets a page about the partnership once, and is asked whether their
//	                    part is right (the partnership's)
const Rules = 2

// Covers reports whether a bounce has somebody asked in the person's place, and
// whether kinds of bounces are told apart.
func (b *Base) Covers() bool { return b.Rules >= 2 }

// FollowsUp reports whether what a round leaves behind has consequences.
func (b *Base) FollowsUp() bool { return b.Rules >= 2 }
