package rapport_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/templates"
)

// TestReadmeSpec keeps the README's spec valid and in canonical form: it is
// what people copy first.
func TestReadmeSpec(t *testing.T) {
	t.Parallel()
	diags := config.Load(readmeSpec(t), config.Options{}).Diagnostics
	if diags.HasErrors() {
		t.Errorf("the spec of the README has errors:\n%s", rendered(diags))
	}
}

// TestReadmeFindings repeats the slips that the README shows the findings of.
func TestReadmeFindings(t *testing.T) {
	t.Parallel()
	spec := readmeSpec(t)
	slips := strings.NewReplacer("Europe/Oslo", "Europe/Olso", "ask   = [role.lead]", "ask   = [role.laed]")
	spec["spec.hcl"].Data = []byte(slips.Replace(string(spec["spec.hcl"].Data)))
	want := rendered(config.Load(spec, config.Options{}).Diagnostics)
	shown := strings.Join(fenced(read(t, "README.md"), "console"), "\n")
	if !strings.Contains(shown, want) {
		t.Errorf("the README shows\n%s\nbut what is printed is\n%s", shown, want)
	}
}

// TestGuideSnippets reads the HCL of the guide beside the README's spec, as
// somebody who follows it would write it.
func TestGuideSnippets(t *testing.T) {
	t.Parallel()
	for _, page := range markdown(t, "README.md", "docs/guide") {
		for _, snippet := range fenced(read(t, page), "hcl") {
			files := fstest.MapFS{"snippet.hcl": {Data: []byte(snippet)}}
			changes, diags := config.FormatDir(files)
			if len(changes) > 0 || len(diags) > 0 {
				t.Errorf("%s: not in canonical form:\n%s%s", page, snippet, rendered(diags))
			}
			if kind, _, _ := strings.Cut(snippet, " "); kind != "engine" && kind != "persona" {
				continue
			}
			files["spec.hcl"] = readmeSpec(t)["spec.hcl"]
			if diags := config.Load(files, config.Options{}).Diagnostics; diags.HasErrors() {
				t.Errorf("%s: errors:\n%s", page, rendered(diags))
			}
		}
	}
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	code    = regexp.MustCompile("(?s)```.*?\n```|`[^`\n]*`")
)

// TestLinksResolve follows every relative link of every page.
func TestLinksResolve(t *testing.T) {
	t.Parallel()
	for _, page := range markdown(t, ".") {
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(read(t, page), ""), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			path, anchor, _ := strings.Cut(m[1], "#")
			target := page
			if path != "" {
				target = filepath.Join(filepath.Dir(page), path)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			} else if anchor != "" && !hasAnchor(t, target, anchor) {
				t.Errorf("%s links to %s, but %s has no such heading", page, m[1], target)
			}
		}
	}
}

// TestLanguagesHaveTemplates wants specs warned of exactly those languages that
// no mails are worded in.
func TestLanguagesHaveTemplates(t *testing.T) {
	t.Parallel()
	folders, err := fs.ReadDir(templates.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var worded []string
	for _, f := range folders {
		worded = append(worded, f.Name())
	}
	spec := readmeSpec(t)
	spec["spec.hcl"].Data = bytes.ReplaceAll(spec["spec.hcl"].Data, []byte(`language = "ru"`), []byte(`language = "tlh"`))
	diags := config.Load(spec, config.Options{}).Diagnostics
	warned := slices.DeleteFunc(diags, func(d config.Diagnostic) bool { return d.Code != "RAP028" })
	if len(warned) == 0 {
		t.Error("a language without templates is accepted in silence")
	}
	for _, d := range warned {
		if want := "Languages with templates: " + strings.Join(worded, ", ") + "."; !strings.Contains(d.Detail, want) {
			t.Errorf("a spec hears %q, want %q", d.Detail, want)
		}
	}
	for _, language := range worded {
		spec["spec.hcl"].Data = bytes.ReplaceAll(readmeSpec(t)["spec.hcl"].Data, []byte(`"ru"`), []byte(`"`+language+`"`))
		if diags := config.Load(spec, config.Options{}).Diagnostics; diags.HasErrors() || has(diags, "RAP028") {
			t.Errorf("%s has templates, but a spec may not name it:\n%s", language, rendered(diags))
		}
	}
}

func has(diags config.Diagnostics, code config.Code) bool {
	return slices.ContainsFunc(diags, func(d config.Diagnostic) bool { return d.Code == code })
}

// readmeSpec is a directory with the README's spec.
func readmeSpec(t *testing.T) fstest.MapFS {
	t.Helper()
	specs := fenced(read(t, "README.md"), "hcl")
	if len(specs) != 1 {
		t.Fatalf("the README has %d HCL blocks, want the one spec", len(specs))
	}
	return fstest.MapFS{"spec.hcl": {Data: []byte(specs[0])}}
}

// fenced lists the blocks of one language in a page.
func fenced(page, language string) []string {
	var blocks []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(page, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// hasAnchor reports whether a page has a heading that an anchor leads to.
func hasAnchor(t *testing.T, page, anchor string) bool {
	t.Helper()
	for _, m := range heading.FindAllStringSubmatch(read(t, page), -1) {
		name := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(m[1]), "")
		if strings.ReplaceAll(name, " ", "-") == anchor {
			return true
		}
	}
	return false
}

// markdown lists the pages at and below the given places, hidden ones apart.
func markdown(t *testing.T, places ...string) []string {
	t.Helper()
	var pages []string
	for _, place := range places {
		err := filepath.WalkDir(place, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && path != place && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "artifacts"):
				return fs.SkipDir
			case filepath.Ext(path) == ".md":
				pages = append(pages, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

func rendered(diags config.Diagnostics) string {
	var text bytes.Buffer
	diags.WriteText(&text, config.TextOptions{})
	return text.String()
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
