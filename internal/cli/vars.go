package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
)

// vars are the values that a command line gives to a directory's variables.
type vars struct {
	values []string // NAME=VALUE
	files  []string // paths
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
