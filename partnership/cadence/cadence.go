// Package cadence turns declared rhythms into instants: recurrence rules,
// business calendars, spans of business days, and wall time in named zones.
//
// Times are declared as a zone name and wall time, never as an offset. Wall
// time that a clock change skips means the first valid instant after the gap;
// wall time that occurs twice means the first of the two.
//
// Everything here computes from its arguments alone, save LoadZone and what
// calls it (Schedule): they read the zone data of the machine, which changes
// with its updates, so callers that must repeat a result record it.
package cadence
