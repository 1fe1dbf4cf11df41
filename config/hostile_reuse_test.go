package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rapport-engine/rapport/config"
)

// doubled declares local values that each hold the one before twice.
func doubled(first, form string, times int) string {
	s := "locals {\n  a0 = " + first + "\n"
	for i := range times {
		s += fmt.Sprintf("  a%d = "+form+"\n", i+1, i, i)
	}
	return s + "}\n"
}

// TestHostileExpressions evaluates what would take days or fill the memory.
func TestHostileExpressions(t *testing.T) {
	t.Parallel() // with other tests; among themselves they would need much memory
	local := func(e string) string { return "locals {\n  x = " + e + "\n}\n" }
	tests := []struct {
		name, source string
		want         config.Code
	}{
		{"loops in loops", local(`[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]`), "RAP203"},
		{"a loop that multiplies text", local(`join("", [for a in range(1000) : [for b in range(1000) : "0123456789"][0]])`), "RAP203"},
		{"text doubled", doubled(`"lol"`, `"${local.a%[2]d}${local.a%[3]d}"`, 40), "RAP203"},
		{"lists doubled", doubled(`["lol"]`, `[local.a%[2]d, local.a%[3]d]`, 60), "RAP203"},
		{"objects doubled, encoded", doubled(`{}`, `{ l = local.a%[2]d, r = local.a%[3]d }`, 30) + "locals {\n json = jsonencode(local.a18)\n}\n", "RAP203"},
		{"numbers squared", doubled(`10`, `local.a%[2]d * local.a%[3]d`, 40), "RAP203"},
		{"a chain of local values", doubled(`1`, `local.a%[2]d + 0 * local.a%[3]d`, 20_000), "RAP203"},
		{"a huge number as text", local(`"${1e99999999}"`), "RAP203"},
		{"a wide format", local(`format("%999999999d", 1)`), "RAP203"},
		{"a wide list format", local(`formatlist(join("", [for i in range(1000) : "%[1]s"]), [for i in range(1000) : join("", range(1000))])`), "RAP203"},
		{"indentation", local(`indent(4000000, "a\nb\nc\n")`), "RAP203"},
		{"a long separator", local(`join(indent(100000, "a\nb"), range(1000))`), "RAP203"},
		{"replaced by more", local(`replace(indent(100000, "a\nb"), " ", indent(100000, "a\nb"))`), "RAP203"},
		{"a pattern's groups", local(`regexreplace(indent(100000, "a\nb"), "((((.*))))", "$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4$1$2$3$4")`), "RAP203"},
		{"a large pattern", local(`regex("(((a{100}){10}){10}){10}", indent(100000, "a\nb"))`), "RAP202"},
		{"a product", local(`setproduct(range(1000), range(1000), range(1000), range(1000))`), "RAP203"},
		{"deep JSON", local(`jsondecode(join("", [for i in range(1000) : "["]))`), "RAP203"},
		{"many digits", local(`parseint(join("", range(1000)), 10)`), "RAP203"},
		{"digits in a file", "a = " + strings.Repeat("9", 1_000_000) + "\n", "RAP203"},
		{"digits in text", local(`abs(join("", [for i in range(1000) : "1234567890"]))`), "RAP203"},
		{"digits in JSON", local(`jsondecode(join("", [for i in range(1000) : "1234567890"]))`), "RAP203"},
		{"a negative indentation", local(`indent(-1, "a\nb")`), "RAP202"},
		{"blocks in blocks", bomb(), "RAP203"},
		{"an element that is not there", local(`range(3)[7]`), "RAP202"},
		{"null in a loop", local(`[for a in null : a]`), "RAP202"},
		{"a splat of text", local(`"a"[*].b`), "RAP202"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := config.Load(files("a.hcl", tt.source+twoParties("tea", "", "")), config.Options{})
			if !has(got.Diagnostics, tt.want) {
				t.Errorf("found %v, want %s among it", codesOf(got.Diagnostics, 5), tt.want)
			}
			if len(got.Specs) > 0 {
				t.Error("a hostile source gave a spec")
			}
		})
	}
}

// bomb nests dynamic blocks so that they make millions.
func bomb() string {
	return `playbook "bomb" {
  dynamic "goal" {
    for_each = range(1000)
    labels   = ["g${goal.value}"]
    content {
      dynamic "kpi" {
        for_each = range(1000)
        labels   = ["k${kpi.value}"]
        content {}
      }
      dynamic "milestone" {
        for_each = range(1000)
        labels   = ["m${milestone.value}"]
        content {}
      }
    }
  }
}
`
}

// TestHostileFiles asks functions for what they must not or cannot read.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	outside := filepath.Join(dir, "secret.txt")
	inside := filepath.Join(dir, "spec")
	for _, err := range []error{
		os.Mkdir(inside, 0o700), os.Mkdir(filepath.Join(inside, "sub"), 0o700),
		os.WriteFile(outside, []byte("secret"), 0o600),
		os.WriteFile(filepath.Join(inside, "bad.txt"), []byte("one\ntwo \xff\n"), 0o600),
		os.WriteFile(filepath.Join(inside, "ragged.csv"), []byte("slug,name\na,b\nc\n"), 0o600),
		os.WriteFile(filepath.Join(inside, "self.tmpl"), []byte(`${templatefile("self.tmpl", {})}`), 0o600),
		os.WriteFile(filepath.Join(inside, "wants.tmpl"), []byte("\nDear ${who}"), 0o600),
		os.WriteFile(filepath.Join(inside, "big.txt"), make([]byte, 50_000_000), 0o600),
		os.Symlink(outside, filepath.Join(inside, "link.txt")),
		os.Symlink("../secret.txt", filepath.Join(inside, "up.txt")),
		os.Symlink("..", filepath.Join(inside, "sub", "parent")),
		os.Symlink("loop.txt", filepath.Join(inside, "loop.txt")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ name, call, want, detail string }{
		{"above", `file("../secret.txt")`, "RAP202", "only files inside"},
		{"above by a detour", `file("sub/../../secret.txt")`, "RAP202", "only files inside"},
		{"absolute", `file("` + outside + `")`, "RAP202", "only files inside"},
		{"a link that leaves", `file("link.txt")`, "RAP202", "only files inside"},
		{"a relative link that leaves", `file("up.txt")`, "RAP202", "only files inside"},
		{"a directory's link that leaves", `file("sub/parent/../secret.txt")`, "RAP202", ""},
		{"whether it is there, outside", `fileexists("../secret.txt")`, "RAP202", "only files inside"},
		{"a link to itself", `file("loop.txt")`, "RAP202", "too many symbolic links"},
		{"a directory", `file("sub")`, "RAP202", "not a regular file"},
		{"nothing", `file("nothing.txt")`, "RAP202", "read nothing.txt"},
		{"not UTF-8", `file("bad.txt")`, "RAP202", "line 2 is not UTF-8"},
		{"50 MB", `file("big.txt")`, "RAP203", "larger than 4 MiB"},
		{"ragged CSV", `csvdecode(file("ragged.csv"))`, "RAP202", "line 3"},
		{"a template that takes itself in", `templatefile("self.tmpl", {})`, "RAP202", "cannot take another one in"},
		{"a template without its value", `templatefile("wants.tmpl", { wo = 1 })`, "RAP202", `Did you mean "wo"?`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			source := "locals {\n  x = " + tt.call + "\n}\n" + twoParties("tea", "", "")
			got := config.Load(overlay{os.DirFS(inside).(readLinkFS), files("a.hcl", source)}, config.Options{})
			if len(got.Diagnostics) != 1 || string(got.Diagnostics[0].Code) != tt.want || !strings.Contains(got.Diagnostics[0].Detail, tt.detail) {
				t.Errorf("found %+v, want one %s with %q", got.Diagnostics, tt.want, tt.detail)
			}
			for _, d := range got.Diagnostics {
				if strings.Contains(d.Detail, "secret\n") {
					t.Errorf("the detail shows what is in the file: %q", d.Detail)
				}
			}
		})
	}
}

// TestHostileFleets makes fleets of what cannot be one.
func TestHostileFleets(t *testing.T) {
	t.Parallel()
	fleet := func(forEach, slug string) string {
		return fmt.Sprintf("fleet \"f\" {\n  for_each = %s\n  slug = %s\n  playbook = playbook.shop\n  title = \"Tea\"\n}\n", forEach, slug)
	}
	tests := []struct{ name, source, want, detail string }{
		{"over an unknown name", fleet("local.rows", "each.value.slug"), "RAP200", `No local value is named "rows"`},
		{"over a failed value", "locals {\n rows = csvdecode(file(\"none.csv\"))\n}\n" + fleet("local.rows", "each.value.slug"), "RAP202", "none.csv"},
		{"a missing column", fleet(`csvdecode("slug,name\na,b\n")`, "each.value.slag"), "RAP200", `There is no attribute or column "slag" in each.value. Did you mean "slug"? There are: name, slug.`},
		{"over text", fleet(`"rows"`, "each.value"), "RAP212", "for_each is text"},
		{"over a number", fleet(`3`, "each.value"), "RAP212", "for_each is a number"},
		{"slugs that are none", fleet(`["A b"]`, "each.value"), "RAP213", `Write "a-b", for instance.`},
		{"null for a slug", fleet(`[{ s = null }]`, "each.value.s"), "RAP213", "null"},
		{"one slug for two", fleet(`["a", "a"]`, "each.value"), "RAP021", `element 1 of the fleet "f" and element 2 of the fleet "f"`},
		{"each outside", "locals {\n x = each.value\n}\n" + fleet(`[]`, "each.value"), "RAP200", "only inside a fleet"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := config.Load(files("a.hcl", tt.source, "playbooks.hcl", playbooks), config.Options{}).Diagnostics
			found := false
			for _, d := range got {
				found = found || string(d.Code) == tt.want && strings.Contains(d.Detail, tt.detail)
			}
			if !found {
				t.Errorf("found %+v, want %s with %q", got, tt.want, tt.detail)
			}
		})
	}
}

// TestFiftyMegabytes refuses a declaration of that size before parsing it.
func TestFiftyMegabytes(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{"a.hcl": {Data: make([]byte, 50_000_000)}}
	if got := config.Load(dir, config.Options{}).Diagnostics; !has(got, "RAP003") {
		t.Errorf("found %v, want RAP003", codesOf(got, 5))
	}
}
