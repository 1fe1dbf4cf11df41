// Package talk knows what the words and phrases of a reply mean to whoever has
// asked: which say yes, which take it back, which are mere politeness. It reads a
// clause as a closed world: a word that it does not know is reported as such, so
// that nobody takes a text for understood of which half was skipped.
package talk
