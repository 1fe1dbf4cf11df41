package measure

// Current picks the reading that a KPI is judged by: of the latest period, each
// reporter's latest reading, so that a correction replaces what it corrects.
// Reporters who differ are in dispute, and until they reconcile the less
// favourable reading counts; a reading that an admin has recorded settles the
// period. It reports false when there is no reading.
//
// Periods are ISO dates, so the order of their text is the order of time; a
// late answer to an old round never displaces the newer round.
func Current(readings []Reading, t Target) (current Reading, disputed, ok bool) {
	for i, r := range Claims(readings) {
		if r.Reporter == Arbiter {
			return r, false, true
		}
		if i == 0 {
			current, ok = r, true
			continue
		}
		disputed = disputed || !r.Value.Equal(current.Value)
		if t.lessFavourable(r.Value, current.Value) {
			current = r
		}
	}
	return current, disputed, ok
}

// Claims keeps one reading per reporter of the latest period, in the order in
// which the reporters first spoke.
func Claims(readings []Reading) []Reading {
	var period string
	for _, r := range readings {
		period = max(period, r.Period)
	}
	var latest []Reading
	for _, r := range readings {
		if r.Period == period {
			latest = replaceOlder(latest, r)
		}
	}
	return latest
}

// replaceOlder takes the later of two readings of one instant to be the newer.
func replaceOlder(latest []Reading, r Reading) []Reading {
	for i, known := range latest {
		if known.Reporter != r.Reporter {
			continue
		}
		if !r.At.Before(known.At) {
			latest[i] = r
		}
		return latest
	}
	return append(latest, r)
}
