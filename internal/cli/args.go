package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// optional accepts at most as many arguments as it has names.
func optional(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) <= len(names):
			return nil
		case len(names) == 0:
			return fmt.Errorf("%q is too much: %s takes no arguments", args[0], c.CommandPath())
		default:
			return fmt.Errorf("%q is too much: %s takes only %s", args[len(names)], c.CommandPath(), strings.Join(names, " "))
		}
	}
}

// required accepts exactly as many arguments as it has names.
func required(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < len(names) {
			return fmt.Errorf("%s is missing: %s", names[len(args)], c.UseLine())
		}
		return optional(names...)(c, args)
	}
}

// oneAnd accepts one argument that is required and one that is not.
func oneAnd(first, other string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return required(first)(c, args)
		}
		return optional(first, other)(c, args)
	}
}

// subcommand accepts no arguments: what stands in a subcommand's place was
// meant as one.
func subcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	message := fmt.Sprintf("unknown command %q for %q", args[0], c.CommandPath())
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		message += fmt.Sprintf("; did you mean %q?", near[0])
	}
	return fmt.Errorf("%s", message)
}
