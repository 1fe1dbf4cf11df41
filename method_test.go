package rapport_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// practices is how many the method has, numbered from 1.
const practices = 99

// TestTheMethodIsWhereItsPageSays holds every row of the page about the method against the
// language, the mails, the tests and what is noted as not carried out. That the commands
// exist is seen to where all pages are read for commands.
func TestTheMethodIsWhereItsPageSays(t *testing.T) {
	t.Parallel()
	rows := methodRows(read(t, "docs/method.md"))
	for _, fault := range methodFaults(rows, known(t)) {
		t.Error(fault)
	}
	var numbers []int
	for _, r := range rows {
		numbers = append(numbers, r.number)
	}
	slices.Sort(numbers)
	for n := 1; n <= practices; n++ {
		if count := len(numbers) - len(slices.DeleteFunc(slices.Clone(numbers), func(m int) bool { return m == n })); count != 1 {
			t.Errorf("practice %d has %d rows", n, count)
		}
	}
	if len(rows) != practices {
		t.Errorf("there are %d rows, want %d", len(rows), practices)
	}
}

// TestFalseRowsOfTheMethodAreFound has the check find every way in which a row is wrong or
// gets out of date.
func TestFalseRowsOfTheMethodAreFound(t *testing.T) {
	t.Parallel()
	facts := methodFacts{
		language: []string{"goal", "check_in", "meeting"}, noted: []string{"meeting"},
		mails: []string{"check-in"}, tests: []string{"lint.TestRules"},
	}
	for name, c := range map[string]struct {
		row  string
		want []string
	}{
		"works":                    {row: "`goal` | `check-in` | `lint.TestRules` | `rapport show` | works"},
		"in part":                  {row: "`check_in` | `check-in` | `lint.TestRules` | `rapport show` | in part: agendas: `meeting`"},
		"to come":                  {row: "`meeting` | | | | to come: agendas: `meeting`"},
		"unknown block":            {row: "`gaol` | | `lint.TestRules` | `rapport show` | works", want: []string{"1: gaol is no word of the language"}},
		"unknown mail":             {row: "| `check-on` | `lint.TestRules` | `rapport show` | works", want: []string{"1: no mail is called check-on"}},
		"unknown test":             {row: "| | `lint.TestRulers` | `rapport show` | works", want: []string{"1: there is no lint.TestRulers"}},
		"no test":                  {row: "`goal` | | | `rapport show` | works", want: []string{"1: no test proves it"}},
		"shown nowhere":            {row: "`goal` | | `lint.TestRules` | | works", want: []string{"1: no command shows it"}},
		"is to come and works":     {row: "`meeting` | | `lint.TestRules` | `rapport show` | works", want: []string{"1: meeting is noted as not carried out"}},
		"works and is to come":     {row: "`goal` | | | | to come: goals", want: []string{"1: goal is carried out to the full"}},
		"mail has come":            {row: "| `check-in` | | | to come: mails", want: []string{"1: check-in is written already"}},
		"what is missing is there": {row: "| | `lint.TestRules` | `rapport show` | in part: rounds: `check_in`", want: []string{"1: check_in is not missing"}},
		"nothing is missing":       {row: "| | `lint.TestRules` | `rapport show` | in part: ", want: []string{"1: it does not say what is missing"}},
		"another state":            {row: "| | `lint.TestRules` | `rapport show` | soon", want: []string{"1: it neither works nor says what is missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := gocmp.Diff(c.want, methodFaults(methodRows("| 1 | Talk | "+c.row+" |\n"), facts)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// methodRow is a practice, and where it lives.
type methodRow struct {
	number                         int
	blocks, mails, tests, commands []string
	state, missing                 string // missing is what is said behind the state
}

func methodRows(page string) []methodRow {
	var rows []methodRow
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		number, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil || len(cells) != 7 {
			continue
		}
		row := methodRow{number: number, blocks: names(cells[2]), mails: names(cells[3]), tests: names(cells[4]), commands: names(cells[5])}
		row.state, row.missing, _ = strings.Cut(strings.TrimSpace(cells[6]), ":")
		rows = append(rows, row)
	}
	return rows
}

// names lists what stands between backquotes.
func names(cell string) []string {
	var list []string
	for _, m := range quoted.FindAllStringSubmatch(cell, -1) {
		list = append(list, m[1])
	}
	return list
}

// methodFacts is what there is to name.
type methodFacts struct {
	language, noted []string // blocks and attributes; those of them that are not carried out
	mails           []string // templates
	tests           []string // "package.TestName"
}

// methodFaults lists where rows name what is not there, or say of it what is not so.
func methodFaults(rows []methodRow, facts methodFacts) []string {
	var faults []string
	for _, r := range rows {
		add := func(format string, args ...any) {
			faults = append(faults, fmt.Sprintf("%d: ", r.number)+fmt.Sprintf(format, args...))
		}
		toCome := r.state == "to come"
		for _, b := range r.blocks {
			switch noted := slices.Contains(facts.noted, b); {
			case !noted && !slices.Contains(facts.language, b):
				add("%s is no word of the language", b)
			case noted && !toCome:
				add("%s is noted as not carried out", b)
			case !noted && toCome:
				add("%s is carried out to the full", b)
			}
		}
		for _, m := range r.mails {
			switch {
			case !slices.Contains(facts.mails, m):
				add("no mail is called %s", m)
			case toCome:
				add("%s is written already", m)
			}
		}
		for _, name := range r.tests {
			if !slices.Contains(facts.tests, name) {
				add("there is no %s", name)
			}
		}
		faults = append(faults, stateFaults(r, facts)...)
	}
	return faults
}

// stateFaults lists what does not go with the state of a row.
func stateFaults(r methodRow, facts methodFacts) []string {
	var faults []string
	add := func(says string) { faults = append(faults, fmt.Sprintf("%d: %s", r.number, says)) }
	if r.state != "to come" && len(r.tests) == 0 {
		add("no test proves it")
	}
	if r.state != "to come" && len(r.commands) == 0 {
		add("no command shows it")
	}
	switch r.state {
	case "works":
	case "in part", "to come":
		if strings.TrimSpace(r.missing) == "" {
			add("it does not say what is missing")
		}
	default:
		add("it neither works nor says what is missing")
	}
	for _, name := range names(r.missing) {
		if !slices.Contains(facts.noted, name) {
			add(name + " is not missing")
		}
	}
	return faults
}

var (
	heading2  = regexp.MustCompile(`(?m)^## (\S+)$`)
	attribute = regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|")
	testFunc  = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
)

// known collects what there is to name.
func known(t *testing.T) methodFacts {
	t.Helper()
	var facts methodFacts
	for _, page := range markdown(t, "docs/reference") {
		text := read(t, page)
		for _, m := range slices.Concat(heading2.FindAllStringSubmatch(text, -1), attribute.FindAllStringSubmatch(text, -1)) {
			facts.language = append(facts.language, m[1])
		}
	}
	facts.noted = notCarriedOut()
	all, _ := kinds.Templates(kinds.All())
	for _, m := range all {
		facts.mails = append(facts.mails, string(m))
	}
	facts.tests = testNames(t)
	return facts
}

// testNames lists the tests of all packages, each with its folder's name.
func testNames(t *testing.T) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "artifacts" || path != "." && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case strings.HasSuffix(path, "_test.go"):
			for _, m := range testFunc.FindAllStringSubmatch(read(t, path), -1) {
				found = append(found, filepath.Base(filepath.Dir(path))+"."+m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
