package cli

import (
	_ "embed"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish"}

func newCompletion(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "completion SHELL", Short: "Print a completion script for a shell", Args: required("SHELL"),
		Long: "Prints a script that completes commands, flags, directories and the names of partnerships. To try\n" +
			"it in the shell that runs:\n\n" +
			"  bash   source <(rapport completion bash)\n" +
			"  zsh    source <(rapport completion zsh)\n" +
			"  fish   rapport completion fish | source\n\n" +
			"To have it in every new shell, write it to a file that the shell reads:\n\n" +
			"  bash   ~/.local/share/bash-completion/completions/rapport with the package bash-completion, else\n" +
			"         a file that ~/.bashrc sources\n" +
			"  zsh    _rapport in a directory of $fpath, with compinit in ~/.zshrc\n" +
			"  fish   ~/.config/fish/completions/rapport.fish\n\n" +
			"A script fits the commands of any version, for it asks the program itself.",
		Example: "  rapport completion bash > ~/.local/share/bash-completion/completions/rapport\n" +
			"  rapport completion fish > ~/.config/fish/completions/rapport.fish",
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			return writeCompletion(env.Stdout, c.Root(), args[0])
		},
	}
}

//go:embed completion.bash
var withoutBashCompletion string

func writeCompletion(w io.Writer, root *cobra.Command, shell string) error {
	switch shell {
	case "bash":
		if err := root.GenBashCompletionV2(w, true); err != nil {
			return err
		}
		_, err := io.WriteString(w, withoutBashCompletion)
		return err
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	default:
		return fmt.Errorf("there is no completion for %q: choose one of %s", shell, strings.Join(shells, ", "))
	}
}

// completions says what may stand where, from the words with which the
// commands name their arguments and flags.
func completions(root *cobra.Command) {
	for _, c := range root.Commands() {
		completions(c)
		if c.ValidArgsFunction == nil && c.ValidArgs == nil {
			c.ValidArgsFunction = completeArgs(c)
		}
		for name, complete := range map[string]cobra.CompletionFunc{
			"format": cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp),
			"data":   directories, "engine": hclFiles, "personas": hclFiles,
			"locale":   cobra.FixedCompletions(languageCodes(), cobra.ShellCompDirectiveNoFileComp),
			"language": cobra.FixedCompletions(languageCodes(), cobra.ShellCompDirectiveNoFileComp),
		} {
			if c.Flags().Lookup(name) != nil {
				// It fails only for a flag that is not there or is complete already.
				_ = c.RegisterFlagCompletionFunc(name, complete)
			}
		}
	}
}

// completeArgs completes the arguments of a command by their names.
func completeArgs(c *cobra.Command) cobra.CompletionFunc {
	names := strings.Fields(c.Use)[1:]
	return func(called *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		place := len(args)
		if last := len(names) - 1; place > last && last >= 0 && strings.HasSuffix(names[last], "...") {
			place = last
		}
		if place >= len(names) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		name := names[place]
		slug, dir := strings.Contains(name, "SLUG"), strings.Contains(name, "DIR")
		switch {
		case strings.Contains(name, "PERSON"):
			return people(called, args), cobra.ShellCompDirectiveNoFileComp
		case name == "KPI":
			return kpis(called, args), cobra.ShellCompDirectiveNoFileComp
		case strings.HasPrefix(name, "QUESTION="):
			return askable(called, args), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		case name == "VALUE":
			return nil, cobra.ShellCompDirectiveNoFileComp
		case name == "ID":
			return quarantined(called), cobra.ShellCompDirectiveNoFileComp
		case slug && dir:
			return slugs(called), cobra.ShellCompDirectiveDefault
		case slug:
			return slugs(called), cobra.ShellCompDirectiveNoFileComp
		case dir && !strings.Contains(name, "FILE"):
			return directories(called, args, typed)
		default:
			return nil, cobra.ShellCompDirectiveDefault
		}
	}
}

func directories(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func hclFiles(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"hcl"}, cobra.ShellCompDirectiveFilterFileExt
}

// slugs lists the partnerships that a command could mean: those of its store,
// or those declared here if it has none. What cannot be read completes nothing.
func slugs(c *cobra.Command) []string {
	if c.Flags().Lookup("data") == nil {
		return declared()
	}
	return inStore(c, func(s *store.Store) []cobra.Completion {
		found, _ := s.Slugs(c.Context())
		return found
	})
}

// quarantined lists the mails in quarantine of a command's store, with their
// senders.
func quarantined(c *cobra.Command) []cobra.Completion {
	return inStore(c, func(s *store.Store) []cobra.Completion {
		mails, err := app.ListInbox(c.Context(), s, store.InboxQuery{States: []store.InboxState{store.InboxQuarantined}, Limit: inboxRows})
		if err != nil {
			return nil
		}
		var found []cobra.Completion
		for _, m := range mails {
			found = append(found, cobra.CompletionWithDesc(m.ID, printable(m.From)+": "+rowOf(m).about()))
		}
		return found
	})
}

// declared lists what the current directory declares. One without declarations
// of its own is not searched: it may be the root of everything.
func declared() []string {
	if files, err := filepath.Glob("*.hcl"); err != nil || len(files) == 0 {
		return nil
	}
	result, err := load(".", vars{})
	if err != nil {
		return nil
	}
	var found []string
	for _, spec := range result.Specs {
		found = append(found, spec.Slug)
	}
	return found
}
