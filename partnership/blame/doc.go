// Package blame finds what sounds like blame in a side's statement of a
// conflict, and says what could stand instead: blame itself, absolutes, threats,
// mind-reading and contempt. Its author reads that before anybody else reads the
// statement, and may leave everything as it is.
//
// The words are in two tables, table/en.txt and table/ru.txt, which a person who
// speaks the language can read and mend; their head explains how. A sentence is
// looked up in the table of its own script.
//
// Each sentence is weighed (weigh.go). Rows of phrases are exact and know the
// fitting suggestion. What they don't reach has signs: en-signs.txt and
// ru-signs.txt hold those that speak for an accusation (who is spoken of, what is
// said of them, how often, why, with what menace) or against it (a date, a request,
// a question of fact, an own fault, praise, a thought). And en-words.txt and
// ru-words.txt say how single words lean. The points are fitted to the sentences in
// testdata whose names end in "seen" (fit_test.go).
//
// What other people said (quotes), what a contract says, what the author says
// about the own side, praise, and facts about things are left alone. Nothing is
// understood beyond the tables: irony without a marked word is not found, nor is a
// threat that only hints.
package blame
