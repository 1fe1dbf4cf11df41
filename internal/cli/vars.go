package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
)

// vars are the values that a command line gives to a directory's variables.
type vars struct {
	values []string // NAME=VALUE
	files  []string // paths
}

// variablesLimit is the largest file of variables, as of any other file that is
// read for a spec.
const variablesLimit = 4 << 20

// options reads the files and says how to load a directory with these values.
func (v vars) options() (config.Options, error) {
	o := config.Options{Vars: v.values}
	for _, name := range v.files {
		src, err := readFile(name, variablesLimit)
		if err != nil {
			return o, refused(fmt.Errorf("read variables %s: %w", name, pathless(err)))
		}
		o.VarFiles = append(o.VarFiles, config.VarFile{Name: name, Source: src})
	}
	return o, nil
}

// readFile reads a file of at most limit bytes.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	src, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(src)) > limit {
		err = fmt.Errorf("it is larger than %d MiB", limit>>20)
	}
	return src, err
}

// varFlags gives a command the flags that set variables. As every long flag,
// they may begin with one dash.
func varFlags(c *cobra.Command, v *vars) {
	c.Flags().Var((*assignments)(&v.values), "var", "set a variable, such as `NAME=VALUE`; may be repeated")
	c.Flags().Var((*paths)(&v.files), "var-file", "set the variables that a `FILE` assigns; may be repeated")
}

// assignments is the value of a flag that collects NAME=VALUE. A value may hold
// commas and quotes, so unlike pflag's lists it is taken as it stands.
type assignments []string

// Set takes one assignment.
func (a *assignments) Set(text string) error {
	if name, _, ok := strings.Cut(text, "="); !ok || strings.TrimSpace(name) == "" {
		return errors.New("want NAME=VALUE")
	}
	*a = append(*a, text)
	return nil
}

func (a *assignments) String() string { return strings.Join(*a, " ") }

// Type names the value in the help.
func (a *assignments) Type() string { return "assignment" }

// paths is the value of a flag that collects files.
type paths []string

// Set takes one path.
func (p *paths) Set(text string) error {
	if text == "" {
		return errors.New("want the path of a file")
	}
	*p = append(*p, text)
	return nil
}

func (p *paths) String() string { return strings.Join(*p, " ") }

// Type names the value in the help.
func (p *paths) Type() string { return "path" }
