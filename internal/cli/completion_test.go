package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/cli"
)

// TestCompletionScriptsParse has each shell read its script.
func TestCompletionScriptsParse(t *testing.T) {
	t.Parallel()
	for _, shell := range []string{"bash", "zsh", "fish"} {
		t.Run(shell, func(t *testing.T) {
			t.Parallel()
			script := printed(t, cli.ExitOK, "completion", shell)
			if !strings.Contains(script, "__complete") {
				t.Errorf("the script does not ask the program:\n%.200s", script)
			}
			program, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("the Debian package %s is not installed", shell)
			}
			file := filepath.Join(t.TempDir(), "rapport."+shell)
			write(t, file, script)
			if out, err := exec.Command(program, "-n", file).CombinedOutput(); err != nil {
				t.Errorf("%s does not understand the script: %v\n%s", shell, err, out)
			}
		})
	}
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	fill(t, data, quickstart)
	const files, none, directories, extensions = ":0", ":4", ":16", ":8"
	for line, want := range map[string][]string{
		"val":                         {"validate", none},
		"completion ":                 {"bash", "zsh", "fish", none},
		"validate ":                   {directories},
		"validate . ":                 {none},
		"up ":                         {directories},
		"validate --format ":          {"text", "json", "sarif", none},
		"validate --format=s":         {"text", "json", "sarif", none},
		"up --data ":                  {directories},
		"rehearse . --personas ":      {"hcl", extensions},
		"mail explain ":               {files},
		"version ":                    {none},
		"status --data " + data + " ": {"teapot-kettle", files},
		"status --data nowhere ":      {files},
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			if strings.Contains(line, "up ") && !cli.Embedded {
				t.Skip("this build has no embedded servers")
			}
			var got []string
			words := strings.Split(line, " ")
			for text := range strings.Lines(printed(t, cli.ExitOK, append([]string{"__complete"}, words...)...)) {
				word, _, _ := strings.Cut(strings.TrimSuffix(text, "\n"), "\t")
				got = append(got, word)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("completion (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBashCompletes has bash itself complete a line with the script, as it does when somebody
// presses the key, without the package bash-completion. Bash splits words at = and :.
func TestBashCompletes(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("the Debian package bash is not installed")
	}
	for line, want := range map[string]string{
		"rapport val":                        "validate",
		"rapport validate --form":            "--format",
		"rapport validate --format=sa":       "sarif",
		"rapport validate --format=sarif pa": "partnerships",
		"rapport validate ":                  "partnerships",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "partnerships"), 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "script"), printed(t, cli.ExitOK, "completion", "bash"))
			words := strings.Fields(line)[1:]
			if strings.HasSuffix(line, " ") {
				words = append(words, "")
			}
			write(t, filepath.Join(dir, "answers"), printed(t, cli.ExitOK, append([]string{"__complete"}, words...)...))
			bash := exec.Command("bash", "--norc", "-c", `
				rapport() { cat answers; }
				source ./script
				COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9
				read -ra COMP_WORDS <<<"${1//=/ = }"
				COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
				__start_rapport
				echo "${COMPREPLY[@]}"`, "bash", line)
			bash.Dir = dir
			out, err := bash.Output() // no key was pressed, which bash remarks on
			if got := strings.TrimSpace(string(out)); err != nil || got != want {
				t.Errorf("bash completes %q to %q, not %q: %v", line, got, want, err)
			}
		})
	}
}
