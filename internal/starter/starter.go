// Package starter writes the first declaration of a partnership: a playbook of
// its kind, which says how it is run, and the partnership itself, which takes
// the playbook. Both are commented for somebody who has never seen the language,
// in English or Russian. What it writes is held to the loader's own rules.
package starter

import (
	"fmt"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Answers are what a starter is made of.
type Answers struct {
	Kind     string // one of Kinds
	Language string // of comments, texts and mails: one of Languages
	Title    string
	Zone     string  // IANA name
	Start    string  // the first day, such as 2027-01-11
	Parties  []Party // two or more
}

// fewest is how many parties a partnership has at least.
const fewest = 2

// Party is one of the sides.
type Party struct {
	Name   string
	Lead   Person
	Deputy Person // nobody if it has no name
}

// Person is somebody of a party.
type Person struct{ Name, Email string }

// Kinds lists the kinds of partnership that a starter exists for.
func Kinds() []string { return []string{"co-marketing", "reseller", "joint-rnd", "supply", "ngo"} }

// Languages lists the languages of starters.
func Languages() []string { return []string{"en", "ru"} }

// File is a file of a spec directory, by its slash-separated path.
type File struct {
	Name    string
	Content []byte
}

// Files makes the starter: the partnership first, then its playbook. Answers
// that no spec could hold are an error.
func Files(a Answers) ([]File, error) {
	files, err := render(a)
	if err != nil {
		return nil, err
	}
	if problem := refusal(files); problem != "" {
		return nil, fmt.Errorf("make starter: %s", problem)
	}
	return files, nil
}

// Problem says in words what is wrong with the answers that were given so far,
// by the rules of the loader; nothing if they can stand. Answers that are still
// empty are taken for good ones.
func Problem(a Answers) string {
	if problem := a.shared(); problem != "" {
		return problem
	}
	files, err := render(a.filled())
	if err != nil {
		return err.Error()
	}
	return refusal(files)
}

// shared names an address that two people have. The loader would say so, too, but by the place
// in a file that is not there yet.
func (a Answers) shared() string {
	owners := map[string]string{}
	for _, party := range a.Parties {
		for _, p := range []Person{party.Lead, party.Deputy} {
			address := strings.ToLower(strings.TrimSpace(p.Email))
			if owner, taken := owners[address]; taken && address != "" {
				return fmt.Sprintf("%s is the address of %s, too. An answer has to come from one person: give each their own address.", p.Email, owner)
			}
			owners[address] = p.Name
		}
	}
	return ""
}

// refusal loads files as a directory and returns why it would be refused.
func refusal(files []File) string {
	dir := fstest.MapFS{}
	for _, f := range files {
		dir[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	for _, d := range config.Load(dir, config.Options{}).Diagnostics {
		if d.Severity == config.Error {
			return d.Detail
		}
	}
	return ""
}

// filled puts good answers where there are none yet.
func (a Answers) filled() Answers {
	fill := func(into *string, standard string) {
		if strings.TrimSpace(*into) == "" {
			*into = standard
		}
	}
	fill(&a.Kind, Kinds()[0])
	fill(&a.Language, Languages()[0])
	fill(&a.Zone, "Etc/UTC")
	fill(&a.Start, "2027-01-11")
	a.Parties = append(slices.Clone(a.Parties), make([]Party, max(0, fewest-len(a.Parties)))...)
	for i := range a.Parties {
		p := &a.Parties[i]
		fill(&p.Name, fmt.Sprintf("Party %d", i+1))
		fill(&p.Lead.Name, fmt.Sprintf("Lead %d", i+1))
		fill(&p.Lead.Email, fmt.Sprintf("lead%d@party.example", i+1))
		if p.Deputy.Name != "" || p.Deputy.Email != "" {
			fill(&p.Deputy.Name, fmt.Sprintf("Deputy %d", i+1))
			fill(&p.Deputy.Email, fmt.Sprintf("deputy%d@party.example", i+1))
		}
	}
	fill(&a.Title, a.DefaultTitle())
	return a
}

// DefaultTitle names the partnership after its parties.
func (a Answers) DefaultTitle() string {
	var names []string
	for _, p := range a.Parties {
		names = append(names, p.Name)
	}
	return strings.Join(names, " × ")
}

// NextMonday is the usual first day: the Monday after a moment.
func NextMonday(now time.Time) string {
	day := cadence.DateOf(now).AddDays(1)
	for day.Weekday() != time.Monday {
		day = day.AddDays(1)
	}
	return day.String()
}
