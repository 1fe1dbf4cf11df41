package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/record"
	"github.com/rapport-engine/rapport/store"
)

func newExport(env Env) *cobra.Command {
	var data, party string
	c := &cobra.Command{
		Use: "export SLUG DIR", Short: "Write the whole record of a partnership into files to keep", Args: required("SLUG", "DIR"),
		Long: "Writes everything that is kept of a partnership for good into the new directory DIR: every\n" +
			"version of its spec, the journal with its hash chain, the mails that signatures rest on, what was\n" +
			"signed as a text, figures and ledger, with a list of all files. `rapport verify DIR` checks it\n" +
			"years later, without store or server; a README in it says how to do so by hand. It holds names,\n" +
			"addresses and money of all sides: only you can read the files, and they are for whoever runs the\n" +
			"partnership. With --for a party gets a copy without the lines of the ledger that only another side\n" +
			"reads; of entries of the journal that are not told to every party it has the hashes alone, so that\n" +
			"`verify` still follows the chain. It reads the store, so no worker has to run.",
		Example: "  rapport export teapot-kettle teapot-kettle-2030\n  rapport verify teapot-kettle-2030\n  rapport export teapot-kettle for-kettle --for kettle",
		RunE: func(c *cobra.Command, args []string) error {
			return runExport(c.Context(), env, data, party, args[0], args[1])
		},
	}
	c.Flags().StringVar(&party, "for", "", "leave out what the people of the `party` with this ID may not read")
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` that up or worker runs on")
	return c
}

func runExport(ctx context.Context, env Env, data, party, slug, dir string) error {
	r, err := fromStore(ctx, data, func(s *store.Store) (record.Record, error) { return app.ReadRecord(ctx, s, slug, env.Now()) })
	if err != nil {
		return err
	}
	if party != "" {
		if r, err = r.ForParty(party); err != nil {
			return refused(err)
		}
	}
	if err := r.Write(dir); err != nil {
		return world(err)
	}
	if party != "" {
		fmt.Fprintf(env.Stdout, "For %s %s of the ledger and %s of the journal are left out.\n",
			r.ForName, plural(r.LeftOut.LedgerLines, "line"), journalEntries(r.LeftOut.JournalEntries))
	}
	fmt.Fprintf(env.Stdout, "Wrote the record of %s to %s. Keep the end of its journal apart from it, to check the record against:\n%s\n", r.InForce.Title, dir, r.Head.Hash)
	return nil
}

func journalEntries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
