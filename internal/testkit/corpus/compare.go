package corpus

import (
	"fmt"
	"strings"
)

// shown is how many steps before a difference are shown.
const shown = 5

// compare describes the first script that was played differently from what is
// recorded, and counts the others. It returns nothing if there is none.
func compare(recorded, played [][]string) string {
	if len(recorded) != len(played) {
		return fmt.Sprintf("%d scripts are recorded and %d were played", len(recorded), len(played))
	}
	first, count := "", 0
	for n := range recorded {
		if at := differ(recorded[n], played[n]); at >= 0 {
			count++
			if first == "" {
				first = describe(n, at, recorded[n], played[n])
			}
		}
	}
	if count == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d scripts have other effects.\n%s", count, len(recorded), first)
}

// differ is the first step at which two scripts differ, or -1.
func differ(recorded, played []string) int {
	for i := range max(len(recorded), len(played)) {
		if step(recorded, i) != step(played, i) {
			return i
		}
	}
	return -1
}

func step(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the script is over)"
}

func describe(n, at int, recorded, played []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "script %d, step %d:\n", n, at)
	for i := max(0, at-shown); i < at; i++ {
		fmt.Fprintf(&b, "  %s\n", recorded[i])
	}
	was, is := step(recorded, at), step(played, at)
	fmt.Fprintf(&b, "- %s\n+ %s\n", was, is)
	if event(was) != event(is) {
		b.WriteString("Another event happened: it was the script that changed, or effects that are not compared.")
		return b.String()
	}
	b.WriteString("Histories of these rules no longer replay. If the rules are released, raise them and keep the old effects for the old ones; if not, record the corpus with -update.")
	return b.String()
}

// event is the name of a step's event.
func event(line string) string {
	name, _, _ := strings.Cut(line, ":")
	return name
}
