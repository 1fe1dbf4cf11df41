package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/backup"
)

func newBackup(env Env) *cobra.Command {
	var data string
	var asJSON bool
	c := &cobra.Command{
		Use: "backup FILE", Short: "Write both databases into one file", Args: required("FILE"),
		Long: "Writes the store and the databases of the Temporal server that runs on the same directory into one\n" +
			"file, as both are at one moment, while everything goes on. The copies are looked through for\n" +
			"damage. It writes over nothing, and the file can be read by its owner only: people's mails are in\n" +
			"it. A Temporal server that runs elsewhere has backups of its own.",
		Example: "  rapport backup friday.backup\n  rapport backup /mnt/safe/friday.backup --data /var/lib/rapport",
		RunE: func(c *cobra.Command, args []string) error {
			m, err := app.Backup(c.Context(), data, args[0], env.Now())
			if err != nil {
				return world(err)
			}
			if asJSON {
				return writeJSON(env.Stdout, backupOf(args[0], m))
			}
			fmt.Fprintf(env.Stdout, "%s holds %s as of %s.\n", args[0], held(m), m.At.Local().Format("Mon 2 Jan 2006 15:04:05 MST"))
			return nil
		},
	}
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` that up or worker runs on")
	jsonFlag(c, &asJSON)
	return c
}

func newRestore(env Env) *cobra.Command {
	var data string
	var asJSON bool
	c := &cobra.Command{
		Use: "restore FILE", Short: "Take both databases out of a backup", Args: required("FILE"),
		Long: "Makes a data directory of a backup, whole or not at all. Every file is checked first. It writes over\n" +
			"nothing: move a directory away in which something lies, or name another one. Afterwards start\n" +
			"rapport up or rapport worker as before.",
		Example: "  rapport restore friday.backup\n  rapport restore friday.backup --data /var/lib/rapport",
		RunE: func(c *cobra.Command, args []string) error {
			m, err := app.Restore(c.Context(), args[0], data)
			if err != nil {
				return world(err)
			}
			if asJSON {
				return writeJSON(env.Stdout, backupOf(args[0], m))
			}
			fmt.Fprintf(env.Stdout, "%s holds %s as of %s. Start rapport up or rapport worker on it as before.\n",
				data, held(m), m.At.Local().Format("Mon 2 Jan 2006 15:04:05 MST"))
			return nil
		},
	}
	c.Flags().StringVar(&data, "data", ".rapport", "`directory` to make")
	jsonFlag(c, &asJSON)
	return c
}

// held says what is in a backup.
func held(m backup.Manifest) string {
	if m.Server {
		return "the store and the Temporal server's databases"
	}
	return "the store alone, because the Temporal server runs elsewhere,"
}

type backupView struct {
	FormatVersion int       `json:"format_version"`
	File          string    `json:"file"`
	At            time.Time `json:"at"`
	Program       string    `json:"program"`
	Server        bool      `json:"server"` // whether the server's databases are in it
	Bytes         int64     `json:"bytes"`  // unpacked
}

func backupOf(file string, m backup.Manifest) backupView {
	v := backupView{FormatVersion: formatVersion, File: file, At: m.At, Program: m.Program, Server: m.Server}
	for _, f := range m.Files {
		v.Bytes += f.Size
	}
	return v
}
