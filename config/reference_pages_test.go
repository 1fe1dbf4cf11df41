package config_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/rapport-engine/rapport/config"
)

const (
	referencePages = "../docs/reference"
	// referenceSpec is one directory that uses the whole language. Each of its
	// files is the example of the page of its name.
	referenceSpec = "testdata/reference"
	// writtenByHand explains the types that the tables name.
	writtenByHand = "values.md"
	// writtenByMail lists the commands of replies, which mails list, too.
	writtenByMail = "reply.md"
)

// TestReferencePages holds docs/reference and the tables that decode blocks
// together: a page for each block of the top level, with all that stands in it.
func TestReferencePages(t *testing.T) {
	t.Parallel()
	result := config.Load(os.DirFS(referenceSpec), config.Options{})
	if result.Diagnostics.HasErrors() || result.Diagnostics.Count(config.Warning) > 0 {
		result.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
		t.Fatal("the examples have findings")
	}
	names := []string{"README.md", writtenByHand, writtenByMail, schemaFile}
	for _, blocks := range pagesOf(config.Reference()) {
		name := blocks[0].Path + ".md"
		names = append(names, name)
		golden(t, filepath.Join(referencePages, name), referencePage(t, blocks))
	}
	golden(t, filepath.Join(referencePages, "README.md"), referenceIndex(config.Reference()))
	entries, err := os.ReadDir(referencePages)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("%s documents nothing", filepath.Join(referencePages, e.Name()))
		}
	}
}

// TestReferenceExplainsTypes wants every type that a table names explained.
func TestReferenceExplainsTypes(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(referencePages, writtenByHand))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range config.Reference() {
		for _, a := range b.Attributes {
			if kind := plainType(a.Type); !bytes.Contains(page, []byte("| "+kind+" |")) {
				t.Errorf("%s does not explain %q, the type of %s.%s", writtenByHand, kind, b.Path, a.Name)
			}
		}
	}
}

var choices = regexp.MustCompile(`^one of .*`)

// plainType is a type without what its own words say already.
func plainType(kind string) string {
	kind = strings.TrimPrefix(kind, "list of ")
	return choices.ReplaceAllString(kind, "one of ...")
}

// pagesOf parts the blocks by the block of the top level that they stand in.
func pagesOf(blocks []config.BlockDoc) [][]config.BlockDoc {
	var pages [][]config.BlockDoc
	for _, b := range blocks {
		if !strings.Contains(b.Path, ".") {
			pages = append(pages, nil)
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], b)
	}
	return pages
}

const madeByTest = "<!-- Written by TestReferencePages from the tables in config; make docs rewrites it. -->\n"

func referenceIndex(blocks []config.BlockDoc) []byte {
	var page bytes.Buffer
	page.WriteString("# Language reference\n\n" + madeByTest + `
A spec directory holds any number of ` + "`*.hcl` and `*.hcl.json`" + ` files, also in directories below it. They are read together, so
blocks may be spread over files in any way; hidden files and directories are left out. What is not listed here is an error:
nothing is ignored. [How values are written](values.md) explains the types.

| block | what it declares |
|---|---|
`)
	for _, b := range blocks {
		name := "&emsp;"
		top, _, _ := strings.Cut(b.Path, ".")
		fmt.Fprintf(&page, "| %s[%s](%s.md#%s) | %s |\n",
			strings.Repeat(name, strings.Count(b.Path, ".")), blockName(b), top, blockName(b), cell(firstSentence(b.Doc)))
	}
	return page.Bytes()
}

func referencePage(t *testing.T, blocks []config.BlockDoc) []byte {
	t.Helper()
	top := blocks[0]
	file := filepath.Join(referenceSpec, top.Path+".hcl")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	examples := attributesIn(t, file, src)
	if top.Path == "partnership" {
		lend(t, examples)
	}
	var page bytes.Buffer
	fmt.Fprintf(&page, "# %s\n\n%s\n", top.Path, madeByTest)
	fmt.Fprintf(&page, "[All blocks](README.md) · [How values are written](values.md)\n\n```hcl\n%s```\n", src)
	for _, b := range blocks {
		writeBlock(t, &page, b, examples)
	}
	return page.Bytes()
}

// lend gives a partnership the examples of playbooks for what its own exclude.
func lend(t *testing.T, examples map[string]string) {
	t.Helper()
	file := filepath.Join(referenceSpec, "playbook.hcl")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range attributesIn(t, file, src) {
		at = strings.Replace(at, "playbook.", "partnership.", 1)
		if _, own := examples[at]; !own {
			examples[at] = value
		}
	}
}

func writeBlock(t *testing.T, page *bytes.Buffer, b config.BlockDoc, examples map[string]string) {
	t.Helper()
	fmt.Fprintf(page, "\n## %s\n\n%s\n\n%s\n", blockName(b), b.Doc, place(b))
	if len(b.Attributes) == 0 {
		return
	}
	page.WriteString("\n| attribute | type | if absent | meaning | example |\n|---|---|---|---|---|\n")
	for _, a := range b.Attributes {
		example, ok := examples[b.Path+"."+a.Name]
		if !ok {
			t.Errorf("%s shows no %s.%s", referenceSpec, b.Path, a.Name)
		}
		fmt.Fprintf(page, "| `%s` | %s | %s | %s | `%s` |\n", a.Name, cell(a.Type), absent(a), cell(a.Doc), cell(example))
	}
}

// place says how a block is opened, where, how often, and what stands in it.
func place(b config.BlockDoc) string {
	opening := blockName(b)
	if b.Label != "" {
		words := strings.ReplaceAll(" "+b.Label, " a ", " ")
		opening += ` "` + strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(words), " ", "-")) + `"`
	}
	often := "once"
	if b.Repeats {
		often = "any number of times"
	}
	where := "at the top level"
	if i := strings.LastIndexByte(b.Path, '.'); i >= 0 {
		where = "in " + linked(b.Path[:i][strings.LastIndexByte(b.Path[:i], '.')+1:])
	}
	text := fmt.Sprintf("`%s { ... }` stands %s, %s.", opening, where, often)
	if len(b.Blocks) > 0 {
		inside := make([]string, len(b.Blocks))
		for i, name := range b.Blocks {
			inside[i] = linked(name)
		}
		text += " Blocks inside: " + strings.Join(inside, ", ") + "."
	}
	return text
}

func linked(block string) string { return fmt.Sprintf("[%s](#%s)", block, block) }

func blockName(b config.BlockDoc) string { return b.Path[strings.LastIndexByte(b.Path, '.')+1:] }

var inHCL = regexp.MustCompile(`^(".*"|\[.*\]|[0-9.]+|true|false)$`)

func absent(a config.AttributeDoc) string {
	switch {
	case a.Required:
		return "**required**"
	case inHCL.MatchString(a.Default):
		return "`" + cell(a.Default) + "`"
	default:
		return cell(a.Default)
	}
}

// cell makes text fit into a cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

func firstSentence(s string) string {
	first, _, more := strings.Cut(s, ". ")
	if more {
		first += "."
	}
	return first
}

// attributesIn finds the first value of every attribute in a file, by the path
// of blocks to it. Of a value of several lines the beginning is shown.
func attributesIn(t *testing.T, file string, src []byte) map[string]string {
	t.Helper()
	parsed, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	found := map[string]string{}
	var walk func(path string, body *hclsyntax.Body)
	walk = func(path string, body *hclsyntax.Body) {
		for name, a := range body.Attributes {
			at := path + name
			if _, known := found[at]; known {
				continue
			}
			value, rest, more := strings.Cut(string(a.Expr.Range().SliceBytes(src)), "\n")
			if more && strings.TrimSpace(rest) != "" {
				value += " ..."
			}
			found[at] = value
		}
		for _, b := range body.Blocks {
			walk(path+b.Type+".", b.Body)
		}
	}
	walk("", parsed.Body.(*hclsyntax.Body))
	return found
}
