package checkin_test

import (
	"fmt"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Forty people who leave at once are asked no more, which is on record of each; nobody
// gets a mail about it, and the partnership hears of it at most once.
func TestManyLeaversAreWithdrawnFromARoundAtOnce(t *testing.T) {
	t.Parallel()
	team := func(n int) partnership.Spec {
		spec := specs.Duo()
		for i := range n {
			p := spec.Parties[0].People[0]
			p.ID, p.Deputy = fmt.Sprintf("p%02d", i), ""
			p.Email = p.ID + "@north.example"
			spec.Parties[0].People = append(spec.Parties[0].People, p)
			spec.CheckIns[0].Ask = append(spec.CheckIns[0].Ask, p.ID)
		}
		return spec
	}
	r := begin(t, team(40))
	letters, told, lines := len(r.Letters), len(r.Told), len(r.Lines())
	r.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: r.Know(team(0)), People: procedure.ChangedPeople(team(40), team(0))})
	if len(r.Letters) > letters || len(r.Told) > told+1 || len(r.Lines()) != lines+40 {
		t.Errorf("%d mails, %d reports and %d entries come of it", len(r.Letters)-letters, len(r.Told)-told, len(r.Lines())-lines)
	}
	for _, a := range r.checkIn().Circle.Asks {
		if a.Left() != (a.Person != "lars") {
			t.Errorf("%s is asked further: %t", a.Person, !a.Left())
		}
	}
	r.until("2026-12-03 20:00")
	for _, l := range r.Letters[letters:] {
		if l.Person != "lars" {
			t.Errorf("%s gets %s", l.Person, l.Key)
		}
	}
}
