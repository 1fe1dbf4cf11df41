package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
)

const dealers = `slug,name,lead,people,target
south,South,cy,cy;di,30
north,North,ed,ed,"40"
`

const dealerFleet = `fleet "dealers" {
  for_each = csvdecode(file("dealers.csv"))
  slug     = each.value.slug
  playbook = playbook.shop
  title    = "Tea with ${each.value.name}"
  party "dealer" {
    name = each.value.name
    expects "sales" { what = "More sales" }
    dynamic "person" {
      for_each = split(";", each.value.people)
      iterator = p
      labels   = [p.value]
      content {
        name  = title(p.value)
        email = "${p.value}@${each.value.slug}.example"
        roles = p.value == each.value.lead ? ["lead", "executive", "signatory"] : null
      }
    }
  }
  goal "sales" {
    owner = person[each.value.lead]
    kpi "pots" {
      baseline  = 10
      target    = tonumber(each.value.target)
    }
  }
}
`

// TestFleet makes partnerships of the rows of a table.
func TestFleet(t *testing.T) {
	t.Parallel()
	result := sound(t, files("a.hcl", dealerFleet, "playbooks.hcl", playbooks, "dealers.csv", dealers), config.Options{})
	var got []string
	for _, s := range result.Specs {
		dealer := s.Parties[0]
		var people []string
		for _, p := range dealer.People {
			people = append(people, fmt.Sprintf("%s %s %v", p.Name, p.Email, p.Roles))
		}
		got = append(got, fmt.Sprintf("%s: %s, %s, %s to %s", s.Slug, s.Title, strings.Join(people, " and "), s.Goals[0].Owner, s.Goals[0].KPIs[0].Target))
	}
	want := []string{
		"north: Tea with North, Ed ed@north.example [lead executive signatory], ed to 40",
		"south: Tea with South, Cy cy@south.example [lead executive signatory] and Di di@south.example [member], cy to 30",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fleet (-want +got):\n%s", diff)
	}
	if o, ok := result.Origin("north", "party.dealer/person.ed/email"); !ok || o.Layer != "fleet dealers" || o.Line != 15 {
		t.Errorf("origin %+v %v, want line 15 of the fleet", o, ok)
	}
}

// TestFleetOrder shuffles the rows: the specs stay the same.
func TestFleetOrder(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSpace(dealers), "\n")
	turned := strings.Join([]string{lines[0], lines[2], lines[1]}, "\n")
	load := func(rows string) []partnership.Spec {
		return sound(t, files("a.hcl", dealerFleet, "playbooks.hcl", playbooks, "dealers.csv", rows), config.Options{}).Specs
	}
	if diff := cmp.Diff(load(dealers), load(turned)); diff != "" {
		t.Errorf("specs differ (-as written +turned):\n%s", diff)
	}
}

// TestFleetFindingsAreTold once, with the number of members that have them.
func TestFleetFindingsAreToldOnce(t *testing.T) {
	t.Parallel()
	rows := "slug,name,lead,people,target\n"
	for i := range 200 {
		rows += fmt.Sprintf("dealer-%03d,Dealer %d,cy,cy,30\n", i+1, i)
	}
	src := strings.Replace(dealerFleet, "      baseline  = 10\n", "      baseline  = 10\n      untit     = 1\n", 1)
	got := config.Load(files("a.hcl", src, "playbooks.hcl", playbooks, "dealers.csv", rows), config.Options{}).Diagnostics
	if len(got) != 1 || !strings.HasSuffix(got[0].Detail, "This is in the partnership dealer-001 and 199 others of the fleet.") {
		t.Errorf("found %d findings, the first %+v; want one about dealer-001 and 199 others", len(got), got[:min(1, len(got))])
	}
}
