package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

// inStore looks into the store of a command. What cannot be read completes nothing.
func inStore(c *cobra.Command, look func(s *store.Store) []cobra.Completion) []cobra.Completion {
	data := c.Flags().Lookup("data")
	if data == nil {
		return nil
	}
	found, err := fromStore(c.Context(), data.Value.String(), func(s *store.Store) ([]cobra.Completion, error) { return look(s), nil })
	if err != nil {
		return nil
	}
	return found
}

// people lists who is in the partnership that was typed, or anywhere.
func people(c *cobra.Command, args []string) []cobra.Completion {
	slug := ""
	if len(args) > 0 {
		slug = args[0]
	}
	return inStore(c, func(s *store.Store) []cobra.Completion {
		var found []cobra.Completion
		seen := map[string]bool{}
		for _, p := range app.People(c.Context(), s, slug) {
			if !seen[p.Person] {
				seen[p.Person] = true
				found = append(found, cobra.CompletionWithDesc(p.Person, p.Name))
			}
		}
		return found
	})
}

// kpis lists the KPIs of the partnership that was typed.
func kpis(c *cobra.Command, args []string) []cobra.Completion {
	return inStore(c, func(s *store.Store) []cobra.Completion {
		var found []cobra.Completion
		for _, k := range app.KPIs(c.Context(), s, args[0]) {
			found = append(found, cobra.CompletionWithDesc(k.ID, k.Unit))
		}
		return found
	})
}

// askable lists what a check-in asks as a rule.
func askable(c *cobra.Command, args []string) []cobra.Completion {
	var found []cobra.Completion
	for _, k := range append(kpis(c, args), "confidence", "blockers") {
		id, unit, _ := strings.Cut(k, "\t")
		found = append(found, cobra.CompletionWithDesc(id+"=", unit))
	}
	return found
}
