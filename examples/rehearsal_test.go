package examples_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
)

// crowd is from how many people on a summary counts them instead of naming each.
const crowd = 50

// TestRehearsal plays each example for a year with its personas, the fleet for a
// quarter, and compares how many mails everybody got and of which templates, the first of
// them, and how the rounds ended.
func TestRehearsal(t *testing.T) {
	t.Parallel()
	for name, until := range map[string]cadence.Date{
		"clean-water":     {Year: 2027, Month: 3, Day: 31},
		"dealers":         {Year: 2026, Month: 4, Day: 30},
		"first-goals":     {Year: 2027, Month: 2, Day: 15},
		"fjordmail-lumen": {Year: 2026, Month: 12, Day: 31},
		"halden-ulvik":    {Year: 2027, Month: 2, Day: 28},
		"handshake":       {Year: 2027, Month: 3, Day: 31},
		"smk-severtrans":  {Year: 2026, Month: 12, Day: 31},
		"vektor-dealer":   {Year: 2027, Month: 1, Day: 31},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			declared := load(t, os.DirFS(name))
			played, err := app.Rehearse(declared.Specs, declared.Rehearsal, until)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".rehearsal", summary(played.Events))
		})
	}
}

// summary is a rehearsal on one page.
func summary(events []rehearsal.Event) []byte {
	mails, templates, outcomes := map[string]int{}, map[string]int{}, map[string]int{}
	var first []rehearsal.Event
	for _, e := range events {
		switch e.Kind {
		case rehearsal.KindMail:
			mails[e.To]++
			templates[e.Template+ordinal(e)]++
			for _, rider := range e.Also {
				templates[rider+", in another mail"]++
			}
			if len(first) < 3 {
				first = append(first, e)
			}
		case procedure.EntryOutcome:
			outcomes[e.Outcome]++
		}
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, "Mails")
	for _, line := range counted(mails) {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	fmt.Fprintln(&b, "Templates")
	for _, template := range slices.Sorted(maps.Keys(templates)) {
		fmt.Fprintf(&b, "  %d %s\n", templates[template], template)
	}
	fmt.Fprintln(&b, "Outcomes")
	for _, outcome := range slices.Sorted(maps.Keys(outcomes)) {
		fmt.Fprintf(&b, "  %d %s\n", outcomes[outcome], outcome)
	}
	fmt.Fprintln(&b, "First")
	for _, e := range first {
		fmt.Fprintf(&b, "  %s %s to %s: %s\n", e.At.Format("Mon 2006-01-02 15:04 MST"), e.Template, e.To, e.Subject)
	}
	if len(first) > 0 {
		fmt.Fprintf(&b, "\n%s", first[0].Text)
	}
	return b.Bytes()
}

// ordinal tells a reminder from the mail that it reminds of.
func ordinal(e rehearsal.Event) string {
	if e.Reminder == 0 {
		return ""
	}
	return fmt.Sprintf(", reminder %d", e.Reminder)
}

// counted lists how many mails each person got, or of a crowd how many got how
// many.
func counted(mails map[string]int) []string {
	var lines []string
	if len(mails) < crowd {
		for _, person := range slices.Sorted(maps.Keys(mails)) {
			lines = append(lines, fmt.Sprintf("%d to %s", mails[person], person))
		}
		return lines
	}
	people := map[int]int{}
	for _, n := range mails {
		people[n]++
	}
	for _, n := range slices.Sorted(maps.Keys(people)) {
		lines = append(lines, fmt.Sprintf("%d to each of %d people", n, people[n]))
	}
	return lines
}

// TestNobodyIsAskedTooMuchInAYearOfFjordmail plays the year with everybody diligent:
// nobody gets more mails in any week than a person can be expected to read.
func TestNobodyIsAskedTooMuchInAYearOfFjordmail(t *testing.T) {
	t.Parallel()
	declared := load(t, os.DirFS("fjordmail-lumen"))
	played, err := app.Rehearse(declared.Specs, config.Rehearsal{}, cadence.Date{Year: 2026, Month: 12, Day: 31})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range played.Loads {
		t.Logf("%s: at most %d in a week, %.2f in the mean; %v", l.Name, l.MostAWeek, l.MeanAWeek, l.Causes)
		for _, week := range l.Above {
			t.Errorf("%s got %d mails in the week of %s: %v", l.Name, week.Mails, week.Of, week.Causes)
		}
	}
}
