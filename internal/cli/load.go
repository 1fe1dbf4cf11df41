package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rapport-engine/rapport/config"
)

// load reads a spec directory with the variables of the command line. A
// directory or a file of variables that cannot be read at all is the caller's
// mistake; everything else comes back as diagnostics. No link leads out of the
// directory.
func load(dir string, v vars) (config.Result, error) {
	root, err := openDir(dir)
	if err != nil {
		return config.Result{}, err
	}
	defer func() { _ = root.Close() }() // nothing was written
	options, err := v.options()
	if err != nil {
		return config.Result{}, err
	}
	return config.Load(root.FS(), options), nil
}

// openDir opens a spec directory so that nothing outside of it can be read.
func openDir(dir string) (*os.Root, error) {
	if err := checkDir(dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, refused(fmt.Errorf("read spec directory %s: %w", dir, pathless(err)))
	}
	return root, nil
}

// checkDir refuses what is not a directory.
func checkDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refused(fmt.Errorf("read spec directory %s: there is no such directory", dir))
	case err != nil:
		return refused(fmt.Errorf("read spec directory %s: %w", dir, pathless(err)))
	case !info.IsDir():
		return refused(fmt.Errorf("read spec directory %s: it is a file; name the directory that holds your *.hcl files", dir))
	default:
		return nil
	}
}

// pathless is an error without the path that its message gives already.
func pathless(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// fewFindings is how many findings may stand before what a command has to say.
const fewFindings = 5

// loadValid reads a spec directory as load does and refuses to go on when there
// are errors. Findings go to standard error; many that keep nothing from running
// are counted, not shown, for the command has something else to say.
func loadValid(env Env, dir string, v vars) (config.Result, error) {
	result, err := loadErrors(env, dir, v)
	switch {
	case err != nil:
	case len(result.Diagnostics) <= fewFindings:
		showDiagnostics(env.Stderr, env, result.Diagnostics)
	default:
		fmt.Fprintf(env.Stderr, "%s about %s. To read them: rapport validate %s\n\n", advice(result.Diagnostics), called(dir), dir)
	}
	return result, err
}

// called is a directory as a sentence names it: a lone dot reads like its end.
func called(dir string) string {
	if filepath.Clean(dir) == "." {
		return "this directory"
	}
	return dir
}

// loadErrors is loadValid for commands that only show what was declared: of the
// findings they show nothing but the errors.
func loadErrors(env Env, dir string, v vars) (config.Result, error) {
	reading := env.begin("Reading and checking "+called(dir), 0)
	result, err := load(dir, v)
	reading.end()
	if err != nil || !result.Diagnostics.HasErrors() {
		return result, err
	}
	showDiagnostics(env.Stderr, env, severe(result.Diagnostics))
	return result, refused(fmt.Errorf("%s is not valid: mend what is listed above", called(dir)))
}

// advice counts the findings that keep nothing from running.
func advice(diags config.Diagnostics) string {
	var counts []string
	if n := diags.Count(config.Warning); n > 0 {
		counts = append(counts, plural(n, "warning"))
	}
	if n := diags.Count(config.Info); n > 0 {
		counts = append(counts, plural(n, "note"))
	}
	return strings.Join(counts, " and ")
}

// severe picks out the errors.
func severe(diags config.Diagnostics) config.Diagnostics {
	var errs config.Diagnostics
	for _, d := range diags {
		if d.Severity == config.Error {
			errs = append(errs, d)
		}
	}
	return errs
}

// showDiagnostics prints findings for people, apart from what comes after them.
func showDiagnostics(w io.Writer, env Env, diags config.Diagnostics) {
	if len(diags) == 0 {
		return
	}
	diags.WriteText(w, config.TextOptions{Color: env.Color, Width: env.Width})
	fmt.Fprintln(w)
}

// dirArg is the spec directory that a command was given, or the current one.
func dirArg(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}
