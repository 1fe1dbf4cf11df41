package cli_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rapport-engine/rapport/internal/cli"
)

// TestEveryCommandIsExplained wants of each command a line, a paragraph and
// examples that are true.
func TestEveryCommandIsExplained(t *testing.T) {
	t.Parallel()
	for _, c := range commands(cli.NewRoot(environment())) {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short text %q: want a phrase without a full stop", c.CommandPath(), c.Short)
		}
		if !strings.HasSuffix(c.Long, ".") && !strings.HasSuffix(c.Long, "]") {
			t.Errorf("%s: long text %q: want sentences", c.CommandPath(), c.Long)
		}
		for line := range strings.Lines(c.Long + "\n" + c.Example) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 100 {
				t.Errorf("%s: a line of the help has %d characters: %s", c.CommandPath(), n, line)
			}
		}
		examples := shown(c.Example)
		if len(examples) == 0 || !strings.HasPrefix(examples[0], c.CommandPath()) && c.HasParent() {
			t.Errorf("%s: examples %q: want one of the command itself", c.CommandPath(), examples)
		}
		for _, example := range examples {
			if err := understood(example, true); err != nil {
				t.Errorf("%s: example %s: %v", c.CommandPath(), example, err)
			}
		}
		c.LocalFlags().VisitAll(flagIsExplained(t, c))
	}
}

// TestDocsNameCommandsThatExist reads every command line of every page.
func TestDocsNameCommandsThatExist(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range shown(string(text)) {
			found[strings.Fields(line)[1]] = true
			if err := understood(line, false); err != nil {
				t.Errorf("%s: %s: %v", page, line, err)
			}
		}
	}
	for _, c := range cli.NewRoot(environment()).Commands() {
		if c.IsAvailableCommand() && !found[c.Name()] && c.Name() != "version" {
			t.Errorf("no page mentions rapport %s", c.Name())
		}
	}
}

// environment is what a command sees in a test that starts no program.
func environment(args ...string) cli.Env {
	return cli.Env{
		Args: args, Stdin: strings.NewReader(""), Stdout: new(bytes.Buffer), Stderr: new(bytes.Buffer),
		LookupEnv: func(string) (string, bool) { return "", false }, Now: noon,
	}
}

// commands lists a command and everything below it.
func commands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, inner := range c.Commands() {
		list = append(list, commands(inner)...)
	}
	return list
}

var commandLine = regexp.MustCompile("(?m)(?:^[ $]*(?:[A-Z_]+=\\S+ |[a-z]+ \\| )*|`)(?:go run \\./cmd/)?(rapport [a-z][^`|#>\n]*)")

// shown finds the command lines in a text: at the beginning of a line, perhaps
// behind settings or a pipe, or between backquotes.
func shown(text string) []string {
	var lines []string
	for _, m := range commandLine.FindAllStringSubmatch(text, -1) {
		lines = append(lines, strings.TrimSpace(m[1]))
	}
	return lines
}

// understood reports why a command line would not be taken. A mention in a
// sentence need not have all arguments.
func understood(line string, whole bool) error {
	c, rest, err := cli.NewRoot(environment()).Find(cli.LongFlags(words(line)[1:]))
	if err != nil {
		return err
	}
	if err := c.ParseFlags(rest); errors.Is(err, pflag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	args := c.Flags().Args()
	if !whole && len(args) == 0 {
		return nil
	}
	return c.ValidateArgs(args)
}

// words splits a command line as a shell does that knows quotes only.
func words(line string) []string {
	var list []string
	var word strings.Builder
	var quote rune
	begun := false
	end := func() {
		if begun {
			list = append(list, word.String())
		}
		word.Reset()
		begun = false
	}
	for _, r := range line {
		switch {
		case quote == 0 && unicode.IsSpace(r):
			end()
		case quote == 0 && (r == '"' || r == '\''):
			quote, begun = r, true
		case r == quote:
			quote = 0
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	end()
	return list
}

// pages lists the Markdown files that readers of the project see.
func pages(t *testing.T) []string {
	t.Helper()
	list := []string{"../../README.md"}
	err := filepath.WalkDir("../../docs", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".md" {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func flagIsExplained(t *testing.T, c *cobra.Command) func(*pflag.Flag) {
	return func(f *pflag.Flag) {
		if f.Usage == "" || strings.HasSuffix(f.Usage, ".") {
			t.Errorf("%s --%s: usage %q: want a phrase without a full stop", c.CommandPath(), f.Name, f.Usage)
		}
		if f.Shorthand != "" && f.Name != "help" {
			t.Errorf("%s --%s: -%s would stand in the way of long flags with one dash", c.CommandPath(), f.Name, f.Shorthand)
		}
	}
}
