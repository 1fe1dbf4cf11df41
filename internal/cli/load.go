package cli

import (
	"fmt"
	"os"

	"github.com/rapport-engine/rapport/config"
)

// load reads a spec directory. A directory that cannot be read at all is the
// caller's mistake; everything else comes back as diagnostics.
func load(dir string) (config.Result, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return config.Result{}, refused(fmt.Errorf("read spec directory: %w", err))
	}
	if !info.IsDir() {
		return config.Result{}, refused(fmt.Errorf("read spec directory %s: it is a file; name the directory that holds your *.hcl files", dir))
	}
	return config.Load(os.DirFS(dir), config.Options{}), nil
}

// loadValid reads a spec directory, shows every diagnostic on standard error
// and refuses to go on when there are errors.
func loadValid(env Env, dir string) (config.Result, error) {
	result, err := load(dir)
	if err != nil {
		return result, err
	}
	result.Diagnostics.WriteText(env.Stderr, config.TextOptions{Color: env.Color, Width: env.Width})
	if result.Diagnostics.HasErrors() {
		return result, refused(fmt.Errorf("%s is not valid: mend what is listed above; nothing was started", dir))
	}
	return result, nil
}

// dirArg is the spec directory that a command was given, or the current one.
func dirArg(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}
