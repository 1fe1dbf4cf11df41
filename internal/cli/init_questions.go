package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/internal/starter"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// question asks for one of the answers that make a starter.
type question struct {
	flag     string // which says the answer too
	field    func(*starter.Answers) *string
	text     func(w words, a starter.Answers) string
	standard func(starter.Answers) string // nil when there is no usual answer
	choices  []string
	optional bool
	of       string // whose answer is missing, where there are several of a flag
	// person is who has the name that is asked for.
	person func(*starter.Answers) *starter.Person
	// needless says that the question has no point.
	needless func(starter.Answers) bool
}

// interview collects the answers, from flags first and then from a person.
type interview struct {
	env      Env
	ask      bool
	lines    chan string // what the person types
	given    starter.Answers
	standing starter.Answers // answers so far; each was checked
}

func newInterview(env Env, a initArgs) *interview {
	return &interview{
		env: env, ask: env.Interactive && !a.yes, given: a.given,
		standing: starter.Answers{Parties: make([]starter.Party, len(a.given.Parties))},
	}
}

// answers goes through the questions. What a flag says is checked as what a person types. Where
// nobody can be asked, all that is wrong is said at once.
func (i *interview) answers(ctx context.Context) (starter.Answers, error) {
	var problems []error
	for _, q := range questions(i.env, i.given) {
		if err := i.settle(ctx, q); err != nil {
			problems = append(problems, err)
			if i.ask {
				break
			}
		}
	}
	return i.standing, errors.Join(problems...)
}

// settle finds the answer to one question.
func (i *interview) settle(ctx context.Context, q question) error {
	standard := ""
	if q.standard != nil {
		standard = q.standard(i.standing)
	}
	answer := *q.field(&i.given)
	switch {
	case answer != "":
		if problem := i.try(q, answer); problem != "" {
			return fmt.Errorf("--%s: %s", q.flag, problem)
		}
	case *q.field(&i.standing) != "": // it came with the answer to another one
	case q.needless != nil && q.needless(i.standing):
	case i.ask:
		return i.put(ctx, q, standard)
	case standard != "":
		if problem := i.try(q, standard); problem != "" {
			return fmt.Errorf("--%s is missing, and %q does not do: %s", q.flag, standard, problem)
		}
	case !q.optional:
		return fmt.Errorf("--%s is missing%s: there is nobody here to ask for it", q.flag, q.of)
	}
	return nil
}

// try takes an answer if it can stand, and says otherwise why not.
func (i *interview) try(q question, answer string) string {
	next := i.standing
	next.Parties = slices.Clone(next.Parties)
	*q.field(&next) = answer
	if q.person != nil { // whoever types an address along with a name is not asked for it again
		if person, err := readPerson(answer); err == nil {
			*q.person(&next) = person
		}
	}
	if problem := starter.Problem(next); problem != "" {
		return problem
	}
	i.standing = next
	return ""
}

// put asks one question until the answer can stand.
func (i *interview) put(ctx context.Context, q question, standard string) error {
	w := wordsOf(i.standing.Language)
	for n, choice := range q.choices {
		fmt.Fprintf(i.env.Stdout, "  %d  %-14s %s\n", n+1, choice, w.choices[choice])
	}
	for {
		fmt.Fprint(i.env.Stdout, q.text(w, i.standing))
		if standard != "" {
			fmt.Fprintf(i.env.Stdout, " [%s]", standard)
		}
		fmt.Fprint(i.env.Stdout, ": ")
		answer, err := i.line(ctx)
		if err != nil {
			fmt.Fprintln(i.env.Stdout)
			return err
		}
		if answer == "" {
			answer = standard
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(q.choices) {
			answer = q.choices[n-1]
		}
		if answer == "" && q.optional {
			return nil
		}
		if answer == "" {
			fmt.Fprintf(i.env.Stdout, "  %s\n", w.needed)
			continue
		}
		problem := i.try(q, answer)
		if problem == "" {
			return nil
		}
		fmt.Fprintf(i.env.Stdout, "  %s\n", problem)
	}
}

// line waits for a line of the person, or for the end of the program.
func (i *interview) line(ctx context.Context) (string, error) {
	if i.lines == nil {
		i.lines = make(chan string)
		go func() {
			defer close(i.lines)
			scanner := bufio.NewScanner(i.env.Stdin)
			for scanner.Scan() {
				select {
				case i.lines <- strings.TrimSpace(scanner.Text()):
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	select {
	case line, ok := <-i.lines:
		if !ok {
			return "", refused(errors.New("the answers ended too early; nothing was written"))
		}
		return line, nil
	case <-ctx.Done():
		return "", refused(errors.New("interrupted; nothing was written"))
	}
}

// questions are those of a starter, in order.
func questions(env Env, given starter.Answers) []question {
	list := []question{
		{
			flag: "language", choices: starter.Languages(),
			field:    func(a *starter.Answers) *string { return &a.Language },
			text:     func(w words, _ starter.Answers) string { return w.language },
			standard: func(starter.Answers) string { return machineLanguage(env.LookupEnv) },
		},
		{
			flag: "kind", choices: starter.Kinds(),
			field:    func(a *starter.Answers) *string { return &a.Kind },
			text:     func(w words, _ starter.Answers) string { return w.kind },
			standard: func(starter.Answers) string { return starter.Kinds()[0] },
		},
	}
	for i := range given.Parties {
		list = append(list, partyQuestions(i)...)
	}
	return append(
		list,
		question{
			flag:     "title",
			field:    func(a *starter.Answers) *string { return &a.Title },
			text:     func(w words, _ starter.Answers) string { return w.title },
			standard: starter.Answers.DefaultTitle,
		},
		question{
			flag:     "timezone",
			field:    func(a *starter.Answers) *string { return &a.Zone },
			text:     func(w words, _ starter.Answers) string { return w.zone },
			standard: func(starter.Answers) string { return machineZone(env.LookupEnv) },
		},
		question{
			flag:     "start",
			field:    func(a *starter.Answers) *string { return &a.Start },
			text:     func(w words, _ starter.Answers) string { return w.start },
			standard: func(starter.Answers) string { return starter.NextMonday(env.Now()) },
		},
	)
}

// partyQuestions asks for a party, for who leads it and for who stands in.
func partyQuestions(i int) []question {
	lead := func(a *starter.Answers) *starter.Person { return &a.Parties[i].Lead }
	deputy := func(a *starter.Answers) *starter.Person { return &a.Parties[i].Deputy }
	of := fmt.Sprintf(" for party %d", i+1)
	return []question{
		{
			flag: "party", of: of,
			field: func(a *starter.Answers) *string { return &a.Parties[i].Name },
			text:  func(w words, _ starter.Answers) string { return w.party[min(i, len(w.party)-1)] },
		},
		{
			flag: "person", of: of, person: lead,
			field: func(a *starter.Answers) *string { return &lead(a).Name },
			text:  func(w words, a starter.Answers) string { return fmt.Sprintf(w.lead, a.Parties[i].Name) },
		},
		{
			flag:     "person",
			field:    func(a *starter.Answers) *string { return &lead(a).Email },
			text:     func(w words, a starter.Answers) string { return fmt.Sprintf(w.address, lead(&a).Name) },
			needless: func(a starter.Answers) bool { return lead(&a).Name == "" },
		},
		{
			flag: "deputy", optional: true, person: deputy,
			field: func(a *starter.Answers) *string { return &deputy(a).Name },
			text:  func(w words, a starter.Answers) string { return fmt.Sprintf(w.deputy, lead(&a).Name) },
		},
		{
			flag:     "deputy",
			field:    func(a *starter.Answers) *string { return &deputy(a).Email },
			text:     func(w words, a starter.Answers) string { return fmt.Sprintf(w.address, deputy(&a).Name) },
			needless: func(a starter.Answers) bool { return deputy(&a).Name == "" },
		},
	}
}

// machineLanguage is that of the user's settings, if there are starters in it.
func machineLanguage(lookup func(string) (string, bool)) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, set := lookup(name); set && value != "" {
			for _, language := range starter.Languages() {
				if strings.HasPrefix(value, language) {
					return language
				}
			}
			break
		}
	}
	return starter.Languages()[0]
}

// machineZone is the zone of this machine if its name is known, as Go itself
// finds it.
func machineZone(lookup func(string) (string, bool)) string {
	name, set := lookup("TZ")
	if !set {
		if link, err := os.Readlink("/etc/localtime"); err == nil {
			_, name, _ = strings.Cut(link, "zoneinfo/")
		}
	}
	name = strings.TrimPrefix(name, ":")
	if _, err := cadence.LoadZone(name); err != nil || name == "" {
		return "Etc/UTC"
	}
	return name
}
