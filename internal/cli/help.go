package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// newHelp shows the help of a command, and refuses to make one up for what is none.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Show the help of a command",
		Long:    "Shows what a command is for, its flags, and an example. The same as COMMAND --help.",
		Example: "  rapport help\n  rapport help mail try",
		RunE: func(_ *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil {
				return subcommand(root, args)
			}
			if len(rest) > 0 {
				return subcommand(found, rest)
			}
			return found.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			found, _, err := root.Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, c := range found.Commands() {
				if c.IsAvailableCommand() && strings.HasPrefix(c.Name(), begun) {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
