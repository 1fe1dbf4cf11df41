// Package rapport_test guards what no single package can see: which package may
// import which.
package rapport_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/rapport-engine/rapport"

// A rule limits what the packages of some folders may import directly.
type rule struct {
	why string
	of  []string // folders of the module; "x/..." is x and everything below
	but []string // of these, folders that other rules are about
	// only lists what may be imported besides the standard library. Nil allows
	// everything.
	only []string
	// never lists what may not be imported, standard library or not.
	never []string
}

// The house of procedures: each layer knows those before it. Whatever else lies
// below partnership/procedure is a kind.
var (
	language = []string{
		"./partnership", "./partnership/cadence", "./partnership/condition", "./partnership/measure", "./partnership/wording", "./partnership/spelling", "./partnership/blame", "./partnership/calling",
		"./partnership/disclosure", "./partnership/opinion", "./partnership/swot", "./partnership/significance", "./partnership/decision", "./partnership/ledger", "./partnership/health",
		"./partnership/chain", decimals,
	}
	kernel     = []string{"./partnership/procedure"}
	components = []string{
		"./partnership/procedure/asking", "./partnership/procedure/card", "./partnership/procedure/ladder", "./partnership/procedure/budget",
		"./partnership/procedure/examining", "./partnership/procedure/standing",
		"./partnership/procedure/timing",
	}
	kindList  = []string{"./partnership/procedure/kinds"}
	lifecycle = []string{"./partnership/procedure/lifecycle"}
)

const decimals = "github.com/shopspring/decimal"

// Folders of the module begin with "./", so that they are told from other
// modules' and the standard library's packages.
var rules = []rule{
	{
		why:   "business rules are pure: they know no machine, no clock source and no chance",
		of:    []string{"./partnership/..."},
		but:   []string{"./partnership/wording"},
		only:  []string{"./partnership/...", decimals},
		never: []string{"os", "os/...", "net", "net/...", "context", "math/rand", "math/rand/...", "crypto/rand", "log", "log/..."},
	},
	{
		why:   "how things are worded can be asked by everybody, so it asks nobody but the rules of languages, and the machine least of all",
		of:    []string{"./partnership/wording"},
		only:  []string{"./partnership", "./partnership/cadence", "./partnership/condition", decimals, "golang.org/x/text/feature/plural", "golang.org/x/text/language"},
		never: []string{"os", "os/...", "net", "net/...", "context", "math/rand", "math/rand/...", "crypto/rand", "log", "log/..."},
	},
	{
		why:  "the kernel of procedures knows no kind and none of the components that kinds are made of",
		of:   kernel,
		only: language,
	},
	{
		why:  "a component knows the kernel, and neither a kind nor another component",
		of:   components,
		only: slices.Concat(language, kernel),
	},
	{
		why:  "a kind of procedure is made of kernel and components and knows no other kind, so that it costs a folder and a line",
		of:   []string{"./partnership/procedure/...", "./internal/testkit/poll"},
		but:  slices.Concat(kernel, components, kindList, lifecycle),
		only: slices.Concat(language, kernel, components),
	},
	{
		why:  "the partnership knows no other kind, and compares specs: what is material is asked about anew",
		of:   lifecycle,
		only: slices.Concat(language, kernel, components, []string{"./partnership/revision"}),
	},
	{
		why:  "the list of kinds is a list",
		of:   kindList,
		only: []string{"./partnership/procedure/..."},
	},
	{
		why: "activities own the interfaces of what they need, import no adapter, and reach kinds through their list",
		of:  []string{"./activities"},
		only: slices.Concat(language, kernel, components, kindList, lifecycle, []string{
			"go.temporal.io/sdk/activity", "go.temporal.io/sdk/temporal",
		}),
	},
	{
		why: "workflows are shells around procedures, reach kinds through their list, and touch the world through activities only",
		of:  []string{"./workflows"},
		only: slices.Concat(language, kernel, kindList, []string{
			"./activities", "go.temporal.io/sdk/workflow", "go.temporal.io/sdk/temporal", "go.temporal.io/api/enums/v1",
		}),
		never: []string{"os", "os/...", "net", "net/...", "context", "math/rand", "math/rand/...", "sync", "sync/...", "log", "log/..."},
	},
	{
		why:  "a rehearsal steps procedures without a server, whatever their kinds",
		of:   []string{"./rehearsal"},
		only: slices.Concat(language, kernel, components, kindList, lifecycle),
	},
	{
		why:   "a spec is all that leaves the language",
		of:    []string{"./config"},
		never: []string{"./activities", "./workflows", "./worker", "./mail/...", "./store/...", "./report/...", "./rehearsal", "./internal/..."},
	},
	{
		why: "adapters know neither each other nor workflows",
		of:  []string{"./mail/..."},
		never: []string{
			"./activities", "./workflows", "./worker", "./config", "./store/...", "./report/...", "./rehearsal", "./internal/...",
			"go.temporal.io/...",
		},
	},
	{
		why:   "a mail is read without regard to what its text says",
		of:    []string{"./mail/understand/message", "./mail/understand/autoreply", "./mail/understand/bounce"},
		never: []string{"./mail/understand", "./mail/understand/trim", "./mail/understand/answer"},
	},
	{
		why:  "what a person typed does not depend on what was asked",
		of:   []string{"./mail/understand/trim"},
		only: []string{"./mail/understand/internal/prose"},
	},
	{
		why: "answers are read from text: the room can be rebuilt alone",
		of:  []string{"./mail/understand/answer"},
		only: []string{
			"./partnership/...", "./mail/understand/trim", "./mail/understand/siding", "./mail/understand/internal/prose",
			"./mail/understand/internal/talk", "./mail/understand/internal/calendar", decimals,
		},
	},
	{
		why: "adapters know neither each other nor workflows",
		of:  []string{"./store/..."},
		never: []string{
			"./activities", "./workflows", "./worker", "./config", "./mail/...", "./report/...", "./rehearsal", "./internal/app/...", "./internal/cli/...", "./internal/devserver/...", "./internal/devmail/...",
			"go.temporal.io/...",
		},
	},
	{
		why: "adapters know neither each other nor workflows",
		of:  []string{"./report/..."},
		never: []string{
			"./activities", "./workflows", "./worker", "./config", "./mail/...", "./store/...", "./rehearsal", "./internal/...",
			"go.temporal.io/...",
		},
	},
	{
		why: "a charter is a rendering of a spec: whoever has the spec can write it",
		of:  []string{"./charter"},
		only: []string{
			"./partnership", "./partnership/cadence", "./partnership/condition", "./partnership/wording", decimals,
			"golang.org/x/text/language", "golang.org/x/text/language/display", "github.com/charmbracelet/x/ansi",
		},
	},
	{
		why:  "a record is checked years later, without store, server or network",
		of:   []string{"./record"},
		only: slices.Concat(language, kernel, []string{"./partnership/revision"}),
	},
	{
		why:   "a worker is a library: who uses it brings the adapters",
		of:    []string{"./worker"},
		never: []string{"./config", "./mail/...", "./store/...", "./report/...", "./rehearsal", "./internal/..."},
	},
	{
		why: "the embedded servers know nothing of partnerships",
		of:  []string{"./internal/devserver/...", "./internal/devmail/..."},
		never: []string{
			"./partnership/...", "./activities", "./workflows", "./worker", "./config", "./mail/...", "./store/...", "./report/...",
			"./rehearsal", "./internal/app/...", "./internal/cli/...",
		},
	},
	{
		why:   "the command line sits above the assembly and reaches no server but through it",
		of:    []string{"./internal/cli/..."},
		never: []string{"./activities", "./workflows", "./worker", "./internal/devserver/...", "./internal/devmail/...", "go.temporal.io/..."},
	},
	{
		why:  "what both databases need to know of their files knows nothing of either",
		of:   []string{"./internal/sqlitefile"},
		only: []string{"modernc.org/sqlite", "modernc.org/sqlite/lib"},
	},
	{why: "the assembly does not know the command line", of: []string{"./internal/app/..."}, never: []string{"./internal/cli/..."}},
	{why: "the program is a door", of: []string{"./cmd/..."}, only: []string{"./internal/cli"}},
	{why: "nobody imports a program", of: []string{"./..."}, never: []string{"./cmd/..."}},
	{why: "what tests share stays in tests", of: []string{"./..."}, never: []string{"./internal/testkit/..."}},
}

// monopolies are modules and packages that one folder alone may import.
var monopolies = []struct{ what, of string }{
	{"github.com/hashicorp/hcl/...", "./config"},
	{"github.com/zclconf/go-cty/...", "./config"},
	{"go.temporal.io/server/...", "./internal/devserver/..."},
	{"github.com/temporalio/ui-server/...", "./internal/devserver/..."},
	{"./mail/understand/message", "./mail/understand/..."},
	{"./mail/understand/autoreply", "./mail/understand/..."},
	{"./mail/understand/bounce", "./mail/understand/..."},
	{"./mail/understand/trim", "./mail/understand/..."},
	{"./mail/understand/answer", "./mail/understand/..."},
	{"./mail/understand/sheet", "./mail/understand/..."},
}

func TestImportRules(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, imported := range p.imports() {
			for _, r := range broken(p.path(), imported) {
				t.Errorf("%s imports %s: %s", p.path(), imported, r.why)
			}
		}
	}
}

// broken lists the rules that an import breaks.
func broken(path, imported string) []rule {
	if isTestkit(path) && isTestkit(imported) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(rules), func(r rule) bool {
		if !r.covers(path) {
			return true
		}
		return !matchesAny(imported, r.never) && (r.only == nil || isStandard(imported) || matchesAny(imported, r.only))
	})
}

func (r rule) covers(path string) bool { return matchesAny(path, r.of) && !matchesAny(path, r.but) }

func TestMonopolies(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, m := range monopolies {
			if matches(p.path(), m.of) || isTestkit(p.path()) {
				continue
			}
			for _, imported := range p.imports() {
				if matches(imported, m.what) {
					t.Errorf("%s imports %s, which belongs to %s alone", p.path(), imported, m.of)
				}
			}
		}
	}
}

// TestRulesBite breaks every kind of rule on purpose: a pattern that matches
// nothing would otherwise hold for ever.
func TestRulesBite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path, pattern string
		want          bool
	}{
		{"./partnership", "./partnership/...", true},
		{"./partnership/cadence", "./partnership/...", true},
		{"./partnerships", "./partnership/...", false},
		{"./workflows", "./...", true},
		{"os", "./...", false},
		{"net/http", "net/...", true},
		{"network", "net/...", false},
		{"./activities", "./activities", true},
		{"./activities/x", "./activities", false},
	} {
		if got := matches(c.path, c.pattern); got != c.want {
			t.Errorf("%s matches %s: got %t", c.path, c.pattern, got)
		}
	}
	all := packages(t)
	for _, r := range rules {
		for _, pattern := range r.of {
			if !slices.ContainsFunc(all, func(p pkg) bool { return matches(p.path(), pattern) && r.covers(p.path()) }) {
				t.Errorf("the rule %q is about %s, where there is no package", r.why, pattern)
			}
		}
	}
}

// TestTheHouseOfProceduresBites plants an import in each of its rooms, and some
// that are as they should be. A kind needs no rule of its own.
func TestTheHouseOfProceduresBites(t *testing.T) {
	t.Parallel()
	const house = "./partnership/procedure"
	for _, c := range []struct {
		path, imported string
		broken         bool
	}{
		{house, house + "/checkin", true},
		{house, house + "/asking", true},
		{house, house + "/kinds", true},
		{house, "./partnership/wording", false},
		{house + "/asking", house + "/checkin", true},
		{house + "/timing", house + "/lifecycle", true},
		{house + "/card", house + "/kinds", true},
		{house + "/standing", house + "/timing", true},
		{house + "/asking", house, false},
		{house + "/checkin", house + "/lifecycle", true},
		{house + "/checkin", house + "/kinds", true},
		{house + "/checkin", house + "/asking", false},
		{house + "/survey", house + "/checkin", true},
		{house + "/survey", house + "/timing", false},
		{house + "/lifecycle", house + "/checkin", true},
		{house + "/lifecycle", house + "/kinds", true},
		{house + "/kinds", house + "/checkin", false},
		{house + "/kinds", "./workflows", true},
		{"./internal/testkit/poll", house + "/checkin", true},
		{"./internal/testkit/poll", "./mail/compose", true},
		{"./internal/testkit/poll", house + "/asking", false},
		{"./workflows", house + "/checkin", true},
		{"./workflows", house + "/lifecycle", true},
		{"./workflows", house + "/kinds", false},
		{"./workflows/determinism", house + "/checkin", false},
		{"./rehearsal", house + "/checkin", true},
		{"./rehearsal", house + "/lifecycle", false},
		{"./activities", house + "/checkin", true},
		{"./activities", house + "/lifecycle", false},
		{"./partnership/wording", house, true},
		{"./partnership/wording", "./partnership/measure", true},
		{"./partnership/wording", "./partnership/cadence", false},
	} {
		if got := len(broken(c.path, c.imported)) > 0; got != c.broken {
			t.Errorf("that %s imports %s breaks a rule: got %t", c.path, c.imported, got)
		}
	}
}

// pkg is a package as the go command lists it.
type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []pkg
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("read go list: %v", err)
		}
		list = append(list, p)
	}
}

func (p pkg) path() string { return short(p.ImportPath) }

func (p pkg) imports() []string {
	var list []string
	for _, path := range p.Imports {
		list = append(list, short(path))
	}
	return list
}

// short writes the module's own packages as folders.
func short(path string) string {
	if path == module {
		return "."
	}
	if folder, own := strings.CutPrefix(path, module+"/"); own {
		return "./" + folder
	}
	return path
}

// isStandard reports whether a package belongs to the standard library: only
// other modules have a dot in their first element.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func isTestkit(path string) bool { return matches(path, "./internal/testkit/...") }

func matchesAny(path string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(path, pattern) })
}

// matches reports whether a package fits a pattern as the go command reads it.
func matches(path, pattern string) bool {
	prefix, subtree := strings.CutSuffix(pattern, "/...")
	return path == prefix || subtree && strings.HasPrefix(path, prefix+"/")
}
