package config_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// leafOf are the people of the second party, a line each, in the order of their names.
func leafOf(spec partnership.Spec) []string {
	var list []string
	for _, p := range spec.Parties[0].People {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s: %s <%s> %v %s %s %s", p.ID, p.Name, p.Email, p.Roles, p.Language, p.Zone, p.Deputy)))
	}
	return list
}

func teamed(more ...string) map[string]string {
	all := map[string]string{"a.hcl": twoParties("tea", "", `people = "team.csv"`)}
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}

func loadTeam(all map[string]string) config.Result {
	var list []string
	for name, text := range all {
		list = append(list, name, text)
	}
	return config.Load(files(list...), config.Options{})
}

// However a spreadsheet writes the table, the same people are in it, beside those of
// person blocks.
func TestPeopleOfAFileStandBesideBlocks(t *testing.T) {
	t.Parallel()
	want := []string{
		"anna-petrova-shchukina: Анна Петрова-Щукина <anna@leaf.example> [member] ru Europe/Moscow di",
		"bo: Bo Daly <bo@leaf.example> [lead executive signatory] en Europe/Oslo",
		"di: Di, Jr. <di@leaf.example> [finance member] en Europe/Oslo anna-petrova-shchukina",
	}
	const anna = "Анна Петрова-Щукина"
	for name, table := range map[string]string{
		"commas":              "id,name,email,roles,language,timezone,deputy\n,Анна Петрова-Щукина,anna@leaf.example,,ru,Europe/Moscow,di\ndi,\"Di, Jr.\",di@leaf.example,finance;member,,,Анна Петрова-Щукина\n",
		"semicolons and BOM":  "\ufeffid;name;email;roles;language;timezone;deputy\r\n;Анна Петрова-Щукина;anna@leaf.example;;ru;Europe/Moscow;di\r\ndi;Di, Jr.;di@leaf.example;member finance;;;anna-petrova-shchukina\r\n;;;;;;\r\n",
		"tabs, another order": "Email\tDeputy\tName\tTimezone\tLanguage\tID\tRoles\n\nanna@leaf.example\tdi\t Анна Петрова-Щукина \tEurope/Moscow\tru\t\t\n di@leaf.example \t" + anna + "\tDi, Jr.\t\t\tdi\t\"finance, member\"",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := sound(t, files("a.hcl", twoParties("tea", "", `people = "team.csv"`), "team.csv", table), config.Options{})
			if diff := cmp.Diff(want, leafOf(got.Specs[0])); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A cell is text and nothing else: what would be calculated in a spec is taken as it is.
func TestCellsAreNotCalculated(t *testing.T) {
	t.Parallel()
	got := sound(t, files("a.hcl", twoParties("tea", "", `people = "team.csv"`), "team.csv", "id,name,email\nx,${var.secret} %{if},x@leaf.example\n"), config.Options{})
	if name := got.Specs[0].Parties[0].People[1].Name; name != "${var.secret} %{if}" {
		t.Errorf("the name is %q", name)
	}
}

func TestFindingsInAFileOfPeopleNameTheLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, table, want string }{
		{"no such column", "name,mail,roles\nDi,di@leaf.example,\n", `team.csv:1:6 RAP042 A table of people has no column "mail". Did you mean "email"?`},
		{"a column twice", "name,email,Name\nDi,di@leaf.example,\n", `team.csv:1:12 RAP042 The column "name" is there twice.`},
		{"no addresses", "id,name\ndi,Di\n", `team.csv:1:1 RAP042 The column "email" is missing.`},
		{"an address is missing", "name,email\nEd,ed@leaf.example\nDi,\n", `team.csv:3:1 RAP013 The person "di" needs the attribute "email"`},
		{"a name is missing", "name,email\n,di@leaf.example\n", `team.csv:2:1 RAP042 The line names nobody.`},
		{"a name is missing behind an id", "id,name,email\ndi,,di@leaf.example\n", `team.csv:2:1 RAP013 The person "di" needs the attribute "name"`},
		{"no id can be made", "name,email\n李雷,di@leaf.example\n", `team.csv:2:1 RAP042 No id in the letters a to z can be made of this name.`},
		{"no id", "id,name,email\nDi!,Di,di@leaf.example\n", `team.csv:2:1 RAP020 "Di!" is not a name.`},
		{"an id twice", "name,email\nDi Fo,di@leaf.example\n\nDi Fo,fo@leaf.example\n", `team.csv:4:1 RAP021 There is a person "di-fo" in this party already, at team.csv line 2. Give one of the two another id`},
		{"the id of a block", "id,name,email\nbo,Di,di@leaf.example\n", `team.csv:2:1 RAP021 There is a person "bo" in this party already, at a.hcl line`},
		{"an id of the other side", "id,name,email\nann,Di,di@leaf.example\n", `team.csv:2:1 RAP043 "ann" is a person of the party "pot" already`},
		{"an address twice", "name,email\nDi,di@leaf.example\nEd,DI@leaf.example\n", `team.csv:3:4 RAP044 "DI@leaf.example" is the address of "di" too, at team.csv line 2.`},
		{"no address", "name,email\nДина,di at leaf\n", `team.csv:2:6 RAP029 "di at leaf" is not a mail address.`},
		{"no role", "name,email,roles\nDi,di@leaf.example,member boss\n", `team.csv:2:20 RAP023 "boss" is not a role here.`},
		{"no zone", "name;email;timezone\nDi;di@leaf.example;Oslo\n", `team.csv:2:20 RAP027 "Oslo"`},
		{"a deputy whom nobody knows", "name,email,deputy\nDi,di@leaf.example,edd\nEd,ed@leaf.example,\n", `team.csv:2:20 RAP014 No person is named "edd" here. Did you mean "ed"?`},
		{"a separator in a name", "name,email\nDi, Jr.,di@leaf.example\n", `team.csv:2:9 RAP042 The line has 3 cells, and the header names no column above this one.`},
		{"a quote within", "name,email\nDi,di@leaf.example\nEd \"Ed\" Fo,ed@leaf.example\n", `team.csv:3:1 RAP042 A double quote stands inside of a cell.`},
		{"a quote without end", "name,email\n\"Di,di@leaf.example\n", `team.csv:2:1 RAP042 A cell begins with a double quote that is not closed`},
		{"nobody", "name,email\n,\n", `team.csv:1:1 RAP042 Nobody stands in team.csv.`},
		{"nothing", "", `team.csv:1:1 RAP042 Nobody stands in team.csv.`},
		{"Windows-1251", "name,email\nDi,di@leaf.example\n\xc4\xe8,ed@leaf.example\n", `a.hcl:28:14 RAP042 Read team.csv: line 3 is not UTF-8 text; save the file as UTF-8, which Excel calls "CSV UTF-8".`},
		{"UTF-16", "\xff\xfen\x00a\x00", `a.hcl:28:14 RAP042 Read team.csv: it is UTF-16 text; save the file as UTF-8, which Excel calls "CSV UTF-8".`},
		{"UTF-16 without its mark", "n\x00a\x00", `a.hcl:28:14 RAP042 Read team.csv: it holds bytes that no text does; save the file as UTF-8`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, d := range loadTeam(teamed("team.csv", tt.table)).Diagnostics {
				if d.Severity == config.Error {
					got = append(got, fmt.Sprintf("%s:%d:%d %s %s", d.Subject.File, d.Subject.StartLine, d.Subject.StartColumn, d.Code, d.Detail))
				}
			}
			if len(got) != 1 || !strings.HasPrefix(got[0], tt.want) {
				t.Errorf("found %q, want %q alone", got, tt.want)
			}
		})
	}
}

// Whatever stands in a table, each finding about it lies within it.
func TestFindingsLieWithinTheTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		table := rapid.StringOfN(rapid.SampledFrom([]rune(",;\t\"\n\r nameёid@x.é")), 0, 80, -1).Draw(t, "table")
		if rapid.Bool().Draw(t, "with a header") {
			table = "name,email,id,deputy,roles\r\n" + table
		}
		for _, d := range loadTeam(teamed("team.csv", table)).Diagnostics {
			if s := d.Subject; s.File == "team.csv" && (s.StartByte > s.EndByte || s.EndByte > len(table) || s.StartLine > s.EndLine || s.StartLine < 1) {
				t.Fatalf("%q: %+v", table, d)
			}
		}
	})
}

// Only files of the spec directory are read, as by functions.
func TestAFileOfPeopleLiesInTheDirectory(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"../team.csv", "/etc/passwd", "gone.csv", "."} {
		all := teamed()
		all["a.hcl"] = strings.ReplaceAll(all["a.hcl"], "team.csv", name)
		found := loadTeam(all).Diagnostics
		if !slices.ContainsFunc(found, func(d config.Diagnostic) bool { return d.Code == "RAP042" && d.Subject.File == "a.hcl" }) {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

// The finding shows the line of the table, as it does of a spec.
func TestAFindingQuotesTheLineOfTheTable(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	loadTeam(teamed("team.csv", "\ufeffname;email\r\nДина Фо;di at leaf\r\n")).Diagnostics.WriteText(&text, config.TextOptions{Width: 100})
	if want := `  2 │ Дина Фо;di at leaf`; !strings.Contains(text.String(), want) {
		t.Errorf("without %q:\n%s", want, text.String())
	}
}

// What a partnership says of somebody stands over what its playbook's table says, and
// another table replaces that of the playbook.
func TestATableOfAPlaybookLiesBeneath(t *testing.T) {
	t.Parallel()
	playbook := strings.Replace(twoParties("tea", "", `people = "team.csv"`), `partnership "tea"`, `playbook "tea"`, 1)
	for more, want := range map[string]string{
		``: "bo di ed",
		"party \"leaf\" {\n person \"di\" { name = \"Dina\" }\n}": "bo di ed",
		`party "leaf" { people = "${"other"}.csv" }`:              "bo flo",
	} {
		got := sound(t, files("a.hcl", playbook+"\npartnership \"tea\" {\n playbook = playbook.tea\n"+more+"\n}\n",
			"team.csv", "name,email\nDi,di@leaf.example\nEd,ed@leaf.example\n", "other.csv", "name,email\nFlo,flo@leaf.example\n"), config.Options{}).Specs[0]
		var ids []string
		for _, p := range got.Parties[0].People {
			ids = append(ids, p.ID)
			if p.ID == "di" && strings.Contains(more, "Dina") != (p.Name == "Dina") {
				t.Errorf("%s: di is called %s", more, p.Name)
			}
		}
		if strings.Join(ids, " ") != want {
			t.Errorf("%s: people are %v, want %s", more, ids, want)
		}
	}
}

// Where somebody was declared is a line of the table.
func TestAPersonOfAFileHasAnOrigin(t *testing.T) {
	t.Parallel()
	got := sound(t, files("a.hcl", twoParties("tea", "", `people = "team.csv"`), "team.csv", "name,email\nDi,di@leaf.example\nEd,ed@leaf.example\n"), config.Options{})
	path := partnership.Path("").Block("party", "leaf").Block("person", "ed")
	if o, ok := got.Origin("tea", path.Attribute("email")); !ok || o.File != "team.csv" || o.Line != 3 {
		t.Errorf("declared at %+v, %t", o, ok)
	}
}

// A table that has changed is a change of people, as that of blocks would be.
func TestAChangedTableAddsAndRemovesPeople(t *testing.T) {
	t.Parallel()
	load := func(table string) partnership.Spec {
		return sound(t, files("a.hcl", twoParties("tea", "", `people = "team.csv"`), "team.csv", table), config.Options{}).Specs[0]
	}
	before := load("name,email\nDi,di@leaf.example\nEd,ed@leaf.example\n")
	if again := load("email;name\r\ned@leaf.example;Ed\r\ndi@leaf.example;Di"); again.Digest() != before.Digest() {
		t.Error("another layout of the same table is another spec")
	}
	var got []string
	for _, c := range revision.Compare(before, load("name,email\nDi,dina@leaf.example\nFlo,flo@leaf.example\n")) {
		got = append(got, fmt.Sprintf("%s %s", c.Action, c.Path))
	}
	want := []string{"changed party.leaf/person.di/email", "added party.leaf/person.flo", "removed party.leaf/person.ed"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
