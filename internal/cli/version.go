package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/build"
)

func newVersion(env Env) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "version", Short: "Print the version", Args: optional(),
		Long:    "Prints the version, the Go release it was built with, and whether the servers of `rapport up` are\n" + "built in.",
		Example: "  rapport version\n  rapport version --json",
		RunE: func(*cobra.Command, []string) error {
			v := versionView{FormatVersion: formatVersion, Version: build.Version(), Go: runtime.Version(), Embedded: embedded}
			if asJSON {
				return writeJSON(env.Stdout, v)
			}
			kind := "with embedded servers"
			if !v.Embedded {
				kind = "without embedded servers"
			}
			_, err := fmt.Fprintf(env.Stdout, "rapport %s (%s, %s)\n", v.Version, v.Go, kind)
			return err
		},
	}
	jsonFlag(c, &asJSON)
	return c
}

type versionView struct {
	FormatVersion int    `json:"format_version"`
	Version       string `json:"version"`
	Go            string `json:"go"`
	Embedded      bool   `json:"embedded"` // whether `rapport up` is built in
}

func jsonFlag(c *cobra.Command, asJSON *bool) {
	c.Flags().BoolVar(asJSON, "json", false, "print JSON for programs")
}

// writeJSON writes one indented JSON document.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
