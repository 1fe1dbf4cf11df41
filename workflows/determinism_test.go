package workflows_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDeterminismCheckSeesEveryRule makes each procedure's Step read the clock
// and range over a map, in a copy of the module, and wants `make determinism`
// to name all of them. It fails for a procedure that `rules` does not call.
func TestDeterminismCheckSeesEveryRule(t *testing.T) {
	t.Parallel()
	findWorkflowcheck(t)
	copied := copyModule(t)
	steps := plant(t, copied, "_ = time.Now(); for range (map[int]int{}) {};")
	if len(steps) < 2 {
		t.Fatalf("only %q were found to plant faults in", steps)
	}

	check := exec.Command("make", "determinism")
	check.Dir = copied
	report, err := check.CombinedOutput()
	if err == nil {
		t.Error("the check passes code that reads the clock and ranges over maps")
	}
	for _, step := range steps {
		for _, fault := range []string{"calls non-deterministic function time.Now", "iterates over map"} {
			if want := step + " is non-deterministic, reason: " + fault; !strings.Contains(string(report), want) {
				t.Errorf("the check does not say %q: does rules in workflows/determinism call this Step?", want)
			}
		}
	}
	if t.Failed() {
		t.Logf("the check said:\n%.4000s", report)
	}
}

// findWorkflowcheck skips the test where the tool can neither be found nor
// fetched.
func findWorkflowcheck(t *testing.T) {
	t.Helper()
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`WORKFLOWCHECK_VERSION := (\S+)`).FindSubmatch(makefile)
	if pinned == nil {
		t.Fatal("the Makefile pins no version of workflowcheck")
	}
	if out, err := exec.Command("go", "mod", "download", "go.temporal.io/sdk/contrib/tools/workflowcheck@"+string(pinned[1])).CombinedOutput(); err != nil {
		t.Skipf("workflowcheck is missing: %v: %s", err, out)
	}
	if _, err := exec.LookPath("make"); err != nil {
		t.Skip("needs the Debian package make")
	}
}

// copyModule copies what workflows are built of, and what the check reads, into
// a folder of its own.
func copyModule(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	copied := t.TempDir()
	files := []string{"go.mod", "go.sum", "Makefile", "workflowcheck.config.yaml"}
	for i, name := range files {
		files[i] = filepath.Join(root, name)
	}
	for _, file := range append(files, ownFiles(t, "./...")...) {
		relative, err := filepath.Rel(root, file)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(copied, relative)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return copied
}

// ownFiles lists the module's files that a package is built of.
func ownFiles(t *testing.T, pkg string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-json=Dir,Module,GoFiles,EmbedFiles", pkg).Output()
	if err != nil {
		t.Fatalf("list the packages of %s: %v", pkg, err)
	}
	var files []string
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			Dir                 string
			Module              *struct{ Main bool }
			GoFiles, EmbedFiles []string
		}
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || !p.Module.Main {
			continue
		}
		for _, name := range slices.Concat(p.GoFiles, p.EmbedFiles) {
			files = append(files, filepath.Join(p.Dir, name))
		}
	}
}

// plant puts a statement at the beginning of every procedure's Step below
// partnership/ and returns the methods' full names.
func plant(t *testing.T, module, statement string) []string {
	t.Helper()
	var steps []string
	err := filepath.WalkDir(filepath.Join(module, "partnership"), func(file string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, text, 0)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(module, filepath.Dir(file))
		if err != nil {
			return err
		}
		// Backwards, so that what is planted moves no place to plant at.
		for _, decl := range slices.Backward(parsed.Decls) {
			method, is := decl.(*ast.FuncDecl)
			if !is || !isStep(method) {
				continue
			}
			receiver := types.ExprString(method.Recv.List[0].Type)
			steps = append(steps, fmt.Sprintf("(*%s/%s.%s).Step",
				"github.com/rapport-engine/rapport", filepath.ToSlash(folder), strings.TrimPrefix(receiver, "*")))
			body := set.Position(method.Body.Lbrace).Offset + 1
			text = slices.Insert(text, body, []byte(statement)...)
		}
		return os.WriteFile(file, text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

// isStep tells a procedure's Step from other methods of that name: it returns
// effects.
func isStep(method *ast.FuncDecl) bool {
	results := method.Type.Results
	if method.Recv == nil || method.Name.Name != "Step" || results == nil || len(results.List) != 1 {
		return false
	}
	return slices.Contains([]string{"[]Effect", "[]procedure.Effect"}, types.ExprString(results.List[0].Type))
}
