package config_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

const declared = `variable "name" {
  type = string
}
variable "sizes" {
  type    = list(number)
  default = [1]
}
variable "who" {
  type    = object({ first = string, last = optional(string, "Vik") })
  default = { first = "Ann" }
  validation {
    condition     = length(var.who.first) <= local.longest
    error_message = "The name is too long."
  }
}
locals { longest = 5 }
`

// TestVariables gives variables their values from outside.
func TestVariables(t *testing.T) {
	t.Parallel()
	const title = `"${var.name} ${join("+", var.sizes)} ${var.who.first} ${var.who.last}"`
	file := config.VarFile{Name: "prod.hcl", Source: []byte("name = \"file\"\nsizes = [for n in range(2) : n]\n")}
	asJSON := config.VarFile{Name: "prod.json", Source: []byte(`{"name": "${upper(\"json\")}"}`)}
	tests := []struct {
		name string
		opts config.Options
		want string   // the title
		fail []string // or code, file and line, and a part of the detail
	}{
		{"text as it stands", config.Options{Vars: []string{"name=a = \"b\""}}, `a = "b" 1 Ann Vik`, nil},
		{"an expression", config.Options{Vars: []string{"name=x", "sizes=[1, 2 + 3]"}}, "x 1+5 Ann Vik", nil},
		{"the last one wins", config.Options{Vars: []string{"name=x", "name=y"}}, "y 1 Ann Vik", nil},
		{"a file", config.Options{VarFiles: []config.VarFile{file}}, "file 0+1 Ann Vik", nil},
		{"a file of JSON", config.Options{VarFiles: []config.VarFile{file, asJSON}}, "JSON 0+1 Ann Vik", nil},
		{"the command line wins over files", config.Options{VarFiles: []config.VarFile{file}, Vars: []string{"name=x"}}, "x 0+1 Ann Vik", nil},
		{"an object", config.Options{Vars: []string{"name=x", `who={ first = "Bo", last = "D" }`}}, "x 1 Bo D", nil},
		{"no value", config.Options{}, "", []string{"RAP206 a.hcl:1", "-var name="}},
		{"unknown", config.Options{Vars: []string{"name=x", "nmae=x"}}, "", []string{"RAP207 :0", `-var nmae`, `Did you mean "name"?`}},
		{"no equals sign", config.Options{Vars: []string{"name=x", "name"}}, "", []string{"RAP207 :0", "a name and a value"}},
		{"wrong type", config.Options{Vars: []string{"name=x", "sizes=[true]"}}, "", []string{"RAP208 :0", "-var sizes"}},
		{"no expression", config.Options{Vars: []string{"name=x", "sizes=[1"}}, "", []string{"RAP208 :0", "-var sizes"}},
		{"no value of an expression", config.Options{Vars: []string{"name=x", "sizes=ural"}}, "", []string{"RAP208 :0", "Nothing is named ural"}},
		{"refused", config.Options{Vars: []string{"name=x", `who={ first = "Wilhelmine" }`}}, "", []string{"RAP209 :0", "-var who", "The name is too long."}},
		{"unknown in a file", config.Options{Vars: []string{"name=x"}, VarFiles: []config.VarFile{{Name: "p.hcl", Source: []byte("\nsize = 1")}}}, "", []string{"RAP207 p.hcl:2", `Did you mean "sizes"?`}},
		{"wrong type in a file", config.Options{Vars: []string{"name=x"}, VarFiles: []config.VarFile{{Name: "p.hcl", Source: []byte("\nsizes = \"x\"")}}}, "", []string{"RAP208 p.hcl:2", "the file p.hcl"}},
		{"a file that uses a variable", config.Options{VarFiles: []config.VarFile{{Name: "p.hcl", Source: []byte("name = var.name")}}}, "", []string{"RAP200 p.hcl:1"}},
		{"a file that does not parse", config.Options{Vars: []string{"name=x"}, VarFiles: []config.VarFile{{Name: "p.hcl", Source: []byte("name = ")}}}, "", []string{"RAP001 p.hcl:1"}},
	}
	src := declared + strings.Replace(twoParties("tea", "", ""), `"Tea together"`, title, 1)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.fail == nil {
				if got := sound(t, files("a.hcl", src), tt.opts).Specs[0].Title; got != tt.want {
					t.Errorf("title %q, want %q", got, tt.want)
				}
				return
			}
			got := config.Load(files("a.hcl", src), tt.opts).Diagnostics
			if len(got) != 1 {
				t.Fatalf("%d findings, want one: %+v", len(got), got)
			}
			at := string(got[0].Code) + " " + got[0].Subject.File + ":" + strconv.Itoa(got[0].Subject.StartLine)
			if diff := cmp.Diff(tt.fail[0], at); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			for _, part := range tt.fail[1:] {
				if !strings.Contains(got[0].Detail, part) {
					t.Errorf("detail %q lacks %q", got[0].Detail, part)
				}
			}
		})
	}
}
