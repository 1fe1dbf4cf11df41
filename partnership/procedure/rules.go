package procedure

// Rules is the newest version of the rules. New procedures go by it, and a
// running partnership takes it at its next planning, when the agenda that is
// recorded says so; the procedures that it begins follow. A rule that would
// change the effects of an older version is gated by a predicate of Base with a
// name of its own, listed here with its version:
//
//	version  predicate  what changed
//	1                   the first rules
const Rules = 1
