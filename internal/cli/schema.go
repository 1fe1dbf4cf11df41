package cli

import (
	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
)

func newSchema(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON schema of *.hcl.json files", Args: optional(),
		Long: "Prints the schema (draft 2020-12) of declarations that are written as JSON, for editors and for\n" +
			"programs that make them. It knows blocks, attributes, types and words; rapport validate checks\n" +
			"everything else.",
		Example: "  rapport schema > rapport.schema.json",
		RunE: func(*cobra.Command, []string) error {
			schema, err := config.JSONSchema()
			if err != nil {
				return refused(err)
			}
			_, err = env.Stdout.Write(schema)
			return err
		},
	}
}
