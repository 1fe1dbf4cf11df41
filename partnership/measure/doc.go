// Package measure holds the formulas of the project in decimal arithmetic:
// progress, expectation and pace of figures of every direction, totals,
// forecast, roll-up and grades; confidence, surveys and net promoters; money,
// variance and fairness. Each function names the formula that it computes.
//
// What cannot be computed is n/a, never zero: see Ratio. Days are civil days of
// the partnership's zone, so clock changes never bend a figure.
package measure
