package config_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
)

// twoParties is a partnership that loads; more stands inside of it, and
// leaf inside of its second party.
func twoParties(slug, more, leaf string) string {
	return fmt.Sprintf(`partnership %q {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  party "pot" {
    name = "Pot AS"
    expects "sales" { what = "More sales" }
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead", "executive", "signatory"]
    }
    person "ada" {
      name  = "Ada Vik"
      email = "ada@pot.example"
    }
  }
  party "leaf" {
    name = "Leaf Ltd"
    expects "sales" { what = "More sales" }
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead", "executive", "signatory"]
    }
    %s
  }
  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    due       = "2027-12-31"
    owner     = person.ann
    kpi "pots" {
      unit      = "pots"
      baseline  = 120
      target    = 300
      source    = "the till"
      reporters = [role.lead]
    }
  }
  %s
}
`, slug, leaf, more)
}

// sound loads sources and wants no errors; warnings are about good practice.
func sound(t *testing.T, dir fstest.MapFS, opts config.Options) config.Result {
	t.Helper()
	got := config.Load(dir, opts)
	if got.Diagnostics.Count(config.Error) > 0 {
		got.Diagnostics.WriteText(os.Stderr, config.TextOptions{})
		t.Fatalf("%d errors, want none", got.Diagnostics.Count(config.Error))
	}
	return got
}

func files(nameAndText ...string) fstest.MapFS {
	dir := fstest.MapFS{}
	for i := 0; i < len(nameAndText); i += 2 {
		dir[nameAndText[i]] = &fstest.MapFile{Data: []byte(nameAndText[i+1])}
	}
	return dir
}

// TestReferences reads one list of people in every form that gives references.
func TestReferences(t *testing.T) {
	t.Parallel()
	const locals = `locals {
  leads = ["ann", "bo"]
  small = false
  empty = []
}
`
	tests := []struct {
		name, ask string
		want      []string
	}{
		{"plain", `[person.ann, role.lead]`, []string{"ann", "bo"}},
		{"by a name", `[person[local.leads[1]]]`, []string{"bo"}},
		{"by text", `[person["ada"]]`, []string{"ada"}},
		{"condition", `[local.small ? person.ada : person.bo]`, []string{"bo"}},
		{"condition between lists", `local.small ? [person.ada] : [person.bo, person.ann]`, []string{"ann", "bo"}},
		{"parentheses", `([(person.ann)])`, []string{"ann"}},
		{"loop", `[for name in local.leads : person[name]]`, []string{"ann", "bo"}},
		{"loop with a filter", `[for i, name in local.leads : person[name] if i > 0]`, []string{"bo"}},
		{"loop over nothing, joined", `concat([for name in local.empty : person[name]], [person.ada])`, []string{"ada"}},
		{"template", `[person["a${"n"}n"]]`, []string{"ann"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			more := fmt.Sprintf("check_in \"weekly\" {\n every = \"week\"\n at = \"10:00\"\n ask = %s\n about = [\"kpis\"]\n}", tt.ask)
			got := sound(t, files("a.hcl", locals+twoParties("tea", more, "")), config.Options{})
			if diff := cmp.Diff(tt.want, got.Specs[0].CheckIns[0].Ask); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
		})
	}
}

// TestExpressions reads a title from every kind of expression.
func TestExpressions(t *testing.T) {
	t.Parallel()
	const before = `variable "region" {
  default = "oslo"
}
variable "size" {
  type    = number
  default = 4
}
locals {
  upper = upper(local.plain)
  plain = "${var.region} ${local.number}"
  number = var.size * 10 + 2
  rows   = csvdecode(file("rows.csv"))
  all    = { for r in local.rows : r.key => r.value... }
}
`
	tests := []struct{ name, title, want string }{
		{"local values in any order", `local.upper`, "OSLO 42"},
		{"interpolation", `"Tea in ${title(var.region)}"`, "Tea in Oslo"},
		{"arithmetic in text", `"${var.size / 8}"`, "0.5"},
		{"condition", `var.size > 3 ? "many" : "few"`, "many"},
		{"null is absent, then the other", `coalesce(null, "tea")`, "tea"},
		{"CSV", `local.rows[1].value`, "two"},
		{"grouping", `join("+", local.all["a"])`, "one+two"},
		{"splat", `join(",", local.rows[*].key)`, "a,a"},
		{"template file", `templatefile("t.tmpl", { who = "Ann" })`, "Dear Ann, 2"},
		{"try", `try(local.rows[7].value, "none")`, "none"},
		{"template loop", `"%{ for r in local.rows }${r.value}.%{ endfor }"`, "one.two."},
		{"format", `format("%03d", var.size)`, "004"},
		{"format beside a year", `format("%s %% by 2026", var.size)`, "4 % by 2026"},
		{"given dates", `formatdate("YYYY", timeadd("2026-12-31T23:30:00Z", "1h"))`, "2027"},
		{"JSON", `jsondecode("{\"a\": [\"b\"]}").a[0]`, "b"},
		{"a computed number as text", `var.size`, "4"},
		{"a file that is not there", `fileexists("nope") ? "yes" : "no"`, "no"},
		{"a file below", `trimspace(file("./below/x.txt"))`, "ex"},
	}
	dir := func(title string) fstest.MapFS {
		src := strings.Replace(twoParties("tea", "", ""), `"Tea together"`, title, 1)
		return files("a.hcl", before+src, "rows.csv", "\ufeffkey,value\na,one\na,two\n", "t.tmpl", "Dear ${who}, ${1 + 1}", "below/x.txt", "ex\n")
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := sound(t, dir(tt.title), config.Options{})
			if got.Specs[0].Title != tt.want {
				t.Errorf("title %q, want %q", got.Specs[0].Title, tt.want)
			}
		})
	}
}

const playbooks = `
playbook "base" {
  purpose  = "From the base."
  timezone = "Europe/Oslo"
  language = "ru"
  check_in "weekly" {
    every = "week"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
    question "heard" { text = "Were you heard?" }
    question "next" { text = "What is next?" }
  }
  conflict {
    cooling_off = "2d"
    level "direct" {
      who    = "parties"
      within = "5bd"
    }
  }
  party "pot" {
    name = "Pot AS"
    expects "sales" { what = "More sales" }
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead", "executive", "signatory"]
      absence {
        from  = "2027-07-01"
        until = "2027-07-14"
      }
      absence {
        from  = "2027-08-01"
        until = "2027-08-02"
      }
    }
  }
}

playbook "shop" {
  playbook = playbook.base
  purpose  = "From the shop."
  start    = "2027-01-01"
  end      = "2027-12-31"
  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    due       = "2027-12-31"
    owner     = person.ann
    kpi "pots" {
      unit      = "pots"
      baseline  = 120
      target    = 300
      source    = "the till"
      reporters = [role.lead]
    }
  }
}
`

const shop = `partnership "tea" {
  playbook = playbook.shop
  title    = "Tea together"
  party "leaf" {
    name = "Leaf Ltd"
    expects "sales" { what = "More sales" }
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead", "executive", "signatory"]
    }
  }
  party "pot" {
    person "ann" {
      email = "ann.vik@pot.example"
      absence {
        from  = "2027-09-01"
        until = "2027-09-02"
      }
    }
  }
  check_in "weekly" {
    at = "11:00"
    question "next" { text = "And next?" }
    question "own" { text = "Our own?" }
  }
  conflict {
    level "direct" { within = "10bd" }
  }
  goal "sales" {
    kpi "pots" { target = 400 }
  }
}
`

// TestLayers merges a partnership over two playbooks, block by block.
func TestLayers(t *testing.T) {
	t.Parallel()
	result := sound(t, files("a.hcl", shop, "playbooks.hcl", playbooks), config.Options{})
	s := result.Specs[0]
	pot := s.Parties[slices.IndexFunc(s.Parties, func(p partnership.Party) bool { return p.ID == "pot" })]
	ann := pot.People[0]
	var questions []string
	for _, q := range s.CheckIns[0].Questions {
		questions = append(questions, q.ID+": "+q.Text)
	}
	got := []string{
		s.Purpose, s.Language, pot.Name, ann.Name, ann.Email, fmt.Sprint(ann.Absences),
		s.CheckIns[0].Rule.Every + " " + s.CheckIns[0].Rule.At.String(), strings.Join(questions, ", "),
		fmt.Sprint(s.Conflict.Levels[0].Within, " ", s.Conflict.CoolingOff),
		fmt.Sprint(s.Goals[0].KPIs[0].Target, " ", s.Goals[0].KPIs[0].Unit),
	}
	want := []string{
		"From the shop.", "ru", "Pot AS", "Ann Vik", "ann.vik@pot.example", "[{2027-09-01 2027-09-02}]",
		"week 11:00", "heard: Were you heard?, next: And next?, own: Our own?",
		"10bd 2d", "400 pots",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("merged (-want +got):\n%s", diff)
	}
}

// TestOrigin asks where the values of a merged partnership come from.
func TestOrigin(t *testing.T) {
	t.Parallel()
	result := sound(t, files("a.hcl", shop, "playbooks.hcl", playbooks), config.Options{})
	tests := []struct {
		path partnership.Path
		want string // "file:line layer", empty when nobody wrote it
	}{
		{"title", "a.hcl:3 partnership"},
		{"purpose", "playbooks.hcl:42 playbook shop"},
		{"language", "playbooks.hcl:5 playbook base"},
		{"party.pot", "a.hcl:13 partnership"},
		{"party.pot/name", "playbooks.hcl:22 playbook base"},
		{"party.pot/person.ann/name", "playbooks.hcl:25 playbook base"},
		{"party.pot/person.ann/email", "a.hcl:15 partnership"},
		{"goal.sales/kpi.pots/target", "a.hcl:31 partnership"},
		{"goal.sales/kpi.pots/unit", "playbooks.hcl:50 playbook shop"},
		{"conflict/cooling_off", "playbooks.hcl:15 playbook base"},
		{"party.pot/person.ann/language", "playbooks.hcl:5 playbook base"},
		{"party.pot/person.ann/calendar", ""},
		{"currency", ""},
		{"goal.none/due", ""},
		{"goal.none/start", ""},
	}
	for _, tt := range tests {
		got := ""
		if o, ok := result.Origin("tea", tt.path); ok {
			got = fmt.Sprintf("%s:%d %s", o.File, o.Line, o.Layer)
		}
		if got != tt.want {
			t.Errorf("origin of %s: %q, want %q", tt.path, got, tt.want)
		}
	}
	if _, ok := result.Origin("coffee", "title"); ok {
		t.Error("an unknown partnership has an origin")
	}
}
