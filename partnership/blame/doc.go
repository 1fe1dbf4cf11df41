// Package blame finds what sounds like blame in a side's statement of a
// conflict, and says what could stand instead. Its author reads that before anybody
// else reads the statement, and may leave everything as it is.
//
// # What sounds like blame
//
// A sentence does if its author says, in the own voice, of the reader's side (of
// "you", of one of its people, or of "our partner") one of these:
//
//   - Blame: that something is its fault, or a deed in words that judge it (let down,
//     ruined, lied, dragged its feet) or judge whoever did it (careless, greedy).
//   - Absolutes: always, never, every time, nobody, nothing, or a habit in other
//     words, without a date, a count or a thing that bounds it.
//   - Threats: harm that is announced or hinted at so that the reader gives in.
//   - Mind-reading: what the reader thinks, wants, feels or aims at, stated as known.
//   - Contempt: insults, mockery, talking down, a question that asks nothing.
//
// These do not, however much they may displease:
//
//   - Facts that can be checked: who did what, when, how often, even if it was bad. A
//     "never" that a day, a place or a thing bounds is a fact.
//   - What the author feels, fears, needs, asks, offers, guesses or did wrong, and
//     what both sides did.
//   - Judgements of things, plans and processes, and of people who are on no side.
//   - Questions that want an answer, thanks, praise, apologies, and what is denied
//     ("I don't say that you always are late").
//   - What other people said, in quotation marks or in the lines of a quoted mail.
//   - What a law or the contract says, and a step that it provides.
//
// # How it is found
//
// The words are in two tables, table/en.txt and table/ru.txt, which a person who
// speaks the language can read and mend; their head explains how. A sentence is
// looked up in the table of its own script.
//
// Each sentence is weighed (weigh.go). Rows of phrases are exact and know the
// fitting suggestion. What they don't reach has signs: en-signs.txt and
// ru-signs.txt hold those that speak for an accusation (who is spoken of, what is
// said of them, how often, why, with what menace) or against it (a date, a request,
// a question of fact, an own fault, praise, a thought, somebody on no side). Of whom a
// clause speaks (persons.go) decides how much a sign in it says: "lied" is one thing
// of the reader, another of the author, and a third of the weather forecast.
// en-words.txt and ru-words.txt say how much, and how single words, pairs of words and
// endings lean (evidence.go). The points are fitted to the sentences in testdata whose
// names end in "seen" (fit_test.go).
//
// Nothing is understood beyond the tables: irony without a marked word is not found,
// nor is a threat that only hints.
package blame
