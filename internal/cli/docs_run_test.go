//go:build !slim

package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// notRun are commands of pages that no test can run as they stand, and why. Each must still
// be on a page.
var notRun = map[string]string{
	"go run ./cmd/rapport up examples/quickstart": "what every page's world is started with, on free ports",
	"go test ./...":                                 "this test is part of it",
	"rapport validate .":                            "the README shows the findings of slips; TestReadmeFindings repeats them",
	"rapport init partnerships":                     "it asks; TestInit answers",
	"rapport verify teapot-kettle-2030 --head HASH": "the hash is the reader's own",
	"rapport inbox show 5f0c2a9d":                   "the ID is that of a mail of the reader's; inbox_test runs them",
	"rapport inbox replay 5f0c2a9d --as astrid --reason wrote-from-her-phone": "as above",
	"rapport inbox replay 5f0c2a9d --reason new-address-in-the-spec":          "as above",
	"rapport inbox dismiss 5f0c2a9d --reason advertisement":                   "as above",
}

// inBlocks are the fenced blocks of a page. Those of no language hold commands, too.
var inBlocks = regexp.MustCompile("(?ms)^```([a-z]*)[^\n]*\n(.*?)^```")

// commandsOf lists the commands of a page in their order. Those of the program temporal need
// a cluster's own tool, which is not part of this one.
func commandsOf(text string) []string {
	var list []string
	for _, block := range inBlocks.FindAllStringSubmatch(text, -1) {
		if !slices.Contains([]string{"console", "sh", ""}, block[1]) {
			continue
		}
		for line := range strings.Lines(block[2]) {
			command, prompted := strings.CutPrefix(strings.TrimSpace(line), "$ ")
			if block[1] == "console" && !prompted {
				continue // what is printed
			}
			command, _, _ = strings.Cut(command, "  #")
			command = strings.TrimSpace(command)
			if strings.HasPrefix(command, "rapport ") || strings.HasPrefix(command, "go ") {
				list = append(list, command)
			}
		}
	}
	return list
}

// What the commands of the pages speak of: the quickstart, which lies in the directory, or the
// examples below it, and a server on which three of them run.
const (
	here   = "exec sh -c 'cp $EXAMPLES/quickstart/*.hcl .'\n"
	below  = "exec cp -r $EXAMPLES examples\n"
	server = `exec rapport up $EXAMPLES/quickstart --temporal-port 0 --ui-port 0 --webmail-port 0 --smtp-port 0 --imap-port 0 &up&
until 'Astrid Vik +Check-in .Every two weeks. +[A-Z]' rapport status teapot-kettle
exec rapport apply $EXAMPLES/fjordmail-lumen --yes
exec rapport apply $EXAMPLES/clean-water --yes
`
)

// TestEveryCommandOfThePagesRuns runs the commands of each page as they are written, in their
// order, in a directory of the quickstart.
func TestEveryCommandOfThePagesRuns(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	scripts, left, dir := []string{}, map[string]bool{}, t.TempDir()
	for command := range notRun {
		left[command] = true
	}
	for _, page := range pages(t) {
		if !strings.HasSuffix(page, "README.md") && !strings.Contains(page, "/guide/") {
			continue
		}
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		script, ran := scriptOf(commandsOf(string(text)), left)
		if ran == 0 {
			continue
		}
		file := filepath.Join(dir, strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(page, "../../"), "/", "-"), ".md")+".txtar")
		if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
			t.Fatal(err)
		}
		scripts = append(scripts, file)
	}
	for command := range left {
		t.Errorf("no page shows %q any more: take the mark away", command)
	}
	testscript.Run(t, testscript.Params{
		Files: scripts, RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"until": until},
	})
}

// scriptOf writes the commands of a page as a script, and counts those that run.
func scriptOf(commands []string, left map[string]bool) (script string, ran int) {
	var lines strings.Builder
	served := false
	for _, command := range commands {
		if _, marked := notRun[command]; marked {
			delete(left, command)
			continue
		}
		verb := strings.Fields(command)[1]
		served = served || verb != "rehearse" && verb != "validate"
		if verb == "apply" && !strings.HasSuffix(command, ".plan") {
			command += " --yes" // where a reader types yes
		}
		fmt.Fprintf(&lines, "exec sh -c '%s'\n", strings.ReplaceAll(command, "'", "''"))
		ran++
	}
	script = here
	if strings.Contains(lines.String(), " examples/") {
		script = below
	}
	if served {
		return script + server + lines.String() + "kill -INT up\nwait up\n", ran
	}
	return script + lines.String(), ran
}
