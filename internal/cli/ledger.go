package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/store"
)

type ledgerArgs struct {
	slug, data string
	csv, xlsx  string
	entries    bool
	as         string
	json       bool
}

func newLedger(env Env) *cobra.Command {
	var a ledgerArgs
	c := &cobra.Command{
		Use: "ledger SLUG", Short: "Show what each party has put in and got out", Args: required("SLUG"),
		Long: "Shows the accounts of a partnership: what each party has put in and got out, by period and in all,\n" +
			"against what was promised and expected for the time; how evenly value and effort are shared; how\n" +
			"fast the budget is spent; and payments between the parties that do not match. With --entries it\n" +
			"lists what that was worked out from, with the IDs that the update correct-entry takes. With --csv\n" +
			"or --xlsx it writes every entry, also those that were corrected, into a file for a spreadsheet.\n" +
			"With --as it shows what one person may read: the lines of their own side, and of the others what\n" +
			"it comes to, unless the review that asked says readers = \"all\".\n" +
			"It reads the store, so no worker has to run.",
		Example: "  rapport ledger teapot-kettle\n  rapport ledger teapot-kettle --json\n  rapport ledger teapot-kettle --xlsx accounts.xlsx",
		RunE: func(c *cobra.Command, args []string) error {
			a.slug = args[0]
			return runLedger(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().BoolVar(&a.entries, "entries", false, "list every entry with its ID")
	c.Flags().StringVar(&a.as, "as", "", "show only what the `person` with this ID may read")
	c.Flags().StringVar(&a.csv, "csv", "", "write the entries to a `file` of comma-separated values")
	c.Flags().StringVar(&a.xlsx, "xlsx", "", "write accounts and entries to a `file` for Excel")
	jsonFlag(c, &a.json)
	return c
}

func runLedger(ctx context.Context, env Env, a ledgerArgs) error {
	accounts, err := fromStore(ctx, a.data, func(s *store.Store) (app.Accounts, error) { return app.ReadAccounts(ctx, s, a.slug, env.Now()) })
	if err != nil {
		return err
	}
	if a.as != "" {
		if accounts, err = accounts.As(a.as); err != nil {
			return refused(err)
		}
	}
	if err := exportLedger(accounts, a); err != nil {
		return world(err)
	}
	switch {
	case a.json:
		return writeJSON(env.Stdout, ledgerOf(accounts))
	case a.csv != "" || a.xlsx != "":
		for _, file := range []string{a.csv, a.xlsx} {
			if file != "" {
				fmt.Fprintf(env.Stdout, "Wrote %s: %s.\n", file, plural(len(accounts.Entries), "line"))
			}
		}
		return nil
	case a.entries:
		return showEntries(env, accounts)
	default:
		return showLedger(env, accounts)
	}
}
