package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/hexops/gotextdiff"
	"github.com/hexops/gotextdiff/myers"
	"github.com/hexops/gotextdiff/span"
	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
)

func newFmt(env Env) *cobra.Command {
	var check, diff bool
	c := &cobra.Command{
		Use: "fmt [DIR]", Short: "Put HCL files into canonical form", Args: optional("DIR"),
		Long: "Rewrites every *.hcl file below DIR in canonical form and lists the files that changed.\n" +
			"Files that do not parse are reported and left alone.",
		Example: "  rapport fmt\n  rapport fmt -check -diff examples/quickstart",
		RunE: func(_ *cobra.Command, args []string) error {
			return runFmt(env, dirArg(args), check, diff)
		},
	}
	c.Flags().BoolVar(&check, "check", false, "change nothing; exit 1 when a file is not in canonical form")
	c.Flags().BoolVar(&diff, "diff", false, "show what changes")
	return c
}

func runFmt(env Env, dir string, check, diff bool) error {
	if err := checkDir(dir); err != nil {
		return err
	}
	changes, diags := config.FormatDir(os.DirFS(dir))
	showDiagnostics(env.Stderr, env, diags)
	for _, change := range changes {
		path := filepath.Join(dir, filepath.FromSlash(change.File))
		fmt.Fprintln(env.Stdout, path)
		if diff {
			before, after := string(change.Before), string(change.After)
			edits := myers.ComputeEdits(span.URIFromPath(path), before, after)
			fmt.Fprint(env.Stdout, gotextdiff.ToUnified(path, path+" (formatted)", before, edits))
		}
		if check {
			continue
		}
		if err := rewrite(path, change.After); err != nil {
			return world(fmt.Errorf("format %s: %w", path, err))
		}
	}
	if diags.HasErrors() || check && len(changes) > 0 {
		return found()
	}
	return nil
}

// rewrite replaces a file's content in one step, so that a crash leaves either
// the old text or the new one.
func rewrite(path string, content []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return writeWhole(path, info.Mode().Perm(), content)
}

// writeWhole writes a file in one step, all of it or nothing.
func writeWhole(path string, mode os.FileMode, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".rapport-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	if _, err := temporary.Write(content); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Chmod(mode); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}
