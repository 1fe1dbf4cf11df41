package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func newWelcome(env Env) *cobra.Command {
	var v vars
	c := &cobra.Command{
		Use: "welcome SLUG [DIR]", Short: "Write what leads tell their people before the first mail", Args: slugAndDir,
		Long: "Writes for the partnership SLUG that DIR declares a line to each lead, in the lead's language, to\n" +
			"copy and send to their own people before the first mail: people open a mail of a program that\n" +
			"somebody they know has announced. A lead who is alone on their side needs none. Needs no server.",
		Example: "  rapport welcome teapot-kettle\n  rapport welcome teapot-kettle examples/quickstart",
		RunE: func(_ *cobra.Command, args []string) error {
			_, spec, err := loadOne(env, dirArg(args[1:]), v, args[0], "welcome to")
			if err != nil {
				return err
			}
			for _, line := range tellings(spec) {
				fmt.Fprintf(env.Stdout, "%s\n\n", line)
			}
			return nil
		},
	}
	varFlags(c, &v)
	return c
}

// tellings are what each lead tells their people: to whom it goes, and the words.
func tellings(spec partnership.Spec) []string {
	var lines []string
	for _, party := range spec.Parties {
		head, ok := party.Head()
		if !ok || len(party.People) == 1 {
			continue
		}
		words := wording.In(head.Language)
		var own, others []string
		for _, p := range party.People {
			if p.ID != head.ID {
				own = append(own, p.Name)
			}
		}
		for _, other := range spec.Parties {
			if other.ID != party.ID {
				others = append(others, other.Name)
			}
		}
		lines = append(lines, fmt.Sprintf("%s → %s\n", head.Name, words.List(own))+
			fmt.Sprintf(words.TellYours, words.Quoted(wording.OneLine(spec.Title)), words.List(others), head.Name))
	}
	return lines
}
