// Package measure holds every formula of the project: progress, pace, RAG,
// forecast, confidence and roll-up, in decimal arithmetic.
//
// What cannot be computed is n/a, never zero: see Ratio. Days are civil days of
// the partnership's zone, so clock changes never bend a figure.
package measure
