package config_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

const reuseGuide = "../docs/guide/reuse.md"

var (
	fencedHCL   = regexp.MustCompile("(?ms)^```hcl\n(.*?)^```$")
	fencedCSV   = regexp.MustCompile("(?ms)^```csv\n(.*?)^```$")
	functionsIn = regexp.MustCompile(`(?s)(<!-- functions -->\n).*(<!-- end of functions -->)`)
)

// TestGuideReference loads the snippets of the guide as one directory, and holds
// its list of functions and the table together.
func TestGuideReference(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(reuseGuide)
	if err != nil {
		t.Fatal(err)
	}
	var source bytes.Buffer
	for _, m := range fencedHCL.FindAllSubmatch(page, -1) {
		source.Write(m[1])
		source.WriteByte('\n')
	}
	rows := fencedCSV.FindSubmatch(page)[1]
	got := sound(t, files("guide.hcl", source.String(), "dealers.csv", string(rows)), config.Options{})
	var slugs []string
	for _, s := range got.Specs {
		slugs = append(slugs, s.Slug+" "+s.Goals[0].Owner+" "+s.Goals[0].KPIs[0].Target.String())
	}
	if want := "[vektor-altai irina 30 vektor-sever vera 40 vektor-tomsk egor 30]"; fmt.Sprint(slugs) != want {
		t.Errorf("the guide declares %v, want %s", slugs, want)
	}

	table := "| function | gives |\n|---|---|\n"
	for _, f := range config.Functions() {
		table += fmt.Sprintf("| `%s` | %s |\n", f.Usage, f.Doc)
	}
	golden(t, reuseGuide, functionsIn.ReplaceAll(page, []byte("${1}"+regexp.MustCompile(`\$`).ReplaceAllString(table, "$$$$")+"${2}")))
}
