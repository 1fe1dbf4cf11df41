package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/starter"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type initArgs struct {
	dir                       string
	given                     starter.Answers
	parties, people, deputies []string
	yes, force                bool
}

func newInit(env Env) *cobra.Command {
	var a initArgs
	c := &cobra.Command{
		Use: "init [DIR]", Short: "Write a first partnership to start from", Args: optional("DIR"),
		Long: "Writes two commented files into DIR: a playbook, which says how partnerships of a kind are run,\n" +
			"and a partnership that takes it. On a terminal it asks for what the flags do not say; elsewhere,\n" +
			"and with --yes, it takes the usual answers and refuses when there are none. Files that exist are\n" +
			"left alone unless --force is given.\n\n" +
			"Party, person and deputy are given once for each party, two or more, in the same order:\n" +
			"--party \"Fjordmail AS\" --person \"Lars Hauge <lars@fjordmail.example>\" --party ...\n\n" +
			"Kinds: " + strings.Join(starter.Kinds(), ", ") + ".",
		Example: "  rapport init partnerships\n" +
			"  rapport init partnerships --kind supply --language ru --timezone Europe/Moscow",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			return runInit(c.Context(), env, a)
		},
	}
	f := c.Flags()
	f.StringVar(&a.given.Kind, "kind", "", "`kind` of partnership")
	f.StringVar(&a.given.Title, "title", "", "`title` of the partnership (the names of its parties)")
	f.StringArrayVar(&a.parties, "party", nil, "`name` of a party; to be given for each")
	f.StringArrayVar(&a.people, "person", nil, "who leads a party, such as `\"NAME <ADDRESS>\"`; in the order of the parties")
	f.StringArrayVar(&a.deputies, "deputy", nil, "who stands in for a lead, such as `\"NAME <ADDRESS>\"`; in the order of the parties")
	f.StringVar(&a.given.Zone, "timezone", "", "`zone` of all times (that of this machine)")
	f.StringVar(&a.given.Language, "language", "", "`language` of the files and of mails: "+strings.Join(starter.Languages(), " or "))
	f.StringVar(&a.given.Start, "start", "", "first `day` (next Monday)")
	f.BoolVar(&a.yes, "yes", false, "ask nothing; take the usual answer to what the flags do not say")
	f.BoolVar(&a.force, "force", false, "overwrite files that exist")
	return c
}

func runInit(ctx context.Context, env Env, a initArgs) error {
	if err := a.split(); err != nil {
		return err
	}
	answers, err := newInterview(env, a).answers(ctx)
	if err != nil {
		return err
	}
	files, err := starter.Files(answers)
	if err != nil {
		return refused(err)
	}
	if err := writeFiles(a.dir, files, a.force); err != nil {
		return err
	}
	fmt.Fprintln(env.Stdout)
	for _, f := range files {
		fmt.Fprintln(env.Stdout, filepath.Join(a.dir, filepath.FromSlash(f.Name)))
	}
	start, err := cadence.ParseDate(answers.Start)
	if err != nil {
		return refused(err)
	}
	_, err = fmt.Fprintf(env.Stdout, wordsOf(answers.Language).next, a.dir, start.AddDays(rehearsedDays))
	return err
}

// rehearsedDays is how far the rehearsal goes that is proposed: some check-ins
// and the first report.
const rehearsedDays = 60

// fewestParties is how many there are at least.
const fewestParties = 2

// split takes the flags apart that are given once for each party.
func (a *initArgs) split() error {
	n := max(fewestParties, len(a.parties))
	a.given.Parties = make([]starter.Party, n)
	var problems []error
	for i, name := range a.parties {
		a.given.Parties[i].Name = name
	}
	for _, list := range []struct {
		flag   string
		values []string
		of     func(*starter.Party) *starter.Person
	}{
		{"person", a.people, func(p *starter.Party) *starter.Person { return &p.Lead }},
		{"deputy", a.deputies, func(p *starter.Party) *starter.Person { return &p.Deputy }},
	} {
		if len(list.values) > n {
			problems = append(problems, fmt.Errorf("--%s is given %d times for %d parties; more people go into the file", list.flag, len(list.values), n))
			continue
		}
		for i, text := range list.values {
			person, err := readPerson(text)
			if err != nil {
				problems = append(problems, fmt.Errorf("--%s %q: %w", list.flag, text, err))
			}
			*list.of(&a.given.Parties[i]) = person
		}
	}
	return errors.Join(problems...)
}

// readPerson reads "NAME <ADDRESS>". Unlike a mail header it needs no quotes
// around any name.
func readPerson(text string) (starter.Person, error) {
	name, address, found := strings.Cut(strings.TrimSuffix(strings.TrimSpace(text), ">"), "<")
	name, address = strings.TrimSpace(name), strings.TrimSpace(address)
	switch {
	case found && name != "" && address != "":
		return starter.Person{Name: name, Email: address}, nil
	case !found && strings.Contains(name, "@"):
		return starter.Person{}, fmt.Errorf("the name is missing: \"NAME <%s>\"", name)
	case !found && name != "":
		return starter.Person{}, fmt.Errorf("the mail address is missing: \"%s <ADDRESS>\"", name)
	}
	return starter.Person{}, errors.New("want \"NAME <ADDRESS>\"")
}

// writeFiles writes a starter into a directory, all of it or nothing of what
// would overwrite a file.
func writeFiles(dir string, files []starter.File, force bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return refused(fmt.Errorf("make directory %s: %w", dir, pathless(err)))
	}
	root, err := openDir(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // every write was checked
	for _, f := range files {
		if _, err := root.Lstat(f.Name); !force && !errors.Is(err, fs.ErrNotExist) {
			return refused(fmt.Errorf("write %s: it exists already; nothing was written. Name another directory, or give --force to overwrite it",
				filepath.Join(dir, f.Name)))
		}
	}
	for _, f := range files {
		if err := root.MkdirAll(path.Dir(f.Name), 0o755); err != nil {
			return world(fmt.Errorf("make directory for %s: %w", f.Name, pathless(err)))
		}
		if err := root.WriteFile(f.Name, f.Content, 0o644); err != nil {
			return world(fmt.Errorf("write %s: %w", f.Name, pathless(err)))
		}
	}
	return nil
}
