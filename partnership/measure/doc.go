// Package measure holds every formula of the project: progress, pace, RAG,
// forecast, confidence and roll-up, in decimal arithmetic.
package measure
