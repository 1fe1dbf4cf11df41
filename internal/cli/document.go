package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/wording"
)

// languageCodes are those that the program speaks.
func languageCodes() []string {
	var codes []string
	for _, l := range wording.Languages() {
		codes = append(codes, l.Code)
	}
	return codes
}

// checkLanguage refuses a code that is none of those; empty means the partnership's.
func checkLanguage(code string) error {
	if code != "" && !slices.Contains(languageCodes(), code) {
		return fmt.Errorf("--language %s is none of %s", code, strings.Join(languageCodes(), ", "))
	}
	return nil
}

// writeOut writes a document to the standard output, or to a file of which it then says what
// is in it.
func writeOut(env Env, path string, content []byte, document, holds string) error {
	if path == "" {
		_, err := env.Stdout.Write(content)
		return err
	}
	if err := writeWhole(path, ownerOnly, content); err != nil {
		return world(fmt.Errorf("write %s: %w", document, err))
	}
	fmt.Fprintf(env.Stdout, "Wrote %s: %s.\n", path, holds)
	return nil
}
